//! The stacked histogram and, below its base, the dates that no single bin holds.

use crate::model::Span;
use crate::query::aggregate::{self, Histogram, Profile, Stack};
use crate::scene::scale::TimeScale;
use crate::scene::style::Lane;

use super::lanes::pack;
use super::{Area, Index, Rows, bins, inside};

/// From one row of ranges to the next, in points.
pub(super) const RANGE_PITCH: f32 = 6.0;
const RANGE_HEIGHT: f32 = 5.0;
const MOST_RANGE_ROWS: usize = 2;
/// More different dates wider than a bin than this are drawn as density.
const MOST_RANGES: usize = 60;
/// A count that is not 0 is never lower than this, in points.
const LEAST_HEIGHT: f32 = 2.0;
/// Between bars, in points.
const GAP: f32 = 1.0;

/// A part of a bar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Segment {
    /// The series; `None` is what the filters leave out.
    pub series: Option<usize>,
    /// How many.
    pub count: u64,
    /// Top, in points.
    pub y0: f32,
    /// Bottom.
    pub y1: f32,
}

/// One bin of the histogram.
#[derive(Clone, PartialEq, Debug)]
pub struct Bar {
    /// The bin.
    pub span: Span,
    /// Which bin, as an index into the histogram's stacks.
    pub bin: usize,
    /// Where; from the highest segment's top to the base.
    pub area: Area,
    /// From the base up.
    pub segments: Vec<Segment>,
}

/// Dates that are one and the same span, wider than a bin.
#[derive(Clone, PartialEq, Debug)]
pub struct RangeBar {
    /// The span.
    pub span: Span,
    /// Which range, as an index into the histogram's ranges.
    pub range: usize,
    /// Where.
    pub area: Area,
    /// From the bottom up, of equal height.
    pub segments: Vec<Segment>,
}

fn profiles(index: &Index) -> Vec<&Profile> {
    let layers = index.of_lane(Lane::Histogram);
    layers.map(|(_, layer)| &layer.dated).collect()
}

/// How many things of the histogram have no date and pass.
pub(super) fn undated(index: &Index) -> u64 {
    let profiles = profiles(index).into_iter();
    profiles.map(|profile| profile.undated().n_kept()).sum()
}

pub(super) fn count(index: &Index, scale: &TimeScale) -> Histogram {
    let bins = bins::bins(scale, bins::LEAST_WIDTH);
    aggregate::histogram(&profiles(index), index.n_series, bins)
}

/// The bars with something in them, and the count of the highest.
pub(super) fn bars(histogram: &Histogram, scale: &TimeScale, rows: &Rows) -> (Vec<Bar>, u64) {
    let highest = histogram.stacks.iter().map(Stack::total).max().unwrap_or(0);
    let unit = (rows.base - rows.top).max(1.0) / highest.max(1) as f32;
    let bars = histogram
        .bins
        .iter()
        .zip(&histogram.stacks)
        .enumerate()
        .filter(|(_, (_, stack))| stack.total() > 0)
        .map(|(bin, (span, stack))| {
            let segments = segments(stack, rows.base, |n| (n as f32 * unit).max(LEAST_HEIGHT));
            let (x0, x1) = inside(scale, *span);
            let area = Area {
                x0: (x0 + GAP / 2.0).min(f32::midpoint(x0, x1)),
                y0: segments.last().map_or(rows.base, |s| s.y0),
                x1: (x1 - GAP / 2.0).max(f32::midpoint(x0, x1)),
                y1: rows.base,
            };
            Bar {
                span: *span,
                bin,
                area,
                segments,
            }
        })
        .collect();
    (bars, highest)
}

/// The counts that are not 0, one upon the other from `base`; what is left out comes last.
fn segments(stack: &Stack, base: f32, height: impl Fn(u64) -> f32) -> Vec<Segment> {
    let mut y1 = base;
    let kept = stack.kept.iter().enumerate().map(|(s, n)| (Some(s), *n));
    kept.chain([(None, stack.left_out)])
        .filter(|(_, count)| *count > 0)
        .map(|(series, count)| {
            let y0 = y1 - height(count);
            let segment = Segment {
                series,
                count,
                y0,
                y1,
            };
            y1 = y0;
            segment
        })
        .collect()
}

/// Whether there are too many ranges to be drawn one by one.
pub(super) fn is_crowded(histogram: &Histogram) -> bool {
    histogram.is_gathered || histogram.ranges.len() > MOST_RANGES
}

/// How many rows the ranges need.
pub(super) fn n_range_rows(histogram: &Histogram, scale: &TimeScale) -> usize {
    if is_crowded(histogram) {
        return 1;
    }
    packed(histogram, scale)
        .into_iter()
        .map(|row| row + 1)
        .max()
        .unwrap_or(0)
}

fn packed(histogram: &Histogram, scale: &TimeScale) -> Vec<usize> {
    let edges = histogram.ranges.iter().map(|r| inside(scale, r.span));
    pack(edges, MOST_RANGE_ROWS)
}

/// Where ranges lie that are drawn as density.
pub(super) fn range_strip(scale: &TimeScale, rows: &Rows) -> Area {
    Area {
        x0: scale.x0,
        y0: rows.base + 2.0,
        x1: scale.x1,
        y1: rows.base + 2.0 + RANGE_HEIGHT,
    }
}

pub(super) fn ranges(histogram: &Histogram, scale: &TimeScale, rows: &Rows) -> Vec<RangeBar> {
    if is_crowded(histogram) {
        return Vec::new();
    }
    histogram
        .ranges
        .iter()
        .zip(packed(histogram, scale))
        .enumerate()
        .map(|(range, (ranged, row))| {
            let (x0, x1) = inside(scale, ranged.span);
            let y0 = rows.base + 2.0 + row as f32 * RANGE_PITCH;
            let y1 = y0 + RANGE_HEIGHT;
            let stack = &ranged.stack;
            let n_parts = stack
                .kept
                .iter()
                .chain([&stack.left_out])
                .filter(|n| **n > 0);
            let part = RANGE_HEIGHT / n_parts.count().max(1) as f32;
            RangeBar {
                span: ranged.span,
                range,
                area: Area { x0, y0, x1, y1 },
                segments: segments(stack, y1, |_| part),
            }
        })
        .collect()
}
