//! A step of the clock over 1,000,000 rows with four facets, in each mode, by month and by day, beside
//! a scan of all rows for the same answers. The goal is 2 ms a step.
//!
//! Also what is not a step: far jumps, another mode, a filter, and listing the turns of all rows,
//! which is done once when they are read.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_main};
use station_atlas::model::time::DAY_MS;
use station_atlas::model::time::tick::Step;
use station_atlas::model::{
    Dataset, DatasetBuilder, Instant, Place, Role, RowId, RowSet, Schema, State, Value,
};
use station_atlas::query::{Clock, Mode, Transitions, Undated, Within};
use station_atlas::scene::style::{Lane, Marks};
use station_atlas::session::command::{
    Direction, FileCommand, FilterCommand, OpenedAtlas, TimeCommand,
};
use station_atlas::session::{
    Command, Document, Facet, Layer, LayerData, LayerId, Session, Settings,
};

const N_ROWS: usize = 1_000_000;
const FACETS: [&str; 4] = ["category", "country", "status", "evidence"];

/// The modes that have steps, with what *During* asks.
const MODES: [(&str, Mode, Within); 4] = [
    ("up to", Mode::UpTo, Within::Existing),
    ("at", Mode::At, Within::Existing),
    ("during, existing", Mode::During, Within::Existing),
    ("during, starting", Mode::During, Within::Starting),
];

/// Numbers that look like chance and are the same each time (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

/// From 2000 to 2025 by day; a tenth known by a date, a tenth by year only, a twentieth undated, a
/// third of all with an end.
fn rows() -> Dataset {
    let mut chance = Chance(7);
    let mut builder = DatasetBuilder::default();
    let first = 10_957; // 2000-01-01
    let n_days = 26 * 365 + 6;
    let day = |day: u64| Step::Day.notation(Step::Day.tick_containing(at_day(day)));
    for _ in 0..N_ROWS {
        let text = |text: String| Some(Value::Text(text));
        let mut row = vec![
            ("category", text(format!("category {}", chance.below(6)))),
            ("country", text(format!("country {}", chance.below(50)))),
            ("status", text(format!("status {}", chance.below(4)))),
        ];
        let begins = first + chance.below(n_days);
        let evidence = match chance.below(20) {
            0 => "none",
            1 | 2 => {
                row.push(("known_by", text(day(begins))));
                "known"
            }
            3 | 4 => {
                row.push(("start", text(day(begins)[..4].to_owned())));
                "year"
            }
            _ => {
                row.push(("start", text(day(begins))));
                "day"
            }
        };
        row.push(("evidence", text(evidence.to_owned())));
        if evidence != "none" && chance.below(3) == 0 {
            row.push(("end", text(day(begins + 400 + chance.below(3000)))));
        }
        let weight = chance.below(5);
        row.push((
            "count",
            Some(Value::Number(weight as f64, weight.to_string())),
        ));
        let row = row
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        builder.push(Place::default(), None, None, row);
    }
    builder.finish()
}

fn at_day(day: u64) -> Instant {
    Instant(day.cast_signed() * DAY_MS)
}

fn document() -> Document {
    let roles = [
        (Role::Start, "start"),
        (Role::End, "end"),
        (Role::KnownBy, "known_by"),
        (Role::Category, "category"),
        (Role::Country, "country"),
        (Role::Status, "status"),
        (Role::Count, "count"),
    ];
    Document {
        layers: vec![Layer {
            id: LayerId(0),
            key: "rows".into(),
            title: "Rows".into(),
            schema: Schema {
                roles: roles.map(|(role, name)| (role, name.into())).into(),
                ..Schema::default()
            },
            marks: Marks::Records,
            lane: Lane::Histogram,
            visible: true,
        }],
        facets: FACETS
            .map(|name| Facet {
                property: name.into(),
                title: name.into(),
                labels: std::collections::BTreeMap::new(),
                order: Vec::new(),
            })
            .into(),
        clock: Clock::new(Mode::UpTo, Step::Month, at_day(16_000)),
        undated: Undated::Show,
        ..Document::default()
    }
}

