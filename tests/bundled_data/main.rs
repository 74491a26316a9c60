//! The bundled data are what their tables say: every row and every field is carried over, nothing is
//! made more exact, and `data/METHOD.md` states the totals that the files hold.
//!
//! Reads the files as any other program would, with none of our own reading code, so that a fault
//! there cannot hide a fault in the files. Not with the `geojson` crate either: it cannot read a
//! coordinate while `serde_json` keeps numbers as text (`arbitrary_precision`).

mod atlas;
mod dates;
mod files;
mod method;
mod places;
mod rows;

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// One row of a table, by column.
type Row = HashMap<String, String>;

const LAYERS: [&str; 4] = ["stations", "operations", "responses", "context"];

const DATE_PROPERTIES: [&str; 6] = [
    "opened",
    "reported_by",
    "closure_reported",
    "start",
    "end",
    "date",
];

fn pairs(layer: &str) -> Vec<(Row, Value)> {
    table(layer).into_iter().zip(features(layer)).collect()
}

fn table(name: &str) -> Vec<Row> {
    let text = read(&format!("data/source/{name}.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn features(layer: &str) -> Vec<Value> {
    let collection = parse(&format!("data/{layer}.geojson"));
    collection["features"].as_array().unwrap().clone()
}

fn text<'a>(feature: &'a Value, property: &str) -> &'a str {
    feature["properties"][property].as_str().unwrap()
}

/// The text that a table's cell has for a property's value.
fn as_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(as_cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

fn parse(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
