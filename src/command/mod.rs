//! The commands: their arguments, and how they produce their output.

mod check;
mod compare_sources;
mod date;
mod export;
mod filters;
mod help_subject;
mod import;
mod init;
mod quiz;
mod target;
mod timeline;
mod why;

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{ArgExt, PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, FromArgMatches, Subcommand};
use strum::VariantArray;

pub use filters::{FilterArgs, Today};
pub use help_subject::{HelpSubject, SUBJECTS, explain};
pub use quiz::QuizSession;
pub use target::Target;
use timeline::TimelineCommand;

use crate::dataset::progress::Progress;
use crate::dataset::{self, LoadOptions, provenance};
use crate::error::{Error, Result};
use crate::model::date::Bounds;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::names::{self, RecordKind};
use crate::shipped;
use crate::view::{self, Context, Format, RenderOptions, View};

/// Marks an argument as the name of a record of this kind, for completion.
impl ArgExt for RecordKind {}

/// The commands that print their output and exit, unlike the explorer and the shell.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Timeline(Box<TimelineCommand>),
    Date(date::DateArgs),
    Check(check::CheckArgs),
    Import(import::ImportArgs),
    Init(init::InitArgs),
    /// Print the JSON Schema of a dataset's files, for completion and validation in editors
    #[command(after_help = "\
A file names it in its first line, \"$schema\": \"destal.schema.json\"; `destal init` writes it \
beside the files.")]
    Schema,
}

impl Command {
    /// Parses the words of a command line, without the name of the program.
    ///
    /// # Errors
    ///
    /// If the words are not a valid command.
    pub fn parse(words: &[String]) -> Result<Self> {
        let program = Self::augment_subcommands(clap::Command::new("destal").no_binary_name(true));
        let matches = program.try_get_matches_from(words);
        let command = matches.and_then(|matches| Self::from_arg_matches(&matches));
        command.map_err(|why| Error::usage(why.to_string(), ""))
    }

    /// Notes that the line begins with a word that resembles the command `name`.
    pub fn resembles(&mut self, name: &str) {
        if let Self::Timeline(command) = self
            && let TimelineCommand::Search { near_command, .. } = &mut **command
        {
            *near_command = Some(name.to_owned());
        }
    }

    /// Whether `-o` names the folder of a new timeline, instead of a file for the output.
    pub fn writes_folder(&self) -> bool {
        matches!(self, Self::Import(_))
    }

    pub fn reads_stdin(&self) -> bool {
        matches!(self, Self::Import(args) if args.reads_stdin())
    }

    /// Whether an argument names the file format, instead of the extension of `-o`.
    pub fn has_format_argument(&self) -> bool {
        matches!(self, Self::Timeline(command) if matches!(**command, TimelineCommand::Export(_)))
    }
}

/// Looks up two sources; fails if they are the same.
fn two_distinct_sources(timeline: &Timeline, a: &str, b: &str) -> Result<[SourceKey; 2]> {
    let two = [names::source(timeline, a)?, names::source(timeline, b)?];
    if two[0] == two[1] {
        return Err(Error::usage(
            format!("`{a}` and `{b}` are the same source"),
            "name two different ones; `destal sources` lists them",
        ));
    }
    Ok(two)
}

/// A parser that accepts one of several words; its error lists them.
fn one_of<T>(
    all: impl AsRef<[T]> + Clone + Send + Sync + 'static,
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let words: Vec<&str> = all.as_ref().iter().map(|value| word(*value)).collect();
    PossibleValuesParser::new(words).map(move |typed| {
        let mut all = all.as_ref().iter().copied();
        let found = all.find(|value| word(*value) == typed);
        found.expect("the parser lets only these words through")
    })
}

/// The options that every command takes.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Write the output in this format
    #[arg(short = 'O', long, global = true, value_name = "FORMAT")]
    #[arg(value_parser = one_of(Format::VARIANTS, Format::name))]
    pub format: Option<Format>,

    /// Write the output to FILE, in the format of its ending
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the output file if it exists
    #[arg(long, global = true)]
    pub force: bool,

    #[arg(long, global = true, value_name = "PATH")]
    #[arg(
        help = "Use the timeline in this file or folder instead of the shipped one [env: DESTAL_DATA]"
    )]
    pub data: Option<PathBuf>,

    /// Leave out all that this source says, as if it did not exist (may be given several times)
    #[arg(long, global = true, value_name = "SOURCE", add = RecordKind::Source)]
    pub without: Vec<String>,

    /// Leave the editor's notes out
    #[arg(long, global = true)]
    pub no_notes: bool,

    /// When to use colours; auto means on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// Format the output for N columns
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,

    /// Use only ASCII characters
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Do not send long output through $PAGER
    #[arg(long, global = true)]
    pub no_pager: bool,
}

/// The input of a command besides its arguments, from global options and the environment.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The dataset to use instead of the shipped one.
    pub data: Option<PathBuf>,
    /// Names of the sources that are left out.
    pub without: Vec<String>,
    /// Whether the editor's notes are shown.
    pub notes: bool,
    pub format: Option<Format>,
    /// The options that a command line needs to find the same timeline, with a space before each.
    pub flags: String,
    /// Width, character set and colours of the output.
    pub render: RenderOptions,
    /// Returns the current day. A function because it can fail, and few commands need it.
    pub today: Today,
    /// The folder with the texts of the sources, if the environment names one.
    pub texts: Option<PathBuf>,
    /// Returns a random seed, for use if the user gives none.
    pub seed: fn() -> u64,
    /// Whether an existing file may be replaced.
    pub force: bool,
    /// The standard input, for a command that reads it.
    pub stdin: Option<Vec<u8>>,
    /// Receives loading progress.
    pub progress: Arc<dyn Progress>,
}

