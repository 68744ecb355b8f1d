//! A question argued out: what each source answers, and how the answers stand to each other.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Question};
use crate::report::part::Cited;
use crate::report::reasons;

use super::paragraph::{Paragraph, citing};
use super::words::Lexicon;

/// What the sources answer to a question, each with its place, and where they part.
///
/// `nth` tells arguments apart that follow each other, so that they do not all begin alike.
pub fn argument<'a>(
    timeline: &'a Timeline<'a>,
    lexicon: &Lexicon,
    question: &'a Question<'a>,
    agreement: &Agreement<'_>,
    nth: usize,
) -> Paragraph<'a> {
    let mut told = Paragraph::default();
    let of = |source: SourceKey| -> Vec<&'a Answer<'a>> {
        question
            .answers
            .iter()
            .filter(|answer| answer.told.at.source == source)
            .collect()
    };
    match agreement.verdict {
        Verdict::Agree => agreed(&mut told, timeline, question, agreement),
        Verdict::Single => {
            for source in &agreement.answering {
                for (i, answer) in of(*source).into_iter().enumerate() {
                    let words = if i == 0 {
                        in_sentence(timeline, lexicon, answer)
                    } else {
                        format!("Elsewhere it has this: {}", statement(answer))
                    };
                    told.say_citing(timeline, &words, &[Cited::of(timeline, &answer.told.at)]);
                }
            }
        }
        Verdict::Conflict => {
            const PARTING: [&str; 4] = [
                "Here the sources contradict each other.",
                "They cannot all be right.",
                "On this they part.",
                "The answers exclude each other.",
            ];
            told.say(
                timeline,
                &format!("{} {}", question.ask, PARTING[nth % PARTING.len()]),
            );
            each(&mut told, timeline, lexicon, agreement, &of, nth);
        }
        Verdict::Compatible | Verdict::Open => {
            told.say(timeline, &question.ask);
            each(&mut told, timeline, lexicon, agreement, &of, nth);
        }
    }
    if let Some(caveat) = reasons::caveat_on_figures(timeline, question, agreement) {
        told.say(timeline, &caveat);
    }
    told
}

/// What all that decide say alike, once, with all their places.
fn agreed<'a>(
    told: &mut Paragraph<'a>,
    timeline: &'a Timeline<'a>,
    question: &'a Question<'a>,
    agreement: &Agreement<'_>,
) {
    let decides = |answer: &&'a Answer<'a>| agreement.deciding.contains_key(&answer.told.at.source);
    let answers: Vec<&'a Answer<'a>> = question.answers.iter().filter(decides).collect();
    let cited: Vec<Cited<'a>> = answers
        .iter()
        .map(|answer| Cited::of(timeline, &answer.told.at))
        .collect();
    let fullest = answers
        .iter()
        .max_by_key(|answer| answer.told.says.as_deref().map_or(0, str::len));
    told.say_citing(
        timeline,
        &fullest.map(|answer| statement(answer)).unwrap_or_default(),
        &cited,
    );
}

/// What each source answers, one after the other, and against whom.
fn each<'a>(
    told: &mut Paragraph<'a>,
    timeline: &'a Timeline<'a>,
    lexicon: &Lexicon,
    agreement: &Agreement<'_>,
    of: &dyn Fn(SourceKey) -> Vec<&'a Answer<'a>>,
    nth_question: usize,
) {
    let alike =
        |source: SourceKey| -> Vec<&'a Answer<'a>> { said_alike(&agreement.answering, source, of) };
    for (nth, source) in agreement.answering.iter().enumerate() {
        let together = alike(*source);
        if let [first, others @ ..] = together.as_slice()
            && !others.is_empty()
        {
            // Those who say the same word for word speak together, where the first would.
            if first.told.at.source == *source {
                let names: Vec<String> = together
                    .iter()
                    .map(|a| timeline[a.told.at.source].id.to_string())
                    .collect();
                let cited: Vec<Cited<'a>> = together
                    .iter()
                    .map(|a| Cited::of(timeline, &a.told.at))
                    .collect();
                let says = lexicon.going_on(&statement(first));
                told.say_citing(
                    timeline,
                    &format!("According to {}, {says}", reasons::listed(&names)),
                    &cited,
                );
            }
            continue;
        }
        let against: Vec<String> = agreement
            .pairs
            .iter()
            .filter(|(_, b, relation)| b == source && *relation == Relation::Clash)
            .map(|(a, _, _)| timeline[*a].id.to_string())
            .collect();
        for (i, answer) in of(*source).into_iter().enumerate() {
            let words = match (nth, i) {
                (0, 0) => in_sentence(timeline, lexicon, answer),
                (_, 0) if !against.is_empty() && answer.told.voice.is_none() => {
                    let (source, against) = (&timeline[*source].id, reasons::listed(&against));
                    match (nth_question + nth) % 3 {
                        0 => format!("Against {against} stands {source}: {}", statement(answer)),
                        1 => format!("Not so {source}: {}", statement(answer)),
                        _ => format!("{source} contradicts {against}: {}", statement(answer)),
                    }
                }
                (_, 0) => in_sentence(timeline, lexicon, answer),
                _ => match answer.told.voice.as_deref() {
                    Some(voice) => format!("It also reports {voice}: {}", statement(answer)),
                    None => format!("Elsewhere it has this: {}", statement(answer)),
                },
            };
            told.say(
                timeline,
                &citing(&words, &[Cited::of(timeline, &answer.told.at)]),
            );
        }
    }
}

/// The answers of all sources that say the same as this one word for word, and no more than that.
fn said_alike<'a>(
    answering: &[SourceKey],
    source: SourceKey,
    of: &dyn Fn(SourceKey) -> Vec<&'a Answer<'a>>,
) -> Vec<&'a Answer<'a>> {
    let only = |source: SourceKey| match of(source).as_slice() {
        [only] if only.told.voice.is_none() => Some(*only),
        _ => None,
    };
    let Some(this) = only(source) else {
        return Vec::new();
    };
    let all = answering.iter().filter_map(|other| only(*other));
    all.filter(|other| statement(other) == statement(this))
        .collect()
}

/// "According to wikipedia, some 2,500 to 3,000 insurgents lost their lives."
fn in_sentence(timeline: &Timeline<'_>, lexicon: &Lexicon, answer: &Answer<'_>) -> String {
    let source = &timeline[answer.told.at.source].id;
    let says = lexicon.going_on(&statement(answer));
    match answer.told.voice.as_deref() {
        Some(voice) => format!("{source} reports {voice}: {}", statement(answer)),
        None => format!("According to {source}, {says}"),
    }
}

/// What an answer says, or failing that the answer itself.
fn statement(answer: &Answer<'_>) -> String {
    if let Some(says) = answer.told.says.as_deref() {
        return says.to_owned();
    }
    let printed = || {
        let printed = answer.told.as_printed.as_deref();
        printed.map(|printed| format!("“{printed}”"))
    };
    reasons::value(&answer.value)
        .or_else(printed)
        .unwrap_or_default()
        + "."
}
