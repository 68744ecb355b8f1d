//! The axis of a drawing, above and below its lanes.

use crate::report::scale::Scale;

/// The rows of an axis.
pub struct Frame {
    /// Those above the lanes.
    pub top: Vec<String>,
    /// Those below them.
    pub bottom: Vec<String>,
    /// A row of lanes in which nothing stands but the lines that lead from axis to axis.
    pub guides: String,
}

impl Frame {
    /// The axis of a scale.
    pub fn of(scale: &Scale<'_>) -> Self {
        let labels = scale.labels();
        let is_label = |column| labels.lower.iter().any(|(at, _)| *at == column);
        let at_labels = |sign, between| -> String {
            let columns = 0..scale.columns;
            columns
                .map(|column| if is_label(column) { sign } else { between })
                .collect()
        };
        let written = [&labels.upper, &labels.lower].into_iter();
        let written = written.filter(|labels| !labels.is_empty());
        let rows: Vec<String> = written.map(|labels| row(labels)).collect();
        let mut top = rows.clone();
        top.push(at_labels('┬', '─'));
        let mut bottom = vec![at_labels('┴', '─')];
        bottom.extend(rows.into_iter().rev());
        Self {
            top,
            bottom,
            guides: at_labels('┊', ' '),
        }
    }
}

fn row(labels: &[(usize, String)]) -> String {
    let mut row = String::new();
    for (column, text) in labels {
        row.extend(std::iter::repeat_n(' ', column - row.len()));
        row.push_str(text);
    }
    row
}
