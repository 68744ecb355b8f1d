//! Explains verdicts in sentences that name the sources, and adds caveats.

use std::collections::HashSet;

use itertools::Itertools;

use crate::model::agreement::{Agreement, Compatibility, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Number, Question, QuestionKind, Value};

/// The reason for the verdict, in one sentence.
pub fn reason(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let answering = join_ids(timeline, &agreement.answering);
    let deciding = join_ids(timeline, agreement.deciding.keys());
    let same = match question.kind {
        QuestionKind::Quantity => "give the same figure",
        QuestionKind::Date => "give the same date",
        QuestionKind::Position => "take the same position",
        QuestionKind::List => "name the same items",
    };
    match (agreement.verdict, agreement.how) {
        (Verdict::Single, _) => format!("Only {answering} answers."),
        (Verdict::Open, _) if agreement.answering.is_empty() => "No source answers.".into(),
        (Verdict::Open, _) => {
            format!("{answering} answer, but their answers cannot be compared.")
        }
        (Verdict::Agree, _) => format!("{deciding} {same}."),
        (Verdict::Conflict, _) => conflict(timeline, question, agreement),
        (Verdict::Compatible, how) => match (how, common_figure(agreement)) {
            (Some(Compatibility::Overlaps), Some(figure)) => {
                format!("The figures touch at {}.", number(figure))
            }
            (Some(Compatibility::Overlaps), None) => match question.kind {
                QuestionKind::Position => "They share a position, and some take another as well.",
                _ => "The answers overlap, and neither contains the other.",
            }
            .into(),
            (Some(Compatibility::Refines), _) => {
                "The more precise answers lie within the others.".into()
            }
            (Some(Compatibility::Adds), _) => "The lists add to each other.".into(),
            _ => "The positions differ but are compatible.".into(),
        },
    }
}

/// The sources whose relation to `source` is `wanted`.
pub fn related(agreement: &Agreement<'_>, source: SourceKey, wanted: Relation) -> Vec<SourceKey> {
    let pairs = agreement.pairs.iter();
    let pairs = pairs.filter(|(_, _, relation)| *relation == wanted);
    let others = pairs.filter_map(|(a, b, _)| match source {
        key if key == *a => Some(*b),
        key if key == *b => Some(*a),
        _ => None,
    });
    others.collect()
}

/// The figure at which two ranges touch; `None` unless exactly two answers decide.
fn common_figure(agreement: &Agreement<'_>) -> Option<Number> {
    let answers = agreement.deciding.values().flatten();
    let answers: Vec<&Value> = answers.map(|answer| &answer.value).collect();
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
        QuestionKind::List => "names what is ruled out by",
        _ => "contradicts",
    };
    let mut introduced = HashSet::new();
    let mut name = |key: &SourceKey| {
        let id = timeline[*key].id.to_string();
        if introduced.insert(*key) {
            format!("{id} ({})", describe(question, &agreement.deciding[key]))
        } else {
            id
        }
    };
    let mut clashes = agreement.pairs.clone();
    clashes.retain(|(_, _, relation)| *relation == Relation::Clash);
    let mut of_sources = clashes.chunk_by(|x, y| x.0 == y.0).map(|of_source| {
        let subject = name(&of_source[0].0);
        let objects = join_with_and(of_source.iter().map(|(_, b, _)| name(b)));
        format!("{subject} {verb} {objects}")
    });
    of_sources.join("; ") + "."
}

/// Qualifications of the verdict: views that a source only reports, figures that count different
/// things, and answers that could not be compared.
pub fn caveat(
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> Option<String> {
    let reported = agreement.reported_only.iter().map(|source| {
        let answers = agreement.deciding[source].iter();
        let voices = answers.filter_map(|answer| answer.claim.voice.as_deref());
        let voices = join_with_and(voices.dedup());
        let id = &timeline[*source].id;
        format!("{id} does not say so itself; it only reports {voices}.")
    });
    let figures = caveats_on_figures(timeline, question, agreement);
    let sentences: Vec<String> = reported.chain(figures).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The sentences of a caveat on what figures count and on answers that could not be compared.
pub fn caveats_on_figures(
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> Vec<String> {
    let mut sentences = Vec::new();
    if agreement.counts_differ {
        let counts = |source: &SourceKey| {
            let answers = agreement.deciding[source].iter();
            let counts = answers.map(|answer| answer.counts.as_deref().unwrap_or_default());
            counts.dedup().join(" and ")
        };
        let by_count = agreement
            .deciding
            .keys()
            .into_group_map_by(|key| counts(key));
        let by_count = by_count.into_iter().sorted_by_key(|(_, same)| same[0]);
        let mut each = by_count.map(|(what, same)| {
            let names = join_ids(timeline, same.iter().copied());
            match (&*what, same.len()) {
                ("", 1) => format!("{names} does not say what it counts"),
                ("", _) => format!("{names} do not say what they count"),
                (what, 1) => format!("{names} counts {what}"),
                (what, _) => format!("{names} count {what}"),
            }
        });
        let each = each.join(", ");
        sentences.push(format!("The figures do not count the same thing: {each}."));
    }
    let is_alone = agreement.verdict == Verdict::Single;
    for source in agreement.incomparable.iter().filter(|_| !is_alone) {
        let mut answers = question.answers.iter();
        let first = answers.find(|answer| answer.claim.locator.source == *source);
        let printed = first.and_then(|answer| answer.claim.as_printed.as_deref());
        let printed = printed
            .map(|printed| format!(" (“{printed}”)"))
            .unwrap_or_default();
        let id = &timeline[*source].id;
        sentences.push(format!(
            "{id}{printed} gives nothing that can be compared and is left out of the verdict."
        ));
    }
    sentences
}

/// All values that a source gives, in words and without repetition.
fn describe(question: &Question, answers: &[&Answer]) -> String {
    let mut words = Vec::new();
    let mut items: Vec<Text> = Vec::new();
    for answer in answers {
        match &answer.value {
            Value::List(list) => items.extend_from_slice(list),
            other => words.extend(value_text(question, other)),
        }
    }
    if !items.is_empty() {
        let items = items.into_iter().unique().collect();
        words.extend(value_text(question, &Value::List(items)));
    }
    words.dedup();
    words.join(", also ")
}

/// A value in words; `None` if it has nothing to compare.
pub fn value_text(question: &Question, value: &Value) -> Option<String> {
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
        Value::Position(position) => question.wording(position).into_owned(),
        Value::List(items) => join_with_and(items.iter().map(|item| question.wording(item))),
    })
}

/// A number with thousands separators: 3,000.
pub fn number(number: Number) -> String {
    let Some(whole) = number.as_exact_integer() else {
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
