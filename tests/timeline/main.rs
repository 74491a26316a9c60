//! The timeline panel by what a person sees and does: labels, clicks, drags and keys, on a session
//! that is changed by nothing but the commands of the panel.

mod axis;
mod overview;
mod support;

use egui::{Key, Modifiers, Rect, Role};
use egui_kittest::kittest::Queryable;
use station_atlas::model::time::tick::Step;
use station_atlas::query::Mode;
use station_atlas::scene::style::Lane;
use station_atlas::session::command::{FileCommand, FilterCommand, OpenedAtlas};
use station_atlas::session::document::Document;
use station_atlas::session::{Command, Session, Settings};
use station_atlas::view::Theme;
use station_atlas::view::timeline::{HEIGHT, TRANSPORT_WIDTH};

use support::*;

#[test]
fn the_transport_steps_plays_and_pauses() {
    let mut harness = harness();
    harness.get_by_label("Step back").click();
    harness.run();
    assert_eq!(harness.state().clock().tick(), span("2019-02"));
    harness.get_by_label("Step forward").click();
    harness.run();
    assert_eq!(harness.state().clock().tick(), span("2019-03"));

    harness.get_by_label("Play").click();
    harness.run();
    assert!(harness.state().session.playback.running);
    assert!(harness.state_mut().session.advance(1.0));
    harness.run();
    assert!(harness.state().clock().tick().start > span("2019-03").start);
    harness.get_by_label("Pause").click();
    harness.run();
    assert!(!harness.state().session.playback.running);
    assert!(harness.query_by_label("Play").is_some());
}

#[test]
fn the_modes_are_one_choice_with_names() {
    let mut harness = harness();
    for (name, mode) in [
        ("At", Mode::At),
        ("During", Mode::During),
        ("All time", Mode::AllTime),
        ("Up to", Mode::UpTo),
    ] {
        harness
            .get_by_role_and_label(Role::RadioButton, name)
            .click();
        harness.run();
        assert_eq!(harness.state().clock().mode, mode);
    }
}

#[test]
fn speed_step_and_loop_are_chosen_from_menus() {
    let mut harness = harness();
    harness.get_by_label("Speed").click();
    harness.run();
    harness.get_by_label("60 seconds").click();
    harness.run();
    assert!((harness.state().session.playback.seconds - 60.0).abs() < 0.01);
    harness.get_by_label("Step").click();
    harness.run();
    harness.get_by_label("Quarter").click();
    harness.run();
    assert_eq!(harness.state().clock().step(), Step::Quarter);
    assert_eq!(
        harness.get_by_label("Timeline").value().as_deref(),
        Some("Q1 2019")
    );
    harness.get_by_label("Loop").click();
    harness.run();
    let repeat = harness.state().session.playback.repeat;
    assert_eq!(repeat, station_atlas::session::playback::Repeat::Loop);
}

#[test]
fn every_control_lies_in_its_block_and_none_overlap() {
    for width in [900.0, 1280.0, 3840.0] {
        let harness = harness_of(session(), width, Theme::dark());
        let names = ["Step back", "Play", "Step forward", "Speed", "Loop", "Step"];
        let modes = ["Up to", "At", "During", "All time"];
        let rects: Vec<Rect> = names
            .iter()
            .chain(&modes)
            .map(|n| harness.get_by_label(n).rect())
            .collect();
        let block = Rect::from_min_size(MARGIN.to_pos2(), egui::vec2(TRANSPORT_WIDTH, HEIGHT));
        for (i, rect) in rects.iter().enumerate() {
            assert!(block.contains_rect(*rect), "{rect:?}");
            for other in &rects[i + 1..] {
                assert!(!rect.shrink(0.5).intersects(*other), "{rect:?} {other:?}");
            }
        }
        assert!((axis(&harness).width() - (width - TRANSPORT_WIDTH)).abs() < 1.0);
    }
}

#[test]
fn the_focused_axis_answers_to_keys() {
    let mut harness = harness();
    harness.get_by_label("Timeline").focus();
    harness.run();
    let shift = Modifiers::SHIFT;
    for (modifiers, key, tick) in [
        (Modifiers::NONE, Key::ArrowRight, "2019-04"),
        (Modifiers::NONE, Key::ArrowLeft, "2019-03"),
        (shift, Key::ArrowRight, "2020-01"),
        (shift, Key::ArrowLeft, "2019-03"),
        (Modifiers::COMMAND, Key::ArrowRight, "2019-12"),
        (Modifiers::NONE, Key::Home, "2014-01"),
        (Modifiers::NONE, Key::End, "2025-12"),
    ] {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        assert_eq!(
            harness.state().clock().tick(),
            span(tick),
            "{modifiers:?} {key:?}"
        );
        assert!(harness.get_by_label("Timeline").is_focused());
    }
    harness.key_press(Key::Space);
    harness.run();
    assert!(harness.state().session.playback.running);
}

#[test]
fn undated_records_are_counted_beside_the_axis() {
    let mut harness = harness();
    assert!(harness.query_by_label("1 undated").is_some());
    let without = FilterCommand::Keep {
        property: "kind".into(),
        value: Some("Fuzhou".into()),
        kept: false,
    };
    harness.state_mut().session.apply(Command::Filter(without));
    harness.run();
    assert!(harness.query_by_label("1 undated").is_none());
}

#[test]
fn where_nothing_has_a_date_words_stand_in_place_of_the_axis() {
    let mut session = Session::new(Settings::default());
    let document = Document {
        layers: vec![layer("Places", Lane::Histogram)],
        ..Document::default()
    };
    let rows = table(&[["Somewhere", "place", "", ""]]);
    let atlas = OpenedAtlas::new(document, [(rows, Vec::new())], None);
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    let harness = harness_of(session, WIDTH, Theme::light());
    let words = "Nothing here has a date, so there is no time to show.";
    assert!(harness.query_by_label(words).is_some());
    assert!(harness.query_by_label("Timeline").is_none());
}

#[test]
fn empty_sessions_and_tiny_panels_are_drawn() {
    for width in [0.0, 40.0, 260.0, 400.0] {
        let mut harness = harness_of(Session::new(Settings::default()), width, Theme::dark());
        harness.run_steps(5);
        let mut harness = harness_of(session(), width, Theme::light());
        harness.run_steps(5);
    }
}
