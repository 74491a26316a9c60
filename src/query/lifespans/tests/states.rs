//! Lifespans as a specification: what the columns of a row say, and what may be said of it at the
//! end of each of a few days.

use super::*;

/// The letter of a state, as the table writes it.
fn letter(state: State) -> char {
    match state {
        State::Undated => '-',
        State::Before => '.',
        State::DocumentedLater => 'l',
        State::Possibly => 'p',
        State::There => 'T',
        State::Earlier => 'e',
        State::PossiblyOver => 'o',
        State::ReportedClosed => 'c',
        State::Over => 'x',
    }
}

/// The days whose ends are asked.
const DAYS: [&str; 8] = [
    "2015-12-31",
    "2016-01-01",
    "2016-05-20",
    "2016-05-21",
    "2016-05-22",
    "2016-05-31",
    "2016-12-31",
    "2017-01-01",
];

/// Start, end, known by, closure; before `.`, first documented later `l`, possibly `p`, there `T`,
/// possibly over `o`, reported closed `c`, over `x`, undated `-`; the whole in words.
#[rustfmt::skip]
const LIVES: &[([&str; 4], &str, &str)] = &[
    // Nothing but a beginning: it runs on.
    (["2016-05-21", "", "", ""], "...TTTTT", "21 May 2016 to now"),
    (["2016-05", "", "", ""], "..pppTTT", "May 2016 to now"),
    (["2016", "", "", ""], ".pppppTT", "2016 to now"),
    (["2016-05-20/2016-05-31", "", "", ""], "..pppTTT", "began between 20 May 2016 and 31 May 2016, to now"),
    (["[2016-05-20..2016-05-31]", "", "", ""], "..pppTTT", "began between 20 May 2016 and 31 May 2016, to now"),
    (["2016-05-20/..", "", "", ""], "..TTTTTT", "20 May 2016 to now"),
    // An end with only a date includes that day; a coarser one may have been on any of its days.
    (["2016-05-21", "2016-05-22", "", ""], "...TTxxx", "21 May 2016 to 22 May 2016"),
    (["2016-05-21", "2016-05", "", ""], "...oooxx", "21 May 2016 to May 2016"),
    (["2016-01-01", "2016", "", ""], ".Tooooox", "1 January 2016 to 2016"),
    (["2016-01-01", "2016-05-21/2016-05-31", "", ""], ".TTTooxx", "began 1 January 2016, ended between 21 May 2016 and 31 May 2016"),
    (["2016-01-01", "[..2016-05-31]", "", ""], ".Tooooxx", "began 1 January 2016, ended between January 2016 and May 2016"),
    (["2016-01-01", "2016-05-21/..", "", ""], ".TTccccc", "1 January 2016 to now; closure reported 21 May 2016"),
    (["2016-01-01", "..", "", ""], ".TTTTTTT", "1 January 2016 to now"),
    // What begins and ends on one day is there on that day.
    (["2016-05-21", "2016-05-21", "", ""], "...Txxxx", "21 May 2016"),
    (["2016-05", "2016-05", "", ""], "..pppoxx", "May 2016"),
    // An end with a time is at that time.
    (["2016-05-21", "2016-05-22T14:30Z", "", ""], "...Txxxx", "21 May 2016 to 22 May 2016, 14:30 UTC"),
    (["2016-05-21", "2016-05-23T00:00+02:00", "", ""], "...Txxxx", "21 May 2016 to 22 May 2016, 22:00 UTC"),
    (["2016-05-21T09:00Z", "2016-05-22", "", ""], "...TTxxx", "21 May 2016, 09:00 UTC to 22 May 2016"),
    // A day of another zone is that zone's whole day.
    (["2016-05-21", "2016-05-22-05:00", "", ""], "...TTxxx", "21 May 2016 to 23 May 2016, 05:00:00 UTC"),
    (["2016-05-21+02:00", "", "", ""], "..pTTTTT", "began between 20 May 2016, 22:00:00 UTC and 21 May 2016, 22:00:00 UTC, to now"),
    // Known by a date: documented later before it, there from its end on.
    (["", "", "2016-05-21", ""], "lllTTTTT", "by 21 May 2016"),
    (["", "", "2016-05", ""], "lllllTTT", "by May 2016"),
    (["[..2016-05-21]", "", "", ""], "lllTTTTT", "by 21 May 2016"),
    (["/2016-05-21", "", "", ""], "lllTTTTT", "by 21 May 2016"),
    (["2016-05-21", "", "2015", ""], "...TTTTT", "21 May 2016 to now"),
    (["", "2016-05-31", "2016-05-21", ""], "lllTTTxx", "by 21 May 2016, ended 31 May 2016"),
    // An end without a beginning: it was there by then.
    (["", "2016-05-21", "", ""], "lllTxxxx", "by 21 May 2016"),
    (["", "2016-05-21", "2016-12-31", ""], "lllTxxxx", "by 21 May 2016"),
    // A reported closure never makes it over, and says nothing before it began.
    (["2016-01-01", "", "", "2016-05-21"], ".TTccccc", "1 January 2016 to now; closure reported 21 May 2016"),
    (["2016", "", "", "2016-05-21"], ".pppppcc", "2016 to now; closure reported 21 May 2016"),
    (["", "", "2016-05-20", "2016-05-22"], "llTTcccc", "by 20 May 2016; closure reported 22 May 2016"),
    (["2016-01-01", "2016-05-31", "", "2016-05-21"], ".TTcccxx", "1 January 2016 to 31 May 2016; closure reported 21 May 2016"),
    // No usable date.
    (["", "", "", ""], "--------", ""),
    (["", "", "", "2016-05-21"], "--------", ""),
    (["soon", "", "", ""], "--------", ""),
    (["soon", "2016-05-21", "", ""], "--------", ""),
    (["2016-05-22", "2016-05-21", "", ""], "--------", ""),
    (["2016-05-22/2016-05-21", "", "", ""], "--------", ""),
    (["2016-05-21T15:00Z", "2016-05-21T14:30Z", "", ""], "--------", ""),
];

