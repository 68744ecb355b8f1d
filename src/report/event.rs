//! One event: each source's account, its causes and effects, and its topics.

use serde::Serialize;

use crate::model::agreement;
use crate::model::event::{Account, Dating, Event, Link};
use crate::model::key::{EventKey, SourceKey};
use crate::model::person::Person;
use crate::model::source::Note;
use crate::model::timeline::Timeline;
use crate::query::filter::Hit;

use super::Report;
use super::event_row::{ById, Citation, EventRow, Perspective, When, citation_or_nulls};
use super::prose::{Prose, Writer, attribution};

/// One event in full.
pub type EventPage<'a> = Report<EventReport<'a>, EventExtra<'a>>;

#[derive(Serialize)]
pub struct EventReport<'a> {
    /// Its list row, with people's roles.
    #[serde(flatten)]
    pub row: EventRow<'a, Cast<'a>>,
    pub dating: DatingReport<'a>,
    pub accounts: Vec<AccountReport<'a>>,
    pub causes: Vec<LinkReport<'a>>,
    pub effects: Vec<LinkReport<'a>>,
    /// The ids of the topics that refer to it, themselves or in a question.
    pub topics: Vec<&'a str>,
    pub note: Option<&'a Note>,
}

pub struct EventExtra<'a> {
    /// The ids of the sources that do not report it; empty if only one source is shown.
    pub silent: Vec<&'a str>,
    /// Whether only one source is shown.
    pub told_alone: bool,
    /// Whether the dates of two sources are disjoint.
    pub dates_clash: bool,
}

/// A person who took part in an event.
#[derive(Debug, Serialize)]
pub struct Cast<'a> {
    #[serde(rename = "id")]
    pub person: ById<'a, Person>,
    pub role: Option<&'a str>,
}

/// The basis for the date of an event.
#[derive(Debug, Default, Serialize)]
pub struct DatingReport<'a> {
    /// Where the date is stated.
    #[serde(flatten, serialize_with = "citation_or_nulls")]
    pub citation: Option<Citation<'a>>,
    /// Why the date follows from the texts.
    pub inferred: Option<&'a str>,
    /// Why the texts do not date the event.
    pub supplied: Option<&'a str>,
    /// The work that the supplied date is from.
    pub reference: Option<&'a str>,
}

/// What one source says about an event, at one locator.
#[derive(Debug, Serialize)]
pub struct AccountReport<'a> {
    #[serde(flatten)]
    pub citation: Citation<'a>,
    #[serde(flatten)]
    pub when: When<'a>,
    /// The date or figure as printed.
    pub as_printed: Option<&'a str>,
    pub says: Option<&'a str>,
    /// Whose view it is, if the source only reports it.
    pub voice: Option<&'a str>,
    pub hedged: bool,
    pub note: Option<&'a Note>,
}

/// A link to another event, with the source that asserts it.
#[derive(Debug, Serialize)]
pub struct LinkReport<'a> {
    /// The event at the other end.
    pub event: ById<'a, Event>,
    /// Where the link is asserted.
    #[serde(flatten)]
    pub citation: Citation<'a>,
    /// How one event led to the other.
    pub says: Option<&'a str>,
}

/// The full report on one event.
///
/// With `told_by`, it has only that source's accounts, date and links.
pub fn event(timeline: &Timeline, key: EventKey, told_by: Option<SourceKey>) -> EventPage<'_> {
    page(&Perspective::new(timeline, told_by), Hit::certain(key))
}

/// The full report on one event, from the given perspective.
pub fn page<'a>(perspective: &Perspective<'a>, hit: Hit) -> EventPage<'a> {
    let timeline = perspective.timeline;
    let event = &timeline[hit.event];
    let telling = event.sources();
    let told_alone = perspective.told_by.is_some();
    let silent = timeline
        .all_sources()
        .filter(|(key, _)| !told_alone && !telling.contains(key));
    let links = |links: Vec<&'a Link>, other: fn(&Link) -> EventKey| {
        let shown = links
            .into_iter()
            .filter(|link| perspective.shows(&link.locator));
        let reports = shown.map(|link| link_report(timeline, link, other(link)));
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
        extra: EventExtra {
            silent: silent.map(|(_, source)| &*source.id).collect(),
            told_alone,
            dates_clash: !told_alone && agreement::dates_clash(&event.accounts),
        },
    }
}

