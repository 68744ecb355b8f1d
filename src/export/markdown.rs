//! A document in Markdown: the events year by year, what each source says of them, and what the
//! sources answer, with places and notes as footnotes.

use std::collections::HashMap;

use crate::model::citation::{Piece, pieces};
use crate::model::date::{Match, days};
use crate::model::source::Note;
use crate::model::source::Scope;
use crate::model::timeline::Timeline;
use crate::report::comparison::{AnswerReport, Comparison, QuestionReport};
use crate::report::event::EventPage;
use crate::report::event_row::Cited;
use crate::report::extract::Extract;
use crate::view::{counted, escaped_markdown};

use super::text::{account_heading, by_year, join_filled, join_names, note_text, summary, visible};
use super::{Exported, Options};

/// The document: title, sources, a chapter a year, and the comparisons.
pub fn markdown(extract: &Extract<'_>, options: Options) -> Exported {
    let mut document = Document {
        timeline: extract.timeline,
        ascii: options.ascii,
        numbers: HashMap::new(),
        footnotes: Vec::new(),
    };
    let mut text = document.opening(extract) + &document.sources(extract);
    for (year, events) in by_year(extract) {
        text += &document.chapter(year, events);
    }
    if !extract.topics.is_empty() {
        text += "## Where the sources agree, and where they do not\n\n";
    }
    for comparison in extract.comparisons() {
        text += &document.comparison(&comparison);
    }
    for (i, footnote) in document.footnotes.iter().enumerate() {
        text += &format!("[^{}]: {footnote}\n\n", i + 1);
    }
    Exported::from(format!("{}\n", text.trim_end()))
}

/// Writes the parts of the document, and collects their footnotes.
struct Document<'a> {
    timeline: &'a Timeline,
    ascii: bool,
    /// The numbers of the footnotes that say where something stands.
    numbers: HashMap<String, usize>,
    footnotes: Vec<String>,
}

