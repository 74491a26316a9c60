use super::*;
use crate::model::dataset::{DatasetBuilder, Value as Given};
use crate::model::time::State;
use crate::model::time::notation::read;

mod columns;
mod states;

type Row<'a> = &'a [(&'a str, Given)];

fn text(value: &str) -> Given {
    Given::Text(value.to_owned())
}

fn number(value: f64) -> Given {
    Given::Number(value, value.to_string())
}

fn table(rows: &[Row]) -> Dataset {
    let mut builder = DatasetBuilder::default();
    for (index, row) in rows.iter().enumerate() {
        let place = Place {
            feature: Some(index as u64 + 1),
            line: None,
        };
        let cells = row.iter().map(|(n, v)| ((*n).to_owned(), Some(v.clone())));
        builder.push(place, None, None, cells);
    }
    builder.finish()
}

fn schema(roles: &[(Role, &str)]) -> Schema {
    Schema {
        roles: roles.iter().map(|(r, name)| (*r, (*name).into())).collect(),
        ..Schema::default()
    }
}

const ALL_ROLES: &[(Role, &str)] = &[
    (Role::Start, "opened"),
    (Role::End, "ended"),
    (Role::KnownBy, "reported_by"),
    (Role::Closure, "closure_reported"),
];

fn span(text: &str) -> Span {
    latest(read(text).unwrap()).unwrap()
}

fn only(rows: &[Row], roles: &[(Role, &str)]) -> (Lifespan, Vec<Diagnostic>) {
    let dated = lifespans(&table(rows), &schema(roles));
    (dated.lifespans[0], dated.findings)
}

#[test]
fn the_roles_make_a_lifespan() {
    let data = table(&[
        &[
            ("opened", text("2016-05")),
            ("closure_reported", text("2022-11-09")),
        ],
        &[("reported_by", text("2022-01-22"))],
        &[
            ("opened", text("2018-06/2019-09")),
            ("reported_by", text("2022")),
        ],
        &[("opened", text("2016")), ("ended", text("2016-03-20"))],
        &[("opened", text(" "))],
    ]);
    let dated = lifespans(&data, &schema(ALL_ROLES));
    let [plain, known, range, over, undated] = dated.lifespans[..] else {
        panic!("five rows");
    };
    assert_eq!(plain.start, Start::Within(span("2016-05")));
    assert_eq!(plain.closure, Some(span("2022-11-09")));
    assert_eq!(plain.end, None);
    assert_eq!(known.start, Start::KnownBy(span("2022-01-22")));
    assert_eq!(range.start, Start::Within(span("2018-06/2019-09")));
    let day_after = span("2016-03-21").start;
    let whole_day = Span {
        start: day_after,
        end: day_after,
    };
    assert_eq!(over.end, Some(whole_day));
    assert_eq!(undated, Lifespan::default());
    let notes: Vec<_> = dated
        .findings
        .iter()
        .map(|f| (f.severity, f.code))
        .collect();
    assert_eq!(notes, [(Severity::Note, "date-interval-as-start")]);
    assert!(dated.findings[0].message.contains("2018-06/2019-09"));
}

#[test]
fn without_a_role_for_ends_an_interval_is_a_life() {
    let (life, findings) = only(
        &[
            &[("opened", text("2018-06/2019-09"))],
            &[("opened", text("2018/.."))],
        ],
        &[(Role::Start, "opened")],
    );
    assert_eq!(life.start, Start::Within(span("2018-06")));
    let end = Span {
        start: span("2019-09-02").start,
        end: span("2019-09").end,
    };
    assert_eq!(life.end, Some(end));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "date-interval-as-life");
}

#[test]
fn an_unknown_beginning_is_known_by_its_last_date() {
    for value in ["/2018", "../2018", "[..2018]"] {
        let (life, _) = only(&[&[("opened", text(value))]], ALL_ROLES);
        assert_eq!(life.start, Start::KnownBy(span("2018")), "{value}");
        assert_eq!(life.end, None, "{value}");
    }
    let (life, _) = only(&[&[("opened", text("/2018"))]], &[(Role::Start, "opened")]);
    assert_eq!(life.end.map(|end| end.end), Some(span("2018").end));
    let (ended, _) = only(&[&[("ended", text("2018-03-20"))]], ALL_ROLES);
    assert_eq!(ended.start, Start::KnownBy(span("2018-03-20")));
    assert_eq!(
        ended.state_at(span("2018-03-20").start),
        State::DocumentedLater
    );
    assert_eq!(ended.state_at(span("2018-03-20").end), State::There);
    assert_eq!(ended.state_at(span("2018-03-21").end), State::Over);
}

#[test]
fn what_ended_was_there_by_its_end_even_if_reported_later() {
    let row: Row = &[("reported_by", text("2022")), ("ended", text("2019"))];
    let (life, findings) = only(&[row], ALL_ROLES);
    assert_eq!(life.start, Start::KnownBy(span("2019")));
    assert_eq!(findings, []);
}

#[test]
fn the_date_of_an_end_reads_ranges_too() {
    let end = |value| {
        let row: Row = &[("opened", text("2016")), ("ended", text(value))];
        only(&[row], ALL_ROLES).0
    };
    let between = end("2018/2019").end.unwrap();
    assert_eq!(between.start, span("2018-01-02").start);
    assert_eq!(between.end, span("2019").end);
    let at_earliest = end("[..2019]").end.unwrap().start;
    assert_eq!(at_earliest, span("2016-01-01").end);
    assert_eq!(end("2019/..").end, None);
    assert_eq!(end("2019/..").closure, Some(span("2019")));
}

#[test]
fn what_cannot_be_used_is_undated_and_reported_with_its_place() {
    let data = table(&[
        &[("opened", text("soon"))],
        &[("opened", text("2016-02-30")), ("ended", text("2017"))],
        &[("opened", text("2019")), ("ended", text("2016"))],
        &[("opened", text("2019/2016"))],
        &[("opened", text("04/05/2016"))],
    ]);
    let dated = lifespans(&data, &schema(ALL_ROLES));
    assert_eq!(dated.lifespans, [Lifespan::default(); 5]);
    let codes: Vec<_> = dated
        .findings
        .iter()
        .map(|f| (f.code, f.place.feature))
        .collect();
    assert_eq!(
        codes,
        [
            (UNREADABLE, Some(1)),
            (UNREADABLE, Some(2)),
            (REVERSED, Some(3)),
            (UNREADABLE, Some(4)),
            (UNREADABLE, Some(5)),
        ]
    );
    assert!(
        dated.findings[0]
            .message
            .starts_with("opened: “soon” is not a date")
    );
    assert_eq!(
        dated.findings[2].message,
        "The end (2016) is before the beginning (2019), so this row is taken as undated."
    );
}

#[test]
fn a_million_bad_dates_make_no_million_sentences() {
    let value = text("soon");
    let cell = [("opened", value)];
    let rows = vec![&cell[..]; MOST_FINDINGS + 5];
    let dated = lifespans(&table(&rows), &schema(ALL_ROLES));
    assert_eq!(dated.findings.len(), MOST_FINDINGS + 1);
    let last = &dated.findings[MOST_FINDINGS].message;
    assert!(last.starts_with("5 more dates"), "{last}");
}

#[test]
fn the_words_of_a_row_keep_its_certainty() {
    let data = table(&[
        &[
            ("opened", text("2016~")),
            ("closure_reported", text("2022-11-09")),
        ],
        &[("reported_by", text("2022-01-22"))],
        &[
            ("opened", text("2018-06/2019-09")),
            ("ended", text("2020?")),
        ],
        &[("opened", text("04/05/2016"))],
        &[("opened", text("21/05/2016"))],
        &[("opened", text("soon"))],
    ]);
    let schema = schema(ALL_ROLES);
    let formats = lifespans(&data, &schema).formats;
    let dates = Dates {
        data: &data,
        schema: &schema,
        formats: &formats,
    };
    let starts: Vec<_> = data.rows().map(|row| start_words(dates, row)).collect();
    assert_eq!(
        starts.iter().map(Option::as_deref).collect::<Vec<_>>(),
        [
            Some("about 2016"),
            Some("by 22 January 2022"),
            Some("between June 2018 and September 2019"),
            Some("4 May 2016"),
            Some("21 May 2016"),
            None,
        ]
    );
    assert_eq!(
        end_words(dates, RowId(2)).as_deref(),
        Some("2020 (uncertain)")
    );
    assert_eq!(
        closure_words(dates, RowId(0)).as_deref(),
        Some("9 November 2022")
    );
    assert_eq!(closure_words(dates, RowId(1)), None);
}
