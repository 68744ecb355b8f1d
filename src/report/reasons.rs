//! Verdicts in a sentence, naming the sources, and what has to be said beside them.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Kind, Number, Question, Value};

/// One sentence that says why the verdict is what it is.
pub fn why(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let sentence = match agreement.verdict {
        Verdict::Single => format!("only {} answers", names(timeline, &agreement.answering)),
        Verdict::Open if agreement.answering.is_empty() => "no source answers".into(),
        Verdict::Open => format!(
            "{} answer, and no two of them with something that can be compared",
            names(timeline, &agreement.answering)
        ),
        Verdict::Agree => agree(timeline, question, agreement),
        Verdict::Compatible => compatible(timeline, question, agreement),
        Verdict::Conflict => conflict(timeline, question, agreement),
    };
    capitalized(&sentence) + "."
}

fn agree(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let sources: Vec<SourceKey> = agreement.deciding.keys().copied().collect();
    let who = names(timeline, &sources);
    let what = agreement
        .deciding
        .values()
        .next()
        .map(|answers| said(answers))
        .unwrap_or_default();
    match question.kind {
        Kind::Quantity => {
            let unit = question
                .unit
                .as_ref()
                .map(|unit| format!(" {unit}"))
                .unwrap_or_default();
            format!("{who} give the same figure, {what}{unit}")
        }
        Kind::Date => format!("{who} give the same date, {what}"),
        Kind::Position => format!("{who} take the same position, {what}"),
        Kind::List => format!("{who} name the same, {what}"),
    }
}

fn compatible(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let each = each_says(timeline, agreement);
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
    let mut values = agreement.deciding.values();
    let ([a], [b], None) = (
        values.next()?.as_slice(),
        values.next()?.as_slice(),
        values.next(),
    ) else {
        return None;
    };
    match (&a.value, &b.value) {
        (Value::Quantity { low: l1, high: h1 }, Value::Quantity { low: l2, high: h2 }) => {
            let touch = |high: &Option<Number>, low: &Option<Number>| {
                high.zip(*low)
                    .filter(|(high, low)| high == low)
                    .map(|(high, _)| number(high))
            };
            touch(h1, l2).or_else(|| touch(h2, l1))
        }
        _ => None,
    }
}

fn conflict(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let verb = match question.kind {
        Kind::List => "excludes what is named by",
        _ => "contradicts",
    };
    let with_words = |key: SourceKey| {
        let words = agreement
            .deciding
            .get(&key)
            .map(|answers| said(answers))
            .unwrap_or_default();
        format!("{} ({words})", timeline[key].id)
    };
    let mut sentences: Vec<String> = Vec::new();
    let mut introduced: Vec<SourceKey> = Vec::new();
    let mut name = |key: SourceKey| {
        if introduced.contains(&key) {
            timeline[key].id.to_string()
        } else {
            introduced.push(key);
            with_words(key)
        }
    };
    for source in agreement.deciding.keys() {
        let against: Vec<SourceKey> = agreement
            .pairs
            .iter()
            .filter(|(a, _, relation)| a == source && *relation == Relation::Clash)
            .map(|(_, b, _)| *b)
            .collect();
        if !against.is_empty() {
            let subject = name(*source);
            let objects: Vec<String> = against.into_iter().map(&mut name).collect();
            sentences.push(format!("{subject} {verb} {}", listed(&objects)));
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
        let mut voices: Vec<String> = agreement.deciding[source]
            .iter()
            .filter_map(|answer| answer.told.voice().map(ToString::to_string))
            .collect();
        voices.dedup();
        let id = &timeline[*source].id;
        format!(
            "{id} does not say so itself and only reports {}.",
            listed(&voices)
        )
    });
    let sentences: Vec<String> = reported
        .chain(caveat_on_figures(timeline, question, agreement))
        .collect();
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
        let mut each: Vec<(String, Vec<String>)> = Vec::new();
        for (source, answers) in &agreement.deciding {
            let mut counts: Vec<&str> = answers
                .iter()
                .map(|a| a.counts.as_deref().unwrap_or_default())
                .collect();
            counts.dedup();
            let what = counts.join(" and ");
            let id = timeline[*source].id.to_string();
            match each.iter_mut().find(|(counted, _)| *counted == what) {
                Some((_, sources)) => sources.push(id),
                None => each.push((what, vec![id])),
            }
        }
        let each: Vec<String> = each
            .into_iter()
            .map(|(what, sources)| match (what.as_str(), sources.len()) {
                ("", 1) => format!("{} does not say what it counts", listed(&sources)),
                ("", _) => format!("{} do not say what they count", listed(&sources)),
                (what, 1) => format!("{} counts {what}", listed(&sources)),
                (what, _) => format!("{} count {what}", listed(&sources)),
            })
            .collect();
        sentences.push(format!(
            "the figures do not count the same thing: {}",
            each.join(", ")
        ));
    }
    if agreement.verdict != Verdict::Single {
        for source in &agreement.incomparable {
            let words = question
                .answers
                .iter()
                .find(|answer| answer.told.at.source == *source)
                .and_then(|answer| answer.told.as_printed())
                .map(|printed| format!(" (“{printed}”)"))
                .unwrap_or_default();
            sentences.push(format!(
                "{}{words} gives nothing that can be compared and is left out of the verdict",
                timeline[*source].id
            ));
        }
    }
    let sentences: Vec<String> = sentences.iter().map(|s| capitalized(s) + ".").collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// "a says 1; b says 2", for the sources that decide.
