//! The keys: what each does. The line at the foot, `?` and the README are made of this table.

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

impl Direction {
    /// So many steps from a place.
    pub fn step(self, from: usize, by: usize) -> usize {
        match self {
            Self::Back => from.saturating_sub(by),
            Self::On => from.saturating_add(by),
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
}

/// All keys, the most useful first.
pub fn keys() -> impl Iterator<Item = Key> {
    KEYS.lines().map(|line| {
        let mut cells = line.split('|').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default();
        Key {
            keys: cell(),
            short: cell(),
            what: cell(),
        }
    })
}

const KEYS: &str = "\
↑ ↓  k j | move | one line up or down; in a page, from link to link
PgUp PgDn |  | one screen up or down
Home End |  | the first or the last line
Tab | pane | from the list to the page and back
Enter | open | into the event, person, place, theme, source or topic at hand
Esc  Backspace | back | back to where you came from
← →  h l | time | the period one step earlier or later; at first, the year of the event at hand
Shift-← Shift-→  H L |  | the period narrower or wider
0 … 9 |  | jump to a year: type its four digits
/ | search | filter as you type; all words have to be in the title, the summary or the accounts
f | facets | tick people, places, themes, sources, disputed, certain; Space ticks
u | undo | undo the last narrowing
c | compare | compare the sources on the event at hand, again for its next topic; or the list of topics
w | why | what led to the event at hand, and what it led to
s | told by | as told by each source alone, one after the other, then by all
y | copy | copy the command line of what is on screen (the terminal has to allow it)
o | write | write what is on screen to a file, in the format of its ending
? | keys | these keys
q  Ctrl-C | quit | leave
Ctrl-Z |  | put the program to sleep; fg wakes it";

/// What a key asks for, if it asks for anything.
pub fn action(key: KeyEvent) -> Option<Action> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c') => Some(Action::Quit),
            KeyCode::Char('z') => Some(Action::Suspend),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match key.code {
        KeyCode::Left if shift => Action::Scale(Direction::Back),
        KeyCode::Right if shift => Action::Scale(Direction::On),
        KeyCode::Char('H') => Action::Scale(Direction::Back),
        KeyCode::Char('L') => Action::Scale(Direction::On),
        KeyCode::Left | KeyCode::Char('h') => Action::Shift(Direction::Back),
        KeyCode::Right | KeyCode::Char('l') => Action::Shift(Direction::On),
        KeyCode::Up | KeyCode::Char('k') => Action::Step(Direction::Back),
        KeyCode::Down | KeyCode::Char('j') => Action::Step(Direction::On),
        KeyCode::PageUp => Action::Page(Direction::Back),
        KeyCode::PageDown => Action::Page(Direction::On),
        KeyCode::Home => Action::End(Direction::Back),
        KeyCode::End => Action::End(Direction::On),
        KeyCode::Tab | KeyCode::BackTab => Action::SwitchPane,
        KeyCode::Enter => Action::Enter,
        KeyCode::Esc | KeyCode::Backspace => Action::Back,
        KeyCode::Char('/') => Action::Search,
        KeyCode::Char('f') => Action::Facets,
        KeyCode::Char('u') => Action::Undo,
        KeyCode::Char('c') => Action::Compare,
        KeyCode::Char('w') => Action::Why,
        KeyCode::Char('s') => Action::ToldBy,
        KeyCode::Char('y') => Action::Copy,
        KeyCode::Char('o') => Action::Save,
        KeyCode::Char('?') => Action::Keys,
        KeyCode::Char('q') => Action::Quit,
        KeyCode::Char(digit) if digit.is_ascii_digit() => Action::Digit(digit),
        _ => return None,
    })
}
