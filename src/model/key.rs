//! Handles to the records of one timeline, so that a reference that was checked stays checked.

use serde::{Deserialize, Serialize};

/// Makes the handle of one kind of record: its index in the timeline's list of that kind.
macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        /// The handle of the record at an index of its list.
        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(u32::try_from(index).expect("a timeline holds fewer than 2^32 records of a kind"))
            }
        }

        impl $name {
            /// The index of the record in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

keys! {
    /// A source; sources are in the order of the files.
    SourceKey,
    /// A person.
    PersonKey,
    /// A place.
    PlaceKey,
    /// A theme.
    ThemeKey,
    /// An event; the order of these handles is the chronological order.
    EventKey,
    /// A topic.
    TopicKey,
}
