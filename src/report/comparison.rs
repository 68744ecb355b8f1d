//! Sources side by side: what each answers to the questions of a topic, and who agrees.

use itertools::Itertools;
use serde::{Serialize, Serializer};
use strum::VariantArray;

use crate::model::agreement::{self, Agreement, Spread, Verdict};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::source::Note;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Kind, Number, Question, Topic, Value};

use super::Report;
use super::event_row::{Cited, When};
use super::prose::{Prose, Writer, argue, attribution, contradicts_itself, count_in_words};
use super::reasons;

/// Which questions are compared, and between whom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// The two sources from which alone the verdicts are computed; all where there are none.
    pub between: Option<[SourceKey; 2]>,
    /// The verdict that a question has to have.
    pub only: Option<Verdict>,
}

impl Scope {
    /// The sources that are compared, in the order of the timeline.
    fn sources(self, timeline: &Timeline) -> impl Iterator<Item = SourceKey> {
        let all = timeline.all_sources().map(|(key, _)| key);
        all.filter(move |key| self.counts(*key))
    }

    fn counts(self, source: SourceKey) -> bool {
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
    pub fn answering(&self) -> Vec<&'a str> {
        let answers = self.answers();
        let answers = answers.sorted_by_key(|answer| answer.value.aside.told.at.source);
        answers.map(|answer| answer.cited.source).dedup().collect()
    }
}

/// One question with its answers and the verdict on them.
#[derive(Serialize)]
pub struct QuestionReport<'a> {
    /// Its id within the topic.
    pub id: &'a str,
    pub ask: &'a str,
    /// The kind of answer that it wants.
    pub kind: Kind,
    /// What a quantity is measured in.
    pub unit: Option<&'a str>,
    pub verdict: Verdict,
    /// One sentence that says why.
    pub why: String,
    /// What the verdict does not say by itself.
    pub caveat: Option<String>,
    /// The spread of the figures; `None` where no quantity is asked for.
    pub spread: Option<Spread>,
    pub answers: Vec<AnswerReport<'a>>,
    pub note: Option<&'a Note>,
    /// The sources that contradict themselves.
    pub self_contradiction: Vec<&'a str>,
    /// The sources that could answer and do not.
    pub silent: Vec<&'a str>,
    /// The sources whose years the question lies outside.
    pub out_of_scope: Vec<&'a str>,
}

/// What one source answers at one place.
#[derive(Serialize)]
pub struct AnswerReport<'a> {
    #[serde(flatten)]
    pub cited: Cited<'a>,
    /// The value that is compared, with the answer that has it.
    #[serde(flatten)]
    pub value: Report<ValueReport<'a>, &'a Answer>,
    /// The figure, date or term as it is printed.
    pub as_printed: Option<&'a str>,
    pub counts: Option<&'a str>,
    pub says: Option<&'a str>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<&'a str>,
    /// Whether the source hedges.
    pub hedged: bool,
    /// What the editor adds.
    pub note: Option<&'a Note>,
}

impl AnswerReport<'_> {
    /// The answer in words, empty where there is nothing but what is printed.
    pub fn words(&self) -> String {
        reasons::value(&self.value.aside.value).unwrap_or_default()
    }
}

/// The comparable part of an answer: a field for each kind of value.
#[derive(Default, Serialize)]
pub struct ValueReport<'a> {
    pub low: Option<Number>,
    pub high: Option<Number>,
    #[serde(flatten)]
    pub when: When<'a>,
    pub position: Option<&'a str>,
    pub items: &'a [Text],
}

/// Compares the sources on one topic. Questions of another verdict than the one that is wanted,
/// and those that neither of two chosen sources answers, are left out.
pub fn comparison(timeline: &Timeline, key: TopicKey, scope: Scope) -> Comparison<'_> {
    let topic = &timeline[key];
    let events = topic.events.iter().map(|event| &*timeline[*event].id);
    Comparison {
        id: &topic.id,
        title: &topic.title,
        events: events.collect(),
        questions: selected_questions(topic, scope)
            .map(|(question, agreement)| {
                question_report(timeline, topic, question, &agreement, scope)
            })
            .collect(),
        note: topic.note.as_ref(),
    }
}

/// The comparisons of all topics that have a question left.
pub fn all(timeline: &Timeline, scope: Scope) -> Vec<Comparison<'_>> {
    timeline
        .all_topics()
        .map(|(key, _)| comparison(timeline, key, scope))
        .filter(|comparison| !comparison.questions.is_empty())
        .collect()
}

