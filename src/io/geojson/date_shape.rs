//! Whether a value looks like a date, for guessing: mostly whether it can be read as one. What a
//! date means is settled where text becomes time.

use crate::model::time::notation::{self, NotationError};

/// Whether text can be read as a date, or nearly: of the right form with a month 13, with day and
/// month in doubt, or with the month in another language.
pub(super) fn looks_like_date(text: &str) -> bool {
    let text = text.trim();
    if !(4..=64).contains(&text.len()) {
        return false;
    }
    if text.parse::<f64>().is_ok() {
        // Digits alone may count anything. Years of written history and days are likely dates.
        let digits = text.bytes().all(|b| b.is_ascii_digit()) && text.starts_with(['0', '1', '2']);
        return digits && (text.len() == 4 || (text.len() == 8 && notation::read(text).is_ok()));
    }
    // `c1850` may be a year and is more often a code.
    let coded = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text[1..].bytes().all(|b| b.is_ascii_digit());
    if coded || is_pair_of_numbers(text) {
        return false;
    }
    match notation::read(text) {
        // A year of two digits, most likely.
        Err(NotationError::NotRead { .. }) => text.contains('/') && !text.starts_with('{'),
        Ok(_)
        | Err(
            NotationError::NoSuch { .. }
            | NotationError::Ambiguous { .. }
            | NotationError::Contradictory(_)
            | NotationError::Reversed(_),
        ) => true,
        Err(_) => is_month_and_year(text),
    }
}

/// Two numbers of four digits that are no years of written history: rather a telephone number.
fn is_pair_of_numbers(text: &str) -> bool {
    let pair = text.split_once(['-', '–']);
    let year = |part: &str| {
        let part = part.trim();
        (part.len() == 4)
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let pair = pair.and_then(|(a, b)| year(a).zip(year(b)));
    pair.is_some_and(|(first, last)| first > 2200 || last > 2200)
}

/// "21. Mai 2016", "mai 2016": a month in words beside a year. It cannot be read, but that is for
/// the user to hear of each such value, not a reason to overlook the column.
fn is_month_and_year(text: &str) -> bool {
    let mut words = text
        .split([' ', ',', '.', '-', '/'])
        .filter(|w| !w.is_empty());
    let year = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let month = |w: &str| {
        let head: String = w.chars().take(3).flat_map(char::to_lowercase).collect();
        MONTHS.contains(&head.as_str())
    };
    text.len() <= 24 && words.clone().any(year) && words.any(month)
}

/// The first three letters of the months in English, French, Spanish and German.
const MONTHS: [&str; 24] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "fév",
    "avr", "mai", "jui", "aoû", "déc", "ene", "abr", "ago", "dic", "mär", "okt",
];

/// Whether a number can be a year, `yyyymmdd`, or seconds or milliseconds since 1970. Only a
/// name that says so makes it a date.
pub(super) fn number_may_be_date(value: f64) -> bool {
    value.fract() == 0.0
        && ((1_000.0..=2_200.0).contains(&value) || (1e7..=1e13).contains(&value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_text() {
        for yes in [
            "2016",
            "2016-05",
            "2016-05-21",
            "20160521",
            "2016-W20",
            "2016-142",
            "2016-05-21T10:00:00Z",
            "2019-Q1",
            "2016?",
            "201X",
            "2018-06/2019-09",
            "2016/..",
            "[..2016]",
            "21/05/2016",
            "21 May 2016",
            "mai 2016",
            "2016-13",
            "05/04/2016",
            "c. 1850",
            "1990s",
            "1914-1918",
            "[1667..1670]",
            "05/2016",
            "21/05/16",
            "44 BC",
            "2016-05-21 2:30 PM",
        ] {
            assert!(looks_like_date(yes), "{yes}");
        }
        for no in [
            "",
            "12",
            "12:30",
            "Berlin",
            "555-0199-77",
            "maybe 12",
            "9999",
            "-58.37",
            "A 2016",
            "201605",
            "2016.5",
            "-1999",
            "12345678",
            "4 of 2016 items",
            "c1850",
            "Y2016",
            "2345-6789",
            "{\"a\":\"b/c\"}",
        ] {
            assert!(!looks_like_date(no), "{no}");
        }
    }
}
