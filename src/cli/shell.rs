//! `shell`: runs commands line by line.

use clap::ColorChoice;
use std::ffi::OsString;
use std::sync::Arc;

use itertools::Itertools;

use crate::command::{self, GlobalArgs, Settings};
use crate::error::{Error, Result};
use crate::explore::shell::{Editor, LineReader, PROMPT, Piped, ReadLine, split};
use crate::model::timeline::Timeline;
use crate::view::for_terminal;

use super::completions::{Known, names, with_names};
use super::help::program;
use super::output::print_remarks;
use super::{Session, exit_status, is_color_refused};

/// Runs the shell until the input ends, and returns its exit status.
pub fn run(global: &GlobalArgs, settings: &Settings, outer: &Session<'_>) -> Result<u8> {
    if outer.in_shell {
        return Err(Error::usage(
            "this is the shell already",
            "`exit` leaves it",
        ));
    }
    if global.output.is_some() {
        return Err(Error::usage(
            "the shell writes no file of its own",
            "give -o on the line of a command",
        ));
    }
    let env = outer.env;
    let has_prompt = env.is_interactive();
    let timeline = Arc::new(command::load(settings, None)?);
    settings.progress.end();
    let lines: Box<dyn LineReader + '_> = if has_prompt {
        let (named, ascii) = (Arc::clone(&timeline), global.ascii);
        let known: Known = Arc::new(move |kind| names(&named, kind, ascii));
        let commands = with_names(commands(), &known, false);
        let say = |note| print_remarks(&[note], 0, global.ascii, env);
        Box::new(Editor::new(commands, env.history_file(), say)?)
    } else {
        Box::new(Piped::new(&env.stdin))
    };
    let session = Session::new(env, true, lines);
    if has_prompt {
        let title = timeline.name();
        let title = for_terminal(title, global.ascii);
        let help = "Tab completes, help lists the commands, exit leaves.";
        session.print(&format!("{title}\n{help}\n"), global)?;
    }
    let (tried, failed) = session.answer_lines(&timeline, global)?;
    if has_prompt || failed.is_empty() {
        return Ok(0);
    }
    print_remarks(&[failures(tried, &failed)], 0, global.ascii, env);
    Ok(1)
}

/// "2 of 7 failed: lines 3, 5".
fn failures(tried: usize, failed: &[usize]) -> String {
    const NAMED: usize = 20;
    let count = failed.len();
    let s = if count == 1 { "" } else { "s" };
    let named = failed.iter().take(NAMED).join(", ");
    let more = if count > NAMED { ", …" } else { "" };
    format!("{count} of {tried} failed: line{s} {named}{more}")
}

/// The command that ends the shell.
pub const EXIT: &str = "exit";

/// The command tree of the shell: the program's, with a command to leave.
pub fn commands() -> clap::Command {
    let exit = clap::Command::new(EXIT)
        .visible_alias("quit")
        .about("Leave the shell");
    program()
        .subcommand(exit)
        .mut_subcommand("shell", |shell| shell.hide(true))
        .after_help(
            "Lines are split as a shell splits them: quote what holds blanks, and # begins a \
             comment. The word destal before a command may be left out.",
        )
}

impl Session<'_> {
    /// Runs lines until the input ends. Returns the number of non-empty lines, and the numbers of
    /// the lines that failed, counted from 1 with empty lines included.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    fn answer_lines(
        &self,
        timeline: &Timeline,
        global: &GlobalArgs,
    ) -> Result<(usize, Vec<usize>)> {
        let (mut tried, mut failed) = (0, Vec::new());
        for number in 1.. {
            let read = self.lines.borrow_mut().read(PROMPT)?;
            let words = match read {
                ReadLine::End => break,
                ReadLine::Interrupted => continue,
                ReadLine::Unusable(why) => Err(why),
                ReadLine::Line(line) => split(&line),
            };
            let (has_failed, is_last) = match words {
                Ok(words) if words.is_empty() => continue,
                Ok(words) => self.answer_line(words, timeline, global),
                Err(why) => self.finish(Err(why), global),
            };
            tried += 1;
            if has_failed {
                failed.push(number);
            }
            if is_last {
                break;
            }
        }
        Ok((tried, failed))
    }

    /// Runs a line, and returns whether it failed and whether it is the last.
    fn answer_line(
        &self,
        words: Vec<String>,
        timeline: &Timeline,
        global: &GlobalArgs,
    ) -> (bool, bool) {
        let program = std::iter::once("destal".into());
        let words: Vec<OsString> = program.chain(words.into_iter().map(Into::into)).collect();
        match self.parse(&words) {
            Ok(Some(mut cli)) => {
                let line = std::mem::take(&mut cli.global);
                // Another dataset, or the same without sources or notes, has to be loaded.
                let is_same = line.data.is_none()
                    && line.without.is_empty()
                    && line.no_notes <= global.no_notes;
                cli.global = override_options(line, global);
                let result = self.execute(&cli, is_same.then_some(timeline));
                self.finish(result, &cli.global)
            }
            Ok(None) => (false, true),
            Err(error) => {
                let no_color =
                    global.color == ColorChoice::Never || is_color_refused(&words, self.env);
                self.finish(self.print_clap(&error, no_color), global)
            }
        }
    }

    fn finish(&self, result: Result<u8>, global: &GlobalArgs) -> (bool, bool) {
        let nobody_reads = matches!(result, Err(Error::Output(_)));
        (exit_status(result, global, self.env) != 0, nobody_reads)
    }
}

/// The global options of a line, with those of the session as defaults.
fn override_options(line: GlobalArgs, session: &GlobalArgs) -> GlobalArgs {
    GlobalArgs {
        // A file's extension on the line takes precedence over the session's format.
        format: match line.output {
            Some(_) => line.format,
            None => line.format.or(session.format),
        },
        output: line.output,
        force: line.force || session.force,
        data: line.data.or_else(|| session.data.clone()),
        without: [session.without.clone(), line.without].concat(),
        no_notes: line.no_notes || session.no_notes,
        color: match line.color {
            ColorChoice::Auto => session.color,
            color => color,
        },
        width: line.width.or(session.width),
        ascii: line.ascii || session.ascii,
        no_pager: line.no_pager || session.no_pager,
    }
}
