//! Synthetic events for the example, the benchmarks and the tests.

use std::fmt::Write as _;

/// Returns `events` events from the years 1900 to 1999, one JSON object per line, the same in every
/// run. They have a thousand people, a hundred places, twenty themes and five sources; an event has
/// two accounts and some 600 bytes.
pub fn lines(events: usize) -> impl Iterator<Item = String> {
    let mut dice = Dice(SEED);
    (0..events).map(move |i| event(&mut dice, i) + "\n")
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// An event as a JSON object.
fn event(dice: &mut Dice, i: usize) -> String {
    let (year, month, day) = (
        1900 + dice.below(100),
        1 + dice.below(12),
        1 + dice.below(28),
    );
    let date = match dice.below(3) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    let (title, summary) = (dice.words(5), dice.words(12));
    let says = [dice.words(12), dice.words(12)];
    let mut out = String::new();
    write!(
        out,
        "{{\"id\":\"e{i}\",\"date\":\"{date}\",\"dating\":{{\"inferred\":\"made up\"}},\
         \"title\":\"{title} {i}\",\"summary\":\"{summary}\",\
         \"people\":[{{\"id\":\"p{}\"}},{{\"id\":\"p{}\"}}],\"places\":[\"l{}\"],\
         \"themes\":[\"t{}\"],\"accounts\":[",
        dice.below(500),
        500 + dice.below(500),
        dice.below(100),
        dice.below(20),
    )
    .expect("a string takes it");
    for (n, says) in says.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        let source = (n + dice.below(3)) % 5;
        write!(
            out,
            "{comma}{{\"source\":\"s{source}\",\"paragraph\":{},\"date\":\"{date}\",\"says\":\"{says}\"}}",
            1 + dice.below(900) + 1000 * n,
        )
        .expect("a string takes it");
    }
    out + "]}"
}

/// A pseudo-random number generator with a fixed sequence.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap_or_default()
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 24] = [
            "council", "march", "factory", "bread", "letter", "border", "tank", "speech",
            "harvest", "prison", "treaty", "student", "minister", "quota", "strike", "radio",
            "river", "bridge", "report", "camp", "trial", "rumour", "election", "winter",
        ];
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}
