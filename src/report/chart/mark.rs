//! The marks of a chart: what is drawn for a date.

use crate::model::date::{Bounds, Date, End, Match, Shape};
use crate::report::axis::Grain;
use crate::report::event_row::When;

/// An event in a lane.
pub struct Mark<'a> {
    /// Index of the event in the events of the chart.
    pub event: usize,
    /// The date to draw: the event's, or the one that the lane's source gives.
    pub date: &'a Date,
    /// False if the source gives no date, so that this one is from elsewhere.
    pub is_own_date: bool,
    /// Whether the editor supplies the date, because no source dates the event.
    pub is_supplied: bool,
    /// The parts to draw, in chronological order.
    pub pieces: Vec<MarkPart>,
    /// The id and date of each source that dates it, if the event is disputed and the lanes are
    /// sources.
    pub dated: Vec<(&'a str, &'a Date)>,
}

/// A part of a mark: a range of time, and what is known about the event on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkPart {
    /// The first and the last instant; an open side is unlimited.
    pub bounds: Bounds,
    pub stroke: Stroke,
}

/// What is known about an event in a range of time. Greater variants are drawn over lesser ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// It happened on one of them, or on none if the mark has several parts.
    SomeDay,
    /// The same for a single day or time of day.
    PossibleDay,
    /// It began or ended on one of them.
    Edge,
    /// It happened on that day, or at that time.
    Day,
    /// It lasted through all of them.
    Lasting,
}

/// All strokes with their meaning on an axis of a grain, in the order of the legend.
pub fn strokes(grain: Grain) -> [(Stroke, &'static str); 5] {
    [
        (Stroke::Day, ["on that day", "at that time"]),
        (
            Stroke::PossibleDay,
            ["perhaps on that day", "perhaps at that time"],
        ),
        (
            Stroke::SomeDay,
            ["some time in these days", "some time in these hours"],
        ),
        (
            Stroke::Lasting,
            ["lasted through these days", "lasted through these hours"],
        ),
        (
            Stroke::Edge,
            [
                "began or ended in these days",
                "began or ended in these hours",
            ],
        ),
    ]
    .map(|(stroke, [by_days, by_hours])| match grain {
        Grain::Hour => (stroke, by_hours),
        _ => (stroke, by_days),
    })
}

impl MarkPart {
    /// Whether it is drawn as one point, however wide the day is.
    pub fn is_point(&self) -> bool {
        matches!(self.stroke, Stroke::Day | Stroke::PossibleDay)
    }
}

impl Mark<'_> {
    /// Draws days over their hours, for an axis of hours: the time is one of these.
    pub fn spread_days(&mut self) {
        let is_day = |piece: &&mut MarkPart| piece.is_point() && !piece.bounds.has_time();
        let days = self.pieces.iter_mut().filter(is_day);
        days.for_each(|piece| piece.stroke = Stroke::SomeDay);
    }

    /// The date; in words, it is in brackets if it is from elsewhere.
    pub fn when(&self) -> When<'_> {
        When {
            is_own_date: self.is_own_date,
            ..When::new(Some(self.date))
        }
    }

    /// Whether any part has this stroke.
    pub fn has(&self, stroke: Stroke) -> bool {
        self.pieces.iter().any(|piece| piece.stroke == stroke)
    }

    /// How the event matches a period by this date; at most possible if the date is from elsewhere.
    pub fn match_in(&self, period: Bounds) -> Option<Match> {
        let matching = self.date.match_in(period)?;
        let own = Some(matching).filter(|_| self.is_own_date);
        Some(own.unwrap_or(Match::Possible))
    }
}

/// The parts to draw for a date.
pub fn mark_parts(date: &Date) -> Vec<MarkPart> {
    let is_certain = !date.is_approximate() && !date.is_uncertain();
    let piece = |bounds: Bounds, of_day, of_days| {
        let is_point =
            bounds.clock().is_some() || bounds.single_day().is_some() && !bounds.has_time();
        let stroke = if is_point { of_day } else { of_days };
        MarkPart { bounds, stroke }
    };
    let all = |bounds| piece(bounds, Stroke::Day, Stroke::Lasting);
    let one = |bounds| piece(bounds, Stroke::PossibleDay, Stroke::SomeDay);
    match date.shape() {
        Shape::Moment if is_certain && date.single_day().is_some() => vec![all(date.bounds())],
        Shape::Moment => vec![one(date.bounds())],
        Shape::Span(start, end) => span(*start, *end),
        Shape::OneOf(_) => date.ranges().into_iter().map(one).collect(),
        Shape::AllOf(_) => date.ranges().into_iter().map(all).collect(),
    }
}

