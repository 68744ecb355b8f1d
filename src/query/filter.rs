//! Which events a person asks for: one table of filters.
//!
//! A row of [`FILTERS`] is all that the program knows about a filter. To add one, add a row. What
//! filters of a kind have in common is in the methods of [`FilterSpec`].

use chrono::Datelike;
use itertools::Itertools;

use crate::error::Result;
use crate::model::date::{Bounds, Date, MONTHS, Match, days};
use crate::model::event::Event;
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::{Disputed, Timeline};

use super::names::RecordKind;
use super::texts::FoldedTexts;
use super::values::{
    Today, first_day, last_day, month_and_day, parse_anniversary, parse_from, parse_on, parse_to,
};
use super::words::fold_words;

/// What events are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The days in which the event lies, surely or possibly.
    pub period: Bounds,
    /// The source that alone tells: its events, its dates, its words.
    pub told_by: Option<SourceKey>,
    /// What else has to hold: of the conditions of each option one.
    pub conditions: Vec<Condition>,
}

/// What an option asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    pub option: &'static str,
    /// What has to be typed for it: an id, folded words, a day; nothing for a flag.
    pub value: String,
    /// What headings and facets call it.
    pub label: String,
    /// The index of the record that it names.
    pub index: usize,
}

impl Condition {
    pub fn new(option: &'static str, value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            option,
            value: value.into(),
            label: label.into(),
            index: 0,
        }
    }

    /// A search for all words of a text.
    pub fn search(typed: &str) -> Self {
        let words = fold_words(typed);
        let label = format!("“{words}”");
        Self::new("--search", words, label)
    }
}

/// One filter: everything that the program knows about it.
#[derive(Debug)]
pub struct FilterSpec {
    /// Its option on the command line, with the hyphens.
    pub option: &'static str,
    pub help: &'static str,
    pub kind: FilterKind,
    /// Headings give filters of a lower number first, equal ones in the order of the table. The
    /// period is 0: headings give it apart.
    pub heading_order: u8,
}

/// What is typed for a filter, and which events it means.
#[derive(Debug)]
pub enum FilterKind {
    /// A part of the period: how it is read, and what would have to be typed for it.
    Period(
        fn(&mut Bounds, &str) -> Result<()>,
        fn(Bounds) -> Option<String>,
    ),
    /// The name of the source that alone tells.
    ToldBy,
    /// Nothing: its words in a heading, and whether an event has what it means.
    Flag(&'static str, fn(&Candidate<'_>) -> bool),
    /// The names of records, of which an event has some, by their index.
    Records(RecordKind, fn(&Event) -> Vec<usize>),
    /// A value that can be read without the timeline.
    Value {
        /// What it is called in help.
        name: &'static str,
        /// Whether the option may be given several times.
        repeats: bool,
        parse: fn(&str, Today) -> Result<Condition>,
        matches: fn(&str, &Candidate<'_>) -> bool,
    },
}

/// The option that adds events instead of leaving some out.
pub const BACKGROUND: &str = "--background";
/// The option of the source that alone tells, which commands on one record take as well.
pub const AS_TOLD_BY: &str = "--as-told-by";
pub const AS_TOLD_BY_HELP: &str =
    "Give the timeline of this source alone: its events, its dates, its wording";

