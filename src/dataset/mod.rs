//! From JSON text to a checked timeline, or to the list of all that is wrong with it.

mod diagnose;
mod files;
mod limits;
mod lines;
mod parallel;
mod position;
pub mod problem;
pub mod progress;
pub mod provenance;
mod record;
mod resolve;
pub mod sample;
pub mod schema;
mod text;
mod watched;
pub mod write;

use crate::model::timeline::Timeline;

use diagnose::{Diagnosis, Fault, diagnose};
use lines::Lines;
use position::{Finder, Node};
use problem::{Code, Path, Problem, Severity, Spot, Step};
use progress::{Nobody, Progress};
use resolve::{Material, OnlyLines, resolve};

pub use files::{InputFile, read, unreadable};
pub use resolve::{Depth, Sieved, sieve};

/// What came of loading a dataset.
pub struct Loaded<'t> {
    /// The timeline; `None` where a problem refuses it.
    pub timeline: Option<Timeline<'t>>,
    /// All problems, sorted by file and line.
    pub problems: Vec<Problem>,
}

/// Loads a dataset. Whatever keeps any part of it from being read is found in one go, and what
/// is suspicious besides only as far as that takes no time: a command needs no advice.
pub fn load(files: &[InputFile]) -> Loaded<'_> {
    load_watched(files, Depth::Sound, &Nobody)
}

/// Loads a dataset as [`load`] does, and looks for all that its curator may want to know.
#[cfg(test)]
pub fn examine(files: &[InputFile]) -> Loaded<'_> {
    load_watched(files, Depth::Advice, &Nobody)
}

/// Loads a dataset and looks at it as closely as is asked for, while somebody is told how far
/// that is.
pub fn load_watched<'t>(
    files: &'t [InputFile],
    depth: Depth,
    progress: &dyn Progress,
) -> Loaded<'t> {
    let bytes = |file: &InputFile| file.text.as_ref().map_or(0, |text| text.len() as u64);
    progress.begins(files.iter().map(bytes).sum());
    let mut material = Material {
        records: Vec::new(),
        lines: Vec::new(),
        only_lines: match files {
            [only] if only.is_lines() => Some(OnlyLines::of(only.stem())),
            _ => None,
        },
    };
    let mut mended: Vec<(usize, Path)> = Vec::new();
    let mut problems = Vec::new();
    let mut finder = Finder::default();
    let mut has_gaps = false;
    let mut has_more = false;
    for (i, file) in files.iter().enumerate() {
        if let (true, Ok(text)) = (file.is_lines(), &file.text) {
            for piece in text.pieces() {
                material.lines.extend(Lines::blocks(i, piece, BLOCK));
            }
            continue;
        }
        let read = read_records(file);
        progress.advances(bytes(file));
        has_gaps |= read.has_gaps;
        has_more |= read.has_more;
        material.records.push((i, read.file));
        mended.extend(read.mended.into_iter().map(|path| (i, path)));
        problems.extend(
            read.faults
                .into_iter()
                .map(|fault| problem(&mut finder, file, fault)),
        );
    }
    let resolved = resolve(material, depth, progress);
    has_gaps |= resolved.lines.has_gaps;
    has_more |= resolved.lines.has_more;
    mended.extend(resolved.lines.mended);
    let of_lines = resolved.lines.faults.into_iter();
    problems.extend(of_lines.map(|(file, fault)| problem(&mut finder, &files[file], fault)));
    let whole = problems.is_empty();
    for fault in resolved.found {
        let stands_in = |(file, path): &(usize, Path)| {
            *file == fault.place.file && fault.place.path.is_within(path)
        };
        // What could not be read at all may be what is looked for, or what needs it.
        let looked_for = match fault.code {
            Code::Dangling => true,
            Code::Missing => fault.place.path.0.is_empty(),
            _ => false,
        };
        let may_be_there = has_gaps && looked_for;
        let may_be_needed = !whole && matches!(fault.code, Code::Unused | Code::Unaccounted);
        if may_be_there || may_be_needed || mended.iter().any(stands_in) {
            continue;
        }
        let file = &files[fault.place.file.min(files.len() - 1)];
        let place = place_in(file, &fault.place.path);
        let place = match fault.record {
            Some(id) if !id.is_empty() => format!("{place} ({id})"),
            _ => place,
        };
        let spot = finder.spot(file, fault.code, &fault.place.path, None);
        problems.push(
            Problem::new(fault.code, fault.severity, &file.name, place, fault.message)
                .standing_at(spot),
        );
    }
    sort(&mut problems);
    let has_more = resolved.has_more || has_more;
    limits::keep(&mut problems, has_more);
    let sound = whole && problems.iter().all(|p| p.severity == Severity::Warning);
    Loaded {
        timeline: resolved.timeline.filter(|_| sound),
        problems,
    }
}

/// How many bytes of lines a thread reads at a time: few enough for all threads to end together.
const BLOCK: usize = 1 << 20;

fn problem<'t>(finder: &mut Finder<'t>, file: &'t InputFile, fault: Fault) -> Problem {
    let place = place_in(file, &fault.path);
    let spot = finder.spot(file, fault.code, &fault.path, fault.offset);
    Problem::new(
        fault.code,
        Severity::Error,
        &file.name,
        place,
        fault.message,
    )
    .standing_at(spot)
}

/// Sorts problems by where they stand.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        let [a, b] = [a, b].map(|p| (&p.file, p.line, p.column, &p.place));
        a.cmp(&b)
    });
}

/// The records of one file, and all that is wrong with its shape.
fn read_records(file: &InputFile) -> Diagnosis<'_> {
    match &file.text {
        Err(_) => Diagnosis::unreadable(
            None,
            "not UTF-8 from here on; save the file as UTF-8".into(),
        ),
        Ok(text) => match serde_json::from_str(text.as_json()) {
            Ok(records) => Diagnosis {
                file: records,
                ..Diagnosis::default()
            },
            Err(_) => diagnose(text.as_json()),
        },
    }
}

impl<'t> Finder<'t> {
    /// Where in a file a problem stands: at the byte `offset` of the text that was read, which is
    /// the file or one of its lines, or else where the path leads, as far as that is there; of a
    /// key that should not be, the key.
    fn spot(
        &mut self,
        file: &'t InputFile,
        code: Code,
        path: &Path,
        offset: Option<usize>,
    ) -> Option<Spot> {
        let text = match &file.text {
            Ok(text) => text,
            Err(spot) => return Some(spot.clone()),
        };
        let (start, inside) = match path.0.split_first() {
            Some((Step::Index(start), inside)) if file.is_lines() => (*start, inside),
            _ => (0, &*path.0),
        };
        let (piece, lines) = text.around(start);
        let (text, start) = (piece.text, start - piece.offset);
        if let Some(offset) = offset {
            return Some(Spot::of(text, start + offset).below(lines));
        }
        if path.0.is_empty() {
            return None;
        }
        let read = &text[start..];
        let read = if file.is_lines() {
            read.lines().next().unwrap_or_default()
        } else {
            read
        };
        let node = self.follow(Node::top(read), inside);
        let spot = match code {
            Code::UnknownKey => Spot::of(text, start + node.key_offset()),
            _ => Spot::of_value(text, start + node.offset(), node.length()),
        };
        Some(spot.below(lines))
    }
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
