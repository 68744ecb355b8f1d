//! Who agrees with whom: the verdict on a question, computed from its answers alone.
//!
//! Two sources *clash* if some answer of the one is disjoint from every answer of the other;
//! they *agree* if every answer of each has an equal among the other's; otherwise they *overlap*.
//! An answer with a voice counts for its source only where that has none of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use itertools::Itertools as _;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::date::Date;
use super::event::Account;
use super::key::SourceKey;
use super::text::Text;
use super::topic::{Answer, Kind, Number, Question, Value};

/// The computed verdict on the answers to one question, in the order in which they are counted up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Verdict {
    /// All sources that answer say the same.
    Agree,
    /// No two sources contradict each other, and they do not all say the same.
    Compatible,
    /// Some two sources cannot both be right.
    Conflict,
    /// One source answers.
    Single,
    /// Several answer, but no two of them with something that can be compared.
    Open,
}

impl Verdict {
    /// The verdict in one word, as the user types it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// How two sources stand to each other on a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Every answer of each has an equal among the other's.
    Agree,
    /// They neither agree nor clash.
    Overlap,
    /// Some answer of the one is disjoint from every answer of the other.
    Clash,
}

/// The lowest and the highest figure that decide a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The lowest low; `None` where that side is open.
    pub low: Option<Number>,
    /// The highest high; `None` where that side is open.
    pub high: Option<Number>,
    /// How many times the lowest goes into the highest. `None` on an open side, below or at
    /// zero, and where the figures do not count the same thing.
    pub factor: Option<f64>,
}

/// The verdict on a question, and what it rests on.
pub struct Agreement<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// Which sources answer at all, in the order of the timeline.
    pub answering: Vec<SourceKey>,
    /// The answers that decide, by source: its own ones, or failing those the ones that it
    /// reports; and of them those that can be compared.
    pub deciding: BTreeMap<SourceKey, Vec<&'a Answer>>,
    /// How each pair of the deciding sources stands, the earlier source first.
    pub pairs: Vec<(SourceKey, SourceKey, Relation)>,
    /// Sources whose own answers are disjoint.
    pub self_contradiction: Vec<SourceKey>,
    /// Sources that count by what they report of others, having no answer of their own.
    pub reported_only: Vec<SourceKey>,
    /// Whether the deciding figures count different things, or only some say what they count.
    pub counts_differ: bool,
    /// Sources whose answers hold nothing to compare.
    pub incomparable: Vec<SourceKey>,
    /// The spread of the deciding figures; `None` where the question asks for no quantity.
    pub spread: Option<Spread>,
}

/// Computes the verdict on a question, from all sources or from the given two alone.
pub fn of(question: &Question, between: Option<[SourceKey; 2]>) -> Agreement<'_> {
    let counted = |answer: &&Answer| between.is_none_or(|two| two.contains(&answer.told.at.source));
    let mut by_source: BTreeMap<SourceKey, Vec<&Answer>> = BTreeMap::new();
    for answer in question.answers.iter().filter(counted) {
        by_source
            .entry(answer.told.at.source)
            .or_default()
            .push(answer);
    }
    let answering: Vec<SourceKey> = by_source.keys().copied().collect();

    let mut deciding = BTreeMap::new();
    let mut reported_only = Vec::new();
    let mut incomparable = Vec::new();
    let mut self_contradiction = Vec::new();
    for (source, answers) in by_source {
        let (own, voiced): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|a| a.told.voice.is_none());
        if contradicts_itself(question, &own) {
            self_contradiction.push(source);
        }
        let reports = own.is_empty();
        let mut counting = if reports { voiced } else { own };
        counting.retain(|answer| is_comparable(answer));
        if counting.is_empty() {
            incomparable.push(source);
        } else {
            if reports {
                reported_only.push(source);
            }
            deciding.insert(source, counting);
        }
    }

    let pairs = deciding.iter().tuple_combinations();
    let pairs: Vec<_> = pairs
        .map(|((a, ours), (b, theirs))| (*a, *b, relation(question, ours, theirs)))
        .collect();
    let verdict = match (answering.len(), deciding.len()) {
        (1, _) => Verdict::Single,
        (_, 0 | 1) => Verdict::Open,
        _ if pairs.iter().any(|(_, _, r)| *r == Relation::Clash) => Verdict::Conflict,
        _ if pairs.iter().all(|(_, _, r)| *r == Relation::Agree) => Verdict::Agree,
        _ => Verdict::Compatible,
    };
    let counts_differ = counts_differ(&deciding);
    Agreement {
        verdict,
        answering,
        spread: (question.kind == Kind::Quantity).then(|| spread(&deciding, counts_differ)),
        deciding,
        pairs,
        self_contradiction,
        reported_only,
        counts_differ,
        incomparable,
    }
}

/// Whether two sources' own dates for the event of these accounts are disjoint.
///
/// What a source reports of others counts, as with answers, only where it has no date of its own.
pub fn dates_clash(accounts: &[Account]) -> bool {
    let sources = accounts.iter().map(|account| account.told.at.source);
    let mut pairs = sources.sorted().dedup().tuple_combinations();
    pairs.any(|(a, b)| dates_clash_between(accounts, [a, b]))
}

