//! A worksheet on a topic: the sources as documents A, B, C, what to compare them on, and the key.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use itertools::Itertools;
use serde::Serialize;

use crate::model::agreement::{self, Compatibility, Verdict};
use crate::model::date::{days, parse_typed};
use crate::model::event::{Dating, Event, EventKind};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::source::{Note, Source};
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Question, QuestionKind, Topic, Value};
use crate::query::filter::{Filter, Hit};
use crate::query::words::{fold, index, split_words};

use super::chronology::describe_filter;
use super::comparison::{AnswerReport, QuestionReport, QuestionSelection, question_report};
use super::event_row::{ById, Perspective};
use super::prose::split_sentences;
use super::reasons;

/// The paragraphs of the source texts, by source id.
pub type Texts = BTreeMap<String, Vec<String>>;

#[derive(Serialize)]
pub struct Worksheet<'a> {
    pub title: &'a str,
    /// The name and the description of the timeline.
    pub timeline: &'a str,
    pub background: Option<&'a str>,
    /// The sources that answer, in the order of the timeline.
    pub documents: Vec<Document<'a>>,
    pub questions: Vec<SheetQuestion<'a>>,
    /// Questions that ask for a judgement.
    pub judgements: [String; 3],
    /// The topic's id; `None` if the questions are made of the events' dates.
    pub topic: Option<&'a str>,
}

/// A source with what it says on the topic.
#[derive(Serialize)]
pub struct Document<'a> {
    /// A, B, C; from the 27th source on, a number.
    pub letter: String,
    pub source: ById<'a, Source>,
    pub extracts: Vec<Extract>,
}

/// What a source says in one paragraph.
#[derive(Serialize)]
pub struct Extract {
    /// The place in the source: `¶13`, or the page.
    pub place: String,
    pub text: String,
    /// Whether it is the source's own text and not a paraphrase.
    pub is_quoted: bool,
}

/// A question on which the documents are compared, with its key.
#[derive(Serialize)]
pub struct SheetQuestion<'a> {
    pub ask: &'a str,
    pub answers: Vec<SheetAnswer>,
    /// The column to tick.
    pub tick: Tick,
    /// Why, as the end of a sentence that begins with the tick.
    pub why: &'static str,
    pub caveat: Option<String>,
    pub notes: Vec<&'a Note>,
}

#[derive(Serialize)]
pub struct SheetAnswer {
    /// Which documents answer so, and where: "A ¶7, C ¶5".
    pub places: String,
    pub text: String,
}

/// A column to tick for each question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Tick {
    Agree,
    Differ,
    OnlyOne,
}

impl Tick {
    pub fn heading(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Differ => "differ",
            Self::OnlyOne => "only one",
        }
    }
}

/// The topic of a sheet: `topic`, or else the one that most of the selected events belong to. If no
/// such topic has answers from two sources to compare, or only one source is shown, the sheet asks
/// for the dates of the weightiest events. `None` if no event matches.
pub fn subject<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    topic: Option<TopicKey>,
) -> Option<Cow<'a, Topic>> {
    let hits = filter.select(timeline);
    if hits.is_empty() {
        return None;
    }
    let key = topic.or_else(|| topic_with_most_events(timeline, &hits));
    Some(match key.filter(|_| filter.told_by.is_none()) {
        Some(key) => Cow::Borrowed(&timeline[key]),
        None => Cow::Owned(dates_of_events(timeline, filter, &hits)),
    })
}

/// Of several topics with the most events, the one with the most sources.
fn topic_with_most_events(timeline: &Timeline, hits: &[Hit]) -> Option<TopicKey> {
    let touched = hits.iter().flat_map(|hit| timeline.topics_of(hit.event));
    let comparable = touched.counts().into_iter().filter(|(topic, _)| {
        let mut questions = timeline[*topic].questions.iter();
        questions.any(|question| agreement::compute(question).deciding.len() > 1)
    });
    // `Reverse`: of equal topics, the first.
    let most = comparable.max_by_key(|(topic, events)| {
        let questions = timeline[*topic].questions.iter();
        let answers = questions.flat_map(|question| &question.answers);
        let sources = answers.map(|answer| answer.claim.locator.source);
        (*events, sources.unique().count(), Reverse(*topic))
    });
    most.map(|(topic, _)| topic)
}

