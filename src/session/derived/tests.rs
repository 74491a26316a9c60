//! A session is sent about at random, and after each command its answers are compared with a slow
//! count of all rows.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::time::tick::Step;
use crate::model::time::{DAY_MS, Start};
use crate::model::{
    Dataset, DatasetBuilder, Instant, Lifespan, Place, Role, Schema, Span, State, Value,
};
use crate::query::evaluate::facet_column;
use crate::query::{Mode, Transitions, Within};
use crate::scene::style::Lane;
use crate::session::command::{FileCommand, FilterCommand, OpenedAtlas, TimeCommand};
use crate::session::{Command, Session, Settings};

/// A row: its values, how many things it stands for, and when it was there.
#[derive(Clone, Debug)]
struct Row {
    kind: Option<&'static str>,
    place: Option<&'static str>,
    name: &'static str,
    weight: u32,
    life: Lifespan,
}

const KINDS: [&str; 3] = ["a", "b", "c"];
const PLACES: [&str; 4] = ["Oslo", "Bern", "Rome", "Riga"];
const NAMES: [&str; 3] = ["red door", "blue door", "red gate"];
/// Properties that one filters by; only the first layer has `place`.
const FACETS: [&str; 2] = ["kind", "place"];

fn span() -> impl Strategy<Value = Span> {
    (0..1500_i64, 0..400_i64).prop_map(|(start, days)| Span {
        start: Instant(start * DAY_MS),
        end: Instant((start + days) * DAY_MS),
    })
}

fn row() -> impl Strategy<Value = Row> {
    let start = prop_oneof![
        Just(Start::Undated),
        span().prop_map(Start::Within),
        span().prop_map(Start::Within),
        span().prop_map(Start::KnownBy),
    ];
    let maybe = || proptest::option::of(span());
    let life = (start, maybe(), maybe()).prop_map(|(start, end, closure)| Lifespan {
        start,
        end,
        closure,
    });
    let some = proptest::option::weighted(0.8, 0..12_usize);
    (some, 0..12_usize, 0..4_u32, life).prop_map(|(pick, name, weight, life)| Row {
        kind: pick.map(|n| KINDS[n % 3]),
        place: pick.map(|n| PLACES[n % 4]),
        name: NAMES[name % 3],
        weight,
        life,
    })
}

