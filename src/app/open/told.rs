//! What of a file could not be used, as one notice: each kind of trouble once, with how often it
//! is there and where first.

use crate::io::geojson::Tally;
use crate::model::{Diagnostic, Severity};
use crate::session::Notice;

/// What is to be said of a file, if anything: how many features were lost, and the warnings among
/// the findings by kind, in the order in which they first stand in the file. Notes are not told.
#[must_use]
pub fn notice(name: &str, tally: Tally, findings: &[Diagnostic]) -> Option<Notice> {
    let mut kinds: Vec<Kind> = Vec::new();
    for finding in findings.iter().filter(|f| f.severity != Severity::Note) {
        match kinds.iter_mut().find(|k| k.first.code == finding.code) {
            Some(kind) => kind.n += 1,
            None => kinds.push(Kind {
                n: 1,
                first: finding,
            }),
        }
    }
    let lost = tally.rejected + tally.misplaced;
    if kinds.is_empty() && lost == 0 {
        return None;
    }
    let what = match (tally.rejected, lost) {
        (_, 0) => "not everything in it could be used".to_owned(),
        (0, _) => format!("{lost} of {} features could not be placed", tally.features),
        _ => format!(
            "{lost} of {} features could not be read or placed",
            tally.features
        ),
    };
    let mut lines: Vec<String> = kinds.iter().map(Kind::sentence).collect();
    if tally.unlisted > 0 {
        lines.push(format!("And {} more findings.", tally.unlisted));
    }
    Some(Notice {
        title: format!("“{name}”: {what}"),
        text: lines.join("\n"),
        is_error: tally.rejected > 0,
    })
}

/// Findings of one code.
struct Kind<'f> {
    n: usize,
    first: &'f Diagnostic,
}

impl Kind<'_> {
    fn sentence(&self) -> String {
        let Diagnostic { place, message, .. } = self.first;
        match (self.n, place.line) {
            (1, None) => message.clone(),
            (1, Some(line)) => format!("Line {line}: {message}"),
            (n, None) => format!("{n} {}, the first: {message}", words(self.first.code)),
            (n, Some(line)) => format!(
                "{n} {}, the first in line {line}: {message}",
                words(self.first.code)
            ),
        }
    }
}

/// What more than one finding of a code are.
fn words(code: &str) -> &'static str {
    match code {
        "date-unreadable" => "dates could not be read",
        "date-reversed" => "rows end before they begin",
        "count-unreadable" => "counts could not be read",
        "feature-unreadable" | "truncated" => "features could not be read",
        "not-a-feature" => "entries are no features",
        "geometry-unreadable" => "places could not be read",
        "place-missing" | "place-outside" | "place-projected" | "place-swapped" => {
            "places are not on the map"
        }
        "properties-unreadable" => "rows have properties that could not be read",
        "number-not-finite" => "rows have numbers that are none",
        _ => "things like this",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn finding(severity: Severity, code: &'static str, line: u64, message: &str) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            place: Place {
                feature: None,
                line: Some(line),
            },
            message: message.to_owned(),
        }
    }

    #[test]
    fn each_kind_is_told_once_with_its_number_and_first_line() {
        let warning = |code, line, message| finding(Severity::Warning, code, line, message);
        let findings = [
            warning("date-unreadable", 7, "“13/25/2016” is no date."),
            finding(Severity::Note, "ring-closed", 1, "A ring was closed."),
            warning("crs-projected", 1, "It is in metres."),
            warning("date-unreadable", 9, "“soon” is no date."),
        ];
        let told = notice("a", Tally::default(), &findings).unwrap();
        assert_eq!(told.title, "“a”: not everything in it could be used");
        assert_eq!(
            told.text,
            "2 dates could not be read, the first in line 7: “13/25/2016” is no date.\n\
             Line 1: It is in metres."
        );
        assert!(!told.is_error);
        assert_eq!(notice("a", Tally::default(), &findings[1..2]), None);
    }

    #[test]
    fn lost_features_stand_in_the_title() {
        let tally = Tally {
            features: 5,
            misplaced: 1,
            rejected: 1,
            ..Tally::default()
        };
        let told = notice("a", tally, &[]).unwrap();
        assert!(
            told.title
                .contains("2 of 5 features could not be read or placed")
        );
        assert!(told.is_error);
    }
}
