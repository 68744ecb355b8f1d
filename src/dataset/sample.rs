//! The sample that a new timeline starts with: two sources that disagree, three events, a topic.

use super::schema;

const FILES: [(&str, &str); 4] = [
    ("README.md", include_str!("sample/README.md")),
    ("events.json", include_str!("sample/events.json")),
    ("timeline.json", include_str!("sample/timeline.json")),
    ("topics.json", include_str!("sample/topics.json")),
];

/// Names and contents of the files of a new timeline; the schema is last.
pub fn files(id: &str, title: &str) -> Vec<(String, String)> {
    let in_json = |text: &str| serde_json::Value::from(text).to_string();
    let mut files: Vec<(String, String)> = FILES
        .into_iter()
        .map(|(name, text)| {
            let text = if name == "README.md" {
                text.replace("TITLE", title)
            } else {
                text.replace("\"ID\"", &in_json(id))
                    .replace("\"TITLE\"", &in_json(title))
            };
            (name.to_owned(), text)
        })
        .collect();
    files.push((schema::FILE.to_owned(), schema::text()));
    files
}

#[cfg(test)]
mod tests {
    use super::super::{InputFile, LoadOptions, load_with};
    use super::*;

    #[test]
    fn it_has_no_problem_under_any_title() {
        let title = "A \"quoted\" \\ title \u{1b}[31m TITLE ID";
        let files: Vec<InputFile> = files("my own", title)
            .into_iter()
            .filter(|(name, _)| name != "README.md" && name != schema::FILE)
            .map(|(name, text)| InputFile::new(name, text.into()))
            .collect();
        assert_eq!(files.len(), 3);
        let options = LoadOptions {
            advice: true,
            ..LoadOptions::default()
        };
        let loaded = load_with(&files, &options).unwrap();
        assert_eq!(loaded.problems, []);
        let timeline = loaded.timeline.unwrap();
        assert_eq!(timeline.title.as_deref(), Some(title));
        assert_eq!((timeline.sources.len(), timeline.events.len()), (2, 4));
    }
}
