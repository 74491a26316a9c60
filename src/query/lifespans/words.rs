//! The dates of one row in words, with what the text said about their certainty.

use super::column::Value;
use super::{Dates, Intervals};
use crate::model::time::notation::{Edge, Reading};
use crate::model::time::words;
use crate::model::{Role, RowId};

/// When the row began: "May 2016", "between June 2018 and September 2019", "by 22 January 2022";
/// where the start column holds whole lives, "March 2019 to May 2020". `None` if nothing is known.
#[must_use]
pub fn start_words(dates: Dates<'_>, row: RowId) -> Option<String> {
    if let Some(reading) = reading(dates, Role::Start, row) {
        return Some(match Intervals::of(dates.schema) {
            Intervals::Start => words::start_range(&reading),
            Intervals::Life => words::reading(&reading),
        });
    }
    match reading(dates, Role::KnownBy, row)? {
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
pub fn end_words(dates: Dates<'_>, row: RowId) -> Option<String> {
    range_words(dates, Role::End, row)
}

/// When an order or announcement of closure was reported.
#[must_use]
pub fn closure_words(dates: Dates<'_>, row: RowId) -> Option<String> {
    range_words(dates, Role::Closure, row)
}

fn range_words(dates: Dates<'_>, role: Role, row: RowId) -> Option<String> {
    let reading = reading(dates, role, row)?;
    let boundless = matches!(
        reading,
        Reading::Interval {
            start: Edge::Open | Edge::Unknown,
            end: Edge::Open | Edge::Unknown,
        }
    );
    (!boundless).then(|| words::start_range(&reading))
}

fn reading(dates: Dates<'_>, role: Role, row: RowId) -> Option<Reading> {
    let column = dates.data.column(dates.schema.property(role)?)?;
    match dates.formats.of(role).read_cell(column.cell(row)) {
        Value::Reading(reading) => Some(reading),
        Value::Missing | Value::Unreadable(_) => None,
    }
}
