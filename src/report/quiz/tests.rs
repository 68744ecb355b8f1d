//! Properties of every quiz question, over several seeds on the shipped timeline.

use crate::dataset;
use crate::model::agreement::{self, Compatibility, Verdict};
use crate::model::date::{Date, parse_typed};
use crate::model::event::Event;
use crate::model::timeline::Timeline;
use crate::model::topic;
use crate::query::filter::{Condition, Filter};
use crate::query::names;
use crate::query::words::fold;

use super::{Grade, Quiz, QuizKind, QuizOptions, QuizQuestion, choice_letter, grade, quiz};

const SEEDS: u64 = 5;

fn on_shipped(act: impl Fn(&Timeline)) {
    let files = crate::shipped::files();
    act(&dataset::load(&files).unwrap().timeline.unwrap());
}

fn wanted(seed: u64, kinds: &[QuizKind]) -> QuizOptions {
    QuizOptions {
        kinds: kinds.to_vec(),
        count: 60,
        seed,
        topic: None,
    }
}

/// Calls `look` with every question of a kind, for all sources together and for each alone.
fn each_question(kind: QuizKind, look: impl Fn(&Timeline, &QuizQuestion)) {
    on_shipped(|timeline| {
        let tellers = timeline.all_sources().map(|(key, _)| Some(key));
        let mut seen = 0;
        for told_by in tellers.chain([None]) {
            let filter = Filter {
                told_by,
                ..Filter::default()
            };
            for seed in 0..SEEDS {
                let quiz = quiz(timeline, &filter, &wanted(seed, &[kind]));
                for question in &quiz.questions {
                    assert_eq!(question.kind, kind);
                    look(timeline, question);
                    seen += 1;
                }
            }
        }
        assert!(seen > 20, "{seen} questions were looked at");
    });
}

fn event<'a>(timeline: &'a Timeline, id: &str) -> &'a Event {
    &timeline[names::event(timeline, id).unwrap()]
}

fn topic_question<'a>(timeline: &'a Timeline, question: &QuizQuestion) -> &'a topic::Question {
    let topic = names::topic(timeline, question.topic.as_ref().unwrap()).unwrap();
    let id = question.question.as_deref().unwrap();
    let mut questions = timeline[topic].questions.iter();
    questions.find(|question| &*question.id == id).unwrap()
}

fn shown(question: &QuizQuestion) -> String {
    let given = question.given.iter().map(|given| &*given.text);
    let all: Vec<&str> = given.chain([&*question.ask]).collect();
    fold(&all.join(" "))
}

/// The folded last name, which every text that names the person contains.
fn last_name(name: &str) -> String {
    fold(name.split(' ').next_back().unwrap())
}

#[test]
fn a_seed_gives_the_same_questions() {
    on_shipped(|timeline| {
        let json = |seed| {
            let quiz: Quiz = quiz(timeline, &Filter::default(), &wanted(seed, &[]));
            serde_json::to_string(&quiz).unwrap()
        };
        for seed in 0..5 {
            assert_eq!(json(seed), json(seed));
            assert_ne!(json(seed), json(seed + 1));
        }
    });
}

#[test]
fn of_two_events_one_was_surely_over_before_the_other_began() {
    each_question(QuizKind::Order, |timeline, question| {
        let [first, second] = [0, 1].map(|i| event(timeline, &question.events[i]));
        assert_eq!(question.answer, *first.title);
        assert_eq!(question.choices.len(), 2);
        let sure = first.date.bounds().latest < second.date.bounds().earliest;
        // A single source may date an event less precisely than all together, or differently.
        let source = names::source(timeline, &question.citations[0].source).unwrap();
        let dates = [first, second].map(|event| event.date_by(source));
        let as_told = match dates {
            [Some(a), Some(b)] => a.bounds().latest < b.bounds().earliest,
            _ => false,
        };
        assert!(sure || as_told, "{} / {}", first.id, second.id);
    });
}

#[test]
fn nobody_else_among_the_choices_had_a_part() {
    each_question(QuizKind::Who, |timeline, question| {
        let event = event(timeline, &question.events[0]);
        let had_part = |id: &str| {
            let key = names::person(timeline, id).unwrap();
            event.people.iter().any(|role| role.person == key)
        };
        let text: Vec<&str> = event
            .accounts
            .iter()
            .filter_map(|account| account.claim.says.as_deref())
            .chain([&*event.title])
            .chain(event.summary.as_deref())
            .collect();
        let text = fold(&text.join(" "));
        assert!(question.choices.len() > 2);
        assert!(question.given[0].text.contains("____"));
        for choice in &question.choices {
            let right = choice.text == question.answer;
            assert_eq!(
                had_part(&choice.names[0]),
                right,
                "{} in {}",
                choice.names[0],
                event.id
            );
            let name = last_name(&choice.text);
            assert!(right || !text.contains(&name), "{name} in {}", event.id);
        }
        let name = last_name(&question.answer);
        assert!(!shown(question).contains(&name), "{}", shown(question));
    });
}

