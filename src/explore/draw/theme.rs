//! The styles of the screen: with sixteen colours or with none, in Unicode or in ASCII.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;
use unicode_truncate::{Alignment, UnicodeTruncateStr};
use unicode_width::UnicodeWidthStr;

use crate::view::{Look, for_terminal};

/// What a page is about, and what is being typed.
pub const TITLE: Style = Style::new().add_modifier(Modifier::BOLD);
/// What the keys act on.
pub const AT_HAND: Style = Style::new().add_modifier(Modifier::REVERSED);

const ASCII_BORDER: border::Set<'_> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// The styles and signs that the reader's terminal shows.
#[derive(Clone, Copy, Debug)]
pub struct Theme(pub Look);

impl Theme {
    /// The first of two, or the second if only ASCII may be used.
    pub fn pick<T>(self, sign: T, ascii: T) -> T {
        if self.0.ascii { ascii } else { sign }
    }

    /// What stands before the line at hand.
    pub fn pointer(self, at_hand: bool) -> &'static str {
        if at_hand { self.pick("▸", ">") } else { " " }
    }

    fn colored(self, style: Style, color: Color) -> Style {
        if self.0.color { style.fg(color) } else { style }
    }

    /// The heading of a part, and what keys are called.
    pub fn heading(self) -> Style {
        self.colored(TITLE, Color::Cyan)
    }

    /// What leads on.
    pub fn link(self) -> Style {
        self.colored(Style::new(), Color::Cyan)
    }

    /// The same style for a word that was searched for.
    pub fn hit(self, style: Style) -> Style {
        let style = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        self.colored(style, Color::Yellow)
    }

    /// What stands back: frames, hints.
    pub fn quiet(self) -> Style {
        self.colored(Style::new(), Color::DarkGray)
    }

    /// How the mark of a disputed event is drawn.
    pub fn disputed(self) -> Style {
        self.colored(TITLE, Color::Red)
    }

    /// The edge of a pane.
    pub fn edge(self, has_focus: bool) -> Style {
        if has_focus {
            self.heading()
        } else {
            self.quiet()
        }
    }

    /// The text as it may stand on the screen.
    pub fn text(self, text: &str) -> String {
        for_terminal(text, self.0.ascii)
    }

    /// The text, cut off with a sign if it is wider than the room.
    pub fn cut(self, text: &str, room: usize) -> String {
        if text.width() <= room {
            return text.to_owned();
        }
        let sign = if room == 0 { "" } else { self.pick("…", "~") };
        let (fitting, _) = text.unicode_truncate(room.saturating_sub(sign.width()));
        fitting.trim_end().to_owned() + sign
    }

    /// The text in exactly so many columns.
    pub fn fitted(self, text: &str, columns: usize) -> String {
        let text = self.cut(text, columns);
        text.unicode_pad(columns, Alignment::Left, false).into()
    }

    /// A frame so wide, with a title in its upper edge.
    pub fn block(self, title: &str, width: u16, edge: Style) -> Block<'static> {
        let border = self.pick(border::PLAIN, ASCII_BORDER);
        let block = Block::bordered().border_set(border).border_style(edge);
        if title.is_empty() {
            return block;
        }
        let title = self.cut(title, usize::from(width).saturating_sub(6));
        block.title_top(Line::from(vec![
            Span::styled(border.horizontal_top, edge),
            Span::styled(format!(" {title} "), TITLE),
        ]))
    }
}
