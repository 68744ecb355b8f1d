//! What is too much: the limits that keep a hostile or unlucky dataset from taking the machine.
//!
//! `data/README.md` states them for curators. No number of records needs a limit of its own: what
//! fits into the bytes that are read can be numbered.

use super::problem::{Code, Problem, Severity};

/// How many bytes the files of a dataset may have together.
pub const MOST_BYTES: u64 = 2 << 30;

/// How many bytes an id may have for others like it to be looked for, which takes time and room
/// that grow with the square of its length.
pub const LONGEST_ID: usize = 64;

/// How many errors, and how many warnings, are kept.
pub const MOST_PROBLEMS: usize = 200;

/// How many bytes of a message or a name are kept in a problem.
const LONGEST_MESSAGE: usize = 2000;

/// The beginning of a text that may be of any length.
pub fn cut(mut text: String) -> String {
    if text.len() > LONGEST_MESSAGE {
        let mut end = LONGEST_MESSAGE;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.shrink_to_fit();
        text.push('…');
    }
    text
}

/// Keeps the first problems of each severity, and says so where there are more. `more` says that
/// some were not even looked for.
pub fn keep(problems: &mut Vec<Problem>, more: bool) {
    let mut counts = [0; 2];
    let mut last = None;
    problems.retain(|problem| {
        let count = &mut counts[usize::from(problem.severity == Severity::Error)];
        *count += 1;
        let is_kept = *count <= MOST_PROBLEMS;
        if is_kept {
            last = Some(problem.file.clone());
        }
        is_kept
    });
    if let Some(file) = last
        && (more || counts.iter().any(|count| *count > MOST_PROBLEMS))
    {
        let severity = if counts[1] > 0 {
            Severity::Error
        } else {
            Severity::Warning
        };
        let message = format!(
            "there is more than the {MOST_PROBLEMS} errors and {MOST_PROBLEMS} warnings that are \
             listed at most; mend these, and check again"
        );
        let place = String::new();
        problems.push(Problem::new(Code::Many, severity, &file, place, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        assert_eq!(cut("short".into()), "short");
        let long = cut("ж".repeat(LONGEST_MESSAGE));
        assert!(long.ends_with("ж…") && long.len() <= LONGEST_MESSAGE + 3);
    }

    #[test]
    fn warnings_never_push_an_error_out() {
        let problem = |severity| {
            let place = String::new();
            Problem::new(Code::Bounds, severity, "a.json", place, "it is".into())
        };
        let mut problems = vec![problem(Severity::Warning); MOST_PROBLEMS + 7];
        problems.push(problem(Severity::Error));
        keep(&mut problems, false);
        assert_eq!(problems.len(), MOST_PROBLEMS + 2);
        assert_eq!(problems[MOST_PROBLEMS].severity, Severity::Error);
        assert_eq!(problems[MOST_PROBLEMS + 1].code, Code::Many);
    }
}
