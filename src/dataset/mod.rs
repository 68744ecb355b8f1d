//! Loads a dataset: turns JSON text into a checked timeline, or lists everything wrong with it.

mod diagnose;
mod files;
pub mod import;
mod lines;
mod position;
pub mod problem;
pub mod progress;
pub mod provenance;
mod reading;
pub mod record;
mod resolve;
pub mod sample;
pub mod schema;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;

use diagnose::{Diagnosis, NOT_UTF8, diagnose};
use position::{JsonNode, PathFinder};
use problem::{
    Code, Finding, Path, PathStep, Problem, Severity, Spot, limit_problems, sort_problems,
};
use progress::{NoProgress, Progress};
use resolve::Resolver;

pub use files::{Content, InputFile, read};
pub use reading::unreadable;

/// Result of loading a dataset.
pub struct Loaded {
    /// `None` if any problem is an error.
    pub timeline: Option<Timeline>,
    /// Sorted by file, line and column.
    pub problems: Vec<Problem>,
}

pub struct LoadOptions<'a> {
    /// Also run the advisory checks: unused records, implausible dates, similar ids, titles.
    pub advice: bool,
    /// Keeps only events that may lie in these days. Applies only to a dataset that is a single
    /// NDJSON file, all of whose events are still checked.
    pub period: Option<Bounds>,
    pub progress: &'a dyn Progress,
}

impl Default for LoadOptions<'_> {
    fn default() -> Self {
        Self {
            advice: false,
            period: None,
            progress: &NoProgress,
        }
    }
}

/// Loads a dataset with default options, and reports all problems in one pass.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn load(files: &[InputFile]) -> Result<Loaded> {
    load_with(files, &LoadOptions::default())
}

/// Loads a dataset as [`load`] does, with options.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn load_with(files: &[InputFile], options: &LoadOptions<'_>) -> Result<Loaded> {
    let progress = options.progress;
    progress.begin(files.iter().map(InputFile::length).sum());
    let mut shape = Diagnosis::default();
    let mut problems = Vec::new();
    let mut records = Vec::new();
    for (i, file) in files.iter().enumerate() {
        let Content::Json(text) = &file.content else {
            continue;
        };
        let (record, diagnosis) = match text {
            Ok(text) => match serde_json::from_str(text) {
                Ok(record) => (record, Diagnosis::default()),
                Err(_) => diagnose(text, i),
            },
            Err(_) => (record::DatasetFile::default(), Diagnosis::not_utf8(i)),
        };
        records.push((i, record));
        shape.join(diagnosis);
        progress.advance(file.length());
    }
    let mut resolver = match files {
        [only] if records.is_empty() => Resolver::for_ndjson(&only.stem()),
        _ => Resolver::new(records),
    };
    let period = options.period.filter(|_| resolver.only_lines);
    for (i, file) in files.iter().enumerate() {
        let Content::Lines(lines) = &file.content else {
            continue;
        };
        let read_chunk = resolver.chunk_reader(i, period);
        let read = |chunk: &_| {
            let events = read_chunk(chunk);
            progress.advance(chunk.text.len() as u64);
            events
        };
        let not_utf8 =
            lines.for_each_chunk(read, |events| shape.join(resolver.add_chunk(i, events)))?;
        if let Some(spot) = not_utf8 {
            shape.has_gaps = true;
            problems.push(Problem::new(
                Code::Syntax,
                Severity::Error,
                &file.name,
                String::new(),
                NOT_UTF8.into(),
                Some(spot),
            ));
        }
    }
    let outcome = resolver.finish(options.advice);
    let is_whole = problems.is_empty() && shape.found.is_empty();
    let mut found = outcome.found;
    found.retain(|found| shape.is_certain(found, is_whole));
    let has_more = outcome.has_more || shape.has_more;
    shape.found.extend(found);
    problems.extend(locate(files, shape.found)?);
    sort_problems(&mut problems);
    limit_problems(&mut problems, has_more);
    let is_sound = is_whole && problems.iter().all(|p| p.severity == Severity::Warning);
    Ok(Loaded {
        timeline: outcome.timeline.filter(|_| is_sound),
        problems,
    })
}

/// Turns findings into problems with a line and a column.
fn locate(files: &[InputFile], all_found: Vec<Finding>) -> Result<Vec<Problem>> {
    let mut lines: Vec<BTreeMap<usize, (usize, String)>> = Vec::new();
    for (i, file) in files.iter().enumerate() {
        let offsets = all_found.iter().filter(|found| found.file == i);
        let offsets: BTreeSet<usize> = offsets.filter_map(Finding::line_offset).collect();
        lines.push(match &file.content {
            Content::Json(_) => BTreeMap::new(),
            Content::Lines(lines) => lines.lines_at(&offsets)?,
        });
    }
    let mut finder = PathFinder::default();
    let mut problems = Vec::new();
    for found in all_found {
        let file = &files[found.file];
        let mut steps = &*found.path.0;
        let spot = match &file.content {
            Content::Json(Err(spot)) => Some(spot.clone()),
            Content::Json(Ok(text)) => {
                let is_inside = found.offset.is_some() || !steps.is_empty();
                is_inside.then(|| finder.spot(text, &found, steps))
            }
            Content::Lines(_) => {
                steps = steps.get(1..).unwrap_or_default();
                let offset = found.line_offset();
                let line = offset.and_then(|offset| lines[found.file].get(&offset));
                line.map(|(number, line)| finder.spot(line, &found, steps).moved_down(number - 1))
            }
        };
        let mut place = Path(steps.to_vec()).to_string();
        if let Some(id) = found.record.filter(|id| !id.is_empty()) {
            place = format!("{place} ({id})");
        }
        let mut message = found.message;
        match found.others {
            0 => {}
            1 => message += " (named in one more place)",
            more => message += &format!(" (named in {more} more places)"),
        }
        let (code, severity) = (found.code, found.severity);
        problems.push(Problem::new(
            code, severity, &file.name, place, message, spot,
        ));
    }
    Ok(problems)
}

impl<'t> PathFinder<'t> {
    /// Position of a finding in a text: its byte offset if it has one, otherwise the end of the
    /// path, or the last step of it that exists. For an unknown key, the key and not its value.
    fn spot(&mut self, text: &'t str, found: &Finding, steps: &[PathStep]) -> Spot {
        if let Some(offset) = found.offset {
            return Spot::at_offset(text, offset);
        }
        let node = self.find(JsonNode::root(text), steps);
        match found.code {
            Code::UnknownKey => Spot::at_offset(text, node.key_offset()),
            _ => Spot::of_value(text, node.offset(), node.raw.len()),
        }
    }
}

#[cfg(test)]
mod tests;
