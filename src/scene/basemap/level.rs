//! The geometry of one level of detail, in chunks small enough to leave out what is not in view.
//!
//! Positions are world coordinates as `f32`: they lie on a grid of 2^19 steps, so none is rounded.

use super::decode::{FINEST, GRID, Source, Track};
use super::style::LineClass;
use geo::TriangulateEarcut;
use geo::{LineString, Polygon};

/// Triangles in a chunk, at most.
const CHUNK_TRIANGLES: usize = 384;
/// Segments in a chunk of a line, at most.
const CHUNK_SEGMENTS: usize = 128;
/// Rings smaller than this, in square points at the level's own zoom, are left out.
const LEAST_RING: f64 = 1.6;

/// A box in world coordinates: x0, y0, x1, y1.
pub type WorldBox = [f32; 4];

/// All that is drawn at one level.
#[derive(Default, Debug)]
pub struct Level {
    /// Land, one fill.
    pub land: Fill,
    /// Lakes, lying on the land.
    pub lakes: Fill,
    /// Every line.
    pub lines: Lines,
}

/// Triangles in chunks.
#[derive(Default, Debug)]
pub struct Fill {
    /// World positions.
    pub points: Vec<[f32; 2]>,
    /// Three for each triangle, counted from the chunk's first point.
    pub indices: Vec<u16>,
    /// What to draw together.
    pub chunks: Vec<FillChunk>,
}

/// Some hundred neighbouring triangles.
#[derive(Debug)]
pub struct FillChunk {
    /// What it covers.
    pub bounds: WorldBox,
    /// The zoom from which it is drawn.
    pub min_zoom: f32,
    /// Its part of the points.
    pub points: std::ops::Range<usize>,
    /// Its part of the indices.
    pub indices: std::ops::Range<usize>,
}

/// Lines in chunks.
#[derive(Default, Debug)]
pub struct Lines {
    /// World positions.
    pub points: Vec<[f32; 2]>,
    /// In the order of the lines; the chunks of one line follow each other.
    pub chunks: Vec<LineChunk>,
}

/// A piece of a line. It begins with the last point of the piece before it.
#[derive(Debug)]
pub struct LineChunk {
    /// What it covers.
    pub bounds: WorldBox,
    /// What kind of line it is.
    pub class: LineClass,
    /// The zoom from which it is drawn.
    pub min_zoom: f32,
    /// Its part of the points.
    pub points: std::ops::Range<usize>,
    /// How far along its line it begins, in world units; dashes are counted from there.
    pub distance: f64,
    /// Whether the chunk before it is the piece before it.
    pub continues: bool,
}

impl Level {
    /// Builds a level. The finest takes about a tenth of a second.
    pub fn build(source: &Source, level: u8) -> Self {
        let least = least_area(level);
        let mut land = Soup::default();
        for polygon in source.countries.iter().flat_map(|c| &c.polygons) {
            let rings = polygon.iter().map(|steps| source.ring(steps, level));
            land.add(rings, least, 0.0);
        }
        let mut lakes = Soup::default();
        for lake in &source.lakes {
            let rings = lake.rings.iter().map(|ring| ring.at(level).collect());
            lakes.add(rings, least, LineClass::Shore.min_zoom(lake.rank));
        }
        Self {
            land: land.into_fill(),
            lakes: lakes.into_fill(),
            lines: Lines::build(source, level),
        }
    }
}

/// The smallest ring worth drawing at a level, in square world units.
fn least_area(level: u8) -> f64 {
    // The finest level serves every zoom past its own.
    let zoom = if level < FINEST { level + 1 } else { 11 };
    LEAST_RING / (256.0 * f64::from(zoom).exp2()).powi(2)
}

fn world(point: [i32; 2]) -> [f32; 2] {
    point.map(|v| (f64::from(v) / GRID) as f32)
}

/// The area of a closed ring on the grid, in square world units.
fn area(ring: &[[i32; 2]]) -> f64 {
    let twice: i64 = ring
        .windows(2)
        .map(|w| {
            let [[ax, ay], [bx, by]] = [w[0], w[1]].map(|p| p.map(i64::from));
            ax * by - bx * ay
        })
        .sum();
    twice.abs() as f64 / 2.0 / (GRID * GRID)
}

/// Triangles before they are sorted into chunks.
#[derive(Default)]
struct Soup {
    points: Vec<[f32; 2]>,
    triangles: Vec<([u32; 3], f32)>,
}

impl Soup {
    /// Triangulates a polygon, its outer ring first, unless it is too small.
    fn add(&mut self, rings: impl Iterator<Item = Vec<[i32; 2]>>, least: f64, min_zoom: f32) {
        let mut rings = rings.filter(|ring| ring.len() >= 4);
        let Some(outer) = rings.next().filter(|ring| area(ring) >= least) else {
            return;
        };
        let line = |ring: Vec<[i32; 2]>| -> LineString<f64> {
            let exact = ring.into_iter().map(|p| p.map(f64::from));
            exact.collect::<Vec<_>>().into()
        };
        let holes = rings.filter(|ring| area(ring) >= least).map(line).collect();
        let raw = Polygon::new(line(outer), holes).earcut_triangles_raw();
        let base = self.points.len() as u32;
        let places = raw.vertices.iter();
        self.points
            .extend(places.map(|p| p.map(|v| (v / GRID) as f32)));
        let corners = raw.triangle_indices.chunks_exact(3);
        self.triangles
            .extend(corners.map(|t| ([t[0], t[1], t[2]].map(|i| base + i as u32), min_zoom)));
    }

