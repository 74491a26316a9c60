//! The atlas lists files, properties and values that exist.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::dates::is_edtf;
use crate::{DATE_PROPERTIES, LAYERS, as_cell, features, parse, text};

#[test]
fn the_atlas_names_files_and_properties_that_exist() {
    let atlas = parse("data/overseas-stations.atlas.json");
    assert_eq!(
        (&atlas["format"], &atlas["version"]),
        (&json!("station-atlas"), &json!(1))
    );
    let layers = atlas["layers"].as_array().unwrap();
    let ids: Vec<&str> = layers
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, LAYERS);
    for layer in layers {
        let path = layer["source"]["path"].as_str().unwrap();
        assert_eq!(path, format!("{}.geojson", layer["id"].as_str().unwrap()));
        let features = features(path.trim_end_matches(".geojson"));
        for (role, property) in layer["roles"].as_object().unwrap() {
            let name = property.as_str().or(property["property"].as_str());
            let Some(name) = name else {
                // A count without a property gives the words for what each row is.
                let is_none = property.is_null() || property["property"].is_null();
                assert!(is_none, "{path}: {role}");
                continue;
            };
            let has = |feature: &Value| feature["properties"].get(name).is_some();
            assert!(features.iter().all(has), "{path}: {role} is {name}");
        }
    }
    let statement = atlas["about"]["statement"].as_str().unwrap();
    assert!(
        statement.contains("98 stations in 49 countries"),
        "{statement}"
    );
}

#[test]
fn the_atlas_has_a_word_and_a_place_for_every_value_of_the_stations() {
    let atlas = parse("data/overseas-stations.atlas.json");
    let stations = features("stations");
    let found = |property: &str| -> BTreeSet<String> {
        stations
            .iter()
            .map(|one| text(one, property).to_owned())
            .collect()
    };
    for facet in atlas["facets"].as_array().unwrap() {
        let values = found(facet["property"].as_str().unwrap());
        let labels = facet["labels"].as_object().unwrap();
        assert!(labels.is_empty() || labels.keys().cloned().collect::<BTreeSet<_>>() == values);
        if let Some(order) = facet["order"].as_array() {
            let order: BTreeSet<String> = order.iter().map(as_cell).collect();
            assert_eq!(order, values);
        }
    }
    let categories = atlas["categories"].as_array().unwrap();
    let styled: BTreeSet<String> = categories
        .iter()
        .map(|one| as_cell(&one["value"]))
        .collect();
    assert_eq!(styled, found("jurisdiction"));
}

#[test]
fn the_axis_opens_on_2014_to_the_last_record() {
    let atlas = parse("data/overseas-stations.atlas.json");
    let last = LAYERS
        .iter()
        .flat_map(|layer| features(layer))
        .flat_map(|feature| DATE_PROPERTIES.map(|name| as_cell(&feature["properties"][name])))
        .flat_map(|date| date.split('/').map(str::to_owned).collect::<Vec<_>>())
        .max()
        .unwrap();
    let time = &atlas["view"]["time"];
    assert_eq!(time["axis"], json!(format!("2014/{last}")));
    assert!(is_edtf(time["axis"].as_str().unwrap()));
    assert!(is_edtf(time["at"].as_str().unwrap()));
}
