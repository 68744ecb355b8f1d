//! Questions about whether sources agree.

use itertools::Itertools;

use crate::model::agreement::{self, Agreement, Verdict};
use crate::model::source::Claim;
use crate::model::topic::{self, QuestionKind, TopicQuestion, Value};
use crate::report::comparison::{QuestionSelection, question_report};

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, Given, QuizKind, QuizQuestion, QuizQuestions};

/// The verdicts to choose from. Where answers can be reconciled, most would call it agreement.
const CHOICES: [Verdict; 2] = [Verdict::Agree, Verdict::Conflict];

/// Questions on verdicts that follow from the answers shown, alternating between verdicts.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> QuizQuestions<'a> {
    let questions = pool.questions.iter().copied();
    let judged = questions.map(|pair| (pair, agreement::compute(pair.1)));
    let fair = judged.filter(|((_, question), agreement)| is_fair(pool, question, agreement));
    let fair = random.shuffle_by_turns(fair, |(_, agreement)| agreement.verdict);
    let questions = fair.into_iter();
    Box::new(questions.map(|(pair, agreement)| question(pool, pair, &agreement)))
}

fn claims(question: &topic::Question) -> Vec<&Claim> {
    let answers = question.answers.iter();
    answers.map(|answer| &answer.claim).collect()
}

/// Whether the verdict follows from the answers as shown: a few sentences, each of a source that
/// answers once, without a caveat. An editor's note is shown with the key, but a matter that needs
/// several is too knotty.
fn is_fair(pool: &QuestionPool<'_>, question: &topic::Question, agreement: &Agreement<'_>) -> bool {
    const MOST_ANSWERS: usize = 4;
    let claims = claims(question);
    let mut texts = claims.iter().map(|claim| &claim.says);
    let positions = question.answers.iter().map(|answer| match &answer.value {
        Value::Position(position) => Some(position),
        _ => None,
    });
    let is_plain = match question.kind {
        QuestionKind::Quantity => true,
        // Where a text does not name a date, the curator has computed it.
        QuestionKind::Date => texts.clone().flatten().all(|text| hints_at_date(text)),
        QuestionKind::Position => positions.unique().count() <= 2,
        QuestionKind::List => false,
    };
    is_plain
        && CHOICES.contains(&agreement.verdict)
        && claims.len() <= MOST_ANSWERS
        && claims.iter().all(|claim| is_plain_statement(claim))
        && claims.iter().map(|claim| claim.locator.source).all_unique()
        && question.note.is_none()
        && pool.notes(&claims).len() < 2
        && !texts.all_equal()
        && agreement.incomparable.is_empty()
        && !agreement.counts_differ
}

/// Whether a claim is a sentence of the source's own that has to be read: “No: …” needs no reading.
fn is_plain_statement(claim: &Claim) -> bool {
    let says = claim.says.as_deref().unwrap_or_default();
    let first = says.split(|c: char| !c.is_alphabetic()).next();
    claim.voice.is_none() && !matches!(first, Some("" | "Yes" | "No"))
}

fn explain_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "they cannot all be right",
        _ => "they give the same answer",
    }
}

fn question(
    pool: &QuestionPool<'_>,
    (topic, question): TopicQuestion<'_>,
    agreement: &Agreement<'_>,
) -> QuizQuestion {
    let timeline = pool.timeline;
    let selection = QuestionSelection::default();
    let report = question_report(timeline, topic, question, agreement, selection);
    let subject = format!("{} · {}", topic.title, report.ask);
    let mut given = vec![Given::text(subject)];
    given.extend(report.answers.iter().map(|answer| Given {
        label: Some(answer.citation.to_string()),
        text: answer.says.unwrap_or(answer.value_text()).to_owned(),
    }));
    let choice = |verdict: Verdict| Choice {
        text: format!("{}: {}", verdict.word(), explain_verdict(verdict)),
        ..Choice::new(verdict.word(), explain_verdict(verdict), &[])
    };
    QuizQuestion {
        ask: "Do these sources agree?".into(),
        given,
        choices: CHOICES.map(choice).to_vec(),
        answer: choice(report.verdict).text,
        explanation: report.why,
        topic: Some(topic.id.to_string()),
        question: Some(question.id.to_string()),
        ..pool.question(
            QuizKind::Agree,
            question.events_in(topic),
            &claims(question),
        )
    }
}
