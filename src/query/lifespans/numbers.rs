//! What the numbers of a date column are: years, days, months, times written in one number, or a
//! count since 1970. Decided from all of them, in whatever order; a number that does not fit the
//! decision is refused in a sentence.

use crate::model::time::notation::{
    self, Date, EpochUnit, NotationError, Reading, read_epoch, read_year,
};
use crate::model::time::words;

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
    few_digits: usize,
    three_digits_or_negative: usize,
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
        let whole = number.fract() == 0.0;
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

    /// Whether a number that was read would be more likely in another unit: among milliseconds,
    /// what is a time of 1970 to 1973 but would be a later one in seconds.
    pub(super) fn is_odd(self, number: f64) -> bool {
        match self {
            Self::Epoch(EpochUnit::Milliseconds) => {
                (LEAST_SECONDS..LEAST_MILLISECONDS).contains(&number)
            }
            Self::Epoch(EpochUnit::Microseconds) => {
                (LEAST_SECONDS..LEAST_MICROSECONDS).contains(&number)
            }
            Self::Epoch(EpochUnit::Nanoseconds) => {
                (LEAST_SECONDS..LEAST_NANOSECONDS).contains(&number)
            }
            _ => false,
        }
    }
}

impl Counts {
    fn add(&mut self, value: f64) {
        let whole = value.fract() == 0.0;
        let size = value.abs();
        let one_if = usize::from;
        self.all += 1;
        self.likely_years += one_if(is_likely_year(value));
        self.years += one_if(whole && size <= 9999.0);
        self.few_digits += one_if(whole && (0.0..100.0).contains(&value));
        self.three_digits_or_negative +=
            one_if(whole && ((100.0..1000.0).contains(&value) || (-9999.0..0.0).contains(&value)));
        if whole && (100_000.0..1_000_000.0).contains(&value) {
            self.months += one_if(month(value).is_some());
            self.only_months += one_if(notation::read(&format!("{value}")).is_ok());
        }
        self.days += one_if(day(value).is_some());
        self.times += one_if(time(value).is_some());
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
    }

    fn format(&self) -> NumberFormat {
        let most = |count: usize| 2 * count > self.all;
        let years = NumberFormat::Years {
            short: self.three_digits_or_negative > 0,
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
    value.fract() == 0.0 && (1000.0..3000.0).contains(&value)
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
    let whole = number.fract() == 0.0 && number >= 0.0;
    let number = whole.then_some(number as u64)?;
    let year = number / 10_u64.checked_pow(digits - 4)?;
    (1000..3000).contains(&year).then_some(number)
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
        EpochUnit::Seconds if number.fract() != 0.0 => (number * 1000.0, EpochUnit::Milliseconds),
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
        example: format!("{number:04} or all of its digits, as text"),
    }
}

/// Why 42511 is no date: spreadsheets count days from the end of 1899.
fn unknown(number: f64) -> NotationError {
    let said = |date: Option<Date>| date.map_or("no date".to_owned(), |date| words::date(&date));
    let day = (number.floor() as i64).checked_sub(25_569);
    let day = day.and_then(|day| day.checked_mul(86_400));
    let day = day.and_then(|second| read_epoch(second, EpochUnit::Seconds).ok());
    let day = day.map(|date| {
        let span = crate::model::time::calendar::day(crate::model::time::calendar::date_at(
            date.span.start,
        ));
        Date::exact(span, crate::model::time::Precision::Day)
    });
    let second = read_epoch(number.floor() as i64, EpochUnit::Seconds).ok();
    NotationError::Ambiguous {
        text: number.to_string(),
        first: format!("{}, as spreadsheets count days,", said(day)),
        second: format!("{}, in seconds since 1970", said(second)),
        example: "dates like 2016-05-21".to_owned(),
    }
}
