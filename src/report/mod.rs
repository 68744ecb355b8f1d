//! Answers as plain data, made of a timeline by pure functions. A report serializes to the JSON
//! that programs are promised, and holds for the views what they show beyond it.

pub mod accounts;
pub mod axis;
pub mod catalogue;
pub mod chain;
pub mod chart;
pub mod check;
pub mod chronology;
pub mod comparison;
pub mod counts;
pub mod difference;
pub mod event;
pub mod excerpt;
pub mod extract;
pub mod packing;
pub mod part;
pub mod person;
pub mod prose;
pub mod quiz;
pub mod reading;
pub mod reasons;
pub mod scale;
pub mod search;
pub mod source;
pub mod started;
pub mod story;
pub mod thing;

#[cfg(test)]
mod tests;
