//! Key and mouse input, with and without an open overlay.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Position, Rect};

use super::draw;
use super::facets::{Facet, Facets};
use super::page_layout::Subject;
use super::state::{Effect, Explorer, Overlay, Pane};
use super::window;

/// Lines per step of the mouse wheel.
const WHEEL: isize = 3;

/// Lines that Page Up and Page Down move by in an overlay.
const OVERLAY_SCREEN: isize = 10;

/// Handles a terminal event, and returns the effect for the caller to carry out.
pub fn handle_event(explorer: &mut Explorer<'_>, event: Event) -> Effect {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => return handle_key(explorer, key),
        Event::Paste(text) => paste(explorer, &text),
        Event::Mouse(mouse) => handle_mouse(explorer, mouse),
        _ => {}
    }
    Effect::None
}

fn handle_key(explorer: &mut Explorer<'_>, key: KeyEvent) -> Effect {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c') => Effect::Quit,
            KeyCode::Char('z') => {
                explorer.message.clear();
                Effect::Suspend
            }
            _ => Effect::None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return Effect::None;
    }
    match std::mem::take(&mut explorer.overlay) {
        Overlay::None => return command(explorer, key),
        Overlay::Search(typed) => search(explorer, key.code, typed),
        Overlay::Year(digits) => type_year(explorer, key.code, digits),
        Overlay::Save(name) => return save(explorer, key.code, name),
        Overlay::Facets(facets) => handle_facets_key(explorer, key.code, facets),
        Overlay::Keys(top) => read_keys(explorer, key.code, top),
    }
    Effect::None
}

/// Handles a key while no overlay is open.
fn command(explorer: &mut Explorer<'_>, key: KeyEvent) -> Effect {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let message = std::mem::take(&mut explorer.message);
    match key.code {
        KeyCode::Left if shift => explorer.scale_period(false),
        KeyCode::Right if shift => explorer.scale_period(true),
        KeyCode::Char('H') => explorer.scale_period(false),
        KeyCode::Char('L') => explorer.scale_period(true),
        KeyCode::Left | KeyCode::Char('h') => explorer.shift_period(false),
        KeyCode::Right | KeyCode::Char('l') => explorer.shift_period(true),
        KeyCode::Tab | KeyCode::BackTab => explorer.switch_pane(),
        KeyCode::Enter => explorer.enter(),
        KeyCode::Esc | KeyCode::Backspace => explorer.back(),
        KeyCode::Char('/') => explorer.open_search(),
        KeyCode::Char('f') => explorer.open_facets(),
        KeyCode::Char('u') => explorer.undo(),
        KeyCode::Char('c') => explorer.compare(),
        KeyCode::Char('w') => explorer.why(),
        KeyCode::Char('m') => explorer.mark(),
        KeyCode::Char('v') => explorer.open_page(Subject::Synopsis),
        KeyCode::Char('t') => explorer.toggle_key_events(),
        KeyCode::Char('s') => explorer.next_perspective(),
        KeyCode::Char('y') => return explorer.copy(),
        KeyCode::Char('o') => {
            let is_list = explorer.command_line().is_events();
            let name = if is_list { "events.md" } else { "page.txt" };
            explorer.overlay = Overlay::Save(name.into());
        }
        KeyCode::Char('?') => explorer.overlay = Overlay::Keys(0),
        KeyCode::Char('q') => return Effect::Quit,
        KeyCode::Char(digit) if digit.is_ascii_digit() => {
            explorer.overlay = Overlay::Year(digit.into());
        }
        other => match motion_lines(other, explorer.screen_length()) {
            Some(by) => explorer.move_by(by),
            None => explorer.message = message,
        },
    }
    Effect::None
}

/// Lines that a key moves by; `None` if it is not a movement key.
fn motion_lines(key: KeyCode, screen: isize) -> Option<isize> {
    Some(match key {
        KeyCode::Up | KeyCode::Char('k') => -1,
        KeyCode::Down | KeyCode::Char('j') => 1,
        KeyCode::PageUp => -screen,
        KeyCode::PageDown => screen,
        KeyCode::Home => isize::MIN,
        KeyCode::End => isize::MAX,
        _ => return None,
    })
}

/// Appends pasted text to the text being typed. A line break becomes a space; other control
/// characters are dropped.
fn paste(explorer: &mut Explorer<'_>, text: &str) {
    let text = text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match &mut explorer.overlay {
        Overlay::Search(typed) => {
            typed.push_str(&text);
            let typed = typed.clone();
            explorer.search(&typed);
        }
        Overlay::Save(name) => name.push_str(&text),
        _ => {}
    }
}

/// Applies a key to the text being typed: a character, or Backspace.
fn edit(text: &mut String, key: KeyCode) {
    match key {
        KeyCode::Backspace => drop(text.pop()),
        KeyCode::Char(c) => text.push(c),
        _ => {}
    }
}

