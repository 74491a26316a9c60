//! Answers that follow from the document and the rows: kept until what they follow from changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{RowId, RowSet, State};
use crate::query::evaluate::{rows_found, rows_kept};
use crate::query::{Clock, FacetKey, Filters, Undated};
use crate::scene::style::Marks;

use super::document::{Document, Facet, Layer, LayerId};
use super::layer::LayerData;

/// All answers.
#[derive(Debug, Default)]
pub struct Derived {
    /// One for each layer, in the document's order.
    pub layers: Vec<LayerShown>,
    /// The counts of the headline layer.
    pub headline: Counts,
    /// One for each facet of the document.
    pub facets: Vec<FacetCounts>,
    /// Grows whenever any answer changes, for caches of drawings.
    pub revision: u64,
    /// Grows whenever what passes the filters changes, whatever the clock says.
    pub filter_revision: u64,
    leaves: BTreeMap<LayerId, Leaves>,
    inputs: Option<Inputs>,
}

/// Which rows of a layer are drawn, and why.
#[derive(Debug, Clone)]
pub struct LayerShown {
    /// The layer.
    pub id: LayerId,
    /// Whether the layer is shown at all.
    pub visible: bool,
    /// The rows that pass every filter, whatever the clock says.
    pub passing: RowSet,
    /// What may be said of each row under the clock.
    pub states: Vec<State>,
    /// The rows that are on the map or the timeline now.
    pub drawn: RowSet,
    /// Counts of the rows that pass the filters.
    pub counts: Counts,
    /// Counts of all rows, filters or not.
    pub total: u64,
}

/// How many things are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    by_state: [u64; State::ALL.len()],
    /// Countries of those that are there.
    pub countries: usize,
}

impl Counts {
    /// How many are in a state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        self.by_state.get(state as usize).copied().unwrap_or(0)
    }

    /// How many the clock takes in for certain: what was there, what may have been over since, and
    /// what was over where the clock draws that, too.
    #[must_use]
    pub fn there(&self, clock: &Clock) -> u64 {
        let certain = |state: &&State| clock.draws(**state) && **state != State::Possibly;
        State::ALL.iter().filter(certain).map(|s| self.of(*s)).sum()
    }

    /// All that pass the filters, whatever the clock says.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.by_state.iter().sum()
    }

    fn add(&mut self, state: State, n: u64) {
        if let Some(slot) = self.by_state.get_mut(state as usize) {
            *slot += n;
        }
    }
}

/// A facet's values with their counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The property.
    pub property: Arc<str>,
    /// Its values, in the order in which they are listed.
    pub values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value; `None` is "(none)".
    pub key: FacetKey,
    /// What a person calls it.
    pub label: String,
    /// How many are drawn now, with every other facet's choice and not this one's.
    pub shown: u64,
    /// How many there are.
    pub total: u64,
    /// Whether it is kept.
    pub kept: bool,
}

#[derive(Debug, PartialEq, Clone)]
struct Inputs {
    filters: Filters,
    clock: Clock,
    undated: Undated,
    visible: Vec<(LayerId, bool)>,
}

