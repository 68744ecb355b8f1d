//! Prose: arranges the curators' sentences, connects them with dates, and adds citations.

mod argument;
mod lexicon;
mod narrator;
mod phrases;
mod writer;

pub use argument::{argue, attribution, contradicts_itself};
pub use phrases::{count_in_words, date_phrase};
pub use writer::{Paragraph, Prose, Writer};
