//! Tests of the agreement rules, each on the smallest question that shows it.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::dataset::{InputFile, load};
use crate::query::names;

use super::comparison::{Comparison, QuestionSelection, comparison};

/// A dataset of three sources with one question, as a file.
fn asking(question: &Value) -> InputFile {
    let mut question = question.clone();
    question["id"] = json!("q");
    question["ask"] = json!("?");
    let dataset = json!({
        "timeline": { "id": "t", "from": "1950", "to": "1959" },
        "sources": [
            { "id": "a", "name": "A" },
            { "id": "b", "name": "B", "scope": { "from": "1950", "to": "1959" } },
            { "id": "c", "name": "C", "scope": { "from": "1900", "to": "1909" } }
        ],
        "events": [{
            "id": "e", "date": "1955", "dating": { "inferred": "x" }, "title": "E",
            "accounts": [{ "source": "a", "paragraph": 1, "says": "x" }]
        }],
        "topics": [{ "id": "t", "title": "T", "events": ["e"], "questions": [question] }]
    });
    InputFile::new("test.json".into(), dataset.to_string().as_bytes().to_vec())
}

/// The verdict with its reason, the caveat, and the sources that contradict themselves, are silent
/// or are out of scope, one line each.
fn judged(question: Value) -> String {
    let between: Option<[&str; 2]> = None;
    judged_between(question, between)
}

fn judged_between(mut question: Value, between: Option<[&str; 2]>) -> String {
    if let Some(answers) = question["answers"].as_array_mut() {
        for answer in answers {
            answer["paragraph"] = json!(1);
        }
    }
    let files = [asking(&question)];
    let loaded = load(&files).unwrap();
    assert_eq!(loaded.problems, []);
    let timeline = loaded.timeline.unwrap();
    let between = between.map(|two| two.map(|id| names::source(&timeline, id).unwrap()));
    let selection = QuestionSelection {
        between,
        only: None,
    };
    let topic = names::topic(&timeline, "t").unwrap();
    let report: Comparison<'_> = comparison(&timeline, topic, selection);
    let question = &report.questions[0];
    let mut lines = vec![format!("{}: {}", question.verdict.word(), question.why)];
    lines.extend(question.caveat.clone());
    if let Some(spread) = &question.spread {
        let end =
            |n: Option<crate::model::topic::Number>| n.map_or("open".into(), |n| n.0.to_string());
        let factor = spread.factor.map_or("none".into(), |f| format!("{f:.2}"));
        lines.push(format!(
            "spread {} to {}, factor {factor}",
            end(spread.low),
            end(spread.high)
        ));
    }
    for (what, sources) in [
        ("contradicts itself", &question.self_contradiction),
        ("silent", &question.silent),
        ("out of scope", &question.out_of_scope),
    ] {
        if !sources.is_empty() {
            lines.push(format!("{what}: {}", sources.join(", ")));
        }
    }
    lines.join("\n")
}

fn quantity(answers: &Value) -> String {
    judged(json!({ "kind": "quantity", "answers": answers }))
}

