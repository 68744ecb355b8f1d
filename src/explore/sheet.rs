//! What can be shown beside the list: the pages of the commands, with what they lead to.

use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{AS_TOLD_BY, Hit, option_words};
use crate::query::names::{self, RecordKind};
use crate::report::comparison::{self, Scope};
use crate::report::event_row::Perspective;
use crate::report::{chain, event, person, place_theme, source};
use crate::view::{self, Line, Link, Look};

use super::line::CommandLine;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An event, which lies in the period so surely.
    Event(Hit),
    /// A person.
    Person(PersonKey),
    /// A place.
    Place(PlaceKey),
    /// A theme.
    Theme(ThemeKey),
    /// A source.
    Source(SourceKey),
    /// A comparison.
    Topic(TopicKey),
    /// All comparisons.
    Topics,
    /// What led to an event, and what it led to.
    Why(EventKey),
}

impl Subject {
    /// Whether its page needs the whole width, so that the list makes room.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Topic(_) | Self::Topics | Self::Why(_))
    }

    /// The event at hand, if it is about one.
    pub fn event(self) -> Option<EventKey> {
        match self {
            Self::Event(hit) => Some(hit.event),
            Self::Why(event) => Some(event),
            _ => None,
        }
    }

    /// What a link leads to.
    pub fn of_link(timeline: &Timeline, link: &Link) -> Option<Self> {
        let id = &link.id;
        let subject = match link.kind {
            RecordKind::Event => {
                names::event(timeline, id).map(|key| Self::Event(Hit::certain(key)))
            }
            RecordKind::Person => names::person(timeline, id).map(Self::Person),
            RecordKind::Place => names::place(timeline, id).map(Self::Place),
            RecordKind::Theme => names::theme(timeline, id).map(Self::Theme),
            RecordKind::Source => names::source(timeline, id).map(Self::Source),
            RecordKind::Topic => names::topic(timeline, id).map(Self::Topic),
        };
        subject.ok()
    }

    /// What it is called.
    pub fn name(self, timeline: &Timeline) -> &str {
        self.record(timeline).2
    }

    /// The command that shows it, the id that the command takes, and what it is called.
    fn record(self, timeline: &Timeline) -> (&'static str, Option<&str>, &str) {
        let (command, id, name): (_, &str, &str) = match self {
            Self::Event(Hit { event: key, .. }) => {
                ("event", &timeline[key].id, &timeline[key].title)
            }
            Self::Person(key) => ("person", &timeline[key].id, &timeline[key].name),
            Self::Place(key) => ("place", &timeline[key].id, &timeline[key].name),
            Self::Theme(key) => ("theme", &timeline[key].id, &timeline[key].name),
            Self::Source(key) => ("source", &timeline[key].id, &timeline[key].id),
            Self::Topic(key) => ("compare-sources", &timeline[key].id, &timeline[key].title),
            Self::Topics => return ("compare-sources", None, "topics"),
            Self::Why(key) => ("why", &timeline[key].id, &timeline[key].title),
        };
        (command, Some(id), name)
    }

    /// The source that alone tells of it here: the one that is asked for, where it can.
    fn told_by(self, perspective: &Perspective<'_>) -> Option<SourceKey> {
        perspective.told_by.filter(|source| match self {
            Self::Event(hit) => perspective.timeline[hit.event].is_told_by(*source),
            Self::Person(_) => true,
            _ => false,
        })
    }

    /// The command that shows it.
    pub fn command_line(self, perspective: &Perspective<'_>) -> CommandLine {
        let timeline = perspective.timeline;
        let (command, id, _) = self.record(timeline);
        let mut line = CommandLine::new(command, id);
        if let Some(source) = self.told_by(perspective) {
            let id = timeline[source].id.to_string();
            line.0.extend(option_words(AS_TOLD_BY, id));
        }
        line
    }

    /// Its page: that of the command.
    pub fn sheet(self, perspective: &Perspective<'_>, look: Look) -> Sheet {
        let timeline = perspective.timeline;
        let scope = Scope::default();
        let told_by = self.told_by(perspective);
        Sheet::new(match self {
            Self::Event(hit) if told_by == perspective.told_by => {
                view::lines(&event::page(perspective, hit), look)
            }
            Self::Event(hit) => view::lines(&event::event(timeline, hit.event, None), look),
            Self::Person(key) => view::lines(&person::person(timeline, key, told_by), look),
            Self::Place(key) => view::lines(&place_theme::place(timeline, key), look),
            Self::Theme(key) => view::lines(&place_theme::theme(timeline, key), look),
            Self::Source(key) => view::lines(&source::source(timeline, key), look),
            Self::Topic(key) => view::lines(&comparison::comparison(timeline, key, scope), look),
            Self::Topics => view::lines(&comparison::overview(timeline, scope), look),
            Self::Why(key) => view::lines(&chain::chain(timeline, key, None), look),
        })
    }
}

/// A page as it is laid out, with the places where a reader can go on from.
pub struct Sheet {
    /// The lines.
    pub lines: Vec<Line>,
    /// The links, from the top.
    pub stops: Vec<Stop>,
}

/// A link on a page: a row of a table, or a name in a line, which may go on on the next.
#[derive(Debug)]
pub struct Stop {
    /// What it leads to.
    pub link: Link,
    /// The lines and the pieces of each that belong to it.
    pub pieces: Vec<(usize, usize)>,
}

impl Stop {
    /// Its first line.
    pub fn first(&self) -> usize {
        self.pieces.first().map_or(0, |(line, _)| *line)
    }

    /// Its last line.
    pub fn last(&self) -> usize {
        self.pieces.last().map_or(0, |(line, _)| *line)
    }
}

impl Sheet {
    /// Finds the links. Pieces that follow each other and lead to the same are one.
    fn new(lines: Vec<Line>) -> Self {
        let mut stops: Vec<Stop> = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            for (j, piece) in line.iter().enumerate() {
                let Some(link) = &piece.link else { continue };
                let goes_on = |stop: &&mut Stop| stop.link == *link && stop.last() + 1 >= i;
                match stops.last_mut().filter(goes_on) {
                    Some(stop) => stop.pieces.push((i, j)),
                    None => stops.push(Stop {
                        link: link.clone(),
                        pieces: vec![(i, j)],
                    }),
                }
            }
        }
        Self { lines, stops }
    }
}
