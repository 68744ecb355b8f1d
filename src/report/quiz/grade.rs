//! Grades answers to quiz questions.

use crate::model::date::{Bounds, days, parse_typed, period_name};
use crate::query::names::{self, NotFound};

use super::{Choice, QuizQuestion};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    Right,
    /// A date that overlaps the right one, and is wider or extends beyond it.
    Partly,
    Wrong,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    pub grade: Grade,
    /// The answer as it was understood.
    pub read_as: String,
}

/// Grades an answer as typed.
///
/// A choice is given by its letter or its name. A date is right if it overlaps the days on which
/// the event may have happened and lies within the month or the year that is asked for. It is
/// partly right if it overlaps that month or year and is no longer than a year. Otherwise it is
/// wrong.
///
/// # Errors
///
/// Returns a message that says what to type instead if the answer cannot be read.
pub fn grade(question: &QuizQuestion, typed: &str) -> Result<Graded, String> {
    if let Some((days, period)) = question.days.zip(question.period) {
        return grade_date(days, period, typed);
    }
    let chosen = &question.choices[find_choice(&question.choices, typed.trim())?];
    let right = chosen.text == question.answer;
    Ok(Graded {
        grade: if right { Grade::Right } else { Grade::Wrong },
        read_as: chosen.text.clone(),
    })
}

fn grade_date(right: Bounds, period: Bounds, typed: &str) -> Result<Graded, String> {
    const YEAR: i64 = 366 * 24 * 60 * 60;
    let read = parse_typed(typed).map_err(|error| format!("{}; {}", error.message, error.hint))?;
    if read.width() == i64::MAX {
        return Err("that is open on one side; give a date with a beginning and an end".into());
    }
    let grade = if read.overlaps(right) && read.lies_within(period) {
        Grade::Right
    } else if read.overlaps(period) && read.width() < YEAR {
        Grade::Partly
    } else {
        Grade::Wrong
    };
    let read_as = period_name(read).or_else(|| days(read));
    Ok(Graded {
        grade,
        read_as: read_as.unwrap_or_default(),
    })
}

/// The letter of the n-th choice, counted from 0.
pub fn choice_letter(place: usize) -> char {
    ('a'..='z').nth(place).unwrap_or('?')
}

/// The index of the choice with this letter or name. A typo is accepted if only one choice is near.
fn find_choice(choices: &[Choice], typed: &str) -> Result<usize, String> {
    let bare = typed.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_letter = |place: &usize| bare.eq_ignore_ascii_case(&choice_letter(*place).to_string());
    if let Some(place) = (0..choices.len()).find(is_letter) {
        return Ok(place);
    }
    let names = choices.iter().map(|choice| &choice.names);
    let names = names.map(|names| names.iter().map(String::as_str).collect());
    let nearest = match names::find(&names.collect::<Vec<_>>(), typed) {
        Ok(place) => return Ok(place),
        Err(NotFound::Ambiguous(_)) => {
            return Err(format!("`{typed}` fits more than one; give the letter"));
        }
        Err(NotFound::Unknown { nearest }) => nearest,
    };
    let only = nearest.first().filter(|_| nearest.len() == 1);
    only.copied().ok_or_else(|| {
        let last = choice_letter(choices.len() - 1);
        format!("`{typed}` is none of the choices; give a letter from a to {last}, or a name")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question that asks for a date, with its right days and its period in typed form.
    fn when(right: &str, period: &str) -> QuizQuestion {
        QuizQuestion {
            answer: right.into(),
            days: Some(parse_typed(right).unwrap()),
            period: Some(parse_typed(period).unwrap()),
            ..QuizQuestion::default()
        }
    }

    fn check(question: &QuizQuestion, typed: &str, expected: Grade) {
        let found = grade(question, typed).unwrap().grade;
        assert_eq!(found, expected, "{typed} for {}", question.answer);
    }

    #[test]
    fn a_date_is_graded_by_the_month_or_the_year_asked_for() {
        use Grade::{Partly, Right, Wrong};
        let day = when("1953-06-26", "1953-06");
        for (typed, expected) in [
            ("26 june 1953", Right),
            ("June 1953", Right),
            ("27 june 1953", Partly),
            ("summer 1953", Partly),
            ("1953", Partly),
            ("july 1953", Wrong),
            ("1950s", Wrong),
            ("1953..1955", Wrong),
        ] {
            check(&day, typed, expected);
        }
        let within = when("1953-06..1953-12", "1953");
        for (typed, expected) in [
            ("1953", Right),
            ("14 july 1953", Right),
            ("summer 1953", Right),
            ("march 1953", Partly),
            ("1952..1953", Wrong),
            ("winter 1953", Partly),
            ("1954", Wrong),
        ] {
            check(&within, typed, expected);
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_answer() {
        let day = when("1953-06-26", "1953-06");
        for typed in ["march", "53", "after 1953", "02/03/1956", "x"] {
            assert!(grade(&day, typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_choice_is_meant_by_letter_or_name() {
        let choice = |id: &str, name: &str, alias: &str| Choice {
            text: name.into(),
            names: [id, name, alias].map(str::to_owned).into(),
        };
        let question = QuizQuestion {
            answer: "Władysław Gomułka".into(),
            choices: vec![
                choice("nagy", "Imre Nagy", "Имре Надь"),
                choice("gomulka", "Władysław Gomułka", "Владислав Гомулка"),
                choice("nagler", "A. Nagler", "Nagler"),
            ],
            ..QuizQuestion::default()
        };
        for typed in [
            "b",
            "B",
            "b)",
            "(b)",
            "gomulka",
            "Gomułka",
            "gomuka",
            "гомулка",
        ] {
            check(&question, typed, Grade::Right);
        }
        for typed in ["a", "imre", "c."] {
            check(&question, typed, Grade::Wrong);
        }
        for typed in ["d", "stalin", "nag", "?!"] {
            assert!(grade(&question, typed).is_err(), "{typed}");
        }
    }
}
