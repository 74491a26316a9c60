//! From the session to what a timeline scene is made from.

use std::collections::BTreeMap;

use crate::model::{Role, RowId, TextColumn};
use crate::query::evaluate::facet_column;
use crate::scene::style::{ColorPair, Lane, OTHER};
use crate::scene::timeline::{Input, LayerInput, TimelineScene};
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
fn shown(session: &Session) -> impl Iterator<Item = (&Layer, &LayerData)> {
    session
        .layers()
        .filter(|(layer, _)| layer.visible && layer.lane != Lane::None)
        .map(|(layer, data)| (layer, &**data))
}

/// A layer, its rows and, where they are named, their names.
type Shown<'a> = (&'a Layer, &'a LayerData, Option<TextColumn>);
/// A question about a row.
type Of<'a, T> = Box<dyn Fn(RowId) -> T + 'a>;

/// The scene for a size and an axis, and the layers by the indices that it uses.
pub(super) fn scene(
    session: &Session,
    series: &SeriesTable,
    key: Key,
    measure: &mut dyn FnMut(&str) -> f32,
) -> (TimelineScene, Vec<LayerId>) {
    let rows: Vec<Shown<'_>> = shown(session)
        .map(|(layer, data)| {
            let label = layer.schema.property(Role::Label);
            let is_named = layer.lane == Lane::Milestones;
            let label = label.filter(|_| is_named);
            let label = label.and_then(|name| facet_column(&data.dataset, name));
            (layer, data, label)
        })
        .collect();
    let asked: Vec<(Of<'_, usize>, Of<'_, Option<String>>)> = rows
        .iter()
        .map(|(layer, data, label)| {
            let category = data.category.as_ref();
            let of_row = move |row| series.of_row(layer.id, category, row);
            let label = move |row| label.as_ref()?.get(row).map(str::to_owned);
            (
                Box::new(of_row) as Of<'_, usize>,
                Box::new(label) as Of<'_, Option<String>>,
            )
        })
        .collect();
    let layers: Vec<(LayerId, LayerInput<'_>)> = rows
        .iter()
        .zip(&asked)
        .filter_map(|((layer, data, _), (series_of, label))| {
            let input = LayerInput {
                title: &layer.title,
                lane: layer.lane,
                lifespans: &data.lifespans,
                weights: &data.weights,
                passing: &session.derived.layer(layer.id)?.passing,
                series_of,
                kind: data.category.as_ref(),
                label,
            };
            Some((layer.id, input))
        })
        .collect();
    let (ids, layers): (Vec<_>, Vec<_>) = layers.into_iter().unzip();
    let input = Input {
        axis: key.axis,
        width: key.width,
        height: key.height,
        layers: &layers,
        n_series: series.len(),
    };
    (TimelineScene::new(&input, measure), ids)
}
