//! Lines and areas of rows as numbers to draw: outlines and triangles in world coordinates, worked
//! out once when a file is read.
//!
//! Areas come from files that anybody may have made. What the triangulation of `geo` cannot take
//! (it panics on short rings and on holes that reach outside) is sorted out here first; such an
//! area keeps its outline and is not filled.

use geo::TriangulateEarcut;
use geo_types::{Coord, Geometry, LineString, Polygon};

use super::mercator::{Viewport, World};
use crate::model::{Dataset, RowId};

/// Areas with more corners are not filled: badly crossed ones would take minutes.
const MOST_CORNERS: usize = 20_000;
/// The farthest longitude that is drawn, in degrees: beyond it are no places, and the sums that
/// triangles need lose their meaning.
const FARTHEST: f64 = 720.0;
/// Areas that are narrower than this share of the world (a few nanometres) have nothing to fill.
const NARROWEST: f64 = 1e-15;

/// The lines and areas of one row, in world coordinates.
#[derive(Clone, PartialEq, Debug)]
pub struct Outline {
    /// The row.
    pub row: RowId,
    /// Every line and every ring.
    pub lines: Vec<Vec<World>>,
    /// The corners of the triangles that fill its areas.
    pub corners: Vec<World>,
    /// The triangles, as indices of corners.
    pub triangles: Vec<[u32; 3]>,
    west: f64,
    east: f64,
    north: f64,
    south: f64,
}

/// What the rows of a table have to draw.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Outlines {
    /// One for each row that has a line or an area, in file order.
    pub all: Vec<Outline>,
    /// The rows of which an area is drawn as its outline only.
    pub unfilled: Vec<RowId>,
}

impl Outlines {
    /// Works out the outlines of the rows that `is_drawn` names.
    #[must_use]
    pub fn of(dataset: &Dataset, is_drawn: impl Fn(RowId) -> bool) -> Self {
        let mut outlines = Self::default();
        for row in dataset.rows().filter(|row| is_drawn(*row)) {
            let Some(shape) = dataset.geometry().shape(row) else {
                continue;
            };
            let mut parts = Parts::default();
            parts.add(shape);
            if parts.is_unfilled {
                outlines.unfilled.push(row);
            }
            outlines.all.extend(parts.finish(row));
        }
        outlines
    }
}

impl Outline {
    /// The whole turns by which it must be moved to be seen: one for each copy of it in view.
    pub fn turns(&self, view: &Viewport) -> impl Iterator<Item = f64> + use<> {
        const MOST_COPIES: f64 = 16.0;
        let [x0, y0, x1, y1] = view.world_bounds();
        let (first, last) = ((x0 - self.east).ceil(), (x1 - self.west).floor());
        let n = if self.north <= y1 && self.south >= y0 {
            (last - first + 1.0).clamp(0.0, MOST_COPIES)
        } else {
            0.0
        };
        (0..n as i32).map(move |i| first + f64::from(i))
    }
}

/// The parts of a row's shape so far.
#[derive(Default)]
struct Parts {
    lines: Vec<Vec<World>>,
    corners: Vec<World>,
    triangles: Vec<[u32; 3]>,
    is_unfilled: bool,
}

impl Parts {
    fn add(&mut self, shape: &Geometry<f64>) {
        match shape {
            Geometry::LineString(line) => self.lines.extend(line_in_world(line)),
            Geometry::MultiLineString(many) => {
                self.lines.extend(many.iter().filter_map(line_in_world));
            }
            Geometry::Polygon(polygon) => self.area(polygon),
            Geometry::MultiPolygon(many) => many.iter().for_each(|polygon| self.area(polygon)),
            Geometry::GeometryCollection(many) => many.iter().for_each(|part| self.add(part)),
            _ => {}
        }
    }

