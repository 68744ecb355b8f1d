//! Where the marks of a lane have room: none covers another, nor its words.

/// A stretch of a row, from one unit of the poster to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The row, counted from the first that a mark has.
    pub row: usize,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// A lane that fills from the top, row by row.
#[derive(Default)]
pub struct Packing {
    rows: Vec<Vec<(usize, usize)>>,
}

impl Packing {
    /// Finds room for what a mark and its words take, and gives the row in which that begins: the
    /// first in which all of it is free.
    pub fn place(&mut self, taken: &[Taken]) -> usize {
        let is_free = |first: usize, part: &Taken| {
            let row = self.rows.get(first + part.row);
            row.is_none_or(|row| {
                row.iter()
                    .all(|(from, to)| part.to < *from || *to < part.from)
            })
        };
        let mut first = 0;
        while !taken.iter().all(|part| is_free(first, part)) {
            first += 1;
        }
        for part in taken {
            let row = first + part.row;
            if self.rows.len() <= row {
                self.rows.resize(row + 1, Vec::new());
            }
            self.rows[row].push((part.from, part.to));
        }
        first
    }

    /// How many rows are filled.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Nothing covers anything, however it lies.
        #[test]
        fn nothing_is_covered(
            marks in prop::collection::vec(
                prop::collection::vec((0usize..4, 0usize..900, 0usize..300), 1..4), 1..40),
        ) {
            let mut packing = Packing::default();
            let mut placed: Vec<(usize, Taken)> = Vec::new();
            for (mark, parts) in marks.into_iter().enumerate() {
                let parts = parts.into_iter().map(|(row, from, long)| Taken { row, from, to: from + long });
                let parts: Vec<Taken> = parts.collect();
                let first = packing.place(&parts);
                for part in parts {
                    let part = Taken { row: first + part.row, ..part };
                    for (other, taken) in &placed {
                        let apart = part.row != taken.row || part.to < taken.from || taken.to < part.from;
                        prop_assert!(*other == mark || apart, "{part:?} covers {taken:?}");
                    }
                    prop_assert!(part.row < packing.rows());
                    placed.push((mark, part));
                }
            }
        }
    }
}
