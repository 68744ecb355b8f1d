//! The timeline as a poster: lanes over a time axis, in which every event has a mark and a label.

mod face;
mod marks;

use crate::model::date::{Match, days};
use crate::model::timeline::Timeline;
use crate::report::axis::Axis;
use crate::report::chart::{Chart, Lane, Mark, MarkPart, Stroke, strokes};
use crate::report::packing::Packing;
use crate::report::scale::{LabelRow, Scale};
use crate::view::{self, counted};

use super::text::markup;
use super::{Exported, Options};
use face::{BOLD, Face, REGULAR, sanitize};
use marks::{ROW_HEIGHT, TITLE, mark, path};

/// The margin on all sides, in SVG units.
const MARGIN: usize = 36;
/// The printed length of a sheet of A4, and the smallest type to read on it, in points.
const A4_POINTS: usize = 785;
const LEGIBLE_POINTS: usize = 6;
/// The widths that are tried.
const WIDTHS: [usize; 10] = [900, 1000, 1100, 1200, 1400, 1600, 1900, 2300, 2800, 3400];

const HEAD: Face = Face::new("head", 36, 44, BOLD);
const SUB: Face = Face::new("sub", 16, 23, REGULAR);
const LANE: Face = Face::new("lane", 16, 20, BOLD);
const TICK: Face = Face::new("tick", 15, 20, BOLD);
const LEGEND: Face = Face::new("key", 14, 23, REGULAR);
const FOOT: Face = Face::new("foot", 14, 20, REGULAR);

/// The colours of lanes, used in turn to distinguish neighbouring lanes; they have no meaning. All
/// of them are dark enough for a light background.
const COLORS: [&str; 7] = [
    "#8c2d19", "#1f4e79", "#3f6212", "#6b3fa0", "#8a5a00", "#0f6466", "#7a1f52",
];

/// The index of the colour of the samples in the key; `sample` has their hatching as `hatch1`.
const SAMPLE: usize = 1;

/// A poster that is written from top to bottom; `y` is how far.
struct Poster {
    svg: String,
    width: usize,
    y: usize,
    ascii: bool,
}

/// The events of a chart as one SVG drawing, as wide as the type is largest on a sheet of paper; with
/// a remark if it is too small on A4.
pub fn svg(timeline: &Timeline, chart: &Chart<'_>, options: Options) -> Exported {
    let posters = WIDTHS.map(|width| Poster::new(timeline, chart, width, options.ascii));
    let poster = posters.into_iter().min_by_key(Poster::long_side);
    let poster = poster.expect("there are widths");
    let points = TITLE.size * A4_POINTS / poster.long_side();
    let remark = format!(
        "on A4 its letters are {points} points high: print it larger, or draw fewer events with --top 40"
    );
    Exported {
        text: poster.document(timeline.name(), &describe(chart), chart.lanes.len()),
        remarks: Vec::from_iter((points < LEGIBLE_POINTS).then_some(remark)),
    }
}

/// The filter and the number of events, and the days of the axis unless they are the period.
fn heading(chart: &Chart<'_>) -> String {
    let heading = view::chronology_heading(&chart.chronology);
    let drawn = chart.axis.map(|axis| axis.bounds());
    let drawn = drawn.filter(|bounds| *bounds != chart.chronology.extra.period);
    match drawn.and_then(days) {
        Some(days) => format!("{heading} · axis: {days}"),
        None => heading,
    }
}

/// The text alternative of the drawing, for screen readers.
fn describe(chart: &Chart<'_>) -> String {
    let heading = heading(chart);
    if chart.lanes.is_empty() {
        return format!("{heading}.");
    }
    let lanes: Vec<String> = chart.lanes.iter().map(Lane::heading).collect();
    format!(
        "{heading}. Lanes, each a {}, with the number of events: {}. Every event has a mark over its \
         days, and beside it its date and its title: a disc is a day or a time, a dotted line days on one of \
         which it happened, a bar days through which it lasted, hatched where it may have begun or \
         ended.",
        chart.lanes_by,
        lanes.join(", ")
    )
}

impl Poster {
    fn new(timeline: &Timeline, chart: &Chart<'_>, width: usize, ascii: bool) -> Self {
        let mut poster = Self {
            svg: String::new(),
            width,
            y: MARGIN,
            ascii,
        };
        poster.paragraph(HEAD, timeline.name());
        poster.y += 8;
        poster.paragraph(SUB, timeline.description.as_deref().unwrap_or_default());
        poster.paragraph(SUB, &heading(chart));
        if let Some(axis) = chart.axis {
            poster.key(chart, &axis);
            poster.chart(chart, axis);
        }
        poster.credits(timeline, chart);
        poster
    }

    /// The long side of the smallest sheet of paper (1 to √2) that holds it, upright or across.
    fn long_side(&self) -> usize {
        let (width, height) = (self.width, self.y + MARGIN);
        let side = |across: usize, along: usize| along.max(across * 1414 / 1000);
        side(width, height).min(side(height, width))
    }

