//! Playing, modes and steps.

use egui::accesskit::Toggled;
use egui::{Key, Rect, Role};
use egui_kittest::kittest::{NodeT, Queryable};
use station_atlas::model::time::tick::Step;
use station_atlas::query::{Mode, Within};
use station_atlas::session::command::{PlayCommand, TimeCommand};
use station_atlas::session::playback::Repeat;
use station_atlas::session::{Command, Session, Settings};
use station_atlas::view::Theme;
use station_atlas::view::timeline::{HEIGHT, TRANSPORT_WIDTH};

use crate::support::*;

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
    for _ in 0..10 {
        assert!(harness.state_mut().session.advance(0.1));
    }
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
fn speed_and_step_are_chosen_from_menus() {
    let mut harness = harness();
    click_on(&mut harness, "Speed");
    click_on(&mut harness, "60 seconds");
    assert!((harness.state().session.playback.seconds - 60.0).abs() < 0.01);
    click_on(&mut harness, "Step");
    click_on(&mut harness, "Quarter");
    assert_eq!(harness.state().clock().step(), Step::Quarter);
    let timeline = harness.get_by_label("Timeline").value();
    assert_eq!(timeline.as_deref(), Some("Q1 2019"));
}

#[test]
fn only_steps_of_use_are_offered_and_always_the_one_in_use() {
    let mut harness = harness();
    let offered = |harness: &mut egui_kittest::Harness<'_, App>| -> Vec<Step> {
        click_on(harness, "Step");
        let name = |step: &Step| station_atlas::session::words::title_from_name(step.name());
        let found = Step::ALL.into_iter().filter(|step| {
            let name = name(step);
            harness
                .query_by_role_and_label(Role::RadioButton, &name)
                .is_some()
        });
        let found = found.collect();
        click_on(harness, "Step");
        found
    };
    // Twelve years: one decade, and more hours than anyone steps through.
    let usual = [Step::Day, Step::Month, Step::Quarter, Step::Year];
    assert_eq!(offered(&mut harness), usual);
    let second = Command::Time(TimeCommand::Step(Step::Second));
    harness.state_mut().session.apply(second);
    harness.run();
    let offered = offered(&mut harness);
    assert_eq!(offered.first(), Some(&Step::Second));
}

#[test]
fn what_happens_at_the_end_is_a_menu_of_three_and_a_switch() {
    let mut harness = harness();
    let at_end = |harness: &egui_kittest::Harness<'_, App>| {
        harness
            .get_by_role_and_label(Role::ComboBox, "At the end")
            .value()
    };
    assert_eq!(at_end(&harness).as_deref(), Some("Once"));
    for (name, repeat) in [
        ("Bounce", Repeat::Bounce),
        ("Loop", Repeat::Loop),
        ("Once", Repeat::Once),
    ] {
        click_on(&mut harness, "At the end");
        let choice = harness.get_by_role_and_label(Role::RadioButton, name);
        assert_eq!(choice.accesskit_node().toggled(), Some(Toggled::False));
        choice.click();
        harness.run();
        assert_eq!(harness.state().session.playback.repeat, repeat);
        assert_eq!(at_end(&harness).as_deref(), Some(name));
    }
    click_on(&mut harness, "At the end");
    for skips in [false, true] {
        harness
            .get_by_role_and_label(Role::CheckBox, "Skip empty times")
            .click();
        harness.run();
        assert_eq!(harness.state().session.playback.skip_gaps, skips);
    }
}

#[test]
fn a_menu_opened_by_keys_takes_the_focus_and_gives_it_back() {
    let mut harness = harness();
    harness.get_by_label("Speed").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label("30 seconds").is_focused());
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!((harness.state().session.playback.seconds - 60.0).abs() < 0.01);
    assert!(harness.query_by_label("5 seconds").is_none());
    assert!(harness.get_by_label("Speed").is_focused());
}

#[test]
fn during_asks_for_existing_or_starting_and_moves_no_other_control() {
    let mut harness = harness();
    let names = [
        "Step back",
        "Play",
        "Speed",
        "At the end",
        "Up to",
        "Step",
        "Date",
    ];
    let places = |harness: &egui_kittest::Harness<'_, App>| -> Vec<Rect> {
        names.map(|name| harness.get_by_label(name).rect()).to_vec()
    };
    let before = places(&harness);
    assert!(harness.query_by_label("Starting in the window").is_none());
    click_on(&mut harness, "During");
    assert_eq!(places(&harness), before);
    for (name, within) in [
        ("Starting in the window", Within::Starting),
        ("Existing in the window", Within::Existing),
    ] {
        harness
            .get_by_role_and_label(Role::RadioButton, name)
            .click();
        harness.run();
        assert_eq!(harness.state().clock().within, within);
        assert_eq!(harness.state().clock().mode, Mode::During);
    }
}

#[test]
fn every_control_lies_in_its_block_and_none_overlap() {
    for width in [900.0, 1280.0, 3840.0] {
        let mut harness = harness_of(session(), width, Theme::dark());
        click_on(&mut harness, "During");
        let names = [
            "Step back",
            "Play",
            "Step forward",
            "Speed",
            "At the end",
            "Step",
            "Date",
            "Up to",
            "At",
            "During",
            "All time",
            "Existing in the window",
            "Starting in the window",
        ];
        let rects = names.map(|n| harness.get_by_label(n).rect());
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
fn without_any_date_the_controls_of_time_are_off() {
    let empty = Session::new(Settings::default());
    let mut harness = harness_of(empty, WIDTH, Theme::light());
    for name in ["Play", "Step back", "Up to", "Date", "Step"] {
        assert!(
            harness.get_by_label(name).accesskit_node().is_disabled(),
            "{name}"
        );
    }
    harness.get_by_label("Play").click();
    harness.run();
    assert_eq!(harness.state().asked, Vec::<String>::new());
}

#[test]
fn the_state_of_playing_is_shown_whoever_changed_it() {
    let mut harness = harness();
    let bounce = Command::Play(PlayCommand::Repeat(Repeat::Bounce));
    harness.state_mut().session.apply(bounce);
    harness.run();
    assert_eq!(
        harness.get_by_label("At the end").value().as_deref(),
        Some("Bounce")
    );
}
