//! The timeline from hand-made rows, without a screen.

mod crowds;

use super::*;
use crate::model::time::tick::Step;
use crate::model::time::{Start, calendar};
use crate::model::{Lifespan, RowSet, TextColumn};
use crate::query::aggregate::Rows;
use crate::query::{Clock, Mode};
use proptest::prelude::*;

/// Six points a letter.
fn width_of(text: &str) -> f32 {
    text.chars().count() as f32 * 6.0
}

fn years(first: i16, last: i16) -> Span {
    calendar::years(first, last).unwrap()
}

fn month(year: i16, month: i8) -> Span {
    calendar::months(year, month, 1).unwrap()
}

fn began(span: Span) -> Lifespan {
    Lifespan {
        start: Start::Within(span),
        ..Lifespan::default()
    }
}

#[derive(Default)]
struct Table {
    lives: Vec<Lifespan>,
    kinds: Vec<Option<&'static str>>,
}

impl Table {
    fn add(&mut self, life: Lifespan, kind: &'static str) -> &mut Self {
        self.lives.push(life);
        self.kinds.push(Some(kind));
        self
    }
}

struct Fixture {
    stations: Table,
    passing: Option<RowSet>,
    responses: Table,
    context: Table,
    width: f32,
    height: f32,
    axis: Span,
    gaps: Vec<Span>,
}

impl Fixture {
    fn new() -> Self {
        Self {
            stations: Table::default(),
            passing: None,
            responses: Table::default(),
            context: Table::default(),
            width: 1190.0,
            height: 200.0,
            axis: years(2014, 2025),
            gaps: Vec::new(),
        }
    }

    fn scene(&self) -> TimelineScene {
        let lanes = [Lane::Histogram, Lane::Ticks, Lane::Milestones];
        let tables = [&self.stations, &self.responses, &self.context];
        let kinds = tables.map(|t| TextColumn::from_values(t.kinds.iter().copied()));
        let all = tables.map(|t| RowSet::all(t.lives.len()));
        let series = |row: RowId| row.index() % 2;
        let label = |row: RowId| Some(format!("Milestone number {}", row.0));
        let orders: Vec<LayerOrder> = (0..3)
            .map(|i| LayerOrder::new(lanes[i], &tables[i].lives, Some(&kinds[i])))
            .collect();
        let rows: Vec<LayerRows<'_>> = (0..3)
            .map(|i| LayerRows {
                lane: lanes[i],
                order: &orders[i],
                kind: Some(&kinds[i]),
                rows: Rows {
                    weights: &[],
                    series_of: &series,
                    passing: self.passing.as_ref().filter(|_| i == 0).unwrap_or(&all[i]),
                },
            })
            .collect();
        let layer = LayerInput {
            title: "Layer",
            label: &label,
        };
        let input = Input {
            axis: self.axis,
            extent: years(2014, 2025),
            width: self.width,
            height: self.height,
            index: &Index::new(&rows, 2),
            layers: &[layer; 3],
            gaps: &self.gaps,
            known: None,
        };
        TimelineScene::new(&input, &mut width_of)
    }
}

fn clock(mode: Mode, tick: Span) -> Clock {
    let mut clock = Clock::new(mode, Step::Month, tick.start);
    clock.open_window(tick.start);
    clock
}

fn marks(scene: &TimelineScene, clock: &Clock) -> ClockMarks {
    ClockMarks::new(scene, clock, &mut width_of)
}

#[test]
fn a_bar_stands_over_its_bin_with_what_is_left_out_on_top() {
    let mut fixture = Fixture::new();
    for _ in 0..4 {
        fixture.stations.add(began(month(2019, 3)), "");
    }
    fixture.passing = Some(RowSet::from_fn(4, |row| row.0 < 3));
    let scene = fixture.scene();
    let [bar] = &scene.bars[..] else {
        panic!("{:?}", scene.bars);
    };
    assert_eq!(bar.span, calendar::months(2019, 1, 3).unwrap());
    let parts: Vec<_> = bar.segments.iter().map(|s| (s.series, s.count)).collect();
    assert_eq!(parts, [(Some(0), 2), (Some(1), 1), (None, 1)]);
    assert!(
        (bar.area.y0 - scene.rows.top).abs() < 0.1,
        "the highest bar fills the height"
    );
    assert!(bar.area.x0 >= scene.scale.x_from_time(bar.span.start));
    assert!(bar.area.x1 <= scene.scale.x_from_time(bar.span.end));
}

