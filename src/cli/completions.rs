//! `completions`: shell completion scripts, and the candidates that they request.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command, ValueHint};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::Shells;

use crate::command::{self, GlobalArgs, Output, Settings};
use crate::dataset::progress::NoProgress;
use crate::error::{Error, Result};
use crate::model::timeline::Timeline;
use crate::query::names::RecordKind;
use crate::query::words::fold;
use crate::view::for_terminal;

use super::{Environment, reject_format, settings};

/// The variable with which a completion script requests candidates; its value names the shell.
const COMPLETING: &str = "DESTAL_COMPLETE";

const SHELLS: Shells<'static> = Shells::builtins();

/// Write the script that lets a shell complete commands, options and names
#[derive(Debug, Args)]
#[command(after_help = "\
Where to put it, so that every new shell has it:
  bash        source <(destal completions bash)                in ~/.bashrc
  zsh         source <(destal completions zsh)                 in ~/.zshrc, below compinit
  fish        destal completions fish | source                 in ~/.config/fish/config.fish
  powershell  destal completions powershell | Out-String | Invoke-Expression    in $PROFILE
  elvish      eval (destal completions elvish | slurp)         in ~/.config/elvish/rc.elv

Names come from the timeline in use: --data on the line, DESTAL_DATA, or else the
shipped one.")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    #[arg(value_parser = PossibleValuesParser::new(["bash", "zsh", "fish", "powershell", "elvish"]))]
    shell: String,
}

/// Returns the script. It calls the program by the path that this process was called with.
pub fn script(args: &CompletionsArgs, settings: &Settings, env: &Environment) -> Result<Output> {
    reject_format(settings)?;
    let program = match &env.folder {
        Some(folder) if env.program.components().count() > 1 => folder.join(&env.program),
        _ => env.program.clone(),
    };
    let program = program.to_string_lossy();
    let shell = SHELLS.completer(&args.shell);
    let mut script = Vec::new();
    shell
        .expect("the parser lets only these words through")
        .write_registration(COMPLETING, "destal", "destal", &program, &mut script)
        .map_err(Error::Output)?;
    let mut text = String::from_utf8_lossy(&script).into_owned();
    if let ("bash", Ok(quoted)) = (&*args.shell, shlex::try_quote(&program)) {
        // The script puts quotes around a path that is already quoted.
        text = text.replace(&format!("\"{quoted}\""), &quoted);
    }
    Ok(Output::from(text.trim().to_owned() + "\n"))
}

/// Answers a completion request, and returns the exit status; `None` if there is no request.
pub fn complete(args: &[OsString], env: &Environment) -> Option<Result<u8>> {
    let name = env.value(COMPLETING)?;
    let Some(shell) = SHELLS.iter().find(|shell| name == shell.name()) else {
        return Some(Err(Error::usage(
            format!("{COMPLETING} is `{}`", name.to_string_lossy()),
            "unset it; it is for the scripts that `destal completions` writes",
        )));
    };
    let at = args.iter().position(|arg| arg == "--");
    let typed = at.map_or(&[][..], |at| &args[at + 1..]);
    if typed.is_empty() {
        return Some(Ok(0));
    }
    let global = GlobalArgs {
        data: typed_data_path(typed, env.path("HOME")),
        ..GlobalArgs::default()
    };
    let settings = Settings {
        // A progress bar would appear in the middle of the line being typed.
        progress: Arc::new(NoProgress),
        ..settings(&global, env)
    };
    // No names if the timeline cannot be used.
    let known: Known = Arc::new(move |kind| {
        let timeline = command::load(&settings, None).ok();
        timeline.map_or_else(Vec::new, |timeline| names(&timeline, kind, false))
    });
    let mut commands = with_names(super::help::program(), &known, true);
    let mut reply = Vec::new();
    // Failures are silent: an error message would appear in the middle of the line being typed.
    let done = shell.write_complete(
        &mut commands,
        typed.to_vec(),
        env.folder.as_deref(),
        &mut reply,
    );
    let written = done.and_then(|()| env.stdout.write(&String::from_utf8_lossy(&reply)));
    Some(Ok(u8::from(written.is_err())))
}

