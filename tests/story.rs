//! What the program says of the bundled data, against a slow count of the files themselves.

use std::collections::BTreeSet;

use serde_json::Value;
use station_atlas::app::bundled;
use station_atlas::model::State;
use station_atlas::model::time::notation::{Reading, read};
use station_atlas::query::Mode;
use station_atlas::session::command::{FileCommand, FilterCommand, TimeCommand};
use station_atlas::session::words::headline_sentence;
use station_atlas::session::{Command, Session, Settings};

fn open() -> Session {
    let (atlas, notices) = bundled::open();
    assert_eq!(notices, [], "the bundled atlas has nothing to complain of");
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

fn at(session: &mut Session, date: &str) {
    let Ok(Reading::Date(date)) = read(date) else {
        panic!("{date} is a date");
    };
    session.apply(Command::Time(TimeCommand::At(date.span.start)));
}

/// A station as the file has it, with months counted from year 0.
struct Station {
    count: u64,
    country: String,
    jurisdiction: String,
    opened: Option<(i32, i32)>,
    known_by: Option<i32>,
    closed: Option<i32>,
}

/// First and last month of `2016`, `2016-05`, `2016-05-21` or an interval of these.
fn months(text: &str) -> (i32, i32) {
    if let Some((from, to)) = text.split_once('/') {
        return (months(from).0, months(to).1);
    }
    let year: i32 = text[..4].parse().unwrap();
    match text.get(5..7) {
        None => (year * 12, year * 12 + 11),
        Some(month) => {
            let month = year * 12 + month.parse::<i32>().unwrap() - 1;
            (month, month)
        }
    }
}

fn stations() -> Vec<Station> {
    let file: Value = serde_json::from_str(include_str!("../data/stations.geojson")).unwrap();
    let stations = file["features"].as_array().unwrap().iter().map(|feature| {
        let p = &feature["properties"];
        let text = |name: &str| p[name].as_str();
        Station {
            count: p["count"].to_string().parse().unwrap(),
            country: text("country").unwrap().to_owned(),
            jurisdiction: text("jurisdiction").unwrap().to_owned(),
            opened: text("opened").map(months),
            known_by: text("reported_by").map(|t| months(t).1),
            closed: text("closure_reported").map(|t| months(t).1),
        }
    });
    stations.collect()
}

/// The sentence for *Up to* the end of a month (counted from year 0), the slow way.
fn sentence(stations: &[Station], month: i32) -> String {
    let (mut there, mut closed, mut possibly, mut later, mut before) = (0, 0, 0, 0, 0);
    let mut countries = BTreeSet::new();
    for station in stations {
        let is_there = match (station.opened, station.known_by) {
            (Some((_, last)), _) if last <= month => true,
            // A range inside one month cannot begin and not have begun at its end.
            (Some((first, _)), _) if first <= month => {
                possibly += station.count;
                false
            }
            (None, Some(by)) if by <= month => true,
            (None, Some(_)) => {
                later += station.count;
                false
            }
            _ => {
                before += station.count;
                false
            }
        };
        if is_there {
            there += station.count;
            countries.insert(station.country.as_str());
            if station.closed.is_some_and(|c| c <= month) {
                closed += station.count;
            }
        }
    }
    let mut words = vec![match there {
        1 => "1 station".to_owned(),
        n => format!("{n} stations"),
    }];
    match countries.len() {
        0 => {}
        1 => words.push("in 1 country".to_owned()),
        n => words.push(format!("in {n} countries")),
    }
    for (n, what) in [
        (possibly, "more possibly"),
        (closed, "since reported closed"),
        (later, "first documented later"),
        (
            before,
            if before == 1 {
                "starts later"
            } else {
                "start later"
            },
        ),
    ] {
        if n > 0 {
            words.push(format!("·\u{a0}{n} {what}"));
        }
    }
    let total: u64 = stations.iter().map(|s| s.count).sum();
    assert_eq!(
        there + possibly + later + before,
        total,
        "every station is accounted for"
    );
    words.join(" ")
}

#[test]
fn the_words_agree_with_the_file_in_every_month() {
    let stations = stations();
    let mut session = open();
    for month in 2014 * 12..=2026 * 12 {
        let (year, month_of_year) = (month / 12, month % 12 + 1);
        at(&mut session, &format!("{year}-{month_of_year:02}"));
        let said = headline_sentence(&session);
        let counts = said.split_once(": ").unwrap().1;
        assert_eq!(
            counts,
            sentence(&stations, month),
            "{year}-{month_of_year:02}"
        );
    }
}

#[test]
fn the_first_station_is_of_2016() {
    let stations = stations();
    let mut session = open();
    at(&mut session, "2016-04");
    assert!(headline_sentence(&session).starts_with("Reported up to April 2016: 0 stations"));
    at(&mut session, "2016-06");
    assert!(
        headline_sentence(&session).starts_with("Reported up to June 2016: 1 station in 1 country")
    );
    assert!(
        stations
            .iter()
            .all(|s| s.opened.is_none_or(|(first, _)| first >= 2016 * 12))
    );
}

#[test]
fn the_opening_view_is_up_to_december_2022() {
    let session = open();
    let said = headline_sentence(&session);
    assert!(
        said.starts_with("Reported up to December 2022: 97 stations in 49 countries"),
        "{said}"
    );
}

#[test]
fn facets_add_up_to_the_stations_and_to_what_is_drawn() {
    let mut session = open();
    let stations = stations();
    for date in ["2015-01", "2018-10", "2022-01", "2022-12", "2026-01"] {
        at(&mut session, date);
        let counts = session.derived.headline;
        for facet in &session.derived.facets {
            let shown: u64 = facet.values.iter().map(|v| v.shown).sum();
            let total: u64 = facet.values.iter().map(|v| v.total).sum();
            assert_eq!(
                shown,
                counts.there(&session.document.clock) + counts.of(State::Possibly),
                "{date} {}",
                facet.property
            );
            assert_eq!(total, 98, "{}", facet.property);
        }
    }
    let of = |name: &str| -> u64 {
        let own = stations.iter().filter(|s| s.jurisdiction == name);
        own.map(|s| s.count).sum()
    };
    let facet = &session.derived.facets[0];
    for value in &facet.values {
        let name = value.key.as_deref().unwrap();
        assert_eq!(value.total, of(name), "{name}");
    }
}

#[test]
fn a_filter_changes_every_count_but_its_own_facet() {
    let mut session = open();
    let before = session.derived.facets.clone();
    let only = FilterCommand::Only {
        property: "jurisdiction".into(),
        value: Some("Wenzhou".into()),
    };
    session.apply(Command::Filter(only));
    assert_eq!(session.derived.headline.there(&session.document.clock), 12);
    let after = &session.derived.facets;
    let shown = |facet: &station_atlas::session::derived::FacetCounts| {
        facet.values.iter().map(|v| v.shown).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&before[0]),
        shown(&after[0]),
        "a facet ignores its own choice"
    );
    for facet in &after[1..] {
        assert_eq!(shown(facet).iter().sum::<u64>(), 12, "{}", facet.property);
    }
    session.apply(Command::Filter(FilterCommand::Reset));
    assert_eq!(session.derived.facets, before);
}

#[test]
fn during_and_all_time_say_what_they_ask() {
    let mut session = open();
    at(&mut session, "2019-03");
    session.apply(Command::Time(TimeCommand::Mode(Mode::During)));
    let said = headline_sentence(&session);
    assert!(
        said.starts_with("Reported as existing within April 2018 – March 2019: "),
        "{said}"
    );
    session.apply(Command::Time(TimeCommand::Mode(Mode::AllTime)));
    let said = headline_sentence(&session);
    assert!(
        said.starts_with("Reported at any time: 98 stations in 49 countries"),
        "{said}"
    );
}
