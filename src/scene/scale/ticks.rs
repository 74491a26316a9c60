//! The units between ticks, from a second to five thousand years, and their labels.

use jiff::civil::Date;

use crate::model::time::{DAY_MS, Instant, Span, calendar, words};

/// What lies between two neighbouring ticks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// So many seconds; they divide a minute.
    Seconds(i64),
    /// So many minutes; they divide a day.
    Minutes(i64),
    /// So many days, counted anew from the first of each month.
    Days(i8),
    /// So many months; they divide a year.
    Months(i8),
    /// So many years; see [`round_year`].
    Years(i16),
}

impl Unit {
    /// From the finest.
    pub(super) const LADDER: [Self; 31] = [
        Self::Seconds(1),
        Self::Seconds(5),
        Self::Seconds(15),
        Self::Seconds(30),
        Self::Minutes(1),
        Self::Minutes(5),
        Self::Minutes(15),
        Self::Minutes(30),
        Self::Minutes(60),
        Self::Minutes(180),
        Self::Minutes(360),
        Self::Minutes(720),
        Self::Days(1),
        Self::Days(2),
        Self::Days(7),
        Self::Days(14),
        Self::Months(1),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(200),
        Self::Years(500),
        Self::Years(1000),
        Self::Years(2000),
        Self::Years(5000),
    ];

    /// Whether its ticks name times of day.
    pub(super) fn is_of_day(self) -> bool {
        matches!(self, Self::Seconds(_) | Self::Minutes(_))
    }

    /// The shortest time between two ticks, in milliseconds.
    pub(super) fn least_ms(self) -> f64 {
        let days = match self {
            Self::Seconds(n) => return (n * 1000) as f64,
            Self::Minutes(n) => return (n * 60_000) as f64,
            // From the 15th of February to the first of March there are fourteen days, too.
            Self::Days(n) => i64::from(n),
            Self::Months(1) => 28,
            Self::Months(3) => 90,
            Self::Months(n) => i64::from(n) * 30,
            Self::Years(n) => i64::from(n) * 365,
        };
        (days * DAY_MS) as f64
    }

    /// All of its starts inside `span`, both ends included.
    pub(super) fn starts_in(self, span: Span) -> Vec<Instant> {
        let shown = |at: &Instant| span.start <= *at && *at <= span.end;
        let first = calendar::date_at(span.start);
        let last = calendar::date_at(span.end);
        match self {
            Self::Seconds(n) => multiples(n * 1000, span),
            Self::Minutes(n) => multiples(n * 60_000, span),
            Self::Days(n) => months_between(first.first_of_month(), last, 1)
                .flat_map(|month| days_of(month, n))
                .map(calendar::start_of)
                .filter(shown)
                .collect(),
            Self::Months(n) => months_between(first.first_of_year(), last, n)
                .map(calendar::start_of)
                .filter(shown)
                .collect(),
            Self::Years(n) => {
                let from = first.year().div_euclid(n);
                let to = last.year().div_euclid(n);
                (from..=to)
                    .filter_map(|i| Date::new(round_year(i, n)?, 1, 1).ok())
                    .map(calendar::start_of)
                    .filter(shown)
                    .collect()
            }
        }
    }

    /// The tick in words.
    pub(super) fn label(self, at: Instant) -> String {
        let date = calendar::date_at(at);
        let (year, month) = (words::year(date.year()), words::short_month(date));
        match self {
            Self::Seconds(_) | Self::Minutes(_) if at.0.rem_euclid(DAY_MS) == 0 => {
                format!("{} {month}", date.day())
            }
            Self::Seconds(_) => {
                let seconds = at.0.rem_euclid(DAY_MS) / 1000;
                let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
                format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
            }
            Self::Minutes(_) => {
                let minutes = at.0.rem_euclid(DAY_MS) / 60_000;
                format!("{:02}:{:02}", minutes / 60, minutes % 60)
            }
            Self::Days(_) if date == date.first_of_year() => year,
            Self::Days(_) => format!("{} {month}", date.day()),
            Self::Months(_) if date.month() == 1 => format!("{month} {year}"),
            Self::Months(_) => month.to_owned(),
            Self::Years(_) => year,
        }
    }

    /// Whether something coarser begins there, too.
    pub(super) fn is_major(self, at: Instant) -> bool {
        let date = calendar::date_at(at);
        match self {
            Self::Seconds(_) => at.0.rem_euclid(60_000) == 0,
            Self::Minutes(_) => at.0.rem_euclid(DAY_MS) == 0,
            Self::Days(_) => date.day() == 1,
            Self::Months(_) => date.month() == 1,
            Self::Years(n) => {
                let coarser = [10, 100, 1000, 10_000].into_iter().find(|c| *c > n);
                let counted = if date.year() > 0 {
                    date.year()
                } else {
                    1 - date.year()
                };
                coarser.is_some_and(|c| counted % c == 0)
            }
        }
    }
}

/// All multiples of `step_ms` since 1970 inside `span`, both ends included.
fn multiples(step_ms: i64, span: Span) -> Vec<Instant> {
    let from = span.start.0.div_euclid(step_ms);
    let to = span.end.0.div_euclid(step_ms);
    let all = (from..=to).map(|i| Instant(i * step_ms));
    all.filter(|at| span.start <= *at && *at <= span.end)
        .collect()
}

/// The `i`th multiple of `n` years as people count them: 200 and 200 BC (which is year -199). Steps
/// of more than a year have none where the eras meet, as people know no year 0.
fn round_year(i: i16, n: i16) -> Option<i16> {
    match i {
        _ if n == 1 => Some(i),
        0 => None,
        1.. => i.checked_mul(n),
        _ => i.checked_mul(n)?.checked_add(1),
    }
}

/// Every `step`th first of a month from `first` to the month of `last`.
fn months_between(first: Date, last: Date, step: i8) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), move |month| {
        calendar::month_after(*month, i64::from(step))
    })
    .take_while(move |month| *month <= last)
}

/// The first of the month and every `step`th day after it, as far as the next month is not nearer.
fn days_of(month: Date, step: i8) -> impl Iterator<Item = Date> {
    let n_days = month.days_in_month();
    (1..=n_days)
        .step_by(usize::from(step.unsigned_abs()))
        .take_while(move |day| *day == 1 || day + step <= n_days + 1)
        .filter_map(move |day| Date::new(month.year(), month.month(), day).ok())
}
