//! A timeline as if one of its sources did not exist (`--without`).

use std::collections::HashSet;
use std::sync::OnceLock;

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
    pub fn without(mut self, source: SourceKey) -> Self {
        if self.left_out.sources.is_empty() {
            let verdicts = self.questions().map(|(topic, question)| {
                let ids = (topic.id.clone(), question.id.clone());
                (ids, agreement::compute(question).verdict)
            });
            self.left_out.verdicts = verdicts.collect();
        }
        self.disputed = OnceLock::new();
        self.link_counts = OnceLock::new();
        let id = self.sources.remove(source.index()).id;
        // A text that names the source may rest on it.
        let names_source = |text: &mut Text| {
            let is_part = |c: char| c.is_alphanumeric() || c == '-';
            text.split(|c| !is_part(c)).any(|word| *word == *id)
        };
        // Renumbers a locator for the sources that are left; false if it is of the one that is not.
        let renumber = |locator: &mut Locator| {
            let is_left = locator.source != source;
            if locator.source > source {
                locator.source = SourceKey::from(locator.source.index() - 1);
            }
            is_left
        };
        for person in &mut self.people {
            person.description.take_if(names_source);
            let (offices, fates) = (&mut person.offices, &mut person.fates);
            offices.retain_mut(|office| renumber(&mut office.locator));
            fates.retain_mut(|fate| renumber(&mut fate.locator));
        }

        let period = self.scope.bounds();
        let old_events = std::mem::take(&mut self.events);
        let mut new_keys = vec![None; old_events.len()];
        let events = old_events.into_iter().enumerate();
        let events = events.filter_map(|(old, mut event)| {
            let is_redated = event.is_told_by(source) && takes_date_of_account(&event);
            let accounts = &mut event.accounts;
            accounts.retain_mut(|account| renumber(&mut account.claim.locator));
            if accounts.is_empty() {
                return None;
            }
            event.summary.take_if(names_source);
            if is_redated {
                date_by_accounts(&mut event);
                event.background = event.date.match_in(period).is_none();
            } else if let Dating::Stated(locator) = &mut event.dating {
                renumber(locator);
            }
            Some((old, event))
        });
        for (old, event) in events.sorted_by_key(|(_, event)| event.date.sort_key()) {
            new_keys[old] = Some(EventKey::from(self.events.len()));
            self.events.push(event);
        }
        let rekey = |events: &mut Vec<EventKey>| {
            let kept = events.iter().filter_map(|key| new_keys[key.index()]);
            *events = kept.collect();
        };

        self.links.retain_mut(|link| {
            let ends = new_keys[link.from.index()].zip(new_keys[link.to.index()]);
            (link.from, link.to) = ends.unwrap_or((link.from, link.to));
            renumber(&mut link.locator) && ends.is_some()
        });
        for topic in &mut self.topics {
            rekey(&mut topic.events);
            for question in &mut topic.questions {
                question.events.as_mut().map(rekey);
                let answers = &mut question.answers;
                answers.retain_mut(|answer| renumber(&mut answer.claim.locator));
                retain_used_slugs(question);
            }
            let questions = &mut topic.questions;
            questions.retain(|question| !question.answers.is_empty());
        }
        self.topics.retain(|topic| !topic.questions.is_empty());
        self.left_out.sources.push(id);
        self
    }
}

/// Whether the date of an event is one that an account gives, or the set of such dates.
fn takes_date_of_account(event: &Event) -> bool {
    match (&event.dating, event.date.shape()) {
        (Dating::Stated(_) | Dating::Borrowed, _) => true,
        (Dating::Inferred(_), Shape::OneOf(_)) => {
            let told = event
                .accounts
                .iter()
                .filter_map(|account| account.date.as_ref());
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
            (
                Date::one_of(&apart),
                Dating::Inferred("The sources differ.".into()),
            )
        }
    };
}

