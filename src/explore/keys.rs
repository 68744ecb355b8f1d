//! The keys, as shown in the foot line and by `?`: the table in docs/explorer.md. `input` implements
//! it.

/// Rows of the table, most useful first: the keys, a short label for the foot line (empty if not
/// shown there), and a description.
pub fn keys() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../../docs/explorer.md").lines();
    let rows = lines.filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    rows.filter_map(|row| {
        let cells = row.split(" |").map(|cell| cell.trim().trim_matches('`'));
        cells.collect::<Vec<_>>().try_into().ok()
    })
}
