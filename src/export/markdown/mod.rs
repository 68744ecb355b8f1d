//! A document in Markdown: a handout, or in full the events by year, what each source says about
//! them, and what the sources answer; with locators and notes as footnotes.

mod handout;

use std::cell::RefCell;
use std::collections::HashMap;

use askama::Template;
use itertools::Itertools as _;

use crate::model::citation::{CitationPart, split_citations};
use crate::model::date::Match;
use crate::model::source::{Note, Source};
use crate::report::comparison::{AnswerReport, Comparison};
use crate::report::event::EventPage;
use crate::report::event_row::Citation;
use crate::report::extract::Extract;
use crate::view::escape_text;

use super::text::{account_heading, by_year, join_filled, note_text, summary, telling_sources};
use super::{Exported, Options};

/// The long form: title, sources, one chapter per year, and the comparisons. The dashes below the
/// header of a table set the relative widths of its columns in pandoc.
#[derive(Template)]
#[template(path = "document.md", config = "src/export/templates/askama.toml")]
struct Document<'e, 'a> {
    extract: &'e Extract<'a>,
    sources: Vec<&'a Source>,
    years: Vec<(Option<String>, &'e [EventPage<'a>])>,
    comparisons: Vec<Comparison<'a>>,
    words: Words,
}

/// Writes text into a document, and collects the footnotes that it refers to.
#[derive(Default)]
struct Words {
    ascii: bool,
    /// The footnotes in order, and the number of each.
    footnotes: RefCell<(Vec<String>, HashMap<String, usize>)>,
}

impl Words {
    fn new(options: Options) -> Self {
        Self {
            ascii: options.ascii,
            ..Self::default()
        }
    }

    fn say(&self, text: impl ToString) -> String {
        escape_text(&text.to_string(), self.ascii)
    }

    /// A reference to the footnote with this text, which is written once.
    fn refer(&self, text: String) -> String {
        let (texts, numbers) = &mut *self.footnotes.borrow_mut();
        let number = numbers.entry(text).or_insert_with_key(|text| {
            texts.push(self.say(text));
            texts.len()
        });
        format!("[^{number}]")
    }

    /// A reference to a footnote with an editor's note; empty without a note.
    fn note(&self, note: Option<&Note>) -> String {
        // Without the space, two numbers next to each other would read as one.
        note.map_or(String::new(), |note| {
            format!(" {}", self.refer(note_text(note)))
        })
    }

    fn footnotes(&self) -> Vec<String> {
        self.footnotes.borrow().0.clone()
    }
}

/// The handout, or with `full` the long form.
pub fn markdown(extract: &Extract<'_>, options: Options) -> Exported {
    let words = Words::new(options);
    let text = if options.full {
        let document = Document {
            extract,
            sources: telling_sources(extract).map(|(_, source)| source).collect(),
            years: by_year(extract).collect(),
            comparisons: extract.comparisons().collect(),
            words,
        };
        document.render()
    } else {
        let dates = handout::clashing_dates(extract);
        handout::handout(extract, &dates, words).render()
    };
    let text = text.expect("writing to memory succeeds");
    Exported::from(format!("{}\n", text.trim_end()))
}

impl Document<'_, '_> {
    /// The editor's prose, with its citations as footnotes.
    fn prose(&self, text: &str) -> String {
        let mut out = String::new();
        for piece in split_citations(text) {
            match piece {
                CitationPart::Words(words) => out += &self.words.say(words),
                CitationPart::Cites(brackets, cited) => {
                    out.truncate(out.trim_end().len());
                    let mut marks = cited.into_iter().map(|(source, paragraph)| {
                        let page = None;
                        let cited = Citation {
                            source,
                            paragraph,
                            page,
                        };
                        match paragraph {
                            None => self.words.say(brackets),
                            Some(_) => self.place(&cited, None),
                        }
                    });
                    out += &marks.join(" ");
                }
            }
        }
        out
    }

    /// A reference to the footnote with the locator, how that paragraph begins, and the words as
    /// printed.
    fn place(&self, cited: &Citation<'_>, printed: Option<&str>) -> String {
        let mut sources = self.extract.timeline.sources.iter();
        let source = sources.find(|source| *source.id == *cited.source);
        let name = source.map_or(cited.source, |source| &source.name);
        let mut words = format!("{name}, {}", cited.passage());
        let opening = || {
            let index = usize::try_from(cited.paragraph?).ok()?.checked_sub(1)?;
            source?.openings.get(index)
        };
        if let Some(opening) = opening() {
            words += &format!(", which begins “{opening}”");
        }
        if let Some(printed) = printed {
            words += &format!("; printed: “{printed}”");
        }
        self.words.refer(words)
    }
}

/// The years that a source covers.
fn years(source: &Source) -> String {
    let scope = source.scope.clone().unwrap_or_default();
    match (scope.from, scope.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) => String::new(),
    }
}

/// The date in words, and whether it may lie outside the requested period.
fn when(page: &EventPage<'_>) -> String {
    let words = page.row.when.in_words();
    match page.row.matching {
        Match::Certain => words,
        Match::Possible => format!("{words} (may lie outside the period)"),
    }
}

/// The date, the places and the themes of an event.
fn about(page: &EventPage<'_>) -> String {
    let row = &page.row;
    let places = row.places.iter().map(|place| &*place.name).join(", ");
    let themes = row.themes.iter().map(|theme| &*theme.name).join(", ");
    let about = join_filled(&[&when(page), &places, &themes], " · ");
    about.trim().to_owned()
}

/// The people of an event, with their roles.
fn cast(page: &EventPage<'_>) -> String {
    let mut cast = page.row.people.iter().map(|person| match person.role {
        Some(role) => format!("{} ({role})", person.person.name),
        None => person.person.name.to_string(),
    });
    cast.join(", ")
}

/// An answer in words, with what it counts and whose view it is.
fn answer_in_words(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let words = answer.value_text();
    let words = match (answer.as_printed, answer.counts.or(unit)) {
        (printed, _) if words.is_empty() => printed
            .map(|printed| format!("“{printed}”"))
            .unwrap_or_default(),
        (_, Some(what)) => format!("{words} {what}"),
        (_, None) => words.to_owned(),
    };
    let hedged = if answer.hedged { "hedged" } else { "" };
    join_filled(&[&words, hedged, answer.voice.unwrap_or_default()], ", ")
}
