//! `help`: clap's help on the commands, and the longer pages on dates, agreement and the format.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use itertools::Itertools;

use crate::command::{HelpSubject, SUBJECTS};

use super::Cli;

/// Explain a command, or a subject: dates, agreement, format
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The command, or the subject; all commands without one
    #[arg(value_name = "COMMAND|SUBJECT", add = ArgValueCandidates::new(candidates))]
    pub about: Vec<String>,
}

impl HelpArgs {
    /// The requested help page; `None` if the words are not the name of one.
    pub fn subject(&self) -> Option<HelpSubject> {
        match self.about.as_slice() {
            [one] => SUBJECTS.into_iter().find(|subject| subject.word == one),
            _ => None,
        }
    }
}

/// The command tree, with examples below the help of each command.
///
/// `examples.txt` has a block for each command: its name, and indented lines of an example and what
/// it shows.
pub fn program() -> clap::Command {
    let text = include_str!("examples.txt");
    Cli::command().mut_subcommands(|command| {
        let mut lines = text.lines().skip_while(|line| *line != command.get_name());
        lines.next();
        let examples = lines.take_while(|line| line.starts_with(' ')).join("\n");
        if examples.is_empty() {
            return command;
        }
        let help = command
            .get_after_help()
            .map_or_else(String::new, |help| format!("{help}\n\n"));
        command.after_help(format!("{help}Examples:\n{examples}"))
    })
}

/// clap's help on a command, or its error if there is no such command.
pub fn explain(mut commands: clap::Command, name: &[String]) -> clap::Error {
    let words = ["destal"]
        .into_iter()
        .chain(name.iter().map(String::as_str));
    match commands.try_get_matches_from_mut(words.chain(["--help"])) {
        Err(error) => error,
        // After `--`, `--help` is an ordinary argument.
        Ok(_) => commands.error(ErrorKind::InvalidSubcommand, "there is no such command"),
    }
}

fn candidates() -> Vec<CompletionCandidate> {
    let subjects = SUBJECTS
        .map(|subject| CompletionCandidate::new(subject.word).help(Some(subject.about.into())));
    let tree = program();
    let commands = tree.get_subcommands().map(|command| {
        CompletionCandidate::new(command.get_name()).help(command.get_about().cloned())
    });
    subjects.into_iter().chain(commands).collect()
}
