//! What the timeline works out once: dates sorted when rows are read, and counted when the filters
//! change. A new axis or size asks these, not the rows.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Lifespan, RowId, Span, TextColumn};
use crate::query::aggregate::{Order, Profile, Rows, counted_in};
use crate::scene::style::Lane;

use super::Record;

/// The kinds of milestone that come first when names are placed.
const EVENTS: [&str; 4] = ["milestone", "program", "agreement", "publication"];

/// The dates of a layer's rows, sorted; lasts as long as the rows.
#[derive(Clone, Debug, Default)]
pub struct LayerOrder {
    dated: Arc<Order>,
    figures: Arc<Order>,
}

/// A layer's rows with what the filters say.
#[derive(Clone, Copy)]
pub struct LayerRows<'a> {
    /// Where they go.
    pub lane: Lane,
    /// Their dates.
    pub order: &'a LayerOrder,
    /// What kind of thing each row is.
    pub kind: Option<&'a TextColumn>,
    /// What the filters say.
    pub rows: Rows<'a>,
}

/// What follows from the rows and the filters of all layers; lasts as long as these.
#[derive(Debug)]
pub struct Index {
    pub(super) n_series: usize,
    pub(super) layers: Vec<LayerIndex>,
    /// The milestones that pass, with their dates, the most important first.
    pub(super) milestones: Vec<(Record, Span)>,
}

#[derive(Debug)]
pub(super) struct LayerIndex {
    pub(super) lane: Lane,
    /// Rows by the date that counts; those of milestones that are figures are not among them.
    pub(super) dated: Profile,
    /// Figures by the time that they speak of.
    pub(super) figures: Profile,
    /// Where each row stands among [`Index::milestones`].
    importance: HashMap<RowId, usize>,
}

impl LayerOrder {
    /// Sorts the rows of a layer.
    #[must_use]
    pub fn new(lane: Lane, lifespans: &[Lifespan], kind: Option<&TextColumn>) -> Self {
        let rows = || {
            let rows = lifespans.iter().enumerate();
            rows.map(|(i, life)| (RowId::from_index(i), life))
        };
        let is_figure =
            |row: RowId, life: &Lifespan| lane == Lane::Milestones && is_figure(kind, row, life);
        let dated = rows().filter(|(row, life)| !is_figure(*row, life));
        let figures = rows().filter(|(row, life)| is_figure(*row, life));
        Self {
            dated: Order::new(dated.map(|(row, life)| (row, counted_in(life.start)))).into(),
            figures: Order::new(figures.map(|(row, life)| (row, life.extent()))).into(),
        }
    }
}

impl Index {
    /// Asks the filters about all rows. `n_series` is how many series the histogram stacks.
    #[must_use]
    pub fn new(layers: &[LayerRows<'_>], n_series: usize) -> Self {
        let milestones = by_importance(layers);
        let mut index = Self {
            n_series: n_series.max(1),
            layers: layers
                .iter()
                .map(|l| LayerIndex::new(l, n_series))
                .collect(),
            milestones,
        };
        for (at, (record, _)) in index.milestones.iter().enumerate() {
            if let Some(layer) = index.layers.get_mut(record.layer) {
                layer.importance.insert(record.row, at);
            }
        }
        index
    }

    /// The layers that go to a lane, with their positions.
    pub(super) fn of_lane(&self, lane: Lane) -> impl Iterator<Item = (usize, &LayerIndex)> {
        let layers = self.layers.iter().enumerate();
        layers.filter(move |(_, layer)| layer.lane == lane)
    }

    /// The milestones whose date is in a span, the most important first; `None` if there are more
    /// than `most`.
    pub(super) fn milestones_in(&self, span: Span, most: usize) -> Option<Vec<(Record, Span)>> {
        let mut found = Vec::new();
        for (_, layer) in self.of_lane(Lane::Milestones) {
            for (row, _) in layer.dated.kept_in(span) {
                if found.len() == most {
                    return None;
                }
                found.extend(layer.importance.get(&row).copied());
            }
        }
        found.sort_unstable();
        let milestones = found
            .into_iter()
            .filter_map(|i| self.milestones.get(i).copied());
        Some(milestones.collect())
    }
}

impl LayerIndex {
    fn new(layer: &LayerRows<'_>, n_series: usize) -> Self {
        Self {
            lane: layer.lane,
            dated: Profile::new(layer.order.dated.clone(), &layer.rows, n_series),
            figures: Profile::new(layer.order.figures.clone(), &layer.rows, n_series),
            importance: HashMap::new(),
        }
    }
}

/// Events come first, and of each kind the first, then the second, and so on, so that no kind
/// crowds out another. All rows that pass take part, on the axis or not, so that panning changes no
/// order.
fn by_importance(layers: &[LayerRows<'_>]) -> Vec<(Record, Span)> {
    let mut found: Vec<(Record, Span)> = Vec::new();
    for (layer, rows) in layers.iter().enumerate() {
        let dated = rows
            .order
            .dated
            .dates()
            .filter(|_| rows.lane == Lane::Milestones);
        let passing = dated.filter(|(row, _)| rows.rows.passing.contains(*row));
        found.extend(passing.map(|(row, span)| (Record { layer, row }, span)));
    }
    found.sort_unstable_by_key(|(record, dated)| (dated.start, *record));
    let mut n_before: HashMap<(usize, Option<usize>), usize> = HashMap::new();
    let mut ranked: Vec<((u8, usize), (Record, Span))> = found
        .into_iter()
        .map(|(record, dated)| {
            let kinds = layers.get(record.layer).and_then(|layer| layer.kind);
            let code = kinds.and_then(|kind| kind.code(record.row));
            let n = n_before.entry((record.layer, code)).or_default();
            *n += 1;
            let is_event = kinds
                .and_then(|kind| kind.get(record.row))
                .is_some_and(|kind| EVENTS.contains(&kind));
            ((u8::from(!is_event), *n), (record, dated))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, milestone)| milestone).collect()
}

/// Whether a row of a milestone layer is a figure: a statistic, or something with an end that is
/// not an event.
fn is_figure(kind: Option<&TextColumn>, row: RowId, life: &Lifespan) -> bool {
    match kind.and_then(|kind| kind.get(row)) {
        Some("statistic") => true,
        Some(kind) if EVENTS.contains(&kind) => false,
        _ => life.end.is_some(),
    }
}
