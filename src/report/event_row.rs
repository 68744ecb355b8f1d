//! Event rows for lists, and types that reports share: dates, citations, the perspective.

use std::borrow::Cow;
use std::ops::Index;

use derive_more::{Deref, Display};
use itertools::Itertools;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::model::date::{Bounds, Date, Match};
use crate::model::event::{Account, Dating, Event, EventKind, Role};
use crate::model::key::SourceKey;
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Locator;
use crate::model::text::Text;
use crate::model::timeline::{Record, Timeline};
use crate::query::filter::{Hit, date_according_to};

use super::Report;

/// A record that serializes to its id.
#[derive(Clone, Copy, Debug, Deref)]
#[deref(forward)]
pub struct ById<'a, T>(pub &'a T);

impl<T: Record> Serialize for ById<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// Looks up the records of `keys`.
pub fn by_id<'a, K, T>(timeline: &'a Timeline, keys: &[K]) -> Vec<ById<'a, T>>
where
    K: Copy,
    Timeline: Index<K, Output = T>,
{
    keys.iter().map(|key| ById(&timeline[*key])).collect()
}

/// An optional date. Serializes to its EDTF, its calendar and its bounds.
#[derive(Clone, Copy, Debug, Default)]
pub struct When<'a> {
    pub date: Option<&'a Date>,
    /// First and last day; both open if there is no date.
    pub bounds: Bounds,
    /// False if the selected source gives no date, so that this one is from elsewhere.
    pub is_own_date: bool,
}

impl Serialize for When<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("When", 4)?;
        fields.serialize_field("date", &self.date)?;
        fields.serialize_field("calendar", &self.date.and_then(Date::calendar))?;
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
            is_own_date: true,
        }
    }

    /// The date in at most `columns` characters, if it can be; see [`Date::short`].
    pub fn short(&self, columns: usize) -> String {
        match self.date {
            None => String::new(),
            Some(date) if self.is_own_date => date.short(columns),
            Some(date) => format!("[{}]", date.short(columns)),
        }
    }

    /// The date in words; empty if there is none, in brackets if it is from elsewhere.
    pub fn in_words(&self) -> String {
        match self.date {
            None => String::new(),
            Some(date) if self.is_own_date => date.to_string(),
            Some(date) => format!("[{date}]"),
        }
    }
}

/// A citation: a locator with the id of its source.
#[derive(Clone, Debug, Display, PartialEq, Eq, Serialize)]
#[display("{source} {}", self.passage())]
pub struct Citation<'a> {
    pub source: &'a str,
    /// Paragraph number, from 1; `None` if the source has pages.
    pub paragraph: Option<u32>,
    /// Page; `None` if the source has numbered paragraphs.
    pub page: Option<&'a str>,
}

impl<'a> Citation<'a> {
    pub fn new(timeline: &'a Timeline, locator: &'a Locator) -> Self {
        Self {
            source: &timeline[locator.source].id,
            paragraph: locator.passage.paragraph(),
            page: locator.passage.page(),
        }
    }

    /// The place in the source: `¶13`, or the page.
    pub fn passage(&self) -> String {
        match (self.paragraph, self.page) {
            (Some(number), _) => format!("¶{number}"),
            (None, page) => page.unwrap_or_default().to_owned(),
        }
    }
}

/// Serializes the fields of a citation, all null if there is none.
#[expect(clippy::ref_option, reason = "serde passes the field as it is")]
pub fn citation_or_nulls<S: Serializer>(
    cited: &Option<Citation<'_>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let cited = cited.as_ref();
    let mut fields = serializer.serialize_struct("Citation", 3)?;
    fields.serialize_field("source", &cited.map(|cited| cited.source))?;
    fields.serialize_field("paragraph", &cited.map(|cited| cited.paragraph))?;
    fields.serialize_field("page", &cited.map(|cited| cited.page))?;
    fields.end()
}

