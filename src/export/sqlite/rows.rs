//! The rows of the database, table by table, in an order in which each finds what it refers to.

use std::collections::HashSet;

use crate::model::date::{Date, Match};
use crate::model::event::Dating;
use crate::model::key::EventKey;
use crate::model::source::{Locator, Note, Scope as Years};
use crate::model::timeline::{Disputed, Timeline};
use crate::report::extract::Extract;

use super::super::names::names;
use super::{Cell, Sql, iso};

/// What writing the rows needs: the timeline, the names of its records, and the SQL.
pub struct Rows<'a, 's> {
    /// The timeline.
    pub timeline: &'a Timeline,
    matching: Vec<Match>,
    disputed: Disputed,
    /// The SQL.
    pub sql: &'s mut Sql,
    /// The names of its sources.
    pub sources: Vec<String>,
    people: Vec<String>,
    places: Vec<String>,
    themes: Vec<String>,
    /// The names of its events.
    pub events: Vec<String>,
    /// The names of its topics.
    pub topics: Vec<String>,
    accounts: usize,
    /// How many answers are written.
    pub answers: usize,
}

/// The columns of a date: as EDTF, its first day, its last.
pub fn when(date: Option<&Date>) -> [Option<String>; 3] {
    let bounds = date.map(Date::bounds).unwrap_or_default();
    let edtf = date.map(|date| date.as_str().to_owned());
    [edtf, iso(bounds.earliest), iso(bounds.latest)]
}

/// The columns of a note: what it says, and by which work.
pub fn noted<'a>(note: Option<&'a Note>) -> [Cell<'a>; 2] {
    let says = note.map(|note| &*note.says);
    let reference = note.and_then(|note| note.reference.as_deref());
    [says.into(), reference.into()]
}

fn end(years: Option<&Years>, pick: fn(&Years) -> &Option<Date>) -> Option<&str> {
    years
        .and_then(|years| pick(years).as_ref())
        .map(Date::as_str)
}

impl<'a, 's> Rows<'a, 's> {
    /// The rows of an excerpt of what was extracted.
    pub fn new(timeline: &'a Timeline, extract: &Extract<'_>, sql: &'s mut Sql) -> Self {
        let ascii = sql.ascii;
        let possible: HashSet<&str> = extract
            .events
            .iter()
            .filter(|page| page.row.matching == Match::Possible)
            .map(|page| page.row.id)
            .collect();
        let ids = timeline.events.iter().map(|event| &*event.id);
        let matching = ids.map(|id| match possible.get(id) {
            Some(_) => Match::Possible,
            None => Match::Certain,
        });
        Self {
            matching: matching.collect(),
            disputed: timeline.disputed(),
            sources: names(timeline.sources.iter().map(|s| &*s.id), ascii),
            people: names(timeline.people.iter().map(|p| &*p.id), ascii),
            places: names(timeline.places.iter().map(|p| &*p.id), ascii),
            themes: names(timeline.themes.iter().map(|t| &*t.id), ascii),
            events: names(timeline.events.iter().map(|e| &*e.id), ascii),
            topics: names(timeline.topics.iter().map(|t| &*t.id), ascii),
            timeline,
            sql,
            accounts: 0,
            answers: 0,
        }
    }

    /// All of them.
    pub fn write(&mut self) {
        let timeline = self.timeline;
        let scope = Some(&timeline.scope);
        self.sql.row(
            "timeline",
            &[
                (&*timeline.id).into(),
                timeline.title.as_deref().into(),
                timeline.description.as_deref().into(),
                end(scope, |scope| &scope.from).into(),
                end(scope, |scope| &scope.to).into(),
            ],
        );
        self.write_sources();
        self.write_people();
        self.write_places_and_themes();
        for (key, _) in timeline.all_events() {
            self.write_event(key);
        }
        for (key, _) in timeline.all_topics() {
            self.write_topic(key);
        }
        for (i, link) in timeline.links.iter().enumerate() {
            let [source, paragraph, page] = at(&self.sources, &link.at);
            self.sql.row(
                "links",
                &[
                    (i + 1).into(),
                    (&self.events[link.from.index()]).into(),
                    (&self.events[link.to.index()]).into(),
                    source,
                    paragraph,
                    page,
                    link.says.as_deref().into(),
                ],
            );
        }
    }

    fn write_sources(&mut self) {
        for (i, source) in self.timeline.sources.iter().enumerate() {
            let id = &self.sources[i];
            let scope = source.scope.as_ref();
            self.sql.row(
                "sources",
                &[
                    (i + 1).into(),
                    id.into(),
                    (&*source.name).into(),
                    source.kind.as_deref().into(),
                    source.author.as_deref().into(),
                    source.perspective.as_deref().into(),
                    end(scope, |scope| &scope.from).into(),
                    end(scope, |scope| &scope.to).into(),
                    source.file.as_deref().into(),
                    source.paragraphs.into(),
                    source.sha256.as_deref().into(),
                ],
            );
            for (n, work) in source.relies_on.iter().enumerate() {
                self.sql
                    .row("works", &[id.into(), (n + 1).into(), (&**work).into()]);
            }
            let numbers = source.not_used.iter().map(|(number, _)| *number as usize);
            let last = numbers.chain([source.openings.len()]).max().unwrap_or(0);
            for number in 1..=last {
                let opening = source.openings.get(number - 1).map(|opening| &**opening);
                let mut unused = source.not_used.iter();
                let why = unused.find(|(unused, _)| *unused as usize == number);
                let why = why.map(|(_, why)| &**why);
                if opening.is_some() || why.is_some() {
                    let cells = [id.into(), number.into(), opening.into(), why.into()];
                    self.sql.row("paragraphs", &cells);
                }
            }
        }
    }

