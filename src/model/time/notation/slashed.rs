//! Dates such as `21/05/2016`, whose order of day and month only the whole column can tell.

use super::numeric::{self, number};
use super::{Date, NotationError, Problem, clock, shorten};
use crate::model::time::words;

/// How the dates of one column are to be read: decided from all of its values, once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum ColumnFormat {
    /// Nothing decides between day first and month first: a date that could be either is refused.
    #[default]
    Undecided,
    /// `21/05/2016`: at least one value can only be read so, and none contradicts.
    DayFirst,
    /// `05/21/2016`, likewise.
    MonthFirst,
    /// Some values need the day first and others the month: none of them is read.
    Contradictory,
}

impl ColumnFormat {
    /// Decides from all the values of a column; values in other notations do not matter.
    pub fn decide<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Self {
        let mut needs_day_first = false;
        let mut needs_month_first = false;
        for value in values {
            if let Some(Slashed::DayOrMonth { first, second, .. }) = split(value.as_ref().trim()) {
                needs_day_first |= first > 12 && second <= 12;
                needs_month_first |= second > 12 && first <= 12;
            }
        }
        match (needs_day_first, needs_month_first) {
            (false, false) => Self::Undecided,
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            (true, true) => Self::Contradictory,
        }
    }

    /// Whether the meaning of a text depends on the rest of its column.
    #[must_use]
    pub fn matters_for(text: &str) -> bool {
        matches!(split(text.trim()), Some(Slashed::DayOrMonth { .. }))
    }

    /// Reads three numbers with slashes; `None` where the text is something else.
    pub(super) fn read_slashed(self, text: &str) -> Result<Option<Date>, NotationError> {
        let (day_text, time) = match clock::split(text) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let Some(slashed) = split_day(day_text) else {
            return match two_numbers(day_text).or_else(|| two_digit_year(day_text)) {
                None => Ok(None),
                Some(_) if time.is_some() => Err(NotationError::Unreadable(shorten(text))),
                Some(outcome) => outcome.map(Some).map_err(|problem| problem.about(text)),
            };
        };
        let outcome = match slashed {
            Slashed::YearFirst(year, month, day) => numeric::day(year, month, day),
            Slashed::DayOrMonth {
                first,
                second,
                year,
            } => {
                let (day, month) = self
                    .day_and_month(first, second)
                    .ok_or_else(|| self.refusal(text, first, second, year))?;
                numeric::day(year, month, day)
            }
        };
        let date = outcome.map_err(|problem| problem.about(text))?;
        match time {
            Some(time) => clock::read_time(date, time, text).map(Some),
            None => Ok(Some(date)),
        }
    }

    /// Which number is the day and which the month; `None` where that cannot be told.
    fn day_and_month(self, first: i32, second: i32) -> Option<(i32, i32)> {
        // Alone, a value is read where only one order makes sense, or both give the same day.
        let alone = self == Self::Undecided;
        if self == Self::DayFirst || alone && (first == second || first > 12) {
            Some((first, second))
        } else if self == Self::MonthFirst || alone && second > 12 {
            Some((second, first))
        } else {
            None
        }
    }

    fn refusal(self, text: &str, first: i32, second: i32, year: i32) -> NotationError {
        if self == Self::Contradictory {
            return NotationError::Contradictory(shorten(text));
        }
        let meaning = |day, month| {
            numeric::day(year, month, day)
                .map_or_else(|_| "no day at all".to_owned(), |date| words::date(&date))
        };
        NotationError::Ambiguous {
            text: shorten(text),
            first: meaning(first, second),
            second: meaning(second, first),
            example: format!(
                "{year:04}-{second:02}-{first:02} or {year:04}-{first:02}-{second:02}"
            ),
        }
    }
}

/// A month and a year: `05/2016`, `05.2016`, `5-2016`; with the year first, only with a slash.
fn two_numbers(text: &str) -> Option<Result<Date, Problem>> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let (a, b) = text.split_once(separator)?;
    match (separator, a.len(), b.len()) {
        ('/' | '-', 1 | 2, 4) | ('.', 2, 4) => Some(numeric::month(number(b)?, number(a)?)),
        ('/', 4, 1 | 2) => {
            let (year, month) = (number(a)?, number(b)?);
            Some(match month {
                // A month, because the second of two years would be the later one.
                1..=12 if b.len() == 1 || month <= year % 100 => numeric::month(year, month),
                1..=12 => Err(Problem::Ambiguous(
                    format!("a month of {year}"),
                    "two years".to_owned(),
                    format!("{a}-{b} or {a}/{}{b}", &a[..2]),
                )),
                _ => Err(Problem::NotRead(numeric::TWO_DIGITS)),
            })
        }
        _ => None,
    }
}

/// `21/05/16`: three numbers that may be a date if the year is one of two digits.
fn two_digit_year(text: &str) -> Option<Result<Date, Problem>> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = text.split(separator);
    let [a, b, c] = [parts.next()?, parts.next()?, parts.next()?];
    let two_digits = a.len() == 2 || c.len() == 2;
    if parts.next().is_some() || !matches!(separator, '/' | '.' | '-') || !two_digits {
        return None;
    }
    let small = |part: &str| (part.len() <= 2).then(|| number(part)).flatten();
    let [a, b, c] = [small(a)?, small(b)?, small(c)?];
    let day_and_month = |x, y| (1..=31).contains(&x) && (1..=12).contains(&y);
    let may_be = day_and_month(a, b) || day_and_month(b, a) || day_and_month(c, b);
    may_be.then_some(Err(Problem::NotRead(numeric::TWO_DIGITS)))
}

/// Three numbers, one of them a year of four digits.
enum Slashed {
    YearFirst(i32, i32, i32),
    DayOrMonth { first: i32, second: i32, year: i32 },
}

/// Splits a value of a column, with or without a time of day.
fn split(text: &str) -> Option<Slashed> {
    if numeric::plain_day(text).is_some() {
        return None;
    }
    match clock::split(text) {
        Some((day, _)) => split_day(day),
        None => split_day(text),
    }
}

/// `21/05/2016`, `21.05.2016`, `21-05-2016` or `2016/05/21`.
fn split_day(text: &str) -> Option<Slashed> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '/' | '.' | '-') {
        return None;
    }
    let mut parts = text.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let small = |part: &str| (part.len() <= 2).then(|| number(part)).flatten();
    let year = |part: &str| (part.len() == 4).then(|| number(part)).flatten();
    match year(a) {
        Some(year) if separator == '/' => Some(Slashed::YearFirst(year, small(b)?, small(c)?)),
        Some(_) => None,
        None => Some(Slashed::DayOrMonth {
            first: small(a)?,
            second: small(b)?,
            year: year(c)?,
        }),
    }
}
