//! Countries as polygons: which one a place lies in.

use super::decode::{FINEST, GRID, Source};
use crate::scene::mercator::World;
use geo::{LineString, MultiPolygon, Polygon};

/// A country's rings in full detail, on the grid.
#[derive(Debug)]
pub struct Outline {
    country: usize,
    polygons: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    /// x0, y0, x1, y1 of the outer ring.
    bounds: [i32; 4],
    /// The outer ring first; closed.
    rings: Vec<Vec<[i32; 2]>>,
}

impl Outline {
    /// The outlines of all countries.
    pub fn all(source: &Source) -> Vec<Self> {
        let numbered = source.countries.iter().enumerate();
        numbered
            .map(|(country, shape)| Self {
                country,
                polygons: shape
                    .polygons
                    .iter()
                    .map(|steps| Part::new(source, steps))
                    .collect(),
            })
            .collect()
    }
}

impl Part {
    fn new(source: &Source, steps: &[Vec<super::decode::ArcStep>]) -> Self {
        let rings: Vec<Vec<[i32; 2]>> = steps.iter().map(|s| source.ring(s, FINEST)).collect();
        let outer = rings.first().into_iter().flatten();
        let bounds = outer.fold(
            [i32::MAX, i32::MAX, i32::MIN, i32::MIN],
            |[x0, y0, x1, y1], &[x, y]| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)],
        );
        Self { bounds, rings }
    }

    /// Whether a place on the grid is inside: an odd number of edges lies east of it.
    fn contains(&self, x: f64, y: f64) -> bool {
        let [x0, y0, x1, y1] = self.bounds.map(f64::from);
        if x < x0 || x > x1 || y < y0 || y > y1 {
            return false;
        }
        let edges = self.rings.iter().flat_map(|ring| ring.windows(2));
        let crossed = edges.filter(|edge| {
            let [[ax, ay], [bx, by]] = [edge[0], edge[1]].map(|p| p.map(f64::from));
            (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        });
        crossed.count() % 2 == 1
    }
}

/// A country of the base map.
#[derive(Clone, Copy, Debug)]
pub struct Country<'a> {
    pub(super) source: &'a Source,
    pub(super) outline: &'a Outline,
}

impl<'a> Country<'a> {
    /// Its English name on the map, perhaps shortened.
    #[must_use]
    pub fn name(&self) -> &'a str {
        let country = self.source.countries.get(self.outline.country);
        country.map_or("", |c| &c.name)
    }

    /// Its code.
    #[must_use]
    pub fn iso(&self) -> &'a str {
        let country = self.source.countries.get(self.outline.country);
        country.map_or("", |c| &c.iso)
    }

    /// Whether a place in degrees lies within its border.
    #[must_use]
    pub fn contains(&self, lon: f64, lat: f64) -> bool {
        let World { x, y } = World::from_lon_lat(lon, lat);
        let (x, y) = (x * GRID, y * GRID);
        self.outline.polygons.iter().any(|p| p.contains(x, y))
    }

    /// The polygon that holds a place, or else the widest: x0, y0, x1, y1 in world units.
    pub(super) fn bounds_at(&self, lon: f64, lat: f64) -> Option<[f64; 4]> {
        let World { x, y } = World::from_lon_lat(lon, lat);
        let parts = &self.outline.polygons;
        let width = |part: &Part| part.bounds[2] - part.bounds[0];
        let holds = parts.iter().find(|p| p.contains(x * GRID, y * GRID));
        let widest = || parts.iter().max_by_key(|p| width(p));
        let part = holds.or_else(widest)?;
        Some(part.bounds.map(|edge| f64::from(edge) / GRID))
    }

    /// Its polygons in degrees of longitude and latitude, in full detail.
    #[must_use]
    pub fn polygons(&self) -> MultiPolygon<f64> {
        let lon_lat = |&[x, y]: &[i32; 2]| {
            let y = f64::from(y) / GRID;
            // Not through `World::to_lon_lat`, which would wrap an edge on the antimeridian.
            let (_, lat) = World { x: 0.0, y }.to_lon_lat();
            (f64::from(x) / GRID * 360.0 - 180.0, lat)
        };
        let line = |ring: &Vec<[i32; 2]>| -> LineString<f64> { ring.iter().map(lon_lat).collect() };
        let polygon = |part: &Part| {
            let mut rings = part.rings.iter().map(line);
            let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
            Polygon::new(outer, rings.collect())
        };
        MultiPolygon::new(self.outline.polygons.iter().map(polygon).collect())
    }
}
