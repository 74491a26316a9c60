//! What the map and the panels say of the session, in plain words, from the data.

use crate::model::time::tick::Step;
use crate::model::{Role, Span, State};
use crate::query::{Mode, Within};
use crate::scene::mercator;

use super::{RecordRef, Session};

/// The words on the map.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// What the clock asks: "Reported up to".
    pub question: String,
    /// When: "March 2019".
    pub date: String,
    /// How many: numbers and words by turns, the numbers to be set in bold.
    pub counts: Vec<(String, String)>,
}

/// The headline of the session.
#[must_use]
pub fn headline(session: &Session) -> Headline {
    let clock = &session.document.clock;
    let question = match clock.mode {
        Mode::UpTo => "Reported up to",
        Mode::At => "Reported as existing in",
        Mode::During => match clock.within {
            Within::Existing => "Reported as existing within",
            Within::Starting => "Reported as starting within",
        },
        Mode::AllTime => "Reported at any time",
    };
    let date = match clock.mode {
        Mode::UpTo | Mode::At => clock.step().label(clock.tick()),
        Mode::During => {
            let first = clock.step().tick_containing(clock.window().start);
            format!(
                "{} – {}",
                clock.step().label(first),
                clock.step().label(clock.tick())
            )
        }
        Mode::AllTime => "All time".to_owned(),
    };
    Headline {
        question: question.to_owned(),
        date,
        counts: counts(session),
    }
}

fn counts(session: &Session) -> Vec<(String, String)> {
    let counts = session.derived.headline;
    let Some((layer, _)) = session
        .document
        .headline_layer()
        .and_then(|id| session.layer(id))
    else {
        return Vec::new();
    };
    if !layer.visible {
        return vec![(String::new(), format!("{} are hidden", layer.title))];
    }
    let unit = |n: u64| {
        let words = &layer.schema.unit;
        if n == 1 {
            words.one.to_string()
        } else {
            words.many.to_string()
        }
    };
    let clock = &session.document.clock;
    let there = counts.there(clock);
    let mut parts = vec![(number(there), unit(there))];
    if counts.countries > 0 {
        let word = if counts.countries == 1 {
            "country"
        } else {
            "countries"
        };
        if let Some(last) = parts.last_mut() {
            last.1.push_str(" in");
        }
        parts.push((counts.countries.to_string(), word.to_owned()));
    }
    let one_or_many = |state, one, many| if counts.of(state) == 1 { one } else { many };
    let over = if clock.draws(State::Over) {
        "since over"
    } else {
        "over"
    };
    for (state, words) in [
        (State::Possibly, "more possibly"),
        (State::ReportedClosed, "since reported closed"),
        (State::PossiblyOver, "possibly over"),
        (State::Over, over),
        (State::Earlier, "started earlier"),
        (State::DocumentedLater, "first documented later"),
        (
            State::Before,
            one_or_many(State::Before, "starts later", "start later"),
        ),
        (State::Undated, "undated"),
    ] {
        let n = counts.of(state);
        if n > 0 {
            parts.push((format!("·\u{a0}{}", number(n)), words.to_owned()));
        }
    }
    parts
}

/// The headline as one sentence, for tests, stills and screen readers.
#[must_use]
pub fn headline_sentence(session: &Session) -> String {
    let headline = headline(session);
    let counts: Vec<String> = headline
        .counts
        .iter()
        .map(|(n, words)| format!("{n} {words}"))
        .collect();
    if session.document.clock.mode == Mode::AllTime {
        return format!("{}: {}", headline.question, counts.join(" "));
    }
    format!(
        "{} {}: {}",
        headline.question,
        headline.date,
        counts.join(" ")
    )
}

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

/// A step that cuts a span into a useful number of ticks.
#[must_use]
pub fn step_for(extent: Span) -> Step {
    let days = extent.duration_ms() / crate::model::time::DAY_MS;
    match days {
        ..=120 => Step::Day,
        121..=14_600 => Step::Month,
        _ => Step::Year,
    }
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
