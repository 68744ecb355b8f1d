//! The screen: the axis above, the list and the page below it, the command line and the keys at
//! the foot.

mod axis;
mod ink;
mod list;
mod over;
mod page;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::model::date::days;
use crate::report::chronology;
use crate::view::Look;

use super::keys::{Key, keys};
use super::state::{Explorer, Overlay, Pane};
use axis::Scale;
use ink::Ink;

/// The least columns and lines that the explorer needs.
pub const LEAST: [u16; 2] = [60, 16];

/// From this width on the list and the page stand side by side.
const SIDE_BY_SIDE: u16 = 76;

/// Where on the screen what is, for who points at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spots {
    /// The axis.
    pub axis: Rect,
    /// The list, one event a line.
    pub list: Rect,
    /// The page, one line a line.
    pub page: Rect,
}

/// Draws the explorer, and says what is where.
pub fn draw(frame: &mut Frame<'_>, explorer: &mut Explorer<'_>) -> Spots {
    let ink = Ink::of(explorer.look);
    let area = frame.area();
    let buffer = frame.buffer_mut();
    if area.width < LEAST[0] || area.height < LEAST[1] {
        too_small(buffer, area, ink);
        return Spots::default();
    }
    let axis_height = match area.height {
        ..20 => 3,
        20..30 => 4,
        _ => 5,
    };
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let mut spots = Spots {
        axis: Rect {
            y: area.y + 1,
            height: axis_height,
            ..inner
        },
        ..Spots::default()
    };
    ink.put(
        buffer,
        [inner.x, area.y],
        inner.width,
        &heading(explorer, ink, inner.width.into()),
        Ink::title(),
    );
    if let Some(scale) = scale(explorer, inner.width) {
        axis::draw(buffer, spots.axis, explorer, scale, ink);
    }
    let body = Rect {
        y: spots.axis.bottom(),
        height: area.height - axis_height - 3,
        ..area
    };
    let [list, page] = panes(body, explorer);
    draw_list(buffer, list, explorer, &mut spots, ink);
    draw_page(buffer, page, explorer, &mut spots, ink);
    let typed = explorer.command_line().shown(&explorer.flags);
    let foot = [inner.x, area.bottom() - 2];
    ink.put(buffer, foot, inner.width, &ink.text(&typed), Style::new());
    let foot = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..inner
    };
    self::foot(buffer, foot, explorer, ink);
    over(buffer, body, explorer, ink);
    spots
}

fn too_small(buffer: &mut Buffer, area: Rect, ink: Ink) {
    let [columns, lines] = LEAST;
    let words = format!(
        "The explorer needs {columns} columns and {lines} lines; here are {} and {}. q leaves it.",
        area.width, area.height
    );
    let wrapped = textwrap::wrap(&words, usize::from(area.width.max(1)));
    for (y, line) in (area.y..area.bottom()).zip(wrapped) {
        ink.put(buffer, [area.x, y], area.width, &line, Style::new());
    }
}

/// The scale of the axis: the years that the timeline covers, or those of its events.
pub fn scale(explorer: &Explorer<'_>, columns: u16) -> Option<Scale> {
    Scale::new(explorer.covered, columns)
}

/// The timeline, how many of its events are left, and what was asked; without its title where
/// there is no room for all.
fn heading(explorer: &Explorer<'_>, ink: Ink, room: usize) -> String {
    let timeline = explorer.timeline();
    let filter = explorer.filter();
    let title = timeline.title.as_deref().unwrap_or(&timeline.id);
    let found = explorer.hits.len();
    let all = timeline.events.len()
        - if filter.background {
            0
        } else {
            explorer.background
        };
    let mut parts = vec![title.to_owned(), format!("{found} of {all} events")];
    parts.extend(days(filter.period));
    parts.extend(chronology::asked(timeline, filter));
    let whole = ink.text(&parts.join(" · "));
    if whole.width() <= room {
        return whole;
    }
    ink.text(&parts[1..].join(" · "))
}

/// The list and the page: side by side, or the one with the focus alone.
fn panes(body: Rect, explorer: &Explorer<'_>) -> [Option<Rect>; 2] {
    if explorer.is_wide() {
        return [None, Some(body)];
    }
    if body.width < SIDE_BY_SIDE {
        return match explorer.pane {
            Pane::List => [Some(body), None],
            Pane::Page => [None, Some(body)],
        };
    }
    let left = body.width * 45 / 100;
    let list = Rect {
        width: left,
        ..body
    };
    let page = Rect {
        x: body.x + left,
        width: body.width - left,
        ..body
    };
    [Some(list), Some(page)]
}