fn open() -> Session {
    let atlas = OpenedAtlas::new(document(), [(rows(), Vec::new())], None);
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

fn time(session: &mut Session, command: TimeCommand) {
    session.apply(Command::Time(command));
}

/// What a look at all rows answers: the same as a session keeps.
#[derive(PartialEq, Debug)]
struct Scanned {
    states: Vec<State>,
    drawn: RowSet,
    by_state: Vec<u64>,
    n_countries: usize,
    shown: Vec<Vec<u64>>,
}

/// Looks at every row, as long as the filters and thus the passing rows are the same.
fn scan(document: &Document, data: &LayerData, passing: &RowSet) -> Scanned {
    let asked = document.clock.asked();
    let states: Vec<State> = data.lifespans.iter().map(|l| asked.state(l)).collect();
    let drawn = RowSet::from_fn(states.len(), |row| {
        passing.contains(row) && document.draws(states[row.index()])
    });
    let mut by_state = vec![0; State::ALL.len()];
    let countries = data.country.as_ref().unwrap();
    let mut is_there = vec![false; countries.dictionary().len()];
    for row in passing.iter() {
        let state = states[row.index()];
        by_state[state as usize] += u64::from(data.weight(row));
        if state != State::Possibly
            && document.clock.draws(state)
            && let Some(code) = countries.code(row)
        {
            is_there[code] = true;
        }
    }
    let shown = FACETS.map(|facet| {
        let column = &data.facets[facet];
        let mut shown = vec![0; column.dictionary().len()];
        for (index, state) in states.iter().enumerate() {
            let row = RowId::from_index(index);
            if let Some(code) = column.code(row)
                && document.draws(*state)
                && passing.contains(row)
            {
                shown[code] += u64::from(data.weight(row));
            }
        }
        shown
    });
    Scanned {
        n_countries: is_there.into_iter().filter(|is| *is).count(),
        shown: shown.into(),
        states,
        drawn,
        by_state,
    }
}

/// What the session keeps, in the form of a scan.
fn kept(session: &Session, data: &LayerData) -> Scanned {
    let layer = &session.derived.layers[0];
    let shown = session.derived.facets.iter().map(|facet| {
        let of = |value: &Arc<str>| {
            let of_value = facet.values.iter().find(|v| v.key.as_ref() == Some(value));
            of_value.unwrap().shown
        };
        let column = &data.facets[&facet.property];
        column.dictionary().iter().map(of).collect()
    });
    Scanned {
        states: layer.states.clone(),
        drawn: layer.drawn.clone(),
        by_state: State::ALL.map(|state| layer.counts.of(state)).into(),
        n_countries: layer.counts.countries,
        shown: shown.collect(),
    }
}

/// Twelve steps on, twelve back, and so on.
fn steps(c: &mut Criterion, session: &mut Session) {
    let data = Arc::clone(session.data.values().next().unwrap());
    for (name, mode, within) in MODES {
        for step in [Step::Month, Step::Day] {
            let unit = if step == Step::Month { "month" } else { "day" };
            let mut group = c.benchmark_group(format!("{name}, by {unit}"));
            time(session, TimeCommand::Mode(mode));
            time(session, TimeCommand::Within(within));
            time(session, TimeCommand::Step(step));
            time(session, TimeCommand::At(at_day(16_070)));
            let mut n = 0;
            let mut tick = |session: &mut Session| {
                n = (n + 1) % 24;
                time(session, TimeCommand::Forward(if n < 12 { 1 } else { -1 }));
            };
            group.bench_function("step", |b| b.iter(|| tick(session)));
            let layer = &session.derived.layers[0];
            let scanned = || scan(&session.document, &data, &layer.passing);
            assert_eq!(scanned(), kept(session, &data));
            group.sample_size(10);
            group.bench_function("scan", |b| b.iter(|| black_box(scanned())));
            group.finish();
        }
    }
}

/// The slowest of all monthly steps through 25 years, on and back: each January many rows begin at
/// once, so that the mean says too little. Each step is walked five times and counts by its fastest:
/// the others tell of what else the machine did.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn slowest(session: &mut Session) {
    for (name, mode, within) in MODES {
        time(session, TimeCommand::Mode(mode));
        time(session, TimeCommand::Within(within));
        time(session, TimeCommand::Step(Step::Month));
        time(session, TimeCommand::At(at_day(10_957)));
        let steps = [[1; 300], [-1; 300]].concat();
        let mut times = vec![Duration::MAX; steps.len()];
        for _ in 0..5 {
            for (by, fastest) in steps.iter().zip(&mut times) {
                let start = std::time::Instant::now();
                time(session, TimeCommand::Forward(*by));
                *fastest = start.elapsed().min(*fastest);
            }
        }
        times.sort_unstable();
        println!(
            "{name}, 600 steps by month: median {:?}, 95 of 100 {:?}, slowest {:?}",
            times[300], times[570], times[599]
        );
    }
}

fn jumps(c: &mut Criterion, session: &mut Session) {
    let mut group = c.benchmark_group("not a step");
    group.sample_size(20);
    for (name, mode, within) in MODES {
        time(session, TimeCommand::Mode(mode));
        time(session, TimeCommand::Within(within));
        let mut there = Direction::Forward;
        group.bench_function(format!("{name}, to the other end"), |b| {
            b.iter(|| {
                time(session, TimeCommand::ToEnd(there));
                there = match there {
                    Direction::Forward => Direction::Back,
                    Direction::Back => Direction::Forward,
                };
            });
        });
    }
    time(session, TimeCommand::At(at_day(14_000)));
    for n in [3, 12, 36, 72, 108] {
        time(session, TimeCommand::Mode(Mode::UpTo));
        let mut n = n;
        group.bench_function(format!("up to, {n} months on or back"), |b| {
            b.iter(|| {
                time(session, TimeCommand::Forward(n));
                n = -n;
            });
        });
    }
    let mut modes = MODES.iter().map(|m| m.1).chain([Mode::AllTime]).cycle();
    group.bench_function("another mode", |b| {
        b.iter(|| time(session, TimeCommand::Mode(modes.next().unwrap())));
    });
    let mut kept = false;
    group.bench_function("a filter", |b| {
        b.iter(|| {
            session.apply(Command::Filter(FilterCommand::Keep {
                property: "category".into(),
                value: Some("category 1".into()),
                kept,
            }));
            kept = !kept;
        });
    });
    group.finish();
}

fn building(c: &mut Criterion, session: &Session) {
    let data = session.data.values().next().unwrap();
    println!("{} turns of {N_ROWS} rows", data.transitions.len());
    let mut group = c.benchmark_group("once");
    group.sample_size(10);
    group.bench_function("list the turns", |b| {
        b.iter_batched(
            || (),
            |()| Transitions::new(&data.lifespans),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// `criterion_group!` would make a public function without a doc comment.
fn benches() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut session = open();
    steps(&mut criterion, &mut session);
    slowest(&mut session);
    jumps(&mut criterion, &mut session);
    building(&mut criterion, &session);
}

criterion_main!(benches);
