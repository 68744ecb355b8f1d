//! `help`: clap's help on the commands, and the longer pages on dates, agreement and the format.

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

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
    let tree = Cli::command();
    let commands = tree.get_subcommands().map(|command| {
        CompletionCandidate::new(command.get_name()).help(command.get_about().cloned())
    });
    subjects.into_iter().chain(commands).collect()
}
