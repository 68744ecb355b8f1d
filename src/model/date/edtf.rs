//! EDTF parsing, with the crate `edtf-core`; no other module uses that crate.

use chrono::NaiveDate;
use edtf_core::{Bound, DateTime, Edtf, IntervalEndpoint, Precision, SetElement, SetKind};

use super::{Bounds, Calendar, Date, End, Member, PeriodKind, Shape};

/// Parses an EDTF string; see [`Date::parse_in`].
pub fn parse(text: &str, calendar: Option<Calendar>) -> Result<Date, String> {
    if text.contains(['[', '{', '/']) && (text.contains('T') || calendar.is_some()) {
        if calendar.is_some() {
            // Parts alone do not show whether they go together.
            let day_before = text.replace("-02-29", "-02-28");
            parse(text, None).or_else(|why| parse(&day_before, None).map_err(|_| why))?;
        }
        return parse_by_parts(text, calendar);
    }
    if let Some(date) = calendar.and_then(|_| julian_leap_day(text)) {
        return Ok(date);
    }
    let in_full = with_seconds(text);
    let parsed = Edtf::parse(in_full.as_deref().unwrap_or(text))
        .or_else(|error| Edtf::parse(&to_days(text).ok_or(error)?))
        .map_err(|error| format!("`{text}` is not an EDTF date: {}", error.message))?;
    let mut bounds = bounds_of(&parsed)?;
    if let (Edtf::DateTime(DateTime { time, .. }), Some(day)) = (&parsed, bounds.single_day()) {
        let second = in_full.is_none().then_some(time.second.into());
        bounds = Bounds::time(day, [time.hour.into(), time.minute.into()], second);
    }
    if calendar.is_some() {
        let beyond = || format!("`{text}` is beyond the calendar");
        bounds = bounds.converted_from_julian().ok_or_else(beyond)?;
    }
    let shape = match &parsed {
        Edtf::Date(_) | Edtf::DateTime(_) => Shape::Moment,
        Edtf::Interval(interval) => Shape::Span(end(&interval.start)?, end(&interval.end)?),
        Edtf::Set(set) => {
            let members: Vec<Member> = set
                .elements
                .iter()
                .map(member)
                .collect::<Result<_, String>>()?;
            set_shape(set.kind, members)
        }
    };
    Ok(Date {
        text: text.to_owned(),
        calendar,
        bounds,
        shape,
        approximate: parsed.is_approximate(),
        uncertain: parsed.is_uncertain(),
    })
}

/// A day that only the Julian calendar has, such as 29 February 1900.
fn julian_leap_day(text: &str) -> Option<Date> {
    let at = text[..text.find('T').unwrap_or(text.len())].rfind("29")?;
    let day_before = format!("{}28{}", &text[..at], &text[at + 2..]);
    let date = parse(text, None)
        .is_err()
        .then(|| parse(&day_before, Some(Calendar::Julian)).ok())??;
    Some(Date {
        text: text.to_owned(),
        bounds: date.bounds.next_julian_leap_day()?,
        ..date
    })
}

/// Parses an interval or a set part by part. Those with times are not in EDTF, but are needed where
/// sources differ about a time; in those of the Julian calendar, each day is converted.
fn parse_by_parts(text: &str, calendar: Option<Calendar>) -> Result<Date, String> {
    let no_date = || format!("`{text}` is not an EDTF date");
    let part = |part: &str| {
        if part.contains(['[', '{', '/']) {
            return Err(no_date());
        }
        parse(part, calendar).map(|date| date.bounds())
    };
    let range = |start: Bounds, end: Bounds| {
        let bounds = start.to(end);
        let ends = bounds.start().zip(bounds.end());
        if ends.is_some_and(|(start, end)| start > end) {
            return Err(no_date());
        }
        Ok(bounds)
    };
    let (shape, bounds) = if let Some((start, end)) = text.split_once('/') {
        let end_of = |text: &str| match text {
            "" => Ok(End::Unknown),
            ".." => Ok(End::Open),
            text => part(text).map(End::Within),
        };
        let (start, end) = (end_of(start)?, end_of(end)?);
        (
            Shape::Span(start, end),
            range(start.bounds(), end.bounds())?,
        )
    } else {
        let inner = text.get(1..text.len() - 1).ok_or_else(no_date)?;
        let member = |text: &str| {
            let bounds = match text.split_once("..") {
                None => part(text)?,
                Some(("", end)) => Bounds::default().to(part(end)?),
                Some((start, "")) => part(start)?.to(Bounds::default()),
                Some((start, end)) => range(part(start)?, part(end)?)?,
            };
            Ok(Member { bounds, step: None })
        };
        let members: Result<Vec<Member>, String> = inner.split(',').map(member).collect();
        let members = members?;
        let bounds = Bounds::around(members.iter().map(|member| member.bounds));
        let kind = match text.as_bytes() {
            [b'[', .., b']'] => SetKind::OneMember,
            [b'{', .., b'}'] => SetKind::AllMembers,
            _ => return Err(no_date()),
        };
        (set_shape(kind, members), bounds)
    };
    Ok(Date {
        text: text.to_owned(),
        calendar,
        bounds,
        shape,
        approximate: text.contains(['~', '%']),
        uncertain: text.contains(['?', '%']),
    })
}

