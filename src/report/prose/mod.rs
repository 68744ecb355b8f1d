//! Prose: what curators wrote, put in order, joined by dates, and followed by who says so.

mod argument;
mod lexicon;
mod narrator;
mod phrases;
mod writer;

pub use argument::{argue, attribution, contradicts_itself};
pub use phrases::{count_in_words, date_phrase};
pub use writer::{Paragraph, Prose, Writer};
