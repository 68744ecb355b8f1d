//! Compares sources on a topic: each source's answers to its questions, and the verdicts.

use std::borrow::Cow;

use itertools::Itertools;
use serde::{Serialize, Serializer};
use strum::VariantArray;

use crate::model::agreement::{self, Agreement, Compatibility, Spread, Verdict};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::source::Note;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Number, Question, QuestionKind, Topic, Value};

use super::Report;
use super::event_row::{Citation, When};
use super::prose::{Prose, Writer, attribution, write_question, write_self_contradictions};
use super::reasons;

/// Which questions are compared, and between which sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionSelection {
    /// The only two sources to compare; `None` for all sources.
    pub between: Option<[SourceKey; 2]>,
    /// Which questions to show; `None` for all.
    pub only: Option<VerdictFilter>,
}

/// Keeps the questions with a verdict, or those that are compatible in one way.
#[derive(Clone, Copy, Debug)]
pub enum VerdictFilter {
    /// `Conflict` includes sources that contradict themselves.
    Verdict(Verdict),
    Compatible(Compatibility),
}

impl VerdictFilter {
    pub fn all() -> Vec<Self> {
        let verdicts = Verdict::VARIANTS
            .iter()
            .map(|verdict| Self::Verdict(*verdict));
        let hows = Compatibility::VARIANTS
            .iter()
            .map(|how| Self::Compatible(*how));
        verdicts.chain(hows).collect()
    }

    /// The word for it, as the user types it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.word(),
            Self::Compatible(how) => how.word(),
        }
    }

    fn keeps(self, agreement: &Agreement<'_>) -> bool {
        match self {
            Self::Verdict(Verdict::Conflict) if !agreement.self_contradiction.is_empty() => true,
            Self::Verdict(verdict) => agreement.verdict == verdict,
            Self::Compatible(how) => agreement.how == Some(how),
        }
    }
}

impl QuestionSelection {
    /// The sources that are compared, in the order of the timeline.
    fn sources(self, timeline: &Timeline) -> impl Iterator<Item = SourceKey> {
        let all = timeline.all_sources().map(|(key, _)| key);
        all.filter(move |key| self.includes(*key))
    }

    fn includes(self, source: SourceKey) -> bool {
        self.between.is_none_or(|two| two.contains(&source))
    }
}

/// The comparison of one topic.
#[derive(Serialize)]
pub struct Comparison<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// The ids of its events.
    pub events: Vec<&'a str>,
    pub questions: Vec<QuestionReport<'a>>,
    pub note: Option<&'a Note>,
}

impl<'a> Comparison<'a> {
    /// All answers to all questions.
    pub fn answers(&self) -> impl Iterator<Item = &AnswerReport<'a>> {
        let questions = self.questions.iter();
        questions.flat_map(|question| &question.answers)
    }

    /// The ids of the sources that answer any question, in the order of the timeline.
    pub fn answering_sources(&self) -> Vec<&'a str> {
        let answers = self.answers();
        let answers = answers.sorted_by_key(|answer| answer.value.extra.source);
        let sources = answers.map(|answer| answer.citation.source);
        sources.dedup().collect()
    }
}

/// One question with its answers and the verdict on them.
#[derive(Serialize)]
pub struct QuestionReport<'a> {
    /// Its id within the topic.
    pub id: &'a str,
    pub ask: &'a str,
    pub kind: QuestionKind,
    /// The unit of a quantity.
    pub unit: Option<&'a str>,
    pub verdict: Verdict,
    /// How the answers are compatible; `None` unless the verdict is `Compatible`.
    pub how: Option<Compatibility>,
    /// The verdict before sources were left out; `None` if none were.
    pub before: Option<Verdict>,
    /// The reason for the verdict, in one sentence.
    pub why: String,
    /// Qualifications of the verdict.
    pub caveat: Option<String>,
    /// The spread of the figures; `None` unless the question asks for a quantity.
    pub spread: Option<Spread>,
    pub answers: Vec<AnswerReport<'a>>,
    pub note: Option<&'a Note>,
    /// The ids of the sources that contradict themselves.
    pub self_contradiction: Vec<&'a str>,
    /// The ids of the sources that do not answer, although the question is within their selection.
    pub silent: Vec<&'a str>,
    /// The ids of the sources that do not answer because the question is outside their selection.
    pub out_of_scope: Vec<&'a str>,
}

