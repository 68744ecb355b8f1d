//! A database as an SQL script, for the sqlite3 shell or another program that runs SQL.
//!
//! The script is one transaction. Every row is selected from `temp.loading`, a table with one row.
//! If one of the tables exists already, the transaction is rolled back, which removes
//! `temp.loading`; so statements that still run after that insert nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use itertools::Itertools as _;
use serde_json::{Value, json};

use crate::model::date::{Calendar, Date, Match};
use crate::report::comparison::{QuestionSelection, comparison};
use crate::report::excerpt::dataset_excerpt;
use crate::report::extract::Extract;
use crate::view::for_field;

use super::text::unique_names;
use super::{Exported, Options};

/// The tables, indices and views, in ASCII. Each begins on a new line, for `names_in_schema`.
const SCHEMA: &str = include_str!("schema.sql");

/// The selected events and the records that they name, as an SQL script.
pub fn sqlite(extract: &Extract<'_>, options: Options) -> Exported {
    let file = serde_json::to_value(dataset_excerpt(extract)).expect("records are JSON");
    let lists = ["sources", "people", "places", "themes", "events", "topics"];
    let mut database = Database {
        rows: String::new(),
        ascii: options.ascii,
        ids: lists
            .map(|list| (list, unique_ids(elements(&file[list]), options.ascii)))
            .into(),
        row_counts: HashMap::new(),
    };
    let timeline = database.columns(&file["timeline"], "id title description from to");
    database.add("timeline", timeline);
    database.write_sources(&file);
    database.write_names(&file);
    database.write_events(&file, extract);
    database.write_topics(&file, extract);
    for link in elements(&file["links"]) {
        let [cause, effect] = ["from", "to"].map(|end| database.id("events", &link[end]));
        let row = json!([cause, effect, database.columns(link, "at says")]);
        database.add_numbered("links", row);
    }
    Exported::from(format!(
        include_str!("database.sql"),
        names = names_in_schema(),
        schema = SCHEMA,
        rows = database.rows,
    ))
}

/// The names of all tables, indices and views, quoted and separated by commas.
fn names_in_schema() -> String {
    let mut names = SCHEMA.lines().filter_map(|line| {
        let mut words = line.strip_prefix("CREATE ")?.split(' ');
        let name = words.find(|word| !word.chars().all(char::is_uppercase))?;
        Some(format!("'{name}'"))
    });
    names.join(", ")
}

/// The rows written so far. A row is written after the rows that it refers to.
struct Database {
    rows: String,
    ascii: bool,
    /// The ids in the database, unique in ASCII too, by list of records and by id in the dataset.
    ids: HashMap<&'static str, HashMap<String, String>>,
    /// The row counts of tables with numbered rows.
    row_counts: HashMap<&'static str, usize>,
}

impl Database {
    /// Adds a row with a value for every column of the table, in order. A nested array stands for
    /// several columns.
    fn add(&mut self, table: &str, row: Value) {
        let row = self.literal(&row);
        self.rows += &format!("INSERT INTO {table} SELECT {row} FROM temp.loading;\n");
    }

    /// Adds a row with its number in the table, from 1, as first column, and returns the number.
    fn add_numbered(&mut self, table: &'static str, row: Value) -> usize {
        let count = self.row_counts.entry(table).or_default();
        *count += 1;
        let number = *count;
        self.add(table, Value::Array(vec![number.into(), row]));
        number
    }

    /// Adds a row for each item of a list: the owner of the list, the item's position, from 1, and
    /// the item.
    fn add_list(&mut self, table: &str, owner: &Value, list: &Value) {
        for (i, item) in elements(list).iter().enumerate() {
            self.add(table, json!([owner, i + 1, item]));
        }
    }

    fn literal(&self, value: &Value) -> String {
        match value {
            Value::Null => "NULL".into(),
            Value::Bool(is) => u8::from(*is).to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => quoted(text, self.ascii),
            Value::Array(values) => values.iter().map(|value| self.literal(value)).join(", "),
            Value::Object(_) => unreachable!("no column holds an object"),
        }
    }

    /// The id in the database of a record of `list`.
    fn id(&self, list: &str, id: &Value) -> Value {
        id.as_str().map(|id| self.ids[list][id].as_str()).into()
    }

