//! A geometry object to a shape in degrees, or the reason why it has no place on the map.
//!
//! The `geojson` crate is not used for this: it cannot read fractions while numbers keep their
//! exact text (`arbitrary_precision`), and it panics on a line whose position has one ordinate.

use std::fmt;

use geo::CoordsIter as _;
use geo_types::{
    Coord, Geometry, GeometryCollection, LineString, MultiLineString, MultiPoint, MultiPolygon,
    Point, Polygon,
};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::feature::{Members, Remark};
use crate::model::Severity;

/// How many geometry collections may lie inside each other.
const COLLECTION_DEPTH: usize = 16;

/// Half the width of the Web Mercator plane in metres, and a little over.
const WEB_MERCATOR_EDGE: f64 = 20_100_000.0;

/// What a geometry member gave.
#[derive(Debug)]
pub(super) enum Place {
    /// A shape whose coordinates are longitude and latitude in degrees.
    Shape(Geometry<f64>),
    /// Null or empty: the feature has no place, as the format allows.
    Nothing,
    /// There is something, but it cannot be placed.
    Unusable(Remark),
}

/// Reads the text of a geometry object. `remarks` gets what was put up with.
pub(super) fn read(raw: &str, remarks: &mut Vec<Remark>) -> Place {
    let mut reader = Reader { remarks, depth: 0 };
    match reader.geometry(raw) {
        Err(reason) => Place::Unusable(unreadable(&reason)),
        Ok(None) => Place::Nothing,
        Ok(Some(shape)) => {
            if let Some(remark) = misplaced(&shape) {
                return Place::Unusable(remark);
            }
            if shape == Geometry::Point(Point::new(0.0, 0.0)) {
                remarks.push(Remark::new(
                    Severity::Note,
                    "place-zero",
                    "The place is 0, 0, in the Gulf of Guinea: often a missing place.",
                ));
            }
            Place::Shape(shape)
        }
    }
}

/// Whether `name` is one of the seven geometry types.
pub(super) fn is_geometry_type(name: &str) -> bool {
    TYPES.contains(&name)
}

const TYPES: [&str; 7] = [
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

fn unreadable(reason: &str) -> Remark {
    Remark::new(
        Severity::Warning,
        "geometry-unreadable",
        &format!("The geometry could not be read: {reason}. The row is kept without a place."),
    )
}

/// Why the coordinates are not longitude and latitude in degrees, if they are not.
fn misplaced(shape: &Geometry<f64>) -> Option<Remark> {
    let in_degrees = |c: &Coord<f64>| c.x.abs() <= 540.0 && c.y.abs() <= 90.000_001;
    let bad = shape.coords_iter().find(|c| !in_degrees(c))?;
    let all = |test: fn(Coord<f64>) -> bool| shape.coords_iter().all(test);
    let (code, hint) = if !bad.x.is_finite() || !bad.y.is_finite() {
        let message = "A coordinate is missing or not a number. The row is kept without a place.";
        return Some(Remark::new(Severity::Warning, "place-missing", message));
    } else if all(|c| c.x.abs() <= 90.0 && c.y.abs() <= 180.0) {
        (
            "place-swapped",
            " Latitude seems to come first; GeoJSON has longitude first.",
        )
    } else if all(|c| c.x.abs() <= WEB_MERCATOR_EDGE && c.y.abs() <= WEB_MERCATOR_EDGE)
        && (bad.x.abs() > 1_000.0 || bad.y.abs() > 1_000.0)
    {
        (
            "place-projected",
            " They look like metres, such as Web Mercator has.",
        )
    } else {
        ("place-outside", "")
    };
    let message = format!(
        "The coordinates {}, {} are not longitude and latitude in degrees.{hint} \
         The row is kept without a place.",
        bad.x, bad.y
    );
    Some(Remark::new(Severity::Warning, code, &message))
}

struct Reader<'r> {
    remarks: &'r mut Vec<Remark>,
    depth: usize,
}

