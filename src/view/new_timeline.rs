//! Confirms that a new timeline was created, and says what to do next.

use crate::report::new_timeline::Started;

use super::View;
use super::page::Page;

impl View for Started {
    fn fill(&self, page: &mut Page) {
        page.text(
            "folder",
            format!("A timeline to begin with is in `{}`:", self.folder),
        );
        page.gap();
        for file in &self.files {
            page.indented("file", file.as_str(), 2);
        }
        page.gap();
        // Quoted if a shell would not read the name as one word.
        let folder =
            shlex::try_quote(&self.folder).map_or_else(|_| self.folder.clone(), Into::into);
        page.text("more", "Its README.md is a tour of ten minutes. Begin with");
        page.indented("command", format!("destal check {folder}"), 2);
        page.indented("command", format!("destal --data {folder} events"), 2);
    }
}
