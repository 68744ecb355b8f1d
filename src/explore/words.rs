//! Which words complete a line: the ids in a timeline, for our own prompt and for other shells.

use std::ffi::OsStr;
use std::sync::{Arc, LazyLock};

use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};

use crate::command::Takes;
use crate::model::timeline::Timeline;
use crate::query::words::fold;
use crate::view::for_terminal;

/// The words for a line, made when the first of them is asked for.
pub type Known = Arc<LazyLock<Words, Box<dyn FnOnce() -> Words + Send + Sync>>>;

/// The ids of all that a timeline names, each with what it is called.
#[derive(Debug, Default)]
pub struct Words {
    people: Vec<Word>,
    places: Vec<Word>,
    themes: Vec<Word>,
    sources: Vec<Word>,
    events: Vec<Word>,
    topics: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    id: String,
    called: String,
}

impl Words {
    /// The words of a timeline.
    ///
    /// An id from somebody else's dataset may hold what a shell would run. Only ids of letters,
    /// digits, `-`, `_` and `.` that begin with a letter or digit are offered: no shell acts on
    /// them, quoted or not.
    pub fn of(timeline: &Timeline, ascii: bool) -> Self {
        /// The words of one list of the timeline.
        macro_rules! words {
            ($list:ident, $called:ident) => {
                timeline
                    .$list
                    .iter()
                    .filter(|record| is_plain(&record.id))
                    .map(|record| Word {
                        id: record.id.to_string(),
                        called: for_terminal(&record.$called, ascii).into_owned(),
                    })
                    .collect()
            };
        }
        Self {
            people: words!(people, name),
            places: words!(places, name),
            themes: words!(themes, name),
            sources: words!(sources, name),
            events: words!(events, title),
            topics: words!(topics, title),
        }
    }

    /// The words of one kind that go on from what is typed, case and accents aside.
    fn going_on(&self, takes: Takes, typed: &OsStr) -> Vec<CompletionCandidate> {
        let list = match takes {
            Takes::People => &self.people,
            Takes::Places => &self.places,
            Takes::Themes => &self.themes,
            Takes::Sources => &self.sources,
            Takes::Events => &self.events,
            Takes::Topics => &self.topics,
        };
        let Some(typed) = typed.to_str().map(fold) else {
            return Vec::new();
        };
        let fitting = list
            .iter()
            .filter(|word| fold(&word.id).starts_with(&typed));
        fitting
            .map(|word| CompletionCandidate::new(&word.id).help(Some(word.called.clone().into())))
            .collect()
    }
}

fn is_plain(id: &str) -> bool {
    id.starts_with(char::is_alphanumeric)
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// The tree of commands with the words for every argument that takes a name. `bare` says that
/// words go to a shell that does not quote them: paths that it would act on are left out.
pub fn with_values(tree: Command, known: &Known, bare: bool) -> Command {
    let commands: Vec<String> = tree
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let tree = tree.mut_args(|arg| with_words(arg, known, bare));
    commands.into_iter().fold(tree, |tree, name| {
        tree.mut_subcommand(name, |command| with_values(command, known, bare))
    })
}

fn with_words(arg: Arg, known: &Known, bare: bool) -> Arg {
    if let Some(takes) = arg.get::<Takes>().copied() {
        let known = Arc::clone(known);
        return arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
            known.going_on(takes, typed)
        }));
    }
    let is_path = arg.get_value_hint() == ValueHint::AnyPath;
    if is_path && bare {
        return arg.add(ArgValueCompleter::new(harmless_paths));
    }
    arg
}

/// Paths without a character that some shell acts on.
fn harmless_paths(typed: &OsStr) -> Vec<CompletionCandidate> {
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
