//! The keys: what each does. The line at the foot, `?` and the README are made of this table.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What a key asks for, where nothing is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// One line, or one link, up or down.
    Step(Way),
    /// One screen up or down.
    Page(Way),
    /// To the first or the last line.
    End(Way),
    /// To the other pane.
    Switch,
    /// Into the thing at hand.
    Enter,
    /// Back to where one came from.
    Back,
    /// The window in time, earlier (up) or later (down).
    Shift(Way),
    /// The window in time, wider (down) or narrower (up).
    Scale(Way),
    /// The beginning of a year.
    Digit(char),
    /// Words to filter by.
    Search,
    /// The facets.
    Facets,
    /// The last narrowing undone.
    Undo,
    /// The comparison of the event at hand.
    Compare,
    /// The chain of causes and consequences.
    Why,
    /// The next source that alone tells.
    ToldBy,
    /// The command line, copied.
    Copy,
    /// What is on screen, written to a file.
    Save,
    /// All keys.
    Keys,
    /// The end.
    Quit,
    /// The program put to sleep by the shell.
    Suspend,
}

/// Towards the beginning, or towards the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Up, earlier, narrower.
    Back,
    /// Down, later, wider.
    On,
}

/// A line of the table.
pub struct Key {
    /// The keys, as they are written for people.
    pub keys: &'static str,
    /// What they do, in a word or two, for the line at the foot; empty where there is no room.
    pub short: &'static str,
    /// What they do.
    pub what: &'static str,
}

const fn key(keys: &'static str, short: &'static str, what: &'static str) -> Key {
    Key { keys, short, what }
}

/// All keys, the most useful first.
pub const KEYS: [Key; 20] = [
    key(
        "↑ ↓  k j",
        "move",
        "one line up or down; in a page, from link to link",
    ),
    key("PgUp PgDn", "", "one screen up or down"),
    key("Home End", "", "the first or the last line"),
    key("Tab", "pane", "from the list to the page and back"),
    key(
        "Enter",
        "open",
        "into the event, person, place, theme, source or topic at hand",
    ),
    key("Esc  Backspace", "back", "back to where you came from"),
    key(
        "← →  h l",
        "time",
        "the period one step earlier or later; at first, the year of the event at hand",
    ),
    key("Shift-← Shift-→  H L", "", "the period narrower or wider"),
    key("0 … 9", "", "jump to a year: type its four digits"),
    key(
        "/",
        "search",
        "filter as you type; all words have to be in the title, the summary or the accounts",
    ),
    key(
        "f",
        "facets",
        "tick people, places, themes, sources, disputed, certain; Space ticks",
    ),
    key("u", "undo", "undo the last narrowing"),
    key(
        "c",
        "compare",
        "compare the sources on the event at hand, again for its next topic; or the list of topics",
    ),
    key(
        "w",
        "why",
        "what led to the event at hand, and what it led to",
    ),
    key(
        "s",
        "told by",
        "as told by each source alone, one after the other, then by all",
    ),
    key(
        "y",
        "copy",
        "copy the command line of what is on screen (the terminal has to allow it)",
    ),
    key(
        "o",
        "write",
        "write what is on screen to a file, in the format of its ending",
    ),
    key("?", "keys", "these keys"),
    key("q  Ctrl-C", "quit", "leave"),
    key("Ctrl-Z", "", "put the program to sleep; fg wakes it"),
];

/// What a key asks for, if it asks for anything.
pub fn action(key: KeyEvent) -> Option<Do> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c') => Some(Do::Quit),
            KeyCode::Char('z') => Some(Do::Suspend),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match key.code {
        KeyCode::Left if shift => Do::Scale(Way::Back),
        KeyCode::Right if shift => Do::Scale(Way::On),
        KeyCode::Char('H') => Do::Scale(Way::Back),
        KeyCode::Char('L') => Do::Scale(Way::On),
        KeyCode::Left | KeyCode::Char('h') => Do::Shift(Way::Back),
        KeyCode::Right | KeyCode::Char('l') => Do::Shift(Way::On),
        KeyCode::Up | KeyCode::Char('k') => Do::Step(Way::Back),
        KeyCode::Down | KeyCode::Char('j') => Do::Step(Way::On),
        KeyCode::PageUp => Do::Page(Way::Back),
        KeyCode::PageDown => Do::Page(Way::On),
        KeyCode::Home => Do::End(Way::Back),
        KeyCode::End => Do::End(Way::On),
        KeyCode::Tab | KeyCode::BackTab => Do::Switch,
        KeyCode::Enter => Do::Enter,
        KeyCode::Esc | KeyCode::Backspace => Do::Back,
        KeyCode::Char('/') => Do::Search,
        KeyCode::Char('f') => Do::Facets,
        KeyCode::Char('u') => Do::Undo,
        KeyCode::Char('c') => Do::Compare,
        KeyCode::Char('w') => Do::Why,
        KeyCode::Char('s') => Do::ToldBy,
        KeyCode::Char('y') => Do::Copy,
        KeyCode::Char('o') => Do::Save,
        KeyCode::Char('?') => Do::Keys,
        KeyCode::Char('q') => Do::Quit,
        KeyCode::Char(digit) if digit.is_ascii_digit() => Do::Digit(digit),
        _ => return None,
    })
}
