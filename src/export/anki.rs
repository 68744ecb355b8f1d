//! Cards to learn by, as a text file that Anki imports.
//!
//! A field is one line of HTML without tabs, line breaks or quotes, so that Anki needs no quoting
//! to read it. What Anki itself would interpret (`[sound:…]`, `[latex]`, `\(`) is broken up.

use std::collections::BTreeSet;

use crate::model::date::{days, named};
use crate::model::key::PersonKey;
use crate::model::source::Note;
use crate::report::comparison::{AnswerReport, QuestionReport};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::report::person::{self, PersonPage};

use super::text::{html, note_text, notes_on, visible};
use super::{Exported, Options};

/// For each event when it was, if whoever tells says so, and who had a part in it; for each person
/// who it was; for each question what the sources answer, and whether they agree.
pub fn anki(extract: &Extract<'_>, options: Options) -> Exported {
    let deck = Deck {
        ascii: options.ascii,
        timeline: unquoted(&extract.id(), options.ascii),
    };
    let timeline = extract.timeline;
    let events = || extract.events.iter();
    let dated = events().filter(|page| page.row.when.is_their_own);
    let cast = events().filter(|page| !page.row.people.is_empty());
    let people = extract.keys.iter().flat_map(|key| &timeline[*key].people);
    let people: BTreeSet<PersonKey> = people.map(|role| role.person).collect();
    let told_by = extract.perspective.told_by;
    // Two colons would make a deck within a deck.
    let title = unquoted(&extract.title(), options.ascii).replace("::", ":");
    let mut text = format!(
        "#separator:tab\n#html:true\n#guid column:1\n#notetype:Basic\n#deck:{title}\n#tags column:4\n"
    );
    text.extend(dated.map(|page| deck.when(page)));
    text.extend(cast.map(|page| deck.who_took_part(page)));
    text.extend(
        people
            .into_iter()
            .filter_map(|key| deck.who_was(&person::person(timeline, key, told_by))),
    );
    for comparison in extract.comparisons() {
        for question in &comparison.questions {
            text += &deck.question(comparison.id, comparison.title, question);
        }
    }
    Exported::from(text)
}

/// The text without the quotes that Anki would interpret at the start of a field.
fn unquoted(text: &str, ascii: bool) -> String {
    visible(text, ascii).replace('"', "'")
}

/// What all cards have in common.
struct Deck {
    ascii: bool,
    timeline: String,
}

impl Deck {
    /// The text escaped for HTML and for Anki.
    fn say(&self, text: &str) -> String {
        html(text, self.ascii)
            .replace('[', "&#91;")
            .replace('{', "&#123;")
            .replace('\\', "&#92;<span></span>")
    }

    /// The texts as paragraphs, without the empty ones.
    fn paragraphs(&self, texts: &[&str]) -> String {
        let filled = texts.iter().filter(|text| !text.is_empty());
        let paragraphs = filled.map(|text| format!("<p>{}</p>", self.say(text)));
        paragraphs.collect()
    }

    fn items(&self, items: impl Iterator<Item = String>) -> String {
        let items = items.map(|item| format!("<li>{}</li>", self.say(&item)));
        match items.collect::<String>() {
            items if items.is_empty() => items,
            items => format!("<ul>{items}</ul>"),
        }
    }

