//! The table of keys, as shown in the foot line and by `?`. A test compares docs/explorer.md with
//! it; `input` implements it.

/// Rows of the table, most useful first: the keys, a short label for the foot line (empty if not
/// shown there), and a description.
pub fn keys() -> impl Iterator<Item = [&'static str; 3]> {
    KEYS.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        cells.try_into().ok()
    })
}

const KEYS: &str = "\
↑ ↓  k j | move | one line up or down; in a page, from link to link
PgUp PgDn |  | one screen up or down
Home End |  | the first or the last line
Tab | pane | from the list to the page and back
Enter | open | into the selected event, person, place, theme, source or topic
Esc  Backspace | back | back to where you came from
← →  h l | time | the period one step earlier or later; at first, the year of the selected event
Shift-← Shift-→  H L |  | the period narrower or wider
0 … 9 |  | jump to a year: type its four digits
/ | search | filter as you type; all words have to be in the title, the summary or the accounts
f | facets | tick people, places, themes, sources, disputed, certain; Space ticks
u | undo | undo the last narrowing
c | compare | compare the sources on the selected event, again for its next topic; or list the topics
w | why | what led to the selected event, and what it led to
s | told by | as told by each source alone, one after the other, then by all
y | copy | copy the command that prints what is on screen (the terminal has to allow it)
o | write | write what is on screen to a file, in the format of its ending
? | keys | these keys
q  Ctrl-C | quit | leave
Ctrl-Z |  | suspend the program; fg resumes it";
