//! Gestures on the axis, and what the marks say.

use egui::{Event, Modifiers, MouseWheelUnit};
use egui_kittest::kittest::Queryable;
use station_atlas::session::Command;
use station_atlas::session::command::{FilterCommand, TimeCommand};
use station_atlas::view::timeline::HEIGHT;

use super::support::*;

#[test]
fn a_drag_scrubs_live_and_stops_playing() {
    let mut harness = harness();
    harness.get_by_label("Play").click();
    harness.run();
    let y = free(&harness);
    let (from, to) = (point(&harness, "2017-06", y), point(&harness, "2020-11", y));
    button(&harness, from, true, Modifiers::NONE);
    harness.run();
    assert_eq!(
        harness.state().clock().tick(),
        span("2017-06"),
        "a press is enough"
    );
    assert!(!harness.state().session.playback.running);
    button(&harness, from, false, Modifiers::NONE);
    harness.run();
    drag(&mut harness, from, to, Modifiers::NONE);
    assert_eq!(harness.state().clock().tick(), span("2020-11"));
    // Beyond the end of the axis is its last tick, and the axis stays.
    let before = harness.state().session.axis;
    drag(
        &mut harness,
        to,
        to + egui::vec2(2000.0, 0.0),
        Modifiers::NONE,
    );
    assert_eq!(harness.state().clock().tick(), span("2025-12"));
    assert_eq!(harness.state().session.axis, before);
}

#[test]
fn a_resting_pointer_asks_for_nothing() {
    let mut harness = harness();
    let at = point(&harness, "2017-06", free(&harness));
    button(&harness, at, true, Modifiers::NONE);
    harness.run();
    harness.state_mut().asked.clear();
    harness.run_steps(4);
    assert_eq!(harness.state().asked, Vec::<String>::new());
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_a_double_click_returns() {
    let mut harness = harness();
    let home = harness.state().session.axis;
    let at = point(&harness, "2019-03", free(&harness));
    let x = at.x - axis(&harness).left();
    let time = scene(&harness).scale.time_from_x(x);
    for modifiers in [Modifiers::NONE, Modifiers::COMMAND] {
        harness.hover_at(at);
        harness.run();
        let before = harness.state().session.axis.duration_ms();
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: egui::vec2(0.0, 2.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers,
        };
        harness.event_modifiers(wheel, modifiers);
        harness.run();
        assert!(harness.state().session.axis.duration_ms() < before * 9 / 10);
        let moved = scene(&harness).scale.x_from_time(time) - x;
        assert!(moved.abs() < 0.5, "{moved}");
    }
    click(&mut harness, at);
    click(&mut harness, at);
    harness.run();
    assert_eq!(harness.state().session.axis, home);
}

#[test]
fn shift_and_the_tick_labels_pan_without_moving_the_clock() {
    let mut harness = harness();
    let clock = harness.state().clock();
    let y = free(&harness);
    let home = harness.state().session.axis;
    let (from, to) = (point(&harness, "2018-01", y), point(&harness, "2019-01", y));
    drag(&mut harness, from, to, Modifiers::SHIFT);
    let panned = harness.state().session.axis;
    let days = (home.start.0 - panned.start.0) / 86_400_000;
    assert!((360..=370).contains(&days), "{days}");
    assert_eq!(panned.duration_ms(), home.duration_ms());
    let labels = egui::vec2(0.0, HEIGHT - 6.0 - y);
    drag(&mut harness, to + labels, from + labels, Modifiers::NONE);
    assert!((harness.state().session.axis.start.0 - home.start.0).abs() < 86_400_000 * 2);
    assert_eq!(harness.state().clock(), clock);
}

#[test]
fn the_window_is_dragged_by_its_ends_and_by_its_middle() {
    let mut harness = harness();
    harness.get_by_label("During").click();
    harness.run();
    let y = free(&harness);
    let start = point(&harness, "2018-01", y) - egui::vec2(2.0, 0.0);
    let to = point(&harness, "2017-04", y);
    drag(&mut harness, start, to, Modifiers::NONE);
    assert_eq!(
        harness.state().clock().window().start,
        span("2017-04").start
    );
    let end = point(&harness, "2019-04", y) - egui::vec2(2.0, 0.0);
    let to = point(&harness, "2020-06", y);
    drag(&mut harness, end, to, Modifiers::NONE);
    assert_eq!(harness.state().clock().tick(), span("2020-06"));
    let (from, to) = (point(&harness, "2018-10", y), point(&harness, "2019-10", y));
    drag(&mut harness, from, to, Modifiers::NONE);
    assert_eq!(harness.state().clock().tick(), span("2021-06"));
    let moved = harness.state().clock().window().start;
    assert_eq!(moved, span("2018-04").start);
}

#[test]
fn marks_say_what_they_are_and_are_chosen_by_a_click() {
    let mut harness = harness();
    let milestone = scene(&harness).milestones[0].clone();
    let at = axis(&harness).min + egui::vec2(milestone.x, milestone.y);
    harness.hover_at(at);
    harness.run();
    for words in ["Agreement", "March 2015", "One sentence of the note."] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
    let hover = harness.state().session.hover;
    assert_eq!(hover.map(|r| r.row.0), Some(0));
    let clock = harness.state().clock();
    click(&mut harness, at);
    assert_eq!(harness.state().session.selection, hover);
    assert_eq!(
        harness.state().clock(),
        clock,
        "a click on a mark does not scrub"
    );
    harness.hover_at(at + egui::vec2(300.0, 100.0));
    harness.run();
    assert_eq!(harness.state().session.hover, None);
}

#[test]
fn a_bar_says_its_counts_and_a_click_goes_to_its_end() {
    let mut harness = harness();
    let keep = FilterCommand::Only {
        property: "kind".into(),
        value: Some("Wenzhou".into()),
    };
    harness.state_mut().session.apply(Command::Filter(keep));
    harness.run();
    let bar = scene(&harness).bars[0].clone();
    let center = egui::vec2(bar.area.x0 + 3.0, bar.area.y1 - 1.0);
    let at = axis(&harness).min + center;
    harness.hover_at(at);
    harness.run();
    assert!(harness.query_by_label("1 record, Q2 2016").is_some());
    click(&mut harness, at);
    assert_eq!(harness.state().clock().tick(), span("2016-06"));
    let left_out = scene(&harness).bars[1].clone();
    harness.hover_at(axis(&harness).min + egui::vec2(left_out.area.x0 + 3.0, bar.area.y1 - 1.0));
    harness.run();
    assert!(harness.query_by_label("1 filtered out").is_some());
}

#[test]
fn a_year_among_quarters_says_that_it_is_not_known_more_exactly() {
    let mut harness = harness();
    let range = scene(&harness).ranges[0].area;
    let at = egui::vec2(range.x0 + 8.0, f32::midpoint(range.y0, range.y1));
    harness.hover_at(axis(&harness).min + at);
    harness.run();
    assert!(harness.query_by_label("1 record, 2018").is_some());
    assert!(
        harness
            .query_by_label("The date is not known more exactly.")
            .is_some()
    );
}

#[test]
fn scrubbing_makes_no_new_scene() {
    let mut harness = harness();
    let before = scene(&harness).bars.as_ptr();
    let at = TimeCommand::At(span("2017-01").start);
    harness.state_mut().session.apply(Command::Time(at));
    harness.run();
    assert_eq!(scene(&harness).bars.as_ptr(), before);
}
