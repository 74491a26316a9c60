//! Rows and findings as they come in, with the feature's number and line.

use std::collections::HashSet;

use super::Tally;
use super::feature;
use crate::model::{DatasetBuilder, Diagnostic, Place, Severity, Value};

/// Findings that are listed; more are only counted.
const LISTED_FINDINGS: usize = 10_000;

/// Properties that get a column each; the rest share one, so that a file in which every feature
/// has names of its own does not make a table of rows times rows.
const COLUMN_LIMIT: usize = 1_024;

/// The column of the properties past [`COLUMN_LIMIT`], as a JSON object a row.
const MORE_PROPERTIES: &str = "(more properties)";

/// Everything that was read so far.
pub(super) struct Rows<'t> {
    text: &'t str,
    /// Where lines were counted up to, and the number of that line.
    counted: (usize, u64),
    columns: HashSet<String>,
    pub builder: DatasetBuilder,
    pub findings: Vec<Diagnostic>,
    pub tally: Tally,
}

impl<'t> Rows<'t> {
    pub fn new(text: &'t str, findings: Vec<Diagnostic>) -> Self {
        Self {
            text,
            counted: (0, 1),
            columns: HashSet::new(),
            builder: DatasetBuilder::default(),
            findings,
            tally: Tally::default(),
        }
    }

    /// Adds the feature that starts at byte `start`.
    pub fn keep(&mut self, start: usize, row: feature::Row) {
        let place = self.next_place(start);
        for remark in row.remarks {
            self.push_finding(Diagnostic {
                severity: remark.severity,
                code: remark.code,
                place,
                message: remark.message,
            });
        }
        self.tally.placed += u64::from(row.shape.is_some());
        self.tally.misplaced += u64::from(row.misplaced);
        self.tally.no_geometry += u64::from(row.shape.is_none() && !row.misplaced);
        self.tally.foreign += u64::from(row.foreign);
        let properties = self.within_limit(row.properties);
        self.builder.push(place, row.id, row.shape, properties);
    }

    /// The properties that have or get a column, and the others as one.
    fn within_limit(
        &mut self,
        mut properties: Vec<(String, Option<Value>)>,
    ) -> Vec<(String, Option<Value>)> {
        let mut rest = Vec::new();
        properties.retain_mut(|(name, value)| {
            if self.columns.contains(name.as_str()) {
                return true;
            }
            if self.columns.len() < COLUMN_LIMIT {
                self.columns.insert(name.clone());
                return true;
            }
            let value = value.take().map_or("null".to_owned(), Value::into_json);
            rest.push(format!("{}:{value}", Value::Text(name.clone()).into_json()));
            false
        });
        if !rest.is_empty() {
            if self.columns.insert(MORE_PROPERTIES.to_owned()) {
                let message = format!(
                    "The file has more than {COLUMN_LIMIT} properties; the rest stand together in “{MORE_PROPERTIES}”."
                );
                self.find(Severity::Note, "many-properties", None, &message);
            }
            let object = Value::Json(format!("{{{}}}", rest.join(",")));
            properties.push((MORE_PROPERTIES.to_owned(), Some(object)));
        }
        properties
    }

    /// Counts the feature that starts at byte `start` as unreadable, and says why.
    pub fn reject(&mut self, start: usize, code: &'static str, message: &str) {
        let place = self.next_place(start);
        self.tally.rejected += 1;
        self.push_finding(Diagnostic {
            severity: Severity::Rejected,
            code,
            place,
            message: message.to_owned(),
        });
    }

    /// The place of the next feature, which starts at `start`.
    fn next_place(&mut self, start: usize) -> Place {
        self.tally.features += 1;
        Place {
            feature: Some(self.tally.features),
            line: Some(self.line(start)),
        }
    }

    /// The line of an offset; offsets come in ascending order.
    fn line(&mut self, offset: usize) -> u64 {
        let (from, line) = self.counted;
        let between = self.text.get(from..offset).unwrap_or_default();
        let lines = between.matches('\n').count() as u64;
        self.counted = (from.max(offset), line + lines);
        self.counted.1
    }

    /// Notes something that concerns no single feature, at byte `at`.
    pub fn find(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: Option<usize>,
        message: &str,
    ) {
        let line = at.map(|at| self.line(at));
        self.push_finding(Diagnostic {
            severity,
            code,
            place: Place {
                feature: None,
                line,
            },
            message: message.to_owned(),
        });
    }

    fn push_finding(&mut self, finding: Diagnostic) {
        if self.findings.len() < LISTED_FINDINGS {
            self.findings.push(finding);
        } else {
            self.tally.unlisted += 1;
        }
    }
}
