//! Draws the list of events, one per line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::explore::state::{Explorer, Pane};
use crate::model::date::{Match, SHORT_DATE};
use crate::query::filter::SEARCH;
use crate::query::words::{Term, Word, index, split_words};

use super::theme::{SELECTED, Styles};

/// Draws the list in a pane, scrolled to the selected event. Returns the area inside the border.
pub fn draw(buffer: &mut Buffer, pane: Rect, explorer: &mut Explorer<'_>, theme: Styles) -> Rect {
    let count = explorer.hits.len();
    let title = format!(
        "events {} of {count}",
        (explorer.view.selected + 1).min(count)
    );
    let edge = theme.edge(explorer.view.pane == Pane::List);
    let block = theme.block(&title, pane.width, edge);
    let area = block.inner(pane);
    block.render(pane, buffer);
    explorer.heights[0] = area.height.into();
    let lowest = (explorer.view.selected + 1).saturating_sub(explorer.heights[0]);
    explorer.view.top = explorer.view.top.clamp(lowest, explorer.view.selected);
    if count == 0 {
        let nothing = " no event is left; u undoes the last narrowing";
        let nothing = theme.truncate(nothing, area.width.into());
        Span::styled(nothing, theme.quiet()).render(area, buffer);
    }
    Text::from(rows(explorer, area, theme)).render(area, buffer);
    area
}

/// The lines of the visible events.
fn rows(explorer: &Explorer<'_>, area: Rect, theme: Styles) -> Vec<Line<'static>> {
    let view = &explorer.view;
    let hits = explorer.hits.iter().enumerate();
    let hits = hits.skip(view.top).take(area.height.into());
    let dates = hits.clone().map(|(_, hit)| {
        let (date, is_told) = explorer.date(*hit);
        let date = theme.text(&date.short(SHORT_DATE));
        if is_told { date } else { format!("[{date}]") }
    });
    let dates: Vec<String> = dates.collect();
    let width = usize::from(area.width);
    let widest = dates.iter().map(|date| date.width()).max();
    let date_width = widest.unwrap_or_default();
    let rows = hits.zip(&dates).map(|((i, hit), date)| {
        let selected = i == view.selected;
        let pointer = theme.pointer(selected);
        let doubt = match hit.matching {
            _ if explorer.marked == Some(hit.event) => theme.pick("•", "*"),
            Match::Possible => "?",
            Match::Certain => " ",
        };
        let date = theme.fit(date, date_width);
        let is_disputed = explorer.timeline().is_disputed(hit.event);
        let mark = match (is_disputed, selected) {
            (true, false) => Span::styled(theme.pick("≠", "!"), theme.disputed()),
            (true, true) => Span::raw(theme.pick("≠", "!")),
            (false, _) => Span::raw(" "),
        };
        let title = theme.text(&explorer.timeline()[hit.event].title);
        let title = theme.truncate(&title, width.saturating_sub(date_width + 6));
        let mut line = Line::from_iter([
            Span::raw(format!("{pointer}{doubt} {date} ")),
            mark,
            Span::raw(" "),
        ]);
        line.extend(highlighted(&title, Style::new(), explorer, theme));
        if selected && view.pane == Pane::List {
            line.style(SELECTED)
        } else {
            line
        }
    });
    rows.collect()
}

/// The text with the words that match the search highlighted.
pub fn highlighted(
    text: &str,
    style: Style,
    explorer: &Explorer<'_>,
    theme: Styles,
) -> Vec<Span<'static>> {
    let span = |text: &str, style| Span::styled(text.to_owned(), style);
    let searches = explorer.view.filter.conditions_of(SEARCH);
    let terms: Vec<&Term> = searches.flat_map(|search| &search.terms).collect();
    if terms.is_empty() {
        return vec![span(text, style)];
    }
    let is_wanted = |word: &Word| {
        let index = index(&word.folded);
        terms.iter().any(|term| term.is_in(&index))
    };
    let mut spans = Vec::new();
    let mut done = 0;
    for word in split_words(text).into_iter().filter(is_wanted) {
        spans.push(span(&text[done..word.span.start], style));
        spans.push(span(&text[word.span.clone()], theme.hit(style)));
        done = word.span.end;
    }
    spans.push(span(&text[done..], style));
    spans
}
