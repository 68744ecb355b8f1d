//! Draws overlay windows: the facets and the keys.

use std::iter;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use crate::explore::facets::Facets;
use crate::explore::keys::keys;
use crate::explore::state::{Explorer, Overlay};
use crate::query::filter::Filter;
use crate::view::counted;

use super::theme::{SELECTED, Styles};

/// Draws the open overlay if it is a window; text input is drawn in the foot line.
pub fn draw(buffer: &mut Buffer, area: Rect, explorer: &mut Explorer<'_>, theme: Styles) {
    match &mut explorer.overlay {
        Overlay::Keys(top) => draw_keys(buffer, area, top, theme),
        Overlay::Facets(facets) => {
            draw_facets(buffer, area, &explorer.view.filter, facets, theme);
        }
        _ => {}
    }
}

/// Draws an empty window and returns its inner area.
fn window(buffer: &mut Buffer, area: Rect, title: &str, edge: Style, theme: Styles) -> Rect {
    Clear.render(area, buffer);
    theme.block(title, area.width, edge).render(area, buffer);
    area.inner(Margin::new(2, 1))
}

/// How many lines are below the visible ones, for the lower edge of a window.
pub fn more_below(lines: usize, theme: Styles) -> Line<'static> {
    let more = format!(" {} {}", counted(lines, "more line"), theme.pick("─", "-"));
    Line::raw(more)
}

/// Draws the keys from line `top`, which is clamped so that the window stays full.
fn draw_keys(buffer: &mut Buffer, area: Rect, top: &mut usize, theme: Styles) {
    const MAX_WIDTH: u16 = 100;
    const KEYS_WIDTH: usize = 21;
    let text_width = usize::from(area.width.min(MAX_WIDTH)) - KEYS_WIDTH - 5;
    let signs = [
        ("", ""),
        ("?", "the event may lie outside the period"),
        (theme.pick("•", "*"), "the marked event"),
        (theme.pick("≠", "!"), "the sources disagree"),
        ("1954–1956", "lasted from 1954 to 1956"),
        ("1954…1956", "some time between 1954 and 1956"),
    ];
    let mut lines = Vec::new();
    for (keys, what) in keys().map(|[keys, _, what]| (keys, what)).chain(signs) {
        let keys = [keys].into_iter().chain(iter::repeat(""));
        for (keys, what) in keys.zip(textwrap::wrap(what, text_width)) {
            let keys = theme.fit(&theme.text(keys), KEYS_WIDTH - 1) + " ";
            let keys = Span::styled(keys, theme.heading());
            lines.push(Line::from_iter([keys, Span::raw(what)]));
        }
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = area.centered(Constraint::Max(MAX_WIDTH), Constraint::Max(height));
    let area = window(buffer, area, "keys", theme.quiet(), theme);
    let room = usize::from(area.height);
    *top = (*top).min(lines.len().saturating_sub(room));
    let below = lines.len().saturating_sub(*top + room);
    if below > 0 {
        let more = more_below(below, theme);
        let last = Rect::new(area.x, area.bottom(), area.width, 1);
        more.right_aligned().render(last, buffer);
    }
    Text::from(lines.split_off(*top)).render(area, buffer);
}

/// Draws the facets, with a heading above each kind.
fn draw_facets(
    buffer: &mut Buffer,
    area: Rect,
    filter: &Filter,
    facets: &mut Facets,
    theme: Styles,
) {
    let area = area.centered_horizontally(Constraint::Max(64));
    let area = window(buffer, area, "filter by", theme.heading(), theme);
    let mut lines = Vec::new();
    let mut selected_line = 0;
    let mut kind = None;
    for (i, facet) in facets.rows.iter().enumerate() {
        if facet.spec.facet() != kind {
            kind = facet.spec.facet();
            lines.extend(kind.map(|kind| Line::styled(kind, theme.heading())));
        }
        let selected = i == facets.selected;
        if selected {
            selected_line = lines.len();
        }
        let is_ticked = filter.conditions.contains(&facet.condition);
        let tick = if is_ticked { "[x]" } else { "[ ]" };
        let name = theme.text(&facet.condition.label);
        let label = format!("{}{tick} {name}", theme.pointer(selected));
        let count = format!("  {}", facet.count);
        let room = usize::from(area.width).saturating_sub(count.width());
        let style = if selected { SELECTED } else { Style::new() };
        lines.push(Line::styled(theme.fit(&label, room) + &count, style));
    }
    // If the first facet of a kind is selected, the kind's heading stays visible.
    let highest = selected_line.saturating_sub(1);
    let lowest = (selected_line + 1).saturating_sub(area.height.into());
    facets.top = facets.top.clamp(lowest.min(highest), highest);
    Text::from(lines.split_off(facets.top.min(lines.len()))).render(area, buffer);
}
