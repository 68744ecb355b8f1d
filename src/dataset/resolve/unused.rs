//! Records that nothing is told of, and paragraphs from which nothing is taken.

use std::collections::{BTreeSet, HashSet};

use crate::dataset::problem::Code;
use crate::model::citation::{Piece, pieces};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::diagnostics::{At, Diagnostics};
use super::{Origin, Origins};

/// Warns of people, places and themes that nothing is told of, and of paragraphs that are neither
/// cited nor excused.
pub fn check(diagnostics: &mut Diagnostics, timeline: &Timeline, origins: &Origins) {
    people(diagnostics, timeline, origins);
    let events = &timeline.events;
    let named: HashSet<usize> = events
        .iter()
        .flat_map(|event| event.places.iter().map(|place| place.index()))
        .collect();
    let places = timeline
        .places
        .iter()
        .map(|place| (&place.id, place.description.as_ref()));
    unnamed(diagnostics, "place", places.zip(&origins.places), &named);
    let named: HashSet<usize> = events
        .iter()
        .flat_map(|event| event.themes.iter().map(|theme| theme.index()))
        .collect();
    let themes = timeline
        .themes
        .iter()
        .map(|theme| (&theme.id, theme.description.as_ref()));
    unnamed(diagnostics, "theme", themes.zip(&origins.themes), &named);
    paragraphs(diagnostics, timeline, origins);
}

fn people(diagnostics: &mut Diagnostics, timeline: &Timeline, origins: &Origins) {
    let roles = timeline.events.iter().flat_map(|event| &event.people);
    let mut named: HashSet<usize> = roles.map(|role| role.person.index()).collect();
    let told = timeline.people.iter().enumerate();
    let told = told.filter(|(_, person)| !person.offices.is_empty() || !person.fates.is_empty());
    named.extend(told.map(|(i, _)| i));
    let people = timeline
        .people
        .iter()
        .map(|person| (&person.id, person.description.as_ref()));
    unnamed(diagnostics, "person", people.zip(&origins.people), &named);
}

/// Warns of records that are not among the named, unless their description cites a source.
fn unnamed<'a>(
    diagnostics: &mut Diagnostics,
    kind: &str,
    records: impl Iterator<Item = ((&'a Text, Option<&'a Text>), &'a Origin)>,
    named: &HashSet<usize>,
) {
    for (i, ((id, description), origin)) in records.enumerate() {
        let pieces = description.map(|text| pieces(text)).unwrap_or_default();
        let is_cited = pieces.iter().any(|piece| matches!(piece, Piece::Cites(..)));
        if !named.contains(&i) && !is_cited {
            let message = format!(
                "no event names the {kind} `{id}`; name it in one, cite a source in its \
                 description, or remove it"
            );
            diagnostics.warn(&At::Record(*origin, id), Code::Unused, message);
        }
    }
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
