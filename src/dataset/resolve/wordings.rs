//! Warns of slugs and wordings that lack each other, and of names that two records share: aliases of
//! events, sigla of sources.

use std::collections::{BTreeSet, HashMap};
use std::slice;

use itertools::Itertools;

use crate::dataset::problem::Code;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, QuestionKind, Value};

use super::diagnostics::{Diagnostics, Trail};
use super::names::Context;

/// Looks for wordings that no answer uses only if the dataset `is_sound`: an answer may be missing.
pub fn check(cx: &mut Context, timeline: &Timeline, is_sound: bool) {
    for (topic, origin) in timeline.topics.iter().zip(&*cx.topics.origins) {
        let record = Trail::Record(*origin, &topic.id);
        for (i, question) in topic.questions.iter().enumerate() {
            let list = record.key("questions");
            check_question(&mut cx.diagnostics, &list.index(i), question, is_sound);
        }
    }
    let mut known: HashMap<&Text, &Text> = HashMap::new();
    for (source, origin) in timeline.sources.iter().zip(&*cx.sources.origins) {
        let Some(siglum) = &source.siglum else {
            continue;
        };
        let other = known.entry(siglum).or_insert(&source.id);
        if **other != source.id {
            let message = format!("`{other}` has the siglum “{siglum}” as well; change one");
            let at = Trail::Record(*origin, &source.id);
            cx.diagnostics
                .warn(&at.key("siglum"), Code::Duplicate, message);
        }
    }
    let mut known: HashMap<String, &Text> = HashMap::new();
    for (event, origin) in timeline.events.iter().zip(&*cx.events.origins) {
        for alias in &event.aliases {
            let other = known.entry(alias.to_lowercase()).or_insert(&event.id);
            if **other != event.id {
                let message = format!("`{other}` has the alias “{alias}” as well; keep it on one");
                let record = Trail::Record(*origin, &event.id);
                cx.diagnostics
                    .warn(&record.key("aliases"), Code::Duplicate, message);
            }
        }
    }
}

fn check_question(d: &mut Diagnostics, at: &Trail<'_>, question: &Question, is_sound: bool) {
    let at = match question.kind {
        QuestionKind::Position => at.key("positions"),
        QuestionKind::List => at.key("items"),
        QuestionKind::Quantity | QuestionKind::Date => return,
    };
    let slugs = question
        .answers
        .iter()
        .flat_map(|answer| match &answer.value {
            Value::Position(slug) => slice::from_ref(slug),
            Value::List(items) => items,
            _ => &[],
        });
    let used: BTreeSet<&Text> = slugs.collect();
    let quote = |slugs: Vec<&Text>| slugs.iter().map(|slug| format!("`{slug}`")).join(", ");
    let is_worded = |slug: &&&Text| question.wordings.contains_key(**slug);
    let bare = used.iter().filter(|slug| !is_worded(slug)).copied();
    let idle = question.wordings.keys().filter(|slug| !used.contains(slug));
    let (bare, idle) = (bare.collect_vec(), idle.collect_vec());
    if !bare.is_empty() {
        let message = format!(
            "no wording for {}; say in words what each means",
            quote(bare)
        );
        d.warn(&at, Code::Wordings, message);
    }
    if is_sound && !idle.is_empty() {
        let message = format!("no answer uses {}; remove each", quote(idle));
        d.warn(&at, Code::Wordings, message);
    }
}
