//! What the explorer shows now, and what each key makes of it.

use crate::export::Kind;
use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit, search_words};
use crate::query::narrow::Narrowing;
use crate::report::part::Teller;
use crate::view::{Format, Look};
use unicode_width::UnicodeWidthStr;

use super::facets::Facets;
use super::keys::{Do, Way};
use super::line::CommandLine;
use super::sheet::{Sheet, Subject};
use super::window;

/// Which half of the screen the keys move in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The list of events.
    List,
    /// The page beside it.
    Page,
}

/// A page, and where in it the reader is.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    /// What it is about.
    pub subject: Subject,
    /// Its first line on screen.
    pub top: usize,
    /// The link at hand.
    pub stop: Option<usize>,
}

impl Leaf {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            top: 0,
            stop: None,
        }
    }
}

/// What is being typed or ticked over the rest of the screen.
pub enum Overlay {
    /// Nothing.
    None,
    /// Words to filter by, and where the reader was before.
    Search(String, Box<Place>),
    /// The digits of a year.
    Year(String),
    /// The name of a file to write to.
    Save(String),
    /// Facets, and where the reader was before.
    Facets(Box<Facets>, Box<Place>),
    /// The keys, from the line that is shown first.
    Keys(usize),
}

/// Where a reader is, so as to come back there: what is asked for, and what is on screen.
#[derive(Clone)]
pub struct Place {
    /// The filter.
    pub filter: Filter,
    pane: Pane,
    at: usize,
    top: usize,
    first: Leaf,
    trail: Vec<Leaf>,
}

/// What has to be done outside the explorer.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Leave.
    Quit,
    /// Let the shell put the program to sleep.
    Suspend,
    /// Hand a text to the clipboard.
    Copy(String),
    /// Run a command and write its answer to a file.
    Save(CommandLine, String),
}

/// The explorer's state.
pub struct Explorer<'t> {
    /// Who tells, and of what.
    pub teller: Teller<'t>,
    /// The events that are left.
    pub narrowing: Narrowing<'t>,
    /// The options of the program that the command line needs, such as `--data`.
    pub flags: Vec<String>,
    /// How the terminal is; the width is that of the page.
    pub look: Look,
    /// Which half the keys move in.
    pub pane: Pane,
    /// The event at hand, by its place among those that are left.
    pub at: usize,
    /// The first event on screen.
    pub top: usize,
    /// The page of the event at hand.
    pub first: Leaf,
    /// The pages that were gone into from there, the one on screen last.
    pub trail: Vec<Leaf>,
    /// What lies over the rest.
    pub overlay: Overlay,
    /// What is to be said once.
    pub message: String,
    /// How many lines of the list and of the page the screen holds.
    pub room: [usize; 2],
    undo: Vec<Place>,
    laid_out: Option<(Subject, Look, Option<usize>, Sheet)>,
}

impl<'t> Explorer<'t> {
    /// The explorer with the events that a filter selects.
    pub fn new(timeline: &'t Timeline<'t>, filter: Filter, look: Look, flags: Vec<String>) -> Self {
        let mut explorer = Self {
            teller: Teller::new(timeline, filter.told_by),
            narrowing: Narrowing::new(timeline, filter),
            flags,
            look,
            pane: Pane::List,
            at: 0,
            top: 0,
            first: Leaf::new(Subject::Topics),
            trail: Vec::new(),
            overlay: Overlay::None,
            message: String::new(),
            room: [1, 1],
            undo: Vec::new(),
            laid_out: None,
        };
        explorer.arrive(0);
        explorer
    }

    /// The timeline.
    pub fn timeline(&self) -> &'t Timeline<'t> {
        self.teller.timeline
    }

    /// The filter.
    pub fn filter(&self) -> &Filter {
        self.narrowing.filter()
    }

    /// The page on screen, unless no event is left and none was gone into.
    pub fn leaf(&self) -> Option<&Leaf> {
        let first = (!self.narrowing.hits().is_empty()).then_some(&self.first);
        self.trail.last().or(first)
    }

    fn leaf_mut(&mut self) -> &mut Leaf {
        self.trail.last_mut().unwrap_or(&mut self.first)
    }

    /// Whether the page takes the whole width.
    pub fn is_wide(&self) -> bool {
        self.trail.last().is_some_and(|leaf| leaf.subject.is_wide())
    }