/// All filters, in the order in which a command line is given for them.
pub const FILTERS: &[FilterSpec] = &[
    FilterSpec {
        option: "--from",
        help: "Keep events from the first day of DATE on, such as 1953, \"march 1953\" or \
               \"early 1956\"",
        kind: FilterKind::Period(parse_from, |period| period.earliest.map(first_day)),
        heading_order: 0,
    },
    FilterSpec {
        option: "--to",
        help: "Keep events up to the last day of DATE",
        kind: FilterKind::Period(parse_to, |period| period.latest.map(last_day)),
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
        help: "Leave out events that lie only possibly in that period",
        kind: FilterKind::Flag("certain only", |candidate| {
            candidate.matching == Some(Match::Certain)
        }),
        heading_order: 3,
    },
    FilterSpec {
        option: "--person",
        help: "Keep events in which NAME had a part (may be given several times)",
        kind: FilterKind::Records(RecordKind::Person, |event| {
            let people = event.people.iter();
            people.map(|role| role.person.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--place",
        help: "Keep events that happened at NAME (may be given several times)",
        kind: FilterKind::Records(RecordKind::Place, |event| {
            event.places.iter().map(|key| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--theme",
        help: "Keep events with the theme NAME (may be given several times)",
        kind: FilterKind::Records(RecordKind::Theme, |event| {
            event.themes.iter().map(|key| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--source",
        help: "Keep events that the source NAME tells of (may be given several times)",
        kind: FilterKind::Records(RecordKind::Source, |event| {
            event.sources().iter().map(|key| key.index()).collect()
        }),
        heading_order: 1,
    },
    FilterSpec {
        option: "--search",
        help: "Keep events in whose title, summary or accounts all words of TEXT stand",
        kind: FilterKind::Value {
            name: "TEXT",
            repeats: true,
            parse: |typed, _| Ok(Condition::search(typed)),
            matches: |words, candidate| candidate.holds(words),
        },
        heading_order: 1,
    },
    FilterSpec {
        option: "--disputed",
        help: "Keep events on which the sources disagree",
        kind: FilterKind::Flag("disputed", |candidate| {
            candidate.disputed.contains(&candidate.key)
        }),
        heading_order: 2,
    },
    FilterSpec {
        option: "--anniversary",
        help: "Keep events dated to this day of any year",
        kind: FilterKind::Value {
            name: "MM-DD|today",
            repeats: false,
            parse: |typed, today| {
                let day = parse_anniversary(typed, today)?;
                let month = MONTHS[day.month0() as usize];
                let label = format!("{} {month} of any year", day.day());
                Ok(Condition::new("--anniversary", month_and_day(day), label))
            },
            matches: |value, candidate| {
                let day = candidate.date.single_day();
                day.is_some_and(|day| month_and_day(day) == value)
            },
        },
        heading_order: 1,
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
        let mut asked = filter.conditions_of(self.option).peekable();
        let is_asked = asked.peek().is_some();
        match &self.kind {
            FilterKind::Period(..) => candidate.matching.is_some(),
            FilterKind::ToldBy => {
                let told_by = filter.told_by;
                told_by.is_none_or(|source| candidate.event.is_told_by(source))
            }
            FilterKind::Flag(_, has) if self.option == BACKGROUND => is_asked || !has(candidate),
            _ if !is_asked => true,
            FilterKind::Flag(_, has) => has(candidate),
            FilterKind::Records(_, of_event) => {
                let found = of_event(candidate.event);
                asked.any(|condition| found.contains(&condition.index))
            }
            FilterKind::Value { matches, .. } => {
                asked.any(|condition| matches(&condition.value, candidate))
            }
        }
    }

    /// Its words in a heading, if it asks for anything.
    pub fn describe(&self, filter: &Filter, timeline: &Timeline) -> Option<String> {
        let asked = filter.conditions_of(self.option);
        let labels = asked.map(|condition| &condition.label).join(" or ");
        match self.kind {
            FilterKind::Period(..) => days(filter.period),
            FilterKind::ToldBy => Some(format!("as told by {}", timeline[filter.told_by?].id)),
            _ if labels.is_empty() => None,
            FilterKind::Records(RecordKind::Source, _) => Some(format!("in {labels}")),
            _ => Some(labels),
        }
    }

    /// What an empty answer says of lifting it, if it says anything, and its place there.
    pub fn lifted(&self) -> Option<(u8, String)> {
        match (self.option, &self.kind) {
            (BACKGROUND, _) => Some((0, "--background added".into())),
            ("--certain", _) => Some((1, "--certain left out".into())),
            ("--from", _) => Some((2, "another period".into())), // all of it
            (_, FilterKind::Period(..) | FilterKind::ToldBy) => None,
            (option, _) => Some((3, format!("{option} left out"))),
        }
    }

    /// Changes the filter so that this part of it leaves no event out.
    pub fn lift(&self, filter: &mut Filter) {
        match self.kind {
            FilterKind::Period(..) => filter.period = Bounds::default(),
            FilterKind::ToldBy => filter.told_by = None,
            FilterKind::Flag(label, _) if self.option == BACKGROUND => {
                filter.set(BACKGROUND, Some(Condition::new(BACKGROUND, "", label)));
            }
            _ => filter.set(self.option, None),
        }
    }

    /// The words of a command line that ask for what this part of the filter asks for.
    fn words(&self, filter: &Filter, timeline: &Timeline) -> Vec<String> {
        let asked = filter.conditions_of(self.option);
        let values: Vec<String> = match self.kind {
            FilterKind::Flag(..) => return asked.map(|_| self.option.to_owned()).collect(),
            FilterKind::Period(_, value) => Vec::from_iter(value(filter.period)),
            FilterKind::ToldBy => {
                Vec::from_iter(filter.told_by.map(|source| timeline[source].id.to_string()))
            }
            _ => asked.map(|condition| condition.value.clone()).collect(),
        };
        let words = |value| option_words(self.option, value);
        values.into_iter().flat_map(words).collect()
    }

    /// The heading above its values among the explorer's facets, if it has values to tick.
    pub fn facet(&self) -> Option<&'static str> {
        match self.kind {
            FilterKind::Flag(..) => Some("Events"),
            FilterKind::Records(kind, _) => Some(kind.heading()),
            _ => None,
        }
    }

    /// All conditions that a flag or a name can be, by the index of what it names.
    pub fn choices(&self, timeline: &Timeline) -> Vec<Condition> {
        match self.kind {
            FilterKind::Flag(label, _) => vec![Condition::new(self.option, "", label)],
            FilterKind::Records(kind, _) => {
                let names = kind.names(timeline).into_iter().enumerate();
                let conditions = names.map(|(index, names)| {
                    // Sources are called by their ids, everything else by its name.
                    let label = names[usize::from(kind != RecordKind::Source)];
                    let condition = Condition::new(self.option, names[0], label);
                    Condition { index, ..condition }
                });
                conditions.collect()
            }
            _ => Vec::new(),
        }
    }

    /// The indexes of its choices that the event has.
    pub fn choices_of(&self, candidate: &Candidate<'_>) -> Vec<usize> {
        match &self.kind {
            FilterKind::Flag(_, has) => Vec::from_iter(has(candidate).then_some(0)),
            FilterKind::Records(_, of_event) => of_event(candidate.event),
            _ => Vec::new(),
        }
    }
}

/// The words of a command line that ask for what the filter asks for.
pub fn filter_options(filter: &Filter, timeline: &Timeline) -> Vec<String> {
    let words = |spec: &FilterSpec| spec.words(filter, timeline);
    FILTERS.iter().flat_map(words).collect()
}

/// An option and its value as words of a command line.
pub fn option_words(option: &str, value: String) -> Vec<String> {
    if value.starts_with('-') {
        vec![format!("{option}={value}")]
    } else {
        vec![option.to_owned(), value]
    }
}

/// An event that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    pub event: EventKey,
    /// How it meets the period; certain if none was asked for.
    pub matching: Match,
}

impl Hit {
    /// An event, no period having been asked for.
    pub fn certain(event: EventKey) -> Self {
        Self {
            event,
            matching: Match::Certain,
        }
    }
}

impl Filter {
    /// Whether every event is wanted that belongs to the timeline's years.
    pub fn asks_for_nothing(&self) -> bool {
        *self == Self::default()
    }

    pub fn conditions_of(&self, option: &str) -> impl Iterator<Item = &Condition> {
        let conditions = self.conditions.iter();
        conditions.filter(move |condition| condition.option == option)
    }

    /// Makes an option ask for one condition alone, or for none.
    pub fn set(&mut self, option: &str, condition: Option<Condition>) {
        self.conditions.retain(|other| other.option != option);
        self.conditions.extend(condition);
    }

    /// Adds a condition, or removes it if it is there.
    pub fn toggle(&mut self, condition: &Condition) {
        let place = self.conditions.iter().position(|other| other == condition);
        match place {
            Some(place) => drop(self.conditions.remove(place)),
            None => self.conditions.push(condition.clone()),
        }
    }

    /// The events that the filter keeps, by date; by the dates of one source if it alone is asked.
    pub fn select(&self, timeline: &Timeline, disputed: &Disputed) -> Vec<Hit> {
        self.select_folded(timeline, disputed, None)
    }

    /// The same, with texts that were folded before.
    pub fn select_folded(
        &self,
        timeline: &Timeline,
        disputed: &Disputed,
        texts: Option<&[FoldedTexts]>,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (event, _) in timeline.all_events() {
            let candidate = Candidate::new(self, timeline, disputed, texts, event);
            if let Some(matching) = candidate.matching
                && FILTERS.iter().all(|spec| spec.matches(self, &candidate))
            {
                hits.push(Hit { event, matching });
            }
        }
        if self.told_by.is_some() {
            let date = |hit: &Hit| date_told(&timeline[hit.event], self.told_by).0;
            hits.sort_by_cached_key(|hit| date(hit).sort_key());
        }
        hits
    }
}

/// The date of an event, as the telling source gives it if it gives one, and whether it does.
pub fn date_told(event: &Event, told_by: Option<SourceKey>) -> (&Date, bool) {
    match told_by.map(|source| event.date_by(source)) {
        None => (&event.date, true),
        Some(Some(own)) => (own, true),
        Some(None) => (&event.date, false),
    }
}

/// An event that the filters look at.
pub struct Candidate<'a> {
    key: EventKey,
    event: &'a Event,
    /// Its date, as the telling source gives it if it gives one.
    date: &'a Date,
    /// How it meets the period, and `None` if it lies outside. An event that the telling source
    /// does not date meets a period at most possibly.
    matching: Option<Match>,
    told_by: Option<SourceKey>,
    disputed: &'a Disputed,
    texts: Option<&'a [FoldedTexts]>,
}

impl<'a> Candidate<'a> {
    pub fn new(
        filter: &Filter,
        timeline: &'a Timeline,
        disputed: &'a Disputed,
        texts: Option<&'a [FoldedTexts]>,
        key: EventKey,
    ) -> Self {
        let event = &timeline[key];
        let (date, is_told) = date_told(event, filter.told_by);
        let matching = match filter.period {
            period if period == Bounds::default() => Some(Match::Certain),
            period if is_told => date.within(period),
            period => date.within(period).map(|_| Match::Possible),
        };
        Self {
            key,
            event,
            date,
            matching,
            told_by: filter.told_by,
            disputed,
            texts,
        }
    }

    /// Whether its texts hold all of the words.
    fn holds(&self, words: &str) -> bool {
        let texts = match self.texts {
            Some(texts) => &texts[self.key.index()],
            None => &FoldedTexts::new(self.event),
        };
        texts.hold(words, self.told_by)
    }
}
