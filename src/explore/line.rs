//! The command line that gives what is on screen.

use std::borrow::Cow;

use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::view::for_terminal;

use super::window;

/// A command line, word by word, without the name of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine(pub Vec<String>);

impl CommandLine {
    /// A command with its argument, if it has one.
    pub fn new(command: &str, argument: Option<&str>) -> Self {
        let mut line = Self(vec![command.to_owned()]);
        if let Some(argument) = argument {
            if argument.starts_with('-') {
                line.0.push("--".into());
            }
            line.0.push(argument.to_owned());
        }
        line
    }

    /// The command `events` with the options that ask for what the filter asks for.
    pub fn events(timeline: &Timeline, filter: &Filter) -> Self {
        let mut line = Self::new("events", None);
        let [from, to] = window::typed(filter.period);
        for (option, day) in [("--from", from), ("--to", to)] {
            if let Some(day) = day {
                line.option(option, &day);
            }
        }
        line.flag("--certain", filter.certain);
        for key in &filter.people {
            line.option("--person", &timeline[*key].id);
        }
        for key in &filter.places {
            line.option("--place", &timeline[*key].id);
        }
        for key in &filter.themes {
            line.option("--theme", &timeline[*key].id);
        }
        for key in &filter.sources {
            line.option("--source", &timeline[*key].id);
        }
        for words in &filter.search {
            line.option("--search", &words.join(" "));
        }
        line.flag("--disputed", filter.disputed);
        if let Some((month, day)) = filter.anniversary {
            line.option("--anniversary", &format!("{month:02}-{day:02}"));
        }
        line.flag("--background", filter.background);
        if let Some(source) = filter.told_by {
            line.option("--as-told-by", &timeline[source].id);
        }
        line
    }

    /// Whether it lists events.
    pub fn is_events(&self) -> bool {
        self.0.first().is_some_and(|command| command == "events")
    }

    /// The same events as a file for another program.
    pub fn exported(mut self, kind: &str) -> Self {
        self.0.splice(..1, ["export".to_owned(), kind.to_owned()]);
        self
    }

    /// Adds an option with its value.
    pub fn option(&mut self, option: &str, value: &str) {
        if value.starts_with('-') {
            self.0.push(format!("{option}={value}"));
        } else {
            self.0.extend([option.to_owned(), value.to_owned()]);
        }
    }

    fn flag(&mut self, flag: &str, given: bool) {
        if given {
            self.0.push(flag.to_owned());
        }
    }

    /// The line as it is typed, every word quoted that a shell would read as more than itself.
    pub fn shown(&self, flags: &[String]) -> String {
        let words = self.0.iter().chain(flags).map(|word| {
            // No shell takes a word with NUL; it is shown, and not handed on.
            shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
        });
        let words: Vec<_> = [Cow::Borrowed("destal")].into_iter().chain(words).collect();
        words.join(" ")
    }

    /// The same for somebody's shell; `None` where it holds what would act on a terminal.
    pub fn typed(&self, flags: &[String]) -> Option<String> {
        let line = self.shown(flags);
        (for_terminal(&line, false) == line).then_some(line)
    }
}
