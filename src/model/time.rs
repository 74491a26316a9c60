//! Time as the program knows it: instants, spans, and how long a record was there.
//!
//! An [`Instant`] is a count of milliseconds; a [`Span`] is half-open; a date in a file is a span
//! with a [`Precision`], so "2016" is never 1 January 2016. A [`Lifespan`] keeps start and end as
//! ranges and answers what may be said at a moment. Text is read and written in [`notation`] only.

pub mod calendar;
mod lifespan;
pub mod notation;
#[cfg(test)]
pub(crate) mod testing;
pub mod tick;
pub mod words;

pub use lifespan::{Beginning, Ending, Lifespan, Start, State};

/// Milliseconds since 1970-01-01T00:00:00Z in the proleptic Gregorian calendar, without leap seconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(pub i64);

/// One day in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// From `start` up to, not including, `end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Span {
    /// The first instant inside.
    pub start: Instant,
    /// The first instant after.
    pub end: Instant,
}

impl Span {
    /// The last instant inside; of an empty span its start.
    #[must_use]
    pub fn last(self) -> Instant {
        Instant(self.end.0.saturating_sub(1)).max(self.start)
    }

    /// Whether `at` is inside.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Length in milliseconds; never negative.
    #[must_use]
    pub fn duration_ms(self) -> i64 {
        self.end.0.saturating_sub(self.start.0).max(0)
    }
}

/// The end of a tick whose last instant is `at`: [`Lifespan::ending`] of it speaks of `at` itself.
#[must_use]
pub fn after(at: Instant) -> Instant {
    Instant(at.0.saturating_add(1))
}

/// How exactly a date was given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A hundred years (`20XX`).
    Century,
    /// Ten years (`201X`).
    Decade,
    /// A year.
    Year,
    /// A quarter, season, third or half of a year.
    Quarter,
    /// A month.
    Month,
    /// An ISO week.
    Week,
    /// A day.
    Day,
    /// A minute, a second, or finer.
    Time,
}
