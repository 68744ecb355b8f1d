//! What `benches/` measures and no command reaches: parts of the program on made-up timelines of
//! any size, and a panic in the middle.

use std::fmt::Write as _;

use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::dataset::{self, InputFile};
use crate::explore::{self, Explorer, HitAreas};
use crate::model::agreement;
use crate::model::date::{Date, parse_typed};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::names;
use crate::report::chronology::{self, Sort};
use crate::shipped;
use crate::view::{self, Look};

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

const LOOK: Look = Look {
    width: 120,
    ascii: false,
    color: true,
};

/// A timeline, and what is done with it. It is kept for ever: this is for programs that measure
/// and end.
pub struct Measured {
    files: &'static [InputFile],
    timeline: &'static Timeline<'static>,
}

impl Measured {
    /// A made-up timeline of so many events.
    #[must_use]
    pub fn made_up(events: usize) -> Self {
        let text: String = lines(events).collect();
        Self::of(vec![InputFile {
            name: "made-up.ndjson".into(),
            text: Ok(text.into()),
        }])
    }

    /// A timeline of so many people, two an event, whose ids are of two words and a number.
    #[must_use]
    pub fn peopled(people: usize) -> Self {
        let mut dice = Dice(SEED);
        let mut name = |i| format!("{}-{i}", dice.words(2).replace(' ', "-"));
        let events = (0..people).step_by(2).map(|i| {
            let [first, second] = [name(i), name(i + 1)];
            format!(
                "{{\"id\":\"e{i}\",\"date\":\"1953\",\"dating\":{{\"inferred\":\"made up\"}},\
                 \"title\":\"It was\",\"people\":[{{\"id\":\"{first}\"}},{{\"id\":\"{second}\"}}],\
                 \"accounts\":[{{\"source\":\"s\",\"page\":\"1\",\"says\":\"it was\"}}]}}\n"
            )
        });
        let text: String = events.collect();
        Self::of(vec![InputFile {
            name: "peopled.ndjson".into(),
            text: Ok(text.into()),
        }])
    }

    /// The shipped timeline, from its files.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(shipped::files())
    }

    fn of(files: Vec<InputFile>) -> Self {
        let files: &'static [InputFile] = Box::leak(files.into());
        let timeline = dataset::load(files).timeline;
        let timeline = Box::leak(Box::new(timeline.expect("the dataset is sound")));
        Self { files, timeline }
    }

    /// Reads and checks the files again; the number of events.
    #[must_use]
    pub fn load(&self) -> usize {
        let timeline = dataset::load(self.files).timeline;
        timeline.map_or(0, |timeline| timeline.events.len())
    }

    /// How many events lie in 1956 or 1957 and have somebody in them.
    #[must_use]
    pub fn filter(&self) -> usize {
        let somebody = self.timeline.events.iter().find_map(|e| e.people.first());
        let filter = Filter {
            period: parse_typed("1956..1957").unwrap_or_default(),
            people: somebody.iter().map(|role| role.person).collect(),
            ..Filter::default()
        };
        self.select(&filter)
    }

    /// How many events hold all of these words.
    #[must_use]
    pub fn search(&self, asked: &str) -> usize {
        let filter = Filter {
            search: vec![asked.split(' ').map(str::to_owned).collect()],
            ..Filter::default()
        };
        self.select(&filter)
    }

    fn select(&self, filter: &Filter) -> usize {
        let disputed = self.timeline.disputed();
        filter.select(self.timeline, &disputed).len()
    }

    /// How many pairs of sources stand in some relation on some question.
    #[must_use]
    pub fn compare(&self) -> usize {
        let questions = self
            .timeline
            .topics
            .iter()
            .flat_map(|topic| &topic.questions);
        questions
            .map(|question| agreement::of(question, None).pairs.len())
            .sum()
    }

    /// How many bytes the table of all events has.
    #[must_use]
    pub fn render(&self) -> usize {
        let all = Filter::default();
        let report = chronology::chronology(self.timeline, &all, Sort::Date, None);
        view::show(&report, None, LOOK, &[]).map_or(0, |text| text.len())
    }

    /// Looks for a person of a name that nobody has, and for the nearest that somebody has.
    #[must_use]
    pub fn nearest(&self, typed: &str) -> bool {
        names::person(self.timeline, typed).is_err()
    }
}

/// The shipped timeline from its compact form; the number of events.
#[must_use]
pub fn kept() -> usize {
    shipped::timeline().events.len()
}

/// How many of the texts are dates of a dataset, and how many are dates that may be typed.
#[must_use]
pub fn dates(texts: &[&str]) -> (usize, usize) {
    let of_datasets = texts.iter().filter(|text| Date::parse(text).is_ok());
    let typed = texts.iter().filter(|text| parse_typed(text).is_ok());
    (of_datasets.count(), typed.count())
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
    #[must_use]
    pub fn new(events: usize) -> Self {
        let Measured { timeline, .. } = Measured::made_up(events);
        let mut explored = Self {
            explorer: Explorer::new(timeline, Filter::default(), LOOK, Vec::new()),
            terminal: Terminal::new(TestBackend::new(120, 40)).expect("memory takes it"),
        };
        explored.draw();
        explored
    }

    /// Presses a key and draws what comes of it.
    pub fn press(&mut self, key: KeyCode) {
        let event = Event::Key(KeyEvent::from(key));
        explore::take(&mut self.explorer, event, HitAreas::default());
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