/// The area within a frame.
fn within(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

fn draw_list(
    buffer: &mut Buffer,
    area: Option<Rect>,
    explorer: &mut Explorer<'_>,
    spots: &mut Spots,
    ink: Ink,
) {
    let Some(area) = area else { return };
    let has_focus = explorer.pane == Pane::List;
    let count = explorer.hits.len();
    let place = format!(
        "events {} of {count}",
        if count == 0 { 0 } else { explorer.at + 1 }
    );
    ink.frame(buffer, area, &place, edge(has_focus, ink));
    spots.list = within(area);
    explorer.room[0] = spots.list.height.into();
    let lowest = (explorer.at + 1).saturating_sub(explorer.room[0]);
    explorer.top = explorer.top.clamp(lowest, explorer.at);
    list::draw(buffer, spots.list, explorer, ink);
}

fn draw_page(
    buffer: &mut Buffer,
    area: Option<Rect>,
    explorer: &mut Explorer<'_>,
    spots: &mut Spots,
    ink: Ink,
) {
    let Some(area) = area else { return };
    let has_focus = explorer.pane == Pane::Page;
    spots.page = within(area);
    explorer.room[1] = spots.page.height.into();
    explorer.look = Look {
        width: usize::from(spots.page.width).saturating_sub(2),
        ..explorer.look
    };
    let Some(leaf) = explorer.leaf().copied() else {
        return ink.frame(buffer, area, "", edge(has_focus, ink));
    };
    let name = ink.text(leaf.subject.name(explorer.timeline()));
    ink.frame(buffer, area, &name, edge(has_focus, ink));
    explorer.sheet();
    let Some(sheet) = explorer.laid_out() else {
        return;
    };
    page::draw(buffer, spots.page, explorer, sheet, leaf, ink);
    let below = sheet
        .lines
        .len()
        .saturating_sub(leaf.top + explorer.room[1]);
    if below > 0 {
        let more = format!(" {below} more lines ");
        let wide = u16::try_from(more.len()).unwrap_or_default();
        let place = [area.right().saturating_sub(wide + 2), area.bottom() - 1];
        ink.put(buffer, place, wide, &more, edge(has_focus, ink));
    }
}

fn edge(has_focus: bool, ink: Ink) -> Style {
    if has_focus {
        ink.heading()
    } else {
        ink.quiet()
    }
}

/// The line at the foot: what is being typed, what has to be said, or the keys.
fn foot(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, ink: Ink) {
    let place = [area.x, area.y];
    let cursor = ink.pick("▏", "_");
    let typing = match &explorer.overlay {
        Overlay::Search(typed, _) => {
            let found = explorer.hits.len();
            Some(format!(
                "/{typed}{cursor}   {found} left · Enter keeps, Esc drops"
            ))
        }
        Overlay::Year(digits) => Some(format!("year {digits}{cursor}   four digits · Esc drops")),
        Overlay::Save(name) => Some(format!(
            "write to {name}{cursor}   the ending is the format · Enter writes, Esc drops"
        )),
        Overlay::Facets(..) => Some("Space ticks · Tab next kind · Enter keeps · Esc drops".into()),
        Overlay::Keys(_) => Some("↑↓ move · Esc closes".into()),
        Overlay::None if !explorer.message.is_empty() => Some(explorer.message.clone()),
        Overlay::None => None,
    };
    if let Some(typing) = typing {
        ink.put(buffer, place, area.width, &ink.text(&typing), Ink::title());
        return;
    }
    // The last two, which tell of all others and lead out, always have room.
    let named = |key: &Key| !key.short.is_empty();
    let (last, first): (Vec<Key>, Vec<Key>) = keys()
        .filter(named)
        .partition(|key| ["keys", "quit"].contains(&key.short));
    let label = |key: &Key| ink.text(key.keys.split("  ").next().unwrap_or_default());
    let wide = |key: &Key| label(key).width() + key.short.len() + 3;
    let mut room = usize::from(area.width) + 2 - last.iter().map(wide).sum::<usize>();
    let mut x = area.x;
    let fitting = first.into_iter().take_while(|key| {
        let fits = wide(key) <= room;
        room = room.saturating_sub(wide(key));
        fits
    });
    for key in fitting.chain(last) {
        x = ink.put(buffer, [x, area.y], area.width, &label(&key), ink.heading()) + 1;
        x = ink.put(buffer, [x, area.y], area.width, key.short, Style::new()) + 2;
    }
}

fn over(buffer: &mut Buffer, body: Rect, explorer: &mut Explorer<'_>, ink: Ink) {
    match std::mem::replace(&mut explorer.overlay, Overlay::None) {
        Overlay::Keys(top) => {
            let last = over::keys(buffer, body, top, ink);
            explorer.overlay = Overlay::Keys(top.min(last));
        }
        Overlay::Facets(mut facets, before) => {
            over::facets(buffer, body, explorer, &mut facets, ink);
            explorer.overlay = Overlay::Facets(facets, before);
        }
        other => explorer.overlay = other,
    }
}
