//! From the session to what a timeline scene is made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Role, RowId, TextColumn};
use crate::query::aggregate::Rows;
use crate::query::evaluate::facet_column;
use crate::scene::style::{ColorPair, Lane, OTHER};
use crate::scene::timeline::{
    Index, Input, LayerInput, LayerOrder, LayerRows, Overview, TimelineScene,
};
use crate::session::{Layer, LayerData, LayerId, Session};

use super::Key;

/// What the histogram stacks, from the bottom up; the last one is everything without a style.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct SeriesTable {
    entries: Vec<Series>,
    by_layer: BTreeMap<LayerId, Vec<usize>>,
}

/// One of the things that the histogram stacks.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Series {
    /// What a person calls it.
    pub(super) label: String,
    /// Its colour.
    pub(super) color: ColorPair,
}

impl SeriesTable {
    /// One series for each styled category of the histogram's layers, in the document's order.
    pub(super) fn new(session: &Session) -> Self {
        let mut found: Vec<(LayerId, usize, usize)> = Vec::new();
        for (layer, data) in shown(session).filter(|(l, _)| l.lane == Lane::Histogram) {
            let property = layer.schema.property(Role::Category);
            let (Some(property), Some(column)) = (property, &data.category) else {
                continue;
            };
            for (code, value) in column.dictionary().iter().enumerate() {
                let style = session
                    .document
                    .categories
                    .iter()
                    .position(|c| &*c.property == property && c.value == *value);
                found.extend(style.map(|style| (layer.id, code, style)));
            }
        }
        let mut styles: Vec<usize> = found.iter().map(|(_, _, style)| *style).collect();
        styles.sort_unstable();
        styles.dedup();
        let mut by_layer: BTreeMap<LayerId, Vec<usize>> = BTreeMap::new();
        for (layer, code, style) in found {
            let codes = by_layer.entry(layer).or_default();
            if codes.len() <= code {
                codes.resize(code + 1, styles.len());
            }
            if let (Some(slot), Ok(series)) = (codes.get_mut(code), styles.binary_search(&style)) {
                *slot = series;
            }
        }
        let styled = styles
            .iter()
            .filter_map(|style| session.document.categories.get(*style));
        let mut entries: Vec<Series> = styled
            .map(|style| Series {
                label: style.label.to_string(),
                color: style.color,
            })
            .collect();
        let label = if entries.is_empty() { "All" } else { "Other" };
        entries.push(Series {
            label: label.to_owned(),
            color: OTHER,
        });
        Self { entries, by_layer }
    }

    /// How many there are; at least one.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// One of them.
    pub(super) fn get(&self, series: usize) -> Option<&Series> {
        self.entries.get(series)
    }

    fn of_row(&self, layer: LayerId, category: Option<&TextColumn>, row: RowId) -> usize {
        let other = self.entries.len().saturating_sub(1);
        let code = category.and_then(|column| column.code(row));
        let codes = self.by_layer.get(&layer);
        code.and_then(|code| codes?.get(code).copied())
            .unwrap_or(other)
    }
}

/// The visible layers that are on the timeline, with their rows.
fn shown(session: &Session) -> impl Iterator<Item = (&Layer, &Arc<LayerData>)> {
    session
        .layers()
        .filter(|(layer, _)| layer.visible && layer.lane != Lane::None)
}

/// The dates of a layer's rows, with the rows that they are of.
#[derive(Debug)]
struct KnownOrder {
    layer: LayerId,
    lane: Lane,
    data: Arc<LayerData>,
    order: LayerOrder,
}

/// The dates of all layers that have been on the timeline, sorted once.
#[derive(Debug, Default)]
pub(super) struct Orders(Vec<KnownOrder>);

/// A question about a row.
type Of<'a, T> = Box<dyn Fn(RowId) -> T + 'a>;

/// What follows from the rows and the filters, and the layers by the positions that it uses.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) filter_revision: u64,
    pub(super) series: SeriesTable,
    pub(super) layers: Vec<LayerId>,
    index: Index,
    labels: Vec<Option<TextColumn>>,
}

