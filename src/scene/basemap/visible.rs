//! What of a level is seen in a view, in points of the screen.
//!
//! Far in, the triangles and lines of the map are larger than the view by orders of magnitude; they
//! are cut in f64 to the view and a margin, so that what is drawn has small exact coordinates.

use super::level::{Fill, Level, LineChunk, WorldBox};
use super::style::LineClass;
use crate::scene::mercator::Viewport;

/// How far beyond the view geometry is kept, in points: more than any line is wide.
const MARGIN: f64 = 32.0;
/// Below this zoom a world is at most 16384 points wide, and triangles are taken as they are.
const CLIP_ZOOM: f64 = 6.0;
/// Triangles that reach no further beyond the view than this, in points, need no cutting.
const REACH: f64 = 4096.0;

/// Triangles in points of the screen.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Triangles {
    /// Corners.
    pub points: Vec<[f32; 2]>,
    /// Three for each triangle.
    pub indices: Vec<u32>,
}

/// The lines of one kind in points of the screen.
#[derive(Clone, PartialEq, Debug)]
pub struct LineSet {
    /// What they are.
    pub class: LineClass,
    /// Their vertices, run after run.
    pub points: Vec<[f32; 2]>,
    /// The unbroken lines.
    pub runs: Vec<Run>,
}

/// An unbroken line.
#[derive(Clone, PartialEq, Debug)]
pub struct Run {
    /// Its part of the points.
    pub points: std::ops::Range<usize>,
    /// How far along the line on the map it begins, in points: dashes are counted from there, so
    /// they do not crawl when the map is moved.
    pub distance: f64,
}

/// The base map in a view.
#[derive(Clone, PartialEq, Debug)]
pub struct BaseGeometry {
    /// The land.
    pub land: Triangles,
    /// Lakes, to be drawn over the land.
    pub lakes: Triangles,
    /// Lines in the order of drawing.
    pub lines: Vec<LineSet>,
}

/// From world to screen for one copy of the world, and what is kept.
struct Frame {
    scale: f64,
    shift: [f64; 2],
    /// The view and its margin, in points.
    window: [f64; 4],
    /// The same in world coordinates of this copy.
    world: WorldBox,
    zoom: f32,
}

impl Frame {
    fn new(view: &Viewport, copy: f64) -> Self {
        let scale = view.scale();
        let shift = [
            f64::from(view.width) / 2.0 + (copy - view.center.x) * scale,
            f64::from(view.height) / 2.0 - view.center.y * scale,
        ];
        let window = [
            -MARGIN,
            -MARGIN,
            f64::from(view.width) + MARGIN,
            f64::from(view.height) + MARGIN,
        ];
        let [x0, y0, x1, y1] = window;
        // Widened by a step of f32, so that rounding leaves nothing out.
        let back = |v: f64, axis: usize, step: f64| ((v - shift[axis]) / scale + step) as f32;
        let step = 1e-6;
        Self {
            scale,
            shift,
            window,
            world: [
                back(x0, 0, -step),
                back(y0, 1, -step),
                back(x1, 0, step),
                back(y1, 1, step),
            ],
            zoom: view.zoom as f32,
        }
    }

    fn screen(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        [
            f64::from(x) * self.scale + self.shift[0],
            f64::from(y) * self.scale + self.shift[1],
        ]
    }

    fn sees(&self, [x0, y0, x1, y1]: WorldBox) -> bool {
        let w = self.world;
        x1 >= w[0] && x0 <= w[2] && y1 >= w[1] && y0 <= w[3]
    }

    fn holds(&self, [x0, y0, x1, y1]: WorldBox) -> bool {
        let w = self.world;
        x0 >= w[0] && x1 <= w[2] && y0 >= w[1] && y1 <= w[3]
    }
}

impl BaseGeometry {
    /// The part of a level that a view shows, every copy of the world included.
    pub(super) fn new(level: &Level, view: &Viewport) -> Self {
        let mut geometry = Self {
            land: Triangles::default(),
            lakes: Triangles::default(),
            lines: LineClass::ALL
                .map(|class| LineSet {
                    class,
                    points: Vec::new(),
                    runs: Vec::new(),
                })
                .into(),
        };
        for copy in view.copies() {
            let frame = Frame::new(view, copy);
            geometry.land.add(&level.land, &frame);
            geometry.lakes.add(&level.lakes, &frame);
            geometry.add_lines(level, &frame);
        }
        geometry
    }

