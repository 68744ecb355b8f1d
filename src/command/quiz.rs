//! `quiz`: asks or prints questions on the timeline.

use std::path::{Path, PathBuf};

use clap::Args;
use strum::VariantArray;

use crate::error::{Error, Result};
use crate::export;
use crate::model::key::TopicKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, FilterSpec, join_for_shell};
use crate::report::chronology;
use crate::report::quiz::{self, Grade, Quiz, QuizKind, QuizOptions, grade};
use crate::report::worksheet;
use crate::view::{self, Format, RenderOptions, counted};

use super::filters::FilterArgs;
use super::{Output, Settings, Target, TextsArgs, one_of};

/// Ask questions on the timeline, or write a worksheet on its sources
#[derive(Debug, Args)]
#[command(after_help = HELP, mut_arg("texts", |texts| {
    texts.requires("worksheet").help(TEXTS_HELP)
}))]
pub struct QuizArgs {
    #[command(flatten)]
    pub filters: FilterArgs,

    /// Ask N questions
    #[arg(short = 'n', long, value_name = "N", default_value = "10", value_parser = clap::value_parser!(u16).range(1..))]
    count: u16,

    /// Ask only this kind of question (may be given several times)
    #[arg(long, value_name = "KIND", value_parser = one_of(QuizKind::VARIANTS, Into::into))]
    ask: Vec<QuizKind>,

    /// Use this seed: the same seed asks the same questions
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Write a sheet to print (.html or .md): what the sources say on --topic or on the events, as
    /// documents to compare and judge, with a key
    #[arg(long, value_name = "FILE", conflicts_with_all = ["count", "ask", "seed"])]
    worksheet: Option<PathBuf>,

    #[command(flatten)]
    texts: TextsArgs,
}

const TEXTS_HELP: &str =
    "Take the extracts on a worksheet from the source texts in DIR [env: DESTAL_TEXTS]";

const HELP: &str = "\
Questions come from the timeline alone, and each answer is explained with its place in the
sources. Answer with the letter of a choice or with its name, or with a date as for --on. An empty
line passes, ? helps, q or the end of the input ends the quiz with the score so far. With -O or -o
the questions are printed with their key instead.

A date is asked for as a month or a year, never more exactly than the sources give it. An answer is
right within that month or year; partly right where it meets it and is no longer than a year;
otherwise wrong. Of two events it is asked which came first only if that is sure.

A worksheet is on --topic, or on the topic that most of the events belong to.";

/// Prints the questions, writes a worksheet, or starts a session.
pub fn run(args: &QuizArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    if settings.format == Some(Format::Markdown) && args.worksheet.is_none() {
        return Err(Error::usage(
            "this command cannot write `markdown`",
            "it can write plain, json, ndjson; --worksheet FILE.md writes a sheet to print",
        ));
    }
    if let Some(path) = &args.worksheet {
        return write_worksheet(args, path, timeline, settings);
    }
    let mut filter = args.filters.resolve(timeline, settings.today)?;
    // The topic decides about the questions, which are not only about its events.
    let topic = filter.conditions_of("--topic").next();
    let topic = topic.map(|topic| TopicKey::from(topic.index));
    filter.set("--topic", None);
    let wanted = QuizOptions {
        kinds: args.ask.clone(),
        count: args.count.into(),
        seed: args.seed.unwrap_or_else(settings.seed),
        topic,
    };
    let quiz = quiz::quiz(timeline, &filter, &wanted);
    let again = args.repeat_command(wanted.seed);
    let is_empty = quiz.questions.is_empty();
    let opts = settings.render;
    let mut output = Output::default();
    let remarks = &mut output.remarks;
    remarks.extend(too_few(&quiz, &filter, &wanted, timeline));
    if settings.format.is_some() {
        if args.seed.is_none() && !is_empty {
            remarks.push(format!("the same questions again: {again}"));
        }
        output.text = settings.show(&quiz)?.text;
    } else if !is_empty {
        output.text = view::quiz::introduction(&quiz, opts) + &view::quiz::question(&quiz, 0, opts);
        output.quiz = Some(QuizSession {
            quiz,
            again,
            render: opts,
            grades: Vec::new(),
        });
    }
    Ok(output)
}

