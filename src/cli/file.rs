//! The file of `-o`: the whole answer or nothing.

use std::io::{self, Write};
use std::path::Path;

use crate::command::GlobalArgs;
use crate::error::{Error, Result};
use crate::export::Kind;
use crate::view::Format;

/// A file for the answer, and the format that it takes.
pub struct Output<'a> {
    path: &'a Path,
    /// The format, where the ending or `-O` names one.
    pub format: Option<Format>,
    force: bool,
}

impl<'a> Output<'a> {
    /// The file that is asked for, if one is. `of_its_own` says that the command names the
    /// format of its file itself, so that the ending does not.
    ///
    /// # Errors
    ///
    /// Where the ending names no format, or the file exists and is not to be replaced.
    pub fn wanted(global: &'a GlobalArgs, of_its_own: bool) -> Result<Option<Self>> {
        let Some(path) = global.output.as_deref() else {
            return Ok(None);
        };
        let format = match global.format {
            None if !of_its_own => Some(format_of(path)?),
            asked => asked,
        };
        if path.is_dir() {
            return Err(Error::Usage {
                message: format!("`{}` is a folder", path.display()),
                hint: "give the name of a file in it".into(),
            });
        }
        if path.exists() && !global.force {
            return Err(exists(path));
        }
        Ok(Some(Self {
            path,
            format,
            force: global.force,
        }))
    }

    /// Writes the answer to the file.
    ///
    /// # Errors
    ///
    /// See [`put`].
    pub fn write(&self, text: &str) -> Result<()> {
        put(self.path, text.as_bytes(), self.force)
    }
}

/// Writes the whole file or nothing: a file of another name takes the place of the old one.
///
/// # Errors
///
/// Where it cannot be written, or exists already and `force` does not let it be replaced.
pub fn put(path: &Path, text: &[u8], force: bool) -> Result<()> {
    let failed = |why: &io::Error| Error::File {
        action: "write",
        path: path.to_owned(),
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
    let folder = path
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
    file.write_all(text)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|why| failed(&why))?;
    if force {
        file.persist(path).map_err(|why| failed(&why.error))?;
    } else {
        file.persist_noclobber(path)
            .map_err(|why| match why.error.kind() {
                io::ErrorKind::AlreadyExists => exists(path),
                _ => failed(&why.error),
            })?;
    }
    Ok(())
}

/// The format that the ending of a file's name asks for.
fn format_of(path: &Path) -> Result<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    if let Some(format) = ending.as_deref().and_then(Format::of_ending) {
        return Ok(format);
    }
    let exported = ending.as_deref().and_then(Kind::of_ending);
    Err(Error::Usage {
        message: match &ending {
            Some(ending) => format!("no answer is written as `.{ending}`"),
            None => format!("`{}` has no ending that names a format", path.display()),
        },
        hint: match exported {
            Some(kind) => format!(
                "`destal export {} -o {}` writes such files",
                kind.word(),
                path.display()
            ),
            None => {
                "use .txt, .json, .ndjson, .csv, .tsv or .md, or name the format with -O".into()
            }
        },
    })
}

/// The refusal to replace a file.
pub fn exists(path: &Path) -> Error {
    Error::Usage {
        message: format!("`{}` exists already", path.display()),
        hint: "give --force to replace it, or another name".into(),
    }
}
