//! The time of day and its zone.

use super::numeric::{number, shape};
use super::{Date, NotationError, Problem, shorten, within_calendar};
use crate::model::time::{DAY_MS, Precision, Span};

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
    let start = day.span.start.0 + time.start - offset.unwrap_or(0);
    let leap_here = (start + 1000).rem_euclid(DAY_MS) == 0;
    if time.leap_second && !leap_here {
        return Err(Problem::NoSuch("second").about(whole));
    }
    within_calendar(start, time.length)
        .map(|span| Date::exact(span, Precision::Time))
        .ok_or_else(|| NotationError::Beyond(shorten(whole)))
}

/// Splits a day that has a zone and no time of day, as XML Schema writes it: `2016-05-21+02:00`.
pub(super) fn split_day_zone(text: &str) -> Option<(&str, &str)> {
    let (day, zone) = text.split_at_checked(10)?;
    let zoned = zone.starts_with(['Z', '+']) || zone.starts_with('-') && zone.contains(':');
    (zoned && shape(day).as_str() == "0000-00-00").then_some((day, zone))
}

/// The day as it is counted in its zone; `whole` is what an error quotes.
pub(super) fn read_day_in_zone(day: Date, zone: &str, whole: &str) -> Result<Date, NotationError> {
    let (rest, offset) = split_zone(zone).map_err(|problem| problem.about(whole))?;
    if !rest.is_empty() {
        return Err(NotationError::Unreadable(shorten(whole)));
    }
    within_calendar(day.span.start.0 - offset.unwrap_or(0), DAY_MS)
        .map(|span| Date::exact(span, day.precision))
        .ok_or_else(|| NotationError::Beyond(shorten(whole)))
}

/// How far ahead of UTC, in milliseconds, the zone is in which a day of 24 hours begins at
/// midnight: 0 for a day of UTC. Of two zones a day apart, the one that people live in.
pub(in super::super) fn zone_of_day(day: Span) -> i64 {
    let ahead = (-day.start.0).rem_euclid(DAY_MS);
    if ahead > 14 * HOUR_MS {
        ahead - DAY_MS
    } else {
        ahead
    }
}

