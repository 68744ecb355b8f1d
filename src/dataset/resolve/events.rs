//! Events in chronological order, their accounts, and the links between them.

use std::collections::HashSet;
use std::num::NonZero;

use crate::dataset::problem::Code;
use crate::dataset::record::{AccountRecord, DatingRecord, EventRecord, LinkRecord};
use crate::model::date::{Bounds, Date};
use crate::model::event::{Account, Dating, Event, Few, Link, Role};
use crate::model::events::Events;
use crate::model::source::{Locator, More, Statement};
use crate::model::text::Text;

use super::names::Context;
use super::report::At;
use super::{Listed, Origin, date, warn};

/// What is known of an event while a dataset is loaded, beside the event: there it need not be
/// looked for.
pub struct Known {
    /// Where its record stands.
    pub origin: Origin,
    /// The days between which it lies; `None` where its date could not be read.
    pub bounds: Option<Bounds>,
    /// A hash of its id, where that is one.
    pub hash: Option<NonZero<u64>>,
}

/// Reads the record of an event.
pub fn event<'t>(
    cx: &mut Context<'t>,
    origin: Origin,
    record: EventRecord<'t>,
) -> (Event<'t>, Known) {
    let id = record.id.clone();
    let at = At::record(origin, &id);
    let date = date(&mut cx.report, &at.key("date"), Some(&record.date));
    let hash = cx.report.hash(&cx.hashing, origin, &id);
    let known = Known {
        origin,
        bounds: date.as_ref().map(Date::bounds),
        hash: hash.map(|hash| NonZero::<u64>::MIN | hash),
    };
    (one_event(cx, &at, record, date), known)
}

fn one_event<'t>(
    cx: &mut Context<'t>,
    at: &At<'_>,
    record: EventRecord<'t>,
    date: Option<Date>,
) -> Event<'t> {
    cx.report.wants_words(&at.key("title"), &record.title);
    cx.citations(&at.key("summary"), record.summary.as_ref());
    if let (Some(date), Some(period)) = (&date, cx.period) {
        background(cx, at, record.background, date.within(period).is_none());
    }
    if record.accounts.is_empty() {
        let message = "no account; add what at least one source says of it";
        cx.report
            .error(&at.key("accounts"), Code::Missing, message.into());
    }
    let list = at.key("accounts");
    let told = record.accounts.len();
    let mut accounts = Vec::with_capacity(told);
    for (i, account) in record.accounts.into_iter().enumerate() {
        accounts.extend(one_account(cx, &list.index(i), account, date.as_ref()));
    }
    // Where a date or an account could not be read, nothing is known of how they fit.
    let readable = date.is_some() && accounts.len() == told;
    let dating = dating(cx, &at.key("dating"), record.dating, |locator| {
        let states = |account: &Account<'_>| {
            let date = account.date.as_ref().map(Date::as_str);
            account.told.at == *locator && date == Some(&record.date)
        };
        !readable || accounts.iter().any(states)
    });

    let mut people: Vec<Role<'t>> = Vec::with_capacity(record.people.len());
    let list = at.key("people");
    for (i, role) in record.people.into_iter().enumerate() {
        let at = list.index(i);
        let Some(person) = cx.person(&at.key("id"), &role.id) else {
            continue;
        };
        if people.iter().any(|other| other.person == person) {
            let message = format!("`{}` is listed already; put both roles into one", role.id);
            warn(&mut cx.report, &at, Code::Duplicate, message);
            continue;
        }
        people.push(Role {
            person,
            role: role.role,
        });
    }
    let list = at.key("places");
    let places = record.places.iter().enumerate();
    let mut places: Few<_> = places
        .filter_map(|(i, id)| cx.place(&list.index(i), id))
        .collect();
    let list = at.key("themes");
    let themes = record.themes.iter().enumerate();
    let mut themes: Few<_> = themes
        .filter_map(|(i, id)| cx.theme(&list.index(i), id))
        .collect();
    for (key, is_twice) in [
        ("places", drop_repeated(&mut places)),
        ("themes", drop_repeated(&mut themes)),
    ] {
        if is_twice {
            warn(
                &mut cx.report,
                &at.key(key),
                Code::Duplicate,
                "one is listed twice; keep one".into(),
            );
        }
    }
    let note = cx.note(at, record.note);
    Event {
        id: record.id,
        date: date.unwrap_or_else(stand_in),
        dating: dating.unwrap_or(Dating::Inferred(Text::default())),
        title: record.title,
        summary: record.summary,
        people,
        places,
        themes,
        accounts: accounts.into(),
        background: record.background,
        note,
    }
}

