//! Gestures on the axis, and what the marks say.

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton};
use egui_kittest::{Harness, kittest::Queryable};
use station_atlas::model::{Instant, Span};
use station_atlas::query::Mode;
use station_atlas::scene::style::Lane;
use station_atlas::session::command::{FileCommand, FilterCommand, OpenedAtlas, TimeCommand};
use station_atlas::session::document::Document;
use station_atlas::session::{Command, Session, Settings};
use station_atlas::view::Theme;

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
fn the_tick_labels_and_the_other_buttons_pan_without_moving_the_clock() {
    let mut harness = harness();
    let clock = harness.state().clock();
    let y = free(&harness);
    let home = harness.state().session.axis;
    let (from, to) = (point(&harness, "2018-01", y), point(&harness, "2019-01", y));
    drag_with(&mut harness, PointerButton::Middle, &[from, to]);
    let panned = harness.state().session.axis;
    let days = (home.start.0 - panned.start.0) / 86_400_000;
    assert!((360..=370).contains(&days), "{days}");
    assert_eq!(panned.duration_ms(), home.duration_ms());
    let labels = egui::vec2(0.0, scene(&harness).rows.axis + 6.0 - y);
    drag(&mut harness, to + labels, from + labels, Modifiers::NONE);
    assert!((harness.state().session.axis.start.0 - home.start.0).abs() < 86_400_000 * 2);
    drag_with(&mut harness, PointerButton::Secondary, &[from, to]);
    assert!(harness.state().session.axis.start < home.start);
    assert_eq!(harness.state().clock(), clock);
}

#[test]
fn a_drag_with_shift_brushes_a_window_live() {
    let mut harness = harness();
    let y = free(&harness);
    let (from, to) = (point(&harness, "2020-03", y), point(&harness, "2018-06", y));
    button(&harness, from, true, Modifiers::SHIFT);
    harness.run();
    assert_eq!(
        harness.state().clock().mode,
        Mode::UpTo,
        "a press is no brush yet"
    );
    harness.event(Event::PointerMoved(from + egui::vec2(-50.0, 0.0)));
    harness.run();
    let clock = harness.state().clock();
    assert_eq!(clock.mode, Mode::During);
    assert_eq!(
        clock.tick(),
        span("2020-03"),
        "the other end follows the pointer"
    );
    harness.event(Event::PointerMoved(to));
    harness.run();
    button(&harness, to, false, Modifiers::SHIFT);
    harness.run();
    let window = span("2018-06").union(span("2020-03"));
    assert_eq!(harness.state().clock().window(), window);
    assert_eq!(
        harness.state().session.axis,
        span("2014").union(span("2025"))
    );
}

#[test]
fn outside_the_window_a_drag_brushes_anew_and_a_click_goes_there() {
    let mut harness = harness();
    harness.get_by_label("During").click();
    harness.run();
    let y = free(&harness);
    let (from, to) = (point(&harness, "2021-02", y), point(&harness, "2022-09", y));
    drag(&mut harness, from, to, Modifiers::NONE);
    let window = span("2021-02").union(span("2022-09"));
    assert_eq!(harness.state().clock().window(), window);
    let at = point(&harness, "2016-01", y);
    click(&mut harness, at);
    assert_eq!(harness.state().clock().tick(), span("2016-01"));
    let kept = harness.state().clock().window().duration_ms() - window.duration_ms();
    assert!(kept.abs() < 5 * 86_400_000, "as many months as before");
}

#[test]
fn in_during_a_click_on_a_bar_makes_it_the_window() {
    let mut harness = harness();
    harness.get_by_label("During").click();
    harness.run();
    let bar = scene(&harness).bars[0].clone();
    let at = axis(&harness).min + egui::vec2(bar.area.x0 + 3.0, bar.area.y1 - 1.0);
    click(&mut harness, at);
    assert_eq!(harness.state().clock().window(), bar.span);
}

#[test]
fn escape_gives_back_what_was_before_the_drag() {
    let mut harness = harness();
    let before = (harness.state().clock(), harness.state().session.axis);
    let y = free(&harness);
    for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
        let from = point(&harness, "2021-02", y);
        button(&harness, from, true, modifiers);
        harness.run();
        harness.event(Event::PointerMoved(from + egui::vec2(90.0, 0.0)));
        harness.run();
        assert_ne!(harness.state().clock(), before.0);
        harness.key_press(Key::Escape);
        harness.run();
        harness.event(Event::PointerMoved(from + egui::vec2(150.0, 0.0)));
        button(&harness, from + egui::vec2(150.0, 0.0), false, modifiers);
        harness.run();
        let clock = harness.state().clock();
        assert_eq!((clock.mode, clock.tick()), (before.0.mode, before.0.tick()));
        assert_eq!(clock.window(), before.0.window());
        assert_eq!(harness.state().session.axis, before.1);
    }
}

