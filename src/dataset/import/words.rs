//! Words of dates in German, French, Spanish and Russian, for those that typed dates have in English.

use itertools::Itertools as _;

use super::text::single_spaced;

/// An English word, and the words and phrases that mean it. Longer phrases come first.
const WORDS: [(&str, &str); 34] = [
    ("bc", "bce|b c e|b c|v chr|avant j -c|av j -c|a c|до н э"),
    ("ad", "ce|c e|a d|n chr|après j -c|apr j -c|d c|н э"),
    ("january", "januar|jänner|janvier|janv|enero|ene"),
    ("february", "februar|février|févr|febrero"),
    ("march", "märz|mrz|mars|marzo"),
    ("april", "avril|avr|abril|abr"),
    ("may", "mai|mayo"),
    ("june", "juni|juin|junio"),
    ("july", "juli|juillet|juil|julio"),
    ("august", "août|aout|agosto|ago"),
    ("september", "septembre|septiembre|setiembre"),
    ("october", "oktober|okt|octobre|octubre"),
    ("november", "novembre|noviembre"),
    ("december", "dezember|dez|décembre|déc|diciembre|dic"),
    ("spring", "frühling|frühjahr|printemps|primavera|весна"),
    ("summer", "sommer|été|verano|лето"),
    ("autumn", "herbst|automne|otoño|осень"),
    ("winter", "hiver|invierno|зима"),
    ("early", "anfang|début|начало"),
    ("mid", "mitte|середина"),
    ("end", "ende|fin|конец"),
    (
        "century",
        "centuries|cent|jahrhunderts|jahrhundert|jh|siècle|siglo|века|век|вв",
    ),
    (
        "c",
        "circa|ca|about|around|approximately|approx|um|etwa|vers|environ|hacia|около",
    ),
    (
        "?",
        "probably|possibly|perhaps|uncertain|vermutlich|probablement|вероятно",
    ),
    ("am", "a m"),
    ("pm", "p m"),
    ("os", "o s|old style|alten stils|ст ст"),
    ("before", "vor|avant|antes de|до"),
    ("after", "nach|après|después de|после"),
    ("since", "seit|depuis|desde|à partir du"),
    ("to", "until|till|through|bis|jusqu'à|hasta|по"),
    ("present", "heute|aujourd'hui|today|now|ongoing|hoy|сегодня"),
    ("1", "1er|1º"),
    ("", "im|der|des|en|de|del|le|la|el|à|at"),
];

/// What follows the number of a century, such as `19th` and `19e`; a `c.` or `в.` may follow in turn.
const ORDINALS: [&str; 9] = ["", ".", "th", "st", "nd", "rd", "e", "er", "ème"];

/// A date in lower case with English words, single spaces, and no full stops after letters.
pub fn in_english(text: &str) -> String {
    let lower = text
        .to_lowercase()
        .replace('\u{2014}', "–")
        .replace('\u{2019}', "'")
        .replace(['→', '⟶'], " to ")
        .replace("->", " to ")
        .replace('&', " and ")
        .replace('?', " ? ");
    let lower = lower.replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-");
    let mut last = ' ';
    let without_stops = lower.chars().map(|c| {
        let is_stop = c == '.' && last.is_alphabetic();
        last = c;
        if is_stop || "()".contains(c) { ' ' } else { c }
    });
    let mut english = format!(" {} ", single_spaced(&without_stops.collect::<String>()));
    for (word, forms) in WORDS {
        for form in forms.split('|') {
            if english.contains(form) {
                english = english.replace(&format!(" {form} "), &format!(" {word} "));
            }
        }
    }
    let english = single_spaced(&english.replace("./", "/")); // 23./24. Oktober
    with_numbered_centuries(&english)
}

/// Centuries as `19 century`, of `xix century`, `19e century`, `century xix`, `19th c` and `xix в`.
fn with_numbered_centuries(english: &str) -> String {
    let mut words: Vec<String> = english.split(' ').map(str::to_owned).collect();
    for at in 0..words.len() {
        let is_short = ["c", "в"].contains(&&*words[at]);
        if words[at] != "century" && !is_short {
            continue;
        }
        let number_at = |at: usize| words.get(at).and_then(|word| century_numbers(word));
        let before = at.checked_sub(1).and_then(number_at);
        if let Some(numbers) = before.filter(|numbers| !is_short || *numbers != words[at - 1]) {
            words[at - 1] = numbers;
            "century".clone_into(&mut words[at]);
        } else if let Some(numbers) = number_at(at + 1).filter(|_| !is_short) {
            words.swap(at, at + 1);
            words[at] = numbers;
        }
    }
    words.join(" ")
}

/// The number of one century, or `15-16` of two.
fn century_numbers(word: &str) -> Option<String> {
    let roman = |n: usize| {
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
        "x".repeat(n / 10) + ones[n % 10]
    };
    let number = |part: &str| {
        let is_written = |name: &str| {
            let ending = part.strip_prefix(name);
            ending.is_some_and(|ending| ORDINALS.contains(&ending))
        };
        (1..=21).find(|n| is_written(&n.to_string()) || is_written(&roman(*n)))
    };
    let numbers: Option<Vec<usize>> = word.split(['-', '–']).map(number).collect();
    Some(numbers?.iter().join("-"))
}
