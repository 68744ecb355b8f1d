//! Sources side by side.

use crate::model::agreement::Verdict;
use crate::report::comparison::{AnswerReport, Comparison, QuestionReport, VerdictCounts};

use super::event::{note_words, places};
use super::events::counted;
use super::grid::{Cell, Column, Grid};
use super::page::{Kind, Names, Page};
use super::story::paragraphs;
use super::{Format, OF_COMPARISONS, View};

/// What a source column, and the two columns beside them, need to be read at ease.
const SOURCE_COLUMN: usize = 20;
const OTHER_COLUMNS: usize = 54;

impl View for Comparison<'_> {
    const FORMATS: &'static [Format] = OF_COMPARISONS;

    fn cites(&self) -> Vec<(String, u32)> {
        places(self.answers().map(|answer| &answer.cited))
    }

    fn prose(&self) -> Page {
        let mut page = Page::default();
        page.title("topic", self.title, "");
        paragraphs(&mut page, &self.prose.paragraphs());
        page
    }

    fn page(&self, width: usize) -> Page {
        let mut page = Page::default();
        self.add_to(&mut page, width);
        page
    }

    fn records(&self) -> Grid {
        records(std::slice::from_ref(self))
    }
}

/// The comparisons of several topics.
#[derive(serde::Serialize)]
#[serde(transparent)]
pub struct Comparisons<'a>(pub Vec<Comparison<'a>>);

impl View for Comparisons<'_> {
    const FORMATS: &'static [Format] = OF_COMPARISONS;

    fn cites(&self) -> Vec<(String, u32)> {
        places(
            self.0
                .iter()
                .flat_map(Comparison::answers)
                .map(|answer| &answer.cited),
        )
    }

    fn prose(&self) -> Page {
        let mut page = Page::default();
        for comparison in &self.0 {
            page.section(comparison.title);
            paragraphs(&mut page, &comparison.prose.paragraphs());
        }
        page
    }

    fn page(&self, width: usize) -> Page {
        let mut page = Page::default();
        if self.0.is_empty() {
            page.text("topics", "0 topics");
        }
        for comparison in &self.0 {
            page.gap();
            comparison.add_to(&mut page, width);
        }
        page
    }

    fn records(&self) -> Grid {
        records(&self.0)
    }
}

impl Comparison<'_> {
    fn add_to(&self, page: &mut Page, width: usize) {
        page.title("topic", self.title, "");
        let counts = VerdictCounts::of(self.questions.iter().map(|question| question.verdict));
        let counts: Vec<String> = counts
            .occurring()
            .map(|(verdict, n)| tally(verdict, n))
            .collect();
        page.text(
            "questions",
            [vec![counted(self.questions.len(), "question")], counts]
                .concat()
                .join(" · "),
        );
        let answering: Vec<&str> = self
            .sources
            .iter()
            .copied()
            .filter(|source| self.answers().any(|answer| answer.cited.source == *source))
            .collect();
        if width != usize::MAX && width >= OTHER_COLUMNS + SOURCE_COLUMN * answering.len() {
            page.gap();
            page.grid(self.matrix(&answering));
        } else {
            for question in &self.questions {
                block(page, question, &answering);
            }
        }
        self.silences(page, &answering);
        self.notes(page);
    }

    fn answers(&self) -> impl Iterator<Item = &AnswerReport<'_>> {
        self.questions.iter().flat_map(|question| &question.answers)
    }

    /// One row per question, one column per source that answers.
    fn matrix(&self, answering: &[&str]) -> Grid {
        let mut columns = vec![Column::new("question")];
        columns.extend(answering.iter().map(|source| Column::new(source)));
        columns.push(Column::new("verdict"));
        let mut grid = Grid::headed(columns);
        for question in &self.questions {
            let mut cells: Vec<Cell> = vec![question.ask.into()];
            for source in answering {
                let of_source = question
                    .answers
                    .iter()
                    .filter(|answer| answer.cited.source == *source);
                let parts: Vec<String> = of_source
                    .map(|answer| {
                        format!(
                            "{} ({})",
                            in_short(answer, question.unit),
                            answer.cited.place()
                        )
                    })
                    .collect();
                cells.push(if parts.is_empty() {
                    "–".into()
                } else {
                    Cell::stacked(parts)
                });
            }
            cells.push(verdict(question).into());
            grid.row(cells);
        }
        grid
    }

    /// Who does not answer: once for all questions where it is the same for all.
    fn silences(&self, page: &mut Page, answering: &[&str]) {
        let silent = self.never_answering(answering, |question| &question.silent);
        let mut outside = self.never_answering(answering, |question| &question.out_of_scope);
        outside.retain(|source| !silent.contains(source));
        let named = |kind: Kind, ids: &[&str]| {
            let names = ids.iter().map(|id| ((*id).to_owned(), *id));
            Names::of(kind, names)
        };
        page.gap();
        page.fields(vec![
            ("Silent on all of it", named(Kind::Source, &silent)),
            ("Out of their scope", named(Kind::Source, &outside)),
            ("About", named(Kind::Event, &self.events)),
        ]);
    }

    /// The sources that are picked for some question and answer none, each once.
    fn never_answering<'a>(
        &'a self,
        answering: &[&str],
        pick: fn(&'a QuestionReport<'a>) -> &'a [&'a str],
    ) -> Vec<&'a str> {
        let picked = self.questions.iter().flat_map(pick).copied();
        let mut sources = Vec::new();
        for source in picked.filter(|source| !answering.contains(source)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    fn notes(&self, page: &mut Page) {
        let of_questions = self
            .questions
            .iter()
            .filter_map(|question| Some((format!(" on “{}”", question.ask), question.note?)));
        let of_answers = self
            .answers()
            .filter_map(|answer| Some((format!(" on {}", answer.cited), answer.note?)));
        let own = self.note.map(|note| (String::new(), note));
        let notes: Vec<_> = own
            .into_iter()
            .chain(of_questions)
            .chain(of_answers)
            .collect();
        if !notes.is_empty() {
            page.gap();
        }
        for (on, note) in notes {
            page.indented("note", note_words(&on, note), 2);
        }
    }
}

