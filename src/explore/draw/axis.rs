//! The time axis: how many events lie where, how long spans last, and which period is looked at.

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::explore::state::Explorer;
use crate::model::date::{Bounds, Date, Shape};

use super::ink::Ink;

/// A scale from months to columns of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The first month, counted from the year 0.
    first: i32,
    /// How many months there are.
    months: i32,
    /// How many columns.
    columns: i32,
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default()
}

impl Scale {
    /// The scale of a period over so many columns; `None` where the period is open.
    pub fn new(period: Bounds, columns: u16) -> Option<Self> {
        let (first, last) = (month_of(period.earliest?), month_of(period.latest?));
        Some(Self {
            first,
            months: last - first + 1,
            columns: i32::from(columns.max(1)),
        })
    }

    /// The first column of a month; below zero or beyond the last column where it lies outside.
    fn start(self, month: i32) -> i32 {
        let place = i64::from(month - self.first) * i64::from(self.columns);
        i32::try_from(place.div_euclid(i64::from(self.months))).unwrap_or(i32::MAX)
    }

    /// The columns of a period, first and last, as far as they are on screen.
    fn columns(self, period: Bounds) -> Option<[i32; 2]> {
        let first = period
            .earliest
            .map_or(i32::MIN, |day| self.start(month_of(day)));
        let last = period.latest.map_or(i32::MAX, |day| {
            self.start(month_of(day) + 1)
                .saturating_sub(1)
                .max(self.start(month_of(day)))
        });
        let on_screen = first < self.columns && last >= 0;
        on_screen.then(|| [first.max(0), last.min(self.columns - 1)])
    }

    /// The year at a column.
    pub fn year_at(self, column: u16) -> i32 {
        let month = i64::from(column) * i64::from(self.months) / i64::from(self.columns);
        (self.first + i32::try_from(month).unwrap_or_default()).div_euclid(12)
    }
}

/// What the axis shows of the events that are left.
struct Spread {
    /// How many events lie in each column.
    density: Vec<f32>,
    /// The columns of spans, for each line those that have room on it.
    bars: Vec<Vec<[i32; 2]>>,
    /// How many spans have no room.
    left_out: usize,
}

impl Spread {
    /// The events as they lie on a scale, with so many lines for spans.
    fn new(explorer: &Explorer<'_>, scale: Scale, lines: usize) -> Self {
        let mut spread = Self {
            density: vec![0.0; usize::try_from(scale.columns).unwrap_or_default()],
            bars: vec![Vec::new(); lines],
            left_out: 0,
        };
        let mut spans = Vec::new();
        for hit in &explorer.hits {
            let date = explorer.teller.date(&explorer.timeline()[hit.event]).0;
            let Some(columns) = scale.columns(date.bounds()) else {
                continue;
            };
            if matches!(date.shape(), Shape::Span(..)) {
                spans.push(columns);
            } else {
                self::spread(&mut spread.density, columns);
            }
        }
        // The shortest first, for more of them have room.
        spans.sort_by_key(|[first, last]| (last - first, *first));
        for [first, last] in spans {
            let is_free = |line: &&mut Vec<[i32; 2]>| {
                let mut taken = line.iter();
                taken.all(|[a, b]| last < a - 1 || first > b + 1)
            };
            match spread.bars.iter_mut().find(is_free) {
                Some(line) => line.push([first, last]),
                None => spread.left_out += 1,
            }
        }
        spread
    }
}

/// The lines of the axis that hold no spans.
const OTHER_LINES: u16 = 3;

/// Draws the axis: density, spans where there is a line for them, the period, the years.
pub fn draw(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, scale: Scale, ink: Ink) {
    let lines = usize::from(area.height.saturating_sub(OTHER_LINES));
    let spread = Spread::new(explorer, scale, lines);
    density(buffer, area, &spread.density, ink);
    let mut y = area.y + 1;
    bars(buffer, Rect { y, ..area }, &spread, ink);
    y += area.height.saturating_sub(OTHER_LINES);
    window(buffer, Rect { y, ..area }, explorer, scale, ink);
    years(buffer, Rect { y: y + 1, ..area }, scale, ink);
}

/// Spreads one event evenly over the columns in which it may lie.
fn spread(density: &mut [f32], [first, last]: [i32; 2]) {
    let columns = first..=last;
    #[expect(clippy::cast_precision_loss, reason = "a screen has few columns")]
    let share = 1.0 / (last - first + 1) as f32;
    for column in columns {
        if let Some(density) = usize::try_from(column)
            .ok()
            .and_then(|i| density.get_mut(i))
        {
            *density += share;
        }
    }
}

fn density(buffer: &mut Buffer, area: Rect, density: &[f32], ink: Ink) {
    let levels = ink.pick(
        ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        [".", ".", ":", ":", "+", "+", "#", "#"],
    );
    let most = density.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    for (x, value) in (area.x..).zip(density) {
        if *value > 0.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from 0 to 8"
            )]
            let level = (((value / most).sqrt() * 8.0).ceil() as usize).clamp(1, 8);
            buffer.set_string(x, area.y, levels[level - 1], ink.link());
        }
    }
}

