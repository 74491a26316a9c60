//! The clock against the files themselves: month by month, in every mode, every row's state is worked
//! out the slow way, from the text of the file and the day it asks for, and compared with the answers
//! that the session keeps and moves along.
//!
//! Dates here are whole days. Nothing of the program's own reading or counting of time is used.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use station_atlas::app::bundled;
use station_atlas::io::geojson;
use station_atlas::model::time::tick::Step;
use station_atlas::model::{Instant, Role, RowId, Schema, State};
use station_atlas::query::{Mode, Within};
use station_atlas::session::command::{FileCommand, OpenedLayer, TimeCommand};
use station_atlas::session::{Command, Session, Settings};

/// Days since 1970-01-01, the first and the last of a date.
type Days = (i64, i64);

/// Month 0 is January of the year 0.
const FIRST_MONTH: i64 = 2014 * 12;
const LAST_MONTH: i64 = 2026 * 12 + 11;

/// The day number of the first of a month: years that begin in March end with the leap day.
fn first_of(month: i64) -> i64 {
    let (year, month_from_march) = ((month - 2) / 12, (month - 2) % 12);
    let days_before = (month_from_march * 153 + 2) / 5;
    year * 365 + year / 4 - year / 100 + year / 400 + days_before - 719_468
}

/// The days of `2016`, `2016-05` or `2016-05-21`.
fn days(text: &str) -> Days {
    let mut numbers = text.split('-').map(|n| n.parse::<i64>().unwrap());
    let year = numbers.next().unwrap();
    match (numbers.next(), numbers.next()) {
        (Some(month), Some(day)) => {
            let day = first_of(year * 12 + month - 1) + day - 1;
            (day, day)
        }
        (Some(month), None) => {
            let month = year * 12 + month - 1;
            (first_of(month), first_of(month + 1) - 1)
        }
        (None, _) => (first_of(year * 12), first_of(year * 12 + 12) - 1),
    }
}

/// What a file says of a row, in days.
#[derive(Clone, Default, Debug)]
struct Row {
    /// It began on one of these days.
    begun: Option<Days>,
    /// It had begun by the last of these days, and nothing else is known of its beginning.
    known_by: Option<Days>,
    /// The last day of its existence is one of these.
    last_day: Option<Days>,
    /// An order or announcement of closure was out by the last of these days.
    closure: Option<Days>,
    weight: u64,
    country: Option<String>,
}

impl Row {
    fn new(properties: &Value, roles: &BTreeMap<String, String>) -> Self {
        let text = |role: &str| properties[roles.get(role)?].as_str();
        let mut row = Self {
            known_by: text("known_by").map(days),
            closure: text("closure").map(days),
            weight: properties[roles.get("count").map_or("", |n| n)]
                .as_u64()
                .unwrap_or(1),
            country: text("country").map(str::to_owned),
            ..Self::default()
        };
        match text("start").map(|start| start.split_once('/').ok_or(start)) {
            None => {}
            Some(Err(date)) => row.begun = Some(days(date)),
            Some(Ok(("" | "..", last))) => row.known_by = Some(days(last)),
            Some(Ok((first, "" | ".."))) => row.begun = Some(days(first)),
            Some(Ok((first, last))) => row.begun = Some((days(first).0, days(last).1)),
        }
        if row.begun.is_some() {
            row.known_by = None;
        }
        row.end(text("end"));
        row
    }

    fn end(&mut self, text: Option<&str>) {
        let (last_day, latest) = match text.map(|text| text.split_once('/').ok_or(text)) {
            None => return,
            Some(Err(date)) => (days(date), days(date)),
            // It ended then or later, perhaps never: all that was heard of is an announcement.
            Some(Ok((first, "" | ".."))) => {
                self.closure = Some(days(first));
                return;
            }
            // On the day of its beginning it was there; from the next one it may have been over.
            Some(Ok(("" | "..", last))) => {
                let begun = self.begun.map(|(first, _)| first);
                let begun = begun.or(self.known_by.map(|(_, last)| last));
                let last = days(last);
                (((begun.unwrap_or(last.0)).min(last.1), last.1), last)
            }
            Some(Ok((first, last))) => {
                let range = (days(first).0, days(last).1);
                (range, range)
            }
        };
        if self.begun.is_some_and(|(first, _)| last_day.1 < first) {
            // It cannot end before it began: none of its dates is believed.
            *self = Self {
                weight: self.weight,
                country: self.country.take(),
                ..Self::default()
            };
            return;
        }
        self.last_day = Some(last_day);
        // What ended had begun.
        let is_known = self.known_by.is_some_and(|(_, by)| by <= last_day.1);
        if self.begun.is_none() && !is_known {
            self.known_by = Some(latest);
        }
    }

