//! The material for quiz questions, and checks for text that gives an answer away.

use std::collections::HashSet;

use chrono::Datelike;
use itertools::Itertools;

use crate::model::date::{Bounds, Date, month_name};
use crate::model::event::{Event, EventKind};
use crate::model::key::{EventKey, PersonKey, TopicKey};
use crate::model::person::Person;
use crate::model::source::Claim;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::filter::Filter;
use crate::query::words::{Word, fold, split_words};
use crate::report::event_row::{Citation, Perspective};

use super::{EditorsNote, OwnedCitation, QuizKind, QuizQuestion};

pub struct QuestionPool<'a> {
    pub timeline: &'a Timeline,
    pub perspective: Perspective<'a>,
    /// The number of events that match the filters.
    pub matching: usize,
    /// Of few events all, of many the main ones: those of which the sources make as much as of the
    /// average event, or more.
    pub events: Vec<EventKey>,
    /// The topics' questions about these events; empty if only one source is shown.
    pub questions: Vec<TopicQuestion<'a>>,
    /// The folded words of each person's names, by index; none for people who are not named.
    pub names: Vec<HashSet<String>>,
    /// The period of the filter, or else of the timeline.
    pub period: Bounds,
}

/// An event that a source dates.
#[derive(Clone)]
pub struct DatedEvent<'a> {
    pub key: EventKey,
    pub event: &'a Event,
    /// All days on which it may have happened according to any source shown.
    pub days: Bounds,
    /// The claims that date it.
    pub stated: Vec<(&'a Claim, &'a Date)>,
}

/// So few events are all worth a question.
const FEW: usize = 20;

impl<'a> QuestionPool<'a> {
    pub fn new(timeline: &'a Timeline, filter: &Filter, topic: Option<TopicKey>) -> Self {
        let perspective = Perspective::new(timeline, filter.told_by);
        let hits = filter.select(timeline);
        let selected: HashSet<EventKey> = hits.iter().map(|hit| hit.event).collect();
        let touches =
            |event: &EventKey| topic.is_none_or(|t| timeline.topics_of(*event).contains(&t));
        let mut main_filter = filter.clone();
        main_filter.set("--background", None);
        let is_whole = main_filter.is_empty();
        let wanted = topic.map(|topic| &timeline[topic].id);
        let scope = timeline.scope.bounds();
        let questions = timeline.questions().filter(|(topic, question)| {
            let events = question.events_in(topic);
            let is_selected = events.iter().any(|event| selected.contains(event));
            filter.told_by.is_none()
                && wanted.is_none_or(|wanted| topic.id == *wanted)
                && (is_selected || (events.is_empty() && is_whole))
        });
        let matching = hits.iter().map(|hit| hit.event).filter(touches);
        let matching: Vec<EventKey> = matching.collect();
        let happened = |key: &&EventKey| timeline[**key].kind == EventKind::Event;
        let happened: Vec<EventKey> = matching.iter().filter(happened).copied().collect();
        let total: usize = happened.iter().map(|key| timeline.weight(*key)).sum();
        let is_main = |key: &EventKey| {
            happened.len() <= FEW || timeline.weight(*key) * happened.len() >= total
        };
        Self {
            timeline,
            perspective,
            matching: matching.len(),
            events: happened.iter().copied().filter(is_main).collect(),
            questions: questions.collect(),
            names: timeline.people.iter().map(name_words).collect(),
            period: Bounds::days(
                filter.period.earliest.or(scope.earliest),
                filter.period.latest.or(scope.latest),
            ),
        }
    }

