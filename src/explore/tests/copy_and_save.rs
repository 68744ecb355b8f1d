//! Tests of copying and saving, and that no text from a dataset acts on the terminal.

use proptest::prelude::*;

use super::*;
use crate::query::filter::filter_options;

#[test]
fn a_command_line_is_copied_only_if_it_is_harmless() {
    on_shipped(RENDER_OPTIONS, [120, 40], |screen| {
        screen.press("1956/secret speech<down>y");
        let line = "destal events --from 1956 --to 1956 --search 'secret speech'";
        assert_eq!(screen.effects, [Effect::Copy(line.into())]);
    });
    let hostile = hostile();
    let mut screen = Screen::new(&hostile, RENDER_OPTIONS, [120, 40]);
    screen.press("<tab>y");
    let line = r#"destal event "e\"1'<&>""#;
    assert_eq!(screen.effects, [Effect::Copy(line.into())]);
    // The second person's id contains a line break.
    screen.effects.clear();
    screen.press("<down><enter>y");
    assert_eq!(screen.effects, [], "{}", screen.text());
}

#[test]
fn what_is_on_screen_is_written_as_the_command_answers() {
    let timeline = &SHIPPED.timeline;
    let mut screen = Screen::new(&SHIPPED, RENDER_OPTIONS, [120, 40]);
    screen.press("1953o<back><back>json<enter>");
    let Some(Effect::Save(line, name)) = screen.effects.pop() else {
        panic!("it is to be written");
    };
    assert_eq!(name, "events.json");
    let json = answer(&line, &name, timeline, &settings()).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), screen.listed().len());
    screen.press("o<back><back>dot<enter>");
    let Some(Effect::Save(line, name)) = screen.effects.pop() else {
        panic!("it is to be written");
    };
    assert!(
        answer(&line, &name, timeline, &settings())
            .unwrap()
            .starts_with("digraph")
    );
    screen.press("o<back><back>xyz<enter>");
    let Some(Effect::Save(line, name)) = screen.effects.pop() else {
        panic!("it is to be written");
    };
    let refused = answer(&line, &name, timeline, &settings()).unwrap_err();
    assert!(refused.to_string().contains("no format for `events.xyz`"));
}

/// The ids of the events that a command line lists.
fn reproduced(line: &CommandLine, timeline: &Timeline) -> Vec<String> {
    let json = answer(line, "x.json", timeline, &settings()).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let id = |row: &serde_json::Value| row["id"].as_str().unwrap().to_owned();
    rows.iter().map(id).collect()
}

/// Any key except those that quit.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<enter>",
        "<esc>",
        "<tab>",
        "<up>",
        "<down>",
        "<left>",
        "<right>",
        "<pgup>",
        "<pgdn>",
        "<home>",
        "<end>",
        "<back>",
        "<shift-left>",
        "<shift-right>",
        "1956",
        "1953",
        "1899",
        "9",
        "/tank<enter>",
        "/s",
        "/a b",
        "/<enter>",
        "f",
        "f<tab> <enter>",
        "f<end> <enter>",
        " ",
        "u",
        "c",
        "w",
        "m",
        "v",
        "t",
        "s",
        "y",
        "o",
        "?",
        "x",
        "é",
    ])
}

#[test]
fn whatever_is_pressed_the_command_line_reproduces_the_list() {
    let timeline = &SHIPPED.timeline;
    let presses = prop::collection::vec(any_key(), 1..14);
    let config = ProptestConfig::with_cases(48);
    proptest!(config, |(presses in presses, width in 40u16..140, height in 8u16..50)| {
        let mut screen = Screen::new(&SHIPPED, RENDER_OPTIONS, [width, height]);
        for press in presses {
            screen.press(press);
        }
        let options = filter_options(&screen.explorer.view.filter, timeline);
        let line = CommandLine::new("events", options);
        prop_assert_eq!(screen.listed(), reproduced(&line, timeline));
        // The command line on screen is valid.
        let line = screen.explorer.command_line();
        prop_assert!(answer(&line, "x.json", timeline, &settings()).is_ok(), "{:?}", line);
    });
}

#[test]
fn nothing_in_a_dataset_acts_on_the_terminal() {
    let hostile = hostile();
    let presses = prop::collection::vec(any_key(), 1..10);
    proptest!(ProptestConfig::with_cases(32), |(presses in presses, width in 60u16..140)| {
        let mut screen = Screen::new(&hostile, RENDER_OPTIONS, [width, 24]);
        for press in presses {
            screen.press(press);
            let text = screen.text();
            let acts = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            prop_assert!(!text.contains(acts), "{}", text);
        }
    });
}

#[test]
fn the_docs_list_the_keys_and_shows_the_screen() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/explorer.md");
    let page = std::fs::read_to_string(page).unwrap();
    assert_eq!(keys::keys().count(), 23);
    on_shipped(RENDER_OPTIONS, [100, 30], |screen| {
        let text = screen.press("1956/budapest<down><down><down><down>").text();
        assert!(
            page.contains(&format!("```text\n{text}```")),
            "it does not show:\n{text}"
        );
    });
}
