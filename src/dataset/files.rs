//! Finds and reads the files of a dataset.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use crate::error::Result;

use super::lines::LineFile;
use super::problem::Spot;
use super::reading::{BYTE_ORDER_MARK, check_unchanged, refusal, unreadable};
use super::schema::is_schema;

/// Maximum total size of a dataset's files, in bytes. `docs/format.md` states the limits.
pub const MAX_BYTES: u64 = 2 << 30;

/// A file of a dataset, not yet parsed.
#[derive(Debug)]
pub struct InputFile {
    /// Name in messages.
    pub name: String,
    pub content: Content,
}

#[derive(Debug)]
pub enum Content {
    /// JSON text, or the position of the first byte that is not UTF-8.
    Json(std::result::Result<String, Spot>),
    /// One event per line (NDJSON). Such a file may be large, and is read on demand.
    Lines(LineFile),
}

impl InputFile {
    /// A file in memory; the extension of `name` decides between JSON and NDJSON.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        let content = if is_ndjson(Path::new(&name)) {
            Content::Lines(LineFile::Memory(bytes))
        } else {
            Content::Json(json_text(bytes))
        };
        Self { name, content }
    }

    /// Number of bytes to process; 0 if a JSON file is not UTF-8.
    pub fn length(&self) -> u64 {
        match &self.content {
            Content::Json(text) => text.as_ref().map_or(0, |text| text.len() as u64),
            Content::Lines(lines) => lines.length(),
        }
    }

    /// Name without folder and extension.
    pub fn stem(&self) -> String {
        let stem = Path::new(&self.name).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }
}

/// Whether a file of this name is NDJSON.
fn is_ndjson(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ndjson")
}

/// Decodes UTF-8 without its byte order mark, or returns the position of the first invalid byte.
fn json_text(bytes: Vec<u8>) -> std::result::Result<String, Spot> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(text) => text.to_owned(),
            None => text,
        }),
        Err(error) => {
            let valid =
                String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let valid = valid.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&valid);
            Err(Spot::at_offset(valid, valid.len()))
        }
    }
}

/// Reads a dataset: one file, or all `.json` files in a folder and below, and all `.ndjson` files
/// in or below its subfolders named `events`, in the order of their paths. Skips hidden files and
/// folders, links to folders, schemas, and everything that is not a regular file.
///
/// # Errors
///
/// Fails if a file cannot be read or changes meanwhile, if a link is broken or leads out of the
/// folder, if `path` is a pipe or a device, or if there are no files or they are too large.
pub fn read(path: &Path) -> Result<Vec<InputFile>> {
    let metadata = fs::metadata(path).map_err(|why| unreadable(path, &why))?;
    if metadata.is_file() {
        let mut bytes_left = MAX_BYTES;
        let name = path.to_string_lossy().into_owned();
        return Ok(vec![read_file(path, name, &mut bytes_left)?]);
    }
    if !metadata.is_dir() {
        let hint = "give a JSON file, or a folder of them; what comes from a pipe has to be \
                    written to a file first";
        return Err(refusal(path, "it is neither a file nor a folder", hint));
    }
    let mut paths = Vec::new();
    let whole = fs::canonicalize(path).map_err(|why| unreadable(path, &why))?;
    collect_files(path, &whole, false, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        let why = "there is no .json file in this folder";
        return Err(refusal(path, why, "give the folder that holds the dataset"));
    }
    let mut bytes_left = MAX_BYTES;
    let name = |file: &Path| file.to_string_lossy().replace('\\', "/");
    paths
        .iter()
        .map(|file| read_file(file, name(file), &mut bytes_left))
        .collect()
}

/// Collects the files in `folder` and below. `whole` is the canonical path of the dataset's folder,
/// which links must not leave.
fn collect_files(
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
            collect_files(&path, whole, of_events, paths)?;
        } else if let Some(ending) = path.extension()
            && (ending == "json" || of_events && is_ndjson(&path))
            && fs::metadata(&path)
                .map_err(|why| unreadable(&path, &why))?
                .is_file()
        {
            if kind.is_symlink() {
                let leads_to = fs::canonicalize(&path).map_err(|why| unreadable(&path, &why))?;
                if !leads_to.starts_with(whole) {
                    let why = "it is a link to a file outside the dataset's folder";
                    let hint = "put the file itself there";
                    return Err(refusal(&path, why, hint));
                }
            }
            paths.push(path);
        }
    }
    Ok(())
}