/// An answer that one or several sources give; of a list, one item.
pub struct AnswerGroup<'q, 'a> {
    /// The answer in words, with what a figure counts.
    pub text: String,
    /// The answers that say so.
    pub answers: Vec<&'q AnswerReport<'a>>,
}

impl<'a> QuestionReport<'a> {
    /// The distinct answers in the order of their first mention, each with who gives it; lists item
    /// by item.
    pub fn groups(&self) -> Vec<AnswerGroup<'_, 'a>> {
        self.groups_by(|answer| match self.kind {
            QuestionKind::List if !answer.value.labels.is_empty() => {
                let labels = answer.value.labels.iter();
                labels
                    .map(|label| answer.with_voice(label.to_string()))
                    .collect()
            }
            _ => vec![answer.in_words(self.unit)],
        })
    }

    /// The same, with figures as the sources print them and lists as a whole.
    pub fn worded_groups(&self) -> Vec<AnswerGroup<'_, 'a>> {
        self.groups_by(|answer| vec![answer.as_worded(self.unit)])
    }

    fn groups_by(
        &self,
        texts: impl Fn(&AnswerReport<'a>) -> Vec<String>,
    ) -> Vec<AnswerGroup<'_, 'a>> {
        let mut groups: Vec<AnswerGroup<'_, 'a>> = Vec::new();
        for answer in &self.answers {
            for text in texts(answer) {
                match groups.iter_mut().find(|group| group.text == text) {
                    Some(group) => group.answers.push(answer),
                    None => groups.push(AnswerGroup {
                        text,
                        answers: vec![answer],
                    }),
                }
            }
        }
        groups
    }
}

/// One answer of a source, at one locator.
#[derive(Serialize)]
pub struct AnswerReport<'a> {
    #[serde(flatten)]
    pub citation: Citation<'a>,
    #[serde(flatten)]
    pub value: Report<ValueReport<'a>, AnswerText>,
    /// The figure, date or term as printed.
    pub as_printed: Option<&'a str>,
    pub counts: Option<&'a str>,
    pub says: Option<&'a str>,
    /// Whose view it is, if the source only reports it.
    pub voice: Option<&'a str>,
    pub hedged: bool,
    pub note: Option<&'a Note>,
}

/// The source of an answer, and its value in words; the words are empty if it has nothing to compare.
pub struct AnswerText {
    pub source: SourceKey,
    pub value: String,
}

impl AnswerReport<'_> {
    pub fn value_text(&self) -> &str {
        &self.value.extra.value
    }

    /// The answer in words: the figure with what it counts, the date, the position or the items. An
    /// answer without a value is given as printed, or as the source tells it.
    pub fn in_words(&self, unit: Option<&str>) -> String {
        let is_figure = self.value.low.is_some() || self.value.high.is_some();
        let is_range = self.value.low != self.value.high;
        let mut words = self.value_text().to_owned();
        match self.as_printed {
            _ if self.is_about() => words = format!("about {words}"),
            Some(printed) if words.is_empty() => words = format!("“{printed}”"),
            Some(printed) if is_range && !printed.contains(|c: char| c.is_ascii_digit()) => {
                // "Thousands" is not a count of 2,000 to 99,999; it is only compared as one.
                words = format!("“{printed}”, read as {words}");
            }
            _ if words.is_empty() => words.push_str(self.says.unwrap_or_default()),
            _ => {}
        }
        if let Some(counted) = self.counts.or(unit).filter(|_| is_figure) {
            words = format!("{words} {counted}");
        }
        self.with_voice(words)
    }

    /// The same, but a figure in the words of the source ("thousands") is not turned into numbers,
    /// and items are between semicolons.
    pub fn as_worded(&self, unit: Option<&str>) -> String {
        let is_figure = self.value.low.is_some() || self.value.high.is_some();
        let printed = self.as_printed.filter(|_| is_figure && !self.is_about());
        match printed.filter(|printed| !printed.contains(|c: char| c.is_ascii_digit())) {
            Some(printed) => {
                let counted = self.counts.filter(|counted| !printed.contains(counted));
                let counted = counted.map(|counted| format!(" {counted}"));
                self.with_voice(format!("“{printed}”{}", counted.unwrap_or_default()))
            }
            None if self.value.items.is_empty() => self.in_words(unit),
            None => self.with_voice(self.value.labels.join("; ")),
        }
    }

    /// Whether it is one figure that the source gives as a rough one.
    pub fn is_about(&self) -> bool {
        self.hedged && self.value.low.is_some() && self.value.low == self.value.high
    }

    /// Puts whose view it is in front, if the source only reports it.
    pub fn with_voice(&self, words: String) -> String {
        match self.voice {
            Some(voice) => format!("{voice}: {words}"),
            None => words,
        }
    }
}

