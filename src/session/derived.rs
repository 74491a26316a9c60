//! Answers that follow from the document and the rows: kept, and moved along with what they follow
//! from. A tick of the clock costs what changes in it; a filter costs its own leaf and a count; only
//! other layers or facets make everything anew.

mod counts;
mod facets;
mod layer;
mod leaves;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::query::{Clock, Filters, Undated};
use crate::scene::style::Marks;

use super::document::{Document, Facet, Layer, LayerId};
use super::layer::LayerData;

pub use counts::Counts;
pub use facets::{FacetCounts, FacetValue};
pub use layer::LayerShown;

use facets::Listing;

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
    listings: Vec<Listing>,
    inputs: Option<Inputs>,
}

/// What the answers were worked out for.
#[derive(Debug)]
struct Inputs {
    filters: Filters,
    clock: Clock,
    undated: Undated,
    layers: Vec<(LayerId, bool)>,
    facets: Vec<Facet>,
}

/// What is another than before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Change {
    Nothing,
    /// The clock alone, or whether undated rows are drawn.
    Clock,
    /// The filters, or which layers are shown, and perhaps the clock.
    Filters,
    /// There are other layers or facets.
    Everything,
}

impl Derived {
    /// Makes the answers those of this document and these rows.
    pub fn refresh(&mut self, document: &Document, data: &BTreeMap<LayerId, Arc<LayerData>>) {
        let layers: Vec<(&Layer, &LayerData)> = document
            .layers
            .iter()
            .filter_map(|layer| Some((layer, &**data.get(&layer.id)?)))
            .collect();
        let mut change = Inputs::follow(&mut self.inputs, document);
        let known = self.layers.iter().map(|shown| shown.id);
        if !known.eq(layers.iter().map(|(layer, _)| layer.id)) {
            change = Change::Everything;
        }
        if change == Change::Nothing {
            return;
        }
        if change == Change::Everything {
            let lists = document.facets.iter().map(|facet| {
                let counted = facets::counted(facet, document, &layers);
                facets::list(facet, counted, &document.filters, &layers)
            });
            (self.facets, self.listings) = lists.unzip();
            self.layers = layers
                .iter()
                .map(|(layer, data)| LayerShown::new(layer, data, document, &layers))
                .collect();
        }
        for (shown, (layer, data)) in self.layers.iter_mut().zip(&layers) {
            shown.refresh(layer, data, document, change >= Change::Filters);
        }
        for (index, (counts, listing)) in self.facets.iter_mut().zip(&self.listings).enumerate() {
            listing.count(index, &self.layers, counts);
            if change >= Change::Filters {
                counts.mark_kept(&document.filters);
            }
        }
        self.headline = headline(document, &self.layers);
        self.revision += 1;
        self.filter_revision += u64::from(change >= Change::Filters);
    }

    /// What is shown of one layer.
    #[must_use]
    pub fn layer(&self, id: LayerId) -> Option<&LayerShown> {
        self.layers.iter().find(|shown| shown.id == id)
    }
}

impl Inputs {
    /// Takes over what the document says, and answers how much of it is another than before.
    fn follow(known: &mut Option<Self>, document: &Document) -> Change {
        let layers = || document.layers.iter().map(|l| (l.id, l.visible));
        let Some(inputs) = known else {
            *known = Some(Self {
                filters: document.filters.clone(),
                clock: document.clock,
                undated: document.undated,
                layers: layers().collect(),
                facets: document.facets.clone(),
            });
            return Change::Everything;
        };
        let mut change = Change::Nothing;
        if inputs.clock != document.clock || inputs.undated != document.undated {
            change = Change::Clock;
            inputs.clock = document.clock;
            inputs.undated = document.undated;
        }
        if inputs.filters != document.filters || !inputs.layers.iter().copied().eq(layers()) {
            change = Change::Filters;
            inputs.filters.clone_from(&document.filters);
            inputs.layers = layers().collect();
        }
        if inputs.facets != document.facets {
            change = Change::Everything;
            inputs.facets.clone_from(&document.facets);
        }
        change
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

#[cfg(test)]
mod tests;
