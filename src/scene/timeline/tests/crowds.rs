//! All time at once, and thousands of records.

use super::*;

#[test]
fn a_low_panel_has_an_overview_only_where_there_is_more_to_see() {
    let mut fixture = Fixture::new();
    fixture.height = 168.0;
    assert_eq!(fixture.scene().overview, None);
    fixture.axis = years(2015, 2016);
    let scene = fixture.scene();
    let overview = scene.overview.unwrap();
    assert!(overview.area.y1 < scene.height && overview.area.y0 >= scene.rows.axis + 18.0);
    fixture.height = 200.0;
    fixture.axis = years(2014, 2025);
    assert!(fixture.scene().overview.is_some());
}

#[test]
fn the_overview_shows_everything_and_where_the_axis_is() {
    let mut fixture = Fixture::new();
    for m in 1..=12 {
        fixture.stations.add(began(month(2019, m)), "");
    }
    fixture.passing = Some(RowSet::from_fn(12, |row| row.0 < 3));
    fixture.axis = years(2017, 2018);
    let overview = fixture.scene().overview.unwrap();
    assert_eq!(
        overview.columns.len(),
        12,
        "though none of it is on the axis"
    );
    let [kept, left_out] = [overview.columns[0], overview.columns[11]];
    assert!(kept.kept_y < overview.area.y1 && kept.kept_y <= kept.all_y);
    assert!(left_out.kept_y >= overview.area.y1 && left_out.all_y < overview.area.y1);
    let (x0, x1) = overview.frame(fixture.axis);
    for (x, grip) in [
        (x0 - 30.0, FrameGrip::Outside),
        (x0 - 3.0, FrameGrip::Start),
        (x0 + 30.0, FrameGrip::Middle),
        (x1 + 3.0, FrameGrip::End),
        (x1 + 30.0, FrameGrip::Outside),
    ] {
        assert_eq!(overview.grip(fixture.axis, x), grip);
    }
    let moved = overview.dragged(FrameGrip::Middle, fixture.axis, 50.0);
    assert_eq!(moved.duration_ms(), fixture.axis.duration_ms());
    assert!((overview.frame(moved).0 - x0 - 50.0).abs() < 0.1);
    let zoomed = overview.dragged(FrameGrip::End, fixture.axis, -5000.0);
    assert_eq!(zoomed.duration_ms(), crate::scene::scale::LEAST_MS);
    let last = overview.centred(fixture.axis, 5000.0);
    assert_eq!(last.end, years(2014, 2025).end);
}

#[test]
fn a_gap_is_marked_on_the_line_of_the_axis_and_says_when() {
    let mut fixture = Fixture::new();
    let (long, short) = (years(2016, 2018), month(2021, 3));
    fixture.gaps = vec![long, short];
    let scene = fixture.scene();
    assert_eq!(scene.gaps.len(), 1);
    let marks = marks(&scene, &clock(Mode::UpTo, month(2020, 1)));
    let x = f32::midpoint(scene.gaps[0].area.x0, scene.gaps[0].area.x1);
    assert_eq!(scene.pick(&marks, x, scene.rows.axis), Hit::Gap(long));
    assert_eq!(scene.pick(&marks, x, scene.rows.top), Hit::Axis);
}

/// Three thousand of everything, over the first seven of the twelve years.
fn crowded() -> Fixture {
    let mut fixture = Fixture::new();
    for i in 0..3000_i16 {
        let start = month(2014 + i % 7, 1 + i8::try_from(i % 12).unwrap()).start;
        let minute = start.0 + i64::from(i) * 60_000;
        let minute = Span {
            start: Instant(minute),
            end: Instant(minute + 60_000),
        };
        fixture.responses.add(began(minute), "");
        fixture.context.add(began(minute), "milestone");
        let held = Lifespan {
            end: Some(month(2025, 2)),
            ..began(minute)
        };
        fixture.context.add(held, "statistic");
        let late = Span {
            start: minute.start,
            end: Instant(years(2021, 2021).end.0 + i64::from(i)),
        };
        fixture.stations.add(began(late), "");
    }
    fixture
}

#[test]
fn thousands_of_marks_are_density_that_loses_nobody() {
    let fixture = crowded();
    let scene = fixture.scene();
    assert!(scene.lanes[0].marks.is_empty() && scene.figures.is_empty() && scene.ranges.is_empty());
    assert!(scene.milestones.iter().all(|m| m.name.is_some()));
    let of_axis = |m: &Milestone| (m.x - scene.scale.x0) / (scene.scale.x1 - scene.scale.x0);
    let shares: Vec<f32> = scene.milestones.iter().map(of_axis).collect();
    for part in 0..3 {
        // The dates end in the seventh of twelve years.
        let third = 0.19 * part as f32..0.19 * (part + 1) as f32;
        assert!(
            shares.iter().any(|share| third.contains(share)),
            "{shares:?}"
        );
    }
    assert_eq!(scene.heats.len(), 4);
    let sum = |heat: &Heat| heat.cells.iter().map(|c| c.count).sum::<u64>();
    assert_eq!((sum(&scene.heats[0]), sum(&scene.heats[1])), (3000, 3000));
    assert_eq!(
        scene.heats[2].cells.last().unwrap().wide,
        3000,
        "figures over their span"
    );
    assert!(
        scene.heats[3]
            .cells
            .iter()
            .all(|c| c.count == 0 && c.wide > 0)
    );
    let n_cells: usize = scene.heats.iter().map(|heat| heat.cells.len()).sum();
    assert!(n_cells < 1000);
    let marks = marks(&scene, &clock(Mode::AllTime, month(2020, 1)));
    for (index, heat) in scene.heats.iter().enumerate() {
        let area = heat.cells[0].area;
        let (x, y) = (
            f32::midpoint(area.x0, area.x1),
            f32::midpoint(area.y0, area.y1),
        );
        let hit = scene.pick(&marks, x, y);
        assert_eq!(
            hit,
            Hit::Heat {
                heat: index,
                cell: 0
            }
        );
    }
}

proptest! {
    #[test]
    fn the_overview_moves_the_axis_without_changing_its_length(
        first in 2014..2024_i16, n in 0..4_i16, dx in -2000.0..2000.0_f32,
    ) {
        let mut fixture = Fixture::new();
        fixture.axis = years(first, first + n);
        let overview = fixture.scene().overview.unwrap();
        for axis in [
            overview.dragged(FrameGrip::Middle, fixture.axis, dx),
            overview.centred(fixture.axis, dx),
        ] {
            prop_assert_eq!(axis.duration_ms(), fixture.axis.duration_ms());
            let all = overview.scale.span;
            prop_assert!(axis.overlaps(all));
            let fits = axis.duration_ms() <= all.duration_ms();
            prop_assert!(!fits || (all.start <= axis.start && axis.end <= all.end));
        }
        for grip in [FrameGrip::Start, FrameGrip::End] {
            let axis = overview.dragged(grip, fixture.axis, dx);
            prop_assert!(axis.duration_ms() >= crate::scene::scale::LEAST_MS);
        }
    }
}
