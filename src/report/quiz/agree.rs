//! Questions about whether sources agree.

use itertools::Itertools;

use crate::model::agreement::{self, Agreement, Compatibility, Verdict};
use crate::model::source::Claim;
use crate::model::topic::{self, QuestionKind, TopicQuestion, Value};
use crate::report::comparison::{QuestionSelection, question_report};

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, Given, QuizKind, QuizQuestion, QuizQuestions};

/// The verdicts to choose from.
const CHOICES: [Verdict; 3] = [Verdict::Agree, Verdict::Compatible, Verdict::Conflict];

/// Questions on verdicts that follow from the answers shown, alternating between verdicts.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> QuizQuestions<'a> {
    let questions = pool.questions.iter().copied();
    let judged = questions.map(|pair| (pair, agreement::compute(pair.1)));
    let fair = judged.filter(|((_, question), agreement)| {
        has_clear_answers(question)
            && is_fair(question, agreement)
            && pool.notes(&claims(question)).is_empty()
    });
    let fair = random.shuffle_by_turns(fair, |(_, agreement)| agreement.verdict);
    let questions = fair.into_iter();
    Box::new(questions.map(|(pair, agreement)| question(pool, pair, &agreement)))
}

/// Whether every source answers once, in a sentence, and for itself.
fn has_clear_answers(question: &topic::Question) -> bool {
    let mut claims = question.answers.iter().map(|answer| &answer.claim);
    let sources = claims.clone().map(|claim| claim.locator.source);
    sources.clone().all_unique()
        && claims.all(|claim| claim.says.is_some() && claim.voice.is_none())
}

fn claims(question: &topic::Question) -> Vec<&Claim> {
    question
        .answers
        .iter()
        .map(|answer| &answer.claim)
        .collect()
}

/// Whether the verdict follows from the answers as shown, and needs neither a caveat nor a note.
/// Lists, and more than two positions, are the curator's judgement. A day against its month is no
/// question worth asking: most would call it agreement.
fn is_fair(question: &topic::Question, agreement: &Agreement<'_>) -> bool {
    let mut texts = question.answers.iter().map(|answer| &answer.claim.says);
    let positions = question.answers.iter().map(|answer| match &answer.value {
        Value::Position(position) => Some(position),
        _ => None,
    });
    let is_plain = match question.kind {
        QuestionKind::Quantity => true,
        // Where a text does not name a date, the curator has computed it.
        QuestionKind::Date => texts.clone().flatten().all(|text| hints_at_date(text)),
        QuestionKind::Position => {
            agreement.verdict == Verdict::Conflict && positions.unique().count() == 2
        }
        QuestionKind::List => false,
    };
    is_plain
        && CHOICES.contains(&agreement.verdict)
        && agreement.how != Some(Compatibility::Refines)
        && question.note.is_none()
        && !texts.all_equal()
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
