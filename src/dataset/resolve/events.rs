//! Events with their accounts, and the links between them.

use std::collections::HashSet;

use crate::dataset::problem::Code;
use crate::dataset::record::{AccountRecord, DatingRecord, EventRecord, LinkRecord};
use crate::model::date::Date;
use crate::model::event::{Account, Dating, Event, Link, Role};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::source::{Locator, Statement};
use crate::model::text::Text;

use super::Origin;
use super::diagnostics::At;
use super::names::Context;

/// An event before it has its place in the timeline.
pub struct Draft {
    pub event: Event,
    pub origin: Origin,
    /// Whether its date could be read; otherwise another stands in for it.
    pub is_dated: bool,
}

/// Reads the record of an event.
pub fn event(cx: &mut Context, origin: Origin, record: EventRecord) -> Draft {
    let id = record.id.clone();
    let at = &At::Record(origin, &id);
    let date = cx.date(&at.key("date"), Some(&record.date));
    cx.diagnostics.wants_words(&at.key("title"), &record.title);
    cx.citations(&at.key("summary"), record.summary.as_ref());
    if let (Some(date), Some(period)) = (&date, cx.years) {
        background(cx, at, record.background, date.within(period).is_none());
    }
    if record.accounts.is_empty() {
        let message = "no account; add what at least one source says of it";
        cx.diagnostics
            .error(&at.key("accounts"), Code::Missing, message);
    }
    let list = at.key("accounts");
    let told = record.accounts.len();
    let mut accounts = Vec::with_capacity(told);
    for (i, account) in record.accounts.into_iter().enumerate() {
        accounts.extend(one_account(cx, &list.index(i), account));
    }
    // Where a date or an account could not be read, nothing is known of how they fit.
    let readable = date.is_some() && accounts.len() == told;
    let dating = dating(cx, &at.key("dating"), record.dating, |locator| {
        let states = |account: &Account| {
            let date = account.date.as_ref().map(Date::as_str);
            account.told.at == *locator && date == Some(&record.date)
        };
        !readable || accounts.iter().any(states)
    });

    let mut people: Vec<Role> = Vec::with_capacity(record.people.len());
    let list = at.key("people");
    for (i, role) in record.people.into_iter().enumerate() {
        let at = list.index(i);
        let Some(person) = cx.person(&at.key("id"), &role.id) else {
            continue;
        };
        if people.iter().any(|other| other.person == person) {
            let message = format!("`{}` is listed already; put both roles into one", role.id);
            cx.diagnostics.warn(&at, Code::Duplicate, message);
            continue;
        }
        people.push(Role {
            person,
            role: role.role,
        });
    }
    let list = at.key("places");
    let places = record.places.iter().enumerate();
    let mut places: Vec<_> = places
        .filter_map(|(i, id)| cx.place(&list.index(i), id))
        .collect();
    let list = at.key("themes");
    let themes = record.themes.iter().enumerate();
    let mut themes: Vec<_> = themes
        .filter_map(|(i, id)| cx.theme(&list.index(i), id))
        .collect();
    for (key, is_twice) in [
        ("places", drop_repeated(&mut places)),
        ("themes", drop_repeated(&mut themes)),
    ] {
        if is_twice {
            let message = "one is listed twice; keep one";
            cx.diagnostics.warn(&at.key(key), Code::Duplicate, message);
        }
    }
    let is_dated = date.is_some();
    let event = Event {
        note: cx.note(at, record.note),
        id: record.id,
        date: date.unwrap_or_else(stand_in),
        dating: dating.unwrap_or(Dating::Inferred(Text::default())),
        title: record.title,
        summary: record.summary,
        people,
        places,
        themes,
        accounts,
        background: record.background,
    };
    Draft {
        event,
        origin,
        is_dated,
    }
}

/// Gives an event other numbers for what it names: those that stand at the old ones.
pub fn renumber(
    event: &mut Event,
    sources: &[usize],
    people: &[usize],
    places: &[usize],
    themes: &[usize],
) {
    let source = |at: &mut Locator| at.source = SourceKey::from(sources[at.source.index()]);
    if let Dating::Stated(at) = &mut event.dating {
        source(at);
    }
    event
        .accounts
        .iter_mut()
        .for_each(|account| source(&mut account.told.at));
    for role in &mut event.people {
        role.person = PersonKey::from(people[role.person.index()]);
    }
    for place in &mut event.places {
        *place = PlaceKey::from(places[place.index()]);
    }
    for theme in &mut event.themes {
        *theme = ThemeKey::from(themes[theme.index()]);
    }
}

