use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static MAP: LazyLock<Basemap> = LazyLock::new(Basemap::load);
static PLACES: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(&MAP));

fn titles(query: &str) -> Vec<String> {
    let places = PLACES.search(query, 6);
    places.iter().map(Place::title).collect()
}

#[track_caller]
fn first(query: &str) -> Place {
    let mut found = PLACES.search(query, 1);
    found.pop().unwrap_or_else(|| panic!("{query} is nowhere"))
}

#[test]
fn every_row_of_the_bundled_file_becomes_a_place() {
    let text = rows::unpack(crate::assets::GAZETTEER).expect("the bundled file is whole");
    let n_countries = LabelTables::load(&MAP).countries.len();
    let supplement = 1;
    assert_eq!(
        PLACES.places.len(),
        n_countries + text.lines().count() + supplement
    );
    for place in &PLACES.places {
        let is_on_earth = place.lon.abs() <= 180.0 && place.lat.abs() <= 90.0;
        assert!(is_on_earth && place.zoom.is_finite(), "{place:?}");
        assert!(
            place.population.is_none() || !place.detail.is_empty(),
            "{place:?} is in no country"
        );
    }
}

#[test]
fn names_in_other_languages_lead_to_the_same_city() {
    for (query, title) in [
        ("Milan", "Milan, Italy"),
        ("milano", "Milan, Italy"),
        ("米兰", "Milan, Italy"),
        ("Peking", "Beijing, China"),
        ("北京", "Beijing, China"),
        ("深圳", "Shenzhen, China"),
        ("SHENZHEN", "Shenzhen, China"),
        ("青田", "Qingtian, China"),
        ("Xi'an", "Xi’an, China"),
        ("Can Tho", "Cần Thơ, Vietnam"),
        ("Łódź", "Łódź, Poland"),
        ("lodz", "Łódź, Poland"),
        ("holon", "Holon, Israel"),
        ("意大利", "Italy"),
        ("Italia", "Italy"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("USA", "United States of America"),
    ] {
        assert_eq!(first(query).title(), title, "{query}");
    }
}

#[test]
fn the_whole_name_comes_before_its_beginnings_and_those_before_later_words() {
    let paris = titles("paris");
    assert_eq!(paris[0], "Paris, France");
    assert_eq!(paris[1], "Paris, TX, USA");
    let york = titles("york");
    let at = |title: &str| york.iter().position(|t| t.starts_with(title));
    assert_eq!(at("York, United Kingdom"), Some(0), "{york:?}");
    assert_eq!(titles("new york ci")[0], "New York City, NY, USA");
    let later = titles("angeles");
    assert!(
        later.iter().any(|t| t.starts_with("Los Angeles")),
        "{later:?}"
    );
}

#[test]
fn a_country_comes_before_cities_that_fit_as_well() {
    assert_eq!(titles("georgia")[0], "Georgia");
    assert_eq!(titles("chi")[..2], ["China", "Chile"]);
    assert_eq!(titles("ital")[0], "Italy");
}

#[test]
fn of_cities_that_fit_alike_the_larger_comes_first() {
    let found = PLACES.search("kar", 40);
    let cities: Vec<u64> = found.iter().filter_map(|p| p.population).collect();
    assert!(cities.len() > 20);
    assert!(cities.is_sorted_by(|a, b| a >= b), "{cities:?}");
}

#[test]
fn one_latin_letter_is_too_little_and_one_chinese_character_is_not() {
    assert_eq!(titles("m"), Vec::<String>::new());
    assert_eq!(titles(" m. "), Vec::<String>::new());
    assert_eq!(titles(""), Vec::<String>::new());
    assert!(!titles("沪").is_empty());
    assert_eq!(PLACES.search("mi", 0), []);
}

#[test]
fn a_country_is_shown_whole_and_a_city_near() {
    assert!((first("milan").zoom - 8.0).abs() < f64::EPSILON);
    let zoom = |name: &str| {
        let place = first(name);
        assert!(place.population.is_none(), "{name} is a country");
        place.zoom
    };
    assert!(zoom("russia") < 2.6 && zoom("china") < zoom("italy"));
    assert!(zoom("italy") < zoom("luxembourg") && zoom("luxembourg") < 9.1);
    // Long and narrow: its height counts.
    assert!(zoom("chile") < 4.0, "{}", zoom("chile"));
    let chile = first("chile");
    assert!((-45.0..-30.0).contains(&chile.lat), "{chile:?}");
}

#[test]
fn no_place_is_named_twice() {
    for query in ["paris", "mexico", "sing", "lux", "mo"] {
        let mut found = PLACES.search(query, 50);
        let n = found.len();
        found.dedup();
        assert_eq!(found.len(), n, "{query}");
    }
}

proptest! {
    #[test]
    fn any_query_is_answered(query in ".{0,24}", limit in 0_usize..9) {
        prop_assert!(PLACES.search(&query, limit).len() <= limit);
    }

    #[test]
    fn every_beginning_of_a_name_finds_something(i in 0_usize..30_000, cut in 2_usize..12) {
        let name: String = PLACES.places[i].name.chars().take(cut).collect();
        if is_long_enough(&key(&name)) {
            prop_assert!(!PLACES.search(&name, 6).is_empty(), "{}", name);
        }
    }
}
