//! Tests of the explorer by its screens: a snapshot of each view, and the effects of keys.
//!
//! `SNAPSHOTS=overwrite cargo test explore` rewrites the snapshots; read the diff.

use std::sync::LazyLock;

use chrono::NaiveDate;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use snapbox::{Data, assert_data_eq};

use super::*;
use crate::dataset;
use crate::query::filter::Filter;
use state::Effect;

mod copy_and_save;

const RENDER_OPTIONS: RenderOptions = RenderOptions {
    width: 80,
    ascii: false,
    color: false,
};

/// A timeline and the searchable texts of its events, which take long to make in a debug build.
struct Indexed {
    timeline: Timeline,
    texts: Vec<EventTexts>,
}

impl From<Timeline> for Indexed {
    fn from(timeline: Timeline) -> Self {
        let texts = EventTexts::of_events(&timeline);
        Self { timeline, texts }
    }
}

static SHIPPED: LazyLock<Indexed> = LazyLock::new(|| crate::shipped::timeline().into());

fn hostile() -> Indexed {
    let file = "tests/fixtures/valid/hostile.json";
    let files = dataset::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    dataset::load(&files).unwrap().timeline.unwrap().into()
}

/// Parses keys: characters stand for themselves, other keys are named between `<` and `>`.
fn events(typed: &str) -> Vec<Event> {
    let mut keys = Vec::new();
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let (key, modifiers, length) = match rest.split_once('>') {
            Some((name, _)) if c == '<' => {
                let (modifiers, code) = named(&name[1..]);
                (code, modifiers, name.len() + 1)
            }
            _ => (KeyCode::Char(c), KeyModifiers::NONE, c.len_utf8()),
        };
        keys.push(Event::Key(KeyEvent::new(key, modifiers)));
        rest = &rest[length..];
    }
    keys
}

fn named(name: &str) -> (KeyModifiers, KeyCode) {
    let (modifiers, name) = match name.strip_prefix("shift-") {
        Some(name) => (KeyModifiers::SHIFT, name),
        None => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "back" => KeyCode::Backspace,
        other => panic!("no key is called {other}"),
    };
    (modifiers, code)
}

/// An explorer with a screen in memory.
struct Screen<'t> {
    explorer: Explorer<'t>,
    terminal: Terminal<TestBackend>,
    effects: Vec<Effect>,
}

impl<'t> Screen<'t> {
    fn new(data: &'t Indexed, opts: RenderOptions, [width, height]: [u16; 2]) -> Self {
        let Indexed { timeline, texts } = data;
        let mut screen = Self {
            explorer: Explorer::new(timeline, texts, Filter::default(), opts, Vec::new()),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
            effects: Vec::new(),
        };
        screen.draw();
        screen
    }

    fn draw(&mut self) {
        let explorer = &mut self.explorer;
        self.terminal.draw(|frame| draw(frame, explorer)).unwrap();
    }

    fn press(&mut self, typed: &str) -> &mut Self {
        for event in events(typed) {
            self.take(event);
        }
        self
    }

    fn take(&mut self, event: Event) {
        let effect = handle_event(&mut self.explorer, event);
        if effect != Effect::None {
            self.effects.push(effect);
        }
        self.draw();
    }

    fn text(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let row = |y: u16| -> String {
            let cells = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol());
            cells.collect::<String>().trim_end().to_owned() + "\n"
        };
        (0..buffer.area.height).map(row).collect()
    }

    /// The ids of the events in the list.
    fn listed(&self) -> Vec<String> {
        let hits = self.explorer.hits.iter();
        hits.map(|hit| self.explorer.timeline()[hit.event].id.to_string())
            .collect()
    }
}

