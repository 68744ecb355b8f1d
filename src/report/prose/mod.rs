//! Prose: what curators wrote, put in order, joined by dates, and followed by who says so.

mod argument;
mod lexicon;
mod narrator;
mod phrases;
mod writer;

pub use argument::{argue, attributed, contradicts_itself};
pub use lexicon::Lexicon;
pub use narrator::Narrator;
pub use phrases::{count_in_words, when};
pub use writer::{Paragraph, Prose, Writer};
