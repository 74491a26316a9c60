//! The only place where text becomes time and time becomes text.
//!
//! [`read`] knows ISO 8601 (calendar, basic, week and ordinal dates, date-times), EDTF (ISO 8601-2)
//! levels 0 and 1, of level 2 what names one stretch of time, quarters, and common written forms;
//! [`write()`] prints canonical EDTF that reads back as the same date. A date is a [`Span`] with a
//! [`Precision`], never a guessed instant. Calendar arithmetic is `jiff`'s.
//!
//! The `edtf` crate (0.2) is not used: it reads strict EDTF of levels 0 and 1, so times without
//! seconds, sets (`[..b]`), week, ordinal, basic and written dates would need a second reader
//! beside it, and it gives components where a span is needed.
//!
//! What is assumed, because the text does not say it:
//! - a time without a zone is in UTC; a leap second belongs to the second before it;
//! - seasons without a hemisphere are northern and by whole months (spring is March to May), and
//!   the winter of a year begins in its December;
//! - quarters are those of the calendar year;
//! - a doubt about one part of a date is a doubt about the date.

mod clock;
mod numeric;
mod print;
mod qualifiers;
mod sets;
mod slashed;
mod written;

#[cfg(test)]
mod tests;

pub(super) use clock::{offset_text, zone_of_day};
pub use print::{write, write_reading};
pub use slashed::ColumnFormat;
pub(super) use written::MONTHS;

use std::borrow::Cow;

use super::{Instant, Precision, Span, calendar};

/// A date as a text gave it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    /// All of the instants that it may mean.
    pub span: Span,
    /// How exactly it was given.
    pub precision: Precision,
    /// Marked as uncertain (`2016?`).
    pub uncertain: bool,
    /// Marked as approximate (`2016~`).
    pub approximate: bool,
}

/// One side of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Edge {
    /// A date.
    Date(Date),
    /// Open (`..`): it never began, or goes on.
    Open,
    /// Nothing is written there: not known.
    Unknown,
}

impl Edge {
    /// The date, where there is one.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// What a text says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reading {
    /// One date.
    Date(Date),
    /// From one edge to another (`a/b`); at least one of them is a date.
    Interval {
        /// Where it begins.
        start: Edge,
        /// Where it ends; it includes the whole of a date.
        end: Edge,
    },
    /// That date or an earlier one (`[..b]`).
    OrEarlier(Date),
    /// One date, from the beginning of `first` to the end of `last` (`[a..b]`).
    OneOf {
        /// The date with the earliest beginning.
        first: Date,
        /// The date with the latest end.
        last: Date,
    },
}

/// Why a text is no date. Each is a sentence that can be shown as it stands.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotationError {
    /// Nothing but spaces.
    #[error("The date is empty.")]
    Empty,
    /// No known notation.
    #[error(
        "“{0}” is not a date this program can read; write it like 2016, 2016-05, 2016-05-21 or 21 May 2016."
    )]
    Unreadable(String),
    /// The notation is known, the day, week, season or time of day does not exist.
    #[error("“{text}” names a {what} that does not exist.")]
    NoSuch {
        /// The text.
        text: String,
        /// What of it does not exist: "month", "day".
        what: &'static str,
    },
    /// Outside the calendar.
    #[error("“{0}” is outside the years -9999 to 9999.")]
    Beyond(String),
    /// The notation is known, and does not name one stretch of time, or not without more knowledge.
    #[error("“{text}” is not read: {why}.")]
    NotRead {
        /// The text.
        text: String,
        /// Why not, as the end of a sentence.
        why: &'static str,
    },
    /// A notation with two meanings.
    #[error("“{text}” may mean {first} or {second}; write {example}.")]
    Ambiguous {
        /// The text.
        text: String,
        /// One meaning, in words.
        first: String,
        /// The other.
        second: String,
        /// How to write it without doubt.
        example: String,
    },
    /// The column proves both orders of day and month.
    #[error(
        "“{0}” is not read: some dates of this column put the day first and others the month; write it like 2016-05-21."
    )]
    Contradictory(String),
    /// The end is before the start.
    #[error("The interval “{0}” ends before it begins.")]
    Reversed(String),
    /// An interval with two empty or open sides.
    #[error("The interval “{0}” has neither a beginning nor an end.")]
    Boundless(String),
}

