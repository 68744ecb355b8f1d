//! Writes files and folders completely or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::{Error, Result};

/// An output file.
#[derive(Debug)]
pub struct Target {
    pub path: PathBuf,
    force: bool,
}

impl Target {
    /// Checks that the file can be written. An existing file is replaced only with `force`.
    ///
    /// # Errors
    ///
    /// If the path is a folder, or a file that may not be replaced.
    pub fn new(path: &Path, force: bool) -> Result<Self> {
        if path.is_dir() {
            return Err(Error::usage(
                format!("`{}` is a folder", path.display()),
                "give the name of a file in it",
            ));
        }
        if path.exists() && !force {
            return Err(exists(path));
        }
        Ok(Self {
            path: path.to_owned(),
            force,
        })
    }

    /// Writes a temporary file and renames it, so that the file is complete or unchanged.
    ///
    /// # Errors
    ///
    /// If the file cannot be written, or was created in the meantime and may not be replaced.
    pub fn write(&self, text: impl AsRef<[u8]>) -> Result<()> {
        let failed = |why: &io::Error| cannot_write(&self.path, why);
        let file =
            write_temporary(parent(&self.path), text.as_ref()).map_err(|why| failed(&why))?;
        let persisted = if self.force {
            file.persist(&self.path)
        } else {
            file.persist_noclobber(&self.path)
        };
        match persisted {
            Ok(_) => Ok(()),
            Err(why) if why.error.kind() == io::ErrorKind::AlreadyExists => Err(exists(&self.path)),
            Err(why) => Err(failed(&why.error)),
        }
    }
}

/// Writes the text to a temporary file in the folder. On Linux the file has no name until it is
/// complete, so that a process killed before leaves nothing behind.
fn write_temporary(folder: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
    let write = |mut file: &File| file.write_all(text).and_then(|()| file.sync_all());
    let builder = builder(0o666);
    #[cfg(target_os = "linux")]
    if let Ok(nameless) = tempfile::tempfile_in(folder) {
        use rustix::fs::{AtFlags, CWD, linkat};
        use std::os::fd::AsRawFd;
        write(&nameless)?;
        // Linking the file through /proc needs no privileges, unlike linking the descriptor itself
        // (open(2), O_TMPFILE).
        let from = format!("/proc/self/fd/{}", nameless.as_raw_fd());
        let named = builder.make_in(folder, |path| {
            linkat(CWD, &from, CWD, path, AtFlags::SYMLINK_FOLLOW)?;
            nameless.try_clone()
        });
        if named.is_ok() {
            return named;
        }
    }
    let file = builder.tempfile_in(folder)?;
    write(file.as_file())?;
    Ok(file)
}

/// Checks that a folder does not exist or is empty.
///
/// # Errors
///
/// If the path is a file, or the folder is not empty or cannot be read.
pub fn check_new_folder(path: &Path) -> Result<()> {
    let name = path.display();
    let message = match fs::read_dir(path).map(|mut entries| entries.next().is_none()) {
        Ok(true) => return Ok(()),
        Ok(false) => format!("the folder `{name}` is not empty"),
        Err(why) => match why.kind() {
            io::ErrorKind::NotFound => return Ok(()),
            io::ErrorKind::NotADirectory => format!("`{name}` is no folder"),
            _ => return Err(cannot_make_folder(path, &why)),
        },
    };
    let hint = "give the name of a new folder, or of an empty one";
    Err(Error::usage(message, hint))
}

/// Writes all files (name and text) into a new or empty folder, or none of them. They are written
/// to a temporary folder first, and then renamed.
///
/// # Errors
///
/// If the files cannot be written.
pub fn write_folder(path: &Path, files: &[(String, String)]) -> Result<()> {
    let failed = |why: io::Error| cannot_make_folder(path, &why);
    let exists = path.is_dir();
    // An existing folder may be a shell's current folder, so it is filled, not replaced.
    let beside = if exists { path } else { parent(path) };
    let made = builder(0o777).tempdir_in(beside).map_err(failed)?;
    for (name, text) in files {
        fs::write(made.path().join(name), text).map_err(failed)?;
    }
    if !exists {
        fs::rename(made.path(), path).map_err(failed)?;
        let _ = made.keep(); // already renamed, so there is nothing to remove
        return Ok(());
    }
    let mut names = files.iter().map(|(name, _)| name);
    names
        .try_for_each(|name| fs::rename(made.path().join(name), path.join(name)))
        .map_err(failed)
}

/// Temporary files and folders with the permissions of ordinary ones: `mode` without the umask's
/// bits. tempfile would make them private.
fn builder(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".destal");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    builder
}

fn parent(path: &Path) -> &Path {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

fn exists(path: &Path) -> Error {
    Error::usage(
        format!("`{}` exists already", path.display()),
        "give --force to replace it, or another name",
    )
}

fn cannot_write(path: &Path, why: &io::Error) -> Error {
    let reason = match why.kind() {
        io::ErrorKind::NotFound => "there is no such folder",
        io::ErrorKind::PermissionDenied => "it may not be written",
        _ => &without_path(why),
    };
    let hint = "check the folder, its permissions and the room on the disk";
    Error::file("write", path, reason, hint)
}

fn cannot_make_folder(path: &Path, why: &io::Error) -> Error {
    let check = "check the folder around it, its permissions and the room on the disk";
    let (reason, hint) = match why.kind() {
        io::ErrorKind::NotFound => (
            "there is no folder to put it in",
            "make the folder around it first",
        ),
        io::ErrorKind::PermissionDenied => ("it may not be written there", check),
        _ => (&*without_path(why), check),
    };
    Error::file("write", path, reason, hint)
}

/// The message without the path of the temporary file, which tempfile appends.
fn without_path(why: &io::Error) -> String {
    let why = why.to_string();
    why.split(" at path ").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<(String, String)> {
        [("a", "1"), ("b", "2")]
            .map(|(n, t)| (n.to_owned(), t.to_owned()))
            .into()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_and_an_empty_one_are_filled() {
        let around = tempfile::tempdir().unwrap();
        let empty = around.path().join("empty");
        fs::create_dir(&empty).unwrap();
        for path in [around.path().join("new"), empty] {
            check_new_folder(&path).unwrap();
            write_folder(&path, &files()).unwrap();
            assert_eq!(names(&path), ["a", "b"]);
        }
        assert_eq!(names(around.path()), ["empty", "new"]);
    }

    #[test]
    fn nothing_is_left_where_it_cannot_be_written() {
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("new");
        let mut files = files();
        files.push(("no/such/folder".to_owned(), String::new()));
        assert!(write_folder(&path, &files).is_err());
        assert_eq!(names(around.path()), [""; 0]);
        fs::create_dir(&path).unwrap();
        assert!(write_folder(&path, &files).is_err());
        assert_eq!(names(&path), [""; 0]);
    }

    #[test]
    fn what_is_there_is_left_alone() {
        let around = tempfile::tempdir().unwrap();
        let file = around.path().join("file");
        fs::write(&file, "mine").unwrap();
        for path in [around.path(), &file] {
            let refused = check_new_folder(path).unwrap_err();
            assert_eq!(refused.exit_code(), 2);
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    }
}
