//! Questions about which of two events came first.

use itertools::Itertools as _;

use crate::model::date::Order;
use crate::query::words::split_words;

use super::question_pool::{DatedEvent, QuestionPool};
use super::random::Random;
use super::{Choice, QuizKind, QuizQuestion, QuizQuestions};

/// Maximum days between the two events; a question with more is too easy.
const MAX_GAP_DAYS: i64 = 2 * 366;

/// Words in a title that hint at the order of events.
const PLACING: &str = "after again already before begin begins end ends final finally first last \
                       later new next over remaining resume resumes return returns since still until";

/// Questions on pairs of events, one of which certainly ended before the other began.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> QuizQuestions<'a> {
    let dated = pool.events.iter().filter_map(|key| pool.dated_event(*key));
    let firsts =
        random.shuffle(dated.filter(|dated| !places_itself(dated) && !is_vague(pool, dated)));
    let seconds = random.shuffle(firsts.clone());
    Box::new(firsts.into_iter().enumerate().filter_map(move |(i, one)| {
        // Each starts at a different position, or all would find the same partner.
        let mut others = seconds.iter().cycle().skip(i).take(seconds.len());
        let other = others.find(|other| is_fair_pair(pool, &one, other))?;
        Some(question(pool, [&one, other], &mut random))
    }))
}

fn places_itself(dated: &DatedEvent<'_>) -> bool {
    let mut words = split_words(&dated.event.title).into_iter();
    words.any(|word| PLACING.split(' ').any(|placing| placing == word.folded))
}

/// Whether a whole year is only approximate: the neighbouring year may be meant.
fn is_vague(pool: &QuestionPool<'_>, dated: &DatedEvent<'_>) -> bool {
    let (date, _) = pool.perspective.date(dated.event);
    let is_year = date.width() > 31 * 24 * 60 * 60;
    is_year && (date.is_approximate() || date.is_uncertain())
}

/// Whether the first event certainly came before the second, the dates that sources give show it, and
/// it is not too easy to guess.
fn is_fair_pair(pool: &QuestionPool<'_>, first: &DatedEvent<'_>, second: &DatedEvent<'_>) -> bool {
    let gap = first.days.latest.zip(second.days.earliest);
    let is_near = gap.is_some_and(|(end, begin)| (begin - end).num_days() <= MAX_GAP_DAYS);
    let pair = [first.key, second.key];
    let is_linked = || {
        let mut links = pool.timeline.links.iter();
        links.any(|link| pair.contains(&link.from) && pair.contains(&link.to))
    };
    // Two titles with a common word often tell one story, which has only one order.
    let common_words = || {
        let words = |dated: &DatedEvent<'_>| split_words(&dated.event.title);
        let others = words(second);
        let mut long = words(first)
            .into_iter()
            .filter(|word| word.folded.len() > 3);
        long.any(|word| others.iter().any(|other| other.folded == word.folded))
    };
    let is_stated = || {
        let mut pairs = first.stated.iter().cartesian_product(&second.stated);
        pairs.any(|((_, a), (_, b))| a.bounds().order(b.bounds()) == Order::Before)
    };
    let is_before = first.days.order(second.days) == Order::Before && is_stated();
    is_near && is_before && !is_linked() && !common_words()
}

fn question(
    pool: &QuestionPool<'_>,
    pair: [&DatedEvent<'_>; 2],
    random: &mut Random,
) -> QuizQuestion {
    let choices = random.shuffle(pair).into_iter().map(|dated| {
        let event = dated.event;
        Choice::new(&event.id, &event.title, &[])
    });
    let claims = pair.iter().flat_map(|dated| &dated.stated);
    let claims: Vec<_> = claims.map(|(claim, _)| *claim).collect();
    let explained = pair.map(|dated| {
        let dates = pool.dates_with_places(dated);
        format!("{}: {dates}.", dated.event.title)
    });
    QuizQuestion {
        ask: "Which came first?".into(),
        choices: choices.collect(),
        answer: pair[0].event.title.to_string(),
        explanation: explained.join(" "),
        ..pool.question(QuizKind::Order, &pair.map(|dated| dated.key), &claims)
    }
}
