//! Questions about which source gives an answer.

use crate::model::agreement::{self, Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::words::fold;
use crate::report::comparison::{QuestionSelection, question_report};
use crate::report::reasons::related;

use super::agree::has_clear_answers;
use super::question_pool::QuestionPool;
use super::random::Random;
use super::{Choice, Given, QuizKind, QuizQuestion, QuizQuestions};

const CHOICES: usize = 6;

/// Questions on answers with which a source contradicts every other that answers, alternating
/// between sources.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> QuizQuestions<'a> {
    let clear = pool.questions.iter();
    let clear = clear.filter(|(_, question)| has_clear_answers(question));
    let judged = clear.map(|pair| (*pair, agreement::compute(pair.1)));
    let disputed = judged.filter(|(_, agreement)| agreement.verdict == Verdict::Conflict);
    let answers = disputed.flat_map(|(pair, agreement)| {
        let claims = pair.1.answers.iter().map(|answer| &answer.claim);
        let fair = claims.filter(move |claim| {
            stands_alone(&agreement, claim.locator.source) && !names_source(pool.timeline, claim)
        });
        fair.map(move |claim| (pair, claim))
    });
    let answers = random.shuffle_by_turns(answers, |(_, claim)| claim.locator.source);
    let answers = answers.into_iter();
    Box::new(answers.map(move |(pair, claim)| question(pool, pair, claim, &mut random)))
}

/// Whether a source clashes with every other that answers.
fn stands_alone(agreement: &Agreement<'_>, source: SourceKey) -> bool {
    related(agreement, source, Relation::Clash).len() + 1 == agreement.answering.len()
}

fn names_source(timeline: &Timeline, claim: &Claim) -> bool {
    let says = fold(claim.says.as_deref().unwrap_or_default());
    timeline.sources.iter().any(|source| {
        let author = source.author.as_deref().map(fold);
        says.contains(&fold(&source.id)) || author.is_some_and(|author| says.contains(&author))
    })
}

fn question(
    pool: &QuestionPool<'_>,
    (topic, question): TopicQuestion<'_>,
    claim: &Claim,
    random: &mut Random,
) -> QuizQuestion {
    let timeline = pool.timeline;
    let source = claim.locator.source;
    // The sources that answer are the likely ones, so they are always among the choices.
    let answers = |key: &SourceKey| {
        question
            .answers
            .iter()
            .any(|a| a.claim.locator.source == *key)
    };
    let sources = timeline.all_sources().map(|(key, _)| key);
    let mut shown = random.shuffle(sources);
    shown.sort_by_key(|key| (*key != source, !answers(key)));
    shown.truncate(CHOICES);
    shown.sort_unstable();
    let agreement = agreement::compute(question);
    let selection = QuestionSelection::default();
    let report = question_report(timeline, topic, question, &agreement, selection);
    let says = claim.says.as_deref().unwrap_or_default();
    QuizQuestion {
        ask: "Which source gives this answer?".into(),
        given: vec![Given::text(&*question.ask), Given::text(says)],
        choices: shown.iter().map(|key| choice(timeline, *key)).collect(),
        answer: choice(timeline, source).text,
        explanation: format!("{}. {}", pool.place(claim), report.why),
        topic: Some(topic.id.to_string()),
        question: Some(question.id.to_string()),
        ..pool.question(QuizKind::WhichSource, question.events_in(topic), &[claim])
    }
}

fn choice(timeline: &Timeline, key: SourceKey) -> Choice {
    let source = &timeline[key];
    let kind = source.kind.as_ref().map(|kind| format!(" ({kind})"));
    Choice {
        text: format!("{}{}: {}", source.id, kind.unwrap_or_default(), source.name),
        ..Choice::new(&source.id, &source.name, &[])
    }
}
