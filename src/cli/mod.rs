//! The command line: what may be typed, where it is answered, and the exit status.

mod completions;
mod environment;
mod help;
mod man;
mod output;
mod pager;
mod progress;
mod shell;

use std::cell::{Cell, RefCell};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};

use crate::command::{self, ColorChoice, Command, GlobalArgs, Output, Settings};
use crate::error::{Error, Result};
use crate::explore::shell::{Lines, Piped};
use crate::explore::{self, ExploreArgs};
use crate::model::timeline::Timeline;
use crate::view::Look;

use completions::CompletionsArgs;
pub use environment::{Environment, OutStream};
use help::HelpArgs;
use man::ManArgs;
use output::{colored, complain, is_read_by_people, output_file, remark, width};
use progress::Bar;
use shell::ShellArgs;

/// Explore a timeline on which the sources disagree: de-Stalinization, 1953–1964
///
/// Every event keeps what each of five texts says of it, where it says so, and how precisely it
/// dates it; who agrees with whom is computed. The timeline is built in; --data takes another.
#[derive(Debug, Parser)]
#[command(
    name = "destal",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
#[command(after_help = "\
Begin with:
  destal events --from 1953 --to 1956
  destal person beria
  destal compare-sources hungary-casualties

Explained in full:
  destal help dates      how a date may be written, and when an event lies in a period
  destal help agreement  when sources agree, and when they do not
  destal help format     how a dataset is written, and what is checked in it")]
struct Cli {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    global: GlobalArgs,
}

/// What can be typed after the name of the program.
#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Answer(Command),
    Explore(ExploreArgs),
    Shell(ShellArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Help(HelpArgs),
}

/// One run of the program, or one shell.
struct Session<'a> {
    env: &'a Environment,
    in_shell: bool,
    /// Whether a long answer may go through the pager.
    is_paged: bool,
    /// Whether blank lines keep the answers apart.
    is_spaced: bool,
    /// Whether something was said already.
    has_begun: Cell<bool>,
    /// Where a command that asks something reads its lines.
    lines: RefCell<Box<dyn Lines + 'a>>,
}

/// Runs the program on the arguments and in the environment of the process.
#[must_use]
pub fn main() -> ExitCode {
    let env = Environment::of_process();
    ExitCode::from(run(&environment::arguments(), &env))
}

/// Runs the program, and returns its exit status. The name of the program is the first argument.
#[must_use]
pub fn run(args: &[OsString], env: &Environment) -> u8 {
    let global = GlobalArgs::default();
    if let Some(result) = completions::complete(args, env) {
        return exit_status(result, &global, env);
    }
    let session = Session {
        env,
        in_shell: false,
        is_paged: env.stdout.is_terminal,
        is_spaced: false,
        has_begun: Cell::new(false),
        lines: RefCell::new(Box::new(Piped::new(&env.stdin))),
    };
    match session.parse(args) {
        Ok(Some(cli)) => exit_status(session.act(&cli, None), &cli.global, env),
        Ok(None) => 0,
        Err(said) => {
            let printed = session.print_clap(&said, is_color_refused(args, env));
            exit_status(printed, &global, env)
        }
    }
}

/// The exit status that comes of a result, once the error is said. Somebody who stopped reading
/// is no failure.
fn exit_status(result: Result<u8>, global: &GlobalArgs, env: &Environment) -> u8 {
    match result {
        Ok(status) => status,
        Err(Error::Output(why)) if why.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(&error, global, env);
            error.exit_code()
        }
    }
}

/// Whether help and errors of the command line, which come before it is understood, go without
/// colours.
fn is_color_refused(args: &[OsString], env: &Environment) -> bool {
    let after_color = args
        .windows(2)
        .any(|pair| pair[0] == "--color" && pair[1] == "never");
    after_color || args.iter().any(|arg| arg == "--color=never") || env.refuses_color()
}

/// All that is outside the program, as far as a command needs it.
fn settings(global: &GlobalArgs, env: &Environment) -> Settings {
    let data = global.data.clone();
    Settings {
        data: data.or_else(|| env.path("DESTAL_DATA")),
        notes: !global.no_notes,
        format: global.format,
        look: Look {
            width: width(global, env),
            ascii: global.ascii,
            color: colored(global.color, env.stdout.is_terminal, env),
        },
        today: env.today,
        texts: env.path("DESTAL_TEXTS"),
        seed: env.seed,
        force: global.force,
        progress: Arc::new(Bar::new(global.ascii)),
    }
}

/// The options that a command line needs so as to show the same on the same timeline.
fn flags(global: &GlobalArgs) -> Vec<String> {
    let data = global.data.iter();
    let mut flags: Vec<String> = data
        .flat_map(|path| ["--data".to_owned(), path.display().to_string()])
        .collect();
    flags.extend(global.no_notes.then(|| "--no-notes".to_owned()));
    flags
}

