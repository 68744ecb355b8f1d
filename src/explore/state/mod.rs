//! What the explorer shows now, and what each key makes of it.

mod filtering;
mod navigation;

use std::rc::Rc;

use ratatui::layout::Rect;

use crate::export::Kind;
use crate::model::date::Date;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};
use crate::query::texts::FoldedTexts;
use crate::report::event_row::Perspective;
use crate::view::{Format, Look};

use super::facets::Facets;
use super::line::CommandLine;
use super::sheet::{Sheet, Subject};

/// Which half of the screen the keys move in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    #[default]
    List,
    /// The page beside the list.
    Page,
}

/// A page, and where in it the reader is.
#[derive(Clone, Copy, Debug)]
pub struct OpenPage {
    pub subject: Subject,
    /// Its first line on screen.
    pub top: usize,
    /// The link at hand.
    pub stop: Option<usize>,
}

impl OpenPage {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            top: 0,
            stop: None,
        }
    }
}

/// What is being typed or ticked over the rest of the screen.
#[derive(Default)]
pub enum Overlay {
    #[default]
    None,
    /// Words to filter by.
    Search(String),
    /// The digits of a year.
    Year(String),
    /// The name of a file to write to.
    Save(String),
    Facets(Facets),
    /// The keys, from the line that is shown first.
    Keys(usize),
}

/// Where a reader is, so as to come back there: what is asked for, and what is on screen.
#[derive(Clone, Default)]
pub struct Place {
    pub filter: Filter,
    pub pane: Pane,
    /// The event at hand, by its place among those that are left.
    pub at: usize,
    /// The first event on screen.
    pub top: usize,
    /// The page of the event at hand, and those that were opened from there; the last is on screen.
    pages: Vec<OpenPage>,
}

/// What has to be done outside the explorer.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    None,
    Quit,
    /// Let the shell put the program to sleep.
    Suspend,
    /// Hand a text to the clipboard.
    Copy(String),
    /// Run a command and write its answer to a file.
    Save(CommandLine, String),
}

/// Where on the screen the mouse hits what.
#[derive(Clone, Copy, Debug, Default)]
pub struct HitAreas {
    pub axis: Rect,
    /// The list, one event a line.
    pub list: Rect,
    /// The page, one line a line.
    pub page: Rect,
}

/// What the layout of a page depends on: its subject, the width and who tells.
type LaidOutFor = (Subject, usize, Option<SourceKey>);

/// The explorer's state.
pub struct Explorer<'t> {
    /// Who tells, and of what.
    pub perspective: Perspective<'t>,
    pub here: Place,
    /// The events that are left.
    pub hits: Vec<Hit>,
    /// The folded texts of all events, by their index. Folding takes ten times as long as searching
    /// (`benches/explore.rs`), so it is not repeated for every letter typed.
    pub texts: Vec<FoldedTexts>,
    /// The options of the program that the command line needs, such as `--data`.
    pub flags: Vec<String>,
    /// How the terminal is; the width is that of the page.
    pub look: Look,
    /// What lies over the rest.
    pub overlay: Overlay,
    /// What is to be said once.
    pub message: String,
    /// How many lines of the list and of the page the screen holds.
    pub room: [usize; 2],
    /// Where the mouse hits what.
    pub hit_areas: HitAreas,
    /// Where the reader was before each narrowing, and before what is being typed or ticked.
    undo: Vec<Place>,
    /// The page that was laid out last, and what it depends on.
    laid_out: Option<(LaidOutFor, Rc<Sheet>)>,
}

impl<'t> Explorer<'t> {
    /// The explorer with the events that a filter selects.
    pub fn new(timeline: &'t Timeline, filter: Filter, look: Look, flags: Vec<String>) -> Self {
        let mut explorer = Self {
            perspective: Perspective::new(timeline, filter.told_by),
            here: Place {
                filter,
                ..Place::default()
            },
            hits: Vec::new(),
            texts: timeline.events.iter().map(FoldedTexts::new).collect(),
            flags,
            look,
            overlay: Overlay::None,
            message: String::new(),
            room: [1, 1],
            hit_areas: HitAreas::default(),
            undo: Vec::new(),
            laid_out: None,
        };
        explorer.select(|_| {});
        explorer
    }

    pub fn timeline(&self) -> &'t Timeline {
        self.perspective.timeline
    }

    /// The date of an event of the list, and whether it is that of whoever tells.
    pub fn date(&self, hit: Hit) -> (&'t Date, bool) {
        self.perspective.date(&self.timeline()[hit.event])
    }

    /// The page on screen, unless no event is left and no page was opened.
    pub fn page(&self) -> Option<OpenPage> {
        self.here.pages.last().copied()
    }

    /// Whether the page takes the whole width.
    pub fn is_wide(&self) -> bool {
        self.page().is_some_and(|page| page.subject.is_wide())
    }

    /// The page as it is laid out; it is laid out anew only where something changed.
    pub fn sheet(&mut self) -> Option<Rc<Sheet>> {
        let subject = self.page()?.subject;
        let made_from = (subject, self.look.width, self.perspective.told_by);
        if self
            .laid_out
            .as_ref()
            .is_none_or(|(old, _)| *old != made_from)
        {
            let sheet = subject.sheet(&self.perspective, self.look);
            self.laid_out = Some((made_from, Rc::new(sheet)));
        }
        let (_, sheet) = self.laid_out.as_ref()?;
        Some(Rc::clone(sheet))
    }

    /// The command line that gives what the reader looks at.
    pub fn command_line(&self) -> CommandLine {
        match self.page() {
            Some(page) if self.here.pane == Pane::Page || self.is_wide() => {
                page.subject.command_line(&self.perspective)
            }
            _ => CommandLine::events(self.timeline(), &self.here.filter),
        }
    }

    /// Copies the command line.
    pub fn copy(&mut self) -> Effect {
        let line = self.command_line().typed(&self.flags);
        self.message = match line {
            Some(_) => "the command line is copied, if the terminal allows it".into(),
            None => "the line holds signs that would act on a terminal; it is not copied".into(),
        };
        line.map_or(Effect::None, Effect::Copy)
    }

    /// The command whose answer is written to a file: for events an export, where only an export
    /// writes files of that ending.
    pub fn save(&mut self, name: &str) -> Effect {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let line = self.command_line();
        if Format::of_ending(ending).is_some() {
            return Effect::Save(line, name.to_owned());
        }
        if let Some(kind) = Kind::of_ending(ending).filter(|_| line.is_events()) {
            return Effect::Save(line.exported(kind.word), name.to_owned());
        }
        self.message =
            format!("what is on screen is not written as `{ending}`; try .txt, .md or .json");
        Effect::None
    }
}
