//! The command line: what may be typed, where it is answered, and the exit status.

mod completions;
mod environment;
mod feed;
mod file;
mod help;
mod man;
mod output;
mod pager;
mod progress;
mod shell;
mod talk;
mod tree;

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser, Subcommand};

use crate::command::{self, Answer, Command, GlobalArgs, Own, Settings, Target};
use crate::error::{Error, Result};
use crate::explore::shell::Lines;
use crate::explore::{self, ExploreArgs, Outside};
use crate::model::timeline::Timeline;
use crate::view::Look;

use completions::CompletionsArgs;
pub(crate) use feed::Feed;
use file::Output;
use help::HelpArgs;
use man::ManArgs;
use output::{Stream, colored, complain, width};
use progress::Bar;
use shell::ShellArgs;
use talk::Standard;
use tree::{Tree, Typed, whole};

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
  destal help agreement  when sources agree, and when they do not")]
struct Cli {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    global: GlobalArgs,
}

/// What can be typed after the name of the program. What can be typed after a command is put
/// together only when it is the one that was typed; see [`Tree`].
#[derive(Debug, Subcommand)]
#[command(defer = true)]
enum Action {
    #[command(flatten)]
    Answer(Command),
    Explore(Own<ExploreArgs>),
    Shell(Own<ShellArgs>),
    Completions(Own<CompletionsArgs>),
    Man(Own<ManArgs>),
    Help(Own<HelpArgs>),
}

/// Where something is typed.
struct Place<'a> {
    /// All that may be typed there.
    tree: &'a Tree,
    /// Whether that is the shell.
    in_shell: bool,
    /// The timeline that is loaded already.
    timeline: Option<&'a Timeline>,
    /// Where the answers go.
    stream: &'a Stream,
    /// Where a command that asks something reads its lines.
    lines: &'a RefCell<&'a mut dyn Lines>,
}

/// What came of something that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ended {
    /// The exit status.
    status: u8,
    /// Whether nobody can read further answers.
    unread: bool,
}

/// Runs the program with the arguments of the process, and says how it went.
#[must_use]
pub fn main() -> ExitCode {
    let args = environment::arguments();
    if let Some(status) = completions::complete(&args) {
        return ExitCode::from(status);
    }
    let stream = Stream {
        paged: io::stdout().is_terminal(),
        ..Stream::default()
    };
    let mut lines = Standard::default();
    let tree = Tree::of_program();
    let place = Place {
        tree: &tree,
        in_shell: false,
        timeline: None,
        stream: &stream,
        lines: &RefCell::new(&mut lines),
    };
    let read = tree::read_one(&args).map(Typed::Line);
    let ended = match read.map_or_else(|| tree.read(&args), Ok) {
        Ok(Typed::Line(cli)) => perform(&cli, &place),
        Ok(Typed::Leave) => return ExitCode::SUCCESS,
        Err(said) => {
            let printed = stream.print(&said, color_is_refused(&args));
            ended(printed, &GlobalArgs::default())
        }
    };
    ExitCode::from(ended.status)
}

/// Whether help and errors of the command line, which come before it is understood, go without
/// colours.
fn color_is_refused(args: &[OsString]) -> bool {
    let after_color = args
        .windows(2)
        .any(|pair| pair[0] == "--color" && pair[1] == "never");
    after_color || args.iter().any(|arg| arg == "--color=never") || environment::no_color_is_set()
}

/// Does what was typed, and says where that failed.
fn perform(cli: &Cli, place: &Place<'_>) -> Ended {
    let global = &cli.global;
    let settings = settings(global);
    let progress = Arc::clone(&settings.progress);
    let acted = match &cli.action {
        Some(action) => act(action, global, settings, place),
        None => without_command(global, settings, place),
    };
    progress.ends(); // whatever was at work when it failed
    ended(acted, global)
}

