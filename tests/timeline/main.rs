//! The timeline panel by what a person sees and does: labels, clicks, drags and keys, on a session
//! that is changed by nothing but the commands of the panel.

mod axis;
mod date_field;
mod support;
mod transport;
mod tray;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use station_atlas::session::{Session, Settings};
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
        (Modifiers::NONE, Key::PageDown, "2020-03"),
        (Modifiers::NONE, Key::PageUp, "2019-03"),
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
fn empty_sessions_and_tiny_panels_are_drawn() {
    for width in [0.0, 40.0, 260.0, 400.0] {
        let mut harness = harness_of(Session::new(Settings::default()), width, Theme::dark());
        harness.run_steps(5);
        let mut harness = harness_of(session(), width, Theme::light());
        harness.run_steps(5);
    }
}
