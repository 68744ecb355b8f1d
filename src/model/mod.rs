//! What a timeline is made of, and the rules that its parts keep: dates, accounts, agreement.

pub mod accounts;
pub mod agreement;
pub mod citation;
pub mod date;
pub mod event;
pub mod events;
pub mod kept;
pub mod key;
pub mod person;
pub mod source;
pub mod text;
pub mod timeline;
pub mod topic;
pub mod topics;
