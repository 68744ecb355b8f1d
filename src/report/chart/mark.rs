//! The marks of a chart: what is drawn for a date.

use crate::model::date::{Bounds, Date, End, Match, Shape};
use crate::report::part::When;

/// An event in a lane.
#[derive(Clone)]
pub struct Mark<'a> {
    /// The place of the event among those of the chart, from 0.
    pub event: usize,
    /// The date that is drawn: that of the event, or of the lane's source.
    pub when: When<'a>,
    /// What is drawn for it, in chronological order.
    pub pieces: Vec<Piece>,
    /// How each source dates it, by id, where they disagree and the lanes are sources.
    pub dated: Vec<(&'a str, &'a Date)>,
}

/// A part of a mark: some days, and what is known of the event on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The days; an open side runs on.
    pub bounds: Bounds,
    /// What is known.
    pub stroke: Stroke,
}

/// What is known of an event on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stroke {
    /// It happened on one of them, or on none where the mark has several pieces.
    Somewhen,
    /// It began or ended on one of them.
    Edge,
    /// It happened on that day.
    Day,
    /// It lasted through all of them.
    Lasting,
}

impl<'a> Mark<'a> {
    /// The mark of an event at a date, with nothing said of the dates of others.
    pub fn new(event: usize, when: When<'a>) -> Self {
        Self {
            event,
            when,
            pieces: when.read.map(pieces).unwrap_or_default(),
            dated: Vec::new(),
        }
    }

    /// How the event meets a period, as far as this date tells: a date that is not the lane's own
    /// tells nothing for certain.
    pub fn within(&self, period: Bounds) -> Option<Match> {
        let matching = self.when.read?.within(period)?;
        let own = Some(matching).filter(|_| self.when.is_their_own);
        Some(own.unwrap_or(Match::Possible))
    }
}

/// What is drawn for a date.
fn pieces(date: &Date) -> Vec<Piece> {
    let certain = !date.is_approximate() && !date.is_uncertain();
    let all = |bounds: Bounds| Piece {
        bounds,
        stroke: if bounds.single_day().is_some() {
            Stroke::Day
        } else {
            Stroke::Lasting
        },
    };
    let one = |bounds: Bounds| Piece {
        bounds,
        stroke: Stroke::Somewhen,
    };
    match date.shape() {
        Shape::Moment if certain && date.single_day().is_some() => vec![all(date.bounds())],
        Shape::Moment => vec![one(date.bounds())],
        Shape::Span(start, end) => span(*start, *end),
        Shape::OneOf(_) => date.regions().into_iter().map(one).collect(),
        Shape::AllOf(_) => date.regions().into_iter().map(all).collect(),
    }
}

/// The days through which a span surely lasted, and before and after them those on which it may
/// have begun and ended.
fn span(start: End, end: End) -> Vec<Piece> {
    let whole = Bounds {
        earliest: bounds_of(start).earliest,
        latest: bounds_of(end).latest,
    };
    let edge = |earliest, latest| Piece {
        bounds: Bounds { earliest, latest },
        stroke: Stroke::Edge,
    };
    let first = bounds_of(start).latest;
    let last = bounds_of(end).earliest;
    let has_core = !matches!(start, End::Unknown)
        && !matches!(end, End::Unknown)
        && first.zip(last).is_none_or(|(first, last)| first <= last);
    if !has_core {
        return vec![edge(whole.earliest, whole.latest)];
    }
    let before = first.filter(|_| whole.earliest != first);
    let after = last.filter(|_| whole.latest != last);
    let before = before.and_then(|day| day.pred_opt());
    let after = after.and_then(|day| day.succ_opt());
    let core = Piece {
        bounds: Bounds {
            earliest: first,
            latest: last,
        },
        stroke: Stroke::Lasting,
    };
    let before = before.map(|day| edge(whole.earliest, Some(day)));
    let after = after.map(|day| edge(Some(day), whole.latest));
    before.into_iter().chain([core]).chain(after).collect()
}

fn bounds_of(end: End) -> Bounds {
    match end {
        End::Within(bounds) => bounds,
        End::Open | End::Unknown => Bounds::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn drawn(date: &str) -> Vec<(Stroke, String)> {
        let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
        let date = Date::parse(date).unwrap();
        let told = |p: &Piece| format!("{}..{}", day(p.bounds.earliest), day(p.bounds.latest));
        pieces(&date).iter().map(|p| (p.stroke, told(p))).collect()
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
        use Stroke::{Day, Edge, Lasting, Somewhen};
        check("1953-03-05", &[(Day, "1953-03-05..1953-03-05")]);
        check("1953-03-05~", &[(Somewhen, "1953-03-05..1953-03-05")]);
        check("1953-06", &[(Somewhen, "1953-06-01..1953-06-30")]);
        check("[1953-06..]", &[(Somewhen, "1953-06-01..")]);
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
                (Somewhen, "1953-03-05..1953-03-05"),
                (Somewhen, "1953-04-01..1953-04-30"),
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