fn selected_questions(
    topic: &Topic,
    scope: Scope,
) -> impl Iterator<Item = (&Question, Agreement<'_>)> {
    topic.questions.iter().filter_map(move |question| {
        let agreement = agreement::of(question, scope.between);
        let answered = scope.between.is_none() || !agreement.answering.is_empty();
        let wanted = scope.only.is_none_or(|verdict| {
            let quarrel = verdict == Verdict::Conflict && !agreement.self_contradiction.is_empty();
            agreement.verdict == verdict || quarrel
        });
        (answered && wanted).then_some((question, agreement))
    })
}

/// The answers to one question, and the verdict on them.
pub fn question_report<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    question: &'a Question,
    agreement: &Agreement<'_>,
    scope: Scope,
) -> QuestionReport<'a> {
    let events = question.events_in(topic);
    let (silent, out_of_scope): (Vec<SourceKey>, Vec<SourceKey>) = scope
        .sources(timeline)
        .filter(|key| !agreement.answering.contains(key))
        .partition(|key| could_answer(timeline, *key, events));
    let ids = |keys: Vec<SourceKey>| keys.into_iter().map(|key| &*timeline[key].id).collect();
    let answers = question.answers.iter();
    let answers = answers.filter(|answer| scope.counts(answer.told.at.source));
    QuestionReport {
        id: &question.id,
        ask: &question.ask,
        kind: question.kind,
        unit: question.unit.as_deref(),
        verdict: agreement.verdict,
        why: reasons::why(timeline, question, agreement),
        caveat: reasons::caveat(timeline, question, agreement),
        spread: agreement.spread,
        answers: answers
            .map(|given| answer_report(timeline, given))
            .collect(),
        note: question.note.as_ref(),
        self_contradiction: ids(agreement.self_contradiction.clone()),
        silent: ids(silent),
        out_of_scope: ids(out_of_scope),
    }
}

/// Whether a source that does not answer could have: an event may lie within its scope, or it
/// tells of one, or there is no event or no scope to go by.
fn could_answer(timeline: &Timeline, source: SourceKey, events: &[EventKey]) -> bool {
    let Some(scope) = &timeline[source].scope else {
        return true;
    };
    events.is_empty()
        || events
            .iter()
            .map(|key| &timeline[*key])
            .any(|event| event.date.within(scope.bounds()).is_some() || event.is_told_by(source))
}

fn answer_report<'a>(timeline: &'a Timeline, answer: &'a Answer) -> AnswerReport<'a> {
    let mut value = ValueReport::default();
    match &answer.value {
        Value::Quantity { low, high } => (value.low, value.high) = (*low, *high),
        Value::Unsaid => {}
        Value::Date(date) => value.when = When::new(Some(date)),
        Value::Position(position) => value.position = Some(position),
        Value::List(items) => value.items = items,
    }
    AnswerReport {
        cited: Cited::new(timeline, &answer.told.at),
        value: Report {
            data: value,
            aside: answer,
        },
        as_printed: answer.told.as_printed.as_deref(),
        counts: answer.counts.as_deref(),
        says: answer.told.says.as_deref(),
        voice: answer.told.voice.as_deref(),
        hedged: answer.told.hedged,
        note: answer.told.note.as_ref(),
    }
}

/// All topics with the number of their questions by verdict; beside them, whether only questions
/// of one verdict were asked for.
pub type Overview<'a> = Report<Vec<TopicRow<'a>>, bool>;

/// A topic with the number of its questions by verdict.
#[derive(Serialize)]
pub struct TopicRow<'a> {
    pub id: &'a str,
    pub title: &'a str,
    /// How many questions are counted.
    pub questions: usize,
    /// How many of them have each verdict.
    pub verdicts: Verdicts<'a>,
}

/// Questions with their verdicts. They serialize to how many questions have each verdict.
pub struct Verdicts<'a>(pub Vec<(&'a str, Verdict)>);

impl Verdicts<'_> {
    pub fn count(&self, wanted: Verdict) -> usize {
        let verdicts = self.0.iter();
        verdicts.filter(|(_, verdict)| *verdict == wanted).count()
    }
}

impl Serialize for Verdicts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let verdicts = Verdict::VARIANTS.iter();
        serializer.collect_map(verdicts.map(|verdict| (verdict, self.count(*verdict))))
    }
}