impl Derived {
    /// The answers for these inputs; `self` where nothing changed.
    #[must_use]
    pub fn refreshed(self, document: &Document, data: &BTreeMap<LayerId, Arc<LayerData>>) -> Self {
        let inputs = Inputs {
            filters: document.filters.clone(),
            clock: document.clock,
            undated: document.undated,
            visible: document.layers.iter().map(|l| (l.id, l.visible)).collect(),
        };
        if self.inputs.as_ref() == Some(&inputs) {
            return self;
        }
        let same_filters = self
            .inputs
            .as_ref()
            .is_some_and(|old| old.filters == inputs.filters && old.visible == inputs.visible);
        // The leaves are what is slow (search reads all text): they last as long as the filters.
        let kept = if same_filters {
            self.leaves
        } else {
            BTreeMap::new()
        };
        let leaves: BTreeMap<LayerId, Leaves> = data
            .iter()
            .map(|(id, data)| {
                let known = kept.get(id).cloned();
                (
                    *id,
                    known.unwrap_or_else(|| Leaves::new(data, &document.filters)),
                )
            })
            .collect();
        let inputs_by_layer: Vec<(&Layer, &LayerData, &Leaves)> = document
            .layers
            .iter()
            .filter_map(|layer| {
                let data = data.get(&layer.id)?;
                Some((layer, &**data, leaves.get(&layer.id)?))
            })
            .collect();
        let layers: Vec<LayerShown> = inputs_by_layer
            .iter()
            .map(|(layer, data, leaves)| shown(layer, data, leaves, document))
            .collect();
        let facets = document
            .facets
            .iter()
            .map(|facet| facet_counts(facet, &inputs_by_layer, &layers, document))
            .collect();
        Self {
            headline: headline(document, &layers),
            facets,
            layers,
            revision: self.revision + 1,
            filter_revision: self.filter_revision + u64::from(!same_filters),
            leaves,
            inputs: Some(inputs),
        }
    }

    /// What is shown of one layer.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<&LayerShown> {
        self.layers.iter().find(|shown| shown.id == id)
    }
}

/// The headline counts the first layer with station marks, else the first layer.
fn headline(document: &Document, layers: &[LayerShown]) -> Counts {
    document
        .headline_layer()
        .and_then(|id| layers.iter().find(|shown| shown.id == id))
        .filter(|shown| shown.visible)
        .map(|shown| shown.counts)
        .unwrap_or_default()
}

impl Document {
    /// The layer that the headline counts.
    #[must_use]
    pub fn headline_layer(&self) -> Option<LayerId> {
        let stations = self.layers.iter().find(|l| l.marks == Marks::Stations);
        stations.or_else(|| self.layers.first()).map(|l| l.id)
    }
}

/// One row set for each filter that acts on the layer.
#[derive(Debug, Clone)]
struct Leaves {
    by_property: Vec<(Arc<str>, Arc<RowSet>)>,
    search: Option<Arc<RowSet>>,
    n_rows: usize,
}

impl Leaves {
    fn new(data: &LayerData, filters: &Filters) -> Self {
        let n_rows = data.dataset.n_rows();
        let by_property = filters
            .excluded
            .iter()
            .filter_map(|(property, excluded)| {
                let column = data.facets.get(property)?;
                let rows = rows_kept(column, n_rows, excluded);
                Some((Arc::clone(property), Arc::new(rows)))
            })
            .collect();
        let search = (!filters.search.trim().is_empty())
            .then(|| Arc::new(rows_found(&data.dataset, &filters.search)));
        Self {
            by_property,
            search,
            n_rows,
        }
    }

    /// The rows that pass every leaf but the one of `ignored`.
    fn passing(&self, ignored: Option<&str>) -> RowSet {
        let mut rows = self
            .search
            .as_deref()
            .cloned()
            .unwrap_or_else(|| RowSet::all(self.n_rows));
        for (property, leaf) in &self.by_property {
            if Some(&**property) != ignored {
                rows.intersect(leaf);
            }
        }
        rows
    }
}

fn shown(layer: &Layer, data: &LayerData, leaves: &Leaves, document: &Document) -> LayerShown {
    let clock = &document.clock;
    let asked = clock.asked();
    let passing = leaves.passing(None);
    let states: Vec<State> = if data.is_dated() {
        data.lifespans.iter().map(|l| asked.state(l)).collect()
    } else {
        // A layer without any date is not part of time: what it has is there, always.
        vec![State::There; leaves.n_rows]
    };
    let state = |row: RowId| states.get(row.index()).copied().unwrap_or(State::Undated);
    let drawn = RowSet::from_fn(leaves.n_rows, |row| {
        layer.visible && passing.contains(row) && document.draws(state(row))
    });
    LayerShown {
        id: layer.id,
        visible: layer.visible,
        counts: count(data, &passing, &states, clock),
        total: data.weights.iter().map(|w| u64::from(*w)).sum(),
        passing,
        states,
        drawn,
    }
}

