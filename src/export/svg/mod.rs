//! The timeline as a poster: lanes over a time axis, every event with its mark and its words.

mod key;
mod mark;
mod pack;
#[cfg(test)]
mod tests;
mod text;
mod words;

use crate::model::date::{Bounds, days};
use crate::model::timeline::Timeline;
use crate::report::axis::Axis;
use crate::report::chart::{Chart, Lane};
use crate::report::scale::{Labels, Scale};

use super::text::markup;
use super::{Exported, Options};
use mark::{ROW, mark, put, words_at};
use pack::Packing;
use text::{Face, harmless};

/// What stays free at the sides.
const MARGIN: usize = 48;
/// How wide the names of lanes run.
const NAMES: usize = 170;
/// Where the lanes begin.
const LEFT: usize = MARGIN + NAMES + 24;

const HEAD: Face = face("head", 38, 46, true);
const SUB: Face = face("sub", 16, 23, false);
/// From this width on a poster is read from further away.
const LARGE: usize = 2000;
const LARGE_HEAD: Face = face("large-head", 76, 92, true);
const LARGE_SUB: Face = face("large-sub", 26, 36, false);
const LANE: Face = face("lane", 16, 20, true);
const COUNT: Face = face("count", 12, 18, false);
const TICK: Face = face("tick", 15, 20, true);
const KEY: Face = face("key", 13, 26, false);
const FOOT: Face = face("foot", 13, 19, false);

const fn face(class: &'static str, size: usize, line: usize, bold: bool) -> Face {
    Face {
        class,
        size,
        line,
        bold,
    }
}

/// The colours of lanes, in turn; they tell lanes apart that lie beside each other, and mean
/// nothing. All of them are dark enough for a light background.
const COLORS: [&str; 7] = [
    "#8c2d19", "#1f4e79", "#3f6212", "#6b3fa0", "#8a5a00", "#0f6466", "#7a1f52",
];

/// The colour of the samples, by its place; their hatching is named there.
const SAMPLES: usize = 1;

const STYLE: &str = "\
text{font-family:sans-serif;fill:#1c1b19}\
.head{font-size:38px;font-weight:bold}.sub{font-size:16px}\
.large-head{font-size:76px;font-weight:bold}.large-sub{font-size:26px}\
.lane{font-size:16px;font-weight:bold}.count{font-size:12px;fill:#55524c}\
.tick{font-size:15px;font-weight:bold}.key,.foot{font-size:13px}\
.date{font-size:11px;fill:#55524c}.event{font-size:13px}\
.guide{stroke:#d9d4c8;stroke-width:1}.rule{stroke:#55524c;stroke-width:1.5}\
.solid{fill:currentColor}.hollow{fill:#fdfcf8;stroke:currentColor;stroke-width:2}\
.dots{fill:none;stroke:currentColor;stroke-width:5;stroke-linecap:round;stroke-dasharray:0 8}\
.end{stroke:currentColor;stroke-width:1.5}.join{stroke:currentColor;stroke-width:1}\
.paper{fill:#fdfcf8}.edge{stroke:currentColor;stroke-width:1}\
";

/// A poster that grows from its top.
struct Poster {
    svg: String,
    width: usize,
    at: usize,
    ascii: bool,
}

/// The events that were asked for as one drawing.
pub fn svg(timeline: &Timeline, chart: &Chart<'_>, options: Options) -> Exported {
    let marks: usize = chart.lanes.iter().map(|lane| lane.marks.len()).sum();
    let mut poster = Poster {
        svg: String::new(),
        width: (1200 + 6 * marks).min(3400) / 100 * 100,
        at: MARGIN,
        ascii: options.ascii,
    };
    let title = timeline.title.as_deref().unwrap_or(&timeline.id);
    let (head, sub) = if poster.width < LARGE {
        (HEAD, SUB)
    } else {
        (LARGE_HEAD, LARGE_SUB)
    };
    poster.paragraph(head, title);
    poster.at += 8;
    poster.paragraph(sub, timeline.description.as_deref().unwrap_or_default());
    poster.paragraph(sub, &asked(chart));
    if let Some(axis) = &chart.axis {
        poster.key(chart);
        poster.chart(chart, axis);
    }
    poster.credits(timeline, chart);
    poster
        .finished(title, &described(chart), chart.lanes.len())
        .into()
}

