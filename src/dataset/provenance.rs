//! A dataset held against the texts of its sources: what it says of them, and where it points.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path as FilePath;

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::model::timeline::Timeline;

use super::problem::{Code, Found, Path, Problem, Severity, sort};
use super::record::{EventRecord, File, LocatorRecord, SourceRecord};
use super::{Content, InputFile, locate, unreadable};

/// What came of it.
pub struct Verified {
    /// How many locators lead to a paragraph that is there.
    pub locators: usize,
    /// What does not hold.
    pub problems: Vec<Problem>,
}

/// How many words of a text a dataset may repeat: its figures, dates and terms.
const WORDS_AS_PRINTED: usize = 8;

/// The paragraphs of a text: its lines that are not blank, without the white space around them.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// The paragraphs of the sources' texts, by the sources' ids.
#[derive(Debug, Default)]
pub struct Texts(BTreeMap<String, Vec<String>>);

impl Texts {
    /// Reads the texts of a timeline's sources from a folder. A source that names no file, or one
    /// that is not there, has none.
    ///
    /// Fails where the folder or a text in it cannot be read.
    pub fn read(timeline: &Timeline, folder: &FilePath) -> Result<Self> {
        fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
        let mut texts = BTreeMap::new();
        for source in &timeline.sources {
            let Some(name) = &source.file else { continue };
            let path = folder.join(&**name);
            if path.exists() {
                let text = fs::read_to_string(&path).map_err(|why| unreadable(&path, &why))?;
                let found = paragraphs(&text).into_iter().map(str::to_owned).collect();
                texts.insert(source.id.to_string(), found);
            }
        }
        Ok(Self(texts))
    }

    /// The paragraph of a source, if it has a text with so many.
    pub fn paragraph(&self, source: &str, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        Some(self.0.get(source)?.get(index)?.as_str())
    }
}

/// Holds a dataset that loads against the texts in a folder: the digest and the paragraphs of
/// each, their first words, every locator, everything given as printed, and that every
/// paragraph is used or excused. Sources that name no file are passed over.
///
/// Fails where the folder or a text in it cannot be read; a text that is not there is a problem.
pub fn verify(files: &[InputFile], folder: &FilePath) -> Result<Verified> {
    fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    let mut check = Check::default();
    let mut records = Vec::new();
    for (i, file) in files.iter().enumerate() {
        if let Content::Json(Ok(text)) = &file.content {
            let file: File = serde_json::from_str(text).unwrap_or_default();
            for (n, source) in file.sources.iter().enumerate() {
                check.source(i, &Path::default().key("sources").index(n), source, folder)?;
            }
            records.push((i, file));
        }
    }
    for (i, file) in &records {
        file.visit_locators(&mut |place| check.place(*i, place));
    }
    for (i, file) in files.iter().enumerate() {
        if let Content::Lines(lines) = &file.content {
            for batch in lines.batches()? {
                let events = batch?.map_or(Vec::new(), |batch| {
                    batch.map(|chunk| {
                        let read =
                            |(offset, line)| Some((offset, serde_json::from_str(line).ok()?));
                        let events = chunk.lines().filter_map(read);
                        events.collect::<Vec<(usize, EventRecord)>>()
                    })
                });
                for (offset, event) in events.iter().flatten() {
                    let at = Path::default().index(*offset);
                    event.visit_locators(&at, &mut |place| check.place(i, place));
                }
            }
        }
    }
    for (i, file) in &records {
        for (n, source) in file.sources.iter().enumerate() {
            check.accounted_for(*i, &Path::default().key("sources").index(n), source);
        }
    }
    let mut problems = locate(files, check.found)?;
    sort(&mut problems);
    Ok(Verified {
        locators: check.locators,
        problems,
    })
}

#[derive(Default)]
struct Check {
    /// The paragraphs of each source that names a file, folded.
    texts: BTreeMap<String, Vec<String>>,
    /// The paragraphs that something is taken from.
    used: BTreeSet<(String, u32)>,
    locators: usize,
    found: Vec<Found>,
}

impl Check {
    fn problem(&mut self, code: Code, file: usize, path: &Path, message: String) {
        self.found.push(Found {
            file,
            path: path.clone(),
            offset: None,
            record: None,
            code,
            severity: Severity::Error,
            message,
        });
    }

    fn error(&mut self, file: usize, path: &Path, message: String) {
        self.problem(Code::Texts, file, path, message);
    }

    /// What the dataset says of the text as a whole.
    fn source(
        &mut self,
        file: usize,
        at: &Path,
        source: &SourceRecord,
        folder: &FilePath,
    ) -> Result<()> {
        let Some(name) = &source.file else {
            return Ok(());
        };
        let path = folder.join(&**name);
        if !path.exists() {
            let message =
                format!("there is no `{name}` among the texts; add it, or name another file");
            self.error(file, &at.clone().key("file"), message);
            return Ok(());
        }
        let bytes = fs::read(&path).map_err(|why| unreadable(&path, &why))?;
        let digest = hexadecimal(&Sha256::digest(&bytes));
        if source
            .sha256
            .as_ref()
            .is_some_and(|stated| !stated.eq_ignore_ascii_case(&digest))
        {
            let message =
                format!("`{name}` has the SHA-256 {digest}; it is another text, or was changed");
            self.error(file, &at.clone().key("sha256"), message);
        }
        let Ok(text) = String::from_utf8(bytes) else {
            self.error(
                file,
                &at.clone().key("file"),
                format!("`{name}` is not UTF-8; save it as UTF-8"),
            );
            return Ok(());
        };
        let found: Vec<String> = paragraphs(&text).into_iter().map(folded).collect();
        if source
            .paragraphs
            .is_some_and(|stated| usize::try_from(stated) != Ok(found.len()))
        {
            let message = format!("`{name}` has {} paragraphs; state as many", found.len());
            self.error(file, &at.clone().key("paragraphs"), message);
        }
        for (n, (opening, paragraph)) in source.openings.iter().zip(&found).enumerate() {
            if !paragraph.starts_with(&folded(opening)) {
                let message = format!(
                    "paragraph {} begins “{}”; copy its first words",
                    n + 1,
                    first_words(paragraph)
                );
                self.error(file, &at.clone().key("openings").index(n), message);
            }
        }
        self.texts.insert(source.id.to_string(), found);
        Ok(())
    }

