//! A snapshot of the poster of the small timeline, and properties of every poster.

use std::path::Path;

use snapbox::{Data, assert_data_eq};
use strum::VariantArray;

use crate::dataset::{self, InputFile};
use crate::query::filter::{Condition, Filter};
use crate::report::chart::{LanesBy, chart};

use super::super::Options;
use super::svg;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> Vec<InputFile> {
    dataset::read(&root().join("tests/fixtures/valid").join(name)).unwrap()
}

fn poster(files: &[InputFile], lanes: LanesBy, background: bool, ascii: bool) -> String {
    let timeline = dataset::load(files).unwrap().timeline.unwrap();
    let mut filter = Filter::default();
    filter.set(
        "--background",
        background.then(|| Condition::new("--background", "", "")),
    );
    let chart = chart(&timeline, &filter, None, lanes, true);
    let options = Options {
        ascii,
        ..Options::default()
    };
    svg(&timeline, &chart, options).text
}

#[test]
fn the_poster_of_the_small_timeline() {
    let text = poster(&fixture("small.json"), LanesBy::Source, false, false);
    let pinned = root().join("tests/exports/poster.svg");
    assert_data_eq!(text, Data::read_from(&pinned, None).raw());
}

/// Every tag is closed, and no text from a dataset becomes a tag, a quote or a character that XML
/// forbids.
#[test]
fn every_poster_is_well_formed() {
    let timelines = [
        crate::shipped::files(),
        fixture("small.json"),
        fixture("hostile.json"),
        fixture("titanic.json"),
    ];
    for files in &timelines {
        for &lanes in LanesBy::VARIANTS {
            for ascii in [false, true] {
                let text = poster(files, lanes, true, ascii);
                assert!(!ascii || text.is_ascii());
                let forbidden = |c: char| c.is_control() && c != '\n';
                assert!(!text.contains(forbidden));
                well_formed(&text);
            }
        }
    }
}

#[test]
fn times_of_day_stand_over_hours() {
    let text = poster(&fixture("titanic.json"), LanesBy::Theme, false, false);
    for label in ["14 Apr 1912", "23:00", "15 Apr 1912", "02:00"] {
        assert!(text.contains(&format!(">{label}</text>")), "{label}");
    }
}

fn well_formed(text: &str) {
    const KNOWN: [&str; 13] = [
        "svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "g", "circle", "text",
        "tspan", "?xml",
    ];
    let mut open: Vec<&str> = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, between) = tag.split_once('>').unwrap();
        assert!(!between.contains('>'), "{between}");
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        assert!(KNOWN.contains(&name), "{tag}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with(['/', '?']) {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
    }
    assert!(open.is_empty());
}

#[test]
fn every_event_has_its_words() {
    let files = crate::shipped::files();
    let timeline = dataset::load(&files).unwrap().timeline.unwrap();
    let text = poster(&files, LanesBy::Person, true, false);
    for event in &timeline.events {
        let title = super::markup(&event.title);
        assert!(text.contains(&format!("{title}\n")), "{title} has no tip");
    }
}