fn count(data: &LayerData, passing: &RowSet, states: &[State], clock: &Clock) -> Counts {
    let mut counts = Counts::default();
    let n_countries = data.country.as_ref().map_or(0, |c| c.dictionary().len());
    let mut countries = vec![false; n_countries];
    for row in passing.iter() {
        let state = states.get(row.index()).copied().unwrap_or(State::Undated);
        counts.add(state, u64::from(data.weight(row)));
        if state != State::Possibly
            && clock.draws(state)
            && let Some(code) = data.country.as_ref().and_then(|c| c.code(row))
            && let Some(seen) = countries.get_mut(code)
        {
            *seen = true;
        }
    }
    counts.countries = countries.into_iter().filter(|seen| *seen).count();
    counts
}

fn facet_counts(
    facet: &Facet,
    inputs: &[(&Layer, &LayerData, &Leaves)],
    layers: &[LayerShown],
    document: &Document,
) -> FacetCounts {
    let mut counts: BTreeMap<FacetKey, (u64, u64)> = BTreeMap::new();
    // A facet counts one kind of thing: the headline layer where it has the property, since the
    // records of different layers are not alike and must not be added up.
    let counted = document.headline_layer().filter(|id| {
        let has = |data: &LayerData| data.facets.contains_key(&facet.property);
        inputs.iter().any(|(l, data, _)| l.id == *id && has(data))
    });
    for ((layer, data, leaves), shown) in inputs.iter().zip(layers) {
        let is_counted = counted.is_none_or(|id| id == layer.id);
        let Some(column) = data.facets.get(&facet.property).filter(|_| is_counted) else {
            continue;
        };
        let passing = leaves.passing(Some(&facet.property));
        // One slot a value, and the last for the missing ones.
        let mut by_code = vec![(0_u64, 0_u64); column.dictionary().len() + 1];
        for (row, state) in data.dataset.rows().zip(&shown.states) {
            let slot = column.code(row).unwrap_or(column.dictionary().len());
            let weight = u64::from(data.weight(row));
            if let Some((shown_n, total)) = by_code.get_mut(slot) {
                *total += weight;
                if layer.visible && document.draws(*state) && passing.contains(row) {
                    *shown_n += weight;
                }
            }
        }
        let keys = column.dictionary().iter().cloned().map(Some).chain([None]);
        for (key, (shown_n, total)) in keys.zip(by_code) {
            if total > 0 {
                let sum = counts.entry(key).or_default();
                *sum = (sum.0 + shown_n, sum.1 + total);
            }
        }
    }
    FacetCounts {
        property: facet.property.clone(),
        values: ordered(facet, counts, &document.filters),
    }
}

fn ordered(
    facet: &Facet,
    counts: BTreeMap<FacetKey, (u64, u64)>,
    filters: &Filters,
) -> Vec<FacetValue> {
    let rank = |key: &FacetKey| {
        let position = |v: &Arc<str>| facet.order.iter().position(|o| o == v);
        key.as_ref().and_then(position).unwrap_or(usize::MAX)
    };
    let mut values: Vec<FacetValue> = counts
        .into_iter()
        .map(|(key, (shown, total))| FacetValue {
            label: key.as_ref().map_or_else(
                || "(none)".to_owned(),
                |v| facet.labels.get(v).unwrap_or(v).to_string(),
            ),
            kept: filters.keeps(&facet.property, &key),
            key,
            shown,
            total,
        })
        .collect();
    values.sort_by(|a, b| {
        (rank(&a.key), a.key.is_none())
            .cmp(&(rank(&b.key), b.key.is_none()))
            .then(b.total.cmp(&a.total))
            .then_with(|| a.label.cmp(&b.label))
    });
    values
}
