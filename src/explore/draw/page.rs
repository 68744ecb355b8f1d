//! The page beside the list, with the link at hand set apart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explore::sheet::Sheet;
use crate::explore::state::{Explorer, Leaf, Pane};
use crate::view::Tone;

use super::ink::Ink;
use super::list::highlight;

/// Draws the lines of the page from its first on screen on, the link at hand marked at the left.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    explorer: &Explorer<'_>,
    sheet: &Sheet,
    leaf: Leaf,
    ink: Ink,
) {
    let has_focus = explorer.pane == Pane::Page;
    let stop = leaf
        .stop
        .filter(|_| has_focus)
        .map(|stop| &sheet.stops[stop]);
    let lines = sheet.lines.iter().enumerate().skip(leaf.top);
    for (y, (i, line)) in (area.y..area.bottom()).zip(lines) {
        let mut x = area.x + 1;
        for (j, piece) in line.pieces.iter().enumerate() {
            let at_hand = stop.is_some_and(|stop| stop.pieces.contains(&(i, j)));
            let style = match (piece.tone, at_hand) {
                (_, true) => Ink::at_hand(),
                (Some(Tone::Title), _) => Ink::title(),
                (Some(_), _) => ink.heading(),
                (None, _) if piece.link.is_some() => ink.link(),
                (None, _) => Style::new(),
            };
            let start = x;
            // Where only a part of a line is at hand, the blanks before it are not.
            let text = piece.text.trim_start();
            let blank = u16::try_from(piece.text.len() - text.len()).unwrap_or_default();
            let room = area.right().saturating_sub(x + blank);
            x = ink.put(buffer, [x + blank, y], room, text, style);
            highlight(
                buffer,
                [start + blank, y],
                &ink.cut(text, room.into()),
                explorer,
                ink,
            );
        }
        if stop.is_some_and(|stop| stop.first() == i) {
            ink.put(buffer, [area.x, y], 1, ink.pick("▸", ">"), Ink::title());
        }
    }
}
