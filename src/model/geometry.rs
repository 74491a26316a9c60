//! Where rows are. Coordinates are (longitude, latitude) in degrees, WGS 84, as RFC 7946 has them.

use geo::{BoundingRect, Centroid, CoordsIter};
use geo_types::{Geometry, LineString, Point};

use super::RowId;

/// A box in degrees. `west > east` would mean a box across the antimeridian; boxes made here
/// never cross it, because the coordinates of a file are taken as they stand.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

/// The geometry of every row; `None` is RFC 7946's null geometry.
#[derive(Clone, Debug, Default)]
pub struct GeometryColumn {
    shapes: Vec<Option<Geometry<f64>>>,
    anchors: Vec<Option<(f64, f64)>>,
}

impl GeometryColumn {
    /// Appends the geometry of the next row.
    pub fn push(&mut self, shape: Option<Geometry<f64>>) {
        self.anchors.push(shape.as_ref().and_then(anchor));
        self.shapes.push(shape);
    }

    /// The geometry as read.
    #[must_use]
    pub fn shape(&self, row: RowId) -> Option<&Geometry<f64>> {
        self.shapes.get(row.index())?.as_ref()
    }

    /// One (lon, lat) that stands for the row: the point itself, the corner of a line that is nearest
    /// to its middle, else the centroid.
    /// `None` where there is no geometry or it has no finite coordinate.
    #[must_use]
    pub fn anchor(&self, row: RowId) -> Option<(f64, f64)> {
        self.anchors.get(row.index()).copied().flatten()
    }

    /// The box around all rows that have a place.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.shapes
            .iter()
            .flatten()
            .filter_map(|shape| {
                let rect = shape.bounding_rect()?;
                let bounds = Bounds {
                    west: rect.min().x,
                    south: rect.min().y,
                    east: rect.max().x,
                    north: rect.max().y,
                };
                [bounds.west, bounds.south, bounds.east, bounds.north]
                    .iter()
                    .all(|v| v.is_finite())
                    .then_some(bounds)
            })
            .reduce(Bounds::union)
    }
}

/// The length of a line in degrees, good enough to find its middle.
fn length(line: &LineString<f64>) -> f64 {
    line.lines().map(|l| l.dx().hypot(l.dy())).sum()
}

/// The corner of a line nearest to its middle: a mark there stands on the line.
fn middle(line: &LineString<f64>) -> Option<Point<f64>> {
    let half = length(line) / 2.0;
    let mut so_far = 0.0;
    let mut best = *line.0.first()?;
    let mut least = half;
    for l in line.lines() {
        so_far += l.dx().hypot(l.dy());
        if (so_far - half).abs() < least {
            least = (so_far - half).abs();
            best = l.end;
        }
    }
    Some(Point(best))
}

fn anchor(shape: &Geometry<f64>) -> Option<(f64, f64)> {
    // The centroid of `geo` panics on rings with positions that are no numbers.
    let finite = |c: geo_types::Coord<f64>| c.x.is_finite() && c.y.is_finite();
    let point = match shape {
        Geometry::Point(point) => *point,
        Geometry::LineString(line) => middle(line)?,
        Geometry::MultiLineString(lines) => {
            let longest = lines.iter().max_by(|a, b| length(a).total_cmp(&length(b)));
            middle(longest?)?
        }
        other => other
            .coords_iter()
            .all(finite)
            .then(|| other.centroid())??,
    };
    (point.x().is_finite() && point.y().is_finite()).then_some((point.x(), point.y()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_a_line_stands_on_the_line() {
        let corners = vec![
            (0.0, 0.0),
            (1.0, 5.0),
            (9.0, 5.0),
            (10.0, 0.0),
            (10.0, -40.0),
        ];
        let line = Geometry::LineString(corners.clone().into());
        let at = anchor(&line).unwrap();
        assert!(corners.contains(&at), "{at:?}");
        assert_eq!(anchor(&Geometry::LineString(LineString(Vec::new()))), None);
        let single: LineString<f64> = vec![(3.0, 4.0)].into();
        assert_eq!(anchor(&Geometry::LineString(single)), Some((3.0, 4.0)));
    }
}