/// What was asked, and the days that are drawn.
fn asked(chart: &Chart<'_>) -> String {
    let drawn = chart.axis.and_then(|axis| {
        let bounds = Bounds {
            earliest: Some(axis.first),
            latest: Some(axis.last),
        };
        (chart.chronology.period != bounds).then(|| days(bounds))?
    });
    let drawn = drawn.map(|days| format!(" · axis: {days}"));
    chart.chronology.heading() + &drawn.unwrap_or_default()
}

/// The drawing in sentences, for who does not see it.
fn described(chart: &Chart<'_>) -> String {
    let asked = asked(chart);
    if chart.lanes.is_empty() {
        return format!("{asked}.");
    }
    let lanes = chart.lanes.iter();
    let lanes: Vec<String> = lanes
        .map(|lane| format!("{} ({})", lane.name, lane.marks.len()))
        .collect();
    format!(
        "{asked}. Lanes, each a {}, with the number of events: {}. Every event has a mark over its \
         days, and beside it its date and its title: a disc is a day, a dotted line days on one of \
         which it happened, a bar days through which it lasted, hatched where it may have begun or \
         ended.",
        chart.lanes_by.word(),
        lanes.join(", ")
    )
}

impl Poster {
    /// Adds a paragraph over the whole width.
    fn paragraph(&mut self, face: Face, text: &str) {
        let text = harmless(text, self.ascii);
        for line in face.lines(&text, self.width - 2 * MARGIN) {
            self.at += face.line;
            words_at(&mut self.svg, face, MARGIN, self.at - face.line / 4, &line);
        }
    }

    /// What the marks mean that stand on the poster, each after a sample.
    fn key(&mut self, chart: &Chart<'_>) {
        let mut x = MARGIN;
        self.at += 12 + KEY.line;
        for (sample, means) in key::samples(chart) {
            let means = harmless(means, self.ascii);
            let long = 58 + KEY.width(&means) + 30;
            if x + long > self.width - MARGIN && x > MARGIN {
                x = MARGIN;
                self.at += KEY.line;
            }
            let sample = sample.replace('≠', &harmless("≠", self.ascii));
            let (y, color) = (self.at - 5, COLORS[SAMPLES]);
            put(
                &mut self.svg,
                format_args!("<g color=\"{color}\" transform=\"translate({x} {y})\">{sample}</g>"),
            );
            words_at(&mut self.svg, KEY, x + 58, self.at, &means);
            x += long;
        }
        self.at += 16;
    }

    /// The lanes between two axes.
    fn chart(&mut self, chart: &Chart<'_>, axis: &Axis) {
        let columns = self.width - LEFT - MARGIN;
        let scale = Scale::of_days(axis, columns, |label| TICK.width(label) + 14);
        let labels = scale.labels();
        self.at += 8;
        self.labels([&labels.upper, &labels.lower]);
        self.rule(&labels, -1);
        let top = self.at;
        let lanes = std::mem::take(&mut self.svg);
        for (i, lane) in chart.lanes.iter().enumerate() {
            self.lane(chart, lane, &scale, i);
        }
        let drawn = std::mem::replace(&mut self.svg, lanes);
        // The guides lie behind all that is drawn over them.
        self.guides(&labels, top);
        self.svg.push_str(&drawn);
        self.rule(&labels, 1);
        self.at += 4;
        self.labels([&labels.lower, &labels.upper]);
        self.at += 16;
    }

    /// The labels of an axis, row by row.
    fn labels(&mut self, rows: [&Vec<(usize, String)>; 2]) {
        for row in rows.into_iter().filter(|row| !row.is_empty()) {
            self.at += TICK.line;
            for (column, text) in row {
                words_at(&mut self.svg, TICK, LEFT + column, self.at - 5, text);
            }
        }
    }

    /// The line of the axis, with a tick at each label on the side of the labels.
    fn rule(&mut self, labels: &Labels, side: i32) {
        let (y, right) = (self.at, self.width - MARGIN);
        put(
            &mut self.svg,
            format_args!("<path class=\"rule\" d=\"M{LEFT} {y}H{right}\"/>\n"),
        );
        for (column, _) in &labels.lower {
            let (x, tick) = (LEFT + column, 6 * side);
            put(
                &mut self.svg,
                format_args!("<path class=\"rule\" d=\"M{x} {y}v{tick}\"/>"),
            );
        }
        self.svg.push('\n');
    }

