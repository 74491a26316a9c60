//! Dates written in digits: a text's *shape* (each digit as `0`) names its notation.

use jiff::civil;

use super::{Date, Problem};
use crate::model::time::{Precision, Span, calendar};

type Outcome = Result<Date, Problem>;

/// Reads a date of digits; `None` where the text has no known shape.
pub(super) fn read(text: &str) -> Option<Outcome> {
    if !text.is_ascii() {
        return None;
    }
    let (sign, body) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let year = |digits: &str| number(digits).map(|year| sign * year);
    let outcome = match shape(body).as_str() {
        "0000" => years(year(body)?, year(body)?, Precision::Year),
        "000X" => decade(sign, number(&body[..3])?),
        "0000S" if body.ends_with("0s") && !body.ends_with("00s") => {
            decade(sign, number(&body[..3])?)
        }
        "00XX" => century(sign, number(&body[..2])?),
        "0000-XX" | "0000-XX-XX" => years(year(&body[..4])?, year(&body[..4])?, Precision::Year),
        "0000-00-XX" => month(year(&body[..4])?, number(&body[5..7])?),
        "0000-00" => month_or_season(year(&body[..4])?, number(&body[5..])?),
        "0000Q0" | "0000-Q0" | "0000 Q0" => {
            quarter(year(&body[..4])?, number(&body[body.len() - 1..])?)
        }
        "00000000" => day(year(&body[..4])?, number(&body[4..6])?, number(&body[6..])?),
        "0000-000" => ordinal(year(&body[..4])?, number(&body[5..])?),
        "0000000" => ordinal(year(&body[..4])?, number(&body[4..])?),
        "0000-W00" => week(year(&body[..4])?, number(&body[6..])?),
        "0000W00" => week(year(&body[..4])?, number(&body[5..])?),
        "0000-W00-0" => week_day(year(&body[..4])?, number(&body[6..8])?, number(&body[9..])?),
        "0000W000" => week_day(year(&body[..4])?, number(&body[5..7])?, number(&body[7..])?),
        "000000" => Err(two_meanings(body)),
        _ => return read_parts(sign, body),
    };
    Some(outcome)
}

/// Year, month and day, the last two of one or two digits: `2016-5-1`, `2016.05.21`, `2016-5`.
fn read_parts(sign: i32, body: &str) -> Option<Outcome> {
    let leading = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(long) = body.strip_prefix('Y') {
        let n_digits = leading(long.trim_start_matches('-'));
        let beyond = n_digits > 4 || n_digits > 0 && long.contains('E');
        return beyond.then_some(Err(Problem::Beyond));
    }
    let mut parts = body.split(['-', '.']);
    let year = parts.next()?;
    if year.len() > 4 && leading(year) == year.len() {
        return Some(Err(Problem::Beyond));
    }
    if year.len() != 4 {
        return None;
    }
    let year = sign * number(year)?;
    let small = |part: &str| (part.len() <= 2).then(|| number(part)).flatten();
    let first = small(parts.next()?)?;
    match (parts.next(), parts.next()) {
        (None, _) => Some(month_or_season(year, first)),
        (Some(second), None) => Some(day(year, first, small(second)?)),
        _ => None,
    }
}

/// The text with every digit as `0`, letters as capitals.
fn shape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '1'..='9' => '0',
            c => c.to_ascii_uppercase(),
        })
        .collect()
}

/// The value of up to nine digits.
pub(super) fn number(digits: &str) -> Option<i32> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn made(span: Option<Span>, precision: Precision, what: &'static str) -> Outcome {
    span.map(|span| Date::exact(span, precision))
        .ok_or(Problem::NoSuch(what))
}

/// Four digits always fit; the calendar's own bounds decide the rest.
fn small<T: TryFrom<i32>>(value: i32) -> Result<T, Problem> {
    T::try_from(value).map_err(|_| Problem::Beyond)
}

fn years(first: i32, last: i32, precision: Precision) -> Outcome {
    let span = calendar::years(small(first)?, small(last)?);
    span.map(|span| Date::exact(span, precision))
        .ok_or(Problem::Beyond)
}

/// `201X`; before year 0 the digits count away from it, and year 0 itself is never negative.
fn decade(sign: i32, tens: i32) -> Outcome {
    counted(sign, tens * 10, 9, Precision::Decade)
}

fn century(sign: i32, hundreds: i32) -> Outcome {
    counted(sign, hundreds * 100, 99, Precision::Century)
}

fn counted(sign: i32, least: i32, more: i32, precision: Precision) -> Outcome {
    if sign < 0 {
        years(-least - more, -least.max(1), precision)
    } else {
        years(least, least + more, precision)
    }
}

pub(super) fn month(year: i32, month: i32) -> Outcome {
    let span = calendar::months(small(year)?, small(month)?, 1);
    made(span, Precision::Month, "month")
}

/// Quarter 1 to 4 of the calendar year.
pub(super) fn quarter(year: i32, quarter: i32) -> Outcome {
    if !(1..=4).contains(&quarter) {
        return Err(Problem::NoSuch("quarter"));
    }
    let span = calendar::months(small(year)?, small(quarter * 3 - 2)?, 3);
    made(span, Precision::Quarter, "quarter")
}

/// 0 spring, 1 summer, 2 autumn, 3 winter, of the northern hemisphere.
pub(super) fn season(year: i32, season: i32) -> Outcome {
    let span = calendar::months(small(year)?, small(season * 3 + 3)?, 3);
    span.map(|span| Date::exact(span, Precision::Quarter))
        .ok_or(Problem::Beyond)
}

/// EDTF's second number: a month, a season (21 to 32) or a quarter (33 to 36).
fn month_or_season(year: i32, code: i32) -> Outcome {
    match code {
        1..=12 => month(year, code),
        21..=28 => season(year, (code - 21) % 4),
        29..=32 => season(year, (code - 29 + 2) % 4),
        33..=36 => quarter(year, code - 32),
        _ => Err(Problem::NoSuch("month")),
    }
}

pub(super) fn day(year: i32, month: i32, day: i32) -> Outcome {
    if !(1..=12).contains(&month) {
        return Err(Problem::NoSuch("month"));
    }
    let date = civil::Date::new(small(year)?, small(month)?, small(day)?).ok();
    made(date.map(calendar::day), Precision::Day, "day")
}

fn ordinal(year: i32, day: i32) -> Outcome {
    let first = civil::Date::new(small(year)?, 1, 1).map_err(|_| Problem::Beyond)?;
    let date = first.with().day_of_year(small(day)?).build().ok();
    made(date.map(calendar::day), Precision::Day, "day")
}

fn week(year: i32, week: i32) -> Outcome {
    let span = calendar::week(small(year)?, small(week)?);
    made(span, Precision::Week, "week")
}

fn week_day(year: i32, week: i32, weekday: i32) -> Outcome {
    let date = calendar::week_day(small(year)?, small(week)?, small(weekday)?);
    made(date.map(calendar::day), Precision::Day, "day")
}

/// Six digits are a year and a month to some, and a two-digit year, month and day to others.
fn two_meanings(body: &str) -> Problem {
    let (year, month) = body.split_at(4);
    match number(month) {
        Some(1..=12) => Problem::Ambiguous(
            "a year and a month".to_owned(),
            "a day of a year with two digits".to_owned(),
            format!("{year}-{month}"),
        ),
        _ => Problem::Unreadable,
    }
}
