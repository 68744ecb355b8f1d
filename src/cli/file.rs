//! The file of `-o`: where it is, and the format that it takes.

use std::path::Path;

use crate::command::{GlobalArgs, Target};
use crate::error::{Error, Result};
use crate::export::Kind;
use crate::view::Format;

/// A file for the answer, and the format that it takes.
pub struct Output {
    /// The file.
    pub target: Target,
    /// The format, where the ending or `-O` names one.
    pub format: Option<Format>,
}

impl Output {
    /// The file that is asked for, if one is. `of_its_own` says that the command names the
    /// format of its file itself, so that the ending does not.
    ///
    /// # Errors
    ///
    /// Where the ending names no format, or the file exists and is not to be replaced.
    pub fn wanted(global: &GlobalArgs, of_its_own: bool) -> Result<Option<Self>> {
        let Some(path) = global.output.as_deref() else {
            return Ok(None);
        };
        let format = match global.format {
            None if !of_its_own => Some(format_of(path)?),
            asked => asked,
        };
        Ok(Some(Self {
            target: Target::new(path, global.force)?,
            format,
        }))
    }
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