fn on_shipped(opts: RenderOptions, size: [u16; 2], act: impl FnOnce(&mut Screen<'_>)) {
    act(&mut Screen::new(&SHIPPED, opts, size));
}

fn settings() -> Settings {
    Settings {
        progress: std::sync::Arc::new(dataset::progress::NoProgress),
        data: None,
        without: Vec::new(),
        notes: true,
        format: None,
        flags: String::new(),
        render: RENDER_OPTIONS,
        today: || Ok(NaiveDate::from_ymd_opt(1953, 3, 5).unwrap()),
        texts: None,
        seed: || 0,
        force: false,
        stdin: None,
    }
}

/// The name of each view, and the keys that open it.
const VIEWS: [(&str, &str); 20] = [
    ("list", ""),
    ("page", "<down><down><enter><down>"),
    ("search", "/tank"),
    ("found", "/tank<down><down>"),
    ("found-names", "/beria<enter>"),
    ("synopsis", "1956v"),
    (
        "connection",
        "1956/denounces secret speech<down>mu/armed rising<down>w",
    ),
    ("facets", "f<tab> "),
    ("year", "1956"),
    ("year-being-typed", "195"),
    ("month", "1956<shift-left><shift-left><shift-left><right>"),
    ("topics", "c"),
    ("comparison", "/radio free europe<down>c"),
    ("why", "/hungarian demands<down>w"),
    ("person", "/beria arrested<down><enter><enter>"),
    ("told-by", "ssss"),
    ("nothing", "/zzzz"),
    ("keys", "?"),
    ("keys-below", "?<pgdn>"),
    ("writing", "o"),
];

#[test]
fn every_view_is_as_its_screen() {
    for size in [[80, 24], [120, 40]] {
        for (name, typed) in VIEWS {
            on_shipped(RENDER_OPTIONS, size, |screen| {
                let [width, height] = size;
                let path = format!("tests/screens/{name}-{width}x{height}.txt");
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
                assert_data_eq!(
                    screen.press(typed).text(),
                    Data::read_from(&path, None).raw()
                );
            });
        }
    }
}

#[test]
fn small_screens_show_one_half_and_smaller_ones_say_so() {
    let cases = [
        ("smallest-list", [60, 16], ""),
        ("smallest-page", [60, 16], "<enter>"),
        ("too-small", [59, 16], ""),
    ];
    for (name, size, typed) in cases {
        on_shipped(RENDER_OPTIONS, size, |screen| {
            let path = format!("tests/screens/{name}.txt");
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
            assert_data_eq!(
                screen.press(typed).text(),
                Data::read_from(&path, None).raw()
            );
        });
    }
}

#[test]
fn ascii_is_enough() {
    let opts = RenderOptions {
        ascii: true,
        ..RENDER_OPTIONS
    };
    for (_, typed) in VIEWS {
        on_shipped(opts, [100, 30], |screen| {
            let text = screen.press(typed).text();
            let beyond = text.chars().find(|c| !c.is_ascii());
            assert_eq!(beyond, None, "after {typed:?}:\n{text}");
        });
    }
}

#[test]
fn no_colour_is_used_where_none_is_wanted() {
    for (_, typed) in VIEWS {
        on_shipped(RENDER_OPTIONS, [100, 30], |screen| {
            screen.press(typed);
            let buffer = screen.terminal.backend().buffer();
            for cell in buffer.content() {
                let plain = ratatui::style::Color::Reset;
                assert_eq!((cell.fg, cell.bg), (plain, plain));
            }
        });
    }
}

#[test]
fn the_way_back_leads_through_every_page() {
    on_shipped(RENDER_OPTIONS, [120, 40], |screen| {
        let list = screen.text();
        screen.press("<enter>");
        let event = screen.text();
        screen.press("<enter>");
        let person = screen.text();
        assert!(person.contains("destal person khrushchev"), "{person}");
        screen.press("w");
        assert!(screen.text().contains(" destal why "), "{}", screen.text());
        assert_eq!(screen.press("<back>").text(), person);
        assert_eq!(screen.press("<esc>").text(), event);
        assert_eq!(screen.press("<esc>").text(), list);
    });
}

#[test]
fn undo_takes_back_one_narrowing_at_a_time() {
    on_shipped(RENDER_OPTIONS, [120, 40], |screen| {
        let all = screen.listed();
        screen.press("1956");
        let year = screen.listed();
        screen.press("/speech<enter>");
        let found = screen.listed();
        assert!(found.len() < year.len() && year.len() < all.len());
        screen.press("f<tab> <enter>");
        assert_ne!(screen.listed(), found);
        assert_eq!(screen.press("u").listed(), found);
        assert_eq!(screen.press("u").listed(), year);
        assert_eq!(screen.press("u").listed(), all);
        assert!(screen.press("u").text().contains("nothing to undo"));
    });
}

#[test]
fn a_search_that_is_dropped_leaves_no_trace() {
    on_shipped(RENDER_OPTIONS, [120, 40], |screen| {
        let before = screen.text();
        assert_eq!(screen.press("/tank<esc>").text(), before);
        assert_eq!(screen.press("f<tab> <esc>").text(), before);
        assert_eq!(screen.press("19<esc>").text(), before);
        assert_eq!(screen.press("?<esc>").text(), before);
        assert_eq!(screen.press("/t<back><back>").text(), before);
    });
}

#[test]
fn facets_count_what_they_would_leave() {
    on_shipped(RENDER_OPTIONS, [120, 60], |screen| {
        screen.press("1956f");
        let state::Overlay::Facets(facets) = &screen.explorer.overlay else {
            panic!("the facets are open");
        };
        let rows = facets.rows.iter();
        let rows: Vec<_> = rows
            .map(|facet| (facet.condition.clone(), facet.count))
            .collect();
        assert!(rows.len() > 20);
        for (condition, count) in rows {
            let before = screen.explorer.view.filter.clone();
            screen
                .explorer
                .update_filter(|filter| filter.toggle(&condition));
            let mut left = screen.listed().len();
            screen.explorer.update_filter(|filter| *filter = before);
            if condition.option == "--background" {
                left -= screen.listed().len();
            }
            assert_eq!(left, count, "{condition:?}");
        }
    });
}

#[test]
fn the_mouse_points_at_years_events_and_links() {
    let mouse = |kind, [column, row]: [u16; 2]| {
        Event::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        })
    };
    let click = MouseEventKind::Down(MouseButton::Left);
    on_shipped(RENDER_OPTIONS, [120, 40], |screen| {
        let list = screen.explorer.hit_areas.list;
        screen.take(mouse(click, [list.x + 3, list.y + 4]));
        assert_eq!(screen.explorer.view.selected, 4);
        screen.take(mouse(MouseEventKind::ScrollDown, [list.x, list.y]));
        assert_eq!(screen.explorer.view.selected, 7);
        let page = screen.explorer.hit_areas.page;
        screen.take(mouse(MouseEventKind::ScrollDown, [page.x, page.y]));
        assert_eq!(screen.explorer.page().unwrap().top, 3);
        screen.take(mouse(click, [list.x + 3, list.y]));
        let row = screen
            .text()
            .lines()
            .position(|line| line.contains("People  "))
            .unwrap();
        screen.take(mouse(click, [page.x + 10, u16::try_from(row).unwrap()]));
        let text = screen.text();
        assert!(text.contains("destal person "), "{text}");
        let axis = screen.explorer.hit_areas.axis;
        screen.take(mouse(click, [axis.right() - 1, axis.y]));
        assert!(
            screen
                .text()
                .contains("destal events --from 1964 --to 1964")
        );
    });
}
