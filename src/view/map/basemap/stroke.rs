//! Lines as triangles, with soft edges a pixel wide: as epaint draws them, but joined at every
//! vertex, dashed, and straight into the one mesh of the map.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Pos2, Vec2, pos2};

/// Vertices nearer to each other than this, in pixels, are drawn as one.
const NEAR: f32 = 0.4;

/// A pen: what it draws goes to a mesh.
pub struct Pen<'a> {
    mesh: &'a mut Mesh,
    /// Added to every point.
    offset: Vec2,
    /// Across the line: how far from its middle, and in which colour.
    profile: Profile,
    /// Square of the distance from which two vertices are apart, in points.
    apart: f32,
    points: Vec<Pos2>,
}

/// A cross-section of a line.
#[derive(Clone, Copy)]
enum Profile {
    /// Narrower than the soft edge: full in the middle, fading to both sides.
    Thin { reach: f32, color: Color32 },
    /// A solid middle with soft edges.
    Solid {
        inner: f32,
        outer: f32,
        color: Color32,
    },
}

impl<'a> Pen<'a> {
    /// A pen of a width in points; `feather` is the size of a pixel in points.
    pub fn new(mesh: &'a mut Mesh, offset: Vec2, width: f32, feather: f32, color: Color32) -> Self {
        let profile = if width <= feather {
            Profile::Thin {
                reach: feather,
                color: color.gamma_multiply(width / feather),
            }
        } else {
            Profile::Solid {
                inner: (width - feather) / 2.0,
                outer: f32::midpoint(width, feather),
                color,
            }
        };
        Self {
            mesh,
            offset,
            profile,
            apart: (NEAR * feather).powi(2),
            points: Vec::new(),
        }
    }

    /// Draws an unbroken line; one that ends where it begins is joined there, too.
    pub fn line(&mut self, line: &[[f32; 2]]) {
        let mut points = std::mem::take(&mut self.points);
        points.clear();
        for &[x, y] in line {
            let point = pos2(x, y) + self.offset;
            let is_far = |last: &Pos2| (point - *last).length_sq() > self.apart;
            if points.last().is_none_or(is_far) {
                points.push(point);
            }
        }
        if let (Some([x, y]), [_, .., end]) = (line.last(), points.as_mut_slice()) {
            // Lines end where they meet others: the very end is kept, not its neighbour.
            *end = pos2(*x, *y) + self.offset;
        }
        let is_closed = line.len() > 3 && line.first() == line.last();
        self.strip(&points, is_closed && points.len() > 3);
        self.points = points;
    }

    /// Draws a line in dashes. `distance` says how far along the whole line this piece begins.
    pub fn dashed(&mut self, line: &[[f32; 2]], distance: f64, (dash, gap): (f32, f32)) {
        let period = dash + gap;
        let mut phase = distance.rem_euclid(f64::from(period)) as f32;
        let mut piece: Vec<[f32; 2]> = Vec::new();
        for pair in line.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            let at = |s: f32| {
                let t = if length > 0.0 { s / length } else { 0.0 };
                [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
            };
            let mut gone = 0.0;
            while gone < length {
                if phase < dash {
                    if piece.is_empty() {
                        piece.push(at(gone));
                    }
                    let step = (dash - phase).min(length - gone);
                    (gone, phase) = (gone + step.max(1e-3), phase + step.max(1e-3));
                    piece.push(at(gone.min(length)));
                } else {
                    self.line(&piece);
                    piece.clear();
                    let step = (period - phase).min(length - gone);
                    (gone, phase) = (gone + step.max(1e-3), phase + step.max(1e-3));
                }
                if phase >= period {
                    phase -= period;
                }
            }
        }
        self.line(&piece);
    }

