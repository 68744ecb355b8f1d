//! Questions about which source says something.

use std::collections::HashSet;

use crate::model::agreement::{self, Agreement, Relation};
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::words::{fold, split_words};
use crate::report::reasons::related;

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, Draft, Drafts, Given, QuizKind, QuizQuestion};

const CHOICES: usize = 6;

/// A claim of one source only: about an event that no other source reports, or on a question
/// that no other source answers or on which it clashes with every other source that does.
struct Quote<'a> {
    claim: &'a Claim,
    about: &'a [EventKey],
    answers: Option<TopicQuestion<'a>>,
}

/// Questions on claims of one source only, alternating between sources. Empty if only one
/// source is shown.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let timeline = pool.timeline;
    if pool.perspective.told_by.is_some() || timeline.sources.len() < 2 {
        return Box::new(std::iter::empty());
    }
    let mut quotes = Vec::new();
    for key in &pool.events {
        let event = &timeline[*key];
        if event.sources().len() == 1 {
            quotes.extend(event.accounts.iter().map(|account| Quote {
                claim: &account.claim,
                about: std::slice::from_ref(key),
                answers: None,
            }));
        }
    }
    for (topic, question) in &pool.questions {
        let agreement = agreement::compute(question);
        let claims = question.answers.iter().map(|answer| &answer.claim);
        let alone = claims.filter(|claim| stands_alone(&agreement, claim.locator.source));
        quotes.extend(alone.map(|claim| Quote {
            claim,
            about: question.events_in(topic),
            answers: Some((*topic, *question)),
        }));
    }
    let quotes = random.shuffle_by_turns(quotes, |quote| quote.claim.locator.source);
    let claims: Vec<_> = timeline
        .claims()
        .filter_map(|claim| Some((claim.locator.source, long_words(claim.says.as_deref()?))))
        .collect();
    let quotes = quotes.into_iter();
    Box::new(quotes.filter_map(move |quote| question(pool, &claims, &quote, &mut random)))
}

/// Whether a source is the only one that answers, or clashes with every other that does.
fn stands_alone(agreement: &Agreement<'_>, source: SourceKey) -> bool {
    related(agreement, source, Relation::Clash).len() + 1 == agreement.answering.len()
}

/// The long words of a text, which carry its meaning.
fn long_words(text: &str) -> HashSet<String> {
    let words = split_words(text).into_iter().map(|word| word.folded);
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
    quote: &Quote<'_>,
    random: &mut Random,
) -> Option<Draft> {
    let timeline = pool.timeline;
    let claim = quote.claim;
    let source = claim.locator.source;
    let says = claim.says.as_deref()?;
    // A reported view is not the source's own, and a text that names a source may give it away.
    if claim.voice.is_some() || names_source(timeline, says) || !is_unique(claims, source, says) {
        return None;
    }
    let mut given = vec![Given::text(format!("“{says}”"))];
    let mut ask = "Which source says this?";
    let first = quote.about.first();
    let title = first.map_or("", |key| &*timeline[*key].title);
    let mut why = format!("No other source tells of this: {title}.");
    if let Some((topic, question)) = quote.answers {
        ask = "Which source answers so?";
        let text = format!("{} · {}", topic.title, question.ask);
        given.insert(0, Given::text(text));
        why = if agreement::compute(question).answering.len() == 1 {
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
    let (topic, topic_question) = quote.answers.unzip();
    let question = QuizQuestion {
        ask: ask.into(),
        given,
        choices: shown.iter().map(|key| choice(timeline, *key)).collect(),
        answer: choice(timeline, source).text,
        explanation: format!("{}. {why}", pool.place(claim)),
        topic: topic.map(|topic| topic.id.to_string()),
        question: topic_question.map(|question| question.id.to_string()),
        ..pool.question(QuizKind::WhichSource, quote.about, &[claim])
    };
    Some(Draft::new(
        question,
        quote.about.is_empty() || hints_at_date(says),
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
