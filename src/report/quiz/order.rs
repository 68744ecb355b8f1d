//! "Which came first?"

use crate::model::event::{Account, Dating};
use crate::model::key::EventKey;
use crate::query::words::words;

use super::chance::Chance;
use super::ground::{Ground, hints_at_date, places};
use super::{Candidate, Choice, Kind, Question, Stretch};

/// Between the two lie at most so many days, or the question is too easy.
const FURTHEST: i64 = 3 * 366;

/// Nothing is asked that is only known to lie within more days than this, or lasted longer.
const LONGEST: i64 = 2 * 366;

/// Words of a title that place it before or after something else.
const PLACING: [&str; 12] = [
    "after", "again", "before", "begin", "begins", "end", "ends", "final", "finally", "first",
    "since", "until",
];

/// Pairs of events of which the one was surely over before the other began.
pub fn questions<'a>(
    ground: &'a Ground<'a>,
    mut chance: Chance,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let datable: Vec<(EventKey, Stretch)> = ground
        .events
        .iter()
        .filter_map(|key| Some((*key, all_days(ground, *key)?)))
        .collect();
    let firsts = chance.shuffled(datable.iter().copied());
    let seconds = chance.shuffled(datable);
    firsts.into_iter().enumerate().filter_map(move |(i, one)| {
        // Each looks from another place on, or they would all find the same.
        let others = seconds.iter().cycle().skip(i).take(seconds.len());
        let mut others = others.filter(|other| is_fair(ground, one, **other));
        others
            .next()
            .map(|other| question(ground, one, *other, &mut chance))
    })
}

/// All the days on which the event can have been, whoever dates it.
fn all_days(ground: &Ground<'_>, key: EventKey) -> Option<Stretch> {
    let event = &ground.timeline[key];
    let (date, is_their_own) = ground.teller.date(event);
    let places_itself = || {
        let mut words = words(&event.title).into_iter();
        hints_at_date(&event.title) || words.any(|word| PLACING.contains(&word.folded.as_str()))
    };
    if !is_their_own || places_itself() {
        return None;
    }
    let days = Stretch::around(&ground.regions(date, event)?);
    (days.length() <= LONGEST).then_some(days)
}

/// Whether the order of the two is sure, and neither lies so far off nor says so much that it
/// would be plain.
fn is_fair(ground: &Ground<'_>, a: (EventKey, Stretch), b: (EventKey, Stretch)) -> bool {
    let (first, second) = if a.1.latest < b.1.earliest {
        (a, b)
    } else if b.1.latest < a.1.earliest {
        (b, a)
    } else {
        return false;
    };
    let between = second.1.earliest - first.1.latest;
    let linked = ground.timeline.links.iter().any(|link| {
        let two = [link.from, link.to];
        two.contains(&a.0) && two.contains(&b.0)
    });
    between.num_days() <= FURTHEST && !linked
}

fn question(
    ground: &Ground<'_>,
    a: (EventKey, Stretch),
    b: (EventKey, Stretch),
    chance: &mut Chance,
) -> Candidate {
    let (first, second) = if a.1.latest < b.1.earliest {
        (a.0, b.0)
    } else {
        (b.0, a.0)
    };
    let choice = |key: EventKey| Choice {
        text: ground.timeline[key].title.to_string(),
        id: ground.timeline[key].id.to_string(),
        names: vec![ground.timeline[key].title.to_string()],
    };
    let choices = chance.shuffled([first, second]).into_iter().map(choice);
    let mut citations = Vec::new();
    let mut notes = Vec::new();
    let explained = [first, second].map(|key| {
        let event = &ground.timeline[key];
        let told = |a: &&Account| ground.teller.tells(&a.told.at);
        let telling: Vec<_> = event.accounts.iter().filter(told).collect();
        let dating: Vec<_> = telling
            .iter()
            .filter(|a| a.date.is_some())
            .copied()
            .collect();
        let cited = if dating.is_empty() { telling } else { dating };
        let (places_cited, added) = ground.references(&cited);
        citations.extend(places_cited);
        notes.extend(added);
        let (date, _) = ground.teller.date(event);
        let places = places(cited.iter().map(|account| ground.cited(account)));
        // Places that do not date it are not to seem to.
        match &event.dating {
            Dating::Stated(_) => format!("{}: {date} [{places}].", event.title),
            _ if ground.teller.told_by.is_some() => format!("{}: {date} [{places}].", event.title),
            Dating::Inferred(_) => {
                format!("{}: {date}, inferred; told in [{places}].", event.title)
            }
            Dating::Supplied { reference, .. } => format!(
                "{}: {date}, supplied by the editor ({reference}); told in [{places}].",
                event.title
            ),
        }
    });
    Candidate {
        question: Question {
            kind: Kind::Order,
            ask: "Which came first?".into(),
            given: Vec::new(),
            choices: choices.collect(),
            answer: ground.timeline[first].title.to_string(),
            days: Vec::new(),
            approximate: false,
            explanation: explained.join(" "),
            citations,
            notes,
            events: [first, second]
                .map(|key| ground.timeline[key].id.to_string())
                .into(),
            topic: None,
            asked: None,
        },
        about: vec![first, second],
        tells_date: true,
        tells_rest: false,
    }
}
