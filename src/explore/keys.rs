//! The keys: what each does. The line at the foot, `?`, the README and the explorer itself read
//! this table.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for where nothing is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// One line, or one link, up or down.
    Step(Direction),
    /// One screen up or down.
    Page(Direction),
    /// To the first or the last line.
    End(Direction),
    SwitchPane,
    /// Into the record at hand.
    Enter,
    /// Back to where one came from.
    Back,
    /// The period, earlier or later.
    Shift(Direction),
    /// The period, narrower or wider.
    Scale(Direction),
    /// The first digit of a year.
    Digit(char),
    Search,
    Facets,
    /// Takes the last narrowing back.
    Undo,
    /// Compares the sources on the event at hand.
    Compare,
    Why,
    /// The next source that alone tells.
    ToldBy,
    /// Copies the command line.
    Copy,
    /// Writes what is on screen to a file.
    Save,
    /// Shows all keys.
    Keys,
    Quit,
    /// Lets the shell put the program to sleep.
    Suspend,
}

/// Towards the beginning (up, earlier, narrower), or towards the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Back,
    On,
}

use Direction::{Back, On};

impl Direction {
    /// So many steps from a place.
    pub fn step(self, from: usize, by: usize) -> usize {
        match self {
            Back => from.saturating_sub(by),
            On => from.saturating_add(by),
        }
    }
}

/// A line of the table.
pub struct Key {
    /// The keys, as they are written for people.
    pub keys: &'static str,
    /// What they do, in a word or two, for the line at the foot; empty if it does not show there.
    pub short: &'static str,
    pub what: &'static str,
    /// What each key does; the list starts over where there are more keys.
    actions: &'static [Action],
}

const fn key(
    keys: &'static str,
    short: &'static str,
    what: &'static str,
    actions: &'static [Action],
) -> Key {
    Key {
        keys,
        short,
        what,
        actions,
    }
}

/// All keys, the most useful first.
pub const KEYS: [Key; 20] = [
    key(
        "↑ ↓  k j",
        "move",
        "one line up or down; in a page, from link to link",
        &[Action::Step(Back), Action::Step(On)],
    ),
    key(
        "PgUp PgDn",
        "",
        "one screen up or down",
        &[Action::Page(Back), Action::Page(On)],
    ),
    key(
        "Home End",
        "",
        "the first or the last line",
        &[Action::End(Back), Action::End(On)],
    ),
    key(
        "Tab",
        "pane",
        "from the list to the page and back",
        &[Action::SwitchPane],
    ),
    key(
        "Enter",
        "open",
        "into the event, person, place, theme, source or topic at hand",
        &[Action::Enter],
    ),
    key(
        "Esc  Backspace",
        "back",
        "back to where you came from",
        &[Action::Back],
    ),
    key(
        "← →  h l",
        "time",
        "the period one step earlier or later; at first, the year of the event at hand",
        &[Action::Shift(Back), Action::Shift(On)],
    ),
    key(
        "Shift-← Shift-→  H L",
        "",
        "the period narrower or wider",
        &[Action::Scale(Back), Action::Scale(On)],
    ),
    key(
        "0 … 9",
        "",
        "jump to a year: type its four digits",
        &[], // any digit, not only these two
    ),
    key(
        "/",
        "search",
        "filter as you type; all words have to be in the title, the summary or the accounts",
        &[Action::Search],
    ),
    key(
        "f",
        "facets",
        "tick people, places, themes, sources, disputed, certain; Space ticks",
        &[Action::Facets],
    ),
    key("u", "undo", "undo the last narrowing", &[Action::Undo]),
    key(
        "c",
        "compare",
        "compare the sources on the event at hand, again for its next topic; or the list of topics",
        &[Action::Compare],
    ),
    key(
        "w",
        "why",
        "what led to the event at hand, and what it led to",
        &[Action::Why],
    ),
    key(
        "s",
        "told by",
        "as told by each source alone, one after the other, then by all",
        &[Action::ToldBy],
    ),
    key(
        "y",
        "copy",
        "copy the command line of what is on screen (the terminal has to allow it)",
        &[Action::Copy],
    ),
    key(
        "o",
        "write",
        "write what is on screen to a file, in the format of its ending",
        &[Action::Save],
    ),
    key("?", "keys", "these keys", &[Action::Keys]),
    key("q  Ctrl-C", "quit", "leave", &[Action::Quit]),
    key(
        "Ctrl-Z",
        "",
        "put the program to sleep; fg wakes it",
        &[Action::Suspend],
    ),
];

/// What a key asks for, if it asks for anything.
pub fn action(key: KeyEvent) -> Option<Action> {
    let name = name(key)?;
    if let Some(digit) = name.chars().next().filter(char::is_ascii_digit) {
        return Some(Action::Digit(digit));
    }
    KEYS.iter().find_map(|key| {
        let at = key.keys.split_whitespace().position(|key| key == name)?;
        key.actions.iter().cycle().nth(at).copied()
    })
}

/// The name of a key in the table.
fn name(key: KeyEvent) -> Option<String> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char(c) => Some(format!("Ctrl-{}", c.to_ascii_uppercase())),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let name = match key.code {
        KeyCode::Up => "↑",
        KeyCode::Down => "↓",
        KeyCode::Left if shift => "Shift-←",
        KeyCode::Right if shift => "Shift-→",
        KeyCode::Left => "←",
        KeyCode::Right => "→",
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::Tab | KeyCode::BackTab => "Tab",
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Backspace => "Backspace",
        KeyCode::Char(c) => return Some(c.to_string()),
        _ => return None,
    };
    Some(name.to_owned())
}
