//! The commands that need a timeline: their arguments, and how they build their reports. Longer ones have
//! their own files.

use clap::Subcommand;
use itertools::Itertools;
use strum::VariantArray;

use crate::error::{Error, Result};
use crate::model::date::Bounds;
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::query;
use crate::query::filter::{Filter, join_for_shell};
use crate::query::names::{self, RecordKind};
use crate::query::words::search_terms;
use crate::report::axis::Grain;
use crate::report::chart::{self, LanesBy};
use crate::report::chronology::{self, Sort};
use crate::report::counts::{self, CountBy};
use crate::report::{difference, event, person, place_theme, search, source, story, synopsis};
use crate::view::View;

use super::filters::{FilterArgs, PerspectiveArgs, WORDS};
use super::{Output, Settings, TextsArgs, one_of, two_distinct_sources};
use super::{compare_sources, export, quiz, why};

/// The commands that need a timeline.
#[derive(Debug, Subcommand)]
pub enum TimelineCommand {
    /// List events, filtered by date, person, place, theme, source or words
    #[command(visible_alias = "list")]
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
        #[arg(value_name = "EVENT", required = true, add = RecordKind::Event)]
        name: Vec<String>,

        #[command(flatten)]
        perspective: PerspectiveArgs,

        #[command(flatten)]
        texts: TextsArgs,
    },

    /// List everybody who has a part in an event
    People,

    /// Show one person: offices, events, company, and what each source makes of them
    Person {
        /// The person's id, any spelling of the name, or a part of it that fits nobody else
        #[arg(value_name = "NAME", required = true, add = RecordKind::Person)]
        name: Vec<String>,

        #[command(flatten)]
        perspective: PerspectiveArgs,
    },

    /// List the places where events happened
    Places,

    /// Show one place and what happened there
    Place {
        /// The place's id, a name of it, or a part that fits no other
        #[arg(value_name = "NAME", required = true, add = RecordKind::Place)]
        name: Vec<String>,
    },

    /// List the themes of the events
    Themes,

    /// Show one theme and its events
    Theme {
        /// The theme's id, its name, or a part that fits no other
        #[arg(value_name = "NAME", required = true, add = RecordKind::Theme)]
        name: Vec<String>,
    },

    /// List the sources, and how often each two of them agree
    Sources,

    /// Show one source: what is taken from it, and where it stands alone or against others
    Source {
        /// The source's id, or a part of its id or title that fits no other
        #[arg(value_name = "NAME", required = true, add = RecordKind::Source)]
        name: Vec<String>,

        #[command(flatten)]
        texts: TextsArgs,
    },

    /// Show what there is on some words, a period or both: topics, events, people, places
    ///
    /// Every text counts: titles, accounts, answers, names. Words are found in all their forms, in
    /// British and American spelling, and with one typo from five letters on.
    #[command(visible_aliases = ["find", "show"], mut_arg(WORDS, |words| words.required(true)))]
    Search {
        #[command(flatten)]
        filters: FilterArgs,

        /// Show at most N hits
        #[arg(long, value_name = "N")]
        limit: Option<usize>,

        /// The command that the first word resembles, if it is not one itself.
        #[arg(skip)]
        near_command: Option<String>,
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

    Why(why::WhyArgs),

    /// Write a period, a person, a place or a theme as prose, every statement with its source
    ///
    /// The weightiest events get a sentence each; a closing paragraph says what the sources
    /// disagree about.
    Story {
        #[command(flatten)]
        filters: FilterArgs,

        /// Write everything, not only a summary
        #[arg(long)]
        full: bool,
    },

    /// Show the sources side by side: events down, sources across, each with its date and paragraphs
    ///
    /// Only events that two or more sources tell are shown, unless --min-sources says otherwise.
    Synopsis {
        #[command(flatten)]
        filters: FilterArgs,

        /// Put the events in the order in which this source tells them
        #[arg(long, value_name = "SOURCE", add = RecordKind::Source)]
        order_of: Option<String>,
    },

    Quiz(quiz::QuizArgs),

    /// Draw events over a time axis, in lanes
    ///
    /// A day is a solid mark, a date that is not known to the day a dotted stretch, what lasted a
    /// bar. Times of day within a few days are drawn over hours, where a solid mark is a time. Many
    /// events are drawn as counts; filters leave fewer, which are drawn one by one.
    Chart {
        #[command(flatten)]
        filters: FilterArgs,

        /// Label the axis by year, month, day or hour, as finely as its width allows
        #[arg(long, value_name = "BY", value_parser = one_of(Grain::VARIANTS, Into::into))]
        by: Option<Grain>,

        /// Give each theme, person, place or source a lane; sources with their own dates
        #[arg(long, value_name = "OF", default_value = "theme", value_parser = one_of(LanesBy::VARIANTS, Into::into))]
        lanes: LanesBy,
    },

    Export(export::ExportArgs),
}

impl TimelineCommand {
    fn filters(&self) -> Option<&FilterArgs> {
        match self {
            Self::Events { filters, .. }
            | Self::Search { filters, .. }
            | Self::Story { filters, .. }
            | Self::Synopsis { filters, .. }
            | Self::Chart { filters, .. } => Some(filters),
            Self::Quiz(args) => Some(&args.filters),
            Self::Export(args) => Some(&args.filters),
            _ => None,
        }
    }

    /// The period to which the command is limited; `None` if it may need any event.
    pub fn period(&self) -> Option<Bounds> {
        match self {
            Self::Events { filters, .. } => filters.own_period(),
            _ => None,
        }
    }

