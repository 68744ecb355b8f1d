//! One event: each source's account, what led to it, what it led to, what compares them.

use serde::Serialize;

use crate::model::agreement;
use crate::model::event::{Account, Dating, Event, Link, Role};
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Hit;

use super::part::{Cited, EventRow, NoteReport, Teller, When, dating_account};
use super::prose::{Prose, Writer, attribution};

/// One event in full.
#[derive(Serialize)]
pub struct EventPage<'a> {
    /// What lists show of it, with the people's roles.
    #[serde(flatten)]
    pub row: EventRow<'a, Cast<'a>>,
    pub dating: DatingReport<'a>,
    /// What each source says of it.
    pub accounts: Vec<AccountReport<'a>>,
    /// What led to it.
    pub causes: Vec<LinkReport<'a>>,
    /// What it led to.
    pub effects: Vec<LinkReport<'a>>,
    /// The ids of the topics that touch it.
    pub topics: Vec<&'a str>,
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
}

/// Somebody who had a part in an event.
#[derive(Debug, Serialize)]
pub struct Cast<'a> {
    /// The person's id.
    pub id: &'a str,
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
    pub paragraph: Option<u32>,
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
    #[serde(flatten)]
    pub when: When<'a>,
    /// The date or figure as it is printed.
    pub as_printed: Option<&'a str>,
    pub says: Option<&'a str>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<&'a str>,
    /// Whether the source hedges.
    pub hedged: bool,
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
    let places = event.places.iter().map(|key| &*timeline[*key].name);
    let themes = event.themes.iter().map(|key| &*timeline[*key].name);
    let topics = timeline.topics_of(key).into_iter();
    let silent = timeline
        .all_sources()
        .filter(|(key, _)| told_by.is_none() && !telling.contains(key));
    let links = |links: Vec<&'a Link>, other: fn(&Link) -> EventKey| {
        let told = links.into_iter().filter(|link| teller.tells(&link.at));
        let reports = told.map(|link| link_report(timeline, link, other(link)));
        reports.collect()
    };
    EventPage {
        row: teller.row_with(hit, people),
        dating: dating(teller, event),
        accounts: teller
            .accounts(event)
            .map(|account| account_report(timeline, account))
            .collect(),
        causes: links(timeline.causes(key), |link| link.from),
        effects: links(timeline.effects(key), |link| link.to),
        topics: topics.map(|topic| &*timeline[topic].id).collect(),
        note: NoteReport::of(event.note.as_ref()),
        place_names: places.collect(),
        theme_names: themes.collect(),
        silent: silent.map(|(_, source)| &*source.id).collect(),
        told_alone: told_by.is_some(),
        dates_clash: told_by.is_none() && agreement::dates_clash(&event.accounts),
    }
}

fn account_report<'a>(timeline: &'a Timeline, account: &'a Account) -> AccountReport<'a> {
    AccountReport {
        cited: Cited::of(timeline, &account.told.at),
        when: When::of(account.date.as_ref()),
        as_printed: account.told.as_printed(),
        says: account.told.says.as_deref(),
        voice: account.told.voice(),
        hedged: account.told.is_hedged(),
        note: NoteReport::of(account.told.note()),
    }
}

/// How the date is known; of one telling source, whether it states it.
fn dating<'a>(teller: &Teller<'a>, event: &'a Event) -> DatingReport<'a> {
    let stated = |at| {
        let cited = Cited::of(teller.timeline, at);
        DatingReport {
            source: Some(cited.source),
            paragraph: cited.paragraph,
            page: cited.page,
            ..DatingReport::default()
        }
    };
    let inferred = |why| DatingReport {
        inferred: Some(why),
        ..DatingReport::default()
    };
    match (teller.told_by, &event.dating) {
        (Some(source), _) => match dating_account(event, source) {
            Some(account) => stated(&account.told.at),
            None => {
                inferred("this source does not date the event, and the date is from elsewhere.")
            }
        },
        (None, Dating::Stated(at)) => stated(at),
        (None, Dating::Inferred(why)) => inferred(why),
        (None, Dating::Supplied { why, reference }) => DatingReport {
            supplied: Some(why),
            reference: Some(reference),
            ..DatingReport::default()
        },
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

/// An event in paragraphs: what is told of it, how it came about, and what it led to.
pub fn prose<'a>(timeline: &'a Timeline, key: EventKey, told_by: Option<SourceKey>) -> Prose<'a> {
    let mut writer = Writer::new(timeline, told_by);
    let event = &timeline[key];
    writer.tell_event(key, None);
    if told_by.is_none() && event.accounts.len() > 1 {
        writer.new_paragraph();
        tell_accounts(&mut writer, event);
    }
    writer.new_paragraph();
    tell_links(
        &mut writer,
        &timeline.causes(key),
        "This is how it came about.",
    );
    let opening = if writer.text().is_empty() {
        "This came of it."
    } else {
        "And this came of it."
    };
    tell_links(&mut writer, &timeline.effects(key), opening);
    let date = writer.teller.when(event).words();
    writer.finish("event", &event.title, date)
}

/// Tells what each source says of an event, one after the other.
fn tell_accounts<'a>(writer: &mut Writer<'a>, event: &'a Event) {
    let mut last: Option<SourceKey> = None;
    for account in event.accounts.iter() {
        let source = account.told.at.source;
        let says = account.told.says.as_deref().unwrap_or_default();
        let id = &writer.teller.timeline[source].id;
        let again = last.replace(source) == Some(source);
        let sentence = match account.told.voice() {
            Some(voice) => attribution(id, voice, says, again),
            None if again => says.to_owned(),
            None => format!("According to {id}, {}", writer.lexicon.mid_sentence(says)),
        };
        writer.cite(&sentence, [&account.told.at]);
    }
}

/// Tells how events are linked, as the sources put it.
pub fn tell_links<'a>(writer: &mut Writer<'a>, links: &[&'a Link], opening: &str) {
    let timeline = writer.teller.timeline;
    let mut opening = Some(opening);
    for link in links {
        if !writer.teller.tells(&link.at) {
            continue;
        }
        writer.say(opening.take().unwrap_or_default());
        let from = &timeline[link.from].title;
        let to = &timeline[link.to].title;
        let says = link.says.as_deref().map(str::to_owned);
        let says = says.unwrap_or_else(|| format!("“{from}” is said to have led to “{to}”."));
        writer.cite(&says, [&link.at]);
    }
}
