//! The commands: what each takes, and how it comes to its answer.

mod chart;
mod check;
mod compare_sources;
mod date;
mod diff_sources;
mod event;
mod events;
mod export;
mod filters;
mod guide;
mod init;
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

use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, FromArgMatches, Subcommand};

pub use filters::{FilterArgs, Today};
pub use guide::{SUBJECTS, Subject, explain};
pub use quiz::Asking;
pub use takes::Takes;
pub use target::Target;

use crate::dataset::progress::Progress;
use crate::dataset::provenance::Texts;
use crate::dataset::{self, Depth, Sieved};
use crate::error::{Error, Result};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::shipped;
use crate::view::{self, Format, Look, View};

/// The commands that answer and end.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(flatten)]
    Timeline(Box<TimelineCommand>),
    Date(date::DateArgs),
    Check(check::CheckArgs),
    Init(init::InitArgs),
    Schema(schema::SchemaArgs),
}

/// The commands that answer from a timeline.
#[derive(Debug, Subcommand)]
pub enum TimelineCommand {
    Events(events::EventsArgs),
    Event(event::EventArgs),
    People(people::PeopleArgs),
    Person(person::PersonArgs),
    Places(things::PlacesArgs),
    Place(things::PlaceArgs),
    Themes(things::ThemesArgs),
    Theme(things::ThemeArgs),
    Sources(sources::SourcesArgs),
    Source(sources::SourceArgs),
    Search(search::SearchArgs),
    CompareSources(compare_sources::CompareSourcesArgs),
    DiffSources(diff_sources::DiffSourcesArgs),
    Why(why::WhyArgs),
    Story(story::StoryArgs),
    Quiz(quiz::QuizArgs),
    Chart(chart::ChartArgs),
    Export(export::ExportArgs),
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
        let Self::Timeline(command) = self else {
            return false;
        };
        matches!(**command, TimelineCommand::Export(_))
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
pub struct Output {
    /// The answer, for the standard output or a file.
    pub text: String,
    /// The quiz that goes on after it.
    pub quiz: Option<Asking>,
    /// What is said beside it.
    pub remarks: Vec<String>,
    /// The exit status.
    pub status: u8,
}

impl Output {
    /// Says beside an empty answer why it is empty.
    fn remark_if(mut self, is_empty: bool, why: impl FnOnce() -> String) -> Self {
        self.remarks.extend(is_empty.then(why));
        self
    }
}

impl Settings {
    /// Shows a report.
    fn show<V: View>(&self, report: &V) -> Result<Output> {
        self.show_with(report, &[])
    }

    /// Shows a report, and below it the paragraphs that it cites, where the folder with the texts
    /// is known.
    fn show_with_texts<V: View>(
        &self,
        report: &V,
        args: &TextsArgs,
        timeline: &Timeline<'_>,
    ) -> Result<Output> {
        let Some(folder) = args.texts.as_ref().or(self.texts.as_ref()) else {
            return self.show(report);
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
        self.show_with(report, &cited)
    }

    fn show_with<V: View>(&self, report: &V, texts: &[(String, String)]) -> Result<Output> {
        Ok(Output {
            text: view::show(report, self.format, self.look, texts)?,
            ..Output::default()
        })
    }
}

/// Runs a command, on the timeline that is loaded already or else on the one that the settings
/// name.
///
/// # Errors
///
/// Whatever keeps it from answering: see [`Error`].
pub fn run(
    command: &Command,
    settings: &Settings,
    loaded: Option<&Timeline<'_>>,
) -> Result<Output> {
    match (command, loaded) {
        (Command::Timeline(command), Some(timeline)) => answer(command, timeline, settings),
        (Command::Timeline(command), None) => {
            if let Some(output) = answer_on_period(command, settings)? {
                return Ok(output);
            }
            with_timeline(settings, |timeline| answer(command, timeline, settings))
        }
        (Command::Date(args), _) => date::run(args, settings),
        (Command::Check(args), _) => check::run(args, settings),
        (Command::Init(args), _) => init::run(args, settings),
        (Command::Schema(args), _) => schema::run(args, settings),
    }
}

/// Loads the timeline that is asked for, and does something with it.
///
/// # Errors
///
/// Where the dataset cannot be read or is refused, and whatever `act` fails with.
pub fn with_timeline<T>(
    settings: &Settings,
    act: impl FnOnce(&Timeline<'_>) -> Result<T>,
) -> Result<T> {
    let files;
    let mut timeline = match &settings.data {
        None => shipped::timeline(),
        Some(path) => {
            files = dataset::read(path)?;
            let loaded = dataset::load_watched(&files, Depth::Sound, &*settings.progress);
            loaded.timeline.ok_or_else(|| Error::Refused {
                name: path.display().to_string(),
                problems: loaded.problems,
            })?
        }
    };
    if !settings.notes {
        timeline.drop_notes();
    }
    act(&timeline)
}

/// Answers from the events of a large file that lie in the wanted period, the others being left
/// out while it is read; `None` where all events are needed.
fn answer_on_period(command: &TimelineCommand, settings: &Settings) -> Result<Option<Output>> {
    let TimelineCommand::Events(args) = command else {
        return Ok(None);
    };
    let (Some(path), Some(period)) = (&settings.data, args.filters.own_period()) else {
        return Ok(None);
    };
    let sieved = dataset::sieve(path, period, &*settings.progress)?;
    let output = sieved
        .as_ref()
        .and_then(Sieved::timeline)
        .and_then(|mut timeline| {
            if !settings.notes {
                timeline.drop_notes();
            }
            events::run(args, &timeline, settings).ok()
        });
    // Why nothing was found, or what is wrong, can be said only from all events.
    let output = output.filter(|output| output.remarks.is_empty());
    if output.is_none() {
        settings.progress.ends(); // it begins anew with all events
    }
    Ok(output)
}

fn answer(
    command: &TimelineCommand,
    timeline: &Timeline<'_>,
    settings: &Settings,
) -> Result<Output> {
    match command {
        TimelineCommand::Events(args) => events::run(args, timeline, settings),
        TimelineCommand::Event(args) => event::run(args, timeline, settings),
        TimelineCommand::People(args) => people::run(args, timeline, settings),
        TimelineCommand::Person(args) => person::run(args, timeline, settings),
        TimelineCommand::Places(args) => things::places(args, timeline, settings),
        TimelineCommand::Place(args) => things::place(args, timeline, settings),
        TimelineCommand::Themes(args) => things::themes(args, timeline, settings),
        TimelineCommand::Theme(args) => things::theme(args, timeline, settings),
        TimelineCommand::Sources(args) => sources::run(args, timeline, settings),
        TimelineCommand::Source(args) => sources::one(args, timeline, settings),
        TimelineCommand::Search(args) => search::run(args, timeline, settings),
        TimelineCommand::CompareSources(args) => compare_sources::run(args, timeline, settings),
        TimelineCommand::DiffSources(args) => diff_sources::run(args, timeline, settings),
        TimelineCommand::Why(args) => why::run(args, timeline, settings),
        TimelineCommand::Story(args) => story::run(args, timeline, settings),
        TimelineCommand::Quiz(args) => quiz::run(args, timeline, settings),
        TimelineCommand::Chart(args) => chart::run(args, timeline, settings),
        TimelineCommand::Export(args) => export::run(args, timeline, settings),
    }
}
