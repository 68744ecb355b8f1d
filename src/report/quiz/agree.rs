//! "Do these sources agree?"

use strum::VariantArray;

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::source::Statement;
use crate::model::topic::{self, Asked};
use crate::report::comparison::{AnswerReport, QuestionReport, Scope, question_report};

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Candidate, Candidates, Choice, Citation, EditorsNote, Given, Kind, Question};

/// Questions whose verdict follows from what is shown, each verdict in turn.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Candidates<'a> {
    let asked = pool.questions.iter().copied();
    let judged = asked.map(|asked| (asked, agreement::of(asked.1, None)));
    let fair = judged.filter(|((_, asked), agreement)| is_fair(asked, agreement));
    let fair = random.shuffle_by_turns(fair, |(_, agreement)| agreement.verdict);
    let questions = fair.into_iter();
    Box::new(questions.map(|(asked, agreement)| question(pool, asked, &agreement)))
}

/// Whether the verdict follows from the answers as they are shown. A question that one source
/// alone answers is not asked, because that is seen at once; nor one that only a caveat explains.
fn is_fair(asked: &topic::Question, agreement: &Agreement<'_>) -> bool {
    // Whether two positions can both be held is the curator's finding, and not to be guessed.
    let is_found = asked.kind == topic::Kind::Position && agreement.verdict == Verdict::Compatible;
    let mut statements = asked.answers.iter().map(|answer| &answer.told);
    !matches!(agreement.verdict, Verdict::Single | Verdict::Open)
        && !is_found
        && statements.all(|told| told.says.is_some() && told.voice.is_none())
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
    (topic, asked): Asked<'_>,
    agreement: &Agreement<'_>,
) -> Candidate {
    let timeline = pool.timeline;
    let report = question_report(timeline, topic, asked, agreement, Scope::default());
    let subject = format!("{} · {}", topic.title, report.ask);
    let mut given = vec![Given::text(subject)];
    given.extend(report.answers.iter().map(|answer| Given {
        label: Some(answer.cited.to_string()),
        text: answer_text(answer, &report),
    }));
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), explain_verdict(verdict)),
        ..Choice::new(verdict.word(), explain_verdict(verdict), &[])
    };
    let told: Vec<&Statement> = asked.answers.iter().map(|answer| &answer.told).collect();
    let on_question = asked
        .note
        .clone()
        .map(|note| EditorsNote { on: None, note });
    let mut texts = told.iter().filter_map(|told| told.says.as_deref());
    let question = Question {
        ask: "Do these sources agree?".into(),
        given,
        choices: Verdict::VARIANTS.iter().copied().map(choice).collect(),
        answer: choice(report.verdict).text,
        explanation: report.why,
        citations: told
            .iter()
            .map(|told| Citation::new(timeline, &told.at))
            .collect(),
        notes: on_question.into_iter().chain(pool.notes(&told)).collect(),
        topic: Some(topic.id.to_string()),
        asked: Some(asked.id.to_string()),
        ..pool.question(Kind::Agree, asked.events_in(topic), &[])
    };
    Candidate::new(
        question,
        report.kind == topic::Kind::Date || texts.any(hints_at_date),
    )
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
