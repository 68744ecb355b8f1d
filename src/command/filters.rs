//! The filters that several commands take.

use chrono::{Datelike, NaiveDate};
use clap::Args;

use crate::error::{Error, Result};
use crate::model::date::{Bounds, parse_typed};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, search_words};
use crate::query::names;

use super::takes::Takes;

/// Says which day it is, if that can be told.
pub type Today = fn() -> Result<NaiveDate>;

/// Which events are meant. The same option twice means either, different ones mean both.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Which events")]
pub struct FilterArgs {
    /// Keep events from the first day of DATE on, such as 1953, "march 1953" or "early 1956"
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "on",
        allow_hyphen_values = true
    )]
    pub from: Option<String>,

    /// Keep events up to the last day of DATE
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "on",
        allow_hyphen_values = true
    )]
    pub to: Option<String>,

    /// Keep events on the days of DATE, from its first to its last
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,

    /// Leave out events that lie only possibly in that period
    #[arg(long)]
    pub certain: bool,

    /// Keep events in which NAME had a part (may be given several times)
    #[arg(long, value_name = "NAME", add = Takes::People)]
    pub person: Vec<String>,

    /// Keep events that happened at NAME (may be given several times)
    #[arg(long, value_name = "NAME", add = Takes::Places)]
    pub place: Vec<String>,

    /// Keep events with the theme NAME (may be given several times)
    #[arg(long, value_name = "NAME", add = Takes::Themes)]
    pub theme: Vec<String>,

    /// Keep events that the source NAME tells of (may be given several times)
    #[arg(long, value_name = "NAME", add = Takes::Sources)]
    pub source: Vec<String>,

    /// Keep events in whose title, summary or accounts all words of TEXT stand
    #[arg(long, value_name = "TEXT")]
    pub search: Vec<String>,

    /// Keep events on which the sources disagree
    #[arg(long)]
    pub disputed: bool,

    /// Keep events dated to this day of any year
    #[arg(long, value_name = "MM-DD|today")]
    pub anniversary: Option<String>,

    /// Show events outside the timeline's years as well
    #[arg(long)]
    pub background: bool,

    #[command(flatten)]
    pub telling: TellingArgs,
}

/// Who tells.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Which events")]
pub struct TellingArgs {
    /// Give the timeline of this source alone: its events, its dates, its wording
    #[arg(long, value_name = "SOURCE", add = Takes::Sources)]
    pub as_told_by: Option<String>,
}

impl TellingArgs {
    /// The source that alone tells, if one does.
    pub fn resolve(&self, timeline: &Timeline) -> Result<Option<SourceKey>> {
        self.as_told_by
            .as_deref()
            .map(|typed| names::source(timeline, typed))
            .transpose()
    }
}

impl FilterArgs {
    /// The filter, with every date read and every name found.
    pub fn resolve(&self, timeline: &Timeline, today: Today) -> Result<Filter> {
        let period = self.period()?;
        let anniversary = self
            .anniversary
            .as_deref()
            .map(|typed| anniversary(typed, today))
            .transpose()?;
        Ok(Filter {
            period,
            certain: self.certain,
            people: self
                .person
                .iter()
                .map(|n| names::person(timeline, n))
                .collect::<Result<_>>()?,
            places: self
                .place
                .iter()
                .map(|n| names::place(timeline, n))
                .collect::<Result<_>>()?,
            themes: self
                .theme
                .iter()
                .map(|n| names::theme(timeline, n))
                .collect::<Result<_>>()?,
            sources: self
                .source
                .iter()
                .map(|n| names::source(timeline, n))
                .collect::<Result<_>>()?,
            search: self
                .search
                .iter()
                .map(|typed| search_words(typed))
                .collect(),
            disputed: self.disputed,
            anniversary,
            background: self.background,
            told_by: self.telling.resolve(timeline)?,
        })
    }

    /// The days in which the own dates of all events lie that are asked for, where there are such:
    /// a source may give an event another date.
    pub fn own_period(&self) -> Option<Bounds> {
        let period = self.period().ok()?;
        let is_own = self.telling.as_told_by.is_none();
        (is_own && period != Bounds::default()).then_some(period)
    }

    fn period(&self) -> Result<Bounds> {
        if let Some(on) = &self.on {
            return read("--on", on);
        }
        let mut period = Bounds::default();
        if let Some(from) = &self.from {
            period.earliest = read("--from", from)?.earliest;
            if period.earliest.is_none() {
                return Err(open("--from", from, "start", "--to"));
            }
        }
        if let Some(to) = &self.to {
            period.latest = read("--to", to)?.latest;
            if period.latest.is_none() {
                return Err(open("--to", to, "end", "--from"));
            }
        }
        match (period.earliest, period.latest) {
            (Some(from), Some(to)) if from > to => Err(Error::Date {
                option: "--from",
                message: format!("{from} lies after --to, {to}"),
                hint: "exchange the two".into(),
            }),
            _ => Ok(period),
        }
    }
}

fn read(option: &'static str, typed: &str) -> Result<Bounds> {
    parse_typed(typed).map_err(|error| Error::Date {
        option,
        message: error.message,
        hint: error.hint,
    })
}

fn open(option: &'static str, typed: &str, side: &str, other: &str) -> Error {
    Error::Date {
        option,
        message: format!("`{typed}` has no {side}"),
        hint: format!("use {other} for a period with an open {side}, or --on"),
    }
}

/// A month and a day, from `MM-DD` or `today`.
fn anniversary(typed: &str, today: Today) -> Result<(u32, u32)> {
    const LEAP_YEAR: i32 = 1956;
    if typed == "today" {
        let today = today()?;
        return Ok((today.month(), today.day()));
    }
    let two = |part: &str| {
        (part.len() == 2)
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    typed
        .split_once('-')
        .and_then(|(month, day)| Some((two(month)?, two(day)?)))
        .filter(|(month, day)| NaiveDate::from_ymd_opt(LEAP_YEAR, *month, *day).is_some())
        .ok_or_else(|| Error::Date {
            option: "--anniversary",
            message: format!("`{typed}` is no day of a year"),
            hint: "write month and day, such as 03-05, or today".into(),
        })
}