    /// Adds a paragraph over the whole width.
    fn paragraph(&mut self, face: Face, text: &str) {
        let text = sanitize(text, self.ascii);
        for line in face.lines(&text, self.width - 2 * MARGIN) {
            self.y += face.line;
            self.svg += &face.text(MARGIN, self.y - face.line / 4, &line);
        }
    }

    /// Adds the key: a sample and the meaning of each kind of mark on the poster.
    fn key(&mut self, chart: &Chart<'_>, axis: &Axis) {
        let mut x = MARGIN;
        self.y += 12 + LEGEND.line;
        for (sample, meaning) in samples(chart, axis) {
            let meaning = sanitize(meaning, self.ascii);
            let long = 58 + LEGEND.width(&meaning) + 30;
            if x + long > self.width - MARGIN && x > MARGIN {
                x = MARGIN;
                self.y += LEGEND.line;
            }
            let sample = sample.replace('≠', &sanitize("≠", self.ascii));
            let (y, color) = (self.y - 5, COLORS[SAMPLE]);
            let sample =
                format!("<g color=\"{color}\" transform=\"translate({x} {y})\">{sample}</g>");
            self.svg += &sample;
            self.svg += &LEGEND.text(x + 58, self.y, &meaning);
            x += long;
        }
        self.y += 16;
    }

    /// Adds the lanes, with the axis above and below them.
    fn chart(&mut self, chart: &Chart<'_>, axis: Axis) {
        let marks = chart.lanes.iter().flat_map(|lane| &lane.marks);
        let days = marks.filter_map(|mark| Some(axis.clip(mark.date.bounds())?.0));
        let days: Vec<_> = days.collect();
        let scale = Scale::of_density(axis, self.width - 2 * MARGIN, &days);
        let measure = |label: &str| TICK.width(label) + 8;
        let mut labels = scale.labels(measure);
        let years = labels.last_mut();
        let years = years.filter(|_| axis.dense_interval().unit > axis.grain);
        let months = years.map(|years| scale.months_below(years, measure));
        self.y += 8;
        let ticks = labels.last().into_iter().flatten();
        let ticks: Vec<usize> = ticks.map(|(column, _)| MARGIN + column).collect();
        labels.extend(months);
        self.labels(labels.iter());
        self.rule(&ticks, -1);
        let top = self.y;
        let mut lanes = String::new();
        for (i, lane) in chart.lanes.iter().enumerate() {
            lanes += &self.lane(chart, lane, &scale, i);
        }
        // The guides come first in the file, so that everything else is drawn over them.
        for x in &ticks {
            self.svg += &path("guide", &format!("M{x} {top}V{}", self.y));
        }
        self.svg.push('\n');
        self.svg += &lanes;
        self.rule(&ticks, 1);
        self.y += 4;
        self.labels(labels.iter().rev());
        self.y += 16;
    }

    /// Adds the labels of an axis, row by row.
    fn labels<'a>(&mut self, rows: impl Iterator<Item = &'a LabelRow>) {
        for row in rows {
            self.y += TICK.line;
            for (column, text) in row {
                self.svg += &TICK.text(MARGIN + column, self.y - 5, text);
            }
        }
    }

    /// Adds the line of the axis, with a tick at each label. `side` is -1 if the labels are above
    /// the line, and 1 if they are below it.
    fn rule(&mut self, ticks: &[usize], side: i32) {
        let (y, right) = (self.y, self.width - MARGIN);
        self.svg += &path("rule", &format!("M{MARGIN} {y}H{right}"));
        self.svg.push('\n');
        for x in ticks {
            self.svg += &path("rule", &format!("M{x} {y}v{}", 6 * side));
        }
        self.svg.push('\n');
    }

    /// Returns the SVG of the lane with index `i`, and moves `at` below it.
    fn lane(&mut self, chart: &Chart<'_>, lane: &Lane<'_>, scale: &Scale, i: usize) -> String {
        self.y += LANE.line + 8;
        let name = sanitize(&lane.name, self.ascii);
        let count = counted(lane.marks.len(), "event");
        let words = format!(
            "<text class=\"lane\" x=\"{MARGIN}\" y=\"{}\">{}<tspan class=\"count\" dx=\"8\">{count}</tspan></text>",
            self.y - 5,
            markup(&name)
        );
        let mut packing = Packing::default();
        let hatch = format!("hatch{}", i % COLORS.len());
        let mut marks = String::new();
        for drawn in &lane.marks {
            let place = (MARGIN, self.y);
            marks += &mark(chart, drawn, scale, &mut packing, place, &hatch, self.ascii);
        }
        self.y += packing.rows() * ROW_HEIGHT + 8;
        let color = COLORS[i % COLORS.len()];
        let right = self.width - MARGIN;
        let below = path("guide", &format!("M{MARGIN} {}H{right}", self.y));
        format!("<g color=\"{color}\">\n{words}\n{marks}</g>\n{below}\n")
    }

    /// Adds a list of the sources that tell of the events.
    fn credits(&mut self, timeline: &Timeline, chart: &Chart<'_>) {
        let rows = chart.rows();
        let tells = |id: &str| rows.iter().any(|row| row.sources.contains(&id));
        let mut begin = "Sources. ";
        for source in timeline.sources.iter().filter(|source| tells(&source.id)) {
            let kind = source.kind.as_deref().map(|kind| format!(", {kind}"));
            let author = source.author.as_deref().map(|name| format!(", by {name}"));
            let [kind, author] = [kind, author].map(Option::unwrap_or_default);
            let title = format!("{}{kind}{author}", source.name);
            let credit = source.reference().unwrap_or(title);
            self.paragraph(FOOT, &format!("{begin}{}: {credit}", source.id));
            begin = "";
        }
    }

    /// The whole file, with the hatchings that `lanes` lanes and the key need.
    fn document(&self, title: &str, described: &str, lanes: usize) -> String {
        let hatched = if lanes > 0 { lanes.max(SAMPLE + 1) } else { 0 };
        let hatchings = COLORS.iter().enumerate().take(hatched).map(|(i, color)| {
            format!(
                "<pattern id=\"hatch{i}\" width=\"6\" height=\"6\" \
                 patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                 <path d=\"M0 0V6\" stroke=\"{color}\" stroke-width=\"4\"/></pattern>\n"
            )
        });
        format!(
            include_str!("poster.svg"),
            width = self.width,
            height = self.y + MARGIN,
            title = markup(&sanitize(title, self.ascii)),
            described = markup(&sanitize(described, self.ascii)),
            style = include_str!("poster.css").replace('\n', ""),
            hatchings = hatchings.collect::<String>(),
            drawing = self.svg,
        )
    }
}