/// What a number of an epoch column counts, since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EpochUnit {
    /// Seconds.
    Seconds,
    /// Thousandths of a second.
    Milliseconds,
    /// Millionths; read to the millisecond.
    Microseconds,
    /// Billionths; read to the millisecond.
    Nanoseconds,
}

/// Reads one text on its own, as typed by a person: a date such as `05/04/2016` is refused,
/// because no column says which of its numbers is the month.
pub fn read(text: &str) -> Result<Reading, NotationError> {
    ColumnFormat::default().read(text)
}

/// A whole year given as a number; year 0 is 1 BC.
pub fn read_year(year: i64) -> Result<Date, NotationError> {
    i16::try_from(year)
        .ok()
        .and_then(|year| calendar::years(year, year))
        .map(|span| Date::exact(span, Precision::Year))
        .ok_or_else(|| NotationError::Beyond(year.to_string()))
}

/// Reads an epoch time as the second or millisecond that it names.
pub fn read_epoch(count: i64, unit: EpochUnit) -> Result<Date, NotationError> {
    let (start, length) = match unit {
        EpochUnit::Seconds => (count.checked_mul(1000), 1000),
        EpochUnit::Milliseconds => (Some(count), 1),
        EpochUnit::Microseconds => (Some(count.div_euclid(1000)), 1),
        EpochUnit::Nanoseconds => (Some(count.div_euclid(1_000_000)), 1),
    };
    start
        .and_then(|start| within_calendar(start, length))
        .map(|span| Date::exact(span, Precision::Time))
        .ok_or_else(|| NotationError::Beyond(count.to_string()))
}

/// Whether a text that can be read has a time of day and no zone, so that UTC was assumed.
#[must_use]
pub fn lacks_zone(text: &str) -> bool {
    let lacks = |part: &str| clock::split(part).is_some_and(|(_, time)| clock::lacks_zone(time));
    text.trim().split('/').any(lacks)
}

/// Whether a text that can be read names a season and no hemisphere, so that the northern was
/// assumed.
#[must_use]
pub fn lacks_hemisphere(text: &str) -> bool {
    let lacks = |part: &str| {
        let (body, _) = qualifiers::strip_last(part.trim());
        ["-21", "-22", "-23", "-24"]
            .iter()
            .any(|code| body.ends_with(code))
            && body.len() < 9
            || written::names_season(body)
    };
    text.trim().split('/').any(lacks)
}

impl ColumnFormat {
    /// Reads one text of the column.
    pub fn read(self, text: &str) -> Result<Reading, NotationError> {
        let plain = plain(text.trim());
        let text = &*plain;
        if text.is_empty() {
            return Err(NotationError::Empty);
        }
        // By far the most common notation, and no other looks like it.
        if let Some(outcome) = numeric::plain_day(text) {
            let date = outcome.map_err(|problem| problem.about(text))?;
            return Ok(Reading::Date(date));
        }
        if text.starts_with(['[', '{']) {
            return sets::read(text);
        }
        if let Some(date) = self.read_slashed(text)? {
            return Ok(Reading::Date(date));
        }
        // The slash of a zone's name, as in `[Europe/Paris]`, parts no interval.
        match text.find('/').filter(|at| !text[..*at].contains('[')) {
            Some(at) => read_interval(text, &text[..at], &text[at + 1..]),
            None => match sets::read_digits(text).or_else(|| sets::read_years(text)) {
                Some(outcome) => outcome,
                None => read_date(text).map(Reading::Date),
            },
        }
    }
}

