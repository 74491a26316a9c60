//! One row set for each filter that acts on a layer. They are what is slow (search reads all text),
//! so each lasts as long as its own filter.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::RowSet;
use crate::query::evaluate::{rows_found, rows_kept};
use crate::query::{FacetKey, Filters};
use crate::session::layer::LayerData;

#[derive(Debug, Clone, Default)]
pub(super) struct Leaves {
    by_property: Vec<Leaf>,
    search: Option<(String, RowSet)>,
}

/// The rows that the choice among the values of one property keeps.
#[derive(Debug, Clone)]
struct Leaf {
    property: Arc<str>,
    excluded: BTreeSet<FacetKey>,
    rows: RowSet,
}

impl Leaves {
    /// Follows the filters: what acts as before stays.
    pub(super) fn update(&mut self, data: &LayerData, filters: &Filters) {
        let n_rows = data.dataset.n_rows();
        let mut known = std::mem::take(&mut self.by_property);
        let leaf = |(property, excluded): (&Arc<str>, &BTreeSet<FacetKey>)| {
            let column = data.facets.get(property)?;
            let same = |leaf: &Leaf| leaf.property == *property && leaf.excluded == *excluded;
            Some(match known.iter().position(same) {
                Some(index) => known.swap_remove(index),
                None => Leaf {
                    property: Arc::clone(property),
                    excluded: excluded.clone(),
                    rows: rows_kept(column, n_rows, excluded),
                },
            })
        };
        self.by_property = filters.excluded.iter().filter_map(leaf).collect();
        let words = filters.search.trim();
        if words.is_empty() {
            self.search = None;
        } else if self.search.as_ref().is_none_or(|(known, _)| known != words) {
            self.search = Some((words.to_owned(), rows_found(&data.dataset, words)));
        }
    }

    /// The rows, of so many, that pass every leaf but the one of `ignored`.
    pub(super) fn passing(&self, n_rows: usize, ignored: Option<&str>) -> RowSet {
        let search = self.search.as_ref().map(|(_, rows)| rows.clone());
        let mut rows = search.unwrap_or_else(|| RowSet::all(n_rows));
        for leaf in &self.by_property {
            if Some(&*leaf.property) != ignored {
                rows.intersect(&leaf.rows);
            }
        }
        rows
    }
}
