//! Lists of the events that a filter selects, sorted.

use itertools::Itertools;
use strum::{IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, Match, days};
use crate::model::event::EventKind;
use crate::model::timeline::Timeline;
use crate::query::filter::{FILTERS, Filter, Hit, SEARCH, filter_line};

use super::Report;
use super::event_row::{EventRow, Perspective};
use super::reasons::capitalize;

/// The sort order of a list of events.
#[derive(Clone, Copy, Debug, Default, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Sort {
    #[default]
    Date,
    Title,
    /// By the number of sources that report the event, most first.
    Sources,
}

/// A list of events, up to the requested limit.
pub type Chronology<'a> = Report<Vec<EventRow<'a>>, Selection>;

/// The filter in words, and the number of events that match it.
#[derive(Debug)]
pub struct Selection {
    /// The filter's period.
    pub period: Bounds,
    /// The filter's other conditions, in words.
    pub conditions: Vec<String>,
    /// The filter as words of a command line.
    pub args: String,
    /// Number of certain matches, including those not shown.
    pub certain: usize,
    /// Number of possible matches, including those not shown.
    pub possible: usize,
    /// Number of conditions among the matches, and among the possible ones.
    pub conditions_found: [usize; 2],
}

impl Selection {
    pub fn new(timeline: &Timeline, filter: &Filter, hits: &[Hit]) -> Self {
        let certain = hits.iter().filter(|hit| hit.matching == Match::Certain);
        let certain = certain.count();
        let lasting = hits.iter();
        let lasting = lasting.filter(|hit| timeline[hit.event].kind == EventKind::Condition);
        let is_possible = |hit: &&Hit| hit.matching == Match::Possible;
        Self {
            period: filter.period,
            conditions: describe_filter(timeline, filter),
            args: filter_line(filter, timeline),
            conditions_found: [lasting.clone().count(), lasting.filter(is_possible).count()],
            certain,
            possible: hits.len() - certain,
        }
    }

    /// The filter in words, period first.
    pub fn in_words(&self) -> Vec<String> {
        let period = days(self.period).into_iter();
        period.chain(self.conditions.iter().cloned()).collect()
    }

    /// The number of matching events, certain and possible.
    pub fn matching(&self) -> usize {
        self.certain + self.possible
    }
}

/// The events that a filter selects, sorted; at most `limit` of them.
pub fn chronology<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    sort: Sort,
    limit: Option<usize>,
) -> Chronology<'a> {
    let perspective = Perspective::new(timeline, filter.told_by);
    let mut hits = filter.select(timeline);
    let selection = Selection::new(timeline, filter, &hits);
    match sort {
        Sort::Date => {}
        Sort::Title => hits.sort_by_cached_key(|hit| timeline[hit.event].title.to_lowercase()),
        Sort::Sources => {
            hits.sort_by_cached_key(|hit| std::cmp::Reverse(timeline[hit.event].sources().len()));
        }
    }
    hits.truncate(limit.unwrap_or(usize::MAX));
    Report {
        data: hits.iter().map(|hit| perspective.row(*hit)).collect(),
        extra: selection,
    }
}

/// The conditions of a filter in words, except its period, and the sources that are left out.
pub fn describe_filter(timeline: &Timeline, filter: &Filter) -> Vec<String> {
    let specs = FILTERS.iter().filter(|spec| spec.heading_order > 0);
    let specs = specs.sorted_by_key(|spec| spec.heading_order);
    let conditions = specs.filter_map(|spec| spec.describe(filter, timeline));
    conditions.chain(timeline.left_out.in_words()).collect()
}

/// What the events of a filter have in common, as a title: the one topic, person, place, theme or
/// search that it names.
pub fn subject(filter: &Filter) -> Option<String> {
    const NAMING: [&str; 5] = ["--topic", "--person", "--place", "--theme", SEARCH];
    let named = filter.conditions.iter();
    let mut named = named.filter(|condition| NAMING.contains(&condition.option));
    let only = named.next().filter(|_| named.next().is_none())?;
    Some(capitalize(only.label.trim_matches(['“', '”'])))
}

/// Explains why a filter selects nothing: which condition can be dropped, and how many events then
/// match.
pub fn why_empty(timeline: &Timeline, filter: &Filter) -> String {
    let mut helps = Vec::new();
    for spec in FILTERS {
        let mut wider = filter.clone();
        spec.remove_from(&mut wider);
        if let Some((order, change)) = spec.remedy()
            && wider != *filter
        {
            let found = wider.select(timeline).len();
            helps.extend((found > 0).then(|| (order, format!("{change}: {found}"))));
        }
    }
    if helps.is_empty() {
        let covered = days(timeline.scope.bounds())
            .map(|days| format!("; the timeline covers {days}"))
            .unwrap_or_default();
        return format!("no event matches, whichever one condition is dropped{covered}");
    }
    let helps = helps.into_iter().sorted_by_key(|(order, _)| *order);
    let helps = helps.map(|(_, help)| help).join(", with ");
    format!("no event matches all that was asked; with {helps}")
}
