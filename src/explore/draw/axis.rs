//! The time axis: how many events lie where, how long spans last, and which period is looked at.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::explore::state::Explorer;
use crate::model::date::{Bounds, Date, Shape};
use crate::report::packing::{Block, Packing};
use crate::report::scale::Scale;

use super::theme::{TITLE, Theme};

/// The lines of the axis that hold no spans.
const OTHER_LINES: u16 = 3;

/// The scale of the axis over so many columns; `None` if the days that the timeline covers are
/// open.
pub fn scale(explorer: &Explorer<'_>, columns: u16) -> Option<Scale> {
    let Bounds { earliest, latest } = explorer.covered;
    let columns = usize::from(columns.max(1));
    Some(Scale::of_months(earliest?, latest?, columns))
}

/// Draws the axis: density, spans if there is a line for them, the period, the years.
pub fn draw(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, theme: Theme) {
    let Some(scale) = scale(explorer, area.width) else {
        return;
    };
    let mut density = vec![0.0; scale.columns];
    let mut spans = Vec::new();
    for hit in &explorer.hits {
        let (date, _) = explorer.perspective.date(&explorer.timeline()[hit.event]);
        let Some(columns) = scale.covered(date.bounds()) else {
            continue;
        };
        if matches!(date.shape(), Shape::Span(..)) {
            spans.push(columns);
        } else {
            spread(&mut density, columns);
        }
    }
    let lines = area.height.saturating_sub(OTHER_LINES);
    let [top, bars, period, years] = [0, 1, 1 + lines, 2 + lines].map(|line| Rect {
        y: area.y + line,
        ..area
    });
    draw_density(buffer, top, &density, theme);
    if lines > 0 {
        draw_spans(buffer, bars, spans, lines.into(), theme);
    }
    draw_period(buffer, period, explorer, &scale, theme);
    for (column, label) in scale.years(4) {
        put(buffer, years, column, &label, theme.quiet());
    }
}

/// Writes a text that begins in a column of a line.
fn put(buffer: &mut Buffer, line: Rect, column: usize, text: &str, style: Style) {
    let x = line.x + u16::try_from(column).unwrap_or_default();
    buffer.set_string(x, line.y, text, style);
}

/// Writes a sign into all of some columns of a line.
fn fill(buffer: &mut Buffer, line: Rect, (first, last): (usize, usize), sign: &str, style: Style) {
    put(buffer, line, first, &sign.repeat(last + 1 - first), style);
}

/// Spreads one event evenly over the columns in which it may lie.
fn spread(density: &mut [f32], (first, last): (usize, usize)) {
    #[expect(clippy::cast_precision_loss, reason = "a screen has few columns")]
    let share = 1.0 / (last - first + 1) as f32;
    density[first..=last]
        .iter_mut()
        .for_each(|all| *all += share);
}

fn draw_density(buffer: &mut Buffer, line: Rect, density: &[f32], theme: Theme) {
    let levels = theme.pick(
        ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        [".", ".", ":", ":", "+", "+", "#", "#"],
    );
    let most = density.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    for (column, value) in density
        .iter()
        .enumerate()
        .filter(|(_, value)| **value > 0.0)
    {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 8"
        )]
        let level = (((value / most).sqrt() * 8.0).ceil() as usize).clamp(1, 8);
        put(buffer, line, column, levels[level - 1], theme.link());
    }
}

/// Draws spans on so many lines; how many are left out stands at the end.
fn draw_spans(
    buffer: &mut Buffer,
    area: Rect,
    mut spans: Vec<(usize, usize)>,
    lines: usize,
    theme: Theme,
) {
    let mut packing = Packing::default();
    let mut left_out = 0;
    let line = |row: usize| Rect {
        y: area.y + u16::try_from(row).unwrap_or_default(),
        ..area
    };
    // The shortest first, for more of them have room.
    spans.sort_by_key(|(first, last)| (last - first, *first));
    for (first, last) in spans {
        let block = [Block {
            row: 0,
            from: first,
            to: last + 1, // a blank behind it
        }];
        let row = packing.first_free(&block);
        if row < lines {
            packing.place(&block);
            let sign = theme.pick("━", "=");
            fill(buffer, line(row), (first, last), sign, theme.quiet());
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let more = format!("+{left_out}");
        let column = usize::from(area.width).saturating_sub(more.width());
        put(buffer, line(lines - 1), column, &more, theme.heading());
    }
}

/// Draws the period that is looked at, and where the event at hand lies.
fn draw_period(
    buffer: &mut Buffer,
    line: Rect,
    explorer: &Explorer<'_>,
    scale: &Scale,
    theme: Theme,
) {
    let whole = (0, scale.columns - 1);
    fill(buffer, line, whole, theme.pick("─", "-"), theme.quiet());
    let period = Some(explorer.filter().period).filter(|period| *period != Bounds::default());
    let period = period.and_then(|period| scale.covered(period));
    if let Some(period) = period {
        fill(buffer, line, period, theme.pick("═", "="), TITLE);
    }
    if let Some(hit) = explorer.hits.get(explorer.at) {
        let (date, _) = explorer.perspective.date(&explorer.timeline()[hit.event]);
        if let Some((first, last)) = scale.covered(date.bounds()) {
            let sign = event_mark(date, first == last, theme);
            fill(buffer, line, (first, last), sign, theme.heading());
        }
    }
    if let Some((first, last)) = period {
        put(buffer, line, first, "[", TITLE);
        let last = last.max(first + 1).min(scale.columns - 1);
        put(buffer, line, last, "]", TITLE);
    }
}

/// The mark of an event: one place, all of a span, or somewhere in a stretch.
fn event_mark(date: &Date, is_one_place: bool, theme: Theme) -> &'static str {
    match date.shape() {
        _ if is_one_place => theme.pick("▲", "^"),
        Shape::Span(..) => theme.pick("━", "="),
        _ => theme.pick("╌", "."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_spread_over_where_it_may_lie() {
        let mut density = vec![0.0; 4];
        spread(&mut density, (1, 2));
        spread(&mut density, (2, 2));
        assert_eq!(density, [0.0, 0.5, 1.5, 0.0]);
    }
}
