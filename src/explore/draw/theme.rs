//! Styles of the screen: in sixteen colours or none, in Unicode or ASCII.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;
use unicode_truncate::{Alignment, UnicodeTruncateStr};
use unicode_width::UnicodeWidthStr;

use crate::view::{RenderOptions, for_terminal};

/// For titles, and the text being typed.
pub const TITLE: Style = Style::new().add_modifier(Modifier::BOLD);
/// For the selected row or link.
pub const SELECTED: Style = Style::new().add_modifier(Modifier::REVERSED);

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

/// Styles and signs for the terminal's capabilities.
#[derive(Clone, Copy, Debug)]
pub struct Styles(pub RenderOptions);

impl Styles {
    /// Returns `sign`, or `ascii` if only ASCII may be used.
    pub fn pick<T>(self, sign: T, ascii: T) -> T {
        if self.0.ascii { ascii } else { sign }
    }

    /// The column before a line: a pointer if the line is selected, otherwise a blank.
    pub fn pointer(self, selected: bool) -> &'static str {
        if selected { self.pick("▸", ">") } else { " " }
    }

    fn with_color(self, style: Style, color: Color) -> Style {
        if self.0.color { style.fg(color) } else { style }
    }

    /// For section headings and key names.
    pub fn heading(self) -> Style {
        self.with_color(TITLE, Color::Cyan)
    }

    pub fn link(self) -> Style {
        self.with_color(Style::new(), Color::Cyan)
    }

    /// The same style, highlighted as a search match.
    pub fn hit(self, style: Style) -> Style {
        let style = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        self.with_color(style, Color::Yellow)
    }

    /// For frames and hints.
    pub fn quiet(self) -> Style {
        self.with_color(Style::new(), Color::DarkGray)
    }

    /// For the mark of a disputed event.
    pub fn disputed(self) -> Style {
        self.with_color(TITLE, Color::Red)
    }

    /// For the border of a pane.
    pub fn edge(self, has_focus: bool) -> Style {
        if has_focus {
            self.heading()
        } else {
            self.quiet()
        }
    }

    /// Sanitizes text for the terminal, in ASCII if required.
    pub fn text(self, text: &str) -> String {
        for_terminal(text, self.0.ascii)
    }

    /// Truncates text to `room` columns; an ellipsis marks the cut.
    pub fn truncate(self, text: &str, room: usize) -> String {
        if text.width() <= room {
            return text.to_owned();
        }
        let sign = if room == 0 { "" } else { self.pick("…", "~") };
        let (fitting, _) = text.unicode_truncate(room.saturating_sub(sign.width()));
        fitting.trim_end().to_owned() + sign
    }

    /// Truncates or pads text to exactly `columns` columns.
    pub fn fit(self, text: &str, columns: usize) -> String {
        let text = self.truncate(text, columns);
        text.unicode_pad(columns, Alignment::Left, false).into()
    }

    /// A bordered block with a title, which is truncated to fit `width` columns.
    pub fn block(self, title: &str, width: u16, edge: Style) -> Block<'static> {
        let border = self.pick(border::PLAIN, ASCII_BORDER);
        let block = Block::bordered().border_set(border).border_style(edge);
        if title.is_empty() {
            return block;
        }
        let title = self.truncate(title, usize::from(width).saturating_sub(6));
        block.title_top(Line::from(vec![
            Span::styled(border.horizontal_top, edge),
            Span::styled(format!(" {title} "), TITLE),
        ]))
    }
}
