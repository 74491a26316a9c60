//! The strip of all time below the axis: how much there is when, and which part the axis shows.

use crate::model::{Instant, Span};
use crate::query::aggregate::{self, Profile, Stack};
use crate::scene::scale::TimeScale;

use super::bins::bins;
use super::heat::bins_of;
use super::{Area, Input, inside};

/// A column is at least this wide, in points.
const LEAST_WIDTH: f32 = 3.0;
/// A frame is drawn at least so wide, so that it can be seen and held.
const LEAST_FRAME: f32 = 16.0;
/// How far from a handle it still answers, in points.
const SLACK: f32 = 6.0;
/// Between the highest column and the edge of the strip.
const PADDING: f32 = 2.0;

/// All time that there is something to see in.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    /// Where.
    pub area: Area,
    /// All time along x.
    pub scale: TimeScale,
    /// How much there is, from the left.
    pub columns: Vec<Column>,
}

/// How much there is in a part of all time. Heights go with the root of the count: a strip so low
/// would else show nothing but the fullest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Column {
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// The top of what passes the filters.
    pub kept_y: f32,
    /// The top of everything; what the filters leave out is between.
    pub all_y: f32,
}

/// What a drag from a point of the overview moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrameGrip {
    /// Where the axis begins.
    Start,
    /// Where the axis ends.
    End,
    /// The whole axis.
    Middle,
    /// Nothing yet: the axis comes to the point first.
    Outside,
}

impl Overview {
    pub(super) fn new(input: &Input<'_>, x: (f32, f32), area: Area) -> Self {
        let scale = TimeScale::new(input.extent, x.0, x.1);
        let known = input.known;
        if let Some(known) = known.filter(|known| known.area == area && known.scale == scale) {
            return known.clone();
        }
        let layers = &input.index.layers;
        let profiles: Vec<&Profile> = layers.iter().map(|layer| &layer.dated).collect();
        let bins = bins(&scale, LEAST_WIDTH);
        let counts = aggregate::histogram(&profiles, input.index.n_series, bins);
        let (kept, all) = (
            density(&counts, Stack::n_kept),
            density(&counts, Stack::total),
        );
        let most = all.iter().copied().fold(0.0, f64::max);
        let height = area.height() - PADDING;
        let y = |n: f64| {
            let share = if most > 0.0 {
                (n / most).sqrt() as f32
            } else {
                0.0
            };
            let height = if n > 0.0 {
                (share * height).max(1.0)
            } else {
                0.0
            };
            area.y1 - height
        };
        let columns = counts.bins.iter().zip(kept.iter().zip(&all));
        let columns = columns.filter(|(_, (_, all))| **all > 0.0);
        let columns = columns.map(|(span, (kept, all))| {
            let (x0, x1) = inside(&scale, *span);
            Column {
                x0,
                x1,
                kept_y: y(*kept),
                all_y: y(*all).min(y(*kept)),
            }
        });
        Self {
            area,
            columns: columns.collect(),
            scale,
        }
    }

    /// Where the part that the axis shows begins and ends.
    #[must_use]
    pub fn frame(&self, axis: Span) -> (f32, f32) {
        let (x0, x1) = inside(&self.scale, axis);
        let middle = f32::midpoint(x0, x1);
        let half = ((x1 - x0) / 2.0).max(LEAST_FRAME / 2.0);
        let room = (self.scale.x1 - self.scale.x0 - 2.0 * half).max(0.0);
        let left = (middle - half).clamp(self.scale.x0, self.scale.x0 + room);
        (left, (left + 2.0 * half).min(self.scale.x1))
    }

    /// What a drag from `x` would move.
    #[must_use]
    pub fn grip(&self, axis: Span, x: f32) -> FrameGrip {
        let (start, end) = self.frame(axis);
        // The middle third of a small frame stays for moving it.
        let slack = SLACK.min((end - start) / 3.0);
        if (x - start).abs() <= slack || (x < start && start - x <= SLACK) {
            FrameGrip::Start
        } else if (x - end).abs() <= slack || (x > end && x - end <= SLACK) {
            FrameGrip::End
        } else if start < x && x < end {
            FrameGrip::Middle
        } else {
            FrameGrip::Outside
        }
    }

    /// The axis after a drag of `dx` points that began with the axis at `from`.
    #[must_use]
    pub fn dragged(&self, grip: FrameGrip, from: Span, dx: f32) -> Span {
        let by = (f64::from(dx) * self.scale.ms_per_point()) as i64;
        let moved = |at: Instant| Instant(at.0.saturating_add(by));
        let least = crate::scene::scale::LEAST_MS;
        match grip {
            FrameGrip::Start => Span {
                start: moved(from.start).min(Instant(from.end.0.saturating_sub(least))),
                ..from
            },
            FrameGrip::End => Span {
                end: moved(from.end).max(Instant(from.start.0.saturating_add(least))),
                ..from
            },
            FrameGrip::Middle | FrameGrip::Outside => self.kept_inside(Span {
                start: moved(from.start),
                end: moved(from.end),
            }),
        }
    }

    /// The axis, as long as it is, around the instant at `x`.
    #[must_use]
    pub fn centred(&self, axis: Span, x: f32) -> Span {
        let half = axis.duration_ms() / 2;
        let start = Instant(self.scale.time_from_x(x).0.saturating_sub(half));
        let end = Instant(start.0.saturating_add(axis.duration_ms()));
        self.kept_inside(Span { start, end })
    }

    /// A span of the same length that shows no more beyond all time than it must.
    fn kept_inside(&self, span: Span) -> Span {
        let (all, length) = (self.scale.span, span.duration_ms());
        let latest = Instant(all.end.0.saturating_sub(length)).max(all.start);
        let earliest = all.start.min(Instant(all.end.0.saturating_sub(length)));
        let start = span.start.clamp(earliest, latest.max(earliest));
        Span {
            start,
            end: Instant(start.0.saturating_add(length)),
        }
    }
}

/// How much each bin has; dates wider than a bin are spread evenly over those that they touch.
fn density(counts: &aggregate::Histogram, number: impl Fn(&Stack) -> u64) -> Vec<f64> {
    let mut changes = vec![0.0_f64; counts.bins.len() + 1];
    for ranged in &counts.ranges {
        let (first, after) = bins_of(counts, ranged.span);
        let each = number(&ranged.stack) as f64 / (after - first).max(1) as f64;
        if let Some(change) = changes.get_mut(first) {
            *change += each;
        }
        if let Some(change) = changes.get_mut(after) {
            *change -= each;
        }
    }
    let spread = changes.iter().scan(0.0_f64, |sum, change| {
        *sum += change;
        // What is left of adding and taking away is no count.
        Some(if *sum < 1e-6 { 0.0 } else { *sum })
    });
    let stacks = counts.stacks.iter().map(|stack| number(stack) as f64);
    stacks
        .zip(spread)
        .map(|(within, wide)| within + wide)
        .collect()
}
