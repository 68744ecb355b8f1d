//! How the program reads a date.

use crate::report::reading::Reading;

use super::View;
use super::page::{Page, plain_name};

impl View for Reading<'_> {
    fn fill(&self, page: &mut Page) {
        let day =
            |day: Option<chrono::NaiveDate>| day.map_or("open".to_owned(), |day| day.to_string());
        let qualified = match (self.approximate, self.uncertain) {
            (false, false) => "",
            (true, false) => "approximate",
            (false, true) => "uncertain",
            (true, true) => "approximate and uncertain",
        };
        let read_as = if self.edtf { "EDTF" } else { "words" };
        let field = |name, text: &str| (name, plain_name(text.to_owned()));
        let mut fields = vec![field("input", self.input)];
        if let Some(error) = &self.error {
            fields.push(field("error", error));
        } else {
            fields.extend([
                field("read as", read_as),
                field("meaning", &self.extra.words),
                field("earliest", &day(self.bounds.earliest)),
                field("latest", &day(self.bounds.latest)),
                field("qualified", qualified),
            ]);
        }
        page.fields(fields);
    }
}
