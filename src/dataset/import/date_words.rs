//! Words of dates in German, French, Spanish and Russian, with the English ones that the reader knows.

use std::cmp::Reverse;

use itertools::Itertools as _;

/// An English word, and the words and phrases that mean it, without full stops.
const WORDS: &[(&str, &str)] = &[
    (
        "january",
        "januar|jänner|janvier|janv|enero|ene|январь|января|янв",
    ),
    (
        "february",
        "februar|février|fevrier|févr|fev|febrero|февраль|февраля|фев",
    ),
    ("march", "märz|maerz|mrz|mär|mars|marzo|март|марта|мар"),
    ("april", "avril|avr|abril|abr|апрель|апреля|апр"),
    ("may", "mai|mayo|май|мая"),
    ("june", "juni|juin|junio|июнь|июня|июн"),
    ("july", "juli|juillet|juil|julio|июль|июля|июл"),
    ("august", "août|aout|agosto|ago|август|августа|авг"),
    (
        "september",
        "septembre|septiembre|setiembre|сентябрь|сентября|сен|сент",
    ),
    ("october", "oktober|okt|octobre|octubre|октябрь|октября|окт"),
    ("november", "novembre|noviembre|ноябрь|ноября|ноя|нояб"),
    (
        "december",
        "dezember|dez|décembre|decembre|déc|diciembre|dic|декабрь|декабря|дек",
    ),
    (
        "spring",
        "frühling|frühjahr|printemps|primavera|весна|весной|весны",
    ),
    ("summer", "sommer|été|verano|лето|летом|лета"),
    ("autumn", "herbst|automne|otoño|осень|осенью|осени"),
    ("winter", "hiver|invierno|зима|зимой|зимы"),
    (
        "early",
        "anfang|début|principios de|comienzos de|начало|в начале",
    ),
    ("mid", "mitte|milieu|mediados de|середина|в середине"),
    (
        "end of",
        "ende|fin|fin de|finales de|fines de|конец|в конце",
    ),
    ("1", "1er|1º"),
    ("century", "jahrhundert|jh|jhd|jhdt|siècle|siglo|век|века|в"),
    (
        "c",
        "circa|ca|about|around|approximately|approx|um|gegen|etwa|vers|environ|hacia|около|ок|примерно",
    ),
    ("before", "vor|avant|antes de|до|раньше"),
    ("after", "nach|après|después de|после"),
    ("by", "jusqu'en|bis zum"),
    ("from", "ab|à partir de|à partir du|dès|с"),
    ("since", "seit|depuis|desde"),
    ("to", "bis|jusqu'à|hasta|по|through|thru"),
    ("between", "zwischen|entre|между"),
    ("and", "und|et|y|и"),
    ("or", "oder|ou|o|или"),
    (
        "present",
        "heute|aujourd'hui|today|now|ongoing|hoy|actualidad|сегодня|настоящее время|н в",
    ),
    (
        "bc",
        "bce|b c|b c e|v chr|vchr|v u z|av j-c|av j -c|av j c|avant j-c|avant j -c|avant jésus-christ|a c|a de c|a c n|до н э",
    ),
    (
        "ad",
        "ce|a d|c e|n chr|nchr|n u z|apr j-c|apr j -c|apr j c|après j-c|après j -c|d c|н э",
    ),
    (
        "",
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|г|года|году|год|im jahr|im jahre|anno|год а|el|la|le|les|der|die|das|den|im|en|in|on|du|de|del",
    ),
];

/// Zones after a time. A dataset has local times, so a zone changes nothing.
pub const ZONES: &str = "utc gmt bst cet cest eet msk est edt cst cdt mst mdt pst pdt";

/// Cells that say nothing. Not knowing a date is something else.
const EMPTY: &str = "- – — -- null none n/a na s/d";

/// Words for a date that nobody knows, in the form of [`in_english`].
const UNKNOWN: &str = "?|n d|nd|o j|s d|sd|s a|tbd|tba|unknown|undated|unbekannt|inconnu|inconnue|desconocido|\
                       неизвестно|б г|б д";

/// Whether the words say that the date is not known.
pub fn says_unknown(words: &str) -> bool {
    // `o` is also a Spanish `or`.
    UNKNOWN.split('|').any(|unknown| unknown == words) || words == "or j"
}

/// Whether a cell stands for no value.
pub fn is_empty_cell(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    lower.is_empty() || EMPTY.split(' ').any(|empty| empty == lower)
}

/// The text in lower case with English words, single spaces, and no full stops after words.
pub fn in_english(text: &str) -> String {
    let mut english = format!(" {} ", single_spaced(&separate(text)));
    let forms = WORDS
        .iter()
        .flat_map(|(word, forms)| forms.split('|').map(move |form| (form, *word)));
    let mut forms: Vec<(&str, &str)> = forms.filter(|(form, _)| english.contains(form)).collect();
    // The longest phrase first: `до н э` is not `до`.
    forms.sort_by_key(|(form, _)| Reverse(form.split(' ').count()));
    for (form, word) in forms {
        english = english.replace(&format!(" {form} "), &format!(" {word} "));
    }
    single_spaced(&english)
}

pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().join(" ")
}

/// Puts spaces where words end: after full stops and commas, and around hyphens between words.
fn separate(text: &str) -> String {
    let lower = text.to_lowercase();
    let lower = lower.replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-");
    let lower = lower.replace('\u{2014}', "–").replace('\u{2019}', "'");
    let mut out = String::new();
    let letters: Vec<char> = single_spaced(&lower).chars().collect();
    for (i, c) in letters.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| letters[i]);
        let after = letters.get(i + 1).copied();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let ends_word = after.is_none_or(|c| c == ' ');
        match c {
            '.' if is_letter(before) => out.push(' '),
            '.' if ends_word && before.is_some_and(|c| c.is_ascii_digit()) => {
                // `14. 3. 1848` is a date in numbers, `1. oktober` is not.
                let next = letters.get(i + 2);
                out.push(if next.is_some_and(char::is_ascii_digit) {
                    '.'
                } else {
                    ' '
                });
            }
            ' ' if out.ends_with('.') => {}
            ',' if ends_word => {}
            '-' if is_letter(after) && joins_words(&out, is_letter(before)) => out += " – ",
            '[' | ']' => {}
            c => out.push(*c),
        }
    }
    out
}

/// Whether a hyphen after this text, and before a letter, stands between two ends: `1981-present`,
/// `may-june 1921`, but not `mid-may` or `5-may-1921`.
fn joins_words(before: &str, is_word: bool) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_year = word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit());
    is_year
        || is_word
            && !["early", "mid", "late", "j", "bce", "jésus"].contains(&word)
            && !word.contains('-')
}
