//! Words and lines answered without the world around them: nothing is read from outside and
//! nothing written, and all that would be said is handed back. For programs that try many.

use std::ffi::OsString;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::command::{self, Answer, Command, GlobalArgs, Settings};
use crate::dataset::progress::NoProgress;
use crate::error::Result;
use crate::explore::shell::{Heard, Lines, Next, Piped, Read, converse};
use crate::model::timeline::Timeline;
use crate::view::Look;

use super::output::for_lines;
use super::{Action, Cli, Tree, Typed, completions, in_one_format};

/// The program, as far as it answers words and lines. What may be typed is put together once.
pub struct Feed {
    program: Tree,
    shell: Tree,
}

impl Feed {
    /// The program, before anything was typed.
    pub fn new() -> Self {
        Self {
            program: Tree::of_program(),
            shell: Tree::of_shell(),
        }
    }

    /// Answers the words of a command line, without the name of the program, and returns all that
    /// is said: the answer, remarks and errors.
    pub fn words(&self, timeline: &Timeline, words: &[String]) -> String {
        let mut said = String::new();
        answer(timeline, words, &self.program, None, &mut said);
        said
    }

    /// Answers the lines of a shell, and returns all that is said.
    pub fn lines(&self, timeline: &Timeline, bytes: &[u8]) -> String {
        let mut said = String::new();
        let tally = converse(&mut Piped::new(bytes), |lines, heard| match heard {
            Heard::Words(words) => answer(timeline, &words, &self.shell, Some(lines), &mut said),
            Heard::Unusable(why) => {
                say(&mut said, &why.to_string(), false);
                Next::Failed
            }
            Heard::Note(_) => Next::Answered,
        });
        tally.expect("memory can be read");
        said
    }
}

fn answer(
    timeline: &Timeline,
    words: &[String],
    tree: &Tree,
    lines: Option<&mut dyn Lines>,
    said: &mut String,
) -> Next {
    let program = [OsString::from("destal")].into_iter();
    let words: Vec<OsString> = program.chain(words.iter().map(OsString::from)).collect();
    let cli = match tree.read(&words) {
        Ok(Typed::Line(cli)) => cli,
        Ok(Typed::Leave) => return Next::Leave { failed: false },
        Err(clap) => {
            said.push_str(&for_lines(&clap.to_string(), false));
            return Next::Failed;
        }
    };
    let global = &cli.global;
    match run(timeline, &cli, tree) {
        Ok(mut answer) => {
            said.push_str(&answer.text);
            for remark in &answer.remarks {
                say(said, remark, global.ascii);
            }
            if let (Some(dialogue), Some(lines)) = (&mut answer.dialogue, lines) {
                while let Ok(Read::Line(line)) = lines.read("") {
                    let (text, is_over) = dialogue.reply(Some(&line));
                    said.push_str(&text);
                    if is_over {
                        break;
                    }
                }
            }
            Next::Answered
        }
        Err(why) => {
            say(said, &why.to_string(), global.ascii);
            why.hint()
                .into_iter()
                .for_each(|hint| say(said, &hint, global.ascii));
            Next::Failed
        }
    }
}

fn run(timeline: &Timeline, cli: &Cli, tree: &Tree) -> Result<Answer> {
    let settings = settings(&cli.global);
    match &cli.action {
        // Where they look is not in memory.
        None | Some(Action::Answer(Command::Check(_)) | Action::Explore(_) | Action::Shell(_)) => {
            Ok(Answer::default())
        }
        Some(Action::Answer(command)) => command::run_on(command, timeline, &settings),
        Some(Action::Completions(args)) => {
            in_one_format(&settings)?;
            completions::script(args)
        }
        Some(Action::Man(_)) => Ok(Answer::default()),
        Some(Action::Help(args)) => match args.subject() {
            Some(subject) => command::explain(subject, &settings),
            None => Ok(Answer {
                text: for_lines(&tree.explain(args.about()).to_string(), false),
                ..Answer::default()
            }),
        },
    }
}

/// The world as far as a command needs it: always the same.
fn settings(global: &GlobalArgs) -> Settings {
    Settings {
        data: None,
        notes: !global.no_notes,
        format: global.format,
        look: Look {
            width: global.width.map_or(80, usize::from),
            ascii: global.ascii,
            color: false,
        },
        today: || Ok(NaiveDate::from_ymd_opt(1956, 2, 25).expect("there was such a day")),
        texts: None,
        seed: || 0,
        force: false,
        progress: Arc::new(NoProgress),
    }
}

fn say(said: &mut String, text: &str, ascii: bool) {
    said.push_str(&for_lines(text, ascii));
    said.push('\n');
}
