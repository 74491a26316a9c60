//! The bar on top, and the keys of the whole window.

use station_atlas::query::{Undated, Within};
use station_atlas::session::command::{Direction, PlayCommand};
use station_atlas::session::playback::Repeat;

use super::*;

#[test]
fn search_is_reached_by_its_key_and_answers_each_letter() {
    let mut bar = open(with_selection(0), (1200.0, 60.0), TOP_BAR);
    press(&mut bar, "/");
    let field = bar.get_by_role_and_label(Role::TextInput, "Search");
    assert!(field.is_focused());
    expect(&mut bar, &[]);
    press(&mut bar, "m");
    press(&mut bar, "/");
    let search = |words: &str| Command::Filter(FilterCommand::Search(words.to_owned()));
    expect(&mut bar, &[search("m"), search("m/")]);
    for _ in 0..2 {
        // The list under the field, then the field.
        bar.key_press(Key::Escape);
        bar.run();
    }
    expect(&mut bar, &[search("")]);
    assert!(
        bar.state().session.selection.is_some(),
        "Esc was for the field"
    );
    bar.key_press(Key::Escape);
    bar.run();
    expect(&mut bar, &[Command::Select(SelectCommand::Escape)]);
}

#[test]
fn a_reset_elsewhere_empties_the_search_field() {
    let mut session = atlas();
    session.apply(Command::Filter(FilterCommand::Search("milan".to_owned())));
    let mut bar = open(session, (1200.0, 60.0), TOP_BAR);
    expect(&mut bar, &[]);
    assert_eq!(bar.get_by_label("Search").value().as_deref(), Some("milan"));
    bar.state_mut()
        .session
        .apply(Command::Filter(FilterCommand::Reset));
    bar.run();
    assert_eq!(bar.get_by_label("Search").value().as_deref(), Some(""));
    expect(&mut bar, &[]);
}

#[test]
fn the_bar_opens_files_and_about_and_changes_the_look() {
    let mut bar = open(atlas(), (1200.0, 400.0), TOP_BAR);
    click(&mut bar, "Open…");
    click(&mut bar, "Appearance");
    click(&mut bar, "Dark");
    click(&mut bar, "Reduced motion");
    click(&mut bar, "Appearance");
    click(&mut bar, "About");
    expect(
        &mut bar,
        &[
            Command::File(FileCommand::Ask),
            Command::Show(ShowCommand::Theme(
                station_atlas::session::ThemeChoice::Dark,
            )),
            Command::Show(ShowCommand::ReducedMotion(true)),
            Command::Show(ShowCommand::About(true)),
        ],
    );
}

#[test]
fn an_online_map_is_a_choice_and_shows() {
    let mut bar = open(atlas(), (1200.0, 500.0), TOP_BAR);
    let mark = "Online map: requests leave this machine";
    assert!(bar.query_by_label(mark).is_none());
    click(&mut bar, "Map");
    click(&mut bar, "OpenStreetMap");
    let ground = station_atlas::session::Ground::Online {
        template: top_bar::OSM_TEMPLATE.to_owned(),
        attribution: "© OpenStreetMap contributors".to_owned(),
    };
    expect(&mut bar, &[Command::Show(ShowCommand::Ground(ground))]);
    assert!(bar.query_by_label(mark).is_some());
    click(&mut bar, "Map");
    click(&mut bar, "Bundled map");
    assert!(bar.query_by_label(mark).is_none());
}

#[test]
fn keys_move_the_clock_but_not_while_typing() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    let forward = |n| Command::Time(TimeCommand::Forward(n));
    bar.key_press(Key::ArrowRight);
    bar.run();
    bar.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    bar.run();
    bar.key_press(Key::Num3);
    bar.run();
    expect(
        &mut bar,
        &[
            forward(1),
            forward(-10),
            Command::Time(TimeCommand::Mode(Mode::During)),
        ],
    );
    bar.get_by_label("Search").focus();
    bar.run();
    for key in [Key::ArrowRight, Key::Num1, Key::Space, Key::F] {
        bar.key_press(key);
        bar.run();
    }
    expect(&mut bar, &[]);
}

#[test]
fn a_digit_counts_once_however_the_keyboard_makes_it() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    let during = || Command::Time(TimeCommand::Mode(Mode::During));
    press(&mut bar, "3");
    expect(&mut bar, &[during()]);
    // As French keyboards send it, Shift and the key of the digit; then as the others do.
    for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
        let key = Event::Key {
            key: Key::Num3,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        };
        let both = [key, Event::Text("3".to_owned())];
        bar.input_mut().events.extend(both);
        bar.run();
        expect(&mut bar, &[during()]);
    }
}

