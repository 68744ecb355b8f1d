//! "Which source says this?"

use crate::model::agreement::{self, Relation};
use crate::model::event::Account;
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::source::Statement;
use crate::model::topic;
use crate::query::words::fold;
use crate::report::part::Cited;

use super::chance::Chance;
use super::ground::{Ground, hints_at_date, quoted};
use super::{Candidate, Choice, EditorsNote, Given, Kind, Question};

/// How many sources to choose from.
const CHOICES: usize = 6;

/// Something that one source alone says.
#[derive(Clone, Copy)]
enum Said<'a> {
    /// Of an event of which no other source tells.
    Account(EventKey, &'a Account),
    /// To a question that no other source answers, or that every other answers otherwise.
    Answer(TopicKey, &'a topic::Question, &'a topic::Answer),
}

impl<'a> Said<'a> {
    fn told(self) -> &'a Statement {
        match self {
            Self::Account(_, account) => &account.told,
            Self::Answer(_, _, answer) => &answer.told,
        }
    }
}

/// What one source alone says, each source in turn. None where one source alone tells.
pub fn questions<'a>(
    ground: &'a Ground<'a>,
    mut chance: Chance,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let askable = ground.teller.told_by.is_none() && ground.timeline.sources.len() > 1;
    let accounts = ground.events.iter().flat_map(|key| {
        let event = &ground.timeline[*key];
        let alone = event.sources().len() == 1;
        let accounts = event.accounts.iter().filter(move |_| alone);
        accounts.map(|account| Said::Account(*key, account))
    });
    let answers = ground.questions.iter().flat_map(|(topic, question)| {
        let alone = stand_alone(question);
        let answers = question.answers.iter();
        let theirs = answers.filter(move |answer| alone.contains(&answer.told.at.source));
        theirs.map(|answer| Said::Answer(*topic, question, answer))
    });
    let said: Vec<Said<'_>> = accounts.chain(answers).filter(|_| askable).collect();
    let said = chance.in_turn(said, |said| said.told().at.source);
    said.into_iter()
        .filter_map(move |said| question(ground, said, &mut chance))
}

/// The sources that alone answer, or that clash with every other that does.
fn stand_alone(question: &topic::Question) -> Vec<SourceKey> {
    let agreement = agreement::of(question, None);
    let answering = agreement.answering.iter().copied();
    let alone = answering.filter(|source| {
        let others = agreement.answering.len() - 1;
        let clashing = agreement
            .pairs
            .iter()
            .filter(|(a, b, relation)| [a, b].contains(&source) && *relation == Relation::Clash);
        clashing.count() == others
    });
    alone.collect()
}

fn question<'a>(ground: &'a Ground<'a>, said: Said<'a>, chance: &mut Chance) -> Option<Candidate> {
    let timeline = ground.timeline;
    let told = said.told();
    let source = told.at.source;
    let says = told.says.as_deref()?;
    // What a source only reports of others is not its own, and what names it gives it away.
    if told.voice().is_some() || names_source(ground, says) || !ground.only_in(source, says) {
        return None;
    }
    let mut given = vec![quoted(says)];
    let (ask, about, topic, explained) = match said {
        Said::Account(key, _) => (
            "Which source says this?".to_owned(),
            vec![key],
            None,
            format!("No other source tells of this: {}.", timeline[key].title),
        ),
        Said::Answer(topic, question, _) => {
            let alone = agreement::of(question, None).answering.len() == 1;
            let asked = Given {
                label: None,
                text: format!("{} · {}", timeline[topic].title, question.ask),
            };
            given.insert(0, asked);
            let explained = if alone {
                "No other source answers this question."
            } else {
                "The other sources that answer it say otherwise."
            };
            (
                "Which source answers so?".to_owned(),
                question
                    .events
                    .as_ref()
                    .unwrap_or(&timeline[topic].events)
                    .clone(),
                Some((topic, question)),
                explained.to_owned(),
            )
        }
    };
    let place = Cited::of(timeline, &told.at);
    let explanation = format!("{place}. {explained}");
    let others = chance.shuffled(
        timeline
            .all_sources()
            .map(|(key, _)| key)
            .filter(|key| *key != source),
    );
    let mut shown: Vec<SourceKey> = others
        .into_iter()
        .take(CHOICES - 1)
        .chain([source])
        .collect();
    shown.sort_unstable();
    Some(Candidate {
        question: Question {
            kind: Kind::WhichSource,
            ask,
            choices: shown.iter().map(|key| choice(ground, *key)).collect(),
            answer: choice(ground, source).text,
            days: Vec::new(),
            approximate: false,
            explanation,
            notes: EditorsNote::of(Some(&place), told.note())
                .into_iter()
                .collect(),
            citations: vec![place.into()],
            events: about
                .iter()
                .map(|key| timeline[*key].id.to_string())
                .collect(),
            topic: topic.map(|(key, _)| timeline[key].id.to_string()),
            asked: topic.map(|(_, question)| question.id.to_string()),
            given,
        },
        tells_date: about.is_empty() || hints_at_date(says),
        tells_rest: true,
        about,
    })
}

fn names_source(ground: &Ground<'_>, says: &str) -> bool {
    let says = fold(says);
    ground.timeline.sources.iter().any(|source| {
        let author = source.author.as_deref().map(fold);
        says.contains(&fold(&source.id)) || author.is_some_and(|author| says.contains(&author))
    })
}

fn choice(ground: &Ground<'_>, key: SourceKey) -> Choice {
    let source = &ground.timeline[key];
    let kind = source.kind.as_ref().map(|kind| format!(" ({kind})"));
    Choice {
        text: format!("{}{}: {}", source.id, kind.unwrap_or_default(), source.name),
        id: source.id.to_string(),
        names: vec![source.name.to_string()],
    }
}
