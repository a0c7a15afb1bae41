//! Summed-area table (Crow 1984): a grid of numbers in, the sum over any rectangle of it out, at once.

/// Sums of a grid from its top left corner.
pub(super) struct SummedAreaTable {
    columns: usize,
    sums: Vec<f64>,
}

impl SummedAreaTable {
    /// `values` row by row.
    pub(super) fn new(columns: usize, values: impl IntoIterator<Item = f64>) -> SummedAreaTable {
        let width = columns + 1;
        let mut sums = vec![0.0; width];
        for (index, value) in values.into_iter().enumerate() {
            if index % columns == 0 {
                sums.push(0.0);
            }
            let here = sums.len();
            sums.push(value + sums[here - 1] + sums[here - width] - sums[here - width - 1]);
        }
        SummedAreaTable { columns, sums }
    }

    /// The sum over columns and rows, ends left out; the caller keeps them within the grid.
    pub(super) fn over(
        &self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
    ) -> f64 {
        if columns.start >= columns.end || rows.start >= rows.end {
            return 0.0;
        }
        let at = |column: usize, row: usize| self.sums[row * (self.columns + 1) + column];
        at(columns.end, rows.end) + at(columns.start, rows.start)
            - at(columns.start, rows.end)
            - at(columns.end, rows.start)
    }
}

#[cfg(test)]
mod tests {
    use super::SummedAreaTable;

    #[test]
    fn the_sum_over_a_rectangle_is_that_of_its_cells() {
        let sums = SummedAreaTable::new(3, (1..=9).map(f64::from));
        assert_eq!(sums.over(1..3, 0..2), 2.0 + 3.0 + 5.0 + 6.0);
        assert_eq!(sums.over(0..3, 0..3), 45.0);
        assert_eq!(sums.over(1..1, 0..3), 0.0);
    }
}
