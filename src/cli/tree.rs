//! All that may be typed, as clap keeps it: words are read as one of its commands, or explained.

use std::cell::{RefCell, RefMut};
use std::ffi::OsString;
use std::mem;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Subcommand};

use crate::command::GlobalArgs;

use super::{Action, Cli, shell};

/// All that may be typed somewhere. To put it together takes longer than to read a line, and so
/// what a command takes is added when the command is first typed, and kept.
pub struct Tree {
    make: fn() -> clap::Command,
    made: RefCell<Option<clap::Command>>,
}

/// What was typed, once it is understood.
pub enum Typed {
    /// Something to do.
    Line(Box<Cli>),
    /// The word that ends the shell.
    Leave,
}

impl Tree {
    /// What may be typed after the name of the program.
    pub fn of_program() -> Self {
        Self::of(Cli::command)
    }

    /// What may be typed in the shell: the same, and how to leave.
    pub fn of_shell() -> Self {
        Self::of(shell::commands)
    }

    fn of(make: fn() -> clap::Command) -> Self {
        Self {
            make,
            made: RefCell::default(),
        }
    }

    fn made(&self) -> RefMut<'_, clap::Command> {
        RefMut::map(self.made.borrow_mut(), |made| {
            made.get_or_insert_with(self.make)
        })
    }

    /// Reads what was typed, the name of the program first.
    ///
    /// # Errors
    ///
    /// Where it is nothing that may be typed, or asks for help; either comes as it is to be said.
    pub fn read(&self, words: &[OsString]) -> Result<Typed, clap::Error> {
        let mut tree = self.made();
        let matches = tree.try_get_matches_from_mut(words).or_else(|_| {
            // What is said then may be about other commands as well.
            tree.build();
            tree.try_get_matches_from_mut(words)
        })?;
        if matches.subcommand_name() == Some(shell::LEAVE) {
            return Ok(Typed::Leave);
        }
        Cli::from_arg_matches(&matches).map(|cli| Typed::Line(Box::new(cli)))
    }

    /// All commands, as help that nobody asked for.
    pub fn help(&self) -> String {
        let mut tree = self.made();
        tree.build();
        tree.render_help().to_string()
    }

    /// What clap says of the command of this name, or of a name that is none.
    pub fn explain(&self, name: &[String]) -> clap::Error {
        let mut tree = self.made();
        tree.build();
        let program = OsString::from(tree.get_name());
        let words = name.iter().map(OsString::from);
        let words = [program].into_iter().chain(words).chain(["--help".into()]);
        match tree.try_get_matches_from_mut(words) {
            Err(said) => said,
            // Behind `--` it is a word like any other.
            Ok(_) => tree.error(ErrorKind::InvalidSubcommand, "no command is called so"),
        }
    }
}

/// Reads a line that begins with the name of a command, as [`Tree::read`] reads it: one line, by
/// that command alone, for clap gives every command a copy of all that may be typed everywhere.
/// `None` where that fails: what is said then may be about other commands as well.
pub fn read_one(words: &[OsString]) -> Option<Box<Cli>> {
    let name = words.get(1)?.to_str()?;
    let mut all = Action::augment_subcommands(clap::Command::default());
    let command = all.find_subcommand_mut(name).map(mem::take)?.hide(true);
    let program = clap::Command::default().disable_help_subcommand(true);
    let program = GlobalArgs::augment_args(program).subcommand(command);
    let matches = program.try_get_matches_from(words).ok()?;
    Cli::from_arg_matches(&matches).ok().map(Box::new)
}

/// Commands with all that may be typed after each, for who looks at more than one.
pub fn whole(mut commands: clap::Command) -> clap::Command {
    commands.build();
    commands
}
