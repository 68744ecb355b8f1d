//! Which arguments take the name of something in the timeline, so that it can be completed.

use clap::builder::ArgExt;

pub use crate::query::names::NameKind as Takes;

impl ArgExt for Takes {}
