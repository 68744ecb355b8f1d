//! The interactive parts: the full-screen explorer, and line input for the shell.
//!
//! The explorer shows the reports of the commands and adds no data of its own. `input` handles
//! keys, `state` holds what is shown, `draw` draws it, and `terminal` runs the event loop. `shell`
//! reads lines.

mod command_line;
mod draw;
mod facets;
pub mod headless;
mod input;
mod keys;
mod page_layout;
pub mod shell;
mod state;
mod terminal;
mod window;

use std::path::Path;

use clap::Args;

use crate::command::{self, Command, FilterArgs, Settings, Target};
use crate::error::{Error, Result};
use crate::export::ExportFormat;
use crate::model::timeline::Timeline;
use crate::query::texts::EventTexts;
use crate::view::{Format, RenderOptions};
use command_line::CommandLine;

pub use draw::draw;
pub use input::handle_event;
pub use state::Explorer;
pub use terminal::run;

/// Explore the timeline full-screen: navigate, filter, compare, and copy or save what is on screen
#[derive(Debug, Default, Args)]
#[command(
    after_help = "`?` shows the keys. The line below the screen shows the command that prints it."
)]
pub struct ExploreArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

/// Runs the explorer until the user leaves it. `flags` are the global options, such as `--data`,
/// that its command line needs to reproduce the screen.
///
/// # Errors
///
/// If the dataset or the terminal cannot be used.
pub fn explore(args: &ExploreArgs, settings: &Settings, flags: Vec<String>) -> Result<()> {
    let timeline = &command::load(settings, None)?;
    let filter = args.filters.resolve(timeline, settings.today)?;
    let texts = EventTexts::of_events(timeline);
    let mut explorer = Explorer::new(timeline, &texts, filter, settings.render, flags);
    let save = |line: CommandLine, name: &str| {
        let written = answer(&line, name, timeline, settings)
            .and_then(|text| Target::new(Path::new(name), false)?.write(text));
        match written {
            Ok(()) => format!("written to {name}"),
            Err(error) => error.to_string(),
        }
    };
    settings.progress.end();
    run(&mut explorer, &save).map_err(|why| {
        Error::failed(
            format!("the terminal cannot be used: {why}"),
            "the other commands need none: `destal --help`",
        )
    })
}

/// The output of a command for a file, without colours. The extension selects the format; if only
/// an export has it, events are exported.
fn answer(
    line: &CommandLine,
    name: &str,
    timeline: &Timeline,
    settings: &Settings,
) -> Result<String> {
    let ending = Path::new(name).extension().unwrap_or_default();
    let ending = ending.to_string_lossy();
    let format = Format::from_extension(&ending);
    let export = ExportFormat::from_extension(&ending).filter(|_| line.is_events());
    let mut words = line.0.clone();
    match (format, export) {
        (Some(_), _) => {}
        (None, Some(export)) => {
            words.splice(..1, ["export".to_owned(), export.name.to_owned()]);
        }
        (None, None) => {
            let message = format!("no format for `{name}`; try .txt, .md or .json");
            return Err(Error::usage(message, ""));
        }
    }
    let settings = Settings {
        format,
        render: RenderOptions {
            color: false,
            ..settings.render
        },
        ..settings.clone()
    };
    Ok(command::run(&Command::parse(&words)?, &settings, Some(timeline))?.text)
}

#[cfg(test)]
mod tests;
