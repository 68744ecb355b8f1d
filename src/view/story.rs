//! Prose on a page.

use crate::report::prose::Paragraph;
use crate::report::story::Story;

use super::page::Page;
use super::{Format, View};

impl View for Story<'_> {
    const FORMATS: &'static [Format] = super::OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("story", self.title.as_str(), "");
        page.gap();
        paragraphs(&mut page, &self.paragraphs);
        page
    }

    fn prose(&self) -> Page {
        self.page(usize::MAX)
    }
}

/// Adds paragraphs, with space between them.
pub fn paragraphs(page: &mut Page, paragraphs: &[Paragraph<'_>]) {
    for paragraph in paragraphs {
        page.gap();
        page.text("paragraph", paragraph.text.as_str());
    }
}
