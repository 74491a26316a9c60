//! What the numbers of a date column are: years, days, months, times written in one number, or a
//! count since 1970. Decided from all of them, in whatever order; a number that does not fit the
//! decision is refused in a sentence.

use crate::model::time::notation::{
    self, Date, EpochUnit, NotationError, Reading, read_epoch, read_year,
};
use crate::model::time::{Precision, calendar, words};

use super::column::Value;

/// From here on (March 1973) a number is taken as a count of seconds, if it can be nothing else.
const LEAST_SECONDS: f64 = 1e8;
/// As seconds this would be the year 5138.
const LEAST_MILLISECONDS: f64 = 1e11;
/// As milliseconds this would be the year 5138, too.
const LEAST_MICROSECONDS: f64 = 1e14;
const LEAST_NANOSECONDS: f64 = 1e17;

/// What the numbers of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum NumberFormat {
    /// 2016. `short` where years of less than three digits are not two digits of a longer one.
    Years { short: bool },
    /// 201605.
    Months,
    /// 20160521.
    Days,
    /// 201605211430 or 20160521143005.
    Times,
    /// Counted since 1970.
    Epoch(EpochUnit),
    /// They may be several things.
    #[default]
    Unknown,
}

/// How many of a column's numbers can be what.
#[derive(Default)]
struct Counts {
    /// All but zeros, which stand for a missing value too often to decide anything.
    all: usize,
    likely_years: usize,
    years: usize,
    /// Three digits, or before year 0: beside them, two digits are a whole year, too.
    long_or_negative: usize,
    months: usize,
    only_months: usize,
    days: usize,
    times: usize,
    /// Too small for a count since 1970; then seconds, and each finer unit.
    sizes: [usize; 5],
}

impl NumberFormat {
    /// What most of the numbers can be.
    pub(super) fn decide(values: impl IntoIterator<Item = f64>) -> Self {
        let mut counts = Counts::default();
        for value in values {
            if value.is_finite() && value != 0.0 {
                counts.add(value);
            }
        }
        counts.format()
    }

    pub(super) fn read(self, number: f64) -> Value {
        let whole = is_whole(number);
        match self {
            Self::Years { .. } if !whole => {
                Value::Unreadable(format!("{number} is not a whole year."))
            }
            Self::Years { short: false } if (0.0..100.0).contains(&number) => {
                Value::from_error(&short_year(number))
            }
            // `as` saturates, and what saturates is beyond the calendar.
            Self::Years { .. } => Value::from(read_year(number as i64).map(Reading::Date)),
            Self::Months => written(month(number), number, "a month written like 201605"),
            Self::Days => written(day(number), number, "a day written like 20160521"),
            Self::Times => written(time(number), number, "a time written like 20160521143005"),
            Self::Epoch(unit) if is_likely_year(number) => Value::Unreadable(format!(
                "{number} looks like a year; the other numbers of this column count {}.",
                unit_name(unit)
            )),
            Self::Epoch(unit) => epoch(number, unit),
            Self::Unknown => Value::from_error(&unknown(number)),
        }
    }

    /// What the numbers were taken as, for a sentence; `None` where nothing was taken.
    pub(super) fn taken_as(self) -> Option<&'static str> {
        match self {
            Self::Years { .. } => Some("years"),
            Self::Months => Some("year and month in one number"),
            Self::Days => Some("year, month and day in one number"),
            Self::Times => Some("date and time in one number, in UTC"),
            Self::Epoch(EpochUnit::Seconds) => Some("seconds since 1970"),
            Self::Epoch(EpochUnit::Milliseconds) => Some("milliseconds since 1970"),
            Self::Epoch(EpochUnit::Microseconds) => Some("microseconds since 1970"),
            Self::Epoch(EpochUnit::Nanoseconds) => Some("nanoseconds since 1970"),
            Self::Unknown => None,
        }
    }

    /// Whether a number that was read is so much smaller than a count since 1970 usually is that
    /// it may be in a coarser unit or no count at all.
    pub(super) fn is_odd(self, number: f64) -> bool {
        let least = match self {
            Self::Epoch(EpochUnit::Seconds) => 1.0,
            Self::Epoch(_) => LEAST_SECONDS,
            _ => return false,
        };
        let usual = match self {
            Self::Epoch(EpochUnit::Seconds) => LEAST_SECONDS,
            Self::Epoch(EpochUnit::Milliseconds) => LEAST_MILLISECONDS,
            Self::Epoch(EpochUnit::Microseconds) => LEAST_MICROSECONDS,
            _ => LEAST_NANOSECONDS,
        };
        (least..usual).contains(&number.abs()) && !is_likely_year(number)
    }
}

impl Counts {
    fn add(&mut self, value: f64) {
        let size = value.abs();
        self.all += 1;
        let borders = [
            LEAST_SECONDS,
            LEAST_MILLISECONDS,
            LEAST_MICROSECONDS,
            LEAST_NANOSECONDS,
        ];
        let at = borders.iter().filter(|border| size >= **border).count();
        if let Some(count) = self.sizes.get_mut(at) {
            *count += 1;
        }
        if !is_whole(value) {
            return;
        }
        if size < 1e4 {
            self.years += 1;
            self.likely_years += usize::from(is_likely_year(value));
            self.long_or_negative += usize::from(value < 0.0 || (100.0..1000.0).contains(&value));
        } else if month(value).is_some() {
            self.months += 1;
            self.only_months += usize::from(notation::read(&format!("{value}")).is_ok());
        } else if day(value).is_some() {
            self.days += 1;
        } else if time(value).is_some() {
            self.times += 1;
        }
    }