fn each_says(timeline: &Timeline, agreement: &Agreement<'_>) -> String {
    let each: Vec<String> = agreement
        .deciding
        .iter()
        .map(|(source, answers)| format!("{} says {}", timeline[*source].id, said(answers)))
        .collect();
    each.join("; ")
}

/// All that a source says, each thing once.
pub fn said(answers: &[&Answer]) -> String {
    let mut items: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for answer in answers {
        match &answer.value {
            Value::List(list) => items.extend(list.iter().map(|item| item.replace('-', " "))),
            other => words.extend(value(other)),
        }
    }
    let mut seen = std::collections::HashSet::new();
    items.retain(|item| seen.insert(item.clone()));
    words.extend((!items.is_empty()).then(|| listed(&items)));
    words.dedup();
    words.join(", also ")
}

/// An answer in words; `None` where it holds nothing to compare.
pub fn value(value: &Value) -> Option<String> {
    Some(match value {
        Value::Unsaid
        | Value::Quantity {
            low: None,
            high: None,
        } => return None,
        Value::Quantity {
            low: Some(low),
            high: None,
        } => format!("{} or more", number(*low)),
        Value::Quantity {
            low: None,
            high: Some(high),
        } => format!("at most {}", number(*high)),
        Value::Quantity {
            low: Some(low),
            high: Some(high),
        } if low == high => number(*low),
        Value::Quantity {
            low: Some(low),
            high: Some(high),
        } => {
            format!("{} to {}", number(*low), number(*high))
        }
        Value::Date(date) => date.to_string(),
        Value::Position(position) => position.replace('-', " "),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| item.replace('-', " ")).collect();
            listed(&items)
        }
    })
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

fn names(timeline: &Timeline, sources: &[SourceKey]) -> String {
    let names: Vec<String> = sources
        .iter()
        .map(|key| timeline[*key].id.to_string())
        .collect();
    listed(&names)
}

/// "a", "a and b", "a, b and c".
pub fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The text with its first letter large, unless it begins with the id of a source.
fn capitalized(text: &str) -> String {
    const OPENERS: [&str; 4] = ["only ", "no ", "the ", "neither "];
    if !OPENERS.iter().any(|opener| text.starts_with(opener)) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    first + chars.as_str()
}
