//! The events of a timeline, in chronological order, of which there may be very many.

use std::fmt;
use std::ops::Index;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::date::Bounds;
use super::event::Event;

/// The events of a timeline, in chronological order.
///
/// Each stays where it was read: of a million, none is moved only to stand in its place.
#[derive(Default)]
pub struct Events<'t> {
    read: Vec<Vec<Event<'t>>>,
    order: Vec<Slot>,
    #[allow(dead_code, reason = "the model is being rewritten without it")]
    bounds: Vec<Bounds>,
}

/// Where an event was read: in which part, and there as which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    part: u32,
    index: u32,
}

impl Slot {
    /// The slot of the event `index` of the part `part`, both counted from 0.
    pub fn new(part: usize, index: usize) -> Self {
        let [part, index] = [part, index]
            .map(|number| u32::try_from(number).expect("a timeline holds fewer than 2^32 events"));
        Self { part, index }
    }

    /// The element in this slot of such parts.
    pub fn of<T>(self, parts: &[Vec<T>]) -> &T {
        &parts[self.part as usize][self.index as usize]
    }
}

impl<'t> Events<'t> {
    /// The events of all parts, in the order of their slots. The days between which each lies
    /// come in the same order.
    pub fn placed(read: Vec<Vec<Event<'t>>>, order: Vec<Slot>, bounds: Vec<Bounds>) -> Self {
        Self {
            read,
            order,
            bounds,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Each of them, in chronological order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Event<'t>> + DoubleEndedIterator + Clone {
        self.order.iter().map(|slot| slot.of(&self.read))
    }

    /// Each of them, in whatever order; its date is to stay as it is.
    pub fn each_mut(&mut self) -> impl Iterator<Item = &mut Event<'t>> {
        self.read.iter_mut().flatten()
    }
}

impl<'t> From<Vec<Event<'t>>> for Events<'t> {
    /// Events that are in chronological order.
    fn from(events: Vec<Event<'t>>) -> Self {
        Self {
            order: (0..events.len()).map(|i| Slot::new(0, i)).collect(),
            bounds: events.iter().map(|event| event.date.bounds()).collect(),
            read: vec![events],
        }
    }
}

impl<'t> FromIterator<Event<'t>> for Events<'t> {
    fn from_iter<I: IntoIterator<Item = Event<'t>>>(events: I) -> Self {
        Vec::from_iter(events).into()
    }
}

impl<'t> Index<usize> for Events<'t> {
    type Output = Event<'t>;

    fn index(&self, index: usize) -> &Event<'t> {
        self.order[index].of(&self.read)
    }
}

impl fmt::Debug for Events<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de: 't, 't> Deserialize<'de> for Events<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Account;

    #[test]
    fn an_event_takes_little_room() {
        // With a million events, eight bytes more take a hundredth more of the memory.
        assert_eq!(
            [size_of::<Event<'_>>(), size_of::<Account<'_>>()],
            [256, 96]
        );
    }
}
