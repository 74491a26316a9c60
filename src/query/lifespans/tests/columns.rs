//! What the values of a column decide together, and what is told of it.

use super::*;
use proptest::prelude::*;

/// A column's values; the starts as notation, `-` where undated; the codes of what is told.
type Case = (
    &'static [Cell],
    &'static [&'static str],
    &'static [&'static str],
);

#[derive(Clone, Copy, Debug)]
enum Cell {
    N(f64),
    T(&'static str),
    Yes,
}
use Cell::{N, T, Yes};

const BAD: &str = UNREADABLE;

/// By what the column holds.
#[rustfmt::skip]
const COLUMNS: &[Case] = &[
    // Years.
    (&[N(2016.0), N(2017.0)], &["2016", "2017"], &["date-numbers"]),
    (&[N(1066.0), N(800.0), N(-43.0), N(2016.5), N(1e15)], &["1066", "0800", "-0043", "-", "-"], &[BAD, BAD, "date-numbers"]),
    (&[N(800.0), N(44.0), N(0.0)], &["0800", "0044", "0000"], &["date-numbers"]),
    // Two digits, or none, among years of four are no years.
    (&[N(2016.0), N(2015.0), N(16.0), N(0.0)], &["2016", "2015", "-", "-"], &[BAD, BAD, "date-numbers"]),
    (&[N(16.0), N(17.0)], &["-", "-"], &[BAD, BAD]),
    (&[N(0.0)], &["-"], &[BAD]),
    (&[N(2016.0), N(20_160_521.0), N(2015.0)], &["2016", "-", "2015"], &[BAD, "date-numbers"]),
    (&[T("2016"), T("800"), T("1492")], &["2016", "0800", "1492"], &["date-numbers"]),
    (&[T("2016"), T("16"), T("1492")], &["2016", "-", "1492"], &[BAD]),
    // Dates in one number.
    (&[N(20_160_521.0), N(20_161_399.0), N(20_160_522.0)], &["2016-05-21", "-", "2016-05-22"], &[BAD, "date-numbers"]),
    (&[N(201_605.0), N(200_105.0), N(201_613.0)], &["2016-05", "2001-05", "-"], &[BAD, "date-numbers"]),
    (&[N(200_105.0), N(200_206.0)], &["-", "-"], &[BAD, BAD]),
    (&[T("200105"), T("201605")], &["2001-05", "2016-05"], &["date-numbers"]),
    (&[T("200105")], &["-"], &[BAD]),
    (&[N(20_160_521_143_005.0), N(20_160_521_000_000.0)], &["2016-05-21T14:30:05Z", "2016-05-21T00:00:00Z"], &["date-numbers"]),
    (&[T("201605211430"), T("20160521143005")], &["2016-05-21T14:30Z", "2016-05-21T14:30:05Z"], &["date-numbers"]),
    // Counts since 1970.
    (&[N(1_463_841_005.0), N(1_463_841_005.25), N(0.0)], &["2016-05-21T14:30:05Z", "2016-05-21T14:30:05.250Z", "1970-01-01T00:00:00Z"], &["date-numbers", "date-zero"]),
    (&[N(1_463_841_005_000.0), N(1_463_841_006_000.0), N(86_400_000.0)], &["2016-05-21T14:30:05.000Z", "2016-05-21T14:30:06.000Z", "1970-01-02T00:00:00.000Z"], &["date-numbers"]),
    (&[N(1_463_841_005_000.0), N(1_463_841_006_000.0), N(1_463_841_005.0)], &["2016-05-21T14:30:05.000Z", "2016-05-21T14:30:06.000Z", "1970-01-17T22:37:21.005Z"], &["date-numbers", "date-units"]),
    (&[N(1_463_841_005_000.0), N(1_463_841_006_000.0), N(1e15)], &["2016-05-21T14:30:05.000Z", "2016-05-21T14:30:06.000Z", "-"], &[BAD, "date-numbers"]),
    (&[N(1e15)], &["2001-09-09T01:46:40.000Z"], &["date-numbers"]),
    (&[N(1_463_841_005_250_000.0)], &["2016-05-21T14:30:05.250Z"], &["date-numbers"]),
    (&[N(1.463_841_005_25e18)], &["2016-05-21T14:30:05.250Z"], &["date-numbers"]),
    (&[N(1e40)], &["-"], &[BAD]),
    (&[N(-1_463_841_005.0)], &["1923-08-13T09:29:55Z"], &["date-numbers"]),
    (&[T("1463841005"), T("1463841005.25")], &["2016-05-21T14:30:05Z", "2016-05-21T14:30:05.250Z"], &["date-numbers"]),
    (&[N(1_463_841_005.0), N(1_463_841_006.0), N(2016.0)], &["2016-05-21T14:30:05Z", "2016-05-21T14:30:06Z", "-"], &[BAD, "date-numbers"]),
    // Spreadsheets' days, and other numbers that may be anything.
    (&[N(42_511.0), N(42_512.0)], &["-", "-"], &[BAD, BAD]),
    (&[N(1.5)], &["-"], &[BAD]),
    // Several types.
    (&[N(2016.0), T("2016-05-21"), Yes], &["2016", "2016-05-21", "-"], &[BAD, "date-numbers"]),
    (&[N(2016.0), T("21/05/2016"), T("04/05/2016")], &["2016", "2016-05-21", "2016-05-04"], &["date-order", "date-numbers"]),
    (&[N(20_160_521.0), T("2016")], &["-", "2016"], &[BAD]),
    (&[N(20_160_521.0), N(20_160_522.0), T("2016")], &["2016-05-21", "2016-05-22", "2016"], &["date-numbers"]),
    (&[N(1_463_841_005.0), T("1463841006"), N(2016.0)], &["2016-05-21T14:30:05Z", "2016-05-21T14:30:06Z", "-"], &[BAD, "date-numbers"]),
    (&[Yes], &["-"], &[BAD]),
    // The order of day and month.
    (&[T("21/05/2016"), T("22/05/2016")], &["2016-05-21", "2016-05-22"], &[]),
    (&[T("21/05/2016"), T("04/05/2016")], &["2016-05-21", "2016-05-04"], &["date-order"]),
    (&[T("05/21/2016"), T("04/05/2016")], &["2016-05-21", "2016-04-05"], &["date-order"]),
    (&[T("04/05/2016"), T("05/05/2016")], &["-", "2016-05-05"], &[BAD]),
    (&[T("21/05/2016"), T("05/21/2016")], &["-", "-"], &[BAD, BAD]),
    (&[T("21/05/16")], &["-"], &[BAD]),
    // What the text leaves out.
    (&[T("2016-05-21 14:30"), T("2016-05-21 14:30Z")], &["2016-05-21T14:30Z", "2016-05-21T14:30Z"], &["date-zone"]),
    (&[T("2016-05-21T14:30+02:00")], &["2016-05-21T12:30Z"], &[]),
    (&[T("2001-21"), T("2001-25")], &["2001-21", "2001-21"], &["date-season"]),
    (&[T("2001-29")], &["2001-23"], &[]),
    (&[T(" "), T("2016")], &["-", "2016"], &[]),
];

fn column_of(cells: &[Cell]) -> Dataset {
    let rows: Vec<_> = cells
        .iter()
        .map(|cell| match cell {
            N(value) => [("opened", number(*value))],
            T(value) => [("opened", text(value))],
            Yes => [("opened", Given::Flag(true))],
        })
        .collect();
    let rows: Vec<Row> = rows.iter().map(|row| &row[..]).collect();
    table(&rows)
}

fn read_column(cells: &[Cell]) -> Dated {
    lifespans(&column_of(cells), &schema(ALL_ROLES))
}

fn starts(dated: &Dated) -> Vec<Start> {
    dated.lifespans.iter().map(|life| life.start).collect()
}

#[test]
fn a_column_decides_what_its_values_mean_and_tells_it() {
    for (cells, expected, told) in COLUMNS {
        let dated = read_column(cells);
        let expected: Vec<Start> = expected
            .iter()
            .map(|text| match *text {
                "-" => Start::Undated,
                text => Start::Within(span(text)),
            })
            .collect();
        assert_eq!(starts(&dated), expected, "{cells:?}");
        let codes: Vec<_> = dated.findings.iter().map(|f| f.code).collect();
        assert_eq!(&codes, told, "{cells:?}: {:?}", dated.findings);
    }
}

#[test]
fn what_was_decided_is_told_in_plain_sentences() {
    for (cells, sentence) in [
        (
            &[T("21/05/2016"), T("04/05/2016")][..],
            "Dates in opened put the day first, as others of them show: “04/05/2016” is 4 May 2016.",
        ),
        (&[N(2016.0)], "Numbers in opened were taken as years."),
        (
            &[N(1_514_764_800_000.0)],
            "Numbers in opened were taken as milliseconds since 1970 (1514764800000 is 1 January 2018, 00:00:00.000 UTC).",
        ),
        (
            &[T("2016-05-21 14:30")],
            "Times in opened without a zone, such as “2016-05-21 14:30”, were taken as UTC.",
        ),
        (
            &[T("2001-21")],
            "Seasons in opened, such as “2001-21”, were taken as those of the northern half of the Earth.",
        ),
        (
            &[N(16.0)],
            "opened: “16” may mean the year 16 itself or a year without its century; write all four digits, as a text like “0016”.",
        ),
        (
            &[N(42_511.0)],
            "opened: “42511” may mean 21 May 2016, as spreadsheets count days, or 1 January 1970, 11:48:31 UTC, in seconds since 1970; write dates like 2016-05-21.",
        ),
        (
            &[N(1_463_841_005.0), N(1_463_841_006.0), N(2016.0)],
            "opened: 2016 looks like a year; the other numbers of this column count seconds.",
        ),
    ] {
        let dated = read_column(cells);
        assert_eq!(dated.findings[0].message, sentence);
    }
}

#[test]
fn one_cell_alone_is_read_as_its_column_is() {
    for (cells, ..) in COLUMNS {
        let data = column_of(cells);
        let whole = DateColumn::read(&data, "opened").unwrap();
        for row in data.rows() {
            let alone = whole
                .format()
                .read_cell(data.column("opened").unwrap().cell(row));
            assert_eq!(alone, whole.value(row), "{cells:?}");
        }
    }
}

/// A value that may decide, or depend on what others decide.
fn any_cell() -> impl Strategy<Value = Cell> {
    let all: Vec<Cell> = COLUMNS
        .iter()
        .flat_map(|(cells, ..)| *cells)
        .copied()
        .collect();
    (0..all.len()).prop_map(move |at| all[at])
}

proptest! {
    #[test]
    fn the_order_of_the_rows_decides_nothing(
        cells in prop::collection::vec(any_cell(), 1..12), turn in 0..12_usize,
    ) {
        let mut turned = cells.clone();
        let by = turn % cells.len();
        turned.rotate_left(by);
        let before = read_column(&cells);
        let mut after = starts(&read_column(&turned));
        after.rotate_right(by);
        prop_assert_eq!(starts(&before), after);
        turned.reverse();
        let mut codes: Vec<_> = before.findings.iter().map(|f| f.code).collect();
        let mut reversed: Vec<_> = read_column(&turned).findings.iter().map(|f| f.code).collect();
        codes.sort_unstable();
        reversed.sort_unstable();
        prop_assert_eq!(codes, reversed);
    }
}
