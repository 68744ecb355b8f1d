//! `completions`: the scripts that let a shell complete the command line, and what they ask for.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use clap::{Args, CommandFactory};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::command::{self, Answer, GlobalArgs, Settings};
use crate::dataset::progress::NoProgress;
use crate::error::{Error, Result};
use crate::explore::{Known, Words, with_values};

use super::environment::{self, COMPLETING};
use super::output::complain;
use super::{Cli, settings, whole};

/// Write the script that lets a shell complete commands, options and names
#[derive(Debug, Args)]
#[command(after_help = "\
What to put where, so that every new shell has it:
  bash        source <(destal completions bash)                in ~/.bashrc
  zsh         source <(destal completions zsh)                 in ~/.zshrc, below compinit
  fish        destal completions fish | source                 in ~/.config/fish/config.fish
  powershell  destal completions powershell | Out-String | Invoke-Expression    in $PROFILE
  elvish      eval (destal completions elvish | slurp)         in ~/.config/elvish/rc.elv

Names are those of the timeline in use: that of --data on the line, of DESTAL_DATA, or the
shipped one.")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// The shells that there are scripts for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

impl Shell {
    fn completer(self) -> &'static dyn EnvCompleter {
        match self {
            Self::Bash => &Bash,
            Self::Zsh => &Zsh,
            Self::Fish => &Fish,
            Self::Powershell => &Powershell,
            Self::Elvish => &Elvish,
        }
    }
}

/// Writes the script. It calls the program by the path by which this run was called.
pub fn script(args: &CompletionsArgs) -> Result<Answer> {
    let program = environment::arguments().into_iter().next();
    let program = program.map_or_else(|| PathBuf::from("destal"), PathBuf::from);
    let program = match environment::current_folder() {
        Some(folder) if program.components().count() > 1 => folder.join(program),
        _ => program,
    };
    let program = program.to_string_lossy();
    let mut script = Vec::new();
    args.shell
        .completer()
        .write_registration(COMPLETING, "destal", "destal", &program, &mut script)
        .map_err(Error::Output)?;
    let mut text = String::from_utf8_lossy(&script).into_owned();
    if let (Shell::Bash, Ok(quoted)) = (args.shell, shlex::try_quote(&program)) {
        // The script has quotes of its own around a name that is quoted already.
        text = text.replace(&format!("\"{quoted}\""), &quoted);
    }
    Ok(Answer {
        text: text.trim().to_owned() + "\n",
        ..Answer::default()
    })
}

/// Answers a shell that asks how its line goes on, and returns the exit status; `None` where no
/// shell asks.
pub fn complete(args: &[OsString]) -> Option<u8> {
    let shell = match environment::completing()? {
        Ok(shell) => shell,
        Err(error) => {
            complain(&error, &GlobalArgs::default());
            return Some(error.exit_code());
        }
    };
    let typed = args
        .iter()
        .position(|arg| arg == "--")
        .map(|at| &args[at + 1..]);
    let typed = typed.unwrap_or_default();
    if typed.is_empty() {
        return Some(0);
    }
    let data = data_of(typed);
    let known: Known = Arc::new(LazyLock::new(Box::new(move || of_timeline(data))));
    let mut tree = with_values(whole(Cli::command()), &known, true);
    let folder = environment::current_folder();
    let mut reply = Vec::new();
    // What cannot be completed is not: an error in the middle of a line helps nobody.
    let done = shell.write_complete(&mut tree, typed.to_vec(), folder.as_deref(), &mut reply);
    let written = done.and_then(|()| io::stdout().write_all(&reply));
    Some(u8::from(written.is_err()))
}

/// The path that stands after `--data` on the line, which a shell hands on as it was typed.
fn data_of(typed: &[OsString]) -> Option<PathBuf> {
    let at = typed.iter().position(|word| word == "--data");
    // bash makes three words of `--data=x`.
    let mut after = typed[at.map_or(typed.len(), |at| at + 1)..].iter();
    let after = after.find(|word| *word != "=").map(PathBuf::from);
    let joined = || {
        typed
            .iter()
            .find_map(|word| Some(PathBuf::from(word.to_str()?.strip_prefix("--data=")?)))
    };
    let path = after.or_else(joined)?;
    let unquoted = path
        .to_str()
        .and_then(shlex::split)
        .map(|words| words.concat());
    let path = unquoted.map_or(path, PathBuf::from);
    let home = || Some(environment::path("HOME")?.join(path.strip_prefix("~").ok()?));
    Some(home().unwrap_or(path))
}

/// The names in the timeline; none where it cannot be used.
fn of_timeline(data: Option<PathBuf>) -> Words {
    let global = GlobalArgs {
        data,
        ..GlobalArgs::default()
    };
    let settings = Settings {
        // A bar would stand in the middle of the line that is being typed.
        progress: Arc::new(NoProgress),
        ..settings(&global)
    };
    command::on_timeline(&settings, |timeline| Ok(Words::of(timeline, false))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_dataset_on_the_line_is_found() {
        assert_eq!(data_of(&typed("destal event ")), None);
        assert_eq!(
            data_of(&typed("destal --data x.json event ")),
            Some("x.json".into())
        );
        assert_eq!(
            data_of(&typed("destal event --data=x.json ")),
            Some("x.json".into())
        );
        assert_eq!(
            data_of(&typed("destal --data = x.json ev")),
            Some("x.json".into())
        );
        assert_eq!(
            data_of(&typed("destal --data 'x.json' ev")),
            Some("x.json".into())
        );
        assert_eq!(data_of(&typed("destal --data")), None);
    }
}
