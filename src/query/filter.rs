//! Which events a person asks for: one table of filters.
//!
//! A row of [`FILTERS`] is all that the program knows about a filter. To add one, add a field to
//! [`Filter`] and a row.

use chrono::{Datelike, NaiveDate};

use crate::error::Result;
use crate::model::date::{Bounds, Date, MONTHS, Match, days};
use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::timeline::{Disputed, Timeline};

use super::names::{self, NameKind};
use super::texts::FoldedTexts;
use super::values::{
    Today, first_day, last_day, parse_anniversary, parse_from, parse_period, parse_to, search_words,
};

/// What events are asked for. Within one list either will do; all fields have to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The days in which the event lies, surely or possibly.
    pub period: Bounds,
    /// Leaves out events that lie there only possibly.
    pub certain: bool,
    pub people: Vec<PersonKey>,
    pub places: Vec<PlaceKey>,
    pub themes: Vec<ThemeKey>,
    pub sources: Vec<SourceKey>,
    /// Searches, each as its folded words: the event's texts hold all words of one of them.
    pub search: Vec<Vec<String>>,
    pub disputed: bool,
    /// The month and day that the event is dated to.
    pub anniversary: Option<(u32, u32)>,
    /// Shows events outside the timeline's years as well.
    pub background: bool,
    /// The source that alone tells: its events, its dates, its words.
    pub told_by: Option<SourceKey>,
}