#[test]
fn the_window_is_dragged_by_its_ends_and_by_its_middle() {
    let mut harness = harness();
    harness.get_by_label("During").click();
    harness.run();
    let y = free(&harness);
    let held = harness.state().clock().window();
    let start = point(&harness, "2018-01", y) - egui::vec2(2.0, 0.0);
    for off in [-3.0, 3.0] {
        let nearby = start + egui::vec2(off, 0.0);
        drag(&mut harness, nearby, nearby, Modifiers::NONE);
        assert_eq!(
            harness.state().clock().window(),
            held,
            "a handle does not jump"
        );
    }
    let to = point(&harness, "2017-04", y);
    drag(&mut harness, start, to, Modifiers::NONE);
    assert_eq!(
        harness.state().clock().window().start,
        span("2017-04").start
    );
    let end = point(&harness, "2019-04", y) - egui::vec2(2.0, 0.0);
    let to = point(&harness, "2020-07", y);
    drag(&mut harness, end, to, Modifiers::NONE);
    assert_eq!(harness.state().clock().tick(), span("2020-06"));
    let (from, to) = (point(&harness, "2018-10", y), point(&harness, "2019-10", y));
    drag(&mut harness, from, to, Modifiers::NONE);
    assert_eq!(harness.state().clock().tick(), span("2021-06"));
    let moved = harness.state().clock().window().start;
    assert_eq!(moved, span("2018-04").start);
}

#[test]
fn keys_on_the_focused_axis_zoom_at_the_playhead_pan_and_bring_it_back() {
    let mut harness = harness();
    harness.get_by_label("Timeline").focus();
    harness.run();
    let home = harness.state().session.axis;
    let clock = harness.state().clock();
    let x = |harness: &Harness<'_, App>| scene(harness).scale.x_from_time(clock.tick().end);
    let before = x(&harness);
    harness.key_press(Key::ArrowUp);
    harness.run();
    let zoomed = harness.state().session.axis;
    assert!(zoomed.duration_ms() < home.duration_ms() * 3 / 4);
    assert!((x(&harness) - before).abs() < 0.5, "the playhead stays");
    harness.key_press(Key::ArrowDown);
    harness.run();
    let back = harness.state().session.axis.duration_ms() - home.duration_ms();
    assert!(back.abs() < 10);
    harness.key_press(Key::ArrowUp);
    harness.key_press(Key::PageDown);
    harness.key_press(Key::PageDown);
    harness.run();
    assert!(!harness.state().session.axis.contains(clock.tick().end));
    harness.key_press(Key::Enter);
    harness.run();
    let axis = harness.state().session.axis;
    let share = (clock.tick().end.0 - axis.start.0) as f64 / axis.duration_ms() as f64;
    assert!((share - 0.5).abs() < 0.01);
    harness.key_press(Key::PageUp);
    harness.run();
    assert!(harness.state().session.axis.start < axis.start);
    assert_eq!(harness.state().clock(), clock);
}

#[test]
fn the_axis_zooms_to_ten_seconds_and_says_which_day_and_zone() {
    let mut harness = harness();
    let at = span("2019-03-20T14:30Z").start;
    let axis = Span {
        start: at,
        end: Instant(at.0 + 10_000),
    };
    harness
        .state_mut()
        .session
        .apply(Command::Time(TimeCommand::Axis(axis)));
    harness.run();
    let words = &scene(&harness).words;
    assert_eq!(words.context.as_ref().unwrap().text, "20 March 2019");
    assert_eq!(words.zone.as_ref().unwrap().text, "UTC");
    assert_eq!(words.ticks[1].text, "14:30:01");
    harness.hover_at(point(&harness, "2019-03-20T14:30:05Z", free(&harness)));
    harness.run();
    let wheel = |y| Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: egui::vec2(0.0, y),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    for _ in 0..4 {
        harness.event(wheel(10.0));
        harness.run();
    }
    assert_eq!(harness.state().session.axis.duration_ms(), 10_000);
    for _ in 0..200 {
        harness.event(wheel(-10.0));
        harness.step();
    }
    harness.run();
    // All dates, with as much time again on either side.
    let session = &harness.state().session;
    let all = session.play_span().unwrap();
    let all = session.time_extent().map_or(all, |dated| dated.union(all));
    assert_eq!(session.axis.duration_ms(), 3 * all.duration_ms());
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

#[test]
fn thousands_in_a_lane_are_density_that_tells_and_goes_there() {
    let rows = vec![["Statement", "statement", "2019-03-20", ""]; 1204];
    let more = vec![["Statement", "statement", "2021-05-02", ""]; 600];
    let responses = table(&[rows, more].concat());
    let document = Document {
        layers: vec![layer("Responses", Lane::Ticks)],
        axis_home: Some(span("2014").union(span("2025"))),
        ..Document::default()
    };
    let mut session = Session::new(Settings::default());
    let atlas = OpenedAtlas::new(document, [(responses, Vec::new())], None);
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    let mut harness = harness_of(session, WIDTH, Theme::dark());
    let cell = scene(&harness).heats[0].cells[0].clone();
    let middle = f32::midpoint(cell.area.y0, cell.area.y1);
    let at = axis(&harness).min + egui::vec2(f32::midpoint(cell.area.x0, cell.area.x1), middle);
    harness.hover_at(at);
    harness.run();
    assert!(
        harness
            .query_by_label("1,204 records, March 2019")
            .is_some()
    );
    click(&mut harness, at);
    let last = Instant(span("2019-03").end.0 - 1);
    assert!(harness.state().clock().tick().contains(last));
}
