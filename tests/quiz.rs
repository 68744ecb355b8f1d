//! The quiz as a conversation over the standard streams, and the sheets that it writes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use snapbox::{IntoData as _, assert_data_eq, str};

fn destal(args: &[&str], data: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_destal"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .env_remove("DESTAL_DATA")
        .env_remove("DESTAL_TEXTS")
        .env_remove("SOURCE_DATE_EPOCH");
    if let Some(data) = data {
        command.env("DESTAL_DATA", data);
    }
    command
}

const SMALL: Option<&str> = Some("tests/fixtures/valid/small.json");

/// What is said to these lines, on both streams.
fn told(args: &[&str], data: Option<&str>, lines: &[u8]) -> Output {
    let mut child = destal(args, data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("it is piped");
    // It may have ended before it has read all.
    let _ = input.write_all(lines);
    drop(input);
    child.wait_with_output().expect("it ends")
}

fn said(args: &[&str], data: Option<&str>, lines: &str) -> String {
    let output = told(args, data, lines.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).expect("it says UTF-8")
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests takes it");
    folder
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there")
}

#[test]
fn a_quiz_is_asked_graded_and_ends_with_what_to_revise() {
    let lines = "?\nb\nmarch\n1956\nd\nxyz\na\n?\n\n";
    let text = said(&["quiz", "--seed", "1", "--no-notes"], SMALL, lines);
    assert_data_eq!(
        text,
        str![[r#"
5 questions · seed 1
Answer with a letter, a name or a date. An empty line passes, ? helps, q ends.

Question 1 of 5 · order
Which came first?

  a)  An inquiry is held
  b)  The bridge is built
> ?
Give the letter of a choice, or any part of its name that fits only one. An
empty line passes, q ends.
> b
Right: b) The bridge is built
  The bridge is built: 1951 to 1952 [gazette ¶1]. An inquiry is held: between
  June and December 1953, inferred; told in [memoir p. 40].

Question 2 of 5 · when
When did this happen?
  “A plaque is put up”
  It is dated to the month, or nearly.
> march
cannot read `march` as a date: `march` has no year; write `march 1953`
> 1956
Partly right: 1956 meets the date, but is not within it. It is: c. October 1956
  c. October 1956 [gazette ¶4].

Question 3 of 5 · agree
Do these sources agree?
  How the bridge fell · How many died?

  gazette ¶2   12 people. Twelve.
  pamphlet ¶3  200 to 999 people. Hundreds.

  a)  agree: all that answer say the same
  b)  compatible: they differ, and can all be right
  c)  conflict: at least two of them cannot both be right
  d)  single: only one of them answers
  e)  open: they give nothing that can be compared
> d
No. It is: c) conflict: at least two of them cannot both be right
  gazette (12) contradicts pamphlet (200 to 999).

Question 4 of 5 · which-source
Which source says this?
  “They asked the wrong questions.”

  a)  gazette (newspaper): The Town Gazette
  b)  memoir: Memoir of an engineer
  c)  pamphlet: Who let it fall?
> xyz
`xyz` is none of the choices; give a letter from a to c, or a name
> a
No. It is: b) memoir: Memoir of an engineer
  memoir p. 40. No other source tells of this: An inquiry is held.

Question 5 of 5 · when
When did this happen?
  “The bridge falls”
  The sources do not agree; the date that any of them gives is right.
> ?
Give a date, such as 5 march 1953, march 1953, 1953, summer 1956 or 1953..1955.
It is right where it lies within the days that the sources give, in whole months
or years where these are not exact, and partly right where it meets them and is
no longer than a year. An empty line passes, q ends.
>
Passed. It is: 5 March 1953 or April 1953
  5 March 1953 [gazette ¶2], April 1953 [pamphlet ¶1]. Inferred: The sources
  differ on the month.

1 right, 1 partly right, 2 wrong, 1 passed of 5 questions

To revise
  destal event plaque
  destal compare-sources the-fall
  destal event inquiry
  destal event bridge-falls

The same questions again: destal quiz -n 10 --seed 1

