//! A file whose records end: the sentence of each mode, with counts made by hand.

use station_atlas::model::Span;

use super::*;

type Question = (Mode, Option<Within>);

const UP_TO: Question = (Mode::UpTo, None);
const AT: Question = (Mode::At, None);
/// In the five years up to the date.
const EXISTING: Question = (Mode::During, Some(Within::Existing));
const STARTING: Question = (Mode::During, Some(Within::Starting));
const ALL_TIME: Question = (Mode::AllTime, None);

/// What is asked, of which year, and what is said; and each time that one is undated.
#[rustfmt::skip]
const SAID: [(Question, i64, &str); 16] = [
    (UP_TO, 1889, "Up to 1889: 0 records · 7 start later"),
    (UP_TO, 1901, "Up to 1901: 2 records · 1 since over · 5 start later"),
    (UP_TO, 1921, "Up to 1921: 3 records · 1 more possibly · 2 since over · 3 start later"),
    (UP_TO, 1935, "Up to 1935: 5 records · 1 since possibly over · 2 since over · 2 start later"),
    (UP_TO, 1959, "Up to 1959: 6 records · 4 since over · 1 starts later"),
    (AT, 1901, "Existing at the end of 1901: 1 record · 1 over by then · 5 start later"),
    (AT, 1935, "Existing at the end of 1935: 2 records · 1 possibly over by then · 2 over by then · 2 start later"),
    (AT, 1950, "Existing at the end of 1950: 2 records · 1 possibly over by then · 3 over by then · 1 starts later"),
    (AT, 1969, "Existing at the end of 1969: 3 records · 4 over by then"),
    (EXISTING, 1905, "Existing within 1901 – 1905: 2 records · 5 start later"),
    (EXISTING, 1909, "Existing within 1905 – 1909: 1 record · 1 over before · 5 start later"),
    (EXISTING, 1938, "Existing within 1934 – 1938: 2 records · 1 possibly over before · 2 over before · 2 start later"),
    (STARTING, 1905, "Starting within 1901 – 1905: 1 record · 1 started earlier · 5 start later"),
    (STARTING, 1921, "Starting within 1917 – 1921: 0 records · 1 more possibly · 3 started earlier · 3 start later"),
    (STARTING, 1925, "Starting within 1921 – 1925: 1 record · 1 more possibly · 3 started earlier · 2 start later"),
    (ALL_TIME, 1950, "At any time: 7 records · 5 since over"),
];

#[test]
fn lives_that_end() {
    let mut session = walk(
        "with-ends.geojson",
        Step::Month,
        960..=960,
        "Up to December 1969: 7 records · 4 since over · 1 undated, not shown",
    );
    time(&mut session, TimeCommand::Step(Step::Year));
    for ((mode, within), year, said) in SAID {
        let year =
            Step::Year.tick_containing(Instant((year - 1970) * 31_556_952_000 + 15_000_000_000));
        time(&mut session, TimeCommand::At(year.start));
        let window = Span {
            start: Step::Year.shift(year, -4).start,
            end: year.end,
        };
        match within {
            Some(within) => {
                time(&mut session, TimeCommand::Window(window));
                time(&mut session, TimeCommand::Within(within));
            }
            None => time(&mut session, TimeCommand::Mode(mode)),
        }
        assert_eq!(sentence(&session), format!("{said} · 1 undated, not shown"));
    }
}
