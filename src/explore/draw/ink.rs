//! How things are set apart on the screen: with sixteen colours, or with none, or in ASCII.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::view::{Look, for_terminal};

/// What may be used.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// Whether colours may be.
    pub color: bool,
    /// Whether only ASCII characters may be.
    pub ascii: bool,
}

impl Ink {
    /// What the reader's terminal takes.
    pub fn of(look: Look) -> Self {
        Self {
            color: look.color,
            ascii: look.ascii,
        }
    }

    /// The first of two, or the second where only ASCII may be used.
    pub fn pick<T>(self, sign: T, ascii: T) -> T {
        if self.ascii { ascii } else { sign }
    }

    fn colored(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    /// What a page is about.
    pub fn title() -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The heading of a part, and what keys are called.
    pub fn heading(self) -> Style {
        self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Cyan)
    }

    /// What leads on.
    pub fn link(self) -> Style {
        self.colored(Style::new(), Color::Cyan)
    }

    /// What the keys act on.
    pub fn at_hand() -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What holds a word that was looked for.
    pub fn hit(self, style: Style) -> Style {
        let style = style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        self.colored(style, Color::Yellow)
    }

    /// What stands back: frames, hints.
    pub fn quiet(self) -> Style {
        self.colored(Style::new(), Color::DarkGray)
    }

    /// The mark of what is disputed.
    pub fn disputed(self) -> Style {
        self.colored(Style::new().add_modifier(Modifier::BOLD), Color::Red)
    }

    /// The text as it may stand on the screen.
    pub fn text(self, text: &str) -> String {
        for_terminal(text, self.ascii).into_owned()
    }

    /// Writes a text, cut off with a sign where there is no room; the column after it.
    ///
    /// The text has to be harmless already.
    pub fn put(
        self,
        buffer: &mut Buffer,
        [x, y]: [u16; 2],
        room: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let cut = self.cut(text, room.into());
        buffer.set_stringn(x, y, &cut, room.into(), style).0
    }

    /// The text, cut off with a sign where it is wider than the room.
    pub fn cut(self, text: &str, room: usize) -> String {
        if text.width() <= room {
            return text.to_owned();
        }
        let sign = self.pick("…", "~");
        let mut cut = String::new();
        let mut wide = 1;
        for c in text.chars() {
            wide += c.width().unwrap_or_default();
            if wide > room {
                break;
            }
            cut.push(c);
        }
        cut.truncate(cut.trim_end().len());
        if room > 0 {
            cut.push_str(sign);
        }
        cut
    }

    /// The style of a line of a list, which is set apart as a whole where it is at hand.
    pub fn row(buffer: &mut Buffer, area: Rect, y: u16, at_hand: bool) -> Style {
        let style = if at_hand {
            Self::at_hand()
        } else {
            Style::new()
        };
        let height = 1;
        buffer.set_style(Rect { y, height, ..area }, style);
        style
    }

    /// Draws a frame with a title in its upper edge.
    pub fn frame(self, buffer: &mut Buffer, area: Rect, title: &str, style: Style) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let [left, right] = [area.x, area.right() - 1];
        let [top, bottom] = [area.y, area.bottom() - 1];
        let corners = self.pick(["┌", "┐", "└", "┘"], ["+", "+", "+", "+"]);
        let [across, down] = self.pick(["─", "│"], ["-", "|"]);
        for x in left..=right {
            buffer.set_string(x, top, across, style);
            buffer.set_string(x, bottom, across, style);
        }
        for y in top..=bottom {
            buffer.set_string(left, y, down, style);
            buffer.set_string(right, y, down, style);
        }
        let places = [(left, top), (right, top), (left, bottom), (right, bottom)];
        for ((x, y), corner) in places.into_iter().zip(corners) {
            buffer.set_string(x, y, corner, style);
        }
        if !title.is_empty() {
            let room = area.width.saturating_sub(4);
            let title = format!(" {} ", self.cut(title, usize::from(room).saturating_sub(2)));
            self.put(buffer, [left + 2, top], room, &title, Self::title());
        }
    }
}
