//! `shell`: the same commands, typed one after another.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::{Arc, LazyLock};

use clap::{Args, CommandFactory};

use crate::command::{self, Answer, ColorChoice, GlobalArgs, Settings};
use crate::error::{Error, Result};
use crate::explore::shell::{Editor, Heard, History, Lines, Next, Piped, Tally, converse};
use crate::explore::{Known, Words, with_values};
use crate::model::timeline::Timeline;
use crate::view::for_terminal;

use super::output::{Stream, complain, remark};
use super::{
    Cli, Ended, Place, Tree, Typed, color_is_off, color_is_refused, ended, environment, perform,
    whole,
};

/// Type commands one after another, with history and Tab
///
/// Fed from a pipe there is no prompt: the answers follow one another, errors go to the standard
/// error, and the exit status is 1 if a line failed. Options given here hold for every line that
/// does not say otherwise.
#[derive(Debug, Args)]
pub struct ShellArgs {}

/// Opens the shell, and returns its exit status when there are no more lines.
pub fn run(global: &GlobalArgs, settings: &Settings, place: &Place<'_>) -> Result<u8> {
    if place.in_shell {
        return Err(Error::Usage {
            message: "this is the shell already".into(),
            hint: "`exit` leaves it".into(),
        });
    }
    if global.output.is_some() {
        return Err(Error::Usage {
            message: "the shell writes no file of its own".into(),
            hint: "give -o on the line of a command".into(),
        });
    }
    command::on_timeline(settings, |timeline| {
        settings.progress.ends();
        if io::stdin().is_terminal() && io::stdout().is_terminal() {
            at_prompt(timeline, global, settings)
        } else {
            from_pipe(timeline, global)
        }
    })
}

fn at_prompt(timeline: &Timeline, global: &GlobalArgs, settings: &Settings) -> Result<u8> {
    let words = Words::of(timeline, global.ascii);
    let known: Known = Arc::new(LazyLock::new(Box::new(move || words)));
    let tree = with_values(whole(commands()), &known, false);
    let history = environment::history_file().map(History::new);
    let mut editor = Editor::new(tree, history, settings.look.color)?;
    let stream = Stream {
        paged: true,
        ..Stream::default()
    };
    let title = timeline.title.as_ref().unwrap_or(&timeline.id);
    let greeting = Answer {
        text: format!(
            "{}\nTab completes, help lists the commands, exit leaves.\n",
            for_terminal(title, global.ascii)
        ),
        ..Answer::default()
    };
    stream.deliver(&greeting, None, global, false)?;
    Session {
        tree: Tree::of_shell(),
        timeline,
        global,
        stream: &stream,
    }
    .listen(&mut editor)?;
    Ok(0)
}

fn from_pipe(timeline: &Timeline, global: &GlobalArgs) -> Result<u8> {
    let stream = Stream {
        apart: true,
        ..Stream::default()
    };
    let session = Session {
        tree: Tree::of_shell(),
        timeline,
        global,
        stream: &stream,
    };
    let tally = session.listen(&mut Piped::new(io::stdin().lock()))?;
    if tally.failed.is_empty() {
        return Ok(0);
    }
    remark(&[failures(&tally)], 0, global.ascii);
    Ok(1)
}

/// "2 of 7 failed: lines 3, 5".
fn failures(tally: &Tally) -> String {
    const NAMED: usize = 20;
    let named: Vec<String> = tally
        .failed
        .iter()
        .take(NAMED)
        .map(ToString::to_string)
        .collect();
    let more = if tally.failed.len() > NAMED {
        ", …"
    } else {
        ""
    };
    format!(
        "{} of {} failed: line{} {}{more}",
        tally.failed.len(),
        tally.tried,
        if tally.failed.len() == 1 { "" } else { "s" },
        named.join(", ")
    )
}

/// The command that ends the shell.
pub const LEAVE: &str = "exit";

/// All that may be typed in the shell: what may be typed after the name of the program, and how
/// to leave.
pub(super) fn commands() -> clap::Command {
    let exit = clap::Command::new(LEAVE)
        .visible_alias("quit")
        .about("Leave the shell");
    Cli::command()
        .subcommand(exit)
        .mut_subcommand("shell", |shell| shell.hide(true))
        .after_help(
            "Lines are split as a shell splits them: quote what holds blanks, and # begins a \
             comment. The word destal before a command may be left out.",
        )
}

/// What holds for all lines.
struct Session<'a> {
    tree: Tree,
    timeline: &'a Timeline,
    global: &'a GlobalArgs,
    stream: &'a Stream,
}

impl Session<'_> {
    fn listen(&self, lines: &mut dyn Lines) -> Result<Tally> {
        converse(lines, |lines, heard| match heard {
            Heard::Words(words) => self.answer(words, lines),
            Heard::Unusable(why) => {
                complain(&why, self.global);
                Next::Failed
            }
            Heard::Note(note) => {
                remark(&[note], 0, self.global.ascii);
                Next::Answered
            }
        })
    }

    fn answer(&self, words: Vec<String>, lines: &mut dyn Lines) -> Next {
        let program = [OsString::from("destal")].into_iter();
        let words: Vec<OsString> = program
            .chain(words.into_iter().map(OsString::from))
            .collect();
        let Ended { status, unread } = match self.tree.read(&words) {
            Ok(Typed::Line(mut cli)) => {
                let line = std::mem::take(&mut cli.global);
                // Another timeline, or this one with or without its notes, is loaded anew.
                let same = line.data.is_none() && line.no_notes <= self.global.no_notes;
                cli.global = over(line, self.global);
                let place = Place {
                    tree: &self.tree,
                    in_shell: true,
                    timeline: same.then_some(self.timeline),
                    stream: self.stream,
                    lines: &RefCell::new(lines),
                };
                perform(&cli, &place)
            }
            Ok(Typed::Leave) => return Next::Leave { failed: false },
            Err(said) => {
                let no_color = color_is_off(self.global) || color_is_refused(&words);
                ended(self.stream.print(&said, no_color), self.global)
            }
        };
        match (unread, status) {
            (true, status) => Next::Leave {
                failed: status != 0,
            },
            (false, 0) => Next::Answered,
            (false, _) => Next::Failed,
        }
    }
}

/// The options of a line, and for what it leaves open those of the session.
fn over(line: GlobalArgs, session: &GlobalArgs) -> GlobalArgs {
    GlobalArgs {
        // The ending of a file on the line beats the format of the session.
        format: match line.output {
            Some(_) => line.format,
            None => line.format.or(session.format),
        },
        output: line.output,
        force: line.force || session.force,
        data: line.data.or_else(|| session.data.clone()),
        no_notes: line.no_notes || session.no_notes,
        color: match line.color {
            ColorChoice::Auto => session.color,
            asked => asked,
        },
        width: line.width.or(session.width),
        ascii: line.ascii || session.ascii,
        no_pager: line.no_pager || session.no_pager,
    }
}
