//! Flashcards, as a text file that Anki imports.
//!
//! A field is one line of HTML without tabs, line breaks or quotes, so that the file needs no
//! quoting. Sequences that Anki would interpret (`[sound:…]`, `[latex]`, `\(`) are escaped.

use std::collections::BTreeSet;

use askama::Template;
use itertools::Itertools as _;

use crate::model::date::{days, period_name};
use crate::model::key::PersonKey;
use crate::report::comparison::{AnswerReport, Comparison};
use crate::report::event::{AccountReport, EventPage};
use crate::report::extract::Extract;
use crate::report::person::{self, PersonPage};

use super::text::{html, note_text, notes_on, visible};
use super::{Exported, Options};

/// Separates the fields of a card: its GUID, by which a second import recognizes it, its front, its
/// back and its tags.
const TAB: &str = "\t";

/// The cards: for each event its date, unless the date is borrowed, and its people; for each person
/// who it was; for each question the sources' answers and the verdict.
#[derive(Template)]
#[template(path = "cards.txt", config = "src/export/templates/askama.toml")]
struct Deck<'e, 'a> {
    extract: &'e Extract<'a>,
    title: String,
    timeline: String,
    people: Vec<PersonPage<'a>>,
    comparisons: Vec<Comparison<'a>>,
    ascii: bool,
}

pub fn anki(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let people = extract.keys.iter().flat_map(|key| &timeline[*key].people);
    let people: BTreeSet<PersonKey> = people.map(|role| role.person).collect();
    let told_by = extract.perspective.told_by;
    let people = people.into_iter();
    let people = people.map(|key| person::person(timeline, key, told_by));
    // The timeline says nothing about the other people except their events.
    let described = people.filter(|page| {
        let row = &page.row;
        let is_described = row.description.is_some_and(|text| !text.is_empty());
        is_described || !row.offices.is_empty() || !row.fates.is_empty()
    });
    let deck = Deck {
        extract,
        // Two colons would make a subdeck.
        title: unquoted(&extract.title(), options.ascii).replace("::", ":"),
        timeline: unquoted(&extract.id(), options.ascii),
        people: described.collect(),
        comparisons: extract.comparisons().collect(),
        ascii: options.ascii,
    };
    Exported::from(deck.render().expect("writing to memory succeeds"))
}

/// The text without double quotes, which Anki interprets at the start of a field.
fn unquoted(text: &str, ascii: bool) -> String {
    visible(text, ascii).replace('"', "'")
}

impl Deck<'_, '_> {
    fn unquoted(&self, text: &str) -> String {
        unquoted(text, self.ascii)
    }

    /// A name as a tag, which cannot contain spaces.
    fn tag(&self, text: &str) -> String {
        self.unquoted(text).split_whitespace().join("_")
    }

    /// The text escaped for HTML and for Anki.
    fn say(&self, text: impl ToString) -> String {
        html(&text.to_string(), self.ascii)
            .replace('[', "&#91;")
            .replace('{', "&#123;")
            .replace('\\', "&#92;<span></span>")
    }

    /// A paragraph, unless the text is empty.
    fn paragraph(&self, text: impl ToString) -> String {
        match self.say(text) {
            text if text.is_empty() => text,
            text => format!("<p>{text}</p>"),
        }
    }
}

/// The first and the last day of an event, unless its date names them.
fn unnamed_days(page: &EventPage<'_>) -> Option<String> {
    let bounds = page.row.when.bounds;
    days(bounds).filter(|_| period_name(bounds).is_none())
}

/// The date that an account gives, and how the source prints it.
fn date_given(account: &AccountReport<'_>) -> String {
    match (account.when.in_words(), account.as_printed) {
        (words, _) if words.is_empty() => "gives no date".to_owned(),
        (words, Some(printed)) => format!("{words} (“{printed}”)"),
        (words, None) => words,
    }
}

/// The locator, the value and the wording of an answer.
fn answer_text(answer: &AnswerReport<'_>) -> String {
    let mut words = vec![answer.value_text().to_owned()];
    words.extend(answer.as_printed.map(|printed| format!("“{printed}”")));
    words.extend(answer.counts.map(str::to_owned));
    words.extend(answer.voice.map(|voice| format!("according to {voice}")));
    words.retain(|word| !word.is_empty());
    let says = answer.says.unwrap_or_default();
    format!("{}: {}. {says}", answer.citation, words.join(", "))
}