"#]]
        .raw()
    );
}

#[test]
fn a_quiz_on_the_shipped_timeline_forgives_slips_and_takes_names() {
    let args = [
        "quiz",
        "--seed",
        "12",
        "-n",
        "5",
        "--no-notes",
        "--person",
        "beria",
    ];
    let text = said(&args, None, "1953\nconflct\nhistclo\nbera\na\n");
    assert_data_eq!(
        text,
        str![[r#"
Lavrentiy Beria · 5 questions · seed 12
Answer with a letter, a name or a date. An empty line passes, ? helps, q ends.

Question 1 of 5 · when
When did this happen?
  “Beria is executed”
  The sources do not agree; the date that any of them gives is right.
> 1953
Right: 1953. The key has: September 1953 or December 1953
  c. December 1953 [wikipedia ¶7], c. September 1953 [student-blog ¶10],
  1953 [histclo ¶5]. Inferred: the sources differ: the end of the year
  [wikipedia ¶7], or, by a reader's comment, six months after Stalin's funeral
  [student-blog ¶10], which followed his death of 5 March 1953 [student-blog ¶4]

Question 2 of 5 · agree
Do these sources agree?
  Beria: reformer or man of terror · Who began the relaxation after Stalin?

  wikipedia ¶6        Beria began it, with a spell of comparative
                      liberalization.
  wikipedia ¶8        The amnesty, the price cuts and the easing for private
                      plots were the work of the new leadership as a body.
  flow-of-history ¶4  The first hopeful signs came from the moderate coalition
                      under Malenkov.
  histclo ¶12         Soviet officials began it by letting prisoners go soon
                      after Stalin's death; Khrushchev's part was large, but he
                      was not alone.
  student-blog ¶5     Khrushchev began to undo Stalin's policies once the
                      country was under his control.
  student-blog ¶14    Very soon after Stalin's death Khrushchev turned to
                      changing nearly everything that Stalin had done.

  a)  agree: all that answer say the same
  b)  compatible: they differ, and can all be right
  c)  conflict: at least two of them cannot both be right
  d)  single: only one of them answers
  e)  open: they give nothing that can be compared
> conflct
Right: c) conflict: at least two of them cannot both be right
  wikipedia (beria, also new leadership) contradicts student-blog (khrushchev).

Question 3 of 5 · which-source
Which source answers so?
  How Stalin died · If Stalin was poisoned, who did it?
  “Beria is believed to be the poisoner; later the paragraph leaves open whether
  it was he.”

  a)  wikipedia (encyclopedia): History of the Soviet Union (1953–64)
  b)  flow-of-history (course reading): FC141: Missed Opportunities: the
      Aftermath of Stalin's Death (1953-56)
  c)  histclo (amateur history site): Soviet Cold War: Destalinization
  d)  gavs (lesson plan): How much Destalinization is too much Destalinization?:
      The Khrushchev Years
  e)  student-blog (blog): A New Leader: The Death of Stalin
> histclo
Right: c) histclo (amateur history site): Soviet Cold War: Destalinization
  histclo ¶5. No other source answers this question.

Question 4 of 5 · order
Which came first?

  a)  The secret police become the KGB
  b)  Soviet forces put down the East German protests
> bera
`bera` is none of the choices; give a letter from a to b, or a name
> a
No. It is: b) Soviet forces put down the East German protests
  Soviet forces put down the East German protests: June 1953, inferred; told in
  [flow-of-history ¶5]. The secret police become the KGB: 1954 [histclo ¶5].

Question 5 of 5 · who
Who had this part in it?
  “Stalin's heirs struggle for power” · 5 March 1953 to 1955
  part: victor

  a)  Leonid Brezhnev
  b)  Georgy Zhukov
  c)  Imre Nagy
  d)  Nikita Khrushchev

3 right, 1 wrong of 4 questions; 1 more not asked

To revise
  destal event east-german-rising-crushed
  destal event police-reorganized-kgb

The same questions again: destal quiz --person beria -n 5 --seed 12

"#]]
        .raw()
    );
}