/// A sample of each kind of mark on the poster, with its meaning. The origin of a sample is the
/// middle of its left edge.
fn samples(chart: &Chart<'_>, axis: &Axis) -> Vec<(&'static str, &'static str)> {
    let has = |such: &dyn Fn(&Mark<'_>) -> bool| {
        let mut marks = chart.lanes.iter().flat_map(|lane| &lane.marks);
        marks.any(such)
    };
    let is_choice = |mark: &Mark<'_>| {
        let one = |piece: &MarkPart| matches!(piece.stroke, Stroke::PossibleDay | Stroke::SomeDay);
        mark.pieces.len() > 1 && mark.pieces.iter().all(one)
    };
    let is_beyond = |mark: &Mark<'_>| {
        let overrun = |piece: &MarkPart| axis.overrun(piece.bounds) != (false, false);
        mark.pieces.iter().any(overrun)
    };
    let rows = chart.rows();
    let mut samples = strokes(axis.grain)
        .map(|(stroke, meaning)| {
            let is_there = has(&|mark| mark.has(stroke));
            (is_there, sample(stroke), meaning)
        })
        .to_vec();
    samples.extend([
        (
            has(&is_choice),
            "<path class=\"join\" d=\"M10 0H38\"/><circle class=\"hollow\" cx=\"6\" cy=\"0\" r=\"5\"/><circle class=\"hollow\" cx=\"42\" cy=\"0\" r=\"5\"/>",
            "at one of these",
        ),
        (
            has(&is_beyond),
            "<path class=\"solid\" d=\"M30 -7v14l9 -7z\"/>",
            "goes on beyond the axis",
        ),
        (
            rows.iter().any(|row| row.disputed),
            "<text class=\"event\" x=\"32\" y=\"5\">≠</text>",
            "the sources disagree",
        ),
        (
            rows.iter().any(|row| row.matching == Match::Possible),
            "<text class=\"event\" x=\"34\" y=\"5\">?</text>",
            "may lie outside the period",
        ),
        (
            has(&|mark| !mark.is_own_date),
            "<text class=\"date\" x=\"8\" y=\"5\">[1953]</text>",
            "a date that is not the source's",
        ),
        (
            has(&|mark| mark.is_supplied),
            "<text class=\"date\" x=\"14\" y=\"5\">(ed.)</text>",
            "a date that the editor supplies; no source gives it",
        ),
    ]);
    let shown = samples.into_iter().filter(|(is_there, ..)| *is_there);
    shown
        .map(|(_, sample, meaning)| (sample, meaning))
        .collect()
}

fn sample(stroke: Stroke) -> &'static str {
    match stroke {
        Stroke::Day => "<circle class=\"solid\" cx=\"24\" cy=\"0\" r=\"6\"/>",
        Stroke::PossibleDay => "<circle class=\"hollow\" cx=\"24\" cy=\"0\" r=\"5\"/>",
        Stroke::SomeDay => {
            "<path class=\"dots\" d=\"M3 0H45\"/><path class=\"end\" d=\"M0 -5v10M48 -5v10\"/>"
        }
        Stroke::Lasting => "<rect class=\"solid\" y=\"-5\" width=\"48\" height=\"10\"/>",
        Stroke::Edge => {
            "<rect class=\"edge\" fill=\"url(#hatch1)\" y=\"-5\" width=\"48\" height=\"10\"/>"
        }
    }
}

#[cfg(test)]
mod tests;
