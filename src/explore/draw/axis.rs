//! The time axis: event density, spans, and the selected period.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::explore::state::Explorer;
use crate::model::date::{Bounds, Date, Shape};
use crate::report::axis::{Axis, Grain};
use crate::report::packing::{Packing, RowStretch};
use crate::report::scale::Scale;

use super::theme::{Styles, TITLE};

/// Lines of the axis for density and period; the rest are for spans and labels.
const OTHER_LINES: usize = 2;

/// The scale of an axis of `columns` columns over the timeline, by months unless they are few; `None`
/// if no event has a known day.
pub fn scale(explorer: &Explorer<'_>, columns: u16) -> Option<Scale> {
    let timeline = explorer.timeline();
    let events = timeline.events.iter().filter(|event| !event.background);
    let scope = timeline.scope.bounds();
    let dates = events.map(|event| event.date.bounds().clip_to(scope));
    let dates: Vec<Bounds> = dates.collect();
    let over = |grain| Axis::over(&dates, Bounds::default(), grain);
    let columns = usize::from(columns.max(1));
    let axis = over(None)?;
    Some(match axis.grain {
        Grain::Day | Grain::Hour => Scale::of_seconds(axis, columns),
        Grain::Month | Grain::Year => {
            let mut scale = Scale::of_months(over(Some(Grain::Month))?, columns);
            scale.axis.grain = Grain::Year; // one row of labels
            scale
        }
    })
}

/// Draws the axis: density, spans if there is room, the period, the years.
pub fn draw(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, theme: Styles) {
    let Some(scale) = scale(explorer, area.width) else {
        return;
    };
    let mut density = vec![0.0; scale.columns];
    let mut spans = Vec::new();
    for hit in &explorer.hits {
        let (date, _) = explorer.date(*hit);
        let Some(columns) = scale.covered_columns(date.bounds()) else {
            continue;
        };
        if matches!(date.shape(), Shape::Span(..)) {
            spans.push(columns);
        } else {
            spread(&mut density, columns);
        }
    }
    let mut axis = AxisDrawing {
        buffer,
        area,
        theme,
    };
    let room = usize::from(area.height).saturating_sub(OTHER_LINES);
    let mut labels = scale.labels(str::width);
    labels.drain(..labels.len().saturating_sub(room));
    let lines = room - labels.len();
    axis.draw_density(&density);
    if lines > 0 {
        axis.draw_spans(spans, lines);
    }
    axis.draw_period(1 + lines, explorer, &scale);
    for (line, row) in (2 + lines..).zip(labels) {
        for (column, label) in row {
            axis.write_at(line, column, &label, theme.quiet());
        }
    }
}

/// Distributes one event evenly over the columns of its bounds, `last` included.
fn spread(density: &mut [f32], (first, last): (usize, usize)) {
    #[expect(clippy::cast_precision_loss, reason = "a screen has few columns")]
    let share = 1.0 / (last - first + 1) as f32;
    density[first..=last]
        .iter_mut()
        .for_each(|all| *all += share);
}

struct AxisDrawing<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    theme: Styles,
}

impl AxisDrawing<'_> {
    /// Writes text at a line and column of the axis.
    fn write_at(&mut self, line: usize, column: usize, text: &str, style: Style) {
        let [x, y] = [column, line].map(|distance| u16::try_from(distance).unwrap_or_default());
        let (x, y) = (self.area.x + x, self.area.y + y);
        self.buffer.set_string(x, y, text, style);
    }

    /// Fills the columns of a line, `last` included, with a sign.
    fn fill(&mut self, line: usize, (first, last): (usize, usize), sign: &str, style: Style) {
        self.write_at(line, first, &sign.repeat(last + 1 - first), style);
    }

    fn draw_density(&mut self, density: &[f32]) {
        let levels = self.theme.pick(
            ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            [".", ".", ":", ":", "+", "+", "#", "#"],
        );
        // Levels follow the square root of the density, so that low counts stay visible.
        let squares = [1.0, 4.0, 9.0, 16.0, 25.0, 36.0, 49.0, 64.0];
        let most = density.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        for (column, value) in density.iter().enumerate() {
            let level = squares.partition_point(|square| square / 64.0 < value / most);
            if *value > 0.0 {
                self.write_at(0, column, levels[level.min(7)], self.theme.link());
            }
        }
    }

    /// Packs the spans into the lines; the last line ends with the number that did not fit.
    fn draw_spans(&mut self, mut spans: Vec<(usize, usize)>, lines: usize) {
        let mut packing = Packing::default();
        let mut left_out = 0;
        // Shortest first, so that more of them fit.
        spans.sort_by_key(|(first, last)| (last - first, *first));
        for (from, last) in spans {
            let to = last + 1; // one blank column after it
            let block = [RowStretch { row: 0, from, to }];
            let row = packing.first_free(&block);
            if row < lines {
                packing.place(&block);
                let sign = self.theme.pick("━", "=");
                self.fill(1 + row, (from, last), sign, self.theme.quiet());
            } else {
                left_out += 1;
            }
        }
        if left_out > 0 {
            let more = format!("+{left_out}");
            let column = usize::from(self.area.width).saturating_sub(more.width());
            self.write_at(lines, column, &more, self.theme.heading());
        }
    }

    /// Draws the selected period, and the bounds of the selected event.
    fn draw_period(&mut self, line: usize, explorer: &Explorer<'_>, scale: &Scale) {
        let theme = self.theme;
        let whole = (0, scale.columns - 1);
        self.fill(line, whole, theme.pick("─", "-"), theme.quiet());
        let period = Some(explorer.view.filter.period);
        let period = period.filter(|period| *period != Bounds::default());
        let period = period.and_then(|period| scale.covered_columns(period));
        if let Some(period) = period {
            self.fill(line, period, theme.pick("═", "="), TITLE);
        }
        if let Some(hit) = explorer.hits.get(explorer.view.selected) {
            let (date, _) = explorer.date(*hit);
            if let Some((first, last)) = scale.covered_columns(date.bounds()) {
                let sign = event_mark(date, first == last, theme);
                self.fill(line, (first, last), sign, theme.heading());
            }
        }
        if let Some((first, last)) = period {
            self.write_at(line, first, "[", TITLE);
            let last = last.max(first + 1).min(scale.columns - 1);
            self.write_at(line, last, "]", TITLE);
        }
    }
}

/// The mark of an event: in one column, over all of a span, or somewhere within its bounds.
fn event_mark(date: &Date, is_one_place: bool, theme: Styles) -> &'static str {
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