    /// The values of a record for `names`, which are JSON paths, with exceptions: `at` is the
    /// source, the paragraph and the page; `date` is the EDTF, its calendar, the first day, the
    /// last day and a number that sorts;
    /// `note` is its text and its reference; figures are floats, and absent flags are false.
    fn columns(&self, record: &Value, names: &str) -> Value {
        let column = |name: &str| match name {
            "at" => {
                let source = self.id("sources", &record["source"]);
                json!([source, record["paragraph"], record["page"]])
            }
            "date" => {
                let bounds = date(record).map(|date| date.bounds()).unwrap_or_default();
                let sort_key = bounds.known_day().map(|_| bounds.sort_key().0);
                json!([
                    record["date"],
                    record["calendar"],
                    bounds.earliest,
                    bounds.latest,
                    sort_key
                ])
            }
            "note" => self.columns(record, "note/says note/reference"),
            "low" | "high" => json!(record[name].as_f64()),
            // Records omit these keys if they are false.
            "background" | "hedged" => json!(record[name] == true),
            _ => record.pointer(&format!("/{name}")).cloned().into(),
        };
        names.split(' ').map(column).collect()
    }

    fn write_sources(&mut self, file: &Value) {
        for source in elements(&file["sources"]) {
            let id = self.id("sources", &source["id"]);
            let names = "name siglum kind author publisher published url accessed perspective scope/from scope/to \
                         file paragraphs sha256";
            self.add_numbered("sources", json!([id, self.columns(source, names)]));
            self.add_list("works", &id, &source["relies_on"]);
            // By paragraph number: how it begins, and why it is not used.
            let mut paragraphs: BTreeMap<u64, [Value; 2]> = BTreeMap::new();
            for (number, opening) in (1..).zip(elements(&source["openings"])) {
                paragraphs.entry(number).or_default()[0] = opening.clone();
            }
            // In reverse, so that the first of several reasons for one paragraph wins.
            for unused in elements(&source["not_used"]).iter().rev() {
                let number = unused["paragraph"].as_u64().unwrap_or_default();
                paragraphs.entry(number).or_default()[1] = unused["why"].clone();
            }
            for (number, about) in paragraphs {
                self.add("paragraphs", json!([id, number, about]));
            }
        }
    }

    /// Writes the people, the places and the themes. Only people have offices and fates.
    fn write_names(&mut self, file: &Value) {
        for (list, aliases, names) in [
            ("people", "person_aliases", "name description"),
            ("places", "place_aliases", "name state description"),
            ("themes", "", "name description"),
        ] {
            for record in elements(&file[list]) {
                let id = self.id(list, &record["id"]);
                self.add_numbered(list, json!([id, self.columns(record, names)]));
                self.add_list(aliases, &id, &record["aliases"]);
                for (table, names) in [("offices", "title date at note"), ("fates", "says at note")]
                {
                    for fact in elements(&record[table]) {
                        self.add_numbered(table, json!([id, self.columns(fact, names)]));
                    }
                }
            }
        }
    }

    fn write_events(&mut self, file: &Value, extract: &Extract<'_>) {
        let rows = extract.events.iter().map(|page| &page.row);
        let possible = rows.filter(|row| row.matching == Match::Possible);
        let possible: HashSet<&str> = possible.map(|row| row.id).collect();
        // With `--as-told-by`, one source alone cannot disagree.
        let disputed = extract.timeline.all_events().filter(|(key, _)| {
            extract.perspective.told_by.is_none() && extract.timeline.is_disputed(*key)
        });
        let disputed: HashSet<&str> = disputed.map(|(_, event)| &*event.id).collect();
        for event in elements(&file["events"]) {
            let id = self.id("events", &event["id"]);
            let own_id = text(&event["id"]);
            let is_possible = possible.contains(own_id);
            let row = json!([
                id,
                event["kind"],
                self.columns(event, "date"),
                if is_possible { "possible" } else { "certain" },
                date(event).map(|date| date.to_string()),
                self.columns(event, "title summary"),
                disputed.contains(own_id),
                self.columns(event, "background"),
                self.columns(&event["dating"], "at inferred supplied reference"),
                self.columns(event, "note"),
            ]);
            self.add_numbered("events", row);
            self.add_list("event_aliases", &id, &event["aliases"]);
            for role in elements(&event["people"]) {
                let row = json!([id, self.id("people", &role["id"]), role["role"]]);
                self.add("event_people", row);
            }
            self.add_references("event_places", &id, "places", &event["places"]);
            self.add_references("event_themes", &id, "themes", &event["themes"]);
            for account in elements(&event["accounts"]) {
                let names = "at date as_printed says voice hedged note";
                self.add_numbered("accounts", json!([id, self.columns(account, names)]));
            }
        }
    }

