//! Warns of unused records and paragraphs.

use std::collections::{BTreeSet, HashSet};

use crate::dataset::problem::Code;
use crate::model::citation::{CitationPart, split_citations};
use crate::model::key::{PersonKey, PlaceKey, ThemeKey};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::diagnostics::Trail;
use super::names::Context;

/// Warns of people, places and themes that no event names and of which no source is cited, and of
/// paragraphs that are neither cited nor listed under `not_used`.
pub fn check(cx: &mut Context, timeline: &Timeline) {
    let events = timeline.events.iter();
    let people = events.clone().flat_map(|event| &event.people);
    let people: HashSet<PersonKey> = people.map(|role| role.person).collect();
    let places = events.clone().flat_map(|event| &event.places);
    let places: HashSet<&PlaceKey> = places.collect();
    let themes: HashSet<&ThemeKey> = events.flat_map(|event| &event.themes).collect();

    let diagnostics = &mut cx.diagnostics;
    let mut check = |is_named: bool, kind: &str, id: &str, description: &Option<Text>, origin| {
        let parts = split_citations(description.as_deref().unwrap_or_default());
        let is_citation = |part: &CitationPart<'_>| matches!(part, CitationPart::Cites(..));
        if !is_named && !parts.iter().any(is_citation) {
            let message = format!(
                "no event names the {kind} `{id}`; name it in one, cite a source in its \
                 description, or remove it"
            );
            diagnostics.warn(&Trail::Record(origin, id), Code::Unused, message);
        }
    };
    // Records created from ids in events have no origin, so `zip` skips them.
    for (i, (it, origin)) in timeline.people.iter().zip(&*cx.people.origins).enumerate() {
        let is_told_of = !it.offices.is_empty() || !it.fates.is_empty();
        let is_named = people.contains(&PersonKey::from(i)) || is_told_of;
        check(is_named, "person", &it.id, &it.description, *origin);
    }
    for (i, (it, origin)) in timeline.places.iter().zip(&*cx.places.origins).enumerate() {
        let is_named = places.contains(&PlaceKey::from(i));
        check(is_named, "place", &it.id, &it.description, *origin);
    }
    for (i, (it, origin)) in timeline.themes.iter().zip(&*cx.themes.origins).enumerate() {
        let is_named = themes.contains(&ThemeKey::from(i));
        check(is_named, "theme", &it.id, &it.description, *origin);
    }
    paragraphs(cx, timeline);
}

/// Warns of paragraphs that are neither cited nor listed under `not_used`, or both, in sources that have a file.
fn paragraphs(cx: &mut Context, timeline: &Timeline) {
    let diagnostics = &mut cx.diagnostics;
    let sources = timeline.sources.iter().zip(&*cx.sources.origins);
    for ((source, origin), used) in sources.zip(timeline.paragraphs_used()) {
        let (Some(count), Some(_)) = (source.paragraphs, &source.file) else {
            continue;
        };
        let record = Trail::Record(*origin, &source.id);
        let at = record.key("not_used");
        let words = |number: u32| {
            let index = usize::try_from(number - 1).ok();
            let opening = index.and_then(|index| source.openings.get(index));
            opening.map_or_else(String::new, |words| format!(" (“{words}”)"))
        };
        let unused: BTreeSet<u32> = source.not_used.iter().map(|it| it.paragraph).collect();
        for number in used.intersection(&unused) {
            let message = format!(
                "¶{number}{} is cited, and listed under `not_used`; remove it there",
                words(*number)
            );
            diagnostics.warn(&at, Code::Unaccounted, message);
        }
        // A dataset may declare any number of paragraphs, so a run of them is one problem.
        let mut first = 1;
        for number in used
            .union(&unused)
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
                let message =
                    format!("nothing cites {which}; cite it, or list it under `not_used`");
                diagnostics.warn(&at, Code::Unaccounted, message);
            }
            first = number.saturating_add(1);
        }
    }
}