    /// The event with its days; `None` if no source shown dates it, its days are not within a year,
    /// the title hints at the date, or an editor's note casts doubt on it. A reader of the sources
    /// cannot know a date that is only inferred or supplied.
    pub fn dated_event(&self, key: EventKey) -> Option<DatedEvent<'a>> {
        let event = &self.timeline[key];
        let (date, is_own_date) = self.perspective.date(event);
        let accounts = self.perspective.accounts(event);
        let stated: Vec<(&Claim, &Date)> = accounts
            .filter_map(|account| Some((&account.claim, account.date.as_ref()?)))
            .collect();
        let apart = stated.iter().map(|(_, other)| *other);
        let apart = apart.filter(|other| !other.overlaps(date));
        let days = Bounds::around(apart.chain([date]).map(Date::bounds));
        let mut notes = event.accounts.iter().filter_map(|a| a.claim.note.as_ref());
        let is_known = is_own_date
            && stated
                .iter()
                .any(|(_, date)| date.bounds().width() < i64::MAX)
            && is_within_a_year(days)
            && !notes.any(|note| casts_doubt(&note.says, days));
        (is_known && !hints_at_date(&event.title)).then_some(DatedEvent {
            key,
            event,
            days,
            stated,
        })
    }

    /// Each date of an event with the places that state it: `5 March 1953 [gazette ¶2]`.
    pub fn dates_with_places(&self, dated: &DatedEvent<'_>) -> String {
        let dates = dated
            .stated
            .iter()
            .map(|(_, date)| date.to_string())
            .unique();
        let mut each = dates.map(|words| {
            let of_date = dated
                .stated
                .iter()
                .filter(|(_, date)| date.to_string() == words);
            let claims: Vec<_> = of_date.map(|(claim, _)| *claim).collect();
            format!("{words} [{}]", self.places(&claims))
        });
        each.join(", ")
    }

    /// Whether a folded text contains any word of a person's names.
    pub fn names_person(&self, folded: &str, person: PersonKey) -> bool {
        let mut names = self.names[person.index()].iter();
        names.any(|name| folded.contains(name.as_str()))
    }

    /// The citations of claims, without duplicates.
    pub fn citations(&self, claims: &[&Claim]) -> Vec<OwnedCitation> {
        let citations = claims.iter();
        let citations = citations.map(|claim| OwnedCitation::new(self.timeline, &claim.locator));
        citations.unique().collect()
    }

    /// The citations of claims as text, without duplicates: `wikipedia ¶7; gavs ¶2`.
    pub fn places(&self, claims: &[&Claim]) -> String {
        let places = claims.iter().map(|claim| self.place(claim));
        places.unique().join("; ")
    }

    pub fn place(&self, claim: &Claim) -> String {
        Citation::new(self.timeline, &claim.locator).to_string()
    }

    /// The editor's notes on claims.
    pub fn notes(&self, claims: &[&Claim]) -> Vec<EditorsNote> {
        let noted = claims.iter().filter_map(|claim| {
            let on = Some(self.place(claim));
            let note = claim.note.clone()?;
            Some(EditorsNote { on, note })
        });
        noted.collect()
    }

    /// A question about events, with the citations and notes of `claims`. Its text is left
    /// empty.
    pub fn question(&self, kind: QuizKind, events: &[EventKey], claims: &[&Claim]) -> QuizQuestion {
        let events = events.iter().map(|key| self.timeline[*key].id.to_string());
        QuizQuestion {
            kind,
            citations: self.citations(claims),
            notes: self.notes(claims),
            events: events.collect(),
            ..QuizQuestion::default()
        }
    }
}

/// The folded words of a person's names, without initials. Words that are not capitalized are no
/// names, nor is a description (“the stewardess”).
fn name_words(person: &Person) -> HashSet<String> {
    let is_name = |name: &&Text| {
        !["the ", "a ", "an "]
            .iter()
            .any(|a| fold(name).starts_with(a))
    };
    let names = [&person.name].into_iter().chain(&person.aliases);
    let words = names.filter(is_name).flat_map(|name| {
        let capitalized = |word: &Word| is_capitalized(&name[word.span.clone()]);
        split_words(name).into_iter().filter(capitalized)
    });
    words
        .map(|word| word.folded)
        .filter(|word| word.len() > 2)
        .collect()
}

/// Whether a word does not begin with a small letter. (Some scripts have no capitals.)
pub fn is_capitalized(word: &str) -> bool {
    !word.starts_with(char::is_lowercase)
}

/// Whether bounds are no longer than a year. What is longer is no answerable question.
pub fn is_within_a_year(bounds: Bounds) -> bool {
    let ends = bounds.earliest.zip(bounds.latest);
    ends.is_some_and(|(first, last)| (last - first).num_days() <= 366)
}

/// Whether an editor's note dates something otherwise: by one or two years, or, if the days are of
/// one month, to another month first. Whoever knows better would be marked wrong.
fn casts_doubt(note: &str, days: Bounds) -> bool {
    let words = || note.split(|c: char| !c.is_alphanumeric());
    let [Some(first), Some(last)] = [days.earliest, days.latest] else {
        return true;
    };
    let years = first.year() - 2..=last.year() + 2;
    let is_other = |year| years.contains(&year) && !(first.year()..=last.year()).contains(&year);
    let names_other_year = words().filter_map(|word| word.parse().ok()).any(is_other);
    let is_month = |word: &&str| (1..=12).any(|month| month_name(month) == Some(word));
    let named = words().find(is_month);
    let names_other_month = days.lies_within(Bounds::months(first.year(), first.month(), 1))
        && named.is_some_and(|word| month_name(first.month()) != Some(word));
    names_other_year || names_other_month
}

/// Whether a text contains a year or the name of a month.
pub fn hints_at_date(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let year = word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
        year || (1..=12).any(|month| month_name(month) == Some(word))
    })
}
