//! The marks of a chart: what is drawn for a date.

use crate::model::date::{Bounds, Date, End, Match, Shape};
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

/// A part of a mark: a range of days, and what is known about the event on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkPart {
    /// The days; an open side is unlimited.
    pub bounds: Bounds,
    pub stroke: Stroke,
}

/// What is known about an event on a range of days. Greater variants are drawn over lesser ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// It happened on one of them, or on none if the mark has several parts.
    SomeDay,
    /// The same for a single day.
    PossibleDay,
    /// It began or ended on one of them.
    Edge,
    /// It happened on that day.
    Day,
    /// It lasted through all of them.
    Lasting,
}

/// All strokes with their meaning, in the order of the legend.
pub const STROKES: [(Stroke, &str); 5] = [
    (Stroke::Day, "on that day"),
    (Stroke::PossibleDay, "perhaps on that day"),
    (Stroke::SomeDay, "some time in these days"),
    (Stroke::Lasting, "lasted through these days"),
    (Stroke::Edge, "began or ended in these days"),
];

impl Mark<'_> {
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
        let stroke = bounds.single_day().map_or(of_days, |_| of_day);
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

/// The days through which an interval certainly lasted, and the days before and after on which it
/// may have begun or ended.
fn span(start: End, end: End) -> Vec<MarkPart> {
    let piece = |stroke, earliest, latest| MarkPart {
        bounds: Bounds::days(earliest, latest),
        stroke,
    };
    let is_known = !matches!(start, End::Unknown) && !matches!(end, End::Unknown);
    let (start, end) = (start.bounds(), end.bounds());
    let (first, last) = (start.latest, end.earliest);
    let in_order = first.zip(last).is_none_or(|(first, last)| first <= last);
    if !is_known || !in_order {
        return vec![piece(Stroke::Edge, start.earliest, end.latest)];
    }
    let mut pieces = vec![piece(Stroke::Lasting, first, last)];
    let day_before = first.and_then(|day| day.pred_opt());
    if day_before.is_some() && start.earliest != first {
        pieces.insert(0, piece(Stroke::Edge, start.earliest, day_before));
    }
    let day_after = last.and_then(|day| day.succ_opt());
    if day_after.is_some() && end.latest != last {
        pieces.push(piece(Stroke::Edge, day_after, end.latest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn drawn(date: &str) -> Vec<(Stroke, String)> {
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        let date = Date::parse(date).unwrap();
        let days = |p: &MarkPart| format!("{}..{}", day(p.bounds.earliest), day(p.bounds.latest));
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
