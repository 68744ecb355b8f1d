//! The timeline that ships with the program: its files, and what `build.rs` made of them.

use crate::dataset::InputFile;
use crate::model::timeline::Timeline;

/// The files of `data/`, in the order of their paths.
pub fn files() -> Vec<InputFile> {
    const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/files.rs"));
    let file = |(name, text): &(&str, &str)| InputFile::new((*name).into(), (*text).into());
    FILES.iter().map(file).collect()
}

/// The timeline in these files, which `build.rs` has checked and encoded.
pub fn timeline() -> Timeline {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/timeline.bin"));
    postcard::from_bytes(bytes).expect("the build script wrote it with the same types")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset;

    #[test]
    fn it_is_what_its_files_hold() {
        let loaded = dataset::load(&files()).expect("embedded files can be read");
        let loaded = loaded.timeline.expect("it has no errors");
        assert_eq!(format!("{:?}", timeline()), format!("{loaded:?}"));
    }
}
