//! Files and folders that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::{Error, Result};

/// A file that is to be written.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
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
            return Err(Error::Usage {
                message: format!("`{}` is a folder", path.display()),
                hint: "give the name of a file in it".into(),
            });
        }
        if path.exists() && !force {
            return Err(exists(path));
        }
        Ok(Self {
            path: path.to_owned(),
            force,
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the whole file or nothing: a file of another name takes the place of the old one.
    ///
    /// # Errors
    ///
    /// Where the folder or the disk does not take it, or the file exists by now.
    pub fn write(&self, text: impl AsRef<[u8]>) -> Result<()> {
        let failed = |why: &io::Error| {
            let reasons = ["there is no such folder", "it may not be written"];
            let hint = "check the folder, its permissions and the room on the disk";
            cannot_write(&self.path, why, reasons, hint)
        };
        let mut builder = builder(0o666);
        let file = write_temporary(&mut builder, parent(&self.path), text.as_ref())
            .map_err(|why| failed(&why))?;
        if self.force {
            file.persist(&self.path).map_err(|why| failed(&why.error))?;
        } else {
            file.persist_noclobber(&self.path)
                .map_err(|why| match why.error.kind() {
                    io::ErrorKind::AlreadyExists => exists(&self.path),
                    _ => failed(&why.error),
                })?;
        }
        Ok(())
    }
}

/// A file in the folder that holds the whole text, under a name of its own. On Linux it gets that
/// name only once it is whole, so that nothing is left of it where the process is killed before.
fn write_temporary(
    builder: &mut Builder<'_, '_>,
    folder: &Path,
    text: &[u8],
) -> io::Result<NamedTempFile> {
    let write = |mut file: &File| file.write_all(text).and_then(|()| file.sync_all());
    #[cfg(target_os = "linux")]
    if let Some(nameless) = nameless(folder) {
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

/// A file in the folder that no name leads to; `None` where the file system has no such files.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let file = rustix::fs::open(folder, flags, Mode::from_raw_mode(0o666)).ok()?;
    Some(file.into())
}

/// Makes sure that a folder of this name can be filled: there is none, or nothing is in it.
///
/// # Errors
///
/// Where a file has the name, or something is in the folder.
pub fn check_new_folder(path: &Path) -> Result<()> {
    let refused = |message: String| {
        let hint = "give the name of a new folder, or of an empty one".into();
        Err(Error::Usage { message, hint })
    };
    match fs::read_dir(path).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => refused(format!("the folder `{}` is not empty", path.display())),
        Err(why) if why.kind() == io::ErrorKind::NotADirectory => {
            refused(format!("`{}` is no folder", path.display()))
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(cannot_make_folder(path, &why)),
    }
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
    for (i, (name, _)) in files.iter().enumerate() {
        fs::rename(made.path().join(name), path.join(name)).map_err(|why| {
            for (name, _) in &files[..i] {
                // What cannot be taken back cannot be told of either: the first failure is.
                let _ = fs::remove_file(path.join(name));
            }
            failed(why)
        })?;
    }
    Ok(())
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
    Error::Usage {
        message: format!("`{}` exists already", path.display()),
        hint: "give --force to replace it, or another name".into(),
    }
}

fn cannot_make_folder(path: &Path, why: &io::Error) -> Error {
    let reasons = [
        "there is no folder to put it in",
        "it may not be written there",
    ];
    let hint = match why.kind() {
        io::ErrorKind::NotFound => "make the folder around it first",
        _ => "check the folder around it, its permissions and the room on the disk",
    };
    cannot_write(path, why, reasons, hint)
}

/// `reasons`: what to say where a folder is missing, and where permission is.
fn cannot_write(path: &Path, why: &io::Error, reasons: [&str; 2], hint: &str) -> Error {
    let [missing, denied] = reasons;
    Error::File {
        action: "write",
        path: path.to_owned(),
        why: match why.kind() {
            io::ErrorKind::NotFound => missing.to_owned(),
            io::ErrorKind::PermissionDenied => denied.to_owned(),
            _ => {
                // The message would name the file that was to take its place.
                let why = why.to_string();
                why.split(" at path ").next().unwrap_or_default().to_owned()
            }
        },
        hint: hint.into(),
    }
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
