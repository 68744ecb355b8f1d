//! Keys: typed indexes of records in one timeline, so that a checked reference stays valid.

use serde::{Deserialize, Serialize};

/// Defines the key of one kind of record: its index in the timeline's list of that kind.
macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

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
    /// The order of these keys is the order of the sources in the files.
    SourceKey,
    PersonKey,
    PlaceKey,
    ThemeKey,
    /// The order of these keys is chronological.
    EventKey,
    TopicKey,
}
