//! One event: each source's account, what led to it, what it led to, what compares them.

use serde::Serialize;

use crate::model::agreement;
use crate::model::event::{Dating, Event, Link, Role};
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::Locator;
use crate::model::timeline::Timeline;
use crate::query::filter::Hit;

use super::part::{Cited, EventRow, NoteReport, Teller, When};
use super::prose::{Told, pages};

/// One event in full.
#[derive(Serialize)]
pub struct EventPage<'a> {
    /// What lists show of it, with the people's roles.
    #[serde(flatten)]
    pub row: EventRow<'a, Cast<'a>>,
    /// How its date is known.
    pub dating: DatingReport<'a>,
    /// What each source says of it.
    pub accounts: Vec<AccountReport<'a>>,
    /// What led to it.
    pub causes: Vec<LinkReport<'a>>,
    /// What it led to.
    pub effects: Vec<LinkReport<'a>>,
    /// The ids of the topics that touch it.
    pub topics: Vec<&'a str>,
    /// What the editor adds.
    pub note: Option<NoteReport<'a>>,
    /// The names of its places.
    #[serde(skip)]
    pub place_names: Vec<&'a str>,
    /// The names of its themes.
    #[serde(skip)]
    pub theme_names: Vec<&'a str>,
    /// The ids of the sources that do not tell of it.
    #[serde(skip)]
    pub silent: Vec<&'a str>,
    /// Whether one source alone tells.
    #[serde(skip)]
    pub told_alone: bool,
    /// Whether two sources date it apart.
    #[serde(skip)]
    pub dates_clash: bool,
    /// The event in paragraphs.
    #[serde(skip)]
    pub prose: Told<'a>,
}

/// Somebody who had a part in an event.
#[derive(Debug, Serialize)]
pub struct Cast<'a> {
    /// The person's id.
    pub id: &'a str,
    /// The part.
    pub role: Option<&'a str>,
    /// The person's name.
    #[serde(skip)]
    pub name: &'a str,
}

/// How the date of an event is known.
#[derive(Debug, Default, Serialize)]
pub struct DatingReport<'a> {
    /// The source that states it.
    pub source: Option<&'a str>,
    /// The paragraph there.
    pub paragraph: Option<u32>,
    /// The page there.
    pub page: Option<&'a str>,
    /// Why it follows from the texts.
    pub inferred: Option<&'a str>,
    /// Why the texts do not date the event.
    pub supplied: Option<&'a str>,
    /// The work from which the date is supplied.
    pub reference: Option<&'a str>,
}

/// What one source says of an event at one place.
#[derive(Debug, Serialize)]
pub struct AccountReport<'a> {
    /// Where.
    #[serde(flatten)]
    pub cited: Cited<'a>,
    /// The date that it gives.
    #[serde(flatten)]
    pub when: When<'a>,
    /// The date or figure as it is printed.
    pub as_printed: Option<&'a str>,
    /// What it says.
    pub says: Option<&'a str>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<&'a str>,
    /// Whether the source hedges.
    pub hedged: bool,
    /// What the editor adds.
    pub note: Option<NoteReport<'a>>,
}

/// A link to another event, with who asserts it.
#[derive(Debug, Serialize)]
pub struct LinkReport<'a> {
    /// The id of the event at the other end.
    pub event: &'a str,
    /// Where it is asserted.
    #[serde(flatten)]
    pub cited: Cited<'a>,
    /// How the one led to the other.
    pub says: Option<&'a str>,
    /// The title of the event at the other end.
    #[serde(skip)]
    pub title: &'a str,
}

/// Everything about one event.
///
/// Of one telling source there are its accounts, its date and the links that it asserts.
pub fn event<'a>(
    timeline: &'a Timeline,
    key: EventKey,
    told_by: Option<SourceKey>,
) -> EventPage<'a> {
    page(&Teller::new(timeline, told_by), Hit::certain(key))
}

