//! The filters as options of a command.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::error::Result;
use crate::model::date::Bounds;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{AS_TOLD_BY, DATE, FILTERS, Filter, OptionSpec, Parse};
use crate::query::names;

use super::takes::Takes;

pub use crate::query::values::Today;

const HEADING: &str = "Which events";

/// The filters that were typed, in the order of the table, each with its value.
#[derive(Debug, Default)]
pub struct FilterArgs(Vec<Typed>);

#[derive(Debug)]
struct Typed {
    option: &'static OptionSpec,
    /// Empty for a flag.
    value: String,
}

fn options() -> impl Iterator<Item = &'static OptionSpec> {
    FILTERS.iter().flat_map(|spec| spec.options)
}

impl Args for FilterArgs {
    fn augment_args(command: Command) -> Command {
        command.args(options().map(arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for option in options() {
            let values: Vec<String> = match option.parse {
                Parse::Flag(_) => Vec::from_iter(matches.get_flag(option.name).then(String::new)),
                _ => matches
                    .get_many(option.name)
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect(),
            };
            typed.extend(values.into_iter().map(|value| Typed { option, value }));
        }
        Ok(Self(typed))
    }

    fn update_from_arg_matches(
        &mut self,
        matches: &ArgMatches,
    ) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn arg(option: &'static OptionSpec) -> Arg {
    let arg = Arg::new(option.name)
        .long(option.name.trim_start_matches('-'))
        .help(option.help)
        .help_heading(HEADING)
        .conflicts_with_all(option.conflicts_with)
        .action(match option.parse {
            Parse::Flag(_) => ArgAction::SetTrue,
            _ if option.repeats => ArgAction::Append,
            _ => ArgAction::Set,
        });
    let arg = match option.parse {
        Parse::Flag(_) => return arg,
        Parse::Text(_) => arg.allow_hyphen_values(option.value == DATE),
        Parse::Name(kind, _) => arg.add(kind),
    };
    arg.value_name(option.value)
}

impl FilterArgs {
    /// The filter, with every date read and every name found.
    pub fn resolve(&self, timeline: &Timeline<'_>, today: Today) -> Result<Filter> {
        let mut filter = self.without_names(today)?;
        for typed in &self.0 {
            if let Parse::Name(_, parse) = typed.option.parse {
                parse(&mut filter, timeline, &typed.value)?;
            }
        }
        Ok(filter)
    }

    /// The part of the filter that can be read without the timeline.
    fn without_names(&self, today: Today) -> Result<Filter> {
        let mut filter = Filter::default();
        for typed in &self.0 {
            match typed.option.parse {
                Parse::Flag(set) => set(&mut filter),
                Parse::Text(parse) => parse(&mut filter, &typed.value, today)?,
                Parse::Name(..) => {}
            }
        }
        Ok(filter)
    }

    /// The period, if the own date of every event that is asked for lies in it: a telling source
    /// may give an event another date.
    pub fn own_period(&self, today: Today) -> Option<Bounds> {
        let period = self.without_names(today).ok()?.period;
        let is_own = self
            .0
            .iter()
            .all(|typed| typed.option.name != AS_TOLD_BY.name);
        (is_own && period != Bounds::default()).then_some(period)
    }

    /// The words of a command line for the options that are wanted, with the values as they were
    /// typed.
    pub fn words(&self, is_wanted: impl Fn(&OptionSpec) -> bool) -> Vec<String> {
        let typed = self.0.iter().filter(|typed| is_wanted(typed.option));
        let words = typed.flat_map(|typed| match typed.option.parse {
            Parse::Flag(_) => vec![typed.option.name.to_owned()],
            _ => vec![typed.option.name.to_owned(), typed.value.clone()],
        });
        words.collect()
    }
}

/// Who tells.
#[derive(Debug, Default, Args)]
pub struct TellingArgs {
    #[arg(long, value_name = AS_TOLD_BY.value, add = Takes::Sources)]
    #[arg(help = AS_TOLD_BY.help, help_heading = HEADING)]
    as_told_by: Option<String>,
}

impl TellingArgs {
    /// The source that alone tells, if one does.
    pub fn resolve(&self, timeline: &Timeline<'_>) -> Result<Option<SourceKey>> {
        let typed = self.as_told_by.as_deref();
        typed
            .map(|typed| names::source(timeline, typed))
            .transpose()
    }
}
