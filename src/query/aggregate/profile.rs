//! Rows by date, sorted once, so that a new axis costs no new look at every row.
//!
//! An [`Order`] follows from the dates alone and lasts as long as the rows. It keeps dates of about
//! the same length together (powers of two), each class sorted by start: whatever starts in a bin
//! at least the longest length of its class before the bin's end lies in the bin for certain, so
//! only dates near a border are looked at one by one. A [`Profile`] adds what the filters say, with
//! running sums, and lasts as long as they.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use crate::model::time::Start;
use crate::model::{Instant, RowId, Span};

use super::{Rows, Stack};

/// From one running sum to the next, in rows.
const BLOCK: usize = 128;

/// The dates of some rows, by length and start.
#[derive(Debug, Default)]
pub struct Order {
    classes: Vec<Class>,
    undated: Vec<RowId>,
}

/// Dates of about the same length, by start, the longest first.
#[derive(Debug, Default)]
struct Class {
    longest_ms: i64,
    spans: Vec<Span>,
    rows: Vec<RowId>,
}

/// An [`Order`] with what the filters say of each row.
#[derive(Debug)]
pub struct Profile {
    order: Arc<Order>,
    n_series: usize,
    classes: Vec<Counted>,
    undated: Stack,
}

/// What the filters say of a [`Class`], in its order.
#[derive(Debug)]
struct Counted {
    /// The series of each row; the number of series stands for what is left out.
    slots: Vec<u32>,
    weights: Vec<u32>,
    /// Before each block, the counts of all slots so far.
    sums: Vec<u64>,
}

/// Some dates of a profile that are next to each other in its order.
#[derive(Clone, Debug)]
pub(super) struct Run {
    class: usize,
    range: Range<usize>,
    /// The date of the first one; of all, where a run is a [`Run::alike`].
    pub(super) span: Span,
}

/// The span in which a beginning is counted: a latest possible date counts where it ends.
#[must_use]
pub fn counted_in(start: Start) -> Option<Span> {
    match start {
        Start::Undated => None,
        Start::Within(span) => Some(span),
        Start::KnownBy(latest) => Some(Span {
            start: Instant(latest.end.0.saturating_sub(1)),
            end: latest.end,
        }),
    }
}

impl Order {
    /// Sorts the dates of rows; those without one are undated.
    #[must_use]
    pub fn new(dates: impl IntoIterator<Item = (RowId, Option<Span>)>) -> Self {
        let mut by_class: Vec<Vec<(Span, RowId)>> = Vec::new();
        let mut undated = Vec::new();
        for (row, span) in dates {
            let Some(span) = span else {
                undated.push(row);
                continue;
            };
            let class = (i64::BITS - span.duration_ms().leading_zeros()) as usize;
            if by_class.len() <= class {
                by_class.resize_with(class + 1, Vec::new);
            }
            if let Some(members) = by_class.get_mut(class) {
                members.push((span, row));
            }
        }
        let classes = by_class.into_iter().filter(|members| !members.is_empty());
        let classes = classes.map(|mut members| {
            members.sort_unstable_by_key(|(span, row)| (span.start, Reverse(span.end), *row));
            let lengths = members.iter().map(|(span, _)| span.duration_ms());
            let longest_ms = lengths.max().unwrap_or(0);
            let (spans, rows) = members.into_iter().unzip();
            Class {
                longest_ms,
                spans,
                rows,
            }
        });
        Self {
            classes: classes.collect(),
            undated,
        }
    }

    /// The rows with a date, and their dates.
    pub fn dates(&self) -> impl Iterator<Item = (RowId, Span)> {
        let classes = self.classes.iter();
        classes.flat_map(|class| class.rows.iter().copied().zip(class.spans.iter().copied()))
    }

    /// The span around all dates.
    #[must_use]
    pub fn extent(&self) -> Option<Span> {
        let ends = self.classes.iter().filter_map(|class| {
            let (first, last) = (class.spans.first()?, class.spans.last()?);
            let near = class.starting_before(Instant(last.end.0.saturating_sub(class.longest_ms)));
            let end = class.spans.get(near..)?.iter().map(|span| span.end).max();
            Some(Span {
                start: first.start,
                end: end.unwrap_or(last.end),
            })
        });
        ends.reduce(Span::union)
    }
}

impl Class {
    /// How many start before an instant.
    fn starting_before(&self, at: Instant) -> usize {
        self.spans.partition_point(|span| span.start < at)
    }

    /// The earliest start of a date that may reach beyond `at`.
    fn reach(&self, at: Instant) -> Instant {
        Instant(at.0.saturating_sub(self.longest_ms))
    }
}

impl Profile {
    /// Asks the filters about each row of an order.
    #[must_use]
    pub fn new(order: Arc<Order>, rows: &Rows<'_>, n_series: usize) -> Self {
        let n_series = n_series.max(1);
        let asked = |row: RowId| {
            let weight = rows.weights.get(row.index()).copied().unwrap_or(1);
            let kept = rows.passing.contains(row);
            let slot = if kept {
                (rows.series_of)(row).min(n_series - 1)
            } else {
                n_series
            };
            (slot, weight)
        };
        let classes = order.classes.iter();
        let classes =
            classes.map(|class| Counted::new(class.rows.iter().map(|r| asked(*r)), n_series));
        let mut undated = Stack::new(n_series);
        for row in &order.undated {
            let (slot, weight) = asked(*row);
            undated.add_slot(slot, weight.into());
        }
        Self {
            classes: classes.collect(),
            order,
            n_series,
            undated,
        }
    }

    /// How many series there are.
    #[must_use]
    pub fn n_series(&self) -> usize {
        self.n_series
    }

