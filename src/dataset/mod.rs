//! From JSON text to a checked timeline, or to the list of all that is wrong with it.

mod diagnose;
mod files;
mod lines;
mod position;
pub mod problem;
pub mod provenance;
mod record;
mod resolve;
pub mod write;

use crate::model::timeline::Timeline;

use diagnose::{Diagnosis, Fault, diagnose};
use lines::Lines;
use position::{Node, line_of};
use problem::{Code, Path, Problem, Severity, Step};
use resolve::{Material, resolve};

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
    let mut material = Material {
        records: Vec::new(),
        lines: Vec::new(),
        only_lines: match files {
            [only] if only.is_lines() => Some(only.stem()),
            _ => None,
        },
    };
    let mut mended: Vec<(usize, Path)> = Vec::new();
    let mut problems = Vec::new();
    let mut has_gaps = false;
    for (i, file) in files.iter().enumerate() {
        if let (true, Ok(text)) = (file.is_lines(), &file.text) {
            material.lines.extend(Lines::blocks(i, text, BLOCK));
            continue;
        }
        let read = read_records(file);
        has_gaps |= read.has_gaps;
        material.records.push((i, read.file));
        mended.extend(read.mended.into_iter().map(|path| (i, path)));
        problems.extend(read.faults.into_iter().map(|fault| problem(file, fault)));
    }
    let resolved = resolve(material);
    has_gaps |= resolved.lines.has_gaps;
    mended.extend(resolved.lines.mended);
    let of_lines = resolved.lines.faults.into_iter();
    problems.extend(of_lines.map(|(file, fault)| problem(&files[file], fault)));
    let whole = problems.is_empty();
    for fault in resolved.found {
        let stands_in = |(file, path): &(usize, Path)| {
            *file == fault.place.file && fault.place.path.is_within(path)
        };
        // What could not be read at all may be what is looked for.
        let looked_for = match fault.code {
            Code::Dangling => true,
            Code::Missing => fault.place.path.0.is_empty(),
            _ => false,
        };
        let may_be_there = has_gaps && looked_for;
        if may_be_there || mended.iter().any(stands_in) {
            continue;
        }
        let file = &files[fault.place.file.min(files.len() - 1)];
        let place = place_in(file, &fault.place.path);
        problems.push(Problem {
            code: fault.code,
            severity: fault.severity,
            file: file.name.clone(),
            line: line_in(file, &fault.place.path),
            place: match fault.record {
                Some(id) if !id.is_empty() => format!("{place} ({id})"),
                _ => place,
            },
            message: fault.message,
        });
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.place).cmp(&(&b.file, b.line, &b.place)));
    let sound = whole && problems.iter().all(|p| p.severity == Severity::Warning);
    Loaded {
        timeline: resolved.timeline.filter(|_| sound),
        problems,
    }
}

/// How many bytes of lines a thread reads at a time: few enough for all threads to end together.
const BLOCK: usize = 1 << 20;

fn problem(file: &InputFile, fault: Fault) -> Problem {
    Problem {
        code: fault.code,
        severity: Severity::Error,
        file: file.name.clone(),
        line: fault.line.or_else(|| line_in(file, &fault.path)),
        place: place_in(file, &fault.path),
        message: fault.message,
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
    if file.is_lines() {
        let (Step::Index(offset), _) = path.0.split_first()? else {
            return None;
        };
        return Some(line_of(text, *offset));
    }
    (!path.0.is_empty()).then(|| Node::top(text).follow(path).line())
}

/// A path as it is shown: of a line, the part inside the record.
fn place_in(file: &InputFile, path: &Path) -> String {
    match path.0.split_first() {
        Some((_, inside)) if file.is_lines() => Path(inside.to_vec()).to_string(),
        _ => path.to_string(),
    }
}

#[cfg(test)]
mod tests;
