//! The steps of the clock: whole units from seconds to centuries. A tick never leaves the calendar:
//! past its ends, every answer is the first or the last tick. Times of day are in UTC.

use jiff::civil::Date;

use super::notation::{self, Date as Dated};
use super::{DAY_MS, Instant, Precision, Span, calendar, words};

/// How long one tick of the clock is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter of the calendar year.
    Quarter,
    /// A year.
    Year,
    /// Ten years that share all digits but the last: 2010 to 2019.
    Decade,
    /// A hundred years that share their first digits: 1900 to 1999.
    Century,
}

impl Step {
    /// All steps, from the shortest.
    pub const ALL: [Self; 9] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// How long a tick is about, in milliseconds: a month has 30.4 days.
    #[must_use]
    pub fn mean_ms(self) -> i64 {
        const YEAR_MS: i64 = 31_556_952_000;
        match self {
            Self::Second => 1000,
            Self::Minute => 60_000,
            Self::Hour => 3_600_000,
            Self::Day => DAY_MS,
            Self::Month => YEAR_MS / 12,
            Self::Quarter => YEAR_MS / 4,
            Self::Year => YEAR_MS,
            Self::Decade => 10 * YEAR_MS,
            Self::Century => 100 * YEAR_MS,
        }
    }

    /// The length of a tick where all are alike, in milliseconds.
    fn fixed_ms(self) -> Option<i64> {
        matches!(self, Self::Second | Self::Minute | Self::Hour | Self::Day).then(|| self.mean_ms())
    }

    /// The step in words: "day".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// The tick that holds an instant.
    #[must_use]
    pub fn tick_containing(self, at: Instant) -> Span {
        let date = calendar::date_at(at);
        match self {
            Self::Second | Self::Minute | Self::Hour => part_of_day(at, self.mean_ms()),
            Self::Day => calendar::day(date),
            Self::Month => months(date.first_of_month(), 1),
            Self::Quarter => {
                let into_quarter = (i64::from(date.month()) - 1) % 3;
                months(earlier(date, into_quarter), 3)
            }
            Self::Year => calendar::days(date.first_of_year(), date.last_of_year()),
            Self::Decade => years_of_run(run_of_years(date, 10), 10),
            Self::Century => years_of_run(run_of_years(date, 100), 100),
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
        if let Some(ms) = self.fixed_ms() {
            return (to.start.0 - from.start.0) / ms;
        }
        if let Some(n) = self.run_years() {
            let run = |tick: Span| run_of_years(calendar::date_at(tick.start), n);
            return run(to) - run(from);
        }
        (months(to) - months(from)) / self.n_months()
    }

    /// The tick that is `n` ticks after the one in which `span` starts, or before if negative.
    #[must_use]
    pub fn shift(self, span: Span, n: i64) -> Span {
        let tick = self.tick_containing(span.start);
        if let Some(ms) = self.fixed_ms() {
            let start = tick.start.0.saturating_add(n.saturating_mul(ms));
            return self.tick_containing(Instant(start));
        }
        let first = calendar::date_at(tick.start);
        if let Some(years) = self.run_years() {
            let run = run_of_years(first, years);
            return years_of_run(run.saturating_add(n), years);
        }
        let target = calendar::month_after(first, n.saturating_mul(self.n_months()));
        let at_end = if n < 0 {
            calendar::ALL.start
        } else {
            calendar::ALL.end
        };
        self.tick_containing(target.map_or(at_end, calendar::start_of))
    }

    /// How many months a tick of whole months has.
    fn n_months(self) -> i64 {
        match self {
            Self::Quarter => 3,
            Self::Year => 12,
            _ => 1,
        }
    }

    /// How many years share a tick that is longer than a year.
    fn run_years(self) -> Option<i16> {
        match self {
            Self::Decade => Some(10),
            Self::Century => Some(100),
            _ => None,
        }
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
            Self::Second | Self::Minute | Self::Hour => Precision::Time,
            Self::Day => Precision::Day,
            Self::Month => Precision::Month,
            Self::Quarter => Precision::Quarter,
            Self::Year => Precision::Year,
            Self::Decade => Precision::Decade,
            Self::Century => Precision::Century,
        }
    }
}

