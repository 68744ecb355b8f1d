//! A large file of lines of which only the events of a period are wanted: every line is read and
//! checked, piece by piece, and only the lines of those events are kept.

use std::fs;
use std::num::NonZero;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex};

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::dataset::files::{InputFile, is_lines};
use crate::dataset::limits::MOST_BYTES;
use crate::dataset::lines::Lines;
use crate::dataset::parallel::{in_parallel, threads};
use crate::dataset::progress::{Nobody, Progress};
use crate::dataset::text::{FileText, MARK, Piece};
use crate::dataset::watched::{Watched, length_of};
use crate::error::Result;
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;

use super::came_up::CameUp;
use super::names::Context;
use super::report::Report;
use super::{Depth, List, Material, OnlyLines, Origin, events, resolve};

/// What is left of a file.
pub struct Sieved {
    /// The file, with the lines of the wanted events alone.
    file: InputFile,
    /// All that its events name, wanted or not.
    names: CameUp<'static>,
}

impl Sieved {
    /// The timeline of the wanted events, with everything that the others name.
    pub fn timeline(&self) -> Option<Timeline<'_>> {
        let text = self.file.text.as_ref().ok()?;
        let pieces = text.pieces();
        let material = Material {
            records: Vec::new(),
            lines: pieces.map(|piece| Lines::whole(0, piece)).collect(),
            only_lines: Some(OnlyLines {
                id: self.file.stem(),
                names: self.names.clone(),
            }),
        };
        resolve(material, Depth::Sound, &Nobody).timeline
    }
}

/// What is left of a piece.
struct Sifted {
    /// Its lines.
    kept: String,
    /// What came up in the whole piece.
    names: CameUp<'static>,
    /// The hashes of the ids of all its events.
    ids: Vec<NonZero<u64>>,
}

/// How many bytes of a file are read at a time. They are parsed and forgotten, and lie near the
/// processor all that while.
const PIECE: u64 = 1 << 18;

/// How many bytes a piece may have, which ends where a line does.
const LONGEST: usize = 1 << 22;

/// How many pieces are looked at for how much of the file is wanted.
const SAMPLE: usize = 4;

/// Reads a file of which only the events are wanted that lie in a period, surely or possibly.
///
/// There is nothing where that is not worth the while: of what is no large file of lines, of one
/// with lines of megabytes, of one that by a sample of it holds little else than what is wanted, or
/// that holds nothing of it; and of one in which something is wrong, for where that stands has to be
/// said of the whole.
///
/// # Errors
///
/// Where the file cannot be read or changes meanwhile, or is too large.
pub fn sieve(path: &Path, period: Bounds, progress: &dyn Progress) -> Result<Option<Sieved>> {
    let name = path.to_string_lossy().into_owned();
    if !is_lines(&name) || !fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(None);
    }
    let file = Watched::open(path, &mut { MOST_BYTES })?;
    if !file.is_large() {
        return Ok(None);
    }
    let pieces = file.pieces(PIECE)?;
    if pieces.iter().any(|piece| length_of(piece) > LONGEST) {
        return Ok(None);
    }
    progress.begins(file.len());
    let sieve = Sieve {
        pieces,
        file,
        period,
        progress,
        buffers: Mutex::default(),
    };
    Ok(sieve.result()?.map(|(text, names)| Sieved {
        file: InputFile {
            name,
            text: Ok(text),
        },
        names,
    }))
}

/// A file and what is wanted of it.
struct Sieve<'a> {
    file: Watched<'a>,
    pieces: Vec<Range<u64>>,
    period: Bounds,
    progress: &'a dyn Progress,
    /// Room for pieces, which is used again.
    buffers: Mutex<Vec<Vec<u8>>>,
}