fn account_report<'a>(timeline: &'a Timeline, account: &'a Account) -> AccountReport<'a> {
    AccountReport {
        citation: Citation::new(timeline, &account.claim.locator),
        when: When::new(account.date.as_ref()),
        as_printed: account.claim.as_printed.as_deref(),
        says: account.claim.says.as_deref(),
        voice: account.claim.voice.as_deref(),
        hedged: account.claim.hedged,
        note: account.claim.note.as_ref(),
    }
}

/// The basis for the date. If only one source is shown: where it states the date, or that it does
/// not.
fn dating<'a>(perspective: &Perspective<'a>, event: &'a Event) -> DatingReport<'a> {
    let mut report = DatingReport {
        citation: perspective.dated_at(event),
        ..DatingReport::default()
    };
    match &event.dating {
        _ if report.citation.is_some() => {}
        Dating::Borrowed => report.inferred = Some(Dating::BORROWED),
        _ if perspective.told_by.is_some() => report.inferred = Some(Dating::BORROWED),
        Dating::Stated(_) => {}
        Dating::Inferred(why) => report.inferred = Some(why),
        Dating::Supplied { why, reference } => {
            report.supplied = Some(why);
            report.reference = Some(reference);
        }
    }
    report
}

/// A link as a report; `other` is the event at its other end.
pub fn link_report<'a>(timeline: &'a Timeline, link: &'a Link, other: EventKey) -> LinkReport<'a> {
    LinkReport {
        event: ById(&timeline[other]),
        citation: Citation::new(timeline, &link.locator),
        says: link.says.as_deref(),
    }
}

impl EventPage<'_> {
    /// One sentence on the basis for the date.
    pub fn dating_sentence(&self) -> String {
        let dating = &self.dating;
        if let Some(cited) = &dating.citation {
            let source = cited.source;
            let is_other =
                |a: &AccountReport<'_>| a.citation.source != source && a.when.date.is_some();
            let rest = match self.accounts.iter().any(is_other) {
                _ if self.extra.told_alone => "",
                false => "; no other source dates the event",
                true => "; the others that date it do not contradict it",
            };
            format!("The date is that of {source} ({}){rest}.", cited.passage())
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
        if self.extra.dates_clash {
            " about the date"
        } else {
            ": see the comparisons below"
        }
    }
}

/// An event in prose: what the sources say about it, its causes and its effects.
pub fn prose(timeline: &Timeline, key: EventKey, told_by: Option<SourceKey>) -> Prose<'_> {
    let mut writer = Writer::new(timeline, told_by);
    let event = &timeline[key];
    writer.write_events(&[key], true);
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
    let date = writer.perspective.when(event).in_words();
    writer.finish("event", &event.title, date)
}

/// Writes what each source says about an event, in turn.
fn tell_accounts<'a>(writer: &mut Writer<'a>, event: &'a Event) {
    let mut last: Option<SourceKey> = None;
    for account in &event.accounts {
        let source = account.claim.locator.source;
        let says = account.claim.says.as_deref().unwrap_or_default();
        let id = &writer.perspective.timeline[source].id;
        let again = last.replace(source) == Some(source);
        let sentence = match account.claim.voice.as_deref() {
            Some(voice) => attribution(id, voice, says, usize::from(again)),
            None if again => says.to_owned(),
            None => format!("According to {id}, {}", writer.mid_sentence(says)),
        };
        writer.cite(&sentence, [&account.claim.locator]);
    }
}

/// Writes how events are linked, with citations. Skips links of sources that are not shown.
pub fn tell_links<'a>(writer: &mut Writer<'a>, links: &[&'a Link]) {
    let timeline = writer.perspective.timeline;
    for link in links {
        if !writer.perspective.shows(&link.locator) {
            continue;
        }
        let from = &timeline[link.from].title;
        let to = &timeline[link.to].title;
        let says = link.says.as_deref().map(str::to_owned);
        let says = says.unwrap_or_else(|| format!("“{from}” is said to have led to “{to}”."));
        writer.cite(&says, [&link.locator]);
    }
}
