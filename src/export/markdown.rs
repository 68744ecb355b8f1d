//! A document in Markdown: the events year by year, what each source says of them, and what the
//! sources answer, with places and notes as footnotes.

use std::collections::HashMap;
use std::fmt::{Arguments, Write as _};

use chrono::Datelike;

use crate::model::citation::{Piece, pieces};
use crate::model::date::{Match, days};
use crate::model::source::{Scope, Source};
use crate::report::comparison::{AnswerReport, Comparison, QuestionReport};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::report::part::{Cited, NoteReport};
use crate::view::{escaped_markdown, for_terminal};

use super::{Exported, Options};

/// The document: title, sources, a chapter a year, and the comparisons.
pub fn markdown(extract: &Extract<'_>, options: Options) -> Exported {
    let mut document = Document {
        extract,
        ascii: options.ascii,
        text: String::new(),
        places: HashMap::new(),
        footnotes: Vec::new(),
    };
    document.opening();
    document.sources();
    document.chapters();
    document.comparisons();
    document.ending();
    Exported::from(document.text)
}

/// The document as it grows.
struct Document<'e, 'a> {
    extract: &'e Extract<'a>,
    ascii: bool,
    text: String,
    /// The numbers of the footnotes that say where something stands.
    places: HashMap<String, usize>,
    /// The footnotes, in the order of their numbers.
    footnotes: Vec<String>,
}

