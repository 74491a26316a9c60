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
    for word in ["about ", "around ", "circa ", "ca.", "ca ", "c.", "c "] {
        if let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..))
            && start.eq_ignore_ascii_case(word)
        {
            return (rest.trim_start(), true);
        }
    }
    match text.strip_prefix('c') {
        Some(year) if year.starts_with(|c: char| c.is_ascii_digit()) => (year, true),
        _ => (text, false),
    }
}

/// Which way the years of a written date count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    /// Not said: a year has four digits then.
    Unsaid,
    Common,
    Before,
}

impl Era {
    /// Takes `BC`, `BCE`, `AD` or `CE` off the parts.
    fn take(parts: &mut Vec<&str>) -> Self {
        let era = match (parts.first(), parts.last()) {
            (_, Some(&("bc" | "bce"))) => Self::Before,
            (_, Some(&("ad" | "ce"))) => Self::Common,
            (Some(&"ad"), _) => {
                parts.remove(0);
                return Self::Common;
            }
            _ => return Self::Unsaid,
        };
        parts.pop();
        era
    }

    /// A year in figures. There is no year 0 in words: 1 BC is the year before 1.
    fn year(self, text: &str) -> Option<Result<i32, Problem>> {
        if self == Self::Unsaid {
            return (text.len() == 4).then(|| number(text)).flatten().map(Ok);
        }
        let year = (text.len() <= 4).then(|| number(text)).flatten()?;
        Some(match (self, year) {
            (_, 0) => Err(Problem::NoSuch("year")),
            (Self::Before, _) => Ok(1 - year),
            _ => Ok(year),
        })
    }
}

/// Reads a date with a word in it; `None` where the words are unknown.
pub(super) fn read(text: &str) -> Option<Result<Date, Problem>> {
    let lower = text.to_lowercase();
    let mut parts: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    let era = Era::take(&mut parts);
    let with_year = |text: &str, then: &dyn Fn(i32) -> Result<Date, Problem>| {
        era.year(text).map(|year| year.and_then(then))
    };
    match parts.as_slice() {
        ["the", decade] if decade.ends_with('s') => numeric::read(decade),
        [year] if era != Era::Unsaid => with_year(year, &numeric::year),
        [count, "century"] | ["the", count, "century"] => century(day_number(count)?, era),
        [quarter, year] if quarter.starts_with('q') => {
            let quarter = number(&quarter[1..])?;
            with_year(year, &|year| numeric::quarter(year, quarter))
        }
        [word, year] => match (season(word), month(word)) {
            (Some(season), _) => with_year(year, &|year| numeric::season(year, season)),
            (None, Some(month)) => with_year(year, &|year| numeric::month(year, month)),
            (None, None) => None,
        },
        [a, b, year] => {
            let (day, month) = match (month(a), month(b)) {
                (None, Some(month)) => (a, month),
                (Some(month), None) => (b, month),
                _ => return None,
            };
            let day = day_number(day)?;
            if era == Era::Unsaid && year.len() == 2 && number(year).is_some() {
                return Some(Err(Problem::NotRead(numeric::TWO_DIGITS)));
            }
            with_year(year, &|year| numeric::day(year, month, day))
        }
        _ => None,
    }
}

/// People count the 20th century from 1900 or from 1901.
fn century(count: i32, era: Era) -> Option<Result<Date, Problem>> {
    let last = count * 100;
    let plain = era != Era::Before && (2..=99).contains(&count);
    plain.then(|| {
        Err(Problem::Ambiguous(
            format!("{} to {}", last - 100, last - 1),
            format!("{} to {last}", last - 99),
            format!("{:02}XX", count - 1),
        ))
    })
}

/// Whether one of the words is a season.
pub(super) fn names_season(text: &str) -> bool {
    let mut words = text.split(' ');
    words.any(|word| season(&word.to_lowercase()).is_some())
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
