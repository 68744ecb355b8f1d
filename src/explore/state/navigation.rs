//! Navigation in the list, in a page, and between pages.

use std::rc::Rc;

use unicode_width::UnicodeWidthStr;

use crate::explore::page_layout::{PageLayout, Subject};
use crate::model::key::{EventKey, TopicKey};
use crate::query::names::RecordKind;

use super::{Explorer, OpenPage, Pane};

impl Explorer<'_> {
    /// Selects the event at an index of the list (clamped), and shows only its page.
    pub fn select_event(&mut self, at: usize) {
        let view = &mut self.view;
        view.selected = at.min(self.hits.len().saturating_sub(1));
        let hit = self.hits.get(view.selected);
        view.pages = Vec::from_iter(hit.map(|hit| OpenPage::new(Subject::of_event(hit.event))));
    }

    /// Lines that Page Up and Page Down move by in the focused pane.
    pub fn screen_length(&self) -> isize {
        let room = self.heights[usize::from(self.view.pane == Pane::Page)];
        isize::try_from(room.max(2) - 1).unwrap_or(isize::MAX)
    }

    /// Moves by `by` lines; in a page, a single line moves from link to link.
    pub fn move_by(&mut self, by: isize) {
        match self.view.pane {
            Pane::List => self.select_event(self.view.selected.saturating_add_signed(by)),
            Pane::Page if [-1, 1].contains(&by) => self.step_in_page(by),
            Pane::Page => self.scroll(by),
        }
    }

    /// The visible page, its layout, and the number of lines that fit.
    fn visible_page(&mut self) -> Option<(&mut OpenPage, Rc<PageLayout>, usize)> {
        let layout = self.layout()?;
        Some((self.view.pages.last_mut()?, layout, self.heights[1].max(1)))
    }

    /// Selects the next or previous link if it is visible, otherwise scrolls by a line.
    fn step_in_page(&mut self, by: isize) {
        let Some((page, layout, room)) = self.visible_page() else {
            return;
        };
        let next = match page.link {
            Some(link) => link.checked_add_signed(by),
            None if by < 0 => None,
            None => layout
                .links
                .iter()
                .position(|link| link.first() >= page.top),
        };
        let last_top = layout.lines.len().saturating_sub(room);
        let moved = page.top.saturating_add_signed(by).min(last_top);
        let on_screen = |line: usize, top: usize| (top..top + room).contains(&line);
        match next.and_then(|next| Some((next, layout.links.get(next)?.first()))) {
            Some((next, line)) if on_screen(line, page.top) => page.link = Some(next),
            Some((next, line)) if on_screen(line, moved) => {
                (page.top, page.link) = (moved, Some(next));
            }
            _ => page.top = moved,
        }
        if let Some(link) = page.link.map(|link| &layout.links[link])
            && on_screen(link.first(), page.top)
        {
            // Shows the whole link if it fits.
            let lowest = (link.last() + 1).saturating_sub(room).min(link.first());
            page.top = page.top.max(lowest);
        }
    }

    /// Scrolls the page by `by` lines. If this hides the selected link, the first visible one is
    /// selected.
    pub fn scroll(&mut self, by: isize) {
        let Some((page, layout, room)) = self.visible_page() else {
            return;
        };
        let last_top = layout.lines.len().saturating_sub(room);
        page.top = page.top.saturating_add_signed(by).min(last_top);
        let on_screen = |line: usize| (page.top..page.top + room).contains(&line);
        let seen = || layout.links.iter().position(|link| on_screen(link.first()));
        let kept = page
            .link
            .filter(|old| on_screen(layout.links[*old].first()));
        page.link = kept.or_else(seen);
    }

    pub fn switch_pane(&mut self) {
        match self.view.pane {
            Pane::List => self.go_to_page(),
            Pane::Page if self.is_wide() => self.back(),
            Pane::Page => self.view.pane = Pane::List,
        }
    }

    fn go_to_page(&mut self) {
        if self.page().is_some() {
            self.view.pane = Pane::Page;
            self.scroll(0);
        }
    }

    /// Opens the selected record.
    pub fn enter(&mut self) {
        if self.view.pane == Pane::List {
            return self.go_to_page();
        }
        match self.link_target() {
            Some(subject) => self.open_page(subject),
            None => self.message = "no link is selected".into(),
        }
    }

    /// Opens the link at a line and column of the visible page, counted from 0.
    pub fn follow(&mut self, line: usize, column: usize) {
        let Some((page, layout, _)) = self.visible_page() else {
            return;
        };
        let line = line + page.top;
        let mut right = 0;
        let pieces = layout.lines.get(line).map_or(&[][..], Vec::as_slice);
        let piece = pieces.iter().position(|piece| {
            right += piece.text.width();
            column < right
        });
        let has_piece = |piece| {
            layout
                .links
                .iter()
                .position(|s| s.pieces.contains(&(line, piece)))
        };
        let link = piece.and_then(has_piece);
        if link.is_some() {
            page.link = link;
            self.enter();
        }
    }

    /// The target of the selected link.
    fn link_target(&mut self) -> Option<Subject> {
        let link = self.page()?.link?;
        let layout = self.layout()?;
        let link = &layout.links.get(link)?.link;
        let index = link.kind.find(self.timeline(), &link.id).ok()?;
        Some(Subject::Record(link.kind, index))
    }

    /// Opens a page on top of the current one.
    pub fn open_page(&mut self, subject: Subject) {
        if self.page().is_none_or(|page| page.subject != subject) {
            self.view.pages.push(OpenPage::new(subject));
            self.go_to_page();
        }
    }

    pub fn back(&mut self) {
        // The page of the selected event stays as long as the list has events.
        let first = usize::from(!self.hits.is_empty());
        let pages = &mut self.view.pages;
        let came_from_list = pages.len() <= first;
        pages.truncate(first.max(pages.len().saturating_sub(1)));
        if came_from_list || pages.is_empty() {
            self.view.pane = Pane::List;
        }
    }

    /// Compares the sources on the current event's first topic, or on the next topic if one is
    /// shown. After the last topic, shows the list of topics.
    pub fn compare(&mut self) {
        let event = self.current_event();
        let topics = event.map_or_else(Vec::new, |event| self.timeline().topics_of(event));
        let subject = |topic: &TopicKey| Subject::Record(RecordKind::Topic, topic.index());
        let shown = self.page().map(|page| page.subject);
        let shown = topics
            .iter()
            .position(|topic| Some(subject(topic)) == shown);
        let next = shown.map_or(0, |shown| shown + 1);
        if shown.is_some() {
            self.view.pages.pop();
        }
        match topics.get(next) {
            Some(topic) => {
                self.open_page(subject(topic));
                if topics.len() > 1 {
                    let of_topics = format!("topic {} of {}", next + 1, topics.len());
                    self.message = of_topics + "; c for the next";
                }
            }
            None => self.open_page(Subject::Topics),
        }
    }

    /// The event of the visible page, or of the nearest page that it was opened from.
    fn current_event(&self) -> Option<EventKey> {
        let mut pages = self.view.pages.iter().rev();
        pages.find_map(|page| page.subject.event())
    }

    /// Marks the current event, to see how it is connected with another; a second time, unmarks it.
    pub fn mark(&mut self) {
        let event = self.current_event();
        self.marked = event.filter(|_| self.marked != event);
        self.message = match self.marked {
            Some(event) => {
                let title = &self.timeline()[event].title;
                format!("marked: {title}; go to another event, and press w")
            }
            None => "no event is marked".into(),
        };
    }

    /// Shows the chain of the current event, or in a chain, of the event whose link is selected. If
    /// another event is marked, shows how that one and the current event are connected.
    pub fn why(&mut self) {
        let linked = self.link_target();
        let in_chain = matches!(self.page().map(|page| page.subject), Some(Subject::Why(_)));
        let event = linked.filter(|_| in_chain).and_then(Subject::event);
        let event = event.or_else(|| self.current_event());
        match (self.marked.take_if(|marked| event != Some(*marked)), event) {
            (Some(marked), Some(event)) => self.open_page(Subject::Connection([marked, event])),
            (None, Some(event)) => self.open_page(Subject::Why(event)),
            (_, None) => self.message = "no event is selected".into(),
        }
    }
}
