//! Which events are meant: filters, and the names of things as a person types them.

pub mod filter;
pub mod index;
pub mod names;
pub mod narrow;
pub mod search;
pub mod words;
