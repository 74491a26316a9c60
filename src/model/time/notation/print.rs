//! Canonical EDTF; weeks, which EDTF does not have, as ISO 8601 writes them.

use super::{Date, Edge, Reading, clock};
use crate::model::time::{DAY_MS, Instant, Precision, calendar};

/// The date in EDTF; [`read`](super::read) gives the same date back.
#[must_use]
pub fn write(date: &Date) -> String {
    let day = calendar::date_at(date.span.start);
    let (year, month) = (day.year(), day.month());
    let mut text = match date.precision {
        Precision::Century => format!("{}XX", signed(year / 100, year < 0, 2)),
        Precision::Decade => format!("{}X", signed(year / 10, year < 0, 3)),
        Precision::Year => signed(year, year < 0, 4),
        Precision::Quarter => {
            let code = part_of_year(date, month);
            format!("{}-{code:02}", signed(year, year < 0, 4))
        }
        Precision::Month => format!("{}-{month:02}", signed(year, year < 0, 4)),
        Precision::Week => {
            let week = day.iso_week_date();
            let year = week.year();
            format!("{}-W{:02}", signed(year, year < 0, 4), week.week())
        }
        Precision::Day => match clock::zone_of_day(date.span) {
            0 => day_text(day),
            zone => {
                let local = calendar::date_at(Instant(date.span.start.0 + zone));
                format!("{}{}", day_text(local), clock::offset_text(zone))
            }
        },
        Precision::Time => format!("{}T{}Z", day_text(day), time_text(date)),
    };
    match (date.uncertain, date.approximate) {
        (false, false) => {}
        (true, false) => text.push('?'),
        (false, true) => text.push('~'),
        (true, true) => text.push('%'),
    }
    text
}

/// EDTF's code for a part of the year that is no month.
fn part_of_year(date: &Date, month: i8) -> i8 {
    match date.span.duration_ms() / DAY_MS {
        // Four months begin in January, May or September, six in January or July.
        ..100 if month % 3 == 0 => 20 + month / 3,
        ..100 => 33 + month / 3,
        100..150 => 37 + month / 4,
        _ => 40 + month / 7,
    }
}

/// A whole reading in EDTF.
#[must_use]
pub fn write_reading(reading: &Reading) -> String {
    let edge = |edge: &Edge| match edge {
        Edge::Date(date) => write(date),
        Edge::Open => "..".to_owned(),
        Edge::Unknown => String::new(),
    };
    match reading {
        Reading::Date(date) => write(date),
        Reading::Interval { start, end } => format!("{}/{}", edge(start), edge(end)),
        Reading::OrEarlier(date) => format!("[..{}]", write(date)),
        Reading::OneOf { first, last } => format!("[{}..{}]", write(first), write(last)),
    }
}

/// A number of `digits` digits. The sign is given apart, for a decade that rounds to zero.
fn signed(value: i16, negative: bool, digits: usize) -> String {
    let sign = if negative { "-" } else { "" };
    format!("{sign}{:0digits$}", value.unsigned_abs())
}

fn day_text(day: jiff::civil::Date) -> String {
    let year = signed(day.year(), day.year() < 0, 4);
    format!("{year}-{:02}-{:02}", day.month(), day.day())
}

/// The time of day, as fine as the span is short.
fn time_text(date: &Date) -> String {
    let ms = date.span.start.0.rem_euclid(DAY_MS);
    let (hour, minute) = (ms / 3_600_000, ms / 60_000 % 60);
    let (second, fraction) = (ms / 1000 % 60, ms % 1000);
    match date.span.duration_ms() {
        3_600_000 => format!("{hour:02}"),
        60_000 => format!("{hour:02}:{minute:02}"),
        1000 if fraction == 0 => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{fraction:03}"),
    }
}