/// Leaves each element in the list once, and says whether one was there twice.
fn drop_repeated<T: PartialEq + Copy>(list: &mut Few<T>) -> bool {
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

fn background(cx: &mut Context<'_>, at: &At<'_>, says_so: bool, outside: bool) {
    match (says_so, outside) {
        (false, true) => {
            let message = "the event lies outside the timeline's years; \
                           mend the date, or add \"background\": true";
            cx.report
                .error(&at.key("date"), Code::Bounds, message.into());
        }
        (true, false) => {
            let message = "the event can lie within the timeline's years; remove `background`";
            warn(
                &mut cx.report,
                &at.key("background"),
                Code::Bounds,
                message.into(),
            );
        }
        _ => {}
    }
}

fn one_account<'t>(
    cx: &mut Context<'t>,
    at: &At<'_>,
    record: AccountRecord<'t>,
    of_event: Option<&Date>,
) -> Option<Account<'t>> {
    cx.report.wants_words(&at.key("says"), &record.says);
    // Most accounts have the date of the event, which was read.
    let same = of_event.filter(|date| record.date.as_deref() == Some(date.as_str()));
    let date = match same {
        Some(date) => Some(date.clone()),
        None => date(&mut cx.report, &at.key("date"), record.date.as_ref()),
    };
    let note = cx.note(at, record.note);
    let locator = cx.locator(at, &record.source, record.paragraph, record.page)?;
    Some(Account {
        date,
        told: Statement {
            at: locator,
            says: Some(record.says),
            more: More {
                as_printed: record.as_printed,
                voice: record.voice,
                hedged: record.hedged,
                note,
            }
            .kept(),
        },
    })
}

/// How the date is known: stated at a place, inferred for a reason, or supplied by a work.
fn dating<'t>(
    cx: &mut Context<'t>,
    at: &At<'_>,
    record: DatingRecord<'t>,
    is_stated_at: impl Fn(&Locator<'t>) -> bool,
) -> Option<Dating<'t>> {
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
                cx.report.error(at, Code::Dating, message);
            }
            Some(Dating::Stated(locator))
        }
        (None, Some(why), None) if !located => {
            cx.report.wants_words(&at.key("inferred"), &why);
            Some(Dating::Inferred(why))
        }
        (None, None, Some(why)) if !located => {
            cx.report.wants_words(&at.key("supplied"), &why);
            let Some(reference) = record.reference else {
                let message = "a supplied date needs a `reference`; name the work that it is from";
                cx.report
                    .error(&at.key("reference"), Code::Dating, message.into());
                return None;
            };
            Some(Dating::Supplied {
                why,
                reference: Box::new(reference),
            })
        }
        _ => {
            let message =
                "give one of three: `source` with its paragraph, `inferred`, or `supplied`";
            cx.report.error(at, Code::Dating, message.into());
            None
        }
    }
}

/// The links. An effect that sorts before its cause is worth a warning.
pub fn links<'t>(
    cx: &mut Context<'t>,
    records: Listed<LinkRecord<'t>>,
    events: &Events<'t>,
) -> Vec<Link<'t>> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    for (origin, record) in records {
        let name = format!("{} → {}", record.from, record.to);
        let at = At::record(origin, &name);
        let from = cx.event(&at.key("from"), &record.from);
        let to = cx.event(&at.key("to"), &record.to);
        let locator = cx.locator(&at, &record.source, record.paragraph, record.page);
        let (Some(from), Some(to), Some(locator)) = (from, to, locator) else {
            continue;
        };
        if from == to {
            let message = "the link leads from an event to itself; name two events";
            cx.report.error(&at, Code::Links, message.into());
        } else if !cx.undated.contains(&from)
            && !cx.undated.contains(&to)
            && events[to.index()].date.sort_key() < events[from.index()].date.sort_key()
        {
            let message = format!(
                "the effect, {}, sorts before its cause, {}; is the direction right?",
                events[to.index()].date,
                events[from.index()].date
            );
            warn(&mut cx.report, &at, Code::Bounds, message);
        }
        let where_it_stands = (from, to, locator.source, locator.place.to_string());
        if !seen.insert(where_it_stands) {
            let message = "the same link stands here already; keep one of them";
            cx.report.error(&at, Code::Duplicate, message.into());
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