    /// What was known of the beginning when the day was over.
    fn beginning(&self, day: i64) -> State {
        match (self.begun, self.known_by) {
            (Some((_, last)), _) if last <= day => State::There,
            (Some((first, _)), _) if first <= day => State::Possibly,
            (Some(_), _) => State::Before,
            (None, Some((_, by))) if by <= day => State::There,
            (None, Some(_)) => State::DocumentedLater,
            (None, None) => State::Undated,
        }
    }

    /// Had begun by the end of `begun_by`; its end is asked for on the day `on`, on which a
    /// closure is heard of if it was announced by `heard_by`.
    fn existing(&self, begun_by: i64, on: i64, heard_by: i64) -> State {
        let beginning = self.beginning(begun_by);
        if !matches!(beginning, State::There | State::Possibly) {
            return beginning;
        }
        if self.last_day.is_some_and(|(_, last)| last < on) {
            return State::Over;
        }
        if beginning == State::Possibly {
            return State::Possibly;
        }
        if self.closure.is_some_and(|(_, last)| last <= heard_by) {
            return State::ReportedClosed;
        }
        match self.last_day {
            Some((first, _)) if first < on => State::PossiblyOver,
            _ => State::There,
        }
    }

    /// Began from the first through the last of these days.
    fn starting(&self, (first, last): Days) -> State {
        match (self.begun, self.known_by) {
            (None, None) => State::Undated,
            (Some((_, latest)), _) | (None, Some((_, latest))) if latest < first => State::Earlier,
            (Some((earliest, _)), _) if earliest > last => State::Before,
            (Some((earliest, latest)), _) if earliest >= first && latest <= last => State::There,
            (None, Some((_, by))) if by > last => State::DocumentedLater,
            // It may have begun outside.
            _ => State::Possibly,
        }
    }
}

/// A question to the clock.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Question {
    UpTo,
    At,
    Existing { months: i64 },
    Starting { months: i64 },
    AllTime,
}

const QUESTIONS: [Question; 9] = [
    Question::UpTo,
    Question::At,
    Question::Existing { months: 1 },
    Question::Existing { months: 12 },
    Question::Existing { months: 36 },
    Question::Starting { months: 1 },
    Question::Starting { months: 12 },
    Question::Starting { months: 36 },
    Question::AllTime,
];

impl Question {
    fn state(self, row: &Row, month: i64) -> State {
        const NEVER: i64 = i64::MAX;
        let last = first_of(month + 1) - 1;
        match self {
            Self::UpTo | Self::At => row.existing(last, last, last),
            Self::Existing { months } => {
                // In the first moment of the window.
                let first = first_of(month - months + 1);
                row.existing(last, first, first - 1)
            }
            Self::Starting { months } => row.starting((first_of(month - months + 1), last)),
            Self::AllTime => row.existing(NEVER, NEVER, NEVER),
        }
    }

    fn counts_as_there(self, state: State) -> bool {
        match state {
            State::There => true,
            // What had started once has; what may be over does not certainly exist.
            State::PossiblyOver | State::ReportedClosed | State::Over => {
                matches!(self, Self::UpTo | Self::AllTime)
            }
            _ => false,
        }
    }

    fn draws(self, state: State) -> bool {
        let perhaps = [State::Possibly, State::PossiblyOver, State::ReportedClosed];
        self.counts_as_there(state) || perhaps.contains(&state)
    }

    /// Moves on by so many months; a named time leaves All time.
    fn step(self, session: &mut Session, months: i64) {
        session.apply(Command::Time(TimeCommand::Forward(months)));
        if self == Self::AllTime {
            session.apply(Command::Time(TimeCommand::Mode(Mode::AllTime)));
        }
    }

    /// Asks it of a session, standing on a month.
    fn ask(self, session: &mut Session, month: i64) {
        let mut time = |command| session.apply(Command::Time(command));
        let at = |month| Instant(first_of(month) * 86_400_000);
        time(TimeCommand::Step(Step::Month));
        let mode = match self {
            Self::UpTo => Mode::UpTo,
            Self::At => Mode::At,
            Self::Existing { .. } | Self::Starting { .. } => Mode::During,
            Self::AllTime => Mode::AllTime,
        };
        time(TimeCommand::Mode(mode));
        time(TimeCommand::At(at(month)));
        // A named time leaves All time.
        time(TimeCommand::Mode(mode));
        if let Self::Existing { months } | Self::Starting { months } = self {
            time(TimeCommand::WindowStart(at(month - months + 1)));
        }
        time(TimeCommand::Within(match self {
            Self::Starting { .. } => Within::Starting,
            _ => Within::Existing,
        }));
    }
}

