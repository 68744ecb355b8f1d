//! A comparison told in paragraphs.

use std::collections::BTreeSet;

use crate::model::agreement::{self, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, Topic};
use crate::report::comparison::Scope;
use crate::report::part::Cited;
use crate::report::reasons::listed;

use super::answers::{argument, reported};
use super::paragraph::Paragraph;
use super::words::{Lexicon, count_in_words};

/// A comparison argued out: where the sources agree, where they differ, where they part, and
/// what one alone tells.
pub fn comparison<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    questions: &[&'a Question],
    scope: Scope,
) -> Vec<Paragraph<'a>> {
    let lexicon = Lexicon::of(timeline);
    let judged: Vec<_> = questions
        .iter()
        .map(|question| (*question, agreement::of(question, scope.between)))
        .collect();
    let mut paragraphs = vec![who_answers(timeline, topic, questions, scope)];
    for (verdict, opening) in [
        (Verdict::Agree, "They agree on this much."),
        (
            Verdict::Compatible,
            "On other points the answers differ, and can all hold.",
        ),
        (Verdict::Conflict, ""),
        (Verdict::Open, "Some answers cannot be compared."),
    ] {
        let mut told = Paragraph::default();
        for (nth, (question, agreement)) in judged
            .iter()
            .filter(|(_, a)| a.verdict == verdict)
            .enumerate()
        {
            if nth == 0 {
                let first = paragraphs.len() == 1 && verdict == Verdict::Compatible;
                told.say(
                    timeline,
                    if first {
                        "Where the answers differ, they can all hold."
                    } else {
                        opening
                    },
                );
            }
            if told.text.len() > 700 {
                paragraphs.push(std::mem::take(&mut told));
            }
            told.join(argument(timeline, &lexicon, question, agreement, nth));
            for source in &agreement.self_contradiction {
                told.say(
                    timeline,
                    &format!("In this {} contradicts itself.", timeline[*source].id),
                );
            }
        }
        paragraphs.extend((!told.text.is_empty()).then_some(told));
    }
    for source in timeline.all_sources().map(|(key, _)| key) {
        let mut told = Paragraph::default();
        let alone = judged
            .iter()
            .filter(|(_, a)| a.verdict == Verdict::Single && a.answering == [source]);
        for (nth, (question, agreement)) in alone.enumerate() {
            if nth == 0 {
                told.say(
                    timeline,
                    &format!("This is in {} alone.", timeline[source].id),
                );
            }
            for answer in question
                .answers
                .iter()
                .filter(|answer| answer.told.at.source == source)
            {
                let says = answer.told.says.as_deref().unwrap_or_default();
                let says = match answer.told.voice() {
                    Some(voice) => reported("It", voice, says, false),
                    None => says.to_owned(),
                };
                told.say_citing(timeline, &says, &[Cited::of(timeline, &answer.told.at)]);
            }
            for source in &agreement.self_contradiction {
                told.say(
                    timeline,
                    &format!("In this {} contradicts itself.", timeline[*source].id),
                );
            }
        }
        paragraphs.push(told);
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    paragraphs
}

/// Which sources speak to a topic at all, and which are silent.
fn who_answers<'a>(
    timeline: &'a Timeline,
    topic: &'a Topic,
    questions: &[&'a Question],
    scope: Scope,
) -> Paragraph<'a> {
    let mut answering: BTreeSet<SourceKey> = BTreeSet::new();
    for question in questions {
        answering.extend(agreement::of(question, scope.between).answering);
    }
    let counted = |key: &SourceKey| scope.between.is_none_or(|two| two.contains(key));
    let all: Vec<SourceKey> = timeline
        .all_sources()
        .map(|(key, _)| key)
        .filter(counted)
        .collect();
    let names = |keys: &mut dyn Iterator<Item = SourceKey>| -> Vec<String> {
        keys.map(|key| timeline[key].id.to_string()).collect()
    };
    let speaking = names(&mut answering.iter().copied());
    let silent = names(&mut all.iter().copied().filter(|key| !answering.contains(key)));
    let about = format!("“{}”", topic.title);
    let mut told = Paragraph::default();
    told.say(
        timeline,
        &match (speaking.len(), silent.len()) {
            (0, _) => format!("No source speaks to {about}."),
            (1, _) => format!(
                "Of the {} sources {} alone speaks to {about}.",
                count_in_words(all.len()),
                speaking[0]
            ),
            (some, 0) => format!("All {} sources speak to {about}.", count_in_words(some)),
            (some, 1) => format!(
                "{} of the {} sources speak to {about}: {}. {} is silent.",
                capital(&count_in_words(some)),
                count_in_words(all.len()),
                listed(&speaking),
                silent[0]
            ),
            (some, _) => format!(
                "{} of the {} sources speak to {about}: {}. {} are silent.",
                capital(&count_in_words(some)),
                count_in_words(all.len()),
                listed(&speaking),
                listed(&silent)
            ),
        },
    );
    told
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
