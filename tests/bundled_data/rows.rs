//! Every row of every table is a feature, and every cell of the row can be read back from it.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{LAYERS, as_cell, features, pairs, parse, table, text};

/// Table column, and the properties of which exactly one may hold its value.
type Columns = &'static [(&'static str, &'static [&'static str])];

const STATION_COLUMNS: Columns = &[
    ("id", &["id"]),
    ("country", &["country"]),
    ("iso_a2", &["country_code"]),
    ("location_precision", &["place_precision"]),
    ("jurisdiction", &["jurisdiction"]),
    ("count", &["count"]),
    ("opened", &["opened", "reported_by"]),
    ("opened_basis", &["date_evidence"]),
    ("closed", &["closure_reported"]),
    ("status", &["status"]),
    ("note", &["note"]),
];

const OPERATION_COLUMNS: Columns = &[
    ("id", &["id"]),
    ("title", &["name"]),
    ("country", &["country"]),
    ("iso_a2", &["country_code"]),
    ("city", &["city"]),
    ("location_precision", &["place_precision"]),
    ("date_start", &["start"]),
    ("date_end", &["end", "reported_by"]),
    ("jurisdiction", &["jurisdiction"]),
    ("count", &["people"]),
    ("description", &["note"]),
];

const RESPONSE_COLUMNS: Columns = &[
    ("id", &["id"]),
    ("country", &["country"]),
    ("iso_a2", &["country_code"]),
    ("city", &["city"]),
    ("location_precision", &["place_precision"]),
    ("date", &["date"]),
    ("kind", &["kind"]),
    ("description", &["note"]),
];

const CONTEXT_COLUMNS: Columns = &[
    ("id", &["id"]),
    ("date_start", &["start"]),
    ("date_end", &["end"]),
    ("title", &["name"]),
    ("description", &["note"]),
    ("scope", &["scope"]),
    ("countries", &["countries"]),
    ("value", &["value"]),
    ("unit", &["unit"]),
    ("kind", &["kind"]),
];

#[test]
fn every_row_is_there_with_every_field() {
    check_fields("stations", STATION_COLUMNS, &["city", "lon", "lat"]);
    check_fields("operations", OPERATION_COLUMNS, &["lon", "lat"]);
    check_fields("responses", RESPONSE_COLUMNS, &["lon", "lat"]);
    check_fields("context", CONTEXT_COLUMNS, &[]);
}

/// Rebuilds each table cell from the feature's properties. `elsewhere` are the columns that another
/// test holds; a column that is named nowhere is an error, so that none is forgotten.
fn check_fields(layer: &str, columns: Columns, elsewhere: &[&str]) {
    let (rows, features) = (table(layer), features(layer));
    assert_eq!(rows.len(), features.len(), "{layer}: rows");
    for (row, feature) in rows.iter().zip(&features) {
        let id = &row["id"];
        for (column, cell) in row {
            if column == "source_ids" || elsewhere.contains(&column.as_str()) {
                continue;
            }
            let Some((_, properties)) = columns.iter().find(|(name, _)| name == column) else {
                panic!("{layer}: nothing carries the column {column}");
            };
            let held: Vec<String> = properties
                .iter()
                .map(|property| as_cell(&feature["properties"][property]))
                .filter(|text| !text.is_empty())
                .collect();
            assert!(
                held.len() <= 1,
                "{id}: {column} stands in several properties"
            );
            assert_eq!(held.concat(), *cell, "{id}: {column}");
        }
    }
}

#[test]
fn every_source_is_an_object_on_its_feature() {
    let sources: HashMap<String, Value> = table("sources")
        .into_iter()
        .map(|row| {
            let date = Some(&row["date"]).filter(|date| !date.is_empty());
            let object = json!({
                "publisher": row["publisher"], "title": row["title"], "date": date, "url": row["url"],
            });
            (row["source_id"].clone(), object)
        })
        .collect();
    for (row, feature) in LAYERS.iter().flat_map(|layer| pairs(layer)) {
        let expected: Vec<Value> = row["source_ids"]
            .split(';')
            .map(|id| sources[id].clone())
            .collect();
        let found = &feature["properties"]["sources"];
        assert_eq!(*found, Value::Array(expected), "{}", row["id"]);
        for source in found.as_array().unwrap() {
            let url = source["url"].as_str().unwrap();
            assert!(url.starts_with("http"), "{}: {url}", row["id"]);
        }
    }
}

#[test]
fn names_say_what_the_table_says() {
    for (row, feature) in pairs("stations") {
        let name = text(&feature, "name");
        let in_city = row["location_precision"] == "city";
        assert_eq!(row["city"].is_empty(), !in_city, "{name}");
        match text(&feature, "place_precision") {
            "city" => assert_eq!(name, row["city"]),
            "country" => assert_eq!(name, row["country"]),
            "region" => assert!(row["note"].contains(name), "{name}"),
            other => panic!("{}: {other}", row["id"]),
        }
    }
    for (row, feature) in pairs("responses") {
        let (kind, country) = text(&feature, "name").split_once(", ").unwrap();
        assert_eq!(kind.to_lowercase().replace(' ', "-"), row["kind"]);
        assert_eq!(country, row["country"]);
    }
    for (row, feature) in pairs("operations") {
        let handover = row["title"].starts_with("Handover");
        let kind = if handover { "handover" } else { "operation" };
        assert_eq!(text(&feature, "kind"), kind, "{}", row["id"]);
    }
}

#[test]
fn latest_possible_dates_are_never_starts() {
    for feature in features("stations") {
        let properties = &feature["properties"];
        let known_by = text(&feature, "date_evidence") == "reported-by";
        assert_eq!(properties["opened"].is_null(), known_by, "{feature}");
        assert_eq!(properties["reported_by"].is_null(), !known_by, "{feature}");
    }
    for (row, feature) in pairs("operations") {
        let properties = &feature["properties"];
        let known_by = row["date_start"].is_empty();
        assert_eq!(properties["reported_by"].is_null(), !known_by, "{feature}");
        assert!(!known_by || properties["end"].is_null(), "{feature}");
    }
}

#[test]
fn country_level_rows_stand_at_the_label_point_and_others_at_the_tables_point() {
    let labels = label_points();
    for (row, feature) in LAYERS[..3].iter().flat_map(|layer| pairs(layer)) {
        let found = &feature["geometry"]["coordinates"];
        let found = [found[0].as_f64().unwrap(), found[1].as_f64().unwrap()];
        let expected = if row["location_precision"] == "country" {
            labels[&row["iso_a2"]]
        } else {
            [row["lon"].parse().unwrap(), row["lat"].parse().unwrap()]
        };
        let distance = (found[0] - expected[0]).hypot(found[1] - expected[1]);
        assert!(
            distance < 1e-9,
            "{}: {found:?}, not {expected:?}",
            row["id"]
        );
    }
}

/// Longitude and latitude of each country's label: its best ranked one where it has several.
fn label_points() -> HashMap<String, [f64; 2]> {
    let assets: Value = parse("assets/labels.json");
    let mut rows = assets["country"].as_array().unwrap().clone();
    rows.sort_by_key(|row| row[6].as_i64());
    // The first of several rows for a code is inserted last, and stays.
    rows.iter()
        .rev()
        .map(|row| {
            let point = [row[4].as_f64().unwrap(), row[5].as_f64().unwrap()];
            (row[3].as_str().unwrap().to_owned(), point)
        })
        .collect()
}
