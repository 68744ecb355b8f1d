//! Records that nothing is told of, and paragraphs from which nothing is taken.

use std::collections::BTreeSet;

use crate::dataset::problem::Code;
use crate::model::citation::{Piece, pieces};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::Origins;
use super::diagnostics::{At, Diagnostics};

/// Warns of people, places and themes that nothing is told of, and of paragraphs that are neither
/// cited nor excused.
pub fn check(diagnostics: &mut Diagnostics, timeline: &Timeline, origins: &Origins) {
    let Timeline {
        people,
        places,
        themes,
        events,
        ..
    } = timeline;
    let mut named = [
        vec![false; people.len()],
        vec![false; places.len()],
        vec![false; themes.len()],
    ];
    for event in events {
        event
            .people
            .iter()
            .for_each(|role| named[0][role.person.index()] = true);
        event
            .places
            .iter()
            .for_each(|place| named[1][place.index()] = true);
        event
            .themes
            .iter()
            .for_each(|theme| named[2][theme.index()] = true);
    }
    let mut check = |kind: &str, is_named: bool, id: &str, description: Option<&Text>, origin| {
        let pieces = description.map(|text| pieces(text)).unwrap_or_default();
        let is_cited = pieces.iter().any(|piece| matches!(piece, Piece::Cites(..)));
        if !is_named && !is_cited {
            let message = format!(
                "no event names the {kind} `{id}`; name it in one, cite a source in its \
                 description, or remove it"
            );
            diagnostics.warn(&At::Record(origin, id), Code::Unused, message);
        }
    };
    // What is known only because events name it has no record, and no origin.
    for (i, (person, origin)) in people.iter().zip(&origins.people).enumerate() {
        let is_named = named[0][i] || !person.offices.is_empty() || !person.fates.is_empty();
        check(
            "person",
            is_named,
            &person.id,
            person.description.as_ref(),
            *origin,
        );
    }
    for (i, (place, origin)) in places.iter().zip(&origins.places).enumerate() {
        check(
            "place",
            named[1][i],
            &place.id,
            place.description.as_ref(),
            *origin,
        );
    }
    for (i, (theme, origin)) in themes.iter().zip(&origins.themes).enumerate() {
        check(
            "theme",
            named[2][i],
            &theme.id,
            theme.description.as_ref(),
            *origin,
        );
    }
    paragraphs(diagnostics, timeline, origins);
}

/// Warns where a source that is a text of its own, with a file, has a paragraph that is neither
/// cited nor excused, or both.
fn paragraphs(diagnostics: &mut Diagnostics, timeline: &Timeline, origins: &Origins) {
    let sources = timeline.sources.iter().zip(&origins.sources);
    for ((source, origin), used) in sources.zip(timeline.paragraphs_used()) {
        let (Some(count), Some(_)) = (source.paragraphs, &source.file) else {
            continue;
        };
        let record = At::Record(*origin, &source.id);
        let at = record.key("not_used");
        let words = |number: u32| {
            let index = usize::try_from(number - 1).ok();
            let opening = index.and_then(|index| source.openings.get(index));
            opening.map_or_else(String::new, |words| format!(" (“{words}”)"))
        };
        let excused: BTreeSet<u32> = source.not_used.iter().map(|(number, _)| *number).collect();
        for number in used.intersection(&excused) {
            let message = format!(
                "¶{number}{} is excused under `not_used`, and cited; remove the excuse",
                words(*number)
            );
            diagnostics.warn(&at, Code::Unaccounted, message);
        }
        // A dataset may claim any number of paragraphs: a run of them is one problem.
        let mut first = 1;
        for number in used
            .union(&excused)
            .copied()
            .chain([count.saturating_add(1)])
        {
            if first < number {
                let last = number - 1;
                let which = if first == last {
                    format!("¶{first}{}", words(first))
                } else {
                    format!("¶{first} to ¶{last}")
                };
                let message = format!(
                    "nothing is taken from {which}; cite it, or excuse it under `not_used`"
                );
                diagnostics.warn(&at, Code::Unaccounted, message);
            }
            first = number.saturating_add(1);
        }
    }
}
