//! A database as SQL text, for the sqlite3 shell or another program that reads such text.
//!
//! All of it is one transaction. Every row is read through `temp.loading`, a table of one row
//! that a rollback takes away: if one of the tables exists already, the transaction is rolled
//! back, and whatever runs after that finds nothing to load.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::model::date::{Date, Match};
use crate::model::event::Dating;
use crate::model::key::EventKey;
use crate::model::source::{Locator, Note, Scope as Years};
use crate::model::timeline::Timeline;
use crate::model::topic::{self, Question};
use crate::report::comparison::{QuestionReport, Scope, comparison};
use crate::report::excerpt::excerpt_timeline;
use crate::report::extract::Extract;
use crate::view::{in_ascii, is_unseen, made_visible};

use super::text::unique_names;
use super::{Exported, Options};

/// The tables, indices and views in ASCII, each beginning on a line of its own.
const SCHEMA: &str = include_str!("schema.sql");

/// The chosen events and what they name, as a database.
pub fn sqlite(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = &excerpt_timeline(extract);
    let ascii = options.ascii;
    let possible = extract
        .events
        .iter()
        .filter(|page| page.row.matching == Match::Possible);
    let mut database = Database {
        sql: String::new(),
        ascii,
        timeline,
        possible: possible.map(|page| page.row.id).collect(),
        sources: unique_names(timeline.sources.iter().map(|s| &*s.id), ascii),
        people: unique_names(timeline.people.iter().map(|p| &*p.id), ascii),
        places: unique_names(timeline.places.iter().map(|p| &*p.id), ascii),
        themes: unique_names(timeline.themes.iter().map(|t| &*t.id), ascii),
        events: unique_names(timeline.events.iter().map(|e| &*e.id), ascii),
        topics: unique_names(timeline.topics.iter().map(|t| &*t.id), ascii),
    };
    database.open();
    let (from, to) = years(Some(&timeline.scope));
    let row = json!([timeline.id, timeline.title, timeline.description, from, to]);
    database.row("timeline", row);
    database.write_sources();
    database.write_people();
    database.write_places_and_themes();
    database.write_events();
    database.write_topics();
    database.write_links();
    database.close();
    Exported::from(database.sql)
}

/// The database as it grows. Rows are written in an order in which each finds what it refers to.
struct Database<'a> {
    sql: String,
    ascii: bool,
    timeline: &'a Timeline,
    /// The ids of the events that lie only possibly in the period.
    possible: HashSet<&'a str>,
    /// The ids of the records, unique in ASCII too, by their indices.
    sources: Vec<String>,
    people: Vec<String>,
    places: Vec<String>,
    themes: Vec<String>,
    events: Vec<String>,
    topics: Vec<String>,
}

