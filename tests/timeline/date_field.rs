//! The typed date: what a person types, and what becomes of it.

use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use station_atlas::query::Mode;
use station_atlas::session::Command;
use station_atlas::session::command::{PlayCommand, TimeCommand};

use crate::support::*;

fn value(harness: &Harness<'_, App>) -> String {
    let field = harness.get_by_role_and_label(Role::TextInput, "Date");
    field.value().unwrap_or_default()
}

/// Focuses the field as the keyboard does, which chooses all of it, and types over it.
fn type_date(harness: &mut Harness<'_, App>, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, "Date")
        .focus();
    harness.run();
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn a_typed_date_moves_the_clock() {
    let mut harness = harness();
    assert_eq!(value(&harness), "Mar 2019");
    for (text, tick, shown) in [
        ("2017", "2017-12", "Dec 2017"),
        ("March 2018", "2018-03", "Mar 2018"),
        ("2019-Q1", "2019-03", "Mar 2019"),
        ("20 May 2016", "2016-05", "May 2016"),
        ("2016-06-20T14:05", "2016-06", "Jun 2016"),
    ] {
        type_date(&mut harness, text);
        assert_eq!(value(&harness), text);
        press(&mut harness, Key::Enter);
        assert_eq!(harness.state().clock().tick(), span(tick), "{text}");
        assert_eq!(value(&harness), shown);
        assert!(!harness.get_by_label("Date").is_focused());
    }
    assert_eq!(harness.state().clock().mode, Mode::UpTo);
}

#[test]
fn two_dates_are_a_window() {
    for text in ["2018-03/2018-09", "Mar 2018 - Sep 2018"] {
        let mut harness = harness();
        type_date(&mut harness, text);
        press(&mut harness, Key::Enter);
        let clock = harness.state().clock();
        assert_eq!(clock.mode, Mode::During);
        assert_eq!(clock.window(), span("2018-03").union(span("2018-09")));
        harness.get_by_label("Date").focus();
        harness.run();
        assert_eq!(value(&harness), "Mar 2018 - Sep 2018");
    }
}

#[test]
fn in_all_time_a_date_asks_up_to_it() {
    let mut harness = harness();
    click_on(&mut harness, "All time");
    type_date(&mut harness, "2017");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().clock().mode, Mode::UpTo);
    assert_eq!(harness.state().clock().tick(), span("2017-12"));
}

#[test]
fn what_cannot_be_read_is_said_and_stays_to_be_corrected() {
    let mut harness = harness();
    for (text, sentence) in [
        ("soon", "is not a date this program can read"),
        ("05/04/2019", "may mean"),
        ("2020 - 2018", "ends before it begins"),
    ] {
        type_date(&mut harness, text);
        press(&mut harness, Key::Enter);
        assert_eq!(value(&harness), text);
        assert!(harness.get_by_label("Date").is_focused());
        let window = harness.ctx.content_rect();
        let said = harness.get_by_label_contains(sentence).rect();
        assert!(window.contains_rect(said), "{said:?}");
        assert!(!said.intersects(harness.get_by_label("Date").rect()));
        // To correct it takes the sentence away.
        harness.event(Event::Text("!".to_owned()));
        harness.run();
        assert!(harness.query_by_label_contains(sentence).is_none());
        press(&mut harness, Key::Escape);
        assert_eq!(value(&harness), "Mar 2019");
    }
    assert_eq!(harness.state().asked, Vec::<String>::new());
}

#[test]
fn esc_and_tab_leave_without_going() {
    let mut harness = harness();
    for key in [Key::Escape, Key::Tab] {
        type_date(&mut harness, "2017");
        press(&mut harness, key);
        assert!(!harness.get_by_label("Date").is_focused());
        assert_eq!(value(&harness), "Mar 2019");
    }
    // The same text again is no wish either.
    harness.get_by_label("Date").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().asked, Vec::<String>::new());
}

#[test]
fn a_running_clock_takes_nothing_from_what_is_typed_and_enter_stops_it() {
    let mut harness = harness();
    harness
        .state_mut()
        .session
        .apply(Command::Play(PlayCommand::Run(true)));
    type_date(&mut harness, "20");
    let before = harness.state().clock();
    for _ in 0..10 {
        assert!(harness.state_mut().session.advance(0.1));
    }
    harness.run();
    assert_ne!(harness.state().clock(), before);
    assert_eq!(value(&harness), "20");
    harness.event(Event::Text("17".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().clock().tick(), span("2017-12"));
    assert!(!harness.state().session.playback.running);
}

#[test]
fn keys_in_the_field_do_not_move_the_clock() {
    let mut harness = harness();
    type_date(&mut harness, "2017");
    for key in [Key::ArrowLeft, Key::Home, Key::ArrowRight, Key::End] {
        press(&mut harness, key);
    }
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Home);
    harness.run();
    assert_eq!(harness.state().clock().tick(), span("2019-03"));
    assert_eq!(harness.state().asked, Vec::<String>::new());
}

#[test]
fn the_field_follows_the_clock() {
    let mut harness = harness();
    let on = Command::Time(TimeCommand::Forward(1));
    harness.state_mut().session.apply(on);
    harness.run();
    assert_eq!(value(&harness), "Apr 2019");
    let node = harness.get_by_label("Date");
    assert!(!node.accesskit_node().is_disabled());
}
