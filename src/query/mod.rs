//! Filters, search, and lookup of records by typed names.

pub mod filter;
pub mod names;
pub mod phrase;
pub mod search;
pub mod texts;
pub mod values;
pub mod words;