#[test]
fn the_end_of_the_input_and_q_end_it_with_the_score_so_far() {
    for lines in ["a\n", "a\nq\n", "a\nquit\nb\n", "a\n?\nq"] {
        let text = said(&["quiz", "--seed", "1"], SMALL, lines);
        assert!(text.contains(" of 1 question; "), "{text}");
        assert!(text.ends_with("The same questions again: destal quiz -n 10 --seed 1\n"));
    }
    let none = said(&["quiz", "--seed", "1", "--person", "mayor"], SMALL, "");
    assert!(none.contains("0 right of 0 questions"), "{none}");
    assert!(
        none.ends_with("destal quiz --person mayor -n 10 --seed 1\n"),
        "{none}"
    );
}

#[test]
fn what_is_typed_cannot_act_on_the_terminal() {
    let output = told(
        &["quiz", "--seed", "1"],
        SMALL,
        b"\x1b[2J\xe2\x80\xaex\r\n\xff\na\n",
    );
    let text = String::from_utf8(output.stdout).expect("it says UTF-8");
    let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(acts), "{text:?}");
    assert!(text.contains("> <U+001B>[2J"), "{text}");
}

#[test]
fn another_quiz_is_asked_each_time_unless_the_day_is_fixed() {
    let printed = |epoch: Option<&str>| {
        let mut command = destal(&["quiz", "-O", "json"], None);
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        command.output().expect("it runs").stdout
    };
    let free: Vec<_> = (0..4).map(|_| printed(None)).collect();
    assert!(free.iter().any(|quiz| *quiz != free[0]));
    assert_eq!(printed(Some("0")), printed(Some("0")));
}

#[test]
fn answers_fit_narrow_and_plain_terminals() {
    for (width, ascii) in [("40", true), ("80", false), ("200", true)] {
        let mut args = vec!["quiz", "--seed", "5", "-n", "20", "--width", width];
        if ascii {
            args.push("--ascii");
        }
        let text = said(&args, None, &"a\n\n1956\n".repeat(30));
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= width.parse().ok(), "{widest:?} of {width}");
        assert!(!ascii || text.is_ascii());
        assert!(!text.contains('\u{1b}'));
    }
}

#[test]
fn a_worksheet_is_written_whole_and_replaces_nothing() {
    let file = folder("worksheet").join("sheet.md");
    let path = file.to_str().expect("it is UTF-8");
    let args = ["quiz", "--seed", "1", "--worksheet", path];
    let output = destal(&args, SMALL).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    assert_data_eq!(read(&file), str![[r##"
# A small timeline

Name: \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_ Date: \_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

## Questions

**1.** Which came first?

- **a)** An inquiry is held
- **b)** The bridge is built

**2.** When did this happen?

> “A plaque is put up”

> It is dated to the month, or nearly.

\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

**3.** Do these sources agree?

> How the bridge fell · How many died?

> gazette ¶2: 12 people. Twelve.

> pamphlet ¶3: 200 to 999 people. Hundreds.

- **a)** agree: all that answer say the same
- **b)** compatible: they differ, and can all be right
- **c)** conflict: at least two of them cannot both be right
- **d)** single: only one of them answers
- **e)** open: they give nothing that can be compared

**4.** Which source says this?

> “They asked the wrong questions.”

- **a)** gazette (newspaper): The Town Gazette
- **b)** memoir: Memoir of an engineer
- **c)** pamphlet: Who let it fall?

**5.** When did this happen?

> “The bridge falls”

> The sources do not agree; the date that any of them gives is right.

\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_\_

<div style="page-break-before: always"></div>

# Comparing the sources: How the bridge fell

Read what each document says, given here in other words with its place in the source. Then tick for each question whether the documents that answer it agree, differ, or only one of them answers.

## Document A: The Town Gazette (gazette)

Who wrote it: A local paper that trusts the mayor.

- ¶2: 12 people. Twelve.
- ¶2: The storm.
- ¶3: The engineer.

## Document B: Memoir of an engineer (memoir)

