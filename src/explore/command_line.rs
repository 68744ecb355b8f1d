//! The command line that reproduces what is on screen.

use crate::query::filter::join_for_shell;
use crate::view::for_terminal;

/// A command line as words, without the name of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine(pub Vec<String>);

impl CommandLine {
    pub fn new(command: &str, options: Vec<String>) -> Self {
        Self([vec![command.to_owned()], options].concat())
    }

    /// The line with an argument after the others. `--` keeps one from being read as an option.
    pub fn with_argument(mut self, argument: &str) -> Self {
        if argument.starts_with('-') {
            self.0.push("--".into());
        }
        self.0.push(argument.to_owned());
        self
    }

    /// Whether it is the `events` command.
    pub fn is_events(&self) -> bool {
        self.0.first().is_some_and(|command| command == "events")
    }

    /// The line for display, with words quoted as a shell needs them.
    pub fn display(&self, flags: &[String]) -> String {
        join_for_shell(&[&["destal".to_owned()], &*self.0, flags].concat())
    }

    /// The line for pasting into a shell; `None` if a terminal would act on a character in it.
    pub fn shell_line(&self, flags: &[String]) -> Option<String> {
        let line = self.display(flags);
        (for_terminal(&line, false) == line).then_some(line)
    }
}