/// A question with its answers below it, where there is no room for a column per source.
///
/// Sources that answer no question at all are named once, below all of them.
fn block(page: &mut Page, question: &QuestionReport<'_>, answering: &[&str]) {
    page.section(question.ask);
    let mut grid = Grid::bare(vec![
        Column::new("source").narrow(),
        Column::new("answer").narrow(),
        Column::new("says"),
    ]);
    for answer in &question.answers {
        let cells = [
            answer.cited.to_string().into(),
            in_short(answer, question.unit).into(),
            answer.says.unwrap_or_default().into(),
        ];
        grid.row_to(Kind::Source, answer.cited.source, cells);
    }
    page.grid(grid);
    page.indented("verdict", verdict(question), 2);
    for (label, heading, sources) in [
        ("silent", "Silent", &question.silent),
        ("out of scope", "Out of scope", &question.out_of_scope),
    ] {
        let here: Vec<&str> = sources
            .iter()
            .copied()
            .filter(|s| answering.contains(s))
            .collect();
        if !here.is_empty() {
            page.indented(label, format!("{heading}: {}", here.join(", ")), 2);
        }
    }
}

/// An answer in a few words: the figure with what it counts, the date, the position, the items.
pub fn in_short(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let is_figure = answer.low.is_some() || answer.high.is_some();
    let printed = answer
        .as_printed
        .map(|printed| format!("“{printed}”"))
        .unwrap_or_default();
    let is_range = is_figure && answer.low != answer.high;
    let mut words = if answer.words.is_empty() {
        printed
    } else if is_range && !printed.is_empty() && !printed.contains(|c: char| c.is_ascii_digit()) {
        // "Thousands" is no count from 2,000 to 99,999; it is only compared as one.
        format!("{printed}, read as {}", answer.words)
    } else {
        answer.words.clone()
    };
    if let Some(counted) = answer.counts.or(unit).filter(|_| is_figure) {
        words = format!("{words} {counted}");
    }
    if answer.hedged {
        words.push_str(", hedged");
    }
    match answer.voice {
        Some(voice) => format!("{voice}: {words}"),
        None => words,
    }
}

/// The verdict, why, and what has to be said beside it.
fn verdict(question: &QuestionReport<'_>) -> String {
    let mut words = format!("{}: {}", question.verdict.word(), question.why);
    if let Some(caveat) = &question.caveat {
        words.push(' ');
        words.push_str(caveat);
    }
    for source in &question.self_contradiction {
        words = format!("{words} {source} contradicts itself.");
    }
    words
}

/// How many questions have a verdict: "2 conflict".
pub fn tally(verdict: Verdict, count: usize) -> String {
    match verdict {
        Verdict::Single => format!("{count} told by one source only"),
        verdict => format!("{count} {}", verdict.word()),
    }
}

/// One record per answer, with the verdict on its question.
fn records(comparisons: &[Comparison<'_>]) -> Grid {
    let mut grid = Grid::of_fields(&[
        "topic",
        "question",
        "ask",
        "kind",
        "unit",
        "verdict",
        "why",
        "caveat",
        "source",
        "paragraph",
        "page",
        "low",
        "high",
        "date",
        "earliest",
        "latest",
        "position",
        "items",
        "as_printed",
        "counts",
        "says",
        "voice",
        "hedged",
    ]);
    for comparison in comparisons {
        for question in &comparison.questions {
            for answer in &question.answers {
                let day = |day: Option<chrono::NaiveDate>| {
                    day.map(|day| day.to_string()).unwrap_or_default()
                };
                let figure = |n: Option<crate::model::topic::Number>| {
                    n.map(|n| {
                        n.whole()
                            .map_or_else(|| n.0.to_string(), |whole| whole.to_string())
                    })
                    .unwrap_or_default()
                };
                grid.row([
                    comparison.id.into(),
                    question.id.into(),
                    question.ask.into(),
                    format!("{:?}", question.kind).to_lowercase().into(),
                    optional(question.unit),
                    question.verdict.word().into(),
                    question.why.as_str().into(),
                    optional(question.caveat.as_deref()),
                    answer.cited.source.into(),
                    answer
                        .cited
                        .paragraph
                        .map(|n| n.to_string())
                        .unwrap_or_default()
                        .into(),
                    optional(answer.cited.page),
                    figure(answer.low).into(),
                    figure(answer.high).into(),
                    optional(answer.when.date),
                    day(answer.when.earliest).into(),
                    day(answer.when.latest).into(),
                    optional(answer.position),
                    answer.items.join("; ").into(),
                    optional(answer.as_printed),
                    optional(answer.counts),
                    optional(answer.says),
                    optional(answer.voice),
                    answer.hedged.to_string().into(),
                ]);
            }
        }
    }
    grid
}

/// A text that may be left out.
fn optional(text: Option<&str>) -> Cell {
    text.unwrap_or_default().into()
}
