//! `destal` is an explorer for a timeline on which the sources disagree.
//!
//! `dataset` loads hand-curated JSON into a `model` in memory. A command builds a `report` from
//! the model, and a `view` renders the report. Every claim keeps its source and paragraph, and
//! the agreement between sources is computed.
//!
//! A module may use only modules to its left. `tests/suite/architecture.rs` enforces this, and
//! rejects dependency cycles between modules:
//!
//! ```text
//! error <- model <- dataset, query <- report <- view <- export <- command <- explore <- cli <- main
//!                   dataset <- shipped <- command
//! ```
//!
//! * `error`: the error type, with messages, hints and exit codes.
//! * `model`: the data types of a timeline: dates with bounds, events, accounts, answers,
//!   agreement.
//! * `dataset`: parses and checks JSON; returns a timeline, or a list of all problems. `import` makes
//!   records of spreadsheets and of `TimelineJS` files.
//! * `shipped`: the built-in timeline from `data/`, which `build.rs` reads with `dataset` and
//!   stores in a compact form.
//! * `query`: filters that select events, search, the words of a command line, and lookup of records by
//!   typed names.
//! * `report`: the results of commands as plain data. Their JSON is a stable output format.
//! * `view`: renders reports as pages, tables, plain lines and JSON.
//! * `export`: files for other programs, one file or folder per format.
//! * `command`: the arguments of each command, and how it builds its report.
//! * `explore`: the full-screen explorer, and line input for the shell.
//! * `cli`: global options, the environment as a value, output streams, the pager, completion, the
//!   exit status.
//!
//! Where to add things:
//!
//! * An event field: `dataset/record/event.rs` has the JSON key, and writes it for exports;
//!   `model/event.rs` has the field; `dataset/resolve/events.rs` checks it; `report/event.rs` and
//!   `view/event.rs` show it. `docs/format.md` explains it to curators. The database and the HTML
//!   page list their fields themselves (`export/sqlite`, `export/html/templates`).
//! * A filter: a row of `FILTERS` in `query/filter.rs`. Its option, its text in headings and in
//!   explanations of empty results, and its facet in the explorer come from that row. Only flags
//!   and filters by a person, place, theme or source have a facet.
//! * A column: an entry in the column list of a table, such as `event_columns` in
//!   `view/events.rs`. The entry also names the JSON fields that CSV and TSV output instead of the
//!   column. If `EventRow` (`report/event_row.rs`) lacks the data, add a field there.
//! * A command: a variant of `TimelineCommand` and its arm in `TimelineCommand::run`, both in
//!   `command/timeline.rs`; one that needs no timeline is a variant of `Command` in
//!   `command/mod.rs`. Its result is a type in `report` that implements `View` in `view`.
//! * A heading or a date word that `import` knows: `SYNONYMS` in `dataset/import/headings.rs`,
//!   `WORDS` in `dataset/import/words.rs`.
//! * An export: a file in `export`, and a row of `ExportFormat::ALL` in `export/mod.rs`.
//!
//! Invariants:
//!
//! * `model`, `query` and `report` do no I/O, and building a report cannot fail: a timeline exists
//!   only if every reference in it resolves.
//! * Only `dataset` parses dataset files (`export/sqlite` reads the keys of its records as well),
//!   only `view` uses comfy-table, and only `command`, `explore` and `cli` use clap.
//! * Only `cli` reads the environment and the clock, and only it and `explore` use the terminal.
//! * A quiz is a `command::QuizSession`, which takes and returns text and does no I/O. Every output
//!   file is written by a `command::Target`, completely or not at all.
//! * Text from a dataset is untrusted: `view` escapes it for every output.

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
