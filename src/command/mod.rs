//! The commands: what each takes, and how it comes to its answer.

mod chart;
mod check;
mod compare_sources;
mod date;
pub mod dialogue;
mod diff_sources;
mod event;
mod events;
mod export;
mod filters;
mod folder;
mod guide;
mod init;
mod own;
mod people;
mod person;
mod quiz;
mod schema;
mod search;
mod sources;
mod story;
mod takes;
mod target;
mod things;
mod why;

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, FromArgMatches, Subcommand};

pub use dialogue::Dialogue;
pub use filters::{FilterArgs, Today};
pub use folder::Folder;
pub use guide::{Subject, explain};
pub use own::Own;
pub use takes::Takes;
pub use target::Target;

use crate::dataset::progress::Progress;
use crate::dataset::provenance::Texts;
use crate::dataset::{self, Depth, InputFile, Sieved};
use crate::error::{Error, Result};
use crate::model::date::Bounds;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::shipped;
use crate::view::{self, Format, Look, View};

/// The commands that answer and end.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    Events(Own<events::EventsArgs>),
    Event(Own<event::EventArgs>),
    People(Own<people::PeopleArgs>),
    Person(Own<person::PersonArgs>),
    Places(Own<things::PlacesArgs>),
    Place(Own<things::PlaceArgs>),
    Themes(Own<things::ThemesArgs>),
    Theme(Own<things::ThemeArgs>),
    Sources(Own<sources::SourcesArgs>),
    Source(Own<sources::SourceArgs>),
    Search(Own<search::SearchArgs>),
    CompareSources(Own<compare_sources::CompareSourcesArgs>),
    DiffSources(Own<diff_sources::DiffSourcesArgs>),
    Why(Own<why::WhyArgs>),
    Story(Own<story::StoryArgs>),
    Quiz(Own<quiz::QuizArgs>),
    Chart(Own<chart::ChartArgs>),
    Export(Own<export::ExportArgs>),
    Date(Own<date::DateArgs>),
    Check(Own<check::CheckArgs>),
    Init(Own<init::InitArgs>),
    Schema(Own<schema::SchemaArgs>),
}

impl Command {
    /// Reads a command line, word by word, without the name of the program.
    ///
    /// # Errors
    ///
    /// Where the words are no command of this program.
    pub fn read(words: &[String]) -> Result<Self> {
        let program = Self::augment_subcommands(clap::Command::new("destal").no_binary_name(true));
        let matches = program.try_get_matches_from(words);
        let read = matches.and_then(|matches| Self::from_arg_matches(&matches));
        read.map_err(|why| Error::Usage {
            message: why.to_string(),
            hint: String::new(),
        })
    }

    /// Whether it names the format of its file itself, so that the file's ending does not.
    pub fn names_its_format(&self) -> bool {
        matches!(self, Self::Export(_))
    }
}

/// Two sources that are not the same.
fn two_sources(timeline: &Timeline<'_>, a: &str, b: &str) -> Result<[SourceKey; 2]> {
    let two = [names::source(timeline, a)?, names::source(timeline, b)?];
    if two[0] == two[1] {
        return Err(Error::Usage {
            message: format!("`{a}` and `{b}` are the same source"),
            hint: "give two; `destal sources` lists them".into(),
        });
    }
    Ok(two)
}

/// Reads one of several words, and lists them where it is none.
fn one_of<T, const N: usize>(
    all: [T; N],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(word)).map(move |typed| {
        let found = all.into_iter().find(|value| word(*value) == typed);
        found.expect("the parser lets only these words through")
    })
}

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless the environment sets `NO_COLOR`
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The options that every command takes.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Everywhere")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line, and none excludes another"
)]
pub struct GlobalArgs {
    /// Give the answer in this format
    #[arg(short = 'O', long, global = true, value_name = "FORMAT")]
    #[arg(value_parser = one_of(Format::ALL, Format::name))]
    pub format: Option<Format>,

    /// Write the answer to FILE, in the format of its ending
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