    fn corners(&self, triangle: [u32; 3]) -> [[f32; 2]; 3] {
        triangle.map(|i| self.points[i as usize])
    }

    /// Sorts the triangles by size and place, so that a chunk covers little more than its triangles.
    fn into_fill(mut self) -> Fill {
        let mut triangles = std::mem::take(&mut self.triangles);
        triangles.sort_by_cached_key(|(t, min_zoom)| {
            let bounds = bounds(&self.corners(*t));
            let extent = (bounds[2] - bounds[0]).max(bounds[3] - bounds[1]);
            // Few triangles are wide; kept together they do not stretch the chunks of the others.
            let size = u32::from(extent > 1.0 / 256.0)
                + u32::from(extent > 1.0 / 64.0)
                + u32::from(extent > 1.0 / 16.0);
            ((min_zoom * 16.0) as u32, size, morton(bounds))
        });
        let mut fill = Fill::default();
        for group in triangles.chunk_by(|a, b| a.1.to_bits() == b.1.to_bits()) {
            for chunk in group.chunks(CHUNK_TRIANGLES) {
                self.push_chunk(&mut fill, chunk);
            }
        }
        fill
    }

    fn push_chunk(&self, fill: &mut Fill, chunk: &[([u32; 3], f32)]) {
        let mut used: Vec<u32> = chunk.iter().flat_map(|(t, _)| *t).collect();
        used.sort_unstable();
        used.dedup();
        let (first_point, first_index) = (fill.points.len(), fill.indices.len());
        let points = used.iter().map(|i| self.points[*i as usize]);
        fill.points.extend(points);
        // At most 3 * 384 points: a u16 holds each.
        let local = |i: &u32| used.partition_point(|u| u < i) as u16;
        let indices = chunk.iter().flat_map(|(t, _)| t).map(local);
        fill.indices.extend(indices);
        fill.chunks.push(FillChunk {
            bounds: bounds(&fill.points[first_point..]),
            min_zoom: chunk.first().map_or(0.0, |(_, min_zoom)| *min_zoom),
            points: first_point..fill.points.len(),
            indices: first_index..fill.indices.len(),
        });
    }
}

fn bounds(points: &[[f32; 2]]) -> WorldBox {
    points.iter().fold(
        [f32::MAX, f32::MAX, f32::MIN, f32::MIN],
        |[x0, y0, x1, y1], &[x, y]| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)],
    )
}

/// The middle of a box on a curve that keeps neighbours together.
fn morton([x0, y0, x1, y1]: WorldBox) -> u32 {
    let spread = |v: f32| {
        let mut bits = (v.clamp(0.0, 1.0) * 65535.0) as u32;
        for (shift, mask) in [
            (8, 0x00ff_00ff),
            (4, 0x0f0f_0f0f),
            (2, 0x3333_3333),
            (1, 0x5555_5555),
        ] {
            bits = (bits | (bits << shift)) & mask;
        }
        bits
    };
    spread(f32::midpoint(x0, x1)) | (spread(f32::midpoint(y0, y1)) << 1)
}

impl Lines {
    fn build(source: &Source, level: u8) -> Self {
        let mut lines = Self::default();
        let mut add = |track: &Track, class: Option<LineClass>| {
            if let Some(class) = class {
                lines.add(track, class, level);
            }
        };
        for river in &source.rivers {
            add(river, Some(LineClass::River));
        }
        for ring in source.lakes.iter().flat_map(|lake| &lake.rings) {
            add(ring, Some(LineClass::Shore));
        }
        for province in &source.provinces {
            add(province, Some(LineClass::Province));
        }
        for claim in &source.claims {
            add(claim, Some(LineClass::of_claim(claim.class)));
        }
        for arc in &source.arcs {
            add(arc, LineClass::of_arc(arc.class));
        }
        lines
    }

    fn add(&mut self, track: &Track, class: LineClass, level: u8) {
        let points: Vec<[i32; 2]> = track.at(level).collect();
        let closed = points.len() >= 4 && points.first() == points.last();
        if points.len() < 2 || (closed && area(&points) < least_area(level)) {
            return;
        }
        let points: Vec<[f32; 2]> = points.into_iter().map(world).collect();
        let mut distance = 0.0;
        let mut start = 0;
        while start + 1 < points.len() {
            let end = (start + CHUNK_SEGMENTS + 1).min(points.len());
            let piece = &points[start..end];
            let first = self.points.len();
            self.points.extend_from_slice(piece);
            self.chunks.push(LineChunk {
                bounds: bounds(piece),
                class,
                min_zoom: class.min_zoom(track.class),
                points: first..self.points.len(),
                distance,
                continues: start > 0,
            });
            distance += length(piece);
            start = end - 1;
        }
    }
}

fn length(points: &[[f32; 2]]) -> f64 {
    points
        .windows(2)
        .map(|w| f64::from(w[1][0] - w[0][0]).hypot(f64::from(w[1][1] - w[0][1])))
        .sum()
}
