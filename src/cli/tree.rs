//! All that may be typed, as clap keeps it: words are read as one of its commands, or explained.

use std::cell::{RefCell, RefMut};
use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use super::{Cli, shell};

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

    /// Gives back what it takes to keep all this, where no other line will be read: the work
    /// that was asked for finds that much memory at hand.
    pub fn let_go(&self) {
        self.made.take();
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

/// Commands with all that may be typed after each, for who looks at more than one.
pub fn whole(mut commands: clap::Command) -> clap::Command {
    commands.build();
    commands
}