    /// Leave the editor's notes out
    #[arg(long, global = true)]
    pub no_notes: bool,

    /// Use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,

    /// Lay the answer out for a terminal of N columns
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,

    /// Use only ASCII characters
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Write a long answer straight to the terminal, not through $PAGER
    #[arg(long, global = true)]
    pub no_pager: bool,
}

/// What a command is given besides its arguments: all that is outside the program.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The dataset to use instead of the shipped one.
    pub data: Option<PathBuf>,
    /// Whether the editor's notes are shown.
    pub notes: bool,
    /// The format that was asked for.
    pub format: Option<Format>,
    /// How the reader's terminal is.
    pub look: Look,
    /// Says which day it is; few commands ask.
    pub today: Today,
    /// The folder with the texts of the sources, where the environment names one.
    pub texts: Option<PathBuf>,
    /// Says what settles what is left to chance, where the reader does not.
    pub seed: fn() -> u64,
    /// Whether a file that exists is replaced.
    pub force: bool,
    /// Who is told how far a long work is.
    pub progress: Arc<dyn Progress>,
}

/// Where the texts of the sources are.
#[derive(Debug, Default, Args)]
pub struct TextsArgs {
    #[arg(long, value_name = "DIR")]
    #[arg(
        help = "Show the paragraphs themselves, from the texts in the folder DIR [env: DESTAL_TEXTS]"
    )]
    texts: Option<PathBuf>,
}

/// What a command has to say.
#[derive(Debug, Default)]
pub struct Answer {
    /// The answer, for the standard output or a file.
    pub text: String,
    /// A file that is to be written beside it, whatever becomes of the answer.
    pub file: Option<(Target, String)>,
    /// A folder that is to be written before the answer is given.
    pub folder: Option<Folder>,
    /// The conversation that goes on after it, where there is one.
    pub dialogue: Option<Box<dyn Dialogue>>,
    /// What is said beside it.
    pub remarks: Vec<String>,
    /// The exit status.
    pub status: u8,
}

impl Settings {
    /// The answer that shows a report.
    fn answer<V: View>(&self, report: &V) -> Result<Answer> {
        self.answer_with(report, &[])
    }

    /// The answer that shows a report, and below it the paragraphs that it cites, where the
    /// folder with the texts is known.
    fn answer_with_texts<V: View>(
        &self,
        report: &V,
        args: &TextsArgs,
        timeline: &Timeline<'_>,
    ) -> Result<Answer> {
        let Some(folder) = args.texts.as_ref().or(self.texts.as_ref()) else {
            return self.answer(report);
        };
        let texts = Texts::read(timeline, folder)?;
        let cited: Vec<(String, String)> = report
            .cites()
            .into_iter()
            .filter_map(|(source, number)| {
                let text = texts.paragraph(&source, number)?;
                Some((format!("{source} ¶{number}"), text.to_owned()))
            })
            .collect();
        self.answer_with(report, &cited)
    }

    fn answer_with<V: View>(&self, report: &V, texts: &[(String, String)]) -> Result<Answer> {
        Ok(Answer {
            text: view::show(report, self.format, self.look, texts)?,
            ..Answer::default()
        })
    }

    /// The files of a dataset, and what it is called in messages.
    fn files(&self, path: Option<&PathBuf>) -> Result<(Vec<InputFile>, String)> {
        match path.or(self.data.as_ref()) {
            Some(path) => Ok((dataset::read(path)?, path.display().to_string())),
            None => Ok((shipped::files(), "the shipped timeline".to_owned())),
        }
    }
}

/// Runs a command.
///
/// # Errors
///
/// Whatever keeps it from answering: see [`Error`].
pub fn run(command: &Command, settings: &Settings) -> Result<Answer> {
    let act = |timeline: &Timeline<'_>| run_on(command, timeline, settings);
    match command {
        Command::Date(args) => date::run(args, settings),
        Command::Check(args) => check::run(args, settings),
        Command::Init(args) => init::run(args, settings),
        Command::Schema(args) => schema::run(args, settings),
        Command::Events(args) => on_period(settings, args.period(settings.today), act),
        _ => on_timeline(settings, act),
    }
}

