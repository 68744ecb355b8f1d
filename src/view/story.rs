//! Prose on a page.

use crate::report::prose::{Paragraph, Prose};

use super::View;
use super::page::Page;

impl View for Story<'_> {
    fn page(&self, _: usize) -> Page {
        prose_page("story", &self.title, "", &self.paragraphs)
    }
}

    fn prose(&self) -> Option<Page> {
        Some(self.page(usize::MAX))
    }
}

/// A page of paragraphs below a title.
pub fn prose_page(
    label: &'static str,
    title: &str,
    aside: &str,
    paragraphs: &[Paragraph<'_>],
) -> Page {
    let mut page = Page::default();
    page.title(label, title, aside);
    add_paragraphs(&mut page, paragraphs);
    page
}

pub fn add_paragraphs(page: &mut Page, paragraphs: &[Paragraph<'_>]) {
    for paragraph in paragraphs {
        page.gap();
        page.text("paragraph", paragraph.text.as_str());
    }
}