/// The rows of one file.
fn rows(text: &str, roles: &BTreeMap<String, String>) -> Vec<Row> {
    let file: Value = serde_json::from_str(text).unwrap();
    let features = file["features"].as_array().unwrap();
    let row = |feature: &Value| Row::new(&feature["properties"], roles);
    features.iter().map(row).collect()
}

/// Each row's state, the counts and what is drawn, of all layers.
fn compare(session: &Session, layers: &[Vec<Row>], question: Question, month: i64) {
    let asked = format!("{question:?}, {}-{:02}", month / 12, month % 12 + 1);
    assert_eq!(session.derived.layers.len(), layers.len());
    for (index, (shown, rows)) in session.derived.layers.iter().zip(layers).enumerate() {
        let states: Vec<State> = rows.iter().map(|r| question.state(r, month)).collect();
        for (row, (found, state)) in shown.states.iter().zip(&states).enumerate() {
            let told = &rows[row];
            assert_eq!(found, state, "{asked}, layer {index}, row {row}: {told:?}");
        }
        assert_eq!(shown.states.len(), states.len());
        let mut countries = BTreeSet::new();
        let mut sums = [0; State::ALL.len()];
        for (row, (told, state)) in rows.iter().zip(&states).enumerate() {
            sums[*state as usize] += told.weight;
            let is_there = question.counts_as_there(*state);
            if is_there {
                countries.extend(told.country.as_deref());
            }
            let is_drawn = question.draws(*state);
            let found = shown.drawn.contains(RowId::from_index(row));
            assert_eq!(found, is_drawn, "{asked}, layer {index}, row {row}");
        }
        let found = State::ALL.map(|state| shown.counts.of(state));
        assert_eq!(found, sums, "{asked}, layer {index}");
        assert_eq!(shown.counts.countries, countries.len(), "{asked}");
    }
    let rows = &layers[0];
    let all: u64 = rows.iter().map(|r| r.weight).sum();
    let of = |is: &dyn Fn(State) -> bool| -> u64 {
        let rows = rows.iter().filter(|r| is(question.state(r, month)));
        rows.map(|r| r.weight).sum()
    };
    let there = of(&|state| question.counts_as_there(state));
    let headline = session.derived.headline;
    assert_eq!(headline.there(&session.document.clock), there, "{asked}");
    assert_eq!(headline.kept(), all);
    let drawn = of(&|state| question.draws(state));
    for facet in &session.derived.facets {
        let shown: u64 = facet.values.iter().map(|v| v.shown).sum();
        assert_eq!(shown, drawn, "{asked}, {}", facet.property);
    }
}

/// Every question in every month, on and back again.
fn walk(session: &mut Session, layers: &[Vec<Row>]) {
    for question in QUESTIONS {
        question.ask(session, FIRST_MONTH);
        compare(session, layers, question, FIRST_MONTH);
        for month in FIRST_MONTH + 1..=LAST_MONTH {
            question.step(session, 1);
            compare(session, layers, question, month);
        }
        for month in (FIRST_MONTH..LAST_MONTH).rev() {
            question.step(session, -1);
            compare(session, layers, question, month);
        }
    }
}

/// Another question and another month each time, far and near.
fn leap(session: &mut Session, layers: &[Vec<Row>]) {
    for (n, question) in (0..500_i64).zip(QUESTIONS.into_iter().cycle()) {
        let month = FIRST_MONTH + (n * n * 31 + n) % (LAST_MONTH - FIRST_MONTH + 1);
        question.ask(session, month);
        compare(session, layers, question, month);
    }
}

fn open_bundled() -> (Session, Vec<Vec<Row>>) {
    let mut session = Session::new(Settings::default());
    let atlas = Box::new(bundled::open().0);
    session.apply(Command::File(FileCommand::AtlasRead(atlas)));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}")).unwrap();
    let atlas: Value = serde_json::from_str(&read("overseas-stations.atlas.json")).unwrap();
    let layers = atlas["layers"].as_array().unwrap().iter().map(|layer| {
        let roles = layer["roles"].as_object().unwrap().iter();
        let roles = roles.filter_map(|(role, property)| {
            let name = property.as_str().or(property["property"].as_str())?;
            Some((role.clone(), name.to_owned()))
        });
        let path = layer["source"]["path"].as_str().unwrap();
        rows(&read(path), &roles.collect())
    });
    (session, layers.collect())
}