/// Leaves each element in the list once, and says whether one was there twice.
fn drop_repeated<T: PartialEq + Copy>(list: &mut Vec<T>) -> bool {
    let mut kept = 0;
    for i in 0..list.len() {
        if !list[..kept].contains(&list[i]) {
            list[kept] = list[i];
            kept += 1;
        }
    }
    let is_twice = kept < list.len();
    list.truncate(kept);
    is_twice
}

/// A date for an event whose own cannot be read: the dataset is refused, and nobody sees it.
fn stand_in() -> Date {
    Date::parse("9999").expect("it is a year of four digits")
}

fn background(cx: &mut Context, at: &At<'_>, says_so: bool, outside: bool) {
    match (says_so, outside) {
        (false, true) => {
            let message = "the event lies outside the timeline's years; \
                           mend the date, or add \"background\": true";
            cx.diagnostics.error(&at.key("date"), Code::Bounds, message);
        }
        (true, false) => {
            let message = "the event can lie within the timeline's years; remove `background`";
            cx.diagnostics
                .warn(&at.key("background"), Code::Bounds, message);
        }
        _ => {}
    }
}

fn one_account(cx: &mut Context, at: &At<'_>, record: AccountRecord) -> Option<Account> {
    cx.diagnostics.wants_words(&at.key("says"), &record.says);
    let date = cx.date(&at.key("date"), record.date.as_ref());
    let note = cx.note(at, record.note);
    let locator = cx.locator(at, &record.source, record.paragraph, record.page)?;
    Some(Account {
        date,
        told: Statement {
            at: locator,
            says: Some(record.says),
            as_printed: record.as_printed,
            voice: record.voice,
            hedged: record.hedged,
            note,
        },
    })
}

/// How the date is known: stated at a place, inferred for a reason, or supplied by a work.
fn dating(
    cx: &mut Context,
    at: &At<'_>,
    record: DatingRecord,
    is_stated_at: impl Fn(&Locator) -> bool,
) -> Option<Dating> {
    let located = record.paragraph.is_some() || record.page.is_some();
    match (record.source, record.inferred, record.supplied) {
        (Some(source), None, None) => {
            let locator = cx.locator(at, &source, record.paragraph, record.page)?;
            if !is_stated_at(&locator) {
                let message = format!(
                    "no account of `{source}` {} has the event's date; \
                     cite the account that does, or say that it is inferred",
                    locator.place
                );
                cx.diagnostics.error(at, Code::Dating, message);
            }
            Some(Dating::Stated(locator))
        }
        (None, Some(why), None) if !located => {
            cx.diagnostics.wants_words(&at.key("inferred"), &why);
            Some(Dating::Inferred(why))
        }
        (None, None, Some(why)) if !located => {
            cx.diagnostics.wants_words(&at.key("supplied"), &why);
            let Some(reference) = record.reference else {
                let message = "a supplied date needs a `reference`; name the work that it is from";
                cx.diagnostics
                    .error(&at.key("reference"), Code::Dating, message);
                return None;
            };
            Some(Dating::Supplied { why, reference })
        }
        _ => {
            let message =
                "give one of three: `source` with its paragraph, `inferred`, or `supplied`";
            cx.diagnostics.error(at, Code::Dating, message);
            None
        }
    }
}

/// The links. An effect that sorts before its cause is worth a warning.
pub fn links(
    cx: &mut Context,
    records: Vec<(Origin, LinkRecord)>,
    events: &[Event],
    undated: &HashSet<EventKey>,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for (origin, record) in records {
        let name = format!("{} → {}", record.from, record.to);
        let at = At::Record(origin, &name);
        let from = cx.event(&at.key("from"), &record.from);
        let to = cx.event(&at.key("to"), &record.to);
        let locator = cx.locator(&at, &record.source, record.paragraph, record.page);
        let (Some(from), Some(to), Some(locator)) = (from, to, locator) else {
            continue;
        };
        if from == to {
            let message = "the link leads from an event to itself; name two events";
            cx.diagnostics.error(&at, Code::Links, message);
        } else if !undated.contains(&from)
            && !undated.contains(&to)
            && events[to.index()].date.sort_key() < events[from.index()].date.sort_key()
        {
            let message = format!(
                "the effect, {}, sorts before its cause, {}; is the direction right?",
                events[to.index()].date,
                events[from.index()].date
            );
            cx.diagnostics.warn(&at, Code::Bounds, message);
        }
        if !seen.insert((from, to, locator.clone())) {
            let message = "the same link stands here already; keep one of them";
            cx.diagnostics.error(&at, Code::Duplicate, message);
        }
        links.push(Link {
            from,
            to,
            at: locator,
            says: record.says,
        });
    }
    links
}
