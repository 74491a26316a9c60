//! What the map and the panels say of the session, in plain words, from the data.

mod caption;
mod headline;

pub use caption::{caption_words, how_long};
pub use headline::{Headline, date_asked, headline, headline_sentence};

use crate::model::Role;
use crate::scene::mercator;

use super::{RecordRef, Session};

/// How many things of the headline layer the filters keep, whatever the clock says: "3 stations
/// match". `None` where nothing is open.
#[must_use]
pub fn kept_sentence(session: &Session) -> Option<String> {
    let id = session.document.headline_layer()?;
    let words = &session.layer(id)?.0.schema.unit;
    Some(match session.derived.layer(id)?.counts.kept() {
        0 => format!("No {} match", words.many),
        1 => format!("1 {} matches", words.one),
        n => format!("{n} {} match", words.many),
    })
}

/// What to call a record: its label, with the country where that says more.
#[must_use]
pub fn record_title(session: &Session, record: RecordRef) -> String {
    let Some((layer, data)) = session.layer(record.layer) else {
        return String::new();
    };
    let label = data.role_text(&layer.schema, Role::Label, record.row);
    let country = data.country_of(record.row);
    match (label, country) {
        (Some(label), Some(country)) if label != country && !label.contains(country) => {
            format!("{label}, {country}")
        }
        (Some(label), _) => label,
        (None, Some(country)) => country.to_owned(),
        (None, None) => format!("Record {}", record.row.0 + 1),
    }
}

/// `12,345`: digits in groups of three.
#[must_use]
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A property's name as a title: `date_evidence` becomes "Date evidence".
#[must_use]
pub fn title_from_name(name: &str) -> String {
    let spaced = name.replace(['_', '-'], " ");
    let mut chars = spaced.trim().chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// A longitude and latitude as text that can be copied: "45.4643, 9.1895" (lat, lon as people and
/// search fields write them), with the hemisphere letters.
#[must_use]
pub fn coordinates(at: mercator::World) -> String {
    let (lon, lat) = at.to_lon_lat();
    let ns = if lat < 0.0 { 'S' } else { 'N' };
    let ew = if lon < 0.0 { 'W' } else { 'E' };
    format!("{:.3}° {ns}, {:.3}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn property_names_become_titles() {
        assert_eq!(title_from_name("date_evidence"), "Date evidence");
        assert_eq!(title_from_name("église"), "Église");
        assert_eq!(title_from_name(""), "");
    }

    #[test]
    fn coordinates_name_their_hemispheres() {
        let sydney = mercator::World::from_lon_lat(151.207, -33.868);
        assert_eq!(coordinates(sydney), "33.868° S, 151.207° E");
    }
}
