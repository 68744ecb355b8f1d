//! A question argued out: what each source answers, and how the answers stand to each other.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::topic::{Answer, Question};
use crate::report::reasons;

use super::Writer;

/// Writes what the sources answer to a question, each with its place, and where they part.
///
/// `nth` tells arguments apart that follow each other, so that they do not all begin alike.
pub fn argue<'a>(
    writer: &mut Writer<'a>,
    question: &'a Question,
    agreement: &Agreement<'_>,
    nth: usize,
) {
    let timeline = writer.perspective.timeline;
    let first = agreement.answering.first();
    let first = first.and_then(|source| answers_of(question, *source).first().copied());
    let says_all = agreement.verdict == Verdict::Single && first.is_some_and(is_self_contained);
    if !says_all {
        writer.say(&question.ask);
    }
    if agreement.verdict == Verdict::Conflict {
        writer.say(dispute_phrase(agreement, nth));
    }
    let mut heard: Vec<SourceKey> = Vec::new();
    for (i, source) in agreement.answering.iter().enumerate() {
        if heard.contains(source) {
            continue;
        }
        let answers = answers_of(question, *source);
        let same = same_words(question, &answers, &agreement.answering);
        if same.len() > 1 {
            let sources: Vec<_> = same.iter().map(|answer| answer.told.at.source).collect();
            let says = writer.lexicon.mid_sentence(&statement(same[0]));
            let words = format!(
                "According to {}, {says}",
                reasons::join_ids(timeline, &sources)
            );
            writer.cite(&words, same.iter().map(|answer| &answer.told.at));
            heard.extend(sources);
        } else {
            one_source(writer, agreement, &answers, nth + i, &heard);
            heard.push(*source);
        }
    }
    let caveat = reasons::caveat_on_figures(timeline, question, agreement);
    writer.say(&caveat.unwrap_or_default());
}

/// Writes that sources contradict themselves, if any do.
pub fn contradicts_itself(writer: &mut Writer<'_>, agreement: &Agreement<'_>) {
    for source in &agreement.self_contradiction {
        let id = &writer.perspective.timeline[*source].id;
        writer.say(&format!("In this {id} contradicts itself."));
    }
}

fn answers_of<'a>(question: &'a Question, source: SourceKey) -> Vec<&'a Answer> {
    let answers = question.answers.iter();
    answers
        .filter(|answer| answer.told.at.source == source)
        .collect()
}

/// Whether what an answer says is understood without its question.
fn is_self_contained(answer: &Answer) -> bool {
    let says = answer.told.says.as_deref().unwrap_or_default();
    let leans = ["No", "Yes", "It ", "They "];
    !says.is_empty() && !leans.iter().any(|start| says.starts_with(start))
}

/// That the answers to a question contradict each other.
fn dispute_phrase(agreement: &Agreement<'_>, nth: usize) -> &'static str {
    const OF_TWO: [&str; 3] = [
        "On this the two part.",
        "Here the two contradict each other.",
        "The two answers exclude each other.",
    ];
    const OF_MORE: [&str; 3] = [
        "On this they part.",
        "Here the sources contradict each other.",
        "Not all the answers can stand.",
    ];
    if agreement.counts_differ {
        "The figures stand apart, and do not count quite the same thing."
    } else if agreement.deciding.len() == 2 {
        OF_TWO[nth % OF_TWO.len()]
    } else {
        OF_MORE[nth % OF_MORE.len()]
    }
}

/// The answers that say the same as the only answer of a source, word for word and in the
/// sources' own voices. Where a source has several answers, there are none.
fn same_words<'a>(
    question: &'a Question,
    answers: &[&'a Answer],
    sources: &[SourceKey],
) -> Vec<&'a Answer> {
    let [only] = answers else {
        return Vec::new();
    };
    let own_words = |answer: &Answer| answer.told.voice().is_none().then(|| statement(answer));
    let words = own_words(only);
    let sources = sources.iter().map(|source| answers_of(question, *source));
    let others = sources.filter(|answers| answers.len() == 1).flatten();
    others
        .filter(|other| words.is_some() && own_words(other) == words)
        .collect()
}

/// Writes all that one source answers, and against or with whom of those that were heard.
fn one_source<'a>(
    writer: &mut Writer<'a>,
    agreement: &Agreement<'_>,
    answers: &[&'a Answer],
    nth: usize,
    heard: &[SourceKey],
) {
    let timeline = writer.perspective.timeline;
    let mut place = None;
    for (i, answer) in answers.iter().enumerate() {
        let source = answer.told.at.source;
        let id = &timeline[source].id;
        let says = statement(answer);
        let related = |wanted| {
            let pairs = agreement.pairs.iter();
            let others = pairs.filter_map(|(a, b, relation)| match *relation == wanted {
                true if *a == source => Some(*b),
                true if *b == source => Some(*a),
                _ => None,
            });
            let others: Vec<_> = others.filter(|other| heard.contains(other)).collect();
            reasons::join_ids(timeline, &others)
        };
        let words = if let Some(voice) = answer.told.voice() {
            attribution(id, voice, &says, i > 0)
        } else if i > 0 && place == answer.told.at.place.paragraph() {
            format!("It adds: {says}")
        } else if i > 0 {
            format!("Elsewhere it says: {says}")
        } else {
            // Where a source answers several things, which of them clashes is left to the reader.
            let plainly = answers.len() > 1 || agreement.counts_differ;
            let with = related(Relation::Agree);
            let against = related(Relation::Clash);
            if !plainly && !with.is_empty() {
                format!("{id} is with {with}: {says}")
            } else if plainly || against.is_empty() || says.contains(':') {
                format!("According to {id}, {}", writer.lexicon.mid_sentence(&says))
            } else if nth.is_multiple_of(2) {
                format!("Against {against} stands {id}: {says}")
            } else {
                format!("{id} contradicts {against}: {says}")
            }
        };
        place = answer.told.at.place.paragraph();
        writer.cite(&words, [&answer.told.at]);
    }
}

/// What a source reports of others: their word, or a view that many hold.
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
    if again {
        format!("It also gives {what} {voice}: {says}")
    } else {
        format!("{source} gives {what} {voice}: {says}")
    }
}

/// What an answer says, or failing that the answer itself.
fn statement(answer: &Answer) -> String {
    if let Some(says) = answer.told.says.as_deref() {
        return says.to_owned();
    }
    let printed = answer.told.as_printed();
    let value = reasons::value(&answer.value);
    value
        .or_else(|| printed.map(|printed| format!("“{printed}”")))
        .unwrap_or_default()
        + "."
}
