//! The command line: what is outside the program, the output, and the exit status.

use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Local, NaiveDate};
use clap::{ColorChoice as ClapColor, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::{self, Answer, ColorChoice, Command, Dialogue, GlobalArgs, Settings, Target};
use crate::error::{Error, Result};
use crate::explore::{self, ExploreArgs, Outside};
use crate::export::Kind;
use crate::view::{Format, Look, Tone, for_terminal};

/// Explore a timeline on which the sources disagree: de-Stalinization, 1953–1964
///
/// Every event keeps what each of five texts says of it, where it says so, and how precisely it
/// dates it; who agrees with whom is computed. The timeline is built in; --data takes another.
#[derive(Debug, Parser)]
#[command(name = "destal", version, max_term_width = 100)]
#[command(after_help = "\
Begin with:
  destal events --from 1953 --to 1956
  destal person beria
  destal compare-sources hungary-casualties")]
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
}

/// Runs the program with the arguments of the process, and says how it went.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let no_color = color_is_refused(&args);
    let parsed = Cli::command()
        .color(if no_color {
            ClapColor::Never
        } else {
            ClapColor::Auto
        })
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return match error.print() {
                Err(why) if why.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(1),
                _ => ExitCode::from(status),
            };
        }
    };
    let ascii = cli.global.ascii;
    let say = |error: &Error| {
        complain(
            error,
            ascii,
            colored(cli.global.color, io::stderr().is_terminal()),
        );
    };
    match run(&cli) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            say(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Whether help and errors of the command line, which come before it is understood, go without
/// colours.
fn color_is_refused(args: &[OsString]) -> bool {
    let after_color = args
        .windows(2)
        .any(|pair| pair[0] == "--color" && pair[1] == "never");
    after_color || args.iter().any(|arg| arg == "--color=never") || no_color_is_set()
}

/// Whether `NO_COLOR` is set, and not to nothing.
fn no_color_is_set() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// The path that a variable of the environment holds, if it holds any.
fn path_from_env(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(Into::into)
}

fn run(cli: &Cli) -> Result<u8> {
    let on_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let action = match &cli.action {
        Some(action) => action,
        None if on_terminal => &Action::Explore(ExploreArgs::default()),
        None => {
            let help = Cli::command().render_help().to_string();
            write_out(&help)?;
            return Ok(0);
        }
    };
    let global = &cli.global;
    let mut settings = Settings {
        data: global.data.clone().or_else(|| path_from_env("DESTAL_DATA")),
        notes: !global.no_notes,
        format: global.format,
        look: Look {
            width: width(global, global.output.is_some()),
            ascii: global.ascii,
            color: colored(global.color, io::stdout().is_terminal()),
        },
        today: today()?,
        texts: path_from_env("DESTAL_TEXTS"),
        seed: seed(),
        force: global.force,
    };
    match action {
        Action::Answer(command) => answer(command, global, &mut settings),
        Action::Explore(args) => {
            let outside = Outside {
                flags: flags(global),
                on_terminal,
                write: &|path, text| Target::new(path, false)?.write(text),
            };
            explore::explore(args, &settings, &outside).map(|()| 0)
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

/// Runs a command, and puts its answer where it belongs.
fn answer(command: &Command, global: &GlobalArgs, settings: &mut Settings) -> Result<u8> {
    let output = global
        .output
        .as_deref()
        .map(|path| Output::new(path, global, command))
        .transpose()?;
    if let Some(output) = &output {
        settings.format = output.format;
        settings.look.color = false;
    }
    let Answer {
        text,
        file,
        dialogue,
        remarks,
        status,
    } = command::run(command, settings)?;
    if let Some((target, sheet)) = file {
        target.write(&sheet)?;
    }
    match &output {
        Some(output) => output.target.write(&text)?,
        None => {
            write_out(&text)?;
        }
    }
    remark(&remarks, status, global.ascii);
    if let Some(mut dialogue) = dialogue {
        converse(&mut *dialogue, global.ascii)?;
    }
    Ok(status)
}

/// Holds a conversation over the standard streams until it is over.
///
/// A terminal shows what is typed at the prompt. What comes from elsewhere is written where it
/// would stand, so that the transcript can be read by itself.
fn converse(dialogue: &mut dyn Dialogue, ascii: bool) -> Result<()> {
    const PROMPT: &str = "> ";
    let on_terminal = io::stdin().is_terminal();
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        if on_terminal {
            write_out(PROMPT)?;
        }
        line.clear();
        let read = input.read_until(b'\n', &mut line).map_err(Error::Input)?;
        let typed = String::from_utf8_lossy(&line);
        let typed = (read > 0).then(|| typed.trim_end_matches(['\r', '\n']));
        let echo = match typed {
            Some(typed) if !on_terminal => {
                let echo = format!("{PROMPT}{}", for_terminal(typed, ascii));
                format!("{}\n", echo.trim_end())
            }
            // The end of the input leaves the cursor behind the prompt.
            None if on_terminal => "\n".to_owned(),
            _ => String::new(),
        };
        let turn = dialogue.reply(typed);
        if !write_out(&(echo + &turn.text))? || turn.over {
            return Ok(());
        }
    }
}

/// A file for the answer, and the format that it takes.
struct Output {
    target: Target,
    format: Option<Format>,
}

impl Output {
    fn new(path: &Path, global: &GlobalArgs, command: &Command) -> Result<Self> {
        let format = match global.format {
            None if !command.names_its_format() => Some(format_of(path)?),
            asked => asked,
        };
        Ok(Self {
            target: Target::new(path, global.force)?,
            format,
        })
    }
}

/// The format that the ending of a file's name asks for.
fn format_of(path: &Path) -> Result<Format> {
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    if let Some(format) = ending.as_deref().and_then(Format::of_ending) {
        return Ok(format);
    }
    let exported = ending.as_deref().and_then(Kind::of_ending);
    Err(Error::Usage {
        message: match &ending {
            Some(ending) => format!("no answer is written as `.{ending}`"),
            None => format!("`{}` has no ending that names a format", path.display()),
        },
        hint: match exported {
            Some(kind) => format!(
                "`destal export {} -o {}` writes such files",
                kind.word(),
                path.display()
            ),
            None => {
                "use .txt, .json, .ndjson, .csv, .tsv or .md, or name the format with -O".into()
            }
        },
    })
}

/// Writes to the standard output, and says whether anybody still reads it. Somebody who stopped
/// reading is no failure.
fn write_out(text: &str) -> Result<bool> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(why) => Err(Error::Output(why)),
    }
}

/// Says beside the answer what has to be said: why it is empty, or why it failed.
fn remark(remarks: &[String], status: u8, ascii: bool) {
    let labels = if status == 0 {
        ["note", "note"]
    } else {
        ["error", "hint"]
    };
    let mut err = io::stderr().lock();
    for (i, remark) in remarks.iter().enumerate() {
        let label = labels[i.min(1)];
        // Nothing is left to tell it to where this fails.
        let _ = writeln!(err, "{label}: {}", for_terminal(remark, ascii));
    }
}

fn complain(error: &Error, ascii: bool, color: bool) {
    let mut err = io::stderr().lock();
    let shown = |text: &str| -> String {
        let lines: Vec<String> = text
            .lines()
            .map(|line| for_terminal(line, ascii).into_owned())
            .collect();
        lines.join("\n")
    };
    let _ = writeln!(
        err,
        "{} {}",
        Tone::Error.paint("error:", color),
        shown(&error.to_string())
    );
    if let Some(hint) = error.hint() {
        let _ = writeln!(err, "{} {}", Tone::Hint.paint("hint:", color), shown(&hint));
    }
}

fn colored(choice: ColorChoice, on_terminal: bool) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => on_terminal && !no_color_is_set(),
    }
}

