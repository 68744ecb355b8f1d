//! What a page of the explorer shows, its layout and its links.

use itertools::Itertools;

use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::{Record, Timeline};
use crate::query::filter::{AS_TOLD_BY, Filter, SEARCH, filter_options, option_words};
use crate::query::names::RecordKind;
use crate::report::comparison::{self, ComparisonOptions, ComparisonPage, QuestionSelection};
use crate::report::event_row::Perspective;
use crate::report::search::{self, Hits};
use crate::report::{chain, connection, event, person, place_theme, source, synopsis};
use crate::view::{Hyperlink, Line, RenderOptions, render_lines};

use super::command_line::CommandLine;

/// The subject of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A record, by its index in the timeline.
    Record(RecordKind, usize),
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
    pub fn of_event(key: EventKey) -> Self {
        Self::Record(RecordKind::Event, key.index())
    }

    /// Whether its page needs the whole width and hides the list.
    pub fn is_wide(self) -> bool {
        match self {
            Self::Record(kind, _) => kind == RecordKind::Topic,
            Self::Found => false,
            _ => true,
        }
    }

    /// The event, if the page shows an event or its chain.
    pub fn event(self) -> Option<EventKey> {
        match self {
            Self::Record(RecordKind::Event, index) => Some(index.into()),
            Self::Why(event) => Some(event),
            _ => None,
        }
    }

    pub fn name(self, timeline: &Timeline) -> &str {
        match self {
            Self::Record(kind, index) => kind.label(kind.records(timeline)[index]),
            Self::Topics => "topics",
            Self::Why(event) => timeline[event].name(),
            Self::Connection(_) => "how one led to the other",
            Self::Synopsis => "the sources side by side",
            Self::Found => "found",
        }
    }

    /// The source of `--as-told-by`, if this page can be limited to it.
    fn perspective_source(self, perspective: &Perspective<'_>) -> Option<SourceKey> {
        perspective.told_by.filter(|source| match self {
            Self::Record(RecordKind::Event, index) => {
                perspective.timeline.events[index].is_told_by(*source)
            }
            Self::Record(kind, _) => kind == RecordKind::Person,
            _ => false,
        })
    }

    /// The command line that shows it.
    pub fn command_line(self, perspective: &Perspective<'_>, filter: &Filter) -> CommandLine {
        let timeline = perspective.timeline;
        let id = |event: EventKey| timeline[event].id();
        let line = |command| CommandLine::new(command, Vec::new());
        match self {
            Self::Record(kind, index) => {
                let id = kind.records(timeline)[index].id();
                let mut line = line(kind.command()).with_argument(id);
                if let Some(source) = self.perspective_source(perspective) {
                    let source = timeline[source].id().to_owned();
                    line.0.extend(option_words(AS_TOLD_BY, source));
                }
                line
            }
            Self::Topics => line("compare-sources"),
            Self::Why(event) => line("why").with_argument(id(event)),
            Self::Connection([from, to]) => {
                let mut line = line("why").with_argument(id(from));
                line.0.push(id(to).to_owned());
                line
            }
            Self::Synopsis => CommandLine::new("synopsis", filter_options(filter, timeline)),
            Self::Found => {
                let (words, rest) = split_search(filter);
                CommandLine::new("search", filter_options(&rest, timeline)).with_argument(&words)
            }
        }
    }

    /// Lays out its page, the same as the command's.
    pub fn layout(
        self,
        perspective: &Perspective<'_>,
        filter: &Filter,
        opts: RenderOptions,
    ) -> PageLayout {
        let timeline = perspective.timeline;
        let told_by = self.perspective_source(perspective);
        let selection = QuestionSelection::default();
        let lines = match self {
            Self::Record(kind, index) => match kind {
                RecordKind::Event => {
                    render_lines(&event::event(timeline, index.into(), told_by), opts)
                }
                RecordKind::Person => {
                    render_lines(&person::person(timeline, index.into(), told_by), opts)
                }
                RecordKind::Place => {
                    render_lines(&place_theme::place(timeline, index.into()), opts)
                }
                RecordKind::Theme => {
                    render_lines(&place_theme::theme(timeline, index.into()), opts)
                }
                RecordKind::Source => render_lines(&source::source(timeline, index.into()), opts),
                RecordKind::Topic => {
                    let report = ComparisonPage {
                        data: comparison::comparison(timeline, index.into(), selection),
                        extra: ComparisonOptions {
                            full: false,
                            without: timeline.left_out.in_words(),
                        },
                    };
                    render_lines(&report, opts)
                }
            },
            Self::Topics => render_lines(&comparison::overview(timeline, selection), opts),
            Self::Why(key) => render_lines(&chain::chain(timeline, key, None), opts),
            Self::Connection(two) => {
                render_lines(&connection::connection(timeline, two, None), opts)
            }
            Self::Synopsis => render_lines(&synopsis::synopsis(timeline, filter, None), opts),
            Self::Found => render_lines(&found(timeline, filter), opts),
        };
        PageLayout::new(lines)
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
