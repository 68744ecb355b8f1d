//! The command-line interface: parsing, running commands, and the exit status.

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
use clap::{
    ArgMatches, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint,
};

use crate::command::{self, Command, GlobalArgs, Output, Settings};
use crate::error::{Error, Result};
use crate::explore::shell::{LineReader, Piped};
use crate::explore::{self, ExploreArgs};
use crate::model::timeline::Timeline;
use crate::query::filter::quote_for_shell;
use crate::view::RenderOptions;

use completions::CompletionsArgs;
pub use environment::{Environment, OutStream};
use help::HelpArgs;
use man::ManArgs;
use output::{is_read_by_people, output_file, print_error, print_remarks, use_color, width};
use progress::Bar;

/// Explore a timeline on which the sources disagree: de-Stalinization, 1953–1964
///
/// Every event keeps what each of five texts says of it, where it says so, and how precisely it
/// dates it; who agrees with whom is computed. The timeline is built in; --data takes another.
#[derive(Debug, Parser)]
#[command(
    name = "destal",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    // `Session::parse` makes a search of them.
    allow_external_subcommands = true
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
    /// Type commands one after another, with history and Tab
    ///
    /// Fed from a pipe there is no prompt: the answers follow one another, errors go to the standard
    /// error, and the exit status is 1 if a line failed. Options given here hold for every line that
    /// does not say otherwise.
    Shell,
    Completions(CompletionsArgs),
    Man(ManArgs),
    Help(HelpArgs),
}

/// One run of the program, or one session of the shell.
struct Session<'a> {
    env: &'a Environment,
    in_shell: bool,
    /// Whether anything has been written.
    has_begun: Cell<bool>,
    /// Input for the shell, and for commands that ask questions.
    lines: RefCell<Box<dyn LineReader + 'a>>,
}

/// Runs the program on the arguments and in the environment of the process.
#[must_use]
pub fn main() -> ExitCode {
    let env = Environment::from_process();
    ExitCode::from(run(&environment::arguments(), &env))
}

/// Runs the program, and returns its exit status. The name of the program is the first argument.
#[must_use]
pub fn run(args: &[OsString], env: &Environment) -> u8 {
    let global = GlobalArgs::default();
    if let Some(result) = completions::complete(args, env) {
        return exit_status(result, &global, env);
    }
    let session = Session::new(env, false, Box::new(Piped::new(&env.stdin)));
    match session.parse(args) {
        Ok(Some(cli)) => exit_status(session.execute(&cli, None), &cli.global, env),
        Ok(None) => 0,
        Err(error) => {
            let printed = session.print_clap(&error, is_color_refused(args, env));
            exit_status(printed, &global, env)
        }
    }
}

/// Prints the error, if any, and returns the exit status. A broken pipe is not a failure.
fn exit_status(result: Result<u8>, global: &GlobalArgs, env: &Environment) -> u8 {
    match result {
        Ok(status) => status,
        Err(Error::Output(why)) if why.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => {
            print_error(&error, global, env);
            error.exit_code()
        }
    }
}

/// Whether clap's help and errors, which are printed before the options are parsed, have no
/// colours.
fn is_color_refused(args: &[OsString], env: &Environment) -> bool {
    let mut pairs = args.windows(2);
    pairs.any(|pair| pair == ["--color", "never"])
        || args.iter().any(|arg| arg == "--color=never")
        || env.refuses_color()
}

/// The settings of a command, from the global options and the environment.
fn settings(global: &GlobalArgs, env: &Environment) -> Settings {
    Settings {
        data: global.data.clone().or_else(|| env.path("DESTAL_DATA")),
        without: global.without.clone(),
        notes: !global.no_notes,
        format: global.format,
        flags: flags(global)
            .iter()
            .map(|flag| format!(" {}", quote_for_shell(flag)))
            .collect(),
        render: RenderOptions {
            width: width(global, env),
            ascii: global.ascii,
            color: use_color(global.color, env.stdout.is_terminal, env),
        },
        today: env.today,
        texts: env.path("DESTAL_TEXTS"),
        seed: env.seed,
        force: global.force,
        stdin: None,
        progress: Arc::new(Bar::new(global.ascii)),
    }
}

/// The global options that a command line needs to reproduce its output on the same timeline.
fn flags(global: &GlobalArgs) -> Vec<String> {
    let mut flags = Vec::new();
    if let Some(path) = &global.data {
        flags.extend(["--data".to_owned(), path.display().to_string()]);
    }
    for source in &global.without {
        flags.extend(["--without".to_owned(), source.clone()]);
    }
    flags.extend(global.no_notes.then(|| "--no-notes".to_owned()));
    flags
}

/// Fails if a format is requested of a command that has only one.
fn reject_format(settings: &Settings) -> Result<()> {
    settings.format.map_or(Ok(()), |format| {
        let message = format!("this command has no format `{}`", format.name());
        Err(Error::usage(message, "leave -O out"))
    })
}

/// The command whose name is one typo away from a word.
fn near_command(commands: &clap::Command, word: &str) -> Option<String> {
    let names = commands.get_subcommands().flat_map(|command| {
        let names = [command.get_name()].into_iter();
        names.chain(command.get_visible_aliases())
    });
    let mut near = names.filter(|name| strsim::osa_distance(name, word) <= 1);
    near.next().map(str::to_owned)
}

/// Whether an argument on the command line is the path of a file or folder.
fn names_file(command: &clap::Command, matches: &ArgMatches) -> bool {
    let mut args = command.get_arguments();
    args.any(|arg| {
        arg.get_value_hint() == ValueHint::AnyPath && matches.contains_id(arg.get_id().as_str())
    }) || matches.subcommand().is_some_and(|(name, matches)| {
        let command = command.find_subcommand(name);
        command.is_some_and(|command| names_file(command, matches))
    })
}

