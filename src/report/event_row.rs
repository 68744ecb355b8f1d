//! Events as lists show them, and the parts that reports have in common: dates, places in sources.

use std::borrow::Cow;
use std::ops::{Deref, Index};

use itertools::Itertools;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::date::{Bounds, Date, Match};
use crate::model::event::{Account, Dating, Event, Role};
use crate::model::key::SourceKey;
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Locator;
use crate::model::timeline::{Disputed, Record, Timeline};
use crate::query::filter::{Hit, date_told};

use super::Report;

/// A record, which serializes to its id.
#[derive(Clone, Copy, Debug)]
pub struct ById<'a, T>(pub &'a T);

impl<T> Deref for ById<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}

impl<T: Record> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The records behind some keys.
pub fn by_id<'a, K, T>(timeline: &'a Timeline, keys: &[K]) -> Vec<ById<'a, T>>
where
    K: Copy,
    Timeline: Index<K, Output = T>,
{
    keys.iter().map(|key| ById(&timeline[*key])).collect()
}

/// A date, if there is one. It serializes to its EDTF and its bounds.
#[derive(Clone, Copy, Debug, Default)]
pub struct When<'a> {
    pub date: Option<&'a Date>,
    /// The first and the last day; open where there is no date.
    pub bounds: Bounds,
    /// Whether it is the date of whoever tells, and not one from elsewhere.
    pub is_their_own: bool,
}

impl Serialize for When<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("When", 3)?;
        fields.serialize_field("date", &self.date)?;
        fields.serialize_field("earliest", &self.bounds.earliest)?;
        fields.serialize_field("latest", &self.bounds.latest)?;
        fields.end()
    }
}

impl<'a> When<'a> {
    pub fn new(date: Option<&'a Date>) -> Self {
        Self {
            date,
            bounds: date.map(Date::bounds).unwrap_or_default(),
            is_their_own: true,
        }
    }

    /// The date in words, empty where there is none; in brackets where it is from elsewhere.
    pub fn words(&self) -> String {
        match self.date {
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
    pub fn new(timeline: &'a Timeline, at: &'a Locator) -> Self {
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

/// Serializes a place to its fields, all of them null if there is none.
#[expect(clippy::ref_option, reason = "serde passes the field as it is")]
pub fn place_or_nulls<S: Serializer>(
    cited: &Option<Cited<'_>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let cited = cited.as_ref();
    let mut fields = serializer.serialize_struct("Cited", 3)?;
    fields.serialize_field("source", &cited.map(|cited| cited.source))?;
    fields.serialize_field("paragraph", &cited.map(|cited| cited.paragraph))?;
    fields.serialize_field("page", &cited.map(|cited| cited.page))?;
    fields.end()
}

/// An event as lists show it. `P` is what stands for a person: the id alone, or more.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow<'a, P = ById<'a, Person>> {
    pub id: &'a str,
    #[serde(flatten)]
    pub when: When<'a>,
    /// How it meets the period that was asked for.
    #[serde(rename = "match")]
    pub matching: Match,
    pub title: &'a str,
    pub summary: Option<Cow<'a, str>>,
    pub people: Vec<P>,
    pub places: Vec<ById<'a, Place>>,
    pub themes: Vec<ById<'a, Theme>>,
    /// The ids of the sources that tell of it; beside them, how many sources the timeline has.
    pub sources: Report<Vec<&'a str>, usize>,
    /// Whether the sources disagree about it.
    pub disputed: bool,
    /// Whether it lies outside the timeline's years.
    pub background: bool,
}

/// Who tells: all sources together, or one alone. It makes the rows of events.
pub struct Perspective<'a> {
    pub timeline: &'a Timeline,
    /// The source that alone tells, if one does.
    pub told_by: Option<SourceKey>,
    /// Which events of the timeline are disputed.
    pub disputed: Disputed,
}

impl<'a> Perspective<'a> {
    /// All sources together, or one alone.
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            timeline,
            told_by,
            disputed: timeline.disputed(),
        }
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

    /// Where the date of an event is stated, if it is.
    pub fn dated_at(&self, event: &'a Event) -> Option<Cited<'a>> {
        let at = match (self.told_by, &event.dating) {
            (Some(source), _) => &dating_account(event, source)?.told.at,
            (None, Dating::Stated(at)) => at,
            (None, _) => return None,
        };
        Some(Cited::new(self.timeline, at))
    }

    pub fn when(&self, event: &'a Event) -> When<'a> {
        let (date, is_their_own) = self.date(event);
        When {
            is_their_own,
            ..When::new(Some(date))
        }
    }

    /// The row of an event.
    pub fn row(&self, hit: Hit) -> EventRow<'a> {
        self.row_with(hit, |role| ById(&self.timeline[role.person]))
    }

    /// The row of an event with the people in some other form.
    pub fn row_with<P>(&self, hit: Hit, person: impl Fn(&'a Role) -> P) -> EventRow<'a, P> {
        let timeline = self.timeline;
        let event = &timeline[hit.event];
        let told_by = self.told_by.map(|source| vec![source]);
        let sources = told_by.unwrap_or_else(|| event.sources());
        EventRow {
            id: &event.id,
            when: self.when(event),
            matching: hit.matching,
            title: &event.title,
            summary: self.summary(event),
            people: event.people.iter().map(person).collect(),
            places: by_id(timeline, &event.places),
            themes: by_id(timeline, &event.themes),
            sources: Report {
                data: sources.iter().map(|key| &*timeline[*key].id).collect(),
                aside: timeline.sources.len(),
            },
            disputed: self.disputed.contains(&hit.event),
            background: event.background,
        }
    }

    /// What is told of an event: its summary, or all that the one source says.
    fn summary(&self, event: &'a Event) -> Option<Cow<'a, str>> {
        let Some(source) = self.told_by else {
            return event.summary.as_deref().map(Cow::Borrowed);
        };
        let told = event.told_by(source);
        let mut says = told.filter_map(|account| account.told.says.as_deref());
        Some(Cow::Owned(says.join(" ")))
    }
}

/// The account from which a source's date of an event is taken, if it dates it.
pub fn dating_account(event: &Event, source: SourceKey) -> Option<&Account> {
    let date = event.date_by(source)?;
    let mut accounts = event.told_by(source);
    accounts.find(|account| account.date.as_ref() == Some(date))
}
