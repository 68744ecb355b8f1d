//! The list of events: one a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::explore::state::{Explorer, Pane};
use crate::model::date::{Date, MONTHS, Match};
use crate::query::words::{Word, fit, words};

use super::theme::{AT_HAND, Theme};

/// How many columns a date takes at most; and never more than a third of the list.
const DATE: usize = 18;

/// Draws the events from the first on screen on in a pane, and returns where they stand.
pub fn draw(buffer: &mut Buffer, pane: Rect, explorer: &mut Explorer<'_>, theme: Theme) -> Rect {
    let count = explorer.hits.len();
    let title = format!("events {} of {count}", (explorer.at + 1).min(count));
    let edge = theme.edge(explorer.pane == Pane::List);
    let block = theme.block(&title, pane.width, edge);
    let area = block.inner(pane);
    block.render(pane, buffer);
    explorer.room[0] = area.height.into();
    let lowest = (explorer.at + 1).saturating_sub(explorer.room[0]);
    explorer.top = explorer.top.clamp(lowest, explorer.at);
    if count == 0 {
        let nothing = " no event is left; u undoes the last narrowing";
        let nothing = theme.cut(nothing, area.width.into());
        Span::styled(nothing, theme.quiet()).render(area, buffer);
    }
    Text::from(rows(explorer, area, theme)).render(area, buffer);
    area
}

/// The lines of the events that are on screen.
fn rows(explorer: &Explorer<'_>, area: Rect, theme: Theme) -> Vec<Line<'static>> {
    let hits = explorer.hits.iter().enumerate();
    let hits = hits.skip(explorer.top).take(area.height.into());
    let dates: Vec<String> = hits
        .clone()
        .map(
            |(_, hit)| match explorer.perspective.date(&explorer.timeline()[hit.event]) {
                (date, true) => theme.text(&short(date)),
                (date, false) => theme.text(&format!("[{}]", short(date))),
            },
        )
        .collect();
    let width = usize::from(area.width);
    let widest = dates.iter().map(|date| date.width()).max();
    let date_width = widest.unwrap_or_default().min(DATE).min(width / 3);
    let title_width = width.saturating_sub(date_width + 6);
    let rows = hits.zip(&dates).map(|((i, hit), date)| {
        let at_hand = i == explorer.at;
        let style = if at_hand && explorer.pane == Pane::List {
            AT_HAND
        } else {
            Style::new()
        };
        let pointer = theme.pointer(at_hand);
        let doubt = match hit.matching {
            Match::Possible => "?",
            Match::Certain => " ",
        };
        let date = theme.fitted(date, date_width);
        let mark = match explorer.perspective.disputed().contains(hit.event) {
            true if at_hand => Span::raw(theme.pick("≠", "!")),
            true => Span::styled(theme.pick("≠", "!"), theme.disputed()),
            false => Span::raw(" "),
        };
        let title = theme.text(&explorer.timeline()[hit.event].title);
        let title = theme.cut(&title, title_width);
        let mut spans = vec![
            Span::raw(format!("{pointer}{doubt} {date} ")),
            mark,
            Span::raw(" "),
        ];
        spans.extend(highlighted(&title, Style::new(), explorer, theme));
        Line::from(spans).style(style)
    });
    rows.collect()
}

/// The text with the words set apart that fit a word which is searched for.
pub fn highlighted(
    text: &str,
    style: Style,
    explorer: &Explorer<'_>,
    theme: Theme,
) -> Vec<Span<'static>> {
    let searches = &explorer.filter().search;
    let is_wanted = |word: &Word| {
        let mut wanted = searches.iter().flatten();
        wanted.any(|wanted| fit(wanted, &word.folded).is_some())
    };
    let span = |text: &str, style| Span::styled(text.to_owned(), style);
    let mut spans = Vec::new();
    let mut done = 0;
    for word in words(text).into_iter().filter(is_wanted) {
        spans.push(span(&text[done..word.span.start], style));
        spans.push(span(&text[word.span.clone()], theme.hit(style)));
        done = word.span.end;
    }
    spans.push(span(&text[done..], style));
    spans
}

/// A date in few columns: months in three letters, `–` for what lasted, `…` for somewhere
/// between.
pub fn short(date: &Date) -> String {
    let mut words = date.to_string();
    for month in MONTHS {
        if month.len() > 3 {
            words = words.replace(month, &month[..3]);
        }
    }
    if let Some(rest) = words.strip_prefix("between ") {
        return rest.replacen(" and ", "…", 1);
    }
    if let Some(rest) = words.strip_prefix("from ") {
        return rest.replacen(" on", "…", 1);
    }
    if let Some(rest) = words.strip_prefix("by ") {
        return format!("…{rest}");
    }
    words
        .replace(" to ", "–")
        .replace(" or ", "/")
        .replace(", or ", "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_shortened() {
        for (date, expected) in [
            ("1953-06-26", "26 Jun 1953"),
            ("1956", "1956"),
            ("1954/1956", "1954–1956"),
            ("[1953-03..1953-07]", "Mar…Jul 1953"),
            ("[1953-06..]", "Jun 1953…"),
            ("[..1955]", "…1955"),
            ("1955~", "c. 1955"),
        ] {
            assert_eq!(short(&Date::parse(date).unwrap()), expected, "{date}");
        }
    }
}