impl Orders {
    /// Sorts what is new and forgets what is gone.
    fn refresh(&mut self, session: &Session) {
        let is_same = |known: &KnownOrder| {
            session.layer(known.layer).is_some_and(|(layer, data)| {
                layer.lane == known.lane && Arc::ptr_eq(data, &known.data)
            })
        };
        self.0.retain(is_same);
        for (layer, data) in shown(session) {
            if self.get(layer.id).is_none() {
                let kind = data.category.as_ref();
                self.0.push(KnownOrder {
                    layer: layer.id,
                    lane: layer.lane,
                    data: data.clone(),
                    order: LayerOrder::new(layer.lane, &data.lifespans, kind),
                });
            }
        }
    }

    fn get(&self, layer: LayerId) -> Option<&LayerOrder> {
        let known = self.0.iter().find(|known| known.layer == layer)?;
        Some(&known.order)
    }
}

/// Asks the filters about the rows of the layers that are shown.
fn index(
    session: &Session,
    series: &SeriesTable,
    orders: &Orders,
    shown: &[(&Layer, &Arc<LayerData>)],
) -> Index {
    let series_of: Vec<Of<'_, usize>> = shown
        .iter()
        .map(|(layer, data)| {
            let category = data.category.as_ref();
            let of_row = move |row| series.of_row(layer.id, category, row);
            Box::new(of_row) as Of<'_, usize>
        })
        .collect();
    let rows: Vec<LayerRows<'_>> = shown
        .iter()
        .zip(&series_of)
        .filter_map(|((layer, data), series_of)| {
            Some(LayerRows {
                lane: layer.lane,
                order: orders.get(layer.id)?,
                kind: data.category.as_ref(),
                rows: Rows {
                    weights: &data.weights,
                    series_of,
                    passing: &session.derived.layer(layer.id)?.passing,
                },
            })
        })
        .collect();
    Index::new(&rows, series.len())
}

impl Prepared {
    /// Asks the filters about every row, in the order of `orders`.
    pub(super) fn new(session: &Session, orders: &mut Orders) -> Self {
        orders.refresh(session);
        let series = SeriesTable::new(session);
        let shown: Vec<(&Layer, &Arc<LayerData>)> = shown(session)
            .filter(|(layer, _)| session.derived.layer(layer.id).is_some())
            .collect();
        let labels = shown.iter().map(|(layer, data)| {
            let label = layer.schema.property(Role::Label);
            let label = label.filter(|_| layer.lane == Lane::Milestones);
            label.and_then(|name| facet_column(&data.dataset, name))
        });
        Self {
            filter_revision: session.derived.filter_revision,
            labels: labels.collect(),
            layers: shown.iter().map(|(layer, _)| layer.id).collect(),
            index: index(session, &series, orders, &shown),
            series,
        }
    }

    /// The scene for a size and an axis; `known` is the overview of one that was made from this.
    pub(super) fn scene(
        &self,
        session: &Session,
        key: Key,
        known: Option<&Overview>,
        measure: &mut dyn FnMut(&str) -> f32,
    ) -> TimelineScene {
        let titles = self.layers.iter().map(|id| session.layer(*id));
        let titles = titles.map(|layer| layer.map_or("", |(layer, _)| &*layer.title));
        let labels: Vec<Of<'_, Option<String>>> = self
            .labels
            .iter()
            .map(|label| {
                let of_row = move |row| label.as_ref()?.get(row).map(str::to_owned);
                Box::new(of_row) as Of<'_, Option<String>>
            })
            .collect();
        let layers: Vec<LayerInput<'_>> = titles
            .zip(&labels)
            .map(|(title, label)| LayerInput { title, label })
            .collect();
        let input = Input {
            axis: key.axis,
            extent: key.extent,
            width: key.width,
            height: key.height,
            index: &self.index,
            layers: &layers,
            gaps: session.gaps(),
            known,
        };
        TimelineScene::new(&input, measure)
    }
}
