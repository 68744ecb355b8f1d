//! `man`: manual pages, generated from the clap definitions and from `docs/`.

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::command::{GlobalArgs, HelpSubject, Output, SUBJECTS, Settings, Target};
use crate::error::{Error, Result};
use crate::view::{self, HelpPage, RenderOptions};

use super::help::program;
use super::reject_format;

/// Write the pages of the manual
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder for the pages, one for each command; without it, destal(1) is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// File name and text of a page.
type ManPage = (String, String);

const SOURCE: &str = concat!("destal ", env!("CARGO_PKG_VERSION"));
const MANUAL: &str = "destal manual";
/// No date, so that the output is reproducible. A blank, because an empty string would be omitted.
const DATE: &str = " ";

/// Prints the first page, or writes all of them into a folder. Writes none if one exists that may
/// not be replaced.
pub fn pages(args: &ManArgs, settings: &Settings, global: &GlobalArgs) -> Result<Output> {
    reject_format(settings)?;
    let mut program = program();
    program.build();
    let subjects = SUBJECTS.map(|subject| format!("destal-{}(7)", subject.word));
    let environment = include_str!("../../docs/environment.md");
    let first = command_page(&program, environment, &subjects.join(", "));
    let Some(folder) = &args.folder else {
        return Ok(Output::from(first.1));
    };
    if global.output.is_some() {
        return Err(Error::usage(
            "the pages go into the folder, and none is left for -o",
            "leave -o out, or the folder",
        ));
    }
    let mut pages = vec![first];
    for command in program.get_subcommands() {
        pages.push(command_page(command, "", "destal(1)"));
    }
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

/// The page of a command. The help below its options becomes EXAMPLES, line by line; after that
/// comes `more`, a page of `docs/`.
fn command_page(command: &Command, more: &str, see_also: &str) -> ManPage {
    let without_examples = command.clone().after_help(None::<&str>);
    let man = Man::new(without_examples);
    let man = man.date(DATE).source(SOURCE).manual(MANUAL);
    let mut text = Vec::new();
    man.render(&mut text).expect("writing to memory succeeds");
    let mut roff = Roff::new();
    if let Some(help) = command.get_after_help() {
        roff.control("SH", ["EXAMPLES"]);
        add_lines(&mut roff, &help.to_string());
    }
    let text = String::from_utf8_lossy(&text);
    let text = format!("{text}{}", finish_page(roff, more, see_also));
    (man.get_filename(), text)
}

/// A help page, in section 7.
fn subject_page(subject: HelpSubject) -> ManPage {
    let name = format!("destal-{}", subject.word);
    let mut roff = Roff::new();
    roff.control("TH", [&*name, "7", DATE, SOURCE, MANUAL]);
    roff.control("SH", ["NAME"]);
    roff.text([roman(format!("{name} - {}", subject.about))]);
    (name + ".7", finish_page(roff, subject.text, "destal(1)"))
}

/// Adds a page of `docs/`, with a section for each heading, and SEE ALSO. Returns the whole page.
fn finish_page(mut roff: Roff, page: &str, see_also: &str) -> String {
    let opts = RenderOptions {
        width: 72,
        ascii: false,
        color: false,
    };
    for section in page.split("\n## ") {
        let (heading, text) = section.split_once('\n').unwrap_or_default();
        let text = text.trim();
        if !text.is_empty() {
            let heading = heading.trim_start_matches("# ").to_uppercase();
            roff.control("SH", [&*heading]);
            let shown = view::render(
                &HelpPage { text },
                None,
                None,
                opts,
                view::Context::default(),
            );
            add_lines(&mut roff, &shown.expect("every page can be shown"));
        }
    }
    roff.control("SH", ["SEE ALSO"]);
    roff.text([roman(see_also)]);
    roff.render()
}

/// Adds lines without filling.
fn add_lines(roff: &mut Roff, text: &str) {
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
