//! Time works the same on any opened file: sensors by the second, centuries of battles, museum
//! records by years, files without a date. Each is opened as the program opens it and walked through.

mod ends;
mod random;

use std::fs;
use std::path::Path;

use station_atlas::io::geojson::{guess_roles, read};
use station_atlas::model::time::calendar;
use station_atlas::model::time::tick::Step;
use station_atlas::model::{Instant, RowId, State};
use station_atlas::query::{Mode, Undated, Within};
use station_atlas::session::command::{
    Direction, FileCommand, FilterCommand, OpenedLayer, PlayCommand, SelectCommand, TimeCommand,
};
use station_atlas::session::standing::Standing;
use station_atlas::session::words::{caption_words, headline_sentence};
use station_atlas::session::{Command, RecordRef, Session, Settings};

fn session(bytes: &[u8], name: &str) -> Session {
    let read = read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let schema = guess_roles(&read.dataset);
    let layer = OpenedLayer::new(name.to_owned(), read.dataset, schema, read.findings);
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::LayerRead(Box::new(layer))));
    session
}

fn open(name: &str) -> Session {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/any-file");
    session(&fs::read(folder.join(name)).unwrap(), name)
}

fn time(session: &mut Session, command: TimeCommand) {
    session.apply(Command::Time(command));
    check(session);
}

/// The headline, with plain spaces.
fn sentence(session: &Session) -> String {
    headline_sentence(session).replace('\u{a0}', " ")
}

/// What holds at any time, whatever was asked.
fn check(session: &Session) {
    let clock = session.document.clock;
    let (tick, window) = (clock.tick(), clock.window());
    assert!(tick.start >= calendar::ALL.start && tick.end <= calendar::ALL.end);
    assert!(tick.start < tick.end, "{tick:?}");
    assert!(window.start <= tick.start && window.end == tick.end);
    assert!(session.axis.start <= session.axis.end, "{:?}", session.axis);
    for shown in &session.derived.layers {
        let data = &session.data[&shown.id];
        let passing: u64 = shown
            .passing
            .iter()
            .map(|row| u64::from(data.weight(row)))
            .sum();
        assert_eq!(shown.counts.kept(), passing);
        let drawn = |state: State| session.document.draws(state);
        let states = State::ALL.into_iter().filter(|state| drawn(*state));
        let n_drawn: u64 = states.map(|state| shown.counts.of(state)).sum();
        let on_map: u64 = shown
            .drawn
            .iter()
            .map(|row| u64::from(data.weight(row)))
            .sum();
        assert_eq!(on_map, if shown.visible { n_drawn } else { 0 });
    }
    assert!(!headline_sentence(session).is_empty());
    assert_ne!(caption_words(session).as_deref(), Some(""));
}

/// Plays to the end, and answers how many seconds it took.
fn play(session: &mut Session) -> f32 {
    session.apply(Command::Play(PlayCommand::Run(true)));
    check(session);
    let mut seconds = 0.0;
    while session.playback.running {
        session.advance(0.05);
        check(session);
        seconds += 0.05;
        assert!(seconds < 60.0, "playing must end");
    }
    seconds
}

/// Opens a file, walks through it in every mode, and plays it to the end.
fn walk(
    name: &str,
    step: Step,
    n_ticks: std::ops::RangeInclusive<i64>,
    opens_with: &str,
) -> Session {
    let mut session = open(name);
    check(&session);
    let clock = session.document.clock;
    let span = session.play_span().unwrap();
    assert_eq!(clock.step(), step, "{name}");
    assert_eq!(
        clock.tick().end,
        span.end,
        "{name}: the clock stands at the last tick"
    );
    assert_eq!(session.axis, span, "{name}: the axis shows everything");
    let first = step.tick_containing(span.start);
    let n = step.between(first, clock.tick()) + 1;
    assert!(n_ticks.contains(&n), "{name}: {n}");
    assert_eq!(sentence(&session), opens_with);

    for mode in Mode::ALL {
        time(&mut session, TimeCommand::Mode(mode));
        time(&mut session, TimeCommand::ToEnd(Direction::Back));
        for _ in 0..8 {
            time(&mut session, TimeCommand::Forward(n / 7));
        }
        for step in Step::ALL {
            time(&mut session, TimeCommand::Step(step));
        }
        time(&mut session, TimeCommand::Step(clock.step()));
    }
    time(&mut session, TimeCommand::Mode(Mode::UpTo));
    time(&mut session, TimeCommand::ToEnd(Direction::Forward));
    if n > 1 {
        let seconds = play(&mut session);
        assert!((seconds - 30.0).abs() < 0.3, "{name}: {seconds}");
    }
    assert_eq!(session.document.clock.tick().end, span.end, "{name}");
    assert_eq!(sentence(&session), opens_with, "{name}");
    step_to_each_record(&mut session);
    session
}