    fn add_lines(&mut self, level: &Level, frame: &Frame) {
        // Whether the last point of the chunk before this one is the end of its last run.
        let mut open = false;
        for chunk in &level.lines.chunks {
            if chunk.min_zoom > frame.zoom || !frame.sees(chunk.bounds) {
                open = false;
                continue;
            }
            let Some(set) = self.lines.iter_mut().find(|set| set.class == chunk.class) else {
                continue;
            };
            let points = &level.lines.points[chunk.points.clone()];
            open = set.add(chunk, points, frame, open && chunk.continues);
        }
        for set in &mut self.lines {
            set.runs.retain(|run| run.points.len() >= 2);
        }
    }
}

fn narrow(p: [f64; 2]) -> [f32; 2] {
    p.map(|v| v as f32)
}

impl Triangles {
    fn add(&mut self, fill: &Fill, frame: &Frame) {
        for chunk in &fill.chunks {
            if chunk.min_zoom > frame.zoom || !frame.sees(chunk.bounds) {
                continue;
            }
            let points = &fill.points[chunk.points.clone()];
            let indices = &fill.indices[chunk.indices.clone()];
            if f64::from(frame.zoom) < CLIP_ZOOM || frame.holds(chunk.bounds) {
                let base = self.points.len() as u32;
                self.points
                    .extend(points.iter().map(|p| narrow(frame.screen(*p))));
                self.indices
                    .extend(indices.iter().map(|i| base + u32::from(*i)));
            } else {
                for t in indices.chunks_exact(3) {
                    self.add_cut([t[0], t[1], t[2]].map(|i| points[usize::from(i)]), frame);
                }
            }
        }
    }

    /// Adds what of a triangle lies in the window.
    fn add_cut(&mut self, corners: [[f32; 2]; 3], frame: &Frame) {
        let corners = corners.map(|p| frame.screen(p));
        let [x0, y0, x1, y1] = frame.window;
        if corners.iter().all(|p| p[0] < x0)
            || corners.iter().all(|p| p[0] > x1)
            || corners.iter().all(|p| p[1] < y0)
            || corners.iter().all(|p| p[1] > y1)
        {
            return;
        }
        let base = self.points.len() as u32;
        let is_small = |p: &[f64; 2]| {
            (x0 - REACH..x1 + REACH).contains(&p[0]) && (y0 - REACH..y1 + REACH).contains(&p[1])
        };
        if corners.iter().all(is_small) {
            self.points.extend(corners.map(narrow));
            self.indices.extend(base..base + 3);
            return;
        }
        let mut shape = corners.to_vec();
        for (axis, limit, keep_below) in
            [(0, x0, false), (0, x1, true), (1, y0, false), (1, y1, true)]
        {
            shape = cut(&shape, axis, limit, keep_below);
        }
        let n = shape.len() as u32;
        self.points.extend(shape.into_iter().map(narrow));
        self.indices
            .extend((2..n).flat_map(|i| [base, base + i - 1, base + i]));
    }
}

/// Cuts a convex shape along a line parallel to an axis (Sutherland and Hodgman).
fn cut(shape: &[[f64; 2]], axis: usize, limit: f64, keep_below: bool) -> Vec<[f64; 2]> {
    let inside = |p: &[f64; 2]| {
        if keep_below {
            p[axis] <= limit
        } else {
            p[axis] >= limit
        }
    };
    let mut kept = Vec::with_capacity(shape.len() + 1);
    let ends = shape.iter().cycle().skip(1);
    for (a, b) in shape.iter().zip(ends) {
        if inside(a) {
            kept.push(*a);
        }
        if inside(a) != inside(b) {
            kept.push(at_limit(*a, *b, axis, limit));
        }
    }
    kept
}

/// Where a segment crosses a line parallel to an axis.
fn at_limit(a: [f64; 2], b: [f64; 2], axis: usize, limit: f64) -> [f64; 2] {
    let other = 1 - axis;
    let t = (limit - a[axis]) / (b[axis] - a[axis]);
    let mut p = [limit; 2];
    p[other] = a[other] + (b[other] - a[other]) * t;
    p
}