/// Whether the own dates of these two sources for the event of these accounts are disjoint.
pub fn dates_clash_between(accounts: &[Account], two: [SourceKey; 2]) -> bool {
    let [a, b] = two.map(|source| own_dates(accounts, source));
    !a.is_empty() && !b.is_empty() && clash(&a, &b, |a, b| !a.overlaps(b))
}

/// The dates that a source gives an event: its own, or failing those the ones that it reports.
fn own_dates(accounts: &[Account], source: SourceKey) -> Vec<&Date> {
    let dated = accounts
        .iter()
        .filter(|account| account.told.at.source == source && account.date.is_some());
    let (own, voiced): (Vec<_>, Vec<_>) = dated.partition(|account| account.told.voice.is_none());
    let counting = if own.is_empty() { voiced } else { own };
    counting
        .into_iter()
        .filter_map(|account| account.date.as_ref())
        .collect()
}

/// How two sources stand, by all their answers that count.
fn relation(question: &Question, ours: &[&Answer], theirs: &[&Answer]) -> Relation {
    let [ours, theirs] = [ours, theirs].map(|answers| values(question, answers));
    let mirrored = |from: &[Cow<'_, Value>], to: &[Cow<'_, Value>]| {
        from.iter().all(|a| to.iter().any(|b| equal(a, b)))
    };
    if clash(&ours, &theirs, |a, b| disjoint(question, a, b)) {
        Relation::Clash
    } else if mirrored(&ours, &theirs) && mirrored(&theirs, &ours) {
        Relation::Agree
    } else {
        Relation::Overlap
    }
}

/// Whether something on the one side is disjoint from everything on the other.
fn clash<T>(ours: &[T], theirs: &[T], disjoint: impl Fn(&T, &T) -> bool) -> bool {
    ours.iter().any(|a| theirs.iter().all(|b| disjoint(a, b)))
        || theirs.iter().any(|b| ours.iter().all(|a| disjoint(a, b)))
}

/// What the answers of a source say; the items of lists are taken together, each once.
fn values<'a>(question: &Question, answers: &[&'a Answer]) -> Vec<Cow<'a, Value>> {
    let values = answers.iter().map(|answer| &answer.value);
    if question.kind != Kind::List {
        return values.map(Cow::Borrowed).collect();
    }
    let lists = values.filter_map(|value| match value {
        Value::List(items) => Some(items),
        _ => None,
    });
    let items = lists.flatten().sorted().dedup().cloned().collect();
    vec![Cow::Owned(Value::List(items))]
}

fn disjoint(question: &Question, a: &Value, b: &Value) -> bool {
    let exceeds = |low: &Option<Number>, high: &Option<Number>| {
        low.zip(*high).is_some_and(|(low, high)| low > high)
    };
    match (a, b) {
        (
            Value::Quantity { low, high },
            Value::Quantity {
                low: low_b,
                high: high_b,
            },
        ) => exceeds(low, high_b) || exceeds(low_b, high),
        (Value::Date(a), Value::Date(b)) => !a.overlaps(b),
        (Value::Position(a), Value::Position(b)) => {
            a != b && !are_listed(&question.compatible, a, b)
        }
        (Value::List(a), Value::List(b)) => a
            .iter()
            .any(|a| b.iter().any(|b| are_listed(&question.exclusive, a, b))),
        _ => false,
    }
}

fn are_listed(pairs: &[[Text; 2]], a: &str, b: &str) -> bool {
    pairs
        .iter()
        .any(|[x, y]| (**x == *a && **y == *b) || (**x == *b && **y == *a))
}

fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => a.same_as(b),
        _ => a == b,
    }
}

fn is_comparable(answer: &Answer) -> bool {
    !matches!(
        answer.value,
        Value::Unsaid
            | Value::Quantity {
                low: None,
                high: None
            }
    )
}

/// Whether some two of a source's own answers are disjoint, or one list excludes itself.
fn contradicts_itself(question: &Question, own: &[&Answer]) -> bool {
    let mut pairs = own.iter().zip(own).chain(own.iter().tuple_combinations());
    pairs.any(|(a, b)| disjoint(question, &a.value, &b.value))
}

/// Whether the deciding answers say different things of what they count, or only some say it.
fn counts_differ(deciding: &BTreeMap<SourceKey, Vec<&Answer>>) -> bool {
    let mut counts = deciding.values().flatten().map(|answer| &answer.counts);
    deciding.len() > 1 && !counts.all_equal()
}

fn spread(deciding: &BTreeMap<SourceKey, Vec<&Answer>>, counts_differ: bool) -> Spread {
    let ends = deciding
        .values()
        .flatten()
        .filter_map(|answer| match answer.value {
            Value::Quantity { low, high } => Some((low, high)),
            _ => None,
        });
    let (lows, highs): (Vec<_>, Vec<_>) = ends.unzip();
    let extreme = |ends: Vec<Option<Number>>, pick: fn(f64, f64) -> f64| {
        let all: Option<Vec<f64>> = ends.into_iter().map(|end| end.map(|n| n.0)).collect();
        all?.into_iter().reduce(pick).map(Number)
    };
    let low = extreme(lows, f64::min);
    let high = extreme(highs, f64::max);
    let factor = low
        .zip(high)
        .filter(|(low, _)| low.0 > 0.0 && !counts_differ)
        .map(|(low, high)| high.0 / low.0);
    Spread { low, high, factor }
}