impl<'a> Document<'_, 'a> {
    fn put(&mut self, text: Arguments<'_>) {
        self.text.write_fmt(text).expect("a string takes it");
    }

    fn say(&self, text: &str) -> String {
        escaped_markdown(&for_terminal(text, self.ascii))
    }

    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.put(format_args!("{text}\n\n"));
        }
    }

    fn opening(&mut self) {
        let extract = self.extract;
        let timeline = extract.timeline;
        let title = self.say(&extract.title());
        self.put(format_args!("# {title}\n\n"));
        let description = self.prose(timeline.description.as_deref().unwrap_or_default());
        self.paragraph(&description);
        let mut asked = Vec::from_iter(days(extract.period));
        asked.extend(extract.asked.iter().cloned());
        let count = extract.events.len();
        let plural = if count == 1 { "" } else { "s" };
        let mut counted = format!("{count} event{plural}");
        if extract.possible() > 0 {
            counted = format!(
                "{counted}, {} of them possibly in this period",
                extract.possible()
            );
        }
        asked.push(counted);
        let asked = self.say(&asked.join(" · "));
        self.paragraph(&asked);
        if extract
            .events
            .iter()
            .any(|page| !page.row.when.is_their_own)
        {
            let legend = self.say("Dates in brackets are from elsewhere.");
            self.paragraph(&legend);
        }
    }

    /// The sources that tell, in a table.
    fn sources(&mut self) {
        let extract = self.extract;
        self.put(format_args!("## Sources\n\n"));
        let mut rows = Vec::new();
        for (key, source) in extract.timeline.all_sources() {
            if extract.teller.told_by.is_some_and(|told_by| told_by != key) {
                continue;
            }
            let years = source.scope.as_ref().map(years);
            rows.push([
                self.say(&source.id),
                self.say(&source.name),
                self.say(source.kind.as_deref().unwrap_or_default()),
                self.say(&years.unwrap_or_default()),
                self.say(source.perspective.as_deref().unwrap_or_default()),
            ]);
        }
        self.table(
            ["source", "title", "kind", "covers", "perspective"],
            [5, 6, 5, 4, 10],
            &rows,
        );
    }

    /// A table; the widths of its columns are in proportion, for pandoc.
    fn table<const N: usize>(
        &mut self,
        heads: [&str; N],
        widths: [usize; N],
        rows: &[[String; N]],
    ) {
        if rows.is_empty() {
            return;
        }
        self.put(format_args!("| {} |\n", heads.join(" | ")));
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(3 * width)).collect();
        self.put(format_args!("|{}|\n", rule.join("|")));
        for row in rows {
            self.put(format_args!("| {} |\n", row.join(" | ")));
        }
        self.put(format_args!("\n"));
    }

    /// A chapter for every year in which an event can have begun.
    fn chapters(&mut self) {
        let extract = self.extract;
        let year = |page: &EventPage<'_>| {
            let when = &page.row.when;
            when.earliest.or(when.latest).map(|day| day.year())
        };
        for chapter in extract.events.chunk_by(|a, b| year(a) == year(b)) {
            let year = chapter.first().and_then(year);
            let title = year.map_or("Undated".to_owned(), |year| year.to_string());
            self.put(format_args!("## {title}\n\n"));
            let rows: Vec<[String; 3]> = chapter
                .iter()
                .map(|page| {
                    let mark = if page.row.disputed { " (disputed)" } else { "" };
                    let told = format!("{} of {}", page.row.sources.len(), page.row.of_sources);
                    [
                        self.say(&when(page)),
                        self.say(&format!("{}{mark}", page.row.title)),
                        self.say(&told),
                    ]
                })
                .collect();
            self.table(["date", "event", "told by"], [6, 14, 3], &rows);
            for page in chapter {
                self.event(page);
            }
        }
    }

    fn event(&mut self, page: &EventPage<'a>) {
        let title = self.say(page.row.title);
        self.put(format_args!("### {title}\n\n"));
        let mut about = vec![when(page)];
        about.extend((!page.place_names.is_empty()).then(|| page.place_names.join(", ")));
        about.extend((!page.theme_names.is_empty()).then(|| page.theme_names.join(", ")));
        let note = page.note.map(|note| self.note(note)).unwrap_or_default();
        let about = self.say(about.join(" · ").trim());
        self.put(format_args!("**{about}**{note}\n\n"));
        if !page.told_alone {
            let summary = self.prose(page.row.summary.as_deref().unwrap_or_default());
            self.paragraph(&summary);
        }
        if !page.row.people.is_empty() {
            let cast = page.row.people.iter().map(|person| match person.role {
                Some(role) => format!("{} ({role})", person.name),
                None => person.name.to_owned(),
            });
            let cast = self.say(&cast.collect::<Vec<_>>().join(", "));
            self.paragraph(&format!("People: {cast}."));
        }
        for account in &page.accounts {
            let mut who = account.cited.source.to_owned();
            let asides = [
                account.when.words(),
                account.voice.unwrap_or_default().to_owned(),
            ];
            for aside in asides.iter().filter(|aside| !aside.is_empty()) {
                who = format!("{who}, {aside}");
            }
            let who = self.say(who.trim());
            let says = self.say(account.says.unwrap_or_default());
            let place = self.place(&account.cited, account.as_printed);
            let note = account.note.map(|note| self.note(note)).unwrap_or_default();
            self.put(format_args!("- **{who}**: {says}{place}{note}\n"));
        }
        self.put(format_args!("\n"));
    }

    /// What the sources answer to the questions about the events.
    fn comparisons(&mut self) {
        let comparisons: Vec<Comparison<'a>> = self.extract.comparisons().collect();
        if !comparisons.is_empty() {
            self.put(format_args!(
                "## Where the sources agree, and where they do not\n\n"
            ));
        }
        for comparison in &comparisons {
            let title = self.say(comparison.title);
            let note = comparison
                .note
                .map(|note| self.note(note))
                .unwrap_or_default();
            self.put(format_args!("### {title}\n\n"));
            if !note.is_empty() {
                self.paragraph(&format!("On all of it:{note}"));
            }
            for question in &comparison.questions {
                self.question(question);
            }
        }
    }

    fn question(&mut self, question: &QuestionReport<'a>) {
        let ask = self.say(question.ask.trim());
        let note = question
            .note
            .map(|note| self.note(note))
            .unwrap_or_default();
        let mut why = question.why.clone();
        for (what, sources) in [
            ("Contradicts itself", &question.self_contradiction),
            ("Silent", &question.silent),
            ("Out of scope", &question.out_of_scope),
        ] {
            if !sources.is_empty() {
                why = format!("{why} {what}: {}.", sources.join(", "));
            }
        }
        if let Some(caveat) = &question.caveat {
            why = format!("{why} {caveat}");
        }
        let (verdict, why) = (question.verdict.word(), self.say(&why));
        self.put(format_args!("**{ask}**{note} *{verdict}*: {why}\n\n"));
        let mut rows = Vec::new();
        for answer in &question.answers {
            let place = self.place(&answer.cited, answer.as_printed);
            let note = answer.note.map(|note| self.note(note)).unwrap_or_default();
            let source = self.say(answer.cited.source);
            let words = self.say(&in_words(answer, question.unit));
            let says = self.say(answer.says.unwrap_or_default());
            rows.push([source, words, format!("{says}{place}{note}")]);
        }
        self.table(["source", "answer", "what it says"], [4, 6, 13], &rows);
    }

    /// The footnotes themselves.
    fn ending(&mut self) {
        for (i, footnote) in std::mem::take(&mut self.footnotes).iter().enumerate() {
            self.put(format_args!("[^{}]: {footnote}\n\n", i + 1));
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    /// Prose of the editor, its citations as footnotes.
    fn prose(&mut self, text: &str) -> String {
        let mut out = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => out.push_str(&self.say(words)),
                Piece::Cites(brackets, cited) => {
                    let trimmed = out.trim_end().len();
                    out.truncate(trimmed);
                    for (i, (source, number)) in cited.into_iter().enumerate() {
                        if i > 0 {
                            out.push(' ');
                        }
                        match number {
                            Some(number) => {
                                out.push_str(&self.cite(source, Some(number), None, None));
                            }
                            None => out.push_str(&self.say(brackets)),
                        }
                    }
                }
            }
        }
        out
    }

    /// The mark of the footnote that says where something stands, and how it is printed there.
    fn place(&mut self, cited: &Cited<'_>, printed: Option<&str>) -> String {
        self.cite(cited.source, cited.paragraph, cited.page, printed)
    }

    fn cite(
        &mut self,
        source: &str,
        paragraph: Option<u32>,
        page: Option<&str>,
        printed: Option<&str>,
    ) -> String {
        let mut sources = self.extract.timeline.sources.iter();
        let named = sources.find(|known| *known.id == *source);
        let mut words = named.map_or(source, |source| &*source.name).to_owned();
        if let Some(number) = paragraph {
            words = format!("{words}, ¶{number}");
            if let Some(opening) = opening(named, number) {
                words = format!("{words}, which begins “{opening}”");
            }
        }
        if let Some(page) = page {
            words = format!("{words}, {page}");
        }
        if let Some(printed) = printed {
            words = format!("{words}; printed: “{printed}”");
        }
        let known = self.places.get(&words).copied();
        let number = known.unwrap_or_else(|| {
            self.footnotes.push(self.say(&words));
            self.places.insert(words, self.footnotes.len());
            self.footnotes.len()
        });
        format!("[^{number}]")
    }

    /// The mark of a footnote with what the editor adds.
    fn note(&mut self, note: NoteReport<'_>) -> String {
        let reference = note
            .reference
            .map(|work| format!(" ({work})"))
            .unwrap_or_default();
        let words = self.say(&format!("Editor’s note: {}{reference}", note.says));
        self.footnotes.push(words);
        // Without the space two numbers, one beside the other, would read as one.
        format!(" [^{}]", self.footnotes.len())
    }
}

