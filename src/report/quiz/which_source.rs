//! Questions about which source says something.

use std::collections::HashSet;

use crate::model::agreement::{self, Agreement, Relation};
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::Asked;
use crate::query::words::{fold, words};
use crate::report::reasons::related;

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, Draft, Drafts, Given, QuizKind, QuizQuestion};

const CHOICES: usize = 6;

/// A claim of one source only: about an event that no other source reports, or on a question
/// that no other source answers or on which it clashes with every other source that does.
struct Said<'a> {
    claim: &'a Claim,
    about: &'a [EventKey],
    answers: Option<Asked<'a>>,
}

/// Questions on claims of one source only, alternating between sources. Empty if only one
/// source is shown.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let timeline = pool.timeline;
    if pool.perspective.told_by.is_some() || timeline.sources.len() < 2 {
        return Box::new(std::iter::empty());
    }
    let mut said = Vec::new();
    for key in &pool.events {
        let event = &timeline[*key];
        if event.sources().len() == 1 {
            said.extend(event.accounts.iter().map(|account| Said {
                claim: &account.claim,
                about: std::slice::from_ref(key),
                answers: None,
            }));
        }
    }
    for (topic, question) in &pool.questions {
        let agreement = agreement::compute(question, None);
        let claims = question.answers.iter().map(|answer| &answer.claim);
        let alone = claims.filter(|claim| stands_alone(&agreement, claim.locator.source));
        said.extend(alone.map(|claim| Said {
            claim,
            about: question.events_in(topic),
            answers: Some((*topic, *question)),
        }));
    }
    let said = random.shuffle_by_turns(said, |said| said.claim.locator.source);
    let claims: Vec<_> = timeline
        .claims()
        .filter_map(|claim| Some((claim.locator.source, long_words(claim.says.as_deref()?))))
        .collect();
    Box::new(
        said.into_iter()
            .filter_map(move |said| question(pool, &claims, &said, &mut random)),
    )
}

/// Whether a source is the only one that answers, or clashes with every other that does.
fn stands_alone(agreement: &Agreement<'_>, source: SourceKey) -> bool {
    related(agreement, source, Relation::Clash).len() + 1 == agreement.answering.len()
}

/// The long words of a text, which carry its meaning.
fn long_words(text: &str) -> HashSet<String> {
    let words = words(text).into_iter().map(|word| word.folded);
    words.filter(|word| word.len() >= 4).collect()
}

/// Whether no other source says something similar anywhere.
fn is_unique(claims: &[(SourceKey, HashSet<String>)], source: SourceKey, says: &str) -> bool {
    let wanted = long_words(says);
    let mut others = claims.iter().filter(|(other, _)| *other != source);
    wanted.len() >= 4
        && others.all(|(_, other)| wanted.intersection(other).count() * 5 < wanted.len() * 2)
}

fn names_source(timeline: &Timeline, says: &str) -> bool {
    let says = fold(says);
    timeline.sources.iter().any(|source| {
        let author = source.author.as_deref().map(fold);
        says.contains(&fold(&source.id)) || author.is_some_and(|author| says.contains(&author))
    })
}

fn question(
    pool: &QuestionPool<'_>,
    claims: &[(SourceKey, HashSet<String>)],
    said: &Said<'_>,
    random: &mut Random,
) -> Option<Draft> {
    let timeline = pool.timeline;
    let claim = said.claim;
    let source = claim.locator.source;
    let says = claim.says.as_deref()?;
    // A reported view is not the source's own, and a text that names a source may give it away.
    if claim.voice.is_some() || names_source(timeline, says) || !is_unique(claims, source, says) {
        return None;
    }
    let mut given = vec![Given::text(format!("“{says}”"))];
    let mut ask = "Which source says this?";
    let mut why = format!(
        "No other source tells of this: {}.",
        said.about.first().map_or("", |key| &*timeline[*key].title)
    );
    if let Some((topic, question)) = said.answers {
        ask = "Which source answers so?";
        let asked = format!("{} · {}", topic.title, question.ask);
        given.insert(0, Given::text(asked));
        why = if agreement::compute(question, None).answering.len() == 1 {
            "No other source answers this question.".into()
        } else {
            "The other sources that answer it say otherwise.".into()
        };
    }
    let sources = timeline.all_sources().map(|(key, _)| key);
    let others = random.shuffle(sources.filter(|key| *key != source));
    let mut shown: Vec<SourceKey> = others.into_iter().take(CHOICES - 1).collect();
    shown.push(source);
    shown.sort_unstable();
    let (topic, asked) = said.answers.unzip();
    let question = QuizQuestion {
        ask: ask.into(),
        given,
        choices: shown.iter().map(|key| choice(timeline, *key)).collect(),
        answer: choice(timeline, source).text,
        explanation: format!("{}. {why}", pool.place(claim)),
        topic: topic.map(|topic| topic.id.to_string()),
        asked: asked.map(|question| question.id.to_string()),
        ..pool.question(QuizKind::WhichSource, said.about, &[claim])
    };
    Some(Draft::new(
        question,
        said.about.is_empty() || hints_at_date(says),
    ))
}

fn choice(timeline: &Timeline, key: SourceKey) -> Choice {
    let source = &timeline[key];
    let kind = source.kind.as_ref().map(|kind| format!(" ({kind})"));
    Choice {
        text: format!("{}{}: {}", source.id, kind.unwrap_or_default(), source.name),
        ..Choice::new(&source.id, &source.name, &[])
    }
}
