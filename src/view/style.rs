//! Tones of text, and what they are on a terminal with colours.

use anstyle::{AnsiColor, Style};

/// What a piece of text is, as far as a colour can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What the page is about.
    Title,
    /// The heading of a part.
    Section,
    /// Something went wrong.
    Error,
    /// What to do about it.
    Hint,
}

impl Tone {
    /// The text in this tone; as it is where there are no colours.
    pub fn paint(self, text: &str, color: bool) -> String {
        if !color || text.is_empty() {
            return text.to_owned();
        }
        let style = match self {
            Self::Title => Style::new().bold(),
            Self::Section => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
            Self::Error => Style::new().bold().fg_color(Some(AnsiColor::Red.into())),
            Self::Hint => Style::new().fg_color(Some(AnsiColor::Green.into())),
        };
        format!("{style}{text}{style:#}")
    }
}
