//! Verdicts in a sentence, naming the sources, and what has to be said beside them.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Kind, Number, Question, Value};

/// One sentence that says why the verdict is what it is.
pub fn why(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let names = join_ids(timeline, &agreement.answering);
    match agreement.verdict {
        Verdict::Single => format!("Only {names} answers."),
        Verdict::Open if agreement.answering.is_empty() => "No source answers.".into(),
        Verdict::Open => {
            format!("{names} answer, and no two of them with something that can be compared.")
        }
        Verdict::Agree => agree(timeline, question, agreement),
        Verdict::Compatible => compatible(timeline, question, agreement),
        Verdict::Conflict => conflict(timeline, question, agreement),
    }
}

fn agree(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let names = join_ids(timeline, agreement.deciding.keys());
    let what = agreement.deciding.values().next();
    let what = what.map(|answers| describe(answers)).unwrap_or_default();
    match (question.kind, &question.unit) {
        (Kind::Quantity, Some(unit)) => format!("{names} give the same figure, {what} {unit}."),
        (Kind::Quantity, None) => format!("{names} give the same figure, {what}."),
        (Kind::Date, _) => format!("{names} give the same date, {what}."),
        (Kind::Position, _) => format!("{names} take the same position, {what}."),
        (Kind::List, _) => format!("{names} name the same, {what}."),
    }
}

fn compatible(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let each = agreement.deciding.iter();
    let each = each
        .map(|(source, answers)| format!("{} says {}", timeline[*source].id, describe(answers)));
    let each = each.collect::<Vec<_>>().join("; ");
    let how = match question.kind {
        Kind::Quantity => match touching(agreement) {
            Some(figure) => format!("The figures touch at {}", number(figure)),
            None => "The figures overlap".into(),
        },
        Kind::Date => "The dates overlap".into(),
        Kind::Position => "The positions differ and can be held together".into(),
        Kind::List => "The lists differ and add to each other".into(),
    };
    format!("{how}: {each}.")
}

/// The one figure that two sources have in common, where there are two and they just touch.
fn touching(agreement: &Agreement<'_>) -> Option<Number> {
    let answers: Vec<&Value> = agreement
        .deciding
        .values()
        .flatten()
        .map(|a| &a.value)
        .collect();
    let [
        Value::Quantity { low: l1, high: h1 },
        Value::Quantity { low: l2, high: h2 },
    ] = answers[..]
    else {
        return None;
    };
    let first_below = h1.filter(|_| h1 == l2);
    first_below.or_else(|| h2.filter(|_| h2 == l1))
}

fn conflict(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let verb = match question.kind {
        Kind::List => "excludes what is named by",
        _ => "contradicts",
    };
    let mut introduced: Vec<SourceKey> = Vec::new();
    let mut name = |key: SourceKey| {
        let id = &timeline[key].id;
        if introduced.contains(&key) {
            return id.to_string();
        }
        introduced.push(key);
        format!("{id} ({})", describe(&agreement.deciding[&key]))
    };
    let mut sentences: Vec<String> = Vec::new();
    let clashes = agreement
        .pairs
        .iter()
        .filter(|(_, _, relation)| *relation == Relation::Clash);
    let clashes: Vec<_> = clashes.map(|(a, b, _)| (*a, *b)).collect();
    for of_source in clashes.chunk_by(|x, y| x.0 == y.0) {
        let subject = name(of_source[0].0);
        let objects = join_with_and(of_source.iter().map(|(_, b)| name(*b)));
        sentences.push(format!("{subject} {verb} {objects}"));
    }
    sentences.join("; ") + "."
}

/// What has to be said beside the verdict: whom a source reports, what figures count, what
/// could not be compared.
pub fn caveat(
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> Option<String> {
    let mut sentences = Vec::new();
    for source in &agreement.reported_only {
        let answers = agreement.deciding[source].iter();
        let mut voices: Vec<&str> = answers.filter_map(|answer| answer.told.voice()).collect();
        voices.dedup();
        sentences.push(format!(
            "{} does not say so itself and only reports {}.",
            timeline[*source].id,
            join_with_and(voices)
        ));
    }
    sentences.extend(caveat_on_figures(timeline, question, agreement));
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
        let mut counted: Vec<(String, Vec<SourceKey>)> = Vec::new();
        for (source, answers) in &agreement.deciding {
            let counts = answers.iter().map(|answer| answer.counts.as_deref());
            let mut counts: Vec<&str> = counts.map(Option::unwrap_or_default).collect();
            counts.dedup();
            let what = counts.join(" and ");
            match counted.iter_mut().find(|(counted, _)| *counted == what) {
                Some((_, sources)) => sources.push(*source),
                None => counted.push((what, vec![*source])),
            }
        }
        let each = counted.iter().map(|(what, sources)| {
            let names = join_ids(timeline, sources);
            match (what.as_str(), sources.len()) {
                ("", 1) => format!("{names} does not say what it counts"),
                ("", _) => format!("{names} do not say what they count"),
                (what, 1) => format!("{names} counts {what}"),
                (what, _) => format!("{names} count {what}"),
            }
        });
        let each = each.collect::<Vec<_>>().join(", ");
        sentences.push(format!("The figures do not count the same thing: {each}."));
    }
    for source in &agreement.incomparable {
        if agreement.verdict != Verdict::Single {
            let mut answers = question.answers.iter();
            let first = answers.find(|answer| answer.told.at.source == *source);
            let printed = first.and_then(|answer| answer.told.as_printed());
            let words = printed.map_or(String::new(), |printed| format!(" (“{printed}”)"));
            sentences.push(format!(
                "{}{words} gives nothing that can be compared and is left out of the verdict.",
                timeline[*source].id
            ));
        }
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// All that a source says, each thing once.
fn describe(answers: &[&Answer]) -> String {
    let mut items: Vec<Text> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for answer in answers {
        match &answer.value {
            Value::List(list) => {
                for item in list {
                    if !items.contains(item) {
                        items.push(item.clone());
                    }
                }
            }
            other => words.extend(value(other)),
        }
    }
    if !items.is_empty() {
        words.extend(value(&Value::List(items)));
    }
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

/// A number with commas between its thousands: 3,000.
pub fn number(number: Number) -> String {
    let Some(whole) = number.whole() else {
        return number.0.to_string();
    };
    let mut text = whole.to_string();
    let sign = usize::from(whole < 0);
    let mut at = text.len();
    while at > sign + 3 {
        at -= 3;
        text.insert(at, ',');
    }
    text
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