    fn format(&self) -> NumberFormat {
        let most = |count: usize| 2 * count > self.all;
        let years = NumberFormat::Years {
            short: self.long_or_negative > 0,
        };
        if self.all == 0 {
            return NumberFormat::Unknown;
        }
        if most(self.likely_years) {
            return years;
        }
        if most(self.days) {
            return NumberFormat::Days;
        }
        if most(self.times) {
            return NumberFormat::Times;
        }
        if most(self.months) && self.only_months > 0 {
            return NumberFormat::Months;
        }
        if most(self.years) {
            return years;
        }
        // The size that most have; of two as frequent, the smaller unit of the count.
        let (size, _) =
            self.sizes.iter().enumerate().fold(
                (0, 0),
                |best, (at, n)| {
                    if *n > best.1 { (at, *n) } else { best }
                },
            );
        match size {
            0 => NumberFormat::Unknown,
            1 => NumberFormat::Epoch(EpochUnit::Seconds),
            2 => NumberFormat::Epoch(EpochUnit::Milliseconds),
            3 => NumberFormat::Epoch(EpochUnit::Microseconds),
            _ => NumberFormat::Epoch(EpochUnit::Nanoseconds),
        }
    }
}

/// Whether a number is a year that files commonly speak of.
fn is_likely_year(value: f64) -> bool {
    (1000.0..3000.0).contains(&value) && is_whole(value)
}

/// Whether it has no fraction, as far as it matters: what is beyond all dates has none.
#[expect(clippy::float_cmp, reason = "a whole number is exactly itself")]
fn is_whole(value: f64) -> bool {
    value as i64 as f64 == value
}

fn unit_name(unit: EpochUnit) -> &'static str {
    match unit {
        EpochUnit::Seconds => "seconds",
        EpochUnit::Milliseconds => "milliseconds",
        EpochUnit::Microseconds => "microseconds",
        EpochUnit::Nanoseconds => "nanoseconds",
    }
}

fn written(reading: Option<Reading>, number: f64, like: &str) -> Value {
    reading.map_or_else(
        || Value::Unreadable(format!("{number} is not {like}.")),
        Value::Reading,
    )
}

/// The whole number, if it is one of `digits` digits whose first four are a likely year.
fn digits_of(number: f64, digits: u32) -> Option<u64> {
    let unit = 10_u64.checked_pow(digits - 4)?;
    let years = (1000 * unit) as f64..(3000 * unit) as f64;
    (years.contains(&number) && is_whole(number)).then_some(number as u64)
}

/// Two digits of a number, counted from its end.
fn two_digits(number: u64, from_end: u32) -> u64 {
    number / 10_u64.pow(from_end) % 100
}

fn month(number: f64) -> Option<Reading> {
    let digits = digits_of(number, 6)?;
    (1..=12).contains(&two_digits(digits, 0)).then_some(())?;
    notation::read(&format!("{:04}-{:02}", digits / 100, digits % 100)).ok()
}

fn day(number: f64) -> Option<Reading> {
    let digits = digits_of(number, 8)?;
    let plausible = (1..=12).contains(&two_digits(digits, 2));
    plausible.then(|| notation::read(&digits.to_string()).ok())?
}

/// To the minute with twelve digits, to the second with fourteen.
fn time(number: f64) -> Option<Reading> {
    let (digits, of_day) = match (digits_of(number, 12), digits_of(number, 14)) {
        (Some(digits), _) => (digits, 4),
        (_, Some(digits)) => (digits, 6),
        (None, None) => return None,
    };
    let plausible = (1..=12).contains(&two_digits(digits, of_day + 2));
    let day = digits / 10_u64.pow(of_day);
    let clock = digits % 10_u64.pow(of_day);
    let width = of_day as usize;
    plausible.then(|| notation::read(&format!("{day}T{clock:0width$}")).ok())?
}

fn epoch(number: f64, unit: EpochUnit) -> Value {
    let (count, unit) = match unit {
        EpochUnit::Seconds if !is_whole(number) => (number * 1000.0, EpochUnit::Milliseconds),
        // A float holds so many nanoseconds only to some hundreds.
        EpochUnit::Nanoseconds => (number / 1000.0, EpochUnit::Microseconds),
        unit => (number, unit),
    };
    // `as` saturates, and what saturates is beyond the calendar.
    Value::from(read_epoch(count.round() as i64, unit).map(Reading::Date))
}

/// Why 16 is no year among years like 2016.
fn short_year(number: f64) -> NotationError {
    let second = if number == 0.0 {
        "no date at all".to_owned()
    } else {
        "a year without its century".to_owned()
    };
    NotationError::Ambiguous {
        text: number.to_string(),
        first: format!("the year {number} itself"),
        second,
        example: format!("all four digits, as a text like “{number:04}”"),
    }
}

/// Why 42511 is no date: spreadsheets count days from the end of 1899.
fn unknown(number: f64) -> NotationError {
    let said = |date: Option<Date>| date.map_or("no date".to_owned(), |date| words::date(&date));
    let day = (number.floor() as i64).checked_sub(25_569);
    let day = day.and_then(|day| day.checked_mul(86_400));
    let day = day.and_then(|second| read_epoch(second, EpochUnit::Seconds).ok());
    let day = day.map(|date| {
        let span = calendar::day(calendar::date_at(date.span.start));
        Date::exact(span, Precision::Day)
    });
    let second = read_epoch(number.floor() as i64, EpochUnit::Seconds).ok();
    NotationError::Ambiguous {
        text: number.to_string(),
        first: format!("{}, as spreadsheets count days,", said(day)),
        second: format!("{}, in seconds since 1970", said(second)),
        example: "dates like 2016-05-21".to_owned(),
    }
}
