//! `places`, `place`, `themes`, `theme`: where events happened, and what they are about.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::place_theme;

use super::takes::Takes;
use super::{Output, Settings};

/// List the places where events happened
#[derive(Debug, Args)]
pub struct PlacesArgs {}

/// Show one place and what happened there
#[derive(Debug, Args)]
pub struct PlaceArgs {
    /// The place's id, a name of it, or a part that fits no other
    #[arg(value_name = "NAME", add = Takes::Places)]
    name: String,
}

/// List the themes of the events
#[derive(Debug, Args)]
pub struct ThemesArgs {}

/// Show one theme and its events
#[derive(Debug, Args)]
pub struct ThemeArgs {
    /// The theme's id, its name, or a part that fits no other
    #[arg(value_name = "NAME", add = Takes::Themes)]
    name: String,
}

/// Lists the places.
pub fn places(_: &PlacesArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let output = settings.show(&place_theme::places(timeline))?;
    Ok(output.remark_if(timeline.places.is_empty(), || {
        "the timeline names no places".into()
    }))
}

/// Shows the place.
pub fn place(args: &PlaceArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::place(timeline, &args.name)?;
    let prose = || place_theme::place_prose(timeline, key);
    settings.show_or_tell(&place_theme::place(timeline, key), prose)
}

/// Lists the themes.
pub fn themes(_: &ThemesArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let output = settings.show(&place_theme::themes(timeline))?;
    Ok(output.remark_if(timeline.themes.is_empty(), || {
        "the timeline names no themes".into()
    }))
}

/// Shows the theme.
pub fn theme(args: &ThemeArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::theme(timeline, &args.name)?;
    let prose = || place_theme::theme_prose(timeline, key);
    settings.show_or_tell(&place_theme::theme(timeline, key), prose)
}
