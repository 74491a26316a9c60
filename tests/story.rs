//! What the program says of the bundled data, against a slow count of the files themselves.

use std::collections::BTreeSet;

use serde_json::Value;
use station_atlas::app::bundled;
use station_atlas::model::time::notation::{Edge, Reading, read};
use station_atlas::model::{Instant, Span, State};
use station_atlas::query::{Mode, Within};
use station_atlas::session::command::{Direction, FileCommand, FilterCommand, TimeCommand};
use station_atlas::session::words::{caption_words, headline_sentence};
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

/// How far a beginning had come by the end of a month.
#[derive(Clone, Copy, PartialEq)]
enum Begun {
    Before,
    Later,
    Possibly,
    Certain,
}

impl Station {
    fn begun(&self, month: i32) -> Begun {
        match (self.opened, self.known_by) {
            (Some((_, last)), _) if last <= month => Begun::Certain,
            // A range inside one month cannot begin and not have begun at its end.
            (Some((first, _)), _) if first <= month => Begun::Possibly,
            (Some(_), _) => Begun::Before,
            (None, Some(by)) if by <= month => Begun::Certain,
            (None, Some(_)) => Begun::Later,
            (None, None) => panic!("each station has a date"),
        }
    }
}

/// A question, with the first and the last month of its window.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Question {
    UpTo(i32),
    At(i32),
    Existing(i32, i32),
    Starting(i32, i32),
    AllTime,
}

/// What is counted apart, in the order of the sentence.
const KINDS: [&str; 5] = ["possibly", "closed", "earlier", "later", "before"];

/// What a station counts as (`None`: there, and nothing more to say), and whether it is there.
fn answer(station: &Station, question: Question) -> (bool, Option<&'static str>) {
    let end = match question {
        Question::UpTo(month) | Question::At(month) => month,
        Question::Existing(_, last) | Question::Starting(_, last) => last,
        Question::AllTime => i32::MAX,
    };
    let closed_by = match question {
        Question::Existing(first, _) => first - 1,
        _ => end,
    };
    match station.begun(end) {
        Begun::Before => return (false, Some("before")),
        Begun::Later => return (false, Some("later")),
        Begun::Possibly | Begun::Certain => {}
    }
    if let Question::Starting(first, _) = question {
        return match (station.begun(first - 1), station.begun(end)) {
            (Begun::Certain, _) => (false, Some("earlier")),
            (Begun::Before, Begun::Certain) => (true, None),
            _ => (false, Some("possibly")),
        };
    }
    if station.begun(end) == Begun::Possibly {
        return (false, Some("possibly"));
    }
    let is_closed = station.closed.is_some_and(|c| c <= closed_by);
    (true, is_closed.then_some("closed"))
}