/// The time through which an interval certainly lasted, and the days before and after on which it
/// may have begun or ended.
fn span(start: End, end: End) -> Vec<MarkPart> {
    let part = |stroke, bounds| MarkPart { bounds, stroke };
    let is_known = !matches!(start, End::Unknown) && !matches!(end, End::Unknown);
    let (start, end) = (start.bounds(), end.bounds());
    // A day or a time as an end is part of what lasted; of anything longer, only one day is.
    let certain = |end: Bounds, day| match end.single_day() {
        Some(_) => end,
        None => Bounds::days(day, day),
    };
    let (first, last) = (certain(start, start.latest), certain(end, end.earliest));
    let order = first.ends()[0].zip(last.ends()[1]);
    if !is_known || order.is_some_and(|(first, last)| first > last) {
        return vec![part(Stroke::Edge, start.to(end))];
    }
    let mut parts = vec![part(Stroke::Lasting, first.to(last))];
    if let Some(before) = first.before().filter(|_| start != first) {
        parts.insert(0, part(Stroke::Edge, start.to(before)));
    }
    if let Some(after) = last.after().filter(|_| end != last) {
        parts.push(part(Stroke::Edge, after.to(end)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(date: &str) -> Vec<(Stroke, String)> {
        let date = Date::parse(date).unwrap();
        let days = |part: &MarkPart| {
            let format = if part.bounds.has_time() {
                "%dT%H:%M:%S"
            } else {
                "%Y-%m-%d"
            };
            let ends = part.bounds.ends();
            let [first, last] = ends.map(|end| end.map(|at| at.format(format).to_string()));
            format!(
                "{}..{}",
                first.unwrap_or_default(),
                last.unwrap_or_default()
            )
        };
        mark_parts(&date)
            .iter()
            .map(|p| (p.stroke, days(p)))
            .collect()
    }

    fn check(date: &str, expected: &[(Stroke, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(s, t)| (*s, (*t).to_owned()))
            .collect();
        assert_eq!(drawn(date), expected, "{date}");
    }

    #[test]
    fn a_mark_shows_what_its_date_knows() {
        use Stroke::{Day, Edge, Lasting, PossibleDay, SomeDay};
        check("1953-03-05", &[(Day, "1953-03-05..1953-03-05")]);
        check("1953-03-05~", &[(PossibleDay, "1953-03-05..1953-03-05")]);
        check("1953-06", &[(SomeDay, "1953-06-01..1953-06-30")]);
        check("1912-04-14T23:40", &[(Day, "14T23:40:00..14T23:40:59")]);
        check(
            "1912-04-14T22:00/1912-04-15T02:20",
            &[(Lasting, "14T22:00:00..15T02:20:59")],
        );
        check(
            "1912-04-14/1912-04-15T02:20",
            &[(Lasting, "14T00:00:00..15T02:20:59")],
        );
        check("[1953-06..]", &[(SomeDay, "1953-06-01..")]);
        check(
            "1954/1956",
            &[
                (Edge, "1954-01-01..1954-12-30"),
                (Lasting, "1954-12-31..1956-01-01"),
                (Edge, "1956-01-02..1956-12-31"),
            ],
        );
        check(
            "1956-10-23/1956-11-04",
            &[(Lasting, "1956-10-23..1956-11-04")],
        );
        check("1956-10-23/..", &[(Lasting, "1956-10-23..")]);
        check("1956-10-23/", &[(Edge, "1956-10-23..")]);
        check("1956/1956-10", &[(Edge, "1956-01-01..1956-10-31")]);
        check(
            "[1953-03-05,1953-04]",
            &[
                (PossibleDay, "1953-03-05..1953-03-05"),
                (SomeDay, "1953-04-01..1953-04-30"),
            ],
        );
        check(
            "{1953-03-05,1955}",
            &[
                (Day, "1953-03-05..1953-03-05"),
                (Lasting, "1955-01-01..1955-12-31"),
            ],
        );
    }
}
