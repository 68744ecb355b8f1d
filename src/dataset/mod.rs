//! From JSON text to a checked timeline, or to the list of all that is wrong with it.

mod diagnose;
mod files;
mod position;
pub mod problem;
pub mod provenance;
mod record;
mod resolve;
pub mod write;

use crate::model::timeline::Timeline;

use diagnose::{Diagnosis, diagnose};
use position::Node;
use problem::{Code, Path, Problem, Severity};
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
    let mut records = Vec::new();
    let mut mended: Vec<(usize, Path)> = Vec::new();
    let mut problems = Vec::new();
    let mut has_gaps = false;
    for (i, file) in files.iter().enumerate() {
        let read = read_records(file);
        has_gaps |= read.has_gaps;
        records.push(read.file);
        mended.extend(read.mended.into_iter().map(|path| (i, path)));
        problems.extend(read.faults.into_iter().map(|fault| Problem {
            code: fault.code,
            severity: Severity::Error,
            file: file.name.clone(),
            line: fault.line.or_else(|| line_in(file, &fault.path)),
            place: fault.path.to_string(),
            message: fault.message,
        }));
    }
    let whole = problems.is_empty();
    let (timeline, found) = resolve(records);
    for fault in found {
        let stands_in = |(file, path): &(usize, Path)| {
            *file == fault.place.file && fault.place.path.is_within(path)
        };
        // What could not be read at all may be what is looked for.
        let may_be_there = has_gaps && matches!(fault.code, Code::Dangling | Code::Missing);
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

/// The records of one file, and all that is wrong with its shape.
fn read_records(file: &InputFile) -> Diagnosis<'_> {
    match &file.text {
        Err(line) => Diagnosis::unreadable(
            Some(*line),
            "not UTF-8 on this line; save the file as UTF-8".into(),
        ),
        Ok(text) => match serde_json::from_str(text) {
            Ok(records) => Diagnosis {
                file: records,
                ..Diagnosis::default()
            },
            Err(_) => diagnose(text),
        },
    }
}

fn line_in(file: &InputFile, path: &Path) -> Option<usize> {
    let text = file.text.as_ref().ok()?;
    (!path.0.is_empty()).then(|| Node::top(text).follow(path).line())
}

#[cfg(test)]
mod tests;
