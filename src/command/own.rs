//! The arguments of a command beside those that every command takes.

use std::ops::Deref;

use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

/// The arguments of one command. They are put together only when it is typed, and clap has added
/// those that every command takes by then; in its help these come last all the same.
#[derive(Debug, Default)]
pub struct Own<A>(A);

impl<A> Deref for Own<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.0
    }
}

impl<A: Args> Args for Own<A> {
    fn augment_args(command: Command) -> Command {
        before_others(command, A::augment_args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        before_others(command, A::augment_args_for_update)
    }
}

/// Adds arguments before those that are there; of a command that is not shown, anywhere.
fn before_others(command: Command, add: fn(Command) -> Command) -> Command {
    if command.is_hide_set() {
        return add(command);
    }
    let others = command.get_arguments().count();
    let mut args = Vec::new();
    let command = add(command).mut_args(|arg| {
        args.push(arg);
        Arg::default()
    });
    args.rotate_left(others);
    let mut args = args.into_iter();
    command.mut_args(|_| args.next().expect("as many as were taken out"))
}

impl<A: FromArgMatches> FromArgMatches for Own<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}
