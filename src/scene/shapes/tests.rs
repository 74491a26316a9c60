//! That any shape is drawn somehow, and a good one exactly.

use geo_types::{GeometryCollection, MultiPolygon};
use proptest::prelude::*;

use super::*;
use crate::model::{DatasetBuilder, Place};

fn table(shapes: impl IntoIterator<Item = Geometry<f64>>) -> Dataset {
    let mut builder = DatasetBuilder::default();
    for shape in shapes {
        builder.push(Place::default(), None, Some(shape), []);
    }
    builder.finish()
}

fn outlines(shape: impl Into<Geometry<f64>>) -> Outlines {
    Outlines::of(&table([shape.into()]), |_| true)
}

fn ring(positions: &[(f64, f64)]) -> LineString<f64> {
    positions.iter().copied().collect()
}

fn square(west: f64, south: f64, side: f64) -> LineString<f64> {
    let (east, north) = (west + side, south + side);
    ring(&[
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ])
}

/// A ring of many corners around a middle.
fn round(lon: f64, lat: f64, radius: f64, corners: u32) -> LineString<f64> {
    (0..=corners)
        .map(|i| f64::from(i % corners) / f64::from(corners) * std::f64::consts::TAU)
        .map(|turn| (lon + radius * turn.cos(), lat + radius * turn.sin()))
        .collect()
}

/// Twice the area of a ring.
fn ring_area(ring: &[World]) -> f64 {
    let cross = |pair: &[World]| pair[0].x * pair[1].y - pair[1].x * pair[0].y;
    ring.windows(2).map(cross).sum::<f64>().abs()
}

/// Twice the area of all triangles.
fn filled_area(outline: &Outline) -> f64 {
    let triangle = |t: &[u32; 3]| {
        let [a, b, c] = t.map(|i| outline.corners[i as usize]);
        ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)).abs()
    };
    outline.triangles.iter().map(triangle).sum()
}

#[test]
fn an_area_with_a_hole_is_filled_exactly() {
    for corners in [8, 200] {
        let polygon = Polygon::new(
            round(10.0, 45.0, 5.0, corners),
            vec![square(9.0, 44.0, 1.0)],
        );
        let found = outlines(polygon);
        assert_eq!(found.unfilled, []);
        let outline = &found.all[0];
        let expected = ring_area(&outline.lines[0]) - ring_area(&outline.lines[1]);
        assert!((filled_area(outline) / expected - 1.0).abs() < 1e-9);
    }
}

#[test]
fn what_cannot_be_filled_keeps_its_outline() {
    let far_hole = Polygon::new(round(10.0, 45.0, 5.0, 100), vec![square(-30.0, 0.0, 2.0)]);
    let twins = vec![square(9.0, 44.0, 1.0), square(9.0, 44.0, 1.0)];
    let twin_holes = Polygon::new(square(0.0, 40.0, 20.0), twins);
    for polygon in [far_hole, twin_holes] {
        let n_rings = 1 + polygon.interiors().len();
        let found = outlines(polygon);
        assert_eq!(found.unfilled, [RowId(0)]);
        assert_eq!(found.all[0].lines.len(), n_rings);
        assert!(found.all[0].triangles.is_empty());
    }
}

#[test]
fn empty_and_short_rings_are_left_out() {
    let empty = Polygon::new(LineString(Vec::new()), Vec::new());
    let dot = Polygon::new(ring(&[(1.0, 1.0)]), vec![square(1.0, 1.0, 1.0)]);
    let hole_only = Polygon::new(LineString(Vec::new()), vec![square(1.0, 1.0, 1.0)]);
    let good = Polygon::new(square(0.0, 0.0, 3.0), vec![ring(&[(1.0, 1.0), (2.0, 2.0)])]);
    for shape in [&empty, &dot, &hole_only] {
        assert_eq!(outlines(shape.clone()), Outlines::default());
    }
    let found = outlines(MultiPolygon(vec![empty, dot, good, hole_only]));
    assert_eq!(
        (found.all[0].lines.len(), found.all[0].triangles.len()),
        (1, 2)
    );
    assert_eq!(found.unfilled, []);
}