    /// Runs the command, and adds notes on how its words were read.
    pub fn run(&self, timeline: &Timeline, settings: &Settings) -> Result<Output> {
        let mut output = self.run_alone(timeline, settings)?;
        let notes = self.filters().map_or(Vec::new(), FilterArgs::notes);
        output.remarks.splice(..0, notes);
        Ok(output)
    }

    fn run_alone(&self, timeline: &Timeline, settings: &Settings) -> Result<Output> {
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
                perspective,
                texts,
            } => {
                let key = names::event(timeline, &name.join(" "))?;
                let told_by = perspective.resolve(timeline)?;
                check_reports_event(timeline, key, told_by)?;
                let report = event::event(timeline, key, told_by);
                let prose = event::prose(timeline, key, told_by);
                let texts = settings.cited_paragraphs(&report, texts, timeline)?;
                settings.show_with_prose(&report, &prose, &texts)
            }
            Self::People => list(&person::people(timeline), "people", settings),
            Self::Person { name, perspective } => {
                let key = names::person(timeline, &name.join(" "))?;
                let told_by = perspective.resolve(timeline)?;
                let prose = person::prose(timeline, key, told_by);
                settings.show_with_prose(&person::person(timeline, key, told_by), &prose, &[])
            }
            Self::Places => list(&place_theme::places(timeline), "places", settings),
            Self::Place { name } => {
                let key = names::place(timeline, &name.join(" "))?;
                let prose = place_theme::place_prose(timeline, key);
                settings.show_with_prose(&place_theme::place(timeline, key), &prose, &[])
            }
            Self::Themes => list(&place_theme::themes(timeline), "themes", settings),
            Self::Theme { name } => {
                let key = names::theme(timeline, &name.join(" "))?;
                let prose = place_theme::theme_prose(timeline, key);
                settings.show_with_prose(&place_theme::theme(timeline, key), &prose, &[])
            }
            Self::Sources => settings.show(&source::sources(timeline)),
            Self::Source { name, texts } => {
                let report = source::source(timeline, names::source(timeline, &name.join(" "))?);
                let prose = source::prose(timeline, &report);
                let texts = settings.cited_paragraphs(&report, texts, timeline)?;
                settings.show_with_prose(&report, &prose, &texts)
            }
            Self::Search {
                filters,
                limit,
                near_command,
            } => {
                if let Some(command) = near_command {
                    check_is_word(timeline, filters, command)?;
                }
                search_words(filters, *limit, timeline, settings)
            }
            Self::CompareSources(args) => compare_sources::run(args, timeline, settings),
            Self::DiffSources { a, b } => {
                let two = two_distinct_sources(timeline, a, b)?;
                settings.show(&difference::difference(timeline, two))
            }
            Self::Why(args) => why::run(args, timeline, settings),
            Self::Story { filters, full } => {
                let filter = resolve(filters)?;
                let report = story::story(timeline, &filter, *full);
                let output = settings.show_with_prose(&report, &report, &[])?;
                Ok(remark_if_empty(output, report.paragraphs.len(), &filter))
            }
            Self::Synopsis { filters, order_of } => {
                let filter = resolve(filters)?;
                let order_of = order_of.as_ref().map(|name| names::source(timeline, name));
                let report = synopsis::synopsis(timeline, &filter, order_of.transpose()?);
                let output = settings.show(&report)?;
                Ok(remark_if_empty(output, report.len(), &filter))
            }
            Self::Quiz(args) => quiz::run(args, timeline, settings),
            Self::Chart { filters, by, lanes } => {
                let filter = resolve(filters)?;
                let report = chart::chart(timeline, &filter, *by, *lanes, false);
                let output = settings.show(&report)?;
                let count = report.chronology.extra.matching();
                Ok(remark_if_empty(output, count, &filter))
            }
            Self::Export(args) => export::run(args, timeline, settings),
        }
    }
}

/// Fails if the first word resembles a command and occurs nowhere in the timeline.
fn check_is_word(timeline: &Timeline, filters: &FilterArgs, command: &str) -> Result<()> {
    let first = filters.words().first().map_or("", String::as_str);
    if query::search::has_word(timeline, first) {
        return Ok(());
    }
    Err(Error::usage(
        format!("there is no command `{first}`"),
        format!("did you mean `destal {command}`? `destal search {first}` looks for the word"),
    ))
}

/// Searches for the words, and shows an overview of what was found.
fn search_words(
    filters: &FilterArgs,
    limit: Option<usize>,
    timeline: &Timeline,
    settings: &Settings,
) -> Result<Output> {
    let (filter, typed) = filters.resolve_words(timeline, settings.today)?;
    let terms = search_terms(&typed);
    if terms.is_empty() && (!typed.is_empty() || filter.is_empty()) {
        return Err(Error::usage(
            format!("`{typed}` holds no word to look for"),
            "give letters or digits",
        ));
    }
    let args = join_for_shell(filters.words());
    let report = search::search(timeline, &filter, &typed, args, limit);
    let output = settings.show(&report)?;
    Ok(output.explain_if_empty(report.extra.count == 0, || {
        let scope = if filter.is_empty() {
            ""
        } else {
            " in what the filters leave"
        };
        let near = names::nearest_words(timeline, &typed).into_iter();
        let near = near.map(|word| format!("`{word}`")).join(", ");
        let near = if near.is_empty() {
            near
        } else {
            format!("; near it: {near}")
        };
        format!("nothing contains any of these words{scope}{near}")
    }))
}

/// Fails if `--as-told-by` names a source without an account of the event.
fn check_reports_event(
    timeline: &Timeline,
    event: EventKey,
    told_by: Option<SourceKey>,
) -> Result<()> {
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