/// All topics with their verdicts; those without a question left are not listed.
pub fn overview(timeline: &Timeline, scope: Scope) -> Overview<'_> {
    let rows = all(timeline, scope).into_iter().map(|topic| {
        let questions = topic.questions.iter();
        let verdicts = questions.map(|question| (question.ask, question.verdict));
        TopicRow {
            id: topic.id,
            title: topic.title,
            questions: topic.questions.len(),
            verdicts: Verdicts(verdicts.collect()),
        }
    });
    Report {
        data: rows.collect(),
        aside: scope.only.is_some(),
    }
}

/// The comparison of one topic in paragraphs: where the sources agree, where they differ, where
/// they part, and what one alone tells.
pub fn prose(timeline: &Timeline, key: TopicKey, scope: Scope) -> Prose<'_> {
    const LONG: usize = 700;
    let topic = &timeline[key];
    let judged: Vec<_> = selected_questions(topic, scope).collect();
    let of_verdict = |wanted: Verdict| {
        let judged = judged.iter();
        judged.filter(move |(_, agreement)| agreement.verdict == wanted)
    };
    let mut writer = Writer::new(timeline, None);
    writer.say(&who_answers(timeline, topic, &judged, scope));
    let differing = if of_verdict(Verdict::Agree).next().is_some() {
        "On other points the answers differ, and can all hold."
    } else {
        "Where the answers differ, they can all hold."
    };
    for (verdict, opening) in [
        (Verdict::Agree, "They agree on this much."),
        (Verdict::Compatible, differing),
        (Verdict::Conflict, ""),
        (Verdict::Open, "Some answers cannot be compared."),
    ] {
        writer.new_paragraph();
        writer.open(opening);
        for (nth, (question, agreement)) in of_verdict(verdict).enumerate() {
            if writer.text().len() > LONG {
                writer.new_paragraph();
            }
            argue(&mut writer, question, agreement, nth);
            contradicts_itself(&mut writer, agreement);
        }
    }
    for (source, named) in timeline.all_sources() {
        writer.new_paragraph();
        writer.open(&format!("This is in {} alone.", named.id));
        for (question, agreement) in of_verdict(Verdict::Single) {
            if agreement.answering != [source] {
                continue;
            }
            for answer in &question.answers {
                if answer.told.at.source != source {
                    continue;
                }
                let says = answer.told.says.as_deref().unwrap_or_default();
                let says = match answer.told.voice.as_deref() {
                    Some(voice) => attribution("It", voice, says, false),
                    None => says.to_owned(),
                };
                writer.cite(&says, [&answer.told.at]);
            }
            contradicts_itself(&mut writer, agreement);
        }
    }
    writer.finish("topic", &topic.title, String::new())
}

/// The comparisons of all topics that have a question left, in paragraphs.
pub fn all_prose(timeline: &Timeline, scope: Scope) -> Vec<Prose<'_>> {
    timeline
        .all_topics()
        .filter(|(_, topic)| selected_questions(topic, scope).next().is_some())
        .map(|(key, _)| prose(timeline, key, scope))
        .collect()
}

/// Which sources speak to a topic at all, and which are silent.
fn who_answers<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    judged: &[(&'a Question, Agreement<'a>)],
    scope: Scope,
) -> String {
    let answers = |source: &SourceKey| {
        let mut questions = judged.iter();
        questions.any(|(_, agreement)| agreement.answering.contains(source))
    };
    let (speaking, silent): (Vec<SourceKey>, Vec<SourceKey>) =
        scope.sources(timeline).partition(answers);
    let [speakers, silents] =
        [&speaking, &silent].map(|sources| reasons::join_ids(timeline, sources));
    let all = count_in_words(speaking.len() + silent.len());
    let some = count_in_words(speaking.len());
    let about = format!("“{}”", topic.title);
    match (speaking.len(), silent.len()) {
        (0, _) => format!("No source speaks to {about}."),
        (1, _) => format!("Of the {all} sources {speakers} alone speaks to {about}."),
        (_, 0) => format!("All {some} sources speak to {about}."),
        (_, silent) => format!(
            "{} of the {all} sources speak to {about}: {speakers}. {silents} {} silent.",
            reasons::capitalize(&some),
            if silent == 1 { "is" } else { "are" },
        ),
    }
}
