//! The records of a timeline, and the rules for dates, citations and agreement.

pub mod agreement;
pub mod citation;
pub mod date;
pub mod event;
pub mod key;
pub mod person;
pub mod source;
pub mod text;
pub mod timeline;
pub mod topic;
mod without;
