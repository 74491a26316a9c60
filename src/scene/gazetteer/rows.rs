//! From the bundled rows to places.

use std::collections::HashMap;
use std::io::Read;

use super::table::NameKind::{Main, Other};
use super::{Gazetteer, Place};
use crate::scene::basemap::Basemap;
use crate::scene::labels::{CountryName, Language};
use crate::scene::mercator::World;

/// A city with its surroundings.
const CITY_ZOOM: f64 = 8.0;
/// What a country should fill, in points: the map of a small window.
const ROOM: (f64, f64) = (560.0, 400.0);
/// The nearest look at a country.
const NEAREST: f64 = 9.0;
/// A country of islands is labelled long before its main island fills the map.
const PAST_LABEL: f64 = 2.5;

/// Other names of countries, by the name on the map: in full where that is short, usual and former.
const COUNTRY_NAMES: [(&str, &str); 48] = [
    ("Antigua and Barb.", "Antigua and Barbuda"),
    ("Bosnia and Herz.", "Bosnia and Herzegovina"),
    (
        "Br. Indian Ocean Ter.",
        "British Indian Ocean Territory|Chagos",
    ),
    ("British Virgin Is.", "British Virgin Islands"),
    ("Cabo Verde", "Cape Verde"),
    ("Cayman Is.", "Cayman Islands"),
    ("Central African Rep.", "Central African Republic|CAR"),
    ("China", "People's Republic of China|PRC"),
    (
        "Congo",
        "Republic of the Congo|Republic of Congo|Congo-Brazzaville",
    ),
    ("Cook Is.", "Cook Islands"),
    ("Czechia", "Czech Republic"),
    ("Côte d'Ivoire", "Ivory Coast"),
    (
        "Dem. Rep. Congo",
        "Democratic Republic of the Congo|DR Congo|DRC|Congo-Kinshasa|Zaire",
    ),
    ("Dominican Rep.", "Dominican Republic"),
    ("Eq. Guinea", "Equatorial Guinea"),
    ("Faeroe Is.", "Faroe Islands|Faeroe Islands"),
    ("Falkland Is.", "Falkland Islands|Malvinas"),
    ("Fr. Polynesia", "French Polynesia|Tahiti"),
    (
        "Fr. S. Antarctic Lands",
        "French Southern and Antarctic Lands",
    ),
    (
        "Heard I. and McDonald Is.",
        "Heard Island and McDonald Islands",
    ),
    ("Macao", "Macau"),
    ("Marshall Is.", "Marshall Islands"),
    ("Myanmar", "Burma"),
    ("N. Cyprus", "Northern Cyprus"),
    ("N. Mariana Is.", "Northern Mariana Islands"),
    ("Netherlands", "Holland"),
    (
        "North Korea",
        "Democratic People's Republic of Korea|DPRK|Korea, North",
    ),
    ("North Macedonia", "Macedonia"),
    ("Pitcairn Is.", "Pitcairn Islands"),
    ("Russia", "Russian Federation"),
    (
        "S. Geo. and the Is.",
        "South Georgia and the South Sandwich Islands",
    ),
    ("S. Sudan", "South Sudan"),
    ("Solomon Is.", "Solomon Islands"),
    ("South Korea", "Republic of Korea|ROK|Korea"),
    ("St-Barthélemy", "Saint Barthélemy"),
    ("St-Martin", "Saint Martin"),
    ("St. Kitts and Nevis", "Saint Kitts and Nevis"),
    ("St. Pierre and Miquelon", "Saint Pierre and Miquelon"),
    ("St. Vin. and Gren.", "Saint Vincent and the Grenadines"),
    ("Timor-Leste", "East Timor"),
    ("Turkey", "Türkiye"),
    ("Turks and Caicos Is.", "Turks and Caicos Islands"),
    (
        "U.S. Virgin Is.",
        "United States Virgin Islands|US Virgin Islands",
    ),
    ("United Arab Emirates", "UAE|Emirates"),
    (
        "United Kingdom",
        "UK|Great Britain|Britain|England|Scotland|Wales|Northern Ireland",
    ),
    ("United States of America", "USA|US|America"),
    ("Vatican", "Vatican City|Holy See"),
    ("eSwatini", "Swaziland"),
];

/// The line below the H of a few names, which no bundled font has.
const MACRON_BELOW: char = '\u{331}';

/// Regions whose code has no row among the countries.
const REGIONS: [(&str, &str); 3] = [
    ("GF", "French Guiana"),
    ("RE", "Réunion"),
    ("YT", "Mayotte"),
];