/// The comparable part of an answer, with fields for each kind of value.
#[derive(Default, Serialize)]
pub struct ValueReport<'a> {
    pub low: Option<Number>,
    pub high: Option<Number>,
    #[serde(flatten)]
    pub when: When<'a>,
    pub position: Option<&'a str>,
    pub items: &'a [Text],
    /// The wording of the position or of the items.
    pub labels: Vec<Cow<'a, str>>,
}

/// A comparison, or several, with how they are shown.
pub type ComparisonPage<T> = Report<T, ComparisonOptions>;

#[derive(Default)]
pub struct ComparisonOptions {
    /// Whether each answer's paraphrase is shown.
    pub full: bool,
    /// What is left out: "without wikipedia".
    pub without: Option<String>,
}

/// Compares the sources on one topic. Omits questions whose verdict `selection` excludes, and those
/// that neither of its two sources answers.
pub fn comparison(
    timeline: &Timeline,
    key: TopicKey,
    selection: QuestionSelection,
) -> Comparison<'_> {
    let topic = &timeline[key];
    let events = topic.events.iter().map(|event| &*timeline[*event].id);
    Comparison {
        id: &topic.id,
        title: &topic.title,
        events: events.collect(),
        questions: selected_questions(topic, selection)
            .map(|(question, agreement)| {
                question_report(timeline, topic, question, &agreement, selection)
            })
            .collect(),
        note: topic.note.as_ref(),
    }
}

/// The comparisons of all topics that have a question in `selection`.
pub fn all_comparisons(timeline: &Timeline, selection: QuestionSelection) -> Vec<Comparison<'_>> {
    timeline
        .all_topics()
        .map(|(key, _)| comparison(timeline, key, selection))
        .filter(|comparison| !comparison.questions.is_empty())
        .collect()
}

fn selected_questions(
    topic: &Topic,
    selection: QuestionSelection,
) -> impl Iterator<Item = (&Question, Agreement<'_>)> {
    topic.questions.iter().filter_map(move |question| {
        let agreement = agreement::compute_among(question, |key| selection.includes(key));
        let answered = selection.between.is_none() || !agreement.answering.is_empty();
        let wanted = selection.only.is_none_or(|only| only.keeps(&agreement));
        (answered && wanted).then_some((question, agreement))
    })
}

/// The answers to one question, and the verdict on them.
pub fn question_report<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    question: &'a Question,
    agreement: &Agreement<'_>,
    selection: QuestionSelection,
) -> QuestionReport<'a> {
    let events = question.events_in(topic);
    let (silent, out_of_scope): (Vec<SourceKey>, Vec<SourceKey>) = selection
        .sources(timeline)
        .filter(|key| !agreement.answering.contains(key))
        .partition(|key| could_answer(timeline, *key, events));
    let ids = |keys: Vec<SourceKey>| keys.into_iter().map(|key| &*timeline[key].id).collect();
    let answers = question.answers.iter();
    let answers = answers.filter(|answer| selection.includes(answer.claim.locator.source));
    QuestionReport {
        id: &question.id,
        ask: &question.ask,
        kind: question.kind,
        unit: question.unit.as_deref(),
        verdict: agreement.verdict,
        how: agreement.how,
        before: timeline.left_out.verdict_before(topic, question),
        why: reasons::reason(timeline, question, agreement),
        caveat: reasons::caveat(&timeline.sources, question, agreement),
        spread: agreement.spread,
        answers: answers
            .map(|answer| answer_report(timeline, question, answer))
            .collect(),
        note: question.note.as_ref(),
        self_contradiction: ids(agreement.self_contradiction.clone()),
        silent: ids(silent),
        out_of_scope: ids(out_of_scope),
    }
}

