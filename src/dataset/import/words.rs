//! Words of dates in German, French, Spanish and Russian, for those that typed dates have in English.

use super::text::single_spaced;

/// An English word, and the words and phrases that mean it. Longer phrases come first.
const WORDS: [(&str, &str); 30] = [
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
    ("century", "jahrhundert|jh|siècle|siglo|век"),
    (
        "c",
        "circa|ca|about|around|approximately|um|etwa|vers|environ|hacia|около",
    ),
    ("before", "vor|avant|antes de|до"),
    ("after", "nach|après|después de|после"),
    ("since", "seit|depuis|desde|à partir du"),
    ("to", "bis|jusqu'à|hasta|по"),
    ("present", "heute|aujourd'hui|today|now|ongoing|hoy|сегодня"),
    ("1", "1er|1º"),
    ("", "im|der|des|en|de|del|le|la|el"),
];

/// A date in lower case with English words, single spaces, and no full stops after letters.
pub fn in_english(text: &str) -> String {
    let lower = text
        .to_lowercase()
        .replace('\u{2014}', "–")
        .replace('\u{2019}', "'");
    let lower = lower.replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-");
    let mut last = ' ';
    let without_stops = lower.chars().map(|c| {
        let is_stop = c == '.' && last.is_alphabetic();
        last = c;
        if is_stop { ' ' } else { c }
    });
    let mut english = format!(" {} ", single_spaced(&without_stops.collect::<String>()));
    for (word, forms) in WORDS {
        for form in forms.split('|') {
            english = english.replace(&format!(" {form} "), &format!(" {word} "));
        }
    }
    single_spaced(&english)
}
