//! The files are plain RFC 7946, so that any GIS reads them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{LAYERS, read};

#[test]
fn the_files_are_plain_rfc_7946_with_one_feature_on_each_line() {
    let mut ids = BTreeSet::new();
    for layer in LAYERS {
        let text = read(&format!("data/{layer}.geojson"));
        let whole: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(members(&whole), ["type", "features"]);
        assert_eq!(whole["type"], "FeatureCollection");
        let features = whole["features"].as_array().unwrap();
        assert_eq!(text.lines().count(), features.len() + 2, "{layer}");
        let properties = members(&features[0]["properties"]);
        for (feature, line) in features.iter().zip(text.lines().skip(1)) {
            let alone: Value = serde_json::from_str(line.trim_end_matches(',')).unwrap();
            assert_eq!(alone, *feature);
            let id = feature["id"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} twice");
            assert_eq!(feature["properties"]["id"], id);
            assert_eq!(feature["type"], "Feature", "{id}");
            assert_eq!(members(feature), ["type", "id", "geometry", "properties"]);
            assert_eq!(members(&feature["properties"]), properties, "{id}");
            check_geometry(&feature["geometry"], layer, id);
        }
    }
    assert_eq!(ids.len(), 95 + 28 + 99 + 111);
}

/// A point with longitude before latitude; the context has no place at all.
fn check_geometry(geometry: &Value, layer: &str, id: &str) {
    if layer == "context" {
        assert_eq!(*geometry, json!(null), "{id}");
        return;
    }
    assert_eq!(members(geometry), ["type", "coordinates"], "{id}");
    assert_eq!(geometry["type"], "Point", "{id}");
    let position = geometry["coordinates"].as_array().unwrap();
    let position: Vec<f64> = position.iter().map(|one| one.as_f64().unwrap()).collect();
    let [lon, lat] = position[..] else {
        panic!("{id}: {position:?}");
    };
    assert!(
        lon.abs() <= 180.0 && lat.abs() <= 90.0,
        "{id}: {position:?}"
    );
}

/// An object's member names, in the order of the file.
fn members(object: &Value) -> Vec<String> {
    object.as_object().unwrap().keys().cloned().collect()
}
