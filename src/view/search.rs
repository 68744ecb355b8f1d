//! The overview of a search: what was found, by kind, with the command that shows all of it.

use crate::model::agreement::Verdict;
use crate::query::names::RecordKind;
use crate::report::comparison::TopicRow;
use crate::report::search::{Hits, Overview};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column};
use super::events::{ListedEvent, counted, list_events, selection_summary};
use super::page::{Page, link_names};
use super::table::Table;

impl View for Hits<'_> {
    fn fields(&self) -> String {
        // The page shows an overview instead of these.
        "kind id title context source paragraph page".to_owned()
    }

    fn fill(&self, page: &mut Page) {
        let overview = &self.extra;
        page.text("search", heading(overview));
        if overview.count == 0 {
            return;
        }
        if !overview.topics.is_empty() {
            let command = page.command("compare-sources TOPIC");
            let (shown, all) = (overview.topics.len(), overview.topic_count);
            page.section_with_command(shown_of("Topics", shown, all), command);
            page.table(topics(&overview.topics));
        }
        if !overview.events.is_empty() {
            let (shown, all) = (overview.events.len(), overview.selection.matching());
            let title = if shown < all { "Main events" } else { "Events" };
            let title = shown_of(title, shown, all);
            if overview.contain_all {
                let command = page.command(&format!("events {}", overview.args));
                page.section_with_command(title, command);
            } else {
                page.section(title);
            }
            list_events(page, overview.events.iter().map(ListedEvent::new), false);
        }
        for (heading, kind, names) in [
            ("People", RecordKind::Person, &overview.people),
            ("Places", RecordKind::Place, &overview.places),
            ("Themes", RecordKind::Theme, &overview.themes),
        ] {
            if let Some((_, id)) = names.first() {
                let word: &str = kind.into();
                let command = page.command(&format!("{word} {id}"));
                page.section_with_command(heading, command);
                let names = names.iter().map(|(name, id)| ((*name).to_owned(), *id));
                page.fields(vec![(" ", link_names(kind, names))]);
            }
        }
        let mut more = Vec::from_iter(overview.linked.map(|id| format!("why {id}")));
        let has_story = overview.contain_all && overview.selection.matching() > 0;
        more.extend(has_story.then(|| format!("story {}", overview.args)));
        if !more.is_empty() {
            let more: Vec<String> = more.iter().map(|args| page.command(args)).collect();
            page.gap();
            page.text("", format!("Next: {}", more.join(" · ")));
        }
    }
}

/// A heading with how many of all are shown, if not all are.
fn shown_of(heading: &str, shown: usize, all: usize) -> String {
    if shown < all {
        format!("{heading} ({shown} of {all})")
    } else {
        heading.to_owned()
    }
}

fn heading(overview: &Overview<'_>) -> String {
    if overview.count == 0 {
        return format!("{}: nothing", overview.selection.in_words().join(" · "));
    }
    let counts = [
        (overview.topic_count, "topic"),
        (overview.people.len(), "person"),
        (overview.places.len(), "place"),
        (overview.themes.len(), "theme"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts = counts.map(|(count, what)| counted(*count, what));
    let mut parts = vec![selection_summary(&overview.selection)];
    parts.extend(counts);
    let any = if overview.contain_all {
        ""
    } else {
        " (nothing has all of these words)"
    };
    parts.join(", ") + any
}

/// The topics with the numbers of their questions by verdict.
fn topics(rows: &[TopicRow<'_>]) -> Table {
    let verdicts = |row: &TopicRow<'_>| {
        let count = |verdict| row.verdicts.count(verdict);
        let (agree, conflict) = (count(Verdict::Agree), count(Verdict::Conflict));
        let other = row.questions - agree - conflict;
        let counts = [(agree, "agree"), (conflict, "conflict"), (other, "other")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        // One word, so that the column does not wrap.
        let counts: Vec<String> = counts
            .map(|(count, what)| format!("{count}\u{a0}{what}"))
            .collect();
        Cell::from(counts.join("\u{a0}·\u{a0}"))
    };
    Table::bare(
        rows,
        &[
            column("topic", Keep, &|row| {
                Cell::from(row.id).with_link(RecordKind::Topic, row.id)
            }),
            column("title", Wrap, &|row| row.title.into()),
            column("questions", Keep, &verdicts),
        ],
    )
}