fn set_shape(kind: SetKind, members: Vec<Member>) -> Shape {
    match kind {
        SetKind::OneMember if members.len() == 1 => Shape::Moment,
        SetKind::OneMember => Shape::OneOf(members),
        SetKind::AllMembers => Shape::AllOf(members),
    }
}

/// Adds the seconds to a time that has none, such as `1912-04-14T23:40`, as EDTF wants them; `None`
/// if it is no such time.
fn with_seconds(text: &str) -> Option<String> {
    let (_, time) = text.split_once('T')?;
    let clock = time.get(..5)?;
    let offset = &time[5..];
    let is_clock = clock.as_bytes()[2] == b':' && !offset.starts_with(':');
    is_clock.then(|| format!("{}:00{offset}", &text[..text.len() - offset.len()]))
}

/// Rewrites ranges of mixed precision in a `[…]` set as ranges of days; `None` if there are none.
///
/// EDTF requires both ends of a range to have the same precision, but curators bound an event by
/// a day and a year.
fn to_days(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut changed = false;
    let members: Vec<String> = inner
        .split(',')
        .map(|member| match member.split_once("..") {
            Some((a, b)) if !a.is_empty() && !b.is_empty() && a.len() != b.len() => {
                changed = true;
                let first = Edtf::parse(a).ok()?.bounds().earliest;
                let last = Edtf::parse(b).ok()?.bounds().latest;
                match (first, last) {
                    (Bound::Date(first), Bound::Date(last)) => Some(format!("{first}..{last}")),
                    _ => None,
                }
            }
            _ => Some(member.to_owned()),
        })
        .collect::<Option<_>>()?;
    changed.then(|| format!("[{}]", members.join(",")))
}

/// A day of chrono's calendar, or `None` if the side is open or unknown.
fn bound_day(bound: Bound) -> Result<Option<NaiveDate>, String> {
    let Bound::Date(day) = bound else {
        return Ok(None);
    };
    i32::try_from(day.year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, day.month.into(), day.day.into()))
        .map(Some)
        .ok_or_else(|| format!("the year {} is beyond the calendar", day.year))
}

fn bounds_of(date: &Edtf) -> Result<Bounds, String> {
    let bounds = date.bounds();
    Ok(Bounds::days(
        bound_day(bounds.earliest)?,
        bound_day(bounds.latest)?,
    ))
}

fn end(endpoint: &IntervalEndpoint) -> Result<End, String> {
    let within = |date| bounds_of(&Edtf::Date(date));
    let open = Bounds::default();
    Ok(match *endpoint {
        IntervalEndpoint::Date(date) => End::Within(within(date)?),
        IntervalEndpoint::OnOrBefore(date) => End::Within(open.to(within(date)?)),
        IntervalEndpoint::OnOrAfter(date) => End::Within(within(date)?.to(open)),
        IntervalEndpoint::Open => End::Open,
        IntervalEndpoint::Unknown => End::Unknown,
    })
}

fn member(element: &SetElement) -> Result<Member, String> {
    let within = |date| bounds_of(&Edtf::Date(date));
    let open = Bounds::default();
    let (bounds, stepping) = match *element {
        SetElement::Date(date) => (within(date)?, None),
        SetElement::OnOrBefore(date) => (open.to(within(date)?), Some(date)),
        SetElement::OnOrAfter(date) => (within(date)?.to(open), Some(date)),
        SetElement::Range(a, b) => (within(a)?.to(within(b)?), Some(a)),
    };
    let step = stepping.map(|date| match date.precision() {
        Precision::Year => PeriodKind::Year,
        Precision::Month | Precision::Season => PeriodKind::Month,
        Precision::Day => PeriodKind::Day,
    });
    Ok(Member { bounds, step })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_cases_hold() {
        let cases: Vec<serde_json::Value> =
            serde_json::from_str(include_str!("../../../tests/cases/edtf.json")).unwrap();
        assert!(cases.len() > 80);
        for case in cases {
            let input = case["input"].as_str().unwrap();
            let parsed = parse(input, None);
            assert_eq!(parsed.is_ok(), case["valid"], "{input}: {parsed:?}");
            let Ok(date) = parsed else { continue };
            let iso = |day: Option<NaiveDate>| day.map(|day| day.to_string());
            assert_eq!(
                iso(date.bounds().earliest).as_deref(),
                case["earliest"].as_str(),
                "{input}"
            );
            assert_eq!(
                iso(date.bounds().latest).as_deref(),
                case["latest"].as_str(),
                "{input}"
            );
            assert_eq!(date.is_approximate(), case["approximate"], "{input}");
            assert_eq!(date.is_uncertain(), case["uncertain"], "{input}");
        }
    }
}