/// The part of its day that is `ms` long and holds `at`.
fn part_of_day(at: Instant, ms: i64) -> Span {
    let at = calendar::clamp(at).0.min(calendar::ALL.end.0 - 1);
    let start = at - at.rem_euclid(ms);
    Span {
        start: Instant(start),
        end: Instant(start + ms),
    }
}

/// Which run of `n` years holds a date, counted from year 0. Years before it gather by their digits,
/// as notation writes them (`-201X` is -2019 to -2010), so the run that ends with -1 is a year short.
fn run_of_years(date: Date, n: i16) -> i64 {
    let year = i64::from(date.year());
    year / i64::from(n) - i64::from(year < 0)
}

/// All years of a run; the nearest run of the calendar for one beyond it.
fn years_of_run(run: i64, n: i16) -> Span {
    let n = i64::from(n);
    let run = run.clamp(
        i64::from(calendar::MIN_YEAR) / n - 1,
        i64::from(calendar::MAX_YEAR) / n,
    );
    let (first, last) = if run < 0 {
        (run * n + 1, ((run + 1) * n).min(-1))
    } else {
        (run * n, run * n + n - 1)
    };
    let year = |year: i64| i16::try_from(year).ok();
    let years = year(first).zip(year(last));
    years
        .and_then(|(first, last)| calendar::years(first, last))
        .unwrap_or(calendar::ALL)
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
    use crate::model::time::testing::span;
    use proptest::prelude::*;

    #[test]
    fn a_tick_is_the_whole_of_its_unit() {
        let at = span("2019-03-20").start;
        let ticks = Step::ALL.map(|step| step.tick_containing(at));
        let expected = [
            "2019-03-20T00:00:00Z",
            "2019-03-20T00:00Z",
            "2019-03-20T00Z",
            "2019-03-20",
            "2019-03",
            "2019-Q1",
            "2019",
            "201X",
            "20XX",
        ];
        assert_eq!(ticks, expected.map(span));
        let written = Step::ALL.map(|step| step.notation(span("2019-03-20")));
        let read_back = written.each_ref().map(|text| span(text));
        assert_eq!(read_back, ticks);
        let days_on: Vec<String> = Step::ALL
            .iter()
            .skip(3)
            .take(4)
            .map(|step| step.label(span("2019-03-20")))
            .collect();
        assert_eq!(days_on, ["20 March 2019", "March 2019", "Q1 2019", "2019"]);
    }

    #[test]
    fn decades_and_centuries_before_year_0_gather_by_their_digits() {
        let decade = |text| Step::Decade.tick_containing(span(text).start);
        assert_eq!(decade("-0001"), calendar::years(-9, -1).unwrap());
        assert_eq!(decade("0000"), calendar::years(0, 9).unwrap());
        assert_eq!(decade("-0019"), calendar::years(-19, -10).unwrap());
        let century = Step::Century.tick_containing(span("-0500").start);
        assert_eq!(century, calendar::years(-599, -500).unwrap());
        assert_eq!(
            Step::Century.shift(century, 5),
            calendar::years(-99, -1).unwrap()
        );
        assert_eq!(
            Step::Century.shift(century, 6),
            calendar::years(0, 99).unwrap()
        );
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
        fn ticks_tile_time(at in calendar::ALL.start.0..calendar::ALL.end.0, step in 0..9_usize) {
            let step = Step::ALL[step];
            let tick = step.tick_containing(Instant(at));
            prop_assert!(tick.contains(Instant(at)));
            let next = step.next(tick);
            prop_assert!(next.start == tick.end || next == tick);
            let previous = step.previous(tick);
            prop_assert!(previous.end == tick.start || previous == tick);
        }

        #[test]
        fn shifting_back_returns(days in -600_000..600_000_i64, n in -5000..5000_i64, step in 0..9_usize) {
            let step = Step::ALL[step];
            // So few that the calendar does not end on the way.
            let n = if step >= Step::Decade { n % 60 } else { n };
            let tick = step.tick_containing(Instant(days * DAY_MS));
            prop_assert_eq!(step.shift(step.shift(tick, n), -n), tick);
        }
    }
}