#[test]
fn what_may_be_said_at_the_end_of_each_day() {
    let names = ["opened", "ended", "reported_by", "closure_reported"];
    let mut wrong = Vec::new();
    for (values, expected, in_words) in LIVES {
        let row: Vec<_> = names.into_iter().zip(values.map(text)).collect();
        let (life, _) = only(&[&row[..]], ALL_ROLES);
        let states: String = DAYS
            .iter()
            .map(|day| letter(life.state_at(span(day).end)))
            .collect();
        let words = time_words::lifespan(&life).unwrap_or_default();
        if states != *expected || words != *in_words {
            wrong.push(format!("{values:?}: {states} {words:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_window_is_half_open() {
    let (life, _) = only(
        &[&[
            ("opened", text("2016-05-21")),
            ("ended", text("2016-05-22")),
        ]],
        ALL_ROLES,
    );
    let during = |first: &str, last: &str| {
        life.state_during(Span {
            start: span(first).start,
            end: span(last).end,
        })
    };
    for (first, last, state) in [
        ("2016-05-19", "2016-05-20", State::Before),
        ("2016-05-19", "2016-05-21", State::There),
        ("2016-05-21", "2016-05-21", State::There),
        ("2016-05-22", "2016-05-23", State::There),
        ("2016-05-23", "2016-05-24", State::Over),
    ] {
        assert_eq!(during(first, last), state, "{first} {last}");
    }
}

#[test]
fn what_ends_at_a_time_is_possibly_over_within_its_minute_and_over_after_it() {
    let (life, _) = only(
        &[&[
            ("opened", text("2016-05-21T14:00Z")),
            ("ended", text("2016-05-21T14:30Z")),
        ]],
        ALL_ROLES,
    );
    for (second, state) in [
        ("2016-05-21T13:59:59Z", State::Before),
        ("2016-05-21T14:00:00Z", State::Possibly),
        ("2016-05-21T14:01:00Z", State::There),
        ("2016-05-21T14:29:59Z", State::There),
        ("2016-05-21T14:30:00Z", State::PossiblyOver),
        ("2016-05-21T14:31:00Z", State::Over),
    ] {
        assert_eq!(life.state_at(span(second).end), state, "{second}");
    }
}

#[test]
fn an_end_that_cannot_be_read_is_told_and_not_taken_as_one() {
    let (life, findings) = only(
        &[&[("opened", text("2016")), ("ended", text("soon"))]],
        ALL_ROLES,
    );
    assert_eq!(life.end, None);
    assert!(
        findings[0]
            .message
            .ends_with("Nothing is taken as known of its end."),
        "{findings:?}"
    );
}