- p. 41: The steel.
- p. 40: from June 1953 on. From June on.
- p. 42: The mayor and the engineer.

## Document C: Who let it fall? (pamphlet)

- ¶3: 200 to 999 people. Hundreds.

| question | A | B | C | agree | differ | only one |
| --- | --- | --- | --- | --- | --- | --- |
| 1. How many died? |   |   |   |   |   |   |
| 2. Why did it fall? |   |   |   |   |   |   |
| 3. When was the inquiry? |   |   |   |   |   |   |
| 4. Whom did they blame? |   |   |   |   |   |   |

Tick under A, B, C which documents answer. Where they differ, can all of them be right? What in who wrote them might explain it?

<div style="page-break-before: always"></div>

# Key

**1.** **b) The bridge is built**. The bridge is built: 1951 to 1952 \[gazette ¶1\]. An inquiry is held: between June and December 1953, inferred; told in \[memoir p. 40\].

**2.** **c. October 1956**. c. October 1956 \[gazette ¶4\].

**3.** **c) conflict: at least two of them cannot both be right**. gazette (12) contradicts pamphlet (200 to 999).

**4.** **b) memoir: Memoir of an engineer**. memoir p. 40. No other source tells of this: An inquiry is held.

**5.** **5 March 1953 or April 1953**. 5 March 1953 \[gazette ¶2\], April 1953 \[pamphlet ¶1\]. Inferred: The sources differ on the month.

- Editor's note on gazette ¶2: The weather service dates the storm to 6 March. (Almanac 1953)

## Key: How the bridge fell

**1.** How many died? answered by A, C: **differ**, at least two of them cannot both be right. gazette (12) contradicts pamphlet (200 to 999). \[gazette ¶2; pamphlet ¶3\]

**2.** Why did it fall? answered by A, B: **differ**, they differ, and can all be right. The positions differ and can be held together: gazette says storm; memoir says bad steel. \[gazette ¶2; memoir p. 41\]

**3.** When was the inquiry? answered by B: **only one**, only one of them answers. Only memoir answers. \[memoir p. 40\]

**4.** Whom did they blame? answered by A, B: **differ**, they differ, and can all be right. The lists differ and add to each other: gazette says engineer; memoir says mayor and engineer. \[gazette ¶3; memoir p. 42\]

More: destal compare-sources the-fall

The same sheet again: `destal quiz -n 10 --seed 1 --worksheet FILE.md`

"##]].raw());
    let again = destal(&args, SMALL).output().expect("it runs");
    assert_eq!(again.status.code(), Some(2));
    let errors = String::from_utf8(again.stderr).expect("it says UTF-8");
    assert!(
        errors.contains("exists already\nhint: give --force"),
        "{errors}"
    );
    let forced = [&args[..], &["--force", "--topic", "money"]].concat();
    assert_eq!(
        destal(&forced, SMALL)
            .output()
            .expect("it runs")
            .status
            .code(),
        Some(0)
    );
    assert!(read(&file).contains("# Comparing the sources: What it cost"));
    let folder = file.parent().expect("it is in one");
    assert_eq!(fs::read_dir(folder).expect("it is there").count(), 1);
}

#[test]
fn hostile_text_does_nothing_on_a_worksheet() {
    let file = folder("hostile-sheet").join("sheet.md");
    let path = file.to_str().expect("it is UTF-8");
    let hostile = Some("tests/fixtures/valid/hostile.json");
    let args = ["quiz", "--seed", "1", "--worksheet", path];
    let output = destal(&args, hostile).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    let text = read(&file);
    assert!(text.contains("\\<script\\>"), "{text}");
    // The last line is code, and holds nothing of the dataset.
    let (text, _) = text
        .split_once("The same sheet again: `")
        .expect("it ends so");
    let mut ours = text.replace("<div style=\"page-break-before: always\"></div>", "");
    for escaped in ["\\<", "\\[", "\\`", "\\|"] {
        ours = ours.replace(escaped, "");
    }
    assert!(
        !ours.contains(['<', '`', '[', '\u{1b}', '\u{202e}']),
        "{ours}"
    );
}
