//! How many, when: counts in bins of time, stacked by series, with what the filters leave out.
//!
//! A date is never made more exact than it is. One that lies wholly inside a bin is counted there.
//! One that does not (a year among months, a programme from June 2018 to September 2019) keeps its
//! whole span and is counted as a [`Ranged`]. A *known by* date is the latest possible one, so the
//! bin of its last instant counts it: the record was there from then on. Nothing is counted twice
//! and nothing is dropped: bins, ranges, outside and undated add up to everything that was added.

use std::collections::BTreeMap;

use crate::model::time::Start;
use crate::model::{Instant, Lifespan, RowId, RowSet, Span};

/// Rows to be counted.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// When each row was there.
    pub lifespans: &'a [Lifespan],
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

/// A count whose dates all are the same span, which no single bin holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ranged {
    /// The span of the dates.
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

    /// Counts `weight` things; those that are not kept have no series.
    fn add(&mut self, series: Option<usize>, weight: u64) {
        let last = self.kept.len().saturating_sub(1);
        let slot = match series {
            Some(series) => self.kept.get_mut(series.min(last)),
            None => None,
        };
        let slot = slot.unwrap_or(&mut self.left_out);
        *slot = slot.saturating_add(weight);
    }
}

/// Counts `rows` in `bins`, which must be ascending and without gaps, into `n_series` series.
#[must_use]
pub fn histogram(rows: &[Rows<'_>], n_series: usize, bins: Vec<Span>) -> Histogram {
    let n_series = n_series.max(1);
    let empty = Stack::new(n_series);
    let mut counts = Histogram {
        stacks: vec![empty.clone(); bins.len()],
        bins,
        ranges: Vec::new(),
        outside: empty.clone(),
        undated: empty.clone(),
    };
    let mut ranges: BTreeMap<(Instant, std::cmp::Reverse<Instant>), Stack> = BTreeMap::new();
    for rows in rows {
        for (index, life) in rows.lifespans.iter().enumerate() {
            let row = RowId::from_index(index);
            let weight = rows.weights.get(index).copied().map_or(1, u64::from);
            let series = rows.passing.contains(row).then(|| (rows.series_of)(row));
            let stack = match counts.slot(life) {
                Slot::Bin(index) => counts.stacks.get_mut(index),
                Slot::Range(span) => {
                    let key = (span.start, std::cmp::Reverse(span.end));
                    Some(ranges.entry(key).or_insert_with(|| empty.clone()))
                }
                Slot::Outside => Some(&mut counts.outside),
                Slot::Undated => Some(&mut counts.undated),
            };
            if let Some(stack) = stack {
                stack.add(series, weight);
            }
        }
    }
    counts.ranges = ranges
        .into_iter()
        .map(|((start, end), stack)| Ranged {
            span: Span { start, end: end.0 },
            stack,
        })
        .collect();
    counts
}

enum Slot {
    Bin(usize),
    Range(Span),
    Outside,
    Undated,
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

    fn slot(&self, life: &Lifespan) -> Slot {
        let in_bin = |at| self.bin_at(at).map_or(Slot::Outside, Slot::Bin);
        match life.start {
            Start::Undated => Slot::Undated,
            Start::KnownBy(latest) => in_bin(Instant(latest.end.0.saturating_sub(1))),
            Start::Within(span) => {
                let (Some(first), Some(last)) = (self.bins.first(), self.bins.last()) else {
                    return Slot::Outside;
                };
                let bin = self
                    .bin_at(span.start)
                    .and_then(|index| self.bins.get(index));
                if bin.is_some_and(|bin| span.end <= bin.end) {
                    in_bin(span.start)
                } else if span.overlaps(first.union(*last)) {
                    Slot::Range(span)
                } else {
                    Slot::Outside
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const fn span(start: i64, end: i64) -> Span {
        Span {
            start: Instant(start),
            end: Instant(end),
        }
    }

    fn bins() -> Vec<Span> {
        (0..10).map(|i| span(i * 10, i * 10 + 10)).collect()
    }

    fn life(start: Start) -> Lifespan {
        Lifespan {
            start,
            ..Lifespan::default()
        }
    }

    fn count(lives: &[Lifespan], weights: &[u32], passing: &RowSet) -> Histogram {
        let rows = Rows {
            lifespans: lives,
            weights,
            series_of: &|row| row.index() % 2,
            passing,
        };
        histogram(&[rows], 2, bins())
    }

    #[test]
    fn a_date_wider_than_a_bin_stays_a_range() {
        let lives = [
            life(Start::Within(span(12, 18))),
            life(Start::Within(span(12, 32))),
            life(Start::Within(span(18, 22))),
            life(Start::Within(span(-5, 5))),
            life(Start::Within(span(100, 105))),
            life(Start::Undated),
        ];
        let counts = count(&lives, &[], &RowSet::all(6));
        assert_eq!(counts.stacks[1].kept, [1, 0]);
        let spans: Vec<Span> = counts.ranges.iter().map(|r| r.span).collect();
        assert_eq!(spans, [span(-5, 5), span(12, 32), span(18, 22)]);
        assert_eq!(counts.outside.total(), 1);
        assert_eq!(counts.undated.total(), 1);
    }

    #[test]
    fn known_by_counts_where_its_date_ends_however_wide() {
        let lives = [life(Start::KnownBy(span(5, 60)))];
        let counts = count(&lives, &[2], &RowSet::all(1));
        assert_eq!(counts.stacks[5].kept, [2, 0]);
        assert!(counts.ranges.is_empty());
    }

    #[test]
    fn equal_ranges_are_one_and_what_is_left_out_has_no_series() {
        let lives = [life(Start::Within(span(12, 32))); 3];
        let passing = RowSet::from_fn(3, |row| row.0 < 2);
        let counts = count(&lives, &[1, 4, 8], &passing);
        assert_eq!(counts.ranges.len(), 1);
        assert_eq!(counts.ranges[0].stack.kept, [1, 4]);
        assert_eq!(counts.ranges[0].stack.left_out, 8);
    }

    fn any_start() -> impl Strategy<Value = Start> {
        let any_span = (-50..150_i64, 0..60_i64).prop_map(|(a, n)| span(a, a + n));
        prop_oneof![
            Just(Start::Undated),
            any_span.clone().prop_map(Start::Within),
            any_span.prop_map(Start::KnownBy),
        ]
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_counted_twice(
            rows in proptest::collection::vec((any_start(), 0..9_u32, any::<bool>()), 0..60)
        ) {
            let lives: Vec<Lifespan> = rows.iter().map(|r| life(r.0)).collect();
            let weights: Vec<u32> = rows.iter().map(|r| r.1).collect();
            let passing = RowSet::from_fn(rows.len(), |row| rows[row.index()].2);
            let counts = count(&lives, &weights, &passing);
            let all: u64 = weights.iter().map(|w| u64::from(*w)).sum();
            prop_assert_eq!(counts.total(), all);
            let kept: u64 = rows.iter().filter(|r| r.2).map(|r| u64::from(r.1)).sum();
            let stacks = counts.stacks.iter().chain(counts.ranges.iter().map(|r| &r.stack));
            let found: u64 = stacks.chain([&counts.outside, &counts.undated]).map(Stack::n_kept).sum();
            prop_assert_eq!(found, kept);
        }
    }
}
