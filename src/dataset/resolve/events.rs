//! Resolves events, their accounts, and links.

use std::collections::HashSet;

use crate::dataset::problem::Code;
use crate::dataset::record::{AccountRecord, DatingRecord, EventRecord, LinkRecord, RoleRecord};
use crate::model::date::{Date, Order};
use crate::model::event::{Account, Dating, Event, Link, Role};
use crate::model::source::{Claim, Locator};
use crate::model::text::Text;

use super::diagnostics::Trail;
use super::names::Context;
use super::{Listed, Origin};

/// An event that has not been sorted into the timeline yet.
pub struct EventDraft {
    pub event: Event,
    pub origin: Origin,
    /// Whether the date could be parsed; otherwise `event.date` is a placeholder.
    pub is_dated: bool,
}

pub fn event(cx: &mut Context, listed: Listed<EventRecord>) -> EventDraft {
    let Listed { origin, id, record } = listed;
    let at = &Trail::Record(origin, &id);
    let date = cx.date_in(&at.key("date"), Some(&record.date), record.calendar);
    cx.diagnostics.require_text(&at.key("title"), &record.title);
    cx.citations(&at.key("summary"), record.summary.as_ref());
    if let (Some(date), Some(period)) = (&date, cx.years) {
        background(cx, at, record.background, date.match_in(period).is_none());
    }
    if record.accounts.is_empty() {
        let message = "no account; add what at least one source says of it";
        cx.error(&at.key("accounts"), Code::Missing, message);
    }
    let written = record.accounts.len();
    let given = record.accounts.iter().filter(|it| it.date.is_some());
    let given = given.count();
    let accounts = at.each("accounts", record.accounts, |at, account| {
        one_account(cx, at, account)
    });
    // If a date or an account could not be read, whether an account has the date is unknown.
    let read = accounts.iter().filter(|it| it.date.is_some()).count();
    let are_read = !accounts.is_empty() && accounts.len() == written && read == given;
    let readable = date.is_some() && are_read;
    let has_date = |account: &&Account| {
        let dates = account.date.as_ref().zip(date.as_ref());
        dates.is_some_and(|(a, b)| a.means(b))
    };
    let stating = accounts.iter().filter(has_date);
    let stating: Vec<&Locator> = stating.map(|account| &account.claim.locator).collect();
    let dating = dating(cx, &at.key("dating"), record.dating, &stating, readable);

    let mut seen = Vec::new();
    let people = at.each("people", record.people, |at, RoleRecord { id, role }| {
        let diagnostics = &mut cx.diagnostics;
        let person = cx.people.resolve(diagnostics, &at.key("id"), &id)?;
        if seen.contains(&person) {
            let message = format!("`{id}` is listed already; put both roles into one");
            diagnostics.warn(at, Code::Duplicate, message);
            return None;
        }
        seen.push(person);
        Some(Role { person, role })
    });
    let places = at.each("places", record.places, |at, id| {
        cx.places.resolve(&mut cx.diagnostics, at, &id)
    });
    let themes = at.each("themes", record.themes, |at, id| {
        cx.themes.resolve(&mut cx.diagnostics, at, &id)
    });
    let is_dated = date.is_some();
    let event = Event {
        note: cx.note(at, record.note),
        id: record.id,
        kind: record.kind,
        date: date.unwrap_or_else(placeholder_date),
        dating: dating.unwrap_or(Dating::Inferred(Text::default())),
        title: record.title,
        aliases: record.aliases,
        summary: record.summary,
        people,
        places: each_once(cx, &at.key("places"), &places),
        themes: each_once(cx, &at.key("themes"), &themes),
        accounts,
        background: record.background,
    };
    EventDraft {
        event,
        origin,
        is_dated,
    }
}

/// Removes duplicates from a list, and reports them.
fn each_once<K: Copy + PartialEq>(cx: &mut Context, at: &Trail<'_>, list: &[K]) -> Vec<K> {
    let mut kept = Vec::with_capacity(list.len());
    for key in list {
        if !kept.contains(key) {
            kept.push(*key);
        }
    }
    if kept.len() < list.len() {
        let message = "the list has the same entry twice; keep one";
        cx.warn(at, Code::Duplicate, message);
    }
    kept
}

/// Placeholder for an unreadable date. It is never shown, because the dataset does not load.
fn placeholder_date() -> Date {
    Date::parse("9999").expect("it is a year of four digits")
}

