//! Where in the world is that: countries and cities by any of their names, for the search field.
//!
//! All names stand folded in one sorted table, so that a prefix is a range of it and a search takes
//! well under a millisecond. Making the table takes some tenths of a second: do it on a thread.

mod rows;
mod table;
#[cfg(test)]
mod tests;

use crate::query::evaluate::fold;
use crate::scene::basemap::Basemap;
use crate::scene::labels::LabelTables;
use table::{NameKind, NameTable};

/// A country or a city that a search has found.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// Its name in English.
    pub name: Box<str>,
    /// The country of a city, with the state where that is in the United States; empty for a
    /// country.
    pub detail: Box<str>,
    /// The inhabitants of a city.
    pub population: Option<u64>,
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// The zoom that shows it whole, or a city with its surroundings.
    pub zoom: f64,
}

impl Place {
    /// "Milan, Italy".
    #[must_use]
    pub fn title(&self) -> String {
        if self.detail.is_empty() {
            self.name.to_string()
        } else {
            format!("{}, {}", self.name, self.detail)
        }
    }
}

/// Countries and cities, with a table of all their names.
#[derive(Default, Debug)]
pub struct Gazetteer {
    /// Countries first, then cities, the largest first: of two that fit alike, the earlier one.
    places: Vec<Place>,
    names: NameTable,
}

impl Gazetteer {
    /// The bundled places; the map says how large the countries are.
    #[must_use]
    pub fn load(basemap: &Basemap) -> Self {
        let rows = rows::unpack(crate::assets::GAZETTEER).unwrap_or_else(|error| {
            // A test reads the bundled bytes; without cities the countries are still found.
            log::error!("the bundled gazetteer cannot be read: {error}");
            String::new()
        });
        let mut gazetteer = Self::default();
        let countries = LabelTables::load(basemap).countries;
        rows::add_countries(&mut gazetteer, &countries, basemap);
        rows::add_cities(&mut gazetteer, &rows, &countries);
        gazetteer.names.finish();
        gazetteer
    }

    /// Up to `limit` places, the best first: those named just so, then those whose name begins so,
    /// then those of which a later word does; countries before cities, large cities before small.
    ///
    /// Case, accents and punctuation do not matter. A name in Latin letters is looked for from the
    /// second letter on, one in Chinese characters from the first.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Place> {
        let query = key(query);
        if !is_long_enough(&query) {
            return Vec::new();
        }
        let mut hits = self.names.hits(&query);
        hits.sort_unstable();
        let mut found: Vec<u32> = Vec::new();
        for (_, place) in hits {
            if found.len() >= limit {
                break;
            }
            if !found.contains(&place) {
                found.push(place);
            }
        }
        let places = found.iter().filter_map(|i| self.places.get(*i as usize));
        places.cloned().collect()
    }

    /// Adds a place; its names follow with [`Self::add_name`].
    fn add_place(&mut self, place: Place) {
        self.places.push(place);
    }

    /// Adds a name of the last place.
    fn add_name(&mut self, name: &str, kind: NameKind) {
        if let Some(last) = self.places.len().checked_sub(1) {
            self.names.add(&key(name), last as u32, kind);
        }
    }
}

/// A name as the table has it: folded letters and digits, single spaces between words.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            key.push(c);
        } else if (c.is_whitespace() || matches!(c, '-' | '–' | '/')) && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.trim().to_owned()
}

fn is_long_enough(key: &str) -> bool {
    key.chars().count() > 1 || key.chars().any(is_han)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
