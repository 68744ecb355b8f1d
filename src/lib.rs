//! `destal` explores a timeline on which the sources disagree.
//!
//! A dataset of events, curated by hand from a handful of texts, becomes a `model` in memory;
//! a command asks for some of it, a report answers, a view shows the answer. Every statement
//! keeps the source and the paragraph that it is from, and who agrees is computed.
//!
//! Each folder or file may use those to its left. `tests/suite/architecture.rs` fails otherwise, and
//! if modules depend on each other in a circle:
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
//! * `export`: files for other programs, a file or a folder per format.
//! * `command`: what each command takes, and how it comes to its answer.
//! * `explore`: the full-screen explorer, and the lines of the shell.
//! * `cli`: global options, the outside world as a value, the output stream, the pager, the words
//!   that complete a line, the exit status.
//!
//! Where to add what:
//!
//! * An event field: `dataset/record/event.rs` has the JSON key, and writes it for exports;
//!   `model/event.rs` has the field; `dataset/resolve/events.rs` checks it; `report/event.rs` and
//!   `view/event.rs` show it. `docs/format.md` explains it to curators. The database and the HTML
//!   page list their fields themselves (`export/sqlite`, `export/html/templates`).
//! * A filter: a row of `FILTERS` in `query/filter.rs`. Its option, its words in headings and in
//!   empty answers, and its facet in the explorer follow from the row; a filter with a value of its
//!   own has no facet.
//! * A column: an entry in the list of columns of a table, such as `event_columns` in
//!   `view/events.rs`. It also names the fields of the report's JSON that CSV and TSV have in its
//!   place. If the row lacks the data, the row gets a field (`EventRow` in `report/event_row.rs`).
//! * A command: a variant of `TimelineCommand` and its arm in `TimelineCommand::run`, both in
//!   `command/timeline.rs`; one that needs no timeline is a variant of `Command` in
//!   `command/mod.rs`. Its answer is a report in `report`, and a `View` in `view`.
//! * An export: a file in `export`, and a row of `Kind::ALL` in `export/mod.rs`.
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
