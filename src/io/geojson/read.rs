//! Reading as a whole: what comes out, and when there is nothing to show.

use super::document::Document;
use crate::io::{Unreadable, text};
use crate::model::{Bounds, Dataset, Diagnostic};

/// What reading looks for, in error sentences.
pub(super) const EXPECTED: &str = "GeoJSON";

/// What could be read of a file.
#[derive(Debug)]
pub struct Read {
    /// The rows, in file order, without the rejected features.
    pub dataset: Dataset,
    /// What is worth knowing, in file order.
    pub findings: Vec<Diagnostic>,
    /// How many of what.
    pub tally: Tally,
    /// The box around all rows that have a place.
    pub bounds: Option<Bounds>,
    /// The file's own members of the collection, name and JSON text, but for `type`, `features`.
    pub members: Vec<(String, String)>,
}

/// Counts of a reading. `features` is `placed + no_geometry + misplaced + rejected`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Features found in the file, rejected ones included.
    pub features: u64,
    /// Rows with a shape in degrees.
    pub placed: u64,
    /// Rows whose geometry is null, empty or absent.
    pub no_geometry: u64,
    /// Rows whose geometry cannot be placed as it stands.
    pub misplaced: u64,
    /// Features that could not be read.
    pub rejected: u64,
    /// Rows with members outside `properties` that are the file's own.
    pub foreign: u64,
    /// Findings past the first 10,000, which are not listed.
    pub unlisted: u64,
}

impl Tally {
    /// Rows without a place on the map.
    #[must_use]
    pub fn unplaced(&self) -> u64 {
        self.no_geometry + self.misplaced
    }
}

/// Reads GeoJSON of any form: a collection, features or geometries alone, one a line or as
/// RFC 8142 sequences, packed with gzip or not. An error means that there is nothing to show.
pub fn read(bytes: &[u8]) -> Result<Read, Unreadable> {
    let decoded = text::decode(bytes, EXPECTED)?;
    let text: &str = &decoded.text;
    check_start(text)?;
    let mut document = Document::new(text, decoded.findings);
    document.walk()?;
    let tally = document.rows.tally;
    if tally.features == tally.rejected && document.members.is_none() {
        return Err(document.nothing_found());
    }
    let dataset = document.rows.builder.finish();
    Ok(Read {
        bounds: dataset.geometry().bounds(),
        dataset,
        findings: document.rows.findings,
        tally,
        members: document.members.unwrap_or_default(),
    })
}

/// Says what a text is that does not start as JSON does.
fn check_start(text: &str) -> Result<(), Unreadable> {
    let other = |found, advice| Unreadable::OtherFormat {
        found,
        expected: EXPECTED,
        advice,
    };
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{1e}');
    if start.starts_with(['{', '[']) {
        return Ok(());
    }
    if start.starts_with('<') {
        let head: String = start.chars().take(1_000).collect::<String>().to_lowercase();
        return Err(
            if head.contains("<html") || head.contains("<!doctype html") {
                other(
                    "a web page",
                    "Download the data file itself, not the page that shows it.",
                )
            } else if head.contains("<kml") || head.contains("<gpx") {
                other(
                    "KML or GPX",
                    "Save it as GeoJSON with the program it comes from.",
                )
            } else {
                other("XML", "Save it as GeoJSON with the program it comes from.")
            },
        );
    }
    let first_line = start.lines().next().unwrap_or_default();
    if first_line.contains([',', ';', '\t']) && !first_line.contains('{') {
        let advice = "Tables with coordinates are not opened yet; save it as GeoJSON.";
        return Err(other("a table (CSV)", advice));
    }
    let word: String = start
        .chars()
        .take_while(|c| !c.is_whitespace())
        .take(20)
        .collect();
    let problem = format!("the text starts with “{word}”");
    let expected = "GeoJSON, which starts with {";
    Err(Unreadable::broken_at(
        text,
        text.len() - start.len(),
        problem,
        expected,
    ))
}
