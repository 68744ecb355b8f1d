//! Questions about whether sources agree.

use strum::VariantArray;

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::source::Claim;
use crate::model::topic::{self, TopicQuestion};
use crate::report::comparison::{AnswerReport, QuestionReport, QuestionSelection, question_report};

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, Draft, Drafts, EditorsNote, Given, OwnedCitation, QuizKind, QuizQuestion};

/// Questions on verdicts that follow from the answers shown, alternating between verdicts.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let questions = pool.questions.iter().copied();
    let judged = questions.map(|pair| (pair, agreement::compute(pair.1)));
    let fair = judged.filter(|((_, question), agreement)| is_fair(question, agreement));
    let fair = random.shuffle_by_turns(fair, |(_, agreement)| agreement.verdict);
    let questions = fair.into_iter();
    Box::new(questions.map(|(pair, agreement)| question(pool, pair, &agreement)))
}

/// Whether the verdict follows from the answers as shown. Excludes questions that only one source
/// answers, because that is obvious, and questions whose verdict needs a caveat.
fn is_fair(question: &topic::Question, agreement: &Agreement<'_>) -> bool {
    // Whether two positions are compatible is the curator's judgement, and cannot be inferred.
    let is_found =
        question.kind == topic::QuestionKind::Position && agreement.verdict == Verdict::Compatible;
    let mut claims = question.answers.iter().map(|answer| &answer.claim);
    !matches!(agreement.verdict, Verdict::Single | Verdict::Open)
        && !is_found
        && claims.all(|claim| claim.says.is_some() && claim.voice.is_none())
        && agreement.self_contradiction.is_empty()
        && agreement.incomparable.is_empty()
        && !agreement.counts_differ
}

fn explain_verdict(verdict: Verdict) -> &'static str {
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
    (topic, question): TopicQuestion<'_>,
    agreement: &Agreement<'_>,
) -> Draft {
    let timeline = pool.timeline;
    let selection = QuestionSelection::default();
    let report = question_report(timeline, topic, question, agreement, selection);
    let subject = format!("{} · {}", topic.title, report.ask);
    let mut given = vec![Given::text(subject)];
    given.extend(report.answers.iter().map(|answer| Given {
        label: Some(answer.citation.to_string()),
        text: answer_text(answer, &report),
    }));
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), explain_verdict(verdict)),
        ..Choice::new(verdict.word(), explain_verdict(verdict), &[])
    };
    let answers = question.answers.iter();
    let claims: Vec<&Claim> = answers.map(|answer| &answer.claim).collect();
    let note = question.note.clone().into_iter();
    let note = note.map(|note| EditorsNote { on: None, note });
    let citations = claims.iter();
    let citations = citations.map(|claim| OwnedCitation::new(timeline, &claim.locator));
    let mut texts = claims.iter().filter_map(|claim| claim.says.as_deref());
    let question = QuizQuestion {
        ask: "Do these sources agree?".into(),
        given,
        choices: Verdict::VARIANTS.iter().copied().map(choice).collect(),
        answer: choice(report.verdict).text,
        explanation: report.why,
        citations: citations.collect(),
        notes: note.chain(pool.notes(&claims)).collect(),
        topic: Some(topic.id.to_string()),
        question: Some(question.id.to_string()),
        ..pool.question(QuizKind::Agree, question.events_in(topic), &[])
    };
    Draft::new(
        question,
        report.kind == topic::QuestionKind::Date || texts.any(hints_at_date),
    )
}

/// The text of an answer, preceded by its value if that is a figure or a date. The value of a
/// position or a list would give the verdict away.
fn answer_text(answer: &AnswerReport<'_>, question: &QuestionReport<'_>) -> String {
    let says = answer.says.unwrap_or_default();
    let words = answer.value_text();
    let is_shown = matches!(
        question.kind,
        topic::QuestionKind::Quantity | topic::QuestionKind::Date
    );
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
