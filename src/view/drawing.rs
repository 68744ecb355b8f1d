//! Drawings for a terminal: bands one below the other, each with a name at its left.

use std::borrow::Cow;

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
    /// The bands.
    pub bands: Vec<Band>,
}

/// A band of a drawing.
#[derive(Debug, Default)]
pub struct Band {
    /// Its name, which is laid out in as many rows as it needs.
    pub label: String,
    /// What is drawn in it: signs one column wide.
    pub rows: Vec<String>,
}

impl Drawing {
    /// The blanks between the names and what is drawn.
    pub const GAP: usize = 2;

    /// The drawing line by line, in which nothing acts on a terminal.
    pub fn laid_out(&self, look: Look) -> Vec<String> {
        let bands = self.bands.iter();
        bands.flat_map(|band| self.band(band, look)).collect()
    }

    fn band(&self, band: &Band, look: Look) -> Vec<String> {
        let name = for_terminal(&band.label, look.ascii);
        let names: Vec<Cow<'_, str>> = if name.is_empty() {
            Vec::new()
        } else {
            textwrap::wrap(&name, textwrap::Options::new(self.margin))
        };
        let lines = (0..names.len().max(band.rows.len())).map(|i| {
            let name = names.get(i).map(Cow::as_ref).unwrap_or_default();
            let row = band.rows.get(i).unwrap_or(&self.empty);
            let row = for_terminal(row, look.ascii);
            let blanks = (self.margin + Self::GAP).saturating_sub(name.width());
            format!("{name}{}{row}", " ".repeat(blanks))
        });
        lines.collect()
    }
}