#[test]
fn the_verdict_is_the_computed_one_and_can_be_seen() {
    on_shipped(|timeline| {
        let mut seen = Vec::new();
        for seed in 0..SEEDS {
            let quiz = quiz(
                timeline,
                &Filter::default(),
                &wanted(seed, &[QuizKind::Agree]),
            );
            for question in &quiz.questions {
                let agreement = agreement::compute(topic_question(timeline, question));
                let word = agreement.verdict.word();
                assert_ne!(
                    agreement.how,
                    Some(Compatibility::Refines),
                    "{:?}",
                    question.given
                );
                assert!(question.answer.starts_with(word), "{}", question.answer);
                assert!(!matches!(
                    agreement.verdict,
                    Verdict::Single | Verdict::Open
                ));
                let labelled = question.given.iter().filter(|given| given.label.is_some());
                assert!(labelled.count() > 1);
                seen.push(word);
            }
        }
        assert!(seen.contains(&"conflict"), "{seen:?}");
    });
}

#[test]
fn a_date_is_asked_for_as_a_source_gives_it_and_not_given_away() {
    each_question(QuizKind::When, |timeline, question| {
        let event = event(timeline, &question.events[0]);
        assert!(!event.title.contains("19"), "{}", event.title);
        let (days, period) = question.days.zip(question.period).unwrap();
        assert!(days.lies_within(period));
        let mut stated = event.accounts.iter().filter_map(|a| a.date.as_ref());
        let is_exact = |date: &Date| !date.is_approximate() || date.bounds() != period;
        assert!(stated.any(|date| date.bounds().lies_within(period) && is_exact(date)));
    });
    on_shipped(|timeline| {
        let filter = Filter {
            period: parse_typed("1956").unwrap(),
            ..Filter::default()
        };
        let quiz = quiz(timeline, &filter, &wanted(1, &[QuizKind::When]));
        assert!(!quiz.questions.is_empty());
        for question in quiz.questions {
            assert_eq!(question.ask, "In which month and year did this happen?");
        }
    });
}

#[test]
fn every_key_is_graded_as_right_and_all_else_is_not() {
    each_question(QuizKind::When, |_, question| graded_well(question));
    on_shipped(|timeline| {
        for seed in 0..SEEDS {
            let quiz = quiz(timeline, &Filter::default(), &wanted(seed, &[]));
            quiz.questions.iter().for_each(graded_well);
        }
    });
}

fn graded_well(question: &QuizQuestion) {
    let graded = |typed: &str| grade(question, typed).unwrap().grade;
    for (place, choice) in question.choices.iter().enumerate() {
        let right = choice.text == question.answer;
        let expected = if right { Grade::Right } else { Grade::Wrong };
        assert_eq!(graded(&choice_letter(place).to_string()), expected);
        assert_eq!(graded(&choice.names[0]), expected, "{}", choice.names[0]);
        for name in &choice.names {
            assert_eq!(graded(name), expected, "{name}");
        }
    }
    if question.choices.is_empty() {
        assert_eq!(
            graded(&question.answer),
            Grade::Right,
            "{}",
            question.answer
        );
        assert_eq!(graded("1899"), Grade::Wrong);
        assert_eq!(graded("1900..1999"), Grade::Wrong);
    }
}

#[test]
fn no_question_gives_away_another_or_asks_about_the_background() {
    on_shipped(|timeline| {
        for seed in 0..SEEDS {
            let quiz = quiz(timeline, &Filter::default(), &wanted(seed, &[]));
            assert!(quiz.questions.len() > 12, "{}", quiz.questions.len());
            let mut dated: Vec<&str> = Vec::new();
            let mut compared = Vec::new();
            for question in &quiz.questions {
                let of_topic = question.topic.is_some();
                let shown = question.events.iter().map(|id| event(timeline, id));
                assert!(of_topic || shown.clone().all(|event| !event.background));
                if matches!(question.kind, QuizKind::When | QuizKind::Order) {
                    dated.extend(question.events.iter().map(String::as_str));
                }
                compared.extend(question.topic.clone().zip(question.question.clone()));
            }
            assert!(dated.len() > 5 && !compared.is_empty());
            let whole = (dated.len(), compared.len());
            dated.sort_unstable();
            dated.dedup();
            compared.sort_unstable();
            compared.dedup();
            assert_eq!((dated.len(), compared.len()), whole);
        }
    });
}

#[test]
fn filters_and_topics_keep_to_what_they_name() {
    on_shipped(|timeline| {
        let nagy = names::person(timeline, "nagy").unwrap();
        let condition = Condition::new("--person", "nagy", "Imre Nagy");
        let filter = Filter {
            conditions: vec![Condition {
                index: nagy.index(),
                ..condition
            }],
            ..Filter::default()
        };
        for seed in 0..SEEDS {
            let kinds = [QuizKind::When, QuizKind::Who];
            let quiz = quiz(timeline, &filter, &wanted(seed, &kinds));
            assert!(!quiz.questions.is_empty());
            for question in &quiz.questions {
                assert_ne!(question.answer, "Imre Nagy");
                let event = event(timeline, &question.events[0]);
                assert!(event.people.iter().any(|role| role.person == nagy));
            }
        }
        let topic = names::topic(timeline, "hungary-casualties").unwrap();
        let wanted = QuizOptions {
            topic: Some(topic),
            ..wanted(1, &[])
        };
        let quiz = quiz(timeline, &Filter::default(), &wanted);
        assert!(!quiz.questions.is_empty());
        for question in &quiz.questions {
            let of_topic = question.topic.as_deref() == Some("hungary-casualties");
            let touches = |id: &String| {
                let key = names::event(timeline, id).unwrap();
                timeline.topics_of(key).contains(&topic)
            };
            assert!(of_topic || question.events.iter().all(touches));
        }
    });
}
