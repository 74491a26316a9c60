//! The tray of what has no date.

use egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use station_atlas::model::{RowId, Schema};
use station_atlas::query::{Mode, Undated};
use station_atlas::scene::style::Lane;
use station_atlas::session::command::{
    FileCommand, FilterCommand, OpenedAtlas, OpenedLayer, ShowCommand,
};
use station_atlas::session::{Command, Document, LayerId, RecordRef, Session, Settings};
use station_atlas::view::Theme;
use station_atlas::view::timeline::tray;

use crate::support::*;

const STATEMENT: &str = "Undated records";

/// As many undated stations as asked for, one with a date that is none, and two that are dated.
fn session_of(n_undated: usize) -> Session {
    let mut rows = vec![
        ["Milan", "Wenzhou", "2016-05", ""],
        ["Bad date", "Wenzhou", "21/13/2019", ""],
        ["Prague", "Qingtian", "2018-09-28", ""],
    ];
    let names: Vec<String> = (0..n_undated).map(|i| format!("Nowhere {i}")).collect();
    rows.extend(names.iter().map(|name| [name.as_str(), "Fuzhou", "", ""]));
    let document = Document {
        layers: vec![
            layer("Stations", Lane::Histogram),
            layer("Responses", Lane::Ticks),
        ],
        clock: clock_at("2019-03", "2018"),
        axis_home: Some(span("2014").union(span("2025"))),
        ..Document::default()
    };
    let responses = table(&[
        ["Statement", "statement", "2022-10-26", ""],
        ["Vague", "", "", ""],
    ]);
    let tables = [table(&rows), responses].map(|table| (table, Vec::new()));
    let mut session = Session::new(Settings::default());
    let atlas = OpenedAtlas::new(document, tables, None);
    session.apply(Command::File(FileCommand::AtlasRead(Box::new(atlas))));
    session
}

fn tall(session: Session) -> Harness<'static, App> {
    harness_sized(session, egui::vec2(WIDTH, 720.0), Theme::light())
}

fn undated(harness: &Harness<'_, App>) -> Undated {
    harness.state().session.document.undated
}

fn selected(harness: &Harness<'_, App>) -> Option<u32> {
    harness.state().session.selection.map(|record| record.row.0)
}

#[test]
fn the_button_counts_all_shown_layers_also_on_a_narrow_timeline() {
    for width in [400.0, 900.0, WIDTH] {
        let mut harness = harness_of(session_of(3), width, Theme::light());
        let button = harness.get_by_role_and_label(Role::Button, "5 undated");
        assert_eq!(button.value().as_deref(), Some("hidden"));
        assert!(axis(&harness).contains_rect(button.rect()));
        let id = harness.state().session.document.layers[0].id;
        let hide = Command::Filter(FilterCommand::Layer(id, false));
        harness.state_mut().session.apply(hide);
        harness.run();
        assert!(harness.query_by_label("1 undated").is_some());
    }
}

#[test]
fn without_anything_undated_there_is_no_tray() {
    let mut harness = harness();
    assert!(harness.query_by_label("1 undated").is_some());
    let without = FilterCommand::Keep {
        property: "kind".into(),
        value: Some("Fuzhou".into()),
        kept: false,
    };
    harness.state_mut().session.apply(Command::Filter(without));
    harness.run();
    assert!(harness.query_by_label_contains("undated").is_none());
}

#[test]
fn the_tray_tells_how_much_of_what_and_offers_three_ways_to_draw_it() {
    let mut harness = tall(session_of(3));
    click_on(&mut harness, "5 undated");
    assert!(harness.query_by_label("Stations: 4 of 6").is_some());
    assert!(harness.query_by_label("Responses: 1 of 2").is_some());
    assert_eq!(undated(&harness), Undated::Hide, "never on by accident");
    for (name, choice, word) in [
        ("Undated as ghosts", Undated::Ghost, "ghosts"),
        ("Show undated", Undated::Show, "shown"),
        ("Hide undated", Undated::Hide, "hidden"),
    ] {
        harness
            .get_by_role_and_label(Role::RadioButton, name)
            .click();
        harness.run();
        assert_eq!(undated(&harness), choice);
        let button = harness.get_by_role_and_label(Role::Button, "5 undated");
        assert_eq!(button.value().as_deref(), Some(word));
    }
}