impl Sieve<'_> {
    /// Whether of some pieces that lie far from each other half at most is wanted, and nothing is
    /// wrong with them.
    fn is_worth_while(&self, cx: &Context<'static>) -> Result<bool> {
        let step = (self.pieces.len() / SAMPLE).max(1);
        let sample = self.pieces.iter().skip(step / 2).step_by(step);
        let sample: Vec<&Range<u64>> = sample.collect();
        let length: usize = sample.iter().map(|piece| length_of(piece)).sum();
        let sifted = self.all_sifted(sample, cx, &Nobody)?;
        Ok(sifted.is_some_and(|sifted| {
            let wanted: usize = sifted.iter().map(|sifted| sifted.kept.len()).sum();
            wanted <= length / 2
        }))
    }

    /// The lines that are wanted, and all names that came up.
    fn result(&self) -> Result<Option<(FileText, CameUp<'static>)>> {
        let mut names = CameUp::default();
        let mut cx = Context::new(Arc::new(names.known()), Report::default(), true);
        if !self.is_worth_while(&cx)? {
            return Ok(None);
        }
        let mut kept = Vec::new();
        let mut ids = Vec::new();
        // Most names come up in the first pieces; the others then need not number them.
        let (first, others) = self.pieces.split_at(threads().min(self.pieces.len()));
        for pieces in [first, others] {
            let sifted = self.all_sifted(pieces.iter().collect(), &cx, self.progress)?;
            let Some(sifted) = sifted else {
                return Ok(None);
            };
            for sifted in sifted {
                names.join(sifted.names, &cx.names);
                kept.push(Ok(sifted.kept));
                ids.push(sifted.ids);
            }
            cx.names = Arc::new(names.known());
        }
        self.file.is_unchanged()?;
        let text = FileText::of(kept).ok();
        let text = text.filter(|text| text.len() > 0 && all_differ(&ids));
        Ok(text.map(|text| (text, names)))
    }

    /// What is left of some pieces; nothing where something is wrong with one.
    fn all_sifted(
        &self,
        pieces: Vec<&Range<u64>>,
        cx: &Context<'static>,
        progress: &dyn Progress,
    ) -> Result<Option<Vec<Sifted>>> {
        let sifted = in_parallel(pieces, |piece| {
            let sifted = self.sifted(piece, cx.beside());
            progress.advances(length_of(piece) as u64);
            sifted
        });
        sifted.into_iter().collect()
    }

    /// Reads a piece, checks its events, and keeps those that are wanted; nothing where something
    /// is wrong.
    fn sifted(&self, piece: &Range<u64>, cx: Context<'_>) -> Result<Option<Sifted>> {
        let free = self.buffers.lock().map(|mut buffers| buffers.pop());
        let mut buffer = free.ok().flatten().unwrap_or_default();
        buffer.resize(length_of(piece), 0);
        self.file.read(piece.start, &mut buffer)?;
        let text = str::from_utf8(&buffer).ok();
        let text = text.map(|text| match text.strip_prefix(MARK) {
            Some(text) if piece.start == 0 => text,
            _ => text,
        });
        let sifted = text.and_then(|text| sifted(text, cx, self.period));
        if let Ok(mut buffers) = self.buffers.lock() {
            buffers.push(buffer);
        }
        Ok(sifted)
    }
}

fn sifted<'b>(text: &'b str, mut cx: Context<'b>, period: Bounds) -> Option<Sifted> {
    let mut kept = String::new();
    let mut ids = Vec::new();
    for (offset, line) in Lines::whole(0, Piece { text, offset: 0 }).each() {
        let record = serde_json::from_str(line).ok()?;
        let origin = Origin::new(0, List::Lines, offset);
        let (_, known) = events::event(&mut cx, origin, record);
        ids.push(known.hash?);
        if known.bounds?.overlaps(period) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let names = cx.came_up?.into_owned();
    (!cx.report.refuses()).then_some(Sifted { kept, names, ids })
}

