//! The material for quiz questions, and checks for text that gives an answer away.

use std::collections::HashSet;

use itertools::Itertools;

use crate::model::date::{Date, month_name};
use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, TopicKey};
use crate::model::person::Person;
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::filter::Filter;
use crate::query::words::split_words;
use crate::report::event_row::{Citation, Perspective};

use super::{DayRange, EditorsNote, OwnedCitation, QuizKind, QuizQuestion};

pub struct QuestionPool<'a> {
    pub timeline: &'a Timeline,
    pub perspective: Perspective<'a>,
    /// The events that match the filters.
    pub events: Vec<EventKey>,
    /// The topics' questions about these events; empty if only one source is shown.
    pub questions: Vec<TopicQuestion<'a>>,
    /// The folded words of each person's names, by index; words of one or two letters are omitted.
    pub names: Vec<HashSet<String>>,
}

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
        let questions = timeline.questions().filter(|(topic, question)| {
            let events = question.events_in(topic);
            let is_selected = events.iter().any(|event| selected.contains(event));
            filter.told_by.is_none()
                && wanted.is_none_or(|wanted| topic.id == *wanted)
                && (is_selected || (events.is_empty() && is_whole))
        });
        Self {
            timeline,
            perspective,
            events: hits.iter().map(|hit| hit.event).filter(touches).collect(),
            questions: questions.collect(),
            names: timeline.people.iter().map(name_words).collect(),
        }
    }

    /// The days that are a right answer: those of the event's date, and of every account's date
    /// that does not overlap it. `None` if one of these dates is open.
    pub fn right_days(&self, event: &'a Event) -> Option<Vec<DayRange>> {
        let (date, _) = self.perspective.date(event);
        let mut regions = date.ranges();
        for account in self.perspective.accounts(event) {
            let apart = account.date.as_ref().filter(|other| !other.overlaps(date));
            regions.extend(apart.into_iter().flat_map(Date::ranges));
        }
        let mut ranges: Vec<DayRange> = regions
            .into_iter()
            .map(DayRange::new)
            .collect::<Option<_>>()?;
        ranges.sort_unstable();
        ranges.dedup();
        (!ranges.is_empty()).then_some(ranges)
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

fn name_words(person: &Person) -> HashSet<String> {
    [&person.id, &person.name]
        .into_iter()
        .chain(&person.aliases)
        .flat_map(|name| split_words(name))
        .map(|word| word.folded)
        .filter(|word| word.len() > 2)
        .collect()
}

/// Whether a text contains a year or the name of a month.
pub fn hints_at_date(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let year = word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
        year || (1..=12).any(|month| month_name(month) == Some(word))
    })
}
