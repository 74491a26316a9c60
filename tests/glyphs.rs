//! No box where a letter should be: the bundled fonts have every character of the bundled data.

use skrifa::{FontRef, MetadataProvider};
use station_atlas::assets;

#[test]
fn every_character_of_the_data_has_a_glyph() {
    let texts = [
        include_str!("../data/stations.geojson"),
        include_str!("../data/operations.geojson"),
        include_str!("../data/responses.geojson"),
        include_str!("../data/context.geojson"),
        include_str!("../data/overseas-stations.atlas.json"),
        include_str!("../assets/labels.json"),
    ];
    let inter = FontRef::new(assets::INTER_REGULAR).unwrap().charmap();
    let chinese = FontRef::new(assets::NOTO_SANS_SC).unwrap().charmap();
    let mut missing: Vec<char> = texts
        .iter()
        .flat_map(|text| text.chars())
        .filter(|c| !c.is_control())
        .filter(|c| inter.map(*c).is_none() && chinese.map(*c).is_none())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    assert!(
        missing.is_empty(),
        "{missing:?}: run assets/build/build.sh fonts"
    );
}

#[test]
fn figures_have_one_width_in_every_weight() {
    for bytes in [
        assets::INTER_REGULAR,
        assets::INTER_MEDIUM,
        assets::INTER_SEMI_BOLD,
        assets::INTER_BOLD,
    ] {
        let font = FontRef::new(bytes).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::new(1000.0),
            skrifa::instance::LocationRef::default(),
        );
        let width = |c: char| {
            metrics
                .advance_width(font.charmap().map(c).unwrap())
                .unwrap()
        };
        for digit in '1'..='9' {
            assert!((width(digit) - width('0')).abs() < 0.01, "{digit}");
        }
    }
}