/// A topic that asks when each of the weightiest events happened.
fn dates_of_events(timeline: &Timeline, filter: &Filter, hits: &[Hit]) -> Topic {
    const MOST: usize = 8;
    let weightiest = hits.iter().sorted_by_key(|hit| {
        let is_condition = timeline[hit.event].kind == EventKind::Condition;
        (is_condition, Reverse(timeline.weight(hit.event)))
    });
    // Two questions with the same words could not be told apart.
    let weightiest = weightiest.unique_by(|hit| &*timeline[hit.event].title);
    let chosen = weightiest.take(MOST).map(|hit| hit.event).sorted();
    let mut title = vec![timeline.name().to_owned()];
    title.extend(describe_filter(timeline, filter));
    title.extend(days(filter.period));
    let perspective = Perspective::new(timeline, filter.told_by);
    date_topic(&perspective, &title.join(" · "), chosen)
}

/// A topic that asks when each of these events happened.
pub fn date_topic(
    perspective: &Perspective<'_>,
    title: &str,
    events: impl IntoIterator<Item = EventKey>,
) -> Topic {
    let timeline = perspective.timeline;
    let questions = events.into_iter().map(|key| {
        let event = &timeline[key];
        let answers = perspective.accounts(event).map(|account| {
            let date = account.date.as_ref().or_else(|| match &event.dating {
                Dating::Stated(locator) if *locator == account.claim.locator => Some(&event.date),
                _ => None,
            });
            Answer {
                value: date.map_or(Value::Unsaid, |date| Value::Date(date.clone())),
                counts: None,
                claim: account.claim.clone(),
            }
        });
        let (dated, undated): (Vec<_>, Vec<_>) =
            answers.partition(|answer| answer.value != Value::Unsaid);
        Question {
            id: event.id.clone(),
            ask: ask_for_date(event).as_str().into(),
            kind: QuestionKind::Date,
            unit: None,
            events: Some(vec![key]),
            wordings: BTreeMap::new(),
            compatible: Vec::new(),
            exclusive: Vec::new(),
            answers: if dated.is_empty() { undated } else { dated },
            note: event.note.clone(),
        }
    });
    Topic {
        id: timeline.id.clone(),
        title: title.into(),
        events: Vec::new(),
        questions: questions.collect(),
        note: None,
    }
}

fn ask_for_date(event: &Event) -> String {
    format!("When was this: “{}”?", event.title)
}

/// The sheet on a topic, without questions whose answers cannot be compared. Extracts are from
/// `texts`; of a source that is not among them, they are paraphrases.
pub fn worksheet<'a>(timeline: &'a Timeline, topic: &'a Topic, texts: &Texts) -> Worksheet<'a> {
    let judged = topic.questions.iter();
    let judged = judged.map(|question| (question, agreement::compute(question)));
    let comparable = judged.filter(|(_, agreement)| agreement.verdict != Verdict::Open);
    let comparable: Vec<_> = comparable.collect();
    let selection = QuestionSelection::default();
    let reports = comparable.iter().map(|(question, agreement)| {
        question_report(timeline, topic, question, agreement, selection)
    });
    let mut reports: Vec<QuestionReport<'a>> = reports.collect();
    let answers = reports.iter().flat_map(|question| &question.answers);
    let sources: Vec<SourceKey> = answers.map(source_of).sorted().dedup().collect();
    // Caveats name sources by id.
    let mut lettered = timeline.sources.clone();
    for key in &sources {
        lettered[key.index()].id = letter(&sources, *key).as_str().into();
    }
    for (report, (question, agreement)) in reports.iter_mut().zip(&comparable) {
        report.caveat = reasons::caveat(&lettered, question, agreement);
    }
    let documents = sources.iter().map(|key| Document {
        letter: letter(&sources, *key),
        source: ById(&timeline[*key]),
        extracts: extracts(&reports, *key, texts.get(&*timeline[*key].id)),
    });
    let documents: Vec<Document<'a>> = documents.collect();
    let questions = reports
        .iter()
        .map(|report| sheet_question(report, &sources));
    let questions: Vec<SheetQuestion<'a>> = questions.collect();
    let mut own = timeline.all_topics();
    Worksheet {
        title: &topic.title,
        timeline: timeline.name(),
        background: timeline.description.as_deref(),
        judgements: judgements(&topic.title, &questions, documents.len()),
        topic: own
            .any(|(_, other)| std::ptr::eq(other, topic))
            .then_some(&*topic.id),
        documents,
        questions,
    }
}

