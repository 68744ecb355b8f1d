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

/// The ids of all that a timeline names.
#[derive(Debug, Default)]
pub struct Words(Vec<Word>);

#[derive(Debug)]
struct Word {
    kind: Takes,
    id: String,
    /// The name or title.
    called: String,
}

impl Words {
    /// The words of a timeline.
    ///
    /// An id from somebody else's dataset may hold what a shell would run. Only ids of letters,
    /// digits, `-`, `_` and `.` that begin with a letter or digit are offered: no shell acts on
    /// them, quoted or not.
    pub fn of(timeline: &Timeline<'_>, ascii: bool) -> Self {
        let mut words = Vec::new();
        let mut add = |kind, id: &str, called: &str| {
            if is_plain(id) {
                let called = for_terminal(called, ascii).into_owned();
                let id = id.to_owned();
                words.push(Word { kind, id, called });
            }
        };
        for person in &timeline.people {
            add(Takes::People, &person.id, &person.name);
        }
        for place in &timeline.places {
            add(Takes::Places, &place.id, &place.name);
        }
        for theme in &timeline.themes {
            add(Takes::Themes, &theme.id, &theme.name);
        }
        for source in &timeline.sources {
            add(Takes::Sources, &source.id, &source.name);
        }
        for event in timeline.events.iter() {
            add(Takes::Events, &event.id, &event.title);
        }
        for topic in &timeline.topics {
            add(Takes::Topics, &topic.id, &topic.title);
        }
        Self(words)
    }

    /// The words of one kind that go on from what is typed, case and accents aside.
    fn complete(&self, kind: Takes, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str().map(fold) else {
            return Vec::new();
        };
        let of_kind = self.0.iter().filter(|word| word.kind == kind);
        of_kind
            .filter(|word| fold(&word.id).starts_with(&typed))
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
    if let Some(kind) = arg.get::<Takes>().copied() {
        let known = Arc::clone(known);
        return arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
            known.complete(kind, typed)
        }));
    }
    if bare && arg.get_value_hint() == ValueHint::AnyPath {
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
