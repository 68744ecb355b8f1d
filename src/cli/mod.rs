//! The command line: what is outside the program, the output, and the exit status.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Local, NaiveDate};
use clap::{ColorChoice as ClapColor, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::{self, Answer, ColorChoice, Command, GlobalArgs, Settings};
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
    };
    match action {
        Action::Answer(command) => answer(command, global, &mut settings),
        Action::Explore(args) => {
            let outside = Outside {
                flags: flags(global),
                on_terminal,
                write: &|path, text| write_whole(path, text, false),
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
        remarks,
        status,
    } = command::run(command, settings)?;
    match &output {
        Some(output) => output.write(&text)?,
        None => write_out(&text)?,
    }
    remark(&remarks, status, global.ascii);
    Ok(status)
}

/// A file for the answer, and the format that it takes.
struct Output<'a> {
    path: &'a Path,
    format: Option<Format>,
    force: bool,
}

impl<'a> Output<'a> {
    fn new(path: &'a Path, global: &GlobalArgs, command: &Command) -> Result<Self> {
        let format = match global.format {
            None if !command.names_its_format() => Some(format_of(path)?),
            asked => asked,
        };
        if path.is_dir() {
            return Err(Error::Usage {
                message: format!("`{}` is a folder", path.display()),
                hint: "give the name of a file in it".into(),
            });
        }
        if path.exists() && !global.force {
            return Err(exists(path));
        }
        Ok(Self {
            path,
            format,
            force: global.force,
        })
    }

    fn write(&self, text: &str) -> Result<()> {
        write_whole(self.path, text, self.force)
    }
}

/// Writes a whole file or nothing: a file of another name takes the place of an old one, which is
/// replaced only with `force`.
fn write_whole(path: &Path, text: &str, force: bool) -> Result<()> {
    let failed = |why: &io::Error| Error::File {
        action: "write",
        path: path.to_owned(),
        why: match why.kind() {
            io::ErrorKind::NotFound => "there is no such folder".to_owned(),
            io::ErrorKind::PermissionDenied => "it may not be written".to_owned(),
            // The message would name the file that was to take its place.
            _ => why
                .to_string()
                .split(" at path ")
                .next()
                .unwrap_or_default()
                .to_owned(),
        },
        hint: "check the folder, its permissions and the room on the disk".into(),
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file: the process's mask takes away what it should.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .prefix(".destal")
        .tempfile_in(folder)
        .map_err(|why| failed(&why))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(|why| failed(&why))?;
    if force {
        file.persist(path).map_err(|why| failed(&why.error))?;
    } else {
        file.persist_noclobber(path)
            .map_err(|why| match why.error.kind() {
                io::ErrorKind::AlreadyExists => exists(path),
                _ => failed(&why.error),
            })?;
    }
    Ok(())
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

fn exists(path: &Path) -> Error {
    Error::Usage {
        message: format!("`{}` exists already", path.display()),
        hint: "give --force to replace it, or another name".into(),
    }
}

/// Writes to the standard output. Somebody who stopped reading is no failure.
fn write_out(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Error::Output),
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
