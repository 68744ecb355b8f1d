//! Questions about when an event happened.

use itertools::Itertools;

use crate::model::date::{Date, Shape};
use crate::model::event::Dating;
use crate::model::key::EventKey;
use crate::model::source::Claim;

use super::question_pool::{QuestionPool, hints_at_date};
use super::random::Random;
use super::{DayRange, Draft, Drafts, Given, QuizKind, QuizQuestion};

/// Maximum days within which an event is known to lie; vaguer events are not used.
const MAX_RANGE_DAYS: i64 = 2 * 366;

/// Questions on events that a source dates.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let events = random.shuffle(pool.events.iter().copied());
    Box::new(events.into_iter().filter_map(|key| question(pool, key)))
}

fn question(pool: &QuestionPool<'_>, key: EventKey) -> Option<Draft> {
    let event = &pool.timeline[key];
    let (date, is_own_date) = pool.perspective.date(event);
    let accounts = pool.perspective.accounts(event);
    let stated: Vec<(&Claim, &Date)> = accounts
        .filter_map(|account| Some((&account.claim, account.date.as_ref()?)))
        .collect();
    let stated_days = stated.iter().map(|(_, date)| date.bounds());
    let stated_days: Vec<DayRange> = stated_days.filter_map(DayRange::new).collect();
    // A reader of the sources cannot know a date that is only inferred or supplied.
    if !is_own_date || stated_days.is_empty() || hints_at_date(&event.title) {
        return None;
    }
    let mut days = pool.right_days(event)?;
    let length = DayRange::spanning(&days).length();
    if length > MAX_RANGE_DAYS {
        return None;
    }
    let lasted = matches!(date.shape(), Shape::Span(..));
    let is_told_alone = pool.perspective.told_by.is_some();
    let differ = days.len() > 1;
    let mut answer = date.to_string();
    if differ {
        answer = days.iter().map(|range| range.in_words()).join(" or ");
        // The date that a source gives is right, however vague it is; so are all of them together.
        let all = [DayRange::spanning(&days)];
        days = days
            .into_iter()
            .chain(all)
            .chain(stated_days)
            .unique()
            .collect();
    }
    let precision = match length {
        _ if differ && !is_told_alone => {
            "The sources do not agree; the date that any of them gives is right."
        }
        _ if lasted => "Any time while it went on is right.",
        1 => "It is dated to the day.",
        2..=31 => "It is dated to the month, or nearly.",
        32..=92 => "It is dated to some months.",
        93..=366 => "It is dated to the year, or nearly.",
        _ => "It is dated only roughly.",
    };
    let mut explanation = by_date(pool, &stated) + ".";
    if let (Dating::Inferred(why), false) = (&event.dating, is_told_alone) {
        explanation += &format!(" Inferred: {why}");
    }
    let is_marked = |date: &Date| date.is_approximate() || date.is_uncertain();
    let claims: Vec<_> = stated.iter().map(|(claim, _)| *claim).collect();
    let what = if lasted { "go on" } else { "happen" };
    let question = QuizQuestion {
        ask: format!("When did this {what}?"),
        given: vec![
            Given::text(format!("“{}”", event.title)),
            Given::text(precision),
        ],
        answer,
        days,
        approximate: is_marked(date) || (differ && stated.iter().any(|(_, date)| is_marked(date))),
        explanation,
        ..pool.question(QuizKind::When, &[key], &claims)
    };
    Some(Draft::new(question, true))
}

/// Each date with the locators that state it.
fn by_date(pool: &QuestionPool<'_>, stated: &[(&Claim, &Date)]) -> String {
    let dates = stated.iter().map(|(_, date)| date.to_string()).unique();
    let mut each = dates.map(|words| {
        let of_date = stated.iter().filter(|(_, date)| date.to_string() == words);
        let claims: Vec<_> = of_date.map(|(claim, _)| *claim).collect();
        format!("{words} [{}]", pool.places(&claims))
    });
    each.join(", ")
}