    /// The rows without a date.
    #[must_use]
    pub fn undated(&self) -> &Stack {
        &self.undated
    }

    /// The rows that pass the filters and whose date shares an instant with `span`, with that date;
    /// in no order that means anything.
    pub fn kept_in(&self, span: Span) -> impl Iterator<Item = (RowId, Span)> {
        let n_series = self.n_series;
        let classes = self.order.classes.iter().zip(&self.classes);
        classes.flat_map(move |(class, counted)| {
            let range =
                class.starting_before(class.reach(span.start))..class.starting_before(span.end);
            range.filter_map(move |i| {
                let (dated, row, slot) = (
                    class.spans.get(i)?,
                    class.rows.get(i)?,
                    counted.slots.get(i)?,
                );
                let here = dated.end > span.start || dated.start >= span.start;
                (here && *slot as usize != n_series).then_some((*row, *dated))
            })
        })
    }

    /// Everything that starts before an instant, a run for each class.
    pub(super) fn starting_before(&self, at: Instant) -> Vec<Run> {
        let classes = self.order.classes.iter().enumerate();
        let runs = classes
            .filter_map(|(index, class)| Self::run(index, class, 0..class.starting_before(at)));
        runs.collect()
    }

    /// What starts in `span`: runs that end in it for certain, and those that may end after it.
    pub(super) fn starting_in(&self, span: Span) -> (Vec<Run>, Vec<Run>) {
        let (mut certain, mut open) = (Vec::new(), Vec::new());
        for (index, class) in self.order.classes.iter().enumerate() {
            let first = class.starting_before(span.start);
            let last = class.starting_before(span.end);
            // A date that starts at this instant ends, at the latest, with the span.
            let at = class.reach(span.end).0.saturating_add(1);
            let sure = class.starting_before(Instant(at)).clamp(first, last);
            certain.extend(Self::run(index, class, first..sure));
            open.extend(Self::run(index, class, sure..last));
        }
        (certain, open)
    }

    /// What starts before an instant and may end after it.
    pub(super) fn reaching(&self, at: Instant) -> Vec<Run> {
        let classes = self.order.classes.iter().enumerate();
        let runs = classes.filter_map(|(index, class)| {
            let first = class.starting_before(class.reach(at));
            Self::run(index, class, first..class.starting_before(at))
        });
        runs.collect()
    }

    fn run(index: usize, class: &Class, range: Range<usize>) -> Option<Run> {
        let span = *class.spans.get(range.start)?;
        (!range.is_empty()).then_some(Run {
            class: index,
            range,
            span,
        })
    }

    /// A run as runs of one date each.
    pub(super) fn alike<'a>(&'a self, run: &Run) -> impl Iterator<Item = Run> + use<'a> {
        let class = self.order.classes.get(run.class);
        let (mut next, end, index) = (run.range.start, run.range.end, run.class);
        std::iter::from_fn(move || {
            let class = class?;
            if next >= end {
                return None;
            }
            let span = *class.spans.get(next)?;
            let first = next;
            next = end_of_alike(&class.spans, span, first, end);
            Some(Run {
                class: index,
                range: first..next,
                span,
            })
        })
    }

    /// Counts a run.
    pub(super) fn add(&self, run: &Run, stack: &mut Stack) {
        if let Some(counted) = self.classes.get(run.class) {
            counted.add(run.range.clone(), self.n_series, stack);
        }
    }
}

/// Where the dates that are `span` end, from `first` on.
fn end_of_alike(spans: &[Span], span: Span, first: usize, end: usize) -> usize {
    let is_alike = |i: usize| i < end && spans.get(i) == Some(&span);
    let (mut last, mut stride) = (first, 1);
    while is_alike(last + stride) {
        last += stride;
        stride *= 2;
    }
    let rest = (last + stride).min(end);
    let tail = spans.get(last..rest).unwrap_or_default();
    last + tail.partition_point(|other| *other == span)
}

impl Counted {
    fn new(rows: impl Iterator<Item = (usize, u32)>, n_series: usize) -> Self {
        let mut now = vec![0_u64; n_series + 1];
        let (mut slots, mut weights, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for (i, (slot, weight)) in rows.enumerate() {
            if i % BLOCK == 0 {
                sums.extend_from_slice(&now);
            }
            if let Some(sum) = now.get_mut(slot) {
                *sum = sum.saturating_add(weight.into());
            }
            slots.push(slot as u32);
            weights.push(weight);
        }
        Self {
            slots,
            weights,
            sums,
        }
    }

    fn add(&self, range: Range<usize>, n_series: usize, stack: &mut Stack) {
        let (first, last) = (range.start.div_ceil(BLOCK), range.end / BLOCK);
        if last <= first {
            self.add_each(range, stack);
            return;
        }
        self.add_each(range.start..first * BLOCK, stack);
        // The last border may be the end of all rows, before which no sum was noted.
        let width = n_series + 1;
        let noted = self.sums.len() / width;
        let last = last.min(noted.saturating_sub(1));
        let block = |index: usize| self.sums.get(index * width..(index + 1) * width);
        if let (Some(before), Some(after)) = (block(first), block(last)) {
            for (slot, (before, after)) in before.iter().zip(after).enumerate() {
                stack.add_slot(slot, after.saturating_sub(*before));
            }
        }
        self.add_each(last * BLOCK..range.end, stack);
    }

    fn add_each(&self, range: Range<usize>, stack: &mut Stack) {
        let slots = self.slots.get(range.clone()).unwrap_or_default();
        let weights = self.weights.get(range).unwrap_or_default();
        for (slot, weight) in slots.iter().zip(weights) {
            stack.add_slot(*slot as usize, (*weight).into());
        }
    }
}
