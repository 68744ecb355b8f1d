//! Integration tests, in one binary so that they share the helpers that run the program.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod architecture;
mod cli;
mod corpus;
mod crash;
mod exports;
mod import;
mod large;
#[path = "../../examples/made_up/lines.rs"]
mod made_up;
mod page;
mod program;
mod progress;
mod prompt;
#[cfg(unix)]
mod pty;
mod quiz;
mod setup;
mod shell;
mod shipped;
mod streams;
mod terminal;