fn search(explorer: &mut Explorer<'_>, key: KeyCode, mut typed: String) {
    match key {
        KeyCode::Down => return explorer.commit_filter_change(),
        KeyCode::Enter => return explorer.show_found(),
        KeyCode::Esc => return explorer.undo(),
        KeyCode::Backspace if typed.is_empty() => return explorer.undo(),
        _ => edit(&mut typed, key),
    }
    explorer.search(&typed);
    explorer.overlay = Overlay::Search(typed);
}

fn type_year(explorer: &mut Explorer<'_>, key: KeyCode, mut digits: String) {
    const DIGITS: usize = 4;
    match key {
        KeyCode::Esc => return,
        KeyCode::Enter => explorer.message = "a year has four digits".into(),
        KeyCode::Char(c) if !c.is_ascii_digit() => {}
        _ => edit(&mut digits, key),
    }
    if digits.len() == DIGITS {
        let window = digits.parse().ok().and_then(window::year_window);
        explorer.set_period(window);
    } else if !digits.is_empty() {
        explorer.overlay = Overlay::Year(digits);
    }
}

fn save(explorer: &mut Explorer<'_>, key: KeyCode, mut name: String) -> Effect {
    match key {
        KeyCode::Esc => return Effect::None,
        KeyCode::Enter => return Effect::Save(explorer.command_line(), name.trim().to_owned()),
        _ => edit(&mut name, key),
    }
    explorer.overlay = Overlay::Save(name);
    Effect::None
}

fn handle_facets_key(explorer: &mut Explorer<'_>, key: KeyCode, mut facets: Facets) {
    match key {
        KeyCode::Enter | KeyCode::Char('f') => return explorer.commit_filter_change(),
        KeyCode::Esc => return explorer.undo(),
        KeyCode::Tab => {
            let kind = |facet: &Facet| facet.spec.facet();
            let here = facets.rows.get(facets.selected).map(kind);
            let mut after = facets.rows.iter().skip(facets.selected);
            let next = after.position(|facet| Some(kind(facet)) != here);
            facets.selected = next.map_or(0, |next| facets.selected + next);
        }
        KeyCode::Char(' ') => {
            if let Some(facet) = facets.rows.get(facets.selected) {
                explorer.update_filter(|filter| filter.toggle(&facet.condition));
                facets.recount(&explorer.view.filter, explorer.timeline(), explorer.texts);
            }
        }
        other => {
            let by = motion_lines(other, OVERLAY_SCREEN).unwrap_or(0);
            let last = facets.rows.len().saturating_sub(1);
            facets.selected = facets.selected.saturating_add_signed(by).min(last);
        }
    }
    explorer.overlay = Overlay::Facets(facets);
}

fn read_keys(explorer: &mut Explorer<'_>, key: KeyCode, top: usize) {
    let top = match motion_lines(key, OVERLAY_SCREEN) {
        // Drawing clamps this so that the last keys are at the bottom of the window.
        Some(by) => top.saturating_add_signed(by),
        None => return,
    };
    explorer.overlay = Overlay::Keys(top);
}

fn handle_mouse(explorer: &mut Explorer<'_>, mouse: MouseEvent) {
    if !matches!(explorer.overlay, Overlay::None) {
        return;
    }
    let areas = explorer.hit_areas;
    let place = Position::new(mouse.column, mouse.row);
    let line = |area: Rect| usize::from(mouse.row - area.y);
    let on_page = areas.page.contains(place);
    match mouse.kind {
        MouseEventKind::ScrollUp | MouseEventKind::ScrollDown => {
            let is_up = mouse.kind == MouseEventKind::ScrollUp;
            let by = if is_up { -WHEEL } else { WHEEL };
            if on_page {
                explorer.scroll(by);
            } else {
                explorer.select_event(explorer.view.selected.saturating_add_signed(by));
            }
        }
        MouseEventKind::Down(MouseButton::Left) if areas.axis.contains(place) => {
            let scale = draw::scale(explorer, areas.axis.width);
            let column = usize::from(mouse.column - areas.axis.x);
            let window =
                scale.and_then(|scale| window::window_at(scale.day_at(column)?, scale.axis.grain));
            explorer.set_period(window);
        }
        MouseEventKind::Down(MouseButton::Left) if areas.list.contains(place) => {
            let event = explorer.view.top + line(areas.list);
            if event < explorer.hits.len() {
                explorer.view.pane = Pane::List;
                explorer.select_event(event);
            }
        }
        MouseEventKind::Down(MouseButton::Left) if on_page => {
            explorer.view.pane = Pane::Page;
            let column = usize::from((mouse.column - areas.page.x).saturating_sub(1));
            explorer.follow(line(areas.page), column);
        }
        _ => {}
    }
}