/// Reads a file and subtracts its size from `bytes_left`, in bytes. Fails if it is larger than that.
fn read_file(path: &Path, name: String, bytes_left: &mut u64) -> Result<InputFile> {
    let mut file = File::open(path).map_err(|why| unreadable(path, &why))?;
    let before = file.metadata().map_err(|why| unreadable(path, &why))?;
    if before.len() > *bytes_left {
        let why = format!("it makes the dataset larger than {} GiB", MAX_BYTES >> 30);
        return Err(refusal(path, &why, "split it into several timelines"));
    }
    *bytes_left -= before.len();
    if is_ndjson(path) {
        let content = Content::Lines(LineFile::File(path.to_owned(), before.len()));
        return Ok(InputFile { name, content });
    }
    let mut bytes = Vec::new();
    let length = usize::try_from(before.len()).ok();
    if length.is_none_or(|length| bytes.try_reserve_exact(length + 1).is_err()) {
        return Err(unreadable(path, &ErrorKind::OutOfMemory.into()));
    }
    let read = file.by_ref().take(before.len() + 1).read_to_end(&mut bytes);
    read.map_err(|why| unreadable(path, &why))?;
    check_unchanged(path, &file, &before, bytes.len() as u64)?;
    Ok(InputFile::new(name, bytes))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn why(path: &Path) -> String {
        read(path).expect_err("it is refused").to_string()
    }

    #[test]
    fn a_link_is_followed_inside_the_folder_and_refused_out_of_it() {
        let outside = folder();
        let secret = outside.path().join("secret.json");
        fs::write(&secret, "{}").unwrap();
        let dataset = folder();
        fs::write(dataset.path().join("a.json"), "{}").unwrap();
        symlink("a.json", dataset.path().join("b.json")).unwrap();
        assert_eq!(read(dataset.path()).unwrap().len(), 2);
        // The folder itself may be a link.
        let link = outside.path().join("link");
        symlink(dataset.path(), &link).unwrap();
        assert_eq!(read(&link).unwrap().len(), 2);
        symlink(&secret, dataset.path().join("c.json")).unwrap();
        assert!(why(dataset.path()).contains("c.json`: it is a link to a file outside"));
    }

    #[test]
    fn links_in_a_circle_and_to_nowhere_are_refused() {
        for target in ["round.json", "nowhere.json"] {
            let dataset = folder();
            fs::write(dataset.path().join("a.json"), "{}").unwrap();
            symlink(target, dataset.path().join("round.json")).unwrap();
            assert!(why(dataset.path()).contains("round.json`: "));
            assert!(why(&dataset.path().join("round.json")).contains("round.json`: "));
        }
        // A link from a folder to itself is skipped.
        let dataset = folder();
        fs::write(dataset.path().join("a.json"), "{}").unwrap();
        symlink(".", dataset.path().join("again")).unwrap();
        assert_eq!(read(dataset.path()).unwrap().len(), 1);
    }

    #[test]
    fn a_folder_that_is_called_like_a_file_is_a_folder() {
        let dataset = folder();
        assert!(why(dataset.path()).contains("there is no .json file in this folder"));
        let inner = dataset.path().join("x.json");
        fs::create_dir(&inner).unwrap();
        assert!(why(&inner).contains("there is no .json file in this folder"));
        fs::write(inner.join("a.json"), "{}").unwrap();
        assert_eq!(read(dataset.path()).unwrap().len(), 1);
        assert_eq!(read(&inner).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_file_is_refused_and_not_waited_for() {
        for path in ["/dev/zero", "/dev/null"] {
            assert!(why(Path::new(path)).contains("neither a file nor a folder"));
        }
        // In a folder it is skipped, because opening a pipe would block.
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
        let large = File::create(dataset.path().join("a.json")).unwrap();
        large.set_len(MAX_BYTES + 1).unwrap();
        assert!(why(dataset.path()).contains("larger than 2 GiB"));
    }

    #[test]
    fn a_file_that_changed_since_it_was_opened_is_refused() {
        let dataset = folder();
        let path = dataset.path().join("a.json");
        fs::write(&path, "{}").unwrap();
        let file = File::open(&path).unwrap();
        let before = file.metadata().unwrap();
        assert!(check_unchanged(&path, &file, &before, 2).is_ok());
        assert!(check_unchanged(&path, &file, &before, 3).is_err());
        fs::write(&path, "{ }").unwrap();
        let why = check_unchanged(&path, &file, &before, 2).expect_err("it is longer");
        assert!(why.to_string().contains("it changed while it was read"));
    }

    #[test]
    fn where_bytes_are_no_text_is_said_without_the_mark_before_them() {
        assert_eq!(json_text(b"\xef\xbb\xbf{}".into()), Ok("{}".into()));
        let spot = json_text(b"\xef\xbb\xbf{\xff}".into()).expect_err("it is no text");
        assert_eq!((spot.line, spot.column), (1, 2));
    }
}
