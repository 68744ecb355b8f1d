//! A question argued out: what each source answers, and how the answers stand to each other.

use crate::model::agreement::{Agreement, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Question};
use crate::report::part::Cited;
use crate::report::reasons;

use super::paragraph::Paragraph;
use super::words::Lexicon;

/// What the sources answer to a question, each with its place, and where they part.
///
/// `nth` tells arguments apart that follow each other, so that they do not all begin alike.
pub fn argument<'a>(
    timeline: &'a Timeline,
    lexicon: &Lexicon,
    question: &'a Question,
    agreement: &Agreement<'_>,
    nth: usize,
) -> Paragraph<'a> {
    let mut told = Paragraph::default();
    let by_source: Vec<Vec<&'a Answer>> = agreement
        .answering
        .iter()
        .map(|source| {
            let answers = question.answers.iter();
            answers
                .filter(|answer| answer.told.at.source == *source)
                .collect()
        })
        .collect();
    let alone = agreement.verdict == Verdict::Single;
    let says_all = by_source
        .first()
        .and_then(|answers| answers.first())
        .is_some_and(|first| stands_alone(first));
    if !(alone && says_all) {
        told.say(timeline, &question.ask);
    }
    if agreement.verdict == Verdict::Conflict {
        told.say(timeline, parting(agreement, nth));
    }
    let telling = Telling {
        timeline,
        lexicon,
        agreement,
        nth,
    };
    telling.all(&mut told, &by_source);
    if let Some(caveat) = reasons::caveat_on_figures(timeline, question, agreement) {
        told.say(timeline, &caveat);
    }
    told
}

/// Whether what an answer says is understood without its question.
fn stands_alone(answer: &Answer) -> bool {
    let says = answer.told.says.as_deref().unwrap_or_default();
    !says.is_empty()
        && !["No", "Yes", "It ", "They "]
            .iter()
            .any(|start| says.starts_with(start))
}

/// That the answers to a question contradict each other.
fn parting(agreement: &Agreement<'_>, nth: usize) -> &'static str {
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

/// What is needed to tell the answers to one question.
struct Telling<'a, 'g> {
    timeline: &'a Timeline,
    lexicon: &'g Lexicon,
    agreement: &'g Agreement<'g>,
    nth: usize,
}

impl<'a> Telling<'a, '_> {
    /// What each source answers, one after the other, and against or with whom. Those who say the
    /// same word for word speak together, where the first would.
    fn all(&self, told: &mut Paragraph<'a>, by_source: &[Vec<&'a Answer>]) {
        let mut heard: Vec<SourceKey> = Vec::new();
        for (nth, answers) in by_source.iter().enumerate() {
            let [first, ..] = answers.as_slice() else {
                continue;
            };
            let source = first.told.at.source;
            if heard.contains(&source) {
                continue;
            }
            let together: Vec<&'a Answer> = by_source
                .iter()
                .filter_map(|others| match others.as_slice() {
                    [other] if answers.len() == 1 && same_words(first, other) => Some(*other),
                    _ => None,
                })
                .collect();
            if together.len() > 1 {
                self.together(told, &together);
            } else {
                self.one(told, answers, nth, &heard);
            }
            heard.push(source);
            heard.extend(together.iter().map(|answer| answer.told.at.source));
        }
    }

    fn together(&self, told: &mut Paragraph<'a>, answers: &[&'a Answer]) {
        let names: Vec<String> = answers
            .iter()
            .map(|answer| self.id(answer.told.at.source))
            .collect();
        let cited: Vec<Cited<'a>> = answers.iter().map(|answer| self.place(answer)).collect();
        let says = self.lexicon.going_on(&statement(answers[0]));
        let words = format!("According to {}, {says}", reasons::listed(&names));
        told.say_citing(self.timeline, &words, &cited);
    }

    /// All that one source answers, after those that were heard.
    fn one(
        &self,
        told: &mut Paragraph<'a>,
        answers: &[&'a Answer],
        nth: usize,
        heard: &[SourceKey],
    ) {
        let mut place = None;
        for (i, answer) in answers.iter().enumerate() {
            let source = answer.told.at.source;
            let id = self.id(source);
            let says = statement(answer);
            let plainly = || format!("According to {id}, {}", self.lexicon.going_on(&says));
            let words = match answer.told.voice() {
                Some(voice) => reported(&id, voice, &says, i > 0),
                None if i > 0 && place == answer.told.at.place.paragraph() => {
                    format!("It adds: {says}")
                }
                None if i > 0 => format!("Elsewhere it says: {says}"),
                // Where a source answers several things, which of them clashes is left to the reader.
                None if answers.len() > 1 || self.agreement.counts_differ => plainly(),
                None => match (
                    self.related(source, heard, Relation::Clash),
                    self.related(source, heard, Relation::Agree),
                ) {
                    (_, with) if !with.is_empty() => {
                        format!("{id} is with {}: {says}", reasons::listed(&with))
                    }
                    (against, _) if against.is_empty() || says.contains(':') => plainly(),
                    (against, _) if (self.nth + nth).is_multiple_of(2) => {
                        format!("Against {} stands {id}: {says}", reasons::listed(&against))
                    }
                    (against, _) => {
                        format!("{id} contradicts {}: {says}", reasons::listed(&against))
                    }
                },
            };
            place = answer.told.at.place.paragraph();
            told.say_citing(self.timeline, &words, &[self.place(answer)]);
        }
    }

    /// Those of the sources heard that stand so to this one.
    fn related(&self, source: SourceKey, heard: &[SourceKey], wanted: Relation) -> Vec<String> {
        let pairs = self
            .agreement
            .pairs
            .iter()
            .filter(|(_, _, relation)| *relation == wanted);
        let others = pairs.filter_map(|(a, b, _)| match () {
            () if *a == source => Some(*b),
            () if *b == source => Some(*a),
            () => None,
        });
        others
            .filter(|other| heard.contains(other))
            .map(|other| self.id(other))
            .collect()
    }

    fn id(&self, source: SourceKey) -> String {
        self.timeline[source].id.to_string()
    }

    fn place(&self, answer: &'a Answer) -> Cited<'a> {
        Cited::of(self.timeline, &answer.told.at)
    }
}

/// What a source reports of others: their word, or a view that many hold.
pub fn reported(source: &str, voice: &str, says: &str, again: bool) -> String {
    const GROUPS: [&str; 8] = [
        "many", "some", "scholars", "other", "others", "western", "most", "several",
    ];
    let first = voice.split(' ').next().unwrap_or_default().to_lowercase();
    let is_group = GROUPS.contains(&&*first);
    match (again, is_group) {
        (false, false) => format!("{source} gives the word of {voice}: {says}"),
        (false, true) => format!("{source} gives a view held by {voice}: {says}"),
        (true, false) => format!("It also gives the word of {voice}: {says}"),
        (true, true) => format!("It also gives a view held by {voice}: {says}"),
    }
}

/// Whether two answers say the same word for word, in the sources' own voices.
fn same_words(a: &Answer, b: &Answer) -> bool {
    a.told.voice().is_none() && b.told.voice().is_none() && statement(a) == statement(b)
}

/// What an answer says, or failing that the answer itself.
fn statement(answer: &Answer) -> String {
    if let Some(says) = answer.told.says.as_deref() {
        return says.to_owned();
    }
    let printed = || {
        let printed = answer.told.as_printed();
        printed.map(|printed| format!("“{printed}”"))
    };
    reasons::value(&answer.value)
        .or_else(printed)
        .unwrap_or_default()
        + "."
}
