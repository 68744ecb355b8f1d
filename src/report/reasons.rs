//! Explains verdicts in sentences that name the sources, and adds caveats.

use itertools::Itertools;

use crate::model::agreement::{self, Agreement, Compatibility, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Number, Question, QuestionKind, Value};

/// The reason for the verdict, in one sentence.
pub fn reason(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let answering = join_ids(&timeline.sources, &agreement.answering);
    let deciding = join_ids(&timeline.sources, agreement.deciding.keys());
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
        (Verdict::Conflict, _) => conflict_reason(timeline, question, agreement),
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

/// Answers in words, with the sources that give them.
type Side = (String, Vec<SourceKey>);

/// Which answers clash, and whose they are; each answer stands once with all that it clashes with.
fn conflict_reason(timeline: &Timeline, question: &Question, agreement: &Agreement<'_>) -> String {
    let mut clashes: Vec<(Side, Vec<Side>)> = Vec::new();
    for (a, b, _) in agreement
        .pairs
        .iter()
        .filter(|(.., relation)| *relation == Relation::Clash)
    {
        let [ours, theirs] = [a, b].map(|source| &agreement.deciding[source]);
        let mut left = (clashing_text(question, ours, theirs), a);
        let mut right = (clashing_text(question, theirs, ours), b);
        let stands = |text: &str| clashes.iter().any(|((left, _), _)| *left == *text);
        if !stands(&left.0) && stands(&right.0) {
            std::mem::swap(&mut left, &mut right);
        }
        let index = clashes.iter().position(|((text, _), _)| *text == left.0);
        let index = index.unwrap_or_else(|| {
            clashes.push(((left.0, Vec::new()), Vec::new()));
            clashes.len() - 1
        });
        let ((_, sources), others) = &mut clashes[index];
        sources.push(*left.1);
        match others.iter_mut().find(|(text, _)| *text == right.0) {
            Some((_, sources)) => sources.push(*right.1),
            None => others.push((right.0, vec![*right.1])),
        }
    }
    let name = |(text, sources): &Side| {
        let sources: Vec<SourceKey> = sources.iter().copied().unique().collect();
        let verb_ending = if sources.len() == 1 { "s" } else { "" };
        (
            format!("{} ({text})", join_ids(&timeline.sources, &sources)),
            verb_ending,
        )
    };
    let mut clauses = clashes.iter().map(|(side, others)| {
        let (subject, ending) = name(side);
        let verb = match question.kind {
            QuestionKind::List => format!("name{ending} what is ruled out by"),
            _ => format!("contradict{ending}"),
        };
        let objects = join_with_and(others.iter().map(|other| name(other).0));
        format!("{subject} {verb} {objects}")
    });
    clauses.join("; ") + "."
}

/// The answers of a source that clash with another's, in words; of lists, the items.
fn clashing_text(question: &Question, ours: &[&Answer], theirs: &[&Answer]) -> String {
    let clash = |answer: &Answer, other: &Answer| {
        agreement::disjoint(question, &answer.value, &other.value)
    };
    if question.kind == QuestionKind::List {
        let items = ours.iter().flat_map(|answer| answer.value.items());
        let excluded = items.filter(|item| {
            let alone = Value::List(vec![(*item).clone()]);
            theirs
                .iter()
                .any(|other| agreement::disjoint(question, &alone, &other.value))
        });
        let items = excluded.unique().map(|item| question.wording(item));
        return join_with_and(items);
    }
    let clashing = ours
        .iter()
        .copied()
        .filter(|a| theirs.iter().all(|b| clash(a, b)));
    let clashing: Vec<&Answer> = clashing.collect();
    describe(question, if clashing.is_empty() { ours } else { &clashing })
}

/// Qualifications of the verdict: views that a source only reports, figures that count different
/// things, and answers that could not be compared.
pub fn caveat(
    sources: &[Source],
    question: &Question,
    agreement: &Agreement<'_>,
) -> Option<String> {
    let reported = agreement.reported_only.iter().map(|source| {
        let answers = agreement.deciding[source].iter();
        let voices = answers.filter_map(|answer| answer.claim.voice.as_deref());
        let voices = join_with_and(voices.dedup());
        let id = &sources[source.index()].id;
        format!("{id} does not say so itself; it only reports {voices}.")
    });
    let figures = caveats_on_figures(sources, question, agreement);
    let sentences: Vec<String> = reported.chain(figures).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The sentences of a caveat on what figures count and on answers that could not be compared.
pub fn caveats_on_figures(
    sources: &[Source],
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
            let names = join_ids(sources, same.iter().copied());
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
        let id = &sources[source.index()].id;
        sentences.push(format!(
            "{id}{printed} gives nothing that can be compared and is left out of the verdict."
        ));
    }
    sentences
}

/// The values of answers, in words and without repetition.
fn describe(question: &Question, answers: &[&Answer]) -> String {
    let values = answers.iter();
    let mut words = values
        .filter_map(|answer| value_text(question, &answer.value))
        .unique();
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
pub fn join_ids<'s>(sources: &[Source], keys: impl IntoIterator<Item = &'s SourceKey>) -> String {
    join_with_and(keys.into_iter().map(|key| &sources[key.index()].id))
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
