//! The roles of text that are shown in colour, and their styles on a terminal.

use anstyle::{AnsiColor, Style};

/// Marks an event on which the sources disagree.
pub const DISPUTED: &str = "≠";

/// The role of a piece of text, which decides its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Title,
    Section,
    /// What can be skipped over, such as dates in a list.
    Quiet,
    /// A mark that the sources disagree.
    Mark,
    Error,
    /// How to remedy an error.
    Hint,
}

impl Tone {
    /// The text with ANSI codes for this tone; unchanged without `color`.
    pub fn paint(self, text: &str, color: bool) -> String {
        if !color || text.is_empty() {
            return text.to_owned();
        }
        let style = match self {
            Self::Title => Style::new().bold(),
            Self::Section => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
            Self::Quiet => Style::new().dimmed(),
            Self::Mark => Style::new().bold().fg_color(Some(AnsiColor::Yellow.into())),
            Self::Error => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Self::Hint => Style::new().fg_color(Some(AnsiColor::Green.into())),
        };
        format!("{style}{text}{style:#}")
    }
}
