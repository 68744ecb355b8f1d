//! Prose on a page.

use crate::report::prose::{Paragraph, Prose};

use super::View;
use super::page::Page;

impl View for Prose<'_> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title(self.label, self.title.as_str(), self.aside.as_str());
        add_paragraphs(&mut page, &self.paragraphs);
        page
    }
}

impl View for Vec<Prose<'_>> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        for prose in self {
            page.section(prose.title.as_str());
            add_paragraphs(&mut page, &prose.paragraphs);
        }
        page
    }
}

/// Adds paragraphs, with space between them.
pub fn add_paragraphs(page: &mut Page, paragraphs: &[Paragraph<'_>]) {
    for paragraph in paragraphs {
        page.gap();
        page.text("paragraph", paragraph.text.as_str());
    }
}
