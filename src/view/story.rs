//! Prose on a page.

use crate::report::prose::{Paragraph, Prose};

use super::View;
use super::page::Page;

impl View for Prose<'_> {
    fn fill(&self, page: &mut Page) {
        let heading = &self.extra;
        page.title(heading.label, &*heading.title, &*heading.note);
        add_paragraphs(page, &self.paragraphs);
        if let Some((share, command)) = &heading.more {
            page.gap();
            page.text(
                "",
                format!("{share}. All of them: {}", page.command(command)),
            );
        }
    }
}

impl View for Vec<Prose<'_>> {
    fn fill(&self, page: &mut Page) {
        for prose in self {
            page.section(prose.extra.title.as_str());
            add_paragraphs(page, &prose.paragraphs);
        }
    }
}

/// Adds paragraphs, separated by blank lines.
pub fn add_paragraphs(page: &mut Page, paragraphs: &[Paragraph<'_>]) {
    for paragraph in paragraphs {
        page.gap();
        page.text("paragraph", paragraph.text.as_str());
    }
}