    /// The page as it is laid out; it is laid out anew only where something changed.
    pub fn sheet(&mut self) -> Option<&Sheet> {
        let subject = self.leaf()?.subject;
        let told_by = self
            .teller
            .told_by
            .map(super::super::model::key::SourceKey::index);
        let look = self.look;
        let fits = self.laid_out.as_ref().is_some_and(|(of, with, by, _)| {
            *of == subject && with.width == look.width && *by == told_by
        });
        if !fits {
            let sheet = subject.sheet(&self.teller, look);
            self.laid_out = Some((subject, look, told_by, sheet));
        }
        self.laid_out.as_ref().map(|(.., sheet)| sheet)
    }

    /// The page as it was laid out last.
    pub fn laid_out(&self) -> Option<&Sheet> {
        self.laid_out.as_ref().map(|(.., sheet)| sheet)
    }

    /// The command line that gives what the reader looks at.
    pub fn command_line(&self) -> CommandLine {
        match self.leaf() {
            Some(leaf) if self.pane == Pane::Page || self.is_wide() => {
                leaf.subject.command_line(&self.teller)
            }
            _ => CommandLine::events(self.timeline(), self.filter()),
        }
    }

    /// Does what a key asks for.
    pub fn act(&mut self, action: Do) -> Effect {
        self.message.clear();
        match action {
            Do::Step(way) => self.step(way),
            Do::Page(way) => self.page(way),
            Do::End(way) => self.end(way),
            Do::Switch => self.switch(),
            Do::Enter => self.enter(),
            Do::Back => self.back(),
            Do::Shift(way) => self.shift(way),
            Do::Scale(way) => self.scale(way),
            Do::Digit(digit) => self.overlay = Overlay::Year(digit.to_string()),
            Do::Search => {
                let before = Box::new(self.place());
                let typed = before.filter.search.first().map(|words| words.join(" "));
                self.overlay = Overlay::Search(typed.unwrap_or_default(), before);
            }
            Do::Facets => {
                let facets = Facets::new(self.timeline(), &self.narrowing);
                self.overlay = Overlay::Facets(Box::new(facets), Box::new(self.place()));
            }
            Do::Undo => match self.undo.pop() {
                Some(place) => self.return_to(place),
                None => self.message = "nothing is narrowed down that could be undone".into(),
            },
            Do::Compare => self.compare(),
            Do::Why => self.why(),
            Do::ToldBy => self.told_by_next(),
            Do::Copy => return self.copy(),
            Do::Save => {
                let is_list = self.command_line().is_events();
                let name = if is_list { "events.md" } else { "page.txt" };
                self.overlay = Overlay::Save(name.into());
            }
            Do::Keys => self.overlay = Overlay::Keys(0),
            Do::Quit => return Effect::Quit,
            Do::Suspend => return Effect::Suspend,
        }
        Effect::None
    }

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