/// One filter: everything that the program knows about it.
pub struct FilterSpec {
    pub options: &'static [OptionSpec],
    pub matches: fn(&Filter, &Candidate<'_>) -> bool,
    /// Its words in a heading, if it asks for anything.
    pub describe: fn(&Filter, &Timeline) -> Option<String>,
    /// Headings give filters of a lower number first, equal ones in the order of the table. The
    /// period is 0: headings give it apart.
    pub heading_order: u8,
    /// Changes the filter so that this part of it leaves no event out.
    pub lift: fn(&mut Filter),
    /// What an empty answer says of lifting it, if it says anything, and its place there.
    pub lifted: Option<(u8, &'static str)>,
    pub facet: Option<FacetSpec>,
}

/// An option of the command line that sets a filter.
#[derive(Debug)]
pub struct OptionSpec {
    /// Its name with the hyphens.
    pub name: &'static str,
    pub help: &'static str,
    /// Whether it may be given several times.
    pub repeats: bool,
    pub conflicts_with: Option<&'static str>,
    pub parse: Parse,
    /// The values with which it would ask for what the filter asks for; one empty value for a flag.
    pub values: fn(&Filter, &Timeline) -> Vec<String>,
}

/// How the value of an option is read into a filter.
#[derive(Debug)]
pub enum Parse {
    Flag(fn(&mut Filter)),
    /// A value that can be read without the timeline, with what it is called in help.
    Text(&'static str, fn(&mut Filter, &str, Today) -> Result<()>),
    /// The name of a record, with what it is called in help.
    Name(
        &'static str,
        NameKind,
        fn(&mut Filter, &Timeline, &str) -> Result<()>,
    ),
}

/// A filter as the explorer offers it: values to tick, by their index.
pub struct FacetSpec {
    /// The heading above the values.
    pub kind: &'static str,
    pub names: fn(&Timeline) -> Vec<String>,
    pub of_event: fn(&Candidate<'_>) -> Vec<usize>,
    pub is_ticked: fn(&Filter, usize) -> bool,
    pub toggle: fn(&mut Filter, usize),
}

/// What dates are called in help; their values may begin with a hyphen.
pub const DATE: &str = "DATE";

/// All filters, in the order in which a command line is given for them.
pub const FILTERS: &[FilterSpec] = &[
    FilterSpec {
        options: &[
            OptionSpec {
                name: "--from",
                help: "Keep events from the first day of DATE on, such as 1953, \"march 1953\" or \
                       \"early 1956\"",
                repeats: false,
                conflicts_with: Some("--on"),
                parse: Parse::Text(DATE, |filter, typed, _| {
                    filter.period = parse_from(filter.period, typed)?;
                    Ok(())
                }),
                values: |filter, _| filter.period.earliest.map(first_day).into_iter().collect(),
            },
            OptionSpec {
                name: "--to",
                help: "Keep events up to the last day of DATE",
                repeats: false,
                conflicts_with: Some("--on"),
                parse: Parse::Text(DATE, |filter, typed, _| {
                    filter.period = parse_to(filter.period, typed)?;
                    Ok(())
                }),
                values: |filter, _| filter.period.latest.map(last_day).into_iter().collect(),
            },
            OptionSpec {
                name: "--on",
                help: "Keep events on the days of DATE, from its first to its last",
                repeats: false,
                conflicts_with: None,
                parse: Parse::Text(DATE, |filter, typed, _| {
                    filter.period = parse_period("--on", typed)?;
                    Ok(())
                }),
                values: |_, _| Vec::new(), // the same period as --from and --to
            },
        ],
        matches: |_, candidate| candidate.matching.is_some(),
        describe: |filter, _| days(filter.period),
        heading_order: 0,
        lift: |filter| filter.period = Bounds::default(),
        lifted: Some((2, "another period")),
        facet: None,
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--certain",
            help: "Leave out events that lie only possibly in that period",
            repeats: false,
            conflicts_with: None,
            parse: Parse::Flag(|filter| filter.certain = true),
            values: |filter, _| given(filter.certain),
        }],
        matches: |filter, candidate| !filter.certain || candidate.is_certain(),
        describe: |filter, _| filter.certain.then(|| "certain only".into()),
        heading_order: 3,
        lift: |filter| filter.certain = false,
        lifted: Some((1, "--certain left out")),
        facet: Some(FacetSpec {
            kind: "Events",
            names: |_| vec!["certain only".into()],
            of_event: |candidate| only_value(candidate.is_certain()),
            is_ticked: |filter, _| filter.certain,
            toggle: |filter, _| filter.certain = !filter.certain,
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--person",
            help: "Keep events in which NAME had a part (may be given several times)",
            repeats: true,
            conflicts_with: None,
            parse: Parse::Name("NAME", NameKind::People, |filter, timeline, typed| {
                names::person(timeline, typed).map(|key| filter.people.push(key))
            }),
            values: |filter, timeline| each(&filter.people, |key| &timeline[key].id),
        }],
        matches: |filter, candidate| {
            let people = candidate.event.people.iter();
            is_any(&filter.people, people.map(|role| role.person))
        },
        describe: |filter, timeline| either(&each(&filter.people, |key| &timeline[key].name)),
        heading_order: 1,
        lift: |filter| filter.people.clear(),
        lifted: Some((3, "--person left out")),
        facet: Some(FacetSpec {
            kind: "People",
            names: |timeline| labels(&timeline.people, |person| &person.name),
            of_event: |candidate| indexes(&candidate.event.people, |role| role.person.index()),
            is_ticked: |filter, i| filter.people.contains(&PersonKey::new(i)),
            toggle: |filter, i| toggle(&mut filter.people, PersonKey::new(i)),
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--place",
            help: "Keep events that happened at NAME (may be given several times)",
            repeats: true,
            conflicts_with: None,
            parse: Parse::Name("NAME", NameKind::Places, |filter, timeline, typed| {
                names::place(timeline, typed).map(|key| filter.places.push(key))
            }),
            values: |filter, timeline| each(&filter.places, |key| &timeline[key].id),
        }],
        matches: |filter, candidate| is_any(&filter.places, candidate.event.places.iter().copied()),
        describe: |filter, timeline| either(&each(&filter.places, |key| &timeline[key].name)),
        heading_order: 1,
        lift: |filter| filter.places.clear(),
        lifted: Some((3, "--place left out")),
        facet: Some(FacetSpec {
            kind: "Places",
            names: |timeline| labels(&timeline.places, |place| &place.name),
            of_event: |candidate| indexes(&candidate.event.places, |key| key.index()),
            is_ticked: |filter, i| filter.places.contains(&PlaceKey::new(i)),
            toggle: |filter, i| toggle(&mut filter.places, PlaceKey::new(i)),
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--theme",
            help: "Keep events with the theme NAME (may be given several times)",
            repeats: true,
            conflicts_with: None,
            parse: Parse::Name("NAME", NameKind::Themes, |filter, timeline, typed| {
                names::theme(timeline, typed).map(|key| filter.themes.push(key))
            }),
            values: |filter, timeline| each(&filter.themes, |key| &timeline[key].id),
        }],
        matches: |filter, candidate| is_any(&filter.themes, candidate.event.themes.iter().copied()),
        describe: |filter, timeline| either(&each(&filter.themes, |key| &timeline[key].name)),
        heading_order: 1,
        lift: |filter| filter.themes.clear(),
        lifted: Some((3, "--theme left out")),
        facet: Some(FacetSpec {
            kind: "Themes",
            names: |timeline| labels(&timeline.themes, |theme| &theme.name),
            of_event: |candidate| indexes(&candidate.event.themes, |key| key.index()),
            is_ticked: |filter, i| filter.themes.contains(&ThemeKey::new(i)),
            toggle: |filter, i| toggle(&mut filter.themes, ThemeKey::new(i)),
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--source",
            help: "Keep events that the source NAME tells of (may be given several times)",
            repeats: true,
            conflicts_with: None,
            parse: Parse::Name("NAME", NameKind::Sources, |filter, timeline, typed| {
                names::source(timeline, typed).map(|key| filter.sources.push(key))
            }),
            values: |filter, timeline| each(&filter.sources, |key| &timeline[key].id),
        }],
        matches: |filter, candidate| {
            let mut sources = filter.sources.iter();
            filter.sources.is_empty() || sources.any(|key| candidate.is_told_by(*key))
        },
        describe: |filter, timeline| {
            let ids = either(&each(&filter.sources, |key| &timeline[key].id));
            ids.map(|ids| format!("in {ids}"))
        },
        heading_order: 1,
        lift: |filter| filter.sources.clear(),
        lifted: Some((3, "--source left out")),
        facet: Some(FacetSpec {
            kind: "Sources",
            names: |timeline| labels(&timeline.sources, |source| &source.id),
            of_event: |candidate| indexes(&candidate.event.sources(), |key| key.index()),
            is_ticked: |filter, i| filter.sources.contains(&SourceKey::new(i)),
            toggle: |filter, i| toggle(&mut filter.sources, SourceKey::new(i)),
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--search",
            help: "Keep events in whose title, summary or accounts all words of TEXT stand",
            repeats: true,
            conflicts_with: None,
            parse: Parse::Text("TEXT", |filter, typed, _| {
                filter.search.push(search_words(typed));
                Ok(())
            }),
            values: |filter, _| filter.search.iter().map(|words| words.join(" ")).collect(),
        }],
        matches: |filter, candidate| filter.search.is_empty() || candidate.holds(filter),
        describe: |filter, _| {
            let quoted = filter
                .search
                .iter()
                .map(|words| format!("“{}”", words.join(" ")));
            either(&quoted.collect::<Vec<_>>())
        },
        heading_order: 1,
        lift: |filter| filter.search.clear(),
        lifted: Some((3, "--search left out")),
        facet: None,
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--disputed",
            help: "Keep events on which the sources disagree",
            repeats: false,
            conflicts_with: None,
            parse: Parse::Flag(|filter| filter.disputed = true),
            values: |filter, _| given(filter.disputed),
        }],
        matches: |filter, candidate| !filter.disputed || candidate.is_disputed(),
        describe: |filter, _| filter.disputed.then(|| "disputed".into()),
        heading_order: 2,
        lift: |filter| filter.disputed = false,
        lifted: Some((3, "--disputed left out")),
        facet: Some(FacetSpec {
            kind: "Events",
            names: |_| vec!["disputed".into()],
            of_event: |candidate| only_value(candidate.is_disputed()),
            is_ticked: |filter, _| filter.disputed,
            toggle: |filter, _| filter.disputed = !filter.disputed,
        }),
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--anniversary",
            help: "Keep events dated to this day of any year",
            repeats: false,
            conflicts_with: None,
            parse: Parse::Text("MM-DD|today", |filter, typed, today| {
                filter.anniversary = Some(parse_anniversary(typed, today)?);
                Ok(())
            }),
            values: |filter, _| {
                let typed = |(month, day)| format!("{month:02}-{day:02}");
                filter.anniversary.map(typed).into_iter().collect()
            },
        }],
        matches: |filter, candidate| {
            let day = |day: NaiveDate| (day.month(), day.day());
            let asked = filter.anniversary;
            asked.is_none() || asked == candidate.date.single_day().map(day)
        },
        describe: |filter, _| {
            let (month, day) = filter.anniversary?;
            let month = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
            Some(format!("{day} {month} of any year"))
        },
        heading_order: 1,
        lift: |filter| filter.anniversary = None,
        lifted: Some((3, "--anniversary left out")),
        facet: None,
    },
    FilterSpec {
        options: &[OptionSpec {
            name: "--background",
            help: "Show events outside the timeline's years as well",
            repeats: false,
            conflicts_with: None,
            parse: Parse::Flag(|filter| filter.background = true),
            values: |filter, _| given(filter.background),
        }],
        matches: |filter, candidate| filter.background || !candidate.event.background,
        describe: |filter, _| filter.background.then(|| "with background".into()),
        heading_order: 4,
        lift: |filter| filter.background = true,
        lifted: Some((0, "--background added")),
        facet: Some(FacetSpec {
            kind: "Events",
            names: |_| vec!["with background".into()],
            of_event: |candidate| only_value(candidate.event.background),
            is_ticked: |filter, _| filter.background,
            toggle: |filter, _| filter.background = !filter.background,
        }),
    },
    FilterSpec {
        options: &[AS_TOLD_BY],
        matches: |filter, candidate| filter.told_by.is_none_or(|key| candidate.is_told_by(key)),
        describe: |filter, timeline| {
            let source = filter.told_by?;
            Some(format!("as told by {}", timeline[source].id))
        },
        heading_order: 5,
        lift: |filter| filter.told_by = None,
        lifted: None,
        facet: None,
    },
];

