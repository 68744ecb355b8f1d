//! Agreement: the verdict on a question, computed from its answers alone.
//!
//! Two sources *clash* if some answer of one source is disjoint from every answer of the other;
//! they *agree* if every answer of each has an equal among the other's; otherwise they *overlap*.
//! An answer with a voice counts only if its source has no answer of its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use itertools::Itertools as _;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::date::Date;
use super::event::Account;
use super::key::SourceKey;
use super::text::Text;
use super::topic::{Answer, Number, Question, QuestionKind, Value};

/// The computed verdict on the answers to one question. Tables count verdicts in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Verdict {
    /// All sources that can be compared say the same.
    Agree,
    /// No two sources contradict each other, but they do not all say the same.
    Compatible,
    /// At least two sources cannot both be right.
    Conflict,
    /// Only one source answers.
    Single,
    /// Several sources answer, but no two of them can be compared.
    Open,
}

impl Verdict {
    /// The verdict in one word, as the user types it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// How answers that neither agree nor clash are compatible. Of the pairs of sources that answer a
/// question, the first of these that some pair has describes the question.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Compatibility {
    /// They take different positions that can be held together.
    Differs,
    /// They share something, and neither contains the other.
    Overlaps,
    /// Their lists add to each other.
    Adds,
    /// Every answer of one lies within an answer of the other.
    Refines,
}

impl Compatibility {
    /// The word for it, as the user types it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// How the answers of two sources to a question relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Every answer of each has an equal among the other's.
    Agree,
    /// They neither agree nor clash.
    Compatible(Compatibility),
    /// Some answer of one source is disjoint from every answer of the other.
    Clash,
}

/// The lowest and the highest of the figures that decide a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// The lowest lower end; `None` if the lower end of any figure is open.
    pub low: Option<Number>,
    /// The highest upper end; `None` if the upper end of any figure is open.
    pub high: Option<Number>,
    /// `high` divided by `low`. `None` if either is open, if `low` is not positive, or if the
    /// figures count different things.
    pub factor: Option<f64>,
}

/// The verdict on a question, and the answers and relations that it follows from.
pub struct Agreement<'a> {
    pub verdict: Verdict,
    /// `None` unless the verdict is `Compatible`.
    pub how: Option<Compatibility>,
    /// All sources that answer, in the order of the timeline.
    pub answering: Vec<SourceKey>,
    /// The answers that decide, by source: its own answers, or if it has none, the ones that it
    /// reports. Answers that cannot be compared are left out.
    pub deciding: BTreeMap<SourceKey, Vec<&'a Answer>>,
    /// The relation of each pair of deciding sources, the earlier source first.
    pub pairs: Vec<(SourceKey, SourceKey, Relation)>,
    /// Sources whose own answers contradict each other.
    pub self_contradiction: Vec<SourceKey>,
    /// Deciding sources that have no answer of their own, only reported ones.
    pub reported_only: Vec<SourceKey>,
    /// Whether the deciding answers count different things, or only some say what they count.
    pub counts_differ: bool,
    /// Sources without an answer that can be compared.
    pub incomparable: Vec<SourceKey>,
    /// The spread of the deciding figures; `None` unless the question asks for a quantity.
    pub spread: Option<Spread>,
}

/// Computes the verdict on a question from all sources.
pub fn compute(question: &Question) -> Agreement<'_> {
    compute_among(question, |_| true)
}

