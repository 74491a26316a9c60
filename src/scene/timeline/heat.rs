//! Strips of density, where there are too many records for marks of their own: how strong a cell is
//! says how many there are in its bin.

use crate::model::Span;
use crate::query::aggregate::{self, Histogram, Profile};
use crate::scene::scale::TimeScale;

use super::Area;
use super::bins::bins;

/// A cell is at least this wide, in points.
const LEAST_WIDTH: f32 = 5.0;

/// A strip of density.
#[derive(Clone, PartialEq, Debug)]
pub struct Heat {
    /// The layer that its records are of, as an index into [`super::Input::layers`]; the first one
    /// where there are several.
    pub layer: usize,
    /// Where.
    pub area: Area,
    /// The cells with something in them, from the left.
    pub cells: Vec<HeatCell>,
}

/// A part of a strip.
#[derive(Clone, PartialEq, Debug)]
pub struct HeatCell {
    /// Its bin.
    pub span: Span,
    /// Where.
    pub area: Area,
    /// How many have their date in the bin.
    pub count: u64,
    /// How many more have a date that reaches beyond the bin.
    pub wide: u64,
    /// From 0 to 1, which is the fullest cell of the strip.
    pub strength: f32,
}

/// The strip of what passes in some profiles.
pub(super) fn heat(layer: usize, profiles: &[&Profile], scale: &TimeScale, area: Area) -> Heat {
    let n_series = profiles.first().map_or(1, |profile| profile.n_series());
    let counts = aggregate::histogram(profiles, n_series, bins(scale, LEAST_WIDTH));
    let within: Vec<u64> = counts.stacks.iter().map(aggregate::Stack::n_kept).collect();
    strip(layer, &counts, &within, scale, area)
}

/// The strip of a histogram's ranges alone.
pub(super) fn of_ranges(layer: usize, counts: &Histogram, scale: &TimeScale, area: Area) -> Heat {
    strip(layer, counts, &vec![0; counts.bins.len()], scale, area)
}

fn strip(layer: usize, counts: &Histogram, within: &[u64], scale: &TimeScale, area: Area) -> Heat {
    let wide = touching(counts);
    let numbers = || within.iter().zip(&wide).map(|(a, b)| a.saturating_add(*b));
    let most = numbers().max().unwrap_or(0).max(1) as f32;
    let cells = counts
        .bins
        .iter()
        .zip(within.iter().zip(&wide))
        .zip(numbers());
    let cells = cells
        .filter(|(_, n)| *n > 0)
        .map(|((span, (count, wide)), n)| {
            let (x0, x1) = super::inside(scale, *span);
            HeatCell {
                span: *span,
                area: Area { x0, x1, ..area },
                count: *count,
                wide: *wide,
                strength: (n as f32 / most).sqrt(),
            }
        });
    Heat {
        layer,
        area,
        cells: cells.collect(),
    }
}

/// How many dates wider than a bin pass and touch each bin.
fn touching(counts: &Histogram) -> Vec<u64> {
    let mut changes = vec![0_i128; counts.bins.len() + 1];
    for ranged in &counts.ranges {
        let n = i128::from(ranged.stack.n_kept());
        let (first, after) = bins_of(counts, ranged.span);
        if let Some(change) = changes.get_mut(first) {
            *change += n;
        }
        if let Some(change) = changes.get_mut(after) {
            *change -= n;
        }
    }
    let sums = changes.iter().scan(0_i128, |sum, change| {
        *sum += change;
        Some(u64::try_from(*sum).unwrap_or(0))
    });
    sums.take(counts.bins.len()).collect()
}

/// The first bin that a span touches, and the first after it.
pub(super) fn bins_of(counts: &Histogram, span: Span) -> (usize, usize) {
    let last = span.last();
    let first = counts.bins.partition_point(|bin| bin.end <= span.start);
    let after = counts.bins.partition_point(|bin| bin.start <= last);
    (first, after.max(first))
}
