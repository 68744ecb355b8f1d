//! The list of events: one a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::explore::state::{Explorer, Pane};
use crate::model::date::{Date, MONTHS, Match};
use crate::query::words::{fit, words};

use super::ink::Ink;

/// How many columns a date takes at most; and never more than a third of the list.
const DATE: usize = 18;

/// Draws the events from the first on screen on; as many as there are lines.
pub fn draw(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, ink: Ink) {
    let timeline = explorer.timeline();
    let hits = &explorer.hits;
    let shown = hits.iter().enumerate().skip(explorer.top);
    let rows: Vec<_> = shown
        .take(area.height.into())
        .map(|(i, hit)| {
            let event = &timeline[hit.event];
            let (date, is_their_own) = explorer.teller.date(event);
            let date = if is_their_own {
                short(date)
            } else {
                format!("[{}]", short(date))
            };
            (i, hit, ink.text(&date), ink.text(&event.title))
        })
        .collect();
    let wide = rows.iter().map(|(_, _, date, _)| date.width()).max();
    let most = DATE.min(usize::from(area.width) / 3);
    let wide = u16::try_from(wide.unwrap_or_default().min(most)).unwrap_or_default();
    for (y, (i, hit, date, title)) in (area.y..).zip(&rows) {
        let at_hand = *i == explorer.at;
        let style = Ink::row(buffer, area, y, at_hand && explorer.pane == Pane::List);
        let right = area.right();
        let put = |buffer: &mut Buffer, x: u16, text: &str, style: Style| {
            ink.put(buffer, [x, y], right.saturating_sub(x), text, style);
        };
        if at_hand {
            put(buffer, area.x, ink.pick("▸", ">"), style);
        }
        if hit.matching == Match::Possible {
            put(buffer, area.x + 1, "?", style);
        }
        ink.put(buffer, [area.x + 3, y], wide, date, style);
        let at = area.x + wide + 4;
        if explorer.teller.disputed().contains(hit.event) {
            let mark = if at_hand { style } else { ink.disputed() };
            put(buffer, at, ink.pick("≠", "!"), mark);
        }
        let at = at + 2;
        put(buffer, at, title, style);
        let room = usize::from(right.saturating_sub(at));
        highlight(buffer, [at, y], &ink.cut(title, room), explorer, ink);
    }
    if hits.is_empty() {
        let nothing = "no event is left; u undoes the last narrowing";
        ink.put(
            buffer,
            [area.x + 1, area.y],
            area.width.saturating_sub(1),
            nothing,
            ink.quiet(),
        );
    }
}

/// Sets the words apart that fit a word which is looked for.
pub fn highlight(
    buffer: &mut Buffer,
    [x, y]: [u16; 2],
    text: &str,
    explorer: &Explorer<'_>,
    ink: Ink,
) {
    let searches = &explorer.filter().search;
    if searches.is_empty() {
        return;
    }
    let wanted = |folded: &str| {
        searches
            .iter()
            .flatten()
            .any(|word| fit(word, folded).is_some())
    };
    for word in words(text).into_iter().filter(|word| wanted(&word.folded)) {
        let before = text[..word.span.start].width();
        let wide = text[word.span.clone()].width();
        let [before, wide] = [before, wide].map(|n| u16::try_from(n).unwrap_or_default());
        let area = Rect::new(x + before, y, wide, 1).intersection(buffer.area);
        for column in area.left()..area.right() {
            let cell = &mut buffer[(column, y)];
            let style = ink.hit(cell.style());
            cell.set_style(style);
        }
    }
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
