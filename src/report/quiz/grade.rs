//! Grades answers to quiz questions.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::model::date::{Bounds, parse_typed};
use crate::query::names::{self, NotFound};

use super::{Choice, DayRange, QuizQuestion};

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

/// An answer of at most this many days can be partly right, however precise the right date is.
const MAX_DAYS: i64 = 366;

impl DayRange {
    /// Rounded out to whole months if longer than a day, and to whole years if longer than
    /// `SOME_MONTHS`: an answer need not be more precise than the sources.
    fn round_out(self) -> Bounds {
        const SOME_MONTHS: i64 = 92;
        let month = |day: NaiveDate| Bounds::months(day.year(), day.month(), 1);
        let year = |day: NaiveDate| Bounds::months(day.year(), 1, 12);
        match self.length() {
            1 => self.bounds(),
            2..=SOME_MONTHS => month(self.earliest).to(month(self.latest)),
            _ => year(self.earliest).to(year(self.latest)),
        }
    }

    /// Extended by its own length on both sides.
    fn with_slack(self) -> Bounds {
        let margin = TimeDelta::days(self.length());
        Bounds::days(
            self.earliest.checked_sub_signed(margin),
            self.latest.checked_add_signed(margin),
        )
    }
}

/// Grades an answer as typed.
///
/// A choice is given by its letter or its name. A date is right if it overlaps one of the right
/// ranges and lies within that range rounded out to whole months or years, or if it equals the
/// range from the first right day to the last. It is partly right if it overlaps a right range (for
/// an approximate date, that range extended on both sides) and is no longer than a year or than
/// that range. Otherwise it is wrong.
///
/// # Errors
///
/// Returns a message that says what to type instead if the answer cannot be read.
pub fn grade(question: &QuizQuestion, typed: &str) -> Result<Graded, String> {
    if question.choices.is_empty() {
        return grade_date(question, typed);
    }
    let chosen = &question.choices[find_choice(&question.choices, typed.trim())?];
    let right = chosen.text == question.answer;
    Ok(Graded {
        grade: if right { Grade::Right } else { Grade::Wrong },
        read_as: chosen.text.clone(),
    })
}

fn grade_date(question: &QuizQuestion, typed: &str) -> Result<Graded, String> {
    let read = parse_typed(typed).map_err(|error| format!("{}; {}", error.message, error.hint))?;
    let Some(range) = DayRange::new(read) else {
        return Err("that is open on one side; give a date with a beginning and an end".into());
    };
    let typed = range.bounds();
    let is_right =
        |days: &DayRange| typed.overlaps(days.bounds()) && typed.lies_within(days.round_out());
    let is_partly_right = |days: &DayRange| {
        let near = if question.approximate {
            days.with_slack()
        } else {
            days.bounds()
        };
        typed.overlaps(near) && range.length() <= MAX_DAYS.max(days.length())
    };
    let days = &question.days;
    let grade = if DayRange::spanning(days) == range || days.iter().any(is_right) {
        Grade::Right
    } else if days.iter().any(is_partly_right) {
        Grade::Partly
    } else {
        Grade::Wrong
    };
    Ok(Graded {
        grade,
        read_as: range.in_words(),
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

    /// A question that asks for a date; `right` has the right days in typed form.
    fn when(right: &[&str], approximate: bool) -> QuizQuestion {
        let days = right
            .iter()
            .map(|text| DayRange::new(parse_typed(text).unwrap()).unwrap());
        QuizQuestion {
            answer: right.join(" or "),
            days: days.collect(),
            approximate,
            ..QuizQuestion::default()
        }
    }

    fn check(question: &QuizQuestion, typed: &str, expected: Grade) {
        let found = grade(question, typed).unwrap().grade;
        assert_eq!(found, expected, "{typed} for {}", question.answer);
    }

    #[test]
    fn a_date_is_graded_by_its_days() {
        use Grade::{Partly, Right, Wrong};
        let day = when(&["1953-06-26"], false);
        for (typed, expected) in [
            ("26 june 1953", Right),
            ("June 1953", Partly),
            ("summer 1953", Partly),
            ("1953", Partly),
            ("27 june 1953", Wrong),
            ("july 1953", Wrong),
            ("1950s", Wrong),
            ("1953..1955", Wrong),
        ] {
            check(&day, typed, expected);
        }
        let year = when(&["1955"], false);
        for (typed, expected) in [
            ("1955", Right),
            ("14 may 1955", Right),
            ("1954..1955", Wrong),
            ("winter 1955", Partly),
            ("1956", Wrong),
        ] {
            check(&year, typed, expected);
        }
    }

    #[test]
    fn what_is_inexact_is_graded_in_whole_months_and_years() {
        use Grade::{Partly, Right, Wrong};
        let march = when(&["1953-03-05..1953-03-31"], false);
        for (typed, expected) in [
            ("march 1953", Right),
            ("10 march 1953", Right),
            ("2 march 1953", Wrong),
            ("spring 1953", Partly),
        ] {
            check(&march, typed, expected);
        }
        let after = when(&["1953-03-05..1953-12-31"], false);
        for (typed, expected) in [
            ("1953", Right),
            ("summer 1953", Right),
            ("january 1953", Wrong),
            ("1952..1953", Wrong),
        ] {
            check(&after, typed, expected);
        }
    }

    #[test]
    fn any_date_of_a_disputed_event_is_right_and_all_of_them_are() {
        use Grade::{Partly, Right, Wrong};
        let trial = when(&["1953-09", "1953-12"], false);
        for (typed, expected) in [
            ("september 1953", Right),
            ("23 december 1953", Right),
            ("september or december 1953", Right),
            ("november 1953", Wrong),
            ("1953", Partly),
        ] {
            check(&trial, typed, expected);
        }
    }

    #[test]
    fn about_an_approximate_date_an_answer_is_partly_right() {
        use Grade::{Partly, Right, Wrong};
        let about = when(&["1953-06"], true);
        for (typed, expected) in [
            ("june 1953", Right),
            ("july 1953", Partly),
            ("may 1953", Partly),
            ("september 1953", Wrong),
        ] {
            check(&about, typed, expected);
        }
    }

    #[test]
    fn what_cannot_be_read_is_no_answer() {
        let day = when(&["1953-06-26"], false);
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
            ..when(&["1956"], false)
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