    fn area(&mut self, polygon: &Polygon<f64>) {
        let ring = |line: &LineString<f64>| line_in_world(line).filter(|ring| ring.len() >= 4);
        let Some(exterior) = ring(polygon.exterior()) else {
            return;
        };
        let holes: Vec<Vec<World>> = polygon.interiors().iter().filter_map(ring).collect();
        match triangles(&exterior, &holes) {
            Some((corners, triangles)) => {
                let first = self.corners.len() as u32;
                self.corners.extend(corners);
                let moved = triangles
                    .into_iter()
                    .map(|t| t.map(|corner| first + corner));
                self.triangles.extend(moved);
            }
            None => self.is_unfilled = true,
        }
        self.lines.push(exterior);
        self.lines.extend(holes);
    }

    fn finish(self, row: RowId) -> Option<Outline> {
        let bounds = self.lines.iter().filter_map(|l| Box2::around(l));
        let bounds = bounds.reduce(Box2::union)?;
        Some(Outline {
            row,
            lines: self.lines,
            corners: self.corners,
            triangles: self.triangles,
            west: bounds.west,
            east: bounds.east,
            north: bounds.north,
            south: bounds.south,
        })
    }
}

/// A line of at least two positions, all of them places; `None` for any other.
fn line_in_world(line: &LineString<f64>) -> Option<Vec<World>> {
    let is_place = |c: &Coord<f64>| c.x.abs() <= FARTHEST && c.y.is_finite();
    let world = |c: &Coord<f64>| World::from_lon_lat(c.x, c.y);
    let usable = line.0.len() >= 2 && line.0.iter().all(is_place);
    usable.then(|| line.0.iter().map(world).collect())
}

/// Corners and triangles of an area, or `None` where it is outside what triangulation can take.
/// The rings have at least four positions each. An area without breadth has no triangles.
fn triangles(exterior: &[World], holes: &[Vec<World>]) -> Option<(Vec<World>, Vec<[u32; 3]>)> {
    let bounds = Box2::around(exterior)?;
    if (bounds.east - bounds.west).max(bounds.south - bounds.north) < NARROWEST {
        return Some((Vec::new(), Vec::new()));
    }
    let n_corners = exterior.len() + holes.iter().map(Vec::len).sum::<usize>();
    let outside = |hole: &Vec<World>| !Box2::around(hole).is_some_and(|b| bounds.contains(b));
    if n_corners > MOST_CORNERS || holes.iter().any(outside) || share_a_corner(holes) {
        return None;
    }
    let ring = |line: &[World]| LineString(line.iter().map(|w| Coord { x: w.x, y: w.y }).collect());
    let polygon = Polygon::new(ring(exterior), holes.iter().map(|h| ring(h)).collect());
    let raw = polygon.earcut_triangles_raw();
    let corner = |v: &[f64; 2]| World { x: v[0], y: v[1] };
    let (indices, _) = raw.triangle_indices.as_chunks::<3>();
    Some((
        raw.vertices.iter().map(corner).collect(),
        indices.iter().map(|t| t.map(|i| i as u32)).collect(),
    ))
}

/// Whether two holes have the same westernmost position: `earcut` then sorts them by slopes that
/// may be no numbers, which sorting does not forgive.
fn share_a_corner(holes: &[Vec<World>]) -> bool {
    let west = |hole: &Vec<World>| {
        let least = |a: World, b: World| if (b.x, b.y) < (a.x, a.y) { b } else { a };
        hole.iter().copied().reduce(least)
    };
    let mut corners: Vec<World> = holes.iter().filter_map(west).collect();
    corners.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    corners.windows(2).any(|pair| pair.first() == pair.last())
}

/// A box in world coordinates.
#[derive(Clone, Copy)]
struct Box2 {
    west: f64,
    east: f64,
    north: f64,
    south: f64,
}

impl Box2 {
    fn around(line: &[World]) -> Option<Self> {
        let at = |w: &World| Self {
            west: w.x,
            east: w.x,
            north: w.y,
            south: w.y,
        };
        line.iter().map(at).reduce(Self::union)
    }

    fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            east: self.east.max(other.east),
            north: self.north.min(other.north),
            south: self.south.max(other.south),
        }
    }

    fn contains(self, other: Self) -> bool {
        self.west <= other.west
            && self.east >= other.east
            && self.north <= other.north
            && self.south >= other.south
    }
}

#[cfg(test)]
mod tests;
