//! Tests of the page that `export html` makes, without a browser.
//!
//! `SNAPSHOTS=overwrite cargo test page` rewrites the snapshot; review the diff.

use snapbox::{assert_data_eq, file};

use super::program::{HOSTILE, SMALL, destal_on, text};

fn page(data: &str, args: &[&str]) -> String {
    let output = destal_on(data, &[&["export", "html"], args].concat()).output();
    let output = output.unwrap();
    assert!(output.status.success());
    text(&output.stdout).to_owned()
}

/// The page without the parts that all pages share: styles, script and their digests.
fn own_part(page: &str) -> String {
    let mut own = page.to_owned();
    for (start, end) in [
        ("Policy\" content=\"", "\">"),
        ("<style>", "</style>"),
        ("<script type=\"module\">", "</script>"),
    ] {
        let from = own.find(start).unwrap() + start.len();
        let to = from + own[from..].find(end).unwrap();
        own.replace_range(from..to, "\u{2026}");
    }
    own
}

#[test]
fn everything_of_a_small_timeline_is_on_the_page() {
    let page = page(SMALL, &["--background"]);
    assert_data_eq!(own_part(&page), file!["../snapshots/small.html"].raw());
}

#[test]
fn the_same_data_give_the_same_bytes() {
    assert_eq!(page(SMALL, &[]), page(SMALL, &[]));
}

#[test]
fn notes_stay_out_where_they_are_not_wanted() {
    assert!(page(SMALL, &[]).contains("class=\"note\""));
    assert!(!page(SMALL, &["--no-notes"]).contains("class=\"note\""));
}

#[test]
fn one_source_alone_brings_its_own_dates_and_no_comparison() {
    let page = own_part(&page(SMALL, &["--as-told-by", "pamphlet"]));
    assert!(page.contains("as told by pamphlet") && page.contains("It fell in April."));
    assert!(page.contains("<time datetime=\"1953-04\">April 1953</time>"));
    assert!(!page.contains("It fell at noon.") && !page.contains("class=\"topic\""));
}

#[test]
fn an_empty_page_says_why() {
    let page = own_part(&page(
        SMALL,
        &["--theme", "works", "--person", "mayor", "--from", "1955"],
    ));
    assert!(page.contains("no event matches") && !page.contains("<article"));
    assert!(page.contains("0 events"));
}

#[test]
fn nothing_of_a_dataset_is_markup() {
    for args in [&[][..], &["--ascii"]] {
        let page = page(HOSTILE, args);
        let own = own_part(&page);
        for tag in ["<script", "<style", "<title"] {
            assert_eq!(own.matches(tag).count(), 1, "{tag}");
        }
        for tag in [
            "<img",
            "<svg",
            "<iframe",
            "href=\"javascript",
            " onerror=\"",
        ] {
            assert!(!own.contains(tag), "{tag}");
        }
        let acts = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!page.contains(acts));
        assert_eq!(page.is_ascii(), args.contains(&"--ascii"));
    }
}
