//! The timeline that the program brings along: its files, and what `build.rs` read from them.

use crate::dataset::InputFile;
use crate::model::timeline::Timeline;

/// The files of `data/`, in the order of their paths.
pub fn files() -> Vec<InputFile> {
    const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));
    let file = |(name, text): &(&str, &'static str)| InputFile {
        name: (*name).to_owned(),
        text: Ok((*text).into()),
    };
    FILES.iter().map(file).collect()
}

/// The timeline that these files hold; its texts stay where they are in the binary.
pub fn timeline() -> Timeline<'static> {
    static KEPT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/timeline.bin"));
    postcard::from_bytes(KEPT).expect("it was written by the same code")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset;

    #[test]
    fn it_is_what_its_files_hold() {
        let files = files();
        let loaded = dataset::load(&files).timeline.unwrap();
        assert_eq!(format!("{:?}", timeline()), format!("{loaded:?}"));
    }
}
