//! The files of a dataset: found, read, and handed on as text.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file of a dataset, not yet read as JSON.
#[derive(Debug)]
pub struct InputFile {
    /// What it is called in messages.
    pub name: String,
    /// What it holds, or the line on which it is not UTF-8.
    pub text: std::result::Result<std::borrow::Cow<'static, str>, usize>,
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

/// Reads a dataset: one file, or all `.json` files of a folder and the folders in it, in the
/// order of their paths. Hidden files and folders, and links to folders, are passed over.
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
    json_files(path, &mut paths)?;
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

fn json_files(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    for entry in entries {
        let entry = entry.map_err(|why| unreadable(folder, &why))?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(|why| unreadable(&path, &why))?;
        if kind.is_dir() {
            json_files(&path, paths)?;
        } else if path.extension().is_some_and(|ending| ending == "json") && path.is_file() {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(path: &Path, name: String) -> Result<InputFile> {
    let mut bytes = fs::read(path).map_err(|why| unreadable(path, &why))?;
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    let text = String::from_utf8(bytes).map(Into::into).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        valid.split(|byte| *byte == b'\n').count()
    });
    Ok(InputFile { name, text })
}

/// The failure to read a path.
pub fn unreadable(path: &Path, why: &std::io::Error) -> Error {
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
