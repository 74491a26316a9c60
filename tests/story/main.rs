//! What the program says of the bundled data, against a slow count of the files themselves.

mod oracle;

use station_atlas::app::bundled;
use station_atlas::model::{Instant, Span, State};
use station_atlas::query::Mode;
use station_atlas::session::command::{Direction, FileCommand, FilterCommand, TimeCommand};
use station_atlas::session::words::{caption_words, headline_sentence};
use station_atlas::session::{Command, Session, Settings};

use oracle::{Question, ask, asked_in_words, sentence, span, stations};

fn open() -> Session {
    let (atlas, notices) = bundled::open();
    assert_eq!(notices, [], "the bundled atlas has nothing to complain of");
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

fn at(session: &mut Session, date: &str) {
    session.apply(Command::Time(TimeCommand::At(span(date).start)));
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
