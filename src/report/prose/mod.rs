//! Prose: what curators wrote, put in order, joined by dates, and followed by who says so.

mod answers;
pub mod comparison;
mod narrator;
mod opening;
pub mod pages;
mod paragraph;
mod words;

pub use answers::argument;
pub use narrator::Narrator;
pub use paragraph::Paragraph;
pub use words::{Lexicon, count_in_words, when};

/// Paragraphs that are made only when they are asked for: that takes longer than all else on a
/// page.
#[derive(Default)]
pub struct Told<'a>(Option<Box<dyn Fn() -> Vec<Paragraph<'a>> + 'a>>);

impl<'a> Told<'a> {
    /// What the function will tell.
    pub fn by(tell: impl Fn() -> Vec<Paragraph<'a>> + 'a) -> Self {
        Self(Some(Box::new(tell)))
    }

    /// The paragraphs.
    pub fn paragraphs(&self) -> Vec<Paragraph<'a>> {
        self.0.as_ref().map_or_else(Vec::new, |tell| tell())
    }
}
