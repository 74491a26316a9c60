//! What lies at a point of the timeline, and what a drag from there would move.

use crate::model::Span;

use super::{ClockMarks, Record, TimelineScene};

/// How far from a handle it still answers, in points.
const SLACK: f32 = 5.0;
/// How far from a mark it still answers.
const MARK_SLACK: f32 = 2.0;

/// What lies at a point.
#[derive(Clone, PartialEq, Debug)]
pub enum Hit {
    /// A record and, in the same place, others.
    Record {
        /// The first.
        record: Record,
        /// How many more.
        others: usize,
    },
    /// A bar of the histogram.
    Bar {
        /// Its bin.
        span: Span,
        /// Which bin, as an index into the histogram's stacks.
        bin: usize,
    },
    /// Dates wider than a bin.
    Range {
        /// Their span.
        span: Span,
        /// Which, as an index into the histogram's ranges.
        range: usize,
    },
    /// A cell of a strip of density.
    Heat {
        /// Which strip, as an index into [`TimelineScene::heats`].
        heat: usize,
        /// Which of its cells.
        cell: usize,
    },
    /// A long empty time, on the line of the axis.
    Gap(Span),
    /// The playhead.
    Playhead,
    /// The handle where the window begins.
    WindowStart,
    /// The handle where the window ends.
    WindowEnd,
    /// Between the handles of the window.
    WindowMiddle,
    /// The axis itself.
    Axis,
}

/// What a drag moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grip {
    /// The playhead, to where the pointer is.
    Playhead,
    /// Where the window begins.
    WindowStart,
    /// Where the window ends.
    WindowEnd,
    /// The whole window.
    Window,
    /// A new window, from where the drag begins.
    Brush,
    /// The axis.
    Pan,
}

impl TimelineScene {
    /// What lies at a point: records before bars, both before the clock's own marks.
    #[must_use]
    pub fn pick(&self, marks: &ClockMarks, x: f32, y: f32) -> Hit {
        if marks.chip.is_some_and(|chip| chip.is_near(x, y, 0.0)) {
            return Hit::Playhead;
        }
        if let Some((record, others)) = self.record_at(x, y) {
            return Hit::Record { record, others };
        }
        if let Some((heat, cell)) = self.heat_at(x, y) {
            return Hit::Heat { heat, cell };
        }
        if let Some(range) = self.ranges.iter().rev().find(|r| r.area.is_near(x, y, 0.5)) {
            return Hit::Range {
                span: range.span,
                range: range.range,
            };
        }
        if let Some(bar) = self.bars.iter().find(|b| b.area.is_near(x, y, 0.5)) {
            return Hit::Bar {
                span: bar.span,
                bin: bar.bin,
            };
        }
        let gap = self.gaps.iter().find(|gap| gap.area.is_near(x, y, 0.0));
        if let Some(gap) = gap.filter(|_| !marks.is_near_handle(x)) {
            return Hit::Gap(gap.span);
        }
        match self.grip(marks, x, y) {
            Grip::WindowStart => Hit::WindowStart,
            Grip::WindowEnd => Hit::WindowEnd,
            Grip::Window => Hit::WindowMiddle,
            Grip::Playhead if (x - marks.playhead_x).abs() <= SLACK => Hit::Playhead,
            Grip::Playhead | Grip::Brush | Grip::Pan => Hit::Axis,
        }
    }

    /// What a drag from a point would move.
    #[must_use]
    pub fn grip(&self, marks: &ClockMarks, x: f32, y: f32) -> Grip {
        if y > self.rows.axis {
            return Grip::Pan;
        }
        let Some((start, end)) = marks.window else {
            return Grip::Playhead;
        };
        let (to_start, to_end) = ((x - start).abs(), (x - end).abs());
        let on_chip = marks.chip.is_some_and(|chip| chip.is_near(x, y, 0.0));
        if on_chip || (to_end <= SLACK && to_end <= to_start) {
            Grip::WindowEnd
        } else if to_start <= SLACK {
            Grip::WindowStart
        } else if start < x && x < end {
            Grip::Window
        } else {
            Grip::Brush
        }
    }

    fn heat_at(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        let mut heats = self.heats.iter().enumerate();
        let (index, heat) = heats.find(|(_, heat)| heat.area.is_near(x, y, 0.0))?;
        let cell = heat.cells.partition_point(|cell| cell.area.x1 < x);
        let here = heat.cells.get(cell)?.area.is_near(x, y, 0.5);
        here.then_some((index, cell))
    }

    /// The smallest mark of a record at a point, and how many others are in the same mark.
    fn record_at(&self, x: f32, y: f32) -> Option<(Record, usize)> {
        let milestones = self.milestones.iter().filter_map(|m| {
            let named = m.name.as_ref().is_some_and(|n| n.area.is_near(x, y, 0.0));
            let here = named || m.mark().is_near(x, y, MARK_SLACK);
            here.then(|| ((m.x - x).abs().min(8.0), m.record, 0))
        });
        let figures = self.figures.iter().filter_map(|f| {
            let here = f.area.is_near(x, y, (MARK_SLACK).min(0.8));
            here.then_some((f.area.x1 - f.area.x0, f.record, 0))
        });
        let ticks = self
            .lanes
            .iter()
            .flat_map(|lane| &lane.marks)
            .filter_map(|t| {
                let here = t
                    .area
                    .is_near(x, y, if t.is_range { 0.0 } else { MARK_SLACK });
                let width = t.area.x1 - t.area.x0;
                let off = (f32::midpoint(t.area.x0, t.area.x1) - x).abs();
                let size = if t.is_range { 10.0 + width } else { off };
                here.then(|| Some((size, *t.records.first()?, t.records.len() - 1)))?
            });
        milestones
            .chain(figures)
            .chain(ticks)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, record, others)| (record, others))
    }
}

impl ClockMarks {
    /// Whether a drag from `x` would move the playhead or a handle of the window.
    fn is_near_handle(&self, x: f32) -> bool {
        let near = |handle: f32| (x - handle).abs() <= SLACK;
        near(self.playhead_x) || self.window.is_some_and(|(start, _)| near(start))
    }
}