    fn step(&mut self, way: Way) {
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

    fn page(&mut self, way: Way) {
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

    fn end(&mut self, way: Way) {
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

    fn switch(&mut self) {
        match self.pane {
            Pane::List => self.go_to_page(),
            Pane::Page if self.is_wide() => self.back(),
            Pane::Page => self.pane = Pane::List,
        }
    }

    fn go_to_page(&mut self) {
        if self.leaf().is_some() {
            self.pane = Pane::Page;
            let top = self.leaf().map_or(0, |leaf| leaf.top);
            self.scroll_to(top);
        }
    }

    fn enter(&mut self) {
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
    fn go_into(&mut self, subject: Subject) {
        if self.leaf().is_some_and(|leaf| leaf.subject == subject) {
            return;
        }
        self.trail.push(Leaf::new(subject));
        self.go_to_page();
    }

    fn back(&mut self) {
        if self.trail.pop().is_none() || self.trail.is_empty() && self.narrowing.hits().is_empty() {
            self.pane = Pane::List;
        }
    }

    /// The period, with the year of the event at hand where there is none yet.
    fn window(&self) -> Option<Bounds> {
        let period = self.filter().period;
        if period != Bounds::default() {
            return Some(period);
        }
        let hit = self.narrowing.hits().get(self.at)?;
        let bounds = self.teller.date(&self.timeline()[hit.event]).0.bounds();
        let day = bounds.earliest.or(bounds.latest)?;
        window::year(chrono::Datelike::year(&day))
    }

    fn shift(&mut self, way: Way) {
        let had_one = self.filter().period != Bounds::default();
        let window = self.window().and_then(|window| {
            if had_one {
                window::shifted(window, way == Way::On)
            } else {
                Some(window)
            }
        });
        self.look_at(window);
    }

    fn scale(&mut self, way: Way) {
        let had_one = self.filter().period != Bounds::default();
        let window = self.window().and_then(|window| match (way, had_one) {
            (Way::Back, true) => window::narrowed(window),
            (Way::Back, false) => Some(window),
            (Way::On, true) => Some(window::widened(window)),
            (Way::On, false) => None,
        });
        self.look_at(window);
    }

    /// Narrows to a period, if there is one to narrow to.
    pub fn look_at(&mut self, window: Option<Bounds>) {
        match window {
            Some(period) => {
                let filter = Filter {
                    period,
                    ..self.filter().clone()
                };
                self.narrow(filter);
            }
            None => self.message = "the period goes no further that way".into(),
        }
    }

    /// Selects by another filter, so that it can be undone.
    pub fn narrow(&mut self, filter: Filter) {
        let before = self.place();
        self.select(filter);
        self.remember(before);
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        Place {
            filter: self.filter().clone(),
            pane: self.pane,
            at: self.at,
            top: self.top,
            first: self.first,
            trail: self.trail.clone(),
        }
    }

    /// Keeps a place for undoing, unless nothing was narrowed since.
    pub fn remember(&mut self, before: Place) {
        if before.filter != *self.filter() {
            self.undo.push(before);
        }
    }

    /// Goes back to where the reader was.
    pub fn return_to(&mut self, place: Place) {
        self.select(place.filter);
        (self.pane, self.at, self.top) = (place.pane, place.at, place.top);
        (self.first, self.trail) = (place.first, place.trail);
    }

    /// Selects by another filter. The event at hand stays if it is left, otherwise the next is.
    pub fn select(&mut self, filter: Filter) {
        let old = self.narrowing.hits().get(self.at).map(|hit| hit.event);
        self.teller.told_by = filter.told_by;
        self.narrowing.to(filter);
        let at = old.map_or(0, |old| place_of(self.narrowing.hits(), old));
        self.arrive(at);
        self.pane = Pane::List;
    }

    fn compare(&mut self) {
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
    fn event_at_hand(&self) -> Option<EventKey> {
        let first = (!self.narrowing.hits().is_empty()).then_some(&self.first);
        let pages = first.into_iter().chain(&self.trail);
        pages.rev().find_map(|leaf| leaf.subject.event())
    }

    fn why(&mut self) {
        let linked = self.linked();
        let in_tree = matches!(self.leaf().map(|leaf| leaf.subject), Some(Subject::Why(_)));
        let event = linked.filter(|_| in_tree).and_then(Subject::event);
        match event.or_else(|| self.event_at_hand()) {
            Some(event) => self.go_into(Subject::Why(event)),
            None => self.message = "no event is at hand whose chain could be shown".into(),
        }
    }

    fn told_by_next(&mut self) {
        let mut keys = self.timeline().all_sources().map(|(key, _)| key);
        let next = match self.filter().told_by {
            None => keys.next(),
            Some(now) => keys.find(|key| *key > now),
        };
        let filter = Filter {
            told_by: next,
            ..self.filter().clone()
        };
        self.narrow(filter);
        self.message = match next {
            Some(source) => format!("as told by {}; s for the next", self.timeline()[source].id),
            None => "as told by all sources".into(),
        };
    }

    fn copy(&mut self) -> Effect {
        let line = self.command_line().typed(&self.flags);
        self.message = match line {
            Some(_) => "the command line is copied, if the terminal allows it".into(),
            None => "the line holds signs that would act on a terminal; it is not copied".into(),
        };
        line.map_or(Effect::None, Effect::Copy)
    }

    /// Takes words to filter by, as they are typed.
    pub fn search(&mut self, typed: &str) {
        let words = search_words(typed);
        let search = if words.is_empty() {
            Vec::new()
        } else {
            vec![words]
        };
        let filter = Filter {
            search,
            ..self.filter().clone()
        };
        self.select(filter);
    }

    /// The command whose answer is written to a file: for events an export, where only an export
    /// writes files of that ending.
    pub fn save(&mut self, name: &str) -> Effect {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let line = self.command_line();
        let exported = Kind::of_ending(ending).filter(|_| line.is_events());
        match (Format::of_ending(ending), exported) {
            (Some(_), _) => Effect::Save(line, name.to_owned()),
            (None, Some(kind)) => Effect::Save(line.exported(kind.word()), name.to_owned()),
            (None, None) => {
                self.message = format!(
                    "what is on screen is not written as `{ending}`; try .txt, .md or .json"
                );
                Effect::None
            }
        }
    }
}

/// Where an event is in a list, or the first after it in the order of the timeline.
fn place_of(hits: &[Hit], event: EventKey) -> usize {
    let same = hits.iter().position(|hit| hit.event == event);
    same.or_else(|| hits.iter().position(|hit| hit.event > event))
        .unwrap_or(hits.len())
}
