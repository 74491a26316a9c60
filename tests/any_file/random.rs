//! Any commands on any lifespans: nothing panics, the clock stays in the calendar, every record is
//! counted once.

use proptest::prelude::*;
use station_atlas::model::Span;
use station_atlas::session::playback::Repeat;

use super::*;

fn date() -> impl Strategy<Value = String> {
    let year = prop_oneof![Just(-9999), Just(9999), -9999..=9999_i32, 1900..2030_i32];
    let year = year.prop_map(|y| {
        if y < 0 {
            format!("-{:04}", -y)
        } else {
            format!("{y:04}")
        }
    });
    let one = (year, 1..=12_u8, 1..=28_u8, 0..5_u8).prop_map(|(y, m, d, form)| match form {
        0 => y,
        1 => format!("{y}-{m:02}"),
        2 => format!("{y}-{m:02}-{d:02}"),
        3 => format!("{y}-{m:02}-{d:02}T10:{d:02}:{m:02}Z"),
        _ => format!("{y}~"),
    });
    (one.clone(), one, 0..6_u8).prop_map(|(a, b, form)| match form {
        0 => format!("{a}/{b}"),
        1 => format!("{a}/.."),
        2 => format!("[..{a}]"),
        3 => String::new(),
        _ => a,
    })
}

fn file() -> impl Strategy<Value = String> {
    let row = (date(), date(), 1..9_u8, any::<bool>()).prop_map(|(start, end, n, has_end)| {
        let end = if has_end {
            format!("\"{end}\"")
        } else {
            "null".to_owned()
        };
        format!(
            r#"{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{n},{n}]}},
               "properties":{{"name":"N{n}","start":"{start}","end":{end},"kind":"k{}"}}}}"#,
            n % 3
        )
    });
    prop::collection::vec(row, 1..12).prop_map(|rows| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{}]}}"#,
            rows.join(",")
        )
    })
}

fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        Just(i64::MIN),
        Just(i64::MAX),
        Just(calendar::ALL.start.0),
        Just(calendar::ALL.end.0),
        any::<i64>(),
        -4_000_000_000_000_000..4_000_000_000_000_000_i64,
        -2_000_000_000_000..2_000_000_000_000_i64,
    ]
    .prop_map(Instant)
}

fn span() -> impl Strategy<Value = Span> {
    (instant(), instant()).prop_map(|(a, b)| Span {
        start: a.min(b),
        end: a.max(b),
    })
}

fn direction() -> impl Strategy<Value = Direction> {
    any::<bool>().prop_map(|on| {
        if on {
            Direction::Forward
        } else {
            Direction::Back
        }
    })
}

#[derive(Clone, Debug)]
enum Act {
    Time(TimeCommand),
    Play(PlayCommand),
    Undated(Undated),
    /// Choose this row and go to it.
    Choose(u32),
    Pass(f32),
}

fn act() -> impl Strategy<Value = Act> {
    let n = prop_oneof![Just(i64::MIN), Just(i64::MAX), any::<i64>(), -20..20_i64];
    prop_oneof![
        (0..4_usize).prop_map(|i| Act::Time(TimeCommand::Mode(Mode::ALL[i]))),
        (0..9_usize).prop_map(|i| Act::Time(TimeCommand::Step(Step::ALL[i]))),
        any::<bool>().prop_map(|starting| {
            let within = if starting {
                Within::Starting
            } else {
                Within::Existing
            };
            Act::Time(TimeCommand::Within(within))
        }),
        instant().prop_map(|at| Act::Time(TimeCommand::At(at))),
        instant().prop_map(|at| Act::Time(TimeCommand::WindowStart(at))),
        instant().prop_map(|at| Act::Time(TimeCommand::WindowEnd(at))),
        n.prop_map(|n| Act::Time(TimeCommand::Forward(n))),
        direction().prop_map(|d| Act::Time(TimeCommand::ToRecord(d))),
        direction().prop_map(|d| Act::Time(TimeCommand::ToEnd(d))),
        span().prop_map(|span| Act::Time(TimeCommand::Go(span))),
        span().prop_map(|span| Act::Time(TimeCommand::Window(span))),
        span().prop_map(|span| Act::Time(TimeCommand::Axis(span))),
        Just(Act::Time(TimeCommand::AxisHome)),
        Just(Act::Time(TimeCommand::Back)),
        any::<bool>().prop_map(|on| Act::Play(PlayCommand::Run(on))),
        any::<bool>().prop_map(|on| Act::Play(PlayCommand::SkipGaps(on))),
        any::<f32>().prop_map(|s| Act::Play(PlayCommand::Seconds(s))),
        prop_oneof![Just(Repeat::Once), Just(Repeat::Loop), Just(Repeat::Bounce)]
            .prop_map(|repeat| Act::Play(PlayCommand::Repeat(repeat))),
        prop_oneof![
            Just(Undated::Hide),
            Just(Undated::Ghost),
            Just(Undated::Show)
        ]
        .prop_map(Act::Undated),
        (0..14_u32).prop_map(Act::Choose),
        prop_oneof![any::<f32>(), 0.0..0.3_f32].prop_map(Act::Pass),
    ]
}

fn carry_out(session: &mut Session, act: &Act) {
    match *act {
        Act::Time(command) => drop(session.apply(Command::Time(command))),
        Act::Play(command) => drop(session.apply(Command::Play(command))),
        Act::Undated(undated) => {
            session.apply(Command::Filter(FilterCommand::Undated(undated)));
        }
        Act::Choose(row) => {
            let layer = session.document.layers[0].id;
            let record = RecordRef {
                layer,
                row: RowId(row),
            };
            session.apply(Command::Select(SelectCommand::Record(Some(record))));
            session.apply(Command::Time(TimeCommand::ToShow(record)));
        }
        Act::Pass(seconds) => {
            session.advance(seconds);
        }
    }
}

proptest! {
    #[test]
    fn any_commands_on_any_lifespans(file in file(), acts in prop::collection::vec(act(), 1..40)) {
        let mut session = session(file.as_bytes(), "any.geojson");
        let all = session.data.values().next().unwrap().dataset.n_rows() as u64;
        check(&session);
        for act in &acts {
            carry_out(&mut session, act);
            check(&session);
            prop_assert_eq!(session.derived.headline.kept(), all);
        }
    }
}
