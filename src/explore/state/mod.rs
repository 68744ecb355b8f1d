//! What the explorer shows now, and what each key makes of it.

mod asking;
mod walk;

use crate::export::Kind;
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::narrow::Narrowing;
use crate::report::part::Teller;
use crate::view::{Format, Look};

use super::facets::Facets;
use super::keys::Do;
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
    /// The days that the timeline covers.
    pub covered: Bounds,
    /// How many events are background.
    pub background: usize,
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
            covered: window::covered(timeline),
            background: timeline.events.iter().filter(|e| e.background).count(),
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
