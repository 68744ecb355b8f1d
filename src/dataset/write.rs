//! A timeline back into the JSON of a dataset, so that it loads again to the same timeline.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::date::Date;
use crate::model::event::{Account, Dating, Event, Link, Role};
use crate::model::key::EventKey;
use crate::model::person::{Fate, Office, Person, Place, Theme};
use crate::model::source::{Locator, Note, Place as InSource, Scope, Source, Statement};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Number, Question, Topic, Value};

/// A value of a dataset's JSON.
pub enum Json<'a> {
    /// Words.
    Text(&'a str),
    /// A figure.
    Number(Number),
    /// How many, or the number of a paragraph.
    Count(u32),
    /// A mark that is set; one that is not is left out.
    Set,
    /// A list.
    List(Vec<Json<'a>>),
    /// A record: its keys in the order in which a curator writes them.
    Record(Vec<(&'static str, Json<'a>)>),
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Set => serializer.serialize_bool(true),
            Self::List(list) => serializer.collect_seq(list),
            Self::Record(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// A record; what is absent is left out.
fn record<'a>(fields: impl IntoIterator<Item = (&'static str, Option<Json<'a>>)>) -> Json<'a> {
    let there = fields.into_iter();
    Json::Record(
        there
            .filter_map(|(key, value)| Some((key, value?)))
            .collect(),
    )
}

/// Words that are always there.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a record takes what may be absent"
)]
fn text(text: &str) -> Option<Json<'_>> {
    Some(Json::Text(text))
}

fn words<'a>(text: Option<&'a Text<'_>>) -> Option<Json<'a>> {
    text.map(|text| Json::Text(text))
}

fn date(date: Option<&Date>) -> Option<Json<'_>> {
    date.map(|date| Json::Text(date.as_str()))
}

/// A list; an empty one is left out.
fn list<'a, T: 'a>(
    of: impl IntoIterator<Item = &'a T>,
    each: impl Fn(&'a T) -> Json<'a>,
) -> Option<Json<'a>> {
    let list: Vec<Json<'a>> = of.into_iter().map(each).collect();
    (!list.is_empty()).then_some(Json::List(list))
}

fn texts<'a>(of: &'a [Text<'_>]) -> Option<Json<'a>> {
    list(of, |text| Json::Text(text))
}

/// The timeline as one file of a dataset.
pub fn dataset<'a>(timeline: &'a Timeline<'_>) -> Json<'a> {
    let writer = Writer { timeline };
    record([
        (
            "timeline",
            Some(record([
                ("id", text(&timeline.id)),
                ("title", words(timeline.title.as_ref())),
                ("description", words(timeline.description.as_ref())),
                ("from", date(timeline.scope.from.as_ref())),
                ("to", date(timeline.scope.to.as_ref())),
            ])),
        ),
        ("sources", list(&timeline.sources, source)),
        ("people", list(&timeline.people, |p| writer.person(p))),
        ("places", list(&timeline.places, place)),
        ("themes", list(&timeline.themes, theme)),
        ("events", list(timeline.events.iter(), |e| writer.event(e))),
        ("topics", list(&timeline.topics, |t| writer.topic(t))),
        ("links", list(&timeline.links, |l| writer.link(l))),
    ])
}

fn source<'a>(source: &'a Source<'_>) -> Json<'a> {
    let unused = |(paragraph, why): &'a (u32, Text<'_>)| {
        record([
            ("paragraph", Some(Json::Count(*paragraph))),
            ("why", text(why)),
        ])
    };
    record([
        ("id", text(&source.id)),
        ("name", text(&source.name)),
        ("kind", words(source.kind.as_ref())),
        ("author", words(source.author.as_ref())),
        ("perspective", words(source.perspective.as_ref())),
        ("scope", source.scope.as_ref().map(scope)),
        ("relies_on", texts(&source.relies_on)),
        ("file", words(source.file.as_ref())),
        ("paragraphs", source.paragraphs.map(Json::Count)),
        ("sha256", words(source.sha256.as_ref())),
        ("openings", texts(&source.openings)),
        ("not_used", list(&source.not_used, unused)),
    ])
}

fn scope(scope: &Scope) -> Json<'_> {
    record([
        ("from", date(scope.from.as_ref())),
        ("to", date(scope.to.as_ref())),
    ])
}

fn place<'a>(place: &'a Place<'_>) -> Json<'a> {
    record([
        ("id", text(&place.id)),
        ("name", text(&place.name)),
        ("aliases", texts(&place.aliases)),
        ("state", words(place.state.as_ref())),
        ("description", words(place.description.as_ref())),
    ])
}

fn theme<'a>(theme: &'a Theme<'_>) -> Json<'a> {
    record([
        ("id", text(&theme.id)),
        ("name", text(&theme.name)),
        ("description", words(theme.description.as_ref())),
    ])
}

fn note<'a>(note: Option<&'a Note<'_>>) -> Option<Json<'a>> {
    note.map(|note| {
        record([
            ("says", text(&note.says)),
            ("reference", words(note.reference.as_ref())),
        ])
    })
}