#[test]
fn a_year_among_quarters_is_a_range_below_the_base() {
    let mut fixture = Fixture::new();
    fixture.stations.add(began(years(2016, 2016)), "");
    let scene = fixture.scene();
    assert!(scene.bars.is_empty());
    let range = &scene.ranges[0];
    assert_eq!(range.span, years(2016, 2016));
    assert!(range.area.y0 > scene.rows.base && range.area.y1 <= scene.rows.axis);
    let hit = scene.pick(
        &marks(&scene, &clock(Mode::UpTo, month(2020, 1))),
        f32::midpoint(range.area.x0, range.area.x1),
        f32::midpoint(range.area.y0, range.area.y1),
    );
    assert_eq!(
        hit,
        Hit::Range {
            span: range.span,
            range: 0
        }
    );
}

#[test]
fn statistics_are_figures_and_events_are_named_first() {
    let mut fixture = Fixture::new();
    let ended = Lifespan {
        end: Some(month(2018, 6)),
        ..began(years(2015, 2015))
    };
    fixture
        .context
        .add(began(years(2018, 2018)), "statistic")
        .add(ended, "claim")
        .add(ended, "agreement")
        .add(began(month(2015, 7)), "note");
    let scene = fixture.scene();
    let rows = |records: &[Record]| records.iter().map(|r| r.row.0).collect::<Vec<_>>();
    let figures: Vec<Record> = scene.figures.iter().map(|f| f.record).collect();
    assert_eq!(rows(&figures), [1, 0]);
    let named = scene.milestones.iter().filter(|m| m.name.is_some());
    let mut named: Vec<Record> = named.map(|m| m.record).collect();
    named.sort();
    assert_eq!(rows(&named), [2, 3]);
    let first = &scene
        .milestones
        .iter()
        .find(|m| m.record.row.0 == 2)
        .unwrap();
    assert!(first.y < scene.rows.names[1], "the event has the upper row");
}

#[test]
fn every_mark_can_be_picked() {
    let mut fixture = Fixture::new();
    fixture.stations.add(began(month(2019, 3)), "");
    fixture
        .responses
        .add(began(month(2020, 3)), "")
        .add(began(month(2020, 3)), "");
    fixture.responses.add(began(years(2022, 2022)), "");
    fixture.context.add(began(month(2016, 1)), "milestone");
    fixture.context.add(began(years(2018, 2020)), "statistic");
    let scene = fixture.scene();
    let marks = marks(&scene, &clock(Mode::UpTo, month(2024, 1)));
    let at = |area: Area| {
        let (x, y) = (
            f32::midpoint(area.x0, area.x1),
            f32::midpoint(area.y0, area.y1),
        );
        scene.pick(&marks, x, y)
    };
    let record = |layer, row, others| Hit::Record {
        record: Record {
            layer,
            row: RowId(row),
        },
        others,
    };
    assert_eq!(at(scene.lanes[0].marks[0].area), record(1, 2, 0), "a year");
    assert_eq!(at(scene.lanes[0].marks[1].area), record(1, 0, 1));
    assert_eq!(at(scene.milestones[0].mark()), record(2, 0, 0));
    assert_eq!(
        at(scene.milestones[0].name.as_ref().unwrap().area),
        record(2, 0, 0)
    );
    assert_eq!(at(scene.figures[0].area), record(2, 1, 0));
    let bin = scene.bars[0].bin;
    let span = scene.bars[0].span;
    assert_eq!(at(scene.bars[0].area), Hit::Bar { span, bin });
    assert_eq!(at(marks.chip.unwrap()), Hit::Playhead);
    assert_eq!(scene.pick(&marks, 300.0, 100.0), Hit::Axis);
}

#[test]
fn the_window_can_be_held_by_its_ends_and_its_middle() {
    let scene = Fixture::new().scene();
    let mut during = clock(Mode::During, month(2020, 12));
    during.open_window(month(2018, 1).start);
    let marks = marks(&scene, &during);
    let (start, end) = marks.window.unwrap();
    let y = scene.rows.base - 4.0;
    assert_eq!(scene.pick(&marks, start + 2.0, y), Hit::WindowStart);
    assert_eq!(scene.pick(&marks, end - 2.0, y), Hit::WindowEnd);
    assert_eq!(
        scene.pick(&marks, f32::midpoint(start, end), y),
        Hit::WindowMiddle
    );
    assert_eq!(scene.pick(&marks, end + 60.0, y), Hit::Axis);
    let labels = scene.rows.axis + 5.0;
    assert_eq!(scene.grip(&marks, start + 40.0, labels), Grip::Pan);
    assert_eq!(scene.grip(&marks, end + 60.0, y), Grip::Brush);
    assert!(marks.takes_in(month(2018, 1).start) && !marks.takes_in(month(2017, 12).start));
}

