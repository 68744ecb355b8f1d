//! Questions about the month or the year of an event.

use chrono::Datelike as _;

use crate::model::date::{Bounds, Date, period_name};

use super::question_pool::{DatedEvent, QuestionPool};
use super::random::Random;
use super::{Given, QuizKind, QuizQuestion, QuizQuestions};

/// Questions on events that a source dates to a month or a year.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> QuizQuestions<'a> {
    let events = random.shuffle(pool.events.iter().copied()).into_iter();
    Box::new(events.filter_map(|key| question(pool, &pool.dated_event(key)?)))
}

fn question(pool: &QuestionPool<'_>, dated: &DatedEvent<'_>) -> Option<QuizQuestion> {
    let (period, unit) = period_to_ask_for(dated)?;
    // The heading and the title of the timeline would give the answer away.
    if pool.period.lies_within(period) {
        return None;
    }
    let claims: Vec<_> = dated.stated.iter().map(|(claim, _)| *claim).collect();
    Some(QuizQuestion {
        ask: format!("In which {unit} did this happen?"),
        given: vec![Given::text(format!("“{}”", dated.event.title))],
        answer: period_name(period)?,
        days: Some(dated.days),
        period: Some(period),
        explanation: format!("{}.", pool.dates_with_places(dated)),
        ..pool.question(QuizKind::When, &[dated.key], &claims)
    })
}

/// The month or the year that contains all days of an event, and its name. A source must date the
/// event that exactly; an approximate month is asked for as a year.
fn period_to_ask_for(dated: &DatedEvent<'_>) -> Option<(Bounds, &'static str)> {
    let first = dated.days.earliest?;
    let month = Bounds::months(first.year(), first.month(), 1);
    let year = Bounds::months(first.year(), 1, 12);
    [(month, "month and year"), (year, "year")]
        .into_iter()
        .find(|(period, _)| {
            let is_exact = |date: &Date| !date.is_approximate() && !date.is_uncertain();
            let mut stated = dated.stated.iter().map(|(_, date)| *date);
            let is_stated = |date: &Date| {
                date.bounds().lies_within(*period) && (is_exact(date) || date.bounds() != *period)
            };
            dated.days.lies_within(*period) && stated.any(is_stated)
        })
}
