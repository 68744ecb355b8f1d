//! Files that are written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file: the process's mask takes away what it should.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut file = builder
            .prefix(".destal")
            .tempfile_in(folder)
            .map_err(|why| failed(&why))?;
        file.write_all(text.as_ref())
            .and_then(|()| file.as_file().sync_all())
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

fn exists(path: &Path) -> Error {
    Error::Usage {
        message: format!("`{}` exists already", path.display()),
        hint: "give --force to replace it, or another name".into(),
    }
}
