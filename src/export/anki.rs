//! Cards to learn by, as a text file that Anki imports.
//!
//! A field is one line of HTML: nothing in it is a tab, a line break or a quote, so that Anki
//! needs no quoting to read it. What Anki itself would act on (`[sound:…]`, `[latex]`, `\(`) is
//! broken up.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::date::{Bounds, days, named};
use crate::model::key::PersonKey;
use crate::report::comparison::{AnswerReport, QuestionReport};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::report::part::NoteReport;
use crate::report::person::{self, PersonPage};
use crate::view::for_terminal;

use super::names::html;
use super::{Exported, Options};

/// A note of Anki: what is asked, and what is to be known.
struct Card {
    /// What the card is recognized by on a second import.
    guid: String,
    front: String,
    back: String,
    tags: Vec<String>,
}

/// For each event when it was, if who tells says so, and who had a part in it; for each person who it was; for each
/// question what the sources answer, and whether they agree.
pub fn anki(extract: &Extract<'_>, options: Options) -> Exported {
    let deck = Deck {
        ascii: options.ascii,
        timeline: plain(&extract.id(), options.ascii),
    };
    let timeline = extract.timeline;
    // What the one who tells does not date is nothing to ask.
    let dated = extract
        .events
        .iter()
        .filter(|page| page.row.when.is_their_own);
    let mut cards: Vec<Card> = dated.map(|page| deck.when(page)).collect();
    let cast = extract
        .events
        .iter()
        .filter(|page| !page.row.people.is_empty());
    cards.extend(cast.map(|page| deck.who_took_part(page)));
    let people = extract.keys.iter().flat_map(|key| &timeline[*key].people);
    let people: BTreeSet<PersonKey> = people.map(|role| role.person).collect();
    for key in people {
        let page = person::person(timeline, key, extract.teller.told_by);
        cards.extend(deck.who_was(&page));
    }
    for comparison in extract.comparisons() {
        let questions = comparison.questions.iter();
        cards.extend(
            questions.map(|question| deck.question(comparison.id, comparison.title, question)),
        );
    }
    let mut text = String::from("#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n");
    // Two colons would make a deck within a deck.
    let title = plain(&extract.title(), options.ascii).replace("::", ":");
    writeln!(text, "#deck:{title}\n#tags column:4").expect("a string takes it");
    for card in cards {
        let tags = card.tags.join(" ");
        writeln!(text, "{}\t{}\t{}\t{tags}", card.guid, card.front, card.back)
            .expect("a string takes it");
    }
    Exported::from(text)
}

/// A text in which a quote at the beginning quotes nothing.
fn plain(text: &str, ascii: bool) -> String {
    for_terminal(text, ascii).replace('"', "'")
}

/// What all cards have in common.
struct Deck {
    ascii: bool,
    timeline: String,
}

impl Deck {
    /// Text in which neither HTML nor Anki finds more than words.
    fn say(&self, text: &str) -> String {
        let text = html(text, self.ascii);
        text.replace('[', "&#91;")
            .replace('{', "&#123;")
            .replace('\\', "&#92;<span></span>")
    }

    /// Paragraphs, those left out in which nothing stands.
    fn paragraphs(&self, texts: &[&str]) -> String {
        let said = texts.iter().filter(|text| !text.is_empty());
        let paragraphs: Vec<String> = said
            .map(|text| format!("<p>{}</p>", self.say(text)))
            .collect();
        paragraphs.concat()
    }

    fn items(&self, items: impl Iterator<Item = String>) -> String {
        let items: Vec<String> = items
            .map(|item| format!("<li>{}</li>", self.say(&item)))
            .collect();
        let items = items.concat();
        if items.is_empty() {
            items
        } else {
            format!("<ul>{items}</ul>")
        }
    }

