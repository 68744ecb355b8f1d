//! The sources, the works that they cite and the editor's references, as CSL-JSON for a reference
//! manager or pandoc.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::{Value, json};

use crate::dataset::record::DatasetFile;
use crate::model::date::{Bounds, Date, parse_typed};
use crate::report::excerpt::dataset_excerpt;
use crate::report::extract::Extract;
use crate::view;

use super::text::{unique_names, visible};
use super::{Exported, Options};

/// A CSL item; unknown fields are left out.
#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    /// One literal name, not split into given and family name.
    author: Option<Value>,
    issued: Option<Value>,
    publisher: Option<String>,
    #[serde(rename = "URL")]
    url: Option<String>,
    accessed: Option<Value>,
    genre: Option<String>,
    #[serde(rename = "abstract")]
    about: Option<String>,
    note: Option<String>,
}

/// The sources of the selected events, then the works in order of first mention.
pub fn csl_json(extract: &Extract<'_>, options: Options) -> Exported {
    let file = dataset_excerpt(extract);
    let visible = |text: &str| visible(text, options.ascii);
    let author = |name: &str| json!([{ "literal": visible(name) }]);
    let works = works(&file);
    let slugs: Vec<String> = works.iter().map(|(work, _)| slug(work)).collect();
    let ids = file.sources.iter().map(|source| &*source.id);
    let ids = ids.chain(slugs.iter().map(String::as_str));
    let ids = unique_names(ids, options.ascii);
    let sources = file.sources.iter().map(|source| Item {
        kind: kind(source.kind.as_deref().unwrap_or_default()),
        title: visible(&source.name),
        author: source.author.as_deref().map(author),
        issued: source
            .published
            .as_deref()
            .and_then(bounds)
            .and_then(date_parts),
        publisher: source.publisher.as_deref().map(visible),
        url: source.url.as_deref().map(visible),
        accessed: source
            .accessed
            .as_deref()
            .and_then(bounds)
            .and_then(date_parts),
        genre: source.kind.as_deref().map(visible),
        about: source.perspective.as_deref().map(visible),
        ..Item::default()
    });
    let works = works.iter().map(|(work, named_by)| {
        let (title, issued) = split_date(work);
        Item {
            kind: "document",
            title: visible(title),
            issued: issued.and_then(date_parts),
            note: Some(visible(&named_by.join("; "))),
            ..Item::default()
        }
    });
    let items = sources.chain(works).zip(ids);
    let items: Vec<Item> = items.map(|(item, id)| Item { id, ..item }).collect();
    Exported::from(view::json(&items, options.ascii))
}

fn bounds(edtf: &str) -> Option<Bounds> {
    Some(Date::parse(edtf).ok()?.bounds())
}

/// A date as CSL has it: the year, month and day as far as they are exact. `None` if not even the
/// year is.
fn date_parts(bounds: Bounds) -> Option<Value> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    let parts = |day: NaiveDate| [day.year().into(), day.month().into(), day.day().into()];
    let shared = parts(first)
        .into_iter()
        .zip(parts(last))
        .take_while(|(a, b)| a == b);
    let parts: Vec<i64> = shared.map(|(part, _)| part).collect();
    (!parts.is_empty()).then(|| json!({ "date-parts": [parts] }))
}

/// The CSL type of a source, guessed from the free text of its `kind`.
fn kind(words: &str) -> &'static str {
    let words = words.to_lowercase();
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

/// Every work that a source cites or the editor refers to, without duplicates, with who names it.
fn works(file: &DatasetFile) -> Vec<(&str, Vec<String>)> {
    let cited = file.sources.iter().flat_map(|source| {
        let works = source.relies_on.iter();
        works.map(|work| (&**work, format!("cited by {}", source.id)))
    });
    let references = references(file).flat_map(split_reference);
    let references = references.map(|work| (work, "the editor's reference".to_owned()));
    let mut works: Vec<(&str, Vec<String>)> = Vec::new();
    for (work, named_by) in cited.chain(references) {
        let work = work.trim();
        match works.iter_mut().find(|(known, _)| *known == work) {
            _ if work.is_empty() => {}
            None => works.push((work, vec![named_by])),
            Some((_, naming)) if naming.contains(&named_by) => {}
            Some((_, naming)) => naming.push(named_by),
        }
    }
    works
}

/// The editor's references: those for the dates of events, then those in notes.
fn references(file: &DatasetFile) -> impl Iterator<Item = &str> {
    let datings = file.events.iter().filter_map(|event| event.dating.as_ref());
    let datings = datings.map(|dating| &dating.reference);
    let on_events = file.events.iter().flat_map(|event| {
        let on_accounts = event.accounts.iter().map(|account| &account.note);
        on_accounts.chain([&event.note])
    });
    let on_people = file.people.iter().flat_map(|person| {
        let on_offices = person.offices.iter().map(|office| &office.note);
        on_offices.chain(person.fates.iter().map(|fate| &fate.note))
    });
    let on_topics = file.topics.iter().map(|topic| &topic.note);
    let questions = file.topics.iter().flat_map(|topic| &topic.questions);
    let on_questions = questions.flat_map(|question| {
        let on_answers = question.answers.iter().map(|answer| &answer.note);
        on_answers.chain([&question.note])
    });
    let notes = on_events
        .chain(on_people)
        .chain(on_topics)
        .chain(on_questions);
    let in_notes = notes.flatten().map(|note| &note.reference);
    datings
        .chain(in_notes)
        .flatten()
        .map(|reference| &**reference)
}

/// Splits a reference into works at semicolons outside parentheses.
fn split_reference(reference: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    reference.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        c == ';' && depth <= 0
    })
}

/// Splits a date in parentheses from the end of a work.
fn split_date(work: &str) -> (&str, Option<Bounds>) {
    let split = || {
        let (title, date) = work.strip_suffix(')')?.rsplit_once(" (")?;
        Some((title, Some(parse_typed(date).ok()?)))
    };
    split().unwrap_or((work, None))
}

/// An id from the first words of a work.
fn slug(work: &str) -> String {
    const WORDS: usize = 6;
    let ascii = view::to_ascii(work).to_lowercase();
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
    fn a_date_at_the_end_is_when_a_work_came_out() {
        for (work, title, issued) in [
            (
                "Taubman, Khrushchev (2003)",
                "Taubman, Khrushchev",
                json!([2003]),
            ),
            ("Zahlen (23 October 2016)", "Zahlen", json!([2016, 10, 23])),
            ("Premier (February 1955)", "Premier", json!([1955, 2])),
        ] {
            let (found, date) = split_date(work);
            let parts = date.and_then(date_parts).unwrap();
            assert_eq!((found, &parts["date-parts"][0]), (title, &issued));
        }
        for work in ["Gulag (2003), appendix", "The film (director's cut)"] {
            assert_eq!(split_date(work), (work, None));
        }
    }

    #[test]
    fn a_reference_names_several_works() {
        let works: Vec<&str> = split_reference("A, B (x; y); C;").collect();
        assert_eq!(works, ["A, B (x; y)", " C", ""]);
    }
}
