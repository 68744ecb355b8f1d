//! `quiz`: questions on the timeline, asked or printed.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::error::{Error, Result};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::names;
use crate::report::chronology;
use crate::report::quiz::sheet::{Sheet, sheet};
use crate::report::quiz::{self, Grade, Kind, Quiz, Tally, Wanted, grade};
use crate::view::{self, Format, Look, counted};

use super::filters::FilterArgs;
use super::{Output, Settings, Target, one_of};

/// Ask questions on the timeline, or write them on a sheet
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct QuizArgs {
    #[command(flatten)]
    filters: FilterArgs,

    /// Ask only about the events and the questions of TOPIC
    #[arg(long, value_name = "TOPIC", help_heading = "Which events")]
    topic: Option<String>,

    /// Ask N questions
    #[arg(short = 'n', long, value_name = "N", default_value = "10", value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// Ask only this kind of question (may be given several times)
    #[arg(long, value_name = "KIND", value_parser = one_of(Kind::ALL, Kind::word))]
    kind: Vec<Kind>,

    /// Ask the questions that this number gives, always the same
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Write a sheet to print, with a key, and a sheet on which to compare the sources
    #[arg(long, value_name = "FILE.md")]
    worksheet: Option<PathBuf>,
}

const HELP: &str = "\
Questions come from the timeline alone, and each answer is explained with its place in the
sources. Answer with the letter of a choice or with its name, or with a date as for --on. An empty
line passes, ? helps, q or the end of the input ends the quiz with the score so far. With -O or -o
the questions are printed with their key instead.

A date is right where all its days lie within those that the sources give; partly right where it
meets them and is no longer than a year; otherwise wrong. Where the sources disagree, the date of
any of them is right. Of two events it is asked which came first only if that is sure.

A sheet compares the sources on --topic, or on the topic that touches most of its questions.";

/// Asks, prints or writes the questions.
pub fn run(args: &QuizArgs, timeline: &Timeline<'_>, settings: &Settings) -> Result<Output> {
    if settings.format == Some(Format::Markdown) && args.worksheet.is_none() {
        return Err(Error::Usage {
            message: "this command has no format `markdown`".into(),
            hint: "it has plain, json, ndjson; --worksheet FILE.md writes a sheet to print".into(),
        });
    }
    let target = args
        .worksheet
        .as_deref()
        .map(|path| sheet_target(path, settings))
        .transpose()?;
    let filter = args.filters.resolve(timeline, settings.today)?;
    let topic = args.topic.as_deref();
    let wanted = Wanted {
        kinds: args.kind.clone(),
        count: args.count.into(),
        seed: args.seed.unwrap_or_else(settings.seed),
        topic: topic
            .map(|typed| names::topic(timeline, typed))
            .transpose()?,
    };
    let quiz = quiz::quiz(timeline, &filter, &wanted);
    let again = args.again(wanted.seed);
    let mut remarks: Vec<String> = too_few(&quiz, &filter, &wanted, timeline)
        .into_iter()
        .collect();
    let mut answer = if let Some(target) = target {
        let sheet = sheet(timeline, &filter, &quiz, wanted.topic);
        let title = timeline.title.as_ref().unwrap_or(&timeline.id);
        worksheet(&quiz, sheet.as_ref(), title, &again, &target, settings.look)?
    } else if settings.format.is_some() {
        if args.seed.is_none() && !quiz.questions.is_empty() {
            remarks.push(format!("the same questions again: {again}"));
        }
        settings.show(&quiz)?
    } else if quiz.questions.is_empty() {
        Output::default()
    } else {
        let asking = Asking::new(quiz, again, settings.look);
        Output {
            text: asking.opening(),
            quiz: Some(asking),
            ..Output::default()
        }
    };
    remarks.append(&mut answer.remarks);
    answer.remarks = remarks;
    Ok(answer)
}

/// Writes the sheet; none where there is nothing to put on it.
fn worksheet(
    quiz: &Quiz,
    sheet: Option<&Sheet>,
    title: &str,
    again: &str,
    target: &Target,
    look: Look,
) -> Result<Output> {
    let missing = match (quiz.questions.is_empty(), sheet) {
        (_, Some(_)) => None,
        (true, None) => Some("nothing was written"),
        (false, None) => {
            Some("the sheet compares no sources: no topic of its questions has two that answer")
        }
    };
    let mut answer = Output {
        remarks: missing.into_iter().map(ToOwned::to_owned).collect(),
        ..Output::default()
    };
    if !quiz.questions.is_empty() || sheet.is_some() {
        answer.text = view::quiz::written(quiz, sheet, target.path(), look);
        target.write(view::worksheet(quiz, sheet, title, again, look.ascii))?;
    }
    Ok(answer)
}

/// The file of a sheet, which is Markdown and nothing else.
fn sheet_target(path: &Path, settings: &Settings) -> Result<Target> {
    if settings.format.is_some() {
        return Err(Error::Usage {
            message: "--worksheet writes a file of its own, in Markdown".into(),
            hint: "leave -O and -o out".into(),
        });
    }
    let ending = path.extension().and_then(|ending| ending.to_str());
    if ending.and_then(Format::of_ending) != Some(Format::Markdown) {
        return Err(Error::Usage {
            message: format!("a worksheet is Markdown, and `{}` is not", path.display()),
            hint: "give the file the ending .md".into(),
        });
    }
    Target::new(path, settings.force)
}

