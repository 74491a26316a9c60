//! Dates wider than a bin, while they are counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Instant, Span};

use super::profile::{Profile, Run};
use super::{Ranged, Stack};

/// Different dates wider than a bin are kept apart up to so many; more gather by the bins in which
/// they start and end.
pub const MOST_RANGES: usize = 512;
/// So many runs are kept before they are known to be different.
const MOST_RUNS: usize = MOST_RANGES * 8;
/// A date seldom ends many bins after it starts, so these are tried first.
const NEAR: usize = 6;

/// Dates wider than a bin.
pub(super) struct Wide<'a> {
    bins: Vec<Span>,
    empty: Stack,
    /// Each with the bin in which it starts, or the first.
    runs: Vec<(&'a Profile, Run, usize)>,
    /// By the bins of start and end; empty until there are too many runs.
    places: Vec<Option<Ranged>>,
}

impl<'a> Wide<'a> {
    pub(super) fn new(bins: Vec<Span>, empty: Stack) -> Self {
        Self {
            bins,
            empty,
            runs: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Adds a run of equal dates that start in the bin `first`, or before the first one.
    pub(super) fn add(&mut self, profile: &'a Profile, run: Run, first: usize) {
        if !self.places.is_empty() {
            self.place(profile, &run, first);
            return;
        }
        self.runs.push((profile, run, first));
        if self.runs.len() > MOST_RUNS {
            self.gather();
        }
    }

    /// All of them, by start, the longest first, and whether one stands for different dates.
    pub(super) fn ranges(mut self) -> (Vec<Ranged>, bool) {
        if self.places.is_empty() {
            if let Some(ranges) = self.exact() {
                return (ranges, false);
            }
            self.gather();
        }
        let mut ranges: Vec<Ranged> = self.places.into_iter().flatten().collect();
        ranges.sort_by_key(|ranged| (ranged.span.start, Reverse(ranged.span.end)));
        (ranges, true)
    }

    /// The runs by span, unless there are too many.
    fn exact(&self) -> Option<Vec<Ranged>> {
        let mut ranges: BTreeMap<(Instant, Reverse<Instant>), Stack> = BTreeMap::new();
        for (profile, run, _) in &self.runs {
            let key = (run.span.start, Reverse(run.span.end));
            let stack = ranges.entry(key).or_insert_with(|| self.empty.clone());
            profile.add(run, stack);
            if ranges.len() > MOST_RANGES {
                return None;
            }
        }
        let ranges = ranges.into_iter().map(|((start, end), stack)| Ranged {
            span: Span { start, end: end.0 },
            stack,
        });
        Some(ranges.collect())
    }

    /// From now on only the bins of start and end are told apart.
    fn gather(&mut self) {
        let width = self.bins.len() + 1;
        self.places = vec![None; width * width];
        for (profile, run, first) in std::mem::take(&mut self.runs) {
            self.place(profile, &run, first);
        }
    }

    fn place(&mut self, profile: &Profile, run: &Run, first: usize) {
        let width = self.bins.len() + 1;
        let last = self.bin_from(first, Instant(run.span.end.0.saturating_sub(1)));
        let Some(place) = self.places.get_mut(first * width + last) else {
            return;
        };
        let ranged = place.get_or_insert_with(|| Ranged {
            span: run.span,
            stack: self.empty.clone(),
        });
        ranged.span = ranged.span.union(run.span);
        profile.add(run, &mut ranged.stack);
    }

    /// The bin that holds an instant, from the bin `first` on; the number of bins, if it lies after.
    fn bin_from(&self, first: usize, at: Instant) -> usize {
        let bins = self.bins.get(first..).unwrap_or_default();
        let near = bins.iter().take(NEAR).position(|bin| at < bin.end);
        let bin = near.unwrap_or_else(|| bins.partition_point(|bin| bin.end <= at));
        first + bin
    }
}