/// Computes the verdict on a question from the sources for which `includes` holds.
pub fn compute_among(question: &Question, includes: impl Fn(SourceKey) -> bool) -> Agreement<'_> {
    let mut by_source: BTreeMap<SourceKey, Vec<&Answer>> = BTreeMap::new();
    for answer in &question.answers {
        let source = answer.claim.locator.source;
        if includes(source) {
            by_source.entry(source).or_default().push(answer);
        }
    }
    let answering: Vec<SourceKey> = by_source.keys().copied().collect();

    let mut deciding = BTreeMap::new();
    let mut reported_only = Vec::new();
    let mut incomparable = Vec::new();
    let mut self_contradiction = Vec::new();
    for (source, answers) in by_source {
        let (own, voiced): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|a| a.claim.voice.is_none());
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
    let hows = pairs.iter().filter_map(|(_, _, relation)| match relation {
        Relation::Compatible(how) => Some(*how),
        Relation::Agree | Relation::Clash => None,
    });
    let counts_differ = counts_differ(&deciding);
    Agreement {
        verdict,
        how: hows.min().filter(|_| verdict == Verdict::Compatible),
        answering,
        spread: (question.kind == QuestionKind::Quantity).then(|| spread(&deciding, counts_differ)),
        deciding,
        pairs,
        self_contradiction,
        reported_only,
        counts_differ,
        incomparable,
    }
}

/// Whether the dates of any two sources clash in these accounts of one event.
///
/// As with answers, a date that a source only reports counts only if it has none of its own.
pub fn dates_clash(accounts: &[Account]) -> bool {
    let sources = accounts.iter().map(|account| account.claim.locator.source);
    let mut pairs = sources.sorted().dedup().tuple_combinations();
    pairs.any(|(a, b)| dates_clash_between(accounts, [a, b]))
}

/// Whether the dates of these two sources clash; see [`dates_clash`].
pub fn dates_clash_between(accounts: &[Account], two: [SourceKey; 2]) -> bool {
    let [a, b] = two.map(|source| own_dates(accounts, source));
    !a.is_empty() && !b.is_empty() && clash(&a, &b, |a, b| !a.overlaps(b))
}

/// The dates that a source gives for an event: its own, or if it has none, the reported ones.
fn own_dates(accounts: &[Account], source: SourceKey) -> Vec<&Date> {
    let dated = accounts
        .iter()
        .filter(|account| account.claim.locator.source == source && account.date.is_some());
    let (own, voiced): (Vec<_>, Vec<_>) = dated.partition(|account| account.claim.voice.is_none());
    let counting = if own.is_empty() { voiced } else { own };
    counting
        .into_iter()
        .filter_map(|account| account.date.as_ref())
        .collect()
}

/// How two sources relate, by all their deciding answers.
fn relation(question: &Question, ours: &[&Answer], theirs: &[&Answer]) -> Relation {
    let [ours, theirs] = [ours, theirs].map(|answers| values(question, answers));
    let every =
        |from: &[Cow<'_, Value>], to: &[Cow<'_, Value>], is_so: fn(&Value, &Value) -> bool| {
            from.iter().all(|a| to.iter().any(|b| is_so(a, b)))
        };
    if clash(&ours, &theirs, |a, b| disjoint(question, a, b)) {
        return Relation::Clash;
    }
    if every(&ours, &theirs, equal) && every(&theirs, &ours, equal) {
        return Relation::Agree;
    }
    Relation::Compatible(match question.kind {
        QuestionKind::List => Compatibility::Adds,
        QuestionKind::Position if ours.iter().any(|answer| theirs.contains(answer)) => {
            Compatibility::Overlaps
        }
        QuestionKind::Position => Compatibility::Differs,
        QuestionKind::Quantity | QuestionKind::Date
            if every(&ours, &theirs, lies_within) || every(&theirs, &ours, lies_within) =>
        {
            Compatibility::Refines
        }
        QuestionKind::Quantity | QuestionKind::Date => Compatibility::Overlaps,
    })
}

/// Whether some item on either side is disjoint from every item on the other.
fn clash<T>(ours: &[T], theirs: &[T], disjoint: impl Fn(&T, &T) -> bool) -> bool {
    ours.iter().any(|a| theirs.iter().all(|b| disjoint(a, b)))
        || theirs.iter().any(|b| ours.iter().all(|a| disjoint(a, b)))
}

