//! The list of places under the search field.

use std::sync::{Arc, LazyLock};

use station_atlas::scene::basemap::Basemap;
use station_atlas::scene::gazetteer::Gazetteer;
use station_atlas::scene::mercator::World;
use station_atlas::session::command::NavigateCommand;

use super::*;

static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(&Basemap::load()));

type Bar = Harness<'static, Desk>;

/// The bar with the focus in the search field and the names of places at hand.
fn searching(size: (f32, f32)) -> Bar {
    let mut bar = open(atlas(), size, TOP_BAR);
    assert!(bar.state_mut().top_bar.wanted_places().is_none());
    press(&mut bar, "/");
    bar.run();
    let names = bar.state_mut().top_bar.wanted_places();
    let names = names.expect("the field asks for names when it is first used");
    names.get_or_init(|| Gazetteer::load(&Basemap::load()));
    assert!(bar.state_mut().top_bar.wanted_places().is_none());
    bar
}

fn search(words: &str) -> Command {
    Command::Filter(FilterCommand::Search(words.to_owned()))
}

fn fly_to(query: &str) -> Command {
    let place = PLACES.search(query, 1).remove(0);
    let at = World::from_lon_lat(place.lon, place.lat);
    Command::Navigate(NavigateCommand::FlyTo(at, place.zoom))
}

fn key(bar: &mut Bar, key: Key) {
    bar.key_press(key);
    bar.run();
}

fn words_of(bar: &Bar) -> Option<String> {
    bar.get_by_label("Search").value()
}

#[test]
fn a_place_is_chosen_by_keys_and_leaves_no_filter() {
    let mut bar = searching((1200.0, 600.0));
    press(&mut bar, "Milano");
    key(&mut bar, Key::ArrowDown);
    let option = bar.get_by_role_and_label(Role::ListBoxOption, "Fly to Milan, Italy");
    assert!(option.accesskit_node().toggled().is_some());
    key(&mut bar, Key::Enter);
    expect(&mut bar, &[search("Milano"), fly_to("milan"), search("")]);
    let flight = bar.state().session.flight.expect("it flies");
    let view = flight.destination(bar.state().session.viewport);
    let (lon, lat) = view.center.to_lon_lat();
    assert!((lon - 9.19).abs() < 0.01 && (lat - 45.46).abs() < 0.01);
    assert_eq!(words_of(&bar).as_deref(), Some(""));
    assert!(!bar.get_by_label("Search").is_focused());
    assert!(bar.query_by_label("Fly to Milan, Italy").is_none());
}

#[test]
fn a_click_on_a_place_flies_there() {
    let mut bar = searching((1200.0, 600.0));
    press(&mut bar, "Shumchun");
    click(&mut bar, "Fly to Shenzhen, China");
    expect(
        &mut bar,
        &[search("Shumchun"), fly_to("shenzhen"), search("")],
    );
    assert_eq!(words_of(&bar).as_deref(), Some(""));
}

#[test]
fn enter_without_a_choice_keeps_the_filter_and_leaves_the_field() {
    let mut bar = searching((1200.0, 600.0));
    press(&mut bar, "milan");
    assert!(bar.query_by_label("3 records match").is_some());
    for over in [Key::ArrowDown, Key::ArrowUp, Key::Enter] {
        key(&mut bar, over);
    }
    expect(&mut bar, &[search("milan")]);
    assert!(!bar.get_by_label("Search").is_focused());
    assert_eq!(words_of(&bar).as_deref(), Some("milan"));
    assert!(bar.query_by_label("Fly to Milan, Italy").is_none());
}

#[test]
fn esc_closes_the_list_then_empties_the_field() {
    let mut bar = searching((1200.0, 600.0));
    press(&mut bar, "Rome");
    assert!(bar.query_by_label("Fly to Rome, Italy").is_some());
    assert!(bar.query_by_label("No records match").is_some());
    key(&mut bar, Key::Escape);
    assert!(bar.query_by_label("Fly to Rome, Italy").is_none());
    assert!(bar.get_by_label("Search").is_focused());
    press(&mut bar, " ");
    assert!(
        bar.query_by_label("Fly to Rome, Italy").is_some(),
        "typing on opens it again"
    );
    key(&mut bar, Key::Escape);
    key(&mut bar, Key::Escape);
    expect(&mut bar, &[search("Rome"), search("Rome "), search("")]);
    assert!(!bar.get_by_label("Search").is_focused());
}

#[test]
fn names_that_come_late_are_shown_without_another_letter() {
    let mut bar = open(atlas(), (1200.0, 600.0), TOP_BAR);
    press(&mut bar, "/");
    press(&mut bar, "Italia");
    assert!(bar.query_by_label("Fly to Italy").is_none());
    let names = bar.state_mut().top_bar.wanted_places().expect("asked for");
    assert_eq!(Arc::strong_count(&names), 2);
    names.get_or_init(|| Gazetteer::load(&Basemap::load()));
    bar.run();
    assert!(bar.query_by_label("Fly to Italy").is_some());
}

#[test]
fn the_list_stays_inside_the_smallest_window() {
    let mut bar = searching((900.0, 600.0));
    press(&mut bar, "san");
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(900.0, 600.0));
    let options: Vec<egui::Rect> = bar
        .get_all_by_role(Role::ListBoxOption)
        .map(|option| option.rect())
        .collect();
    assert_eq!(options.len(), 6);
    for (above, below) in options.iter().zip(&options[1..]) {
        assert!(above.bottom() <= below.top() + 0.5);
    }
    let field = bar.get_by_label("Search").rect();
    for option in &options {
        assert!(window.contains_rect(*option) && option.top() > field.bottom());
    }
}