/// The option of the source that alone tells, which commands on one record take as well.
pub const AS_TOLD_BY: OptionSpec = OptionSpec {
    name: "--as-told-by",
    help: "Give the timeline of this source alone: its events, its dates, its wording",
    repeats: false,
    conflicts_with: None,
    parse: Parse::Name("SOURCE", NameKind::Sources, |filter, timeline, typed| {
        filter.told_by = Some(names::source(timeline, typed)?);
        Ok(())
    }),
    values: |filter, timeline| each(filter.told_by.as_slice(), |key| &timeline[key].id),
};

/// The one value of a flag that is given.
fn given(is_given: bool) -> Vec<String> {
    is_given.then(String::new).into_iter().collect()
}

fn only_value(is_there: bool) -> Vec<usize> {
    is_there.then_some(0).into_iter().collect()
}

fn each<'a, K: Copy>(keys: &[K], text: impl Fn(K) -> &'a str) -> Vec<String> {
    keys.iter().map(|key| text(*key).to_owned()).collect()
}

fn labels<T>(records: &[T], label: impl Fn(&T) -> &str) -> Vec<String> {
    records
        .iter()
        .map(|record| label(record).to_owned())
        .collect()
}

fn indexes<T>(of_event: &[T], index: impl Fn(&T) -> usize) -> Vec<usize> {
    of_event.iter().map(index).collect()
}

