use super::*;
use crate::model::time::DAY_MS;
use crate::model::time::notation::{Reading, read};
use proptest::prelude::*;

fn scale(text: &str, width: f32) -> TimeScale {
    let span = match read(text) {
        Ok(Reading::Date(date)) => date.span,
        Ok(Reading::Interval { start, end }) => {
            let (start, end) = (start.date().unwrap(), end.date().unwrap());
            start.span.union(end.span)
        }
        other => panic!("{text}: {other:?}"),
    };
    TimeScale::new(span, 0.0, width)
}

fn labels(text: &str) -> Vec<String> {
    let ticks = scale(text, 800.0).ticks(80.0);
    ticks.into_iter().map(|tick| tick.label).collect()
}

#[test]
fn labels_are_as_fine_as_the_axis() {
    for (span, expected) in [
        ("-9999/9999", vec!["10000 BC", "5000 BC", "5000"]),
        ("-0500/0500", vec!["400 BC", "200 BC", "200"]),
        ("1000/1999", vec!["1000", "1200", "1400"]),
        ("2014/2022", vec!["2014", "2015", "2016"]),
        ("2010/2022", vec!["2010", "2012", "2014"]),
        ("2014/2016", vec!["Jan 2014", "Jul", "Jan 2015"]),
        ("2019", vec!["Jan 2019", "Apr", "Jul"]),
        ("2019-03/2019-06", vec!["1 Mar", "15 Mar", "1 Apr"]),
        ("2019-03-20/2019-03-22", vec!["20 Mar", "12:00", "21 Mar"]),
        ("2019-03-20", vec!["20 Mar", "03:00", "06:00"]),
        ("2019-03-20T14Z", vec!["14:00", "14:15", "14:30"]),
        (
            "2019-03-20T14:30Z",
            vec!["14:30:00", "14:30:15", "14:30:30"],
        ),
        (
            "2019-03-20T14:30:00Z/2019-03-20T14:30:09Z",
            vec!["14:30:00", "14:30:01", "14:30:02"],
        ),
        (
            "2019-03-19T23:59:30Z/2019-03-20T00:00:30Z",
            vec!["23:59:30", "23:59:45", "20 Mar", "00:00:15"],
        ),
    ] {
        let found = labels(span);
        assert_eq!(
            found.get(..expected.len()),
            Some(&expected.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()[..]),
            "{span}: {found:?}"
        );
    }
}

#[test]
fn majors_begin_something_coarser() {
    let ticks = scale("2014/2016", 1600.0).ticks(80.0);
    for tick in &ticks {
        assert_eq!(tick.major, tick.label.starts_with("Jan"), "{tick:?}");
    }
    assert!(ticks.iter().any(|tick| tick.major));
}

#[test]
fn the_context_says_what_the_ticks_leave_out() {
    for (span, context) in [
        ("2014/2016", None),
        ("2019", Some("2019")),
        ("2019-03-01/2019-03-20", Some("March 2019")),
        ("2019-03-20", Some("20 March 2019")),
    ] {
        assert_eq!(scale(span, 800.0).context().as_deref(), context);
    }
}

#[test]
fn times_of_day_are_told_from_dates() {
    for (span, of_day) in [
        ("2019-03-20", true),
        ("2019-03-20/2019-03-22", true),
        ("2019-03", false),
    ] {
        assert_eq!(scale(span, 800.0).names_times(80.0), of_day, "{span}");
    }
}

#[test]
fn a_moment_is_shown_in_ten_seconds_around_it() {
    let at = Instant(1_000_000);
    let scale = TimeScale::new(Span { start: at, end: at }, 0.0, 100.0);
    assert_eq!(scale.span.duration_ms(), LEAST_MS);
    assert!((scale.x_from_time(at) - 50.0).abs() < 0.01);
}

#[test]
fn zooming_out_ends_at_the_calendar() {
    let all = scale("2019", 800.0).zoomed_at(3.0, 1e-9);
    assert_eq!(all.span, calendar::ALL);
    assert_eq!(all.panned(500.0), all);
    assert_eq!(all.zoomed_at(0.0, f64::NAN), all);
}

prop_compose! {
    fn any_scale()(start in -4_371_587..2_932_896_i64, ms in 0..DAY_MS, length in 13.0..49.0_f64, width in 100.0..4000.0_f32) -> TimeScale {
        let start = start * DAY_MS + ms;
        let end = start.saturating_add(length.exp2() as i64);
        TimeScale::new(Span { start: Instant(start), end: Instant(end) }, 10.0, 10.0 + width)
    }
}

proptest! {
    #[test]
    fn x_to_time_to_x_is_identity(scale in any_scale(), share in 0.0..1.0_f32) {
        let x = scale.x0 + share * (scale.x1 - scale.x0);
        let back = scale.x_from_time(scale.time_from_x(x));
        // An instant is a whole millisecond, which is 0.4 points on the widest axis of ten seconds.
        let half = (0.5 / scale.ms_per_point()) as f32;
        prop_assert!((back - x).abs() < 0.01 + half, "{} {}", x, back);
    }

    #[test]
    fn time_to_x_to_time_is_identity(scale in any_scale(), share in 0.0..1.0_f64) {
        let at = Instant(scale.span.start.0 + (share * scale.span.duration_ms() as f64) as i64);
        let back = scale.time_from_x(scale.x_from_time(at));
        let off = (back.0 - at.0).abs() as f64;
        prop_assert!(off <= scale.ms_per_point() * 0.001 + 1.0);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer(scale in any_scale(), share in 0.0..1.0_f32, factor in 0.2..5.0_f64) {
        let x = scale.x0 + share * (scale.x1 - scale.x0);
        let zoomed = scale.zoomed_at(x, factor);
        prop_assert!(zoomed.span.duration_ms() >= LEAST_MS);
        prop_assert!(calendar::ALL.start <= zoomed.span.start && zoomed.span.end <= calendar::ALL.end);
        let free = zoomed.span.start > calendar::ALL.start && zoomed.span.end < calendar::ALL.end;
        if free {
            let moved = zoomed.x_from_time(scale.time_from_x(x)) - x;
            let a_millisecond = (1.5 / zoomed.ms_per_point()) as f32;
            prop_assert!(moved.abs() < 0.1 + a_millisecond, "{}", moved);
        }
    }

    #[test]
    fn panning_back_returns(scale in any_scale(), dx in -500.0..500.0_f32) {
        let there = scale.panned(dx);
        prop_assert_eq!(there.span.duration_ms(), scale.span.duration_ms());
        let free = there.span.start > calendar::ALL.start && there.span.end < calendar::ALL.end;
        if free {
            let off = there.panned(-dx).span.start.0 - scale.span.start.0;
            prop_assert!(off.abs() <= 1 + scale.span.duration_ms() / 1_000_000_000);
        }
    }

    #[test]
    fn ticks_are_ordered_and_apart(scale in any_scale(), gap in 0.0..200.0_f32) {
        let ticks = scale.ticks(gap);
        for pair in ticks.windows(2) {
            prop_assert!(pair[1].x - pair[0].x >= gap - 0.01, "{:?}", pair);
        }
        for tick in &ticks {
            prop_assert!(scale.x0 - 0.01 <= tick.x && tick.x <= scale.x1 + 0.01);
        }
        prop_assert!(ticks.len() <= 501);
    }
}