/// Writes a worksheet on the topic or the events, and says what is on it.
fn write_worksheet(
    args: &QuizArgs,
    path: &Path,
    timeline: &Timeline,
    settings: &Settings,
) -> Result<Output> {
    if settings.format.is_some() {
        return Err(Error::usage(
            "--worksheet writes a file of its own, in HTML or Markdown",
            "leave -O and -o out",
        ));
    }
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_markdown = ending.and_then(Format::from_extension) == Some(Format::Markdown);
    if !is_markdown && ending != Some("html") {
        return Err(Error::usage(
            format!(
                "a worksheet is HTML or Markdown, and `{}` is neither",
                path.display()
            ),
            "give the file the ending .html or .md",
        ));
    }
    let target = Target::new(path, settings.force)?;
    let filter = args.filters.resolve(timeline, settings.today)?;
    let topic = filter.conditions_of("--topic").next();
    let topic = topic.map(|topic| TopicKey::from(topic.index));
    let mut output = Output::default();
    let Some(subject) = worksheet::subject(timeline, &filter, topic) else {
        let why = chronology::why_empty(timeline, &filter);
        output.remarks = vec![why, "nothing was written".into()];
        return Ok(output);
    };
    let texts = settings.source_texts(&args.texts, timeline)?;
    let sheet = worksheet::worksheet(timeline, &subject, &texts);
    if sheet.questions.is_empty() {
        let title = sheet.title;
        output.remarks = vec![format!(
            "the sources say nothing on “{title}” that can be compared; nothing was written"
        )];
        return Ok(output);
    }
    let flags = &settings.flags;
    let more = sheet
        .topic
        .map(|id| format!("destal compare-sources {id}{flags}"));
    let more = more.unwrap_or_default();
    let render = if is_markdown {
        export::worksheet::markdown
    } else {
        export::worksheet::html
    };
    target.write(render(&sheet, &more, settings.render.ascii))?;
    if sheet.documents.len() < 2 {
        let title = sheet.title;
        output.remarks.push(format!(
            "only one source tells of “{title}”: there is nothing to corroborate"
        ));
    }
    output.text = view::quiz::written(&sheet, path, settings.render);
    Ok(output)
}

/// Explains why there are fewer questions than requested; `None` if there are enough.
fn too_few(
    quiz: &Quiz,
    filter: &Filter,
    wanted: &QuizOptions,
    timeline: &Timeline,
) -> Option<String> {
    let events = counted(quiz.events, "event");
    Some(match (quiz.questions.len(), quiz.events, wanted.topic) {
        (made, ..) if made == wanted.count => return None,
        (made @ 1.., ..) => format!(
            "of {events} no more than {} can be made without one giving away another",
            counted(made, "fair question")
        ),
        (_, 0, None) => chronology::why_empty(timeline, filter),
        (_, 0, Some(topic)) => {
            let title = &timeline[topic].title;
            format!("no event that matches belongs to “{title}”")
        }
        _ => format!(
            "no fair question of the requested kind can be made of {events}; drop a filter, --ask \
             or --as-told-by"
        ),
    })
}

impl QuizArgs {
    /// The command line that reproduces the questions.
    fn repeat_command(&self, seed: u64) -> String {
        let option = |name: &str, value: &str| [name, value].map(str::to_owned);
        let mut words = vec!["destal".to_owned(), "quiz".to_owned()];
        let filters = &self.filters;
        words.extend(filters.to_args(|spec| !spec.is_flag() && !spec.repeats()));
        words.extend(filters.to_args(FilterSpec::repeats));
        let kinds = self.ask.iter();
        words.extend(kinds.flat_map(|kind| option("--ask", kind.into())));
        words.extend(option("-n", &self.count.to_string()));
        words.extend(option("--seed", &seed.to_string()));
        words.extend(filters.to_args(FilterSpec::is_flag));
        join_for_shell(&words)
    }
}

/// A quiz in progress. It does no I/O itself.
#[derive(Debug)]
pub struct QuizSession {
    quiz: Quiz,
    /// The command line that reproduces the questions.
    again: String,
    render: RenderOptions,
    /// Grades of the questions asked so far; `None` for a question that was passed.
    grades: Vec<Option<Grade>>,
}

impl QuizSession {
    /// Handles a typed line, or `None` at the end of the input. Returns the reply, and whether the
    /// quiz is over.
    pub fn reply(&mut self, line: Option<&str>) -> (String, bool) {
        let question = &self.quiz.questions[self.grades.len()];
        let graded = match line.map(str::trim) {
            None | Some("q" | "quit") => return (self.ending(), true),
            Some("") => Ok(None),
            Some("?" | "help") => Err(how_to_answer(question).to_owned()),
            Some(typed) => grade(question, typed).map(Some),
        };
        let graded = match graded {
            Ok(graded) => graded,
            Err(advice) => {
                return (view::quiz::line("advice", &advice, self.render), false);
            }
        };
        let text = view::quiz::feedback(question, graded.as_ref(), self.render);
        self.grades.push(graded.map(|graded| graded.grade));
        let next = self.grades.len();
        if next == self.quiz.questions.len() {
            (text + &self.ending(), true)
        } else {
            let question = view::quiz::question(&self.quiz, next, self.render);
            (text + &question, false)
        }
    }

    fn ending(&self) -> String {
        view::quiz::closing(&self.quiz, &self.grades, &self.again, self.render)
    }
}

/// The reply to `?`.
fn how_to_answer(question: &quiz::QuizQuestion) -> &'static str {
    if question.kind == QuizKind::When {
        "Give a date, such as march 1953 or 1953. It is right within the month or the year that is \
         asked for, and partly right where it meets that and is no longer than a year. An empty \
         line passes, q ends."
    } else {
        "Give the letter of a choice, or any part of its name that fits only one. An empty line \
         passes, q ends."
    }
}
