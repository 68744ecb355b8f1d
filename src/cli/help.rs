//! `help`: the commands as clap explains them, and the topics that take more than a line.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};

use crate::command::Subject;

use super::{Cli, clap_color, whole};

/// Explain a command, or a subject: dates, agreement
#[derive(Debug, Args)]
pub struct HelpArgs {
    /// The command, or the subject; all commands without one
    #[arg(value_name = "COMMAND|SUBJECT", add = ArgValueCandidates::new(candidates))]
    about: Vec<String>,
}

impl HelpArgs {
    /// The subject that is to be explained, if it is one.
    pub fn subject(&self) -> Option<Subject> {
        match self.about.as_slice() {
            [one] => Subject::ALL
                .into_iter()
                .find(|subject| subject.word() == one),
            _ => None,
        }
    }

    /// What clap says of the command, or of the name of one that there is not.
    pub fn of_command(&self, tree: fn() -> clap::Command, no_color: bool) -> clap::Error {
        let mut tree = whole(tree().color(clap_color(no_color)));
        let name = OsString::from(tree.get_name());
        let about = self.about.iter().map(OsString::from);
        let words = [name].into_iter().chain(about).chain(["--help".into()]);
        match tree.try_get_matches_from_mut(words) {
            Err(said) => said,
            // Behind `--` it is a word like any other.
            Ok(_) => tree.error(ErrorKind::InvalidSubcommand, "no command is called so"),
        }
    }
}

fn candidates() -> Vec<CompletionCandidate> {
    let subjects = Subject::ALL
        .map(|subject| CompletionCandidate::new(subject.word()).help(Some(subject.about().into())));
    let tree = whole(Cli::command());
    let commands = tree.get_subcommands().map(|command| {
        CompletionCandidate::new(command.get_name()).help(command.get_about().cloned())
    });
    subjects.into_iter().chain(commands).collect()
}