impl Database<'_> {
    fn put(&mut self, text: &str) {
        self.sql.push_str(text);
        self.sql.push('\n');
    }

    /// The schema, and the row that all others are read through.
    fn open(&mut self) {
        let names = SCHEMA.lines().filter_map(|line| {
            let rest = line.strip_prefix("CREATE ")?;
            let mut words = rest
                .split(' ')
                .skip_while(|word| word.chars().all(char::is_uppercase));
            words.next().map(|name| format!("'{name}'"))
        });
        let names = names.collect::<Vec<_>>().join(", ");
        self.put("-- Load it into a new file: sqlite3 -bail new.db < this.sql");
        self.put("PRAGMA foreign_keys = ON;");
        self.put("BEGIN;");
        self.put("CREATE TEMP TABLE taken AS SELECT count(*) AS names FROM main.sqlite_master");
        self.put(&format!("  WHERE name IN ({names});"));
        self.sql.push_str(SCHEMA);
        self.put("CREATE TEMP TABLE loading (names INTEGER");
        self.put("  CONSTRAINT \"some of these tables exist already; load into a new file\"");
        self.put("  CHECK (names = 0));");
        self.put("INSERT OR ROLLBACK INTO temp.loading SELECT names FROM temp.taken;");
    }

    /// The indices of words, and the end of the transaction.
    fn close(&mut self) {
        for index in ["accounts_fts", "events_fts"] {
            self.put(&format!(
                "INSERT INTO {index} ({index}) SELECT 'rebuild' FROM temp.loading;"
            ));
        }
        self.put("DROP TABLE temp.loading;");
        self.put("DROP TABLE temp.taken;");
        self.put("COMMIT;");
    }

    /// Writes a row, with a value for every column of the table in their order. An array within the
    /// row stands for several columns.
    #[expect(clippy::needless_pass_by_value, reason = "a row is made for this call")]
    fn row(&mut self, table: &str, row: Value) {
        let row = self.literal(&row);
        self.put(&format!(
            "INSERT INTO {table} SELECT {row} FROM temp.loading;"
        ));
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::Null => "NULL".into(),
            Value::Bool(is) => u8::from(*is).to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => quoted(text, self.ascii),
            Value::Array(values) => {
                let literals: Vec<String> = values.iter().map(|v| self.literal(v)).collect();
                literals.join(", ")
            }
            Value::Object(_) => unreachable!("no column holds an object"),
        }
    }

    /// The columns of a locator: the source, the paragraph, the page.
    fn at(&self, at: Option<&Locator>) -> Value {
        let source = at.map(|at| &self.sources[at.source.index()]);
        let paragraph = at.and_then(|at| at.place.paragraph());
        json!([source, paragraph, at.and_then(|at| at.place.page())])
    }

    fn write_sources(&mut self) {
        for (i, source) in self.timeline.sources.iter().enumerate() {
            let id = self.sources[i].clone();
            let row = json!([
                i + 1,
                id,
                source.name,
                source.kind,
                source.author,
                source.perspective,
                years(source.scope.as_ref()),
                source.file,
                source.paragraphs,
                source.sha256,
            ]);
            self.row("sources", row);
            for (n, work) in source.relies_on.iter().enumerate() {
                self.row("works", json!([id, n + 1, work]));
            }
            let numbers = source.not_used.iter().map(|(number, _)| *number as usize);
            let last = numbers.chain([source.openings.len()]).max().unwrap_or(0);
            for number in 1..=last {
                let opening = source.openings.get(number - 1);
                let mut unused = source.not_used.iter();
                let why = unused.find(|(unused, _)| *unused as usize == number);
                let why = why.map(|(_, why)| why);
                if opening.is_some() || why.is_some() {
                    self.row("paragraphs", json!([id, number, opening, why]));
                }
            }
        }
    }

    fn write_people(&mut self) {
        let (mut offices, mut fates) = (0, 0);
        for (i, person) in self.timeline.people.iter().enumerate() {
            let id = self.people[i].clone();
            self.row(
                "people",
                json!([i + 1, id, person.name, person.description]),
            );
            for (n, alias) in person.aliases.iter().enumerate() {
                self.row("person_aliases", json!([id, n + 1, alias]));
            }
            for office in &person.offices {
                offices += 1;
                let row = json!([
                    offices,
                    id,
                    office.title,
                    when(office.date.as_ref()),
                    self.at(Some(&office.at)),
                    note(office.note.as_ref()),
                ]);
                self.row("offices", row);
            }
            for fate in &person.fates {
                fates += 1;
                let (at, note) = (self.at(Some(&fate.at)), note(fate.note.as_ref()));
                self.row("fates", json!([fates, id, fate.says, at, note]));
            }
        }
    }

    fn write_places_and_themes(&mut self) {
        for (i, place) in self.timeline.places.iter().enumerate() {
            let id = self.places[i].clone();
            let row = json!([i + 1, id, place.name, place.state, place.description]);
            self.row("places", row);
            for (n, alias) in place.aliases.iter().enumerate() {
                self.row("place_aliases", json!([id, n + 1, alias]));
            }
        }
        for (i, theme) in self.timeline.themes.iter().enumerate() {
            let row = json!([i + 1, self.themes[i], theme.name, theme.description]);
            self.row("themes", row);
        }
    }

    fn write_events(&mut self) {
        let timeline = self.timeline;
        let disputed = timeline.disputed();
        let mut accounts = 0;
        for (key, event) in timeline.all_events() {
            let id = self.events[key.index()].clone();
            let (mut stated, mut inferred, mut supplied) = (None, None, None);
            match &event.dating {
                Dating::Stated(at) => stated = Some(at),
                Dating::Inferred(why) => inferred = Some(why),
                Dating::Supplied { why, reference } => supplied = Some((why, reference)),
            }
            let matching = if self.possible.contains(&*event.id) {
                Match::Possible
            } else {
                Match::Certain
            };
            let row = json!([
                key.index() + 1,
                id,
                when(Some(&event.date)),
                matching,
                event.date.to_string(),
                event.title,
                event.summary,
                disputed.contains(key),
                event.background,
                self.at(stated),
                inferred,
                supplied.map(|(why, _)| why),
                supplied.map(|(_, reference)| reference),
                note(event.note.as_ref()),
            ]);
            self.row("events", row);
            for role in &event.people {
                let person = &self.people[role.person.index()];
                self.row("event_people", json!([id, person, role.role]));
            }
            for place in &event.places {
                self.row("event_places", json!([id, self.places[place.index()]]));
            }
            for theme in &event.themes {
                self.row("event_themes", json!([id, self.themes[theme.index()]]));
            }
            for account in event.accounts.iter() {
                accounts += 1;
                let told = &account.told;
                let row = json!([
                    accounts,
                    id,
                    self.at(Some(&told.at)),
                    when(account.date.as_ref()),
                    told.as_printed(),
                    told.says,
                    told.voice(),
                    told.is_hedged(),
                    note(told.note()),
                ]);
                self.row("accounts", row);
            }
        }
    }

    fn write_topics(&mut self) {
        let timeline = self.timeline;
        let mut answers = 0;
        for (key, topic) in timeline.all_topics() {
            let id = self.topics[key.index()].clone();
            let note = note(topic.note.as_ref());
            self.row("topics", json!([key.index() + 1, id, topic.title, note]));
            for event in once_each(&topic.events) {
                self.row("topic_events", json!([id, self.events[event.index()]]));
            }
            let report = comparison(timeline, key, Scope::default());
            let names = topic.questions.iter().map(|question| &*question.id);
            let names = unique_names(names, self.ascii);
            let questions = topic.questions.iter().zip(&report.questions);
            for ((question, report), name) in questions.zip(&names) {
                self.write_question(&id, name, question, report);
                for answer in &question.answers {
                    answers += 1;
                    self.write_answer(answers, &id, name, answer);
                }
            }
        }
    }

    fn write_question(
        &mut self,
        topic: &str,
        id: &str,
        question: &Question,
        report: &QuestionReport<'_>,
    ) {
        let row = json!([
            topic,
            id,
            question.ask,
            question.kind.word(),
            question.unit,
            report.verdict.word(),
            report.why,
            report.caveat,
            note(question.note.as_ref()),
        ]);
        self.row("questions", row);
        for event in question.events.iter().flat_map(|events| once_each(events)) {
            let row = json!([topic, id, self.events[event.index()]]);
            self.row("question_events", row);
        }
        for (relation, pairs) in [
            ("compatible", &question.compatible),
            ("exclusive", &question.exclusive),
        ] {
            for (i, pair) in pairs.iter().enumerate() {
                self.row("question_pairs", json!([topic, id, i + 1, relation, pair]));
            }
        }
    }

    fn write_answer(&mut self, number: usize, topic: &str, question: &str, answer: &topic::Answer) {
        use topic::Value::{Date, List, Position, Quantity, Unsaid};
        let (mut low, mut high, mut date, mut stance) = (None, None, None, None);
        let mut items = [].as_slice();
        match &answer.value {
            Quantity { low: l, high: h } => (low, high) = (*l, *h),
            Date(given) => date = Some(given),
            Position(position) => stance = Some(position),
            List(list) => items = list,
            Unsaid => {}
        }
        let told = &answer.told;
        let row = json!([
            number,
            topic,
            question,
            self.at(Some(&told.at)),
            low.map(|low| low.0),
            high.map(|high| high.0),
            when(date),
            stance,
            told.as_printed(),
            answer.counts,
            told.says,
            told.voice(),
            told.is_hedged(),
            note(told.note()),
        ]);
        self.row("answers", row);
        for (i, item) in items.iter().enumerate() {
            self.row("answer_items", json!([number, i + 1, item]));
        }
    }

    fn write_links(&mut self) {
        for (i, link) in self.timeline.links.iter().enumerate() {
            let [cause, effect] = [link.from, link.to].map(|key| &self.events[key.index()]);
            let row = json!([i + 1, cause, effect, self.at(Some(&link.at)), link.says]);
            self.row("links", row);
        }
    }
}

