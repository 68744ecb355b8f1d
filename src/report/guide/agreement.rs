//! When sources agree, and when they do not.

use crate::dataset::{InputFile, load};
use crate::model::agreement;
use crate::model::timeline::Timeline;
use crate::report::reasons;

use super::{Guide, Part, Worked, read};

/// Explains agreement.
pub fn agreement() -> Guide {
    let examples = include_str!("newspapers.json");
    let files = [InputFile::new("newspapers.json".into(), examples.into())];
    let loaded = load(&files).expect("they are in memory");
    let timeline = loaded.timeline.expect("the examples can be read");
    read(include_str!("agreement.md"), |question| {
        worked(&timeline, question)
    })
}

/// A question about the strike with its answers, and the verdict that the program comes to.
fn worked(timeline: &Timeline, id: &str) -> Part {
    let mut questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
    let question = questions.find(|question| &*question.id == id);
    let question = question.expect("the examples hold every question that is named");
    let agreement = agreement::of(question, None);
    let answers = question.answers.iter().map(|answer| {
        let mut said = match answer.told.as_printed() {
            Some(printed) => format!("“{printed}”"),
            None => reasons::value(&answer.value).unwrap_or_default(),
        };
        if let Some(counts) = &answer.counts {
            said = format!("{said} {counts}");
        }
        if let Some(voice) = answer.told.voice() {
            said = format!("{said}, as {voice} say");
        }
        (timeline[answer.told.at.source].name.to_string(), said)
    });
    Part::Worked(Worked {
        ask: question.ask.to_string(),
        answers: answers.collect(),
        verdict: agreement.verdict.word(),
        why: reasons::why(timeline, question, &agreement),
        caveat: reasons::caveat(timeline, question, &agreement),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_bear_out_what_stands_above_them() {
        let worked: Vec<Worked> = agreement()
            .parts
            .into_iter()
            .filter_map(|part| match part {
                Part::Worked(example) => Some(example),
                _ => None,
            })
            .collect();
        let verdicts: Vec<&str> = worked.iter().map(|example| example.verdict).collect();
        assert_eq!(
            verdicts,
            [
                "agree",
                "compatible",
                "conflict",
                "conflict",
                "single",
                "open",
                "agree",
                "agree"
            ]
        );
        let of_different_things = &worked[6];
        assert!(
            of_different_things.caveat.is_some(),
            "{of_different_things:?}"
        );
    }
}
