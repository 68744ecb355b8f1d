//! Keys and the mouse: what is typed while something is being typed, and what is pointed at.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use super::draw::{self, HitAreas};
use super::facets::Facets;
use super::keys::{self, Way};
use super::state::{Effect, Explorer, Overlay, Pane, Place};
use super::window;

/// How many lines the wheel moves.
const WHEEL: usize = 3;

/// Does what an event of the terminal asks for.
pub fn take(explorer: &mut Explorer<'_>, event: Event, hit_areas: HitAreas) -> Effect {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => press(explorer, key),
        Event::Paste(text) => {
            type_text(explorer, &text);
            Effect::None
        }
        Event::Mouse(mouse) => {
            point(explorer, mouse, hit_areas);
            Effect::None
        }
        _ => Effect::None,
    }
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
fn type_text(explorer: &mut Explorer<'_>, text: &str) {
    let typed: String = text.chars().filter(|c| !c.is_control()).collect();
    let whole = match &mut explorer.overlay {
        Overlay::Search(whole, _) | Overlay::Save(whole) => {
            whole.push_str(&typed);
            whole.clone()
        }
        _ => return,
    };
    if matches!(explorer.overlay, Overlay::Search(..)) {
        explorer.search(&whole);
    }
}

fn search(explorer: &mut Explorer<'_>, key: KeyCode, mut typed: String, before: Box<Place>) {
    match key {
        KeyCode::Enter | KeyCode::Down => {
            return explorer.remember(*before);
        }
        KeyCode::Esc => return explorer.return_to(*before),
        KeyCode::Backspace if typed.is_empty() => return explorer.return_to(*before),
        KeyCode::Backspace => drop(typed.pop()),
        KeyCode::Char(c) => typed.push(c),
        _ => {}
    }
    explorer.search(&typed);
    explorer.overlay = Overlay::Search(typed, before);
}

fn year(explorer: &mut Explorer<'_>, key: KeyCode, mut digits: String) {
    const DIGITS: usize = 4;
    match key {
        KeyCode::Esc => return,
        KeyCode::Backspace => drop(digits.pop()),
        KeyCode::Char(digit) if digit.is_ascii_digit() => digits.push(digit),
        KeyCode::Enter => explorer.message = "a year has four digits".into(),
        _ => {}
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
        KeyCode::Backspace => drop(name.pop()),
        KeyCode::Char(c) => name.push(c),
        _ => {}
    }
    explorer.overlay = Overlay::Save(name);
    Effect::None
}

fn tick(explorer: &mut Explorer<'_>, key: KeyCode, mut facets: Box<Facets>, before: Box<Place>) {
    let last = facets.rows.len().saturating_sub(1);
    match key {
        KeyCode::Enter | KeyCode::Char('f') => {
            return explorer.remember(*before);
        }
        KeyCode::Esc => return explorer.return_to(*before),
        KeyCode::Up | KeyCode::Char('k') => facets.at = facets.at.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => facets.at = (facets.at + 1).min(last),
        KeyCode::PageUp => facets.at = facets.at.saturating_sub(10),
        KeyCode::PageDown => facets.at = (facets.at + 10).min(last),
        KeyCode::Home => facets.at = 0,
        KeyCode::End => facets.at = last,
        KeyCode::Tab => {
            let kind = |i: usize| facets.rows.get(i).map(|(facet, _)| facet.kind());
            let next = (facets.at..=last).find(|i| kind(*i) != kind(facets.at));
            facets.at = next.unwrap_or(0);
        }
        KeyCode::Char(' ') => {
            if let Some((facet, _)) = facets.rows.get(facets.at) {
                let mut filter = explorer.filter().clone();
                facet.toggle(&mut filter);
                explorer.select(filter);
                facets.recount(explorer.timeline(), &explorer.narrowing);
            }
        }
        _ => {}
    }
    explorer.overlay = Overlay::Facets(facets, before);
}

fn read_keys(explorer: &mut Explorer<'_>, key: KeyCode, top: usize) {
    explorer.overlay = Overlay::Keys(match key {
        KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => top + 1,
        KeyCode::PageUp | KeyCode::Home => 0,
        KeyCode::PageDown | KeyCode::End => top + 10,
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
        MouseEventKind::ScrollUp => wheel(explorer, hit_areas.page.contains(place), Way::Back),
        MouseEventKind::ScrollDown => wheel(explorer, hit_areas.page.contains(place), Way::On),
        MouseEventKind::Down(MouseButton::Left) if hit_areas.axis.contains(place) => {
            let scale = draw::scale(explorer, hit_areas.axis.width);
            let column = usize::from(mouse.column - hit_areas.axis.x);
            let year = scale.and_then(|scale| scale.year_at(column));
            explorer.look_at(year.and_then(window::year));
        }
        MouseEventKind::Down(MouseButton::Left) if hit_areas.list.contains(place) => {
            let event = explorer.top + line(hit_areas.list);
            if event < explorer.narrowing.hits().len() {
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

fn wheel(explorer: &mut Explorer<'_>, on_page: bool, way: Way) {
    let moved = |from: usize| match way {
        Way::Back => from.saturating_sub(WHEEL),
        Way::On => from + WHEEL,
    };
    if on_page {
        let top = explorer.leaf().map_or(0, |leaf| leaf.top);
        explorer.scroll_to(moved(top));
    } else {
        explorer.arrive(moved(explorer.at));
    }
}
