//! Tests of imports: the worked cases, rules for dates and sources, and files that are no table.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::*;

fn import_text(text: &str) -> Imported {
    import(text.as_bytes(), &options("sheet.csv"))
}

fn options(name: &str) -> ImportOptions {
    ImportOptions {
        name: name.to_owned(),
        id: "timeline".to_owned(),
        order: None,
    }
}

/// An EDTF date without seconds where they are zero, as the cases have it.
fn without_seconds(edtf: &str) -> &str {
    edtf.strip_suffix(":00").filter(|rest| rest.contains('T') && rest.ends_with(|c: char| c.is_ascii_digit()) && rest.matches(':').count() == 1).unwrap_or(edtf)
}

/// How the result for a case differs from what is expected.
fn differences(name: &str, bytes: &[u8], expected: &Value) -> Vec<String> {
    let imported = import(bytes, &options(name));
    let list = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
    let also = |line: usize| -> Vec<String> {
        let also = expected["also"][line.to_string()].as_array().cloned().unwrap_or_default();
        also.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
    };
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let mut found = Vec::new();
    let events = imported.dataset.events.iter().zip(&imported.lines);
    let events: Vec<(usize, &str)> = events
        .filter(|(event, _)| event.kind == crate::model::event::EventKind::Event)
        .map(|(event, line)| (*line, without_seconds(&event.date)))
        .collect();
    let dates: Vec<(usize, String)> = list("lines")
        .iter()
        .zip(list("dates"))
        .map(|(line, date)| (number(line), date.as_str().unwrap().to_owned()))
        .collect();
    for (line, date) in &dates {
        match events.iter().find(|(at, _)| at == line) {
            Some((_, own)) if own == date || also(*line).iter().any(|other| other == own) => {}
            Some((_, own)) => found.push(format!("line {line}: {own}, not {date}")),
            None if also(*line).iter().any(|other| other == "join" || other == "error") => {}
            None => found.push(format!("line {line}: no event, not {date}")),
        }
    }
    for (line, date) in &events {
        if !dates.iter().any(|(at, _)| at == line) && !also(*line).iter().any(|other| other == date) {
            found.push(format!("line {line}: {date}, but no event is wanted"));
        }
    }
    let told: BTreeSet<(usize, &str)> = imported
        .problems
        .iter()
        .flat_map(|problem| problem.lines.iter().map(|line| (*line, &*problem.column)))
        .collect();
    let errors = list("errors");
    let wanted: BTreeSet<(usize, &str)> =
        errors.iter().map(|error| (number(&error["line"]), error["column"].as_str().unwrap())).collect();
    for (line, column) in wanted.difference(&told) {
        found.push(format!("line {line}: `{column}` is not refused"));
    }
    for problem in &imported.problems {
        let is_wanted = |line: &usize| {
            wanted.contains(&(*line, &*problem.column)) || also(*line).contains(&"error".to_owned())
        };
        if !problem.lines.iter().any(is_wanted) {
            found.push(format!("it is refused: {problem:?}"));
        }
    }
    if let Some(accounts) = expected["accounts"].as_u64() {
        let own: usize = imported.dataset.events.iter().map(|event| event.accounts.len()).sum();
        if own as u64 != accounts {
            found.push(format!("{own} accounts, not {accounts}"));
        }
    }
    found
}

#[test]
fn the_worked_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/imports");
    let (mut cases, mut all) = (0, String::new());
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    for path in paths {
        let expected = path.with_extension("expected.json");
        if path.to_string_lossy().contains(".expected.") || !expected.exists() {
            continue;
        }
        cases += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = serde_json::from_str(&fs::read_to_string(expected).unwrap()).unwrap();
        for difference in differences(&name, &fs::read(&path).unwrap(), &expected) {
            all += &format!("{name}: {difference}\n");
        }
    }
    assert!(cases > 20);
    assert!(all.is_empty(), "{all}");
}
