//! The names that come up where no record gives them: numbered in each batch, and in the whole
//! dataset in the same order, whatever the batches.

use foldhash::HashMap;

use crate::model::event::{Dating, Event};
use crate::model::key::{PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::names::{Ids, Names};

/// Ids that no record gives and events use, numbered in the order in which they come up.
#[derive(Clone, Default)]
pub struct Numbered<'t>(HashMap<Text<'t>, usize>);

impl<'t> Numbered<'t> {
    /// The ids, numbered, as names that are known.
    fn known(&self, kind: &'static str) -> Ids<'t> {
        Ids::known(kind, self.0.iter().map(|(id, number)| (id, *number)))
    }

    /// The number of an id, a new one where it was not used before.
    pub fn number(&mut self, id: &Text<'t>) -> usize {
        if let Some(number) = self.0.get(id) {
            return *number;
        }
        let number = self.0.len();
        self.0.insert(id.clone(), number);
        number
    }

    fn into_owned(self) -> Numbered<'static> {
        let ids = self.0.into_iter();
        Numbered(ids.map(|(id, number)| (id.into_owned(), number)).collect())
    }

    /// The ids in the order of their numbers.
    fn in_order(self) -> Vec<Text<'t>> {
        let mut numbered: Vec<_> = self.0.into_iter().collect();
        numbered.sort_by_key(|(_, number)| *number);
        numbered.into_iter().map(|(id, _)| id).collect()
    }
}

/// What comes up in events where no record says which sources, people, places and themes there
/// are.
#[derive(Clone, Default)]
pub struct CameUp<'t> {
    pub sources: Numbered<'t>,
    pub people: Numbered<'t>,
    pub places: Numbered<'t>,
    pub themes: Numbered<'t>,
    /// Whether some of it was named since that was last asked.
    pub is_named: bool,
}

impl<'t> CameUp<'t> {
    /// Whether some of it was named since this was last asked.
    pub fn was_named(&mut self) -> bool {
        std::mem::take(&mut self.is_named)
    }

    /// Whether nothing came up.
    pub fn is_empty(&self) -> bool {
        let all = [&self.sources, &self.people, &self.places, &self.themes];
        all.iter().all(|numbered| numbered.0.is_empty())
    }

    /// What came up, as the names that are known.
    pub fn known(&self) -> Names<'t> {
        Names {
            sources: self.sources.known("source"),
            paragraphs: Vec::new(),
            people: self.people.known("person"),
            places: self.places.known("place"),
            themes: self.themes.known("theme"),
        }
    }

    /// Adds what came up in another batch behind what is here; `None` where that was nothing.
    /// `known` are the names that the batch did not have to number.
    pub fn join(&mut self, other: CameUp<'t>, known: &Names<'t>) -> Option<Renumbering> {
        fn renumbered<'t, K>(
            all: &mut Numbered<'t>,
            other: Numbered<'t>,
            known: &Ids<'t>,
            key: fn(usize) -> K,
        ) -> Vec<K> {
            let ids = other.in_order().into_iter();
            let new = ids.map(|id| all.number(&id));
            (0..known.len()).chain(new).map(key).collect()
        }
        (!other.is_empty()).then(|| Renumbering {
            sources: renumbered(
                &mut self.sources,
                other.sources,
                &known.sources,
                SourceKey::new,
            ),
            people: renumbered(
                &mut self.people,
                other.people,
                &known.people,
                PersonKey::new,
            ),
            places: renumbered(&mut self.places, other.places, &known.places, PlaceKey::new),
            themes: renumbered(&mut self.themes, other.themes, &known.themes, ThemeKey::new),
        })
    }

    /// Makes records of the names, of which nothing more is known.
    pub fn put_into(self, timeline: &mut Timeline<'t>) {
        fn records<'t, R>(ids: Numbered<'t>, record: fn(Text<'t>) -> R) -> Vec<R> {
            ids.in_order().into_iter().map(record).collect()
        }
        timeline.sources = records(self.sources, Source::named);
        timeline.people = records(self.people, Person::named);
        timeline.places = records(self.places, Place::named);
        timeline.themes = records(self.themes, Theme::named);
    }

    /// The same names, which need nothing that they were read from.
    pub fn into_owned(self) -> CameUp<'static> {
        CameUp {
            sources: self.sources.into_owned(),
            people: self.people.into_owned(),
            places: self.places.into_owned(),
            themes: self.themes.into_owned(),
            is_named: self.is_named,
        }
    }
}

/// The numbers that names have in the whole dataset, by those that they had in a batch.
pub struct Renumbering {
    sources: Vec<SourceKey>,
    people: Vec<PersonKey>,
    places: Vec<PlaceKey>,
    themes: Vec<ThemeKey>,
}

impl Renumbering {
    /// Gives an event the numbers of the whole dataset.
    pub fn apply(&self, event: &mut Event<'_>) {
        if let Dating::Stated(at) = &mut event.dating {
            at.source = self.sources[at.source.index()];
        }
        for account in event.accounts.to_mut() {
            let at = &mut account.told.at;
            at.source = self.sources[at.source.index()];
        }
        for role in &mut event.people {
            role.person = self.people[role.person.index()];
        }
        for place in &mut event.places {
            *place = self.places[place.index()];
        }
        for theme in &mut event.themes {
            *theme = self.themes[theme.index()];
        }
    }
}
