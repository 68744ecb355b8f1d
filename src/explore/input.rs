//! Keys and the mouse: what is typed while something is being typed, and what is pointed at.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::draw::{self, HitAreas};
use super::facets::{Facet, Facets};
use super::keys::{self, Action, Direction};
use super::state::{Effect, Explorer, Overlay, Pane, Place};
use super::window;

/// How many lines the wheel moves.
const WHEEL: usize = 3;

/// Does what an event of the terminal asks for.
pub fn take(explorer: &mut Explorer<'_>, event: Event, hit_areas: HitAreas) -> Effect {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => return press(explorer, key),
        Event::Paste(text) => paste(explorer, &text),
        Event::Mouse(mouse) => point(explorer, mouse, hit_areas),
        _ => {}
    }
    Effect::None
}

fn press(explorer: &mut Explorer<'_>, key: KeyEvent) -> Effect {
    let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
    if key.modifiers.intersects(held) || matches!(explorer.overlay, Overlay::None) {
        return keys::action(key).map_or(Effect::None, |action| explorer.act(action));
    }
    match std::mem::replace(&mut explorer.overlay, Overlay::None) {
        Overlay::Search(typed, before) => search(explorer, key.code, typed, before),
        Overlay::Year(digits) => year(explorer, key.code, digits),
        Overlay::Save(name) => return save(explorer, key.code, name),
        Overlay::Facets(facets, before) => tick(explorer, key.code, facets, before),
        Overlay::Keys(top) => read_keys(explorer, key.code, top),
        Overlay::None => {}
    }
    Effect::None
}

/// Adds pasted text to what is being typed.
fn paste(explorer: &mut Explorer<'_>, text: &str) {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    match &mut explorer.overlay {
        Overlay::Search(typed, _) => {
            typed.push_str(&text);
            let typed = typed.clone();
            explorer.search(&typed);
        }
        Overlay::Save(name) => name.push_str(&text),
        _ => {}
    }
}

/// Changes a text by the key that was pressed.
fn edit(text: &mut String, key: KeyCode) {
    match key {
        KeyCode::Backspace => drop(text.pop()),
        KeyCode::Char(c) => text.push(c),
        _ => {}
    }
}

fn search(explorer: &mut Explorer<'_>, key: KeyCode, mut typed: String, before: Box<Place>) {
    match key {
        KeyCode::Enter | KeyCode::Down => return explorer.remember(*before),
        KeyCode::Esc => return explorer.return_to(*before),
        KeyCode::Backspace if typed.is_empty() => return explorer.return_to(*before),
        _ => edit(&mut typed, key),
    }
    explorer.search(&typed);
    explorer.overlay = Overlay::Search(typed, before);
}

fn year(explorer: &mut Explorer<'_>, key: KeyCode, mut digits: String) {
    const DIGITS: usize = 4;
    match key {
        KeyCode::Esc => return,
        KeyCode::Enter => explorer.message = "a year has four digits".into(),
        KeyCode::Char(c) if !c.is_ascii_digit() => {}
        _ => edit(&mut digits, key),
    }
    if digits.len() == DIGITS {
        let window = digits.parse().ok().and_then(window::year);
        explorer.look_at(window);
    } else if !digits.is_empty() {
        explorer.overlay = Overlay::Year(digits);
    }
}

fn save(explorer: &mut Explorer<'_>, key: KeyCode, mut name: String) -> Effect {
    match key {
        KeyCode::Esc => return Effect::None,
        KeyCode::Enter => return explorer.save(name.trim()),
        _ => edit(&mut name, key),
    }
    explorer.overlay = Overlay::Save(name);
    Effect::None
}

fn tick(explorer: &mut Explorer<'_>, key: KeyCode, mut facets: Box<Facets>, before: Box<Place>) {
    match key {
        KeyCode::Enter | KeyCode::Char('f') => return explorer.remember(*before),
        KeyCode::Esc => return explorer.return_to(*before),
        KeyCode::Tab => {
            let kind = |facet: &Facet| facet.spec.kind;
            let here = facets.rows.get(facets.at).map(kind);
            let mut after = facets.rows.iter().enumerate().skip(facets.at);
            let next = after.find(|(_, facet)| Some(kind(facet)) != here);
            facets.at = next.map_or(0, |(next, _)| next);
        }
        KeyCode::Char(' ') => {
            if let Some(facet) = facets.rows.get(facets.at) {
                explorer.select(|filter| (facet.spec.toggle)(filter, facet.index));
                facets.recount(explorer.filter(), &explorer.perspective, &explorer.texts);
            }
        }
        _ => {
            let at = match keys::action(key.into()) {
                Some(Action::Step(direction)) => direction.step(facets.at, 1),
                Some(Action::Page(direction)) => direction.step(facets.at, 10),
                Some(Action::End(direction)) => direction.step(facets.at, usize::MAX),
                _ => facets.at,
            };
            facets.at = at.min(facets.rows.len().saturating_sub(1));
        }
    }
    explorer.overlay = Overlay::Facets(facets, before);
}

fn read_keys(explorer: &mut Explorer<'_>, key: KeyCode, top: usize) {
    explorer.overlay = Overlay::Keys(match keys::action(key.into()) {
        Some(Action::Step(direction)) => direction.step(top, 1),
        Some(Action::Page(Direction::Back) | Action::End(Direction::Back)) => 0,
        Some(Action::Page(Direction::On) | Action::End(Direction::On)) => top + 10,
        _ => return,
    });
}

fn point(explorer: &mut Explorer<'_>, mouse: MouseEvent, hit_areas: HitAreas) {
    if !matches!(explorer.overlay, Overlay::None) {
        return;
    }
    let place = Position::new(mouse.column, mouse.row);
    let line = |area: ratatui::layout::Rect| usize::from(mouse.row - area.y);
    match mouse.kind {
        MouseEventKind::ScrollUp => {
            wheel(explorer, hit_areas.page.contains(place), Direction::Back)
        }
        MouseEventKind::ScrollDown => {
            wheel(explorer, hit_areas.page.contains(place), Direction::On)
        }
        MouseEventKind::Down(MouseButton::Left) if hit_areas.axis.contains(place) => {
            let scale = draw::scale(explorer, hit_areas.axis.width);
            let column = usize::from(mouse.column - hit_areas.axis.x);
            let year = scale.and_then(|scale| scale.year_at(column));
            explorer.look_at(year.and_then(window::year));
        }
        MouseEventKind::Down(MouseButton::Left) if hit_areas.list.contains(place) => {
            let event = explorer.top + line(hit_areas.list);
            if event < explorer.hits.len() {
                explorer.pane = Pane::List;
                explorer.arrive(event);
            }
        }
        MouseEventKind::Down(MouseButton::Left) if hit_areas.page.contains(place) => {
            explorer.pane = Pane::Page;
            let column = usize::from((mouse.column - hit_areas.page.x).saturating_sub(1));
            explorer.follow(line(hit_areas.page), column);
        }
        _ => {}
    }
}

fn wheel(explorer: &mut Explorer<'_>, on_page: bool, direction: Direction) {
    if on_page {
        explorer.scroll(direction, WHEEL);
    } else {
        explorer.arrive(direction.step(explorer.at, WHEEL));
    }
}
