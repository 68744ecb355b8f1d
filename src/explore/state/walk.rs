//! Walking: through the list, through a page, and from page to page.

use unicode_width::UnicodeWidthStr;

use crate::explore::keys::Way;
use crate::explore::sheet::Subject;
use crate::model::key::EventKey;

use super::{Explorer, Leaf, Pane};

impl Explorer<'_> {
    /// Goes to an event of the list.
    pub fn arrive(&mut self, at: usize) {
        let hits = self.narrowing.hits();
        self.at = at.min(hits.len().saturating_sub(1));
        if let Some(hit) = hits.get(self.at) {
            self.first = Leaf::new(Subject::Event(*hit));
        }
        self.trail.clear();
        let room = self.room[0].max(1);
        self.top = self.top.clamp((self.at + 1).saturating_sub(room), self.at);
    }

    pub(super) fn step(&mut self, way: Way) {
        match (self.pane, way) {
            (Pane::List, Way::Back) => self.arrive(self.at.saturating_sub(1)),
            (Pane::List, Way::On) => self.arrive(self.at + 1),
            (Pane::Page, way) => self.step_in_page(way),
        }
    }

    /// To the next link that is on screen; where there is none, the page moves by a line.
    fn step_in_page(&mut self, way: Way) {
        let Some(mut leaf) = self.leaf().copied() else {
            return;
        };
        let room = self.room[1].max(1);
        let Some(sheet) = self.sheet() else { return };
        let next = match (leaf.stop, way) {
            (None, Way::Back) => None,
            (None, Way::On) => sheet.stops.iter().position(|stop| stop.first() >= leaf.top),
            (Some(stop), Way::Back) => stop.checked_sub(1),
            (Some(stop), Way::On) => Some(stop + 1).filter(|next| *next < sheet.stops.len()),
        };
        let last_top = sheet.lines.len().saturating_sub(room);
        let moved = match way {
            Way::Back => leaf.top.saturating_sub(1),
            Way::On => (leaf.top + 1).min(last_top),
        };
        let on_screen = |line: usize, top: usize| (top..top + room).contains(&line);
        match next.map(|next| (next, &sheet.stops[next])) {
            Some((next, stop)) if on_screen(stop.first(), leaf.top) => leaf.stop = Some(next),
            Some((next, stop)) if on_screen(stop.first(), moved) => {
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
        *self.leaf_mut() = leaf;
    }

    pub(super) fn page(&mut self, way: Way) {
        match self.pane {
            Pane::List => {
                let room = self.room[0].max(2) - 1;
                self.arrive(match way {
                    Way::Back => self.at.saturating_sub(room),
                    Way::On => self.at + room,
                });
            }
            Pane::Page => {
                let room = self.room[1].max(2) - 1;
                let top = self.leaf().map_or(0, |leaf| leaf.top);
                self.scroll_to(match way {
                    Way::Back => top.saturating_sub(room),
                    Way::On => top + room,
                });
            }
        }
    }

    pub(super) fn end(&mut self, way: Way) {
        let end = match way {
            Way::Back => 0,
            Way::On => usize::MAX,
        };
        match self.pane {
            Pane::List => self.arrive(end),
            Pane::Page => self.scroll_to(end),
        }
    }

    /// Shows the page from a line on, or its end; the link at hand is one on screen.
    pub fn scroll_to(&mut self, top: usize) {
        let room = self.room[1].max(1);
        let old = self.leaf().and_then(|leaf| leaf.stop);
        let Some(sheet) = self.sheet() else { return };
        let top = top.min(sheet.lines.len().saturating_sub(room));
        let on_screen = |line: usize| (top..top + room).contains(&line);
        let seen = sheet.stops.iter().position(|stop| on_screen(stop.first()));
        let kept = old.filter(|old| on_screen(sheet.stops[*old].first()));
        let stop = kept.or(seen);
        let leaf = self.leaf_mut();
        (leaf.top, leaf.stop) = (top, stop);
    }

    pub(super) fn switch(&mut self) {
        match self.pane {
            Pane::List => self.go_to_page(),
            Pane::Page if self.is_wide() => self.back(),
            Pane::Page => self.pane = Pane::List,
        }
    }

    pub(super) fn go_to_page(&mut self) {
        if self.leaf().is_some() {
            self.pane = Pane::Page;
            let top = self.leaf().map_or(0, |leaf| leaf.top);
            self.scroll_to(top);
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
        let pointed = piece.map(|piece| (line, piece));
        let stop = pointed.and_then(|at| {
            sheet
                .stops
                .iter()
                .position(|stop| stop.pieces.contains(&at))
        });
        if stop.is_some() {
            self.leaf_mut().stop = stop;
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
    pub(super) fn go_into(&mut self, subject: Subject) {
        if self.leaf().is_some_and(|leaf| leaf.subject == subject) {
            return;
        }
        self.trail.push(Leaf::new(subject));
        self.go_to_page();
    }

    pub(super) fn back(&mut self) {
        if self.trail.pop().is_none() || self.trail.is_empty() && self.narrowing.hits().is_empty() {
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
            self.trail.pop();
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
    pub(super) fn event_at_hand(&self) -> Option<EventKey> {
        let first = (!self.narrowing.hits().is_empty()).then_some(&self.first);
        let pages = first.into_iter().chain(&self.trail);
        pages.rev().find_map(|leaf| leaf.subject.event())
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
