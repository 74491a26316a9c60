//! Every date is EDTF: a year, month or day of the calendar, or an interval of two.

use crate::{DATE_PROPERTIES, LAYERS, features};

#[test]
fn every_date_is_edtf_as_exact_as_the_table() {
    for feature in LAYERS.iter().flat_map(|layer| features(layer)) {
        let properties = feature["properties"].as_object().unwrap();
        let own = properties
            .iter()
            .filter(|(name, _)| DATE_PROPERTIES.contains(&name.as_str()));
        let cited = feature["properties"]["sources"].as_array().unwrap();
        let cited = cited.iter().map(|source| &source["date"]);
        let mut dated = false;
        for value in own.map(|(_, value)| value).chain(cited) {
            if let Some(date) = value.as_str() {
                assert!(is_edtf(date), "{}: {date}", feature["id"]);
                dated = true;
            } else {
                assert!(value.is_null(), "{}: {value}", feature["id"]);
            }
        }
        assert!(dated, "{}", feature["id"]);
    }
}

#[test]
fn the_date_check_is_strict() {
    for good in ["2016", "2016-05", "2024-02-29", "2018-06/2019-09"] {
        assert!(is_edtf(good), "{good}");
    }
    let bad = [
        "",
        "16",
        "2016-13",
        "2023-02-29",
        "2016-5",
        "2019/2018",
        "May 2016",
        "2016-",
    ];
    for bad in bad {
        assert!(!is_edtf(bad), "{bad}");
    }
}

/// A year, month or day of the calendar, or an interval of two that are in order.
pub(crate) fn is_edtf(text: &str) -> bool {
    match text.split_once('/') {
        Some((start, end)) => is_date(start) && is_date(end) && start <= end,
        None => is_date(text),
    }
}

fn is_date(text: &str) -> bool {
    let rest = match text.len() {
        4 => "-01-01",
        7 => "-01",
        10 => "",
        _ => return false,
    };
    let shape = text.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape && format!("{text}{rest}").parse::<jiff::civil::Date>().is_ok()
}
