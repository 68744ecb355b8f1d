//! `schema`: what an editor has to know of a dataset's files.

use clap::Args;

use crate::dataset;
use crate::error::Result;
use crate::view::{self, Format};

use super::{Output, Settings};

/// Print the JSON Schema of a dataset's files, by which editors complete and check
#[derive(Debug, Args)]
#[command(after_help = "\
A file names it in its first line, \"$schema\": \"destal.schema.json\"; `destal init` writes it \
beside the files.")]
pub struct SchemaArgs {}

/// Prints the schema.
pub fn run(_: &SchemaArgs, settings: &Settings) -> Result<Output> {
    let format = settings.format.unwrap_or(Format::Json);
    Ok(Output {
        text: view::json_as(&dataset::schema::of_file(), format, settings.look)?,
        ..Output::default()
    })
}
