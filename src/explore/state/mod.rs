//! What the explorer shows now, and what each key makes of it.

mod filtering;
mod navigation;

use crate::export::Kind;
use crate::model::date::Bounds;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};
use crate::query::texts::{FoldedTexts, fold_all};
use crate::report::event_row::Perspective;
use crate::view::{Format, Look};

use super::facets::Facets;
use super::keys::Action;
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
    pages: Vec<Leaf>,
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

/// What the layout of a page depends on: its subject, the width and who tells.
type LaidOutFor = (Subject, usize, Option<SourceKey>);

/// The explorer's state.
pub struct Explorer<'t> {
    /// Who tells, and of what.
    pub perspective: Perspective<'t>,
    filter: Filter,
    /// The events that are left.
    pub hits: Vec<Hit>,
    /// The texts of all events, for searches.
    pub texts: Vec<FoldedTexts>,
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
    /// The page of the event at hand, and those that were opened from there; the last is on screen.
    pages: Vec<Leaf>,
    /// What lies over the rest.
    pub overlay: Overlay,
    /// What is to be said once.
    pub message: String,
    /// How many lines of the list and of the page the screen holds.
    pub room: [usize; 2],
    /// The days that the timeline covers.
    pub covered: Bounds,
    /// How many events are background.
    pub background: usize,
    undo: Vec<Place>,
    /// The page that was laid out last, and what it depends on.
    laid_out: Option<(LaidOutFor, Sheet)>,
}

impl<'t> Explorer<'t> {
    /// The explorer with the events that a filter selects.
    pub fn new(timeline: &'t Timeline, filter: Filter, look: Look, flags: Vec<String>) -> Self {
        let mut explorer = Self {
            perspective: Perspective::new(timeline, filter.told_by),
            filter,
            hits: Vec::new(),
            texts: fold_all(timeline),
            flags,
            look,
            pane: Pane::List,
            at: 0,
            top: 0,
            pages: Vec::new(),
            overlay: Overlay::None,
            message: String::new(),
            room: [1, 1],
            covered: window::covered(timeline),
            background: timeline.events.iter().filter(|e| e.background).count(),
            undo: Vec::new(),
            laid_out: None,
        };
        explorer.select(|_| {});
        explorer
    }

    pub fn timeline(&self) -> &'t Timeline {
        self.perspective.timeline
    }

    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The page on screen, unless no event is left and no page was opened.
    pub fn leaf(&self) -> Option<&Leaf> {
        self.pages.last()
    }

    fn replace_leaf(&mut self, leaf: Leaf) {
        self.pages.pop();
        self.pages.push(leaf);
    }

    /// Whether the page takes the whole width.
    pub fn is_wide(&self) -> bool {
        self.leaf().is_some_and(|leaf| leaf.subject.is_wide())
    }

    /// The page as it is laid out; it is laid out anew only where something changed.
    pub fn sheet(&mut self) -> Option<&Sheet> {
        let subject = self.leaf()?.subject;
        let made_from = (subject, self.look.width, self.perspective.told_by);
        if self
            .laid_out
            .as_ref()
            .is_none_or(|(old, _)| *old != made_from)
        {
            let sheet = subject.sheet(&self.perspective, self.look);
            self.laid_out = Some((made_from, sheet));
        }
        self.laid_out()
    }

    /// The page as it was laid out last.
    pub fn laid_out(&self) -> Option<&Sheet> {
        self.laid_out.as_ref().map(|(_, sheet)| sheet)
    }

    /// The command line that gives what the reader looks at.
    pub fn command_line(&self) -> CommandLine {
        match self.leaf() {
            Some(leaf) if self.pane == Pane::Page || self.is_wide() => {
                leaf.subject.command_line(&self.perspective)
            }
            _ => CommandLine::events(self.timeline(), self.filter()),
        }
    }

    /// Does what a key asks for.
    pub fn act(&mut self, action: Action) -> Effect {
        self.message.clear();
        match action {
            Action::Step(direction) => self.step(direction),
            Action::Page(direction) => self.page(direction),
            Action::End(direction) => self.end(direction),
            Action::SwitchPane => self.switch(),
            Action::Enter => self.enter(),
            Action::Back => self.back(),
            Action::Shift(direction) => self.shift(direction),
            Action::Scale(direction) => self.scale(direction),
            Action::Digit(digit) => self.overlay = Overlay::Year(digit.to_string()),
            Action::Search => {
                let typed = self.filter.search.first().map(|words| words.join(" "));
                self.overlay = Overlay::Search(typed.unwrap_or_default(), Box::new(self.place()));
            }
            Action::Facets => {
                let facets = Facets::new(&self.filter, &self.perspective, &self.texts);
                self.overlay = Overlay::Facets(Box::new(facets), Box::new(self.place()));
            }
            Action::Undo => match self.undo.pop() {
                Some(place) => self.return_to(place),
                None => self.message = "nothing is narrowed down that could be undone".into(),
            },
            Action::Compare => self.compare(),
            Action::Why => self.why(),
            Action::ToldBy => self.told_by_next(),
            Action::Copy => return self.copy(),
            Action::Save => {
                let is_list = self.command_line().is_events();
                let name = if is_list { "events.md" } else { "page.txt" };
                self.overlay = Overlay::Save(name.into());
            }
            Action::Keys => self.overlay = Overlay::Keys(0),
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
        }
        Effect::None
    }

    fn copy(&mut self) -> Effect {
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
        let exported = Kind::of_ending(ending).filter(|_| line.is_events());
        match (Format::of_ending(ending), exported) {
            (Some(_), _) => Effect::Save(line, name.to_owned()),
            (None, Some(kind)) => Effect::Save(line.exported(kind.word), name.to_owned()),
            (None, None) => {
                self.message = format!(
                    "what is on screen is not written as `{ending}`; try .txt, .md or .json"
                );
                Effect::None
            }
        }
    }
}