/// An offset as it is written: `+02:00`.
pub(in super::super) fn offset_text(ahead: i64) -> String {
    let sign = if ahead < 0 { '-' } else { '+' };
    let minutes = ahead.abs() / MINUTE_MS;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Whether a time of day names no zone.
pub(super) fn lacks_zone(time: &str) -> bool {
    matches!(split_zone(time), Ok((_, None)))
}

/// A time of day in milliseconds after midnight.
struct Clock {
    start: i64,
    length: i64,
    leap_second: bool,
}

/// `14`, `14:30`, `1430`, `14:30:05`, `143005`, `14:30:05.25`, `24:00`, `2:30 PM`.
fn read_clock(text: &str) -> Result<Clock, Problem> {
    let (text, half) = split_half(text);
    let (whole, fraction) = match text.split_once(['.', ',']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let (hour, minute, second) = numbers(whole)?;
    if fraction.is_some() && second.is_none() {
        return Err(Problem::Unreadable);
    }
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(Problem::NoSuch("time of day")),
        Some(Half::Morning) => hour % 12,
        Some(Half::Afternoon) => hour % 12 + 12,
    };
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
    if hour == 24 && length == 1 && start > DAY_MS {
        return Err(Problem::NoSuch("time of day"));
    }
    Ok(Clock {
        start,
        length,
        leap_second,
    })
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

/// Takes `AM` or `PM` off the end.
fn split_half(text: &str) -> (&str, Option<Half>) {
    for (word, half) in [
        ("am", Half::Morning),
        ("a.m.", Half::Morning),
        ("pm", Half::Afternoon),
        ("p.m.", Half::Afternoon),
    ] {
        let at = text.len().saturating_sub(word.len());
        if let Some((clock, end)) = text.split_at_checked(at)
            && end.eq_ignore_ascii_case(word)
        {
            return (clock.trim_end(), Some(half));
        }
    }
    (text, None)
}

/// Hour, minute and second, with or without colons.
fn numbers(text: &str) -> Result<(i32, Option<i32>, Option<i32>), Problem> {
    let colons = text.contains(':');
    let mut rest = Some(text);
    let mut next = |shortest: usize| -> Result<Option<i32>, Problem> {
        let Some(left) = rest else { return Ok(None) };
        let (digits, after) = if colons {
            match left.split_once(':') {
                Some((digits, after)) => (digits, Some(after)),
                None => (left, None),
            }
        } else {
            let (digits, after) = left.split_at_checked(2).ok_or(Problem::Unreadable)?;
            (digits, (!after.is_empty()).then_some(after))
        };
        rest = after;
        let fits = (shortest..=2).contains(&digits.len());
        let value = fits.then(|| number(digits)).flatten();
        value.map(Some).ok_or(Problem::Unreadable)
    };
    let (hour, minute, second) = (next(1)?, next(2)?, next(2)?);
    match (hour, rest) {
        (Some(hour), None) => Ok((hour, minute, second)),
        _ => Err(Problem::Unreadable),
    }
}

/// The first three digits after the decimal sign.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain(*b"000").take(3);
    Some(digits.fold(0, |ms, digit| ms * 10 + i64::from(digit - b'0')))
}

/// Why the name of a zone is no help.
const NAMED_ZONE: &str =
    "zones by name are not known here; write how far it is from UTC, like +02:00";

/// The clock and how far its zone, if it has one, is ahead of UTC, in milliseconds.
fn split_zone(text: &str) -> Result<(&str, Option<i64>), Problem> {
    // `[Europe/Paris]` after an offset only names it (RFC 9557).
    let text = match text.split_once('[') {
        Some((timed, name)) if name.ends_with(']') && timed.contains(['+', '-', 'Z', 'z']) => timed,
        Some((_, name)) if name.ends_with(']') => return Err(Problem::NotRead(NAMED_ZONE)),
        Some(_) => return Err(Problem::Unreadable),
        None => text,
    };
    if let Some(clock) = strip_utc(text) {
        return Ok((clock, Some(0)));
    }
    let Some(at) = text.find(['+', '-']) else {
        let clock = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '/');
        let named = text.len() - clock.len() > 1 && split_half(text).1.is_none();
        return if named {
            Err(Problem::NotRead(NAMED_ZONE))
        } else {
            Ok((text, None))
        };
    };
    let sign = if text[at..].starts_with('-') { -1 } else { 1 };
    let clock = text[..at].trim_end();
    let ahead = offset(&text[at + 1..])?;
    Ok((strip_utc(clock).unwrap_or(clock), Some(sign * ahead)))
}

fn strip_utc(text: &str) -> Option<&str> {
    let names = ["Z", "z", "UTC", "utc", "GMT", "gmt"];
    let clock = names.into_iter().find_map(|utc| text.strip_suffix(utc))?;
    Some(clock.trim_end())
}

/// `02`, `0230` or `02:30` in milliseconds.
fn offset(zone: &str) -> Result<i64, Problem> {
    let (hours, minutes) = match zone.len() {
        2 => (zone, "00"),
        4 => zone.split_at_checked(2).ok_or(Problem::Unreadable)?,
        5 => zone.split_once(':').ok_or(Problem::Unreadable)?,
        _ => return Err(Problem::Unreadable),
    };
    let two = |digits: &str| (digits.len() == 2).then(|| number(digits)).flatten();
    let (hours, minutes) = two(hours).zip(two(minutes)).ok_or(Problem::Unreadable)?;
    if hours > 23 || minutes > 59 {
        return Err(Problem::NoSuch("time zone"));
    }
    Ok(i64::from(hours) * HOUR_MS + i64::from(minutes) * MINUTE_MS)
}
