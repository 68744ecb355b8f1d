//! Everything in a file of a dataset that points into a source.

use crate::dataset::problem::Path;

use super::{EventRecord, File};

/// Something in a dataset that points into a source.
pub struct LocatorRecord<'r> {
    /// Where it stands in its file.
    pub path: Path,
    pub source: &'r str,
    pub paragraph: Option<u32>,
    pub as_printed: Option<&'r str>,
}

impl<'r> LocatorRecord<'r> {
    fn new(
        path: Path,
        source: &'r str,
        paragraph: Option<u32>,
        as_printed: Option<&'r str>,
    ) -> Self {
        Self {
            path,
            source,
            paragraph,
            as_printed,
        }
    }
}

impl File {
    /// Visits everything in the file that points into a source.
    pub fn visit_locators<'r>(&'r self, visit: &mut impl FnMut(LocatorRecord<'r>)) {
        let list = |key: &str, n| Path::default().key(key).index(n);
        for (n, person) in self.people.iter().enumerate() {
            for (i, office) in person.offices.iter().enumerate() {
                let path = list("people", n).key("offices").index(i);
                visit(LocatorRecord::new(
                    path,
                    &office.source,
                    office.paragraph,
                    None,
                ));
            }
            for (i, fate) in person.fates.iter().enumerate() {
                let path = list("people", n).key("fates").index(i);
                visit(LocatorRecord::new(path, &fate.source, fate.paragraph, None));
            }
        }
        for (n, event) in self.events.iter().enumerate() {
            event.visit_locators(&list("events", n), visit);
        }
        for (n, topic) in self.topics.iter().enumerate() {
            for (q, question) in topic.questions.iter().enumerate() {
                for (i, answer) in question.answers.iter().enumerate() {
                    let path = list("topics", n)
                        .key("questions")
                        .index(q)
                        .key("answers")
                        .index(i);
                    let printed = answer.as_printed.as_deref();
                    visit(LocatorRecord::new(
                        path,
                        &answer.source,
                        answer.paragraph,
                        printed,
                    ));
                }
            }
        }
        for (n, link) in self.links.iter().enumerate() {
            visit(LocatorRecord::new(
                list("links", n),
                &link.source,
                link.paragraph,
                None,
            ));
        }
    }
}

impl EventRecord {
    /// Visits everything in the record that points into a source; `at` leads to the record.
    pub fn visit_locators<'r>(&'r self, at: &Path, visit: &mut impl FnMut(LocatorRecord<'r>)) {
        if let Some(source) = &self.dating.source {
            let path = at.clone().key("dating");
            visit(LocatorRecord::new(
                path,
                source,
                self.dating.paragraph,
                None,
            ));
        }
        for (i, account) in self.accounts.iter().enumerate() {
            let path = at.clone().key("accounts").index(i);
            let printed = account.as_printed.as_deref();
            visit(LocatorRecord::new(
                path,
                &account.source,
                account.paragraph,
                printed,
            ));
        }
    }
}
