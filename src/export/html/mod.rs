//! The timeline as one HTML page. It is complete without JavaScript, and its script makes it
//! interactive. It loads nothing from the network.

mod dates;
pub mod escape;
mod links;
mod records;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::model::date::{Bounds, Match};
use crate::model::key::EventKey;
use crate::model::source::Source;
use crate::report::comparison::{AnswerReport, Comparison, QuestionReport};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::report::source::SourceRow;
use crate::report::synopsis::{SourceCell, cells};
use crate::view::{
    answers_of, before_and_after, question_counts, selection_summary, synopsis_cell_text, verdict,
};

use super::text::by_year;
use super::{Exported, Options};
use links::Links;
use records::HtmlRecord;

/// The style sheets, in the order in which they override each other.
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
    include_str!("script/axis.js"),
    include_str!("script/chart.js"),
    include_str!("script/page.js"),
);

/// The page; its templates read the reports directly.
#[derive(Template)]
#[template(path = "page.html", config = "src/export/html/askama.toml")]
struct HtmlPage<'e, 'a> {
    extract: &'e Extract<'a>,
    links: &'e Links<'a>,
    title: &'a str,
    summary: String,
    scope: String,
    told_alone: bool,
    has_synopsis: bool,
    years: Vec<(Option<String>, &'e [EventPage<'a>])>,
    comparisons: Vec<Comparison<'a>>,
    people: Vec<HtmlRecord<'e>>,
    places: Vec<HtmlRecord<'e>>,
    themes: Vec<HtmlRecord<'e>>,
    sources: Vec<SourceRow<'e>>,
    policy: String,
}

/// A self-contained file with the selected events and everything that is said about them.
pub fn html(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let links = Links::new(extract);
    let page = HtmlPage {
        extract,
        links: &links,
        title: timeline.name(),
        summary: selection_summary(&extract.selection),
        scope: dates::stretch(initial(extract.selection.period, timeline.scope.bounds())),
        told_alone: extract.perspective.told_by.is_some(),
        has_synopsis: extract.perspective.told_by.is_none() && !extract.events.is_empty(),
        years: by_year(extract).collect(),
        comparisons: extract.comparisons().collect(),
        people: records::people(extract),
        places: records::places(extract),
        themes: records::themes(extract),
        sources: records::sources(extract),
        policy: policy(),
    };
    let page = page.render().expect("writing to memory succeeds");
    Exported::from(if options.ascii {
        escape::to_ascii(&page)
    } else {
        page
    })
}

impl HtmlPage<'_, '_> {
    /// The sources on the page, without their counts.
    fn telling(&self) -> Vec<&Source> {
        self.sources.iter().map(|row| row.record).collect()
    }

    /// What each source reports of an event.
    fn cells(&self, event: &EventKey) -> Vec<SourceCell<'_>> {
        cells(self.extract.timeline, *event)
    }

    /// The ids of the selected events that a topic is about.
    fn events_on(&self, topic: &Comparison<'_>) -> Vec<&str> {
        let events = self.extract.events.iter();
        let touched = events.filter(|page| page.topics.contains(&topic.id));
        touched.map(|page| page.row.id).collect()
    }
}

/// The answer in short, and its printed words unless the short form contains them.
fn in_short<'a>(
    answer: &AnswerReport<'a>,
    question: &QuestionReport<'_>,
) -> (String, Option<&'a str>) {
    let short = answer.in_words(question.unit);
    let printed = answer.as_printed.filter(|printed| !short.contains(printed));
    (short, printed)
}

/// The date and the passages of a cell of the synopsis.
fn synopsis_cell(cell: &SourceCell<'_>) -> String {
    synopsis_cell_text(cell, cell.when.in_words()).join(" ")
}

/// The days that the page shows at first: the requested period, clipped to the timeline's if the
/// two overlap.
fn initial(period: Bounds, whole: Bounds) -> Bounds {
    if !period.overlaps(whole) {
        return period;
    }
    let latest = [period.latest, whole.latest].into_iter().flatten().min();
    Bounds::days(period.earliest.max(whole.earliest), latest)
}

/// The Content-Security-Policy: this script, these styles and `data:` images, nothing else.
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

    /// `--ascii` rewrites the whole page, but must not change the hashes in the policy. Nor may
    /// style or script end its own element.
    #[test]
    fn style_and_script_are_ascii_and_do_not_end_early() {
        for text in [STYLE, SCRIPT] {
            assert!(text.is_ascii() && !text.contains('\r'));
            assert!(!text.contains("</") && !text.contains("<!--"));
        }
    }
}
