//! When sources agree, and when they do not.

use crate::model::agreement::of;
use crate::model::date::Date;
use crate::model::key::SourceKey;
use crate::model::source::{Locator, Place, Source, Statement};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Kind, Number, Question, Value};
use crate::report::reasons;

use super::{Guide, Part, Worked};

/// Explains agreement.
pub fn agreement() -> Guide {
    let parts = [introduction(), verdicts(), comparing(), besides()];
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

fn verdicts() -> Vec<Part> {
    vec![
        Part::Heading("The five verdicts"),
        Part::Text(
            "Take three newspapers, Gazette, Herald and Courier, that report on the same strike. \
             The verdicts below are worked out by the same rules as those on your timeline.",
        ),
        Part::Text("They agree if all of them say the same."),
        worked("How many went on strike?", Kind::Quantity, |q| {
            q.says(0, figure(700.0, 700.0));
            q.says(1, figure(700.0, 700.0));
        }),
        Part::Text(
            "They are compatible if they say different things that can all hold. Figures and \
             dates are compatible where they overlap, lists where each adds to the other.",
        ),
        worked("How many went on strike?", Kind::Quantity, |q| {
            q.says(0, figure(500.0, 800.0));
            q.says(1, figure(700.0, 1000.0));
        }),
        Part::Text(
            "They are in conflict if two of them cannot both be right. One pair is enough, \
             whatever the others say.",
        ),
        worked("When did the strike begin?", Kind::Date, |q| {
            q.says(0, date("1953-06-16"));
            q.says(1, date("1953-06"));
            q.says(2, date("1953-07-01"));
        }),
        worked("Who called the strike?", Kind::Position, |q| {
            q.says(0, position("the-builders"));
            q.says(1, position("a-foreign-radio-station"));
        }),
        Part::Text("One source alone is single: there is nothing to hold it against."),
        worked("How many were dismissed?", Kind::Quantity, |q| {
            q.says(2, figure(40.0, 40.0));
        }),
        Part::Text("Where several answer, but not with anything that can be compared, it is open."),
        worked("How many came to the funeral?", Kind::Quantity, |q| {
            q.prints(0, "a great crowd");
            q.prints(1, "half the town");
        }),
    ]
}

fn comparing() -> Vec<Part> {
    vec![
        Part::Heading("What is compared, and what is not"),
        Part::Text(
            "Two figures may be the same and count different things. The verdict then stands \
             with a caveat, and no sum, mean or difference is ever taken over them.",
        ),
        worked("How many were hurt?", Kind::Quantity, |q| {
            q.counts(0, figure(30.0, 30.0), "strikers alone");
            q.counts(1, figure(30.0, 30.0), "strikers and police");
        }),
        Part::Text(
            "A source may only pass on what somebody else says. Such an answer has a voice; it \
             counts for the source only where that has no answer of its own.",
        ),
        worked("How many marched?", Kind::Quantity, |q| {
            q.says(0, figure(2000.0, 2000.0));
            q.reports(0, figure(300.0, 300.0), "the police");
            q.says(1, figure(2000.0, 2000.0));
        }),
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

const PAPERS: [&str; 3] = ["Gazette", "Herald", "Courier"];

/// A question that is answered, without a dataset.
struct Asked(Question);

impl Asked {
    fn answers(&mut self, source: usize, value: Value) -> &mut Answer {
        let place = Place::Paragraph(1);
        self.0.answers.push(Answer {
            value,
            counts: None,
            told: Statement {
                at: Locator {
                    source: SourceKey::new(source),
                    place,
                },
                says: None,
                as_printed: None,
                voice: None,
                hedged: false,
                note: None,
            },
        });
        self.0.answers.last_mut().expect("it was just pushed")
    }

    fn says(&mut self, source: usize, value: Value) {
        self.answers(source, value);
    }

    fn reports(&mut self, source: usize, value: Value, voice: &'static str) {
        self.answers(source, value).told.voice = Some(text(voice));
    }

    fn counts(&mut self, source: usize, value: Value, what: &'static str) {
        self.answers(source, value).counts = Some(text(what));
    }

    fn prints(&mut self, source: usize, words: &'static str) {
        let value = Value::Quantity {
            low: None,
            high: None,
        };
        self.answers(source, value).told.as_printed = Some(text(words));
    }
}

fn text(words: &'static str) -> Text {
    words.into()
}

fn figure(low: f64, high: f64) -> Value {
    Value::Quantity {
        low: Some(Number(low)),
        high: Some(Number(high)),
    }
}

fn date(edtf: &str) -> Value {
    Date::parse(edtf).map_or(Value::Unsaid, Value::Date)
}

fn position(slug: &'static str) -> Value {
    Value::Position(text(slug))
}

/// The question with its answers, and the verdict that the program comes to.
fn worked(ask: &'static str, kind: Kind, answer: impl FnOnce(&mut Asked)) -> Part {
    let mut question = Asked(Question {
        id: text("q"),
        ask: text(ask),
        kind,
        unit: (kind == Kind::Quantity).then(|| text("people")),
        events: None,
        compatible: Vec::new(),
        exclusive: Vec::new(),
        answers: Vec::new(),
        note: None,
    });
    answer(&mut question);
    let timeline = newspapers();
    let agreement = of(&question.0, None);
    let answers = question.0.answers.iter().map(|answer| {
        let paper = PAPERS[answer.told.at.source.index()];
        let mut said = reasons::value(&answer.value).unwrap_or_default();
        if let Some(printed) = answer.told.as_printed() {
            said = format!("“{printed}”");
        }
        if let Some(counts) = &answer.counts {
            said = format!("{said} {counts}");
        }
        if let Some(voice) = answer.told.voice() {
            said = format!("{said}, as {voice} say");
        }
        (paper, said)
    });
    Part::Worked(Worked {
        ask,
        answers: answers.collect(),
        verdict: agreement.verdict.word(),
        why: reasons::why(&timeline, &question.0, &agreement),
        caveat: reasons::caveat(&timeline, &question.0, &agreement),
    })
}

/// A timeline of nothing but the newspapers.
fn newspapers() -> Timeline {
    let source = |name| Source {
        id: text(name),
        name: text(name),
        kind: None,
        author: None,
        perspective: None,
        scope: None,
        relies_on: Vec::new(),
        file: None,
        paragraphs: Some(1),
        sha256: None,
        openings: Vec::new(),
        not_used: Vec::new(),
    };
    Timeline {
        id: text("newspapers"),
        sources: PAPERS.map(source).into(),
        ..Timeline::default()
    }
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
