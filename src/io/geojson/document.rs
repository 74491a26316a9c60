//! The document from its first character to its last: where features are, and what to do where
//! its brackets do not match.

use super::feature::{self, Refusal};
use super::read::EXPECTED;
use super::rows::Rows;
use super::scan::{self, Outline, RECORD_SEPARATOR};
use super::{shape, short};
use crate::io::Unreadable;
use crate::io::unreadable::AN_ATLAS;
use crate::model::{Diagnostic, Severity};

/// A walk through the text.
pub(super) struct Document<'t> {
    text: &'t str,
    /// Brackets were found not to match, so features are bounded by where the next one starts.
    careful: bool,
    /// The first value at the top has ended: more are one a line, or a text sequence.
    sequence: bool,
    next_feature: Memo,
    next_record: Memo,
    next_object: Memo,
    noted_commas: bool,
    /// The collection's own members, but for `type` and `features`, once there is a collection.
    pub members: Option<Vec<(String, String)>>,
    /// What was read.
    pub rows: Rows<'t>,
}

/// The last answer to "where is the next one?", from where it was searched. It holds up to its
/// own place, so that a broken file is searched once, not once a feature.
#[derive(Default)]
struct Memo(Option<(usize, Option<usize>)>);

impl Memo {
    fn get(&mut self, from: usize, search: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if let Some((searched, found)) = self.0
            && (searched..=found.unwrap_or(usize::MAX)).contains(&from)
        {
            return found;
        }
        let found = search();
        self.0 = Some((from, found));
        found
    }
}

/// What stood last in a list.
#[derive(Clone, Copy)]
enum After {
    Start,
    Value,
    Comma,
}

impl<'t> Document<'t> {
    pub fn new(text: &'t str, findings: Vec<Diagnostic>) -> Self {
        Self {
            text,
            careful: false,
            sequence: false,
            next_feature: Memo::default(),
            next_record: Memo::default(),
            next_object: Memo::default(),
            noted_commas: false,
            members: None,
            rows: Rows::new(text, findings),
        }
    }

