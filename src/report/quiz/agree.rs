//! "Do these sources agree?"

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::key::TopicKey;
use crate::model::source::Statement;
use crate::model::topic;
use crate::report::comparison::{AnswerReport, QuestionReport, Scope, comparison};

use super::question_pool::{QuestionPool, events_of, hints_at_date};
use super::random::Random;
use super::{Candidate, Candidates, Choice, Citation, EditorsNote, Given, Kind, Question};

/// Questions whose verdict follows from what is shown, each verdict in turn.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Candidates<'a> {
    let fair = pool.questions.iter().filter_map(|(topic, asked)| {
        let agreement = agreement::of(asked, None);
        is_fair(asked, &agreement).then_some((*topic, *asked, agreement.verdict))
    });
    let fair = random.shuffle_by_turns(fair, |(_, _, verdict)| *verdict);
    Box::new(
        fair.into_iter()
            .map(|(topic, asked, _)| question(pool, topic, asked)),
    )
}

/// Whether the verdict follows from the answers as they are shown. A question that one source
/// alone answers is not asked, because that is seen at once; nor one that only a caveat explains.
fn is_fair(asked: &topic::Question, agreement: &Agreement<'_>) -> bool {
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

fn question(pool: &QuestionPool<'_>, topic: TopicKey, asked: &topic::Question) -> Candidate {
    let timeline = pool.timeline;
    let comparison = comparison(timeline, topic, Scope::default());
    let mut reports = comparison.questions.iter();
    let report = reports.find(|report| *report.id == *asked.id);
    let report = report.expect("a comparison has all questions of its topic");
    let subject = format!("{} · {}", comparison.title, report.ask);
    let mut given = vec![Given::text(subject)];
    given.extend(report.answers.iter().map(|answer| Given {
        label: Some(answer.cited.to_string()),
        text: answer_text(answer, report),
    }));
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), explain_verdict(verdict)),
        id: verdict.word().to_owned(),
        names: vec![explain_verdict(verdict).to_owned()],
    };
    let told: Vec<&Statement> = asked.answers.iter().map(|answer| &answer.told).collect();
    let on_question = asked
        .note
        .clone()
        .map(|note| EditorsNote { on: None, note });
    let mut texts = told.iter().filter_map(|told| told.says.as_deref());
    Candidate {
        question: Question {
            kind: Kind::Agree,
            ask: "Do these sources agree?".into(),
            given,
            choices: Verdict::ALL.map(choice).into(),
            answer: choice(report.verdict).text,
            explanation: report.why.clone(),
            citations: told
                .iter()
                .map(|told| Citation::new(timeline, &told.at))
                .collect(),
            notes: on_question.into_iter().chain(pool.notes(&told)).collect(),
            events: pool.ids(events_of(timeline, topic, asked)),
            topic: Some(comparison.id.to_owned()),
            asked: Some(report.id.to_owned()),
            ..Question::default()
        },
        tells_date: report.kind == topic::Kind::Date || texts.any(hints_at_date),
    }
}

/// An answer as it is told, after its value if that is a figure or a date. The value of a position
/// or a list would give the verdict away.
pub fn answer_text(answer: &AnswerReport<'_>, question: &QuestionReport<'_>) -> String {
    let says = answer.says.unwrap_or_default();
    let words = answer.words();
    let is_shown = matches!(question.kind, topic::Kind::Quantity | topic::Kind::Date);
    if words.is_empty() || !(is_shown || says.is_empty()) {
        return says.to_owned();
    }
    let unit = question.unit.map(|unit| format!(" {unit}"));
    let value = format!("{}{}", words, unit.unwrap_or_default());
    if says.is_empty() {
        value
    } else {
        format!("{value}. {says}")
    }
}
