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
        command.next_help_heading(HEADING).args(options().map(arg))
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
        .conflicts_with_all(option.conflicts_with)
        .action(match option.parse {
            Parse::Flag(_) => ArgAction::SetTrue,
            _ if option.repeats => ArgAction::Append,
            _ => ArgAction::Set,
        });
    match option.parse {
        Parse::Flag(_) => arg,
        Parse::Text(value, _) => arg.value_name(value).allow_hyphen_values(value == DATE),
        Parse::Name(value, kind, _) => arg.value_name(value).add(kind),
    }
}

impl FilterArgs {
    /// The filter, with every date read and every name found.
    pub fn resolve(&self, timeline: &Timeline, today: Today) -> Result<Filter> {
        let mut filter = self.without_names(today)?;
        for typed in &self.0 {
            if let Parse::Name(.., parse) = typed.option.parse {
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
                Parse::Text(_, parse) => parse(&mut filter, &typed.value, today)?,
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
#[command(next_help_heading = HEADING)]
pub struct TellingArgs {
    #[arg(long, value_name = "SOURCE", add = Takes::Sources)]
    #[arg(help = AS_TOLD_BY.help)]
    as_told_by: Option<String>,
}

impl TellingArgs {
    /// The source that alone tells, if one does.
    pub fn resolve(&self, timeline: &Timeline) -> Result<Option<SourceKey>> {
        let typed = self.as_told_by.as_deref();
        typed
            .map(|typed| names::source(timeline, typed))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset;
    use crate::query::filter::{Candidate, filter_options};

    fn parse(words: &[String], timeline: &Timeline) -> Filter {
        let command = FilterArgs::augment_args(Command::new("test").no_binary_name(true));
        let matches = command.try_get_matches_from(words).unwrap();
        let args = FilterArgs::from_arg_matches(&matches).unwrap();
        args.resolve(timeline, || panic!("nobody asks for today"))
            .unwrap()
    }

    /// A command line that gives the option with a value that the timeline knows.
    fn given(option: &OptionSpec, timeline: &Timeline) -> Vec<String> {
        let value = match option.parse {
            Parse::Flag(_) => return vec![option.name.into()],
            Parse::Text(DATE, _) => "1956",
            Parse::Text("TEXT", _) => "secret speech",
            Parse::Text("MM-DD|today", _) => "03-05",
            Parse::Text(other, _) => panic!("give a value for {other}"),
            Parse::Name(_, Takes::People, _) => &timeline.people[0].id,
            Parse::Name(_, Takes::Places, _) => &timeline.places[0].id,
            Parse::Name(_, Takes::Themes, _) => &timeline.themes[0].id,
            Parse::Name(_, Takes::Sources, _) => &timeline.sources[0].id,
            Parse::Name(_, other, _) => panic!("give a name for {other:?}"),
        };
        vec![option.name.into(), value.into()]
    }

    #[test]
    fn every_filter_has_all_its_parts() {
        let files = crate::shipped::files();
        let timeline = dataset::load(&files).unwrap().timeline.unwrap();
        let disputed = timeline.disputed();
        let count = |filter: &Filter| filter.select(&timeline, &disputed).len();
        let default = Filter::default();
        for (spec, option) in FILTERS
            .iter()
            .flat_map(|spec| spec.options.iter().map(move |option| (spec, option)))
        {
            let name = option.name;
            assert!(name.starts_with("--") && !option.help.is_empty(), "{name}");
            let filter = parse(&given(option, &timeline), &timeline);
            assert_ne!(filter, default, "{name} asks for nothing");
            let again = parse(&filter_options(&filter, &timeline), &timeline);
            assert_eq!(
                again, filter,
                "{name} is not on the explorer's command line"
            );
            let words = (spec.describe)(&filter, &timeline);
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{name} has no heading"
            );
            assert_eq!((spec.describe)(&default, &timeline), None, "{name}");

            let selects = |event| {
                let candidate = Candidate::new(&filter, &timeline, &disputed, None, event);
                (spec.matches)(&filter, &candidate)
            };
            let matching = timeline
                .all_events()
                .filter(|(key, _)| selects(*key))
                .count();
            assert!(matching > 0, "{name} matches nothing");
            let mut lifted = filter.clone();
            (spec.lift)(&mut lifted);
            assert!(
                count(&lifted) >= count(&filter),
                "{name} lifted leaves fewer events"
            );
            if name != "--as-told-by" {
                let (_, words) = spec.lifted.unwrap();
                let says = words.contains(name) || words == "another period";
                assert!(says, "{name} is not named where nothing is found");
            }
            if let Some(facet) = &spec.facet {
                assert!(
                    !(facet.names)(&timeline).is_empty(),
                    "{name} has nothing to tick"
                );
                let mut ticked = default.clone();
                (facet.toggle)(&mut ticked, 0);
                assert!((facet.is_ticked)(&ticked, 0), "{name} is not ticked");
                assert_eq!(ticked, filter, "{name} ticked is not {name} given");
                (facet.toggle)(&mut ticked, 0);
                assert_eq!(ticked, default, "{name}");
            }
        }
    }
}