    /// A locator, and what is given as printed there.
    fn place(&mut self, file: usize, place: LocatorRecord<'_>) {
        let Some(number) = place.paragraph else {
            return;
        };
        self.used.insert((place.source.to_owned(), number));
        let Some(paragraphs) = self.texts.get(place.source) else {
            return;
        };
        let index = usize::try_from(number)
            .unwrap_or(usize::MAX)
            .wrapping_sub(1);
        let Some(paragraph) = paragraphs.get(index) else {
            let message = format!(
                "the text has no paragraph {number}; it has 1 to {}",
                paragraphs.len()
            );
            self.error(file, &place.path.clone().key("paragraph"), message);
            return;
        };
        self.locators += 1;
        if let Some(printed) = place.as_printed {
            let at = place.path.key("as_printed");
            if !paragraph.contains(&folded(printed)) {
                let message = format!(
                    "“{printed}” does not stand in {} ¶{number}; copy it exactly",
                    place.source
                );
                self.error(file, &at, message);
            }
            if printed.split_whitespace().count() > WORDS_AS_PRINTED {
                let message = format!(
                    "more than {WORDS_AS_PRINTED} words as printed; keep the figure or the term"
                );
                self.error(file, &at, message);
            }
        }
    }

    /// That every paragraph is used, or excused with a reason, and not both.
    fn accounted_for(&mut self, file: usize, at: &Path, source: &SourceRecord) {
        let Some(paragraphs) = self.texts.get(&*source.id) else {
            return;
        };
        let mut found = Vec::new();
        for (number, paragraph) in (1..).zip(paragraphs) {
            let used = self.used.contains(&(source.id.to_string(), number));
            let excused = source
                .not_used
                .iter()
                .any(|unused| unused.paragraph == number);
            let words = first_words(paragraph);
            match (used, excused) {
                (false, false) => found.push(format!(
                    "nothing is taken from ¶{number} (“{words}”); cite it, or excuse it under `not_used`"
                )),
                (true, true) => found.push(format!(
                    "¶{number} (“{words}”) is excused under `not_used`, and cited; remove the excuse"
                )),
                _ => {}
            }
        }
        for message in found {
            self.problem(
                Code::Unaccounted,
                file,
                &at.clone().key("not_used"),
                message,
            );
        }
    }
}

fn first_words(paragraph: &str) -> String {
    let words: Vec<&str> = paragraph.split(' ').take(6).collect();
    words.join(" ")
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string takes it");
        digits
    })
}

/// Text with white space, quotes, and every kind of dash and minus made alike.
fn folded(text: &str) -> String {
    let alike: String = text
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{2e3a}'
            | '\u{2e3b}'
            | '\u{fe58}'
            | '\u{fe63}'
            | '\u{ff0d}' => '-',
            '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '\u{b4}' | '\u{2039}' | '\u{203a}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => '"',
            c => c,
        })
        .collect();
    alike.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_blanks_is_no_paragraph() {
        assert_eq!(paragraphs("a\n\u{a0}\n\n  b \r\n"), ["a", "b"]);
    }

    #[test]
    fn what_lines_take_from_a_text_is_looked_for_there() {
        let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/texts");
        let file = |name: &str, text: &str| InputFile::new(name.into(), text.into());
        let files = [
            file(
                "a.json",
                r#"{"sources":[{"id":"a","name":"A","file":"gazette.txt","paragraphs":5}]}"#,
            ),
            file(
                "events/b.ndjson",
                r#"{"id":"one","date":"1951","dating":{"inferred":"-"},"title":"One","accounts":[{"source":"a","paragraph":1,"as_printed":"two years","says":"One."}]}

{"id":"two","date":"1951","dating":{"inferred":"-"},"title":"Two","accounts":[{"source":"a","paragraph":2,"as_printed":"Three","says":"Two."}]}"#,
            ),
        ];
        let verified = verify(&files, &folder).unwrap();
        assert_eq!(verified.locators, 2);
        let of_lines = verified.problems.iter().filter(|p| p.file != "a.json");
        let found: Vec<_> = of_lines.map(|p| (p.line, &*p.place)).collect();
        assert_eq!(found, [(Some(3), "accounts[0].as_printed")]);
    }

    #[test]
    fn dashes_quotes_and_white_space_are_alike() {
        assert_eq!(
            folded("“mid−1950s” –\u{a0} ‘x’"),
            folded("\"mid-1950s\" - 'x'")
        );
    }
}