impl LineSet {
    /// Adds a chunk; answers whether its last point was reached, so that the next can go on.
    fn add(
        &mut self,
        chunk: &LineChunk,
        points: &[[f32; 2]],
        frame: &Frame,
        goes_on: bool,
    ) -> bool {
        let distance = chunk.distance * frame.scale;
        if frame.holds(chunk.bounds) {
            if !goes_on {
                self.start_run(distance);
            }
            let points = &points[usize::from(goes_on)..];
            self.points
                .extend(points.iter().map(|p| narrow(frame.screen(*p))));
            self.end_run();
            return true;
        }
        self.add_cut(points, frame, goes_on, distance)
    }

    /// Adds the parts of a line that lie in the window.
    fn add_cut(
        &mut self,
        points: &[[f32; 2]],
        frame: &Frame,
        goes_on: bool,
        mut distance: f64,
    ) -> bool {
        let mut on = goes_on;
        for pair in points.windows(2) {
            let (a, b) = (frame.screen(pair[0]), frame.screen(pair[1]));
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            if let Some((from, to)) = portion(a, b, frame.window) {
                let at = |t: f64| narrow([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
                if !(on && from <= 0.0) {
                    self.start_run(distance + length * from);
                    self.points.push(at(from));
                }
                self.points.push(at(to));
                self.end_run();
                on = to >= 1.0;
            } else {
                on = false;
            }
            distance += length;
        }
        on
    }

    fn start_run(&mut self, distance: f64) {
        let at = self.points.len();
        self.runs.push(Run {
            points: at..at,
            distance,
        });
    }

    fn end_run(&mut self) {
        if let Some(run) = self.runs.last_mut() {
            run.points.end = self.points.len();
        }
    }
}

/// The portion of a segment inside a window, as fractions of its length (Liang and Barsky).
fn portion(a: [f64; 2], b: [f64; 2], [x0, y0, x1, y1]: [f64; 4]) -> Option<(f64, f64)> {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (axis, low, high) in [(0, x0, x1), (1, y0, y1)] {
        let step = b[axis] - a[axis];
        if step.abs() < f64::MIN_POSITIVE {
            if a[axis] < low || a[axis] > high {
                return None;
            }
            continue;
        }
        let (t0, t1) = ((low - a[axis]) / step, (high - a[axis]) / step);
        from = from.max(t0.min(t1));
        to = to.min(t0.max(t1));
    }
    (from <= to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WINDOW: [f64; 4] = [0.0, 0.0, 100.0, 50.0];

    proptest! {
        #[test]
        fn what_is_kept_of_a_segment_is_inside(ax in -500.0..500.0, ay in -500.0..500.0, bx in -500.0..500.0, by in -500.0..500.0) {
            let (a, b) = ([ax, ay], [bx, by]);
            if let Some((from, to)) = portion(a, b, WINDOW) {
                for t in [from, to] {
                    let (x, y) = (ax + (bx - ax) * t, ay + (by - ay) * t);
                    prop_assert!((-1e-6..=100.0 + 1e-6).contains(&x) && (-1e-6..=50.0 + 1e-6).contains(&y));
                }
            } else {
                for i in 0..=64 {
                    let t = f64::from(i) / 64.0;
                    let (x, y) = (ax + (bx - ax) * t, ay + (by - ay) * t);
                    prop_assert!(!((0.0..=100.0).contains(&x) && (0.0..=50.0).contains(&y)));
                }
            }
        }

        #[test]
        fn cutting_keeps_the_area_that_is_inside(x in -200.0f64..200.0, y in -200.0f64..200.0, size in 1.0f64..300.0) {
            let square = [[x, y], [x + size, y], [x + size, y + size], [x, y + size]];
            let mut shape = square.to_vec();
            for (axis, limit, below) in [(0, 0.0, false), (0, 100.0, true), (1, 0.0, false), (1, 50.0, true)] {
                shape = cut(&shape, axis, limit, below);
            }
            let n = shape.len();
            let twice: f64 = (0..n).map(|i| { let (p, q) = (shape[i], shape[(i + 1) % n]); p[0] * q[1] - q[0] * p[1] }).sum();
            let overlap = |from: f64, limit: f64| ((from + size).min(limit) - from.max(0.0)).max(0.0);
            let expected = overlap(x, 100.0) * overlap(y, 50.0);
            prop_assert!((twice.abs() / 2.0 - expected).abs() < 1e-6);
        }
    }
}
