//! The pages beside the list: the pages of the commands, with their links.

use itertools::Itertools;

use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{AS_TOLD_BY, Filter, Hit, SEARCH, filter_options, option_words};
use crate::query::names::{self, RecordKind};
use crate::report::comparison::{self, ComparisonOptions, ComparisonPage, QuestionSelection};
use crate::report::event_row::Perspective;
use crate::report::search::{self, Hits};
use crate::report::{chain, connection, event, person, place_theme, source, synopsis};
use crate::view::{Hyperlink, Line, RenderOptions, render_lines};

use super::command_line::CommandLine;

/// The subject of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An event; the hit says how certainly it lies in the period.
    Event(Hit),
    Person(PersonKey),
    Place(PlaceKey),
    Theme(ThemeKey),
    Source(SourceKey),
    /// The comparison of the sources on a topic.
    Topic(TopicKey),
    /// The list of topics.
    Topics,
    /// The chain of links to and from an event.
    Why(EventKey),
    /// How one event led to another.
    Connection([EventKey; 2]),
    /// The sources side by side, on the events that the filter leaves.
    Synopsis,
    /// What the words of the filter's search found.
    Found,
}

impl Subject {
    /// Whether its page needs the whole width and hides the list.
    pub fn is_wide(self) -> bool {
        use Subject::{Connection, Synopsis, Topic, Topics, Why};
        matches!(self, Topic(_) | Topics | Synopsis | Why(_) | Connection(_))
    }

    /// The event, if the page shows an event or its chain.
    pub fn event(self) -> Option<EventKey> {
        match self {
            Self::Event(hit) => Some(hit.event),
            Self::Why(event) => Some(event),
            _ => None,
        }
    }

    /// The target of a link.
    pub fn from_link(timeline: &Timeline, link: &Hyperlink) -> Option<Self> {
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

    pub fn name(self, timeline: &Timeline) -> &str {
        self.record(timeline).2
    }

    /// The command that shows it, the id that the command takes, and its display name.
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
            Self::Synopsis => return ("synopsis", None, "the sources side by side"),
            Self::Found => return ("search", None, "found"),
            Self::Connection([from, _]) => ("why", &timeline[from].id, "how one led to the other"),
            Self::Why(key) => ("why", &timeline[key].id, &timeline[key].title),
        };
        (command, Some(id), name)
    }

    /// The source of `--as-told-by`, if this page can be limited to it.
    fn telling_source(self, perspective: &Perspective<'_>) -> Option<SourceKey> {
        perspective.told_by.filter(|source| match self {
            Self::Event(hit) => perspective.timeline[hit.event].is_told_by(*source),
            Self::Person(_) => true,
            _ => false,
        })
    }

    /// The command line that shows it.
    pub fn command_line(self, perspective: &Perspective<'_>, filter: &Filter) -> CommandLine {
        let timeline = perspective.timeline;
        let (command, id, _) = self.record(timeline);
        let mut line = CommandLine::new(command, id);
        match self {
            Self::Connection([_, to]) => line.0.push(timeline[to].id.to_string()),
            Self::Synopsis => line.0.extend(filter_options(filter, timeline)),
            Self::Found => {
                let (words, rest) = split_search(filter);
                line.0.extend(filter_options(&rest, timeline));
                line.0
                    .extend(words.starts_with('-').then(|| "--".to_owned()));
                line.0.push(words);
            }
            _ => {}
        }
        if let Some(source) = self.telling_source(perspective) {
            let id = timeline[source].id.to_string();
            line.0.extend(option_words(AS_TOLD_BY, id));
        }
        line
    }

    /// Lays out its page, the same as the command's.
    pub fn sheet(
        self,
        perspective: &Perspective<'_>,
        filter: &Filter,
        opts: RenderOptions,
    ) -> PageLayout {
        let timeline = perspective.timeline;
        let selection = QuestionSelection::default();
        let told_by = self.telling_source(perspective);
        PageLayout::new(match self {
            Self::Event(hit) if told_by == perspective.told_by => {
                render_lines(&event::page(perspective, hit), opts)
            }
            Self::Event(hit) => render_lines(&event::event(timeline, hit.event, None), opts),
            Self::Person(key) => render_lines(&person::person(timeline, key, told_by), opts),
            Self::Place(key) => render_lines(&place_theme::place(timeline, key), opts),
            Self::Theme(key) => render_lines(&place_theme::theme(timeline, key), opts),
            Self::Source(key) => render_lines(&source::source(timeline, key), opts),
            Self::Topic(key) => {
                let report = ComparisonPage {
                    data: comparison::comparison(timeline, key, selection),
                    extra: ComparisonOptions {
                        without: timeline.left_out.in_words(),
                        ..ComparisonOptions::default()
                    },
                };
                render_lines(&report, opts)
            }
            Self::Topics => render_lines(&comparison::overview(timeline, selection), opts),
            Self::Why(key) => render_lines(&chain::chain(timeline, key, None), opts),
            Self::Connection(two) => {
                render_lines(&connection::connection(timeline, two, None), opts)
            }
            Self::Synopsis => render_lines(&synopsis::synopsis(timeline, filter, None), opts),
            Self::Found => render_lines(&found(timeline, filter), opts),
        })
    }
}

/// What the words of the filter's search find in what the rest of it leaves.
pub fn found<'t>(timeline: &'t Timeline, filter: &Filter) -> Hits<'t> {
    let (words, rest) = split_search(filter);
    search::search(timeline, &rest, &words, words.clone(), None)
}

/// The words of the filter's search, and the filter without it.
fn split_search(filter: &Filter) -> (String, Filter) {
    let mut rest = filter.clone();
    let words = filter
        .conditions_of(SEARCH)
        .map(|search| &*search.value)
        .join(" ");
    rest.set(SEARCH, None);
    (words, rest)
}

/// A page after layout, with its links.
pub struct PageLayout {
    pub lines: Vec<Line>,
    /// The links, from top to bottom.
    pub links: Vec<PageLink>,
}

/// A link on a page: a row of a table, or a name, which may wrap to the next line.
#[derive(Debug)]
pub struct PageLink {
    pub link: Hyperlink,
    /// The pieces of text that belong to it, as indices of the line and of the piece in the line.
    pub pieces: Vec<(usize, usize)>,
}

impl PageLink {
    /// Index of its first line.
    pub fn first(&self) -> usize {
        self.pieces.first().map_or(0, |(line, _)| *line)
    }

    /// Index of its last line.
    pub fn last(&self) -> usize {
        self.pieces.last().map_or(0, |(line, _)| *line)
    }
}

impl PageLayout {
    /// Finds the links. Consecutive pieces with the same target are one link.
    fn new(lines: Vec<Line>) -> Self {
        let mut links: Vec<PageLink> = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            for (j, piece) in line.iter().enumerate() {
                let Some(link) = &piece.link else { continue };
                let goes_on = |last: &&mut PageLink| last.link == *link && last.last() + 1 >= i;
                match links.last_mut().filter(goes_on) {
                    Some(last) => last.pieces.push((i, j)),
                    None => links.push(PageLink {
                        link: link.clone(),
                        pieces: vec![(i, j)],
                    }),
                }
            }
        }
        Self { lines, links }
    }
}
