//! Draws the screen: the axis above, the list and the page below it, the command line and the keys
//! at the foot.

mod axis;
mod list;
mod overlay;
mod page;
mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Layout, Margin, Rect};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::model::date::days;
use crate::query::filter::BACKGROUND;
use crate::report::chronology;

use super::keys::keys;
use super::state::{Explorer, HitAreas, Overlay, Pane};
use theme::{Styles, TITLE};

pub use axis::scale;

/// Minimum columns and lines of the terminal.
const MIN_SIZE: [u16; 2] = [60, 16];

/// Minimum columns to draw the list and the page side by side.
const MIN_SIDE_BY_SIDE_WIDTH: u16 = 100;

/// Draws the explorer, and records the mouse hit areas.
pub fn draw(frame: &mut Frame<'_>, explorer: &mut Explorer<'_>) {
    let theme = Styles(explorer.render);
    let area = frame.area();
    let buffer = frame.buffer_mut();
    if area.width < MIN_SIZE[0] || area.height < MIN_SIZE[1] {
        explorer.hit_areas = HitAreas::default();
        return draw_too_small(buffer, area);
    }
    let axis_height = (area.height / 10 + 2).clamp(3, 5);
    let heights = [1, axis_height, area.height - axis_height - 3, 1, 1];
    let areas: [Rect; 5] = Layout::vertical(heights).areas(area);
    let [top, axis, _, command, foot] = areas.map(|lines| lines.inner(Margin::new(1, 0)));
    let body = areas[2];
    let width = usize::from(top.width);
    let heading = theme.truncate(&heading(explorer, theme, width), width);
    Span::styled(heading, TITLE).render(top, buffer);
    axis::draw(buffer, axis, explorer, theme);
    let (list, page) = panes(body, explorer);
    explorer.hit_areas = HitAreas {
        axis,
        list: list.map_or(Rect::ZERO, |list| list::draw(buffer, list, explorer, theme)),
        page: page.map_or(Rect::ZERO, |page| page::draw(buffer, page, explorer, theme)),
    };
    let typed = explorer.command_line().display(&explorer.flags);
    theme
        .truncate(&theme.text(&typed), width)
        .render(command, buffer);
    foot_line(explorer, width, theme).render(foot, buffer);
    overlay::draw(buffer, body, explorer, theme);
}

fn draw_too_small(buffer: &mut Buffer, area: Rect) {
    let [columns, lines] = MIN_SIZE;
    let words = format!(
        "The explorer needs {columns} columns and {lines} lines; this terminal has {} and {}. \
         q quits.",
        area.width, area.height
    );
    let lines = textwrap::wrap(&words, usize::from(area.width.max(1)));
    Text::from_iter(lines).render(area, buffer);
}

/// The timeline's title, the number of matching events, and the filter; without the title if they
/// do not fit in `room` columns.
fn heading(explorer: &Explorer<'_>, theme: Styles, room: usize) -> String {
    let timeline = explorer.timeline();
    let filter = &explorer.view.filter;
    let title = timeline.name();
    let found = explorer.hits.len();
    let has_background = filter.conditions_of(BACKGROUND).next().is_some();
    let events = timeline.events.iter();
    let all = events.filter(|event| has_background || !event.background);
    let all = all.count();
    let mut parts = vec![title.to_owned(), format!("{found} of {all} events")];
    parts.extend(days(filter.period));
    parts.extend(chronology::describe_filter(timeline, filter));
    let whole = theme.text(&parts.join(" · "));
    if whole.width() <= room {
        return whole;
    }
    theme.text(&parts[1..].join(" · "))
}

/// The areas of the list and the page: side by side, or only one of them.
fn panes(body: Rect, explorer: &Explorer<'_>) -> (Option<Rect>, Option<Rect>) {
    let has_room = body.width >= MIN_SIDE_BY_SIDE_WIDTH;
    match explorer.view.pane {
        _ if explorer.is_wide() => (None, Some(body)),
        Pane::List if !has_room => (Some(body), None),
        Pane::Page if !has_room => (None, Some(body)),
        _ => {
            let left = body.width * 45 / 100;
            let widths = [left, body.width - left];
            let [list, page] = Layout::horizontal(widths).areas(body);
            (Some(list), Some(page))
        }
    }
}

/// The foot line: the text being typed, a message, or the keys.
fn foot_line(explorer: &Explorer<'_>, width: usize, theme: Styles) -> Line<'static> {
    let cursor = theme.pick("▏", "_");
    let text = match &explorer.overlay {
        Overlay::Search(typed) => {
            let found = explorer.hits.len();
            format!("/{typed}{cursor}   {found} left · Enter shows all, Down the list, Esc drops")
        }
        Overlay::Year(digits) => format!("year {digits}{cursor}   four digits · Esc drops"),
        Overlay::Save(name) => {
            format!("write to {name}{cursor}   the ending is the format · Enter writes, Esc drops")
        }
        Overlay::Facets(_) => "Space ticks · Tab next kind · Enter keeps · Esc drops".into(),
        Overlay::Keys(_) => "↑↓ move · Esc closes".into(),
        Overlay::None if explorer.message.is_empty() => return keys_line(width, theme),
        Overlay::None => explorer.message.clone(),
    };
    let text = theme.truncate(&theme.text(&text), width);
    Line::from(Span::styled(text, TITLE))
}

/// The keys that fit. The last two, which show all keys and quit, are always included.
fn keys_line(width: usize, theme: Styles) -> Line<'static> {
    let named = keys().filter(|[_, short, _]| !short.is_empty());
    let keys = named.map(|[keys, short, _]| {
        let first = keys.split("  ").next().unwrap_or_default();
        (theme.text(first), format!(" {short}  "))
    });
    let keys: Vec<(String, String)> = keys.collect();
    let wide = |(key, short): &(String, String)| key.width() + short.len();
    let (first, last) = keys.split_at(keys.len() - 2);
    let mut used: usize = last.iter().map(wide).sum();
    let fitting = first.iter().take_while(|key| {
        used += wide(key);
        used <= width + 2
    });
    let spans = fitting.chain(last).flat_map(|(key, short)| {
        [
            Span::styled(key.clone(), theme.heading()),
            Span::raw(short.clone()),
        ]
    });
    spans.collect()
}
