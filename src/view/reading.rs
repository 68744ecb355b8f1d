//! How a date is read.

use crate::report::reading::Reading;

use super::View;
use super::page::{Page, plain_name};

impl View for Reading<'_> {
    fn fill(&self, page: &mut Page) {
        let day =
            |day: Option<chrono::NaiveDate>| day.map_or("open".to_owned(), |day| day.to_string());
        let qualified = match (self.approximate, self.uncertain) {
            (false, false) => String::new(),
            (true, false) => "approximate".into(),
            (false, true) => "uncertain".into(),
            (true, true) => "approximate and uncertain".into(),
        };
        let read_as = if self.edtf { "EDTF" } else { "words" };
        let mut fields = vec![("input", self.input.to_owned())];
        if let Some(error) = &self.error {
            fields.push(("error", error.clone()));
        } else {
            fields.extend([
                ("read as", read_as.to_owned()),
                ("meaning", self.aside.words.clone()),
                ("earliest", day(self.earliest)),
                ("latest", day(self.latest)),
                ("qualified", qualified),
            ]);
        }
        let fields = fields.into_iter();
        page.fields(
            fields
                .map(|(name, text)| (name, plain_name(text)))
                .collect(),
        );
    }
}
