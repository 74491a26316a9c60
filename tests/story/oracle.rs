//! What the words should say, from a slow count of the file of the stations, in whole months.

use std::collections::BTreeSet;

use serde_json::Value;
use station_atlas::model::Span;
use station_atlas::model::time::notation::{Edge, Reading, read};
use station_atlas::query::{Mode, Within};
use station_atlas::session::command::TimeCommand;
use station_atlas::session::{Command, Session};

/// A station as the file has it, with months counted from year 0.
pub struct Station {
    pub count: u64,
    pub country: String,
    pub jurisdiction: String,
    pub opened: Option<(i32, i32)>,
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

pub fn stations() -> Vec<Station> {
    let file: Value = serde_json::from_str(include_str!("../../data/stations.geojson")).unwrap();
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
pub enum Question {
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
    // What may be over does not certainly exist.
    let exists = matches!(question, Question::At(_) | Question::Existing(..));
    (!(is_closed && exists), is_closed.then_some("closed"))
}

/// The counts in words, the slow way.
pub fn sentence(stations: &[Station], question: Question) -> String {
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
    // What was closed since had started; what may be over does not certainly exist.
    let exists = matches!(question, Question::At(_) | Question::Existing(..));
    let among = if exists { 0 } else { counted[1] };
    let apart: u64 = counted.iter().sum::<u64>() - among;
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

pub fn asked_in_words(question: Question) -> String {
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

pub fn ask(session: &mut Session, question: Question) {
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

pub fn span(text: &str) -> Span {
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
