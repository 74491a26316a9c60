//! Time as the program knows it: instants, spans, and how long a record was there.
//!
//! An [`Instant`] is a count of milliseconds; a [`Span`] is half-open; a date in a file is a span
//! with a [`Precision`], so "2016" is never 1 January 2016. A [`Lifespan`] keeps start and end as
//! ranges and answers what may be said at a moment. Text is read and written in [`notation`] only.

pub mod calendar;
pub mod notation;
pub mod tick;
pub mod words;

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

/// How exactly a date was given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Precision {
    /// A hundred years (`20XX`).
    Century,
    /// Ten years (`201X`).
    Decade,
    /// A year.
    Year,
    /// A quarter or season.
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

/// When a record was there, as far as its dates say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Lifespan {
    /// The beginning.
    pub start: Start,
    /// The end: it was over at some instant of this range; `None` runs on. `start` of the span is
    /// the earliest instant at which it may be over, `end` the instant from which it is over.
    pub end: Option<Span>,
    /// A reported order or announcement of closure: *possibly over* from the end of this span on.
    pub closure: Option<Span>,
}

/// What is known of a beginning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Start {
    /// Nothing.
    #[default]
    Undated,
    /// It began within this span.
    Within(Span),
    /// It existed by the end of this span; when it began is not known.
    KnownBy(Span),
}

/// What may be said of a record at a moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It has no usable date.
    Undated,
    /// It had not begun.
    Before,
    /// It was first documented later; whether it existed yet is not known.
    DocumentedLater,
    /// Its beginning may already have been.
    Possibly,
    /// It was there.
    There,
    /// It may have been over: its end is a range, or a closure was reported.
    PossiblyOver,
    /// It was over.
    Over,
}

impl State {
    /// Whether the record had certainly or possibly begun.
    #[must_use]
    pub fn has_begun(self) -> bool {
        self >= Self::Possibly
    }
}

impl Lifespan {
    /// What may be said at `at`, which is the end of the clock's tick and itself outside it.
    #[must_use]
    pub fn state_at(&self, at: Instant) -> State {
        let begun = match self.start {
            Start::Undated => return State::Undated,
            Start::Within(span) if at <= span.start => return State::Before,
            Start::Within(span) => at >= span.end,
            Start::KnownBy(span) if at < span.end => return State::DocumentedLater,
            Start::KnownBy(_) => true,
        };
        if let Some(end) = self.end {
            if at > end.end {
                return State::Over;
            }
            if at > end.start && begun {
                return State::PossiblyOver;
            }
        }
        match self.closure {
            _ if !begun => State::Possibly,
            Some(closure) if at >= closure.end => State::PossiblyOver,
            _ => State::There,
        }
    }

    /// What may be said of the whole window: `Over` means over before it began, `Before` that it
    /// began after its end; in between the strongest thing that is true in it.
    #[must_use]
    pub fn state_during(&self, window: Span) -> State {
        let at_end = self.state_at(window.end);
        if !at_end.has_begun() {
            return at_end;
        }
        if self.end.is_some_and(|end| end.end <= window.start) {
            return State::Over;
        }
        let at_start = self.state_at(window.start);
        match (at_start, at_end) {
            (State::PossiblyOver, _) => State::PossiblyOver,
            (_, State::Possibly) => State::Possibly,
            _ => State::There,
        }
    }

    /// Whether a closing had been reported by `at`.
    #[must_use]
    pub fn is_closed_at(&self, at: Instant) -> bool {
        self.closure.is_some_and(|closure| at >= closure.end)
    }

    /// The date of the record as a span: of its start, or the latest possible one.
    #[must_use]
    pub fn dated(&self) -> Option<Span> {
        match self.start {
            Start::Undated => None,
            Start::Within(span) | Start::KnownBy(span) => Some(span),
        }
    }

    /// Everything from the first possible to the last reported instant.
    #[must_use]
    pub fn extent(&self) -> Option<Span> {
        let dated = self.dated()?;
        Some(self.end.map_or(dated, |end| dated.union(end)))
    }

    /// Whether only a latest possible beginning is known.
    #[must_use]
    pub fn is_known_by(&self) -> bool {
        matches!(self.start, Start::KnownBy(_))
    }
}

#[cfg(test)]
mod tests {
    use super::State::{Before, Over, Possibly, PossiblyOver, There};
    use super::*;

    const fn span(start: i64, end: i64) -> Span {
        Span {
            start: Instant(start),
            end: Instant(end),
        }
    }

    #[test]
    fn a_start_range_is_possibly_until_its_end() {
        let life = Lifespan {
            start: Start::Within(span(10, 20)),
            ..Lifespan::default()
        };
        let states = [5, 10, 11, 19, 20, 99].map(|t| life.state_at(Instant(t)));
        assert_eq!(states, [Before, Before, Possibly, Possibly, There, There]);
    }

    #[test]
    fn known_by_is_not_there_before_its_date() {
        let life = Lifespan {
            start: Start::KnownBy(span(10, 20)),
            ..Lifespan::default()
        };
        assert_eq!(life.state_at(Instant(19)), State::DocumentedLater);
        assert_eq!(life.state_at(Instant(20)), State::There);
    }

    #[test]
    fn a_reported_closure_never_makes_it_over() {
        let life = Lifespan {
            start: Start::Within(span(0, 10)),
            end: None,
            closure: Some(span(50, 60)),
        };
        assert_eq!(life.state_at(Instant(59)), State::There);
        assert_eq!(life.state_at(Instant(60)), State::PossiblyOver);
        assert_eq!(life.state_at(Instant(i64::MAX)), State::PossiblyOver);
    }

    #[test]
    fn an_end_range_is_possibly_over_in_between() {
        let life = Lifespan {
            start: Start::Within(span(0, 1)),
            end: Some(span(50, 60)),
            closure: None,
        };
        let states = [50, 51, 60, 61].map(|t| life.state_at(Instant(t)));
        assert_eq!(states, [There, PossiblyOver, PossiblyOver, Over]);
    }

    #[test]
    fn what_starts_and_ends_on_one_day_is_there_on_that_day() {
        let day = Lifespan {
            start: Start::Within(span(0, DAY_MS)),
            end: Some(span(DAY_MS, DAY_MS)),
            closure: None,
        };
        assert_eq!(day.state_at(Instant(0)), State::Before);
        assert_eq!(day.state_at(Instant(DAY_MS)), State::There);
        assert_eq!(day.state_at(Instant(2 * DAY_MS)), State::Over);
    }

    #[test]
    fn during_asks_for_the_window_not_the_moment() {
        let life = Lifespan {
            start: Start::Within(span(10, 11)),
            end: Some(span(20, 21)),
            closure: None,
        };
        assert_eq!(life.state_during(span(0, 10)), State::Before);
        assert_eq!(life.state_during(span(15, 99)), State::There);
        assert_eq!(life.state_during(span(21, 99)), State::Over);
    }
}
