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
