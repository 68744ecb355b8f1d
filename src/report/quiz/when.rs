//! "When did this happen?"

use crate::model::date::{Date, Shape, days, named};
use crate::model::event::{Account, Dating, Event};
use crate::model::key::EventKey;

use super::chance::Chance;
use super::ground::{Dated, Ground, hints_at_date, places, quoted};
use super::{Candidate, Given, Kind, Question, Stretch};

/// Nothing is asked that is only known to lie within more days than this.
const ROUGHEST: i64 = 2 * 366;

/// Events whose date the sources tell, in some order.
pub fn questions<'a>(
    ground: &'a Ground<'a>,
    mut chance: Chance,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let events = chance.shuffled(ground.events.iter().copied());
    events.into_iter().filter_map(|key| question(ground, key))
}

fn question(ground: &Ground<'_>, key: EventKey) -> Option<Candidate> {
    let event = &ground.timeline[key];
    let dated = ground.dated(key)?;
    if dated.hull().length() > ROUGHEST || hints_at_date(&event.title) {
        return None;
    }
    let lasted = matches!(dated.date.shape(), Shape::Span(..));
    let ask = if lasted {
        "When did this go on?"
    } else {
        "When did this happen?"
    };
    let (citations, notes) = ground.references(&dated.by);
    let apart = dated.regions.len() > 1;
    let answer = in_words(dated.date, &dated.regions);
    let mut days = dated.regions.clone();
    if apart {
        // Whoever answers with a source is right, however vague that is.
        let given = dated.by.iter().filter_map(|account| account.date.as_ref());
        let given = given.filter_map(|date| Stretch::of(date.bounds()));
        given.for_each(|stretch| {
            if !days.contains(&stretch) {
                days.push(stretch);
            }
        });
    }
    let disputed = apart && ground.teller.told_by.is_none();
    let precision = if disputed {
        "The sources do not agree; the date that any of them gives is right."
    } else if lasted {
        "Any time while it went on is right."
    } else {
        precision(&dated)
    };
    let wanted = Given {
        label: None,
        text: precision.to_owned(),
    };
    Some(Candidate {
        question: Question {
            kind: Kind::When,
            ask: ask.into(),
            given: vec![quoted(&event.title), wanted],
            choices: Vec::new(),
            answer,
            approximate: is_approximate(&dated),
            explanation: explanation(ground, event, &dated),
            citations,
            notes,
            events: vec![event.id.to_string()],
            topic: None,
            asked: None,
            days,
        },
        about: vec![key],
        tells_date: true,
        tells_rest: false,
    })
}

/// The date in words; where the sources part, each of the dates.
fn in_words(date: &Date, regions: &[Stretch]) -> String {
    match regions {
        [_] => date.to_string(),
        several => {
            let words: Vec<String> = several.iter().map(|region| region.words()).collect();
            words.join(" or ")
        }
    }
}

impl Stretch {
    /// The days in words: the month or year that they make up, or from when to when.
    pub fn words(self) -> String {
        let bounds = self.bounds();
        named(bounds)
            .or_else(|| days(bounds))
            .unwrap_or_else(|| format!("{}..{}", self.earliest, self.latest))
    }
}

/// How exactly the date is known, so that a reader knows what is wanted.
fn precision(dated: &Dated<'_>) -> &'static str {
    match dated.hull().length() {
        1 => "It is dated to the day.",
        2..=31 => "It is dated to the month, or nearly.",
        32..=92 => "It is dated to some months.",
        93..=366 => "It is dated to the year, or nearly.",
        _ => "It is dated only roughly.",
    }
}

fn is_approximate(dated: &Dated<'_>) -> bool {
    let given = dated.by.iter().filter_map(|account| account.date.as_ref());
    let mut marked = given.filter(|date| date.is_approximate() || date.is_uncertain());
    dated.date.is_approximate()
        || dated.date.is_uncertain()
        || (dated.regions.len() > 1 && marked.next().is_some())
}

/// Who gives which date, and why the date is what it is where nobody gives it so.
fn explanation(ground: &Ground<'_>, event: &Event, dated: &Dated<'_>) -> String {
    let mut by_date: Vec<(String, Vec<&Account>)> = Vec::new();
    for account in &dated.by {
        let Some(date) = &account.date else { continue };
        let words = date.to_string();
        match by_date.iter_mut().find(|(other, _)| *other == words) {
            Some((_, accounts)) => accounts.push(account),
            None => by_date.push((words, vec![account])),
        }
    }
    let each = by_date.iter().map(|(words, accounts)| {
        let cited = accounts.iter().map(|account| ground.cited(account));
        format!("{words} [{}]", places(cited))
    });
    let all = each.collect::<Vec<_>>().join(", ");
    match &event.dating {
        Dating::Inferred(why) if ground.teller.told_by.is_none() => {
            format!("{all}. Inferred: {why}")
        }
        _ => format!("{all}."),
    }
}
