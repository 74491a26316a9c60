//! The timeline of a million dated rows, and of a hundred thousand marks in each lane, while the
//! axis zooms: every step another scene. The goal is 4 ms, beside counting every row anew.

use criterion::{Criterion, criterion_main};
use station_atlas::model::time::{Start, calendar};
use station_atlas::model::{Instant, Lifespan, RowId, RowSet, Span};
use station_atlas::query::aggregate::Rows;
use station_atlas::scene::scale::TimeScale;
use station_atlas::scene::style::Lane;
use station_atlas::scene::timeline::TimelineScene;
use station_atlas::scene::timeline::{Index, Input, LayerInput, LayerOrder, LayerRows};

const N_SERIES: usize = 6;

/// Rows from 1950 on, each as long as `length_ms` says, spread without a pattern.
fn lifespans(n: usize, length_ms: impl Fn(u64) -> i64) -> Vec<Lifespan> {
    let all = years(1950, 2024);
    let mut state = 1_u64;
    let rows = (0..n).map(|_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let share = (state >> 11) as f64 / (1_u64 << 53) as f64;
        let start = all.start.0 + (share * all.duration_ms() as f64) as i64;
        let end = Instant(start + length_ms(state >> 40));
        let start = Start::Within(Span {
            start: Instant(start),
            end,
        });
        Lifespan {
            start,
            ..Lifespan::default()
        }
    });
    rows.collect()
}

fn years(first: i16, last: i16) -> Span {
    calendar::years(first, last).unwrap_or(calendar::ALL)
}

/// A layer of rows that all pass but for every seventh.
struct Table {
    lane: Lane,
    lives: Vec<Lifespan>,
    passing: RowSet,
    order: LayerOrder,
}

impl Table {
    fn new(lane: Lane, lives: Vec<Lifespan>) -> Self {
        Self {
            lane,
            passing: RowSet::from_fn(lives.len(), |row| row.0 % 7 != 0),
            order: LayerOrder::new(lane, &lives, None),
            lives,
        }
    }
}

fn index(tables: &[Table]) -> Index {
    let layers: Vec<LayerRows<'_>> = tables
        .iter()
        .map(|table| LayerRows {
            lane: table.lane,
            order: &table.order,
            kind: None,
            rows: Rows {
                weights: &[],
                series_of: &|row: RowId| row.index() % N_SERIES,
                passing: &table.passing,
            },
        })
        .collect();
    Index::new(&layers, N_SERIES)
}

/// Zooms in and out again, a step for each scene.
fn zooming(c: &mut Criterion, name: &str, tables: &[Table]) {
    let index = index(tables);
    let label = |row: RowId| Some(format!("Milestone {}", row.0));
    let layers = vec![
        LayerInput {
            title: "Layer",
            label: &label,
        };
        tables.len()
    ];
    let home = TimeScale::new(years(1950, 2024), 134.0, 1180.0);
    let steps: Vec<Span> = (0..60)
        .map(|i| home.zoomed_at(700.0, 1.2_f64.powi(i)).span)
        .collect();
    let (mut at, mut known) = (0, None);
    c.bench_function(name, |b| {
        b.iter(|| {
            at = (at + 1) % steps.len();
            let input = Input {
                axis: steps.get(at).copied().unwrap_or(home.span),
                extent: home.span,
                width: 1200.0,
                height: 216.0,
                index: &index,
                layers: &layers,
                gaps: &[],
                known: known.as_ref(),
            };
            let scene = TimelineScene::new(&input, &mut |text| text.len() as f32 * 6.0);
            known.clone_from(&scene.overview);
            scene
        });
    });
}

fn scenes(c: &mut Criterion) {
    const DAY: i64 = 86_400_000;
    let million =
        |length: &dyn Fn(u64) -> i64| [Table::new(Lane::Histogram, lifespans(1_000_000, length))];
    let moments = million(&|_| 1000);
    zooming(c, "zoom, 1,000,000 moments", &moments);
    let mixed = million(&|n| [1000, DAY, 30 * DAY, 365 * DAY][(n % 4) as usize]);
    zooming(c, "zoom, 1,000,000 dates from seconds to years", &mixed);
    let n = 100_000;
    let held = lifespans(n, |n| (n % 900).cast_signed() * DAY);
    let held = held.into_iter().map(|life| Lifespan {
        end: life.dated(),
        ..life
    });
    let lanes = [
        Table::new(Lane::Histogram, lifespans(n, |_| DAY)),
        Table::new(Lane::Ticks, lifespans(n, |_| DAY)),
        Table::new(Lane::Milestones, lifespans(n, |_| DAY)),
        Table::new(Lane::Milestones, held.collect()),
    ];
    zooming(
        c,
        "zoom, 100,000 bars, ticks, milestones and figures",
        &lanes,
    );
    c.bench_function("sorting 1,000,000 moments", |b| {
        b.iter(|| {
            let lives = moments.first().map_or(&[][..], |table| &table.lives);
            LayerOrder::new(Lane::Histogram, lives, None)
        });
    });
    c.bench_function("filters over 1,000,000 moments", |b| {
        b.iter(|| index(&moments));
    });
}

fn benches() {
    let mut criterion = Criterion::default().sample_size(20).configure_from_args();
    scenes(&mut criterion);
}

criterion_main!(benches);