#[test]
fn presses_of_one_frame_act_in_the_order_in_which_they_were_typed() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    let press = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let time = Command::Time;
    let typed = [Key::Num1, Key::Home, Key::Space].map(press);
    bar.input_mut().events.extend(typed);
    bar.run();
    let begins = [
        time(TimeCommand::Mode(Mode::UpTo)),
        time(TimeCommand::ToEnd(Direction::Back)),
        Command::Play(PlayCommand::Run(true)),
    ];
    expect(&mut bar, &begins);
    assert!(bar.state().session.playback.running);
    // A step stops the clock, so the space after it lets it run on; the one before stopped it.
    let typed = [Key::Space, Key::ArrowRight, Key::Space, Key::Space].map(press);
    bar.input_mut().events.extend(typed);
    bar.run();
    let run = |running| Command::Play(PlayCommand::Run(running));
    let wanted = [
        run(false),
        time(TimeCommand::Forward(1)),
        run(true),
        run(false),
    ];
    expect(&mut bar, &wanted);
}

#[test]
fn what_is_typed_after_a_key_that_leads_into_a_field_is_for_the_field() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    let text = |text: &str| Event::Text(text.to_owned());
    bar.input_mut().events.extend([text("/"), text("1")]);
    bar.run();
    let search = Command::Filter(FilterCommand::Search("1".to_owned()));
    expect(&mut bar, &[search]);
}

#[test]
fn keys_choose_how_playing_ends_how_during_asks_and_what_is_undated() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    let key = |bar: &mut Harness<'_, Desk>, modifiers, key| {
        bar.key_press_modifiers(modifiers, key);
        bar.run();
    };
    let (none, shift) = (Modifiers::NONE, Modifiers::SHIFT);
    // Without the mode During there is nothing to ask.
    key(&mut bar, none, Key::W);
    expect(&mut bar, &[]);
    for press in [Key::Num3, Key::W, Key::W] {
        key(&mut bar, none, press);
    }
    let within = |within| Command::Time(TimeCommand::Within(within));
    let during = Command::Time(TimeCommand::Mode(Mode::During));
    expect(
        &mut bar,
        &[during, within(Within::Starting), within(Within::Existing)],
    );
    for _ in 0..3 {
        key(&mut bar, none, Key::P);
    }
    key(&mut bar, shift, Key::P);
    let repeat = |repeat| Command::Play(PlayCommand::Repeat(repeat));
    let wanted = [
        repeat(Repeat::Loop),
        repeat(Repeat::Bounce),
        repeat(Repeat::Once),
        Command::Play(PlayCommand::SkipGaps(false)),
    ];
    expect(&mut bar, &wanted);
    for _ in 0..3 {
        key(&mut bar, none, Key::U);
    }
    let undated = [Undated::Ghost, Undated::Show, Undated::Hide];
    let wanted = undated.map(|undated| Command::Filter(FilterCommand::Undated(undated)));
    expect(&mut bar, &wanted);
}

#[test]
fn the_sheet_of_keys_shows_every_action_without_scrolling() {
    for size in [(1280.0, 720.0), (900.0, 600.0)] {
        let mut window = open(atlas(), size, ALL);
        press(&mut window, "?");
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
        for action in ACTIONS {
            let rows: Vec<egui::Rect> = window
                .query_all_by_role_and_label(Role::Label, action.title)
                .map(|row| row.rect())
                .collect();
            let seen = rows
                .iter()
                .any(|row| screen.shrink(20.0).contains_rect(*row));
            assert!(seen, "{} at {size:?}: {rows:?}", action.title);
        }
    }
}

#[test]
fn keys_fold_the_side_panels_and_fly_home() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    for key in [Key::L, Key::I, Key::L, Key::H] {
        bar.key_press(key);
        bar.run();
    }
    expect(
        &mut bar,
        &[
            Command::Show(ShowCommand::Filters(false)),
            Command::Show(ShowCommand::Details(false)),
            Command::Show(ShowCommand::Filters(true)),
            Command::Navigate(NavigateCommand::Home),
        ],
    );
}

#[test]
fn arrows_and_space_belong_to_a_focused_widget_first() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    bar.get_by_label("About").focus();
    bar.run();
    bar.key_press(Key::Space);
    bar.run();
    expect(&mut bar, &[Command::Show(ShowCommand::About(true))]);
    bar.key_press(Key::ArrowRight);
    bar.run();
    expect(&mut bar, &[]);
}

#[test]
fn a_card_over_the_window_keeps_the_keys_to_itself() {
    let mut bar = open(atlas(), (1200.0, 60.0), TOP_BAR);
    press(&mut bar, "?");
    bar.key_press(Key::ArrowRight);
    bar.run();
    press(&mut bar, "+");
    press(&mut bar, "?");
    let keys = |open| Command::Show(ShowCommand::Keys(open));
    expect(&mut bar, &[keys(true), keys(false)]);
}
