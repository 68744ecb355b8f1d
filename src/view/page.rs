//! The content of a page before layout: headings, paragraphs, fields and tables.
//!
//! Any text in it may come from a dataset, and is sanitized when the page is rendered.

use crate::dataset::problem::Excerpt;
use crate::query::names::RecordKind;

use super::drawing::Drawing;
use super::link::Hyperlink;
use super::style::Tone;
use super::table::Table;

#[derive(Debug, Default)]
pub struct Page {
    /// Width in terminal columns; `None` for plain text and Markdown.
    pub width: Option<usize>,
    /// Options that a command on the page needs to find the same timeline, such as ` --data x`.
    pub flags: String,
    pub blocks: Vec<Block>,
}

/// A part of a page. `label` is printed before it in plain text.
#[derive(Debug)]
pub enum Block {
    Title {
        label: &'static str,
        text: String,
        /// Printed at the right.
        note: String,
    },
    Section {
        heading: String,
        /// Printed at the right; it may be empty.
        note: String,
        /// Printed before the note in plain text.
        label: &'static str,
        /// The tone of the note.
        tone: Tone,
    },
    Text {
        label: &'static str,
        text: String,
        indent: usize,
    },
    Branch {
        label: &'static str,
        /// Depth in the tree; the roots are on level 1.
        level: usize,
        /// The left margins of its first line and of its other lines.
        margins: [String; 2],
        text: String,
        link: Hyperlink,
    },
    /// A line of a dataset file, with the position of a problem marked.
    Excerpt {
        line: usize,
        excerpt: Excerpt,
    },
    /// Explains the marks on the page; left out in plain text.
    Legend(String),
    Fields(Vec<(&'static str, LinkedNames)>),
    Table(Table),
    /// Shown on a terminal only.
    Drawing(Drawing),
    Gap,
}

/// Names in order, each with the record that it links to, if any.
pub type LinkedNames = Vec<(String, Option<Hyperlink>)>;

/// A single name without a link; no name at all if the text is empty.
pub fn plain_name(text: String) -> LinkedNames {
    Vec::from_iter((!text.is_empty()).then_some((text, None)))
}

/// Names with links to records of one kind; `named` has names and ids.
pub fn link_names<'a>(
    kind: RecordKind,
    named: impl IntoIterator<Item = (String, &'a str)>,
) -> LinkedNames {
    let link = |(name, id)| (name, Some(Hyperlink::to(kind, id)));
    named.into_iter().map(link).collect()
}

/// The names, separated by commas.
pub fn join_names(names: &LinkedNames) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    names.join(", ")
}

impl Page {
    pub fn new(width: Option<usize>, flags: &str) -> Self {
        Self {
            width,
            flags: flags.to_owned(),
            blocks: Vec::new(),
        }
    }

    /// A command line that the user can type.
    pub fn command(&self, args: &str) -> String {
        format!("destal {args}{}", self.flags)
    }

    /// Adds a list: a heading, its table, and what to type next (`more`, without the program's name).
    pub fn list(
        &mut self,
        label: &'static str,
        heading: impl Into<String>,
        table: Table,
        more: Option<String>,
    ) {
        self.text(label, heading);
        self.gap();
        self.table(table);
        self.gap();
        let next = more.map(|args| format!("Next: {}", self.command(&args)));
        self.text("", next.unwrap_or_default());
    }

    /// The blocks, without a trailing gap.
    pub fn blocks(&self) -> &[Block] {
        match self.blocks.split_last() {
            Some((Block::Gap, rest)) => rest,
            _ => &self.blocks,
        }
    }

    pub fn title(&mut self, label: &'static str, text: impl Into<String>, note: impl Into<String>) {
        self.blocks.push(Block::Title {
            label,
            text: text.into(),
            note: note.into(),
        });
    }

    /// Adds a paragraph, unless it is empty.
    pub fn text(&mut self, label: &'static str, text: impl Into<String>) {
        self.indented(label, text, 0);
    }

    /// Adds a paragraph indented by `indent` columns, unless it is empty.
    pub fn indented(&mut self, label: &'static str, text: impl Into<String>, indent: usize) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::Text {
                label,
                text,
                indent,
            });
        }
    }

    /// Adds a legend, unless it is empty.
    pub fn legend(&mut self, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Legend(text));
        }
    }

    pub fn section(&mut self, heading: impl Into<String>) {
        self.section_with_command(heading, String::new());
    }

    /// Adds a heading with the command that shows more.
    pub fn section_with_command(&mut self, heading: impl Into<String>, command: String) {
        self.section_with_note(heading, "more", command, Tone::Quiet);
    }

    /// Adds a heading with a note at the right, which `label` names in plain text.
    pub fn section_with_note(
        &mut self,
        heading: impl Into<String>,
        label: &'static str,
        note: String,
        tone: Tone,
    ) {
        self.gap();
        self.blocks.push(Block::Section {
            heading: heading.into(),
            note,
            label,
            tone,
        });
    }

    /// Adds a table, unless it is empty.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a table with a heading above it, unless it is empty.
    pub fn section_with_table(&mut self, heading: impl Into<String>, table: Table) {
        if !table.rows.is_empty() {
            self.section(heading);
            self.table(table);
        }
    }

    /// Adds the fields that have a value.
    pub fn fields(&mut self, mut fields: Vec<(&'static str, LinkedNames)>) {
        fields.retain(|(_, names)| !names.is_empty());
        if !fields.is_empty() {
            self.blocks.push(Block::Fields(fields));
        }
    }

    /// Adds a blank line, unless there is one already or the page is empty.
    pub fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }
}