impl<'a> Session<'a> {
    fn new(env: &'a Environment, in_shell: bool, lines: Box<dyn LineReader + 'a>) -> Self {
        Self {
            env,
            in_shell,
            has_begun: Cell::new(false),
            lines: RefCell::new(lines),
        }
    }

    /// The command tree, with `exit` in the shell.
    fn commands(&self) -> clap::Command {
        if self.in_shell {
            shell::commands()
        } else {
            help::program()
        }
    }

    /// Parses a command line, the name of the program first; `None` means to leave the shell.
    ///
    /// # Errors
    ///
    /// If the command line is invalid or requests help, with the text to print.
    fn parse(&self, words: &[OsString]) -> std::result::Result<Option<Cli>, clap::Error> {
        // Attaching the examples to every command would slow down each start.
        let is_help = |word: &OsString| ["help", "--help", "-h"].iter().any(|help| word == help);
        let mut commands = if self.in_shell || words.iter().any(is_help) {
            self.commands()
        } else {
            Cli::command()
        };
        let mut matches = commands.try_get_matches_from_mut(words)?;
        let mut near = None;
        if let Some((first, rest)) = matches.subcommand()
            && commands.find_subcommand(first).is_none()
        {
            near = near_command(&commands, first);
            let rest = rest.get_many::<OsString>("").map_or(0, |rest| rest.len());
            let mut line = words.to_vec();
            line.insert(words.len() - rest - 1, "search".into());
            matches = commands.try_get_matches_from_mut(line)?;
        }
        if !self.env.has_files && names_file(&commands, &matches) {
            return Err(commands.error(ErrorKind::Io, "files cannot be read here"));
        }
        if matches.subcommand_name() == Some(shell::EXIT) {
            return Ok(None);
        }
        let mut cli = Cli::from_arg_matches(&matches)?;
        if let (Some(name), Some(Action::Answer(command))) = (near, &mut cli.action) {
            command.resembles(&name);
        }
        Ok(Some(cli))
    }

    /// Runs a command on the loaded timeline, or otherwise on the one that the options name, and
    /// returns the exit status.
    fn execute(&self, cli: &Cli, timeline: Option<&Timeline>) -> Result<u8> {
        let mut global = cli.global.clone();
        if let Some(Action::Answer(command)) = &cli.action
            && command.writes_folder()
        {
            global.output = None;
        }
        let global = &global;
        let mut settings = settings(global, self.env);
        if let Some(Action::Answer(command)) = &cli.action
            && command.reads_stdin()
            && !self.in_shell
        {
            settings.stdin = Some(self.env.read_stdin()?);
        }
        let progress = Arc::clone(&settings.progress);
        let acted = match &cli.action {
            Some(Action::Answer(command)) => self.answer(
                global,
                settings,
                command.has_format_argument(),
                |settings| command::run(command, settings, timeline),
            ),
            Some(Action::Explore(args)) => self.explore(args, global, &settings),
            Some(Action::Shell) => shell::run(global, &settings, self),
            Some(Action::Completions(args)) => self.answer(global, settings, true, |settings| {
                completions::script(args, settings, self.env)
            }),
            Some(Action::Man(args)) => self.answer(global, settings, true, |settings| {
                man::pages(args, settings, global)
            }),
            Some(Action::Help(args)) => match args.subject() {
                Some(subject) => self.answer(global, settings, false, |settings| {
                    command::explain(subject, settings)
                }),
                None => {
                    let error = help::explain(self.commands(), &args.about);
                    let no_color = global.color == ColorChoice::Never || self.env.refuses_color();
                    self.print_clap(&error, no_color)
                }
            },
            None if self.env.is_interactive() && !self.in_shell => {
                self.explore(&ExploreArgs::default(), global, &settings)
            }
            None => self.print(&self.commands().render_help().to_string(), global),
        };
        progress.end(); // also after a failure
        acted
    }

    /// Runs a command, and writes its output to the standard output or a file. A file that may not
    /// be written is rejected before the command runs.
    fn answer(
        &self,
        global: &GlobalArgs,
        mut settings: Settings,
        has_format_argument: bool,
        make: impl FnOnce(&Settings) -> Result<Output>,
    ) -> Result<u8> {
        let file = output_file(global, has_format_argument)?;
        if let Some((_, format)) = &file {
            settings.format = *format;
            settings.render.color = false;
        }
        let output = make(&settings);
        settings.progress.end();
        let mut output = output?;
        match &file {
            Some((target, _)) => target.write(&output.text)?,
            None if output.text.is_empty() => {}
            None => {
                self.write_separator(!has_format_argument && is_read_by_people(global.format))?;
                // A quiz continues below this text, so it is not paged.
                self.write(&output.text, output.quiz.is_none() && !global.no_pager)?;
            }
        }
        print_remarks(&output.remarks, output.status, global.ascii, self.env);
        if let Some(quiz) = &mut output.quiz {
            self.run_quiz(quiz, global)?;
        }
        Ok(output.status)
    }

    fn explore(&self, args: &ExploreArgs, global: &GlobalArgs, settings: &Settings) -> Result<u8> {
        if !self.env.is_interactive() || settings.format.is_some() {
            return Err(Error::usage(
                "the explorer needs a terminal, and has no -O formats",
                "`destal events` takes the same filters, and every format",
            ));
        }
        explore::explore(args, settings, flags(global)).map(|()| 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        help::program().debug_assert();
    }
}
