//! The commands that need a timeline: their arguments, and how they build their reports. Longer ones have
//! their own files.

use clap::Subcommand;
use strum::VariantArray;

use crate::error::{Error, Result};
use crate::model::date::Bounds;
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::names::{self, RecordKind};
use crate::query::words::folded_words;
use crate::report::axis::Grain;
use crate::report::chart::{self, LanesBy};
use crate::report::chronology::{self, Sort};
use crate::report::counts::{self, CountBy};
use crate::report::{chain, difference, event, person, place_theme, search, source, story};
use crate::view::View;

use super::filters::{FilterArgs, TellingArgs};
use super::{Output, Settings, TextsArgs, Today, one_of, two_distinct_sources};
use super::{compare_sources, export, quiz};

/// The commands that need a timeline.
#[derive(Debug, Subcommand)]
pub enum TimelineCommand {
    /// List events, filtered by date, person, place, theme, source or words
    Events {
        #[command(flatten)]
        filters: FilterArgs,

        /// Sort by date, by title, or by the number of sources, most first
        #[arg(long, value_name = "BY", default_value = "date", value_parser = one_of(Sort::VARIANTS, Into::into))]
        sort: Sort,

        /// Show at most N events
        #[arg(long, value_name = "N")]
        limit: Option<usize>,

        /// Count the events by year, person, place, theme or source instead of listing them
        #[arg(long, value_name = "BY", conflicts_with_all = ["sort", "limit"])]
        #[arg(value_parser = one_of(CountBy::VARIANTS, Into::into))]
        count_by: Option<CountBy>,
    },

    /// Show one event: each source's account, what led to it, what it led to
    Event {
        /// The event's id, or a part of its id or title that fits no other
        #[arg(value_name = "EVENT", add = RecordKind::Event)]
        name: String,

        #[command(flatten)]
        telling: TellingArgs,

        #[command(flatten)]
        texts: TextsArgs,
    },

    /// List everybody who has a part in an event
    People,

    /// Show one person: offices, events, company, and what each source makes of them
    Person {
        /// The person's id, any spelling of the name, or a part of it that fits nobody else
        #[arg(value_name = "NAME", add = RecordKind::Person)]
        name: String,

        #[command(flatten)]
        telling: TellingArgs,
    },

    /// List the places where events happened
    Places,

    /// Show one place and what happened there
    Place {
        /// The place's id, a name of it, or a part that fits no other
        #[arg(value_name = "NAME", add = RecordKind::Place)]
        name: String,
    },

    /// List the themes of the events
    Themes,

    /// Show one theme and its events
    Theme {
        /// The theme's id, its name, or a part that fits no other
        #[arg(value_name = "NAME", add = RecordKind::Theme)]
        name: String,
    },

    /// List the sources, and how often each two of them agree
    Sources,

    /// Show one source: what is taken from it, and where it stands alone or against others
    Source {
        /// The source's id, or a part of its id or title that fits no other
        #[arg(value_name = "NAME", add = RecordKind::Source)]
        name: String,

        #[command(flatten)]
        texts: TextsArgs,
    },

    /// Search events, accounts, people, places and topics; one typo is forgiven from five letters on
    Search {
        /// The words to look for
        #[arg(value_name = "TEXT", required = true)]
        text: Vec<String>,

        #[command(flatten)]
        filters: FilterArgs,

        /// Show at most N hits
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },

    CompareSources(compare_sources::CompareSourcesArgs),

    /// Show what only one of two sources tells, and where they date or count differently
    DiffSources {
        /// The one source
        #[arg(value_name = "A", add = RecordKind::Source)]
        a: String,

        /// The other source
        #[arg(value_name = "B", add = RecordKind::Source)]
        b: String,
    },

    /// Show what led to an event and what it led to, each link with who asserts it
    Why {
        /// The event's id, or a part of its id or title that fits no other
        #[arg(value_name = "EVENT", add = RecordKind::Event)]
        name: String,

        /// Follow at most N links in a row
        #[arg(long, value_name = "N")]
        depth: Option<usize>,
    },

    /// Write a period, a person, a place or a theme as prose, every statement with its source
    Story {
        #[command(flatten)]
        filters: FilterArgs,
    },

    Quiz(quiz::QuizArgs),

    /// Draw events over a time axis, in lanes
    ///
    /// A day is a solid mark, a date that is not known to the day a dotted stretch, what lasted a
    /// bar. Many events are drawn as counts; filters leave fewer, which are drawn one by one.
    Chart {
        #[command(flatten)]
        filters: FilterArgs,

        /// Tell the axis by year, month or day, as finely as its width allows
        #[arg(long, value_name = "BY", value_parser = one_of(Grain::VARIANTS, Into::into))]
        by: Option<Grain>,

        /// Give each theme, person, place or source a lane; sources with their own dates
        #[arg(long, value_name = "OF", default_value = "theme", value_parser = one_of(LanesBy::VARIANTS, Into::into))]
        lanes: LanesBy,
    },

    Export(export::ExportArgs),
}

impl TimelineCommand {
    /// The period to which the command is limited; `None` if it may need any event.
    pub fn period(&self, today: Today) -> Option<Bounds> {
        match self {
            Self::Events { filters, .. } => filters.own_period(today),
            _ => None,
        }
    }

