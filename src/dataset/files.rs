//! The files of a dataset: found, read, and handed on as text.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::text::Text;

use super::limits::MOST_BYTES;
use super::lines::ENDING;
use super::parallel::in_parallel;
use super::problem::Spot;
use super::schema::is_schema;
use super::text::FileText;
use super::watched::{Watched, length_of};

/// A file of a dataset, not yet read as JSON.
#[derive(Debug)]
pub struct InputFile {
    /// What it is called in messages.
    pub name: String,
    /// What it holds, or where it is not UTF-8.
    pub text: std::result::Result<FileText, Spot>,
}

impl InputFile {
    /// A file of this name with these bytes.
    #[cfg(test)]
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        let text = FileText::of(vec![String::from_utf8(bytes)]);
        Self { name, text }
    }

    /// Whether it holds an event a line.
    pub fn is_lines(&self) -> bool {
        is_lines(&self.name)
    }

    /// Its name without folder and ending.
    pub fn stem(&self) -> Text<'static> {
        let stem = Path::new(&self.name).file_stem().unwrap_or_default();
        Text(Cow::Owned(stem.to_string_lossy().into_owned()))
    }
}

/// Whether a file of this name holds an event a line.
pub fn is_lines(name: &str) -> bool {
    Path::new(name).extension() == Some(ENDING.as_ref())
}

/// Reads a dataset: one file, or all `.json` files of a folder and the folders in it, and all
/// `.ndjson` files in or below a folder `events` of it, in the order of their paths. Hidden files
/// and folders, links to folders, and schemas, and what is neither file nor folder, are passed over.
///
/// # Errors
///
/// Where something cannot be read or changes meanwhile, is a link out of the folder or to nowhere,
/// is a pipe or a device, is missing altogether, or is too large.
pub fn read(path: &Path) -> Result<Vec<InputFile>> {
    let metadata = fs::metadata(path).map_err(|why| unreadable(path, &why))?;
    if metadata.is_file() {
        let mut room = MOST_BYTES;
        let name = path.to_string_lossy().into_owned();
        return Ok(vec![read_file(path, name, &mut room)?]);
    }
    if !metadata.is_dir() {
        let hint = "give a JSON file, or a folder of them; what comes from a pipe has to be \
                    written to a file first";
        return Err(refused(path, "it is neither a file nor a folder", hint));
    }
    let mut paths = Vec::new();
    let whole = fs::canonicalize(path).map_err(|why| unreadable(path, &why))?;
    json_files(path, &whole, false, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        let why = "there is no .json file in this folder";
        return Err(refused(path, why, "give the folder that holds the dataset"));
    }
    let mut room = MOST_BYTES;
    let name = |file: &Path| file.to_string_lossy().replace('\\', "/");
    paths
        .iter()
        .map(|file| read_file(file, name(file), &mut room))
        .collect()
}

/// The failure to read a path that has nothing to do with the machine.
pub fn refused(path: &Path, why: &str, hint: &str) -> Error {
    Error::File {
        action: "read",
        path: path.to_owned(),
        why: why.into(),
        hint: hint.into(),
    }
}

/// Finds the files in a folder that is, or lies in, the folder `whole`, which is given without
/// links.
fn json_files(
    folder: &Path,
    whole: &Path,
    of_events: bool,
    paths: &mut Vec<PathBuf>,
) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    for entry in entries {
        let entry = entry.map_err(|why| unreadable(folder, &why))?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || is_schema(&name) {
            continue;
        }
        let kind = entry.file_type().map_err(|why| unreadable(&path, &why))?;
        if kind.is_dir() {
            let of_events = of_events || entry.file_name() == "events";
            json_files(&path, whole, of_events, paths)?;
        } else if let Some(ending) = path.extension()
            && (ending == "json" || of_events && ending == ENDING)
            && fs::metadata(&path)
                .map_err(|why| unreadable(&path, &why))?
                .is_file()
        {
            if kind.is_symlink() {
                let leads_to = fs::canonicalize(&path).map_err(|why| unreadable(&path, &why))?;
                if !leads_to.starts_with(whole) {
                    let why = "it is a link to a file outside the dataset's folder";
                    let hint = "put the file itself there";
                    return Err(refused(&path, why, hint));
                }
            }
            paths.push(path);
        }
    }
    Ok(())
}

/// Reads a file, where it fits into the room that is left, and takes that room away.
fn read_file(path: &Path, name: String, room: &mut u64) -> Result<InputFile> {
    let file = Watched::open(path, room)?;
    let pieces = if is_lines(&name) && file.is_large() {
        file.fits()?;
        let read = in_parallel(file.pieces(1 << 20)?, |piece| {
            let mut bytes = vec![0; length_of(&piece)];
            file.read(piece.start, &mut bytes)?;
            Ok(String::from_utf8(bytes))
        });
        read.into_iter().collect::<Result<_>>()?
    } else {
        vec![String::from_utf8(file.all()?)]
    };
    file.is_unchanged()?;
    let text = FileText::of(pieces);
    Ok(InputFile { name, text })
}

