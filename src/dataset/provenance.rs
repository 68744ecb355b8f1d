//! Checks a dataset against the texts of its sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path as FilePath;

use itertools::Itertools as _;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::model::timeline::Timeline;

use super::lines::Chunk;
use super::problem::{Code, Finding, Path, Problem, sort_problems};
use super::record::{LocatorRecord, SourceRecord, find_locators};
use super::{Content, InputFile, locate, unreadable};

/// Result of `verify`.
pub struct Verified {
    /// Number of locators whose paragraph exists in the text.
    pub locators: usize,
    pub problems: Vec<Problem>,
}

/// Maximum number of words in `as_printed`, which is for figures, dates and terms.
const WORDS_AS_PRINTED: usize = 8;

/// The paragraphs of a text: its non-blank lines, trimmed.
pub fn paragraphs(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Reads the source texts of a timeline from a folder, and returns their paragraphs by source id.
/// Skips sources without a file name, and files that do not exist.
///
/// Fails if the folder or a text in it cannot be read.
pub fn read_texts(timeline: &Timeline, folder: &FilePath) -> Result<BTreeMap<String, Vec<String>>> {
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
    Ok(texts)
}

/// A paragraph by its number, counted from 1.
pub fn paragraph(paragraphs: &[String], number: u32) -> Option<&String> {
    paragraphs.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

/// Checks a dataset that loads against the texts in a folder: each text's digest, number of
/// paragraphs and openings, every locator, and every `as_printed`. Skips sources without a file name.
///
/// Fails if the folder or a text in it cannot be read; a missing text is a problem.
pub fn verify(files: &[InputFile], folder: &FilePath) -> Result<Verified> {
    fs::read_dir(folder).map_err(|why| unreadable(folder, &why))?;
    let mut check = TextCheck::default();
    let value = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    for (i, file) in files.iter().enumerate() {
        if let Content::Json(Ok(text)) = &file.content {
            let records = Vec::deserialize(&value(text)["sources"]).unwrap_or_default();
            for (n, source) in records.iter().enumerate() {
                let path = Path::default().key("sources").index(n);
                check.source(i, &path, source, folder)?;
            }
        }
    }
    for (i, file) in files.iter().enumerate() {
        match &file.content {
            Content::Json(text) => {
                let text = text.as_deref().unwrap_or_default();
                for locator in find_locators(&value(text), &Path::default()) {
                    check.locator(i, &locator);
                }
            }
            Content::Lines(lines) => {
                let read = |chunk: &Chunk| {
                    let lines = chunk.lines().map(|(offset, line)| {
                        find_locators(&value(line), &Path::default().index(offset))
                    });
                    lines.flatten().collect::<Vec<_>>()
                };
                lines.for_each_chunk(read, |found| {
                    for locator in &found {
                        check.locator(i, locator);
                    }
                })?;
            }
        }
    }
    let mut problems = locate(files, check.found)?;
    sort_problems(&mut problems);
    Ok(Verified {
        locators: check.locators,
        problems,
    })
}

#[derive(Default)]
struct TextCheck {
    /// The paragraphs of each source with a text, normalized with `fold`, by source id.
    texts: BTreeMap<String, Vec<String>>,
    locators: usize,
    found: Vec<Finding>,
}

impl TextCheck {
    fn error(&mut self, file: usize, path: Path, message: String) {
        let error = Finding::error(Code::Texts, file, path, message);
        self.found.push(error);
    }

    /// Checks the digest, the number of paragraphs and the openings of a source's text.
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
        let mut error = |key, message| self.error(file, at.clone().key(key), message);
        let path = folder.join(&**name);
        if !path.exists() {
            let message =
                format!("there is no `{name}` among the texts; add it, or name another file");
            error("file", message);
            return Ok(());
        }
        let bytes = fs::read(&path).map_err(|why| unreadable(&path, &why))?;
        let digest = Sha256::digest(&bytes);
        let digest = digest.iter().map(|byte| format!("{byte:02x}")).join("");
        let stated = source.sha256.as_deref().unwrap_or(&digest);
        if !stated.eq_ignore_ascii_case(&digest) {
            let message =
                format!("`{name}` has the SHA-256 {digest}; it is another text, or was changed");
            error("sha256", message);
        }
        let Ok(text) = String::from_utf8(bytes) else {
            error("file", format!("`{name}` is not UTF-8; save it as UTF-8"));
            return Ok(());
        };
        let found: Vec<String> = paragraphs(&text).into_iter().map(fold).collect();
        let stated = source.paragraphs.map(usize::try_from);
        if stated.is_some_and(|stated| stated != Ok(found.len())) {
            let message = format!("`{name}` has {} paragraphs; state as many", found.len());
            error("paragraphs", message);
        }
        for (n, (opening, paragraph)) in source.openings.iter().zip(&found).enumerate() {
            if !paragraph.starts_with(&fold(opening)) {
                let message = format!(
                    "paragraph {} begins “{}”; copy its first words",
                    n + 1,
                    first_words(paragraph)
                );
                self.error(file, at.clone().key("openings").index(n), message);
            }
        }
        self.texts.insert(source.id.to_string(), found);
        Ok(())
    }

    /// Checks that the paragraph exists and contains `as_printed`.
    fn locator(&mut self, file: usize, locator: &LocatorRecord) {
        let source = &locator.source;
        let Some(number) = locator.paragraph else {
            return;
        };
        let Some(paragraphs) = self.texts.get(source) else {
            return;
        };
        let printed = locator.as_printed.as_deref().unwrap_or_default();
        let mut errors = Vec::new();
        if let Some(paragraph) = paragraph(paragraphs, number) {
            self.locators += 1;
            if !paragraph.contains(&fold(printed)) {
                let message = format!("“{printed}” is not in {source} ¶{number}; copy it exactly");
                errors.push(("as_printed", message));
            }
            if printed.split_whitespace().count() > WORDS_AS_PRINTED {
                let message = format!(
                    "more than {WORDS_AS_PRINTED} words as printed; keep the figure or the term"
                );
                errors.push(("as_printed", message));
            }
        } else {
            let last = paragraphs.len();
            let message = format!("the text has no paragraph {number}; it has 1 to {last}");
            errors.push(("paragraph", message));
        }
        for (key, message) in errors {
            self.error(file, locator.path.clone().key(key), message);
        }
    }
}

fn first_words(paragraph: &str) -> String {
    paragraph.split(' ').take(6).join(" ")
}

/// Normalizes white space, quotation marks, dashes and minus signs.
fn fold(text: &str) -> String {
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
    alike.split_whitespace().join(" ")
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
        assert_eq!(fold("“mid−1950s” –\u{a0} ‘x’"), fold("\"mid-1950s\" - 'x'"));
    }
}