#[derive(Clone, Debug)]
enum Act {
    Time(TimeCommand),
    Undated(Undated),
    Layer(usize, bool),
    Keep(&'static str, Option<&'static str>, bool),
    Only(&'static str, Option<&'static str>),
    Search(&'static str),
    Reset,
}

fn act() -> impl Strategy<Value = Act> {
    let at = || (0..1600_i64).prop_map(|day| Instant(day * DAY_MS));
    let time = prop_oneof![
        4 => (-3..4_i64).prop_map(TimeCommand::Forward),
        2 => at().prop_map(TimeCommand::At),
        1 => at().prop_map(TimeCommand::WindowStart),
        2 => select(&Mode::ALL[..]).prop_map(TimeCommand::Mode),
        1 => select(&[Within::Existing, Within::Starting][..]).prop_map(TimeCommand::Within),
        1 => select(&[Step::Day, Step::Month, Step::Year][..])
            .prop_map(TimeCommand::Step),
    ];
    let value = || {
        let kinds = KINDS.map(|kind| ("kind", Some(kind)));
        let places = PLACES.map(|place| ("place", Some(place)));
        select([&kinds[..], &places, &[("kind", None), ("place", None)]].concat())
    };
    prop_oneof![
        6 => time.prop_map(Act::Time),
        1 => select(&[Undated::Hide, Undated::Ghost, Undated::Show][..]).prop_map(Act::Undated),
        1 => (0..3_usize, any::<bool>()).prop_map(|(layer, on)| Act::Layer(layer, on)),
        2 => (value(), any::<bool>()).prop_map(|((p, v), kept)| Act::Keep(p, v, kept)),
        1 => value().prop_map(|(p, v)| Act::Only(p, v)),
        1 => select(&["", "red", "DOOR", "red door", "nothing"][..]).prop_map(Act::Search),
        1 => Just(Act::Reset),
    ]
}

/// The rows of each layer: two dated ones, of which the second has no places, and one without dates.
fn session(layers: &[Vec<Row>; 3]) -> Session {
    let ids = ["first", "second", "third"];
    let layer = |key: &str| Layer {
        id: LayerId(0),
        key: key.into(),
        title: key.into(),
        schema: Schema {
            roles: [(Role::Country, "place".into()), (Role::Count, "n".into())].into(),
            ..Schema::default()
        },
        marks: Marks::Records,
        lane: Lane::Histogram,
        visible: true,
    };
    let document = Document {
        layers: ids.map(layer).into(),
        facets: FACETS
            .map(|name| Facet {
                property: name.into(),
                title: name.into(),
                labels: BTreeMap::new(),
                order: vec!["c".into()],
            })
            .into(),
        ..Document::default()
    };
    let data = layers.iter().enumerate().map(|(index, rows)| {
        let dataset = table(rows, index == 0);
        let facets = FACETS.iter().filter_map(|name| {
            let column = facet_column(&dataset, name)?;
            Some(((*name).into(), column))
        });
        let facets = facets.collect();
        let mut data = LayerData::new(dataset, &document.layers[index].schema, facets, Vec::new());
        if index < 2 {
            data.lifespans = rows.iter().map(|row| row.life).collect();
            data.transitions = Transitions::new(&data.lifespans);
            data.extent = data
                .lifespans
                .iter()
                .filter_map(Lifespan::extent)
                .reduce(Span::union);
        }
        data.into()
    });
    let data = data.collect();
    let mut session = Session::new(Settings::default());
    let atlas = OpenedAtlas {
        document,
        data,
        camera: None,
    };
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

fn table(rows: &[Row], has_places: bool) -> Dataset {
    let mut builder = DatasetBuilder::default();
    for row in rows {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let weight = Value::Number(row.weight.into(), row.weight.to_string());
        let mut cells = vec![
            ("name", text(row.name)),
            ("kind", row.kind.and_then(text)),
            ("n", Some(weight)),
        ];
        if has_places {
            cells.push(("place", row.place.and_then(text)));
        }
        let cells = cells
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        builder.push(Place::default(), None, None, cells);
    }
    builder.finish()
}

fn perform(session: &mut Session, act: &Act) {
    let value = |v: Option<&str>| v.map(Into::into);
    let filter = match *act {
        Act::Time(command) => {
            session.apply(Command::Time(command));
            return;
        }
        Act::Undated(undated) => FilterCommand::Undated(undated),
        Act::Layer(index, on) => FilterCommand::Layer(session.document.layers[index].id, on),
        Act::Keep(property, v, kept) => FilterCommand::Keep {
            property: property.into(),
            value: value(v),
            kept,
        },
        Act::Only(property, v) => FilterCommand::Only {
            property: property.into(),
            value: value(v),
        },
        Act::Search(words) => FilterCommand::Search(words.to_owned()),
        Act::Reset => FilterCommand::Reset,
    };
    session.apply(Command::Filter(filter));
}

/// The state of a row by the rules alone: what the clock asks, of beginning and end.
fn state(clock: &Clock, life: &Lifespan, is_dated: bool) -> State {
    let (at, window) = (clock.tick().end, clock.window());
    match (clock.mode, clock.within) {
        _ if !is_dated => State::There,
        (Mode::UpTo | Mode::At, _) => life.state_at(at),
        (Mode::AllTime, _) => life.state_at(Instant(i64::MAX)),
        (Mode::During, Within::Existing) => life.state_during(window),
        (Mode::During, Within::Starting) => life.state_starting(window),
    }
}

/// Only the first layer has places.
fn has(layer: usize, property: &str) -> bool {
    layer == 0 || property == "kind"
}

fn value<'a>(row: &'a Row, property: &str) -> Option<&'a str> {
    if property == "kind" {
        row.kind
    } else {
        row.place
    }
}

/// Whether a row passes all filters but that of `ignored`.
fn passes(filters: &Filters, row: &Row, layer: usize, ignored: &str) -> bool {
    let facets = FACETS.iter().filter(|p| **p != ignored).all(|property| {
        !has(layer, property) || filters.keeps(property, &value(row, property).map(Into::into))
    });
    let mut words = filters.search.split_whitespace();
    // Other columns hold single letters, places and numbers, and none of the words searched for.
    facets && words.all(|word| row.name.contains(&word.to_lowercase()))
}

