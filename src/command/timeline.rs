//! The commands that answer from a timeline: what each takes, and how it comes to its report.
//! Those that need more than a few lines have a file of their own.

use clap::Subcommand;

use crate::error::{Error, Result};
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::names;
use crate::query::words::folded_words;
use crate::report::axis::Grain;
use crate::report::chart::{self, LanesBy};
use crate::report::chronology::{self, Sort};
use crate::report::counts::{self, CountBy};
use crate::report::{chain, difference, search, story};

use super::filters::FilterArgs;
use super::takes::Takes;
use super::{Output, Settings, Today, one_of, two_sources};
use super::{compare_sources, export, quiz, records};

/// The commands that answer from a timeline.
#[derive(Debug, Subcommand)]
pub enum TimelineCommand {
    /// List events, filtered by date, person, place, theme, source or words
    Events {
        #[command(flatten)]
        filters: FilterArgs,

        /// Sort by date, by title, or by the number of sources, most first
        #[arg(long, value_name = "BY", default_value = "date", value_parser = one_of(Sort::ALL, Sort::word))]
        sort: Sort,

        /// Show at most N events
        #[arg(long, value_name = "N")]
        limit: Option<usize>,

        /// Count the events by year, person, place, theme or source instead of listing them
        #[arg(long, value_name = "BY", conflicts_with_all = ["sort", "limit"])]
        #[arg(value_parser = one_of(CountBy::ALL, CountBy::word))]
        count_by: Option<CountBy>,
    },

    #[command(flatten)]
    Record(records::RecordCommand),

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
        #[arg(value_name = "A", add = Takes::Sources)]
        a: String,

        /// The other source
        #[arg(value_name = "B", add = Takes::Sources)]
        b: String,
    },

    /// Show what led to an event and what it led to, each link with who asserts it
    Why {
        /// The event's id, or a part of its id or title that fits no other
        #[arg(value_name = "EVENT", add = Takes::Events)]
        name: String,

        /// Follow at most N links in a row
        #[arg(long, value_name = "N")]
        depth: Option<usize>,
    },

    /// Tell a period, a person, a place or a theme in paragraphs, every statement with its source
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
        #[arg(long, value_name = "BY", value_parser = one_of(Grain::ALL, Grain::word))]
        by: Option<Grain>,

        /// Give each theme, person, place or source a lane; sources with their own dates
        #[arg(long, value_name = "OF", default_value = "theme", value_parser = one_of(LanesBy::ALL, LanesBy::word))]
        lanes: LanesBy,
    },

    Export(export::ExportArgs),
}

impl TimelineCommand {
    /// The days outside of which this command needs no events; `None` if it may need any.
    pub fn period(&self, today: Today) -> Option<Bounds> {
        match self {
            Self::Events { filters, .. } => filters.own_period(today),
            _ => None,
        }
    }

    /// Answers from the timeline.
    pub fn run(&self, timeline: &Timeline, settings: &Settings) -> Result<Output> {
        let resolve = |filters: &FilterArgs| filters.resolve(timeline, settings.today);
        let remark_if_empty = |output: Output, count: usize, filter: &Filter| {
            output.remark_if(count == 0, || chronology::why_empty(timeline, filter))
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
                    (settings.show(&report)?, report.aside.selection.matching())
                } else {
                    let report = chronology::chronology(timeline, &filter, *sort, *limit);
                    (settings.show(&report)?, report.aside.matching())
                };
                Ok(remark_if_empty(output, count, &filter))
            }
            Self::Record(command) => command.run(timeline, settings),
            Self::Search {
                text,
                filters,
                limit,
            } => {
                let text = text.join(" ");
                let words = folded_words(&text);
                if words.is_empty() {
                    return Err(Error::usage(
                        format!("`{text}` holds no word to look for"),
                        "give letters or digits",
                    ));
                }
                let filter = resolve(filters)?;
                let report = search::search(timeline, &filter, &words, *limit);
                let output = settings.show(&report)?;
                Ok(output.remark_if(report.aside == 0, || {
                    let scope = if filter.asks_for_nothing() {
                        ""
                    } else {
                        " in what the filters leave"
                    };
                    format!("nothing holds any of these words{scope}")
                }))
            }
            Self::CompareSources(args) => compare_sources::run(args, timeline, settings),
            Self::DiffSources { a, b } => {
                let two = two_sources(timeline, a, b)?;
                let prose = difference::prose(timeline, two);
                settings.show_or_tell(&difference::difference(timeline, two), &prose, &[])
            }
            Self::Why { name, depth } => {
                let key = names::event(timeline, name)?;
                let prose = chain::prose(timeline, key, *depth);
                settings.show_or_tell(&chain::chain(timeline, key, *depth), &prose, &[])
            }
            Self::Story { filters } => {
                let filter = resolve(filters)?;
                let report = story::story(timeline, &filter);
                let output = settings.show(&report)?;
                Ok(remark_if_empty(output, report.paragraphs.len(), &filter))
            }
            Self::Quiz(args) => quiz::run(args, timeline, settings),
            Self::Chart { filters, by, lanes } => {
                let filter = resolve(filters)?;
                let report = chart::chart(timeline, &filter, *by, *lanes);
                let output = settings.show(&report)?;
                let count = report.chronology.aside.matching();
                Ok(remark_if_empty(output, count, &filter))
            }
            Self::Export(args) => export::run(args, timeline, settings),
        }
    }
}
