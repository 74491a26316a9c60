//! Days of the proleptic Gregorian calendar as instants, by `jiff`'s arithmetic.
//!
//! The calendar runs from year -9999 to year 9999; nothing here panics or wraps at its ends. Text
//! and zones are unknown here: a day is 24 hours of UTC.

use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};

use super::{DAY_MS, Instant, Span};

/// The least year of the calendar; year 0 is 1 BC.
pub const MIN_YEAR: i16 = -9999;

/// The greatest year of the calendar.
pub const MAX_YEAR: i16 = 9999;

/// All time that the calendar knows: from 1 January of year -9999 to the end of year 9999.
pub const ALL: Span = Span {
    start: Instant(-4_371_587 * DAY_MS),
    end: Instant(2_932_897 * DAY_MS),
};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The first instant of a day.
#[must_use]
pub fn start_of(date: Date) -> Instant {
    Instant(date.duration_since(EPOCH).as_hours() / 24 * DAY_MS)
}

/// The day that holds an instant; the calendar's first or last day beyond its ends.
#[must_use]
pub fn date_at(at: Instant) -> Date {
    let days = at.0.div_euclid(DAY_MS);
    let last = ALL.end.0 / DAY_MS - 1;
    let days = days.clamp(ALL.start.0 / DAY_MS, last);
    EPOCH.saturating_add(SignedDuration::from_hours(days * 24))
}

/// `at`, moved into the calendar if it lies outside.
#[must_use]
pub fn clamp(at: Instant) -> Instant {
    at.clamp(ALL.start, ALL.end)
}

/// A whole day.
#[must_use]
pub fn day(date: Date) -> Span {
    days(date, date)
}

/// From the beginning of `first` to the end of `last`.
#[must_use]
pub fn days(first: Date, last: Date) -> Span {
    Span {
        start: start_of(first),
        end: Instant(start_of(last).0 + DAY_MS),
    }
}

/// `count` whole months from the one that `month` (1 to 12) names; `None` where the calendar ends.
#[must_use]
pub fn months(year: i16, month: i8, count: i8) -> Option<Span> {
    let first = Date::new(year, month, 1).ok()?;
    let last = month_after(first, i64::from(count) - 1)?;
    Some(days(first, last.last_of_month()))
}

/// All of the years from `first` to `last`, both included.
#[must_use]
pub fn years(first: i16, last: i16) -> Option<Span> {
    let first = Date::new(first, 1, 1).ok()?;
    let last = Date::new(last, 12, 31).ok()?;
    Some(days(first, last))
}

/// An ISO week, Monday to Sunday; `None` where the year has no such week.
#[must_use]
pub fn week(year: i16, week: i8) -> Option<Span> {
    Some(days(week_day(year, week, 1)?, week_day(year, week, 7)?))
}

/// A day of an ISO week, counted from Monday as 1.
#[must_use]
pub fn week_day(year: i16, week: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let date = jiff::civil::ISOWeekDate::new(year, week, weekday).ok()?;
    Some(date.date())
}

/// The first of the month that is `count` months after the one of `date`.
#[must_use]
pub fn month_after(date: Date, count: i64) -> Option<Date> {
    let month = i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
    let month = month.checked_add(count)?;
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let month = i8::try_from(month.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_are_the_ends_of_the_calendar() {
        assert_eq!(years(MIN_YEAR, MAX_YEAR), Some(ALL));
        assert_eq!(date_at(Instant(i64::MIN)), Date::MIN);
        assert_eq!(date_at(Instant(i64::MAX)), Date::MAX);
        assert_eq!(date_at(ALL.start), Date::MIN);
        assert_eq!(date_at(Instant(ALL.end.0 - 1)), Date::MAX);
    }

    #[test]
    fn every_day_is_the_day_of_its_own_start_and_last_instant() {
        for days in (ALL.start.0 / DAY_MS..ALL.end.0 / DAY_MS).step_by(97) {
            let start = Instant(days * DAY_MS);
            let date = date_at(start);
            assert_eq!(start_of(date), start);
            assert_eq!(date_at(Instant(start.0 + DAY_MS - 1)), date);
        }
    }
}
