//! Which rows of one layer are drawn, and the sums over them.
//!
//! The sums are by state, over the rows that pass the filters: a row that turns from one state into
//! another is moved between them, and which states are drawn is asked only when they are read.

use crate::model::{RowId, RowSet, State};
use crate::query::{Changed, Standing, Timed};
use crate::session::document::{Document, Layer, LayerId};
use crate::session::layer::LayerData;

use super::counts::{ByValue, Counts, STATES, certain};
use super::facets::{self, Tally};
use super::leaves::Leaves;

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
    leaves: Leaves,
    /// `None` for a layer without any date: it is not part of time.
    standing: Option<Standing>,
    /// Which states are drawn: none of a layer that is hidden.
    draws: [bool; STATES],
    /// The passing rows by country.
    countries: ByValue,
    /// One for each facet of the document, where it counts this layer.
    tallies: Vec<Option<Tally>>,
}

impl LayerShown {
    /// A layer under the clock, before any of it is kept by the filters: [`refresh`](Self::refresh)
    /// follows.
    pub(super) fn new(
        layer: &Layer,
        data: &LayerData,
        document: &Document,
        layers: &[(&Layer, &LayerData)],
    ) -> Self {
        let n_rows = data.dataset.n_rows();
        let (standing, states) = if data.is_dated() {
            let (standing, states) = Standing::new(&data.lifespans, document.clock.asked());
            (Some(standing), states)
        } else {
            // What a layer without any date has is there, always.
            (None, vec![State::There; n_rows])
        };
        let tally = |facet| {
            let counted = facets::counted(facet, document, layers);
            let column = facets::column(facet, counted, (layer, data))?;
            Some(Tally {
                property: facet.property.clone(),
                rows: None,
                sums: ByValue::of(column),
            })
        };
        Self {
            id: layer.id,
            visible: layer.visible,
            passing: RowSet::none(n_rows),
            states,
            drawn: RowSet::none(n_rows),
            counts: Counts::default(),
            total: data.weights.iter().map(|w| u64::from(*w)).sum(),
            leaves: Leaves::default(),
            standing,
            draws: [false; STATES],
            countries: data.country.as_ref().map(ByValue::of).unwrap_or_default(),
            tallies: document.facets.iter().map(tally).collect(),
        }
    }

    /// Follows the document.
    pub(super) fn refresh(
        &mut self,
        layer: &Layer,
        data: &LayerData,
        document: &Document,
        filters_changed: bool,
    ) {
        self.visible = layer.visible;
        self.ask(data, document);
        let filtered = filters_changed && {
            self.leaves.update(data, &document.filters);
            self.filter(data)
        };
        let draws = State::ALL.map(|state| layer.visible && document.draws(state));
        if filtered || draws != self.draws {
            self.draws = draws;
            self.redraw();
        }
        self.counts.countries = self.n_countries(&certain(&document.clock));
    }

    /// How many are drawn of each value of the document's facet number `facet`, in the order of the
    /// codes, and last of the rows without a value.
    pub(super) fn drawn_by_value(&self, facet: usize) -> impl Iterator<Item = u64> + '_ {
        let tally = self.tallies.get(facet).and_then(Option::as_ref);
        tally.into_iter().flat_map(|t| t.sums.over(&self.draws))
    }

    /// Follows the clock: moves the rows that turn, and what they add to the sums.
    fn ask(&mut self, data: &LayerData, document: &Document) {
        let Self {
            standing: Some(standing),
            states,
            passing,
            drawn,
            draws,
            counts,
            countries,
            tallies,
            ..
        } = self
        else {
            return;
        };
        let rows = Timed {
            lifespans: &data.lifespans,
            transitions: &data.transitions,
        };
        let is_drawn = |state: State| draws.get(state as usize) == Some(&true);
        standing.ask(rows, document.clock.asked(), states, |changes| {
            // Each column is read for all of them before anything is added up: the reads are far
            // apart in memory and do not wait for each other then.
            let weight = |change: &Changed| u64::from(data.weight(change.row));
            let weights: Vec<u64> = changes.iter().map(weight).collect();
            let of = |rows: &RowSet, (change, n): (&Changed, &u64)| {
                if rows.contains(change.row) { *n } else { 0 }
            };
            let kept = changes.iter().zip(&weights).map(|row| of(passing, row));
            let kept: Vec<u64> = kept.collect();
            for (Changed { row, old, new }, n) in changes.iter().zip(&kept) {
                counts.shift(*old, *new, *n);
                match (is_drawn(*old), is_drawn(*new)) {
                    (false, true) if passing.contains(*row) => drawn.insert(*row),
                    (true, false) => drawn.remove(*row),
                    _ => {}
                }
            }
            if let Some(column) = &data.country {
                let passes = changes.iter().map(|c| u64::from(passing.contains(c.row)));
                countries.shift(column, changes, passes);
            }
            for tally in tallies.iter_mut().flatten() {
                let (Some(column), sums) = (data.facets.get(&tally.property), &mut tally.sums)
                else {
                    continue;
                };
                match &tally.rows {
                    None => sums.shift(column, changes, kept.iter().copied()),
                    Some(rows) => {
                        let amounts = changes.iter().zip(&weights).map(|row| of(rows, row));
                        sums.shift(column, changes, amounts);
                    }
                }
            }
        });
    }

    /// Follows the leaves. Sums are counted anew only over other rows than before. Answers whether
    /// other rows pass.
    fn filter(&mut self, data: &LayerData) -> bool {
        let n_rows = data.dataset.n_rows();
        let passing = self.leaves.passing(n_rows, None);
        let state = |row: RowId| self.states.get(row.index()).copied();
        for tally in self.tallies.iter_mut().flatten() {
            let rows = self.leaves.passing(n_rows, Some(&tally.property));
            let Some(column) = data.facets.get(&tally.property) else {
                continue;
            };
            if rows != *tally.rows.as_ref().unwrap_or(&self.passing) {
                tally.sums.clear();
                for (row, state) in rows.iter().filter_map(|row| Some((row, state(row)?))) {
                    let weight = u64::from(data.weight(row));
                    tally.sums.add(column, row, state, weight);
                }
            }
            tally.rows = (rows != passing).then_some(rows);
        }
        if passing == self.passing {
            return false;
        }
        self.counts = Counts::default();
        self.countries.clear();
        for (row, state) in passing.iter().filter_map(|row| Some((row, state(row)?))) {
            self.counts.add(state, u64::from(data.weight(row)));
            if let Some(column) = &data.country {
                self.countries.add(column, row, state, 1);
            }
        }
        self.passing = passing;
        true
    }

    fn redraw(&mut self) {
        let mut states = self.states.iter();
        let is_drawn = |state: &State| self.draws.get(*state as usize) == Some(&true);
        // The rows are asked for in their order.
        self.drawn = RowSet::from_fn(self.states.len(), |_| states.next().is_some_and(is_drawn));
        self.drawn.intersect(&self.passing);
    }

    /// How many countries have a passing row in one of the states.
    fn n_countries(&self, states: &[bool; STATES]) -> usize {
        let named = self.countries.n_values();
        let sums = self.countries.over(states).take(named);
        sums.filter(|n| *n > 0).count()
    }
}
