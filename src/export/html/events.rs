//! The events as the page shows them: each with its sources side by side, and every name a link.

use crate::model::date::{Date, Match};
use crate::model::key::EventKey;
use crate::report::event::{AccountReport, Cast, EventPage, LinkReport};
use crate::report::extract::Extract;
use crate::report::part::{EventRow, NoteReport};

use super::dates;
use super::links::{Link, Links};

/// The events that may first have happened in one year.
pub struct Year<'a> {
    /// The year, or words where there is none.
    pub name: String,
    /// Its events, in chronological order.
    pub events: Vec<Entry<'a>>,
}

/// An event on the page.
pub struct Entry<'a> {
    /// Its row.
    pub row: &'a EventRow<'a, Cast<'a>>,
    /// One sentence on how its date is known.
    pub dated: String,
    /// What the sources disagree about, as the end of a sentence.
    pub about: &'static str,
    /// What the editor adds.
    pub note: Option<NoteReport<'a>>,
    /// Its id, as it stands in addresses.
    pub slug: &'a str,
    /// Its date in words.
    pub when: String,
    /// Its date for machines, where it is a whole day, month or year.
    pub machine: Option<String>,
    /// What kind of date it is.
    pub kind: &'static str,
    /// The stretches of days that it is made of.
    pub stretches: String,
    /// Who had a part in it, and which.
    pub people: Vec<(Link<'a>, Option<&'a str>)>,
    /// Where it happened.
    pub places: Vec<Link<'a>>,
    /// What it is about.
    pub themes: Vec<Link<'a>>,
    /// Each source that tells of it, with what it says at each place.
    pub telling: Vec<(Link<'a>, Vec<Account<'a>>)>,
    /// The sources that do not.
    pub silent: Vec<Link<'a>>,
    /// What led to it.
    pub causes: Vec<Step<'a>>,
    /// What it led to.
    pub effects: Vec<Step<'a>>,
    /// The topics that compare its sources.
    pub topics: Vec<Link<'a>>,
}

impl Entry<'_> {
    /// Whether it may lie outside the period that was asked for.
    pub fn is_possible(&self) -> bool {
        self.row.matching == Match::Possible
    }

    /// What led to it and what it led to, each under its heading.
    pub fn before_and_after(&self) -> [(&'static str, &[Step<'_>]); 2] {
        [("Led here by", &self.causes), ("Leads to", &self.effects)]
    }
}

/// What a source says of an event at one place.
pub struct Account<'a> {
    /// Its report.
    pub told: &'a AccountReport<'a>,
    /// Where.
    pub place: String,
    /// The date that it gives, in words; empty where it gives none.
    pub when: String,
    /// That date for machines.
    pub machine: Option<String>,
}

/// A cause or an effect, with everybody who asserts it.
pub struct Step<'a> {
    /// The event at the other end.
    pub event: Link<'a>,
    /// Who asserts it where, and what that says.
    pub according: Vec<(String, Option<&'a str>)>,
}

/// The chosen events by the year in which each may first have happened.
pub fn by_year<'a>(extract: &'a Extract<'_>, links: &'a Links<'a>) -> Vec<Year<'a>> {
    let mut years: Vec<Year<'a>> = Vec::new();
    for (key, page) in extract.keys.iter().zip(&extract.events) {
        let when = &page.row.when;
        let first = when.earliest.or(when.latest);
        let name = first.map_or("No date".into(), |day| {
            chrono::Datelike::year(&day).to_string()
        });
        let entry = entry(extract, *key, page, links);
        match years.last_mut().filter(|year| year.name == name) {
            Some(year) => year.events.push(entry),
            None => years.push(Year {
                name,
                events: vec![entry],
            }),
        }
    }
    years
}

fn entry<'a>(
    extract: &'a Extract<'_>,
    key: EventKey,
    page: &'a EventPage<'_>,
    links: &'a Links<'a>,
) -> Entry<'a> {
    let row = &page.row;
    let date = row.when.read.unwrap_or(&extract.timeline[key].date);
    let named =
        |names: &[&'a str], ids: &[&'a str], link: fn(&'a Links<'a>, &str, &'a str) -> Link<'a>| {
            let both = ids.iter().zip(names);
            both.map(|(id, name)| link(links, id, name)).collect()
        };
    Entry {
        slug: links.events.get(row.id).unwrap_or_default(),
        when: row.when.words(),
        machine: dates::machine(date),
        kind: dates::kind(date),
        stretches: dates::stretches(date),
        people: row
            .people
            .iter()
            .map(|cast| (links.person(cast.id, cast.name), cast.role))
            .collect(),
        places: named(&page.place_names, &row.places, Links::place),
        themes: named(&page.theme_names, &row.themes, Links::theme),
        telling: telling(page, links),
        silent: page.silent.iter().map(|id| links.source(id)).collect(),
        causes: steps(&page.causes, links),
        effects: steps(&page.effects, links),
        topics: match extract.teller.told_by {
            None => page.topics.iter().map(|id| links.topic(id)).collect(),
            Some(_) => Vec::new(),
        },
        dated: page.dated(),
        about: page.about_what(),
        note: page.note,
        row,
    }
}

/// The accounts, those of one source together, in the order of the timeline's sources.
fn telling<'a>(page: &'a EventPage<'_>, links: &'a Links<'a>) -> Vec<(Link<'a>, Vec<Account<'a>>)> {
    let account = |told: &'a AccountReport<'a>| Account {
        place: told.cited.place(),
        when: told.when.words(),
        machine: told.when.read.and_then(|date: &Date| dates::machine(date)),
        told,
    };
    let of = |id: &'a str| {
        let own = page.accounts.iter().filter(|told| told.cited.source == id);
        (links.source(id), own.map(account).collect())
    };
    page.row.sources.iter().map(|id| of(id)).collect()
}

/// The links with the event at the other end named once.
fn steps<'a>(reports: &'a [LinkReport<'a>], links: &'a Links<'a>) -> Vec<Step<'a>> {
    let mut steps: Vec<(&str, Step<'a>)> = Vec::new();
    for report in reports {
        let who = (report.cited.to_string(), report.says);
        match steps.iter_mut().find(|(id, _)| *id == report.event) {
            Some((_, step)) => step.according.push(who),
            None => steps.push((
                report.event,
                Step {
                    event: links.event(report.event, report.title),
                    according: vec![who],
                },
            )),
        }
    }
    steps.into_iter().map(|(_, step)| step).collect()
}
