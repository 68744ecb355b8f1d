//! When sources agree, and when they do not.

use crate::dataset::{InputFile, load};
use crate::model::agreement;
use crate::model::timeline::Timeline;
use crate::report::reasons;

use super::{Guide, Part, Worked};

/// Explains agreement.
pub fn agreement() -> Guide {
    let files = [InputFile {
        name: "newspapers.json".into(),
        text: Ok(include_str!("newspapers.json").into()),
    }];
    let timeline = load(&files).timeline.expect("the examples can be read");
    let worked = |question: &str| worked(&timeline, question);
    let parts = [
        introduction(),
        verdicts(worked),
        comparing(worked),
        besides(),
    ];
    Guide {
        title: "Agreement",
        parts: parts.into_iter().flatten().collect(),
    }
}

fn introduction() -> Vec<Part> {
    vec![Part::Text(
        "The sources of a timeline tell the same events differently. destal lays what they \
             say side by side, question by question, and computes how the answers stand to one \
             another. Nobody has typed a verdict in, none of the sources is ranked above \
             another, and nothing is called true: that is for you to weigh.",
    )]
}

fn verdicts(worked: impl Fn(&str) -> Part) -> Vec<Part> {
    vec![
        Part::Heading("The five verdicts"),
        Part::Text(
            "Take three newspapers, Gazette, Herald and Courier, that report on the same strike. \
             The verdicts below are worked out by the same rules as those on your timeline.",
        ),
        Part::Text("They agree if all of them say the same."),
        worked("agree"),
        Part::Text(
            "They are compatible if they say different things that can all hold. Figures and \
             dates are compatible where they overlap, lists where each adds to the other.",
        ),
        worked("compatible"),
        Part::Text(
            "They are in conflict if two of them cannot both be right. One pair is enough, \
             whatever the others say.",
        ),
        worked("dates-in-conflict"),
        worked("positions-in-conflict"),
        Part::Text("One source alone is single: there is nothing to hold it against."),
        worked("single"),
        Part::Text("Where several answer, but not with anything that can be compared, it is open."),
        worked("open"),
    ]
}

fn comparing(worked: impl Fn(&str) -> Part) -> Vec<Part> {
    vec![
        Part::Heading("What is compared, and what is not"),
        Part::Text(
            "Two figures may be the same and count different things. The verdict then stands \
             with a caveat, and no sum, mean or difference is ever taken over them.",
        ),
        worked("counts"),
        Part::Text(
            "A source may only pass on what somebody else says. Such an answer has a voice; it \
             counts for the source only where that has no answer of its own.",
        ),
        worked("voices"),
        Part::Text(
            "A source may contradict itself, by two answers of its own that cannot both be \
             right. That is said beside the verdict, which is about the sources between them.",
        ),
        Part::Text(
            "Silence is never agreement. A source that could have answered and does not is \
             called silent; one whose years do not reach the event is out of scope.",
        ),
    ]
}

fn besides() -> Vec<Part> {
    vec![
        Part::Heading("What else is computed"),
        Part::Text(
            "An event is disputed, and marked ≠, if two sources' own dates for it share no day, \
             or if a question about it is in conflict. Where dates share a day, the event takes \
             the narrowest that a source states; where they do not, it keeps all of them, \
             because to choose one would be to take sides.",
        ),
        Part::Text(
            "An editor's note tells you where a text departs from the accepted record, and by \
             which work. It stands apart from the sources; no verdict is computed from it, and \
             --no-notes leaves it out.",
        ),
        Part::Commands(vec![
            ("destal compare-sources", "all topics with their verdicts"),
            (
                "destal compare-sources hungary-casualties",
                "one topic, with every answer and why",
            ),
            (
                "destal compare-sources --only conflict",
                "where the sources clash",
            ),
            (
                "destal diff-sources wikipedia gavs",
                "what only one of two tells",
            ),
            (
                "destal events --disputed",
                "the events on which they disagree",
            ),
        ]),
    ]
}

/// A question about the strike with its answers, and the verdict that the program comes to.
fn worked(timeline: &Timeline<'_>, id: &str) -> Part {
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
