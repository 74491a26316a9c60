//! The tables of [`cases`], and the laws of reading and writing.

mod cases;

use super::EpochUnit::{Microseconds, Milliseconds, Nanoseconds, Seconds};
use super::*;
use crate::model::time::DAY_MS;
use cases::{CASES, Expected};
use jiff::civil;
use proptest::prelude::*;

/// `jiff`'s own reading of an expected instant; `None` of an empty text.
fn instant(text: &str) -> Option<Instant> {
    if text.is_empty() {
        return None;
    }
    let moment: civil::DateTime = text
        .parse()
        .or_else(|_| text.parse::<civil::Date>().map(|d| d.at(0, 0, 0, 0)))
        .unwrap();
    let since = moment.duration_since(civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    Some(Instant(i64::try_from(since.as_millis()).unwrap()))
}

/// The first instant of a reading and the first after it, where it has these bounds.
fn bounds(reading: Reading) -> (Option<Instant>, Option<Instant>) {
    let (first, last) = match reading {
        Reading::Date(date) => (Some(date), Some(date)),
        Reading::OrEarlier(last) => (None, Some(last)),
        Reading::OneOf { first, last } => (Some(first), Some(last)),
        Reading::Interval { start, end } => (start.date(), end.date()),
    };
    (first.map(|d| d.span.start), last.map(|d| d.span.end))
}

#[test]
fn every_text_of_the_table_means_what_it_says_or_is_refused_in_a_sentence() {
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let outcome = read(text);
        let fine = match (expected, &outcome) {
            (Expected::Is(canonical, start, end), Ok(reading)) => {
                bounds(*reading) == (instant(start), instant(end))
                    && &write_reading(reading) == canonical
                    && read(canonical) == Ok(*reading)
            }
            (Expected::No(part), Err(error)) => {
                let sentence = error.to_string();
                sentence.contains(part) && sentence.ends_with('.')
            }
            _ => false,
        };
        if !fine {
            let written = outcome.as_ref().map(write_reading);
            wrong.push(format!("{text}: {written:?} {outcome:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_large_and_says_nothing_twice() {
    let texts: std::collections::BTreeSet<_> = CASES.iter().map(|(text, _)| text).collect();
    assert_eq!(texts.len(), CASES.len());
    assert!(CASES.len() >= 300, "{}", CASES.len());
}

#[test]
fn a_long_text_is_quoted_in_short() {
    let long = read(&"no date ".repeat(99)).unwrap_err().to_string();
    assert!(long.len() < 160, "{long}");
}

#[test]
fn a_column_decides_the_order_of_day_and_month() {
    let decide = |values: &[&str]| ColumnFormat::decide(values);
    let day_first = decide(&["04/05/2016", "21/05/2016", "2016"]);
    assert_eq!(day_first, ColumnFormat::DayFirst);
    let month_first = decide(&["04/05/2016", "05/21/2016 14:30"]);
    assert_eq!(month_first, ColumnFormat::MonthFirst);
    assert_eq!(decide(&["04/05/2016"]), ColumnFormat::Undecided);
    let both = decide(&["21/05/2016", "05/21/2016"]);
    assert_eq!(both, ColumnFormat::Contradictory);
    let canonical = |format: ColumnFormat| format.read("04/05/2016").map(|r| write_reading(&r));
    assert_eq!(canonical(day_first).unwrap(), "2016-05-04");
    assert_eq!(canonical(month_first).unwrap(), "2016-04-05");
    let refused = canonical(both).unwrap_err().to_string();
    assert!(refused.contains("some dates of this column"), "{refused}");
}

#[test]
fn epoch_times_name_their_second_or_millisecond() {
    let text = |count, unit| read_epoch(count, unit).map(|date| write(&date));
    assert_eq!(text(0, Seconds).unwrap(), "1970-01-01T00:00:00Z");
    assert_eq!(text(-1, Seconds).unwrap(), "1969-12-31T23:59:59Z");
    assert_eq!(
        text(1_463_841_005_250, Milliseconds).unwrap(),
        "2016-05-21T14:30:05.250Z"
    );
    assert_eq!(
        text(1_463_841_005_250_999, Microseconds).unwrap(),
        "2016-05-21T14:30:05.250Z"
    );
    assert_eq!(text(-1, Nanoseconds).unwrap(), "1969-12-31T23:59:59.999Z");
    for (count, unit) in [
        (10_i64.pow(15), Milliseconds),
        (10_i64.pow(15), Seconds),
        (i64::MAX, Seconds),
        (i64::MIN, Milliseconds),
    ] {
        assert!(matches!(text(count, unit), Err(NotationError::Beyond(_))));
    }
}

/// Any date that a notation can mean.
fn any_date() -> impl Strategy<Value = Date> {
    let bare = (-9999..=9999_i16, 1..=12_i8, 1..=31_i8, 0..DAY_MS, 0..13_u8).prop_filter_map(
        "outside the calendar",
        |(year, month, day, ms, kind)| {
            let date = civil::Date::new(year, month, day.min(28)).ok()?;
            let (span, precision) = match kind {
                0 => (century(year)?, Precision::Century),
                1 => (decade(year)?, Precision::Decade),
                2 => (calendar::years(year, year)?, Precision::Year),
                3 => (
                    calendar::months(year, (month - 1) / 3 * 3 + 1, 3)?,
                    Precision::Quarter,
                ),
                4 => (
                    calendar::months(year, (month - 1) / 3 * 3 + 3, 3)?,
                    Precision::Quarter,
                ),
                5 => (calendar::months(year, month, 1)?, Precision::Month),
                6 => {
                    let week = date.iso_week_date();
                    (calendar::week(week.year(), week.week())?, Precision::Week)
                }
                7 => (calendar::day(date), Precision::Day),
                8 => (
                    calendar::months(year, (month - 1) / 4 * 4 + 1, 4)?,
                    Precision::Quarter,
                ),
                9 => (
                    calendar::months(year, (month - 1) / 6 * 6 + 1, 6)?,
                    Precision::Quarter,
                ),
                10 => {
                    // A day of any zone, to the minute; in EDTF's years of four digits.
                    let start = calendar::start_of(date).0 + ms / 60_000 * 60_000;
                    let day = within_calendar(start, DAY_MS)?;
                    let local = calendar::date_at(Instant(start + zone_of_day(day)));
                    (local.year() >= 0).then_some((day, Precision::Day))?
                }
                _ => {
                    let length = [1, 1000, 60_000, 3_600_000]
                        [usize::from(kind) % 2 + 2 * usize::from(ms % 2 == 0)];
                    let start = calendar::start_of(date).0 + ms / length * length;
                    (within_calendar(start, length)?, Precision::Time)
                }
            };
            Some(Date::exact(span, precision))
        },
    );
    (bare, any::<bool>(), any::<bool>()).prop_map(|(date, uncertain, approximate)| Date {
        uncertain,
        approximate,
        ..date
    })
}

fn decade(year: i16) -> Option<Span> {
    let first = year.abs() / 10 * 10;
    if year < 0 {
        calendar::years(-first - 9, -first.max(1))
    } else {
        calendar::years(first, first + 9)
    }
}

fn century(year: i16) -> Option<Span> {
    let first = year.abs() / 100 * 100;
    if year < 0 {
        calendar::years(-first - 99, -first.max(1))
    } else {
        calendar::years(first, first + 99)
    }
}

fn span_of(text: &str) -> Span {
    match read(text) {
        Ok(Reading::Date(date)) => date.span,
        other => panic!("{text}: {other:?}"),
    }
}

proptest! {
    #[test]
    fn reading_what_was_written_is_identity(date in any_date(), other in any_date(), kind in 0..7_u8) {
        prop_assert!(date.span.start < date.span.end);
        prop_assert_eq!(read(&write(&date)), Ok(Reading::Date(date)));
        let (first, last) = if date.span.start <= other.span.start { (date, other) } else { (other, date) };
        let (start, end) = match kind {
            0 => (Edge::Date(first), Edge::Open),
            1 => (Edge::Date(first), Edge::Unknown),
            2 => (Edge::Open, Edge::Date(last)),
            3 => (Edge::Unknown, Edge::Date(last)),
            _ => (Edge::Date(first), Edge::Date(last)),
        };
        let reading = match kind {
            5 => Reading::OrEarlier(date),
            6 if first.span.end < last.span.end => Reading::OneOf { first, last },
            _ => Reading::Interval { start, end },
        };
        prop_assert_eq!(read(&write_reading(&reading)), Ok(reading));
    }

    #[test]
    fn what_begins_ends_later(text in "[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]{0,1}", other in "[0-9]{3,4}(-[0-4][0-9])?") {
        for text in [text.clone(), format!("{other}/{text}"), format!("[{text}..{other}]"), format!("{other}-{text}")] {
            let Ok(reading) = read(&text) else { continue };
            if let (Some(start), Some(end)) = bounds(reading) {
                prop_assert!(start < end, "{}", text);
            }
        }
    }

    #[test]
    fn a_coarser_date_contains_the_finer_one(days in -4_371_587..2_932_897_i64) {
        let date = calendar::date_at(Instant(days * DAY_MS));
        let day = write(&Date::exact(calendar::day(date), Precision::Day));
        let year_digits = day.len() - "-05-21".len();
        let year = &day[..year_digits];
        let quarter = format!("{year}-Q{}", (date.month() - 1) / 3 + 1);
        let texts = [day.clone(), day[..day.len() - 3].to_owned(), quarter, year.to_owned(),
            format!("{}X", &year[..year.len() - 1]), format!("{}XX", &year[..year.len() - 2])];
        prop_assert!(finer_first(&texts), "{:?}", texts);
        let week = date.iso_week_date();
        if week.year() >= 0 {
            let week = format!("{:04}-W{:02}", week.year(), week.week());
            prop_assert!(week.starts_with("9999-W52") || finer_first(&[day, week]));
        }
    }

    #[test]
    fn a_coarser_time_contains_the_finer_one(at in calendar::ALL.start.0..calendar::ALL.end.0) {
        let texts = [1, 1000, 60_000, 3_600_000].map(|length| {
            let start = at.div_euclid(length) * length;
            write(&Date::exact(Span { start: Instant(start), end: Instant(start + length) }, Precision::Time))
        });
        let day = write(&Date::exact(calendar::day(calendar::date_at(Instant(at))), Precision::Day));
        prop_assert!(finer_first(&texts), "{:?}", texts);
        prop_assert!(finer_first(&[texts[3].clone(), day]), "{:?}", texts);
    }

    #[test]
    fn no_text_panics(text in any::<String>(), dated in "[0-9QWXTZSYEBCu:/.,?~%+\\-\\[\\]{} a-z–\u{2212}é]{0,24}") {
        for text in [text, dated] {
            if let Ok(reading) = read(&text) {
                prop_assert_eq!(read(&write_reading(&reading)), Ok(reading));
            }
            let format = ColumnFormat::decide([&text]);
            let _ = (format.read(&text), lacks_zone(&text), lacks_hemisphere(&text));
        }
    }
}

/// Whether each text means a part of what the next one means.
fn finer_first(texts: &[String]) -> bool {
    texts.windows(2).all(|pair| {
        let (fine, coarse) = (span_of(&pair[0]), span_of(&pair[1]));
        coarse.start <= fine.start && fine.end <= coarse.end
    })
}