    /// Every value at the top of the text.
    pub fn walk(&mut self) -> Result<(), Unreadable> {
        let bytes = self.text.as_bytes();
        let mut at = scan::skip_space(bytes, 0);
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b'{' => self.top_object(at)?,
                b'[' if !self.sequence => {
                    self.rows.find(
                        Severity::Note,
                        "bare-list",
                        None,
                        "The features stand in a bare list, not in a collection.",
                    );
                    self.elements(at)
                }
                b',' => at + 1,
                _ => self.stray(at),
            };
            self.sequence = true;
            at = scan::skip_space(bytes, at);
        }
        Ok(())
    }

    /// A collection, a feature or a geometry at the top; answers where to go on.
    fn top_object(&mut self, start: usize) -> Result<usize, Unreadable> {
        let limit = self.limit(start);
        let outline = Outline::of(self.text.get(..limit).unwrap_or(self.text), start);
        let kind = outline.member("type").map(|raw| raw.trim_matches('"'));
        let alone = kind.is_some_and(|k| k == "Feature" || shape::is_geometry_type(k));
        match outline.features {
            Some(features) if !alone => self.collection(outline, features),
            _ if self.rows.tally.features == 0 && outline.end.is_ok() => {
                self.refuse_other(&outline, kind, start)?;
                Ok(self.element(start))
            }
            _ => Ok(self.element(start)),
        }
    }

    /// A collection whose list of features should start at `at`; answers where to go on.
    fn collection(&mut self, mut outline: Outline<'t>, at: usize) -> Result<usize, Unreadable> {
        if self.text.as_bytes().get(at) != Some(&b'[') {
            let problem = "the “features” are not a list";
            return Err(Unreadable::broken_at(
                self.text,
                at,
                problem,
                "a list of features",
            ));
        }
        if let Ok(end) = outline.end {
            self.collection_members(&outline);
            return Ok(self.elements(at).max(end));
        }
        let end = self.elements(at);
        outline.resume(self.text, end);
        self.collection_members(&outline);
        Ok(outline.end.unwrap_or(end))
    }

    /// Says what a well-formed object is that holds no features.
    fn refuse_other(
        &self,
        outline: &Outline,
        kind: Option<&str>,
        start: usize,
    ) -> Result<(), Unreadable> {
        let other = |found, advice| {
            Err(Unreadable::OtherFormat {
                found,
                expected: EXPECTED,
                advice,
            })
        };
        if outline.member("format") == Some("\"station-atlas\"") {
            return other(AN_ATLAS, "Open it as an atlas.");
        }
        match kind {
            Some("Topology") => other("TopoJSON", "Convert it to GeoJSON first."),
            Some("FeatureCollection") => Err(Unreadable::broken_at(
                self.text,
                start,
                "this collection has no “features”",
                "a list of features",
            )),
            _ => Ok(()),
        }
    }

    fn collection_members(&mut self, outline: &Outline) {
        let own = outline.members.iter();
        let own = own.filter(|(name, _)| !matches!(*name, "type" | "features"));
        let own = own.map(|(name, raw)| ((*name).to_owned(), (*raw).to_owned()));
        self.members.get_or_insert_default().extend(own);
        let Some(crs) = outline.member("crs") else {
            return;
        };
        let degrees = ["CRS84", "4326", "null"];
        if !degrees.iter().any(|known| crs.contains(known)) {
            let name = crs.split('"').rfind(|part| part.contains("EPSG"));
            let message = format!(
                "The file says that its coordinates are in {}, not in degrees of longitude and latitude.",
                name.map_or("another system".into(), short)
            );
            self.rows
                .find(Severity::Warning, "crs-projected", None, &message);
        }
    }

    /// Every element of the list that starts at `start`; answers where the list ends.
    fn elements(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        let mut after = After::Start;
        loop {
            at = scan::skip_space(bytes, at);
            let byte = bytes.get(at);
            self.check_comma(after, byte);
            (at, after) = match byte {
                None => {
                    self.truncated(at);
                    return at;
                }
                Some(b']') => return at + 1,
                Some(b',') => (at + 1, After::Comma),
                Some(b'}' | b':') => (self.stray(at), after),
                Some(_) => (self.element(at), After::Value),
            }
        }
    }

    /// Notes once that commas are missing or too many in a list; nothing is lost by it.
    fn check_comma(&mut self, after: After, next: Option<&u8>) {
        let wrong = match (after, next) {
            (_, None | Some(b'}' | b':')) => false,
            (After::Value, Some(byte)) => !b",]".contains(byte),
            (After::Comma, Some(byte)) => b",]".contains(byte),
            (After::Start, Some(byte)) => *byte == b',',
        };
        if wrong && !self.careful && !self.noted_commas {
            self.noted_commas = true;
            let message = "Commas between the features are missing or too many.";
            self.rows.find(Severity::Note, "commas", None, message);
        }
    }

    /// The value that starts at `start`, as a feature; answers where to go on.
    ///
    /// Where brackets or quotes do not match, the feature is taken to end where the next one
    /// starts. From then on every feature is bounded so, and each byte is still looked at only a
    /// few times.
    fn element(&mut self, start: usize) -> usize {
        let limit = self.limit(start);
        let bytes = self.text.as_bytes();
        let within = bytes.get(..limit).unwrap_or(bytes);
        match scan::value_end(within, start) {
            Ok(end) => {
                let slice = self.text.get(start..end).unwrap_or_default();
                let (code, message) = match feature::read(slice) {
                    Ok(row) => {
                        self.rows.keep(start, row);
                        return end;
                    }
                    Err(Refusal::NotAFeature(what)) => {
                        ("not-a-feature", format!("This is {what}, not a feature."))
                    }
                    Err(Refusal::Syntax(problem)) => (
                        "feature-unreadable",
                        format!("The feature could not be read: {problem}."),
                    ),
                };
                self.rows.reject(start, code, &message);
                // Brackets may match by chance around good features, as after an open quote.
                let inside = self.next_start(start + 1).filter(|next| *next < end);
                self.careful |= inside.is_some();
                inside.unwrap_or(end)
            }
            Err(broken) => self.broken(start, broken),
        }
    }

    /// How far the value that starts at `start` may go.
    fn limit(&mut self, start: usize) -> usize {
        let next = self.careful.then(|| self.next_start(start + 1)).flatten();
        next.unwrap_or(self.text.len())
    }

    /// A feature whose brackets or quotes break at `broken`; answers where to go on.
    fn broken(&mut self, start: usize, broken: usize) -> usize {
        self.careful = true;
        match self.next_start(start + 1) {
            Some(next) => {
                let message = "The feature could not be read: its brackets or quotes do not match.";
                self.rows.reject(start, "feature-unreadable", message);
                next
            }
            None if broken >= self.text.len() => {
                let message = "The file ends inside this feature. Everything before it was read.";
                self.rows.reject(start, "truncated", message);
                self.text.len()
            }
            None => {
                let message = "The feature could not be read: its brackets or quotes do not match.";
                self.rows.reject(start, "feature-unreadable", message);
                // A list's end is left for the list; else the next object of a list is looked for.
                if self.text.as_bytes().get(broken) == Some(&b']') && broken > start {
                    broken
                } else {
                    let bytes = self.text.as_bytes();
                    let search = || scan::next_object(bytes, broken);
                    self.next_object.get(broken, search).unwrap_or(broken + 1)
                }
            }
        }
    }

    /// Where the next feature can be taken to start: at its type, or at a new line or record.
    fn next_start(&mut self, from: usize) -> Option<usize> {
        let text = self.text;
        let feature = self
            .next_feature
            .get(from, || scan::next_feature(text, from));
        if !self.sequence {
            return feature;
        }
        self.next_record.get(from, || {
            let end = feature.unwrap_or(text.len());
            let before = text.as_bytes().get(from..end).unwrap_or_default();
            let record = before.windows(2).position(|pair| {
                matches!(pair, [b'\n', b'{']) || pair.first() == Some(&RECORD_SEPARATOR)
            });
            record.map(|at| from + at + 1).or(feature)
        })
    }

    /// Something that starts no value; answers where to go on.
    fn stray(&mut self, at: usize) -> usize {
        let c = self.text.get(at..).and_then(|rest| rest.chars().next());
        let seen = c.map_or("something".to_owned(), |c| format!("“{c}”"));
        let message = format!("{seen} stands where a feature should start; it was passed over.");
        self.rows
            .find(Severity::Warning, "collection-broken", Some(at), &message);
        if c == Some('[') {
            return at + 1; // What is inside is looked at by itself.
        }
        match (c, scan::value_end(self.text.as_bytes(), at)) {
            (_, Ok(end)) => end,
            (Some('"'), Err(_)) => self.next_start(at + 1).unwrap_or(self.text.len()),
            _ => at + c.map_or(1, char::len_utf8),
        }
    }

    fn truncated(&mut self, at: usize) {
        if self.rows.findings.iter().any(|f| f.code == "truncated") {
            return;
        }
        let message = "The file ends before the list of features does. What there is was read.";
        self.rows
            .find(Severity::Warning, "truncated", Some(at), message);
    }

    /// Why there is nothing to show: what a parser says of the whole, or what the first value is.
    pub fn nothing_found(&self) -> Unreadable {
        let strict: Result<serde::de::IgnoredAny, _> = serde_json::from_str(self.text);
        match strict {
            Err(error) if !self.sequence || self.rows.tally.features < 2 => {
                Unreadable::from_json(self.text, &error, EXPECTED)
            }
            _ => {
                let start = scan::skip_space(self.text.as_bytes(), 0);
                let first = self
                    .rows
                    .findings
                    .iter()
                    .find(|f| f.severity == Severity::Rejected);
                let problem = first.map_or("there is no feature".to_owned(), |f| {
                    let message = f.message.trim_end_matches('.');
                    message.replacen("This is", "this is", 1).replacen(
                        "The feature",
                        "the feature",
                        1,
                    )
                });
                Unreadable::broken_at(self.text, start, problem, "features or geometries")
            }
        }
    }
}