/// The values of a source's answers; lists are merged into one, each item once.
fn values<'a>(question: &Question, answers: &[&'a Answer]) -> Vec<Cow<'a, Value>> {
    let values = answers.iter().map(|answer| &answer.value);
    if question.kind != QuestionKind::List {
        return values.map(Cow::Borrowed).collect();
    }
    let lists = values.filter_map(|value| match value {
        Value::List(items) => Some(items),
        _ => None,
    });
    let items = lists.flatten().sorted().dedup().cloned().collect();
    vec![Cow::Owned(Value::List(items))]
}

/// Whether two values exclude each other.
pub fn disjoint(question: &Question, a: &Value, b: &Value) -> bool {
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
            a != b && !contains_pair(&question.compatible, a, b)
        }
        (Value::List(a), Value::List(b)) => a
            .iter()
            .any(|a| b.iter().any(|b| contains_pair(&question.exclusive, a, b))),
        _ => false,
    }
}

fn contains_pair(pairs: &[[Text; 2]], a: &str, b: &str) -> bool {
    pairs
        .iter()
        .any(|[x, y]| (**x == *a && **y == *b) || (**x == *b && **y == *a))
}

fn equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Date(a), Value::Date(b)) => a.has_equal_bounds(b),
        _ => a == b,
    }
}

