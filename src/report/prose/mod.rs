//! Prose: arranges the curators' sentences, connects them with dates, and adds citations.

mod argument;
mod lexicon;
mod narrator;
mod phrases;
mod writer;

pub use argument::{attribution, write_dispute, write_question, write_self_contradictions};
pub use phrases::{count_in_words, date_phrase};
pub use writer::{Paragraph, Prose, Writer, add_citations, format_citations, split_sentences};
