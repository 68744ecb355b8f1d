//! A timeline as if one of its sources did not exist (`--without`).

use std::collections::HashSet;

use itertools::Itertools;

use super::agreement;
use super::date::{Date, Shape};
use super::event::{Account, Dating, Event};
use super::key::{EventKey, SourceKey};
use super::source::Locator;
use super::text::Text;
use super::timeline::Timeline;
use super::topic::{Question, Value};

impl Timeline {
    /// The timeline without what a source says, and without the events, questions and topics of
    /// which nothing is left then.
    ///
    /// A date that the source states, or that is the set of the sources' dates, is determined again
    /// from the accounts that are left. If none of them has a date, it stays as [`Dating::Borrowed`].
    #[must_use]
    pub fn without(&self, source: SourceKey) -> Self {
        let id = self[source].id.clone();
        let names_source = |text: &Text| text.contains(&*id);
        // Moves a locator to the numbers of the sources that are left; false if its source is not.
        let renumber = |locator: &mut Locator| {
            if locator.source > source {
                locator.source = SourceKey::from(locator.source.index() - 1);
                return true;
            }
            locator.source != source
        };
        let mut left = Self {
            id: self.id.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            scope: self.scope.clone(),
            sources: self.sources.clone(),
            people: self.people.clone(),
            places: self.places.clone(),
            themes: self.themes.clone(),
            topics: self.topics.clone(),
            links: self.links.clone(),
            left_out: self.left_out.clone(),
            ..Self::default()
        };
        left.sources.remove(source.index());
        for person in &mut left.people {
            person.description.take_if(|text| names_source(text));
            person.offices.retain_mut(|office| renumber(&mut office.locator));
            person.fates.retain_mut(|fate| renumber(&mut fate.locator));
        }

        let events = self.all_events().filter_map(|(key, event)| {
            let mut event = event.clone();
            let date_depends = event.is_told_by(source) && takes_date_of_account(&event);
            event
                .accounts
                .retain_mut(|account| renumber(&mut account.claim.locator));
            if let Dating::Stated(locator) = &mut event.dating {
                renumber(locator);
            }
            if event.accounts.is_empty() {
                return None;
            }
            event.summary.take_if(|text| names_source(text));
            if date_depends {
                date_by_accounts(&mut event);
                event.background = event.date.match_in(self.scope.bounds()).is_none();
            }
            Some((key, event))
        });
        let events = events.sorted_by_key(|(_, event)| event.date.sort_key());
        let mut new_keys = vec![None; self.events.len()];
        for (i, (key, event)) in events.enumerate() {
            new_keys[key.index()] = Some(EventKey::from(i));
            left.events.push(event);
        }
        let rekey = |events: &mut Vec<EventKey>| {
            *events = events.iter().filter_map(|key| new_keys[key.index()]).collect();
        };

        left.links.retain_mut(|link| {
            let ends = new_keys[link.from.index()].zip(new_keys[link.to.index()]);
            (link.from, link.to) = ends.unwrap_or((link.from, link.to));
            ends.is_some() && renumber(&mut link.locator)
        });
        for topic in &mut left.topics {
            rekey(&mut topic.events);
            for question in &mut topic.questions {
                question.events.as_mut().map(rekey);
                let before = agreement::compute(question).verdict;
                question.verdict_before.get_or_insert(before);
                question.answers.retain_mut(|answer| renumber(&mut answer.claim.locator));
                retain_used_slugs(question);
            }
            topic.questions.retain(|question| !question.answers.is_empty());
        }
        left.topics.retain(|topic| !topic.questions.is_empty());
        let lost = self.questions().count() - left.questions().count();
        left.unanswered = self.unanswered + lost;
        left.left_out.push(id);
        left
    }
}

/// Whether the date of an event is one that an account gives, or the set of such dates.
fn takes_date_of_account(event: &Event) -> bool {
    match (&event.dating, event.date.shape()) {
        (Dating::Stated(_) | Dating::Borrowed, _) => true,
        (Dating::Inferred(_), Shape::OneOf(_)) => {
            let told = event.accounts.iter().filter_map(|account| account.date.as_ref());
            let told: Vec<_> = told.flat_map(Date::ranges).collect();
            event.date.ranges().iter().all(|range| told.contains(range))
        }
        _ => false,
    }
}

/// Dates an event by its accounts: by the narrowest date of a source if all of them overlap, or else
/// by the set of the dates that exclude each other.
fn date_by_accounts(event: &mut Event) {
    let sources = event.sources().into_iter();
    let dates = sources.filter_map(|source| event.date_by(source));
    let mut apart: Vec<&Date> = Vec::new();
    for date in dates.sorted_by_key(|date| date.width()) {
        if apart.iter().all(|other| !other.overlaps(date)) {
            apart.push(date);
        }
    }
    let gives = |date: &Date| {
        let mut accounts = event.accounts.iter();
        let account = accounts.find(|account| account.date.as_ref() == Some(date));
        account.map(|account: &Account| account.claim.locator.clone())
    };
    (event.date, event.dating) = match *apart {
        [] => (event.date.clone(), Dating::Borrowed),
        [date] => {
            let dating = gives(date).map_or(Dating::Borrowed, Dating::Stated);
            (date.clone(), dating)
        }
        _ => {
            apart.sort_by_key(|date| date.sort_key());
            (Date::one_of(&apart), Dating::Inferred("The sources differ.".into()))
        }
    };
}

/// Removes the wordings and the pairs of positions and items that no answer uses.
fn retain_used_slugs(question: &mut Question) {
    let slugs = question.answers.iter().flat_map(|answer| match &answer.value {
        Value::Position(slug) => std::slice::from_ref(slug),
        Value::List(items) => items,
        _ => &[],
    });
    let used: HashSet<&Text> = slugs.collect();
    question.wordings.retain(|slug, _| used.contains(slug));
    for pairs in [&mut question.compatible, &mut question.exclusive] {
        pairs.retain(|pair| pair.iter().all(|slug| used.contains(slug)));
    }
}
