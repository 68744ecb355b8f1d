//! One event: each source's account, what led to it, what it led to, what compares them.

use serde::Serialize;

use crate::model::agreement;
use crate::model::event::{Account, Dating, Event, Link};
use crate::model::key::{EventKey, SourceKey};
use crate::model::person::Person;
use crate::model::source::Note;
use crate::model::timeline::Timeline;
use crate::query::filter::Hit;

use super::Report;
use super::event_row::{ById, Cited, EventRow, Perspective, When, place_or_nulls};
use super::prose::{Prose, Writer, attribution};

/// One event in full.
pub type EventPage<'a> = Report<EventReport<'a>, EventAside<'a>>;

#[derive(Serialize)]
pub struct EventReport<'a> {
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
    pub note: Option<&'a Note>,
}

pub struct EventAside<'a> {
    /// The ids of the sources that do not tell of it; none where one source alone tells.
    pub silent: Vec<&'a str>,
    /// Whether one source alone tells.
    pub told_alone: bool,
    /// Whether two sources date it apart.
    pub dates_clash: bool,
}

/// Somebody who had a part in an event.
#[derive(Debug, Serialize)]
pub struct Cast<'a> {
    #[serde(rename = "id")]
    pub person: ById<'a, Person>,
    pub role: Option<&'a str>,
}

/// How the date of an event is known.
#[derive(Debug, Default, Serialize)]
pub struct DatingReport<'a> {
    /// Where it is stated.
    #[serde(flatten, serialize_with = "place_or_nulls")]
    pub cited: Option<Cited<'a>>,
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
    pub note: Option<&'a Note>,
}

/// A link to another event, with who asserts it.
#[derive(Debug, Serialize)]
pub struct LinkReport<'a> {
    /// The event at the other end.
    pub event: ById<'a, Event>,
    /// Where it is asserted.
    #[serde(flatten)]
    pub cited: Cited<'a>,
    /// How the one led to the other.
    pub says: Option<&'a str>,
}

/// Everything about one event.
///
/// Of one telling source there are its accounts, its date and the links that it asserts.
pub fn event(timeline: &Timeline, key: EventKey, told_by: Option<SourceKey>) -> EventPage<'_> {
    page(&Perspective::new(timeline, told_by), Hit::certain(key))
}

/// All that a page on one event shows; of one source alone if the perspective is that.
pub fn page<'a>(perspective: &Perspective<'a>, hit: Hit) -> EventPage<'a> {
    let timeline = perspective.timeline;
    let event = &timeline[hit.event];
    let telling = event.sources();
    let told_alone = perspective.told_by.is_some();
    let silent = timeline
        .all_sources()
        .filter(|(key, _)| !told_alone && !telling.contains(key));
    let links = |links: Vec<&'a Link>, other: fn(&Link) -> EventKey| {
        let told = links.into_iter().filter(|link| perspective.tells(&link.at));
        let reports = told.map(|link| link_report(timeline, link, other(link)));
        reports.collect()
    };
    let topics = timeline.topics_of(hit.event).into_iter();
    Report {
        data: EventReport {
            row: perspective.row_with(hit, |role| Cast {
                person: ById(&timeline[role.person]),
                role: role.role.as_deref(),
            }),
            dating: dating(perspective, event),
            accounts: perspective
                .accounts(event)
                .map(|account| account_report(timeline, account))
                .collect(),
            causes: links(timeline.causes(hit.event), |link| link.from),
            effects: links(timeline.effects(hit.event), |link| link.to),
            topics: topics.map(|topic| &*timeline[topic].id).collect(),
            note: event.note.as_ref(),
        },
        aside: EventAside {
            silent: silent.map(|(_, source)| &*source.id).collect(),
            told_alone,
            dates_clash: !told_alone && agreement::dates_clash(&event.accounts),
        },
    }
}

fn account_report<'a>(timeline: &'a Timeline, account: &'a Account) -> AccountReport<'a> {
    AccountReport {
        cited: Cited::new(timeline, &account.told.at),
        when: When::new(account.date.as_ref()),
        as_printed: account.told.as_printed.as_deref(),
        says: account.told.says.as_deref(),
        voice: account.told.voice.as_deref(),
        hedged: account.told.hedged,
        note: account.told.note.as_ref(),
    }
}

