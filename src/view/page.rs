//! What a page is made of, before it is laid out: headings, paragraphs, fields and grids.
//!
//! All text in it may come from a dataset, and is made harmless when it is laid out.

use crate::dataset::problem::Excerpt;

use super::drawing::Drawing;
use super::grid::Grid;

/// What a name on a page stands for, so that a reader who can walk from page to page gets there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
}

/// The kinds of thing that have a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An event.
    Event,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A theme.
    Theme,
    /// A source.
    Source,
    /// A topic.
    Topic,
}

impl Link {
    /// The link to a thing.
    pub fn to(kind: Kind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
        }
    }
}

/// Names one after the other, each with what it stands for.
#[derive(Clone, Debug, Default)]
pub struct Names(pub Vec<(String, Option<Link>)>);

impl From<String> for Names {
    fn from(text: String) -> Self {
        let named = !text.is_empty();
        Self(named.then_some((text, None)).into_iter().collect())
    }
}

impl Names {
    /// Names of things of one kind, each with its id.
    pub fn of<'a>(kind: Kind, named: impl IntoIterator<Item = (String, &'a str)>) -> Self {
        let links = named.into_iter();
        Self(
            links
                .map(|(name, id)| (name, Some(Link::to(kind, id))))
                .collect(),
        )
    }

    /// The names with commas between them.
    pub fn joined(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

/// A page from top to bottom.
#[derive(Debug, Default)]
pub struct Page {
    blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug)]
pub enum Block {
    /// What the page is about.
    Title {
        /// What it is called where there is no layout.
        label: &'static str,
        /// The title.
        text: String,
        /// What stands at the right of it.
        aside: String,
    },
    /// The heading of a part of the page.
    Section(String),
    /// A paragraph.
    Text {
        /// What it is called where there is no layout.
        label: &'static str,
        /// The words.
        text: String,
        /// By how many columns it stands in.
        indent: usize,
    },
    /// A branch of a tree.
    Branch {
        /// What it is called where there is no layout.
        label: &'static str,
        /// What stands before its first line.
        first: String,
        /// What stands before its other lines.
        rest: String,
        /// The words.
        text: String,
        /// What it leads to.
        link: Link,
    },
    /// A line of a file, with a place in it.
    Excerpt {
        /// The number of the line.
        line: usize,
        /// What stands there.
        excerpt: Excerpt,
    },
    /// What the marks on the page mean.
    Legend(String),
    /// Names with something to say on each, the names in a column of their own.
    Fields(Vec<(String, Names)>),
    /// A grid.
    Grid(Grid),
    /// A drawing, which only a terminal shows.
    Drawing(Drawing),
    /// Space between parts.
    Gap,
}

impl Page {
    /// A list: how many there are, the grid, and what to type next.
    pub fn list(
        label: &'static str,
        heading: impl Into<String>,
        grid: Grid,
        more: Option<String>,
    ) -> Self {
        let mut page = Self::default();
        page.text(label, heading);
        page.gap();
        page.grid(grid);
        page.gap();
        page.text(
            "more",
            more.map(|command| format!("One of them: {command}"))
                .unwrap_or_default(),
        );
        page
    }

    /// Its parts, without space at the end.
    pub fn parts(&self) -> &[Block] {
        match self.blocks.split_last() {
            Some((Block::Gap, rest)) => rest,
            _ => &self.blocks,
        }
    }

    /// Adds a title.
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

    /// Adds a paragraph that stands in, unless it is empty.
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

    /// Adds a branch of a tree, with what stands before its first line and before the others.
    pub fn branch(
        &mut self,
        label: &'static str,
        [first, rest]: [String; 2],
        text: String,
        link: Link,
    ) {
        self.blocks.push(Block::Branch {
            label,
            first,
            rest,
            text,
            link,
        });
    }

    /// Adds a line of a file, with the place in it marked.
    pub fn excerpt(&mut self, line: usize, excerpt: Excerpt) {
        self.blocks.push(Block::Excerpt { line, excerpt });
    }

    /// Adds what the marks mean, unless there are none.
    pub fn legend(&mut self, text: String) {
        if !text.is_empty() {
            self.blocks.push(Block::Legend(text));
        }
    }

    /// Adds the heading of a part.
    pub fn section(&mut self, heading: impl Into<String>) {
        self.gap();
        self.blocks.push(Block::Section(heading.into()));
    }

    /// Adds a grid, unless it is empty.
    pub fn grid(&mut self, grid: Grid) {
        if !grid.is_empty() {
            self.blocks.push(Block::Grid(grid));
        }
    }

    /// Adds a drawing.
    pub fn drawing(&mut self, drawing: Drawing) {
        self.blocks.push(Block::Drawing(drawing));
    }

    /// Adds fields, those left out of which there is nothing to say.
    pub fn fields<N: Into<Names>>(&mut self, fields: Vec<(&str, N)>) {
        let said: Vec<(String, Names)> = fields
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()))
            .filter(|(_, names)| !names.0.is_empty())
            .collect();
        if !said.is_empty() {
            self.blocks.push(Block::Fields(said));
        }
    }

    /// Adds space, unless there is some already.
    pub fn gap(&mut self) {
        if !matches!(self.blocks.last(), None | Some(Block::Gap)) {
            self.blocks.push(Block::Gap);
        }
    }
}
