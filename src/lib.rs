//! `destal` explores a timeline on which the sources disagree.
//!
//! A dataset of events, curated by hand from a handful of texts, becomes a `model` in memory;
//! a command asks for some of it, a report answers, a view shows the answer. Every statement
//! keeps the source and the paragraph that it is from, and who agrees is computed.
//!
//! Each folder may use those to its left; `tests/suite/architecture.rs` keeps it so, and keeps
//! circles out of the modules inside a folder, too:
//!
//! ```text
//! error <- model <- dataset, query <- report <- view <- export <- command <- explore <- cli <- main
//!                   dataset <- shipped <- command
//! ```
//!
//! * `error`: what can go wrong, in what words.
//! * `model`: what a timeline is made of: dates with bounds, events, accounts, answers,
//!   agreement.
//! * `dataset`: JSON text into a checked timeline, or a list of all that is wrong with it.
//! * `shipped`: the timeline in `data/`, which `build.rs` reads with `dataset` and keeps in a
//!   compact form.
//! * `query`: which events are meant: filters, and names as a person types them.
//! * `report`: answers as plain data, which serialize to the JSON that programs are promised.
//! * `view`: how answers look: pages, tables, lines, JSON.
//! * `export`: files for other programs, one file per format.
//! * `command`: what each command takes, and how it comes to its answer.
//! * `explore`: the full-screen explorer, and the lines of the shell.
//! * `cli`: global options, the outside world as a value, the output stream, the pager, the words
//!   that complete a line, the exit status.
//!
//! Where to add what:
//!
//! * An event field: to `dataset/record/event.rs` (the JSON key) and `model/event.rs`; it is checked
//!   and resolved in `dataset/resolve/events.rs`, and shown by `report/event.rs` and
//!   `view/event.rs`. `docs/format.md` explains it to curators.
//! * A filter: a row of `FILTERS` in `query/filter.rs`. The row is its option, its place in headings,
//!   what it is called in empty answers, and its facet in the explorer.
//! * A column: a `Column` in the list of the report's table, in the file of `view` that is named
//!   after the report (`view/events.rs`); the report gets the field that it shows.
//!   The column also names the fields of the report's JSON that CSV and TSV have in its place.
//! * A command: a variant of `TimelineCommand` in `command/timeline.rs` and its arm below; one that
//!   needs no timeline is a variant of `Command` in `command/mod.rs`. What it answers is a report in
//!   `report`, and a `View` in `view`.
//! * An export: a file in `export` and a row of `Kind::ALL` in `export/mod.rs`.
//!
//! What holds throughout:
//!
//! * `model`, `query` and `report` neither read nor write anything outside the program, and a
//!   report cannot fail: a timeline exists only if every reference in it leads somewhere.
//! * Only `dataset` knows the JSON of the files, only `view` knows comfy-table, and clap is seen
//!   in `command`, `explore` and `cli` alone.
//! * Only `cli` reads the environment and the clock, and only it and `explore` the terminal.
//! * A quiz is a `command::QuizSession`, which says and hears lines and knows no terminal; every
//!   file is written by a `command::Target`, whole or not at all.
//! * Text from a dataset is data: `view` makes it harmless wherever it goes.

mod command;
mod dataset;
mod error;
mod explore;
mod export;
mod model;
mod query;
mod report;
mod shipped;
mod view;

pub mod cli;
#[doc(hidden)]
pub use explore::headless;

#[cfg(test)]
#[path = "../examples/made_up/lines.rs"]
mod made_up;
