//! What a timeline is made of, and the rules that its parts keep: dates, accounts, agreement.

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