#[test]
fn equal_figures_agree() {
    assert_data_eq!(
        quantity(
            &json!([{ "source": "a", "low": 700, "high": 700 }, { "source": "b", "low": 700, "high": 700 }])
        ),
        str![[r#"
agree: a and b give the same figure.
spread 700 to 700, factor 1.00
out of scope: c
"#]]
    );
}

#[test]
fn touching_ranges_are_compatible() {
    assert_data_eq!(
        quantity(
            &json!([{ "source": "a", "low": 3000, "high": 4000 }, { "source": "b", "low": 2500, "high": 3000 }])
        ),
        str![[r#"
compatible: The figures touch at 3,000.
spread 2500 to 4000, factor 1.60
out of scope: c
"#]]
    );
}

#[test]
fn disjoint_figures_conflict() {
    assert_data_eq!(
        quantity(
            &json!([{ "source": "a", "low": 10 }, { "source": "b", "low": 3, "high": 3 }, { "source": "c", "high": 2 }])
        ),
        str![[r#"
conflict: a (10 or more) contradicts b (3) and c (at most 2); b (3) contradicts c (at most 2).
spread open to open, factor none
"#]]
    );
}

#[test]
fn figures_that_count_different_things_have_no_factor() {
    assert_data_eq!(
        quantity(&json!([
            { "source": "a", "low": 3, "high": 4, "counts": "rebels" },
            { "source": "b", "low": 2, "high": 3 }
        ])),
        str![[r#"
compatible: The figures touch at 3.
The figures do not count the same thing: a counts rebels, b does not say what it counts.
spread 2 to 4, factor none
out of scope: c
"#]]
    );
}

#[test]
fn an_answer_without_a_figure_is_left_out_of_the_verdict() {
    assert_data_eq!(
        quantity(&json!([
            { "source": "a", "low": 3, "high": 3 },
            { "source": "b", "low": 3, "high": 3 },
            { "source": "c", "as_printed": "a great many" }
        ])),
        str![[r#"
agree: a and b give the same figure.
c (“a great many”) gives nothing that can be compared and is left out of the verdict.
spread 3 to 3, factor 1.00
"#]]
    );
}

#[test]
fn with_nothing_to_compare_a_question_stays_open() {
    assert_data_eq!(
        quantity(&json!([{ "source": "a", "low": 3, "high": 3 }, { "source": "b" }])),
        str![[r#"
open: a and b answer, but their answers cannot be compared.
b gives nothing that can be compared and is left out of the verdict.
spread 3 to 3, factor 1.00
out of scope: c
"#]]
    );
}

#[test]
fn words_alone_leave_a_question_of_any_kind_open() {
    assert_data_eq!(
        judged(json!({ "kind": "date", "answers": [
            { "source": "a", "date": "1955" }, { "source": "b", "as_printed": "long ago" }
        ] })),
        str![[r#"
open: a and b answer, but their answers cannot be compared.
b (“long ago”) gives nothing that can be compared and is left out of the verdict.
out of scope: c
"#]]
    );
}

#[test]
fn one_source_alone_is_single_and_silence_is_no_agreement() {
    assert_data_eq!(
        quantity(&json!([{ "source": "a", "low": 3, "high": 3 }])),
        str![[r#"
single: Only a answers.
spread 3 to 3, factor 1.00
silent: b
out of scope: c
"#]]
    );
}

#[test]
fn a_voice_counts_only_where_a_source_has_none_of_its_own() {
    assert_data_eq!(
        judged(json!({ "kind": "position", "answers": [
            { "source": "a", "position": "stroke" },
            { "source": "a", "position": "poison", "voice": "rumour" },
            { "source": "b", "position": "poison", "voice": "Tass" }
        ] })),
        str![[r#"
conflict: a (stroke) contradicts b (poison).
b does not say so itself; it only reports Tass.
out of scope: c
"#]]
    );
}

#[test]
fn a_source_can_contradict_itself() {
    assert_data_eq!(
        judged(json!({ "kind": "position", "answers": [
            { "source": "a", "position": "told" }, { "source": "a", "position": "not-told" }
        ] })),
        str![[r#"
single: Only a answers.
contradicts itself: a
silent: b
out of scope: c
"#]]
    );
}

#[test]
fn a_source_with_two_answers_clashes_if_one_fits_nothing_of_the_other() {
    assert_data_eq!(
        judged(json!({ "kind": "position", "answers": [
            { "source": "a", "position": "x" }, { "source": "a", "position": "y" }, { "source": "b", "position": "x" }
        ] })),
        str![[r#"
conflict: a (y) contradicts b (x).
contradicts itself: a
out of scope: c
"#]]
    );
}

#[test]
fn positions_listed_as_compatible_overlap() {
    assert_data_eq!(
        judged(
            json!({ "kind": "position", "compatible": [["x", "y"]], "answers": [
            { "source": "a", "position": "y" }, { "source": "b", "position": "x" }
        ] })
        ),
        str![[r#"
compatible: The positions differ but are compatible.
out of scope: c
"#]]
    );
}

#[test]
fn dates_agree_by_their_bounds_and_sets_overlap_member_by_member() {
    let dates = |a: &str, b: &str| {
        judged(
            json!({ "kind": "date", "answers": [{ "source": "a", "date": a }, { "source": "b", "date": b }] }),
        )
    };
    assert_data_eq!(
        dates("1953-06~", "1953-06"),
        str![[r#"
agree: a and b give the same date.
out of scope: c
"#]]
    );
    assert_data_eq!(
        dates("[1953,1957]", "1957-03"),
        str![[r#"
compatible: The more precise answers lie within the others.
out of scope: c
"#]]
    );
    assert_data_eq!(
        dates("[1953,1957]", "1955"),
        str![[r#"
conflict: a (1953 or 1957) contradicts b (1955).
out of scope: c
"#]]
    );
}

#[test]
fn lists_add_to_each_other_unless_they_exclude() {
    let lists = |a: Value, b: Value| {
        judged(
            json!({ "kind": "list", "exclusive": [["yes", "no"]], "answers": [
            { "source": "a", "items": a }, { "source": "b", "items": b }
        ] }),
        )
    };
    assert_data_eq!(
        lists(json!(["x", "y"]), json!(["y", "x"])),
        str![[r#"
agree: a and b name the same items.
out of scope: c
"#]]
    );
    assert_data_eq!(
        lists(json!(["x"]), json!(["x", "y"])),
        str![[r#"
compatible: The lists add to each other.
out of scope: c
"#]]
    );
    assert_data_eq!(
        lists(json!(["yes"]), json!(["no", "x"])),
        str![[r#"
conflict: a (yes) names what is ruled out by b (no).
out of scope: c
"#]]
    );
}

#[test]
fn between_two_sources_the_others_do_not_count() {
    let question = json!({ "kind": "quantity", "answers": [
        { "source": "a", "low": 1, "high": 1 }, { "source": "b", "low": 2, "high": 2 }, { "source": "c", "low": 1, "high": 1 }
    ] });
    assert_data_eq!(
        judged_between(question, Some(["a", "c"])),
        str![[r#"
agree: a and c give the same figure.
spread 1 to 1, factor 1.00
"#]]
    );
}

#[test]
fn a_conflict_quotes_the_answers_that_clash_and_groups_their_sources() {
    let found = judged(
        json!({ "kind": "position", "positions": { "x": "the Politburo", "y": "the \
        Central Committee", "z": "the army" }, "answers": [
        { "source": "a", "position": "x" },
        { "source": "b", "position": "x" },
        { "source": "c", "position": "y" },
        { "source": "c", "position": "x" },
    ] }),
    );
    let first = found.lines().next().unwrap();
    assert_eq!(
        first,
        "conflict: a and b (the Politburo) contradict c (the Central Committee)."
    );
}