fn source_of(answer: &AnswerReport<'_>) -> SourceKey {
    answer.value.extra.source
}

fn letter(sources: &[SourceKey], source: SourceKey) -> String {
    let place = sources.iter().position(|other| *other == source);
    let place = place.unwrap_or_default();
    ('A'..='Z')
        .nth(place)
        .map_or_else(|| (place + 1).to_string(), String::from)
}

fn sheet_question<'a>(report: &QuestionReport<'a>, sources: &[SourceKey]) -> SheetQuestion<'a> {
    let groups = report.worded_groups();
    let answers = groups.into_iter().map(|group| {
        let places = group.answers.iter().map(|answer| {
            format!(
                "{} {}",
                letter(sources, source_of(answer)),
                answer.citation.passage()
            )
        });
        SheetAnswer {
            places: places.unique().join(", "),
            text: group.text,
        }
    });
    let (tick, why) = match (report.verdict, report.how) {
        (Verdict::Agree, _) => (Tick::Agree, "all that answer say the same"),
        (Verdict::Compatible, Some(Compatibility::Refines)) => (
            Tick::Agree,
            "as far as they go: the less precise answers include the more precise",
        ),
        (Verdict::Compatible, Some(Compatibility::Adds)) => (
            Tick::Differ,
            "but can all be right: each names something that another leaves out",
        ),
        (Verdict::Compatible, _) => (Tick::Differ, "but can all be right"),
        (Verdict::Conflict, _) if report.caveat.is_some() => (
            Tick::Differ,
            "and cannot all be right if they mean the same",
        ),
        (Verdict::Conflict, _) => (Tick::Differ, "and cannot all be right"),
        (Verdict::Single | Verdict::Open, _) => (Tick::OnlyOne, "nothing here confirms it"),
    };
    let notes = report.answers.iter().filter_map(|answer| answer.note);
    let notes = notes.chain(report.note).unique_by(|note| &*note.says);
    SheetQuestion {
        ask: report.ask,
        answers: answers.collect(),
        tick,
        why,
        caveat: report.caveat.clone(),
        notes: notes.collect(),
    }
}

