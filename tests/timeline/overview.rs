//! Gestures and keys on the strip of all time.

use egui::{Key, Modifiers, Pos2, Rect};
use egui_kittest::{Harness, kittest::Queryable};
use station_atlas::model::Span;
use station_atlas::session::Command;
use station_atlas::session::command::TimeCommand;
use station_atlas::view::timeline::HEIGHT;

use super::support::*;

const NAME: &str = "Overview of all time";

/// A timeline that shows the two years from 2016 on.
fn zoomed() -> Harness<'static, App> {
    let mut harness = harness();
    show(&mut harness, span("2016").union(span("2017")));
    harness
}

fn show(harness: &mut Harness<'_, App>, axis: Span) {
    let command = Command::Time(TimeCommand::Axis(axis));
    harness.state_mut().session.apply(command);
    harness.run();
}

fn strip(harness: &Harness<'_, App>) -> Rect {
    harness.get_by_label(NAME).rect()
}

/// The point of the strip at a month.
fn at(harness: &Harness<'_, App>, month: &str) -> Pos2 {
    let overview = scene(harness).overview.as_ref().unwrap();
    let x = overview.scale.x_from_time(span(month).start);
    Pos2::new(axis(harness).left() + x, strip(harness).center().y)
}

fn days_off(found: Span, expected: Span) -> i64 {
    let off = |a: i64, b: i64| (a - b).abs() / 86_400_000;
    off(found.start.0, expected.start.0).max(off(found.end.0, expected.end.0))
}

#[test]
fn a_low_panel_has_it_only_when_zoomed_and_it_lies_below_the_axis() {
    assert!(harness().query_by_label(NAME).is_none());
    let harness = zoomed();
    let (strip, axis) = (strip(&harness), axis(&harness));
    assert!(strip.top() >= axis.bottom() && strip.height() >= 14.0);
    assert!(strip.bottom() <= MARGIN.y + HEIGHT);
    let value = harness.get_by_label(NAME).value();
    assert_eq!(value.as_deref(), Some("January 2016 to December 2017"));
}

#[test]
fn the_frame_pans_and_its_ends_zoom() {
    let mut harness = zoomed();
    let clock = harness.state().clock();
    let (from, to) = (at(&harness, "2017-01"), at(&harness, "2020-01"));
    drag(&mut harness, from, to, Modifiers::NONE);
    let moved = span("2019").union(span("2020"));
    assert!(days_off(harness.state().session.axis, moved) <= 2);
    let (from, to) = (at(&harness, "2021-01"), at(&harness, "2023-01"));
    drag(&mut harness, from, to, Modifiers::NONE);
    let wider = span("2019").union(span("2022"));
    assert!(days_off(harness.state().session.axis, wider) <= 8);
    let (from, to) = (at(&harness, "2019-01"), at(&harness, "2018-01"));
    drag(&mut harness, from, to, Modifiers::NONE);
    let wider = span("2018").union(span("2022"));
    assert!(days_off(harness.state().session.axis, wider) <= 16);
    assert_eq!(harness.state().clock(), clock);
}

#[test]
fn a_click_outside_centres_there_and_a_double_click_shows_all() {
    let mut harness = zoomed();
    let length = harness.state().session.axis.duration_ms();
    let there = at(&harness, "2022-01");
    click(&mut harness, there);
    harness.run();
    let now = harness.state().session.axis;
    assert_eq!(now.duration_ms(), length);
    assert!(days_off(now, span("2021").union(span("2022"))) <= 3);
    click(&mut harness, there);
    click(&mut harness, there);
    harness.run();
    assert_eq!(
        harness.state().session.axis,
        span("2014").union(span("2025"))
    );
}

#[test]
fn escape_gives_the_axis_back() {
    let mut harness = zoomed();
    let before = harness.state().session.axis;
    let from = at(&harness, "2017-01");
    button(&harness, from, true, Modifiers::NONE);
    harness.run();
    harness.event(egui::Event::PointerMoved(from + egui::vec2(200.0, 0.0)));
    harness.run();
    assert_ne!(harness.state().session.axis, before);
    harness.key_press(Key::Escape);
    harness.run();
    button(&harness, from, false, Modifiers::NONE);
    harness.run();
    assert_eq!(harness.state().session.axis, before);
}

#[test]
fn arrows_pan_and_zoom_the_focused_overview() {
    let mut harness = zoomed();
    harness.get_by_label(NAME).focus();
    harness.run();
    let (before, clock) = (harness.state().session.axis, harness.state().clock());
    harness.key_press(Key::ArrowRight);
    harness.run();
    let panned = harness.state().session.axis;
    assert!(panned.start > before.start && panned.duration_ms() == before.duration_ms());
    harness.key_press(Key::ArrowUp);
    harness.run();
    let zoomed = harness.state().session.axis;
    assert!(zoomed.start > panned.start && zoomed.end < panned.end);
    assert_eq!(harness.state().clock(), clock);
    assert!(harness.get_by_label(NAME).is_focused());
}
