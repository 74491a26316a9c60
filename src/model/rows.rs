//! Rows and sets of rows: the currency between filters, facets, table, map and timeline.

/// The position of a row in its [`Dataset`](super::Dataset), in file order, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(pub u32);

impl RowId {
    /// The row as an index into a column.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The row at `index`; datasets hold fewer than 2^32 rows.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A set of rows of one dataset, one bit a row.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RowSet {
    words: Vec<u64>,
    n_rows: usize,
}

impl RowSet {
    /// The empty set over `n_rows` rows.
    #[must_use]
    pub fn none(n_rows: usize) -> Self {
        Self {
            words: vec![0; n_rows.div_ceil(64)],
            n_rows,
        }
    }

    /// Every row of a table of `n_rows` rows.
    #[must_use]
    pub fn all(n_rows: usize) -> Self {
        let mut set = Self {
            words: vec![u64::MAX; n_rows.div_ceil(64)],
            n_rows,
        };
        set.clear_tail();
        set
    }

    /// The rows for which `keep` answers true.
    #[must_use]
    pub fn from_fn(n_rows: usize, mut keep: impl FnMut(RowId) -> bool) -> Self {
        let word = |start: usize| {
            let rows = start..(start + 64).min(n_rows);
            let bit = |index: usize| u64::from(keep(RowId::from_index(index))) << (index - start);
            rows.map(bit).fold(0, |word, bit| word | bit)
        };
        Self {
            words: (0..n_rows).step_by(64).map(word).collect(),
            n_rows,
        }
    }

    /// How many rows the table has, in the set or not.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// How many rows are in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Whether no row is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Whether `row` is in the set; a row beyond the table is not.
    #[must_use]
    pub fn contains(&self, row: RowId) -> bool {
        self.words
            .get(row.index() / 64)
            .is_some_and(|word| word >> (row.index() % 64) & 1 == 1)
    }

    /// Adds `row`; a row beyond the table is ignored.
    pub fn insert(&mut self, row: RowId) {
        if row.index() < self.n_rows
            && let Some(word) = self.words.get_mut(row.index() / 64)
        {
            *word |= 1 << (row.index() % 64);
        }
    }

    /// Takes `row` out.
    pub fn remove(&mut self, row: RowId) {
        if let Some(word) = self.words.get_mut(row.index() / 64) {
            *word &= !(1 << (row.index() % 64));
        }
    }

    /// Keeps only the rows that `other` has, too.
    pub fn intersect(&mut self, other: &Self) {
        for (index, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(index).copied().unwrap_or(0);
        }
    }

    /// Adds the rows of `other`.
    pub fn union(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
        self.clear_tail();
    }

    /// The rows of the table that are not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let mut set = Self {
            words: self.words.iter().map(|w| !w).collect(),
            n_rows: self.n_rows,
        };
        set.clear_tail();
        set
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = RowId> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                Some(RowId::from_index(index * 64 + bit))
            })
        })
    }

    fn clear_tail(&mut self) {
        let used = self.n_rows % 64;
        if used != 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << used) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_set_agrees_with_a_list_of_flags(a in prop::collection::vec(any::<bool>(), 0..200), seed in any::<u64>()) {
            let b: Vec<bool> = a.iter().enumerate().map(|(i, _)| seed.rotate_left(u32::try_from(i).unwrap()) & 1 == 1).collect();
            let set = |flags: &[bool]| RowSet::from_fn(flags.len(), |row| flags[row.index()]);
            let list = |flags: &[bool]| flags.iter().enumerate().filter(|(_, f)| **f).map(|(i, _)| RowId::from_index(i)).collect::<Vec<_>>();
            prop_assert_eq!(set(&a).iter().collect::<Vec<_>>(), list(&a));
            prop_assert_eq!(set(&a).len(), list(&a).len());
            let both: Vec<bool> = a.iter().zip(&b).map(|(x, y)| *x && *y).collect();
            let either: Vec<bool> = a.iter().zip(&b).map(|(x, y)| *x || *y).collect();
            let neither: Vec<bool> = a.iter().map(|x| !x).collect();
            let mut and = set(&a);
            and.intersect(&set(&b));
            prop_assert_eq!(and, set(&both));
            let mut or = set(&a);
            or.union(&set(&b));
            prop_assert_eq!(or, set(&either));
            prop_assert_eq!(set(&a).complement(), set(&neither));
            let mut alone = set(&a);
            for row in list(&b) {
                alone.remove(row);
            }
            prop_assert_eq!(alone, set(&a.iter().zip(&b).map(|(x, y)| *x && !*y).collect::<Vec<_>>()));
        }
    }

    #[test]
    fn all_has_exactly_the_rows_of_the_table() {
        assert_eq!(RowSet::all(70).len(), 70);
        assert!(!RowSet::all(70).contains(RowId(70)));
    }
}
