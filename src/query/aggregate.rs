//! How many, when: counts in bins of time, stacked by series, with what the filters leave out.
//!
//! A date is never made more exact than it is. One that lies wholly inside a bin is counted there.
//! One that does not (a year among months, a programme from June 2018 to September 2019) keeps its
//! whole span and is counted as a [`Ranged`]. A *known by* date is the latest possible one, so the
//! bin of its last instant counts it: the record was there from then on. Nothing is counted twice
//! and nothing is dropped: bins, ranges, outside and undated add up to everything that was added.

mod profile;
mod wide;

#[cfg(test)]
mod tests;

use crate::model::{Instant, RowId, RowSet, Span};

pub use profile::{Order, Profile, counted_in};
pub use wide::MOST_RANGES;
use wide::Wide;

/// What the filters say of rows.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// How many things each row stands for; a row beyond the slice stands for one.
    pub weights: &'a [u32],
    /// Which series a row belongs to; one beyond the histogram's series is the last.
    pub series_of: &'a dyn Fn(RowId) -> usize,
    /// The rows that pass the filters; the others are counted as left out.
    pub passing: &'a RowSet,
}

/// A count, split by series.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stack {
    /// What passes the filters, by series.
    pub kept: Vec<u64>,
    /// What the filters leave out, of all series.
    pub left_out: u64,
}

/// A count whose dates no single bin holds. They all are the same span; where there are too many
/// different ones ([`MOST_RANGES`]) it is the span around those that start and end in the same bins.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranged {
    /// The span of the dates, or around them.
    pub span: Span,
    /// How many.
    pub stack: Stack,
}

/// Counts in bins of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Histogram {
    /// The bins: ascending, each beginning where the last one ends.
    pub bins: Vec<Span>,
    /// One count a bin.
    pub stacks: Vec<Stack>,
    /// Dates wider than a bin that reach into the bins, by start, the longest first.
    pub ranges: Vec<Ranged>,
    /// Whether a range stands for different dates, because there are too many.
    pub is_gathered: bool,
    /// Dates before the first or after the last bin.
    pub outside: Stack,
    /// Rows without a date.
    pub undated: Stack,
}

impl Stack {
    fn new(n_series: usize) -> Self {
        Self {
            kept: vec![0; n_series],
            left_out: 0,
        }
    }

    /// What passes the filters, of all series.
    #[must_use]
    pub fn n_kept(&self) -> u64 {
        self.kept.iter().sum()
    }

    /// What passes the filters and what does not.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.n_kept().saturating_add(self.left_out)
    }

    /// Counts so many things in a series, or among those that are left out: the slot after the last.
    fn add_slot(&mut self, slot: usize, n: u64) {
        let slot = self.kept.get_mut(slot).unwrap_or(&mut self.left_out);
        *slot = slot.saturating_add(n);
    }

    /// Takes out all of another count that is part of this one.
    fn take(&mut self, other: &Self) {
        for (n, other) in self.kept.iter_mut().zip(&other.kept) {
            *n = n.saturating_sub(*other);
        }
        self.left_out = self.left_out.saturating_sub(other.left_out);
    }

    /// Adds all of another count of the same series.
    fn add(&mut self, other: &Self) {
        for (slot, n) in other.kept.iter().enumerate() {
            self.add_slot(slot, *n);
        }
        self.left_out = self.left_out.saturating_add(other.left_out);
    }
}

/// Counts the rows of some profiles in `bins`, which must be ascending and without gaps. All of the
/// profiles have `n_series` series.
#[must_use]
pub fn histogram(profiles: &[&Profile], n_series: usize, bins: Vec<Span>) -> Histogram {
    let empty = Stack::new(n_series.max(1));
    let mut counts = Histogram {
        stacks: vec![empty.clone(); bins.len()],
        bins,
        ranges: Vec::new(),
        is_gathered: false,
        outside: empty.clone(),
        undated: empty.clone(),
    };
    let mut wide = Wide::new(counts.bins.clone(), empty);
    for profile in profiles {
        counts.undated.add(profile.undated());
        counts.add_before(profile, &mut wide);
        counts.add_after(profile);
        counts.add_inside(profile, &mut wide);
    }
    (counts.ranges, counts.is_gathered) = wide.ranges();
    counts
}

impl Histogram {
    /// The bin that holds an instant.
    #[must_use]
    pub fn bin_at(&self, at: Instant) -> Option<usize> {
        let index = self.bins.partition_point(|bin| bin.end <= at);
        self.bins.get(index)?.contains(at).then_some(index)
    }

    /// Everything that was counted.
    #[must_use]
    pub fn total(&self) -> u64 {
        let ranges = self.ranges.iter().map(|range| &range.stack);
        self.stacks
            .iter()
            .chain(ranges)
            .chain([&self.outside, &self.undated])
            .map(Stack::total)
            .sum()
    }

    /// Dates that start before the bins: some reach into them.
    fn add_before<'a>(&mut self, profile: &'a Profile, wide: &mut Wide<'a>) {
        let Some(first) = self.bins.first().map(|bin| bin.start) else {
            return;
        };
        // All of them are outside at first; those that reach in are taken out again.
        let mut outside = Stack::new(profile.n_series());
        for run in profile.starting_before(first) {
            profile.add(&run, &mut outside);
        }
        for run in profile.reaching(first) {
            for run in profile.alike(&run).filter(|run| run.span.end > first) {
                let mut inside = Stack::new(profile.n_series());
                profile.add(&run, &mut inside);
                outside.take(&inside);
                wide.add(profile, run, 0);
            }
        }
        self.outside.add(&outside);
    }

    /// Dates that start after the bins; all, if there are no bins.
    fn add_after(&mut self, profile: &Profile) {
        let all = profile.starting_before(Instant(i64::MAX));
        let inside = self.bins.last().map(|bin| bin.end);
        let mut outside = Stack::new(profile.n_series());
        for run in all {
            profile.add(&run, &mut outside);
        }
        for run in inside.map_or_else(Vec::new, |end| profile.starting_before(end)) {
            let mut before = Stack::new(profile.n_series());
            profile.add(&run, &mut before);
            outside.take(&before);
        }
        self.outside.add(&outside);
    }

    fn add_inside<'a>(&mut self, profile: &'a Profile, wide: &mut Wide<'a>) {
        for (index, (bin, stack)) in self.bins.iter().zip(&mut self.stacks).enumerate() {
            let (certain, open) = profile.starting_in(*bin);
            for run in certain {
                profile.add(&run, stack);
            }
            for run in open.iter().flat_map(|run| profile.alike(run)) {
                if run.span.end <= bin.end {
                    profile.add(&run, stack);
                } else {
                    wide.add(profile, run, index);
                }
            }
        }
    }
}
