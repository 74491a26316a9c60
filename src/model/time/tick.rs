//! The steps of the clock: whole days, months, quarters and years. A tick never leaves the
//! calendar: past its ends, every answer is the first or the last tick.

use jiff::civil::Date;

use super::notation::{self, Date as Dated};
use super::{DAY_MS, Instant, Precision, Span, calendar, words};

/// How long one tick of the clock is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter of the calendar year.
    Quarter,
    /// A year.
    Year,
}

impl Step {
    /// All steps, from the shortest.
    pub const ALL: [Self; 4] = [Self::Day, Self::Month, Self::Quarter, Self::Year];

    /// The step in words: "day".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The tick that holds an instant.
    #[must_use]
    pub fn tick_containing(self, at: Instant) -> Span {
        let date = calendar::date_at(at);
        match self {
            Self::Day => calendar::day(date),
            Self::Month => months(date.first_of_month(), 1),
            Self::Quarter => {
                let into_quarter = (i64::from(date.month()) - 1) % 3;
                months(earlier(date, into_quarter), 3)
            }
            Self::Year => calendar::days(date.first_of_year(), date.last_of_year()),
        }
    }

    /// The tick after the one in which `span` starts.
    #[must_use]
    pub fn next(self, span: Span) -> Span {
        self.shift(span, 1)
    }

    /// The tick before the one in which `span` starts.
    #[must_use]
    pub fn previous(self, span: Span) -> Span {
        self.shift(span, -1)
    }

    /// How many ticks lie from the one in which `from` starts to that in which `to` starts.
    #[must_use]
    pub fn between(self, from: Span, to: Span) -> i64 {
        let (from, to) = (
            self.tick_containing(from.start),
            self.tick_containing(to.start),
        );
        let months = |tick: Span| {
            let date = calendar::date_at(tick.start);
            i64::from(date.year()) * 12 + i64::from(date.month())
        };
        match self {
            Self::Day => (to.start.0 - from.start.0) / DAY_MS,
            Self::Month => months(to) - months(from),
            Self::Quarter => (months(to) - months(from)) / 3,
            Self::Year => (months(to) - months(from)) / 12,
        }
    }

    /// The tick that is `n` ticks after the one in which `span` starts, or before if negative.
    #[must_use]
    pub fn shift(self, span: Span, n: i64) -> Span {
        let tick = self.tick_containing(span.start);
        let n_months = match self {
            Self::Day => {
                let start = tick.start.0.saturating_add(n.saturating_mul(DAY_MS));
                return self.tick_containing(Instant(start));
            }
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        let first = calendar::date_at(tick.start);
        let target = calendar::month_after(first, n.saturating_mul(n_months));
        let at_end = if n < 0 {
            calendar::ALL.start
        } else {
            calendar::ALL.end
        };
        self.tick_containing(target.map_or(at_end, calendar::start_of))
    }

    /// The tick in which `span` starts, in words: "20 March 2019", "March 2019", "Q1 2019", "2019".
    #[must_use]
    pub fn label(self, span: Span) -> String {
        let tick = self.tick_containing(span.start);
        words::date(&Dated::exact(tick, self.precision()))
    }

    /// The tick in canonical notation, as it is written to files.
    #[must_use]
    pub fn notation(self, span: Span) -> String {
        let tick = self.tick_containing(span.start);
        notation::write(&Dated::exact(tick, self.precision()))
    }

    /// The precision of a date that names one tick.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self {
            Self::Day => Precision::Day,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Year => Precision::Year,
        }
    }
}

fn months(first: Date, count: i64) -> Span {
    let last = calendar::month_after(first, count - 1).unwrap_or(Date::MAX);
    calendar::days(first, last.last_of_month())
}

fn earlier(date: Date, months: i64) -> Date {
    calendar::month_after(date, -months).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::notation::{Reading, read};
    use proptest::prelude::*;

    fn span(text: &str) -> Span {
        match read(text) {
            Ok(Reading::Date(date)) => date.span,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_tick_is_the_whole_of_its_unit() {
        let at = span("2019-03-20").start;
        let ticks = Step::ALL.map(|step| step.tick_containing(at));
        let expected = ["2019-03-20", "2019-03", "2019-Q1", "2019"].map(span);
        assert_eq!(ticks, expected);
        let labels = Step::ALL.map(|step| step.label(span("2019-03-20")));
        assert_eq!(labels, ["20 March 2019", "March 2019", "Q1 2019", "2019"]);
        let written = Step::ALL.map(|step| step.notation(span("2019-03-20")));
        assert_eq!(written, ["2019-03-20", "2019-03", "2019-33", "2019"]);
    }

    #[test]
    fn shifting_crosses_years_and_leap_days() {
        let from = |step: Step, text, n| step.shift(span(text), n);
        assert_eq!(from(Step::Day, "2020-02-28", 2), span("2020-03-01"));
        assert_eq!(from(Step::Month, "2019-11", 3), span("2020-02"));
        assert_eq!(from(Step::Quarter, "2019-Q1", -1), span("2018-Q4"));
        assert_eq!(from(Step::Year, "0001", -2), span("-0001"));
        assert_eq!(Step::Month.next(span("2019-12")), span("2020-01"));
        assert_eq!(Step::Month.previous(span("2020-01")), span("2019-12"));
    }

    #[test]
    fn the_ends_of_the_calendar_hold() {
        for step in Step::ALL {
            let first = step.tick_containing(Instant(i64::MIN));
            let last = step.tick_containing(Instant(i64::MAX));
            assert_eq!(first.start, calendar::ALL.start);
            assert_eq!(last.end, calendar::ALL.end);
            assert_eq!(step.previous(first), first);
            assert_eq!(step.next(last), last);
            assert_eq!(step.shift(first, i64::MIN), first);
            assert_eq!(step.shift(first, i64::MAX), last);
        }
    }

    proptest! {
        #[test]
        fn ticks_tile_time(at in calendar::ALL.start.0..calendar::ALL.end.0, step in 0..4_usize) {
            let step = Step::ALL[step];
            let tick = step.tick_containing(Instant(at));
            prop_assert!(tick.contains(Instant(at)));
            let next = step.next(tick);
            prop_assert!(next.start == tick.end || next == tick);
            let previous = step.previous(tick);
            prop_assert!(previous.end == tick.start || previous == tick);
        }

        #[test]
        fn shifting_back_returns(days in -600_000..600_000_i64, n in -5000..5000_i64, step in 0..4_usize) {
            let step = Step::ALL[step];
            let tick = step.tick_containing(Instant(days * DAY_MS));
            prop_assert_eq!(step.shift(step.shift(tick, n), -n), tick);
        }
    }
}
