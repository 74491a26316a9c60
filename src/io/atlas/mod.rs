//! An atlas file, `*.atlas.json`, to its saved form and back.
//!
//! The saved form is a type of its own for each version, apart from what the program works with,
//! so that old files open forever. Members that this program does not know are kept on every
//! level and written back. Dates, colours and files inside stay text here: whoever uses them
//! reads them.

mod v1;

use serde::Deserialize;

pub use v1::{
    About, Atlas, Camera, Category, CountRole, Embedded, Facet, Lane, Layer, LayerSource, Marks,
    Mode, More, Roles, Shape, Step, Style, TimeView, Undated, View, Within,
};

use super::{Unreadable, text};
use crate::io::unreadable::json_problem;

/// What an atlas says of itself in `format`.
pub const FORMAT: &str = "station-atlas";

/// The version that [`write()`] makes of a new atlas, and the newest one that is fully known.
pub const VERSION: u64 = 1;

const EXPECTED: &str = "an atlas";

/// The members that tell how to read the rest.
#[derive(Deserialize)]
struct Header {
    format: Option<String>,
    version: Option<u64>,
}

/// Reads an atlas of any version. One that is newer than [`VERSION`] is read as far as it is
/// known and keeps its version and all that is not known.
pub fn read(bytes: &[u8]) -> Result<Atlas, Unreadable> {
    let decoded = text::decode(bytes, EXPECTED)?;
    let text: &str = &decoded.text;
    let header: Header = serde_json::from_str(text)
        .map_err(|error| Unreadable::from_json(text, &error, EXPECTED))?;
    if header.format.as_deref() != Some(FORMAT) {
        let problem = format!("there is no “format” that says “{FORMAT}”");
        return Err(Unreadable::broken_at(text, 0, problem, EXPECTED));
    }
    let version = header.version.unwrap_or(0);
    if version == 0 {
        let problem = "there is no “version”";
        return Err(Unreadable::broken_at(
            text,
            0,
            problem,
            "a number from 1 on",
        ));
    }
    serde_json::from_str(text).map_err(|error| {
        if version > VERSION {
            Unreadable::NewerAtlas {
                version,
                known: VERSION,
                problem: json_problem(&error),
            }
        } else {
            Unreadable::from_json(text, &error, EXPECTED)
        }
    })
}