/// What came of it, once the error is said. Somebody who stopped reading is no failure.
fn ended(result: Result<u8>, global: &GlobalArgs) -> Ended {
    let (status, unread) = match result {
        Ok(status) => (status, false),
        Err(Error::Output(why)) if why.kind() == io::ErrorKind::BrokenPipe => (0, true),
        Err(error) => {
            complain(&error, global);
            (error.exit_code(), matches!(error, Error::Output(_)))
        }
    };
    Ended { status, unread }
}

fn without_command(global: &GlobalArgs, settings: Settings, place: &Place<'_>) -> Result<u8> {
    let on_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if on_terminal && !place.in_shell {
        return act(&Action::Explore(Own::default()), global, settings, place);
    }
    let help = Answer {
        text: place.tree.help(),
        ..Answer::default()
    };
    place.stream.deliver(&help, None, global, false)
}

/// All that is outside the program, as far as a command needs it.
fn settings(global: &GlobalArgs) -> Settings {
    let data = global.data.clone();
    Settings {
        data: data.or_else(|| environment::path("DESTAL_DATA")),
        notes: !global.no_notes,
        format: global.format,
        look: Look {
            width: width(global),
            ascii: global.ascii,
            color: colored(global.color, io::stdout().is_terminal()),
        },
        today: environment::today,
        texts: environment::path("DESTAL_TEXTS"),
        seed: environment::seed,
        force: global.force,
        progress: Arc::new(Bar::new(global.ascii)),
    }
}

fn act(action: &Action, global: &GlobalArgs, settings: Settings, place: &Place<'_>) -> Result<u8> {
    match action {
        Action::Answer(command) => answer(command, global, settings, place),
        Action::Explore(args) => {
            let outside = Outside {
                flags: flags(global),
                on_terminal: io::stdin().is_terminal() && io::stdout().is_terminal(),
                write: &|path, text| Target::new(path, false)?.write(text),
            };
            explore::explore(args, &settings, &outside).map(|()| 0)
        }
        Action::Shell(_) => shell::run(global, &settings, place),
        Action::Completions(args) => told(global, settings, place, true, |settings| {
            in_one_format(settings)?;
            completions::script(args)
        }),
        Action::Man(args) => told(global, settings, place, true, |settings| {
            in_one_format(settings)?;
            man::pages(args, &whole(Cli::command()), global)
        }),
        Action::Help(args) => {
            if let Some(subject) = args.subject() {
                return told(global, settings, place, false, |settings| {
                    command::explain(subject, settings)
                });
            }
            let said = place.tree.explain(args.about());
            place.stream.print(&said, color_is_off(global))
        }
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

fn color_is_off(global: &GlobalArgs) -> bool {
    global.color == command::ColorChoice::Never || environment::no_color_is_set()
}

/// Runs a command, and puts its answer where it belongs.
fn answer(
    command: &Command,
    global: &GlobalArgs,
    settings: Settings,
    place: &Place<'_>,
) -> Result<u8> {
    told(
        global,
        settings,
        place,
        command.names_its_format(),
        |settings| match place.timeline {
            Some(timeline) => command::run_on(command, timeline, settings),
            None => command::run(command, settings),
        },
    )
}

/// Comes to an answer, and puts it where it belongs: a file that cannot be written is refused
/// before the work is done.
fn told(
    global: &GlobalArgs,
    mut settings: Settings,
    place: &Place<'_>,
    names_its_format: bool,
    make: impl FnOnce(&Settings) -> Result<Answer>,
) -> Result<u8> {
    let output = Output::wanted(global, names_its_format)?;
    if let Some(output) = &output {
        settings.format = output.format;
        settings.look.color = false;
    }
    let answer = make(&settings);
    settings.progress.ends();
    let mut answer = answer?;
    let status = place
        .stream
        .deliver(&answer, output.as_ref(), global, names_its_format)?;
    if let Some(dialogue) = &mut answer.dialogue {
        let mut lines = place.lines.borrow_mut();
        talk::converse(dialogue, &mut **lines, global)?;
    }
    Ok(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
