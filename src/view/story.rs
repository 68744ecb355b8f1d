//! Prose on a page.

use crate::report::prose::{Paragraph, Prose};

use super::page::Page;
use super::{Format, View};

impl View for Prose<'_> {
    const FORMATS: &'static [Format] = super::OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title(self.label, self.title.as_str(), self.aside.as_str());
        paragraphs(&mut page, &self.paragraphs);
        page
    }
}

impl View for Vec<Prose<'_>> {
    const FORMATS: &'static [Format] = super::OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        for prose in self {
            page.section(prose.title.as_str());
            paragraphs(&mut page, &prose.paragraphs);
        }
        page
    }
}

/// Adds paragraphs, with space between them.
pub fn paragraphs(page: &mut Page, paragraphs: &[Paragraph<'_>]) {
    for paragraph in paragraphs {
        page.gap();
        page.text("paragraph", paragraph.text.as_str());
    }
}
