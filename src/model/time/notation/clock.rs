//! The time of day and its zone.

use super::numeric::number;
use super::{Date, NotationError, Problem, shorten, within_calendar};
use crate::model::time::{DAY_MS, Precision};

const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// Splits a text into its day and its time of day, if it has one.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let day_of = |day: &str| day.trim_end_matches([' ', ',']).len();
    if let Some(colon) = text.find(':') {
        // One or two digits of the hour, before them a `T` or a space.
        let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
        let separated = hour.ends_with(['T', 't', ' ']) && colon > hour.len();
        let day = separated.then(|| &hour[..hour.len() - 1])?;
        return Some((&day[..day_of(day)], &text[hour.len()..]));
    }
    let at = text.find(['T', 't'])?;
    let digit_at = |index: Option<usize>| {
        index.is_some_and(|i| text.as_bytes().get(i).is_some_and(u8::is_ascii_digit))
    };
    let between_digits = digit_at(at.checked_sub(1)) && digit_at(Some(at + 1));
    between_digits.then(|| (&text[..at], &text[at + 1..]))
}

/// The part of `day` that `time` names; `whole` is what an error quotes.
pub(super) fn read_time(day: Date, time: &str, whole: &str) -> Result<Date, NotationError> {
    if day.precision != Precision::Day {
        return Err(NotationError::Unreadable(shorten(whole)));
    }
    let (time, offset) = split_zone(time).map_err(|problem| problem.about(whole))?;
    let time = read_clock(time).map_err(|problem| problem.about(whole))?;
    let start = day.span.start.0 + time.start - offset;
    let leap_here = (start + 1000).rem_euclid(DAY_MS) == 0;
    if time.leap_second && !leap_here {
        return Err(Problem::NoSuch("second").about(whole));
    }
    within_calendar(start, time.length)
        .map(|span| Date::exact(span, Precision::Time))
        .ok_or_else(|| NotationError::Beyond(shorten(whole)))
}

/// A time of day in milliseconds after midnight.
struct Clock {
    start: i64,
    length: i64,
    leap_second: bool,
}

/// `14`, `14:30`, `1430`, `14:30:05`, `143005`, `14:30:05.25`, `24:00`.
fn read_clock(text: &str) -> Result<Clock, Problem> {
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let parts: Vec<&str> = if whole.contains(':') {
        whole.split(':').collect()
    } else {
        (0..whole.len())
            .step_by(2)
            .map(|at| whole.get(at..at + 2).ok_or(Problem::Unreadable))
            .collect::<Result<_, _>>()?
    };
    let part = |index: usize| match parts.get(index) {
        None => Ok(None),
        Some(digits) if digits.len() == 2 || index == 0 && digits.len() == 1 => {
            number(digits).map(Some).ok_or(Problem::Unreadable)
        }
        Some(_) => Err(Problem::Unreadable),
    };
    let (hour, minute, second) = (part(0)?.ok_or(Problem::Unreadable)?, part(1)?, part(2)?);
    if parts.len() > 3 || fraction.is_some() && second.is_none() {
        return Err(Problem::Unreadable);
    }
    let leap_second = second == Some(60);
    let seconds = if leap_second { 59 } else { second.unwrap_or(0) };
    let exists = hour < 24 || (hour == 24 && minute.unwrap_or(0) == 0 && seconds == 0);
    if !exists || minute.unwrap_or(0) > 59 || seconds > 59 {
        return Err(Problem::NoSuch("time of day"));
    }
    let mut start = i64::from(hour) * HOUR_MS
        + i64::from(minute.unwrap_or(0)) * MINUTE_MS
        + i64::from(seconds) * 1000;
    let mut length = match (minute, second) {
        (None, _) => HOUR_MS,
        (_, None) => MINUTE_MS,
        _ => 1000,
    };
    // The fraction of a leap second has no instants of its own.
    if let Some(fraction) = fraction {
        let ms = milliseconds(fraction).ok_or(Problem::Unreadable)?;
        if !leap_second {
            start += ms;
            length = 1;
        }
    }
    Ok(Clock {
        start,
        length,
        leap_second,
    })
}

/// The first three digits after the decimal sign.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    number(&digits).map(i64::from)
}

/// The clock and how far its zone is ahead of UTC, in milliseconds.
fn split_zone(text: &str) -> Result<(&str, i64), Problem> {
    // `[Europe/Paris]` after an offset only names it (RFC 9557).
    let text = match text.split_once('[') {
        Some((timed, name)) if name.ends_with(']') && timed.contains(['+', '-', 'Z', 'z']) => timed,
        Some(_) => return Err(Problem::Unreadable),
        None => text,
    };
    for utc in ["Z", "z", "UTC", "GMT"] {
        if let Some(clock) = text.strip_suffix(utc) {
            return Ok((clock.trim_end(), 0));
        }
    }
    let Some(at) = text.find(['+', '-']) else {
        return Ok((text, 0));
    };
    let sign = if text[at..].starts_with('-') { -1 } else { 1 };
    let zone = &text[at + 1..];
    let digits: String = zone.chars().filter(|c| *c != ':').collect();
    let spelt = matches!(zone.len(), 2 | 4) && !zone.contains(':')
        || zone.len() == 5 && zone.as_bytes().get(2) == Some(&b':');
    let value = number(&digits)
        .filter(|_| spelt)
        .ok_or(Problem::Unreadable)?;
    let (hours, minutes) = if digits.len() == 2 {
        (value, 0)
    } else {
        (value / 100, value % 100)
    };
    if hours > 23 || minutes > 59 {
        return Err(Problem::NoSuch("time zone"));
    }
    let ahead = i64::from(hours) * HOUR_MS + i64::from(minutes) * MINUTE_MS;
    Ok((text[..at].trim_end(), sign * ahead))
}