/// Whether a source that does not answer could have: one of the events may lie within its selection, or
/// it reports one of them, or there is no event or no scope to judge by.
pub fn could_answer(timeline: &Timeline, source: SourceKey, events: &[EventKey]) -> bool {
    let Some(scope) = &timeline[source].scope else {
        return true;
    };
    events.is_empty()
        || events
            .iter()
            .map(|key| &timeline[*key])
            .any(|event| event.date.match_in(scope.bounds()).is_some() || event.is_told_by(source))
}

fn answer_report<'a>(
    timeline: &'a Timeline,
    question: &'a Question,
    answer: &'a Answer,
) -> AnswerReport<'a> {
    let mut value = ValueReport::default();
    match &answer.value {
        Value::Quantity { low, high } => (value.low, value.high) = (*low, *high),
        Value::Unsaid => {}
        Value::Date(date) => value.when = When::new(Some(date)),
        Value::Position(position) => value.position = Some(position),
        Value::List(items) => value.items = items,
    }
    let slugs = value.position.into_iter();
    let slugs = slugs.chain(value.items.iter().map(|item| &**item));
    value.labels = slugs.map(|slug| question.wording(slug)).collect();
    AnswerReport {
        citation: Citation::new(timeline, &answer.claim.locator),
        value: Report {
            data: value,
            extra: AnswerText {
                source: answer.claim.locator.source,
                value: reasons::value_text(question, &answer.value).unwrap_or_default(),
            },
        },
        as_printed: answer.claim.as_printed.as_deref(),
        counts: answer.counts.as_deref(),
        says: answer.claim.says.as_deref(),
        voice: answer.claim.voice.as_deref(),
        hedged: answer.claim.hedged,
        note: answer.claim.note.as_ref(),
    }
}

/// All topics with the number of their questions by verdict.
pub type Overview<'a> = Report<Vec<TopicRow<'a>>, OverviewExtra>;

pub struct OverviewExtra {
    /// Whether only some verdicts were requested.
    pub is_picked: bool,
    /// What is left out: "without wikipedia".
    pub without: Option<String>,
    /// The number of questions that only the sources left out answer.
    pub unanswered: usize,
}

/// A topic with the number of its questions by verdict.
#[derive(Serialize)]
pub struct TopicRow<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// Number of questions in selection.
    pub questions: usize,
    pub verdicts: Verdicts<'a>,
}

/// Questions with their verdicts. Serializes to the number of questions with each verdict.
pub struct Verdicts<'a>(pub Vec<QuestionReport<'a>>);

impl Verdicts<'_> {
    pub fn count(&self, wanted: Verdict) -> usize {
        let questions = self.0.iter();
        questions
            .filter(|question| question.verdict == wanted)
            .count()
    }
}

impl Serialize for Verdicts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdicts = Verdict::VARIANTS.iter();
        serializer.collect_map(verdicts.map(|verdict| (verdict, self.count(*verdict))))
    }
}

impl<'a> From<Comparison<'a>> for TopicRow<'a> {
    fn from(topic: Comparison<'a>) -> Self {
        Self {
            id: topic.id,
            title: topic.title,
            questions: topic.questions.len(),
            verdicts: Verdicts(topic.questions),
        }
    }
}

/// A topic with the number of its questions by verdict, on all sources.
pub fn topic_row(timeline: &Timeline, key: TopicKey) -> TopicRow<'_> {
    comparison(timeline, key, QuestionSelection::default()).into()
}

