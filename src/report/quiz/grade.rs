//! What an answer is worth, and how a quiz went.

use chrono::{Datelike, Months, NaiveDate};

use crate::error::Error;
use crate::model::date::{Bounds, parse_typed};
use crate::query::names::{self, Named};

use super::{Choice, Question, Stretch};

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// It is right.
    Right,
    /// It is a date that meets the right one, and is wider or reaches beyond it.
    Partly,
    /// It is wrong.
    Wrong,
}

/// An answer that could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// What it is worth.
    pub grade: Grade,
    /// What it was read as.
    pub read_as: String,
}

/// A date may be this many days long, however exact the right one is, to be partly right.
const WIDEST: i64 = 366;

impl Stretch {
    /// The same days as bounds.
    pub fn bounds(self) -> Bounds {
        Bounds {
            earliest: Some(self.earliest),
            latest: Some(self.latest),
        }
    }

    /// The days from the first of all to the last of all; there has to be one.
    pub fn around(all: &[Self]) -> Self {
        let first = all.iter().map(|one| one.earliest).min();
        let last = all.iter().map(|one| one.latest).max();
        let (earliest, latest) = first.zip(last).expect("there is one at least");
        Self { earliest, latest }
    }

    /// In whole months, where it is more than a day; in whole years, where it is more than some
    /// months. Nobody can be asked to know a date more exactly than it is known.
    fn rounded(self) -> Self {
        const SOME_MONTHS: i64 = 92;
        let first_month = |day: NaiveDate| {
            if self.length() > SOME_MONTHS {
                1
            } else {
                day.month()
            }
        };
        let last_month = |day: NaiveDate| {
            if self.length() > SOME_MONTHS {
                12
            } else {
                day.month()
            }
        };
        if self.length() == 1 {
            return self;
        }
        let (first, last) = (self.earliest, self.latest);
        let earliest = NaiveDate::from_ymd_opt(first.year(), first_month(first), 1);
        let last_begins = NaiveDate::from_ymd_opt(last.year(), last_month(last), 1);
        let latest = last_begins
            .and_then(|day| day.checked_add_months(Months::new(1)))
            .and_then(|day| day.pred_opt());
        Self {
            earliest: earliest.unwrap_or(first),
            latest: latest.unwrap_or(last),
        }
    }

    /// With as many days before and after as it has itself.
    fn and_about(self) -> Self {
        let margin = chrono::Days::new(u64::try_from(self.length()).unwrap_or_default());
        Self {
            earliest: self
                .earliest
                .checked_sub_days(margin)
                .unwrap_or(self.earliest),
            latest: self.latest.checked_add_days(margin).unwrap_or(self.latest),
        }
    }
}

/// Grades what was typed; what cannot be read is no answer, and is said why.
///
/// A choice is meant by its letter or its name. A date is right where it meets one of the right
/// stretches and goes beyond it by no more than what completes a month or a year; or where it
/// goes from the first day of all of these to the last. It is partly
/// right where it meets one (of an approximate date, or the days about it) and is no longer than
/// a year or than the right one; and otherwise wrong.
///
/// # Errors
///
/// What to type instead.
pub fn grade(question: &Question, typed: &str) -> Result<Graded, String> {
    if question.choices.is_empty() {
        return date(question, typed);
    }
    let chosen = &question.choices[choice(&question.choices, typed.trim())?];
    let right = chosen.text == question.answer;
    Ok(Graded {
        grade: if right { Grade::Right } else { Grade::Wrong },
        read_as: chosen.text.clone(),
    })
}

fn date(question: &Question, typed: &str) -> Result<Graded, String> {
    let read = parse_typed(typed).map_err(|error| format!("{}; {}", error.message, error.hint))?;
    let Some(typed) = Stretch::of(read) else {
        return Err("that is open on one side; give a date with a beginning and an end".into());
    };
    let whole = Stretch::around(&question.days) == typed;
    let right = |days: &Stretch| {
        let (typed, exact) = (typed.bounds(), days.bounds());
        typed.overlaps(exact) && typed.lies_within(days.rounded().bounds())
    };
    let partly = |days: &Stretch| {
        let near = if question.approximate {
            days.and_about()
        } else {
            *days
        };
        typed.bounds().overlaps(near.bounds()) && typed.length() <= WIDEST.max(days.length())
    };
    Ok(Graded {
        grade: if whole || question.days.iter().any(right) {
            Grade::Right
        } else if question.days.iter().any(partly) {
            Grade::Partly
        } else {
            Grade::Wrong
        },
        read_as: typed.words(),
    })
}

impl Named for Choice {
    const KIND: &'static str = "choice";
    const LIST: Option<&'static str> = None;

    fn id(&self) -> &str {
        &self.id
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// The letter of the n-th choice.
pub fn letter(place: usize) -> char {
    let letters = 'a'..='z';
    letters.clone().nth(place).unwrap_or('?')
}

/// Which choice is meant: by its letter, or by its name, a slip of the fingers forgiven.
fn choice(choices: &[Choice], typed: &str) -> Result<usize, String> {
    let bare = typed.trim_start_matches('(').trim_end_matches([')', '.']);
    let mut letters = bare.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        let typed = only.to_ascii_lowercase();
        if let Some(place) = (0..choices.len()).find(|place| letter(*place) == typed) {
            return Ok(place);
        }
    }
    let meant = |id: &str| choices.iter().position(|choice| choice.id == id);
    match names::find(choices, typed) {
        Ok(place) => Ok(place),
        Err(Error::NotFound { nearest, .. }) if nearest.len() == 1 => {
            meant(&nearest[0]).ok_or_else(|| none(choices, typed))
        }
        Err(Error::Ambiguous { .. }) => {
            Err(format!("`{typed}` fits more than one; give the letter"))
        }
        Err(_) => Err(none(choices, typed)),
    }
}

fn none(choices: &[Choice], typed: &str) -> String {
    let last = letter(choices.len() - 1);
    format!("`{typed}` is none of the choices; give a letter from a to {last}, or a name")
}

/// How a quiz went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many answers were right.
    pub right: usize,
    /// How many were partly right.
    pub partly: usize,
    /// How many were wrong.
    pub wrong: usize,
    /// How many questions were passed over.
    pub passed: usize,
}

impl Tally {
    /// Counts a graded answer, or a question that was passed over.
    pub fn count(&mut self, grade: Option<Grade>) {
        match grade {
            Some(Grade::Right) => self.right += 1,
            Some(Grade::Partly) => self.partly += 1,
            Some(Grade::Wrong) => self.wrong += 1,
            None => self.passed += 1,
        }
    }

    /// How many questions were put.
    pub fn asked(self) -> usize {
        self.right + self.partly + self.wrong + self.passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::quiz::Kind;

    /// A question that asks for a date, the right days of which are given as they may be typed.
    fn when(right: &[&str], approximate: bool) -> Question {
        let days = right
            .iter()
            .map(|text| Stretch::of(parse_typed(text).unwrap()).unwrap());
        Question {
            kind: Kind::When,
            ask: String::new(),
            given: Vec::new(),
            choices: Vec::new(),
            answer: right.join(" or "),
            days: days.collect(),
            approximate,
            explanation: String::new(),
            citations: Vec::new(),
            notes: Vec::new(),
            events: Vec::new(),
            topic: None,
            asked: None,
        }
    }

    fn check(question: &Question, typed: &str, expected: Grade) {
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
            id: id.into(),
            names: vec![name.into(), alias.into()],
        };
        let question = Question {
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
