//! From JSON text to a checked timeline, or to the list of all that is wrong with it.

mod diagnose;
mod files;
mod position;
pub mod problem;
pub mod provenance;
mod record;
mod resolve;

use std::borrow::Cow;

use crate::model::timeline::Timeline;

use diagnose::{Diagnosis, diagnose};
use position::Node;
use problem::{Code, Path, Problem, Severity};
use record::File;
use resolve::resolve;

pub use files::{InputFile, embedded, read, unreadable};

/// What came of loading a dataset.
pub struct Loaded<'t> {
    /// The timeline; `None` where a problem refuses it.
    pub timeline: Option<Timeline<'t>>,
    /// All problems, sorted by file and line.
    pub problems: Vec<Problem>,
}

/// Loads a dataset. Whatever is wrong with any part of it is found in one go.
pub fn load(files: &[InputFile]) -> Loaded<'_> {
    let mut problems = Vec::new();
    let mut mended: Vec<(usize, Path)> = Vec::new();
    let mut records = Vec::new();
    for (i, file) in files.iter().enumerate() {
        records.push(read_records(i, file, &mut problems, &mut mended));
    }
    let whole = problems.is_empty();
    let unread = problems.iter().any(|problem| problem.code == Code::Syntax);
    let (timeline, found) = resolve(records);
    for fault in found {
        let stands_in = |(file, path): &(usize, Path)| {
            *file == fault.place.file && fault.place.path.is_within(path)
        };
        // What a file that could not be read would have held is not known to be missing.
        let may_be_there = unread && matches!(fault.code, Code::Dangling | Code::Missing);
        if may_be_there || mended.iter().any(stands_in) {
            continue;
        }
        let file = &files[fault.place.file.min(files.len() - 1)];
        problems.push(Problem {
            code: fault.code,
            severity: fault.severity,
            file: file.name.clone(),
            line: line_in(file, &fault.place.path),
            place: match fault.record {
                Some(id) if !id.is_empty() => format!("{} ({id})", fault.place.path),
                _ => fault.place.path.to_string(),
            },
            message: fault.message,
        });
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.place).cmp(&(&b.file, b.line, &b.place)));
    let sound = whole && problems.iter().all(|p| p.severity == Severity::Warning);
    Loaded {
        timeline: timeline.filter(|_| sound),
        problems,
    }
}

/// The records of one file. Where it cannot be read as it is, all that is wrong with its shape
/// is added to the problems, and the places that were mended to read on to `mended`.
fn read_records<'t>(
    index: usize,
    file: &'t InputFile,
    problems: &mut Vec<Problem>,
    mended: &mut Vec<(usize, Path)>,
) -> File<'t> {
    let problem = |code, line, place: String, message| Problem {
        code,
        severity: Severity::Error,
        file: file.name.clone(),
        line,
        place,
        message,
    };
    let text: &'t Cow<'static, str> = match &file.text {
        Ok(text) => text,
        Err(valid) => {
            let message = format!("not UTF-8 after {valid} bytes; save the file as UTF-8");
            problems.push(problem(Code::Syntax, None, String::new(), message));
            mended.push((index, Path::default()));
            return File::default();
        }
    };
    if let Ok(records) = serde_json::from_str(text) {
        return records;
    }
    let Diagnosis {
        file: records,
        faults,
        mended: places,
    } = diagnose(text);
    for fault in faults {
        let line = fault.line.or_else(|| line_in(file, &fault.path));
        problems.push(problem(
            fault.code,
            line,
            fault.path.to_string(),
            fault.message,
        ));
    }
    mended.extend(places.into_iter().map(|path| (index, path)));
    records
}

fn line_in(file: &InputFile, path: &Path) -> Option<usize> {
    let text = file.text.as_ref().ok()?;
    (!path.0.is_empty()).then(|| Node::top(text).follow(path).line())
}