/// Whether no hash is there twice. Each thread looks at its share of them.
fn all_differ(ids: &[Vec<NonZero<u64>>]) -> bool {
    let count: usize = ids.iter().map(Vec::len).sum();
    let threads = threads();
    let differ = |share: usize| {
        let of_share = |id: &&NonZero<u64>| (id.get() >> 32) as usize % threads == share;
        let mut seen: HashTable<u64> = HashTable::with_capacity(count / threads);
        let mut ids = ids.iter().flatten().filter(of_share).map(|id| id.get());
        ids.all(|id| match seen.entry(id, |other| *other == id, |id| *id) {
            Entry::Vacant(free) => {
                free.insert(id);
                true
            }
            Entry::Occupied(_) => false,
        })
    };
    in_parallel((0..threads).collect(), differ)
        .into_iter()
        .all(|differ| differ)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{InputFile, load};

    /// What is left of a file, read in pieces of some lines.
    fn left(text: &[u8], [from, to]: [&str; 2]) -> Option<Sieved> {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("made-up.ndjson");
        fs::write(&path, text).expect("there is room");
        let file = Watched::open(&path, &mut { MOST_BYTES }).expect("it is there");
        let date = |text| crate::model::date::Date::parse(text).expect("it is a date");
        let sieve = Sieve {
            pieces: file.pieces(2000).expect("it is there"),
            file,
            period: Bounds {
                earliest: date(from).bounds().earliest,
                latest: date(to).bounds().latest,
            },
            progress: &Nobody,
            buffers: Mutex::default(),
        };
        let (text, names) = sieve.result().expect("it can be read")?;
        let file = InputFile {
            name: "made-up.ndjson".into(),
            text: Ok(text),
        };
        Some(Sieved { file, names })
    }

    fn lines() -> Vec<String> {
        crate::made_up::lines(600).collect()
    }

    #[test]
    fn the_events_of_a_period_are_the_same_as_among_all() {
        let text = lines().concat();
        let whole = [InputFile::new("made-up.ndjson".into(), text.clone().into())];
        let whole = load(&whole).timeline.expect("it is sound");
        let mark = ["", "\u{feff}"];
        for ([from, to], mark) in [["1956", "1957"], ["1920-06", "1939"]]
            .into_iter()
            .zip(mark)
        {
            let text = mark.to_owned() + &text;
            let left = left(text.as_bytes(), [from, to]).expect("few are wanted");
            let timeline = left.timeline().expect("it is sound");
            let wanted = whole.events.iter().filter(|event| {
                let bounds = event.date.bounds();
                let days = [bounds.earliest, bounds.latest].map(|day| day.expect("it has both"));
                let [first, last] = days.map(|day| day.to_string());
                first.as_str() <= &*format!("{to}-99") && last.as_str() >= from
            });
            let wanted: Vec<_> = wanted.collect();
            assert!(wanted.len() > 5);
            assert_eq!(format!("{wanted:?}"), format!("{:?}", timeline.events));
            assert_eq!(timeline.id, whole.id);
            macro_rules! same_names {
                ($($list:ident),+) => {$(
                    let ids = |timeline: &Timeline<'_>| -> Vec<String> {
                        timeline.$list.iter().map(|named| named.id.to_string()).collect()
                    };
                    assert_eq!(ids(&timeline), ids(&whole));
                )+};
            }
            same_names!(sources, people, places, themes);
        }
    }

    #[test]
    fn where_anything_is_wrong_or_nearly_all_or_nothing_is_wanted_there_is_nothing() {
        let some = ["1956", "1957"];
        let sound = lines();
        assert!(left(sound.concat().as_bytes(), some).is_some());
        assert!(left(sound.concat().as_bytes(), ["1910", "1999"]).is_none());
        assert!(left(sound.concat().as_bytes(), ["2010", "2011"]).is_none());
        // What is wrong stands far away from what is wanted.
        let outside = sound
            .iter()
            .rposition(|line| line.contains(r#""date":"193"#));
        let outside = outside.expect("some event lies there");
        let first_id = sound[0].split(',').next().expect("it has keys");
        let own_id = sound[outside].split(',').next().expect("it has keys");
        for (right, wrong) in [
            (own_id, first_id),
            (r#""date":"193"#, r#""date":"x193"#),
            (r#"{"id""#, r#"{"ID""#),
            (r#""paragraph":"#, r#""paragraph":0"#),
            (r#""title":"#, r#""title":"","summary":"#),
        ] {
            let mut lines = sound.clone();
            lines[outside] = lines[outside].replacen(right, wrong, 1);
            assert_ne!(lines, sound);
            assert!(left(lines.concat().as_bytes(), some).is_none(), "{wrong}");
        }
        // In order, all of the first pieces may be wanted, and little of the whole.
        let mut sorted = sound.clone();
        sorted.sort_by_key(|line| line.find("date").map(|at| line[at..].to_owned()));
        assert!(left(sorted.concat().as_bytes(), ["1900", "1910"]).is_some());
        let no_text = [sound.concat().as_bytes(), b"\xff\n"].concat();
        assert!(left(&no_text, some).is_none());
    }
}