/// Whether nothing is asked for, or the event has any of it.
fn is_any<K: PartialEq>(asked: &[K], mut of_event: impl Iterator<Item = K>) -> bool {
    asked.is_empty() || of_event.any(|key| asked.contains(&key))
}

fn either(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(" or "))
}

fn toggle<K: PartialEq>(keys: &mut Vec<K>, key: K) {
    match keys.iter().position(|ticked| *ticked == key) {
        Some(place) => drop(keys.remove(place)),
        None => keys.push(key),
    }
}

/// The words of a command line that ask for what the filter asks for.
pub fn filter_options(filter: &Filter, timeline: &Timeline) -> Vec<String> {
    let options = FILTERS.iter().flat_map(|spec| spec.options);
    let words = options.flat_map(|option| {
        let values = (option.values)(filter, timeline).into_iter();
        values.flat_map(|value| match option.parse {
            Parse::Flag(_) => vec![option.name.to_owned()],
            _ => option_words(option.name, value),
        })
    });
    words.collect()
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

    /// The events that are asked for, in the order of the dates that are told.
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
        let mut hits: Vec<Hit> = (0..timeline.events.len())
            .map(|i| Candidate::new(self, timeline, disputed, texts, EventKey::new(i)))
            .filter(|candidate| FILTERS.iter().all(|spec| (spec.matches)(self, candidate)))
            .filter_map(|candidate| {
                let matching = candidate.matching?;
                let event = candidate.key;
                Some(Hit { event, matching })
            })
            .collect();
        if self.told_by.is_some() {
            hits.sort_by_cached_key(|hit| self.date_of(&timeline[hit.event]).0.sort_key());
        }
        hits
    }

    /// The date of an event, as the telling source gives it if it gives one, and whether it does.
    fn date_of<'a>(&self, event: &'a Event) -> (&'a Date, bool) {
        let own = match self.told_by {
            Some(source) => event.date_by(source),
            None => Some(&event.date),
        };
        (own.unwrap_or(&event.date), own.is_some())
    }
}

/// An event that the filters look at.
pub struct Candidate<'a> {
    pub key: EventKey,
    pub event: &'a Event,
    /// Its date, as the telling source gives it if it gives one.
    pub date: &'a Date,
    /// How it meets the period, and `None` if it lies outside. An event that the telling source
    /// does not date meets a period at most possibly.
    pub matching: Option<Match>,
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
        let (date, is_its_own) = filter.date_of(event);
        let matching = match filter.period {
            period if period == Bounds::default() => Some(Match::Certain),
            period if is_its_own => date.within(period),
            period => date.within(period).map(|_| Match::Possible),
        };
        Self {
            key,
            event,
            date,
            matching,
            disputed,
            texts,
        }
    }

    fn is_certain(&self) -> bool {
        self.matching == Some(Match::Certain)
    }

    fn is_disputed(&self) -> bool {
        self.disputed.contains(self.key)
    }

    fn is_told_by(&self, source: SourceKey) -> bool {
        self.event.told_by(source).next().is_some()
    }

    /// Whether its texts hold what is searched for.
    fn holds(&self, filter: &Filter) -> bool {
        let texts = match self.texts {
            Some(texts) => &texts[self.key.index()],
            None => &FoldedTexts::new(self.event),
        };
        texts.hold(&filter.search, filter.told_by)
    }
}
