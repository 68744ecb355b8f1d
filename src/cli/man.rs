//! `man`: the pages of the manual, made from what the commands say of themselves.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};

use crate::command::{GlobalArgs, Output, SUBJECTS, Settings, Subject, Target};
use crate::error::{Error, Result};
use crate::report::guide::Part;

use super::{Cli, in_one_format};

/// Write the pages of the manual
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder for the pages, one for each command; without it, destal(1) is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// The name of a page's file, and its text.
type Page = (String, String);

/// Prints the first page, or writes all of them into a folder: all, or none where one exists
/// that is not to be replaced.
pub fn pages(args: &ManArgs, settings: &Settings, global: &GlobalArgs) -> Result<Output> {
    in_one_format(settings)?;
    let mut program = Cli::command();
    program.build();
    let Some(folder) = &args.folder else {
        let (_, text) = first_page(&program);
        return Ok(Output {
            text,
            ..Output::default()
        });
    };
    if global.output.is_some() {
        return Err(Error::usage(
            "the pages go into the folder, and none is left for -o",
            "leave -o out, or the folder",
        ));
    }
    let mut pages = vec![first_page(&program)];
    let mut more = Roff::new();
    see_also(&mut more, &[("destal", "1")]);
    let commands = program.get_subcommands();
    pages.extend(commands.map(|command| command_page(command, &more)));
    pages.extend(SUBJECTS.map(subject_page));
    let targets: Vec<Target> = pages
        .iter()
        .map(|(name, _)| Target::new(&folder.join(name), global.force))
        .collect::<Result<_>>()?;
    for (target, (_, text)) in targets.iter().zip(&pages) {
        target.write(text)?;
    }
    Ok(Output {
        remarks: vec![format!(
            "{} pages written; `man -l {}` shows the first",
            pages.len(),
            folder.join(&pages[0].0).display()
        )],
        ..Output::default()
    })
}

/// A page. It has no date: the same program writes the same bytes.
fn page(name: &str, section: u8, body: &[u8]) -> Page {
    let version = env!("CARGO_PKG_VERSION");
    let title = name.to_uppercase();
    let body = String::from_utf8_lossy(body);
    let text = format!(".TH {title} {section} \"\" \"destal {version}\" \"destal manual\"\n{body}");
    (format!("{name}.{section}"), text)
}

/// The page of a command: what clap knows of it, and then what it does not.
fn command_page(command: &Command, more: &Roff) -> Page {
    let mut body = Vec::new();
    write_command(command, more, &mut body).expect("memory takes it");
    page(command.get_display_name().unwrap_or("destal"), 1, &body)
}

fn write_command(command: &Command, more: &Roff, body: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone());
    man.render_name_section(body)?;
    man.render_synopsis_section(body)?;
    man.render_description_section(body)?;
    man.render_options_section(body)?;
    if command.has_subcommands() {
        man.render_subcommands_section(body)?;
    }
    let mut examples = Roff::new();
    if let Some(help) = command.get_after_help() {
        examples.control("SH", ["EXAMPLES"]);
        unfilled(&mut examples, help.to_string().lines());
    }
    examples.to_writer(body)?;
    more.to_writer(body)
}

