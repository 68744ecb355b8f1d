//! What a page is made of, before it is laid out: headings, paragraphs, fields and tables.
//!
//! All text in it may come from a dataset, and is made harmless when it is laid out.

use crate::dataset::problem::Excerpt;
use crate::query::names::RecordKind;

use super::drawing::Drawing;
use super::link::Link;
use super::table::Table;

/// A page from top to bottom.
#[derive(Debug, Default)]
pub struct Page {
    /// How many columns the reader's screen has; `None` for one who goes from line to line.
    pub width: Option<usize>,
    pub blocks: Vec<Block>,
}

/// A part of a page. Its `label` is what it is called in plain text.
#[derive(Debug)]
pub enum Block {
    Title {
        label: &'static str,
        text: String,
        /// What stands at the right of it.
        aside: String,
    },
    Section(String),
    Text {
        label: &'static str,
        text: String,
        indent: usize,
    },
    /// A branch of a tree.
    Branch {
        label: &'static str,
        /// The roots are on level 1.
        level: usize,
        /// What stands before its first line, and before its other lines.
        margins: [String; 2],
        text: String,
        link: Link,
    },
    /// A line of a file, with the place in it marked.
    Excerpt {
        line: usize,
        excerpt: Excerpt,
    },
    /// What the marks on the page mean.
    Legend(String),
    Fields(Vec<(&'static str, Names)>),
    Table(Table),
    /// What only a terminal shows.
    Drawing(Drawing),
    Gap,
}

/// Names one after the other, each with what it leads to.
pub type Names = Vec<(String, Option<Link>)>;

/// Text that leads nowhere; no name if it is empty.
pub fn plain_name(text: String) -> Names {
    Vec::from_iter((!text.is_empty()).then_some((text, None)))
}

/// Names of records of one kind, each with its id.
pub fn link_names<'a>(
    kind: RecordKind,
    named: impl IntoIterator<Item = (String, &'a str)>,
) -> Names {
    let link = |(name, id)| (name, Some(Link::to(kind, id)));
    named.into_iter().map(link).collect()
}

/// The names with commas between them.
pub fn join_names(names: &Names) -> String {
    let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
    names.join(", ")
}

impl Page {
    pub fn new(width: Option<usize>) -> Self {
        Self {
            width,
            blocks: Vec::new(),
        }
    }

    /// Adds a list: how many there are, the table, and what to type next.
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
        self.text("more", more.unwrap_or_default());
    }

    /// Its parts, without space at the end.
    pub fn parts(&self) -> &[Block] {
        match self.blocks.split_last() {
            Some((Block::Gap, rest)) => rest,
            _ => &self.blocks,
        }
    }

    pub fn title(
        &mut self,
        label: &'static str,
        text: impl Into<String>,
        aside: impl Into<String>,
    ) {
        self.blocks.push(Block::Title {
            label,
            text: text.into(),
            aside: aside.into(),
        });
    }

    /// Adds a paragraph, unless it is empty.
    pub fn text(&mut self, label: &'static str, text: impl Into<String>) {
        self.indented(label, text, 0);
    }

    /// Adds a paragraph with blanks at its left, unless it is empty.
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

    /// Adds what the marks mean, unless there are none.
    pub fn legend(&mut self, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Legend(text));
        }
    }

    pub fn section(&mut self, heading: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Section(heading.into()));
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

    /// Adds fields, those left out of which there is nothing to say.
    pub fn fields(&mut self, mut fields: Vec<(&'static str, Names)>) {
        fields.retain(|(_, names)| !names.is_empty());
        if !fields.is_empty() {
            self.blocks.push(Block::Fields(fields));
        }
    }

    /// Adds space, unless there is some already.
    pub fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }
}
