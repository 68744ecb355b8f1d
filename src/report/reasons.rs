//! Verdicts in a sentence, naming the sources, and what has to be said beside them.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Kind, Number, Question, Value};

/// One sentence that says why the verdict is what it is.
pub fn why(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    sentence(&match agreement.verdict {
        Verdict::Single => format!("only {} answers", join_ids(timeline, &agreement.answering)),
        Verdict::Open if agreement.answering.is_empty() => "no source answers".into(),
        Verdict::Open => format!(
            "{} answer, and no two of them with something that can be compared",
            join_ids(timeline, &agreement.answering)
        ),
        Verdict::Agree => agree(timeline, question, agreement),
        Verdict::Compatible => compatible(timeline, question, agreement),
        Verdict::Conflict => conflict(timeline, question, agreement),
    })
}

fn agree(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let who = join_ids(timeline, agreement.deciding.keys());
    let what = agreement.deciding.values().next();
    let what = what.map(|answers| describe(answers)).unwrap_or_default();
    match question.kind {
        Kind::Quantity => match &question.unit {
            Some(unit) => format!("{who} give the same figure, {what} {unit}"),
            None => format!("{who} give the same figure, {what}"),
        },
        Kind::Date => format!("{who} give the same date, {what}"),
        Kind::Position => format!("{who} take the same position, {what}"),
        Kind::List => format!("{who} name the same, {what}"),
    }
}

fn compatible(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let each = agreement.deciding.iter();
    let each = each
        .map(|(source, answers)| format!("{} says {}", timeline[*source].id, describe(answers)));
    let each = each.collect::<Vec<_>>().join("; ");
    match question.kind {
        Kind::Quantity => match touching(agreement) {
            Some(figure) => format!("the figures touch at {figure}: {each}"),
            None => format!("the figures overlap: {each}"),
        },
        Kind::Date => format!("the dates overlap: {each}"),
        Kind::Position => format!("the positions differ and can be held together: {each}"),
        Kind::List => format!("the lists differ and add to each other: {each}"),
    }
}

/// The one figure that two sources have in common, where there are two and they just touch.
fn touching(agreement: &Agreement<'_>) -> Option<String> {
    let deciding: Vec<&[&Answer]> = agreement.deciding.values().map(Vec::as_slice).collect();
    let [[a], [b]] = deciding[..] else {
        return None;
    };
    let (Value::Quantity { low: l1, high: h1 }, Value::Quantity { low: l2, high: h2 }) =
        (&a.value, &b.value)
    else {
        return None;
    };
    let touch = [(h1, l2), (h2, l1)];
    let touch = touch
        .into_iter()
        .find(|(high, low)| high.is_some() && high == low);
    touch.and_then(|(high, _)| *high).map(number)
}

fn conflict(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let verb = match question.kind {
        Kind::List => "excludes what is named by",
        _ => "contradicts",
    };
    let mut introduced: Vec<SourceKey> = Vec::new();
    let mut name = |key: &SourceKey| {
        let id = &timeline[*key].id;
        if introduced.contains(key) {
            return id.to_string();
        }
        introduced.push(*key);
        let answers = agreement.deciding.get(key);
        let words = answers.map(|answers| describe(answers)).unwrap_or_default();
        format!("{id} ({words})")
    };
    let mut sentences: Vec<String> = Vec::new();
    for source in agreement.deciding.keys() {
        let against = agreement.pairs.iter();
        let mut against = against
            .filter(|(a, _, relation)| a == source && *relation == Relation::Clash)
            .peekable();
        if against.peek().is_some() {
            let subject = name(source);
            let objects = join_with_and(against.map(|(_, b, _)| name(b)));
            sentences.push(format!("{subject} {verb} {objects}"));
        }
    }
    sentences.join("; ")
}

