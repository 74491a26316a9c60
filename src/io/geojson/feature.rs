//! The text of one feature to one row. Values are kept as written; nothing here recurses into them.

use std::collections::HashSet;
use std::fmt;

use geo_types::Geometry;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::mend::mend;
use super::shape::{self, Place};
use crate::io::unreadable::json_problem;
use crate::model::{Severity, Value};

/// One feature, read.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The `id` as JSON text.
    pub id: Option<String>,
    /// Its shape in degrees.
    pub shape: Option<Geometry<f64>>,
    /// There is a geometry, but it cannot be placed.
    pub misplaced: bool,
    /// Its properties in file order.
    pub properties: Vec<(String, Option<Value>)>,
    /// It has members of its own besides those of the format.
    pub foreign: bool,
    /// What is worth saying about it.
    pub remarks: Vec<Remark>,
}

/// A finding whose place in the file the caller knows.
#[derive(Debug)]
pub(super) struct Remark {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
}

impl Remark {
    pub fn new(severity: Severity, code: &'static str, message: &str) -> Self {
        Self {
            severity,
            code,
            message: message.to_owned(),
        }
    }
}

/// Why a piece of text is no row.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is not JSON; what is wrong.
    Syntax(String),
    /// It is JSON, but no feature; what it is.
    NotAFeature(String),
}

/// Reads a feature or a bare geometry.
pub(super) fn read(text: &str) -> Result<Row, Refusal> {
    let error = match row(text) {
        Ok(read) => return read,
        Err(error) => error,
    };
    let Some(mended) = mend(text) else {
        return Err(Refusal::Syntax(json_problem(&error)));
    };
    let mut read = row(&mended.text).map_err(|e| Refusal::Syntax(json_problem(&e)))??;
    if mended.not_finite {
        read.remarks.push(Remark::new(
            Severity::Warning,
            "number-not-finite",
            "NaN or Infinity stands where a number should; it counts as missing.",
        ));
    }
    if mended.characters {
        read.remarks.push(Remark::new(
            Severity::Note,
            "text-mended",
            "A text holds characters that JSON does not allow; they were mended.",
        ));
    }
    Ok(read)
}

/// The row, unless the text is not JSON (outer) or no feature (inner).
fn row(text: &str) -> Result<Result<Row, Refusal>, serde_json::Error> {
    if !text.starts_with('{') {
        let _: &RawValue = serde_json::from_str(text)?;
        let what = match text.as_bytes().first() {
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b'n') => "null",
            _ => "a single value",
        };
        return Ok(Err(Refusal::NotAFeature(what.to_owned())));
    }
    let members: Members = serde_json::from_str(text)?;
    let kind = members.text("type");
    let mut row = Row::default();
    match kind.as_deref() {
        Some("Feature") => {}
        Some(kind) if shape::is_geometry_type(kind) => {
            row.place(text);
            return Ok(Ok(row));
        }
        _ if members.raw("geometry").is_none() && members.raw("properties").is_none() => {
            let what = kind.map_or("an object without a type".to_owned(), |kind| {
                format!("an object of the type “{}”", super::short(&kind))
            });
            return Ok(Err(Refusal::NotAFeature(what)));
        }
        _ => row.note(
            "type-missing",
            "The “type” is not “Feature”; it was read as one.",
        ),
    }
    row.fill(&members)?;
    Ok(Ok(row))
}

impl Row {
    fn note(&mut self, code: &'static str, message: &str) {
        self.remarks
            .push(Remark::new(Severity::Note, code, message));
    }

    fn fill(&mut self, members: &Members) -> Result<(), serde_json::Error> {
        for (name, value) in &members.0 {
            match name.as_str() {
                "type" | "bbox" | "geometry" => {}
                "properties" => self.properties = properties(value, &mut self.remarks)?,
                "id" => self.id = (value.get() != "null").then(|| value.get().to_owned()),
                _ => self.foreign = true,
            }
        }
        if let Some(name) = members.repeated() {
            let name = super::short(name).into_owned();
            self.note(
                "duplicate-key",
                &format!("The member “{name}” is given more than once; the last one counts."),
            );
        }
        if let Some(geometry) = members.raw("geometry") {
            self.place(geometry);
        }
        Ok(())
    }