    /// Adds a row with the owner and the id for each distinct id in `ids`; `list` is the list that
    /// the ids refer to.
    fn add_references(&mut self, table: &str, owner: &Value, list: &str, ids: &Value) {
        let mut seen = HashSet::new();
        for id in elements(ids).iter().filter(|id| seen.insert(*id)) {
            self.add(table, json!([owner, self.id(list, id)]));
        }
    }

    fn write_topics(&mut self, file: &Value, extract: &Extract<'_>) {
        // With `--as-told-by`, the verdicts are on the answers of that source alone.
        let selection = QuestionSelection {
            between: extract.perspective.told_by.map(|source| [source, source]),
            ..QuestionSelection::default()
        };
        let mut reports = HashMap::new();
        for (key, topic) in extract.timeline.all_topics() {
            for question in comparison(extract.timeline, key, selection).questions {
                reports.insert((&*topic.id, question.id), question);
            }
        }
        for topic in elements(&file["topics"]) {
            let id = self.id("topics", &topic["id"]);
            self.add_numbered("topics", json!([id, self.columns(topic, "title note")]));
            self.add_references("topic_events", &id, "events", &topic["events"]);
            let questions = elements(&topic["questions"]);
            let names = unique_ids(questions, self.ascii);
            for question in questions {
                let own_id = text(&question["id"]);
                let key = json!([id, names[own_id]]);
                let report = &reports[&(text(&topic["id"]), own_id)];
                let row = json!([
                    key,
                    self.columns(question, "ask kind unit"),
                    report.verdict,
                    report.why,
                    report.caveat,
                    self.columns(question, "note"),
                ]);
                self.add("questions", row);
                for (slug, wording) in ["positions", "items"]
                    .iter()
                    .flat_map(|k| entries(&question[*k]))
                {
                    self.add("wordings", json!([key, slug, wording]));
                }
                self.add_references("question_events", &key, "events", &question["events"]);
                for relation in ["compatible", "exclusive"] {
                    for (i, pair) in elements(&question[relation]).iter().enumerate() {
                        let row = json!([key, i + 1, relation, pair]);
                        self.add("question_pairs", row);
                    }
                }
                for answer in elements(&question["answers"]) {
                    let names =
                        "at low high date position as_printed counts says voice hedged note";
                    let row = json!([key, self.columns(answer, names)]);
                    let number = self.add_numbered("answers", row);
                    self.add_list("answer_items", &number.into(), &answer["items"]);
                }
            }
        }
    }
}

/// The elements of a list; none if the value is not a list.
fn elements(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// The entries of an object; none if the value is not an object.
fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The unique names of records, by id.
fn unique_ids(records: &[Value], ascii: bool) -> HashMap<String, String> {
    let ids = records.iter().map(|record| text(&record["id"]));
    let names = unique_names(ids.clone(), ascii);
    ids.map(str::to_owned).zip(names).collect()
}

fn date(record: &Value) -> Option<Date> {
    let calendar = (record["calendar"] == "julian").then_some(Calendar::Julian);
    Date::parse_in(record["date"].as_str()?, calendar).ok()
}

/// A text as an SQL expression. Tabs and line breaks become calls of `char`, so that a literal
/// never spans lines; other invisible characters are made visible.
fn quoted(text: &str, ascii: bool) -> String {
    let mut sql = for_field(text, ascii).replace('\'', "''");
    for c in ['\t', '\r', '\n'] {
        sql = sql.replace(c, &format!("' || char({}) || '", u32::from(c)));
    }
    format!("'{sql}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_stays_on_its_line_and_in_its_quotes() {
        assert_eq!(quoted("it's", false), "'it''s'");
        assert_eq!(
            quoted("a\n.quit\tb\r\n", false),
            "'a' || char(10) || '.quit' || char(9) || 'b' || char(13) || '' || char(10) || ''"
        );
        assert_eq!(
            quoted("\0\u{1b}\u{202e}", false),
            "'<U+0000><U+001B><U+202E>'"
        );
        assert_eq!(quoted("‘Łódź’\n", true), "'''Lodz''' || char(10) || ''");
    }
}
