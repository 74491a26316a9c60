//! Sums by state, kept right while rows change theirs.

use crate::model::{RowId, State, TextColumn};
use crate::query::{Changed, Clock};

/// How many states there are.
pub(super) const STATES: usize = State::ALL.len();

/// How many things are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    by_state: [u64; STATES],
    /// Countries of those that are there.
    pub countries: usize,
}

impl Counts {
    /// How many are in a state.
    #[must_use]
    pub fn of(&self, state: State) -> u64 {
        self.by_state.get(state as usize).copied().unwrap_or(0)
    }

    /// How many are for certain what the clock asks for: in *Up to* and *All time* everything that
    /// had started, over since or not; in *At* and *During* what was there and not possibly over.
    #[must_use]
    pub fn there(&self, clock: &Clock) -> u64 {
        let certain = |state: &&State| clock.is_certain(**state);
        State::ALL.iter().filter(certain).map(|s| self.of(*s)).sum()
    }

    /// All that pass the filters, whatever the clock says.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.by_state.iter().sum()
    }

    pub(super) fn add(&mut self, state: State, n: u64) {
        if let Some(slot) = self.by_state.get_mut(state as usize) {
            *slot += n;
        }
    }

    /// Moves what was added before from one state to another.
    pub(super) fn shift(&mut self, old: State, new: State, n: u64) {
        if let Some(slot) = self.by_state.get_mut(old as usize) {
            *slot -= n;
        }
        self.add(new, n);
    }
}

/// Which states are there for certain under a clock.
pub(super) fn certain(clock: &Clock) -> [bool; STATES] {
    State::ALL.map(|state| clock.is_certain(state))
}

/// Sums by the value of a property and by state: what changes with the filters and the moment, but
/// not with which states are drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct ByValue {
    /// One for each value in the order of its code, and the last for the missing ones.
    sums: Vec<[u64; STATES]>,
}

impl ByValue {
    /// Nothing yet of the values of a column.
    pub(super) fn of(column: &TextColumn) -> Self {
        Self {
            sums: vec![[0; STATES]; column.dictionary().len() + 1],
        }
    }

    pub(super) fn clear(&mut self) {
        self.sums.fill([0; STATES]);
    }

    pub(super) fn add(&mut self, column: &TextColumn, row: RowId, state: State, n: u64) {
        if let Some(sum) = self
            .of_row(column, row)
            .and_then(|s| s.get_mut(state as usize))
        {
            *sum += n;
        }
    }

    /// Moves what was added before from one state to another, for each change so much.
    pub(super) fn shift(
        &mut self,
        column: &TextColumn,
        changes: &[Changed],
        amounts: impl Iterator<Item = u64>,
    ) {
        let missing = column.dictionary().len();
        let slot = |change: &Changed| column.code(change.row).unwrap_or(missing);
        let slots: Vec<usize> = changes.iter().map(slot).collect();
        for ((change, slot), n) in changes.iter().zip(slots).zip(amounts) {
            let Some(sums) = self.sums.get_mut(slot) else {
                continue;
            };
            if let Some(sum) = sums.get_mut(change.old as usize) {
                *sum -= n;
            }
            if let Some(sum) = sums.get_mut(change.new as usize) {
                *sum += n;
            }
        }
    }

    /// The sum of each value over some of the states, in the order of the codes, and last of the
    /// rows without a value.
    pub(super) fn over<'a>(&'a self, states: &'a [bool; STATES]) -> impl Iterator<Item = u64> + 'a {
        self.sums.iter().map(move |sums| {
            let taken = sums.iter().zip(states).filter(|(_, is_taken)| **is_taken);
            taken.map(|(sum, _)| sum).sum()
        })
    }

    /// How many values there are.
    pub(super) fn n_values(&self) -> usize {
        self.sums.len().saturating_sub(1)
    }

    fn of_row(&mut self, column: &TextColumn, row: RowId) -> Option<&mut [u64; STATES]> {
        let last = self.sums.len().checked_sub(1)?;
        self.sums.get_mut(column.code(row).unwrap_or(last))
    }
}
