//! The files of a dataset: found, read, and handed on as text.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use crate::error::{Error, Result};
use crate::model::text::Text;

use super::lines::ENDING;
use super::problem::Spot;
use super::schema::is_schema;

/// A file of a dataset, not yet read as JSON.
#[derive(Debug)]
pub struct InputFile {
    /// What it is called in messages.
    pub name: String,
    /// What it holds, or where it is not UTF-8.
    pub text: std::result::Result<Cow<'static, str>, Spot>,
}

impl InputFile {
    /// Whether it holds an event a line.
    pub fn is_lines(&self) -> bool {
        Path::new(&self.name)
            .extension()
            .is_some_and(|ending| ending == ENDING)
    }

    /// Its name without folder and ending.
    pub fn stem(&self) -> Text<'static> {
        let stem = Path::new(&self.name).file_stem().unwrap_or_default();
        Text(Cow::Owned(stem.to_string_lossy().into_owned()))
    }
}

/// The shipped timeline.
pub fn embedded() -> Vec<InputFile> {
    const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
    let file = |(name, text): &(&str, &'static str)| InputFile {
        name: (*name).to_owned(),
        text: Ok((*text).into()),
    };
    FILES.iter().map(file).collect()
}

/// Reads a dataset: one file, or all `.json` files of a folder and the folders in it, and all
/// `.ndjson` files in or below a folder `events` of it, in the order of their paths. Hidden files
/// and folders, links to folders, and schemas are passed over.
pub fn read(path: &Path) -> Result<Vec<InputFile>> {
    let metadata = fs::metadata(path).map_err(|why| unreadable(path, &why))?;
    if metadata.is_file() {
        return Ok(vec![read_file(path, path.to_string_lossy().into_owned())?]);
    }
    if !metadata.is_dir() {
        return Err(Error::File {
            action: "read",
            path: path.to_owned(),
            why: "it is neither a file nor a folder".into(),
            hint: "give a JSON file, or a folder of them".into(),
        });
    }
    let mut paths = Vec::new();
    json_files(path, false, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        return Err(Error::File {
            action: "read",
            path: path.to_owned(),
            why: "there is no .json file in this folder".into(),
            hint: "give the folder that holds the dataset".into(),
        });
    }
    let name = |file: &Path| file.to_string_lossy().replace('\\', "/");
    paths
        .iter()
        .map(|file| read_file(file, name(file)))
        .collect()
}

fn json_files(folder: &Path, of_events: bool, paths: &mut Vec<PathBuf>) -> Result<()> {
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
            json_files(&path, of_events, paths)?;
        } else if let Some(ending) = path.extension()
            && (ending == "json" || of_events && ending == ENDING)
            && path.is_file()
        {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(path: &Path, name: String) -> Result<InputFile> {
    let mut bytes = read_bytes(path).map_err(|why| unreadable(path, &why))?;
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    let text = String::from_utf8(bytes).map(Into::into).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let valid = String::from_utf8_lossy(valid);
        Spot::of(&valid, valid.len())
    });
    Ok(InputFile { name, text })
}

/// All bytes of a file. Of a large one each thread reads a part: most of the time goes into the
/// memory that is given to the process, page by page.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileExt;
        const LARGE: usize = 8 << 20;
        let file = fs::File::open(path)?;
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
        if length >= LARGE {
            let threads = thread::available_parallelism().map_or(1, NonZero::get);
            let size = length.div_ceil(threads);
            let mut bytes = vec![0; length];
            thread::scope(|scope| {
                let parts = bytes.chunks_mut(size).enumerate();
                let readers: Vec<_> = parts
                    .map(|(i, part)| {
                        let file = &file;
                        scope.spawn(move || file.read_exact_at(part, (i * size) as u64))
                    })
                    .collect();
                let mut read = readers.into_iter();
                read.try_for_each(|reader| reader.join().expect("reading does not panic"))
            })?;
            return Ok(bytes);
        }
    }
    fs::read(path)
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
        _ => (why.to_string(), ""),
    };
    Error::File {
        action: "read",
        path: path.to_owned(),
        why,
        hint: hint.to_owned(),
    }
}
