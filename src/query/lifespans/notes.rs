//! What was assumed of a whole column that no single value says: told once a column, with the
//! first value that it mattered for.

use crate::model::time::Precision;
use crate::model::time::notation::{self, ColumnFormat, Date, Reading};
use crate::model::time::words;
use crate::model::{Diagnostic, Place, Severity};

use super::column::{Format, Value, number_in};
use super::numbers::NumberFormat;

/// The first value for which each assumption was made.
#[derive(Default)]
pub(super) struct Assumed {
    /// A text that is an interval between two dates.
    pub(super) interval: Option<String>,
    order: Option<(String, Reading)>,
    zone: Option<String>,
    hemisphere: Option<String>,
    number: Option<(String, Reading)>,
    zeros: usize,
    odd_numbers: usize,
}

impl Assumed {
    pub(super) fn see_text(&mut self, text: &str, value: &Value, format: Format) {
        let Value::Reading(reading) = value else {
            return;
        };
        let reads_alone = || notation::read(text).is_ok();
        if let Some(number) = number_in(text) {
            if self.number.is_none() && !reads_alone() {
                self.number = Some((text.trim().to_owned(), *reading));
            }
            self.count_number(number, format.numbers);
            return;
        }
        if self.interval.is_none()
            && matches!(reading, Reading::Interval { start, end } if start.date().and(end.date()).is_some())
        {
            self.interval = Some(text.to_owned());
        }
        let decided = matches!(
            format.order,
            ColumnFormat::DayFirst | ColumnFormat::MonthFirst
        );
        if decided && self.order.is_none() && ColumnFormat::matters_for(text) && !reads_alone() {
            self.order = Some((text.to_owned(), *reading));
        }
        let is = |precision| dates(reading).any(|date| date.precision == precision);
        if self.zone.is_none() && is(Precision::Time) && notation::lacks_zone(text) {
            self.zone = Some(text.to_owned());
        }
        if self.hemisphere.is_none() && is(Precision::Quarter) && notation::lacks_hemisphere(text) {
            self.hemisphere = Some(text.to_owned());
        }
    }

    pub(super) fn see_number(&mut self, number: f64, format: NumberFormat) {
        if self.number.is_none()
            && number != 0.0
            && let Value::Reading(reading) = format.read(number)
        {
            self.number = Some((number.to_string(), reading));
        }
        self.count_number(number, format);
    }

    fn count_number(&mut self, number: f64, format: NumberFormat) {
        if matches!(format, NumberFormat::Epoch(_)) && number == 0.0 {
            self.zeros += 1;
        }
        self.odd_numbers += usize::from(format.is_odd(number));
    }

    /// One finding for each assumption.
    pub(super) fn notes(&self, column: &str, format: Format) -> Vec<Diagnostic> {
        let mut notes = Vec::new();
        let mut note = |severity, code, message| {
            notes.push(Diagnostic {
                severity,
                code,
                place: Place::default(),
                message,
            });
        };
        if let Some((text, reading)) = &self.order {
            let first = match format.order {
                ColumnFormat::MonthFirst => "month",
                _ => "day",
            };
            let message = format!(
                "Dates in {column} put the {first} first, as others of them show: “{text}” is {}.",
                words::reading(reading)
            );
            note(Severity::Note, "date-order", message);
        }
        if let (Some((text, reading)), Some(taken)) = (&self.number, format.numbers.taken_as()) {
            let example = match format.numbers {
                NumberFormat::Years { .. } => String::new(),
                _ => format!(" ({text} is {})", words::reading(reading)),
            };
            let message = format!("Numbers in {column} were taken as {taken}{example}.");
            note(Severity::Note, "date-numbers", message);
        }
        if let Some(text) = &self.zone {
            let message =
                format!("Times in {column} without a zone, such as “{text}”, were taken as UTC.");
            note(Severity::Note, "date-zone", message);
        }
        if let Some(text) = &self.hemisphere {
            let message = format!(
                "Seasons in {column}, such as “{text}”, were taken as those of the northern half of the Earth."
            );
            note(Severity::Note, "date-season", message);
        }
        if self.zeros > 0 {
            let message = format!(
                "0 in {column} was taken as 1 January 1970. It often means that the date is missing."
            );
            note(Severity::Note, "date-zero", message);
        }
        if self.odd_numbers > 0 {
            let message = format!(
                "{} of the numbers in {column} are much smaller than the others; they were taken in the same unit and may be in a coarser one.",
                self.odd_numbers
            );
            note(Severity::Warning, "date-units", message);
        }
        notes
    }
}

fn dates(reading: &Reading) -> impl Iterator<Item = Date> {
    let (first, last) = match *reading {
        Reading::Date(date) | Reading::OrEarlier(date) => (Some(date), None),
        Reading::OneOf { first, last } => (Some(first), Some(last)),
        Reading::Interval { start, end } => (start.date(), end.date()),
    };
    first.into_iter().chain(last)
}
