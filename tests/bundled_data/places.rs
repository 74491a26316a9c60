//! Every point of a city or region lies in its country, or so near that a coarse coast explains it.

use station_atlas::scene::basemap::{Basemap, Country};

use crate::{LAYERS, features, text};

/// How far outside a point may lie, in degrees.
const NEAR: f64 = 0.3;

#[test]
fn every_located_point_lies_in_its_country() {
    let map = Basemap::load();
    let mut n_checked = 0;
    for layer in LAYERS {
        for feature in features(layer) {
            let Some(point) = feature["geometry"]["coordinates"].as_array() else {
                continue;
            };
            let code = text(&feature, "country_code");
            // The European Union is no country of the map.
            if code == "EU" {
                continue;
            }
            let (lon, lat) = (point[0].as_f64().unwrap(), point[1].as_f64().unwrap());
            let countries: Vec<Country<'_>> = map.countries().filter(|c| c.iso() == code).collect();
            assert!(!countries.is_empty(), "no country {code} on the map");
            let id = text(&feature, "id");
            assert!(
                is_near(&countries, lon, lat),
                "{id} ({lon}, {lat}) is not in {code}"
            );
            n_checked += 1;
        }
    }
    assert!(n_checked > 200, "{n_checked}");
}

fn is_near(countries: &[Country<'_>], lon: f64, lat: f64) -> bool {
    let within = |lon, lat| countries.iter().any(|c| c.contains(lon, lat));
    let around = (1..=6).flat_map(|ring| {
        let distance = NEAR * f64::from(ring) / 6.0;
        (0..24).map(move |i| {
            let angle = f64::from(i) * std::f64::consts::TAU / 24.0;
            (distance * angle.cos(), distance * angle.sin())
        })
    });
    within(lon, lat)
        || around
            .into_iter()
            .any(|(dx, dy)| within(lon + dx, lat + dy))
}