    fn guides(&mut self, labels: &Labels, top: usize) {
        let bottom = self.at;
        for (column, _) in &labels.lower {
            let x = LEFT + column;
            put(
                &mut self.svg,
                format_args!("<path class=\"guide\" d=\"M{x} {top}V{bottom}\"/>"),
            );
        }
        self.svg.push('\n');
    }

    fn lane(&mut self, chart: &Chart<'_>, lane: &Lane<'_>, scale: &Scale<'_>, i: usize) {
        let top = self.at + 12;
        let mut packing = Packing::default();
        let hatch = format!("hatch{}", i % COLORS.len());
        let mut marks = String::new();
        for drawn in &lane.marks {
            let place = (LEFT, top);
            marks += &mark(chart, drawn, scale, &mut packing, place, &hatch, self.ascii);
        }
        let mut words = String::new();
        let mut y = top;
        let name = harmless(&lane.name, self.ascii);
        for line in LANE.lines(&name, NAMES) {
            y += LANE.line;
            words_at(&mut words, LANE, MARGIN, y - 5, &line);
        }
        let count = match lane.marks.len() {
            1 => "1 event".to_owned(),
            count => format!("{count} events"),
        };
        y += COUNT.line;
        words_at(&mut words, COUNT, MARGIN, y - 5, &count);
        let bottom = (top + packing.rows() * ROW).max(y) + 12;
        let color = COLORS[i % COLORS.len()];
        let rule = self.width - MARGIN;
        put(
            &mut self.svg,
            format_args!("<g color=\"{color}\">\n{words}\n{marks}</g>\n"),
        );
        put(
            &mut self.svg,
            format_args!("<path class=\"guide\" d=\"M{MARGIN} {bottom}H{rule}\"/>\n"),
        );
        self.at = bottom;
    }

    /// Which sources tell of the events.
    fn credits(&mut self, timeline: &Timeline, chart: &Chart<'_>) {
        let tells = |id: &str| {
            let mut rows = chart.rows.iter();
            rows.any(|row| row.sources.contains(&id))
        };
        let sources: Vec<String> = timeline
            .sources
            .iter()
            .filter(|source| tells(&source.id))
            .map(|source| {
                let kind = source.kind.as_deref().map(|kind| format!(", {kind}"));
                let author = source.author.as_deref().map(|name| format!(", by {name}"));
                let [kind, author] = [kind, author].map(Option::unwrap_or_default);
                format!("{}: {}{kind}{author}", source.id, source.name)
            })
            .collect();
        for (i, source) in sources.iter().enumerate() {
            let begin = if i == 0 { "Sources. " } else { "" };
            self.paragraph(FOOT, &format!("{begin}{source}"));
        }
    }

    /// The whole file, with hatchings for so many lanes.
    fn finished(self, title: &str, described: &str, lanes: usize) -> String {
        let Self {
            svg, width, ascii, ..
        } = self;
        let height = self.at + MARGIN;
        let [title, described] = [title, described].map(|text| markup(&harmless(text, ascii)));
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        put(
            &mut out,
            format_args!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
                 viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\">\n\
                 <title id=\"title\">{title}</title>\n<desc id=\"desc\">{described}</desc>\n\
                 <style>{STYLE}</style>\n<defs>\n"
            ),
        );
        let hatched = if lanes > 0 { lanes.max(SAMPLES + 1) } else { 0 };
        for (i, color) in COLORS.iter().enumerate().take(hatched) {
            put(
                &mut out,
                format_args!(
                    "<pattern id=\"hatch{i}\" width=\"6\" height=\"6\" \
                     patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
                     <path d=\"M0 0V6\" stroke=\"{color}\" stroke-width=\"4\"/></pattern>\n"
                ),
            );
        }
        put(
            &mut out,
            format_args!(
                "</defs>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fdfcf8\"/>\n"
            ),
        );
        out + &svg + "</svg>\n"
    }
}
