//! Two sources against each other: what only one tells, and where they part.

use serde::Serialize;

use crate::model::agreement::{self, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;

use super::part::When;
use super::prose::{Prose, Writer, argue, count_in_words};
use super::reasons;

/// What parts two sources. Background is left out.
#[derive(Serialize)]
pub struct Difference<'a> {
    /// The id of the one source.
    pub a: &'a str,
    /// The id of the other.
    pub b: &'a str,
    /// The ids of the events that only the one tells.
    pub only_a: Vec<&'a str>,
    /// The ids of the events that only the other tells.
    pub only_b: Vec<&'a str>,
    /// The events that they date differently.
    pub dates: Vec<DateDifference<'a>>,
    /// The questions that they answer differently.
    pub questions: Vec<QuestionDifference<'a>>,
    /// The titles of what only the one and only the other tells, with their dates.
    #[serde(skip)]
    pub only: [Vec<(&'a str, When<'a>)>; 2],
    /// How many events both tell.
    #[serde(skip)]
    pub both: usize,
}

/// An event that two sources date differently.
#[derive(Serialize)]
pub struct DateDifference<'a> {
    pub event: &'a str,
    pub a: &'a str,
    pub b: &'a str,
    #[serde(skip)]
    pub title: &'a str,
    /// Both dates, for the views.
    #[serde(skip)]
    pub when: [When<'a>; 2],
    /// Whether both dates can hold.
    #[serde(skip)]
    pub overlap: bool,
}

/// A question that two sources answer differently.
#[derive(Serialize)]
pub struct QuestionDifference<'a> {
    pub topic: &'a str,
    pub question: &'a str,
    /// The verdict from these two alone.
    pub verdict: Verdict,
    /// One sentence that says why.
    pub why: String,
    #[serde(skip)]
    pub ask: &'a str,
}

/// What parts two sources.
pub fn difference<'a>(timeline: &'a Timeline, two: [SourceKey; 2]) -> Difference<'a> {
    let [a, b] = two;
    let mut report = Difference {
        a: &timeline[a].id,
        b: &timeline[b].id,
        only_a: Vec::new(),
        only_b: Vec::new(),
        dates: Vec::new(),
        questions: questions(timeline, two),
        only: [Vec::new(), Vec::new()],
        both: 0,
    };
    for event in timeline.events.iter().filter(|event| !event.background) {
        let tells = |source| event.told_by(source).next().is_some();
        match (tells(a), tells(b)) {
            (true, false) => {
                report.only_a.push(&event.id);
                report.only[0].push((&event.title, When::of(event.date_by(a))));
            }
            (false, true) => {
                report.only_b.push(&event.id);
                report.only[1].push((&event.title, When::of(event.date_by(b))));
            }
            (true, true) => {
                report.both += 1;
                if let (Some(of_a), Some(of_b)) = (event.date_by(a), event.date_by(b))
                    && !of_a.same_as(of_b)
                {
                    report.dates.push(DateDifference {
                        event: &event.id,
                        a: of_a.as_str(),
                        b: of_b.as_str(),
                        title: &event.title,
                        when: [When::of(Some(of_a)), When::of(Some(of_b))],
                        overlap: !agreement::dates_clash_between(&event.accounts, two),
                    });
                }
            }
            (false, false) => {}
        }
    }
    report
}

/// What parts two sources, in paragraphs: the dates, the contradictions, what only one tells.
pub fn prose<'a>(timeline: &'a Timeline, two: [SourceKey; 2]) -> Prose<'a> {
    let report = difference(timeline, two);
    let [a, b] = [report.a, report.b];
    let mut writer = Writer::new(timeline, None);
    writer.say(&format!(
        "{a} and {b} both tell of {} events; of {} more only {a} tells, and of {} only {b}.",
        count_in_words(report.both),
        count_in_words(report.only_a.len()),
        count_in_words(report.only_b.len()),
    ));
    writer.new_paragraph();
    for date in &report.dates {
        let [of_a, of_b] = date.when.map(|when| when.words());
        let title = writer.lexicon.mid_sentence(date.title);
        let words = if date.overlap {
            format!("That {title} is dated {of_a} by {a} and {of_b} by {b}, and both can hold.")
        } else {
            format!("That {title} is dated {of_a} by {a}, but {of_b} by {b}.")
        };
        let mut events = timeline.events.iter();
        let event = events.find(|event| &*event.id == date.event);
        let accounts = event.into_iter().flat_map(|event| &*event.accounts);
        // Of several dates that a source gives, the places of the one that is told.
        let dating = accounts.filter(|account| {
            let source = two
                .iter()
                .position(|source| *source == account.told.at.source);
            source.is_some_and(|i| account.date.as_ref() == date.when[i].read)
        });
        writer.cite(&words, dating.map(|account| &account.told.at));
    }
    let questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
    let judged = questions.map(|question| (question, agreement::of(question, Some(two))));
    let in_conflict = judged.filter(|(_, agreement)| agreement.verdict == Verdict::Conflict);
    for (nth, (question, agreement)) in in_conflict.enumerate() {
        writer.new_paragraph();
        argue(&mut writer, question, &agreement, nth);
    }
    for (source, only) in two.into_iter().zip([&report.only_a, &report.only_b]) {
        writer.new_paragraph();
        let events = timeline.events.iter();
        for (i, event) in events
            .filter(|event| only.contains(&&*event.id))
            .enumerate()
        {
            if i == 0 {
                let id = &timeline[source].id;
                writer.say(&format!("Of the two {id} alone tells the following."));
            }
            let accounts = event.told_by(source);
            let places = accounts.map(|account| &account.told.at);
            writer.cite(&format!("{}.", event.title), places);
        }
    }
    writer.finish("sources", &format!("{a} and {b}"), String::new())
}

fn questions<'a>(timeline: &'a Timeline, two: [SourceKey; 2]) -> Vec<QuestionDifference<'a>> {
    let all = timeline
        .topics
        .iter()
        .flat_map(|topic| topic.questions.iter().map(move |q| (topic, q)));
    all.filter_map(|(topic, question)| {
        let agreement = agreement::of(question, Some(two));
        let differs = matches!(agreement.verdict, Verdict::Conflict | Verdict::Compatible);
        differs.then(|| QuestionDifference {
            topic: &topic.id,
            question: &question.id,
            verdict: agreement.verdict,
            why: reasons::why(timeline, question, &agreement),
            ask: &question.ask,
        })
    })
    .collect()
}