    fn strip(&mut self, points: &[Pos2], is_closed: bool) {
        let n = points.len();
        if n < 2 {
            return;
        }
        let normal = |i: usize| (points[i + 1] - points[i]).normalized().rot90();
        let last = normal(n - 2);
        let mut before = if is_closed { last } else { normal(0) };
        for (i, point) in points.iter().enumerate() {
            let after = match i {
                _ if i + 1 < n => normal(i),
                _ if is_closed => normal(0),
                _ => last,
            };
            let cosine = before.dot(after);
            if cosine > 0.0 {
                self.section(*point, (before + after) / (1.0 + cosine), i > 0);
            } else {
                // Too sharp for a pointed corner: it is cut off flat.
                self.section(*point, before, i > 0);
                self.section(*point, after, true);
            }
            before = after;
        }
    }

    /// Adds a cross-section, and the faces between it and the one before.
    fn section(&mut self, at: Pos2, across: Vec2, joins: bool) {
        let vertices = &mut self.mesh.vertices;
        let next = vertices.len() as u32;
        let mut add = |distance: f32, color: Color32| {
            vertices.push(Vertex {
                pos: at + across * distance,
                uv: WHITE_UV,
                color,
            });
        };
        let clear = Color32::TRANSPARENT;
        let n = match self.profile {
            Profile::Thin { reach, color } => {
                add(-reach, clear);
                add(0.0, color);
                add(reach, clear);
                3
            }
            Profile::Solid {
                inner,
                outer,
                color,
            } => {
                add(-outer, clear);
                add(-inner, color);
                add(inner, color);
                add(outer, clear);
                4
            }
        };
        if joins {
            for a in next - n..next - 1 {
                let b = a + n;
                self.mesh
                    .indices
                    .extend_from_slice(&[a, a + 1, b, a + 1, b + 1, b]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&mut Pen)) -> Mesh {
        let mut mesh = Mesh::default();
        draw(&mut Pen::new(
            &mut mesh,
            Vec2::ZERO,
            2.0,
            1.0,
            Color32::BLACK,
        ));
        assert!(mesh.is_valid());
        mesh
    }

    /// The opaque part of a mesh of level strips, in square points.
    fn solid_length(mesh: &Mesh) -> f32 {
        let opaque: Vec<f32> = mesh
            .vertices
            .iter()
            .filter(|v| v.color == Color32::BLACK)
            .map(|v| v.pos.x)
            .collect();
        opaque.chunks(4).map(|s| s[2] - s[0]).sum()
    }

    #[test]
    fn a_line_is_as_wide_as_asked_and_its_edges_fade() {
        let mesh = drawn(|pen| pen.line(&[[0.0, 0.0], [10.0, 0.0]]));
        let mut rows: Vec<(f32, bool)> = mesh.vertices[..4]
            .iter()
            .map(|v| (v.pos.y, v.color == Color32::BLACK))
            .collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let expected = [(-1.5, false), (-0.5, true), (0.5, true), (1.5, false)];
        assert_eq!(rows, expected);
    }

    #[test]
    fn dashes_do_not_move_when_a_line_is_cut_elsewhere() {
        let whole = drawn(|pen| pen.dashed(&[[0.0, 0.0], [70.0, 0.0]], 0.0, (4.0, 3.0)));
        let cut = drawn(|pen| pen.dashed(&[[9.0, 0.0], [70.0, 0.0]], 9.0, (4.0, 3.0)));
        assert!((solid_length(&whole) - 40.0).abs() < 0.1);
        // 9 lies two points into the second dash, which begins at 7.
        assert!((solid_length(&cut) - 34.0).abs() < 0.1);
    }

    #[test]
    fn a_hairpin_stays_near_its_points() {
        let mesh = drawn(|pen| pen.line(&[[0.0, 0.0], [10.0, 0.0], [0.0, 0.5]]));
        let reach = mesh.vertices.iter().map(|v| v.pos.x).fold(0.0, f32::max);
        assert!(reach < 12.0, "{reach}");
    }

    #[test]
    fn nothing_is_drawn_of_a_point() {
        assert!(drawn(|pen| pen.line(&[[1.0, 1.0], [1.0, 1.0]])).is_empty());
        assert!(drawn(|pen| pen.line(&[])).is_empty());
    }
}