/// Does something with the timeline that is asked for.
///
/// # Errors
///
/// Where the dataset cannot be read or is refused, and whatever `act` fails with.
pub fn on_timeline<T>(
    settings: &Settings,
    act: impl FnOnce(&Timeline<'_>) -> Result<T>,
) -> Result<T> {
    let Some(path) = &settings.data else {
        return on_this(&mut ManuallyDrop::new(shipped::timeline()), settings, act);
    };
    let files = dataset::read(path)?;
    // The process ends with the command, and the system takes a hundred thousand events back at
    // once, where to drop them one by one takes a tenth of the time of reading them.
    let files = ManuallyDrop::new(files);
    let loaded = dataset::load_watched(&files, Depth::Sound, &*settings.progress);
    let Some(timeline) = loaded.timeline else {
        return Err(Error::Refused {
            name: path.display().to_string(),
            problems: loaded.problems,
        });
    };
    on_this(&mut ManuallyDrop::new(timeline), settings, act)
}

/// Answers from the timeline that is asked for, where that takes no event outside a period: of a
/// large file then only those are kept that lie in it.
fn on_period(
    settings: &Settings,
    period: Option<Bounds>,
    act: impl Fn(&Timeline<'_>) -> Result<Answer>,
) -> Result<Answer> {
    if let (Some(path), Some(period)) = (&settings.data, period) {
        let sieved = dataset::sieve(path, period, &*settings.progress)?;
        let timeline = sieved.as_ref().and_then(Sieved::timeline);
        let answer = timeline.and_then(|mut wanted| on_this(&mut wanted, settings, &act).ok());
        // Why nothing was found, or what is wrong, is told from all events.
        if let Some(answer) = answer.filter(|answer| answer.remarks.is_empty()) {
            return Ok(answer);
        }
        settings.progress.ends(); // it begins anew with the whole
    }
    on_timeline(settings, act)
}

fn on_this<T>(
    timeline: &mut Timeline<'_>,
    settings: &Settings,
    act: impl FnOnce(&Timeline<'_>) -> Result<T>,
) -> Result<T> {
    if !settings.notes {
        timeline.drop_notes();
    }
    act(timeline)
}

/// Runs a command that answers from a timeline.
///
/// # Errors
///
/// Whatever keeps it from answering: see [`Error`].
pub fn run_on(command: &Command, timeline: &Timeline<'_>, settings: &Settings) -> Result<Answer> {
    match command {
        Command::Events(args) => events::run(args, timeline, settings),
        Command::Event(args) => event::run(args, timeline, settings),
        Command::People(args) => people::run(args, timeline, settings),
        Command::Person(args) => person::run(args, timeline, settings),
        Command::Places(args) => things::places(args, timeline, settings),
        Command::Place(args) => things::place(args, timeline, settings),
        Command::Themes(args) => things::themes(args, timeline, settings),
        Command::Theme(args) => things::theme(args, timeline, settings),
        Command::Sources(args) => sources::run(args, timeline, settings),
        Command::Source(args) => sources::one(args, timeline, settings),
        Command::Search(args) => search::run(args, timeline, settings),
        Command::CompareSources(args) => compare_sources::run(args, timeline, settings),
        Command::DiffSources(args) => diff_sources::run(args, timeline, settings),
        Command::Why(args) => why::run(args, timeline, settings),
        Command::Story(args) => story::run(args, timeline, settings),
        Command::Quiz(args) => quiz::run(args, timeline, settings),
        Command::Chart(args) => chart::run(args, timeline, settings),
        Command::Export(args) => export::run(args, timeline, settings),
        Command::Date(args) => date::run(args, settings),
        Command::Check(args) => check::run(args, settings),
        Command::Init(args) => init::run(args, settings),
        Command::Schema(args) => schema::run(args, settings),
    }
}
