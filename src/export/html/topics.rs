//! The comparisons as the page shows them: a column per source, a row per question.

use crate::report::comparison::{AnswerReport, Comparison, QuestionReport, VerdictCounts};
use crate::report::event::EventPage;
use crate::report::part::NoteReport;
use crate::view::{counted, in_short, tally};

use super::links::{Link, Links};

/// A topic on the page.
pub struct Topic<'a> {
    /// Its title.
    pub title: &'a str,
    /// What the editor adds.
    pub note: Option<NoteReport<'a>>,
    /// Its id, as it stands in addresses.
    pub slug: &'a str,
    /// How many questions it has, and with which verdicts.
    pub counts: String,
    /// The chosen events that it is about.
    pub events: Vec<Link<'a>>,
    /// The sources that answer any of its questions: the columns.
    pub answering: Vec<Link<'a>>,
    /// Its questions.
    pub questions: Vec<Question<'a>>,
}

/// A question: a row, with the verdict below it.
pub struct Question<'a> {
    /// Its report.
    pub asked: &'a QuestionReport<'a>,
    /// For each column the answers of that source.
    pub cells: Vec<(&'a str, Vec<Answer<'a>>)>,
    /// The sources that could answer and do not.
    pub silent: String,
    /// The sources whose years it lies outside.
    pub out_of_scope: String,
}

/// An answer in a cell.
pub struct Answer<'a> {
    /// The answer in a few words.
    pub short: String,
    /// The words as printed, where those few words do not hold them.
    pub printed: Option<&'a str>,
    /// What the source says.
    pub says: Option<&'a str>,
    /// Where.
    pub place: String,
}

/// The comparisons, each with the chosen events that it touches.
pub fn topics<'a>(
    comparisons: &'a [Comparison<'_>],
    events: &'a [EventPage<'_>],
    links: &'a Links<'a>,
) -> Vec<Topic<'a>> {
    let topic = |compared: &'a Comparison<'_>| {
        let counts = VerdictCounts::of(compared.questions.iter().map(|asked| asked.verdict));
        let mut words = vec![counted(compared.questions.len(), "question")];
        words.extend(counts.occurring().map(|(verdict, n)| tally(verdict, n)));
        let questions = || compared.questions.iter();
        let answers = |id: &str| {
            let all = questions().flat_map(|asked| &asked.answers);
            all.filter(|answer| answer.cited.source == id).count()
        };
        let sources = compared.sources.iter().copied();
        let answering: Vec<&str> = sources.filter(|id| answers(id) > 0).collect();
        let about = events
            .iter()
            .filter(|page| page.topics.contains(&compared.id));
        Topic {
            slug: links.topics.get(compared.id).unwrap_or_default(),
            counts: words.join(" · "),
            events: about
                .map(|page| links.event(page.row.id, page.row.title))
                .collect(),
            questions: questions()
                .map(|asked| question(asked, &answering))
                .collect(),
            answering: answering.iter().map(|id| links.source(id)).collect(),
            title: compared.title,
            note: compared.note,
        }
    };
    comparisons.iter().map(topic).collect()
}

fn question<'a>(asked: &'a QuestionReport<'a>, answering: &[&'a str]) -> Question<'a> {
    let of = |id: &'a str| {
        let own = asked
            .answers
            .iter()
            .filter(|answer| answer.cited.source == id);
        (id, own.map(|given| answer(given, asked.unit)).collect())
    };
    Question {
        cells: answering.iter().map(|id| of(id)).collect(),
        silent: asked.silent.join(", "),
        out_of_scope: asked.out_of_scope.join(", "),
        asked,
    }
}

fn answer<'a>(given: &'a AnswerReport<'a>, unit: Option<&str>) -> Answer<'a> {
    let short = in_short(given, unit);
    let printed = given.as_printed.filter(|printed| !short.contains(printed));
    Answer {
        printed,
        says: given.says,
        place: given.cited.place(),
        short,
    }
}