/// The path after `--data` on the line. Shells pass it as typed, with quotes and `~`.
fn typed_data_path(typed: &[OsString], home: Option<PathBuf>) -> Option<PathBuf> {
    let mut words = typed.iter();
    let rest = words.find_map(|word| {
        let rest = word.to_str()?.strip_prefix("--data")?;
        (rest.is_empty() || rest.starts_with('=')).then_some(rest)
    })?;
    let path: PathBuf = match rest.strip_prefix('=') {
        Some(path) => path.into(),
        // bash splits `--data=x` into three words.
        None => words.find(|word| *word != "=")?.into(),
    };
    let unquoted = path.to_str().and_then(shlex::split);
    let path = unquoted.map_or(path, |words| words.concat().into());
    match (home, path.strip_prefix("~")) {
        (Some(home), Ok(rest)) => Some(home.join(rest)),
        _ => Some(path),
    }
}

/// Returns the names of the records of a kind; called only when they are needed.
pub type Known = Arc<dyn Fn(RecordKind) -> Vec<CompletionCandidate> + Send + Sync>;

/// The names of the records of a kind.
///
/// An id from an untrusted dataset may contain shell syntax. Only ids of letters, digits, `-`, `_`
/// and `.` that begin with a letter or digit are offered: no shell acts on them, quoted or not.
pub fn names(timeline: &Timeline, kind: RecordKind, ascii: bool) -> Vec<CompletionCandidate> {
    let records = kind.records(timeline).into_iter();
    let plain = records.filter(|record| is_plain(record.id()));
    let candidates = plain.map(|record| {
        let title = for_terminal(record.name(), ascii);
        CompletionCandidate::new(record.id()).help(Some(title.into()))
    });
    candidates.collect()
}

fn is_plain(id: &str) -> bool {
    id.starts_with(char::is_alphanumeric)
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Adds the names to every argument that takes one. `bare` means that the shell inserts words
/// without quotes: paths that it would act on are left out.
pub fn with_names(commands: Command, known: &Known, bare: bool) -> Command {
    let with = |arg: Arg| match arg.get::<RecordKind>().copied() {
        Some(kind) => {
            let known = Arc::clone(known);
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                matching_names(known(kind), typed)
            }))
        }
        None if bare && arg.get_value_hint() == ValueHint::AnyPath => {
            arg.add(ArgValueCompleter::new(shell_safe_paths))
        }
        None => arg,
    };
    commands
        .mut_args(with)
        .mut_subcommands(|command| with_names(command, known, bare))
}

/// The names that begin with the typed text, ignoring case and accents.
fn matching_names(mut names: Vec<CompletionCandidate>, typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_str().map(fold);
    names.retain(|name| {
        let id = name.get_value().to_str().map(fold);
        id.zip(typed.as_ref())
            .is_some_and(|(id, typed)| id.starts_with(typed))
    });
    names
}

/// Paths without characters that a shell acts on.
fn shell_safe_paths(typed: &OsStr) -> Vec<CompletionCandidate> {
    let harmless = |c: char| c.is_alphanumeric() || "/._-+,@~\\:".contains(c);
    let mut paths = PathCompleter::any().complete(typed);
    paths.retain(|path| {
        let path = path.get_value().to_str();
        path.is_some_and(|path| path.chars().all(harmless))
    });
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_dataset_on_the_line_is_found() {
        assert_eq!(typed_data_path(&typed("destal event "), None), None);
        assert_eq!(
            typed_data_path(&typed("destal --data x.json event "), None),
            Some("x.json".into())
        );
        assert_eq!(
            typed_data_path(&typed("destal event --data=x.json "), None),
            Some("x.json".into())
        );
        assert_eq!(
            typed_data_path(&typed("destal --data = x.json ev"), None),
            Some("x.json".into())
        );
        assert_eq!(
            typed_data_path(&typed("destal --data 'x.json' ev"), None),
            Some("x.json".into())
        );
        assert_eq!(typed_data_path(&typed("destal --data"), None), None);
    }

    #[test]
    fn only_ids_that_no_shell_acts_on_are_plain() {
        for id in ["beria", "hungary-1956", "п_1.2", "1953"] {
            assert!(is_plain(id), "{id}");
        }
        for id in [
            "",
            "-x",
            "--all",
            "a b",
            "$(id)",
            "`id`",
            "a;b",
            "a'b",
            "a\"b",
            "a\nb",
            "~",
            "*",
            "a|b",
            "!x",
            "{a,b}",
            "a\\b",
            "\u{202e}x",
            "=1+1",
            ".",
            "..",
        ] {
            assert!(!is_plain(id), "{id}");
        }
    }
}
