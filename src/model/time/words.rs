//! Dates in English words, never more exact than the date itself.

use jiff::civil;

use super::notation::{Date, Edge, MONTHS, Reading, offset_text, zone_of_day};
use super::{DAY_MS, Instant, Lifespan, Precision, Span, Start, calendar};

/// A date: "21 May 2016", "May 2016", "Q1 2019", "the 2010s", "20 March 2019, 14:05 UTC",
/// "about 2016", "2016 (uncertain)".
#[must_use]
pub fn date(date: &Date) -> String {
    let about = if date.approximate { "about " } else { "" };
    let doubt = if date.uncertain { " (uncertain)" } else { "" };
    format!("{about}{}{doubt}", exact(date.span, date.precision))
}

/// What a text in a start column says of the beginning, an interval being a range for it:
/// "between June 2018 and September 2019".
#[must_use]
pub fn start_range(reading: &Reading) -> String {
    match reading {
        Reading::Date(only) => date(only),
        Reading::OrEarlier(latest) => by(latest),
        Reading::Interval {
            start: Edge::Date(first),
            end: Edge::Date(last),
        }
        | Reading::OneOf { first, last } => {
            format!("between {} and {}", date(first), date(last))
        }
        Reading::Interval {
            start: Edge::Date(first),
            ..
        } => format!("{} or later", date(first)),
        Reading::Interval {
            end: Edge::Date(last),
            ..
        } => by(last),
        Reading::Interval { .. } => "not known".to_owned(),
    }
}

/// What a text says of a whole life: "March 2019 to May 2020", "March 2019 to now".
#[must_use]
pub fn reading(reading: &Reading) -> String {
    let Reading::Interval { start, end } = reading else {
        return start_range(reading);
    };
    let first = match start {
        Edge::Date(first) => date(first),
        Edge::Open => "always".to_owned(),
        Edge::Unknown => "an unknown date".to_owned(),
    };
    let last = match end {
        Edge::Date(last) => date(last),
        Edge::Open => "now".to_owned(),
        Edge::Unknown => "an unknown date".to_owned(),
    };
    format!("{first} to {last}")
}

/// A latest possible date: "by 22 January 2022".
#[must_use]
pub fn by(latest: &Date) -> String {
    format!("by {}", date(latest))
}

/// A span by its edges: "May 2016" where it is a month, else "between June 2018 and September 2019".
#[must_use]
pub fn span(span: Span) -> String {
    if let Some(precision) = precision_of(span) {
        return exact(span, precision);
    }
    let last = calendar::date_at(Instant(span.end.0.saturating_sub(1)));
    let first = calendar::date_at(span.start);
    let edge = |date: civil::Date| match aligned(span) {
        Aligned::Years => year(date.year()),
        Aligned::Months => month(date),
        Aligned::Days | Aligned::Times => day(date),
    };
    if aligned(span) == Aligned::Times {
        let moment = |at: Instant| {
            exact(
                Span {
                    start: at,
                    end: Instant(at.0.saturating_add(1000)),
                },
                Precision::Time,
            )
        };
        return format!("between {} and {}", moment(span.start), moment(span.end));
    }
    format!("between {} and {}", edge(first), edge(last))
}

/// What is known of a beginning; `None` if nothing.
#[must_use]
pub fn start(start: Start) -> Option<String> {
    match start {
        Start::Undated => None,
        Start::Within(within) => Some(span(within)),
        Start::KnownBy(latest) => {
            let last = Span {
                start: Instant(latest.end.0.saturating_sub(1)),
                end: latest.end,
            };
            let named = precision_of(latest).map_or_else(
                || day(calendar::date_at(last.start)),
                |precision| exact(latest, precision),
            );
            Some(format!("by {named}"))
        }
    }
}

/// The end of a [`Lifespan`] as the date that was written: "9 November 2022".
#[must_use]
pub fn end(end: Span) -> String {
    if end.end.0 % DAY_MS == 0 && end.start.0 % DAY_MS == 0 {
        // The range of a date-only end begins a day after the date does.
        return span(Span {
            start: Instant(end.start.0.saturating_sub(DAY_MS)),
            end: end.end,
        });
    }
    if end.start < end.end && precision_of(end) == Some(Precision::Time) {
        return exact(end, Precision::Time);
    }
    let moment = |at: Instant| {
        let second = Span {
            start: at,
            end: Instant(at.0.saturating_add(1000)),
        };
        exact(second, Precision::Time)
    };
    if end.start == end.end {
        return moment(end.end);
    }
    format!("between {} and {}", moment(end.start), moment(end.end))
}

