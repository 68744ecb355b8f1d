//! Files that are written whole or not at all.

use std::fs::File;
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

    /// Its name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the whole file or nothing: a file of another name takes the place of the old one.
    ///
    /// # Errors
    ///
    /// Where the folder or the disk does not take it, or the file exists by now.
    pub fn write(&self, text: impl AsRef<[u8]>) -> Result<()> {
        let failed = |why: &io::Error| Error::File {
            action: "write",
            path: self.path.clone(),
            why: match why.kind() {
                io::ErrorKind::NotFound => "there is no such folder".to_owned(),
                io::ErrorKind::PermissionDenied => "it may not be written".to_owned(),
                // The message would name the file that was to take its place.
                _ => why
                    .to_string()
                    .split(" at path ")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            },
            hint: "check the folder, its permissions and the room on the disk".into(),
        };
        let folder = self
            .path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: the process's mask takes away what it should.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        builder.prefix(".destal");
        let file = written(&builder, folder, text.as_ref()).map_err(|why| failed(&why))?;
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
fn written(builder: &Builder<'_, '_>, folder: &Path, text: &[u8]) -> io::Result<NamedTempFile> {
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

fn exists(path: &Path) -> Error {
    Error::Usage {
        message: format!("`{}` exists already", path.display()),
        hint: "give --force to replace it, or another name".into(),
    }
}
