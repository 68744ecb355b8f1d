//! The parts that reports have in common: dates, locators, statements, notes, event rows.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::date::{Date, Match};
use crate::model::event::{Account, Event};
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::{Locator, Note, Scope};
use crate::model::timeline::{Disputed, Timeline};
use crate::query::filter::{Hit, date_told};

/// A date as EDTF, with its bounds; all `None` where there is no date.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct When<'a> {
    /// The date as EDTF.
    pub date: Option<&'a str>,
    /// The first day, `None` where open.
    pub earliest: Option<NaiveDate>,
    /// The last day, `None` where open.
    pub latest: Option<NaiveDate>,
    /// The date itself, for the views.
    #[serde(skip)]
    pub read: Option<&'a Date>,
    /// Whether it is the date of whoever tells, and not one from elsewhere.
    #[serde(skip)]
    pub is_their_own: bool,
}

impl<'a> When<'a> {
    /// The parts of a date, if there is one.
    pub fn of(date: Option<&'a Date>) -> Self {
        let bounds = date.map(Date::bounds).unwrap_or_default();
        Self {
            date: date.map(Date::as_str),
            earliest: bounds.earliest,
            latest: bounds.latest,
            read: date,
            is_their_own: true,
        }
    }

    /// The date in words, empty where there is none; in brackets where it is from elsewhere.
    pub fn words(&self) -> String {
        match self.read {
            None => String::new(),
            Some(date) if self.is_their_own => date.to_string(),
            Some(date) => format!("[{date}]"),
        }
    }
}

/// Where a source says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited<'a> {
    pub source: &'a str,
    /// The number of the paragraph, if it is one.
    pub paragraph: Option<u32>,
    /// The page, if it is one.
    pub page: Option<&'a str>,
}

impl<'a> Cited<'a> {
    /// A locator with the id of its source.
    pub fn of(timeline: &'a Timeline, at: &'a Locator) -> Self {
        Self {
            source: &timeline[at.source].id,
            paragraph: at.place.paragraph(),
            page: at.place.page(),
        }
    }

    /// The place in the source: `¶13`, or the page.
    pub fn place(&self) -> String {
        match (self.paragraph, self.page) {
            (Some(number), _) => format!("¶{number}"),
            (None, page) => page.unwrap_or_default().to_owned(),
        }
    }
}

impl std::fmt::Display for Cited<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.source, self.place())
    }
}

/// What the editor adds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NoteReport<'a> {
    /// Where the statement departs from the accepted record.
    pub says: &'a str,
    /// By which work.
    pub reference: Option<&'a str>,
}

impl<'a> NoteReport<'a> {
    pub fn of(note: Option<&'a Note>) -> Option<Self> {
        note.map(|note| Self {
            says: &note.says,
            reference: note.reference.as_deref(),
        })
    }
}

/// A period, as EDTF and as days.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ScopeReport<'a> {
    /// Its first part, as EDTF.
    pub from: Option<&'a str>,
    /// Its last part, as EDTF.
    pub to: Option<&'a str>,
    /// Its first day.
    pub earliest: Option<NaiveDate>,
    /// Its last day.
    pub latest: Option<NaiveDate>,
}

impl<'a> ScopeReport<'a> {
    /// The parts of a scope.
    pub fn of(scope: &'a Scope) -> Self {
        let bounds = scope.bounds();
        Self {
            from: scope.from.as_ref().map(Date::as_str),
            to: scope.to.as_ref().map(Date::as_str),
            earliest: bounds.earliest,
            latest: bounds.latest,
        }
    }
}