fn compare(session: &Session, layers: &[Vec<Row>; 3]) {
    let Document {
        clock,
        filters,
        undated,
        ..
    } = &session.document;
    let draws = |state: State| match state {
        State::Undated => undated.draws(),
        state => clock.draws(state),
    };
    let is_dated =
        |layer: usize| layer < 2 && layers[layer].iter().any(|row| row.life.dated().is_some());
    let state = |layer: usize, row: &Row| state(clock, &row.life, is_dated(layer));
    let visible = |layer: usize| session.document.layers[layer].visible;
    for (index, (shown, rows)) in session.derived.layers.iter().zip(layers).enumerate() {
        let mut by_state = [0; State::ALL.len()];
        let mut countries = BTreeSet::new();
        for (row, told) in rows.iter().enumerate() {
            let id = crate::model::RowId::from_index(row);
            let state = state(index, told);
            let is_kept = passes(filters, told, index, "");
            assert_eq!(shown.states[row], state);
            assert_eq!(shown.passing.contains(id), is_kept);
            let is_drawn = is_kept && visible(index) && draws(state);
            assert_eq!(shown.drawn.contains(id), is_drawn);
            if is_kept {
                by_state[state as usize] += u64::from(told.weight);
                let is_there = match clock.mode {
                    Mode::UpTo | Mode::AllTime => state > State::Possibly,
                    Mode::At | Mode::During => state == State::There,
                };
                countries.extend(told.place.filter(|_| is_there && index == 0));
            }
        }
        assert_eq!(State::ALL.map(|s| shown.counts.of(s)), by_state);
        assert_eq!(shown.counts.countries, countries.len());
        assert_eq!(shown.visible, visible(index));
    }
    let first = &session.derived.layers[0];
    let headline = if first.visible {
        first.counts
    } else {
        Counts::default()
    };
    assert_eq!(session.derived.headline, headline);
    for counts in &session.derived.facets {
        for listed in &counts.values {
            // The first layer has both properties, so it alone is counted.
            let of_value = |row: &&Row| value(row, &counts.property) == listed.key.as_deref();
            let drawn = |row: &&Row| {
                visible(0) && draws(state(0, row)) && passes(filters, row, 0, &counts.property)
            };
            let sum = |rows: Vec<&Row>| rows.iter().map(|r| u64::from(r.weight)).sum::<u64>();
            let own = layers[0].iter().filter(of_value);
            assert_eq!(listed.total, sum(own.clone().collect()));
            assert_eq!(listed.shown, sum(own.filter(drawn).collect()), "{listed:?}");
            assert_eq!(listed.kept, filters.keeps(&counts.property, &listed.key));
        }
    }
}

proptest! {
    #[test]
    fn answers_moved_along_are_those_of_a_slow_count(
        a in proptest::collection::vec(row(), 1..40),
        b in proptest::collection::vec(row(), 1..20),
        c in proptest::collection::vec(row(), 1..8),
        acts in proptest::collection::vec(act(), 1..25),
    ) {
        let layers = [a, b, c];
        let mut session = session(&layers);
        compare(&session, &layers);
        for act in acts {
            let revision = session.derived.revision;
            let before = session.document.clone();
            perform(&mut session, &act);
            prop_assert_eq!(session.derived.revision > revision, session.document != before);
            compare(&session, &layers);
        }
    }
}

#[test]
fn a_facet_adds_up_the_layers_that_have_it_where_the_first_has_not() {
    let row = |kind, weight| Row {
        kind,
        place: None,
        name: "red door",
        weight,
        life: Lifespan::default(),
    };
    let rows = |weight| vec![row(Some("a"), weight), row(None, weight), row(Some("b"), 0)];
    let mut session = session(&[rows(1), rows(10), rows(100)]);
    // As if the headline layer had no kinds.
    let first = session.document.layers[0].id;
    session.data.remove(&first);
    session.apply(Command::Filter(FilterCommand::Undated(Undated::Show)));
    let listed: Vec<_> = session.derived.facets[0]
        .values
        .iter()
        .map(|v| (v.label.as_str(), v.shown, v.total))
        .collect();
    // What weighs nothing is not listed.
    assert_eq!(listed, [("a", 110, 110), ("(none)", 110, 110)]);
}
