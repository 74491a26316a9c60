//! Dates written in digits: a text's *shape* (each digit as `0`) names its notation.

use jiff::civil;

use super::{Date, Problem};
use crate::model::time::{Precision, Span, calendar};

type Outcome = Result<Date, Problem>;

/// Why `21/05/16` is no date.
pub(super) const TWO_DIGITS: &str = "a year of two digits can be of any century; write all four";

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
        "0000" => self::year(year(body)?),
        "000X" | "000X-XX" | "000X-XX-XX" => decade(sign, number(&body[..3])?),
        "0000S" if body.ends_with("00s") => Err(decade_or_century(&body[..4])),
        "0000S" if body.ends_with("0s") => decade(sign, number(&body[..3])?),
        "0000S0" => significant(sign, number(&body[..4])?, number(&body[5..])?),
        "00XX" | "00XX-XX" | "00XX-XX-XX" => century(sign, number(&body[..2])?),
        "0000-XX" | "0000-XX-XX" => self::year(year(&body[..4])?),
        "0000-00-XX" => month(year(&body[..4])?, number(&body[5..7])?),
        "0000-00" => part_of_year(year(&body[..4])?, number(&body[5..])?),
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
        "000000" => six_digits(sign, body),
        shape if has_open_digits(shape) => Err(Problem::NotRead(
            "its open digits (EDTF level 2) name many stretches of time, not one",
        )),
        _ => return read_parts(sign, body),
    };
    Some(outcome)
}

/// Reads `2016-05-21` and nothing else.
pub(super) fn plain_day(text: &str) -> Option<Outcome> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [a, b, c, d, b'-', e, f, b'-', g, h] = bytes else {
        return None;
    };
    let value = |digits: &[&u8]| {
        digits.iter().try_fold(0, |value, digit| {
            let digit = digit.is_ascii_digit().then(|| i32::from(**digit - b'0'));
            digit.map(|digit| value * 10 + digit)
        })
    };
    Some(day(value(&[a, b, c, d])?, value(&[e, f])?, value(&[g, h])?))
}

/// Year, month and day, the last two of one or two digits: `2016-5-1`, `2016.05.21`, `2016-5`.
fn read_parts(sign: i32, body: &str) -> Option<Outcome> {
    if let Some(long) = body.strip_prefix(['Y', 'y']) {
        return long_year(sign, long);
    }
    let separator = body.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    let mut parts = body.split(separator);
    let year = parts.next()?;
    if year.len() > 4 && matches!(separator, '-' | '.') {
        return Some(Err(Problem::Beyond));
    }
    if year.len() != 4 || !matches!(separator, '-' | '.') {
        return None;
    }
    let year = sign * number(year)?;
    let small = |part: &str| (part.len() <= 2).then(|| number(part)).flatten();
    let first = small(parts.next()?)?;
    match (parts.next(), parts.next()) {
        (None, _) if separator == '.' => Some(Err(Problem::Ambiguous(
            "a month of a year".to_owned(),
            "a year and a fraction of one".to_owned(),
            "2016-05".to_owned(),
        ))),
        (None, _) => Some(part_of_year(year, first)),
        (Some(second), None) => Some(day(year, first, small(second)?)),
        _ => None,
    }
}

/// What follows the `Y` of a long year: `170000002`, `-17E7`, `3388E2S3`. Most are beyond the
/// calendar.
fn long_year(sign: i32, text: &str) -> Option<Outcome> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-sign, rest),
        None => (sign, text),
    };
    let (value, significance) = match text.split_once('S') {
        Some((value, digits)) => (value, Some(number(digits)?)),
        None => (text, None),
    };
    let (mantissa, exponent) = match value.split_once('E') {
        Some((mantissa, exponent)) => (mantissa, number(exponent)?),
        None => (value, 0),
    };
    if mantissa.is_empty() || !mantissa.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let factor = u32::try_from(exponent)
        .ok()
        .and_then(|e| 10_i32.checked_pow(e));
    let value = number(mantissa)
        .zip(factor)
        .and_then(|(m, f)| m.checked_mul(f));
    let Some(value) = value.filter(|value| *value <= i32::from(calendar::MAX_YEAR)) else {
        return Some(Err(Problem::Beyond));
    };
    Some(match significance {
        Some(digits) => significant(sign, value, digits),
        None => year(sign * value),
    })
}

