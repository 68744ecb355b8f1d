//! "Do these sources agree?"

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::key::TopicKey;
use crate::model::topic;
use crate::report::part::Cited;
use crate::report::reasons;

use super::chance::Chance;
use super::ground::{Ground, hints_at_date};
use super::{Candidate, Choice, EditorsNote, Given, Kind, Question};

/// Questions on which what is printed settles the verdict, each verdict in turn.
pub fn questions<'a>(
    ground: &'a Ground<'a>,
    mut chance: Chance,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let asked = ground.questions.iter().filter_map(|(topic, question)| {
        let agreement = agreement::of(question, None);
        is_fair(question, &agreement).then_some((*topic, *question, agreement))
    });
    let asked = chance.in_turn(asked, |(_, _, agreement)| agreement.verdict);
    asked
        .into_iter()
        .map(|(topic, asked, agreement)| question(ground, topic, asked, &agreement))
}

/// Whether the verdict follows from the answers as they are shown. What one source alone answers
/// is not asked, for that is seen at once; nor what only a caveat makes plain.
fn is_fair(question: &topic::Question, agreement: &Agreement<'_>) -> bool {
    // Whether two positions can both be held is the curator's finding, and not to be guessed.
    let found = question.kind == topic::Kind::Position && agreement.verdict == Verdict::Compatible;
    let printed = question
        .answers
        .iter()
        .all(|answer| answer.told.says.is_some());
    let voiced = question
        .answers
        .iter()
        .any(|answer| answer.told.voice().is_some());
    let plain = agreement.self_contradiction.is_empty()
        && agreement.incomparable.is_empty()
        && !agreement.counts_differ;
    !matches!(agreement.verdict, Verdict::Single | Verdict::Open)
        && printed
        && !voiced
        && !found
        && plain
}

/// A verdict in plain words.
pub fn plainly(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "all that answer say the same",
        Verdict::Compatible => "they differ, and can all be right",
        Verdict::Conflict => "at least two of them cannot both be right",
        Verdict::Single => "only one of them answers",
        Verdict::Open => "they give nothing that can be compared",
    }
}

fn question(
    ground: &Ground<'_>,
    topic: TopicKey,
    asked: &topic::Question,
    agreement: &Agreement<'_>,
) -> Candidate {
    let timeline = ground.timeline;
    let given = asked.answers.iter().map(|answer| Given {
        label: Some(Cited::of(timeline, &answer.told.at).to_string()),
        text: shown(answer, asked),
    });
    let about_what = Given {
        label: None,
        text: format!("{} · {}", timeline[topic].title, asked.ask),
    };
    let notes = asked.answers.iter().filter_map(|answer| {
        let place = Cited::of(timeline, &answer.told.at);
        EditorsNote::of(Some(&place), answer.told.note())
    });
    let notes = EditorsNote::of(None, asked.note.as_ref())
        .into_iter()
        .chain(notes);
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), plainly(verdict)),
        id: verdict.word().to_owned(),
        names: vec![plainly(verdict).to_owned()],
    };
    let about = asked
        .events
        .as_ref()
        .unwrap_or(&timeline[topic].events)
        .clone();
    Candidate {
        question: Question {
            kind: Kind::Agree,
            ask: "Do these sources agree?".into(),
            given: std::iter::once(about_what).chain(given).collect(),
            choices: Verdict::ALL.map(choice).into(),
            answer: choice(agreement.verdict).text,
            days: Vec::new(),
            approximate: false,
            explanation: reasons::why(timeline, asked, agreement),
            citations: asked
                .answers
                .iter()
                .map(|answer| Cited::of(timeline, &answer.told.at).into())
                .collect(),
            notes: notes.collect(),
            events: about
                .iter()
                .map(|key| timeline[*key].id.to_string())
                .collect(),
            topic: Some(timeline[topic].id.to_string()),
            asked: Some(asked.id.to_string()),
        },
        tells_date: asked.kind == topic::Kind::Date
            || asked
                .answers
                .iter()
                .any(|answer| hints_at_date(answer.told.says.as_deref().unwrap_or_default())),
        tells_rest: true,
        about,
    }
}

/// An answer as it is told; of a figure or a date also how it is read. What a position or a list
/// is read as would give the verdict away.
pub fn shown(answer: &topic::Answer, asked: &topic::Question) -> String {
    let says = answer.told.says.as_deref().unwrap_or_default();
    let compared = matches!(asked.kind, topic::Kind::Quantity | topic::Kind::Date);
    let Some(value) = reasons::value(&answer.value).filter(|_| compared || says.is_empty()) else {
        return says.to_owned();
    };
    let unit = asked.unit.as_ref().map(|unit| format!(" {unit}"));
    let what = format!("{value}{}", unit.unwrap_or_default());
    if says.is_empty() {
        what
    } else {
        format!("{what}. {says}")
    }
}
