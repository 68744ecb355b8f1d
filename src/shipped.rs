//! The timeline that the program brings along: its files, and what `build.rs` read from them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::dataset::InputFile;
use crate::model::accounts::{Accounts, Later};
use crate::model::kept;
use crate::model::timeline::Timeline;
use crate::model::topic::Topic;
use crate::model::topics::Topics;

/// The files of `data/`, in the order of their paths.
pub fn files() -> Vec<InputFile> {
    const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));
    let file = |(name, text): &(&str, &'static str)| InputFile {
        name: (*name).to_owned(),
        text: Ok((*text).into()),
    };
    FILES.iter().map(file).collect()
}

/// The timeline that these files hold; its texts stay where they are in the binary. What its
/// accounts and its topics say is read when it is first asked for.
pub fn timeline() -> Timeline<'static> {
    static ACCOUNTS: LazyLock<Later> = LazyLock::new(|| Later {
        told: read(compact!("told")),
        accounts: LazyLock::new(|| read(compact!("accounts"))),
    });
    static TOPICS: LazyLock<Vec<Topic<'static>>> = LazyLock::new(|| read(compact!("topics")));
    kept::are_in(include_str!(concat!(env!("OUT_DIR"), "/texts.txt")));
    let (mut timeline, in_conflict): (Timeline<'_>, _) = read(compact!("timeline"));
    for (index, event) in timeline.events.each_mut().enumerate() {
        event.accounts = Accounts::later(&ACCOUNTS, index);
    }
    timeline.topics = Topics::later(&TOPICS, in_conflict);
    timeline
}

/// What `build.rs` wrote under a name.
macro_rules! compact {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".bin"))
    };
}
use compact;

fn read<T: Deserialize<'static>>(kept: &'static [u8]) -> T {
    postcard::from_bytes(kept).expect("it was written by the same code")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset;
    use crate::model::accounts::Told;

    #[test]
    fn it_is_what_its_files_hold() {
        let files = files();
        let loaded = dataset::load(&files).timeline.unwrap();
        let kept = timeline();
        assert_eq!(kept.topics.in_conflict(), loaded.topics.in_conflict());
        assert_eq!(format!("{kept:?}"), format!("{loaded:?}"));
        let told = |timeline: &Timeline<'_>| {
            let events = timeline.events.iter();
            events
                .map(|event| Told::from(&event.accounts))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&kept), told(&loaded));
    }
}
