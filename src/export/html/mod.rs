//! The timeline as one page for a browser: complete as it stands, and with its own script an
//! interactive one. It asks nothing of anywhere.

mod dates;
mod escape;
mod events;
mod links;
mod names;
mod slugs;
mod topics;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::model::date::Bounds;
use crate::report::comparison::Comparison;
use crate::report::extract::Extract;
use crate::view::summed_up;

use super::{Exported, Options};
use links::Links;
use names::Names;

/// The styles, in the order in which they overrule each other.
const STYLE: &str = concat!(
    include_str!("style/page.css"),
    include_str!("style/events.css"),
    include_str!("style/chart.css"),
    include_str!("style/print.css"),
);

/// The script, one module in several files; each may use what those before it declare.
const SCRIPT: &str = concat!(
    include_str!("script/dates.js"),
    include_str!("script/words.js"),
    include_str!("script/events.js"),
    include_str!("script/address.js"),
    include_str!("script/chart.js"),
    include_str!("script/page.js"),
);

/// The page.
#[derive(Template)]
#[template(path = "page.html", config = "src/export/html/askama.toml")]
struct Page<'a> {
    title: &'a str,
    description: Option<&'a str>,
    asked: String,
    why_empty: Option<&'a str>,
    scope: String,
    told_alone: bool,
    borrows: bool,
    years: Vec<events::Year<'a>>,
    topics: Vec<topics::Topic<'a>>,
    names: Names<'a>,
    policy: String,
    style: &'static str,
    script: &'static str,
}

/// One file that holds the chosen events and all that is said of them.
pub fn html(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let links = Links::of(extract);
    let comparisons: Vec<Comparison<'_>> = extract.comparisons().collect();
    let rows = || extract.events.iter().map(|page| &page.row);
    let possible = extract.possible();
    let certain = extract.events.len() - possible;
    let page = Page {
        title: timeline.title.as_ref().unwrap_or(&timeline.id),
        description: timeline.description.as_deref(),
        asked: summed_up(extract.period, &extract.asked, certain, possible).join(" · "),
        why_empty: extract.why_empty.as_deref(),
        scope: dates::stretch(shown(extract.period, timeline.scope.bounds())),
        told_alone: extract.teller.told_by.is_some(),
        borrows: rows().any(|row| !row.when.is_their_own),
        years: events::by_year(extract, &links),
        topics: topics::topics(&comparisons, &extract.events, &links),
        names: Names::of(extract, &links),
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
    };
    let page = page.render().expect("a string takes it");
    Exported::from(if options.ascii {
        escape::in_ascii(&page)
    } else {
        page
    })
}

/// The days that the page begins by showing: those of the timeline, as far as they were asked for.
fn shown(asked: Bounds, whole: Bounds) -> Bounds {
    if !asked.overlaps(whole) {
        return asked;
    }
    let latest = [asked.latest, whole.latest].into_iter().flatten().min();
    Bounds {
        earliest: asked.earliest.max(whole.earliest),
        latest,
    }
}

/// What a browser lets the page do: run this script and use these styles, and nothing else.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `--ascii` rewrites the whole page, and what the policy allows must not change with it; nor
    /// may the two end the elements in which they stand.
    #[test]
    fn style_and_script_are_ascii_and_do_not_end_early() {
        for text in [STYLE, SCRIPT] {
            assert!(text.is_ascii() && !text.contains('\r'));
            assert!(!text.contains("</") && !text.contains("<!--"));
        }
    }
}