/// Draws spans below each other; how many are left out stands at the end.
fn bars(buffer: &mut Buffer, area: Rect, spread: &Spread, ink: Ink) {
    let mut y = area.y;
    for (line, at) in spread.bars.iter().zip(area.y..) {
        y = at;
        for column in line.iter().flat_map(|[first, last]| *first..=*last) {
            let x = area.x + u16::try_from(column).unwrap_or_default();
            buffer.set_string(x, y, ink.pick("━", "="), ink.quiet());
        }
    }
    if spread.left_out > 0 && !spread.bars.is_empty() {
        let more = format!("+{}", spread.left_out);
        let wide = u16::try_from(more.len()).unwrap_or_default();
        let place = [area.right().saturating_sub(wide), y];
        ink.put(buffer, place, wide, &more, ink.heading());
    }
}

/// Draws the period that is looked at, and where the event at hand lies.
fn window(buffer: &mut Buffer, area: Rect, explorer: &Explorer<'_>, scale: Scale, ink: Ink) {
    let put = |buffer: &mut Buffer, column: i32, sign: &str, style| {
        let x = area.x + u16::try_from(column).unwrap_or_default();
        buffer.set_string(x, area.y, sign, style);
    };
    for column in 0..i32::from(area.width) {
        put(buffer, column, ink.pick("─", "-"), ink.quiet());
    }
    let period = explorer.filter().period;
    let window = scale
        .columns(period)
        .filter(|_| period != Bounds::default());
    if let Some([first, last]) = window {
        for column in first..=last {
            put(buffer, column, ink.pick("═", "="), Ink::title());
        }
    }
    let hit = explorer.hits.get(explorer.at);
    let date = hit.map(|hit| explorer.teller.date(&explorer.timeline()[hit.event]).0);
    if let Some(date) = date
        && let Some([first, last]) = scale.columns(date.bounds())
    {
        for column in first..=last {
            put(
                buffer,
                column,
                mark(date, first == last, ink),
                ink.heading(),
            );
        }
    }
    if let Some([first, last]) = window {
        let last = last.max(first + 1).min(i32::from(area.width) - 1);
        put(buffer, first, "[", Ink::title());
        put(buffer, last, "]", Ink::title());
    }
}

/// The mark of an event: one place, all of a span, or somewhere in a stretch.
fn mark(date: &Date, is_one_place: bool, ink: Ink) -> &'static str {
    match date.shape() {
        _ if is_one_place => ink.pick("▲", "^"),
        Shape::Span(..) => ink.pick("━", "="),
        _ => ink.pick("╌", "."),
    }
}

/// Writes the years below, as many as have room.
fn years(buffer: &mut Buffer, area: Rect, scale: Scale, ink: Ink) {
    const ROOM: i32 = 5;
    let mut free = 0;
    let first = scale.first.div_euclid(12);
    let last = (scale.first + scale.months - 1).div_euclid(12);
    for year in first..=last {
        let column = scale.start(year * 12).max(0);
        let label = year.to_string();
        let wide = i32::try_from(label.len()).unwrap_or(ROOM);
        if column >= free && column + wide <= scale.columns {
            let x = area.x + u16::try_from(column).unwrap_or_default();
            ink.put(buffer, [x, area.y], area.width, &label, ink.quiet());
            free = column + wide.max(ROOM - 1) + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Bounds {
        let [earliest, latest] = [from, to].map(|day| Some(day.parse().unwrap()));
        Bounds { earliest, latest }
    }

    #[test]
    fn months_fall_on_columns_from_the_first_to_the_last() {
        let scale = Scale::new(period("1953-01-01", "1964-12-31"), 144).unwrap();
        assert_eq!(
            scale.columns(period("1953-01-01", "1953-01-31")),
            Some([0, 0])
        );
        assert_eq!(
            scale.columns(period("1956-01-01", "1956-12-31")),
            Some([36, 47])
        );
        assert_eq!(
            scale.columns(period("1900-01-01", "1953-02-01")),
            Some([0, 1])
        );
        assert_eq!(scale.columns(period("1965-01-01", "1965-02-01")), None);
        assert_eq!(scale.columns(Bounds::default()), Some([0, 143]));
        assert_eq!((scale.year_at(0), scale.year_at(143)), (1953, 1964));
        let narrow = Scale::new(period("1953-01-01", "1964-12-31"), 60).unwrap();
        assert_eq!(
            narrow.columns(period("1964-12-01", "1964-12-31")),
            Some([59, 59])
        );
    }

    #[test]
    fn an_event_is_spread_over_where_it_may_lie() {
        let mut density = vec![0.0; 4];
        spread(&mut density, [1, 2]);
        spread(&mut density, [2, 2]);
        assert_eq!(density, [0.0, 0.5, 1.5, 0.0]);
    }
}
