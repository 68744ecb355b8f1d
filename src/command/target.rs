//! Files and folders that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::{Error, Result};

/// A file that is to be written.
#[derive(Debug)]
pub struct Target {
    pub path: PathBuf,
    force: bool,
}

impl Target {
    /// A file of this name. One that exists is replaced only by `force`.
    ///
    /// # Errors
    ///
    /// Where a folder has the name, or a file that is not to be replaced.
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

    /// Writes the whole file or nothing: a file of another name takes the place of the old one.
    ///
    /// # Errors
    ///
    /// Where the folder or the disk does not take it, or the file exists by now.
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

/// A file in the folder that holds the whole text, under a name of its own. On Linux it gets that
/// name only once it is whole, so that nothing is left of it where the process is killed before.
fn write_temporary(folder: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
    let write = |mut file: &File| file.write_all(text).and_then(|()| file.sync_all());
    let builder = builder(0o666);
    #[cfg(target_os = "linux")]
    if let Ok(nameless) = tempfile::tempfile_in(folder) {
        use rustix::fs::{AtFlags, CWD, linkat};
        use std::os::fd::AsRawFd;
        write(&nameless)?;
        // By this link, which the kernel has for every process, anybody may name an open file;
        // to name it by its descriptor takes privileges (open(2), O_TMPFILE).
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

/// Makes sure that a folder of this name can be filled: there is none, or nothing is in it.
///
/// # Errors
///
/// Where a file has the name, or something is in the folder.
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

/// Writes all the files, each a name and its text, into a new or empty folder, or none: they are
/// made in a folder of another name, which takes the place of this one.
///
/// # Errors
///
/// Where the folder around it or the disk does not take them.
pub fn write_folder(path: &Path, files: &[(String, String)]) -> Result<()> {
    let failed = |why: io::Error| cannot_make_folder(path, &why);
    let exists = path.is_dir();
    // One that exists may be where somebody stands, and is filled rather than replaced.
    let beside = if exists { path } else { parent(path) };
    let made = builder(0o777).tempdir_in(beside).map_err(failed)?;
    for (name, text) in files {
        fs::write(made.path().join(name), text).map_err(failed)?;
    }
    if !exists {
        fs::rename(made.path(), path).map_err(failed)?;
        let _ = made.keep(); // it has its name by now
        return Ok(());
    }
    let mut names = files.iter().map(|(name, _)| name);
    names
        .try_for_each(|name| fs::rename(made.path().join(name), path.join(name)))
        .map_err(failed)
}

/// Temporary files and folders with the permissions of any new one: the process's mask takes away
/// what it should.
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

/// The message without the name of the file that was to take the place of the one that is written.
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
