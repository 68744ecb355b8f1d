//! The command line that reproduces what is on screen.

use std::borrow::Cow;

use itertools::Itertools;

use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, filter_options};
use crate::view::for_terminal;

/// A command line as words, without the name of the program.
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

    /// The `events` command with the options of a filter.
    pub fn events(timeline: &Timeline, filter: &Filter) -> Self {
        let mut line = Self::new("events", None);
        line.0.extend(filter_options(filter, timeline));
        line
    }

    /// Whether it is the `events` command.
    pub fn is_events(&self) -> bool {
        self.0.first().is_some_and(|command| command == "events")
    }

    /// Turns the `events` command into an `export` of the same events.
    pub fn into_export(mut self, kind: &str) -> Self {
        self.0.splice(..1, ["export".to_owned(), kind.to_owned()]);
        self
    }

    /// The line for display, with words quoted as a shell needs them.
    pub fn display(&self, flags: &[String]) -> String {
        let words = self.0.iter().chain(flags).map(|word| {
            // A word with NUL cannot be quoted; it is displayed, but `shell_line` rejects it.
            shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
        });
        [Cow::Borrowed("destal")].into_iter().chain(words).join(" ")
    }

    /// The line for pasting into a shell; `None` if a terminal would act on a character in it.
    pub fn shell_line(&self, flags: &[String]) -> Option<String> {
        let line = self.display(flags);
        (for_terminal(&line, false) == line).then_some(line)
    }
}