/// Everything about an event that was asked for, as the teller tells it.
pub fn page<'a>(teller: &Teller<'a>, hit: Hit) -> EventPage<'a> {
    let Teller {
        timeline, told_by, ..
    } = *teller;
    let key = hit.event;
    let event = &timeline[key];
    let cast = |role: &'a Role| Cast {
        id: &timeline[role.person].id,
        role: role.role.as_deref(),
        name: &timeline[role.person].name,
    };
    let people = event.people.iter().map(cast).collect();
    let telling = event.sources();
    let is_silent = |source: &SourceKey| told_by.is_none() && !telling.contains(source);
    let links = |links: Vec<&'a Link>, other: fn(&Link) -> EventKey| {
        let told = links.into_iter().filter(|link| teller.tells(&link.at));
        told.map(|link| link_report(timeline, link, other(link)))
            .collect()
    };
    EventPage {
        row: teller.row_with(hit, people),
        dating: match told_by {
            None => dating(timeline, &event.dating),
            Some(source) => dated_by(timeline, event, source),
        },
        accounts: event
            .accounts
            .iter()
            .filter(|account| teller.tells(&account.told.at))
            .map(|account| AccountReport {
                cited: Cited::of(timeline, &account.told.at),
                when: When::of(account.date.as_ref()),
                as_printed: account.told.as_printed(),
                says: account.told.says.as_deref(),
                voice: account.told.voice(),
                hedged: account.told.is_hedged(),
                note: NoteReport::of(account.told.note()),
            })
            .collect(),
        causes: links(timeline.causes(key), |link| link.from),
        effects: links(timeline.effects(key), |link| link.to),
        topics: timeline
            .topics_of(key)
            .into_iter()
            .map(|topic| &*timeline[topic].id)
            .collect(),
        note: NoteReport::of(event.note.as_ref()),
        place_names: event
            .places
            .iter()
            .map(|key| &*timeline[*key].name)
            .collect(),
        theme_names: event
            .themes
            .iter()
            .map(|key| &*timeline[*key].name)
            .collect(),
        silent: timeline
            .all_sources()
            .filter(|(key, _)| is_silent(key))
            .map(|(_, source)| &*source.id)
            .collect(),
        prose: Told::by(move || pages::event(timeline, key, told_by)),
        told_alone: told_by.is_some(),
        dates_clash: told_by.is_none() && agreement::dates_clash(&event.accounts),
    }
}

fn dating<'a>(timeline: &'a Timeline, dating: &'a Dating) -> DatingReport<'a> {
    match dating {
        Dating::Stated(at) => dating_at(timeline, at),
        Dating::Inferred(why) => DatingReport {
            inferred: Some(why),
            ..DatingReport::default()
        },
        Dating::Supplied { why, reference } => DatingReport {
            supplied: Some(why),
            reference: Some(reference),
            ..DatingReport::default()
        },
    }
}

/// The date as one source gives it: stated there, or not by it.
fn dated_by<'a>(timeline: &'a Timeline, event: &'a Event, source: SourceKey) -> DatingReport<'a> {
    let date = event.date_by(source);
    let account = event
        .told_by(source)
        .find(|account| account.date.as_ref() == date);
    match account.filter(|_| date.is_some()) {
        Some(account) => dating_at(timeline, &account.told.at),
        None => DatingReport {
            inferred: Some("this source does not date the event, and the date is from elsewhere."),
            ..DatingReport::default()
        },
    }
}

fn dating_at<'a>(timeline: &'a Timeline, at: &'a Locator) -> DatingReport<'a> {
    DatingReport {
        source: Some(&timeline[at.source].id),
        paragraph: at.place.paragraph(),
        page: at.place.page(),
        ..DatingReport::default()
    }
}

/// A link, with the event at its other end.
pub fn link_report<'a>(timeline: &'a Timeline, link: &'a Link, other: EventKey) -> LinkReport<'a> {
    LinkReport {
        event: &timeline[other].id,
        cited: Cited::of(timeline, &link.at),
        says: link.says.as_deref(),
        title: &timeline[other].title,
    }
}
