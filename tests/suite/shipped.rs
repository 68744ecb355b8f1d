//! Pinned verdicts on the shipped timeline, with their reasons.
//!
//! They change only if an answer or a rule of agreement changes. Review any change closely.
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use super::program::destal;

/// The topic and question of each pinned verdict.
const PINNED: [&str; 24] = [
    "hungary-casualties/hungarian-dead",
    "hungary-casualties/soviet-dead",
    "hungary-casualties/fled",
    "hungary-casualties/arrested",
    "stalin-death/when-died",
    "stalin-death/cause",
    "stalin-death/public-told",
    "beria-fall/when-removed",
    "beria-fall/who-removed",
    "beria-fall/trial",
    "beria-fall/when-executed",
    "secret-speech/date",
    "secret-speech/length",
    "secret-speech/title",
    "secret-speech/criminality",
    "poland-1956/riots-when",
    "poland-1956/crisis-with-moscow",
    "prisoners-freed/how-many",
    "gulag-end/population-after",
    "alliances-1955/pact-date",
    "succession/first-figure",
    "malenkov-eclipse/in-control",
    "khrushchev-fall/when",
    "korea-armistice/when-ceasefire",
];

#[test]
fn well_understood_verdicts_stand() {
    let output = destal(&["compare-sources", "--all", "-O", "json"])
        .output()
        .unwrap();
    let topics: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for pinned in PINNED {
        let (topic, question) = pinned.split_once('/').unwrap();
        let named = |list: &Value, id: &str| {
            let found = list
                .as_array()
                .into_iter()
                .flatten()
                .find(|entry| entry["id"] == id);
            found.cloned().unwrap_or_default()
        };
        let found = named(&named(&topics, topic)["questions"], question);
        let caveat = match text(&found["caveat"]) {
            caveat if caveat.is_empty() => caveat,
            caveat => format!(" {caveat}"),
        };
        let itself = found["self_contradiction"].as_array().into_iter().flatten();
        let itself: Vec<String> = itself
            .map(|source| format!(" {} contradicts itself.", text(source)))
            .collect();
        let itself = itself.concat();
        lines.push(format!(
            "{pinned}: {}: {}{caveat}{itself}\n",
            text(&found["verdict"]),
            text(&found["why"])
        ));
    }
    assert_data_eq!(
        lines.concat(),
        str![[r#"
hungary-casualties/hungarian-dead: compatible: The figures touch at 3,000. The figures do not count the same thing: wikipedia counts insurgents, flow-of-history counts Hungarians.
hungary-casualties/soviet-dead: agree: wikipedia and flow-of-history give the same figure.
hungary-casualties/fled: conflict: wikipedia (225,000 to 250,000) contradicts flow-of-history (200,000). The figures do not count the same thing: wikipedia counts refugees, flow-of-history counts refugees to the West.
hungary-casualties/arrested: single: Only flow-of-history answers.
stalin-death/when-died: compatible: The more precise answers lie within the others.
stalin-death/cause: single: Only histclo answers. histclo contradicts itself.
stalin-death/public-told: single: Only histclo answers. histclo contradicts itself.
beria-fall/when-removed: compatible: The more precise answers lie within the others.
beria-fall/who-removed: conflict: wikipedia and histclo (the Politburo) contradict student-blog (the Central Committee).
beria-fall/trial: compatible: The lists add to each other.
beria-fall/when-executed: conflict: wikipedia (c. December 1953) contradicts student-blog (c. September 1953). student-blog does not say so itself; it only reports Tom, in a comment.
secret-speech/date: compatible: The more precise answers lie within the others.
secret-speech/length: agree: flow-of-history and histclo give the same figure.
secret-speech/title: agree: wikipedia and student-blog take the same position.
secret-speech/criminality: conflict: flow-of-history (yes, Stalin himself was called a criminal) contradicts histclo (in many ways it spared the criminal core of his rule).
poland-1956/riots-when: conflict: wikipedia (summer 1956) contradicts gavs (March 1956).
poland-1956/crisis-with-moscow: agree: wikipedia and flow-of-history give the same date.
prisoners-freed/how-many: conflict: wikipedia (2,000,000 or more) contradicts flow-of-history (2,000 to 99,999) and histclo (200,000 to 999,999); flow-of-history (2,000 to 99,999) contradicts histclo (200,000 to 999,999). The figures do not count the same thing: wikipedia and flow-of-history count political prisoners, histclo counts amnestied prisoners.
gulag-end/population-after: open: wikipedia and histclo answer, but their answers cannot be compared. histclo (“dimensions of the early 1920s”) gives nothing that can be compared and is left out of the verdict.
alliances-1955/pact-date: agree: wikipedia, flow-of-history and gavs give the same date.
succession/first-figure: conflict: wikipedia (Beria) contradicts flow-of-history (a coalition led by Malenkov) and student-blog (Malenkov).
malenkov-eclipse/in-control: conflict: histclo (1954) contradicts student-blog (c. 1955). student-blog contradicts itself.
khrushchev-fall/when: compatible: The more precise answers lie within the others.
korea-armistice/when-ceasefire: compatible: The more precise answers lie within the others.

"#]]
    );
}
