//! Dates for the browser: the `datetime` attribute, and the data that the page's script draws.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::export::text::as_single_unit;
use crate::model::date::{Bounds, End, Member, PeriodKind, Shape};
use crate::report::event_row::When;

/// The value of HTML's `datetime` attribute; `None` unless the date is one day, month or year.
pub fn machine_readable(when: &When<'_>) -> Option<String> {
    let date = when.date.filter(|date| *date.shape() == Shape::Moment)?;
    let (first, unit) = as_single_unit(date.bounds())?;
    let rest = match unit {
        PeriodKind::Day => "-%m-%d",
        PeriodKind::Month => "-%m",
        PeriodKind::Year => "",
    };
    let clock = date.bounds().clock();
    let time = clock.map_or(String::new(), |clock| format!("T{clock}"));
    let year = first.year();
    (year > 0).then(|| format!("{year:04}{}{time}", first.format(rest)))
}

/// The kind of the date in one word, and its stretches, separated by spaces. A stretch is
/// `first/last` (both inclusive), with `..` for an open side and `?` for an unknown one. A span
/// has two, its start and its end. A member that is a range of days, months or years has this unit
/// as a third part.
pub fn kind_and_stretches(when: &When<'_>) -> (&'static str, String) {
    let end = |end: End| match end {
        End::Within(bounds) => stretch(bounds),
        End::Open => "../..".into(),
        End::Unknown => "?/?".into(),
    };
    let member = |member: &Member| {
        let step = match member.step {
            None => "",
            Some(PeriodKind::Day) => "/day",
            Some(PeriodKind::Month) => "/month",
            Some(PeriodKind::Year) => "/year",
        };
        stretch(member.bounds) + step
    };
    let members = |members: &[Member]| members.iter().map(member).collect::<Vec<_>>().join(" ");
    let Some(date) = when.date else {
        return ("moment", String::new());
    };
    match date.shape() {
        Shape::Moment if date.single_day().is_some() => ("day", stretch(date.bounds())),
        Shape::Moment => ("moment", stretch(date.bounds())),
        Shape::Span(first, last) => ("span", format!("{} {}", end(*first), end(*last))),
        Shape::OneOf(list) => ("oneof", members(list)),
        Shape::AllOf(list) => ("allof", members(list)),
    }
}

/// Bounds as `first/last`, with `..` for an open side; days, or seconds within a day.
pub fn stretch(bounds: Bounds) -> String {
    let side = |day: Option<NaiveDate>, time: Option<NaiveTime>| match (day, time) {
        (None, _) => "..".to_owned(),
        (Some(day), None) => day.to_string(),
        (Some(day), Some(time)) => format!("{day}T{time}"),
    };
    let [from, to] = bounds.times();
    format!(
        "{}/{}",
        side(bounds.earliest, from),
        side(bounds.latest, to)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    #[test]
    fn only_whole_days_months_and_years_are_machine_dates() {
        for (date, expected) in [
            ("1953-03-05", Some("1953-03-05")),
            ("1953-02~", Some("1953-02")),
            ("1953?", Some("1953")),
            ("1912-04-14T23:40", Some("1912-04-14T23:40")),
            ("1956-22", None),
            ("195X", None),
            ("1953/1954", None),
            ("[..1955]", None),
            ("[1953-06..1953-07]", None),
            ("-0044-03-15", None),
        ] {
            let read = Date::parse(date).unwrap();
            let found = machine_readable(&When::new(Some(&read)));
            assert_eq!(found.as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn stretches_name_their_days() {
        for (date, of_kind, days) in [
            ("1953-03-05", "day", "1953-03-05/1953-03-05"),
            ("1953-03", "moment", "1953-03-01/1953-03-31"),
            (
                "1912-04-14T23:40",
                "day",
                "1912-04-14T23:40:00/1912-04-14T23:40:59",
            ),
            ("[..1955]", "moment", "../1955-12-31"),
            ("1953-03/", "span", "1953-03-01/1953-03-31 ?/?"),
            ("../1953", "span", "../.. 1953-01-01/1953-12-31"),
            ("{1953-03..1953-04}", "allof", "1953-03-01/1953-04-30/month"),
        ] {
            let date = Date::parse(date).unwrap();
            let when = When::new(Some(&date));
            assert_eq!(kind_and_stretches(&when), (of_kind, days.to_owned()));
        }
    }
}