/// Places that the bundled records speak of and the gazetteer, which begins at 15,000 inhabitants,
/// lacks: name, names in Chinese, code of the country, longitude, latitude. Qingtian is the point of
/// its county seat, `GeoNames` 1808761 (CC BY 4.0).
const SUPPLEMENT: [(&str, &str, &str, f64, f64); 1] = [(
    "Qingtian",
    "青田|青田县|青田縣",
    "CN",
    120.287_99,
    28.139_39,
)];

/// The text of the gazetteer's file.
pub fn unpack(bytes: &[u8]) -> std::io::Result<String> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text)?;
    Ok(text)
}

/// Adds the countries, which come in the order of their importance.
pub fn add_countries(into: &mut Gazetteer, countries: &[CountryName], basemap: &Basemap) {
    for country in countries {
        let english = country.name.get(Language::English);
        let (center, zoom) = whole(country, basemap);
        let (lon, lat) = center.to_lon_lat();
        into.add_place(Place {
            name: english.into(),
            detail: "".into(),
            population: None,
            lon,
            lat,
            zoom,
        });
        let others = COUNTRY_NAMES.iter().find(|(name, _)| *name == english);
        let others = others.into_iter().flat_map(|(_, names)| names.split('|'));
        let chinese = country.name.get(Language::Chinese);
        for name in [english, chinese, &country.italian]
            .into_iter()
            .chain(others)
        {
            into.add_name(name, Main);
        }
    }
}

/// The middle of a country and the zoom that shows it: of its parts the one with its name.
fn whole(country: &CountryName, basemap: &Basemap) -> (World, f64) {
    let (lon, lat) = country.at.to_lon_lat();
    let bounds = if country.iso.is_empty() {
        None
    } else {
        basemap.bounds_of(&country.iso, lon, lat)
    };
    let Some([x0, y0, x1, y1]) = bounds else {
        return (country.at, country.min_zoom + 1.0);
    };
    let fit = |room: f64, size: f64| (room / (256.0 * size.max(1e-6))).log2();
    let zoom = fit(ROOM.0, x1 - x0).min(fit(ROOM.1, y1 - y0));
    let center = World {
        x: f64::midpoint(x0, x1),
        y: f64::midpoint(y0, y1),
    };
    (center, zoom.min(country.min_zoom + PAST_LABEL).min(NEAREST))
}

/// Adds the cities, which come largest first, and the supplement.
pub fn add_cities(into: &mut Gazetteer, text: &str, countries: &[CountryName]) {
    let mut names: HashMap<&str, &str> = REGIONS.into_iter().collect();
    let named = countries.iter().filter(|country| !country.iso.is_empty());
    names.extend(named.map(|c| (&*c.iso, c.name.get(Language::English))));
    let country = |code: &str| names.get(code).copied().unwrap_or_default();
    for line in text.lines() {
        let row: Vec<&str> = line.split('\t').collect();
        if add_city(into, &row, &country).is_none() {
            log::error!("a row of the bundled gazetteer cannot be read: {line}");
        }
    }
    for (name, chinese, code, lon, lat) in SUPPLEMENT {
        into.add_place(Place {
            name: name.into(),
            detail: country(code).into(),
            population: None,
            lon,
            lat,
            zoom: CITY_ZOOM,
        });
        for name in chinese.split('|').chain([name]) {
            into.add_name(name, Main);
        }
    }
}

fn add_city<'a>(
    into: &mut Gazetteer,
    row: &[&str],
    country: &impl Fn(&str) -> &'a str,
) -> Option<()> {
    let &[
        name,
        code,
        lon,
        lat,
        population,
        admin1,
        chinese,
        han,
        latin,
    ] = row
    else {
        return None;
    };
    // There the codes are those that everybody writes: "Paris, TX".
    let detail = match code {
        "US" if !admin1.is_empty() => format!("{admin1}, USA"),
        _ => country(code).to_owned(),
    };
    into.add_place(Place {
        name: name.replace(MACRON_BELOW, "").into(),
        detail: detail.into(),
        population: Some(population.parse().ok()?),
        lon: lon.parse().ok()?,
        lat: lat.parse().ok()?,
        zoom: CITY_ZOOM,
    });
    into.add_name(name, Main);
    into.add_name(chinese, Main);
    for other in han.split('|').chain(latin.split('|')) {
        into.add_name(other, Other);
    }
    Some(())
}
