//! A question in prose: what each source answers, and how the answers relate.

use itertools::Itertools;

use crate::model::agreement::{Agreement, Verdict};
use crate::model::key::SourceKey;
use crate::model::topic::{Answer, Question, QuestionKind};
use crate::report::event_row::Citation;
use crate::report::reasons;

use super::Writer;
use super::writer::format_citations;

/// Writes what the sources answer to a question, with citations. Sources that say the same share a
/// sentence.
pub fn write_question<'a>(
    writer: &mut Writer<'a>,
    question: &'a Question,
    agreement: &Agreement<'_>,
) {
    let timeline = writer.perspective.timeline;
    writer.append(&question.ask);
    if agreement.verdict == Verdict::Conflict {
        writer.append("The sources contradict each other.");
    }
    let mut said: Vec<(String, Vec<&Answer>)> = Vec::new();
    let answers = question.answers.iter();
    let answers_of = answers.into_group_map_by(|answer| answer.claim.locator.source);
    for answer in agreement
        .answering
        .iter()
        .flat_map(|source| &answers_of[source])
    {
        let text = answer_clause(question, answer);
        let is_same = |(other, answers): &&mut (String, Vec<&Answer>)| {
            *other == text && answers[0].claim.voice == answer.claim.voice
        };
        match said.iter_mut().find(is_same) {
            Some((_, answers)) => answers.push(answer),
            None => said.push((text, vec![answer])),
        }
    }
    let mut last: Option<(Vec<SourceKey>, usize)> = None;
    for (says, answers) in said {
        let locators = answers.iter().map(|answer| &answer.claim.locator);
        let sources: Vec<SourceKey> = locators.clone().map(|at| at.source).unique().collect();
        let nth = match &last {
            Some((others, nth)) if *others == sources => nth + 1,
            _ => 0,
        };
        let ids = reasons::join_ids(&timeline.sources, &sources);
        let sentence = match (answers[0].claim.voice.as_deref(), nth) {
            (Some(voice), _) => attribution(&ids, voice, &says, nth),
            (None, 0) => format!("According to {ids}, {}", writer.mid_sentence(&says)),
            (None, _) => format!("It adds: {says}"),
        };
        writer.cite(&sentence, locators);
        last = Some((sources, nth));
    }
    for caveat in reasons::caveats_on_figures(&timeline.sources, question, agreement) {
        writer.append(&caveat);
    }
}

/// Writes a question in conflict in short: the question, and each value with who gives it.
pub fn write_dispute(writer: &mut Writer<'_>, question: &Question, agreement: &Agreement<'_>) {
    let answers = agreement.deciding.values().flatten().copied();
    let values = values_with_citations(writer, question, answers).join(", or ");
    let ask = &question.ask;
    // "c. 1953" begins in lower case.
    let values = if values.starts_with("c. ") {
        values
    } else {
        reasons::capitalize(&values)
    };
    writer.append(&format!("{ask} {values}."));
}

/// The distinct values of answers, each with its citations.
fn values_with_citations<'q>(
    writer: &Writer<'_>,
    question: &Question,
    answers: impl Iterator<Item = &'q Answer>,
) -> Vec<String> {
    let mut by_value: Vec<(String, Vec<Citation<'_>>)> = Vec::new();
    for answer in answers {
        let value = reasons::value_text(question, &answer.value).unwrap_or_default();
        // A range that was made of words such as "thousands" would pass for the source's own.
        let printed = answer.claim.as_printed.as_deref();
        let printed = printed.filter(|_| question.kind == QuestionKind::Quantity);
        let unit = question
            .unit
            .as_ref()
            .map_or(String::new(), |unit| format!(" {unit}"));
        let value = printed.map_or(value + &unit, |printed| format!("“{printed}”"));
        let citation = Citation::new(writer.perspective.timeline, &answer.claim.locator);
        match by_value.iter_mut().find(|(other, _)| *other == value) {
            Some((_, citations)) => citations.push(citation),
            None => by_value.push((value, vec![citation])),
        }
    }
    let values = by_value.into_iter();
    let values = values.map(|(value, cited)| format!("{value} {}", format_citations(&cited)));
    values.collect()
}

/// Writes which sources contradict themselves, and how.
pub fn write_self_contradictions(
    writer: &mut Writer<'_>,
    question: &Question,
    agreement: &Agreement<'_>,
) {
    for source in &agreement.self_contradiction {
        let id = &writer.perspective.timeline[*source].id;
        let answers = question.answers.iter();
        let own = answers.filter(|answer| {
            answer.claim.locator.source == *source && answer.claim.voice.is_none()
        });
        let values = values_with_citations(writer, question, own);
        writer.append(&format!(
            "{id} contradicts itself: {}.",
            reasons::join_with_and(values)
        ));
    }
}

/// Introduces a view that a source only reports; it is the `nth` of that source, from 0.
pub fn attribution(source: &str, voice: &str, says: &str, nth: usize) -> String {
    match nth {
        0 => format!("{source} reports {voice}: {says}"),
        1 => format!("It also has {voice}: {says}"),
        _ => format!("Then {voice}: {says}"),
    }
}

/// The text of an answer; without one, its value or its printed form.
fn answer_clause(question: &Question, answer: &Answer) -> String {
    if let Some(says) = &answer.claim.says {
        return says.to_string();
    }
    let printed = || Some(format!("“{}”", answer.claim.as_printed.as_deref()?));
    reasons::value_text(question, &answer.value)
        .or_else(printed)
        .unwrap_or_default()
        + "."
}
