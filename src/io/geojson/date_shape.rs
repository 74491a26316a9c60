//! Whether a value looks like a date, by shape alone: digits and separators, not the calendar.
//! This only serves guessing; what a date means is settled where text becomes time.

/// Whether text has the shape of a date: a year of four digits, or day, month and year, with
/// what may stand around them in ISO 8601 and EDTF. Private and rough on purpose.
pub(super) fn looks_like_date(text: &str) -> bool {
    let text = text.trim();
    if !(4..=64).contains(&text.len()) {
        return false;
    }
    let allowed = |c: char| c.is_ascii_digit() || "-/.:TZWQX+~?%,[] ".contains(c);
    if text.chars().all(allowed) {
        let digits: Vec<&str> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|d| !d.is_empty())
            .collect();
        let is_year = |d: &str| d.len() == 4 && d.starts_with(['0', '1', '2']);
        let year = match digits.as_slice() {
            [year, ..] if is_year(year) => true,
            [day, month, year, ..] => day.len() <= 2 && month.len() <= 2 && is_year(year),
            _ => false,
        };
        let compact =
            matches!(digits.as_slice(), [one] if one.len() == 8 && one.starts_with(['1', '2']));
        let decade = text.len() == 4 && text.ends_with('X') && text.starts_with(['1', '2']);
        return (year && digits.iter().all(|d| d.len() <= 9)) || compact || decade || text == "..";
    }
    // "21 May 2016", "May 2016", "21. Mai 2016": a month in words beside a year.
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
    fn dates_are_known_by_their_shape() {
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
        ] {
            assert!(!looks_like_date(no), "{no}");
        }
    }
}
