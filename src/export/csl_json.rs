//! The sources, the works that they cite and those that the editor refers to, as CSL-JSON for a
//! reference manager or pandoc.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::event::Dating;
use crate::model::source::{Note, Source};
use crate::model::timeline::Timeline;
use crate::report::excerpt::excerpt_timeline;
use crate::report::extract::Extract;
use crate::view::{self, for_terminal};

use super::names::names;
use super::{Exported, Options};

/// A work. What is not known of it is left out.
#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A name that is not taken apart.
#[derive(Serialize)]
struct Name {
    literal: String,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [[u16; 1]; 1],
}

/// The sources of the chosen events, then the works in the order in which they are first named.
pub fn csl_json(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = excerpt_timeline(extract);
    let shown = |text: &str| for_terminal(text, options.ascii).into_owned();
    let works = works(&timeline);
    let slugs: Vec<String> = works.iter().map(|(work, _)| slug(work)).collect();
    let ids = timeline.sources.iter().map(|source| &*source.id);
    let ids = names(ids.chain(slugs.iter().map(String::as_str)), options.ascii);
    let (of_sources, of_works) = ids.split_at(timeline.sources.len());
    let sources = timeline
        .sources
        .iter()
        .zip(of_sources)
        .map(|(source, id)| Item {
            id: id.clone(),
            kind: kind(source),
            title: shown(&source.name),
            author: source
                .author
                .iter()
                .map(|name| Name {
                    literal: shown(name),
                })
                .collect(),
            issued: None,
            genre: source.kind.as_deref().map(shown),
            about: source.perspective.as_deref().map(shown),
            note: None,
        });
    let works = works.iter().zip(of_works).map(|((work, named_by), id)| {
        let (title, year) = dated(work);
        Item {
            id: id.clone(),
            kind: "document",
            title: shown(title),
            author: Vec::new(),
            issued: year.map(|year| Issued {
                date_parts: [[year]],
            }),
            genre: None,
            about: None,
            note: Some(shown(&named_by.join("; "))),
        }
    });
    let items: Vec<Item> = sources.chain(works).collect();
    Exported::from(view::json(&items, options.ascii))
}

/// The type of a source, from the free words that say what sort of text it is.
fn kind(source: &Source) -> &'static str {
    let words = source.kind.as_deref().unwrap_or_default().to_lowercase();
    let kinds = [
        ("encyclop", "entry-encyclopedia"),
        ("blog", "post-weblog"),
        ("site", "webpage"),
        ("page", "webpage"),
        ("newspaper", "article-newspaper"),
        ("magazine", "article-magazine"),
        ("journal", "article-journal"),
        ("article", "article"),
        ("pamphlet", "pamphlet"),
        ("memoir", "book"),
        ("book", "book"),
        ("letter", "personal_communication"),
        ("interview", "interview"),
        ("speech", "speech"),
        ("report", "report"),
        ("thesis", "thesis"),
        ("manuscript", "manuscript"),
    ];
    let found = kinds.iter().find(|(word, _)| words.contains(word));
    found.map_or("document", |(_, kind)| kind)
}

/// Every work that a source cites or the editor refers to, once, with who does.
fn works<'a>(timeline: &'a Timeline) -> Vec<(&'a str, Vec<String>)> {
    let mut works = Works::default();
    for source in &timeline.sources {
        for work in &source.relies_on {
            works.add(work, format!("cited by {}", source.id));
        }
    }
    let editor = "the editor's reference".to_owned();
    for event in timeline.events.iter() {
        if let Dating::Supplied { reference, .. } = &event.dating {
            works.add_list(reference, &editor);
        }
    }
    for reference in notes(timeline).filter_map(|note| note.reference.as_deref()) {
        works.add_list(reference, &editor);
    }
    works.list
}

/// Every note of the editor.
fn notes<'a>(timeline: &'a Timeline) -> impl Iterator<Item = &'a Note> {
    let events = timeline.events.iter().flat_map(|event| {
        let accounts = event.accounts.iter().map(|account| account.told.note());
        accounts.chain([event.note.as_ref()])
    });
    let people = timeline.people.iter().flat_map(|person| {
        let offices = person.offices.iter().map(|office| office.note.as_ref());
        offices.chain(person.fates.iter().map(|fate| fate.note.as_ref()))
    });
    let questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
    let questions = questions.flat_map(|question| {
        let answers = question.answers.iter().map(|answer| answer.told.note());
        answers.chain([question.note.as_ref()])
    });
    let topics = timeline.topics.iter().map(|topic| topic.note.as_ref());
    events
        .chain(people)
        .chain(topics)
        .chain(questions)
        .flatten()
}

/// Works as they are found.
#[derive(Default)]
struct Works<'a> {
    list: Vec<(&'a str, Vec<String>)>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Works<'a> {
    fn add(&mut self, work: &'a str, named_by: String) {
        let work = work.trim();
        if work.is_empty() {
            return;
        }
        let place = *self.places.entry(work).or_insert_with(|| {
            self.list.push((work, Vec::new()));
            self.list.len() - 1
        });
        let by = &mut self.list[place].1;
        if !by.contains(&named_by) {
            by.push(named_by);
        }
    }

    /// Adds the works of a reference, which stand apart by semicolons outside brackets.
    fn add_list(&mut self, reference: &'a str, named_by: &str) {
        let mut depth = 0;
        let works = reference.split(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            c == ';' && depth <= 0
        });
        for work in works {
            self.add(work, named_by.to_owned());
        }
    }
}

/// The work without the year in brackets at its end, and that year.
fn dated(work: &str) -> (&str, Option<u16>) {
    let parts = work
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    let read = parts.and_then(|(title, year)| {
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        Some((title, digits.then(|| year.parse().ok())??))
    });
    read.map_or((work, None), |(title, year)| (title, Some(year)))
}

/// An id made of the first words of a work.
fn slug(work: &str) -> String {
    const WORDS: usize = 6;
    let ascii = view::in_ascii(work).to_lowercase();
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(WORDS).collect();
    if words.is_empty() {
        "work".into()
    } else {
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_at_the_end_is_when_a_work_came_out() {
        assert_eq!(
            dated("Taubman, Khrushchev (2003)"),
            ("Taubman, Khrushchev", Some(2003))
        );
        assert_eq!(
            dated("Zahlen (23 October 2016)"),
            ("Zahlen (23 October 2016)", None)
        );
        assert_eq!(
            dated("Gulag (2003), appendix"),
            ("Gulag (2003), appendix", None)
        );
    }

    #[test]
    fn a_reference_names_several_works() {
        let mut works = Works::default();
        works.add_list("A, B (x; y); C;", "e");
        works.add_list("C", "e");
        let names: Vec<&str> = works.list.iter().map(|(work, _)| *work).collect();
        assert_eq!(names, ["A, B (x; y)", "C"]);
    }
}
