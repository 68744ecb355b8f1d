//! Questions about which of two events came first.

use itertools::Itertools;

use crate::model::event::{Account, Dating};
use crate::model::key::EventKey;
use crate::model::source::Claim;
use crate::query::words::split_words;

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{Choice, DayRange, Draft, Drafts, QuizKind, QuizQuestion};

/// Maximum days between the two events; a question with more is too easy.
const MAX_GAP_DAYS: i64 = 3 * 366;

/// Maximum days on which an event may have happened or been under way; others are not used.
const MAX_RANGE_DAYS: i64 = 2 * 366;

/// Words in a title that hint at the order of events.
const PLACING: [&str; 12] = [
    "after", "again", "before", "begin", "begins", "end", "ends", "final", "finally", "first",
    "since", "until",
];

/// Questions on pairs of events, one of which certainly ended before the other began.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let datable: Vec<(EventKey, DayRange)> = pool
        .events
        .iter()
        .filter_map(|key| Some((*key, all_days(pool, *key)?)))
        .collect();
    let firsts = random.shuffle(datable.iter().copied());
    let seconds = random.shuffle(datable);
    Box::new(firsts.into_iter().enumerate().filter_map(move |(i, one)| {
        // Each starts at a different position, or all would find the same partner.
        let mut others = seconds.iter().cycle().skip(i).take(seconds.len());
        let pair = others.find_map(|other| fair_pair(pool, one, *other))?;
        Some(question(pool, pair, &mut random))
    }))
}

/// All days on which the event may have happened according to any source shown; `None` if the event
/// is unsuitable.
fn all_days(pool: &QuestionPool<'_>, key: EventKey) -> Option<DayRange> {
    let event = &pool.timeline[key];
    let (_, is_own_date) = pool.perspective.date(event);
    let places_itself = || {
        let mut words = split_words(&event.title).into_iter();
        hints_at_date(&event.title) || words.any(|word| PLACING.contains(&word.folded.as_str()))
    };
    if !is_own_date || places_itself() {
        return None;
    }
    let days = DayRange::spanning(&pool.right_days(event)?);
    (days.length() <= MAX_RANGE_DAYS).then_some(days)
}

/// The earlier and the later of two events; `None` if the order is uncertain or too easy to guess.
fn fair_pair(
    pool: &QuestionPool<'_>,
    a: (EventKey, DayRange),
    b: (EventKey, DayRange),
) -> Option<[EventKey; 2]> {
    let (first, second) = if a.1 < b.1 { (a, b) } else { (b, a) };
    let between = (second.1.earliest - first.1.latest).num_days();
    let pair = [first.0, second.0];
    let is_linked = || {
        let mut links = pool.timeline.links.iter();
        links.any(|link| pair.contains(&link.from) && pair.contains(&link.to))
    };
    ((1..=MAX_GAP_DAYS).contains(&between) && !is_linked()).then_some(pair)
}

fn question(pool: &QuestionPool<'_>, pair: [EventKey; 2], random: &mut Random) -> Draft {
    let timeline = pool.timeline;
    let choices = random.shuffle(pair).into_iter().map(|key| {
        let event = &timeline[key];
        Choice::new(&event.id, &event.title, &[])
    });
    let claims = pair.map(|key| dating_claims(pool, key));
    let explained = pair.iter().zip(&claims);
    let mut explained = explained.map(|(key, claims)| explain_date(pool, *key, claims));
    let question = QuizQuestion {
        ask: "Which came first?".into(),
        choices: choices.collect(),
        answer: timeline[pair[0]].title.to_string(),
        explanation: explained.join(" "),
        citations: claims
            .iter()
            .flat_map(|claims| pool.citations(claims))
            .collect(),
        ..pool.question(QuizKind::Order, &pair, &claims.concat())
    };
    Draft::new(question, true)
}

/// The claims that date an event; all claims about it if none does.
fn dating_claims<'a>(pool: &QuestionPool<'a>, key: EventKey) -> Vec<&'a Claim> {
    let accounts = pool.perspective.accounts(&pool.timeline[key]);
    let mut accounts: Vec<&Account> = accounts.collect();
    if accounts.iter().any(|account| account.date.is_some()) {
        accounts.retain(|account| account.date.is_some());
    }
    accounts.iter().map(|account| &account.claim).collect()
}

/// A sentence with an event's title, its date and the locators of `claims`.
fn explain_date(pool: &QuestionPool<'_>, key: EventKey, claims: &[&Claim]) -> String {
    let event = &pool.timeline[key];
    // Otherwise a locator that does not date the event would look as if it did.
    let how = match (&event.dating, pool.perspective.told_by) {
        (Dating::Inferred(_), None) => ", inferred; told in".into(),
        (Dating::Supplied { reference, .. }, None) => {
            format!(", supplied by the editor ({reference}); told in")
        }
        _ => String::new(),
    };
    let (date, _) = pool.perspective.date(event);
    format!("{}: {date}{how} [{}].", event.title, pool.places(claims))
}
