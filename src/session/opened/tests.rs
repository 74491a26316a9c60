//! What follows from a table alone, and how a session takes it.

use super::*;
use crate::model::time::tick::Step;
use crate::model::{DatasetBuilder, Place, RowId, Value};
use crate::session::command::FileCommand;
use crate::session::layer::{COUNT_UNREADABLE, COUNTS_MORE};
use crate::session::{Command, Session, Settings};

type Row<'a> = (Option<geo_types::Geometry<f64>>, &'a [(&'a str, Value)]);

fn table<'a>(rows: impl IntoIterator<Item = Row<'a>>) -> Dataset {
    let mut builder = DatasetBuilder::default();
    for (i, (shape, cells)) in rows.into_iter().enumerate() {
        let place = Place {
            feature: Some(i as u64 + 1),
            line: Some(i as u64 + 2),
        };
        let cells = cells
            .iter()
            .map(|(n, v)| ((*n).to_owned(), Some(v.clone())));
        builder.push(place, None, shape, cells);
    }
    builder.finish()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn schema(roles: &[(Role, &str)]) -> Schema {
    Schema {
        roles: roles
            .iter()
            .map(|(role, name)| (*role, (*name).into()))
            .collect(),
        ..Schema::default()
    }
}

fn file(dataset: Dataset, roles: &[(Role, &str)]) -> OpenedLayer {
    OpenedLayer::new("a.geojson".to_owned(), dataset, schema(roles), Vec::new())
}

fn open(session: &mut Session, layer: OpenedLayer) {
    session.apply(Command::File(FileCommand::LayerRead(Box::new(layer))));
}

#[test]
fn one_bad_count_is_one_and_told_and_the_others_stay() {
    let counts = [
        Value::Number(3.0, "3".to_owned()),
        text("4"),
        text("n/a"),
        Value::Number(2.5, "2.5".to_owned()),
    ];
    let rows: Vec<_> = counts.map(|value| [("n", value)]).into();
    let layer = file(
        table(rows.iter().map(|row| (None, row.as_slice()))),
        &[(Role::Count, "n")],
    );
    assert_eq!(layer.data.weights, [3, 4, 1, 1]);
    let found: Vec<_> = layer
        .data
        .findings
        .iter()
        .map(|f| (f.code, f.place.line))
        .collect();
    assert_eq!(
        found,
        [(COUNT_UNREADABLE, Some(4)), (COUNT_UNREADABLE, Some(5))]
    );
    assert!(layer.data.findings[0].message.contains("“\"n/a\"”"));
}

#[test]
fn many_bad_counts_are_summed_up() {
    let cells = [("n", text("?"))];
    let layer = file(
        table((0..150).map(|_| (None, cells.as_slice()))),
        &[(Role::Count, "n")],
    );
    let codes = |code| {
        layer
            .data
            .findings
            .iter()
            .filter(|f| f.code == code)
            .count()
    };
    assert_eq!((codes(COUNT_UNREADABLE), codes(COUNTS_MORE)), (100, 1));
    assert!(layer.data.findings[100].message.starts_with("50 more"));
}

#[test]
fn places_past_the_antimeridian_are_on_the_map() {
    let point = |lon: f64| Some(geo_types::Point::new(lon, 0.0).into());
    let layer = file(
        table([190.0, -170.0, 360.0, 0.0].map(|lon| (point(lon), &[][..]))),
        &[],
    );
    let x = |row| layer.data.world(RowId(row)).unwrap().x;
    assert!((x(0) - x(1)).abs() < 1e-12 && (x(2) - x(3)).abs() < 1e-12);
    assert!(x(0) < 0.1);
}

#[test]
fn the_shape_of_a_country_is_not_drawn_for_what_is_somewhere_in_it() {
    let area = || {
        let corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)];
        let ring: geo_types::LineString<f64> = corners.into_iter().collect();
        Some(geo_types::Polygon::new(ring, Vec::new()).into())
    };
    let cells = ["city", "country", "jurisdiction-seat"].map(|p| [("precision", text(p))]);
    let rows = cells.iter().map(|cells| (area(), cells.as_slice()));
    let layer = file(table(rows), &[(Role::PlacePrecision, "precision")]);
    let rows: Vec<_> = layer.data.outlines.iter().map(|o| o.row.0).collect();
    assert_eq!(rows, [0]);
}

#[test]
fn an_undated_file_leaves_nothing_of_the_axis_before_it() {
    let mut session = Session::new(Settings::default());
    let empty = session.axis;
    let dates = ["2016-05", "2019"].map(|date| [("date", text(date))]);
    let dated = table(dates.iter().map(|cells| (None, cells.as_slice())));
    open(&mut session, file(dated, &[(Role::Start, "date")]));
    assert_eq!(Step::Year.notation(session.axis), "2016");
    let clock = session.document.clock;
    assert_eq!(clock.step().label(clock.tick()), "December 2019");
    open(&mut session, file(table([(None, &[][..])]), &[]));
    assert_eq!(session.axis, empty);
    assert_eq!(session.document.clock.mode, Mode::AllTime);
}

#[test]
fn the_facets_of_a_file_are_its_columns_of_few_values() {
    let rows: Vec<_> = (0..8)
        .map(|i| {
            [
                ("id", text(&i.to_string())),
                ("even", Value::Flag(i % 2 == 0)),
                ("kind", text(["a", "b", "a"][i % 3])),
            ]
        })
        .collect();
    let dataset = table(rows.iter().map(|row| (None, row.as_slice())));
    let layer = file(dataset, &[(Role::Category, "kind")]);
    let names: Vec<_> = layer
        .facets
        .iter()
        .map(|f| (&*f.property, &*f.title))
        .collect();
    assert_eq!(names, [("kind", "Kind"), ("even", "Even")]);
    assert!(
        layer
            .facets
            .iter()
            .all(|f| layer.data.facets.contains_key(&f.property))
    );
    let values: Vec<_> = layer.categories.iter().map(|c| &*c.value).collect();
    assert_eq!(values, ["a", "b"]);
}