/// A record's whole time: "March 2019 to now", "by 22 January 2022", "21 May 2016"; `None` if undated.
#[must_use]
pub fn lifespan(life: &Lifespan) -> Option<String> {
    let first = start(life.start)?;
    let mut text = match (life.start, life.end) {
        (Start::Within(within), Some(last)) if is_same_date(within, last) => first,
        (Start::KnownBy(latest), Some(last)) if last.end == latest.end => first,
        (Start::KnownBy(_), Some(last)) => format!("{first}, ended {}", end(last)),
        (Start::KnownBy(_), None) => first,
        (_, Some(last)) => {
            let last = end(last);
            if first.starts_with("between") || last.starts_with("between") {
                format!("began {first}, ended {last}")
            } else {
                format!("{first} to {last}")
            }
        }
        (_, None) if first.starts_with("between") => format!("began {first}, to now"),
        (_, None) => format!("{first} to now"),
    };
    if let Some(closure) = life.closure {
        text.push_str("; closure reported ");
        text.push_str(&span(closure));
    }
    Some(text)
}

/// Whether the range of an end is that of the same date as the beginning's.
fn is_same_date(start: Span, end: Span) -> bool {
    let earliest = end.start.0 - start.start.0;
    start.end == end.end && (earliest == 0 || earliest == DAY_MS)
}

/// The words of a span that a date of this precision has.
fn exact(span: Span, precision: Precision) -> String {
    let first = calendar::date_at(span.start);
    let last = calendar::date_at(Instant(span.end.0.saturating_sub(1)));
    match precision {
        // "The 1900s" would be a hundred years to many.
        Precision::Decade if first.year() > 0 && first.year() % 100 != 0 => {
            format!("the {}s", first.year())
        }
        Precision::Century | Precision::Decade if first.year() > 0 => {
            format!("{}–{}", first.year(), last.year())
        }
        Precision::Century | Precision::Decade => {
            format!("{} to {}", year(first.year()), year(last.year()))
        }
        Precision::Year => year(first.year()),
        Precision::Quarter if first.month() % 3 == 1 && last.month() == first.month() + 2 => {
            format!("Q{} {}", first.month() / 3 + 1, year(first.year()))
        }
        Precision::Quarter if first.year() == last.year() => {
            format!("{} to {}", month_name(first), month(last))
        }
        Precision::Quarter => format!("{} to {}", month(first), month(last)),
        Precision::Month => month(first),
        Precision::Week => format!("the week of {}", day(first)),
        Precision::Day => match zone_of_day(span) {
            0 => day(first),
            zone => {
                let local = calendar::date_at(Instant(span.start.0.saturating_add(zone)));
                format!("{} (UTC{})", day(local), offset_text(zone))
            }
        },
        Precision::Time => format!("{}, {} UTC", day(first), clock(span)),
    }
}

/// What a text could have been to mean exactly this span; decades and centuries are ranges here.
fn precision_of(span: Span) -> Option<Precision> {
    let first = calendar::date_at(span.start);
    let (year, month) = (first.year(), first.month());
    let is = |candidate: Option<Span>| candidate == Some(span);
    if is(Some(calendar::day(first))) {
        Some(Precision::Day)
    } else if is(calendar::months(year, month, 1)) {
        Some(Precision::Month)
    } else if is(calendar::years(year, year)) {
        Some(Precision::Year)
    } else if is(calendar::months(year, month, 3)) && month % 3 == 1 {
        Some(Precision::Quarter)
    } else if matches!(span.duration_ms(), 1..=1000 | 60_000 | 3_600_000) {
        Some(Precision::Time)
    } else {
        None
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aligned {
    Years,
    Months,
    Days,
    Times,
}

/// The coarsest unit at whose boundaries the span starts and ends.
fn aligned(span: Span) -> Aligned {
    if span.start.0 % DAY_MS != 0 || span.end.0 % DAY_MS != 0 {
        return Aligned::Times;
    }
    let first = calendar::date_at(span.start);
    let last = calendar::date_at(Instant(span.end.0.saturating_sub(1)));
    if first == first.first_of_year() && last == last.last_of_year() {
        Aligned::Years
    } else if first == first.first_of_month() && last == last.last_of_month() {
        Aligned::Months
    } else {
        Aligned::Days
    }
}

/// A year as people write it; year 0 is 1 BC.
pub(crate) fn year(year: i16) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i32::from(year))
    }
}

fn month_name(date: civil::Date) -> &'static str {
    let index = usize::try_from(date.month() - 1).unwrap_or(0);
    MONTHS.get(index).copied().unwrap_or("January")
}

/// The first three letters of the month.
pub(crate) fn short_month(date: civil::Date) -> &'static str {
    &month_name(date)[..3]
}

fn month(date: civil::Date) -> String {
    format!("{} {}", month_name(date), year(date.year()))
}

fn day(date: civil::Date) -> String {
    format!("{} {}", date.day(), month(date))
}

/// The time of day, as fine as the span is short.
fn clock(span: Span) -> String {
    let ms = span.start.0.rem_euclid(DAY_MS);
    let (hour, minute) = (ms / 3_600_000, ms / 60_000 % 60);
    let (second, fraction) = (ms / 1000 % 60, ms % 1000);
    match span.duration_ms() {
        3_600_000 => format!("{hour:02}:00–{hour:02}:59"),
        60_000 => format!("{hour:02}:{minute:02}"),
        1000 if fraction == 0 => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}.{fraction:03}"),
    }
}

#[cfg(test)]
mod tests;