fn pairs<'a>(pairs: &'a [[Text<'_>; 2]]) -> Option<Json<'a>> {
    list(pairs, |pair| {
        Json::List(pair.iter().map(|one| Json::Text(one)).collect())
    })
}

/// What accounts and answers have in common, the locator aside.
fn told<'a>(told: &'a Statement<'_>) -> [(&'static str, Option<Json<'a>>); 5] {
    [
        ("as_printed", told.as_printed().map(Json::Text)),
        ("says", words(told.says.as_ref())),
        ("voice", told.voice().map(Json::Text)),
        ("hedged", told.is_hedged().then_some(Json::Set)),
        ("note", note(told.note())),
    ]
}

/// What writing needs wherever it is: the timeline, for the ids behind the handles.
struct Writer<'a, 't> {
    timeline: &'a Timeline<'t>,
}

impl<'a> Writer<'a, '_> {
    /// `source`, and `paragraph` or `page`.
    fn at(&self, at: &'a Locator<'_>) -> [(&'static str, Option<Json<'a>>); 2] {
        let place = match &at.place {
            InSource::Paragraph(number) => ("paragraph", Some(Json::Count(*number))),
            InSource::Page(page) => ("page", text(page)),
        };
        [("source", text(&self.timeline[at.source].id)), place]
    }

    fn ids(&self, events: &'a [EventKey]) -> Vec<Json<'a>> {
        let ids = events.iter().map(|key| &*self.timeline[*key].id);
        ids.map(Json::Text).collect()
    }

    fn person(&self, person: &'a Person<'_>) -> Json<'a> {
        let office = |office: &'a Office<'_>| {
            let [source, place] = self.at(&office.at);
            record([
                ("title", text(&office.title)),
                ("date", date(office.date.as_ref())),
                source,
                place,
                ("note", note(office.note.as_deref())),
            ])
        };
        let fate = |fate: &'a Fate<'_>| {
            let [source, place] = self.at(&fate.at);
            record([
                ("says", text(&fate.says)),
                source,
                place,
                ("note", note(fate.note.as_deref())),
            ])
        };
        record([
            ("id", text(&person.id)),
            ("name", text(&person.name)),
            ("aliases", texts(&person.aliases)),
            ("description", words(person.description.as_ref())),
            ("offices", list(&person.offices, office)),
            ("fates", list(&person.fates, fate)),
        ])
    }

    fn event(&self, event: &'a Event<'_>) -> Json<'a> {
        let role = |role: &'a Role<'_>| {
            record([
                ("id", text(&self.timeline[role.person].id)),
                ("role", words(role.role.as_ref())),
            ])
        };
        record([
            ("id", text(&event.id)),
            ("date", text(event.date.as_str())),
            ("dating", Some(self.dating(&event.dating))),
            ("title", text(&event.title)),
            ("summary", words(event.summary.as_ref())),
            ("people", list(&event.people, role)),
            (
                "places",
                list(&event.places, |key| Json::Text(&self.timeline[*key].id)),
            ),
            (
                "themes",
                list(&event.themes, |key| Json::Text(&self.timeline[*key].id)),
            ),
            (
                "accounts",
                list(event.accounts.iter(), |account| self.account(account)),
            ),
            ("background", event.background.then_some(Json::Set)),
            ("note", note(event.note.as_deref())),
        ])
    }

    fn dating(&self, dating: &'a Dating<'_>) -> Json<'a> {
        match dating {
            Dating::Stated(at) => record(self.at(at)),
            Dating::Inferred(why) => record([("inferred", text(why))]),
            Dating::Supplied { why, reference } => {
                record([("supplied", text(why)), ("reference", text(reference))])
            }
        }
    }

    fn account(&self, account: &'a Account<'_>) -> Json<'a> {
        let told = told(&account.told);
        let [source, place] = self.at(&account.told.at);
        let when = [source, place, ("date", date(account.date.as_ref()))];
        record(when.into_iter().chain(told))
    }

    fn topic(&self, topic: &'a Topic<'_>) -> Json<'a> {
        record([
            ("id", text(&topic.id)),
            ("title", text(&topic.title)),
            ("events", Some(Json::List(self.ids(&topic.events)))),
            ("questions", list(&topic.questions, |q| self.question(q))),
            ("note", note(topic.note.as_deref())),
        ])
    }

    fn question(&self, question: &'a Question<'_>) -> Json<'a> {
        let events = question.events.as_ref();
        record([
            ("id", text(&question.id)),
            ("ask", text(&question.ask)),
            ("kind", text(question.kind.word())),
            ("unit", words(question.unit.as_ref())),
            ("events", events.map(|events| Json::List(self.ids(events)))),
            ("compatible", pairs(&question.compatible)),
            ("exclusive", pairs(&question.exclusive)),
            (
                "answers",
                Some(Json::List(
                    question.answers.iter().map(|a| self.answer(a)).collect(),
                )),
            ),
            ("note", note(question.note.as_deref())),
        ])
    }

    fn answer(&self, answer: &'a Answer<'_>) -> Json<'a> {
        let value = match &answer.value {
            Value::Quantity { low, high } => {
                vec![
                    ("low", low.map(Json::Number)),
                    ("high", high.map(Json::Number)),
                ]
            }
            Value::Date(given) => vec![("date", date(Some(given)))],
            Value::Position(position) => vec![("position", text(position))],
            Value::List(items) => vec![("items", texts(items))],
            Value::Unsaid => Vec::new(),
        };
        let counts = ("counts", words(answer.counts.as_ref()));
        let at = self.at(&answer.told.at).into_iter();
        record(at.chain(value).chain([counts]).chain(told(&answer.told)))
    }

    fn link(&self, link: &'a Link<'_>) -> Json<'a> {
        let [source, place] = self.at(&link.at);
        record([
            ("from", text(&self.timeline[link.from].id)),
            ("to", text(&self.timeline[link.to].id)),
            source,
            place,
            ("says", words(link.says.as_ref())),
        ])
    }
}