impl Reader<'_> {
    /// The shape of a geometry object, `None` if it is null or empty, or why it cannot be read.
    fn geometry(&mut self, raw: &str) -> Result<Option<Geometry<f64>>, String> {
        if raw == "null" {
            return Ok(None);
        }
        let Ok(members) = serde_json::from_str::<Members>(raw) else {
            return Err("it is not an object".to_owned());
        };
        let Some(kind) = members.text("type") else {
            return Err("it has no “type”".to_owned());
        };
        if kind == "GeometryCollection" {
            return self.collection(members.raw("geometries"));
        }
        if !is_geometry_type(&kind) {
            return Err(format!(
                "“{}” is not a type of geometry",
                super::short(&kind)
            ));
        }
        match members.raw("coordinates") {
            None => Err("it has no “coordinates”".to_owned()),
            Some("null") => Ok(None),
            Some(raw) => match raw.bytes().filter(|b| !b" \t\r\n[]".contains(b)).count() {
                0 => Ok(None),
                _ => self.shape(&kind, raw),
            },
        }
    }

    fn collection(&mut self, raw: Option<&str>) -> Result<Option<Geometry<f64>>, String> {
        let Some(raw) = raw else {
            return Err("it has no “geometries”".to_owned());
        };
        let Ok(parts) = serde_json::from_str::<Vec<&RawValue>>(raw) else {
            return Err("its “geometries” are not a list".to_owned());
        };
        if self.depth == COLLECTION_DEPTH {
            return Err(format!(
                "more than {COLLECTION_DEPTH} geometry collections lie inside each other"
            ));
        }
        self.depth += 1;
        let mut shapes = Vec::new();
        for part in parts {
            shapes.extend(self.geometry(part.get())?);
        }
        self.depth -= 1;
        let collection = GeometryCollection(shapes);
        Ok((!collection.is_empty()).then_some(Geometry::GeometryCollection(collection)))
    }

    fn shape(&mut self, kind: &str, raw: &str) -> Result<Option<Geometry<f64>>, String> {
        let shape = match kind {
            "Point" => Point(self.nested::<Position>(kind, raw)?.0).into(),
            "MultiPoint" => {
                let positions: Vec<Position> = self.nested(kind, raw)?;
                MultiPoint(positions.into_iter().map(|p| Point(p.0)).collect()).into()
            }
            "LineString" => {
                let positions = self.nested(kind, raw)?;
                self.line(positions).into()
            }
            "MultiLineString" => {
                let lines: Vec<Vec<Position>> = self.nested(kind, raw)?;
                MultiLineString(lines.into_iter().map(|l| self.line(l)).collect()).into()
            }
            "Polygon" => {
                let rings = self.nested(kind, raw)?;
                self.polygon(rings).into()
            }
            _ => {
                let polygons: Vec<Vec<Vec<Position>>> = self.nested(kind, raw)?;
                MultiPolygon(polygons.into_iter().map(|p| self.polygon(p)).collect()).into()
            }
        };
        Ok(Some(shape))
    }

    /// Positions nested as `T` is. Plain numbers are tried first, because they are nearly all.
    fn nested<T>(&mut self, kind: &str, raw: &str) -> Result<T, String>
    where
        T: DeserializeOwned + FromLoose,
    {
        if let Ok(plain) = serde_json::from_str(raw) {
            return Ok(plain);
        }
        let loose: T::Loose = serde_json::from_str(raw)
            .map_err(|_| format!("the coordinates are not those of a {kind}"))?;
        self.remark(
            "coordinates-loose",
            "Coordinates are given as text, as null or out of all range, not as numbers.",
        );
        Ok(T::from_loose(loose))
    }

    fn line(&mut self, positions: Vec<Position>) -> LineString<f64> {
        if positions.len() < 2 {
            self.remark(
                "geometry-degenerate",
                "A line has fewer than two positions.",
            );
        }
        LineString(positions.into_iter().map(|p| p.0).collect())
    }

    fn polygon(&mut self, rings: Vec<Vec<Position>>) -> Polygon<f64> {
        let mut rings = rings.into_iter().map(|ring| {
            let ring: Vec<Coord<f64>> = ring.into_iter().map(|p| p.0).collect();
            if ring.first() != ring.last() {
                let message = "A ring does not end where it starts; it was closed.";
                self.remark("ring-closed", message);
            } else if ring.len() < 4 {
                self.remark(
                    "geometry-degenerate",
                    "A ring has fewer than four positions.",
                );
            }
            LineString(ring)
        });
        let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
        Polygon::new(outer, rings.collect())
    }

    /// One remark of a kind is enough for a feature.
    fn remark(&mut self, code: &'static str, message: &str) {
        if !self.remarks.iter().any(|r| r.code == code) {
            self.remarks
                .push(Remark::new(Severity::Note, code, message));
        }
    }
}

/// Longitude and latitude; height and whatever follows it are left out.
#[derive(Clone, Copy, Debug)]
struct Position(Coord<f64>);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_seq(PairVisitor::<f64>::default())
            .map(|(x, y)| Self(Coord { x, y }))
    }
}

/// A position whose ordinates may be anything; what is no number becomes NaN.
#[derive(Debug)]
struct LoosePosition(Coord<f64>);

impl<'de> Deserialize<'de> for LoosePosition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (x, y) = deserializer.deserialize_seq(PairVisitor::<&RawValue>::default())?;
        let number = |raw: &RawValue| {
            raw.get()
                .trim_matches('"')
                .trim()
                .parse()
                .unwrap_or(f64::NAN)
        };
        Ok(Self(Coord {
            x: number(x),
            y: number(y),
        }))
    }
}

/// Reads the first two elements of a list and passes over the rest.
struct PairVisitor<T>(std::marker::PhantomData<T>);

impl<T> Default for PairVisitor<T> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PairVisitor<T> {
    type Value = (T, T);

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a position of at least two numbers")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        use serde::de::Error as _;
        let x = seq
            .next_element()?
            .ok_or_else(|| A::Error::invalid_length(0, &self))?;
        let y = seq
            .next_element()?
            .ok_or_else(|| A::Error::invalid_length(1, &self))?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok((x, y))
    }
}

/// The loosely read twin of nested positions.
trait FromLoose {
    type Loose: for<'de> Deserialize<'de>;
    fn from_loose(loose: Self::Loose) -> Self;
}

impl FromLoose for Position {
    type Loose = LoosePosition;
    fn from_loose(loose: LoosePosition) -> Self {
        Self(loose.0)
    }
}

impl<T: FromLoose> FromLoose for Vec<T> {
    type Loose = Vec<T::Loose>;
    fn from_loose(loose: Self::Loose) -> Self {
        loose.into_iter().map(T::from_loose).collect()
    }
}
