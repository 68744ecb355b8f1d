//! Draws the page beside the list, with the selected link highlighted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Widget};
use unicode_width::UnicodeWidthStr;

use crate::explore::page_layout::PageLayout;
use crate::explore::state::{Explorer, OpenPage, Pane};
use crate::view::Tone;

use super::list::highlighted;
use super::overlay::more_below;
use super::theme::{SELECTED, Styles, TITLE};

/// Draws the visible part of the page in a pane, and returns the area inside the border.
pub fn draw(buffer: &mut Buffer, pane: Rect, explorer: &mut Explorer<'_>, theme: Styles) -> Rect {
    let area = Block::bordered().inner(pane);
    explorer.heights[1] = area.height.into();
    explorer.render.width = usize::from(area.width).saturating_sub(2);
    let layout = explorer.layout();
    let edge = theme.edge(explorer.view.pane == Pane::Page);
    let (Some(page), Some(layout)) = (explorer.page(), layout) else {
        theme.block("", pane.width, edge).render(pane, buffer);
        return area;
    };
    let name = theme.text(page.subject.name(explorer.timeline()));
    let mut block = theme.block(&name, pane.width, edge);
    let shown = page.top + explorer.heights[1];
    let below = layout.lines.len().saturating_sub(shown);
    if below > 0 {
        let more = more_below(below, theme).style(edge);
        block = block.title_bottom(more.right_aligned());
    }
    block.render(pane, buffer);
    Text::from(lines(explorer, &layout, page, theme)).render(area, buffer);
    area
}

/// The visible lines of the page, with a pointer at the left of the selected link.
fn lines(
    explorer: &Explorer<'_>,
    layout: &PageLayout,
    page: OpenPage,
    theme: Styles,
) -> Vec<Line<'static>> {
    let has_focus = explorer.view.pane == Pane::Page;
    let link = page.link.filter(|_| has_focus);
    let link = link.map(|link| &layout.links[link]);
    let lines = layout.lines.iter().enumerate().skip(page.top);
    let lines = lines.take(explorer.heights[1]).map(|(i, line)| {
        let is_first = link.is_some_and(|link| link.first() == i);
        let mut spans = vec![Span::styled(theme.pointer(is_first), TITLE)];
        let mut room = explorer.render.width + 1;
        for (j, piece) in line.iter().enumerate() {
            let selected = link.is_some_and(|link| link.pieces.contains(&(i, j)));
            let style = match (piece.tone, selected) {
                (_, true) => SELECTED,
                (Some(Tone::Title), _) => TITLE,
                (Some(_), _) => theme.heading(),
                (None, _) if piece.link.is_some() => theme.link(),
                (None, _) => Style::new(),
            };
            // Leading blanks are not highlighted.
            let text = piece.text.trim_start();
            let blanks = piece.text.len() - text.len();
            spans.push(Span::raw(" ".repeat(blanks)));
            room = room.saturating_sub(blanks);
            let text = theme.truncate(text, room);
            room -= text.width();
            spans.extend(highlighted(&text, style, explorer, theme));
        }
        Line::from(spans)
    });
    lines.collect()
}