#[test]
fn the_list_says_why_and_a_click_selects() {
    let mut harness = tall(session_of(3));
    let fold = Command::Show(ShowCommand::Details(false));
    harness.state_mut().session.apply(fold);
    harness.run();
    click_on(&mut harness, "5 undated");
    let bad = harness.get_by_role_and_label(
        Role::ListBoxOption,
        "Bad date: start: “21/13/2019” names a month that does not exist.",
    );
    bad.click();
    harness.run();
    assert_eq!(selected(&harness), Some(1));
    assert!(harness.state().session.settings.details_open);
    assert!(
        harness
            .query_by_label("Nowhere 0: No date in the file.")
            .is_some()
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(STATEMENT).is_none());
}

#[test]
fn the_list_is_laid_out_only_where_it_is_seen_and_keys_reach_its_end() {
    let mut harness = tall(session_of(20_000));
    egui::Popup::open_id(&harness.ctx, tray::popup_id());
    harness.run();
    let list = harness.get_by_role_and_label(Role::ListBox, STATEMENT);
    assert!(list.is_focused());
    let laid_out =
        |harness: &Harness<'_, App>| harness.query_all_by_role(Role::ListBoxOption).count();
    assert!(
        (3..12).contains(&laid_out(&harness)),
        "{}",
        laid_out(&harness)
    );
    for (key, row) in [
        (Key::ArrowDown, 3),
        (Key::ArrowDown, 4),
        (Key::ArrowUp, 3),
        (Key::PageDown, 9),
    ] {
        harness.key_press(key);
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(selected(&harness), Some(row), "{key:?}");
    }
    harness.key_press(Key::End);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let last = harness.state().session.selection;
    let layers = &harness.state().session.document.layers;
    let vague = RecordRef {
        layer: layers[1].id,
        row: RowId(1),
    };
    assert_eq!(last, Some(vague));
    assert!(
        harness
            .query_by_label("Vague: No date in the file.")
            .is_some(),
        "it is in view"
    );
    assert!(laid_out(&harness) < 12);
    harness.key_press(Key::Home);
    harness.run();
    assert!(harness.query_by_label_contains("Bad date").is_some());
}

#[test]
fn the_button_is_reached_and_left_by_keys() {
    let mut harness = tall(session_of(3));
    harness.get_by_label("Overview of all time").focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("5 undated").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label(STATEMENT).is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(STATEMENT).is_none());
    assert!(harness.get_by_label("5 undated").is_focused());
}

#[test]
fn a_file_without_any_date_is_shown_and_the_tray_says_so() {
    let rows = table(&[["A", "x", "", ""], ["B", "y", "", ""], ["C", "x", "", ""]]);
    let schema: Schema = layer("x", Lane::Histogram).schema;
    let opened = OpenedLayer::new("places.geojson".to_owned(), rows, schema, Vec::new());
    let mut session = Session::new(Settings::default());
    session.apply(Command::File(FileCommand::LayerRead(Box::new(opened))));
    assert_eq!(session.document.clock.mode, Mode::AllTime);
    assert_ne!(session.document.layers[0].id, LayerId(u32::MAX));
    let mut harness = tall(session);
    let button = harness.get_by_role_and_label(Role::Button, "3 undated");
    assert_eq!(button.value().as_deref(), Some("shown"));
    button.click();
    harness.run();
    let sentence = "No record of this file has a date: all 3 are shown.";
    assert!(harness.query_by_label(sentence).is_some());
}