/// What a source answers, by paragraph. In the order of the questions, it would be obvious which
/// one each of them answers.
fn extracts(
    questions: &[QuestionReport<'_>],
    source: SourceKey,
    text: Option<&Vec<String>>,
) -> Vec<Extract> {
    let answers = questions.iter().flat_map(|question| {
        let answers = question.answers.iter();
        answers.map(move |answer| (answer, question.unit))
    });
    let answers = answers.filter(|(answer, _)| source_of(answer) == source);
    let answers = answers.sorted_by_key(|(answer, _)| {
        let cited = &answer.citation;
        // "p. 9" before "p. 14"
        (cited.paragraph, cited.page.map(str::len), cited.page)
    });
    let answers: Vec<_> = answers.collect();
    let by_place = answers.chunk_by(|(a, _), (b, _)| a.citation == b.citation);
    let extracts = by_place.map(|answers| {
        let cited = &answers[0].0.citation;
        let place = || usize::try_from(cited.paragraph?).ok()?.checked_sub(1);
        let paragraph = text.zip(place()).and_then(|(text, place)| text.get(place));
        let text = match paragraph {
            Some(paragraph) => quotation(paragraph, answers),
            None => {
                let told = answers
                    .iter()
                    .map(|(answer, unit)| paraphrase(answer, *unit));
                without_repetition(told.collect()).join(" ")
            }
        };
        Extract {
            place: cited.passage(),
            text,
            is_quoted: paragraph.is_some(),
        }
    });
    extracts.collect()
}

/// The texts without those whose words are all in another one.
fn without_repetition(mut texts: Vec<String>) -> Vec<String> {
    let mut place = 0;
    while let Some(text) = texts.get(place) {
        let mut others = texts.iter().enumerate().filter(|(i, _)| *i != place);
        if others.any(|(_, other)| repeats(text, other)) {
            texts.remove(place);
        } else {
            place += 1;
        }
    }
    texts
}

/// Whether all words of a text, or their stems, are in the other.
fn repeats(text: &str, other: &str) -> bool {
    let index = index(other);
    let mut words = split_words(text).into_iter();
    words.all(|word| index.contains(&format!(" {} ", word.folded)))
}

/// What an answer says in the curator's words, with what these leave out in brackets.
fn paraphrase(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let Some(says) = answer.says else {
        return answer.as_worded(unit) + ".";
    };
    let says = answer.with_voice(says.to_owned());
    match gloss(answer, &says, unit) {
        Some(gloss) => format!("{says} [{gloss}]"),
        None => says,
    }
}

/// The paragraph with the sentences that the answers are taken from, and in brackets whose views it
/// reports and what dates come to.
fn quotation(paragraph: &str, answers: &[(&AnswerReport<'_>, Option<&str>)]) -> String {
    let text = shortened(paragraph, answers.iter().map(|(answer, _)| *answer));
    let voices = answers
        .iter()
        .filter_map(|(answer, _)| answer.voice)
        .unique();
    let voices = voices.map(|voice| format!("[{voice}:] ")).join("");
    let glosses = answers
        .iter()
        .filter_map(|(answer, unit)| gloss(answer, &text, *unit));
    let glosses = glosses.unique().map(|gloss| format!(" [{gloss}]")).join("");
    format!("{voices}{text}{glosses}")
}

/// The sentences of a paragraph that have the words of the answers; a short paragraph whole.
fn shortened<'q>(paragraph: &str, answers: impl Iterator<Item = &'q AnswerReport<'q>>) -> String {
    const SHORT: usize = 60;
    /// The part of the likeness of the nearest sentence that a further one needs.
    const WORTH: f64 = 0.6;
    /// Words that refer to the sentence before, at its beginning or after one of `CONNECTIVES`.
    const PRONOUNS: [&str; 13] = [
        "he", "she", "it", "they", "this", "these", "that", "those", "such", "his", "her", "its",
        "their",
    ];
    const CONNECTIVES: [&str; 6] = ["and", "but", "furthermore", "however", "then", "yet"];
    if paragraph.split_whitespace().count() <= SHORT {
        return paragraph.to_owned();
    }
    let sentences = split_sentences(paragraph);
    let parts: Vec<_> = sentences
        .iter()
        .map(|sentence| trigrams(sentence))
        .collect();
    let mut frequency: HashMap<[char; 3], f64> = HashMap::new();
    for part in parts.iter().flatten() {
        *frequency.entry(*part).or_default() += 1.0;
    }
    // What few sentences have tells more than what many have.
    let likeness = |place: usize, wanted: &HashSet<[char; 3]>| {
        let shared = parts[place].intersection(wanted);
        shared.map(|part| 1.0 / frequency[part]).sum::<f64>()
    };
    let nearest = |wanted: &HashSet<[char; 3]>| {
        let places = (0..sentences.len()).rev();
        let found = places.map(|place| (likeness(place, wanted), place));
        found.max_by(|(a, _), (b, _)| a.total_cmp(b))
    };
    let mut kept = BTreeSet::new();
    for answer in answers {
        let mut wanted = trigrams(answer.says.unwrap_or_default());
        let first = nearest(&wanted).map_or(0.0, |(likeness, _)| likeness);
        let printed = answer.as_printed.map(trigrams);
        let mut next = printed
            .as_ref()
            .and_then(nearest)
            .or_else(|| nearest(&wanted));
        while let Some((_, place)) = next {
            kept.insert(place);
            wanted.retain(|part| !parts[place].contains(part));
            next = nearest(&wanted).filter(|(likeness, _)| *likeness > first * WORTH);
        }
    }
    for place in (1..sentences.len()).rev() {
        let words = split_words(sentences[place]);
        let mut words = words.iter().map(|word| &*word.folded);
        let first = words.find(|word| !CONNECTIVES.contains(word));
        if kept.contains(&place) && first.is_some_and(|first| PRONOUNS.contains(&first)) {
            kept.insert(place - 1);
        }
    }
    let mut text = String::new();
    let mut next = 0;
    for place in kept {
        let gap = if place == next { "" } else { "[…] " };
        text += &format!("{gap}{} ", sentences[place]);
        next = place + 1;
    }
    if next < sentences.len() {
        text += "[…]";
    }
    text.trim_end().to_owned()
}

/// The groups of three letters in the words of a text. They show that words are alike in spite of
/// endings and misspellings.
fn trigrams(text: &str) -> HashSet<[char; 3]> {
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let text: String = format!(" {} ", fold(text)).chars().map(letters).collect();
    let groups = text.chars().tuple_windows();
    groups
        .map(|(a, b, c)| [a, b, c])
        .filter(|[_, middle, _]| *middle != ' ')
        .collect()
}

/// What a reader of `text` needs to know the answer: the figure as worded by the source, or the days
/// that a date comes to. `None` if the text has it.
fn gloss(answer: &AnswerReport<'_>, text: &str, unit: Option<&str>) -> Option<String> {
    let value = answer.value_text();
    let printed = answer.as_printed;
    if answer.value.when.date.is_some() {
        let there: Vec<&str> = date_words(text).collect();
        let printed_there = printed.filter(|printed| text.contains(printed));
        let read = printed_there.and_then(|printed| parse_typed(printed).ok());
        let is_there = read == Some(answer.value.when.bounds)
            || date_words(value).all(|word| there.contains(&word));
        let gloss = printed.map_or(value.to_owned(), |printed| format!("“{printed}”: {value}"));
        return (!is_there).then_some(gloss);
    }
    let is_figure = answer.value.low.is_some() || answer.value.high.is_some();
    let wanted = printed.unwrap_or(value).to_lowercase();
    (is_figure && !text.to_lowercase().contains(&wanted)).then(|| answer.as_worded(unit))
}

/// The numbers and the capitalized words of a text: of a date, its day, month and year.
fn date_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    words.map(|word| {
        // "1st"
        let number = word.trim_end_matches(char::is_alphabetic);
        if number.is_empty() { word } else { number }
    })
}

/// Three questions that ask for a judgement. They refer to questions of the sheet by number, and do
/// not give the key away.
fn judgements(title: &str, questions: &[SheetQuestion<'_>], documents: usize) -> [String; 3] {
    let account = format!(
        "Write three or four sentences on “{title}” for somebody who has read none of this. Say what is sure, what is only likely and what is open, and name a document for each statement."
    );
    if documents < 2 {
        return [
            "How far would you rely on this document? Give two reasons, from who wrote it, when and for whom.".into(),
            "Which of its statements would you check first? What kind of source would you look for, and what would you ask of it?".into(),
            account,
        ];
    }
    let refer = |i: usize| format!("Look again at question {}, “{}”", i + 1, questions[i].ask);
    let most_answers = |tick: Tick| {
        let places = (0..questions.len()).filter(move |i| questions[*i].tick == tick);
        places.max_by_key(|i| {
            (
                questions[*i].why.contains("cannot"),
                questions[*i].answers.len(),
                Reverse(*i),
            )
        })
    };
    let first = most_answers(Tick::Differ).or_else(|| most_answers(Tick::Agree));
    let second = most_answers(Tick::OnlyOne).or_else(|| most_answers(Tick::Agree));
    let second = second.filter(|second| Some(*second) != first);
    [
        format!(
            "{} Can all the documents that answer it be right? Which of them would you follow, and why? Use what you know of who wrote them, when and for whom.",
            refer(first.unwrap_or_default()),
        ),
        match second {
            Some(second) => format!(
                "{} How far would you rely on the answer? What would make you surer of it?",
                refer(second)
            ),
            None => {
                "Which of the documents would you rely on least on this subject? Give two reasons."
                    .into()
            }
        },
        account,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped;

    fn words(text: &str) -> String {
        text.split_whitespace().join(" ")
    }

    #[test]
    fn every_question_can_be_answered_from_the_documents() {
        let timeline = shipped::timeline();
        for topic in &timeline.topics {
            let sheet = worksheet(&timeline, topic, &Texts::new());
            for question in topic.questions.iter().filter(|question| {
                sheet
                    .questions
                    .iter()
                    .any(|shown| *shown.ask == *question.ask)
            }) {
                for answer in &question.answers {
                    let source = &timeline[answer.claim.locator.source];
                    let mut documents = sheet.documents.iter();
                    let document = documents.find(|d| d.source.id == source.id).unwrap();
                    let place = answer.claim.locator.passage.to_string();
                    let mut extracts = document.extracts.iter();
                    let extract = extracts.find(|extract| extract.place == place).unwrap();
                    let says = answer.claim.says.as_deref().unwrap();
                    let is_there = repeats(says, &extract.text);
                    assert!(is_there, "{}: {says}", topic.id);
                }
            }
        }
    }

    #[test]
    fn figures_are_worded_as_in_the_text_and_a_day_agrees_with_its_month() {
        let timeline = shipped::timeline();
        let sheet_on = |id: &str| {
            let mut topics = timeline.topics.iter();
            worksheet(
                &timeline,
                topics.find(|topic| *topic.id == *id).unwrap(),
                &Texts::new(),
            )
        };
        let sheet = sheet_on("hungary-casualties");
        let answers = sheet
            .questions
            .iter()
            .flat_map(|question| &question.answers);
        let answers = answers.map(|answer| &*answer.text).collect::<Vec<_>>();
        assert!(answers.contains(&"“thousands more”"), "{answers:?}");
        assert!(
            !answers.iter().any(|text| text.contains("99,999")),
            "{answers:?}"
        );
        let beria = sheet_on("beria-fall");
        let key = |ask: &str| {
            let question = beria.questions.iter().find(|question| question.ask == ask);
            question.map(|question| (question.tick, question.why))
        };
        let (tick, why) = key("When was Beria brought down?").unwrap();
        assert!(tick == Tick::Agree && why.starts_with("as far as they go"));
        let (tick, why) = key("Which body had Beria arrested?").unwrap();
        assert!(tick == Tick::Differ && why.contains("cannot"));
    }

    #[test]
    fn a_long_paragraph_is_shortened_to_the_sentences_of_the_answer() {
        let filler = "The weather was fair and nobody spoke of it again. ".repeat(8);
        let paragraph = format!(
            "{filler}Orlova built the bridge. But she waited. She was paid in gold for it. {filler}"
        );
        let timeline = shipped::timeline();
        let topic = &timeline.topics[0];
        let sheet = QuestionSelection::default();
        let judged = agreement::compute(&topic.questions[0]);
        let mut report = question_report(&timeline, topic, &topic.questions[0], &judged, sheet);
        let answer = &mut report.answers[0];
        (answer.says, answer.as_printed) = (Some("The payment was in gold."), None);
        let short = shortened(&paragraph, [&*answer].into_iter());
        assert_eq!(
            words(&short),
            "[…] Orlova built the bridge. But she waited. She was paid in gold for it. […]"
        );
    }

    #[test]
    fn a_date_that_the_text_has_is_not_given_away() {
        let timeline = shipped::timeline();
        let mut topics = timeline.topics.iter();
        let topic = topics.find(|topic| &*topic.id == "beria-fall").unwrap();
        let question = &topic.questions[0];
        let judged = agreement::compute(question);
        let sheet = QuestionSelection::default();
        let report = question_report(&timeline, topic, question, &judged, sheet);
        let mut answers = report.answers.iter();
        let answer = answers.find(|answer| answer.value_text() == "26 June 1953");
        let given = |text: &str| gloss(answer.unwrap(), text, None).is_some();
        assert!(!given("On June 26th, 1953, he fell."));
        assert!(given("In June 1953 he fell.") && given("On 26 June he fell."));
    }

    #[test]
    fn what_another_sentence_says_is_left_out() {
        let told = [
            "The arrest was for crimes.",
            "He was arrested for the crimes of the past.",
            "He was not arrested.",
        ];
        let kept = without_repetition(told.map(str::to_owned).into());
        assert_eq!(kept, told[1..]);
    }
}
