//! Where a clock stands in the rows of a layer, moved along with it.
//!
//! The answer for a row follows from two small numbers, its *phases*: how far its beginning had come
//! at one instant, and how far its end, or its beginning, at another ([`Asked`]). From one tick to
//! the next few rows turn, and only those are looked at; after a far jump all are.

use crate::model::time::{Beginning, Ending};
use crate::model::{Lifespan, RowId, State};

use super::clock::{Asked, Other};
use super::transitions::{Passage, Transitions};

/// The rows that a clock is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Timed<'a> {
    /// When each row was there.
    pub lifespans: &'a [Lifespan],
    /// The turns of the same rows.
    pub transitions: &'a Transitions,
}

/// A row whose state is another now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Changed {
    /// The row.
    pub row: RowId,
    /// Its state before.
    pub old: State,
    /// Its state now.
    pub new: State,
}

/// How far each row has come under a question, and what follows from it.
#[derive(Clone, Debug)]
pub struct Standing {
    asked: Asked,
    /// One a row: the first number in the lower three bits, the second in the next three.
    phases: Vec<u8>,
    /// The state of each pair of phases.
    answers: [State; PAIRS],
}

const PAIRS: usize = 64;
const LOWER: u8 = 7;
const UPPER: u8 = 7 << 3;

/// Looking at every row costs as much as making the turns of so many of them, one in this many.
/// Measured by `benches/clock.rs`.
const ROWS_PER_TURN: usize = 4;

/// Changes are told so many at a time: rows that turn together lie far apart, and a short loop for
/// each column waits for memory once where a long one for each row would wait every time.
const BATCH: usize = 1024;

/// Changes that are not told yet.
struct Batch<'a, F> {
    changes: Vec<Changed>,
    tell: &'a mut F,
}

impl<'a, F: FnMut(&[Changed])> Batch<'a, F> {
    fn new(tell: &'a mut F) -> Self {
        Self {
            changes: Vec::with_capacity(BATCH),
            tell,
        }
    }

    /// Sets the state of a row that may be another.
    fn set(&mut self, row: RowId, state: &mut State, new: State) {
        let old = std::mem::replace(state, new);
        if old == new {
            return;
        }
        self.changes.push(Changed { row, old, new });
        if self.changes.len() == BATCH {
            self.tell();
        }
    }

    fn tell(&mut self) {
        (self.tell)(&self.changes);
        self.changes.clear();
    }
}

impl Standing {
    /// Asks every row, and answers their states, too.
    #[must_use]
    pub fn new(lifespans: &[Lifespan], asked: Asked) -> (Self, Vec<State>) {
        let mut standing = Self {
            asked,
            phases: vec![0; lifespans.len()],
            answers: answers(asked.other),
        };
        let mut states = vec![State::Undated; lifespans.len()];
        standing.ask_all(lifespans, &mut states, &mut |_| {});
        (standing, states)
    }

    /// Asks another question. `states` are those of the last one and become those of this one;
    /// `changed` is told once of each row whose state is another now.
    pub fn ask(
        &mut self,
        rows: Timed<'_>,
        asked: Asked,
        states: &mut [State],
        mut changed: impl FnMut(&[Changed]),
    ) {
        let was = std::mem::replace(&mut self.asked, asked);
        let Timed {
            lifespans,
            transitions:
                Transitions {
                    beginnings,
                    endings,
                },
        } = rows;
        let second = match (was.other, asked.other) {
            (Other::Ending(from), Other::Ending(to)) => endings.between(from, to),
            (Other::Beginning(from), Other::Beginning(to)) => beginnings.between(from, to),
            (_, other) => {
                self.answers = answers(other);
                return self.ask_all(lifespans, states, &mut changed);
            }
        };
        let first = beginnings.between(was.at, asked.at);
        if (first.len() + second.len()).saturating_mul(ROWS_PER_TURN) > lifespans.len() {
            self.ask_all(lifespans, states, &mut changed);
        } else {
            self.replay([first, second], states, &mut changed);
        }
    }

    /// Looks at every row.
    fn ask_all(
        &mut self,
        lifespans: &[Lifespan],
        states: &mut [State],
        changed: &mut impl FnMut(&[Changed]),
    ) {
        let Asked { at, other } = self.asked;
        let mut batch = Batch::new(changed);
        let rows = lifespans.iter().zip(&mut self.phases).zip(states);
        for (index, ((life, phases), state)) in rows.enumerate() {
            let second = match other {
                Other::Ending(at) => life.ending(at) as u8,
                Other::Beginning(at) => life.beginning(at) as u8,
            };
            *phases = life.beginning(at) as u8 | second << 3;
            let row = RowId::from_index(index);
            batch.set(row, state, answer(&self.answers, *phases));
        }
        batch.tell();
    }

    /// Makes the turns on the way. A row may turn more than once, back and forth between the two
    /// passages: all turn first, and then each row is told of once.
    fn replay(
        &mut self,
        [first, second]: [Passage<'_>; 2],
        states: &mut [State],
        changed: &mut impl FnMut(&[Changed]),
    ) {
        let phases = &mut self.phases;
        first.make(|row, phase| {
            if let Some(phases) = phases.get_mut(row.index()) {
                *phases = *phases & UPPER | phase;
            }
        });
        second.make(|row, phase| {
            if let Some(phases) = phases.get_mut(row.index()) {
                *phases = *phases & LOWER | phase << 3;
            }
        });
        let mut batch = Batch::new(changed);
        for row in first.rows().chain(second.rows()) {
            let slots = (phases.get(row.index()), states.get_mut(row.index()));
            let (Some(phases), Some(state)) = slots else {
                continue;
            };
            batch.set(row, state, answer(&self.answers, *phases));
        }
        batch.tell();
    }
}

fn answer(answers: &[State; PAIRS], phases: u8) -> State {
    let index = usize::from(phases) % PAIRS;
    answers.get(index).copied().unwrap_or(State::Undated)
}

fn answers(other: Other) -> [State; PAIRS] {
    use {Beginning as B, Ending as E};
    const BEGINNINGS: [B; 5] = [
        B::Undated,
        B::Before,
        B::DocumentedLater,
        B::Possibly,
        B::Certain,
    ];
    const ENDINGS: [E; 4] = [E::Lasting, E::Possibly, E::Reported, E::Over];
    let mut answers = [State::Undated; PAIRS];
    let mut set = |lower: u8, upper: u8, state| {
        if let Some(slot) = answers.get_mut(usize::from(lower | upper << 3)) {
            *slot = state;
        }
    };
    for first in BEGINNINGS {
        match other {
            Other::Ending(_) => {
                for second in ENDINGS {
                    set(first as u8, second as u8, State::of(first, second));
                }
            }
            Other::Beginning(_) => {
                for second in BEGINNINGS {
                    set(first as u8, second as u8, State::of_start(second, first));
                }
            }
        }
    }
    answers
}

#[cfg(test)]
mod tests;