/// The failure to read a path.
pub fn unreadable(path: &Path, why: &io::Error) -> Error {
    use std::io::ErrorKind;
    let (why, hint) = match why.kind() {
        ErrorKind::NotFound => (
            "there is no such file or folder".to_owned(),
            "check the path",
        ),
        ErrorKind::PermissionDenied => ("it may not be read".to_owned(), "change its permissions"),
        ErrorKind::OutOfMemory => (
            "there is not enough memory for it".to_owned(),
            "let the program have more, or make several timelines of it",
        ),
        _ => (why.to_string(), "check the path"),
    };
    Error::File {
        action: "read",
        path: path.to_owned(),
        why,
        hint: hint.to_owned(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    const EVENT: &str = r#"{"id": "a", "date": "1953", "dating": {"inferred": "x"}, "title": "A",
        "accounts": [{"source": "s", "page": "1", "says": "it was"}]}"#;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("there is room")
    }

    fn all_of(file: &InputFile) -> String {
        let text = file.text.as_ref().expect("it is text");
        text.pieces().map(|piece| piece.text).collect()
    }

    fn why(path: &Path) -> String {
        read(path).expect_err("it is refused").to_string()
    }

    #[test]
    fn a_link_is_followed_inside_the_folder_and_refused_out_of_it() {
        let outside = folder();
        let secret = outside.path().join("secret.json");
        fs::write(&secret, "{}").expect("there is room");
        let dataset = folder();
        fs::write(dataset.path().join("a.json"), "{}").expect("there is room");
        symlink("a.json", dataset.path().join("b.json")).expect("links can be made");
        assert_eq!(read(dataset.path()).expect("both are inside").len(), 2);
        // The folder itself may be a link.
        let link = outside.path().join("link");
        symlink(dataset.path(), &link).expect("links can be made");
        assert_eq!(read(&link).expect("both are inside").len(), 2);
        symlink(&secret, dataset.path().join("c.json")).expect("links can be made");
        assert!(why(dataset.path()).contains("c.json`: it is a link to a file outside"));
    }

    #[test]
    fn links_in_a_circle_and_to_nowhere_are_refused() {
        for target in ["round.json", "nowhere.json"] {
            let dataset = folder();
            fs::write(dataset.path().join("a.json"), "{}").expect("there is room");
            symlink(target, dataset.path().join("round.json")).expect("links can be made");
            assert!(why(dataset.path()).contains("round.json`: "));
            assert!(why(&dataset.path().join("round.json")).contains("round.json`: "));
        }
        // A folder in itself is passed over.
        let dataset = folder();
        fs::write(dataset.path().join("a.json"), "{}").expect("there is room");
        symlink(".", dataset.path().join("again")).expect("links can be made");
        assert_eq!(read(dataset.path()).expect("one is there").len(), 1);
    }

    #[test]
    fn a_folder_that_is_called_like_a_file_is_a_folder() {
        let dataset = folder();
        assert!(why(dataset.path()).contains("there is no .json file in this folder"));
        let inner = dataset.path().join("x.json");
        fs::create_dir(&inner).expect("there is room");
        assert!(why(&inner).contains("there is no .json file in this folder"));
        fs::write(inner.join("a.json"), "{}").expect("there is room");
        assert_eq!(read(dataset.path()).expect("one is there").len(), 1);
        assert_eq!(read(&inner).expect("one is there").len(), 1);
    }

    #[test]
    fn what_is_no_file_is_refused_and_not_waited_for() {
        for path in ["/dev/zero", "/dev/null"] {
            assert!(why(Path::new(path)).contains("neither a file nor a folder"));
        }
        // In a folder, it is passed over: a pipe would be waited for.
        let dataset = folder();
        let pipe = dataset.path().join("pipe.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert!(why(&pipe).contains("neither a file nor a folder"));
            assert!(why(dataset.path()).contains("there is no .json file in this folder"));
        }
    }

    #[test]
    fn more_bytes_than_are_read_are_refused_unread() {
        let dataset = folder();
        let large = fs::File::create(dataset.path().join("a.json")).expect("there is room");
        large.set_len(MOST_BYTES + 1).expect("it has holes");
        assert!(why(dataset.path()).contains("more than 2 GiB"));
    }

    #[test]
    fn a_file_that_changes_is_read_whole_or_refused() {
        let dataset = folder();
        let path = dataset.path().join("a.ndjson");
        let line = EVENT.replace('\n', "") + "\n";
        let versions = [line.clone(), line.repeat(90_000)];
        fs::write(&path, &versions[0]).expect("there is room");
        let stop = std::sync::atomic::AtomicBool::new(false);
        let order = std::sync::atomic::Ordering::Relaxed;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(order) {
                    for text in &versions {
                        fs::write(&path, text).expect("there is room");
                    }
                }
            });
            let mut refused = 0;
            let start = std::time::Instant::now();
            // How often the two meet is up to the machine.
            while refused < 4 && start.elapsed().as_secs() < 60 {
                match read(&path) {
                    Ok(files) => {
                        let text = all_of(&files[0]);
                        assert!(versions[1].starts_with(&text), "what was never written");
                    }
                    Err(why) => {
                        assert!(why.to_string().contains("it changed while it was read"));
                        refused += 1;
                    }
                }
            }
            stop.store(true, order);
            assert!(refused > 0, "it was never caught");
        });
    }

    #[test]
    fn a_large_file_is_the_same_text_as_a_small_one() {
        let dataset = folder();
        let path = dataset.path().join("a.ndjson");
        let text = (EVENT.replace('\n', "") + "\n").repeat((8 << 20) / EVENT.len() + 1);
        fs::write(&path, "\u{feff}".to_owned() + &text).expect("there is room");
        let files = read(&path).expect("it can be read");
        assert!(all_of(&files[0]) == text);

        let line = text.lines().count() + 1;
        fs::write(&path, [text.as_bytes(), b"{\xff}\n"].concat()).expect("there is room");
        let files = read(&path).expect("it can be read");
        let spot = files[0].text.as_ref().expect_err("it is no text");
        assert_eq!((spot.line, spot.column), (line, 2));
    }
}