/// The bytes of an atlas file: UTF-8, indented, with a line feed at the end.
#[must_use]
pub fn write(atlas: &Atlas) -> Vec<u8> {
    // The types hold strings, numbers and JSON only; writing these into memory cannot fail.
    let mut bytes = serde_json::to_vec_pretty(atlas).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Whether a file calls itself an atlas near its beginning, so that it is to be read as one and
/// not as GeoJSON. Of an atlas that says so later, reading it as GeoJSON tells
/// ([`Unreadable::is_atlas`]).
#[must_use]
pub fn is_atlas(bytes: &[u8]) -> bool {
    // Far enough for a title that stands first, and cheap for a large GeoJSON file.
    let head = text::head(bytes, 4_096);
    let plain: Vec<u8> = head
        .iter()
        .copied()
        .filter(|b| !b" \t\r\n\0".contains(b))
        .collect();
    let mark = format!("\"format\":\"{FORMAT}\"");
    plain
        .windows(mark.len())
        .any(|part| part == mark.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::model::Role;

    const V1: &[u8] = include_bytes!("../../../tests/fixtures/atlas/v1.atlas.json");
    const V1_TIME: &[u8] = include_bytes!("../../../tests/fixtures/atlas/v1-time.atlas.json");
    const BUNDLED: &[u8] = include_bytes!("../../../data/overseas-stations.atlas.json");

    fn json(bytes: &[u8]) -> Value {
        serde_json::from_slice(bytes).unwrap()
    }

    /// `found` has every member of `original`; it may spell out what was left out.
    fn check_kept(original: &Value, found: &Value, path: &str) {
        match (original, found) {
            (Value::Object(original), Value::Object(found)) => {
                for (name, value) in original {
                    let path = format!("{path}.{name}");
                    match found.get(name) {
                        Some(found) => check_kept(value, found, &path),
                        // Nothing, an empty list and an empty object may be left out.
                        None => assert!(
                            ["null", "[]", "{}"].contains(&value.to_string().as_str()),
                            "{path} is gone"
                        ),
                    }
                }
            }
            (Value::Array(original), Value::Array(found)) => {
                assert_eq!(original.len(), found.len(), "{path}");
                for (original, found) in original.iter().zip(found) {
                    check_kept(original, found, path);
                }
            }
            _ => assert_eq!(original, found, "{path}"),
        }
    }

    #[test]
    fn nothing_is_lost_on_the_way_through() {
        for bytes in [V1, V1_TIME, BUNDLED] {
            let atlas = read(bytes).unwrap();
            let written = write(&atlas);
            check_kept(&json(bytes), &json(&written), "");
            assert_eq!(read(&written).unwrap(), atlas);
        }
    }

    #[test]
    fn the_first_version_is_read_as_it_was_meant() {
        let atlas = read(V1).unwrap();
        assert_eq!(atlas.title, "Harbours");
        let [harbours, notes, guessed] = atlas.layers.as_slice() else {
            panic!("{} layers", atlas.layers.len());
        };
        let roles = harbours.roles.as_ref().unwrap();
        let schema = roles.schema();
        assert_eq!(schema.property(Role::Start), Some("opened"));
        assert_eq!(schema.property(Role::End), None);
        assert_eq!(schema.property(Role::Unit), Some("depth_unit"));
        assert_eq!(schema.property(Role::Count), Some("berths"));
        assert_eq!((&*schema.unit.one, &*schema.unit.many), ("berth", "berths"));
        assert_eq!(roles.properties.get("mood"), Some(&Value::from("weather")));
        assert_eq!(notes.style.marks, Marks::Other("sparkles".to_owned()));
        assert!(!notes.visible && guessed.visible && guessed.roles.is_none());
        assert_eq!(
            (&guessed.style.marks, &guessed.style.lane),
            (&Marks::Records, &Lane::Histogram)
        );
        let view = atlas.view.unwrap();
        assert_eq!(view.camera.unwrap().lat.to_bits(), (-27.5_f64).to_bits());
        assert_eq!(view.time.unwrap().step, Step::Quarter);
        assert_eq!(atlas.facets[0].order, ["fishing", "ferry"]);
    }

    #[test]
    fn embedded_data_keep_every_character() {
        let atlas = read(V1).unwrap();
        let embedded = atlas.layers[1].source.embedded.as_ref().unwrap();
        assert!(
            embedded
                .text()
                .contains("\"FeatureCollection\",  \"features\"")
        );
        let rows = crate::io::geojson::read(embedded.text().as_bytes()).unwrap();
        assert_eq!(rows.dataset.n_rows(), 1);
        assert!(
            write(&atlas)
                .windows(28)
                .any(|w| w == b"1.50,\"big\":12345678901234567")
        );
        assert!(Embedded::from_text("{nope".to_owned()).is_none());
    }

    #[test]
    fn changed_roles_leave_unknown_ones_alone() {
        let mut roles = read(V1).unwrap().layers[0].roles.clone().unwrap();
        let mut schema = roles.schema();
        schema.roles.remove(&Role::Status);
        schema.roles.insert(Role::Label, "title".into());
        roles.set(&schema);
        assert_eq!(roles.schema(), schema);
        assert_eq!(roles.properties.get("mood"), Some(&Value::from("weather")));
        assert!(roles.count.unwrap().more.contains_key("few"));
        assert_eq!(Roles::from_schema(&schema).schema(), schema);
    }

    #[test]
    fn a_newer_atlas_is_read_as_far_as_it_is_known() {
        let newer = br#"{"format":"station-atlas","version":7,"title":"T","orbits":[1]}"#;
        let atlas = read(newer).unwrap();
        assert_eq!((atlas.version, &*atlas.title), (7, "T"));
        assert_eq!(json(&write(&atlas))["orbits"], json(b"[1]"));
        let strange = br#"{"format":"station-atlas","version":7,"layers":{"a":1}}"#;
        assert_eq!(
            read(strange).unwrap_err().to_string(),
            "This atlas has format version 7; this program reads up to version 1. A newer program \
             can open it. (invalid type: map, expected a sequence.)"
        );
    }

    #[test]
    fn what_is_no_atlas_gets_a_sentence() {
        for (text, sentence) in [
            ("", "The file is empty. Expected an atlas."),
            (
                "{\"format\":",
                "Line 1, column 10: the file ends inside a value. Expected an atlas.",
            ),
            (
                "{}",
                "Line 1, column 1: there is no “format” that says “station-atlas”. Expected an atlas.",
            ),
            (
                "{\"format\":\"station-atlas\"}",
                "Line 1, column 1: there is no “version”. Expected a number from 1 on.",
            ),
            (
                "{\"format\":\"station-atlas\",\"version\":1,\n\"layers\":[{\"visible\":\"no\"}]}",
                "Line 2, column 25: invalid type: string \"no\", expected a boolean. Expected an atlas.",
            ),
        ] {
            assert_eq!(read(text.as_bytes()).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn a_camera_that_is_nowhere_is_still_saved_readably() {
        let camera = Camera {
            lon: f64::NAN,
            zoom: 2.0,
            ..Camera::default()
        };
        let view = View {
            camera: Some(camera),
            ..View::default()
        };
        let atlas = Atlas {
            view: Some(view),
            ..Atlas::default()
        };
        let camera = read(&write(&atlas)).unwrap().view.unwrap().camera.unwrap();
        assert_eq!(
            [camera.lon, camera.lat, camera.zoom].map(f64::to_bits),
            [0.0, 0.0, 2.0_f64].map(f64::to_bits)
        );
    }

    #[test]
    fn atlases_are_told_from_data() {
        assert!(is_atlas(V1) && is_atlas(BUNDLED) && is_atlas(&write(&Atlas::default())));
        assert!(!is_atlas(br#"{"type":"FeatureCollection","features":[]}"#) && !is_atlas(b""));
    }

    proptest! {
        #[test]
        fn a_damaged_atlas_is_always_answered(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..4), cut in 0..6_usize) {
            let mut damaged = V1.to_vec();
            let at = at.index(damaged.len());
            let end = damaged.len().min(at + cut);
            damaged.splice(at..end, bytes);
            if let Ok(atlas) = read(&damaged) {
                prop_assert_eq!(read(&write(&atlas)).unwrap(), atlas);
            }
        }
    }
}
