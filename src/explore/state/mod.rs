//! The state of the explorer, and the operations on it.

mod filtering;
mod navigation;

use std::rc::Rc;

use ratatui::layout::Rect;

use crate::model::date::Date;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit, filter_options};
use crate::query::texts::EventTexts;
use crate::report::event_row::Perspective;
use crate::view::RenderOptions;

use super::command_line::CommandLine;
use super::facets::Facets;
use super::page_layout::{PageLayout, Subject};

/// The pane that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    #[default]
    List,
    Page,
}

/// An open page, with its scroll position and selected link.
#[derive(Clone, Copy, Debug)]
pub struct OpenPage {
    pub subject: Subject,
    /// Index of the first visible line.
    pub top: usize,
    /// Index of the selected link in [`PageLayout::links`].
    pub link: Option<usize>,
}

impl OpenPage {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            top: 0,
            link: None,
        }
    }
}

/// The open window or text input, which receives all keys.
#[derive(Default)]
pub enum Overlay {
    #[default]
    None,
    /// The words typed so far.
    Search(String),
    /// The digits typed so far.
    Year(String),
    /// The file name typed so far.
    Save(String),
    Facets(Facets),
    /// The table of keys, with the index of the first visible line.
    Keys(usize),
}

/// The filter, the selection and the open pages, as restored by `undo`.
#[derive(Clone, Default)]
pub struct ViewState {
    pub filter: Filter,
    pub pane: Pane,
    /// Index of the selected event in [`Explorer::hits`].
    pub selected: usize,
    /// Index of the first visible event.
    pub top: usize,
    /// The page of the selected event, and the pages opened from it; the last is visible.
    pages: Vec<OpenPage>,
}

/// A side effect for the caller to carry out.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    None,
    Quit,
    /// Suspend the process.
    Suspend,
    /// Copy text to the clipboard.
    Copy(String),
    /// Run a command and write its output to the named file.
    Save(CommandLine, String),
}

/// Mouse hit areas.
#[derive(Clone, Copy, Debug, Default)]
pub struct HitAreas {
    pub axis: Rect,
    /// One event per line.
    pub list: Rect,
    pub page: Rect,
}

/// The state of the explorer.
pub struct Explorer<'t> {
    /// The timeline, as told by all sources or by one.
    pub perspective: Perspective<'t>,
    pub view: ViewState,
    /// The events that match the filter.
    pub hits: Vec<Hit>,
    /// The searchable texts of all events, by event index.
    pub texts: &'t [EventTexts],
    /// The global options that the command line needs, such as `--data`.
    pub flags: Vec<String>,
    /// The width of the page in columns, and the terminal's character set and colours.
    pub render: RenderOptions,
    pub overlay: Overlay,
    /// The event whose connection with another is asked for.
    pub marked: Option<EventKey>,
    /// Shown in the foot line until the next command.
    pub message: String,
    /// Number of visible lines of the list and of the page.
    pub heights: [usize; 2],
    pub hit_areas: HitAreas,
    /// The view before each change of the filter, including one that is being typed or ticked.
    undo: Vec<ViewState>,
    /// The last layout, with its subject and width; dropped when the filter changes.
    cached_layout: Option<((Subject, usize), Rc<PageLayout>)>,
}

impl<'t> Explorer<'t> {
    /// Creates an explorer on the events that match a filter. `texts` are those of all events.
    pub fn new(
        timeline: &'t Timeline,
        texts: &'t [EventTexts],
        filter: Filter,
        render: RenderOptions,
        flags: Vec<String>,
    ) -> Self {
        let mut explorer = Self {
            perspective: Perspective::new(timeline, filter.told_by),
            view: ViewState {
                filter,
                ..ViewState::default()
            },
            hits: Vec::new(),
            texts,
            flags,
            render,
            overlay: Overlay::None,
            marked: None,
            message: String::new(),
            heights: [1, 1],
            hit_areas: HitAreas::default(),
            undo: Vec::new(),
            cached_layout: None,
        };
        explorer.update_filter(|_| {});
        explorer
    }

    pub fn timeline(&self) -> &'t Timeline {
        self.perspective.timeline
    }

    /// The date of an event, and whether the telling source gives it; otherwise it is borrowed.
    pub fn date(&self, hit: Hit) -> (&'t Date, bool) {
        self.perspective.date(&self.timeline()[hit.event])
    }

    /// The visible page; `None` if no event matches and no page was opened.
    pub fn page(&self) -> Option<OpenPage> {
        self.view.pages.last().copied()
    }

    /// Whether the visible page takes the whole width.
    pub fn is_wide(&self) -> bool {
        self.page().is_some_and(|page| page.subject.is_wide())
    }

    /// The layout of the visible page.
    pub fn layout(&mut self) -> Option<Rc<PageLayout>> {
        let subject = self.page()?.subject;
        let key = (subject, self.render.width);
        if let Some((cached, layout)) = &self.cached_layout
            && *cached == key
        {
            return Some(Rc::clone(layout));
        }
        let layout = subject.layout(&self.perspective, &self.view.filter, self.render);
        let layout = Rc::new(layout);
        self.cached_layout = Some((key, Rc::clone(&layout)));
        Some(layout)
    }

    /// The command line that reproduces the focused pane.
    pub fn command_line(&self) -> CommandLine {
        match self.page() {
            Some(page) if self.view.pane == Pane::Page || self.is_wide() => page
                .subject
                .command_line(&self.perspective, &self.view.filter),
            _ => {
                let options = filter_options(&self.view.filter, self.timeline());
                CommandLine::new("events", options)
            }
        }
    }

    /// Returns the effect that copies the command line, unless a terminal would act on a character
    /// in it.
    pub fn copy(&mut self) -> Effect {
        let line = self.command_line().shell_line(&self.flags);
        self.message = match line {
            Some(_) => "copied the command, if your terminal allows it".into(),
            None => "not copied: the command contains control characters".into(),
        };
        line.map_or(Effect::None, Effect::Copy)
    }
}
