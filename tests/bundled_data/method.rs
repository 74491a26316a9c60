//! `data/METHOD.md` states what the files hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::{LAYERS, features, read, table, text};

#[test]
fn the_totals_are_those_of_the_method() {
    let stations = features("stations");
    let mut by_jurisdiction: BTreeMap<&str, u64> = BTreeMap::new();
    for station in &stations {
        let count = station["properties"]["count"].as_u64().unwrap();
        *by_jurisdiction
            .entry(text(station, "jurisdiction"))
            .or_default() += count;
    }
    let total: u64 = by_jurisdiction.values().sum();
    let countries: BTreeSet<&str> = stations.iter().map(|one| text(one, "country")).collect();
    assert_eq!((total, countries.len()), (98, 49));

    let method = read("data/METHOD.md");
    assert!(method.contains("98 stations in 49 countries"));
    let stated = |label: &str| {
        let line = method
            .lines()
            .find(|line| line.starts_with(&format!("| {label}")))
            .unwrap();
        numbers(line.split('|').nth(3).unwrap())
    };
    assert_eq!(stated("both reports"), [96, 49, 2, 1, 1]);
    let here = |name: &str| by_jurisdiction[name];
    assert_eq!(
        stated("Nantong / Wenzhou"),
        [here("Nantong"), here("Wenzhou")]
    );
    assert_eq!(
        stated("Fuzhou / Qingtian"),
        [here("Fuzhou"), here("Qingtian")]
    );
    assert_eq!(stated("Unattributed"), [here("Unattributed")]);
    let expected = [
        ("Fuzhou", 26),
        ("Nantong", 16),
        ("Qingtian", 17),
        ("Unattributed", 27),
        ("Wenzhou", 12),
    ];
    assert_eq!(by_jurisdiction, BTreeMap::from(expected));
    for layer in LAYERS {
        let row = format!("| `{layer}.geojson` | {} |", features(layer).len());
        assert!(method.contains(&row), "{row}");
    }
}

fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[test]
fn the_method_counts_the_rows_that_it_speaks_of() {
    let method = read("data/METHOD.md");
    let n_with = |layer: &str, property: &str, value: &str| {
        let all = features(layer);
        all.iter()
            .filter(|feature| feature["properties"][property] == value)
            .count()
    };
    let at_country = LAYERS.map(|layer| n_with(layer, "place_precision", "country"));
    let [stations, operations, responses, _] = at_country;
    let n_rows = at_country.iter().sum::<usize>();
    for sentence in [
        format!(
            "The {n_rows} country-level rows ({stations} stations, {operations} operations, {responses} responses)"
        ),
        format!(
            "`reported-open` ({} rows)",
            n_with("stations", "date_evidence", "reported-open")
        ),
        format!(
            "`programme-date` ({} of",
            n_with("stations", "date_evidence", "programme-date")
        ),
        format!(
            "`reported-by` ({} rows)",
            n_with("stations", "date_evidence", "reported-by")
        ),
        format!("the {} sources", table("sources").len()),
    ] {
        assert!(method.contains(&sentence), "METHOD.md lacks: {sentence}");
    }
}

#[test]
fn every_record_and_property_that_the_method_names_exists() {
    let method = read("data/METHOD.md");
    let ids: BTreeSet<String> = LAYERS
        .iter()
        .flat_map(|layer| features(layer))
        .map(|feature| text(&feature, "id").to_owned())
        .collect();
    let (_, facts) = method.split_once("fact to row\n").unwrap();
    let (facts, _) = facts.split_once("\n## ").unwrap();
    let facts: Vec<&str> = facts.split('`').skip(1).step_by(2).collect();
    assert_eq!(facts.len(), 41);
    for id in facts {
        assert!(ids.contains(id), "{id}");
    }
    let quoted: BTreeSet<&str> = method.split('`').skip(1).step_by(2).collect();
    for name in &quoted {
        let prefix = name.split('-').next().unwrap();
        let is_id = ["nt", "wz", "fz", "qt", "un", "op", "re", "ctx"].contains(&prefix);
        assert!(!is_id || ids.contains(*name), "{name}");
    }
    for feature in LAYERS.iter().flat_map(|layer| features(layer)) {
        for name in feature["properties"].as_object().unwrap().keys() {
            assert!(quoted.contains(name.as_str()), "METHOD.md lacks {name}");
        }
    }
}