/// Whether a quantity or a date lies within another. An open end lies only within an open end.
fn lies_within(inner: &Value, outer: &Value) -> bool {
    match (inner, outer) {
        (
            Value::Quantity { low, high },
            Value::Quantity {
                low: outer_low,
                high: outer_high,
            },
        ) => {
            outer_low.is_none_or(|outer| low.is_some_and(|low| outer <= low))
                && outer_high.is_none_or(|outer| high.is_some_and(|high| high <= outer))
        }
        (Value::Date(inner), Value::Date(outer)) => inner.lies_within(outer),
        _ => false,
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

/// Whether two of a source's own answers are disjoint, or one list has two exclusive items.
fn contradicts_itself(question: &Question, own: &[&Answer]) -> bool {
    let mut pairs = own.iter().zip(own).chain(own.iter().tuple_combinations());
    pairs.any(|(a, b)| disjoint(question, &a.value, &b.value))
}

/// Whether the deciding answers count different things, or only some say what they count.
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

#[cfg(test)]
mod tests {
    use super::super::source::{Claim, Locator, Passage};
    use super::*;

    /// A question with answers: the number of the source, the value, and the voice.
    fn question(kind: QuestionKind, answers: &[(usize, &str)]) -> Question {
        let answers = answers.iter().map(|(source, text)| {
            let (voice, text) = match text.split_once(": ") {
                Some((voice, text)) => (Some(voice.into()), text),
                None => (None, *text),
            };
            let (text, counts) = match text.split_once(" of ") {
                Some((text, counts)) => (text, Some(counts.into())),
                None => (text, None),
            };
            Answer {
                value: value(kind, text),
                counts,
                claim: claim(*source, voice),
            }
        });
        let pair = |a: &str, b: &str| [a.into(), b.into()];
        Question {
            id: "q".into(),
            ask: "?".into(),
            kind,
            unit: None,
            events: None,
            wordings: BTreeMap::new(),
            compatible: vec![pair("shot", "executed")],
            exclusive: vec![pair("arrested", "spared")],
            answers: answers.collect(),
            note: None,
        }
    }

    fn claim(source: usize, voice: Option<Text>) -> Claim {
        Claim {
            locator: Locator {
                source: SourceKey::from(source),
                passage: Passage::Paragraph(1),
            },
            says: None,
            as_printed: None,
            voice,
            hedged: false,
            note: None,
        }
    }

    /// A value: `3..5`, `3..`, `..5`, `3`, an EDTF date, a position, items with `+` between them;
    /// `?` has nothing to compare.
    fn value(kind: QuestionKind, text: &str) -> Value {
        let number = |text: &str| text.parse().ok().map(Number);
        match kind {
            _ if text == "?" && kind != QuestionKind::Quantity => Value::Unsaid,
            QuestionKind::Quantity => {
                let (low, high) = text.split_once("..").unwrap_or((text, text));
                Value::Quantity {
                    low: number(low),
                    high: number(high),
                }
            }
            QuestionKind::Date => Value::Date(Date::parse(text).unwrap()),
            QuestionKind::Position => Value::Position(text.into()),
            QuestionKind::List => Value::List(text.split('+').map(Text::from).collect()),
        }
    }

    /// The verdict on answers of sources 0, 1, 2 …, with how it comes about.
    fn verdict(kind: QuestionKind, answers: &[&str]) -> String {
        let answers: Vec<(usize, &str)> = answers.iter().copied().enumerate().collect();
        verdict_on(&question(kind, &answers))
    }

    fn verdict_on(question: &Question) -> String {
        let agreement = compute(question);
        let words = [
            Some(agreement.verdict.word()),
            agreement.how.map(Compatibility::word),
        ];
        words.into_iter().flatten().join(" ")
    }

    #[test]
    fn every_kind_of_answer_has_its_verdicts() {
        use QuestionKind::{Date, List, Position, Quantity};
        for (kind, answers, expected) in [
            (Quantity, &["700"][..], "single"),
            (Quantity, &["700", "700"], "agree"),
            (Quantity, &["700", "700", "701"], "conflict"),
            (Quantity, &["2600", "2500..3000"], "compatible refines"),
            (
                Quantity,
                &["2500..3000", "2500..2600"],
                "compatible refines",
            ),
            (
                Quantity,
                &["2500..3000", "3000..4000"],
                "compatible overlaps",
            ),
            (
                Quantity,
                &["3000..4000", "2500..3000"],
                "compatible overlaps",
            ),
            (Quantity, &["2500..2999", "3000..4000"], "conflict"),
            (Quantity, &["3000..4000", "2500..2999"], "conflict"),
            (Quantity, &["100..", "200"], "compatible refines"),
            (Quantity, &["100..", "99"], "conflict"),
            (Quantity, &["..100", "200.."], "conflict"),
            (Quantity, &["..100", "50.."], "compatible overlaps"),
            (Quantity, &["100..", "200.."], "compatible refines"),
            (Quantity, &["..100", "..50"], "compatible refines"),
            (Quantity, &["100..", "100..200"], "compatible refines"),
            (Quantity, &["?", "?"], "open"),
            (Quantity, &["?", "700"], "open"),
            (Date, &["1953-06-26", "1953-06"], "compatible refines"),
            (Date, &["1953-06", "1953-06-26"], "compatible refines"),
            (Date, &["1953-06", "1953-06~"], "agree"),
            (
                Date,
                &["1953-06/1953-08", "1953-07/1953-09"],
                "compatible overlaps",
            ),
            (Date, &["1953-06", "1953-07"], "conflict"),
            (Date, &["[1953,1955]", "1954"], "conflict"),
            (Date, &["[1953,1955]", "1955-03"], "compatible refines"),
            (Date, &["[1953,1955]", "[1955,1957]"], "compatible overlaps"),
            (Date, &["1912-04-14T22:25", "1912-04-14T23:40"], "conflict"),
            (Date, &["1912-04-14T23:40", "1912-04-14T23:40"], "agree"),
            (
                Date,
                &["1912-04-14T23:40", "1912-04-14T23:40:15"],
                "compatible refines",
            ),
            (
                Date,
                &["1912-04-14", "1912-04-14T23:40"],
                "compatible refines",
            ),
            (Position, &["tried", "tried"], "agree"),
            (Position, &["shot", "executed"], "compatible differs"),
            (Position, &["executed", "shot"], "compatible differs"),
            (Position, &["shot", "hanged"], "conflict"),
            (List, &["arrested+fled", "fled+arrested"], "agree"),
            (List, &["arrested", "fled"], "compatible adds"),
            (List, &["arrested", "arrested+fled"], "compatible adds"),
            (List, &["arrested+fled", "spared"], "conflict"),
            (List, &["spared", "fled+arrested"], "conflict"),
            (List, &["?", "fled"], "open"),
        ] {
            assert_eq!(verdict(kind, answers), expected, "{answers:?}");
        }
    }

    #[test]
    fn the_first_way_that_some_pair_is_compatible_stands_for_all() {
        use QuestionKind::{Position, Quantity};
        let three = ["2500..3000", "2600..2700", "2650..2800"];
        assert_eq!(verdict(Quantity, &three), "compatible overlaps");
        let several = [(0, "shot"), (1, "shot"), (1, "executed"), (2, "executed")];
        let question = question(Position, &several);
        // 0 and 1 share an answer; 0 and 2 share none.
        assert_eq!(verdict_on(&question), "compatible differs");
        let two = compute_among(&question, |source| source.index() < 2);
        assert_eq!(two.how, Some(Compatibility::Overlaps));
        assert!(Compatibility::VARIANTS.is_sorted());
    }

    #[test]
    fn several_answers_of_a_source_count_together() {
        let quantity = |answers: &[(usize, &str)]| question(QuestionKind::Quantity, answers);
        let fits = quantity(&[(0, "5"), (0, "9"), (1, "5..9")]);
        assert_eq!(verdict_on(&fits), "compatible refines");
        let one_does_not = quantity(&[(0, "5"), (0, "9"), (1, "5..8")]);
        assert_eq!(verdict_on(&one_does_not), "conflict");
        assert_eq!(
            compute(&one_does_not).self_contradiction,
            [SourceKey::from(0)]
        );
        let same = quantity(&[(0, "5"), (0, "9"), (1, "9"), (1, "5")]);
        assert_eq!(verdict_on(&same), "agree");
        let more = quantity(&[(0, "5"), (0, "5..9"), (1, "5..9")]);
        assert_eq!(verdict_on(&more), "compatible refines");
        // Half of one source's answers lie within the other's, and the other way round.
        let crossed = quantity(&[(0, "1..5"), (0, "8"), (1, "2"), (1, "7..9")]);
        assert_eq!(verdict_on(&crossed), "compatible overlaps");
        let list = question(
            QuestionKind::List,
            &[(0, "fled"), (0, "arrested"), (1, "arrested+fled")],
        );
        assert_eq!(verdict_on(&list), "agree");
    }

    #[test]
    fn a_reported_view_counts_only_if_the_source_has_no_own() {
        let quantity = |answers: &[(usize, &str)]| question(QuestionKind::Quantity, answers);
        let own = quantity(&[(0, "5"), (0, "Tass: 9"), (1, "5")]);
        assert_eq!(verdict_on(&own), "agree");
        assert!(compute(&own).self_contradiction.is_empty());
        assert!(compute(&own).reported_only.is_empty());
        let reported = quantity(&[(0, "Tass: 9"), (1, "5")]);
        assert_eq!(verdict_on(&reported), "conflict");
        assert_eq!(compute(&reported).reported_only, [SourceKey::from(0)]);
    }

    #[test]
    fn what_cannot_be_compared_is_left_out() {
        let answers = [(0, "?"), (1, "5"), (2, "5")];
        let question = question(QuestionKind::Quantity, &answers);
        let agreement = compute(&question);
        assert_eq!(agreement.verdict, Verdict::Agree);
        assert_eq!(agreement.incomparable, [SourceKey::from(0)]);
        assert_eq!(agreement.answering.len(), 3);
        assert_eq!(agreement.pairs.len(), 1);
    }

    #[test]
    fn the_spread_is_from_the_lowest_to_the_highest() {
        let spread = |answers: &[&str]| {
            let answers: Vec<(usize, &str)> = answers.iter().copied().enumerate().collect();
            let question = question(QuestionKind::Quantity, &answers);
            let spread = compute(&question).spread.unwrap();
            [
                spread.low.map(|n| n.0),
                spread.high.map(|n| n.0),
                spread.factor,
            ]
        };
        assert_eq!(spread(&["2..3", "4..8"]), [Some(2.0), Some(8.0), Some(4.0)]);
        assert_eq!(spread(&["4..8", "2..3"]), [Some(2.0), Some(8.0), Some(4.0)]);
        assert_eq!(spread(&["2..", "4..8"]), [Some(2.0), None, None]);
        assert_eq!(spread(&["..3", "4..8"]), [None, Some(8.0), None]);
        assert_eq!(spread(&["0", "8"]), [Some(0.0), Some(8.0), None]);
        let apart = spread(&["2 of men", "4 of women"]);
        assert_eq!(apart, [Some(2.0), Some(4.0), None]);
        assert_eq!(spread(&["2 of men", "4 of men"])[2], Some(2.0));
        let dates = question(QuestionKind::Date, &[(0, "1953")]);
        assert_eq!(compute(&dates).spread, None);
    }

    #[test]
    fn figures_of_two_sources_may_count_different_things() {
        let differ = |answers: &[(usize, &str)]| {
            compute(&question(QuestionKind::Quantity, answers)).counts_differ
        };
        assert!(differ(&[(0, "2 of men"), (1, "2 of women")]));
        assert!(differ(&[(0, "2 of men"), (1, "2")]));
        assert!(!differ(&[(0, "2 of men"), (1, "2 of men")]));
        assert!(!differ(&[(0, "2"), (1, "2")]));
        assert!(!differ(&[(0, "2 of men"), (0, "2 of women")]));
    }

    #[test]
    fn dates_clash_if_no_own_date_of_one_source_meets_the_other() {
        let accounts = |dated: &[(usize, Option<&str>)]| -> Vec<Account> {
            let account = |(source, date): &(usize, Option<&str>)| {
                let (voice, date) = match date.and_then(|date| date.split_once(": ")) {
                    Some((voice, date)) => (Some(voice.into()), Some(date)),
                    None => (None, *date),
                };
                Account {
                    date: date.map(|date| Date::parse(date).unwrap()),
                    claim: claim(*source, voice),
                }
            };
            dated.iter().map(account).collect()
        };
        let clash = |dated: &[(usize, Option<&str>)]| dates_clash(&accounts(dated));
        assert!(clash(&[(0, Some("1953")), (1, Some("1954"))]));
        assert!(clash(&[(1, Some("1954")), (2, None), (0, Some("1953"))]));
        assert!(!clash(&[(0, Some("1953")), (1, Some("1953-06"))]));
        assert!(!clash(&[(0, Some("1953")), (1, None)]));
        assert!(!clash(&[(0, Some("1953")), (0, Some("1954"))]));
        assert!(!clash(&[
            (0, Some("1953")),
            (0, Some("Tass: 1954")),
            (1, Some("1953"))
        ]));
        assert!(clash(&[(0, Some("Tass: 1954")), (1, Some("1953"))]));
        let three = accounts(&[(0, Some("1953")), (1, Some("1953")), (2, Some("1954"))]);
        let two = |a, b| dates_clash_between(&three, [a, b].map(SourceKey::from));
        assert!(!two(0, 1));
        assert!(two(0, 2) && two(2, 1));
        assert!(!dates_clash_between(
            &three[..1],
            [0, 2].map(SourceKey::from)
        ));
        // A third source whose date fits both does not settle it.
        let third = accounts(&[(0, Some("1953")), (1, Some("1954")), (2, Some("1953/1954"))]);
        assert!(dates_clash_between(&third, [0, 1].map(SourceKey::from)));
    }
}
