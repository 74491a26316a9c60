//! Counting, against a count that looks at every row.

use super::*;
use crate::model::Lifespan;
use crate::model::time::Start;
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

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

fn order(lives: &[Lifespan]) -> Arc<Order> {
    let dates = lives.iter().enumerate();
    let dates = dates.map(|(i, life)| (RowId::from_index(i), counted_in(life.start)));
    Arc::new(Order::new(dates))
}

fn count_in(lives: &[Lifespan], weights: &[u32], passing: &RowSet, bins: Vec<Span>) -> Histogram {
    let rows = Rows {
        weights,
        series_of: &|row| row.index() % 2,
        passing,
    };
    histogram(&[&Profile::new(order(lives), &rows, 2)], 2, bins)
}

fn count(lives: &[Lifespan], weights: &[u32], passing: &RowSet) -> Histogram {
    count_in(lives, weights, passing, bins())
}

/// The same, by looking at every row.
fn slow_count(lives: &[Lifespan], weights: &[u32], passing: &RowSet, bins: Vec<Span>) -> Histogram {
    let empty = Stack::new(2);
    let mut counts = Histogram {
        stacks: vec![empty.clone(); bins.len()],
        bins,
        ranges: Vec::new(),
        is_gathered: false,
        outside: empty.clone(),
        undated: empty.clone(),
    };
    let all = counts.bins.first().zip(counts.bins.last());
    let all = all.map(|(first, last)| first.union(*last));
    let mut ranges: BTreeMap<(Instant, Reverse<Instant>), Stack> = BTreeMap::new();
    for (index, life) in lives.iter().enumerate() {
        let row = RowId::from_index(index);
        let n = weights.get(index).copied().map_or(1, u64::from);
        let stack = match counted_in(life.start) {
            None => &mut counts.undated,
            Some(span) => match counts.bin_at(span.start) {
                Some(bin) if span.end <= counts.bins[bin].end => &mut counts.stacks[bin],
                _ if all.is_some_and(|all| span.overlaps(all)) => {
                    let key = (span.start, Reverse(span.end));
                    ranges.entry(key).or_insert_with(|| empty.clone())
                }
                _ => &mut counts.outside,
            },
        };
        stack.add_slot(if passing.contains(row) { index % 2 } else { 2 }, n);
    }
    let ranges = ranges.into_iter().map(|((start, end), stack)| Ranged {
        span: Span { start, end: end.0 },
        stack,
    });
    counts.ranges = ranges.collect();
    counts
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
    fn sorted_rows_are_counted_like_all_rows(
        rows in proptest::collection::vec((any_start(), 0..9_u32, any::<bool>()), 0..700),
        first in -60..150_i64,
        lengths in proptest::collection::vec(1..40_i64, 0..12),
    ) {
        let lives: Vec<Lifespan> = rows.iter().map(|r| life(r.0)).collect();
        let weights: Vec<u32> = rows.iter().map(|r| r.1).collect();
        let passing = RowSet::from_fn(rows.len(), |row| rows[row.index()].2);
        let mut end = first;
        let bins: Vec<Span> = lengths.iter().map(|n| { end += n; span(end - n, end) }).collect();
        let counts = count_in(&lives, &weights, &passing, bins.clone());
        let slow = slow_count(&lives, &weights, &passing, bins);
        prop_assert_eq!(&counts.stacks, &slow.stacks);
        prop_assert_eq!(&counts.outside, &slow.outside);
        prop_assert_eq!(&counts.undated, &slow.undated);
        if slow.ranges.len() <= MOST_RANGES {
            prop_assert_eq!(&counts.ranges, &slow.ranges);
        }
        prop_assert_eq!(counts.total(), slow.total());
    }

    #[test]
    fn the_rows_in_a_span_are_those_that_share_an_instant_with_it(
        rows in proptest::collection::vec((any_start(), any::<bool>()), 0..200),
        (from, length) in (-60..200_i64, 1..90_i64),
    ) {
        let lives: Vec<Lifespan> = rows.iter().map(|r| life(r.0)).collect();
        let passing = RowSet::from_fn(rows.len(), |row| rows[row.index()].1);
        let asked = Rows { weights: &[], series_of: &|_| 0, passing: &passing };
        let order = order(&lives);
        let dates: Vec<Option<Span>> = lives.iter().map(|life| counted_in(life.start)).collect();
        prop_assert_eq!(order.extent(), dates.iter().flatten().copied().reduce(Span::union));
        let profile = Profile::new(order, &asked, 1);
        let wanted = span(from, from + length);
        let mut found: Vec<RowId> = profile.kept_in(wanted).map(|(row, _)| row).collect();
        found.sort_unstable();
        let here = |d: Span| d.overlaps(wanted) || wanted.contains(d.start);
        let expected = passing.iter().filter(|row| dates[row.index()].is_some_and(here));
        prop_assert_eq!(found, expected.collect::<Vec<RowId>>());
    }

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

#[test]
fn very_many_wide_dates_gather_by_their_bins_and_none_is_lost() {
    let dates = (0..2000).map(|i| life(Start::Within(span(i % 90, i % 90 + 15 + i / 90))));
    let lives: Vec<Lifespan> = dates.collect();
    let counts = count(&lives, &[], &RowSet::all(2000));
    assert!(
        counts.is_gathered && counts.ranges.len() < 60,
        "{}",
        counts.ranges.len()
    );
    assert_eq!(counts.total(), 2000);
    let shown: u64 = counts.ranges.iter().map(|r| r.stack.total()).sum();
    assert_eq!(shown, 2000);
}