    fn notes<'a>(&self, notes: impl IntoIterator<Item = &'a Note>) -> String {
        let notes = notes.into_iter().map(|note| self.say(&note_text(note)));
        let notes = notes.map(|note| format!("<p><small>{note}</small></p>"));
        notes.collect()
    }

    /// The line of a card: the GUID by which a second import recognizes it, front, back and tags.
    fn card(&self, kind: &str, of: &[&str], front: &str, back: &str, tags: &[&str]) -> String {
        let of = unquoted(&of.join("/"), self.ascii);
        let tags = [&[kind], tags].concat().into_iter().map(|tag| {
            let tag = unquoted(tag, self.ascii);
            tag.split_whitespace().collect::<Vec<_>>().join("-")
        });
        let tags = tags.collect::<Vec<_>>().join(" ");
        let timeline = &self.timeline;
        format!("destal:{timeline}:{kind}:{of}\t{front}\t{back}\t{tags}\n")
    }

    fn when(&self, page: &EventPage<'_>) -> String {
        let row = &page.row;
        let accounts = page.accounts.iter().map(|account| {
            let date = match (account.when.words(), account.as_printed) {
                (words, _) if words.is_empty() => "gives no date".to_owned(),
                (words, Some(printed)) => format!("{words} (“{printed}”)"),
                (words, None) => words,
            };
            format!("{}: {date}", account.cited)
        });
        let bounds = row.when.bounds;
        let bounds = days(bounds).filter(|_| named(bounds).is_none());
        let bounds = bounds.map(|days| format!("Bounds: {days}."));
        let disputed = if row.disputed {
            "The sources disagree about this event."
        } else {
            ""
        };
        let back = format!("<p><b>{}</b></p>", self.say(&row.when.words()))
            + &self.paragraphs(&[&bounds.unwrap_or_default()])
            + &self.items(accounts)
            + &self.paragraphs(&[disputed])
            + &self.notes(notes_on(page));
        let front = self.paragraphs(&["When was this?", row.title]);
        self.card("when", &[row.id], &front, &back, &themes(page))
    }

    fn who_took_part(&self, page: &EventPage<'_>) -> String {
        let row = &page.row;
        let cast = row.people.iter().map(|person| match person.role {
            Some(role) => format!("{}: {role}", person.person.name),
            None => person.person.name.to_string(),
        });
        let front = self.paragraphs(&["Who had a part in this?", row.title, &row.when.words()]);
        let summary = row.summary.as_deref().unwrap_or_default();
        let back = self.items(cast) + &self.paragraphs(&[summary]);
        self.card("who", &[row.id], &front, &back, &themes(page))
    }

    /// `None` if the timeline says only in which events the person had a part.
    fn who_was(&self, page: &PersonPage<'_>) -> Option<String> {
        let row = &page.row;
        let offices = row.offices.iter();
        let fates = row.fates.iter();
        let on_offices = offices.clone().filter_map(|office| office.note);
        let on_fates = fates.clone().filter_map(|fate| fate.note);
        let back = self.paragraphs(&[row.description.unwrap_or_default()])
            + &self.items(offices.map(|office| format!("{} ({})", office.title, office.cited)))
            + &self.items(fates.map(|fate| format!("{} ({})", fate.says, fate.cited)))
            + &self.notes(on_offices.chain(on_fates));
        let front = self.paragraphs(&["Who was this?", row.name]);
        (!back.is_empty()).then(|| self.card("person", &[row.id], &front, &back, &[]))
    }

    fn question(&self, topic: &str, title: &str, question: &QuestionReport<'_>) -> String {
        let front = self.paragraphs(&[
            title,
            question.ask,
            "What does each source answer, and do they agree?",
        ]);
        let verdict = question.verdict.word();
        let on_answers = question.answers.iter().filter_map(|answer| answer.note);
        let back = format!("<p><b>{verdict}</b>: {}</p>", self.say(&question.why))
            + &self.paragraphs(&[question.caveat.as_deref().unwrap_or_default()])
            + &self.items(question.answers.iter().map(answer_text))
            + &self.notes(on_answers.chain(question.note));
        let of = [topic, question.id];
        self.card("question", &of, &front, &back, &[topic, verdict])
    }
}

/// The ids of the themes of an event.
fn themes<'a>(page: &EventPage<'a>) -> Vec<&'a str> {
    page.row.themes.iter().map(|theme| &*theme.0.id).collect()
}

/// Where a source answers, with what, and in which words.
fn answer_text(answer: &AnswerReport<'_>) -> String {
    let mut words = vec![answer.words()];
    words.extend(answer.as_printed.map(|printed| format!("“{printed}”")));
    words.extend(answer.counts.map(str::to_owned));
    words.extend(answer.voice.map(|voice| format!("according to {voice}")));
    words.retain(|word| !word.is_empty());
    let says = answer.says.unwrap_or_default();
    format!("{}: {}. {says}", answer.cited, words.join(", "))
}
