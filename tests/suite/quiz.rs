//! The quiz over the standard streams, and the worksheets that it writes.

use std::fs;
use std::process::Command;

use snapbox::{assert_data_eq, file};

use super::program::{HOSTILE, SMALL, destal, destal_on, fed, folder, read, text};

fn said(data: Option<&str>, args: &[&str], lines: &str) -> String {
    let output = fed(on(data, args), lines.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    text(&output.stdout).to_owned()
}

/// The quiz on a timeline, the shipped one without `data`.
fn on(data: Option<&str>, args: &[&str]) -> Command {
    let args = [&["quiz"], args].concat();
    data.map_or_else(|| destal(&args), |data| destal_on(data, &args))
}

#[test]
fn a_quiz_is_asked_graded_and_ends_with_what_to_revise() {
    let lines = "?\nxyz\nb\nmarch\n?\n1956\nwinter 1953\n";
    let text = said(Some(SMALL), &["--seed", "1", "--no-notes"], lines);
    assert_data_eq!(text, file!["../snapshots/quiz-asked.txt"].raw());
}

#[test]
fn a_quiz_on_the_shipped_timeline_forgives_slips_and_takes_names() {
    let args = ["--seed", "12", "-n", "5", "--no-notes", "--person", "beria"];
    let text = said(None, &args, "1953\nhydrgen\nhydrogen\nagre\na\n");
    assert_data_eq!(text, file!["../snapshots/quiz-named.txt"].raw());
}

#[test]
fn the_end_of_the_input_and_q_end_it_with_the_score_so_far() {
    for lines in ["a\n", "a\nq\n", "a\nquit\nb\n", "a\n?\nq"] {
        let text = said(Some(SMALL), &["--seed", "1"], lines);
        assert!(text.contains(" of 1 question; "), "{text}");
        assert!(text.ends_with("The same questions again: destal quiz -n 10 --seed 1\n"));
    }
    let none = said(Some(SMALL), &["--seed", "1", "--person", "mayor"], "");
    assert!(none.contains("0 right of 0 questions"), "{none}");
    assert!(
        none.ends_with("destal quiz --person mayor -n 10 --seed 1\n"),
        "{none}"
    );
}

#[test]
fn what_is_typed_cannot_act_on_the_terminal() {
    let output = fed(
        on(Some(SMALL), &["--seed", "1"]),
        b"\x1b[2J\xe2\x80\xaex\r\n\xff\na\n",
    );
    let text = text(&output.stdout);
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(acts), "{text:?}");
    assert!(text.contains("> <U+001B>[2J"), "{text}");
}

#[test]
fn another_quiz_is_asked_each_time_unless_the_day_is_fixed() {
    let printed = |epoch: Option<&str>| {
        let mut command = on(None, &["-O", "json"]);
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        command.output().unwrap().stdout
    };
    let free: Vec<_> = (0..4).map(|_| printed(None)).collect();
    assert!(free.iter().any(|quiz| *quiz != free[0]));
    assert_eq!(printed(Some("0")), printed(Some("0")));
}

#[test]
fn answers_fit_narrow_and_plain_terminals() {
    for (width, ascii) in [("40", true), ("80", false), ("200", true)] {
        let mut args = vec!["--seed", "5", "-n", "20", "--width", width];
        if ascii {
            args.push("--ascii");
        }
        let text = said(None, &args, &"a\n\n1956\n".repeat(30));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= width.parse().ok(), "{widest:?} of {width}");
        assert!(!ascii || text.is_ascii());
        assert!(!text.contains('\u{1b}'));
    }
}

/// Writes a worksheet into a folder of its own, and gives its text and what is said about it.
fn worksheet(data: Option<&str>, name: &str, args: &[&str]) -> (String, String) {
    let file = folder(name).join(name);
    let args = [&["--worksheet", file.to_str().unwrap()], args].concat();
    let output = on(data, &args).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    (read(&file), text(&output.stderr).to_owned())
}

#[test]
fn a_worksheet_is_written_whole_and_replaces_nothing() {
    let (page, _) = worksheet(Some(SMALL), "sheet.html", &["--topic", "the-fall"]);
    assert_data_eq!(page, file!["../snapshots/worksheet.html"].raw());
    let texts = ["--topic", "the-fall", "--texts", "tests/fixtures/texts"];
    let (sheet, _) = worksheet(Some(SMALL), "sheet.md", &texts);
    assert_data_eq!(sheet, file!["../snapshots/worksheet.md"].raw());
    let folder = folder("worksheet");
    let file = folder.join("sheet.md");
    let args = ["--worksheet", file.to_str().unwrap()];
    assert_eq!(on(Some(SMALL), &args).status().unwrap().code(), Some(0));
    let again = on(Some(SMALL), &args).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    let errors = text(&again.stderr);
    assert!(
        errors.contains("exists already\nhint: give --force"),
        "{errors}"
    );
    let forced = on(Some(SMALL), &[&args[..], &["--force"]].concat());
    assert_eq!({ forced }.status().unwrap().code(), Some(0));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn one_source_alone_has_nothing_to_corroborate() {
    let (sheet, remarks) = worksheet(Some(SMALL), "alone.md", &["--as-told-by", "gazette"]);
    assert!(sheet.contains("nothing to corroborate it with"), "{sheet}");
    assert!(
        sheet.contains("When was this: “The bridge falls”?"),
        "{sheet}"
    );
    assert!(!sheet.contains("| agree |"), "{sheet}");
    assert!(remarks.contains("nothing to corroborate"), "{remarks}");
}

#[test]
fn hostile_text_does_nothing_on_a_worksheet() {
    let (sheet, _) = worksheet(Some(HOSTILE), "hostile.md", &[]);
    assert!(sheet.contains("\\<script\\>"), "{sheet}");
    // The last line is code, and contains no text from the dataset but an id.
    let (sheet, _) = sheet.rsplit_once("More: `").unwrap_or((&sheet, ""));
    let mut ours = sheet.replace("<div style=\"page-break-before: always\"></div>", "");
    for escaped in ["\\<", "\\[", "\\`", "\\|"] {
        ours = ours.replace(escaped, "");
    }
    assert!(
        !ours.contains(['<', '`', '[', '\u{1b}', '\u{202e}']),
        "{ours}"
    );
    let (page, _) = worksheet(Some(HOSTILE), "hostile.html", &["--ascii"]);
    assert!(
        page.is_ascii() && page.contains("&#60;script&#62;"),
        "{page}"
    );
    assert!(
        !page.contains("<script") && !page.contains("<img"),
        "{page}"
    );
}
