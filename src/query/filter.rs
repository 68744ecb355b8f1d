//! Filters that select events, defined in one table.
//!
//! A row of [`FILTERS`] is all that the program knows about a filter. To add one, add a row. The
//! methods of [`FilterSpec`] have the behavior that filters of a kind share.

use std::borrow::Cow;
use std::cmp::Reverse;

use chrono::Datelike;
use itertools::Itertools;
use strum::VariantArray;

use crate::error::{Error, Result};
use crate::model::date::{Bounds, Date, Match, days, month_name};
use crate::model::event::{Dating, Event, EventKind};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::timeline::{Record, Timeline};

use super::names::RecordKind;
use super::texts::EventTexts;
use super::values::{
    Today, format_end, format_start, month_and_day, parse_anniversary, parse_from, parse_on,
    parse_to,
};
use super::words::{Term, search_terms};

/// A selection of events. An event has to meet every part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The period in which the event lies, certainly or possibly.
    pub period: Bounds,
    /// The source whose version is shown: its events, its dates, its wording.
    pub told_by: Option<SourceKey>,
    /// Further conditions; of those with the same option, the event has to meet at least one.
    pub conditions: Vec<Condition>,
}

/// One value of a filter option.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub option: &'static str,
    /// The value to type on the command line: an id, words or a day; empty for a flag.
    pub value: String,
    /// The label in headings and facets.
    pub label: String,
    /// The index of the record that the value names; 0 if it names none.
    pub index: usize,
    /// The words of a search.
    pub terms: Vec<Term>,
}

impl Condition {
    pub fn new(option: &'static str, value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            option,
            value: value.into(),
            label: label.into(),
            index: 0,
            terms: Vec::new(),
        }
    }

    /// The weightiest events, as many as `count`.
    pub fn top(count: usize) -> Self {
        Self::new(TOP, count.to_string(), format!("the {count} weightiest"))
    }

    /// The events that at least `count` sources report.
    pub fn min_sources(count: usize) -> Self {
        let label = format!("{count} or more sources");
        Self::new(MIN_SOURCES, count.to_string(), label)
    }

    /// A search for all words of the typed text.
    pub fn search(typed: &str) -> Self {
        Self {
            terms: search_terms(typed),
            ..Self::new(SEARCH, typed, format!("“{typed}”"))
        }
    }
}

/// One filter: everything that the program knows about it.
#[derive(Debug)]
pub struct FilterSpec {
    /// Its option on the command line, including the hyphens.
    pub option: &'static str,
    pub help: &'static str,
    pub kind: FilterKind,
    /// Headings list filters by this number, equal ones in the order of the table. The period is
    /// 0: headings show it separately.
    pub heading_order: u8,
}