/// The counts in words, the slow way.
fn sentence(stations: &[Station], question: Question) -> String {
    let mut there = 0;
    let mut countries = BTreeSet::new();
    let mut counted = [0; KINDS.len()];
    for station in stations {
        let (is_there, kind) = answer(station, question);
        if is_there {
            there += station.count;
            countries.insert(station.country.as_str());
        }
        if let Some(kind) = kind {
            let i = KINDS.iter().position(|k| *k == kind).unwrap();
            counted[i] += station.count;
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
    for (kind, n) in KINDS.into_iter().zip(counted) {
        let what = match (kind, question) {
            ("possibly", _) => "more possibly",
            ("closed", Question::At(_)) => "reported closed by then",
            ("closed", Question::Existing(..)) => "reported closed before",
            ("closed", _) => "since reported closed",
            ("earlier", _) => "started earlier",
            ("later", _) => "first documented later",
            _ if n == 1 => "starts later",
            _ => "start later",
        };
        if n > 0 {
            words.push(format!("·\u{a0}{n} {what}"));
        }
    }
    let apart: u64 = counted.iter().sum::<u64>() - counted[1];
    let total: u64 = stations.iter().map(|s| s.count).sum();
    assert_eq!(there + apart, total, "every station is accounted for");
    words.join(" ")
}

fn month_name(month: i32) -> String {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month % 12).unwrap();
    format!("{} {}", names[index], month / 12)
}

fn month_text(month: i32) -> String {
    format!("{}-{:02}", month / 12, month % 12 + 1)
}

fn asked_in_words(question: Question) -> String {
    let window = |first, last| format!("{} – {}", month_name(first), month_name(last));
    match question {
        Question::UpTo(month) => format!("Reported up to {}", month_name(month)),
        Question::At(month) => {
            format!("Reported as existing at the end of {}", month_name(month))
        }
        Question::Existing(first, last) => {
            format!("Reported as existing within {}", window(first, last))
        }
        Question::Starting(first, last) => {
            format!("Reported as starting within {}", window(first, last))
        }
        Question::AllTime => "Reported at any time".to_owned(),
    }
}

fn ask(session: &mut Session, question: Question) {
    let mut time = |command| session.apply(Command::Time(command));
    let mut window = |first: i32, last: i32, within| {
        let span = span(&format!("{}/{}", month_text(first), month_text(last)));
        time(TimeCommand::Window(span));
        time(TimeCommand::Within(within));
    };
    match question {
        Question::UpTo(month) => {
            time(TimeCommand::Mode(Mode::UpTo));
            time(TimeCommand::At(span(&month_text(month)).start));
        }
        Question::At(month) => {
            time(TimeCommand::Mode(Mode::At));
            time(TimeCommand::At(span(&month_text(month)).start));
        }
        Question::Existing(first, last) => window(first, last, Within::Existing),
        Question::Starting(first, last) => window(first, last, Within::Starting),
        Question::AllTime => {
            time(TimeCommand::Mode(Mode::AllTime));
        }
    }
}

fn span(text: &str) -> Span {
    match read(text) {
        Ok(Reading::Date(date)) => date.span,
        Ok(Reading::Interval {
            start: Edge::Date(start),
            end: Edge::Date(end),
        }) => Span {
            start: start.span.start,
            end: end.span.end,
        },
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_words_agree_with_the_file_in_every_month_and_every_mode() {
    let stations = stations();
    let mut session = open();
    for month in 2014 * 12..=2026 * 12 {
        for question in [
            Question::UpTo(month),
            Question::At(month),
            Question::Existing(month - 11, month),
            Question::Existing(month, month + 2),
            Question::Starting(month - 11, month),
            Question::Starting(month - 2, month),
            Question::AllTime,
        ] {
            ask(&mut session, question);
            let said = headline_sentence(&session);
            let wanted = sentence(&stations, question);
            assert_eq!(said, format!("{}: {wanted}", asked_in_words(question)));
        }
    }
}

/// Stepping from record to record appears to add what the headline then counts.
#[test]
fn what_appears_adds_up_to_the_headline() {
    let mut session = open();
    at(&mut session, "2014-01");
    let mut last = 0;
    loop {
        let clock = session.document.clock;
        session.apply(Command::Time(TimeCommand::ToRecord(Direction::Forward)));
        let said = caption(&session);
        if session.document.clock == clock {
            assert_eq!(said, "Nothing more begins");
            break;
        }
        let there = session.derived.headline.there(&session.document.clock);
        match there - last {
            0 => assert!(
                !said.starts_with('+') || said.contains(" response") || said.contains(" operation"),
                "{said}"
            ),
            n => assert!(said.starts_with(&format!("+{n}: ")), "{said}"),
        }
        last = there;
    }
    assert_eq!(last, 98);
}

/// The caption, with plain spaces.
fn caption(session: &Session) -> String {
    caption_words(session).unwrap().replace('\u{a0}', " ")
}

#[test]
fn captions_name_what_appeared() {
    let mut session = open();
    for (from, direction, said) in [
        (
            "2013-12",
            Direction::Forward,
            "Fox Hunt 2014: 680 people brought back",
        ),
        (
            "2015-04",
            Direction::Forward,
            "+1 response: Statement, United States",
        ),
        (
            "2016-01",
            Direction::Forward,
            "+1: Milan · Wenzhou pilot station in Milan reported and 1 more",
        ),
        (
            "2017-02",
            Direction::Forward,
            "+1 operation: Handover: 77 suspects flown from Fiji to China · \
             +1 response: Statement, Vanuatu · \
             Haimen (Nantong) sets up a police and overseas-Chinese service room",
        ),
        (
            "2018-05",
            Direction::Forward,
            "+1: Amsterdam · Amsterdam station reported to open; Rotterdam follows in 2022 · \
             9 more possibly",
        ),
        (
            "2021-12",
            Direction::Forward,
            "+11: Markham (2), Toronto, Viña del Mar and 7 more · \
             January-November 2022: 840 returned and 2 more · 1 more possibly",
        ),
        (
            "2020-05",
            Direction::Back,
            "This month: 1 station: Israel · \
             Nantong police and overseas liaison centres hold a video meeting",
        ),
        ("2026-05", Direction::Forward, "Nothing more begins"),
        ("1990-01", Direction::Back, "Nothing begins earlier"),
    ] {
        at(&mut session, from);
        session.apply(Command::Time(TimeCommand::ToRecord(direction)));
        assert_eq!(caption(&session), said);
    }
}

fn gaps(session: &Session) -> Vec<String> {
    let step = session.document.clock.step();
    let word = |gap: &Span| {
        let last = Instant(gap.end.0 - 1);
        format!(
            "{}/{}",
            step.notation(*gap),
            step.notation(step.tick_containing(last))
        )
    };
    session.gaps().iter().map(word).collect()
}

#[test]
fn playing_passes_the_months_without_a_report_quickly() {
    let mut session = open();
    assert_eq!(gaps(&session), [""; 0], "milestones fill every year");
    let context = session.document.layers[3].id;
    session.apply(Command::Filter(FilterCommand::Layer(context, false)));
    assert_eq!(gaps(&session), ["2014-01/2014-11"]);
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
