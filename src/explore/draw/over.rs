//! What lies over the rest: the facets, the keys, and what is being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explore::facets::Facets;
use crate::explore::keys;
use crate::explore::state::Explorer;

use super::ink::Ink;

/// The area of a window over the middle of another, at most so large.
fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

fn clear(buffer: &mut Buffer, area: Rect) {
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
}

/// Draws the keys from a line on.
pub fn keys(buffer: &mut Buffer, area: Rect, top: usize, ink: Ink) -> usize {
    const KEYS_WIDTH: usize = 21;
    let text_width = usize::from(area.width.min(100))
        .saturating_sub(KEYS_WIDTH + 5)
        .max(20);
    let mut lines: Vec<(String, String)> = Vec::new();
    for key in keys::keys() {
        let wrapped = textwrap::wrap(key.what, text_width);
        for (i, what) in wrapped.into_iter().enumerate() {
            let keys = if i == 0 {
                ink.text(key.keys)
            } else {
                String::new()
            };
            lines.push((keys, what.into_owned()));
        }
    }
    let marks = [
        ("?", "the event may lie outside the period"),
        ("≠", "the sources disagree"),
        ("1954–1956", "it lasted from the one to the other"),
        ("1954…1956", "it lies somewhere between"),
    ];
    lines.push((String::new(), String::new()));
    for (mark, what) in marks {
        let mark = if mark == "≠" {
            ink.pick("≠", "!").to_owned()
        } else {
            ink.text(mark)
        };
        lines.push((mark, what.to_owned()));
    }
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let area = middle(area, 100, height);
    clear(buffer, area);
    ink.frame(buffer, area, "keys", ink.quiet());
    let room = usize::from(area.height.saturating_sub(2));
    let top = top.min(lines.len().saturating_sub(room));
    for (y, (keys, what)) in (area.y + 1..).zip(lines.iter().skip(top).take(room)) {
        ink.put(buffer, [area.x + 2, y], 20, keys, ink.heading());
        let x = area.x + 2 + u16::try_from(KEYS_WIDTH).unwrap_or_default();
        ink.put(
            buffer,
            [x, y],
            area.right().saturating_sub(x + 1),
            what,
            Style::new(),
        );
    }
    lines.len().saturating_sub(room)
}

/// Draws the facets, with a heading before each kind.
pub fn facets(
    buffer: &mut Buffer,
    area: Rect,
    explorer: &Explorer<'_>,
    facets: &mut Facets,
    ink: Ink,
) {
    let area = middle(area, 64, area.height);
    clear(buffer, area);
    ink.frame(buffer, area, "narrow down by", ink.heading());
    let room = usize::from(area.height.saturating_sub(2));
    let mut lines = Vec::new();
    let mut line_at_hand = 0;
    for (i, facet) in facets.rows.iter().enumerate() {
        let heads = i == 0 || facets.rows[i - 1].spec.kind != facet.spec.kind;
        if heads {
            lines.push(None);
        }
        if i == facets.at {
            line_at_hand = lines.len();
        }
        lines.push(Some(i));
    }
    // The heading of a kind stays in sight where its first facet is at hand.
    let highest = line_at_hand.saturating_sub(1);
    facets.top = facets.top.clamp(
        (line_at_hand + 1).saturating_sub(room).min(highest),
        highest,
    );
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    for (y, (place, line)) in
        (area.y + 1..).zip(lines.iter().enumerate().skip(facets.top).take(room))
    {
        let Some(i) = line else {
            let next = lines.get(place + 1).copied().flatten();
            let kind = next.map_or("", |next| facets.rows[next].spec.kind);
            ink.put(buffer, [inner.x, y], inner.width, kind, ink.heading());
            continue;
        };
        let facet = &facets.rows[*i];
        let style = Ink::row(buffer, inner, y, *i == facets.at);
        let tick = if (facet.spec.is_ticked)(explorer.filter(), facet.index) {
            "[x]"
        } else {
            "[ ]"
        };
        let sign = if *i == facets.at {
            ink.pick("▸", ">")
        } else {
            " "
        };
        let count = facet.count.to_string();
        let wide = u16::try_from(count.len()).unwrap_or_default();
        let name = ink.text(&facet.name);
        let label = format!("{sign}{tick} {name}");
        let room = inner.width.saturating_sub(wide + 2);
        ink.put(buffer, [inner.x, y], room, &label, style);
        ink.put(
            buffer,
            [inner.right().saturating_sub(wide), y],
            wide,
            &count,
            style,
        );
    }
}
