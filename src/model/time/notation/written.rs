//! Dates written with English words: `Mar 2019`, `21 May 2016`, `May 21, 2016`, `Q1 2019`.

use super::numeric::{self, number};
use super::{Date, Problem};

/// English month names, from January.
pub(in crate::model::time) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Takes `about`, `circa` or `c.` off the front and tells whether it was there.
pub(super) fn strip_about(text: &str) -> (&str, bool) {
    let text = text.trim();
    for word in ["about ", "around ", "circa ", "ca. ", "ca ", "c. ", "c "] {
        if let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..))
            && start.eq_ignore_ascii_case(word)
        {
            return (rest.trim_start(), true);
        }
    }
    (text, false)
}

/// Reads a date with a word in it; `None` where the words are unknown.
pub(super) fn read(text: &str) -> Option<Result<Date, Problem>> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        ["the", decade] if decade.ends_with('s') => numeric::read(decade),
        [quarter, year] if quarter.starts_with('q') => {
            Some(numeric::quarter(four_digits(year)?, number(&quarter[1..])?))
        }
        [word, year] => {
            let year = four_digits(year)?;
            season(word)
                .map(|season| numeric::season(year, season))
                .or_else(|| month(word).map(|month| numeric::month(year, month)))
        }
        [a, b, year] => {
            let year = four_digits(year)?;
            let (day, month) = match (month(a), month(b)) {
                (None, Some(month)) => (a, month),
                (Some(month), None) => (b, month),
                _ => return None,
            };
            Some(numeric::day(year, month, day_number(day)?))
        }
        _ => None,
    }
}

fn four_digits(text: &str) -> Option<i32> {
    (text.len() == 4).then(|| number(text)).flatten()
}

/// `21` or `21st`.
fn day_number(text: &str) -> Option<i32> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(text);
    (digits.len() <= 2).then(|| number(digits)).flatten()
}

/// The month of a name or of its first three letters; `sept` is common, too.
fn month(word: &str) -> Option<i32> {
    let at = MONTHS.iter().position(|name| {
        let name = name.to_lowercase();
        word == name || word == &name[..3] || (word == "sept" && name == "september")
    })?;
    i32::try_from(at + 1).ok()
}

fn season(word: &str) -> Option<i32> {
    match word {
        "spring" => Some(0),
        "summer" => Some(1),
        "autumn" | "fall" => Some(2),
        "winter" => Some(3),
        _ => None,
    }
}