/// The shape of EDTF's dates with open digits, wherever these are.
fn has_open_digits(shape: &str) -> bool {
    let mut parts = shape.split('-');
    let open =
        |part: &str, length| part.len() == length && !part.contains(|c| !matches!(c, '0' | 'X'));
    shape.contains('X')
        && parts.next().is_some_and(|year| open(year, 4))
        && parts.all(|part| open(part, 2))
}

/// `1900s` is ten years to some and a hundred to others.
fn decade_or_century(year: &str) -> Problem {
    let (tens, hundreds) = (&year[..3], &year[..2]);
    Problem::Ambiguous(
        format!("the years {year} to {tens}9"),
        format!("the years {year} to {hundreds}99"),
        format!("{tens}X or {hundreds}XX"),
    )
}

/// `1950S2`: a year near 1950 of which the first two digits are sure.
fn significant(sign: i32, value: i32, digits: i32) -> Outcome {
    let near = match digits {
        0 | 1 => Err(Problem::NotRead(
            "one significant digit (EDTF level 2) leaves a thousand years open",
        )),
        2 => century(sign, value / 100),
        3 => decade(sign, value / 10),
        _ => year(sign * value),
    };
    near.map(|date| Date {
        approximate: true,
        ..date
    })
}

/// A short text with every digit as `0`, letters as capitals, and the `u` of an earlier EDTF as
/// `X`; nothing of a longer text, which has no known shape.
pub(super) struct Shape {
    bytes: [u8; 12],
    length: usize,
}

impl Shape {
    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

pub(super) fn shape(text: &str) -> Shape {
    let mut shape = Shape {
        bytes: [0; 12],
        length: 0,
    };
    if text.len() <= shape.bytes.len() {
        shape.length = text.len();
        for (to, from) in shape.bytes.iter_mut().zip(text.bytes()) {
            *to = match from {
                b'1'..=b'9' => b'0',
                b'u' => b'X',
                other => other.to_ascii_uppercase(),
            };
        }
    }
    shape
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

pub(super) fn year(year: i32) -> Outcome {
    years(year, year, Precision::Year)
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

/// EDTF's second number: a month, a season (21 to 32), a quarter (33 to 36), a third (37 to 39) or
/// a half (40, 41) of the year.
fn part_of_year(year: i32, code: i32) -> Outcome {
    match code {
        1..=12 => month(year, code),
        21..=28 => season(year, (code - 21) % 4),
        29..=32 => season(year, (code - 29 + 2) % 4),
        33..=36 => quarter(year, code - 32),
        37..=39 => months(year, (code - 37) * 4 + 1, 4),
        40 | 41 => months(year, (code - 40) * 6 + 1, 6),
        _ => Err(Problem::NoSuch("month")),
    }
}

fn months(year: i32, first: i32, count: i8) -> Outcome {
    let span = calendar::months(small(year)?, small(first)?, count);
    made(span, Precision::Quarter, "month")
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

/// `201605` can only be a month where its middle is no month of `ddmmyy` or `yymmdd`.
fn six_digits(sign: i32, body: &str) -> Outcome {
    let (year, in_year) = body.split_at(4);
    let value = |digits: &str| number(digits).ok_or(Problem::Unreadable);
    match (value(year)?, value(&year[2..])?, value(in_year)?) {
        (2013..=2099 | 1913..=1999, 13.., 1..=12) if sign > 0 => {
            month(value(year)?, value(in_year)?)
        }
        (.., 1..=12) => Err(Problem::Ambiguous(
            "a year and a month".to_owned(),
            "a day of a year with two digits".to_owned(),
            format!("{year}-{in_year}"),
        )),
        _ => Err(Problem::Unreadable),
    }
}
