//! One triangle: which pixels it covers.
//!
//! Corners are snapped to 1/256 pixel, and a pixel is covered if its centre is inside. A centre
//! exactly on an edge belongs to the triangle below or to the right of that edge (the top-left
//! rule of GPUs), so two triangles that share an edge blend no pixel twice and leave no gap.
//! What colour they get is `paint`'s matter.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "corners are within ±2^20 pixels here, and spans inside their band"
)]

use egui::Color32;
use egui::epaint::Vertex;

use super::paint::Paint;
use super::texture::{Rgba, Texture, rgba};

/// Corners farther out than this many pixels are cut off, so that the product of two distances,
/// in 1/256 pixel, stays far inside `i64`. No image is that large.
const FAR_PX: f64 = 1_048_576.0;

const SUBPIXEL_BITS: u32 = 8;
const SUBPIXELS: f64 = 256.0;

/// Whole pixels: `left <= x < right`, `top <= y < bottom`.
#[derive(Clone, Copy, Default)]
pub(super) struct PixelRect {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl PixelRect {
    pub(super) fn intersect(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// Some whole rows of an image.
pub(super) struct Band<'a> {
    pixels: &'a mut [Color32],
    width: usize,
    first_row: usize,
}

impl<'a> Band<'a> {
    pub(super) fn new(pixels: &'a mut [Color32], width: usize, first_row: usize) -> Self {
        Self {
            pixels,
            width,
            first_row,
        }
    }

    /// Where the band is in its image.
    pub(super) fn rect(&self) -> PixelRect {
        let n_rows = self.pixels.len() / self.width;
        let side = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        PixelRect {
            left: 0,
            top: side(self.first_row),
            right: side(self.width),
            bottom: side(self.first_row + n_rows),
        }
    }

    /// Pixels `left..right` of row `y`, all inside [`Self::rect`].
    fn span(&mut self, y: i64, left: i64, right: i64) -> &mut [Color32] {
        let start = (y as usize - self.first_row) * self.width;
        &mut self.pixels[start + left as usize..start + right as usize]
    }
}

/// A vertex in pixels.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    /// x and y, in pixels.
    pos: [f64; 2],
    pub(super) uv: [f32; 2],
    pub(super) color: Rgba,
}

impl Corner {
    #[inline]
    pub(super) fn new(vertex: &Vertex, pixels_per_point: f32) -> Self {
        let scale = f64::from(pixels_per_point);
        Self {
            pos: [
                f64::from(vertex.pos.x) * scale,
                f64::from(vertex.pos.y) * scale,
            ],
            uv: [vertex.uv.x, vertex.uv.y],
            color: rgba(vertex.color),
        }
    }

    fn is_finite(&self) -> bool {
        self.pos.iter().all(|v| v.is_finite())
    }

    fn is_far(&self) -> bool {
        self.pos.iter().any(|v| v.abs() > FAR_PX)
    }

    fn mix(&self, other: &Self, t: f64) -> Self {
        let t32 = t as f32;
        let mix32 = |a: f32, b: f32| a + (b - a) * t32;
        Self {
            pos: std::array::from_fn(|i| self.pos[i] + (other.pos[i] - self.pos[i]) * t),
            uv: std::array::from_fn(|i| mix32(self.uv[i], other.uv[i])),
            color: std::array::from_fn(|i| mix32(self.color[i], other.color[i])),
        }
    }
}

/// Draws the part of a triangle that lies in `clip`, itself a part of `band`.
#[inline]
pub(super) fn draw(band: &mut Band<'_>, clip: PixelRect, texture: &Texture, corners: [Corner; 3]) {
    if misses(clip, &corners) {
        return;
    }
    if corners.iter().any(Corner::is_far) {
        let polygon = cut_far_parts(corners);
        if let [first, rest @ ..] = polygon.as_slice() {
            for pair in rest.windows(2) {
                fill(band, clip, texture, [*first, pair[0], pair[1]]);
            }
        }
    } else {
        fill(band, clip, texture, corners);
    }
}

/// Whether the triangle is certainly outside, or not a triangle at all.
#[inline]
fn misses(clip: PixelRect, corners: &[Corner; 3]) -> bool {
    let [a, b, c] = corners;
    let outside = |axis: usize, low: i64, high: i64| {
        let (a, b, c) = (a.pos[axis], b.pos[axis], c.pos[axis]);
        a.min(b).min(c) >= high as f64 || a.max(b).max(c) <= low as f64
    };
    outside(0, clip.left, clip.right)
        || outside(1, clip.top, clip.bottom)
        || !corners.iter().all(Corner::is_finite)
}

/// What remains of a triangle within [`FAR_PX`] on both axes: a convex polygon, or nothing.
fn cut_far_parts(corners: [Corner; 3]) -> Vec<Corner> {
    let mut polygon = corners.to_vec();
    for (axis, sign) in [(0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0)] {
        let inside = |corner: &Corner| corner.pos[axis] * sign <= FAR_PX;
        // Always from the inner to the outer end: two triangles that share this edge then cut it
        // at exactly the same point.
        let cut = |inner: &Corner, outer: &Corner| {
            let from = inner.pos[axis];
            let mut cut = inner.mix(outer, (FAR_PX * sign - from) / (outer.pos[axis] - from));
            cut.pos[axis] = FAR_PX * sign;
            cut
        };
        let mut kept = Vec::with_capacity(polygon.len() + 1);
        let mut previous = polygon.last().copied();
        for corner in polygon {
            if let Some(previous) = previous {
                match (inside(&previous), inside(&corner)) {
                    (true, false) => kept.push(cut(&previous, &corner)),
                    (false, true) => kept.push(cut(&corner, &previous)),
                    _ => {}
                }
            }
            if inside(&corner) {
                kept.push(corner);
            }
            previous = Some(corner);
        }
        polygon = kept;
    }
    polygon
}

/// Twice the signed distance from an edge times its length: not negative for covered centres.
#[derive(Clone, Copy)]
struct Edge {
    per_x: i64,
    per_y: i64,
    constant: i64,
}

impl Edge {
    /// The edge from `a` to `b`, in 1/256 pixel, of a triangle that runs clockwise on screen.
    fn new(a: [i64; 2], b: [i64; 2]) -> Self {
        let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        let is_top_or_left = dy < 0 || (dy == 0 && dx > 0);
        Self {
            per_x: -dy,
            per_y: dx,
            constant: dy * a[0] - dx * a[1] - i64::from(!is_top_or_left),
        }
    }