#[test]
fn the_bundled_rows_are_in_the_state_that_their_text_says_in_every_month_and_mode() {
    let (mut session, layers) = open_bundled();
    assert_eq!(
        layers.iter().map(Vec::len).collect::<Vec<_>>(),
        [95, 28, 99, 111]
    );
    walk(&mut session, &layers);
    leap(&mut session, &layers);
}

/// Start, end, known by, closure, count: what the bundled files lack. "-" is null.
const SHAPES: &str = "
    2016-05-21 2016-05-21 - - 1
    2016-05-21 2016-05-22 - - 2
    2016-05    2016-05    - - 3
    2016       2016       - - 4
    2016       2018-03    - - 5
    2016-02-29 2020/2022-06 - - 6
    2015/2018  2017/2019  - - 7
    2015/2018  2017-04    - - 8
    2017-03    2020-01/.. - - 9
    2017-03    2020-01/   - - 1
    2017-03    ../2020-01 - - 2
    2017-03    /2020-01   - - 3
    2019-01-01 2018-12-31 - - 4
    2019-01    2019-01-01 - - 5
    2019-01-15 2019-01    - - 6
    2020       2016       - 2018 7
    -          2018-06    - - 8
    -          2018-06    2017-01 - 9
    -          2018-06    2019-01 - 1
    -          2018-06    2018    - 2
    -          2018/2020  2019-05-05 - 3
    -          ../2020-01 2018-05 - 4
    -          ../2020-01 2021-05 - 5
    -          ../2020-01 - - 6
    -          2020-01/.. 2018-05 - 7
    -          2020-01/.. - - 8
    ../2018-03 -          - - 9
    /2018-03   2019       - - 1
    2018-03/.. -          - - 2
    2018-03/   2019-09-30 - - 3
    2018-03/2019-02 2019-02-28 - 2018-12-31 4
    2016-12-31 2019-01-01 - 2018-07 5
    2016-12-31 2018-05 -    2018-07 6
    2016-12-31 2017/2020 -  2018-07 7
    -          -          2018-05-31 2018-06 8
    -          -          2018-07 2018-06 9
    -          -          - 2018-06 1
    -          -          - - 2
    2016-05    -          2014-01 - 0
    2014-01-01 2026-12-31 - - 3
    2013       2027       - - 4
    2012-12-31 2013-06    - - 5
    2030       2031       - - 6
";

fn open_shapes() -> (Session, Vec<Vec<Row>>) {
    const NAMES: [&str; 5] = ["start", "end", "known_by", "closure", "count"];
    let features = SHAPES.trim().lines().enumerate().map(|(n, line)| {
        let cells = line.split_whitespace().zip(NAMES).map(|(text, name)| {
            let cell = match (text, name) {
                ("-", _) => Value::Null,
                (n, "count") => n.parse::<u64>().unwrap().into(),
                _ => text.into(),
            };
            (name.to_owned(), cell)
        });
        let mut properties: serde_json::Map<String, Value> = cells.collect();
        properties.insert("country".to_owned(), format!("country {}", n % 7).into());
        serde_json::json!({"type": "Feature", "geometry": null, "properties": properties})
    });
    let features: Vec<Value> = features.collect();
    let text = serde_json::json!({"type": "FeatureCollection", "features": features}).to_string();
    let read = geojson::read(text.as_bytes()).unwrap();
    let roles = [
        (Role::Start, "start"),
        (Role::End, "end"),
        (Role::KnownBy, "known_by"),
        (Role::Closure, "closure"),
        (Role::Count, "count"),
        (Role::Country, "country"),
    ];
    let schema = Schema {
        roles: roles.map(|(role, name)| (role, name.into())).into(),
        ..Schema::default()
    };
    let layer = OpenedLayer::new("shapes".to_owned(), read.dataset, schema, read.findings);
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::LayerRead(Box::new(layer))));
    let names = roles.map(|(_, name)| (name.to_owned(), name.to_owned()));
    (session, vec![rows(&text, &names.into())])
}

#[test]
fn ends_of_all_shapes_are_where_their_text_says_in_every_month_and_mode() {
    let (mut session, layers) = open_shapes();
    assert_eq!(layers[0].len(), 43);
    walk(&mut session, &layers);
    leap(&mut session, &layers);
}

#[test]
fn the_days_of_this_test_are_those_of_the_calendar() {
    for (text, expected) in [
        ("1970-01-01", (0, 0)),
        ("2000-02-29", (11_016, 11_016)),
        ("2000-03", (11_017, 11_047)),
        ("2016", (16_801, 17_166)),
        ("2026-12-31", (20_818, 20_818)),
    ] {
        assert_eq!(days(text), expected, "{text}");
    }
}