/// Steps to each record from before the first: all that is dated appears, once.
fn step_to_each_record(session: &mut Session) {
    time(session, TimeCommand::At(calendar::ALL.start));
    let mut appeared = 0;
    loop {
        let before = session.document.clock;
        time(session, TimeCommand::ToRecord(Direction::Forward));
        if session.document.clock == before {
            break;
        }
        let (records, _) = session.pulse().expect("what appeared pulses");
        assert!(!records.is_empty());
        appeared += records.len();
        let words = caption_words(session).unwrap();
        assert!(words.starts_with('+'), "{words}");
    }
    assert_eq!(caption_words(session).unwrap(), "Nothing more begins");
    let data = session.data.values().next().unwrap();
    let dated = data.lifespans.iter().filter(|life| life.dated().is_some());
    assert_eq!(appeared, dated.count());
}

#[test]
fn sensors_by_the_second() {
    let mut session = walk(
        "sensor.geojson",
        Step::Second,
        2300..=2400,
        "Up to 1 May 2026, 10:39:59 UTC: 200 records",
    );
    let [gap] = session.gaps() else {
        panic!("one outage: {:?}", session.gaps());
    };
    assert!((340_000..400_000).contains(&gap.duration_ms()), "{gap:?}");
    let start = gap.start;
    time(&mut session, TimeCommand::At(start));
    session.apply(Command::Play(PlayCommand::Run(true)));
    session.advance(0.05);
    assert_eq!(
        caption_words(&session).unwrap(),
        "Passing 6 minutes without a change"
    );
    let before = session.document.clock.tick();
    session.apply(Command::Play(PlayCommand::SkipGaps(false)));
    assert_eq!(session.gaps(), []);
    session.advance(0.01);
    assert!(Step::Second.between(before, session.document.clock.tick()) <= 1);
    assert_eq!(caption_words(&session), None);

    time(&mut session, TimeCommand::Mode(Mode::During));
    let said = sentence(&session);
    assert!(
        said.starts_with("Existing within 1 May 2026, 10:") && said.contains(" UTC: "),
        "{said}"
    );
}

#[test]
fn centuries_of_battles() {
    let mut session = walk(
        "battles.geojson",
        Step::Year,
        1980..=2000,
        "Up to 1500: 37 records · 3 since over",
    );
    time(&mut session, TimeCommand::At(Instant(-61_000_000_000_000)));
    time(&mut session, TimeCommand::ToRecord(Direction::Back));
    assert_eq!(
        caption_words(&session).unwrap(),
        "This year: 1\u{a0}record: Teutoburg Forest"
    );
    time(&mut session, TimeCommand::ToRecord(Direction::Back));
    assert_eq!(
        sentence(&session),
        "Up to 31 BC: 8 records · 29 start later"
    );
    assert!(session.gaps().len() >= 2, "{:?}", session.gaps());
}

#[test]
fn museum_records_by_years() {
    let mut session = walk(
        "museum.geojson",
        Step::Year,
        120..=120,
        "Up to 1999: 18 records · 1 since over · 2 undated, not shown",
    );
    let layer = session.document.layers[0].id;
    let letter = RecordRef {
        layer,
        row: RowId(18),
    };
    assert_eq!(session.standing(letter), Some(Standing::Undated));
    for (undated, words) in [
        (
            Undated::Ghost,
            "18 records · 1 since over · 2 undated, shown as ghosts",
        ),
        (
            Undated::Show,
            "18 records · 1 since over · 2 undated, shown",
        ),
    ] {
        session.apply(Command::Filter(FilterCommand::Undated(undated)));
        check(&session);
        assert!(sentence(&session).ends_with(words));
        assert_eq!(session.standing(letter), None);
    }
}

#[test]
fn all_of_it_on_one_day() {
    let mut session = walk(
        "one-day.geojson",
        Step::Day,
        1..=1,
        "Up to 14 July 2024: 9 records",
    );
    session.apply(Command::Play(PlayCommand::Run(true)));
    assert!(!session.playback.running);
    let words = "Nothing to play: all of it is in one day";
    assert_eq!(caption_words(&session).as_deref(), Some(words));
}

#[test]
fn one_record() {
    let session = walk(
        "one-record.geojson",
        Step::Month,
        1..=1,
        "Up to July 1969: 1 record",
    );
    assert_eq!(session.gaps(), []);
}

