//! What is left out, and how the screen says so.

use super::*;
use station_atlas::query::Undated;

#[test]
fn a_value_is_left_out_and_taken_back_by_a_click() {
    let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
    let row = panel.get_by_role_and_label(Role::CheckBox, "Red: 3 of 3");
    assert_eq!(
        row.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
    click(&mut panel, "Red: 3 of 3");
    expect(&mut panel, &[keep("kind", "red", false)]);
    let row = panel.get_by_role_and_label(Role::CheckBox, "Red: 3 of 3");
    assert_eq!(
        row.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::False)
    );
    click(&mut panel, "Red: 3 of 3");
    expect(&mut panel, &[keep("kind", "red", true)]);
}

#[test]
fn only_leaves_one_and_all_brings_the_others_back() {
    let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
    assert!(panel.query_by_label("Keep all: Kind").is_none());
    click(&mut panel, "Only Red");
    let only = FilterCommand::Only {
        property: "kind".into(),
        value: Some("red".into()),
    };
    expect(&mut panel, &[Command::Filter(only)]);
    assert!(
        panel.query_by_label("Blue: 14 of 15").is_some(),
        "its own choice is not counted"
    );
    click(&mut panel, "Keep all: Kind");
    expect(
        &mut panel,
        &[Command::Filter(FilterCommand::KeepAll("kind".into()))],
    );
    assert!(panel.query_by_label("Keep all: Kind").is_none());
}

#[test]
fn a_long_list_is_folded_and_can_be_searched() {
    let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
    assert!(panel.query_by_label("Country 7: 1 of 1").is_none());
    click(&mut panel, "Show all 15: Country");
    assert!(panel.query_by_label("Country 7: 1 of 1").is_some());
    click(&mut panel, "Show fewer: Country");
    panel
        .get_by_role_and_label(Role::TextInput, "Find in country")
        .focus();
    panel.run();
    panel
        .get_by_role_and_label(Role::TextInput, "Find in country")
        .type_text("PORT");
    panel.run();
    assert!(panel.query_by_label("Portugal: 0 of 1").is_some());
    assert!(panel.query_by_label("Spain: 2 of 2").is_none());
    expect(&mut panel, &[]);
}

#[test]
fn words_for_a_list_that_is_gone_leave_nothing_out() {
    for is_same_session in [true, false] {
        let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
        let label = "Find in country";
        panel.get_by_role_and_label(Role::TextInput, label).focus();
        panel.run();
        panel
            .get_by_role_and_label(Role::TextInput, label)
            .type_text("port");
        panel.run();
        assert!(panel.query_by_label("Spain: 2 of 2").is_none());
        if !is_same_session {
            // The same numbers of layers as before: only the length of the list has changed.
            panel.state_mut().session = Session::new(Settings::default());
        }
        panel.state_mut().session.apply(atlas_of(2));
        panel.run();
        assert!(panel.query_by_label(label).is_none());
        assert!(panel.query_by_label("Spain: 2 of 2").is_some());
        panel.state_mut().session.apply(atlas_of(12));
        panel.run();
        let field = panel.get_by_role_and_label(Role::TextInput, label);
        assert_eq!(field.value().as_deref(), Some(""), "other layers");
    }
}

#[test]
fn layers_and_undated_rows_are_shown_on_request() {
    let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
    click(&mut panel, "Stations: 17 of 18");
    click(&mut panel, "Stations: 0 of 18");
    assert!(panel.query_by_label("Hide undated").is_some());
    click(&mut panel, "Show undated");
    let id = panel.state().session.document.layers[0].id;
    let commands = [
        FilterCommand::Layer(id, false),
        FilterCommand::Layer(id, true),
        FilterCommand::Undated(Undated::Show),
    ];
    expect(&mut panel, &commands.map(Command::Filter));
    assert!(panel.query_by_label("Stations: 18 of 18").is_some());
}

#[test]
fn reset_is_there_when_there_is_something_to_reset() {
    let mut panel = open(atlas(), (250.0, 1200.0), FILTERS);
    assert!(panel.query_by_label("Reset filters").is_none());
    click(&mut panel, "Only Red");
    click(&mut panel, "Reset filters");
    panel.state_mut().log.remove(0);
    expect(&mut panel, &[Command::Filter(FilterCommand::Reset)]);
    assert!(panel.query_by_label("Reset filters").is_none());
}

#[test]
fn chips_name_the_filters_and_take_them_away() {
    let mut session = atlas();
    session.apply(keep("kind", "red", false));
    session.apply(Command::Filter(FilterCommand::Search("note".to_owned())));
    let mut panel = open(session, (600.0, 200.0), |ui, ctx, _| {
        filters::chips(ui, ctx);
    });
    click(&mut panel, "Clear the search “note”");
    click(&mut panel, "Keep all: Kind");
    let commands = [
        FilterCommand::Search(String::new()),
        FilterCommand::KeepAll("kind".into()),
    ];
    expect(&mut panel, &commands.map(Command::Filter));
    assert!(panel.query_by_label("Reset filters").is_none());
}

#[test]
fn the_map_says_when_the_filters_leave_nothing() {
    let mut session = atlas();
    let draw: Draw = |ui, ctx, _| filters::nothing_left(ui, ctx);
    let panel = open(atlas(), (600.0, 200.0), draw);
    assert!(panel.query_by_label_contains("No record").is_none());
    session.apply(Command::Filter(FilterCommand::Search(
        "no such word".to_owned(),
    )));
    let mut panel = open(session, (600.0, 200.0), draw);
    panel.get_by_label_contains("No record");
    click(&mut panel, "Reset filters");
    expect(&mut panel, &[Command::Filter(FilterCommand::Reset)]);
    assert!(panel.query_by_label_contains("No record").is_none());
}
