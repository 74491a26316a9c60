//! What to keep, as plain data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A value of a facet; `None` is "(none)": the property is missing or null.
pub type FacetKey = Option<Arc<str>>;

/// The user's choices. Empty keeps everything.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filters {
    /// The values left out, by property. A choice acts on the layers that have the property.
    pub excluded: BTreeMap<Arc<str>, BTreeSet<FacetKey>>,
    /// Words that must stand in the text of a record.
    pub search: String,
}

impl Filters {
    /// Whether anything is left out.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.search.trim().is_empty() || self.excluded.values().any(|set| !set.is_empty())
    }

    /// Whether a value of a property is kept.
    #[must_use]
    pub fn keeps(&self, property: &str, value: &FacetKey) -> bool {
        self.excluded
            .get(property)
            .is_none_or(|set| !set.contains(value))
    }
}