#[test]
fn all_undated() {
    let mut session = open("undated.geojson");
    assert_eq!(sentence(&session), "Nothing here has a date: 12 records");
    for mode in Mode::ALL {
        time(&mut session, TimeCommand::Mode(mode));
        for command in [
            TimeCommand::ToRecord(Direction::Forward),
            TimeCommand::ToEnd(Direction::Back),
            TimeCommand::Forward(1),
        ] {
            time(&mut session, command);
            assert_eq!(sentence(&session), "Nothing here has a date: 12 records");
        }
    }
    session.apply(Command::Play(PlayCommand::Run(true)));
    assert!(!session.playback.running);
    assert_eq!(
        caption_words(&session).as_deref(),
        Some("Nothing here has a date")
    );
}

#[test]
fn playing_in_all_time_plays_what_is_up_to_each_tick() {
    let mut session = open("battles.geojson");
    time(&mut session, TimeCommand::Mode(Mode::AllTime));
    session.apply(Command::Play(PlayCommand::Run(true)));
    assert_eq!(session.document.clock.mode, Mode::UpTo);
    assert_eq!(
        sentence(&session),
        "Up to 490 BC: 1 record · 36 start later"
    );
    assert_eq!(
        caption_words(&session).as_deref(),
        Some("Playing up to each year")
    );
    // Another question or step does not stop it; asking for all time does.
    session.apply(Command::Time(TimeCommand::Mode(Mode::At)));
    session.apply(Command::Time(TimeCommand::Step(Step::Decade)));
    assert!(session.playback.running && session.advance(0.05));
    session.apply(Command::Time(TimeCommand::Mode(Mode::AllTime)));
    assert!(!session.playback.running);
}

#[test]
fn the_way_to_a_record_leads_there_and_back() {
    let mut session = open("with-ends.geojson");
    let layer = session.document.layers[0].id;
    for mode in [Mode::UpTo, Mode::At, Mode::During] {
        for within in [Within::Existing, Within::Starting] {
            time(&mut session, TimeCommand::Mode(mode));
            time(&mut session, TimeCommand::Within(within));
            for at in ["1880", "1903", "1924", "1999"] {
                for row in 0..8 {
                    let record = RecordRef {
                        layer,
                        row: RowId(row),
                    };
                    let year = at.parse::<i64>().unwrap() - 1970;
                    time(
                        &mut session,
                        TimeCommand::At(Instant(year * 31_557_600_000)),
                    );
                    session.apply(Command::Select(SelectCommand::Record(Some(record))));
                    go_and_return(&mut session, record);
                    time(&mut session, TimeCommand::Mode(mode));
                }
            }
        }
    }
}

fn go_and_return(session: &mut Session, record: RecordRef) {
    let before = session.document.clock;
    let is_drawn = |session: &Session| session.derived.layers[0].drawn.contains(record.row);
    let is_dated = session.data[&record.layer]
        .lifespan(record.row)
        .dated()
        .is_some();
    assert_eq!(session.standing(record).is_none(), is_drawn(session));
    if is_drawn(session) || !is_dated {
        time(session, TimeCommand::ToShow(record));
        assert_eq!(session.document.clock, before);
        assert_eq!(session.way_back(), None);
        return;
    }
    time(session, TimeCommand::ToShow(record));
    assert!(is_drawn(session));
    assert_eq!(session.way_back(), Some(&before));
    assert!(session.way_back_words().unwrap().starts_with("Back to "));
    time(session, TimeCommand::Back);
    assert_eq!(session.document.clock, before);
    assert_eq!(session.way_back(), None);
}

#[test]
fn a_caption_goes_when_the_clock_moves_otherwise() {
    let mut session = open("battles.geojson");
    time(&mut session, TimeCommand::ToRecord(Direction::Back));
    assert_eq!(
        caption_words(&session).unwrap(),
        "This year: 1\u{a0}record: Fornovo"
    );
    assert!(session.is_moving() && session.advance(0.2) && session.advance(0.1));
    assert!(
        !session.is_moving() && !session.advance(0.1),
        "the pulse is over"
    );
    assert!(session.pulse().is_none() && session.caption().is_some());
    time(&mut session, TimeCommand::Forward(1));
    assert!(session.caption().is_none());
    time(&mut session, TimeCommand::Forward(-1));
    assert!(session.caption().is_none());

    session.settings.reduced_motion = true;
    time(&mut session, TimeCommand::ToRecord(Direction::Back));
    assert!(!session.is_moving() && !session.advance(1.0));
    assert!(session.pulse().is_some(), "without movement the ring stays");
}