/// The years of a source, each end as it was written.
fn years(scope: &Scope) -> String {
    match (&scope.from, &scope.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("up to {to}"),
        (None, None) => String::new(),
    }
}

/// The first words of a paragraph, where the dataset has them.
fn opening<'s>(source: Option<&'s Source>, paragraph: u32) -> Option<&'s str> {
    let index = usize::try_from(paragraph).ok()?.checked_sub(1)?;
    source?.openings.get(index).map(|opening| &**opening)
}

/// The date in words, and whether it may lie outside the period that was asked for.
fn when(page: &EventPage<'_>) -> String {
    let words = page.row.when.words();
    match page.row.matching {
        Match::Certain => words,
        Match::Possible => format!("{words} (may lie outside the period)"),
    }
}

/// An answer in words, with what it counts and whose view it is.
fn in_words(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let mut words = answer.words.clone();
    if let Some(what) = answer.counts.or(unit).filter(|_| !words.is_empty()) {
        words = format!("{words} {what}");
    }
    if words.is_empty() {
        words = answer
            .as_printed
            .map(|printed| format!("“{printed}”"))
            .unwrap_or_default();
    }
    for aside in [answer.hedged.then_some("hedged"), answer.voice]
        .into_iter()
        .flatten()
    {
        words = if words.is_empty() {
            aside.to_owned()
        } else {
            format!("{words}, {aside}")
        };
    }
    words
}
