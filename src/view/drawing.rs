//! Drawings for a terminal: horizontal bands, each with a name at its left.

use unicode_width::UnicodeWidthStr;

use super::RenderOptions;
use super::text::for_terminal;

#[derive(Debug, Default)]
pub struct Drawing {
    /// Width of the names, in columns.
    pub margin: usize,
    /// Drawn below the last row of a band whose name takes more rows.
    pub empty: String,
    /// The name of each band, which is wrapped, and its rows, whose characters are all one column
    /// wide.
    pub bands: Vec<(String, Vec<String>)>,
}

impl Drawing {
    /// Spaces between the names and the rows.
    pub const GAP: usize = 2;

    /// The lines of the drawing, sanitized for a terminal.
    pub fn lay_out(&self, opts: RenderOptions) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, rows) in &self.bands {
            let name = for_terminal(name, opts.ascii);
            let names = textwrap::wrap(&name, self.margin);
            let height = if name.is_empty() { 0 } else { names.len() };
            for i in 0..height.max(rows.len()) {
                let name = names.get(i).map_or("", |name| name);
                let row = for_terminal(rows.get(i).unwrap_or(&self.empty), opts.ascii);
                let blanks = (self.margin + Self::GAP).saturating_sub(name.width());
                lines.push(format!("{name}{}{row}", " ".repeat(blanks)));
            }
        }
        lines
    }
}
