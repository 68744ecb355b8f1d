//! JSON records of events, their accounts, and links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::date::{Calendar, Date};
use crate::model::event::{Account, Dating, Event, EventKind, Link, Role};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::{NoteRecord, constraint, ids, locator_fields};

/// An element of `events`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "event")]
pub struct EventRecord {
    /// The short name by which others point to the event.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// "event" for what happened, "condition" for a state of affairs that lasted; an event by default.
    #[serde(default)]
    #[schemars(schema_with = "constraint::event_kinds")]
    pub kind: EventKind,
    /// When it happened, as an EDTF date: 1953-03-05, 1953-03, 1953, 1956-22 (a summer),
    /// 1954/1956 (from, to), [1953-06..1953-07] (somewhere between), 1955~ (about).
    #[schemars(with = "constraint::Edtf")]
    pub date: Text,
    /// "julian" if the date is written in the Julian calendar; otherwise it is Gregorian.
    #[serde(default)]
    #[schemars(schema_with = "constraint::calendars")]
    pub calendar: Option<Calendar>,
    /// How the date is known; may be left out if an account has this very date.
    pub dating: Option<DatingRecord>,
    /// What happened, in a few plain words.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub title: Text,
    /// Other names under which it is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// Sentences that hold for all sources, or say who holds what; may cite [source ¶13].
    pub summary: Option<Text>,
    /// Who had a part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<RoleRecord>,
    /// The ids of the places where it happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Text>,
    /// The ids of the themes that it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Text>,
    /// What each source says of it; at least one.
    #[schemars(length(min = 1))]
    pub accounts: Vec<AccountRecord>,
    /// True where the event lies wholly outside the years of the timeline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
    pub note: Option<NoteRecord>,
}

/// How the date of an event is known: one of three ways.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "dating")]
#[schemars(transform = constraint::require_one_dating)]
pub struct DatingRecord {
    /// Stated: the id of the source that gives this very date.
    pub source: Option<Text>,
    /// The paragraph in which that source states it.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in that source, if its paragraphs are not numbered.
    pub page: Option<Text>,
    /// Inferred: why, from the texts.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub inferred: Option<Text>,
    /// Supplied by the editor: why the texts do not date the event.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub supplied: Option<Text>,
    /// The work that a supplied date is from.
    pub reference: Option<Text>,
}

/// Who had a part in an event.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "role")]
pub struct RoleRecord {
    /// The id of the person.
    pub id: Text,
    /// Which part the person had; "dies" or "executed" for a death.
    pub role: Option<Text>,
}

/// What one source says of one event.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "account")]
#[schemars(transform = constraint::require_one_locator)]
pub struct AccountRecord {
    /// The id of the source.
    pub source: Text,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text>,
    /// When it happened according to this source, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub date: Option<Text>,
    /// "julian" if the date is written in the Julian calendar; otherwise it is Gregorian.
    #[serde(default)]
    #[schemars(schema_with = "constraint::calendars")]
    pub calendar: Option<Calendar>,
    /// The date or the figure as it stands there; at most eight words.
    pub as_printed: Option<Text>,
    /// What the source says, in words of your own; at most forty.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub says: Text,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<Text>,
    /// True where the source itself hedges.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hedged: bool,
    pub note: Option<NoteRecord>,
}

/// An element of `links`.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "link")]
#[schemars(transform = constraint::require_one_locator)]
pub struct LinkRecord {
    /// The id of the event that is the cause.
    pub from: Text,
    /// The id of the event that is the effect.
    pub to: Text,
    /// The id of the source.
    pub source: Text,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text>,
    /// What the source says of it, in words of your own.
    pub says: Option<Text>,
}

impl EventRecord {
    pub fn new(event: &Event, timeline: &Timeline) -> Self {
        let role = |role: &Role| RoleRecord {
            id: timeline[role.person].id.clone(),
            role: role.role.clone(),
        };
        let account = |account| AccountRecord::new(account, timeline);
        Self {
            id: event.id.clone(),
            kind: event.kind,
            date: (&event.date).into(),
            calendar: event.date.calendar(),
            dating: Some(DatingRecord::new(&event.dating, timeline)),
            title: event.title.clone(),
            aliases: event.aliases.clone(),
            summary: event.summary.clone(),
            people: event.people.iter().map(role).collect(),
            places: ids(&event.places, timeline),
            themes: ids(&event.themes, timeline),
            accounts: event.accounts.iter().map(account).collect(),
            background: event.background,
            note: event.note.as_ref().map(NoteRecord::new),
        }
    }
}

impl DatingRecord {
    fn new(dating: &Dating, timeline: &Timeline) -> Self {
        match dating {
            Dating::Stated(at) => {
                let (source, paragraph, page) = locator_fields(at, timeline);
                Self {
                    source: Some(source),
                    paragraph,
                    page,
                    ..Self::default()
                }
            }
            Dating::Inferred(why) => Self {
                inferred: Some(why.clone()),
                ..Self::default()
            },
            Dating::Borrowed => Self {
                inferred: Some(Dating::BORROWED.into()),
                ..Self::default()
            },
            Dating::Supplied { why, reference } => Self {
                supplied: Some(why.clone()),
                reference: Some(reference.clone()),
                ..Self::default()
            },
        }
    }
}

impl AccountRecord {
    fn new(account: &Account, timeline: &Timeline) -> Self {
        let claim = &account.claim;
        let (source, paragraph, page) = locator_fields(&claim.locator, timeline);
        Self {
            source,
            paragraph,
            page,
            date: account.date.as_ref().map(Text::from),
            calendar: account.date.as_ref().and_then(Date::calendar),
            as_printed: claim.as_printed.clone(),
            says: claim.says.clone().unwrap_or_default(),
            voice: claim.voice.clone(),
            hedged: claim.hedged,
            note: claim.note.as_ref().map(NoteRecord::new),
        }
    }
}

impl LinkRecord {
    /// Name of the link in problems, since it has no id.
    pub fn name(&self) -> Text {
        format!("{} → {}", self.from, self.to).as_str().into()
    }

    pub fn new(link: &Link, timeline: &Timeline) -> Self {
        let (source, paragraph, page) = locator_fields(&link.locator, timeline);
        Self {
            from: timeline[link.from].id.clone(),
            to: timeline[link.to].id.clone(),
            source,
            paragraph,
            page,
            says: link.says.clone(),
        }
    }
}