/// An event as lists show it. `P` is what stands for a person: the id alone, or more.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow<'a, P = &'a str> {
    pub id: &'a str,
    #[serde(flatten)]
    pub when: When<'a>,
    /// How it meets the period that was asked for.
    #[serde(rename = "match")]
    pub matching: Match,
    pub title: &'a str,
    pub summary: Option<Cow<'a, str>>,
    pub people: Vec<P>,
    pub places: Vec<&'a str>,
    pub themes: Vec<&'a str>,
    /// The ids of the sources that tell of it.
    pub sources: Vec<&'a str>,
    /// Whether the sources disagree about it.
    pub disputed: bool,
    /// Whether it lies outside the timeline's years.
    pub background: bool,
    /// How many sources the timeline has.
    #[serde(skip)]
    pub of_sources: usize,
}

/// Who tells: all sources together, or one alone. It makes the rows of events.
pub struct Teller<'a> {
    pub timeline: &'a Timeline,
    /// The source that alone tells, if one does.
    pub told_by: Option<SourceKey>,
    disputed: Disputed,
}

impl<'a> Teller<'a> {
    /// All sources together, or one alone.
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            timeline,
            told_by,
            disputed: timeline.disputed(),
        }
    }

    /// Which events of the timeline are disputed.
    pub fn disputed(&self) -> &Disputed {
        &self.disputed
    }

    /// Whether what stands there is told.
    pub fn tells(&self, at: &Locator) -> bool {
        self.told_by.is_none_or(|source| at.source == source)
    }

    /// What is told of an event, in the order of the file.
    pub fn accounts(&self, event: &'a Event) -> impl Iterator<Item = &'a Account> {
        let accounts = event.accounts.iter();
        accounts.filter(|account| self.tells(&account.told.at))
    }

    /// The date of an event, and whether it is that of whoever tells.
    pub fn date(&self, event: &'a Event) -> (&'a Date, bool) {
        date_told(event, self.told_by)
    }

    pub fn when(&self, event: &'a Event) -> When<'a> {
        let (date, is_their_own) = self.date(event);
        When {
            is_their_own,
            ..When::of(Some(date))
        }
    }

    /// Who tells of an event that is told.
    pub fn sources(&self, event: &Event) -> Vec<SourceKey> {
        match self.told_by {
            None => event.sources(),
            Some(source) => vec![source],
        }
    }

    /// The row of an event that was asked for.
    pub fn row(&self, hit: Hit) -> EventRow<'a> {
        let people = self.timeline[hit.event].people.iter();
        let people = people.map(|role| &*self.timeline[role.person].id).collect();
        self.row_with(hit, people)
    }

    /// The row of an event, no period having been asked for.
    pub fn plain_row(&self, event: EventKey) -> EventRow<'a> {
        self.row(Hit::certain(event))
    }

    /// The row of an event with the people in some other form.
    pub fn row_with<P>(&self, hit: Hit, people: Vec<P>) -> EventRow<'a, P> {
        let timeline = self.timeline;
        let event = &timeline[hit.event];
        let sources = self.sources(event);
        EventRow {
            id: &event.id,
            when: self.when(event),
            matching: hit.matching,
            title: &event.title,
            summary: self.summary(event),
            people,
            places: event.places.iter().map(|key| &*timeline[*key].id).collect(),
            themes: event.themes.iter().map(|key| &*timeline[*key].id).collect(),
            sources: sources.iter().map(|key| &*timeline[*key].id).collect(),
            disputed: self.disputed.contains(hit.event),
            background: event.background,
            of_sources: timeline.sources.len(),
        }
    }

    /// What is told of an event: its summary, or all that the one source says.
    fn summary(&self, event: &'a Event) -> Option<Cow<'a, str>> {
        let Some(source) = self.told_by else {
            return event.summary.as_deref().map(Cow::Borrowed);
        };
        let says: Vec<&str> = event
            .told_by(source)
            .filter_map(|a| a.told.says.as_deref())
            .collect();
        Some(Cow::Owned(says.join(" ")))
    }
}

/// The account from which a source's date of an event is taken, if it dates it.
pub fn dating_account<'a>(event: &'a Event, source: SourceKey) -> Option<&'a Account> {
    let date = event.date_by(source)?;
    let mut accounts = event.told_by(source);
    accounts.find(|account| account.date.as_ref() == Some(date))
}