/// How the date is known; of one telling source, whether it states it.
fn dating<'a>(perspective: &Perspective<'a>, event: &'a Event) -> DatingReport<'a> {
    const BORROWED: &str = "this source does not date the event, and the date is from elsewhere.";
    let mut report = DatingReport {
        cited: perspective.dated_at(event),
        ..DatingReport::default()
    };
    match &event.dating {
        _ if report.cited.is_some() => {}
        _ if perspective.told_by.is_some() => report.inferred = Some(BORROWED),
        Dating::Stated(_) => {}
        Dating::Inferred(why) => report.inferred = Some(why),
        Dating::Supplied { why, reference } => {
            report.supplied = Some(why);
            report.reference = Some(reference);
        }
    }
    report
}

/// A link, with the event at its other end.
pub fn link_report<'a>(timeline: &'a Timeline, link: &'a Link, other: EventKey) -> LinkReport<'a> {
    LinkReport {
        event: ById(&timeline[other]),
        cited: Cited::new(timeline, &link.at),
        says: link.says.as_deref(),
    }
}

impl EventPage<'_> {
    /// One sentence on how the date is known.
    pub fn dating_sentence(&self) -> String {
        let dating = &self.dating;
        if let Some(cited) = &dating.cited {
            let source = cited.source;
            let is_other =
                |a: &AccountReport<'_>| a.cited.source != source && a.when.date.is_some();
            let rest = match self.accounts.iter().any(is_other) {
                _ if self.aside.told_alone => "",
                false => "; no other source dates the event",
                true => "; the others that date it do not contradict it",
            };
            format!("The date is that of {source} ({}){rest}.", cited.place())
        } else if let Some(why) = dating.inferred {
            format!("The date is inferred: {why}")
        } else {
            let why = dating.supplied.unwrap_or_default();
            let reference = dating.reference.unwrap_or_default();
            format!("The date is supplied by the editor and is no source's: {why} ({reference})")
        }
    }

    /// What the sources disagree about, as the end of a sentence.
    pub fn disputed_about(&self) -> &'static str {
        if self.aside.dates_clash {
            " about the date"
        } else {
            ": see the comparisons below"
        }
    }
}

/// An event in paragraphs: what the sources say of it, what led to it, and what followed.
pub fn prose(timeline: &Timeline, key: EventKey, told_by: Option<SourceKey>) -> Prose<'_> {
    let mut writer = Writer::new(timeline, told_by);
    let event = &timeline[key];
    writer.tell_event(key, None);
    if told_by.is_none() && event.accounts.len() > 1 {
        writer.new_paragraph();
        tell_accounts(&mut writer, event);
    }
    writer.new_paragraph();
    writer.open("This is how it came about.");
    tell_links(&mut writer, &timeline.causes(key));
    writer.open(if writer.text().is_empty() {
        "This came of it."
    } else {
        "And this came of it."
    });
    tell_links(&mut writer, &timeline.effects(key));
    let date = writer.perspective.when(event).words();
    writer.finish("event", &event.title, date)
}

/// Tells what each source says of an event, one after the other.
fn tell_accounts<'a>(writer: &mut Writer<'a>, event: &'a Event) {
    let mut last: Option<SourceKey> = None;
    for account in &event.accounts {
        let source = account.told.at.source;
        let says = account.told.says.as_deref().unwrap_or_default();
        let id = &writer.perspective.timeline[source].id;
        let again = last.replace(source) == Some(source);
        let sentence = match account.told.voice.as_deref() {
            Some(voice) => attribution(id, voice, says, again),
            None if again => says.to_owned(),
            None => format!("According to {id}, {}", writer.mid_sentence(says)),
        };
        writer.cite(&sentence, [&account.told.at]);
    }
}

/// Tells how events are linked, as the sources put it.
pub fn tell_links<'a>(writer: &mut Writer<'a>, links: &[&'a Link]) {
    let timeline = writer.perspective.timeline;
    for link in links {
        if !writer.perspective.tells(&link.at) {
            continue;
        }
        let from = &timeline[link.from].title;
        let to = &timeline[link.to].title;
        let says = link.says.as_deref().map(str::to_owned);
        let says = says.unwrap_or_else(|| format!("“{from}” is said to have led to “{to}”."));
        writer.cite(&says, [&link.at]);
    }
}