impl Document<'_> {
    fn say(&self, text: &str) -> String {
        escaped_markdown(&visible(text, self.ascii))
    }

    fn opening(&mut self, extract: &Extract<'_>) -> String {
        let title = self.say(&extract.title());
        let description = extract.timeline.description.as_deref();
        let description = self.prose(description.unwrap_or_default());
        let mut asked = Vec::from_iter(days(extract.selection.period));
        asked.extend(extract.selection.asked.iter().cloned());
        let events = counted(extract.events.len(), "event");
        asked.push(match extract.selection.possible {
            0 => events,
            possible => format!("{events}, {possible} of them possibly in this period"),
        });
        let asked = self.say(&asked.join(" · "));
        let mut events = extract.events.iter();
        let legend = if events.any(|page| !page.row.when.is_their_own) {
            "Dates in brackets are from elsewhere."
        } else {
            ""
        };
        let about = join_filled(&[&description, &asked, legend], "\n\n");
        format!("# {title}\n\n{about}\n\n")
    }

    /// The sources that tell, in a table.
    fn sources(&self, extract: &Extract<'_>) -> String {
        let told_by = extract.perspective.told_by;
        let sources = self.timeline.all_sources();
        let telling = sources.filter(|(key, _)| told_by.is_none_or(|told_by| told_by == *key));
        let rows = telling.map(|(_, source)| {
            [
                &*source.id,
                &*source.name,
                source.kind.as_deref().unwrap_or_default(),
                &source.scope.as_ref().map(years).unwrap_or_default(),
                source.perspective.as_deref().unwrap_or_default(),
            ]
            .map(|text| self.say(text))
        });
        let heads = ["source", "title", "kind", "covers", "perspective"];
        format!("## Sources\n\n{}", table(heads, [5, 6, 5, 4, 10], rows))
    }

    fn chapter(&mut self, year: Option<i32>, events: &[EventPage<'_>]) -> String {
        let title = year.map_or("Undated".to_owned(), |year| year.to_string());
        let rows = events.iter().map(|page| {
            let row = &page.row;
            let mark = if row.disputed { " (disputed)" } else { "" };
            let title = format!("{}{mark}", row.title);
            let told_by = format!("{} of {}", row.sources.len(), row.sources.aside);
            [when(page), title, told_by].map(|text| self.say(&text))
        });
        let table = table(["date", "event", "told by"], [6, 14, 3], rows);
        let mut out = format!("## {title}\n\n{table}");
        for page in events {
            out += &self.event(page);
        }
        out
    }

    fn event(&mut self, page: &EventPage<'_>) -> String {
        let row = &page.row;
        let note = self.note(page.note);
        let title = self.say(row.title);
        let places = join_names(row.places.iter().map(|place| &*place.name), ", ");
        let themes = join_names(row.themes.iter().map(|theme| &*theme.name), ", ");
        let about = join_filled(&[&when(page), &places, &themes], " · ");
        let about = self.say(about.trim());
        let mut out = format!("### {title}\n\n**{about}**{note}\n\n");
        let summary = self.prose(summary(page));
        if !summary.is_empty() {
            out += &format!("{summary}\n\n");
        }
        if !row.people.is_empty() {
            let cast = row.people.iter().map(|person| match person.role {
                Some(role) => format!("{} ({role})", person.person.name),
                None => person.person.name.to_string(),
            });
            let cast = self.say(&cast.collect::<Vec<_>>().join(", "));
            out += &format!("People: {cast}.\n\n");
        }
        for account in &page.accounts {
            out += &format!(
                "- **{}**: {}{}{}\n",
                self.say(account_heading(account.cited.source, account).trim()),
                self.say(account.says.unwrap_or_default()),
                self.place(&account.cited, account.as_printed),
                self.note(account.note),
            );
        }
        out + "\n"
    }

    fn comparison(&mut self, comparison: &Comparison<'_>) -> String {
        let mut out = format!("### {}\n\n", self.say(comparison.title));
        if comparison.note.is_some() {
            out += &format!("On all of it:{}\n\n", self.note(comparison.note));
        }
        for question in &comparison.questions {
            out += &self.question(question);
        }
        out
    }

    fn question(&mut self, question: &QuestionReport<'_>) -> String {
        let mut why = vec![question.why.clone()];
        for (what, sources) in [
            ("Contradicts itself", &question.self_contradiction),
            ("Silent", &question.silent),
            ("Out of scope", &question.out_of_scope),
        ] {
            if !sources.is_empty() {
                why.push(format!("{what}: {}.", sources.join(", ")));
            }
        }
        why.extend(question.caveat.clone());
        let ask = self.say(question.ask.trim());
        let note = self.note(question.note);
        let (verdict, why) = (question.verdict.word(), self.say(&why.join(" ")));
        let rows = question.answers.iter().map(|answer| {
            let says = self.say(answer.says.unwrap_or_default());
            let place = self.place(&answer.cited, answer.as_printed);
            let note = self.note(answer.note);
            [
                self.say(answer.cited.source),
                self.say(&answer_in_words(answer, question.unit)),
                format!("{says}{place}{note}"),
            ]
        });
        let table = table(["source", "answer", "what it says"], [4, 6, 13], rows);
        format!("**{ask}**{note} *{verdict}*: {why}\n\n{table}")
    }

    /// The editor's prose, with its citations as footnotes.
    fn prose(&mut self, text: &str) -> String {
        let mut out = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => out += &self.say(words),
                Piece::Cites(brackets, cited) => {
                    let marks = cited
                        .into_iter()
                        .map(|(source, paragraph)| match paragraph {
                            None => self.say(brackets),
                            Some(_) => {
                                let page = None;
                                let cited = Cited {
                                    source,
                                    paragraph,
                                    page,
                                };
                                self.place(&cited, None)
                            }
                        });
                    let marks: Vec<String> = marks.collect();
                    out.truncate(out.trim_end().len());
                    out += &marks.join(" ");
                }
            }
        }
        out
    }

    /// The mark of the footnote that says where something stands, and how it is printed there.
    fn place(&mut self, cited: &Cited<'_>, printed: Option<&str>) -> String {
        let mut sources = self.timeline.sources.iter();
        let source = sources.find(|source| *source.id == *cited.source);
        let name = source.map_or(cited.source, |source| &source.name);
        let mut words = format!("{name}, {}", cited.place());
        let opening = || {
            let index = usize::try_from(cited.paragraph?).ok()?.checked_sub(1)?;
            source?.openings.get(index)
        };
        if let Some(opening) = opening() {
            words += &format!(", which begins “{opening}”");
        }
        if let Some(printed) = printed {
            words += &format!("; printed: “{printed}”");
        }
        if !self.numbers.contains_key(&words) {
            self.footnotes.push(self.say(&words));
            self.numbers.insert(words.clone(), self.footnotes.len());
        }
        format!("[^{}]", self.numbers[&words])
    }

    /// The mark of a footnote with what the editor adds; empty without a note.
    fn note(&mut self, note: Option<&Note>) -> String {
        let Some(note) = note else {
            return String::new();
        };
        self.footnotes.push(self.say(&note_text(note)));
        // Without the space, two numbers next to each other would read as one.
        format!(" [^{}]", self.footnotes.len())
    }
}

/// A table; the widths of its columns are in proportion, for pandoc.
fn table<const N: usize>(
    heads: [&str; N],
    widths: [usize; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let rows: String = rows
        .map(|row| format!("| {} |\n", row.join(" | ")))
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let rule = widths.map(|width| "-".repeat(3 * width)).join("|");
    format!("| {} |\n|{rule}|\n{rows}\n", heads.join(" | "))
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

/// The date in words, and whether it may lie outside the period that was asked for.
fn when(page: &EventPage<'_>) -> String {
    let words = page.row.when.words();
    match page.row.matching {
        Match::Certain => words,
        Match::Possible => format!("{words} (may lie outside the period)"),
    }
}

/// An answer in words, with what it counts and whose view it is.
fn answer_in_words(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let words = answer.words();
    let words = match (answer.as_printed, answer.counts.or(unit)) {
        (printed, _) if words.is_empty() => printed
            .map(|printed| format!("“{printed}”"))
            .unwrap_or_default(),
        (_, Some(what)) => format!("{words} {what}"),
        (_, None) => words,
    };
    let hedged = if answer.hedged { "hedged" } else { "" };
    join_filled(&[&words, hedged, answer.voice.unwrap_or_default()], ", ")
}
