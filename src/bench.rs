//! What `benches/` measures and no command reaches: parts of the program on made-up timelines of
//! any size, and a panic in the middle.

use std::fmt::Write as _;

use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::dataset::{self, InputFile};
use crate::explore::{self, Explorer, Spots};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::view::Look;

/// So many events over the years from 1900 to 1999 as lines, always the same for a number: a
/// thousand people, a hundred places, twenty themes, five sources, two accounts and some 600 bytes
/// an event.
pub fn lines(events: usize) -> impl Iterator<Item = String> {
    let mut dice = Dice(SEED);
    (0..events).map(move |i| event(&mut dice, i) + "\n")
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

const IN_MEMORY: &str = "a string takes it";

/// An event as JSON.
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
    .expect(IN_MEMORY);
    for (n, says) in says.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        let source = (n + dice.below(3)) % 5;
        write!(
            out,
            "{comma}{{\"source\":\"s{source}\",\"paragraph\":{},\"date\":\"{date}\",\"says\":\"{says}\"}}",
            1 + dice.below(900) + 1000 * n,
        )
        .expect(IN_MEMORY);
    }
    out + "]}"
}

/// Numbers that look drawn by lot and are always the same.
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

/// The explorer on a made-up timeline, drawn on a screen in memory.
pub struct Explored {
    explorer: Explorer<'static>,
    terminal: Terminal<TestBackend>,
}

/// The explorer on the terminal, where to write a file (`o`, `Enter`) panics.
///
/// # Errors
///
/// Where the terminal cannot be used.
pub fn explore_until_it_panics() -> std::io::Result<()> {
    let mut explored = Explored::new(10);
    explore::run(&mut explored.explorer, &|_, _| panic!("as was asked"))
}

impl Explored {
    /// Opens it, over so many events, on a screen of 120 × 40.
    ///
    /// The timeline is kept for ever: this is for programs that measure and end.
    ///
    /// # Panics
    ///
    /// Never: the dataset is sound.
    #[must_use]
    pub fn new(events: usize) -> Self {
        let text: String = lines(events).collect();
        let file = InputFile {
            name: "made-up.ndjson".into(),
            text: Ok(text.into()),
        };
        let files: &'static [InputFile] = Box::leak(Box::new([file]));
        let timeline = dataset::load(files).timeline;
        let timeline: &'static Timeline<'static> =
            Box::leak(Box::new(timeline.expect("the dataset is sound")));
        let look = Look {
            width: 120,
            ascii: false,
            color: true,
        };
        let mut explored = Self {
            explorer: Explorer::new(timeline, Filter::default(), look, Vec::new()),
            terminal: Terminal::new(TestBackend::new(120, 40)).expect("memory takes it"),
        };
        explored.draw();
        explored
    }

    /// Presses a key and draws what comes of it.
    pub fn press(&mut self, key: KeyCode) {
        let event = Event::Key(KeyEvent::from(key));
        explore::take(&mut self.explorer, event, Spots::default());
        self.draw();
    }

    /// How many events are left.
    #[must_use]
    pub fn left(&self) -> usize {
        self.explorer.narrowing.hits().len()
    }

    fn draw(&mut self) {
        let explorer = &mut self.explorer;
        self.terminal
            .draw(|frame| {
                explore::draw(frame, explorer);
            })
            .expect("memory takes it");
    }
}