/// The option for the folder of source texts.
#[derive(Debug, Default, Args)]
pub struct TextsArgs {
    #[arg(long, value_name = "DIR")]
    #[arg(
        help = "Show the text of the cited paragraphs, from the source texts in DIR [env: DESTAL_TEXTS]"
    )]
    texts: Option<PathBuf>,
}

/// The output of a command.
#[derive(Debug, Default)]
pub struct Output {
    /// For the standard output or a file.
    pub text: String,
    /// A quiz that continues after the text.
    pub quiz: Option<QuizSession>,
    /// Notes, or an error and its hints, for the standard error.
    pub remarks: Vec<String>,
    pub status: u8,
}

impl Output {
    /// Adds a remark that says why the output is empty.
    fn explain_if_empty(mut self, is_empty: bool, why: impl FnOnce() -> String) -> Self {
        self.remarks.extend(is_empty.then(why));
        self
    }
}

impl From<String> for Output {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl Settings {
    fn context<'a>(&'a self, paragraphs: &'a [(String, String)]) -> Context<'a> {
        Context {
            flags: &self.flags,
            paragraphs,
        }
    }

    /// Renders a report.
    fn show(&self, report: &impl View) -> Result<Output> {
        view::render(report, None, self.format, self.render, self.context(&[])).map(Output::from)
    }

    /// Renders a report, or its prose if that format is requested, with the cited paragraphs below.
    fn show_with_prose(
        &self,
        report: &impl View,
        prose: &impl View,
        texts: &[(String, String)],
    ) -> Result<Output> {
        let fill_prose: &dyn Fn(&mut _) = &|page| prose.fill(page);
        view::render(
            report,
            Some(fill_prose),
            self.format,
            self.render,
            self.context(texts),
        )
        .map(Output::from)
    }

    /// The paragraphs that a report cites, each after its locator; empty without a folder of texts.
    fn cited_paragraphs(
        &self,
        report: &impl View,
        args: &TextsArgs,
        timeline: &Timeline,
    ) -> Result<Vec<(String, String)>> {
        let texts = self.source_texts(args, timeline)?;
        let cited = report
            .citations()
            .into_iter()
            .filter_map(|(source, number)| {
                let text = provenance::paragraph(texts.get(&source)?, number)?;
                Some((format!("{source} ¶{number}"), text.clone()))
            });
        Ok(cited.collect())
    }

    /// The paragraphs of the source texts, by source id; empty without a folder of texts.
    fn source_texts(
        &self,
        args: &TextsArgs,
        timeline: &Timeline,
    ) -> Result<BTreeMap<String, Vec<String>>> {
        let folder = args.texts.as_ref().or(self.texts.as_ref());
        folder.map_or(Ok(BTreeMap::new()), |folder| {
            provenance::read_texts(timeline, folder)
        })
    }
}

/// Runs a command on the loaded timeline, or otherwise on the one that the settings name.
///
/// # Errors
///
/// If the command fails; see [`Error`].
pub fn run(command: &Command, settings: &Settings, loaded: Option<&Timeline>) -> Result<Output> {
    match command {
        Command::Timeline(command) => match loaded {
            Some(timeline) => command.run(timeline, settings),
            None => load_and_run(command, settings),
        },
        Command::Date(args) => date::run(args, settings),
        Command::Check(args) => check::run(args, settings),
        Command::Import(args) => import::run(args, settings),
        Command::Init(args) => init::run(args, settings),
        Command::Schema => schema(settings),
    }
}

fn schema(settings: &Settings) -> Result<Output> {
    let format = settings.format.unwrap_or(Format::Json);
    view::render_json(&dataset::schema::file_schema(), format, settings.render).map(Output::from)
}

fn load_and_run(command: &TimelineCommand, settings: &Settings) -> Result<Output> {
    // Without a source, an event may have another date.
    let period = command.period().filter(|_| settings.without.is_empty());
    // Not dropped: the program ends after this, so freeing every record would be wasted time.
    let timeline = ManuallyDrop::new(load(settings, period)?);
    let output = command.run(&timeline, settings)?;
    if period.is_none() || settings.data.is_none() || output.remarks.is_empty() {
        return Ok(output);
    }
    // Explaining why nothing was found needs all events.
    command.run(&load(settings, None)?, settings)
}

/// Loads the timeline that the settings name, without the sources that they leave out; from a large file, only the events of the period.
///
/// # Errors
///
/// If the dataset cannot be read or has errors, or if it has no such source.
pub fn load(settings: &Settings, period: Option<Bounds>) -> Result<Timeline> {
    let mut timeline = match &settings.data {
        None => shipped::timeline(),
        Some(path) => {
            let options = LoadOptions {
                advice: false,
                period,
                progress: &*settings.progress,
            };
            let loaded = dataset::load_with(&dataset::read(path)?, &options)?;
            loaded.timeline.ok_or_else(|| {
                let name = path.display();
                let mut message = format!("the dataset `{name}` has problems and was not loaded");
                for problem in &loaded.problems {
                    message += &format!("\n  {problem}");
                }
                Error::failed(
                    message,
                    format!("fix them; `destal check {name}` lists them again"),
                )
            })?
        }
    };
    for name in &settings.without {
        let source = names::source(&timeline, name)?;
        timeline = timeline.without(source);
    }
    if !settings.notes {
        timeline.drop_notes();
    }
    Ok(timeline)
}