/// Removes the wordings and the pairs of positions and items that no answer uses.
fn retain_used_slugs(question: &mut Question) {
    let slugs = question
        .answers
        .iter()
        .flat_map(|answer| match &answer.value {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Timeline {
        crate::shipped::timeline()
    }

    fn key(timeline: &Timeline, id: &str) -> SourceKey {
        let mut sources = timeline.all_sources();
        sources.find(|(_, source)| *source.id == *id).unwrap().0
    }

    fn without(ids: &[&str]) -> Timeline {
        ids.iter().fold(shipped(), |timeline, id| {
            let source = key(&timeline, id);
            timeline.without(source)
        })
    }

    fn event<'t>(timeline: &'t Timeline, id: &str) -> &'t Event {
        let mut events = timeline.events.iter();
        events.find(|event| *event.id == *id).unwrap()
    }

    #[test]
    fn the_dates_of_the_shipped_events_follow_from_their_accounts() {
        let mut events = shipped().events;
        let differing = events.iter_mut().filter_map(|event| {
            let date = event.date.clone();
            if takes_date_of_account(event) {
                date_by_accounts(event);
            }
            let is_same = event.date.has_equal_bounds(&date);
            (!is_same).then(|| format!("{}: {date}, not {}", event.id, event.date))
        });
        assert_eq!({ differing }.join("\n"), "");
    }

    #[test]
    fn a_date_is_the_narrowest_that_is_left_or_the_set_of_them() {
        let arrest = |timeline: &Timeline| event(timeline, "beria-arrested").date.to_string();
        assert_eq!(arrest(&shipped()), "26 June 1953");
        assert_eq!(arrest(&without(&["student-blog"])), "c. June 1953");
        let riots = without(&["gavs"]);
        let riots = event(&riots, "polish-riots");
        assert_eq!(riots.date.to_string(), "summer 1956");
        assert!(matches!(riots.dating, Dating::Stated(_)));
        let execution = without(&["histclo"]);
        let execution = event(&execution, "beria-executed");
        assert_eq!(execution.date.as_str(), "[1953-09~,1953-12~]");
        assert!(matches!(execution.dating, Dating::Inferred(_)));
    }

    #[test]
    fn a_date_that_no_source_gives_any_more_is_borrowed() {
        let left = without(&["wikipedia"]);
        let borrowed: Vec<&Event> = left
            .events
            .iter()
            .filter(|event| matches!(event.dating, Dating::Borrowed))
            .collect();
        assert!(!borrowed.is_empty());
        for event in borrowed {
            assert!(event.accounts.iter().all(|account| account.date.is_none()));
            let whole = shipped();
            let before = whole.events.iter().find(|other| other.id == event.id);
            assert_eq!(event.date, before.unwrap().date);
        }
    }

    #[test]
    fn nothing_of_the_source_is_left_and_everything_else_is() {
        let whole = shipped();
        for (source, record) in whole.all_sources() {
            let left = shipped().without(source);
            assert_eq!(left.left_out.sources, std::slice::from_ref(&record.id));
            let of_others = whole
                .claims()
                .filter(|claim| claim.locator.source != source);
            let ids = |timeline: &Timeline, claim: &crate::model::source::Claim| {
                let source = timeline[claim.locator.source].id.to_string();
                (source, claim.says.clone())
            };
            let kept = left.claims().map(|claim| ids(&left, claim)).sorted();
            let expected = of_others.map(|claim| ids(&whole, claim)).sorted();
            assert!(kept.eq(expected), "{}", record.id);
            let dates = left.events.iter().map(|event| event.date.sort_key());
            assert!(dates.is_sorted());
            let end = |timeline: &Timeline, key: EventKey| timeline[key].id.to_string();
            let links = |timeline: &Timeline, id: &Text| {
                let links = timeline.links.iter();
                let links = links.filter(|link| timeline[link.locator.source].id == *id);
                let ends = links.map(|link| [end(timeline, link.from), end(timeline, link.to)]);
                ends.sorted().collect_vec()
            };
            for other in &left.sources {
                let kept = links(&left, &other.id);
                assert!(
                    kept.iter()
                        .all(|link| links(&whole, &other.id).contains(link))
                );
            }
        }
    }

    #[test]
    fn verdicts_with_all_sources_are_remembered() {
        let left = without(&["student-blog", "gavs"]);
        let fall = left.topics.iter().find(|topic| *topic.id == *"beria-fall");
        let fall = fall.unwrap();
        let question = fall.questions.iter().find(|q| q.ask.contains("Which body"));
        let before = left.left_out.verdict_before(fall, question.unwrap());
        assert_eq!(before, Some(agreement::Verdict::Conflict));
        let removed = left.left_out.verdicts.len() - left.questions().count();
        assert!(removed > 0);
        assert_eq!(shipped().left_out.in_words(), None);
        let words = left.left_out.in_words();
        assert_eq!(words.as_deref(), Some("without student-blog, gavs"));
    }
}