#[test]
fn a_tiny_timeline_does_not_panic() {
    let mut fixture = Fixture::new();
    fixture.width = 1.0;
    fixture.context.add(began(month(2016, 1)), "milestone");
    fixture.stations.add(Lifespan::default(), "");
    let scene = fixture.scene();
    assert_eq!(scene.undated, 1);
    let _ = scene.pick(&marks(&scene, &clock(Mode::At, month(2016, 1))), 0.0, 0.0);
}

/// Everything with words on it, but for names of milestones.
fn labels(scene: &TimelineScene) -> Vec<Area> {
    let words = &scene.words;
    let words = words.ticks.iter().chain(&words.context).chain(&words.zone);
    words.map(|word| word.area).collect()
}

proptest! {
    #[test]
    fn words_below_the_axis_never_touch_at_any_zoom(
        start in 1900..2030_i16,
        (exponent, share) in (13.3..49.0_f64, 0.0..1.0_f64),
        (width, height) in (260.0..3000.0_f32, 150.0..260.0_f32),
    ) {
        let mut fixture = Fixture::new();
        (fixture.width, fixture.height) = (width, height);
        let start = years(start, start).start.0 + (share * 3e10) as i64;
        let end = calendar::clamp(Instant(start.saturating_add(exponent.exp2() as i64)));
        fixture.axis = Span { start: Instant(start), end };
        let scene = fixture.scene();
        let found = labels(&scene);
        for (i, one) in found.iter().enumerate() {
            prop_assert!(one.x0 >= 0.0 && one.x1 <= width, "{:?}", one);
            prop_assert!(one.y0 >= scene.rows.axis && one.y1 <= scene.rows.bottom + 0.01, "{:?}", one);
            for other in &found[i + 1..] {
                prop_assert!(!one.overlaps(other), "{:?}", scene.words);
            }
        }
        if let Some(overview) = &scene.overview {
            prop_assert!(overview.area.y0 >= scene.rows.bottom && overview.area.y1 <= height);
            let (x0, x1) = overview.frame(scene.scale.span);
            prop_assert!(overview.area.x0 - 0.01 <= x0 && x0 < x1 && x1 <= overview.area.x1 + 0.01);
        }
    }

    #[test]
    fn names_never_touch_each_other_another_mark_or_the_chip(
        months in proptest::collection::vec((2013..2027_i16, 1..13_i8, any::<bool>()), 0..80),
        width in 350.0..3000.0_f32,
        tick in (2013..2027_i16, 1..13_i8),
    ) {
        let mut fixture = Fixture::new();
        fixture.width = width;
        for (y, m, event) in months {
            let kind = if event { "milestone" } else { "other" };
            fixture.context.add(began(month(y, m)), kind);
        }
        let scene = fixture.scene();
        let marks = marks(&scene, &clock(Mode::UpTo, month(tick.0, tick.1)));
        let chip = marks.chip.unwrap();
        prop_assert!(chip.x0 >= 0.0 && chip.x1 <= width && chip.y0 >= 0.0);
        for (i, one) in scene.milestones.iter().enumerate() {
            let Some(name) = &one.name else { continue };
            prop_assert!(name.area.x0 >= 0.0 && name.area.x1 <= width);
            prop_assert!(one.name_beside(&marks).is_none_or(|n| !n.area.overlaps(&chip)));
            for (j, other) in scene.milestones.iter().enumerate() {
                prop_assert!(!name.area.overlaps(&other.mark()), "{:?} {:?}", one, other);
                if let Some(second) = other.name.as_ref().filter(|_| i != j) {
                    prop_assert!(!name.area.overlaps(&second.area), "{:?} {:?}", one, other);
                }
            }
        }
    }

    #[test]
    fn the_bars_show_every_row_that_is_on_the_axis(
        months in proptest::collection::vec((2014..2026_i16, 1..13_i8), 0..60),
        width in 350.0..3000.0_f32,
    ) {
        let mut fixture = Fixture::new();
        fixture.width = width;
        for (y, m) in &months {
            fixture.stations.add(began(month(*y, *m)), "");
        }
        let scene = fixture.scene();
        let bars = scene.bars.iter().flat_map(|b| &b.segments);
        let ranges = scene.ranges.iter().flat_map(|r| &r.segments);
        let shown: u64 = bars.chain(ranges).map(|s| s.count).sum();
        prop_assert_eq!(shown, months.len() as u64);
        for bar in &scene.bars {
            prop_assert!(bar.area.x0 >= scene.scale.x0 && bar.area.x1 <= scene.scale.x1);
        }
    }
}