    fn place(&mut self, geometry: &str) {
        match shape::read(geometry, &mut self.remarks) {
            Place::Shape(shape) => self.shape = Some(shape),
            Place::Nothing => {}
            Place::Unusable(remark) => {
                self.misplaced = true;
                self.remarks.push(remark);
            }
        }
    }
}

fn properties(
    raw: &RawValue,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<(String, Option<Value>)>, serde_json::Error> {
    if raw.get() == "null" {
        return Ok(Vec::new());
    }
    if !raw.get().starts_with('{') {
        let message = "The properties are not an object; the row is kept without them.";
        remarks.push(Remark::new(
            Severity::Warning,
            "properties-unreadable",
            message,
        ));
        return Ok(Vec::new());
    }
    let members: Members = serde_json::from_str(raw.get())?;
    if let Some(name) = members.repeated() {
        let message = format!(
            "The property “{}” is given more than once; the last value counts.",
            super::short(name)
        );
        remarks.push(Remark::new(Severity::Note, "duplicate-key", &message));
    }
    members
        .0
        .into_iter()
        .map(|(name, raw)| Ok((name, value(raw.get())?)))
        .collect()
}

fn value(raw: &str) -> Result<Option<Value>, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') => Some(Value::Text(serde_json::from_str(raw)?)),
        Some(b't') => Some(Value::Flag(true)),
        Some(b'f') => Some(Value::Flag(false)),
        Some(b'{' | b'[') => Some(Value::Json(compact(raw))),
        // Whatever JSON writes as a number Rust reads as one; beyond the range it is infinite.
        Some(b'-' | b'0'..=b'9') => raw.parse().ok().map(|n| Value::Number(n, raw.to_owned())),
        _ => None,
    })
}

/// JSON text without the whitespace between its parts, so that layout makes no difference.
fn compact(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let (mut inside, mut escaped) = (false, false);
    for c in raw.chars() {
        match c {
            '"' if !escaped => inside = !inside,
            ' ' | '\t' | '\r' | '\n' if !inside => continue,
            _ => {}
        }
        escaped = inside && c == '\\' && !escaped;
        out.push(c);
    }
    out
}

/// The members of an object in file order, values unread. A name may occur more than once.
#[derive(Debug)]
pub(super) struct Members<'a>(pub Vec<(String, &'a RawValue)>);

impl Members<'_> {
    /// The JSON text of the last member of this name.
    pub fn raw(&self, name: &str) -> Option<&str> {
        let member = self.0.iter().rev().find(|m| m.0 == name)?;
        Some(member.1.get())
    }

    /// The last member of this name, if it is a string.
    pub fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A name that occurs more than once.
    fn repeated(&self) -> Option<&str> {
        let mut seen = HashSet::with_capacity(self.0.len());
        let mut names = self.0.iter().map(|m| m.0.as_str());
        names.find(|name| !seen.insert(*name))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(InOrder).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_as_written() {
        let text = |t: &str| Some(Value::Text(t.to_owned()));
        for (raw, expected) in [
            (r#""a\u00e9""#, text("aé")),
            ("1.50", Some(Value::Number(1.5, "1.50".into()))),
            (
                "12345678901234567890123",
                Some(Value::Number(
                    1.234_567_890_123_456_8e22,
                    "12345678901234567890123".into(),
                )),
            ),
            (
                "-1e999",
                Some(Value::Number(f64::NEG_INFINITY, "-1e999".into())),
            ),
            ("true", Some(Value::Flag(true))),
            ("null", None),
            (
                "{ \"a b\" : [ 1, \"\\\" \\\\\" ] }",
                Some(Value::Json(r#"{"a b":[1,"\" \\"]}"#.into())),
            ),
        ] {
            assert_eq!(value(raw).unwrap(), expected, "{raw}");
        }
    }

    #[test]
    fn what_is_no_feature_says_what_it_is() {
        let what = |text| match read(text) {
            Err(Refusal::NotAFeature(what)) => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(what("[1,2]"), "a list");
        assert_eq!(what("null"), "null");
        assert_eq!(what(r#"{"a":1}"#), "an object without a type");
        assert_eq!(
            what(r#"{"type":"Topology"}"#),
            "an object of the type “Topology”"
        );
        assert!(matches!(read("{nope"), Err(Refusal::Syntax(_))));
    }
}