/// Lines that are not filled up.
fn unfilled<'a>(roff: &mut Roff, lines: impl Iterator<Item = &'a str>) {
    roff.control("nf", []);
    for line in lines {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

/// destal(1).
fn first_page(program: &Command) -> Page {
    let mut roff = Roff::new();
    section(&mut roff, "EXIT STATUS", &EXIT_STATUS);
    section(&mut roff, "ENVIRONMENT", &ENVIRONMENT);
    section(&mut roff, "FILES", &FILES);
    let commands: Vec<String> = program
        .get_subcommands()
        .filter_map(|command| command.get_display_name().map(str::to_owned))
        .collect();
    let subjects = SUBJECTS.map(|subject| format!("destal-{}", subject.word));
    let all: Vec<(&str, &str)> = commands
        .iter()
        .map(|name| (name.as_str(), "1"))
        .chain(subjects.iter().map(|name| (name.as_str(), "7")))
        .collect();
    see_also(&mut roff, &all);
    command_page(program, &roff)
}

const EXIT_STATUS: [(&str, &str); 3] = [
    (
        "0",
        "Answered. An empty list is an answer; why it is empty is said on the standard error.",
    ),
    (
        "1",
        "Not found or ambiguous; the dataset is unusable; check found errors; date could not read \
         its argument; a line failed that the shell was fed from a pipe.",
    ),
    ("2", "The command line is wrong."),
];

const ENVIRONMENT: [(&str, &str); 8] = [
    (
        "DESTAL_DATA",
        "The timeline to use where --data names none.",
    ),
    (
        "DESTAL_TEXTS",
        "The folder with the texts of the sources where --texts names none.",
    ),
    (
        "NO_COLOR",
        "Where it is set and not empty, no colours are used.",
    ),
    (
        "PAGER",
        "What a long answer on a terminal is read with, less where it is unset; empty or cat for \
         nothing.",
    ),
    ("LESS", "Options for less, FRX where it is unset."),
    (
        "SOURCE_DATE_EPOCH",
        "The moment, in seconds since 1970, whose day is today.",
    ),
    (
        "XDG_STATE_HOME",
        "The folder for what the shell remembers, ~/.local/state where it is unset.",
    ),
    (
        "DESTAL_COMPLETE",
        "Set by the scripts that destal completions writes; leave it alone.",
    ),
];

const FILES: [(&str, &str); 1] = [(
    "$XDG_STATE_HOME/destal/history",
    "What was typed in destal shell, readable by its owner alone.",
)];

fn section(roff: &mut Roff, heading: &str, entries: &[(&str, &str)]) {
    roff.control("SH", [heading]);
    for (term, says) in entries {
        roff.control("TP", []);
        roff.text([bold(*term)]);
        roff.text([roman(*says)]);
    }
}

fn see_also(roff: &mut Roff, pages: &[(&str, &str)]) {
    roff.control("SH", ["SEE ALSO"]);
    let mut line: Vec<Inline> = Vec::new();
    for (i, (name, number)) in pages.iter().enumerate() {
        let end = if i + 1 == pages.len() { "" } else { ", " };
        line.push(bold(*name));
        line.push(roman(format!("({number}){end}")));
    }
    roff.text(line);
}

/// The page of a subject, in section 7.
fn subject_page(subject: Subject) -> Page {
    let name = format!("destal-{}", subject.word);
    let mut roff = Roff::new();
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("{name} - {}", subject.about))]);
    roff.control("SH", ["DESCRIPTION"]);
    let mut below_heading = true;
    for part in &(subject.guide)().parts {
        let heads = matches!(part, Part::Heading(_) | Part::Commands(_));
        if !std::mem::take(&mut below_heading) && !heads {
            roff.control("PP", []);
        }
        match part {
            Part::Heading(heading) => {
                roff.control("SH", [heading.to_uppercase().as_str()]);
                below_heading = true;
            }
            Part::Text(text) => {
                roff.text([roman(text.as_str())]);
            }
            Part::Examples(given) => {
                let head = given.columns.iter().map(ToString::to_string).collect();
                listing(&mut roff, &[&[head], given.rows.as_slice()].concat());
            }
            Part::Worked(worked) => {
                roff.text([roman(worked.ask.as_str())]);
                let rows: Vec<Vec<String>> = worked
                    .answers
                    .iter()
                    .map(|(source, answer)| vec![source.clone(), answer.clone()])
                    .collect();
                listing(&mut roff, &rows);
                roff.control("PP", []);
                let caveat = worked.caveat.as_deref().unwrap_or_default();
                let why = format!(": {} {caveat}", worked.why);
                roff.text([bold(worked.verdict), roman(why.trim_end())]);
            }
            Part::Commands(commands) => section(&mut roff, "EXAMPLES", commands),
        }
    }
    see_also(&mut roff, &[("destal", "1")]);
    let mut body = Vec::new();
    roff.to_writer(&mut body).expect("memory takes it");
    page(&name, 7, &body)
}

/// Rows as they are, their columns in line; or where a line has no room for them, the first cell
/// over the others.
fn listing(roff: &mut Roff, rows: &[Vec<String>]) {
    const ROOM: usize = 66;
    let mut widths = vec![0; rows.iter().map(Vec::len).max().unwrap_or_default()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    if lines.iter().any(|line| line.chars().count() > ROOM) {
        for row in &rows[1..] {
            roff.control("TP", []);
            roff.text([bold(row.first().cloned().unwrap_or_default())]);
            roff.text([roman(row[1..].join("; "))]);
        }
        return;
    }
    roff.control("RS", ["4"]);
    unfilled(roff, lines.iter().map(String::as_str));
    roff.control("RE", []);
}
