//! "Do these sources agree?"

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::key::TopicKey;
use crate::model::topic;
use crate::report::part::Cited;
use crate::report::reasons;

use super::question_pool::{QuestionPool, events_of, hints_at_date};
use super::random::Random;
use super::{Candidate, Candidates, Choice, Citation, EditorsNote, Given, Kind, Question};

/// Questions whose verdict follows from what is shown, each verdict in turn.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Candidates<'a> {
    let fair = pool.questions.iter().filter_map(|(topic, asked)| {
        let agreement = agreement::of(asked, None);
        is_fair(asked, &agreement).then_some((*topic, *asked, agreement))
    });
    let fair = random.shuffle_by_turns(fair, |(_, _, agreement)| agreement.verdict);
    Box::new(
        fair.into_iter()
            .map(|(topic, asked, agreement)| question(pool, topic, asked, &agreement)),
    )
}

/// Whether the verdict follows from the answers as they are shown. A question that one source
/// alone answers is not asked, because that is seen at once; nor one that only a caveat explains.
fn is_fair(asked: &topic::Question<'_>, agreement: &Agreement<'_>) -> bool {
    // Whether two positions can both be held is the curator's finding, and not to be guessed.
    let is_found = asked.kind == topic::Kind::Position && agreement.verdict == Verdict::Compatible;
    let mut statements = asked.answers.iter().map(|answer| &answer.told);
    !matches!(agreement.verdict, Verdict::Single | Verdict::Open)
        && !is_found
        && statements.all(|told| told.says.is_some() && told.voice().is_none())
        && agreement.self_contradiction.is_empty()
        && agreement.incomparable.is_empty()
        && !agreement.counts_differ
}

pub fn explain_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agree => "all that answer say the same",
        Verdict::Compatible => "they differ, and can all be right",
        Verdict::Conflict => "at least two of them cannot both be right",
        Verdict::Single => "only one of them answers",
        Verdict::Open => "they give nothing that can be compared",
    }
}

fn question(
    pool: &QuestionPool<'_>,
    topic: TopicKey,
    asked: &topic::Question<'_>,
    agreement: &Agreement<'_>,
) -> Candidate {
    let timeline = pool.timeline;
    let title = &timeline[topic].title;
    let mut given = vec![Given::text(format!("{title} · {}", asked.ask))];
    given.extend(asked.answers.iter().map(|answer| Given {
        label: Some(Cited::of(timeline, &answer.told.at).to_string()),
        text: answer_text(answer, asked),
    }));
    let mut notes = Vec::new();
    notes.extend(asked.note.as_ref().map(|note| EditorsNote::of(None, note)));
    let statements: Vec<_> = asked.answers.iter().map(|answer| &answer.told).collect();
    notes.extend(pool.notes(&statements));
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), explain_verdict(verdict)),
        id: verdict.word().to_owned(),
        names: vec![explain_verdict(verdict).to_owned()],
    };
    let mut texts = statements.iter().filter_map(|told| told.says.as_deref());
    Candidate {
        question: Question {
            kind: Kind::Agree,
            ask: "Do these sources agree?".into(),
            given,
            choices: Verdict::ALL.map(choice).into(),
            answer: choice(agreement.verdict).text,
            explanation: reasons::why(timeline, asked, agreement),
            citations: statements
                .iter()
                .map(|told| Citation::of(timeline, &told.at))
                .collect(),
            notes,
            topic: Some(timeline[topic].id.to_string()),
            asked: Some(asked.id.to_string()),
            ..Question::default()
        },
        about: events_of(timeline, topic, asked).to_vec(),
        tells_date: asked.kind == topic::Kind::Date || texts.any(hints_at_date),
    }
}

/// An answer as it is told, after its value if that is a figure or a date. The value of a position
/// or a list would give the verdict away.
pub fn answer_text(answer: &topic::Answer<'_>, asked: &topic::Question<'_>) -> String {
    let says = answer.told.says.as_deref().unwrap_or_default();
    let is_shown = matches!(asked.kind, topic::Kind::Quantity | topic::Kind::Date);
    let value = reasons::value(&answer.value).filter(|_| is_shown || says.is_empty());
    let value = value.map(|value| match &asked.unit {
        Some(unit) => format!("{value} {unit}"),
        None => value,
    });
    match value {
        Some(value) if says.is_empty() => value,
        Some(value) => format!("{value}. {says}"),
        None => says.to_owned(),
    }
}
