//! What lies over the window, and every panel at every size.

use super::*;

#[test]
fn about_names_versions_and_licences_and_closes() {
    let mut session = atlas();
    session.settings.about_open = true;
    let mut panel = open(session, (900.0, 900.0), |ui, ctx, _| about::show(ui, ctx));
    panel.get_by_label("Second paragraph.");
    panel.get_by_label("2026-11");
    panel.get_by_label(concat!("Station Atlas ", env!("CARGO_PKG_VERSION")));
    panel.get_by_label("MIT or Apache-2.0, at your choice");
    click(&mut panel, "Close");
    expect(&mut panel, &[Command::Show(ShowCommand::About(false))]);
    assert!(panel.query_by_label("Second paragraph.").is_none());
}

#[test]
fn the_sheet_of_keys_lists_every_action() {
    let mut session = atlas();
    session.settings.keys_open = true;
    let panel = open(session, (900.0, 1400.0), |ui, ctx, _| keys::show(ui, ctx));
    for action in ACTIONS {
        assert!(
            panel.query_all_by_label(action.title).count() > 0,
            "{}",
            action.title
        );
    }
}

#[test]
fn a_notice_goes_when_it_has_been_read() {
    let mut session = atlas();
    for title in ["First", "Second"] {
        let notice = Notice {
            title: title.to_owned(),
            text: "More words.".to_owned(),
            is_error: true,
        };
        session.apply(Command::File(FileCommand::Tell(notice)));
    }
    let mut panel = open(session, (460.0, 400.0), |ui, ctx, _| {
        notices::show(ui, ctx, ui.max_rect());
    });
    click(&mut panel, "Dismiss: First");
    expect(&mut panel, &[Command::File(FileCommand::Dismiss(0))]);
    assert!(panel.query_by_label("First").is_none());
    panel.get_by_label("Second");
}

#[test]
fn a_typed_path_is_opened() {
    let mut session = atlas();
    session.settings.path_open = true;
    let mut panel = open(session, (900.0, 500.0), |ui, ctx, states| {
        path::show(ui, ctx, states.path);
    });
    panel
        .get_by_role_and_label(Role::TextInput, "Path")
        .type_text(" '/a b.geojson' ");
    panel.run();
    panel.key_press(Key::Enter);
    panel.run();
    let paths = vec!["/a b.geojson".into()];
    expect(
        &mut panel,
        &[
            Command::File(FileCommand::Open(paths)),
            Command::Show(ShowCommand::Path(false)),
        ],
    );
}

#[test]
fn every_panel_lives_through_five_frames_at_any_size() {
    let sessions: [fn() -> Session; 3] = [
        || Session::new(Settings::default()),
        atlas,
        || with_selection(3),
    ];
    for make in sessions {
        for size in [
            (0.0, 0.0),
            (1.0, 1.0),
            (60.0, 40.0),
            (250.0, 700.0),
            (900.0, 600.0),
        ] {
            let mut session = make();
            session.settings.about_open = true;
            session.settings.keys_open = true;
            session.settings.path_open = true;
            let mut panel = open(session, size, ALL);
            panel.run_steps(5);
            expect(&mut panel, &[]);
        }
    }
}