/// Why there are fewer questions than were wanted, or none.
fn too_few(
    quiz: &Quiz,
    filter: &Filter,
    wanted: &Wanted,
    timeline: &Timeline<'_>,
) -> Option<String> {
    let made = quiz.questions.len();
    if made == wanted.count {
        return None;
    }
    let needs_several = |kind: &Kind| matches!(kind, Kind::WhichSource | Kind::Agree);
    if made > 0 {
        let (events, questions) = (
            counted(quiz.events, "event"),
            counted(made, "fair question"),
        );
        return Some(format!(
            "of {events} no more than {questions} can be made without one giving away another"
        ));
    }
    Some(match wanted.topic {
        _ if quiz.events == 0 && wanted.topic.is_none() => chronology::why_empty(timeline, filter),
        Some(topic) if quiz.events == 0 => format!(
            "no event that matches belongs to “{}”",
            timeline[topic].title
        ),
        _ if filter.told_by.is_some()
            && !wanted.kinds.is_empty()
            && wanted.kinds.iter().all(needs_several) =>
        {
            "no question can be made: with --as-told-by there is one source alone, and nothing \
             to compare"
                .into()
        }
        _ => format!(
            "no fair question of the wanted kind can be made of {}; drop a filter or --kind",
            counted(quiz.events, "event")
        ),
    })
}

impl QuizArgs {
    /// The command that gives the same questions.
    fn again(&self, seed: u64) -> String {
        let mut words = vec!["destal".to_owned(), "quiz".to_owned()];
        let filters = &self.filters;
        let mut option = |name: &str, value: &str| words.extend([name, value].map(str::to_owned));
        for (name, value) in [
            ("--from", &filters.from),
            ("--to", &filters.to),
            ("--on", &filters.on),
            ("--anniversary", &filters.anniversary),
            ("--as-told-by", &filters.telling.as_told_by),
            ("--topic", &self.topic),
        ] {
            if let Some(value) = value {
                option(name, value);
            }
        }
        for (name, values) in [
            ("--person", &filters.person),
            ("--place", &filters.place),
            ("--theme", &filters.theme),
            ("--source", &filters.source),
            ("--search", &filters.search),
        ] {
            for value in values {
                option(name, value);
            }
        }
        for kind in &self.kind {
            option("--kind", kind.word());
        }
        option("-n", &self.count.to_string());
        option("--seed", &seed.to_string());
        if self.worksheet.is_some() {
            option("--worksheet", "FILE.md");
        }
        for (name, given) in [
            ("--certain", filters.certain),
            ("--disputed", filters.disputed),
            ("--background", filters.background),
        ] {
            if given {
                words.push(name.to_owned());
            }
        }
        // No argument holds the one character that cannot be quoted.
        shlex::try_join(words.iter().map(String::as_str)).unwrap_or_else(|_| words.join(" "))
    }
}

/// What is said in one turn of a quiz.
#[derive(Debug)]
pub struct Turn {
    /// The words, every line ended.
    pub text: String,
    /// Whether the quiz is over.
    pub over: bool,
}

/// A quiz that is being asked. Whoever owns the terminal reads the lines and shows what is said.
#[derive(Debug)]
pub struct Asking {
    quiz: Quiz,
    /// The command that gives the same questions.
    again: String,
    look: Look,
    /// The question that waits for its answer.
    at: usize,
    tally: Tally,
    /// The questions that were not answered rightly.
    missed: Vec<usize>,
}

impl Asking {
    fn new(quiz: Quiz, again: String, look: Look) -> Self {
        Self {
            quiz,
            again,
            look,
            at: 0,
            tally: Tally::default(),
            missed: Vec::new(),
        }
    }

    /// What is said before the first answer.
    fn opening(&self) -> String {
        view::quiz::opening(&self.quiz, self.look) + &view::quiz::question(&self.quiz, 0, self.look)
    }

    fn ending(&self) -> Turn {
        let missed: Vec<_> = self
            .missed
            .iter()
            .map(|at| &self.quiz.questions[*at])
            .collect();
        Turn {
            text: view::quiz::ending(&self.quiz, self.tally, &missed, &self.again, self.look),
            over: true,
        }
    }

    fn advise(&self, text: &str) -> Turn {
        Turn {
            text: view::quiz::advice(text, self.look),
            over: false,
        }
    }
}

impl Asking {
    /// What is said to a line that the reader typed, given without its end. `None` is the end of
    /// the input, and ends the quiz.
    pub fn reply(&mut self, line: Option<&str>) -> Turn {
        let question = &self.quiz.questions[self.at];
        let graded = match line.map(str::trim) {
            None | Some("q" | "quit") => return self.ending(),
            Some("?" | "help") => return self.advise(how_to_answer(question)),
            Some("") => None,
            Some(typed) => match grade(question, typed) {
                Ok(graded) => Some(graded),
                Err(message) => return self.advise(&message),
            },
        };
        let mut text = view::quiz::answered(question, graded.as_ref(), self.look);
        let worth = graded.map(|graded| graded.grade);
        self.tally.count(worth);
        if worth != Some(Grade::Right) {
            self.missed.push(self.at);
        }
        self.at += 1;
        if self.at == self.quiz.questions.len() {
            text += &self.ending().text;
            return Turn { text, over: true };
        }
        text += &view::quiz::question(&self.quiz, self.at, self.look);
        Turn { text, over: false }
    }
}

/// How the question is answered.
fn how_to_answer(question: &quiz::Question) -> &'static str {
    match question.kind {
        Kind::When => {
            "Give a date, such as 5 march 1953, march 1953, 1953, summer 1956 or 1953..1955. It is \
             right where it lies within the days that the sources give, in whole months or years \
             where these are not exact, and partly right where it meets them and is no longer than \
             a year. An empty line passes, q ends."
        }
        _ => {
            "Give the letter of a choice, or any part of its name that fits only one. An empty \
             line passes, q ends."
        }
    }
}
