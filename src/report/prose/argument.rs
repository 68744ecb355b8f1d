//! A question in prose: what each source answers, and how the answers relate.

use itertools::Itertools;

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::topic::{Answer, Question};
use crate::report::reasons;

use super::Writer;

/// Writes what the sources answer to a question, with citations, and where they contradict each
/// other.
///
/// `nth` varies the opening phrases of consecutive questions.
pub fn write_question<'a>(
    writer: &mut Writer<'a>,
    question: &'a Question,
    agreement: &Agreement<'_>,
    nth: usize,
) {
    let timeline = writer.perspective.timeline;
    let answers = question.answers.iter();
    let answers_of = answers.into_group_map_by(|answer| answer.claim.locator.source);
    // The text of a source's only answer, if that is not a reported view.
    let only_words = |source: &SourceKey| match answers_of[source][..] {
        [only] if only.claim.voice.is_none() => Some(answer_clause(only)),
        _ => None,
    };
    let first = agreement.answering.first();
    let first = first.map(|source| answers_of[source][0]);
    if agreement.verdict != Verdict::Single || !first.is_some_and(is_self_contained) {
        writer.append(&question.ask);
    }
    if agreement.verdict == Verdict::Conflict {
        writer.append(dispute_phrase(agreement, nth));
    }
    let mut heard: Vec<SourceKey> = Vec::new();
    for (i, source) in agreement.answering.iter().enumerate() {
        if heard.contains(source) {
            continue;
        }
        let words = only_words(source);
        let mut same = agreement.answering.clone();
        same.retain(|other| words.is_some() && only_words(other) == words);
        if same.len() > 1 {
            let names = reasons::join_ids(timeline, &same);
            let says = writer.mid_sentence(&words.unwrap_or_default());
            let answers = same.iter().flat_map(|source| &answers_of[source]);
            let places = answers.map(|answer| &answer.claim.locator);
            writer.cite(&format!("According to {names}, {says}"), places);
            heard.extend(same);
        } else {
            write_answers(writer, agreement, &answers_of[source], nth + i, &heard);
            heard.push(*source);
        }
    }
    for caveat in reasons::caveats_on_figures(timeline, question, agreement) {
        writer.append(&caveat);
    }
}

/// Writes which sources contradict themselves, if any do.
pub fn write_self_contradictions(writer: &mut Writer<'_>, agreement: &Agreement<'_>) {
    for source in &agreement.self_contradiction {
        let id = &writer.perspective.timeline[*source].id;
        writer.append(&format!("In this {id} contradicts itself."));
    }
}

/// Whether an answer can be understood without its question.
fn is_self_contained(answer: &Answer) -> bool {
    let says = answer.claim.says.as_deref().unwrap_or_default();
    let leans = ["No", "Yes", "It ", "They "];
    !says.is_empty() && !leans.iter().any(|start| says.starts_with(start))
}

/// A sentence that says that the answers contradict each other.
fn dispute_phrase(agreement: &Agreement<'_>, nth: usize) -> &'static str {
    const OF_TWO_OR_MORE: [[&str; 2]; 3] = [
        ["On this the two part.", "On this they part."],
        [
            "Here the two contradict each other.",
            "Here the sources contradict each other.",
        ],
        [
            "The two answers exclude each other.",
            "Not all the answers can stand.",
        ],
    ];
    if agreement.counts_differ {
        return "The figures stand apart, and do not count quite the same thing.";
    }
    OF_TWO_OR_MORE[nth % 3][usize::from(agreement.deciding.len() > 2)]
}

/// Writes all answers of one source, and how they relate to the sources already covered (`heard`).
fn write_answers<'a>(
    writer: &mut Writer<'a>,
    agreement: &Agreement<'_>,
    answers: &[&'a Answer],
    nth: usize,
    heard: &[SourceKey],
) {
    let timeline = writer.perspective.timeline;
    for (i, answer) in answers.iter().enumerate() {
        let locator = &answer.claim.locator;
        let id = &timeline[locator.source].id;
        let says = answer_clause(answer);
        let related = |wanted| {
            // A relation is between sources. It does not say which of several answers clash, and
            // says little about figures that count different things.
            if answers.len() > 1 || agreement.counts_differ {
                return String::new();
            }
            let mut others = reasons::related(agreement, locator.source, wanted);
            others.retain(|other| heard.contains(other));
            reasons::join_ids(timeline, &others)
        };
        let [with, against] = [Relation::Agree, Relation::Clash].map(related);
        let words = if let Some(voice) = answer.claim.voice.as_deref() {
            attribution(id, voice, &says, i > 0)
        } else if i > 0
            && answers[i - 1].claim.locator.passage.paragraph() == locator.passage.paragraph()
        {
            format!("It adds: {says}")
        } else if i > 0 {
            format!("Elsewhere it says: {says}")
        } else if !with.is_empty() {
            format!("{id} is with {with}: {says}")
        } else if against.is_empty() || says.contains(':') {
            format!("According to {id}, {}", writer.mid_sentence(&says))
        } else if nth.is_multiple_of(2) {
            format!("Against {against} stands {id}: {says}")
        } else {
            format!("{id} contradicts {against}: {says}")
        };
        writer.cite(&words, [locator]);
    }
}

/// Introduces a view that a source only reports: one voice's, or one held by a group.
pub fn attribution(source: &str, voice: &str, says: &str, again: bool) -> String {
    const GROUPS: [&str; 8] = [
        "many", "some", "scholars", "other", "others", "western", "most", "several",
    ];
    let first = voice.split(' ').next().unwrap_or_default().to_lowercase();
    let what = if GROUPS.contains(&&*first) {
        "a view held by"
    } else {
        "the word of"
    };
    let source = if again { "It also" } else { source };
    format!("{source} gives {what} {voice}: {says}")
}

/// The text of an answer; without one, its value or its printed form.
fn answer_clause(answer: &Answer) -> String {
    if let Some(says) = &answer.claim.says {
        return says.to_string();
    }
    let printed = || Some(format!("“{}”", answer.claim.as_printed.as_deref()?));
    reasons::value(&answer.value)
        .or_else(printed)
        .unwrap_or_default()
        + "."
}
