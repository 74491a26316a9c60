//! Opening files: what is read of each fixture, what is said of it, and that no file, however
//! damaged, ends the program or takes for ever.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use station_atlas::io::geojson::{Read, guess_roles, read};
use station_atlas::model::{Bounds, Cell, Diagnostic, Role, RowId, Severity};
use station_atlas::scene::shapes::Outlines;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/fixtures/geojson").join(name)).unwrap()
}

fn bundled(name: &str) -> Vec<u8> {
    fs::read(root().join("data").join(name)).unwrap()
}

fn open(name: &str) -> Read {
    read(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Findings as `code@feature:line`, with `-` for what is not known.
fn findings(read: &Read) -> String {
    let number = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
    let one = |f: &Diagnostic| {
        format!(
            "{}@{}:{}",
            f.code,
            number(f.place.feature),
            number(f.place.line)
        )
    };
    read.findings.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// File; features, placed, without geometry, not placeable, rejected; findings.
#[rustfmt::skip]
const READABLE: [(&str, [u64; 5], &str); 51] = [
    // Everything that is GeoJSON.
    ("all-geometries.geojson", [7, 7, 0, 0, 0], ""),
    ("one-feature.geojson", [1, 1, 0, 0, 0], ""),
    ("bare-point.geojson", [1, 1, 0, 0, 0], ""),
    ("bare-collection.geojson", [1, 1, 0, 0, 0], ""),
    ("no-geometry.geojson", [5, 0, 5, 0, 0], ""),
    ("empty-collection.geojson", [0, 0, 0, 0, 0], ""),
    ("ids.geojson", [4, 4, 0, 0, 0], ""),
    ("foreign-members.geojson", [2, 1, 1, 0, 0], ""),
    ("property-types.geojson", [2, 2, 0, 0, 0], ""),
    ("antimeridian.geojson", [2, 2, 0, 0, 0], ""),
    ("crs-degrees.geojson", [1, 1, 0, 0, 0], ""),
    // In every wrapping.
    ("byte-order-mark.geojson", [1, 1, 0, 0, 0], ""),
    ("utf16-le.geojson", [1, 1, 0, 0, 0], ""),
    ("utf16-be.geojson", [1, 1, 0, 0, 0], ""),
    ("lines.geojsonl", [3, 3, 0, 0, 0], ""),
    ("packed.geojson.gz", [2, 2, 0, 0, 0], ""),
    // Where one feature is bad, the rest is read.
    ("one-bad-feature.geojson", [3, 2, 0, 0, 1], "feature-unreadable@2:3"),
    ("unclosed-brace.geojson", [4, 3, 0, 0, 1], "feature-unreadable@2:3"),
    ("unclosed-quote.geojson", [4, 3, 0, 0, 1], "feature-unreadable@2:3"),
    ("id-first-broken.geojson", [2, 0, 1, 0, 1], "feature-unreadable@1:2"),
    ("extra-brace.geojson", [2, 2, 0, 0, 0], "collection-broken@-:2"),
    ("lines-one-bad.geojsonl", [3, 0, 2, 0, 1], "feature-unreadable@2:2"),
    ("sequence.geojsons", [4, 3, 0, 0, 1], "feature-unreadable@3:3"),
    ("not-features.geojson", [6, 1, 0, 0, 5], "not-a-feature@1:2 not-a-feature@2:3 not-a-feature@3:4 not-a-feature@4:5 not-a-feature@5:6"),
    ("truncated.geojson", [3, 2, 0, 0, 1], "truncated@3:4"),
    ("truncated-between.geojson", [2, 2, 0, 0, 0], "truncated@-:4"),
    ("packed-cut.geojson.gz", [186, 185, 0, 0, 1], "gzip-damaged@-:- place-zero@1:2 truncated@186:187"),
    // Where the geometry is bad, the row is kept.
    ("bad-geometries.geojson", [7, 0, 0, 7, 0], "geometry-unreadable@1:2 geometry-unreadable@2:3 geometry-unreadable@3:4 geometry-unreadable@4:5 geometry-unreadable@5:6 geometry-unreadable@6:7 geometry-unreadable@7:8"),
    ("ordinates.geojson", [4, 3, 0, 1, 0], "geometry-unreadable@4:5"),
    ("loose-coordinates.geojson", [4, 1, 0, 3, 0], "coordinates-loose@1:2 coordinates-loose@2:3 place-missing@2:3 coordinates-loose@3:4 place-missing@3:4 number-not-finite@3:4 coordinates-loose@4:5 place-missing@4:5"),
    ("rings.geojson", [3, 3, 0, 0, 0], "ring-closed@1:2 geometry-degenerate@2:3 geometry-degenerate@3:4"),
    ("swapped.geojson", [2, 1, 0, 1, 0], "place-swapped@1:2 place-zero@2:3"),
    ("web-mercator.geojson", [3, 1, 0, 2, 0], "place-projected@1:2 place-outside@3:4"),
    ("crs.geojson", [1, 0, 0, 1, 0], "crs-projected@-:- place-projected@1:2"),
    ("pretty.geojson", [2, 1, 0, 1, 0], "place-outside@2:12"),
    ("strange-areas.geojson", [5, 5, 0, 0, 0], "geometry-degenerate@2:3 geometry-degenerate@4:5"),
    // Where values are bad, reading leaves them to those who use them.
    ("bad-values.geojson", [8, 8, 0, 0, 0], ""),
    ("dates-edtf.geojson", [21, 21, 0, 0, 0], ""),
    ("dates-day-first.geojson", [5, 5, 0, 0, 0], ""),
    ("dates-ambiguous.geojson", [3, 3, 0, 0, 0], ""),
    ("dates-milliseconds.geojson", [5, 5, 0, 0, 0], ""),
    ("dates-years.geojson", [7, 7, 0, 0, 0], ""),
    ("dates-spans.geojson", [6, 6, 0, 0, 0], ""),
    // Nearly GeoJSON.
    ("bare-list.json", [2, 2, 0, 0, 0], "bare-list@-:-"),
    ("missing-comma.geojson", [2, 2, 0, 0, 0], "commas@-:-"),
    ("wrong-type.geojson", [3, 2, 1, 0, 0], "type-missing@1:2 type-missing@2:3"),
    ("duplicate-keys.geojson", [2, 2, 0, 0, 0], "duplicate-key@1:2 duplicate-key@2:3"),
    ("properties-not-an-object.geojson", [2, 2, 0, 0, 0], "properties-unreadable@1:2"),
    ("not-finite.geojson", [1, 1, 0, 0, 0], "number-not-finite@1:2"),
    ("bad-strings.geojson", [1, 1, 0, 0, 0], "text-mended@1:2"),
    ("latin-1.geojson", [1, 1, 0, 0, 0], "text-damaged@-:2"),
];

const UNREADABLE: [(&str, &str); 15] = [
    (
        "unreadable-empty.geojson",
        "The file is empty. Expected GeoJSON.",
    ),
    (
        "unreadable-blank.geojson",
        "The file is empty. Expected GeoJSON.",
    ),
    (
        "unreadable-page.geojson",
        "This is a web page, not GeoJSON. Download the data file itself, not the page that shows it.",
    ),
    (
        "unreadable-kml.geojson",
        "This is KML or GPX, not GeoJSON. Save it as GeoJSON with the program it comes from.",
    ),
    (
        "unreadable-archive.geojson",
        "This is a zip archive, not GeoJSON. Unpack it and open the file inside.",
    ),
    (
        "unreadable-table.geojson",
        "This is a table (CSV), not GeoJSON. Tables with coordinates are not opened yet; save it as GeoJSON.",
    ),
    (
        "unreadable-text.geojson",
        "Line 2, column 3: the text starts with “Hello”. Expected GeoJSON, which starts with {.",
    ),
    (
        "unreadable-cut.geojson",
        "Line 2, column 10: the file ends inside a string. Expected GeoJSON.",
    ),
    (
        "unreadable-number.geojson",
        "Line 2, column 22: invalid number. Expected GeoJSON.",
    ),
    (
        "unreadable-topology.json",
        "This is TopoJSON, not GeoJSON. Convert it to GeoJSON first.",
    ),
    (
        "unreadable-atlas.json",
        "This is an atlas, not GeoJSON. Open it as an atlas.",
    ),
    (
        "unreadable-no-features.geojson",
        "Line 1, column 1: this collection has no “features”. Expected a list of features.",
    ),
    (
        "unreadable-features-object.geojson",
        "Line 1, column 40: the “features” are not a list. Expected a list of features.",
    ),
    (
        "unreadable-other-json.json",
        "Line 1, column 1: this is an object without a type, not a feature. Expected features or geometries.",
    ),
    (
        "unreadable-rows.json",
        "Line 1, column 1: this is an object without a type, not a feature. Expected features or geometries.",
    ),
];

#[test]
fn every_fixture_gives_what_its_row_says() {
    for (name, counts, expected) in READABLE {
        let read = open(name);
        let tally = read.tally;
        let found = [
            tally.features,
            tally.placed,
            tally.no_geometry,
            tally.misplaced,
            tally.rejected,
        ];
        assert_eq!(found, counts, "{name}");
        assert_eq!(findings(&read), expected, "{name}");
        check_sums(&read);
    }
    for (name, sentence) in UNREADABLE {
        assert_eq!(
            read(&fixture(name)).unwrap_err().to_string(),
            sentence,
            "{name}"
        );
    }
}

#[test]
fn every_fixture_has_a_row() {
    let folder = fs::read_dir(root().join("tests/fixtures/geojson")).unwrap();
    let mut files: Vec<String> = folder
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut rows: Vec<&str> = READABLE.iter().map(|row| row.0).collect();
    rows.extend(UNREADABLE.iter().map(|row| row.0));
    files.sort_unstable();
    rows.sort_unstable();
    assert_eq!(files, rows);
}

/// What holds for every answer: the counts add up to the rows, and to what is on the map.
fn check_sums(read: &Read) {
    let tally = read.tally;
    let rows = read.dataset.n_rows() as u64;
    assert_eq!(tally.features, rows + tally.rejected);
    assert_eq!(rows, tally.placed + tally.unplaced());
    let shapes = read
        .dataset
        .rows()
        .filter(|row| read.dataset.geometry().shape(*row).is_some());
    assert_eq!(shapes.count() as u64, tally.placed);
    let anchors = read
        .dataset
        .rows()
        .filter_map(|row| read.dataset.geometry().anchor(row));
    for (lon, lat) in anchors {
        assert!(lon.abs() <= 540.0 && lat.abs() <= 90.1, "{lon} {lat}");
    }
    let rejected = read
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Rejected)
        .count() as u64;
    assert!(rejected <= tally.rejected && rejected + tally.unlisted >= tally.rejected);
    for row in read.dataset.rows() {
        assert!(read.dataset.place(row).line.is_some());
    }
}

#[test]
fn values_and_ids_keep_their_text() {
    let data = open("property-types.geojson").dataset;
    let cell = |row, name| data.cell(RowId(row), name);
    assert_eq!(cell(0, "t"), Cell::Text("é"));
    assert_eq!(cell(1, "t"), Cell::Text(""));
    assert_eq!(cell(0, "n"), Cell::Number(1.5, Some("1.50")));
    assert_eq!(cell(1, "n"), Cell::Number(-0.0, Some("-0.0")));
    assert_eq!(
        cell(0, "big"),
        Cell::Number(12_345_678_901_234_567_890.0, Some("12345678901234567890"))
    );
    assert_eq!(cell(0, "f"), Cell::Flag(true));
    assert_eq!(cell(0, "z"), Cell::Missing);
    assert_eq!(cell(0, "o"), Cell::Json(r#"{"a":[1,2]}"#));
    assert_eq!(cell(1, "m"), Cell::Json("\"one\""));
    let ids = open("ids.geojson").dataset;
    let found: Vec<_> = ids.rows().map(|row| ids.feature_id(row)).collect();
    assert_eq!(
        found,
        [
            Some("\"a b\""),
            Some("7"),
            Some("12345678901234567890123"),
            None
        ]
    );
}

#[test]
fn what_is_mended_is_mended_to_the_right_thing() {
    let text = |file, name| open(file).dataset.cell(RowId(0), name).to_text();
    assert_eq!(text("duplicate-keys.geojson", "a").unwrap(), "2");
    assert_eq!(
        open("duplicate-keys.geojson").dataset.feature_id(RowId(1)),
        Some("2")
    );
    assert_eq!(text("not-finite.geojson", "v"), None);
    assert_eq!(text("not-finite.geojson", "s").unwrap(), "NaN");
    assert_eq!(text("bad-strings.geojson", "s").unwrap(), "tab\there");
    assert_eq!(
        text("bad-strings.geojson", "h").unwrap(),
        "half \u{fffd} pair"
    );
    assert_eq!(text("latin-1.geojson", "name").unwrap(), "Z\u{fffd}rich");
    assert_eq!(text("utf16-le.geojson", "名").unwrap(), "温州");
    assert_eq!(text("utf16-be.geojson", "名").unwrap(), "温州");
    let loose = open("loose-coordinates.geojson");
    assert_eq!(
        loose.dataset.geometry().anchor(RowId(0)),
        Some((12.5, 41.9))
    );
    let plain = open("ordinates.geojson");
    assert_eq!(
        plain.dataset.geometry().anchor(RowId(2)),
        Some((10.0, -0.25))
    );
}

#[test]
fn the_collection_keeps_its_own_members_and_bounds() {
    let read = open("foreign-members.geojson");
    let members: Vec<(&str, &str)> = read.members.iter().map(|m| (&*m.0, &*m.1)).collect();
    assert_eq!(
        members,
        [
            ("name", "\"Ours\""),
            ("bbox", "[0,0,2,2]"),
            ("source", "{\"url\":\"x\"}")
        ]
    );
    assert_eq!(read.tally.foreign, 1);
    let bounds = open("all-geometries.geojson").bounds;
    let expected = Bounds {
        west: 0.0,
        south: 0.0,
        east: 11.0,
        north: 51.0,
    };
    assert_eq!(bounds, Some(expected));
}

#[test]
fn the_bundled_data_are_read_without_a_finding_and_guessed_as_they_are_meant() {
    for (name, rows, category) in [
        ("stations.geojson", 95, "jurisdiction"),
        ("operations.geojson", 28, "kind"),
        ("responses.geojson", 99, "kind"),
        ("context.geojson", 111, "kind"),
    ] {
        let read = read(&bundled(name)).unwrap();
        assert_eq!(findings(&read), "", "{name}");
        assert_eq!(read.dataset.n_rows(), rows, "{name}");
        let schema = guess_roles(&read.dataset);
        assert_eq!(schema.property(Role::Category), Some(category), "{name}");
        assert_eq!(schema.property(Role::Label), Some("name"), "{name}");
        assert_eq!(schema.property(Role::Source), Some("sources"), "{name}");
    }
    let stations = guess_roles(&read(&bundled("stations.geojson")).unwrap().dataset);
    let property = |role| stations.property(role).unwrap();
    assert_eq!(property(Role::Start), "opened");
    assert_eq!(property(Role::KnownBy), "reported_by");
    assert_eq!(property(Role::Closure), "closure_reported");
    assert_eq!(property(Role::Count), "count");
    assert_eq!(property(Role::PlacePrecision), "place_precision");
    assert_eq!(stations.property(Role::End), None);
}

#[test]
fn strange_areas_are_drawn_as_far_as_they_can_be() {
    let data = open("strange-areas.geojson").dataset;
    let found = Outlines::of(&data, |_| true);
    let parts = found
        .all
        .iter()
        .map(|o| (o.row.0, o.lines.len(), o.triangles.len()));
    assert_eq!(parts.collect::<Vec<_>>(), [(0, 1, 1), (2, 2, 0), (4, 1, 1)]);
    assert_eq!(found.unfilled, [RowId(2)]);
}

/// Files that would take hours if each break were searched to the end of the file, or all memory
/// if each depth or name took its own.
#[test]
fn hostile_files_are_answered_in_linear_time() {
    let list = r#"{"type":"FeatureCollection","features":["#;
    let own_name =
        |n| format!(r#"{{"type":"Feature","geometry":null,"properties":{{"p{n}":{n}}}}}"#);
    let names: Vec<String> = (0..20_000).map(own_name).collect();
    for text in [
        format!("{list}{}", "{\"type\":\"Feature\",".repeat(100_000)),
        format!("{list}{}", "{\"type\":\"Feature\"\"".repeat(100_000)),
        format!("{list}{}", "{[}".repeat(300_000)),
        format!("{list}{}", "{]".repeat(300_000)),
        format!("{list}{}", "0,".repeat(500_000)),
        format!("{list}{}", "[".repeat(1_000_000)),
        format!("{list}{}", "\"\\".repeat(500_000)),
        format!(
            "{list}{{\"type\":\"Feature\",\"properties\":{}",
            "{\"a\":".repeat(200_000)
        ),
        format!("{{}}\n{}", "{\"a\":\n".repeat(200_000)),
        format!("{{}}\n{}", "[{\"type\":\"Feature\"}".repeat(50_000)),
        format!("{{}}\n{{[}}{}", "{}".repeat(300_000)),
        format!("{{}}\n{}", "\u{1e}{".repeat(200_000)),
        format!("{list}{}]}}", names.join(",")),
        format!(
            "{{\"type\":\"GeometryCollection\",\"geometries\":[{}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(50_000)
        ),
    ] {
        if let Ok(read) = read(text.as_bytes()) {
            check_sums(&read);
            assert!(read.findings.len() <= 10_000);
            assert!(read.dataset.columns().len() <= 1_025);
        }
    }
}

#[test]
fn nesting_has_an_end_and_properties_may_be_deep() {
    let open = "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(2_000);
    let text = format!("{open}{}", "]}".repeat(2_000));
    assert_eq!(
        findings(&read(text.as_bytes()).unwrap()),
        "geometry-unreadable@1:1"
    );
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let text = format!(r#"{{"type":"Feature","geometry":null,"properties":{{"deep":{deep}}}}}"#);
    let read = read(text.as_bytes()).unwrap();
    assert_eq!(read.dataset.cell(RowId(0), "deep"), Cell::Json(&deep));
}

#[test]
fn properties_past_the_limit_share_a_column() {
    let properties: Vec<String> = (0..1_100).map(|n| format!("\"p{n}\":\"{n}\"")).collect();
    let text = format!(
        r#"{{"type":"Feature","geometry":null,"properties":{{{}}}}}"#,
        properties.join(",")
    );
    let read = read(text.as_bytes()).unwrap();
    assert_eq!(findings(&read), "many-properties@-:-");
    assert_eq!(read.dataset.cell(RowId(0), "p1023"), Cell::Text("1023"));
    let Cell::Json(rest) = read.dataset.cell(RowId(0), "(more properties)") else {
        panic!("no shared column");
    };
    assert!(rest.starts_with(r#"{"p1024":"1024","#) && rest.ends_with(r#""p1099":"1099"}"#));
}

/// One change to a file: cut out, repeat, overwrite or insert.
#[derive(Clone, Debug)]
enum Damage {
    Cut(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Overwrite(prop::sample::Index, u8),
    Insert(prop::sample::Index, &'static str),
    End(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let text = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        "\u{1e}",
        "\0",
        "null",
        "NaN",
        "1e999",
        "-",
        "\\ud800",
        "{\"type\":\"Feature\"",
        "\"features\":[",
        "\u{feff}",
        "[[[[[[",
        "é",
    ]);
    prop_oneof![
        (at(), 1..200_usize).prop_map(|(i, n)| Damage::Cut(i, n)),
        (at(), 1..200_usize).prop_map(|(i, n)| Damage::Repeat(i, n)),
        (at(), any::<u8>()).prop_map(|(i, b)| Damage::Overwrite(i, b)),
        (at(), text).prop_map(|(i, t)| Damage::Insert(i, t)),
        at().prop_map(Damage::End),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    if bytes.is_empty() {
        return;
    }
    let len = bytes.len();
    match damage {
        Damage::Cut(at, n) => {
            let at = at.index(len);
            bytes.drain(at..len.min(at + n));
        }
        Damage::Repeat(at, n) => {
            let at = at.index(len);
            let part = bytes[at..len.min(at + n)].to_vec();
            bytes.splice(at..at, part);
        }
        Damage::Overwrite(at, byte) => bytes[at.index(len)] = *byte,
        Damage::Insert(at, text) => {
            let at = at.index(len);
            bytes.splice(at..at, text.bytes());
        }
        Damage::End(at) => bytes.truncate(at.index(len)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_always_answered(file in 0..READABLE.len() + 2, changes in prop::collection::vec(damage(), 1..6)) {
        let mut bytes = match READABLE.get(file) {
            Some((name, ..)) => fixture(name),
            None if file == READABLE.len() => bundled("operations.geojson"),
            None => bundled("responses.geojson"),
        };
        for change in &changes {
            apply(&mut bytes, change);
        }
        match read(&bytes) {
            Ok(read) => {
                check_sums(&read);
                let schema = guess_roles(&read.dataset);
                for property in schema.roles.values() {
                    prop_assert!(read.dataset.column(property).is_some());
                }
            }
            Err(error) => prop_assert!(error.to_string().ends_with(['.', ')'])),
        }
    }

    /// A feature lost is at most the one that was damaged and its neighbour.
    #[test]
    fn one_wrong_bracket_costs_little(at in any::<prop::sample::Index>(), bracket in prop::sample::select(vec!["{", "}", "[", "]"])) {
        let mut bytes = bundled("responses.geojson");
        let whole = read(&bytes).unwrap().dataset.n_rows();
        let first = bytes.windows(9).position(|w| w == b"\"Feature\"").unwrap();
        let last = bytes.windows(9).rposition(|w| w == b"\"Feature\"").unwrap();
        let at = first + at.index(last - first);
        bytes.splice(at..at, bracket.bytes());
        let found = read(&bytes).unwrap().dataset.n_rows();
        prop_assert!(found + 2 >= whole, "{found} of {whole}");
    }
}