/// The kind of value that a filter takes, and how events match it.
#[derive(Debug)]
pub enum FilterKind {
    /// A part of the period: how it is parsed, and how it is written as an option value.
    Period(ParsePeriod, fn(Bounds) -> Option<String>),
    /// The name of the source whose version is shown.
    ToldBy,
    /// No value: the label in headings, and whether an event matches.
    Flag(&'static str, fn(&Candidate<'_>) -> bool),
    /// Names of records: their kind, and the indexes of the records that an event has.
    Records(RecordKind, fn(&Candidate<'_>) -> Vec<usize>),
    /// A value that can be parsed without the timeline.
    Value {
        /// The placeholder for the value in help.
        name: &'static str,
        /// Whether the option may be given several times.
        repeats: bool,
        /// The values to tick in the explorer; none if there are too many.
        choices: fn() -> Vec<Condition>,
        parse: fn(&str, Today) -> Result<Condition>,
        matches: fn(&Condition, &Candidate<'_>) -> bool,
    },
}

/// Parses a typed date into a part of the period.
pub type ParsePeriod = fn(&mut Bounds, &str) -> Result<()>;

/// The only option that adds events instead of leaving some out.
pub const BACKGROUND: &str = "--background";
/// The option for words to search for.
pub const SEARCH: &str = "--search";
/// The option for the number of sources that report an event, at least.
pub const MIN_SOURCES: &str = "--min-sources";
/// The option for a source that must not report an event.
const NOT_SOURCE: &str = "--not-source";
/// The option for the number of events to keep, by weight.
pub const TOP: &str = "--top";

/// The option for the source whose version is shown; commands on one record take it as well.
pub const AS_TOLD_BY: &str = "--as-told-by";
pub const AS_TOLD_BY_HELP: &str =
    "Give the timeline of this source alone: its events, its dates, its wording";

/// All filters, in the order of help and of the command lines that are written for a filter.
pub const FILTERS: &[FilterSpec] = &[
    FilterSpec {
        option: "--from",
        help: "Keep events from the first day of DATE on, such as 1953, \"march 1953\" or \
               \"early 1956\"",
        kind: FilterKind::Period(parse_from, format_start),
        heading_order: 0,
    },
    FilterSpec {
        option: "--to",
        help: "Keep events up to the last day of DATE",
        kind: FilterKind::Period(parse_to, format_end),
        heading_order: 0,
    },
    FilterSpec {
        option: "--on",
        help: "Keep events on the days of DATE, from its first to its last",
        kind: FilterKind::Period(parse_on, |_| None), // `--from` and `--to` give the same period
        heading_order: 0,
    },
    FilterSpec {
        option: "--certain",
        help: "Leave out events that are only possibly in the period",
        kind: FilterKind::Flag("certain only", |candidate| {
            candidate.matching == Some(Match::Certain)
        }),
        heading_order: 3,
    },
    FilterSpec {
        option: "--person",
        help: "Keep events in which NAME took part (may be given several times)",
        kind: FilterKind::Records(RecordKind::Person, |candidate| {
            let people = candidate.event.people.iter();
            people.map(|role| role.person.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--place",
        help: "Keep events that happened at NAME (may be given several times)",
        kind: FilterKind::Records(RecordKind::Place, |candidate| {
            let places = candidate.event.places.iter();
            places.map(|key| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--theme",
        help: "Keep events with the theme NAME (may be given several times)",
        kind: FilterKind::Records(RecordKind::Theme, |candidate| {
            let themes = candidate.event.themes.iter();
            themes.map(|key| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--source",
        help: "Keep events that the source NAME reports (may be given several times)",
        kind: FilterKind::Records(RecordKind::Source, |candidate| {
            let sources = candidate.event.sources().into_iter();
            sources.map(SourceKey::index).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: NOT_SOURCE,
        help: "Keep events that the source NAME does not report (may be given several times)",
        kind: FilterKind::Records(RecordKind::Source, |candidate| {
            let sources = candidate.timeline.all_sources();
            let others = sources.filter(|(key, _)| !candidate.event.is_told_by(*key));
            others.map(|(key, _)| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: MIN_SOURCES,
        help: "Keep events that at least N sources report",
        kind: FilterKind::Value {
            name: "N",
            repeats: false,
            choices: Vec::new,
            parse: |typed, _| {
                Ok(Condition::min_sources(parse_count(
                    MIN_SOURCES,
                    typed,
                    "sources",
                )?))
            },
            matches: |least, candidate| {
                let sources = candidate.event.sources().len();
                least
                    .value
                    .parse()
                    .is_ok_and(|least: usize| sources >= least)
            },
        },
        heading_order: 2,
    },
    FilterSpec {
        option: "--topic",
        help: "Keep events that the topic NAME is about (may be given several times)",
        kind: FilterKind::Records(RecordKind::Topic, |candidate| {
            let topics = candidate.timeline.topics_of(candidate.key).into_iter();
            topics.map(TopicKey::index).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--kind",
        help: "Keep what happened (event), or states of affairs that lasted (condition)",
        kind: FilterKind::Value {
            name: "event|condition",
            repeats: true,
            choices: kind_conditions,
            parse: |typed, _| {
                let mut kinds = kind_conditions().into_iter();
                kinds.find(|kind| kind.value == typed).ok_or_else(|| {
                    let message = format!("--kind: there is no kind `{typed}`");
                    Error::usage(message, "write event or condition")
                })
            },
            matches: |kind, candidate| kind.value == <&str>::from(candidate.event.kind),
        },
        heading_order: 2,
    },
    FilterSpec {
        option: SEARCH,
        help: "Keep events whose texts or names contain all words of TEXT",
        kind: FilterKind::Value {
            name: "TEXT",
            repeats: true,
            choices: Vec::new,
            parse: |typed, _| Ok(Condition::search(typed)),
            matches: |search, candidate| candidate.contains(&search.terms),
        },
        heading_order: 1,
    },
    FilterSpec {
        option: "--disputed",
        help: "Keep events on which the sources disagree",
        kind: FilterKind::Flag("disputed", |candidate| {
            candidate.timeline.is_disputed(candidate.key)
        }),
        heading_order: 2,
    },
    FilterSpec {
        option: "--anniversary",
        help: "Keep events dated to this day of any year",
        kind: FilterKind::Value {
            name: "MM-DD|today",
            repeats: false,
            choices: Vec::new,
            parse: |typed, today| {
                let day = parse_anniversary(typed, today)?;
                let month = month_name(day.month()).unwrap_or_default();
                let label = format!("{} {month} of any year", day.day());
                Ok(Condition::new("--anniversary", month_and_day(day), label))
            },
            matches: |condition, candidate| {
                let day = candidate.date.single_day();
                day.is_some_and(|day| month_and_day(day) == condition.value)
            },
        },
        heading_order: 1,
    },
    FilterSpec {
        option: TOP,
        help: "Keep the N events with the most weight",
        kind: FilterKind::Value {
            name: "N",
            repeats: false,
            choices: Vec::new,
            parse: |typed, _| Ok(Condition::top(parse_count(TOP, typed, "events")?)),
            // `select` keeps the weightiest of the events that match every filter.
            matches: |_, candidate| candidate.event.kind == EventKind::Event,
        },
        heading_order: 3,
    },
    FilterSpec {
        option: BACKGROUND,
        help: "Show events outside the timeline's years as well",
        kind: FilterKind::Flag("with background", |candidate| candidate.event.background),
        heading_order: 4,
    },
    FilterSpec {
        option: AS_TOLD_BY,
        help: AS_TOLD_BY_HELP,
        kind: FilterKind::ToldBy,
        heading_order: 5,
    },
];

/// A condition for each kind of event.
fn kind_conditions() -> Vec<Condition> {
    let kinds = EventKind::VARIANTS.iter().enumerate();
    let condition = |(index, kind): (usize, &EventKind)| {
        let kind: &str = kind.into();
        let condition = Condition::new("--kind", kind, format!("{kind}s only"));
        Condition { index, ..condition }
    };
    kinds.map(condition).collect()
}

fn parse_count(option: &str, typed: &str, what: &str) -> Result<usize> {
    typed.parse().ok().filter(|n| *n > 0).ok_or_else(|| {
        let message = format!("{option}: `{typed}` is not a number of {what}");
        Error::usage(message, "write a number, such as 3")
    })
}

impl FilterSpec {
    pub fn is_flag(&self) -> bool {
        matches!(self.kind, FilterKind::Flag(..))
    }

    /// Whether its option may be given several times.
    pub fn repeats(&self) -> bool {
        match self.kind {
            FilterKind::Records(..) => true,
            FilterKind::Value { repeats, .. } => repeats,
            _ => false,
        }
    }

    pub fn matches(&self, filter: &Filter, candidate: &Candidate<'_>) -> bool {
        let mut conditions = filter.conditions_of(self.option).peekable();
        let is_set = conditions.peek().is_some();
        match &self.kind {
            FilterKind::Period(..) => candidate.matching.is_some(),
            FilterKind::ToldBy => {
                let told_by = filter.told_by;
                told_by.is_none_or(|source| candidate.event.is_told_by(source))
            }
            FilterKind::Flag(_, has) if self.option == BACKGROUND => is_set || !has(candidate),
            _ if !is_set => true,
            FilterKind::Flag(_, has) => has(candidate),
            FilterKind::Records(_, of_event) => {
                let found = of_event(candidate);
                conditions.any(|condition| found.contains(&condition.index))
            }
            FilterKind::Value { matches, .. } => {
                conditions.any(|condition| matches(condition, candidate))
            }
        }
    }

    /// Its words in a heading, if it is set.
    pub fn describe(&self, filter: &Filter, timeline: &Timeline) -> Option<String> {
        let conditions = filter.conditions_of(self.option);
        let labels = conditions.map(|condition| &condition.label).join(" or ");
        match self.kind {
            FilterKind::Period(..) => days(filter.period),
            FilterKind::ToldBy => Some(format!("as told by {}", timeline[filter.told_by?].id)),
            _ if labels.is_empty() => None,
            _ if self.option == NOT_SOURCE => Some(format!("not in {labels}")),
            FilterKind::Records(RecordKind::Source, _) => Some(format!("in {labels}")),
            _ => Some(labels),
        }
    }

    /// How an empty result describes lifting it, and its rank there; `None` if it does not.
    pub fn remedy(&self) -> Option<(u8, String)> {
        match (self.option, &self.kind) {
            (BACKGROUND, _) => Some((0, "--background added".into())),
            ("--certain", _) => Some((1, "--certain left out".into())),
            ("--from", _) => Some((2, "another period".into())), // both ends
            (_, FilterKind::Period(..) | FilterKind::ToldBy) => None,
            (option, _) => Some((3, format!("{option} left out"))),
        }
    }

    /// Changes the filter so that this part of it excludes no event.
    pub fn remove_from(&self, filter: &mut Filter) {
        match self.kind {
            FilterKind::Period(..) => filter.period = Bounds::default(),
            FilterKind::ToldBy => filter.told_by = None,
            FilterKind::Flag(label, _) if self.option == BACKGROUND => {
                filter.set(BACKGROUND, Some(Condition::new(BACKGROUND, "", label)));
            }
            _ => filter.set(self.option, None),
        }
    }

    /// The command-line words for this part of the filter.
    fn to_args(&self, filter: &Filter, timeline: &Timeline) -> Vec<String> {
        let conditions = filter.conditions_of(self.option);
        let values: Vec<String> = match self.kind {
            FilterKind::Flag(..) => return conditions.map(|_| self.option.to_owned()).collect(),
            FilterKind::Period(_, value) => Vec::from_iter(value(filter.period)),
            FilterKind::ToldBy => {
                Vec::from_iter(filter.told_by.map(|source| timeline[source].id.to_string()))
            }
            _ => conditions.map(|it| it.value.clone()).collect(),
        };
        let words = |value| option_words(self.option, value);
        values.into_iter().flat_map(words).collect()
    }

    /// The heading of its facet in the explorer, if it has one.
    pub fn facet(&self) -> Option<&'static str> {
        match self.kind {
            FilterKind::Flag(..) => Some("Events"),
            FilterKind::Value { choices, .. } if !choices().is_empty() => Some("Events"),
            FilterKind::Records(kind, _) if self.option != NOT_SOURCE => Some(kind.heading()),
            _ => None,
        }
    }

    /// All conditions that a flag or a record filter can have, in the order of the records.
    pub fn choices(&self, timeline: &Timeline) -> Vec<Condition> {
        match self.kind {
            FilterKind::Flag(label, _) => vec![Condition::new(self.option, "", label)],
            FilterKind::Records(kind, _) => {
                let records = kind.records(timeline).into_iter().enumerate();
                let condition = |(index, record): (usize, &dyn Record)| Condition {
                    index,
                    ..Condition::new(self.option, record.id(), kind.label(record))
                };
                records.map(condition).collect()
            }
            FilterKind::Value { choices, .. } => choices(),
            _ => Vec::new(),
        }
    }

    /// The indexes into [`Self::choices`] that apply to the event.
    pub fn choices_of(&self, candidate: &Candidate<'_>) -> Vec<usize> {
        match &self.kind {
            FilterKind::Flag(_, has) => Vec::from_iter(has(candidate).then_some(0)),
            FilterKind::Records(_, of_event) => of_event(candidate),
            FilterKind::Value {
                choices, matches, ..
            } => choices()
                .iter()
                .positions(|choice| matches(choice, candidate))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The command-line words for the filter.
pub fn filter_options(filter: &Filter, timeline: &Timeline) -> Vec<String> {
    let words = |spec: &FilterSpec| spec.to_args(filter, timeline);
    FILTERS.iter().flat_map(words).collect()
}

/// The same, quoted for a shell where needed.
pub fn filter_line(filter: &Filter, timeline: &Timeline) -> String {
    join_for_shell(&filter_options(filter, timeline))
}

/// Joins words into a command line, quoting those that a shell would change.
pub fn join_for_shell(words: &[String]) -> String {
    words.iter().map(|word| quote_for_shell(word)).join(" ")
}

/// A word as a shell needs it. A word with NUL cannot be quoted, but is no argument either.
pub fn quote_for_shell(word: &str) -> Cow<'_, str> {
    shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
}

/// An option and its value as command-line words; `=` joins them if the value begins with `-`.
pub fn option_words(option: &str, value: String) -> Vec<String> {
    if value.starts_with('-') {
        vec![format!("{option}={value}")]
    } else {
        vec![option.to_owned(), value]
    }
}

/// A selected event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub event: EventKey,
    /// How it matches the period; certain if there is none.
    pub matching: Match,
}

impl Hit {
    /// An event that was selected without a period.
    pub fn certain(event: EventKey) -> Self {
        Self {
            event,
            matching: Match::Certain,
        }
    }
}

impl Filter {
    /// Whether the filter is empty: it then selects every event except background events.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn conditions_of(&self, option: &str) -> impl Iterator<Item = &Condition> {
        let conditions = self.conditions.iter();
        conditions.filter(move |condition| condition.option == option)
    }

    /// Replaces the conditions of an option with one, or with none.
    pub fn set(&mut self, option: &str, condition: Option<Condition>) {
        self.conditions.retain(|other| other.option != option);
        self.conditions.extend(condition);
    }

    /// Adds a condition, or removes it if it is already there.
    pub fn toggle(&mut self, condition: &Condition) {
        let place = self.conditions.iter().position(|other| other == condition);
        match place {
            Some(place) => drop(self.conditions.remove(place)),
            None => self.conditions.push(condition.clone()),
        }
    }

    /// The events that match the filter, in chronological order; with `told_by`, by its dates.
    pub fn select(&self, timeline: &Timeline) -> Vec<Hit> {
        self.select_indexed(timeline, None)
    }

    /// Like [`Self::select`], with the searchable texts of all events, if they are at hand.
    pub fn select_indexed(&self, timeline: &Timeline, texts: Option<&[EventTexts]>) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (event, _) in timeline.all_events() {
            let candidate = Candidate::new(self, timeline, texts, event);
            if let Some(matching) = candidate.matching
                && FILTERS.iter().all(|spec| spec.matches(self, &candidate))
            {
                hits.push(Hit { event, matching });
            }
        }
        if let Some(top) = self.conditions_of(TOP).next() {
            let weight = |hit: &Hit| Reverse(timeline.weight(hit.event));
            hits.sort_by_cached_key(weight);
            hits.truncate(top.value.parse().unwrap_or(usize::MAX));
            hits.sort_by_key(|hit| hit.event);
        }
        if self.told_by.is_some() {
            let date = |hit: &Hit| date_according_to(&timeline[hit.event], self.told_by).0;
            hits.sort_by_cached_key(|hit| date(hit).sort_key());
        }
        hits
    }
}

/// The date that `told_by` gives for an event, and `true`. If that source gives none, the event's
/// own date and `false`; without `told_by`, the event's own date, and `false` if it is borrowed.
pub fn date_according_to(event: &Event, told_by: Option<SourceKey>) -> (&Date, bool) {
    match told_by.map(|source| event.date_by(source)) {
        None => (&event.date, !matches!(event.dating, Dating::Borrowed)),
        Some(Some(own)) => (own, true),
        Some(None) => (&event.date, false),
    }
}

/// An event to be filtered, with the data that filters need.
pub struct Candidate<'a> {
    key: EventKey,
    event: &'a Event,
    /// The date that `told_by` gives, or the event's own if there is none.
    date: &'a Date,
    /// How it matches the period; `None` if it lies outside. An event that `told_by` does not
    /// date matches a period possibly at best.
    matching: Option<Match>,
    told_by: Option<SourceKey>,
    timeline: &'a Timeline,
    texts: Option<&'a [EventTexts]>,
}

impl<'a> Candidate<'a> {
    pub fn new(
        filter: &Filter,
        timeline: &'a Timeline,
        texts: Option<&'a [EventTexts]>,
        key: EventKey,
    ) -> Self {
        let event = &timeline[key];
        let (date, is_told) = date_according_to(event, filter.told_by);
        let matching = match filter.period {
            period if period == Bounds::default() => Some(Match::Certain),
            period if is_told => date.match_in(period),
            period => date.match_in(period).map(|_| Match::Possible),
        };
        Self {
            key,
            event,
            date,
            matching,
            told_by: filter.told_by,
            timeline,
            texts,
        }
    }

    /// Whether its texts contain all of the words.
    fn contains(&self, terms: &[Term]) -> bool {
        let texts = match self.texts {
            Some(texts) => &texts[self.key.index()],
            None => &EventTexts::new(self.timeline, self.event),
        };
        texts.contain(terms, self.told_by)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::dataset;
    use crate::model::date::parse_typed;

    fn small() -> Timeline {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid/small.json");
        let files = dataset::read(&path).unwrap();
        dataset::load(&files).unwrap().timeline.unwrap()
    }

    const TODAY: Today = || Ok("1956-03-05".parse().unwrap());

    fn spec(option: &str) -> &'static FilterSpec {
        FILTERS.iter().find(|spec| spec.option == option).unwrap()
    }

    /// A filter of options with their values; a flag has an empty value.
    fn filter(timeline: &Timeline, options: &[(&str, &str)]) -> Filter {
        let mut filter = Filter::default();
        for (option, value) in options {
            let spec = spec(option);
            filter.conditions.push(match &spec.kind {
                FilterKind::Period(parse, _) => {
                    parse(&mut filter.period, value).unwrap();
                    continue;
                }
                FilterKind::ToldBy => {
                    let index = RecordKind::Source.find(timeline, value).unwrap();
                    filter.told_by = Some(SourceKey::from(index));
                    continue;
                }
                FilterKind::Flag(label, _) => Condition::new(spec.option, "", *label),
                FilterKind::Records(kind, _) => {
                    let index = kind.find(timeline, value).unwrap();
                    spec.choices(timeline).swap_remove(index)
                }
                FilterKind::Value { parse, .. } => parse(value, TODAY).unwrap(),
            });
        }
        filter
    }

    /// The selected events; one that matches only possibly has a `?`.
    fn selected(timeline: &Timeline, options: &[(&str, &str)]) -> String {
        let hits = filter(timeline, options).select(timeline);
        let ids = hits.iter().map(|hit| {
            let doubt = if hit.matching == Match::Possible {
                "?"
            } else {
                ""
            };
            format!("{}{doubt}", timeline[hit.event].id)
        });
        { ids }.join(" ")
    }

    #[test]
    fn each_filter_keeps_what_it_says() {
        let timeline = small();
        let all = "bridge-built bridge-falls inquiry plaque";
        for (options, expected) in [
            (&[][..], all),
            (&[("--from", "1953")], "bridge-falls inquiry plaque"),
            (&[("--to", "1953")], "bridge-built bridge-falls inquiry"),
            (&[("--on", "march 1953")], "bridge-falls?"),
            (&[("--on", "march 1953"), ("--certain", "")], ""),
            (&[("--on", "1951"), ("--certain", "")], "bridge-built"),
            (&[("--source", "memoir")], "bridge-built inquiry"),
            (
                &[("--source", "memoir"), ("--source", "pamphlet")],
                "bridge-built bridge-falls inquiry",
            ),
            (&[("--not-source", "memoir")], "bridge-falls plaque"),
            (&[("--min-sources", "1")], all),
            (&[("--min-sources", "2")], "bridge-built bridge-falls"),
            (&[("--min-sources", "3")], ""),
            (&[("--disputed", "")], "bridge-falls"),
            (&[("--topic", "the-fall")], "bridge-falls inquiry"),
            (&[("--kind", "event")], all),
            (&[("--kind", "condition")], ""),
            (&[("--kind", "condition"), ("--kind", "event")], all),
            (&[("--search", "falls")], "bridge-falls"),
            (&[("--anniversary", "03-05")], ""),
            (
                &[("--anniversary", "03-05"), ("--as-told-by", "gazette")],
                "bridge-falls",
            ),
            (
                &[("--anniversary", "today"), ("--as-told-by", "gazette")],
                "bridge-falls",
            ),
            (&[("--as-told-by", "pamphlet")], "bridge-falls"),
            (
                &[("--as-told-by", "memoir"), ("--from", "1951")],
                "bridge-built? inquiry",
            ),
            (&[("--top", "1")], "bridge-falls"),
            (&[("--top", "2")], "bridge-built bridge-falls"),
            (&[("--top", "99")], all),
        ] {
            assert_eq!(selected(&timeline, options), expected, "{options:?}");
        }
        let background = selected(&timeline, &[(BACKGROUND, "")]);
        assert!(background.split(' ').count() > all.split(' ').count());
    }

    #[test]
    fn a_filter_is_named_in_headings_and_as_options() {
        let timeline = small();
        let options = [
            ("--on", "1953"),
            ("--certain", ""),
            ("--source", "memoir"),
            ("--not-source", "pamphlet"),
            ("--min-sources", "2"),
            ("--kind", "event"),
            ("--search", "the bridge"),
            ("--anniversary", "03-05"),
            ("--top", "3"),
            (BACKGROUND, ""),
            ("--as-told-by", "gazette"),
        ];
        let filter = filter(&timeline, &options);
        let words = FILTERS
            .iter()
            .filter_map(|spec| spec.describe(&filter, &timeline));
        assert_eq!(
            { words }.dedup().join("; "),
            "1 January to 31 December 1953; certain only; in memoir; not in pamphlet; \
             2 or more sources; events only; “the bridge”; 5 March of any year; \
             the 3 weightiest; with background; as told by gazette"
        );
        assert_eq!(
            filter_line(&filter, &timeline),
            "--from 1953 --to 1953 --certain --source memoir --not-source pamphlet --min-sources 2 \
             --kind event --search 'the bridge' --anniversary 03-05 --top 3 --background \
             --as-told-by gazette"
        );
        assert!(!filter.is_empty() && Filter::default().is_empty());
        assert_eq!(option_words("--search", "-x".into()), ["--search=-x"]);
        let mut changed = filter.clone();
        changed.set("--top", Some(Condition::top(5)));
        assert!(filter_line(&changed, &timeline).contains("--anniversary 03-05 --top 5 "));
        let mut left = filter;
        for spec in FILTERS.iter().filter(|spec| spec.option != BACKGROUND) {
            spec.remove_from(&mut left);
        }
        left.set(BACKGROUND, None);
        assert!(left.is_empty());
        let mut wider = Filter::default();
        spec(BACKGROUND).remove_from(&mut wider);
        assert_eq!(filter_line(&wider, &timeline), "--background");
    }

    #[test]
    fn an_empty_answer_says_what_to_leave_out() {
        let remedy = |option| spec(option).remedy();
        assert_eq!(remedy(BACKGROUND), Some((0, "--background added".into())));
        assert_eq!(remedy("--certain"), Some((1, "--certain left out".into())));
        assert_eq!(remedy("--from"), Some((2, "another period".into())));
        assert_eq!(remedy("--person"), Some((3, "--person left out".into())));
        assert_eq!(remedy("--to"), None);
        assert_eq!(remedy("--on"), None);
        assert_eq!(remedy(AS_TOLD_BY), None);
    }

    #[test]
    fn only_some_filters_are_facets_and_may_be_repeated() {
        let facets: Vec<&str> = FILTERS.iter().filter_map(FilterSpec::facet).collect();
        let expected = "Events People Places Themes Sources Topics Events Events Events";
        assert_eq!(facets.join(" "), expected);
        let repeated = FILTERS.iter().filter(|spec| spec.repeats());
        let repeated = repeated.map(|spec| &spec.option[2..]).join(" ");
        let expected = "person place theme source not-source topic kind search";
        assert_eq!(repeated, expected);
        let flags = FILTERS.iter().filter(|spec| spec.is_flag());
        let flags = flags.map(|spec| &spec.option[2..]).join(" ");
        assert_eq!(flags, "certain disputed background");
    }

    #[test]
    fn a_facet_has_a_choice_for_each_value_that_an_event_has() {
        let timeline = small();
        let mut events = timeline.all_events();
        let (key, _) = events
            .find(|(_, event)| *event.id == *"bridge-built")
            .unwrap();
        let candidate = Candidate::new(&Filter::default(), &timeline, None, key);
        let values = |option: &str| {
            let spec = spec(option);
            let choices = spec.choices(&timeline);
            let of_event = spec.choices_of(&candidate).into_iter();
            let labels = of_event.map(|choice| choices[choice].label.clone());
            { labels }.join(", ")
        };
        assert_eq!(values("--source"), "gazette, memoir");
        assert_eq!(values("--kind"), "events only");
        assert_eq!(values("--disputed"), "");
        assert_eq!(values("--certain"), "certain only");
        assert!(spec("--anniversary").choices_of(&candidate).is_empty());
        let kinds = spec("--kind").choices(&timeline);
        let kinds: Vec<_> = kinds
            .iter()
            .map(|kind| (kind.index, &*kind.value))
            .collect();
        assert_eq!(kinds, [(0, "event"), (1, "condition")]);
        let mut filter = Filter::default();
        let choice = spec("--source").choices(&timeline).swap_remove(1);
        assert_eq!((choice.index, &*choice.value), (1, "memoir"));
        filter.toggle(&choice);
        filter.toggle(&spec("--disputed").choices(&timeline)[0]);
        assert_eq!(
            filter_line(&filter, &timeline),
            "--source memoir --disputed"
        );
        filter.toggle(&choice);
        assert_eq!(filter_line(&filter, &timeline), "--disputed");
    }

    #[test]
    fn values_that_are_no_values_are_refused() {
        let refused = |option: &str, typed: &str| match &spec(option).kind {
            FilterKind::Value { parse, .. } => parse(typed, TODAY).unwrap_err().to_string(),
            other => panic!("{other:?}"),
        };
        for (option, typed) in [("--top", "0"), ("--top", "x"), ("--min-sources", "-1")] {
            assert!(
                refused(option, typed).contains("is not a number of"),
                "{typed}"
            );
        }
        assert!(refused("--kind", "mood").contains("there is no kind `mood`"));
        let period = parse_typed("1953").unwrap();
        let date = Date::parse("1953~").unwrap();
        assert_eq!(date.match_in(period), Some(Match::Certain));
    }
}