/// What has to be said beside the verdict: whom a source reports, what figures count, what
/// could not be compared.
pub fn caveat(
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> Option<String> {
    let reported = agreement.reported_only.iter().map(|source| {
        let answers = agreement.deciding[source].iter();
        let mut voices: Vec<&str> = answers.filter_map(|answer| answer.told.voice()).collect();
        voices.dedup();
        format!(
            "{} does not say so itself and only reports {}.",
            timeline[*source].id,
            join_with_and(voices)
        )
    });
    let figures = caveat_on_figures(timeline, question, agreement);
    let sentences: Vec<String> = reported.chain(figures).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Of a caveat, what figures count and what could not be compared.
pub fn caveat_on_figures(
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> Option<String> {
    let mut sentences = Vec::new();
    if agreement.counts_differ {
        let mut each: Vec<(String, Vec<SourceKey>)> = Vec::new();
        for (source, answers) in &agreement.deciding {
            let counts = answers.iter().map(|answer| answer.counts.as_deref());
            let mut counts: Vec<&str> = counts.map(Option::unwrap_or_default).collect();
            counts.dedup();
            let what = counts.join(" and ");
            match each.iter_mut().find(|(counted, _)| *counted == what) {
                Some((_, sources)) => sources.push(*source),
                None => each.push((what, vec![*source])),
            }
        }
        let each = each.iter().map(|(what, sources)| {
            let names = join_ids(timeline, sources);
            match (what.as_str(), sources.len()) {
                ("", 1) => format!("{names} does not say what it counts"),
                ("", _) => format!("{names} do not say what they count"),
                (what, 1) => format!("{names} counts {what}"),
                (what, _) => format!("{names} count {what}"),
            }
        });
        sentences.push(format!(
            "the figures do not count the same thing: {}",
            each.collect::<Vec<_>>().join(", ")
        ));
    }
    if agreement.verdict != Verdict::Single {
        for source in &agreement.incomparable {
            let mut answers = question.answers.iter();
            let first = answers.find(|answer| answer.told.at.source == *source);
            let printed = first.and_then(|answer| answer.told.as_printed());
            let words = printed.map_or(String::new(), |printed| format!(" (“{printed}”)"));
            sentences.push(format!(
                "{}{words} gives nothing that can be compared and is left out of the verdict",
                timeline[*source].id
            ));
        }
    }
    let sentences: Vec<String> = sentences.iter().map(|s| sentence(s)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// All that a source says, each thing once.
fn describe(answers: &[&Answer]) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for answer in answers {
        match &answer.value {
            Value::List(list) => items.extend(list.iter().map(|item| slug_words(item))),
            other => words.extend(value(other)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    items.retain(|item| seen.insert(item.clone()));
    words.extend((!items.is_empty()).then(|| join_with_and(&items)));
    words.dedup();
    words.join(", also ")
}

/// An answer in words; `None` where it holds nothing to compare.
pub fn value(value: &Value) -> Option<String> {
    Some(match value {
        Value::Unsaid => return None,
        Value::Quantity { low, high } => match (*low, *high) {
            (None, None) => return None,
            (Some(low), None) => format!("{} or more", number(low)),
            (None, Some(high)) => format!("at most {}", number(high)),
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        },
        Value::Date(date) => date.to_string(),
        Value::Position(position) => slug_words(position),
        Value::List(items) => join_with_and(items.iter().map(|item| slug_words(item))),
    })
}

fn slug_words(slug: &str) -> String {
    slug.replace('-', " ")
}

/// A number with its thousands parted: 3,000.
pub fn number(number: Number) -> String {
    let Some(whole) = number.whole() else {
        return number.0.to_string();
    };
    let digits = whole.unsigned_abs().to_string();
    let mut parted = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            parted.push(',');
        }
        parted.push(digit);
    }
    if whole < 0 {
        format!("-{parted}")
    } else {
        parted
    }
}

/// The ids of sources: "a, b and c".
pub fn join_ids<'s>(
    timeline: &Timeline,
    sources: impl IntoIterator<Item = &'s SourceKey>,
) -> String {
    join_with_and(sources.into_iter().map(|key| &timeline[*key].id))
}

/// "a", "a and b", "a, b and c".
pub fn join_with_and(items: impl IntoIterator<Item: ToString>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// The text as a sentence: with a capital, unless it begins with the id of a source.
fn sentence(text: &str) -> String {
    const OPENERS: [&str; 4] = ["only ", "no ", "the ", "neither "];
    if OPENERS.iter().any(|opener| text.starts_with(opener)) {
        capitalize(text) + "."
    } else {
        format!("{text}.")
    }
}
