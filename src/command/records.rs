//! `event`, `people`, `person`, `places`, `place`, `themes`, `theme`, `sources`, `source`: what the
//! timeline knows of each kind, in lists and one by one.

use clap::Subcommand;

use crate::error::{Error, Result};
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::{event, person, place_theme, source};
use crate::view::View;

use super::filters::TellingArgs;
use super::takes::Takes;
use super::{Output, Settings, TextsArgs};

/// The commands that list records of a kind, or show one of them.
#[derive(Debug, Subcommand)]
pub enum RecordCommand {
    /// Show one event: each source's account, what led to it, what it led to
    Event {
        /// The event's id, or a part of its id or title that fits no other
        #[arg(value_name = "EVENT", add = Takes::Events)]
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
        /// The person's id, any spelling of the name, or a part that fits nobody else
        #[arg(value_name = "NAME", add = Takes::People)]
        name: String,

        #[command(flatten)]
        telling: TellingArgs,
    },

    /// List the places where events happened
    Places,

    /// Show one place and what happened there
    Place {
        /// The place's id, a name of it, or a part that fits no other
        #[arg(value_name = "NAME", add = Takes::Places)]
        name: String,
    },

    /// List the themes of the events
    Themes,

    /// Show one theme and its events
    Theme {
        /// The theme's id, its name, or a part that fits no other
        #[arg(value_name = "NAME", add = Takes::Themes)]
        name: String,
    },

    /// List the sources, and how often each two of them agree
    Sources,

    /// Show one source: what is taken from it, and where it stands alone or against others
    Source {
        /// The source's id, or a part of its id or title that fits no other
        #[arg(value_name = "NAME", add = Takes::Sources)]
        name: String,

        #[command(flatten)]
        texts: TextsArgs,
    },
}

impl RecordCommand {
    /// Lists the records, or shows the one that is named.
    pub fn run(&self, timeline: &Timeline, settings: &Settings) -> Result<Output> {
        match self {
            Self::Event {
                name,
                telling,
                texts,
            } => {
                let key = names::event(timeline, name)?;
                let told_by = telling.resolve(timeline)?;
                if let Some(source) = told_by
                    && !timeline[key].is_told_by(source)
                {
                    let (source, event) = (&timeline[source].id, &timeline[key].id);
                    return Err(Error::failed(
                        format!("{source} does not tell of `{event}`"),
                        format!("`destal event {event}` shows who does"),
                    ));
                }
                let report = event::event(timeline, key, told_by);
                let prose = event::prose(timeline, key, told_by);
                let texts = settings.cited_texts(&report, texts, timeline)?;
                settings.show_or_tell(&report, &prose, &texts)
            }
            Self::People => list(&person::people(timeline), "people", settings),
            Self::Person { name, telling } => {
                let key = names::person(timeline, name)?;
                let told_by = telling.resolve(timeline)?;
                let prose = person::prose(timeline, key, told_by);
                settings.show_or_tell(&person::person(timeline, key, told_by), &prose, &[])
            }
            Self::Places => list(&place_theme::places(timeline), "places", settings),
            Self::Place { name } => {
                let key = names::place(timeline, name)?;
                let prose = place_theme::place_prose(timeline, key);
                settings.show_or_tell(&place_theme::place(timeline, key), &prose, &[])
            }
            Self::Themes => list(&place_theme::themes(timeline), "themes", settings),
            Self::Theme { name } => {
                let key = names::theme(timeline, name)?;
                let prose = place_theme::theme_prose(timeline, key);
                settings.show_or_tell(&place_theme::theme(timeline, key), &prose, &[])
            }
            Self::Sources => settings.show(&source::sources(timeline)),
            Self::Source { name, texts } => {
                let report = source::source(timeline, names::source(timeline, name)?);
                let prose = source::prose(timeline, &report);
                let texts = settings.cited_texts(&report, texts, timeline)?;
                settings.show_or_tell(&report, &prose, &texts)
            }
        }
    }
}

/// Shows the records of a kind, and says so where there are none.
fn list<R>(rows: &Vec<R>, kind: &str, settings: &Settings) -> Result<Output>
where
    Vec<R>: View,
{
    let output = settings.show(rows)?;
    Ok(output.remark_if(rows.is_empty(), || format!("the timeline names no {kind}")))
}
