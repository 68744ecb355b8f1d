//! The command line that gives what is on screen.

use std::borrow::Cow;

use itertools::Itertools;

use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, filter_options};
use crate::view::for_terminal;

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
        line.0.extend(filter_options(filter, timeline));
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

    /// The line as it is typed, every word quoted that a shell would read as more than itself.
    pub fn shown(&self, flags: &[String]) -> String {
        let words = self.0.iter().chain(flags).map(|word| {
            // No shell takes a word with NUL; it is shown, and not handed on.
            shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
        });
        [Cow::Borrowed("destal")].into_iter().chain(words).join(" ")
    }

    /// The same for somebody's shell; `None` where it holds what would act on a terminal.
    pub fn typed(&self, flags: &[String]) -> Option<String> {
        let line = self.shown(flags);
        (for_terminal(&line, false) == line).then_some(line)
    }
}
