//! The dates of one row in words, with what the text said about their certainty.

use super::Intervals;
use super::column::{Value, read_one};
use crate::model::time::notation::{Edge, Reading};
use crate::model::time::words;
use crate::model::{Dataset, Role, RowId, Schema};

/// When the row began: "May 2016", "between June 2018 and September 2019", "by 22 January 2022";
/// where the start column holds whole lives, "March 2019 to May 2020". `None` if nothing is known.
#[must_use]
pub fn start_words(data: &Dataset, schema: &Schema, row: RowId) -> Option<String> {
    if let Some(reading) = reading(data, schema, Role::Start, row) {
        return Some(match Intervals::of(schema) {
            Intervals::Start => words::start_range(&reading),
            Intervals::Life => words::reading(&reading),
        });
    }
    match reading(data, schema, Role::KnownBy, row)? {
        Reading::Date(latest)
        | Reading::OrEarlier(latest)
        | Reading::OneOf { last: latest, .. } => Some(words::by(&latest)),
        Reading::Interval { start, end } => {
            let latest = end.date().or(start.date())?;
            Some(words::by(&latest))
        }
    }
}

/// When it ended.
#[must_use]
pub fn end_words(data: &Dataset, schema: &Schema, row: RowId) -> Option<String> {
    range_words(data, schema, Role::End, row)
}

/// When an order or announcement of closure was reported.
#[must_use]
pub fn closure_words(data: &Dataset, schema: &Schema, row: RowId) -> Option<String> {
    range_words(data, schema, Role::Closure, row)
}

fn range_words(data: &Dataset, schema: &Schema, role: Role, row: RowId) -> Option<String> {
    let reading = reading(data, schema, role, row)?;
    let boundless = matches!(
        reading,
        Reading::Interval {
            start: Edge::Open | Edge::Unknown,
            end: Edge::Open | Edge::Unknown,
        }
    );
    (!boundless).then(|| words::start_range(&reading))
}

fn reading(data: &Dataset, schema: &Schema, role: Role, row: RowId) -> Option<Reading> {
    match read_one(data.column(schema.property(role)?)?, row) {
        Value::Reading(reading) => Some(reading),
        Value::Missing | Value::Unreadable(_) => None,
    }
}