    pub fn run(&self, timeline: &Timeline, settings: &Settings) -> Result<Output> {
        let resolve = |filters: &FilterArgs| filters.resolve(timeline, settings.today);
        let remark_if_empty = |output: Output, count: usize, filter: &Filter| {
            output.explain_if_empty(count == 0, || chronology::why_empty(timeline, filter))
        };
        match self {
            Self::Events {
                filters,
                sort,
                limit,
                count_by,
            } => {
                let filter = resolve(filters)?;
                let (output, count) = if let Some(by) = count_by {
                    let report = counts::counts(timeline, &filter, *by);
                    (settings.show(&report)?, report.extra.selection.matching())
                } else {
                    let report = chronology::chronology(timeline, &filter, *sort, *limit);
                    (settings.show(&report)?, report.extra.matching())
                };
                Ok(remark_if_empty(output, count, &filter))
            }
            Self::Event {
                name,
                telling,
                texts,
            } => {
                let key = names::event(timeline, name)?;
                let told_by = telling.resolve(timeline)?;
                check_is_told(timeline, key, told_by)?;
                let report = event::event(timeline, key, told_by);
                let prose = event::prose(timeline, key, told_by);
                let texts = settings.cited_paragraphs(&report, texts, timeline)?;
                settings.show_with_prose(&report, &prose, &texts)
            }
            Self::People => list(&person::people(timeline), "people", settings),
            Self::Person { name, telling } => {
                let key = names::person(timeline, name)?;
                let told_by = telling.resolve(timeline)?;
                let prose = person::prose(timeline, key, told_by);
                settings.show_with_prose(&person::person(timeline, key, told_by), &prose, &[])
            }
            Self::Places => list(&place_theme::places(timeline), "places", settings),
            Self::Place { name } => {
                let key = names::place(timeline, name)?;
                let prose = place_theme::place_prose(timeline, key);
                settings.show_with_prose(&place_theme::place(timeline, key), &prose, &[])
            }
            Self::Themes => list(&place_theme::themes(timeline), "themes", settings),
            Self::Theme { name } => {
                let key = names::theme(timeline, name)?;
                let prose = place_theme::theme_prose(timeline, key);
                settings.show_with_prose(&place_theme::theme(timeline, key), &prose, &[])
            }
            Self::Sources => settings.show(&source::sources(timeline)),
            Self::Source { name, texts } => {
                let report = source::source(timeline, names::source(timeline, name)?);
                let prose = source::prose(timeline, &report);
                let texts = settings.cited_paragraphs(&report, texts, timeline)?;
                settings.show_with_prose(&report, &prose, &texts)
            }
            Self::Search {
                text,
                filters,
                limit,
            } => search_words(&text.join(" "), filters, *limit, timeline, settings),
            Self::CompareSources(args) => compare_sources::run(args, timeline, settings),
            Self::DiffSources { a, b } => {
                let two = two_distinct_sources(timeline, a, b)?;
                let prose = difference::prose(timeline, two);
                settings.show_with_prose(&difference::difference(timeline, two), &prose, &[])
            }
            Self::Why { name, depth } => {
                let key = names::event(timeline, name)?;
                let prose = chain::prose(timeline, key, *depth);
                settings.show_with_prose(&chain::chain(timeline, key, *depth), &prose, &[])
            }
            Self::Story { filters } => {
                let filter = resolve(filters)?;
                let report = story::story(timeline, &filter);
                let output = settings.show_with_prose(&report, &report, &[])?;
                Ok(remark_if_empty(output, report.paragraphs.len(), &filter))
            }
            Self::Quiz(args) => quiz::run(args, timeline, settings),
            Self::Chart { filters, by, lanes } => {
                let filter = resolve(filters)?;
                let report = chart::chart(timeline, &filter, *by, *lanes);
                let output = settings.show(&report)?;
                let count = report.chronology.extra.matching();
                Ok(remark_if_empty(output, count, &filter))
            }
            Self::Export(args) => export::run(args, timeline, settings),
        }
    }
}

/// Searches events, accounts, people, places and topics for the words.
fn search_words(
    text: &str,
    filters: &FilterArgs,
    limit: Option<usize>,
    timeline: &Timeline,
    settings: &Settings,
) -> Result<Output> {
    let words = folded_words(text);
    if words.is_empty() {
        return Err(Error::usage(
            format!("`{text}` holds no word to look for"),
            "give letters or digits",
        ));
    }
    let filter = filters.resolve(timeline, settings.today)?;
    let report = search::search(timeline, &filter, &words, limit);
    let output = settings.show(&report)?;
    Ok(output.explain_if_empty(report.extra == 0, || {
        let scope = if filter.is_empty() {
            ""
        } else {
            " in what the filters leave"
        };
        format!("nothing holds any of these words{scope}")
    }))
}

/// Fails if `--as-told-by` names a source without an account of the event.
fn check_is_told(timeline: &Timeline, event: EventKey, told_by: Option<SourceKey>) -> Result<()> {
    let Some(source) = told_by.filter(|source| !timeline[event].is_told_by(*source)) else {
        return Ok(());
    };
    let (source, event) = (&timeline[source].id, &timeline[event].id);
    Err(Error::failed(
        format!("{source} does not tell of `{event}`"),
        format!("`destal event {event}` shows who does"),
    ))
}

/// Shows all records of a kind, with a remark if there are none.
fn list<R>(rows: &Vec<R>, kind: &str, settings: &Settings) -> Result<Output>
where
    Vec<R>: View,
{
    let output = settings.show(rows)?;
    Ok(output.explain_if_empty(rows.is_empty(), || format!("the timeline names no {kind}")))
}