    fn notes<'a>(&self, notes: impl Iterator<Item = NoteReport<'a>>) -> String {
        let note = |note: NoteReport<'_>| {
            let reference = note
                .reference
                .map(|work| format!(" ({work})"))
                .unwrap_or_default();
            let words = self.say(&format!("Editor’s note: {}{reference}", note.says));
            format!("<p><small>{words}</small></p>")
        };
        notes.map(note).collect::<Vec<_>>().concat()
    }

    fn card(&self, kind: &str, of: &[&str], front: String, back: String, tags: &[&str]) -> Card {
        let of = plain(&of.join("/"), self.ascii);
        let tag = |tag: &&str| {
            plain(tag, self.ascii)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join("-")
        };
        Card {
            guid: format!("destal:{}:{kind}:{of}", self.timeline),
            front,
            back,
            tags: [kind].iter().chain(tags).map(tag).collect(),
        }
    }

    fn when(&self, page: &EventPage<'_>) -> Card {
        let row = &page.row;
        let accounts = page.accounts.iter().map(|account| {
            let date = match (account.when.words(), account.as_printed) {
                (words, _) if words.is_empty() => "gives no date".to_owned(),
                (words, Some(printed)) => format!("{words} (“{printed}”)"),
                (words, None) => words,
            };
            format!("{}: {date}", account.cited)
        });
        let bounds = Bounds {
            earliest: row.when.earliest,
            latest: row.when.latest,
        };
        let bounds = days(bounds).filter(|_| named(bounds).is_none());
        let bounds = bounds
            .map(|days| format!("Bounds: {days}."))
            .unwrap_or_default();
        let disputed = if row.disputed {
            "The sources disagree about this event."
        } else {
            ""
        };
        let back = [
            format!("<p><b>{}</b></p>", self.say(&row.when.words())),
            self.paragraphs(&[&bounds]),
            self.items(accounts),
            self.paragraphs(&[disputed]),
            self.notes(
                page.accounts
                    .iter()
                    .filter_map(|account| account.note)
                    .chain(page.note),
            ),
        ];
        let front = self.paragraphs(&["When was this?", row.title]);
        self.card("when", &[row.id], front, back.concat(), &row.themes)
    }

    fn who_took_part(&self, page: &EventPage<'_>) -> Card {
        let cast = page.row.people.iter().map(|person| match person.role {
            Some(role) => format!("{}: {role}", person.name),
            None => person.name.to_owned(),
        });
        let when = page.row.when.words();
        let front = self.paragraphs(&["Who had a part in this?", page.row.title, &when]);
        let summary = page.row.summary.as_deref().unwrap_or_default();
        let back = self.items(cast) + &self.paragraphs(&[summary]);
        self.card("who", &[page.row.id], front, back, &page.row.themes)
    }

    /// Nothing, where nothing is told of the person but parts in events.
    fn who_was(&self, page: &PersonPage<'_>) -> Option<Card> {
        let offices = page
            .offices
            .iter()
            .map(|office| format!("{} ({})", office.title, office.cited));
        let fates = page
            .fates
            .iter()
            .map(|fate| format!("{} ({})", fate.says, fate.cited));
        let notes = page.offices.iter().filter_map(|office| office.note);
        let notes = notes.chain(page.fates.iter().filter_map(|fate| fate.note));
        let back = [
            self.paragraphs(&[page.description.unwrap_or_default()]),
            self.items(offices),
            self.items(fates),
            self.notes(notes),
        ];
        let back = back.concat();
        let front = self.paragraphs(&["Who was this?", page.name]);
        (!back.is_empty()).then(|| self.card("person", &[page.id], front, back, &[]))
    }

    fn question(&self, topic: &str, title: &str, question: &QuestionReport<'_>) -> Card {
        let front = self.paragraphs(&[
            title,
            question.ask,
            "What does each source answer, and do they agree?",
        ]);
        let verdict = self.say(question.verdict.word());
        let back = [
            format!("<p><b>{verdict}</b>: {}</p>", self.say(&question.why)),
            self.paragraphs(&[question.caveat.as_deref().unwrap_or_default()]),
            self.items(question.answers.iter().map(answer)),
            self.notes(
                question
                    .answers
                    .iter()
                    .filter_map(|a| a.note)
                    .chain(question.note),
            ),
        ];
        let tags = [topic, question.verdict.word()];
        self.card(
            "question",
            &[topic, question.id],
            front,
            back.concat(),
            &tags,
        )
    }
}

/// Where a source answers, with what, and in which words.
fn answer(answer: &AnswerReport<'_>) -> String {
    let mut words = vec![answer.words.clone()];
    words.extend(answer.as_printed.map(|printed| format!("“{printed}”")));
    words.extend(answer.counts.map(str::to_owned));
    words.extend(answer.voice.map(|voice| format!("according to {voice}")));
    words.retain(|word| !word.is_empty());
    let says = answer.says.unwrap_or_default();
    format!("{}: {}. {says}", answer.cited, words.join(", "))
}