/// All topics with their verdicts, except those without a question in `selection`.
pub fn overview(timeline: &Timeline, selection: QuestionSelection) -> Overview<'_> {
    let rows = all_comparisons(timeline, selection);
    let rows = rows.into_iter().map(TopicRow::from);
    Report {
        data: rows.collect(),
        extra: OverviewExtra {
            is_picked: selection.only.is_some(),
            without: timeline.left_out.in_words(),
            unanswered: timeline
                .left_out
                .verdicts
                .len()
                .saturating_sub(timeline.questions().count()),
        },
    }
}

/// The comparison of one topic in prose, by verdict: where the sources agree, differ, conflict or
/// cannot be compared, and what only one of them answers.
pub fn prose(timeline: &Timeline, key: TopicKey, selection: QuestionSelection) -> Prose<'_> {
    const MAX_PARAGRAPH: usize = 700;
    let topic = &timeline[key];
    let judged: Vec<_> = selected_questions(topic, selection).collect();
    let of_verdict = |wanted: Verdict| {
        let judged = judged.iter();
        judged.filter(move |(_, agreement)| agreement.verdict == wanted)
    };
    let mut writer = Writer::new(timeline, None);
    writer.append(&answering_sentence(timeline, topic, &judged, selection));
    let differing = if of_verdict(Verdict::Agree).next().is_some() {
        "On other points the answers differ, and can all hold."
    } else {
        "Where the answers differ, they can all hold."
    };
    for (verdict, opening) in [
        (Verdict::Agree, "They agree on the following."),
        (Verdict::Compatible, differing),
        (Verdict::Conflict, ""),
        (Verdict::Open, "Some answers cannot be compared."),
    ] {
        writer.new_paragraph();
        writer.open(opening);
        for (question, agreement) in of_verdict(verdict) {
            if writer.text().len() > MAX_PARAGRAPH {
                writer.new_paragraph();
            }
            write_question(&mut writer, question, agreement);
            write_self_contradictions(&mut writer, question, agreement);
            if let Some(before) = timeline.left_out.verdict_before(topic, question)
                && before != agreement.verdict
            {
                let verdict = before.word();
                writer.append(&format!("With all sources, the verdict is “{verdict}”."));
            }
        }
    }
    for (source, named) in timeline.all_sources() {
        writer.new_paragraph();
        writer.open(&format!("Only {} reports the following.", named.id));
        for (question, agreement) in of_verdict(Verdict::Single) {
            if agreement.answering != [source] {
                continue;
            }
            for answer in &question.answers {
                if answer.claim.locator.source != source {
                    continue;
                }
                let says = answer.claim.says.as_deref().unwrap_or_default();
                let says = match answer.claim.voice.as_deref() {
                    Some(voice) => attribution("It", voice, says, 0),
                    None => says.to_owned(),
                };
                writer.cite(&says, [&answer.claim.locator]);
            }
            write_self_contradictions(&mut writer, question, agreement);
        }
    }
    writer.finish("topic", &topic.title, String::new())
}

/// The comparisons of all topics that have a question in `selection`, in prose.
pub fn all_prose(timeline: &Timeline, selection: QuestionSelection) -> Vec<Prose<'_>> {
    timeline
        .all_topics()
        .filter(|(_, topic)| selected_questions(topic, selection).next().is_some())
        .map(|(key, _)| prose(timeline, key, selection))
        .collect()
}

/// Says which sources answer any question of a topic, and which are silent.
fn answering_sentence<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    judged: &[(&'a Question, Agreement<'a>)],
    selection: QuestionSelection,
) -> String {
    let answers = |source: &SourceKey| {
        let mut questions = judged.iter();
        questions.any(|(_, agreement)| agreement.answering.contains(source))
    };
    let (speaking, silent): (Vec<SourceKey>, Vec<SourceKey>) =
        selection.sources(timeline).partition(answers);
    let [speakers, silents] =
        [&speaking, &silent].map(|sources| reasons::join_ids(&timeline.sources, sources));
    let title = &topic.title;
    let speak = match speaking.len() {
        0 => return format!("No source addresses “{title}”."),
        1 => format!("Only {speakers} addresses “{title}”"),
        _ => format!("{speakers} address “{title}”"),
    };
    match silent.len() {
        0 => format!("{speak}."),
        1 => format!("{speak}; {silents} is silent."),
        _ => format!("{speak}; {silents} are silent."),
    }
}
