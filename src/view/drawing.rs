//! Drawings for a terminal: bands one below the other, each with a name at its left.

use unicode_width::UnicodeWidthStr;

use super::Look;
use super::text::for_terminal;

/// Bands one below the other.
#[derive(Debug, Default)]
pub struct Drawing {
    /// How many columns the names have.
    pub margin: usize,
    /// What stands in the columns of a band below its last row.
    pub empty: String,
    /// The name of each band, which takes as many rows as it needs, and what is drawn in it: signs
    /// one column wide.
    pub bands: Vec<(String, Vec<String>)>,
}

impl Drawing {
    /// The blanks between the names and what is drawn.
    pub const GAP: usize = 2;

    /// The drawing line by line, in which nothing acts on a terminal.
    pub fn laid_out(&self, look: Look) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, rows) in &self.bands {
            let name = for_terminal(name, look.ascii);
            let names = textwrap::wrap(&name, self.margin);
            let height = if name.is_empty() { 0 } else { names.len() };
            for i in 0..height.max(rows.len()) {
                let name = names.get(i).map_or("", |name| name);
                let row = for_terminal(rows.get(i).unwrap_or(&self.empty), look.ascii);
                let blanks = (self.margin + Self::GAP).saturating_sub(name.width());
                lines.push(format!("{name}{}{row}", " ".repeat(blanks)));
            }
        }
        lines
    }
}
