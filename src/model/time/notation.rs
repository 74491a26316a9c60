//! The only place where text becomes time and time becomes text.
//!
//! [`read`] knows ISO 8601 (calendar, basic, week and ordinal dates, date-times), EDTF (ISO 8601-2)
//! levels 0 and 1, quarters, and common written forms; [`write()`] prints canonical EDTF that reads
//! back as the same date. A date is a [`Span`] with a [`Precision`], never a guessed instant.
//! Calendar arithmetic is `jiff`'s. The `edtf` crate is not used: it is strict EDTF, so week,
//! ordinal, basic and written dates would need a second reader beside it, and it gives no spans.
//!
//! What is assumed, because the text does not say it:
//! - a time without a zone is in UTC; a leap second belongs to the second before it;
//! - seasons without a hemisphere are northern and by whole months (spring is March to May), and
//!   the winter of a year begins in its December;
//! - quarters are those of the calendar year.

mod clock;
mod numeric;
mod print;
mod slashed;
mod written;

#[cfg(test)]
mod tests;

pub use print::{write, write_reading};
pub use slashed::ColumnFormat;
pub(super) use written::MONTHS;

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

/// What a number of an epoch column counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EpochUnit {
    /// Seconds since 1970-01-01T00:00:00Z.
    Seconds,
    /// Milliseconds since then.
    Milliseconds,
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
    let ms = match unit {
        EpochUnit::Seconds => 1000,
        EpochUnit::Milliseconds => 1,
    };
    count
        .checked_mul(ms)
        .and_then(|start| within_calendar(start, ms))
        .map(|span| Date::exact(span, Precision::Time))
        .ok_or_else(|| NotationError::Beyond(count.to_string()))
}

impl ColumnFormat {
    /// Reads one text of the column.
    pub fn read(self, text: &str) -> Result<Reading, NotationError> {
        let plain = text.trim().replace('\u{2212}', "-");
        let text = plain.as_str();
        if text.is_empty() {
            return Err(NotationError::Empty);
        }
        if let Some(latest) = text.strip_prefix("[..").and_then(|t| t.strip_suffix(']')) {
            return read_date(latest).map(Reading::OrEarlier);
        }
        if let Some(date) = self.read_slashed(text)? {
            return Ok(Reading::Date(date));
        }
        // The slash of a zone's name, as in `[Europe/Paris]`, parts no interval.
        match text.find('/').filter(|at| !text[..*at].contains('[')) {
            Some(at) => read_interval(text, &text[..at], &text[at + 1..]),
            None => read_date(text).map(Reading::Date),
        }
    }
}

fn read_interval(text: &str, start: &str, end: &str) -> Result<Reading, NotationError> {
    let edge = |side: &str| match side.trim() {
        "" => Ok(Edge::Unknown),
        ".." => Ok(Edge::Open),
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

/// Reads one date with its qualifier.
fn read_date(text: &str) -> Result<Date, NotationError> {
    let text = text.trim();
    let (body, uncertain, approximate) = match text.chars().next_back() {
        Some('?') => (&text[..text.len() - 1], true, false),
        Some('~') => (&text[..text.len() - 1], false, true),
        Some('%') => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let (body, about) = written::strip_about(body);
    let date = read_bare(body, text)?;
    Ok(Date {
        uncertain,
        approximate: approximate || about,
        ..date
    })
}

/// Reads a date without qualifier; `whole` is what an error quotes.
fn read_bare(body: &str, whole: &str) -> Result<Date, NotationError> {
    if let Some((day, time)) = clock::split(body) {
        let date = read_bare(day, whole)?;
        return clock::read_time(date, time, whole);
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
    Ambiguous(String, String, String),
}

impl Problem {
    fn about(self, text: &str) -> NotationError {
        let text = shorten(text);
        match self {
            Self::NoSuch(what) => NotationError::NoSuch { text, what },
            Self::Beyond => NotationError::Beyond(text),
            Self::Unreadable => NotationError::Unreadable(text),
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