fn background(cx: &mut Context, at: &Trail<'_>, says_so: bool, outside: bool) {
    match (says_so, outside) {
        (false, true) => {
            let message = "the event lies outside the timeline's years; \
                           fix the date, or add \"background\": true";
            cx.error(&at.key("date"), Code::Bounds, message);
        }
        (true, false) => {
            let message = "the event can lie within the timeline's years; remove `background`";
            cx.warn(&at.key("background"), Code::Bounds, message);
        }
        _ => {}
    }
}

fn one_account(cx: &mut Context, at: &Trail<'_>, record: AccountRecord) -> Option<Account> {
    cx.diagnostics.require_text(&at.key("says"), &record.says);
    let date = cx.date_in(&at.key("date"), record.date.as_ref(), record.calendar);
    let note = cx.note(at, record.note);
    let locator = cx.locator(at, &record.source, record.paragraph, record.page)?;
    Some(Account {
        date,
        claim: Claim {
            locator,
            says: Some(record.says),
            as_printed: record.as_printed,
            voice: record.voice,
            hedged: record.hedged,
            note,
        },
    })
}

/// Resolves the dating of an event. `stating` are the locators of the accounts that have the event's
/// date, which are not all if some accounts or dates are not `readable`.
fn dating(
    cx: &mut Context,
    at: &Trail<'_>,
    record: Option<DatingRecord>,
    stating: &[&Locator],
    readable: bool,
) -> Option<Dating> {
    let Some(record) = record else {
        if stating.is_empty() && readable {
            let message = "no account has the event's date; say how it is known: \
                           \"dating\": { \"inferred\": \"why\" }";
            cx.error(at, Code::Dating, message);
        }
        return Some(Dating::Stated((*stating.first()?).clone()));
    };
    let located = record.paragraph.is_some() || record.page.is_some();
    match (record.source, record.inferred, record.supplied) {
        (Some(source), None, None) => {
            let locator = cx.locator(at, &source, record.paragraph, record.page)?;
            if readable && !stating.contains(&&locator) {
                let message = format!(
                    "no account of `{source}` {} has the event's date; \
                     cite the account that does, or say that it is inferred",
                    locator.passage
                );
                cx.error(at, Code::Dating, message);
            }
            Some(Dating::Stated(locator))
        }
        (None, Some(why), None) if !located => {
            cx.diagnostics.require_text(&at.key("inferred"), &why);
            Some(Dating::Inferred(why))
        }
        (None, None, Some(why)) if !located => {
            cx.diagnostics.require_text(&at.key("supplied"), &why);
            let Some(reference) = record.reference else {
                let message = "a supplied date needs a `reference`; name the work that it is from";
                cx.error(&at.key("reference"), Code::Dating, message);
                return None;
            };
            Some(Dating::Supplied { why, reference })
        }
        _ => {
            let message =
                "give one of three: `source` with its paragraph, `inferred`, or `supplied`";
            cx.error(at, Code::Dating, message);
            None
        }
    }
}

/// Whether an event sorts before another, and does not reach beyond it either: what lasted may have
/// begun before that which furthered it.
fn is_before(event: &Event, other: &Event) -> bool {
    let order = event.date.bounds().order(other.date.bounds());
    matches!(order, Order::Before | Order::PossiblyBefore)
}

/// Resolves links. Warns if an effect sorts before its cause, for the first `dated` events only,
/// since later ones have placeholder dates.
pub fn links(
    cx: &mut Context,
    records: Vec<Listed<LinkRecord>>,
    events: &[Event],
    dated: usize,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for Listed { origin, id, record } in records {
        let at = Trail::Record(origin, &id);
        let mut event = |key, id| cx.events.resolve(&mut cx.diagnostics, &at.key(key), id);
        let (from, to) = (event("from", &record.from), event("to", &record.to));
        let locator = cx.locator(&at, &record.source, record.paragraph, record.page);
        let (Some(from), Some(to), Some(locator)) = (from, to, locator) else {
            continue;
        };
        if from == to {
            let message = "the link leads from an event to itself; name two events";
            cx.error(&at, Code::Links, message);
        } else if from.index().max(to.index()) < dated
            && is_before(&events[to.index()], &events[from.index()])
        {
            let message = format!(
                "the effect, {}, sorts before its cause, {}; is the direction right?",
                events[to.index()].date,
                events[from.index()].date
            );
            cx.warn(&at, Code::Bounds, message);
        }
        if !seen.insert((from, to, locator.clone())) {
            let message = "the same link stands here already; keep one of them";
            cx.error(&at, Code::Duplicate, message);
        }
        links.push(Link {
            from,
            to,
            locator,
            says: record.says,
        });
    }
    links
}
