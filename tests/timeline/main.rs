//! The timeline panel by what a person sees and does: labels, clicks, drags and keys, on a session
//! that is changed by nothing but the commands of the panel.

mod axis;
mod date_field;
mod overview;
mod support;
mod transport;
mod tray;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use station_atlas::scene::style::Lane;
use station_atlas::session::command::{FileCommand, OpenedAtlas};
use station_atlas::session::document::Document;
use station_atlas::session::{Command, Session, Settings};
use station_atlas::view::Theme;

use support::*;

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
