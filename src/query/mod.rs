//! Which events are meant: filters, and the names of things as a person types them.

pub mod filter;
pub mod names;
pub mod search;
pub mod texts;
pub mod values;
pub mod words;
