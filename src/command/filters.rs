//! The filters as command-line options.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::error::{Error, Result};
use crate::model::date::{Bounds, parse_typed, period_name};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{
    AS_TOLD_BY, AS_TOLD_BY_HELP, Condition, FILTERS, Filter, FilterKind, FilterSpec, ParsePeriod,
};
use crate::query::names::{self, RecordKind};
use crate::query::phrase;

pub use crate::query::values::Today;

const HEADING: &str = "Which events";

/// The id of the words after a command.
pub const WORDS: &str = "words";

/// The filters on the command line.
#[derive(Debug, Default)]
pub struct FilterArgs {
    /// In the order of `FILTERS`, each with its value; a flag has an empty value.
    options: Vec<(&'static FilterSpec, String)>,
    /// What to search for, and perhaps a period.
    words: Vec<String>,
}

impl Args for FilterArgs {
    fn augment_args(command: Command) -> Command {
        let words = Arg::new(WORDS)
            .value_name("WORDS")
            .action(ArgAction::Append)
            .num_args(0..)
            .help("Words to search for, and a date as a period: hungary 1956");
        command
            .arg(words)
            .next_help_heading(HEADING)
            .args(FILTERS.iter().map(arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterArgs {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for spec in FILTERS {
            if spec.is_flag() {
                typed.extend(matches.get_flag(spec.option).then(|| (spec, String::new())));
            } else {
                let values = matches
                    .get_many::<String>(spec.option)
                    .into_iter()
                    .flatten();
                typed.extend(values.map(|value| (spec, value.clone())));
            }
        }
        let words = matches.get_many::<String>(WORDS).into_iter().flatten();
        Ok(Self {
            options: typed,
            words: words.cloned().collect(),
        })
    }

    fn update_from_arg_matches(
        &mut self,
        matches: &ArgMatches,
    ) -> std::result::Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn arg(spec: &FilterSpec) -> Arg {
    let arg = Arg::new(spec.option)
        .long(spec.option.trim_start_matches('-'))
        .help(spec.help)
        .action(match spec.kind {
            FilterKind::Flag(..) => ArgAction::SetTrue,
            _ if spec.repeats() => ArgAction::Append,
            _ => ArgAction::Set,
        });
    match &spec.kind {
        FilterKind::Flag(..) => arg,
        FilterKind::Records(kind, _) => arg.value_name("NAME").add(*kind),
        FilterKind::ToldBy => arg.value_name("SOURCE").add(RecordKind::Source),
        FilterKind::Period(..) => arg
            .value_name("DATE")
            .allow_hyphen_values(true)
            .conflicts_with_all((spec.option != "--on").then_some("--on")),
        FilterKind::Value { name, .. } => arg.value_name(*name),
    }
}

impl FilterArgs {
    /// Builds the filter: parses all dates, looks up all names, and searches for the words.
    pub fn resolve(&self, timeline: &Timeline, today: Today) -> Result<Filter> {
        let (mut filter, search) = self.resolve_words(timeline, today)?;
        let search = (!search.is_empty()).then(|| Condition::search(&search));
        filter.conditions.extend(search);
        Ok(filter)
    }

    /// Builds the filter without the words that are no date, and returns these.
    pub fn resolve_words(&self, timeline: &Timeline, today: Today) -> Result<(Filter, String)> {
        let mut filter = Filter {
            period: self.period()?,
            ..Filter::default()
        };
        for (spec, typed) in &self.options {
            let condition = match &spec.kind {
                FilterKind::Period(..) => continue,
                FilterKind::ToldBy => {
                    filter.told_by = Some(names::source(timeline, typed)?);
                    continue;
                }
                FilterKind::Flag(label, _) => Condition::new(spec.option, "", *label),
                FilterKind::Value { parse, .. } => parse(typed, today)?,
                FilterKind::Records(kind, _) => {
                    let index = kind.find(timeline, typed)?;
                    spec.choices(timeline).swap_remove(index)
                }
            };
            filter.conditions.push(condition);
        }
        Ok((filter, phrase::parse(&self.words)?.search))
    }

    /// The period that the words or the options give.
    fn period(&self) -> Result<Bounds> {
        let words = phrase::parse(&self.words)?.period;
        if let (Some(_), Some((option, ..))) = (words, self.period_options().next()) {
            return Err(Error::usage(
                format!("the words and {option} each give a period"),
                "give one of them",
            ));
        }
        let mut period = words.unwrap_or_default();
        for (_, typed, parse) in self.period_options() {
            parse(&mut period, typed)?;
        }
        Ok(period)
    }

    /// The period, if it applies to the events' own dates; `None` with `--as-told-by`, because a
    /// source may give an event another date.
    pub fn own_period(&self) -> Option<Bounds> {
        let mut options = self.options.iter();
        if options.any(|(spec, _)| spec.option == AS_TOLD_BY) {
            return None;
        }
        let period = self.period().ok()?;
        (period != Bounds::default()).then_some(period)
    }

    /// The options for a period: their names, their values as typed, and how these are parsed.
    fn period_options(&self) -> impl Iterator<Item = (&'static str, &str, ParsePeriod)> {
        let options = self.options.iter();
        options.filter_map(|(spec, typed)| match spec.kind {
            FilterKind::Period(parse, _) => Some((spec.option, &**typed, parse)),
            _ => None,
        })
    }

    /// The words as typed.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Notes for the user on how the words and the ends of the period were read.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = phrase::parse(&self.words).map_or(Vec::new(), |phrase| phrase.notes);
        for (option, typed, _) in self.period_options() {
            let bounds = parse_typed(typed).unwrap_or_default();
            let end = match option {
                "--from" => bounds.earliest.map(|day| ("first", day)),
                "--to" => bounds.latest.map(|day| ("last", day)),
                _ => None,
            };
            let is_range = typed.contains("..") || typed.contains(" to ");
            if let Some((which, day)) = end.filter(|_| is_range) {
                let day = period_name(Bounds::day(day)).unwrap_or_default();
                notes.push(format!(
                    "{option} takes the {which} day of `{typed}`: {day}"
                ));
            }
        }
        notes
    }

    /// The command-line words of the options for which `is_wanted` holds, with values as typed.
    pub fn to_args(&self, is_wanted: impl Fn(&FilterSpec) -> bool) -> Vec<String> {
        let mut words = Vec::new();
        for (spec, typed) in self.options.iter().filter(|(spec, _)| is_wanted(spec)) {
            words.push(spec.option.to_owned());
            words.extend((!spec.is_flag()).then(|| typed.clone()));
        }
        words
    }
}

/// The source whose version is shown.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = HEADING)]
pub struct PerspectiveArgs {
    #[arg(long, value_name = "SOURCE", add = RecordKind::Source)]
    #[arg(help = AS_TOLD_BY_HELP)]
    as_told_by: Option<String>,
}

impl PerspectiveArgs {
    /// Looks up the source of `--as-told-by`, if given.
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

    /// The words of a command line with the option, and a value that exists in the timeline.
    fn given(spec: &FilterSpec, timeline: &Timeline) -> Vec<String> {
        let value = match &spec.kind {
            FilterKind::Flag(..) => return vec![spec.option.into()],
            FilterKind::Records(kind, _) => kind.names(timeline)[0][0],
            FilterKind::ToldBy => &timeline.sources[0].id,
            FilterKind::Period(..) => "1956",
            FilterKind::Value { name, .. } => match *name {
                "TEXT" => "secret speech",
                "MM-DD|today" => "03-05",
                "event|condition" => "event",
                "N" => "2",
                other => panic!("give a value for {other}"),
            },
        };
        vec![spec.option.into(), value.into()]
    }

    #[test]
    fn every_filter_has_all_its_parts() {
        let files = crate::shipped::files();
        let timeline = dataset::load(&files).unwrap().timeline.unwrap();
        let count = |filter: &Filter| filter.select(&timeline).len();
        let default = Filter::default();
        for spec in FILTERS {
            let name = spec.option;
            assert!(name.starts_with("--") && !spec.help.is_empty(), "{name}");
            let filter = parse(&given(spec, &timeline), &timeline);
            assert_ne!(filter, default, "{name} asks for nothing");
            let again = parse(&filter_options(&filter, &timeline), &timeline);
            assert_eq!(
                again, filter,
                "{name} is not on the explorer's command line"
            );
            let words = spec.describe(&filter, &timeline);
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{name} has no heading"
            );
            assert_eq!(spec.describe(&default, &timeline), None, "{name}");

            let selects = |event| {
                let candidate = Candidate::new(&filter, &timeline, None, event);
                spec.matches(&filter, &candidate)
            };
            let matching = timeline
                .all_events()
                .filter(|(key, _)| selects(*key))
                .count();
            assert!(matching > 0, "{name} matches nothing");
            let mut lifted = filter.clone();
            spec.remove_from(&mut lifted);
            assert!(
                count(&lifted) >= count(&filter),
                "{name} lifted leaves fewer events"
            );
            if !["--to", "--on", AS_TOLD_BY].contains(&name) {
                let (_, words) = spec.remedy().unwrap();
                let says = words.contains(name) || words == "another period";
                assert!(says, "{name} is not named where nothing is found");
            }
            if spec.facet().is_some() {
                let choices = spec.choices(&timeline);
                assert!(!choices.is_empty(), "{name} has nothing to tick");
                let mut ticked = default.clone();
                ticked.toggle(&choices[0]);
                assert_eq!(ticked, filter, "{name} ticked is not {name} given");
                ticked.toggle(&choices[0]);
                assert_eq!(ticked, default, "{name}");
            }
        }
    }
}