/// An event in a list. `P` represents a person: the id only, or the id with the role.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow<'a, P = ById<'a, Person>> {
    pub id: &'a str,
    #[serde(flatten)]
    pub when: When<'a>,
    /// How its date matches the filter's period.
    #[serde(rename = "match")]
    pub matching: Match,
    pub kind: EventKind,
    pub title: &'a str,
    pub aliases: &'a [Text],
    /// How much the sources make of it; see [`Timeline::weight`].
    pub weight: usize,
    pub summary: Option<Cow<'a, str>>,
    pub people: Vec<P>,
    pub places: Vec<ById<'a, Place>>,
    pub themes: Vec<ById<'a, Theme>>,
    /// Ids of the sources that report it. `extra` is the number of sources in the timeline.
    pub sources: Report<Vec<&'a str>, usize>,
    /// Whether the sources disagree about it.
    pub disputed: bool,
    /// Whether it lies outside the timeline's years.
    pub background: bool,
}

/// Whose view is shown: that of all sources together, or of one source only. Builds event rows.
pub struct Perspective<'a> {
    pub timeline: &'a Timeline,
    /// The only source shown; `None` for all sources together.
    pub told_by: Option<SourceKey>,
}

impl<'a> Perspective<'a> {
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self { timeline, told_by }
    }

    /// Whether claims at this locator are shown.
    pub fn shows(&self, locator: &Locator) -> bool {
        self.told_by.is_none_or(|source| locator.source == source)
    }

    /// The accounts of an event that are shown, in file order.
    pub fn accounts(&self, event: &'a Event) -> impl Iterator<Item = &'a Account> {
        let accounts = event.accounts.iter();
        accounts.filter(|account| self.shows(&account.claim.locator))
    }

    /// The date of an event. The flag is false if the selected source gives none, so that the date
    /// is from elsewhere.
    pub fn date(&self, event: &'a Event) -> (&'a Date, bool) {
        date_according_to(event, self.told_by)
    }

    /// Where the date of an event is stated; `None` if it is not.
    pub fn dated_at(&self, event: &'a Event) -> Option<Citation<'a>> {
        let locator = match (self.told_by, &event.dating) {
            (Some(source), _) => &dating_account(event, source)?.claim.locator,
            (None, Dating::Stated(locator)) => locator,
            (None, _) => return None,
        };
        Some(Citation::new(self.timeline, locator))
    }

    pub fn when(&self, event: &'a Event) -> When<'a> {
        let (date, is_own_date) = self.date(event);
        When {
            is_own_date,
            ..When::new(Some(date))
        }
    }

    pub fn row(&self, hit: Hit) -> EventRow<'a> {
        self.row_with(hit, |role| ById(&self.timeline[role.person]))
    }

    /// The row of an event, with people converted by `person`.
    pub fn row_with<P>(&self, hit: Hit, person: impl Fn(&'a Role) -> P) -> EventRow<'a, P> {
        let timeline = self.timeline;
        let event = &timeline[hit.event];
        let told_by = self.told_by.map(|source| vec![source]);
        let sources = told_by.unwrap_or_else(|| event.sources());
        EventRow {
            id: &event.id,
            when: self.when(event),
            matching: hit.matching,
            kind: event.kind,
            title: &event.title,
            aliases: &event.aliases,
            weight: timeline.weight(hit.event),
            summary: self.summary(event),
            people: event.people.iter().map(person).collect(),
            places: by_id(timeline, &event.places),
            themes: by_id(timeline, &event.themes),
            sources: Report {
                data: sources.iter().map(|key| &*timeline[*key].id).collect(),
                extra: timeline.sources.len(),
            },
            disputed: timeline.is_disputed(hit.event),
            background: event.background,
        }
    }

    /// The summary of an event, or all that the selected source says about it.
    fn summary(&self, event: &'a Event) -> Option<Cow<'a, str>> {
        let Some(source) = self.told_by else {
            return event.summary.as_deref().map(Cow::Borrowed);
        };
        let accounts = event.accounts_by(source);
        let mut says = accounts.filter_map(|account| account.claim.says.as_deref());
        Some(Cow::Owned(says.join(" ")))
    }
}

/// The account from which a source's date of an event is taken; `None` if it gives no date.
pub fn dating_account(event: &Event, source: SourceKey) -> Option<&Account> {
    let date = event.date_by(source)?;
    let mut accounts = event.accounts_by(source);
    accounts.find(|account| account.date.as_ref() == Some(date))
}