/// The columns of a date: as EDTF, its first day, its last.
fn when(date: Option<&Date>) -> Value {
    let bounds = date.map(Date::bounds).unwrap_or_default();
    json!([date.map(Date::as_str), bounds.earliest, bounds.latest])
}

/// The columns of a note: what it says, and its reference.
fn note(note: Option<&Note>) -> Value {
    json!([
        note.map(|note| &note.says),
        note.and_then(|note| note.reference.as_ref()),
    ])
}

/// The columns of a scope: its first and its last part, as EDTF.
fn years(scope: Option<&Years>) -> (Option<&str>, Option<&str>) {
    let from = scope.and_then(|scope| scope.from.as_ref());
    let to = scope.and_then(|scope| scope.to.as_ref());
    (from.map(Date::as_str), to.map(Date::as_str))
}

/// The events, each once.
fn once_each(events: &[EventKey]) -> Vec<EventKey> {
    let mut seen = HashSet::new();
    let events = events.iter().copied();
    events.filter(|event| seen.insert(*event)).collect()
}

/// A text as SQL. Tabs and line breaks stay, as calls, so that a literal never spans lines; what
/// else would not be seen is made visible.
fn quoted(text: &str, ascii: bool) -> String {
    let is_break = |c| matches!(c, '\t' | '\r' | '\n');
    let seen = made_visible(text, |c| is_unseen(c) && !matches!(c, '\t' | '\r' | '\n'));
    let mut sql = String::from("'");
    for part in seen.split_inclusive(is_break) {
        let words = part.trim_end_matches(is_break);
        let words = if ascii { in_ascii(words) } else { words.into() };
        sql.push_str(&words.replace('\'', "''"));
        if let Some(c) = part.chars().last().filter(|c| is_break(*c)) {
            sql += &format!("' || char({}) || '", u32::from(c));
        }
    }
    sql.push('\'');
    sql
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_stays_on_its_line_and_in_its_quotes() {
        assert_eq!(quoted("it's", false), "'it''s'");
        assert_eq!(
            quoted("a\n.quit\tb\r\n", false),
            "'a' || char(10) || '.quit' || char(9) || 'b' || char(13) || '' || char(10) || ''"
        );
        assert_eq!(
            quoted("\0\u{1b}\u{202e}", false),
            "'<U+0000><U+001B><U+202E>'"
        );
        assert_eq!(quoted("‘Łódź’\n", true), "'''Lodz''' || char(10) || ''");
    }
}