    fn write_people(&mut self) {
        let (mut offices, mut fates) = (0_usize, 0_usize);
        for (i, person) in self.timeline.people.iter().enumerate() {
            let id = &self.people[i];
            let description = person.description.as_deref();
            self.sql.row(
                "people",
                &[
                    (i + 1).into(),
                    id.into(),
                    (&*person.name).into(),
                    description.into(),
                ],
            );
            for (n, alias) in person.aliases.iter().enumerate() {
                let cells = [id.into(), (n + 1).into(), (&**alias).into()];
                self.sql.row("person_aliases", &cells);
            }
            for office in &person.offices {
                offices += 1;
                let [date, earliest, latest] = when(office.date.as_ref());
                let [source, paragraph, page] = at(&self.sources, &office.at);
                let [note, reference] = noted(office.note.as_ref());
                self.sql.row(
                    "offices",
                    &[
                        offices.into(),
                        id.into(),
                        (&*office.title).into(),
                        date.as_ref().into(),
                        earliest.as_ref().into(),
                        latest.as_ref().into(),
                        source,
                        paragraph,
                        page,
                        note,
                        reference,
                    ],
                );
            }
            for fate in &person.fates {
                fates += 1;
                let [source, paragraph, page] = at(&self.sources, &fate.at);
                let [note, reference] = noted(fate.note.as_ref());
                let says = (&*fate.says).into();
                let cells = [
                    fates.into(),
                    id.into(),
                    says,
                    source,
                    paragraph,
                    page,
                    note,
                    reference,
                ];
                self.sql.row("fates", &cells);
            }
        }
    }

    fn write_places_and_themes(&mut self) {
        for (i, place) in self.timeline.places.iter().enumerate() {
            let id = &self.places[i];
            self.sql.row(
                "places",
                &[
                    (i + 1).into(),
                    id.into(),
                    (&*place.name).into(),
                    place.state.as_deref().into(),
                    place.description.as_deref().into(),
                ],
            );
            for (n, alias) in place.aliases.iter().enumerate() {
                let cells = [id.into(), (n + 1).into(), (&**alias).into()];
                self.sql.row("place_aliases", &cells);
            }
        }
        for (i, theme) in self.timeline.themes.iter().enumerate() {
            self.sql.row(
                "themes",
                &[
                    (i + 1).into(),
                    (&self.themes[i]).into(),
                    (&*theme.name).into(),
                    theme.description.as_deref().into(),
                ],
            );
        }
    }

    fn write_event(&mut self, key: EventKey) {
        let event = &self.timeline[key];
        let id = &self.events[key.index()];
        let [date, earliest, latest] = when(Some(&event.date));
        let words = event.date.to_string();
        let (mut stated, mut inferred, mut supplied) = (None, None, None);
        match &event.dating {
            Dating::Stated(place) => stated = Some(place),
            Dating::Inferred(why) => inferred = Some(&**why),
            Dating::Supplied { why, reference } => supplied = Some((&**why, &**reference)),
        }
        let [source, paragraph, page] = stated
            .map_or([Cell::Null, Cell::Null, Cell::Null], |place| {
                at(&self.sources, place)
            });
        let matching = match self.matching[key.index()] {
            Match::Certain => "certain",
            Match::Possible => "possible",
        };
        let [note, reference] = noted(event.note.as_ref());
        self.sql.row(
            "events",
            &[
                (key.index() + 1).into(),
                id.into(),
                date.as_ref().into(),
                earliest.as_ref().into(),
                latest.as_ref().into(),
                matching.into(),
                (&words).into(),
                (&*event.title).into(),
                event.summary.as_deref().into(),
                self.disputed.contains(key).into(),
                event.background.into(),
                source,
                paragraph,
                page,
                inferred.into(),
                supplied.map(|(why, _)| why).into(),
                supplied.map(|(_, reference)| reference).into(),
                note,
                reference,
            ],
        );
        for role in &event.people {
            let person = &self.people[role.person.index()];
            let cells = [id.into(), person.into(), role.role.as_deref().into()];
            self.sql.row("event_people", &cells);
        }
        for place in &event.places {
            self.sql.row(
                "event_places",
                &[id.into(), (&self.places[place.index()]).into()],
            );
        }
        for theme in &event.themes {
            self.sql.row(
                "event_themes",
                &[id.into(), (&self.themes[theme.index()]).into()],
            );
        }
        self.write_accounts(key);
    }

    fn write_accounts(&mut self, key: EventKey) {
        let id = &self.events[key.index()];
        for account in self.timeline[key].accounts.iter() {
            self.accounts += 1;
            let [date, earliest, latest] = when(account.date.as_ref());
            let told = &account.told;
            let [source, paragraph, page] = at(&self.sources, &told.at);
            let [note, reference] = noted(told.note());
            self.sql.row(
                "accounts",
                &[
                    self.accounts.into(),
                    id.into(),
                    source,
                    paragraph,
                    page,
                    date.as_ref().into(),
                    earliest.as_ref().into(),
                    latest.as_ref().into(),
                    told.as_printed().into(),
                    told.says.as_deref().into(),
                    told.voice().into(),
                    told.is_hedged().into(),
                    note,
                    reference,
                ],
            );
        }
    }
}

/// The columns of a locator: the source, the paragraph, the page.
pub fn at<'a>(sources: &'a [String], at: &'a Locator) -> [Cell<'a>; 3] {
    let source = &sources[at.source.index()];
    [
        source.into(),
        at.place.paragraph().into(),
        at.place.page().into(),
    ]
}