    /// The value at the centre of a pixel.
    fn at(self, x: i64, y: i64) -> i64 {
        let center = |pixel: i64| (pixel << SUBPIXEL_BITS) + (1 << (SUBPIXEL_BITS - 1));
        self.per_x * center(x) + self.per_y * center(y) + self.constant
    }

    /// How much the value grows from one pixel to the next in a row.
    fn step(self) -> i64 {
        self.per_x << SUBPIXEL_BITS
    }

    /// How much it grows from one row to the next.
    fn step_down(self) -> i64 {
        self.per_y << SUBPIXEL_BITS
    }
}

fn fill(band: &mut Band<'_>, clip: PixelRect, texture: &Texture, mut corners: [Corner; 3]) {
    let mut points = corners.map(|c| c.pos.map(|v| (v * SUBPIXELS).round() as i64));
    let [a, b, c] = points;
    let mut area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if area < 0 {
        corners.swap(1, 2);
        points.swap(1, 2);
        area = -area;
    }
    let bounds = bounds(points).intersect(clip);
    if area == 0 || bounds.is_empty() {
        return;
    }
    let [a, b, c] = points;
    // Edge i is opposite corner i, so its value is the weight of that corner.
    let edges = [Edge::new(b, c), Edge::new(c, a), Edge::new(a, b)];
    let steps = edges.map(Edge::step);
    let per_area = 1.0 / area as f32;
    let weights_of = |values: [i64; 3]| {
        let [a, b] = [values[0] as f32 * per_area, values[1] as f32 * per_area];
        [a, b, 1.0 - a - b]
    };
    let growth_of = |steps: [i64; 3]| {
        let [a, b] = [steps[0] as f32 * per_area, steps[1] as f32 * per_area];
        [a, b, -a - b]
    };
    let growth = [growth_of(steps), growth_of(edges.map(Edge::step_down))];
    let paint = Paint::new(texture, &corners, growth);
    for y in bounds.top..bounds.bottom {
        let values = edges.map(|edge| edge.at(bounds.left, y));
        let n = bounds.right - bounds.left;
        let Some((start, end)) = covered(values, steps, n) else {
            continue;
        };
        let first = std::array::from_fn(|i| values[i] + steps[i] * start);
        let row = band.span(y, bounds.left + start, bounds.left + end);
        paint.fill(row, &corners, weights_of(first));
    }
}

/// The pixels that points, in 1/256 pixel, can touch.
fn bounds([a, b, c]: [[i64; 2]; 3]) -> PixelRect {
    let low = |axis: usize| a[axis].min(b[axis]).min(c[axis]) >> SUBPIXEL_BITS;
    let high = |axis: usize| (a[axis].max(b[axis]).max(c[axis]) >> SUBPIXEL_BITS) + 1;
    PixelRect {
        left: low(0),
        top: low(1),
        right: high(0),
        bottom: high(1),
    }
}

/// The part of a row of `n` pixels where no edge value is negative.
#[inline]
fn covered(values: [i64; 3], steps: [i64; 3], n: i64) -> Option<(i64, i64)> {
    let (mut start, mut end) = (0, n);
    for (value, step) in values.into_iter().zip(steps) {
        if value < 0 {
            if step <= 0 {
                return None;
            }
            start = start.max((step - 1 - value) / step);
        } else if step < 0 {
            end = end.min(value / -step + 1);
        }
    }
    (start < end).then_some((start, end))
}