/// The columns to lay an answer out for: 80 where there is no terminal.
fn width(global: &GlobalArgs, to_file: bool) -> usize {
    const WITHOUT_TERMINAL: usize = 80;
    let of_terminal = || {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    };
    let wanted = global.width.map(usize::from);
    wanted
        .or_else(|| (!to_file).then(of_terminal).flatten())
        .unwrap_or(WITHOUT_TERMINAL)
        .max(20)
}

/// A number that is easy to type, and another one each time; with `SOURCE_DATE_EPOCH` always the
/// same.
fn seed() -> u64 {
    const NUMBERS: u64 = 1_000_000;
    if env::var_os("SOURCE_DATE_EPOCH").is_some() {
        return 0;
    }
    RandomState::new().build_hasher().finish() % NUMBERS
}

/// The local day, or that of `SOURCE_DATE_EPOCH`.
fn today() -> Result<NaiveDate> {
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(Local::now().date_naive());
    };
    let seconds = epoch.to_str().and_then(|text| text.parse().ok());
    seconds
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map(|moment| moment.date_naive())
        .ok_or_else(|| Error::Usage {
            message: format!("SOURCE_DATE_EPOCH is `{}`", epoch.to_string_lossy()),
            hint: "set it to a number of seconds since 1970, or unset it".into(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
