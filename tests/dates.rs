//! Files whose dates are hard: how many rows get a date, and what is told of the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use station_atlas::io::geojson::{guess_roles, read};
use station_atlas::model::{Role, Severity};
use station_atlas::query::lifespans::{Dated, lifespans};

fn open(name: &str) -> Dated {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/geojson");
    let read = read(&fs::read(folder.join(name)).unwrap()).unwrap();
    let schema = guess_roles(&read.dataset);
    assert!(schema.property(Role::Start).is_some(), "{name}");
    lifespans(&read.dataset, &schema)
}

/// File; rows; rows with a date; what is told, with how often.
type File = (&'static str, usize, usize, &'static [(&'static str, usize)]);

#[rustfmt::skip]
const FILES: [File; 6] = [
    ("dates-edtf.geojson", 21, 17, &[("date-interval-as-life", 1), ("date-season", 1), ("date-unreadable", 4)]),
    ("dates-day-first.geojson", 5, 4, &[("date-order", 1), ("date-unreadable", 1), ("date-zone", 1)]),
    ("dates-ambiguous.geojson", 3, 1, &[("date-unreadable", 2)]),
    ("dates-milliseconds.geojson", 5, 4, &[("date-numbers", 1), ("date-units", 1), ("date-unreadable", 1), ("date-zero", 1)]),
    ("dates-years.geojson", 7, 3, &[("date-numbers", 1), ("date-unreadable", 3)]),
    ("dates-spans.geojson", 6, 5, &[("date-interval-as-start", 1), ("date-reversed", 1), ("date-unreadable", 1)]),
];

#[test]
fn every_row_has_a_date_or_a_finding() {
    for (name, n_rows, n_dated, told) in FILES {
        let dated = open(name);
        assert_eq!(dated.lifespans.len(), n_rows, "{name}");
        let with_date = dated.lifespans.iter().filter(|l| l.dated().is_some());
        assert_eq!(with_date.count(), n_dated, "{name}: {:?}", dated.findings);
        let mut codes = BTreeMap::new();
        for finding in &dated.findings {
            *codes.entry(finding.code).or_insert(0) += 1;
        }
        let codes: Vec<_> = codes.into_iter().collect();
        assert_eq!(codes, told, "{name}: {:?}", dated.findings);
    }
}

#[test]
fn a_row_without_its_date_is_a_warning_with_its_place_and_an_assumption_a_note() {
    for (name, ..) in FILES {
        for finding in open(name).findings {
            let of_a_row = finding.place.feature.is_some();
            match finding.severity {
                Severity::Warning => assert!(of_a_row || finding.code == "date-units"),
                _ => assert!(!of_a_row, "{finding:?}"),
            }
            assert!(finding.message.ends_with('.'), "{finding:?}");
        }
    }
}
