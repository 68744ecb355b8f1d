//! Warns of ids that are easily confused.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::dataset::problem::Code;
use crate::model::timeline::{Record, Timeline};

use super::Origin;
use super::diagnostics::{Diagnostics, Trail};
use super::names::{Context, LONGEST_ID, other_encoding};

/// Minimum length, in characters, of ids that count as similar if they differ in one letter: `iran`
/// and `iraq` do not.
const SHORTEST: usize = 5;

/// Warns of two ids of a kind that differ in one letter, or only in punctuation and case.
pub fn check(cx: &mut Context, timeline: &Timeline) {
    let d = &mut cx.diagnostics;
    check_kind(d, &timeline.sources, &cx.sources.origins);
    check_kind(d, &timeline.people, &cx.people.origins);
    check_kind(d, &timeline.places, &cx.places.origins);
    check_kind(d, &timeline.themes, &cx.themes.origins);
    check_kind(d, &timeline.events, &cx.events.origins);
    check_kind(d, &timeline.topics, &cx.topics.origins);
}

fn check_kind<R: Record>(diagnostics: &mut Diagnostics, records: &[R], origins: &[Origin]) {
    let ids = origins.iter().copied().zip(records.iter().map(Record::id));
    let mut ids: Vec<(Origin, &str)> = ids.collect();
    ids.sort_unstable(); // the later one is reported, in the order of the files
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for (i, (origin, id)) in ids.iter().enumerate() {
        let forms = deletion_forms(id);
        let known = forms.iter().filter_map(|form| seen.get(form)).flatten();
        let near = known
            .copied()
            .filter(|other| are_near(ids[*other].1, id))
            .min();
        if let Some(other) = near {
            let other = ids[other].1;
            let how = if other.nfc().eq(id.nfc()) {
                let letter = other_encoding(id, other);
                &format!("only in how its accents are encoded ({letter})")
            } else if normalize_id(other) == normalize_id(id) {
                "only in case and punctuation"
            } else {
                "in one letter"
            };
            let message = format!(
                "`{id}` differs from `{other}` {how}; if they are the same, keep one of them, \
                 otherwise give it an id that stands apart"
            );
            diagnostics.warn(
                &Trail::Record(*origin, id).key("id"),
                Code::NearDuplicate,
                message,
            );
        }
        for form in forms {
            seen.entry(form).or_default().push(i);
        }
    }
}

/// The id without punctuation and case, and each form of it with one letter removed. Two ids that
/// differ in one letter share a form.
fn deletion_forms(id: &str) -> Vec<String> {
    let plain = normalize_id(id);
    let letters: Vec<char> = plain.chars().collect();
    let mut forms = vec![plain];
    if (SHORTEST..=LONGEST_ID).contains(&letters.len()) {
        // Digits are not removed, because `congress-20` and `congress-21` are distinct.
        let without = (0..letters.len()).filter(|i| !letters[*i].is_ascii_digit());
        forms.extend(without.map(|left_out| {
            let kept = letters.iter().enumerate().filter(|(i, _)| *i != left_out);
            kept.map(|(_, letter)| letter).collect()
        }));
    }
    forms
}

fn normalize_id(id: &str) -> String {
    let letters = id.nfc().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two ids are similar but not equal; equal ids are an error of their own.
fn are_near(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let [a, b] = [normalize_id(a), normalize_id(b)];
    a == b
        || ((SHORTEST..=LONGEST_ID).contains(&a.chars().count().min(b.chars().count()))
            && b.len().abs_diff(a.len()) <= 4
            && strsim::osa_distance(&a, &b) == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share_a_form(a: &str, b: &str) -> bool {
        let of_b = deletion_forms(b);
        deletion_forms(a).iter().any(|form| of_b.contains(form))
    }

    #[test]
    fn ids_that_are_near_are_found_by_their_forms() {
        for (a, b) in [
            ("beria", "berya"),
            ("secret-speech", "secret_speech"),
            ("secret-speech", "Secret-Speech"),
            ("bridge-falls", "bridge-fals"),
            ("bridge-falls", "birdge-falls"),
        ] {
            assert!(are_near(a, b) && share_a_form(a, b), "{a} {b}");
        }
    }

    #[test]
    fn numbers_and_short_ids_are_told_apart() {
        for (a, b) in [
            ("congress-20", "congress-21"),
            ("iran", "iraq"),
            ("p1", "p2"),
            ("first", "third"),
        ] {
            assert!(!(are_near(a, b) && share_a_form(a, b)), "{a} {b}");
        }
    }
}
