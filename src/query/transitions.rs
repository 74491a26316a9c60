//! When each row's beginning and ending turn from one answer into the next, in order of time.
//!
//! [`Lifespan::beginning`] and [`Lifespan::ending`] are step functions of an instant with at most
//! three steps each. Built once when the rows are read, the list of all steps says what lies between
//! two instants without looking at any other row. It takes five bytes a step and sixteen for each
//! distinct instant: for dates by day about twenty bytes a row.

use crate::model::time::{Beginning, Start, after};
use crate::model::{Instant, Lifespan, RowId};

/// The turns of all rows of a layer.
#[derive(Clone, Debug, Default)]
pub struct Transitions {
    pub(super) beginnings: Turns,
    pub(super) endings: Turns,
}

/// Turns of one of the two functions, by instant and then by row.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    /// The distinct instants, ascending. A turn at `t` is made when asked at `t` or later.
    instants: Vec<Instant>,
    /// Where the turns of each instant end in the two lists below.
    ends: Vec<usize>,
    rows: Vec<RowId>,
    steps: Vec<Step>,
}

/// From one answer to a later one, four bits each: `Beginning` or `Ending` as a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Step(u8);

/// The turns between two instants.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    rows: &'a [RowId],
    steps: &'a [Step],
    is_forward: bool,
}

impl Transitions {
    /// Lists the turns of all rows. Takes time in proportion to `n log n`.
    #[must_use]
    pub fn new(lifespans: &[Lifespan]) -> Self {
        let beginnings = |life: &Lifespan| {
            let instants = match life.start {
                Start::Undated => [None; 3],
                Start::Within(span) | Start::KnownBy(span) => {
                    [Some(after(span.start)), Some(span.end), None]
                }
            };
            (instants, life.beginning(Instant(i64::MIN)) as u8)
        };
        let endings = |life: &Lifespan| {
            let instants = [
                life.end.map(|end| after(end.start)),
                life.end.map(|end| after(end.end)),
                life.closure.map(|closure| closure.end),
            ];
            (instants, life.ending(Instant(i64::MIN)) as u8)
        };
        Self {
            beginnings: Turns::new(lifespans, beginnings, |life, at| life.beginning(at) as u8),
            endings: Turns::new(lifespans, endings, |life, at| life.ending(at) as u8),
        }
    }

    /// How many turns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.beginnings.rows.len() + self.endings.rows.len()
    }

    /// Whether nothing ever turns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows whose beginning is not certain when asked at `at` (the end of a tick) but is later,
    /// each with the instant from which it is: the end of its date. Ascending, rows of one instant
    /// in file order. The first costs a search, each further one next to nothing.
    pub fn certain_after(&self, at: Instant) -> impl Iterator<Item = (Instant, RowId)> + '_ {
        let turns = &self.beginnings;
        (turns.upto(at)..turns.instants.len()).flat_map(|group| turns.certain(group))
    }

    /// The rows whose beginning has become certain by `at`, each with the instant from which it is.
    /// Descending from `at`, rows of one instant in file order.
    pub fn certain_before(&self, at: Instant) -> impl Iterator<Item = (Instant, RowId)> + '_ {
        let turns = &self.beginnings;
        let groups = (0..turns.upto(at)).rev();
        groups.flat_map(|group| turns.certain(group))
    }
}

impl Turns {
    /// `candidates` answers instants at which a row may turn and what it is before all of them,
    /// `phase` what it is at an instant.
    fn new(
        lifespans: &[Lifespan],
        candidates: impl Fn(&Lifespan) -> ([Option<Instant>; 3], u8),
        phase: impl Fn(&Lifespan, Instant) -> u8,
    ) -> Self {
        let mut all: Vec<(Instant, RowId, Step)> = Vec::new();
        for (index, life) in lifespans.iter().enumerate() {
            let (mut instants, mut from) = candidates(life);
            instants.sort_unstable();
            for at in instants.into_iter().flatten() {
                let to = phase(life, at);
                if to != from {
                    all.push((at, RowId::from_index(index), Step::new(from, to)));
                    from = to;
                }
            }
        }
        all.sort_unstable();
        let mut turns = Self {
            rows: all.iter().map(|(_, row, _)| *row).collect(),
            steps: all.iter().map(|(.., step)| *step).collect(),
            ..Self::default()
        };
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            turns.instants.extend(group.first().map(|(at, ..)| *at));
            let before = turns.ends.last().copied().unwrap_or(0);
            turns.ends.push(before + group.len());
        }
        turns.instants.shrink_to_fit();
        turns.ends.shrink_to_fit();
        turns
    }

    /// How many of the distinct instants are `at` or before it.
    fn upto(&self, at: Instant) -> usize {
        self.instants.partition_point(|instant| *instant <= at)
    }

    /// Where the turns of the groups before `group` end.
    fn offset(&self, group: usize) -> usize {
        group
            .checked_sub(1)
            .and_then(|last| self.ends.get(last).copied())
            .unwrap_or(0)
    }

    /// What one passes on the way from `from` to `to`.
    pub(super) fn between(&self, from: Instant, to: Instant) -> Passage<'_> {
        let range = self.offset(self.upto(from.min(to)))..self.offset(self.upto(from.max(to)));
        Passage {
            rows: self.rows.get(range.clone()).unwrap_or_default(),
            steps: self.steps.get(range).unwrap_or_default(),
            is_forward: from <= to,
        }
    }

    /// The rows whose beginning becomes certain at the instant of a group.
    fn certain(&self, group: usize) -> impl Iterator<Item = (Instant, RowId)> + '_ {
        let range = self.offset(group)..self.offset(group + 1);
        let rows = self.rows.get(range.clone()).unwrap_or_default();
        let steps = self.steps.get(range).unwrap_or_default();
        let at = self.instants.get(group).copied();
        let certain = Beginning::Certain as u8;
        rows.iter()
            .zip(steps)
            .filter(move |(_, step)| step.to() == certain)
            .filter_map(move |(row, _)| Some((at?, *row)))
    }
}

impl Step {
    fn new(from: u8, to: u8) -> Self {
        Self(from << 4 | to)
    }

    fn from(self) -> u8 {
        self.0 >> 4
    }

    fn to(self) -> u8 {
        self.0 & 15
    }
}

impl<'a> Passage<'a> {
    /// How many turns are made on the way.
    pub(super) fn len(self) -> usize {
        self.rows.len()
    }

    /// The rows that turn, some of them more than once, in order of time.
    pub(super) fn rows(self) -> impl Iterator<Item = RowId> + 'a {
        self.rows.iter().copied()
    }

    /// Makes the turns in the order in which they are passed: each row with what it turns into.
    pub(super) fn make(self, mut turn: impl FnMut(RowId, u8)) {
        let turns = self.rows.iter().zip(self.steps);
        if self.is_forward {
            turns.for_each(|(row, step)| turn(*row, step.to()));
        } else {
            turns.rev().for_each(|(row, step)| turn(*row, step.from()));
        }
    }
}