/// Refuses a format where there is no choice of one.
fn in_one_format(settings: &Settings) -> Result<()> {
    match settings.format {
        None => Ok(()),
        Some(format) => Err(Error::Usage {
            message: format!("this command has no format `{}`", format.name()),
            hint: "leave -O out".into(),
        }),
    }
}

/// Whether an argument on the command line is the path of a file or folder.
fn names_file(command: &clap::Command, matches: &ArgMatches) -> bool {
    let is_path = |arg: &clap::Arg| arg.get_value_hint() == ValueHint::AnyPath;
    let mut paths = command.get_arguments().filter(|arg| is_path(arg));
    paths.any(|arg| matches.contains_id(arg.get_id().as_str()))
        || matches.subcommand().is_some_and(|(name, matches)| {
            let command = command.find_subcommand(name);
            command.is_some_and(|command| names_file(command, matches))
        })
}

impl Session<'_> {
    /// All that may be typed.
    fn commands(&self) -> clap::Command {
        if self.in_shell {
            shell::commands()
        } else {
            Cli::command()
        }
    }

    /// Reads a command line, the name of the program first; `None` is the word that ends the shell.
    ///
    /// # Errors
    ///
    /// Where it is nothing that may be typed, or asks for help; either comes as it is to be said.
    fn parse(&self, words: &[OsString]) -> std::result::Result<Option<Cli>, clap::Error> {
        let mut commands = self.commands();
        let matches = commands.try_get_matches_from_mut(words)?;
        if !self.env.has_files && names_file(&commands, &matches) {
            return Err(commands.error(ErrorKind::Io, "there are no files here"));
        }
        if matches.subcommand_name() == Some(shell::EXIT) {
            return Ok(None);
        }
        Cli::from_arg_matches(&matches).map(Some)
    }

    /// Does what was typed, on the timeline that is loaded already or else on the one that the
    /// options name, and returns the exit status.
    fn act(&self, cli: &Cli, timeline: Option<&Timeline>) -> Result<u8> {
        let global = &cli.global;
        let settings = settings(global, self.env);
        let progress = Arc::clone(&settings.progress);
        let acted = match &cli.action {
            Some(Action::Answer(command)) => {
                let names_its_format = command.names_its_format();
                self.answer(global, settings, names_its_format, |settings| {
                    command::run(command, settings, timeline)
                })
            }
            Some(Action::Explore(args)) => self.explore(args, global, &settings),
            Some(Action::Shell(_)) => shell::run(global, &settings, self),
            Some(Action::Completions(args)) => self.answer(global, settings, true, |settings| {
                completions::script(args, settings, self.env)
            }),
            Some(Action::Man(args)) => self.answer(global, settings, true, |settings| {
                man::pages(args, settings, global)
            }),
            Some(Action::Help(args)) => {
                if let Some(subject) = args.subject() {
                    self.answer(global, settings, false, |settings| {
                        command::explain(subject, settings)
                    })
                } else {
                    let said = help::explain(self.commands(), &args.about);
                    let no_color = global.color == ColorChoice::Never || self.env.refuses_color();
                    self.print_clap(&said, no_color)
                }
            }
            None if self.env.is_interactive() && !self.in_shell => {
                self.explore(&ExploreArgs::default(), global, &settings)
            }
            None => self.print(&self.commands().render_help().to_string(), global),
        };
        progress.ends(); // whatever was at work when it failed
        acted
    }

    /// Puts what a command has to say where it belongs: a file that cannot be written is refused
    /// before the work is done.
    fn answer(
        &self,
        global: &GlobalArgs,
        mut settings: Settings,
        names_its_format: bool,
        make: impl FnOnce(&Settings) -> Result<Output>,
    ) -> Result<u8> {
        let file = output_file(global, names_its_format)?;
        if let Some((_, format)) = &file {
            settings.format = *format;
            settings.look.color = false;
        }
        let output = make(&settings);
        settings.progress.ends();
        let mut output = output?;
        match &file {
            Some((target, _)) => target.write(&output.text)?,
            None if output.text.is_empty() => {}
            None => {
                self.separate(!names_its_format && is_read_by_people(global.format))?;
                // A quiz goes on where its first words stand.
                self.write(&output.text, output.quiz.is_none() && !global.no_pager)?;
            }
        }
        remark(&output.remarks, output.status, global.ascii, self.env);
        if let Some(quiz) = &mut output.quiz {
            self.ask(quiz, global)?;
        }
        Ok(output.status)
    }

    fn explore(&self, args: &ExploreArgs, global: &GlobalArgs, settings: &Settings) -> Result<u8> {
        if !self.env.is_interactive() || settings.format.is_some() {
            return Err(Error::Usage {
                message: "the explorer needs a terminal, and has no other format".into(),
                hint: "`destal events` takes the same filters, and every format".into(),
            });
        }
        explore::explore(args, settings, flags(global)).map(|()| 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
