//! Warns of titles that are too long or take a side.

use itertools::Itertools as _;

use crate::dataset::problem::Code;
use crate::model::timeline::Timeline;

use super::Origin;
use super::diagnostics::{Diagnostics, Trail};
use super::names::Context;

/// Maximum length of a title, in characters, so that it fits on a line of a list.
const MAX_CHARACTERS: usize = 80;

/// Words that praise or blame. They belong in accounts, or in quotation marks.
const LOADED: &str = "\
    atrocious barbaric barbarous bloodthirsty brilliant brutal brutally cowardly cruel \
    despicable disastrous disgraceful evil fanatical glorious gloriously heinous heroic \
    heroically infamous magnificent monstrous murderous notorious outrageous ruthless ruthlessly \
    shameful treacherous valiant vicious villainous";

/// Warns of titles of events and topics that are too long, exclaim, or use a loaded word.
pub fn check(cx: &mut Context, timeline: &Timeline) {
    let diagnostics = &mut cx.diagnostics;
    for (event, origin) in timeline.events.iter().zip(&*cx.events.origins) {
        check_title(diagnostics, *origin, &event.id, &event.title);
    }
    for (topic, origin) in timeline.topics.iter().zip(&*cx.topics.origins) {
        check_title(diagnostics, *origin, &topic.id, &topic.title);
    }
}

fn check_title(diagnostics: &mut Diagnostics, origin: Origin, id: &str, title: &str) {
    let record = Trail::Record(origin, id);
    let at = record.key("title");
    let mut warn = |message: String| diagnostics.warn(&at, Code::Titles, message);
    let length = title.chars().count();
    if length > MAX_CHARACTERS {
        warn(format!(
            "the title has {length} characters; shorten it to \
             {MAX_CHARACTERS}, and put the rest into `summary`"
        ));
    }
    let own = without_quotations(title);
    if own.contains('!') {
        warn("the title has an exclamation mark; end it without “!”".into());
    }
    for word in own.split(|c: char| !c.is_alphanumeric()) {
        let in_lower_case = word.to_lowercase();
        if LOADED.split(' ').any(|loaded| loaded == in_lower_case) {
            warn(format!(
                "“{word}” takes a side; say what happened, or put a source's word in quotation marks"
            ));
        }
    }
}

/// The title without the text in double quotation marks.
fn without_quotations(title: &str) -> String {
    let mut own = title.split(['"', '“', '”', '„', '«', '»']).step_by(2);
    own.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_quotation_marks_is_not_the_title_s_own() {
        assert_eq!(without_quotations("The “heroic” march"), "The   march");
        assert_eq!(without_quotations("The \"heroic\" march"), "The   march");
        assert_eq!(without_quotations("The march"), "The march");
    }

    #[test]
    fn the_words_are_in_order_and_in_lower_case() {
        assert!(LOADED.split(' ').is_sorted());
        assert_eq!(LOADED, LOADED.to_lowercase());
    }
}