#[test]
fn rows_that_are_not_drawn_have_no_outline() {
    let table = table([0.0, 5.0].map(|west| Polygon::new(square(west, 0.0, 1.0), vec![]).into()));
    let found = Outlines::of(&table, |row| row == RowId(1));
    assert_eq!(
        found.all.iter().map(|o| o.row).collect::<Vec<_>>(),
        [RowId(1)]
    );
}

#[test]
fn a_shape_past_the_antimeridian_is_seen_on_every_copy() {
    let view = |lon: f64, zoom: f64| Viewport {
        center: World::from_lon_lat(lon, 0.0),
        zoom,
        width: 512.0,
        height: 400.0,
    };
    let found = outlines(ring(&[(185.0, -5.0), (190.0, 5.0)]));
    let turns = |lon, zoom| found.all[0].turns(&view(lon, zoom)).collect::<Vec<_>>();
    assert_eq!(turns(-172.0, 5.0), [-1.0]);
    assert_eq!(turns(188.0, 5.0), [0.0]);
    assert_eq!(turns(0.0, 5.0), [0.0; 0]);
    // Two worlds are in view, and the shape is on both.
    assert_eq!(turns(-180.0, 0.0), [-2.0, -1.0]);
    let across = outlines(ring(&[(170.0, 0.0), (190.0, 5.0)]));
    let turns: Vec<f64> = across.all[0].turns(&view(-180.0, 5.0)).collect();
    assert_eq!(turns, [-1.0]);
}

fn ordinate() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (-6_i32..6).prop_map(f64::from),
        6 => -200.0..200.0_f64,
        1 => any::<f64>(),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, 180.0, -180.0, 90.0, -90.0, 1e-300]),
    ]
}

/// Rings of all lengths, some of them of few different positions.
fn any_ring() -> impl Strategy<Value = LineString<f64>> {
    let plain = || (-6_i32..6, -6_i32..6).prop_map(|(x, y)| (f64::from(x), f64::from(y)));
    prop_oneof![
        prop::collection::vec((ordinate(), ordinate()), 0..8).prop_map(|p| ring(&p)),
        prop::collection::vec((-170.0..190.0, -89.0..89.0), 3..130).prop_map(|p| ring(&p)),
        prop::collection::vec(plain(), 3..130).prop_map(|p| ring(&p)),
        (-6_i32..6, 1..8_u32, 3..60_u32).prop_map(|(x, r, n)| round(
            f64::from(x),
            0.0,
            f64::from(r),
            n
        )),
    ]
}

fn any_polygon() -> impl Strategy<Value = Polygon<f64>> {
    (any_ring(), prop::collection::vec(any_ring(), 0..30)).prop_map(|(e, h)| Polygon::new(e, h))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_shape_is_too_strange(polygons in prop::collection::vec(any_polygon(), 0..3), line in any_ring()) {
        let parts = vec![MultiPolygon(polygons).into(), line.into()];
        let shape = Geometry::GeometryCollection(GeometryCollection(parts));
        for outline in outlines(shape).all {
            let mut points = outline.lines.iter().flatten().chain(&outline.corners);
            prop_assert!(points.all(|w| w.x.is_finite() && w.y.is_finite()));
            let n = outline.corners.len();
            prop_assert!(outline.triangles.iter().flatten().all(|i| (*i as usize) < n));
        }
    }
}

#[test]
fn a_crossed_area_of_the_most_corners_is_answered_in_time() {
    // The worst for cutting ears: no two neighbours are near each other, and every side crosses
    // nearly every other.
    let n = MOST_CORNERS as u32 - 2;
    let positions = (0..n).map(|i| {
        let turn = |step: u64| (u64::from(i) * step % 10_007) as f64 / 10_007.0;
        (turn(3_571) * 300.0 - 150.0, turn(7_919 * 13) * 160.0 - 80.0)
    });
    let polygon = Polygon::new(positions.collect(), Vec::new());
    assert_eq!(outlines(polygon).all.len(), 1);
}
