//! Packs blocks into rows without overlap.

/// A range of columns in a row, both ends inclusive.
#[derive(Clone, Copy, Debug)]
pub struct RowStretch {
    /// The row, relative to the first row of the blocks that are placed together.
    pub row: usize,
    pub from: usize,
    pub to: usize,
}

/// Rows that fill from the top.
#[derive(Default)]
pub struct Packing {
    rows: Vec<Vec<(usize, usize)>>,
}

impl Packing {
    /// The first row at which all blocks fit without overlap.
    pub fn first_free(&self, blocks: &[RowStretch]) -> usize {
        let is_free = |first: usize, block: &RowStretch| {
            let row = self.rows.get(first + block.row).into_iter().flatten();
            row.into_iter()
                .all(|(from, to)| block.to < *from || *to < block.from)
        };
        let mut first = 0;
        while !blocks.iter().all(|block| is_free(first, block)) {
            first += 1;
        }
        first
    }

    /// Places the blocks at their first free row, and returns that row.
    pub fn place(&mut self, blocks: &[RowStretch]) -> usize {
        let first = self.first_free(blocks);
        for block in blocks {
            let row = first + block.row;
            if self.rows.len() <= row {
                self.rows.resize(row + 1, Vec::new());
            }
            self.rows[row].push((block.from, block.to));
        }
        first
    }

    /// The number of rows in use.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Blocks that are placed separately never overlap.
        #[test]
        fn nothing_is_covered(
            marks in prop::collection::vec(
                prop::collection::vec((0usize..4, 0usize..900, 0usize..300), 1..4), 1..40),
        ) {
            let mut packing = Packing::default();
            let mut placed: Vec<(usize, RowStretch)> = Vec::new();
            for (mark, parts) in marks.into_iter().enumerate() {
                let parts = parts.into_iter().map(|(row, from, long)| RowStretch { row, from, to: from + long });
                let parts: Vec<RowStretch> = parts.collect();
                let first = packing.place(&parts);
                for part in parts {
                    let part = RowStretch { row: first + part.row, ..part };
                    for (other, block) in &placed {
                        let apart = part.row != block.row || part.to < block.from || block.to < part.from;
                        prop_assert!(*other == mark || apart, "{part:?} covers {block:?}");
                    }
                    prop_assert!(part.row < packing.rows());
                    placed.push((mark, part));
                }
            }
        }
    }
}
