//! Moves through the list, through a page, and from page to page.

use unicode_width::UnicodeWidthStr;

use crate::explore::keys::Direction;
use crate::explore::sheet::Subject;
use crate::model::key::EventKey;

use super::{Explorer, Leaf, Pane};

impl Explorer<'_> {
    /// Goes to an event of the list.
    pub fn arrive(&mut self, at: usize) {
        self.at = at.min(self.hits.len().saturating_sub(1));
        let hit = self.hits.get(self.at);
        self.pages = hit
            .map(|hit| Leaf::new(Subject::Event(*hit)))
            .into_iter()
            .collect();
        let room = self.room[0].max(1);
        self.top = self.top.clamp((self.at + 1).saturating_sub(room), self.at);
    }

    pub(super) fn step(&mut self, direction: Direction) {
        match self.pane {
            Pane::List => self.arrive(direction.step(self.at, 1)),
            Pane::Page => self.step_in_page(direction),
        }
    }

    /// To the next link that is on screen; where there is none, the page moves by a line.
    fn step_in_page(&mut self, direction: Direction) {
        let Some(mut leaf) = self.leaf().copied() else {
            return;
        };
        let room = self.room[1].max(1);
        let Some(sheet) = self.sheet() else { return };
        let next = match (leaf.stop, direction) {
            (None, Direction::Back) => None,
            (None, Direction::On) => sheet.stops.iter().position(|stop| stop.first() >= leaf.top),
            (Some(stop), Direction::Back) => stop.checked_sub(1),
            (Some(stop), Direction::On) => Some(stop + 1),
        };
        let last_top = sheet.lines.len().saturating_sub(room);
        let moved = match direction {
            Direction::Back => leaf.top.saturating_sub(1),
            Direction::On => (leaf.top + 1).min(last_top),
        };
        let on_screen = |line: usize, top: usize| (top..top + room).contains(&line);
        match next.and_then(|next| Some((next, sheet.stops.get(next)?.first()))) {
            Some((next, line)) if on_screen(line, leaf.top) => leaf.stop = Some(next),
            Some((next, line)) if on_screen(line, moved) => {
                (leaf.top, leaf.stop) = (moved, Some(next));
            }
            _ => leaf.top = moved,
        }
        if let Some(stop) = leaf.stop.map(|stop| &sheet.stops[stop])
            && on_screen(stop.first(), leaf.top)
        {
            // All of the link, where there is room for it.
            let lowest = (stop.last() + 1).saturating_sub(room).min(stop.first());
            leaf.top = leaf.top.max(lowest);
        }
        self.replace_leaf(leaf);
    }

    pub(super) fn page(&mut self, direction: Direction) {
        match self.pane {
            Pane::List => self.arrive(direction.step(self.at, self.room[0].max(2) - 1)),
            Pane::Page => self.scroll(direction, self.room[1].max(2) - 1),
        }
    }

    pub(super) fn end(&mut self, direction: Direction) {
        match self.pane {
            Pane::List => self.arrive(direction.step(self.at, usize::MAX)),
            Pane::Page => self.scroll(direction, usize::MAX),
        }
    }

    /// Moves the page by so many lines.
    pub fn scroll(&mut self, direction: Direction, by: usize) {
        let top = self.leaf().map_or(0, |leaf| leaf.top);
        self.scroll_to(direction.step(top, by));
    }

    /// Shows the page from a line on, or its end; the link at hand is one on screen.
    fn scroll_to(&mut self, top: usize) {
        let room = self.room[1].max(1);
        let Some(mut leaf) = self.leaf().copied() else {
            return;
        };
        let Some(sheet) = self.sheet() else { return };
        leaf.top = top.min(sheet.lines.len().saturating_sub(room));
        let on_screen = |line: usize| (leaf.top..leaf.top + room).contains(&line);
        let seen = || sheet.stops.iter().position(|stop| on_screen(stop.first()));
        let kept = leaf.stop.filter(|old| on_screen(sheet.stops[*old].first()));
        leaf.stop = kept.or_else(seen);
        self.replace_leaf(leaf);
    }

    pub(super) fn switch(&mut self) {
        match self.pane {
            Pane::List => self.go_to_page(),
            Pane::Page if self.is_wide() => self.back(),
            Pane::Page => self.pane = Pane::List,
        }
    }

    fn go_to_page(&mut self) {
        if self.leaf().is_some() {
            self.pane = Pane::Page;
            self.scroll(Direction::On, 0);
        }
    }

    pub(super) fn enter(&mut self) {
        if self.pane == Pane::List {
            return self.go_to_page();
        }
        match self.linked() {
            Some(subject) => self.go_into(subject),
            None => self.message = "nothing here leads on".into(),
        }
    }

    /// Goes into the link at a line and a column of the page on screen.
    pub fn follow(&mut self, line: usize, column: usize) {
        let line = line + self.leaf().map_or(0, |leaf| leaf.top);
        let Some(sheet) = self.sheet() else { return };
        let mut right = 0;
        let pieces = sheet.lines.get(line).map_or(&[][..], |line| &line.pieces);
        let piece = pieces.iter().position(|piece| {
            right += piece.text.width();
            column < right
        });
        let stop = piece.and_then(|piece| {
            let mut stops = sheet.stops.iter();
            stops.position(|stop| stop.pieces.contains(&(line, piece)))
        });
        if let Some(mut leaf) = self.leaf().copied()
            && stop.is_some()
        {
            leaf.stop = stop;
            self.replace_leaf(leaf);
            self.enter();
        }
    }

    /// What the link at hand leads to.
    fn linked(&mut self) -> Option<Subject> {
        let stop = self.leaf()?.stop?;
        let link = self.sheet()?.stops.get(stop)?.link.clone();
        Subject::of_link(self.timeline(), &link)
    }

    /// Opens a page; the way back leads here.
    fn go_into(&mut self, subject: Subject) {
        if self.leaf().is_some_and(|leaf| leaf.subject == subject) {
            return;
        }
        self.pages.push(Leaf::new(subject));
        self.go_to_page();
    }

    pub(super) fn back(&mut self) {
        // The page of the event at hand stays as long as the list has one.
        let first = usize::from(!self.hits.is_empty());
        let came_from_list = self.pages.len() <= first;
        self.pages
            .truncate(first.max(self.pages.len().saturating_sub(1)));
        if came_from_list || self.pages.is_empty() {
            self.pane = Pane::List;
        }
    }

    pub(super) fn compare(&mut self) {
        let event = self.event_at_hand();
        let topics = event.map_or_else(Vec::new, |event| self.timeline().topics_of(event));
        let shown = match self.leaf().map(|leaf| leaf.subject) {
            Some(Subject::Topic(topic)) => topics.iter().position(|other| *other == topic),
            _ => None,
        };
        let next = shown.map_or(0, |shown| shown + 1);
        if shown.is_some() {
            self.pages.pop();
        }
        match topics.get(next) {
            Some(topic) => {
                self.go_into(Subject::Topic(*topic));
                if topics.len() > 1 {
                    self.message =
                        format!("topic {} of {}; c for the next", next + 1, topics.len());
                }
            }
            None => self.go_into(Subject::Topics),
        }
    }

    /// The event of the page on screen, or of the page that it was opened from.
    fn event_at_hand(&self) -> Option<EventKey> {
        self.pages
            .iter()
            .rev()
            .find_map(|leaf| leaf.subject.event())
    }

    pub(super) fn why(&mut self) {
        let linked = self.linked();
        let in_tree = matches!(self.leaf().map(|leaf| leaf.subject), Some(Subject::Why(_)));
        let event = linked.filter(|_| in_tree).and_then(Subject::event);
        match event.or_else(|| self.event_at_hand()) {
            Some(event) => self.go_into(Subject::Why(event)),
            None => self.message = "no event is at hand whose chain could be shown".into(),
        }
    }
}