/// The text with the signs that type-setters prefer as those of the keyboard.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.replace('\u{2212}', "-")
        .replace(['\u{a0}', '\u{202f}'], " ")
        .into()
}

fn read_interval(text: &str, start: &str, end: &str) -> Result<Reading, NotationError> {
    // An earlier EDTF wrote `open` and `unknown`.
    let edge = |side: &str| match side.trim() {
        "" | "unknown" => Ok(Edge::Unknown),
        ".." | "open" => Ok(Edge::Open),
        duration if duration.starts_with('P') => Err(NotationError::NotRead {
            text: shorten(text),
            why: "an interval is read from two dates, not from a date and a duration",
        }),
        date => read_date(date).map(Edge::Date),
    };
    let (start, end) = (edge(start)?, edge(end)?);
    match (start.date(), end.date()) {
        (None, None) => Err(NotationError::Boundless(shorten(text))),
        (Some(a), Some(b)) if b.span.end <= a.span.start => {
            Err(NotationError::Reversed(shorten(text)))
        }
        _ => Ok(Reading::Interval { start, end }),
    }
}

/// Reads one date with its qualifiers.
fn read_date(text: &str) -> Result<Date, NotationError> {
    let text = text.trim();
    let (body, last) = qualifiers::strip_last(text);
    let (body, about) = written::strip_about(body);
    let (date, inner) = match qualifiers::strip_inner(body) {
        Some((bare, inner)) => (read_bare(&bare, text)?, inner),
        None => (read_bare(body, text)?, qualifiers::Doubt::default()),
    };
    Ok(Date {
        uncertain: last.uncertain || inner.uncertain,
        approximate: last.approximate || inner.approximate || about || date.approximate,
        ..date
    })
}

/// Reads a date without qualifier; `whole` is what an error quotes.
fn read_bare(body: &str, whole: &str) -> Result<Date, NotationError> {
    if let Some((day, time)) = clock::split(body) {
        let date = read_bare(day, whole)?;
        return clock::read_time(date, time, whole);
    }
    if let Some((day, zone)) = clock::split_day_zone(body) {
        let date = read_bare(day, whole)?;
        return clock::read_day_in_zone(date, zone, whole);
    }
    match numeric::read(body).or_else(|| written::read(body)) {
        Some(outcome) => outcome.map_err(|problem| problem.about(whole)),
        None => Err(NotationError::Unreadable(shorten(whole))),
    }
}

impl Date {
    /// A date without qualifiers.
    #[must_use]
    pub fn exact(span: Span, precision: Precision) -> Self {
        Self {
            span,
            precision,
            uncertain: false,
            approximate: false,
        }
    }
}

/// What is wrong with a text whose notation was recognised.
#[derive(Clone, Debug)]
enum Problem {
    NoSuch(&'static str),
    Beyond,
    Unreadable,
    NotRead(&'static str),
    Ambiguous(String, String, String),
}

impl Problem {
    fn about(self, text: &str) -> NotationError {
        let text = shorten(text);
        match self {
            Self::NoSuch(what) => NotationError::NoSuch { text, what },
            Self::Beyond => NotationError::Beyond(text),
            Self::Unreadable => NotationError::Unreadable(text),
            Self::NotRead(why) => NotationError::NotRead { text, why },
            Self::Ambiguous(first, second, example) => NotationError::Ambiguous {
                text,
                first,
                second,
                example,
            },
        }
    }
}

/// A span of `length` milliseconds, if the calendar holds all of it.
fn within_calendar(start: i64, length: i64) -> Option<Span> {
    let end = start.checked_add(length)?;
    let inside = calendar::ALL.start.0 <= start && end <= calendar::ALL.end.0;
    inside.then_some(Span {
        start: Instant(start),
        end: Instant(end),
    })
}

/// `text` for an error sentence: what a person recognises of it, not a page.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
