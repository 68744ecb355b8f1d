//! Compares two sources: events that only one reports, and where they differ.

use serde::Serialize;

use crate::model::agreement::{self, Verdict};
use crate::model::date::{Calendar, Date};
use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::Question;

use super::Report;
use super::event_row::ById;
use super::reasons;

/// How two sources differ. Background events are excluded.
pub type Difference<'a> = Report<DifferenceReport<'a>, DifferenceExtra>;

#[derive(Serialize)]
pub struct DifferenceReport<'a> {
    /// The id of the first source.
    pub a: &'a str,
    /// The id of the second source.
    pub b: &'a str,
    /// The events that only `a` reports.
    pub only_a: Vec<ById<'a, Event>>,
    /// The events that only `b` reports.
    pub only_b: Vec<ById<'a, Event>>,
    /// The events that they date differently.
    pub dates: Vec<DateDifference<'a>>,
    /// The questions that they answer differently.
    pub questions: Vec<QuestionDifference<'a>>,
}

pub struct DifferenceExtra {
    pub sources: [SourceKey; 2],
    /// Number of events that both report.
    pub both: usize,
}

/// An event that two sources date differently, with both dates in EDTF and their calendars.
#[derive(Serialize)]
pub struct DateDifference<'a> {
    pub event: ById<'a, Event>,
    pub a: &'a Date,
    pub b: &'a Date,
    pub a_calendar: Option<Calendar>,
    pub b_calendar: Option<Calendar>,
}

/// A question that two sources answer differently.
#[derive(Serialize)]
pub struct QuestionDifference<'a> {
    pub topic: &'a str,
    pub question: ById<'a, Question>,
    /// The verdict on the answers of these two sources only.
    pub verdict: Verdict,
    /// The reason for the verdict, in one sentence.
    pub why: String,
}

/// How two sources differ.
pub fn difference(timeline: &Timeline, [a, b]: [SourceKey; 2]) -> Difference<'_> {
    let events = timeline.events.iter().filter(|event| !event.background);
    let only = |teller, other| -> Vec<ById<'_, Event>> {
        let of_teller = events.clone().filter(|event| event.is_told_by(teller));
        let alone = of_teller.filter(|event| !event.is_told_by(other));
        alone.map(ById).collect()
    };
    let both = events.clone();
    let both = both.filter(|event| event.is_told_by(a) && event.is_told_by(b));
    let dates = both.clone().filter_map(|event| {
        let (of_a, of_b) = (event.date_by(a)?, event.date_by(b)?);
        (!of_a.has_equal_bounds(of_b)).then(|| DateDifference {
            event: ById(event),
            a: of_a,
            b: of_b,
            a_calendar: of_a.calendar(),
            b_calendar: of_b.calendar(),
        })
    });
    Report {
        data: DifferenceReport {
            a: &timeline[a].id,
            b: &timeline[b].id,
            only_a: only(a, b),
            only_b: only(b, a),
            dates: dates.collect(),
            questions: question_differences(timeline, [a, b]),
        },
        extra: DifferenceExtra {
            sources: [a, b],
            both: both.count(),
        },
    }
}

fn question_differences(timeline: &Timeline, two: [SourceKey; 2]) -> Vec<QuestionDifference<'_>> {
    let differences = timeline.questions().filter_map(|(topic, question)| {
        let agreement = agreement::compute_among(question, |key| two.contains(&key));
        let differs = matches!(agreement.verdict, Verdict::Conflict | Verdict::Compatible);
        differs.then(|| QuestionDifference {
            topic: &topic.id,
            question: ById(question),
            verdict: agreement.verdict,
            why: reasons::reason(timeline, question, &agreement),
        })
    });
    differences.collect()
}
