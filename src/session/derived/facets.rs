//! What the filters panel lists: the values of a facet with their counts. The list is made once for
//! an atlas; a tick changes only the numbers in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{RowSet, TextColumn};
use crate::query::{FacetKey, Filters};
use crate::session::document::{Document, Facet, Layer, LayerId};
use crate::session::layer::LayerData;

use super::counts::ByValue;
use super::layer::LayerShown;

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

/// The sums of one facet in one layer.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) property: Arc<str>,
    /// The rows that pass all filters but the facet's own; `None` where these are the rows that
    /// pass all.
    pub(super) rows: Option<RowSet>,
    pub(super) sums: ByValue,
}

/// Which sums of which layer are added up for which value of a facet.
#[derive(Debug, Clone, Default)]
pub(super) struct Listing {
    /// The position of a layer, and for each of its values, and the missing one, that in the list.
    by_layer: Vec<(usize, Vec<Option<usize>>)>,
}

impl FacetCounts {
    /// Marks each value with whether the filters keep it.
    pub(super) fn mark_kept(&mut self, filters: &Filters) {
        for value in &mut self.values {
            value.kept = filters.keeps(&self.property, &value.key);
        }
    }
}

impl Listing {
    /// Takes over what is drawn of the document's facet number `facet` in all layers.
    pub(super) fn count(&self, facet: usize, layers: &[LayerShown], counts: &mut FacetCounts) {
        for value in &mut counts.values {
            value.shown = 0;
        }
        for (layer, places) in &self.by_layer {
            let Some(layer) = layers.get(*layer) else {
                continue;
            };
            for (place, sum) in places.iter().zip(layer.drawn_by_value(facet)) {
                if let Some(value) = place.and_then(|place| counts.values.get_mut(place)) {
                    value.shown += sum;
                }
            }
        }
    }
}

/// A facet counts one kind of thing: the headline layer where it has the property, since the records
/// of different layers are not alike and must not be added up. `None` counts all layers.
pub(super) fn counted(
    facet: &Facet,
    document: &Document,
    layers: &[(&Layer, &LayerData)],
) -> Option<LayerId> {
    document.headline_layer().filter(|id| {
        let has = |data: &LayerData| data.facets.contains_key(&facet.property);
        layers.iter().any(|(l, data)| l.id == *id && has(data))
    })
}

/// The column that a facet counts in a layer, if it does.
pub(super) fn column<'a>(
    facet: &Facet,
    counted: Option<LayerId>,
    (layer, data): (&Layer, &'a LayerData),
) -> Option<&'a TextColumn> {
    let is_counted = counted.is_none_or(|id| id == layer.id);
    data.facets.get(&facet.property).filter(|_| is_counted)
}

/// The values of a facet with their totals, none of them counted as drawn yet, and where the sums of
/// the layers go.
pub(super) fn list(
    facet: &Facet,
    counted: Option<LayerId>,
    filters: &Filters,
    layers: &[(&Layer, &LayerData)],
) -> (FacetCounts, Listing) {
    let columns: Vec<(usize, &LayerData, &TextColumn)> = layers
        .iter()
        .enumerate()
        .filter_map(|(index, layer)| Some((index, layer.1, column(facet, counted, *layer)?)))
        .collect();
    let mut totals: BTreeMap<FacetKey, u64> = BTreeMap::new();
    for (_, data, column) in &columns {
        let mut by_code = vec![0_u64; column.dictionary().len() + 1];
        for row in data.dataset.rows() {
            let slot = column.code(row).unwrap_or(column.dictionary().len());
            if let Some(total) = by_code.get_mut(slot) {
                *total += u64::from(data.weight(row));
            }
        }
        for (key, total) in keys(column).zip(by_code).filter(|(_, total)| *total > 0) {
            *totals.entry(key).or_default() += total;
        }
    }
    let values = ordered(facet, totals, filters);
    let places: BTreeMap<&FacetKey, usize> = values
        .iter()
        .enumerate()
        .map(|(i, v)| (&v.key, i))
        .collect();
    let place = |key: FacetKey| places.get(&key).copied();
    let by_layer = columns
        .iter()
        .map(|(index, _, column)| (*index, keys(column).map(place).collect()))
        .collect();
    let counts = FacetCounts {
        property: facet.property.clone(),
        values,
    };
    (counts, Listing { by_layer })
}

/// The values of a column in the order of their codes, and the missing one.
fn keys(column: &TextColumn) -> impl Iterator<Item = FacetKey> + '_ {
    column.dictionary().iter().cloned().map(Some).chain([None])
}

fn ordered(facet: &Facet, totals: BTreeMap<FacetKey, u64>, filters: &Filters) -> Vec<FacetValue> {
    let rank = |key: &FacetKey| {
        let position = |v: &Arc<str>| facet.order.iter().position(|o| o == v);
        key.as_ref().and_then(position).unwrap_or(usize::MAX)
    };
    let mut values: Vec<FacetValue> = totals
        .into_iter()
        .map(|(key, total)| FacetValue {
            label: key.as_ref().map_or_else(
                || "(none)".to_owned(),
                |v| facet.labels.get(v).unwrap_or(v).to_string(),
            ),
            kept: filters.keeps(&facet.property, &key),
            key,
            shown: 0,
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
