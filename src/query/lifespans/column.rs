//! One date column: what its texts or numbers mean, decided from the column as a whole.

use crate::model::time::notation::{ColumnFormat, NotationError, Reading};
use crate::model::{Cell, Column, Dataset, Diagnostic, RowId, Values};

use super::notes::Assumed;
use super::numbers::NumberFormat;

/// A column that plays a part in time.
pub(super) struct DateColumn<'a> {
    column: &'a Column,
    format: Format,
    /// Every distinct text, read, by its code in the column's dictionary; empty for other columns.
    texts: Vec<Value>,
    assumed: Assumed,
}

/// How the values of a column are to be read: decided from all of them, in whatever order.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Format {
    pub(super) order: ColumnFormat,
    pub(super) numbers: NumberFormat,
}

/// What a row's cell says.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    Missing,
    Reading(Reading),
    /// A sentence for a person.
    Unreadable(String),
}

impl<'a> DateColumn<'a> {
    /// Prepares the property `name`; `None` where the table does not have it.
    pub(super) fn read(data: &'a Dataset, name: &str) -> Option<Self> {
        let column = data.column(name)?;
        let format = Format::decide(column);
        let mut assumed = Assumed::default();
        let mut texts = Vec::new();
        match &column.values {
            Values::Text(text) => {
                for text in text.dictionary() {
                    let value = format.read_text(text);
                    assumed.see_text(text, &value, format);
                    texts.push(value);
                }
            }
            Values::Number { values, .. } => {
                for value in values.iter().filter(|value| value.is_finite()) {
                    assumed.see_number(*value, format.numbers);
                }
            }
            Values::Json(values) => {
                for json in values.iter().flatten() {
                    match (unquoted(json), json.parse::<f64>()) {
                        (Some(text), _) => {
                            assumed.see_text(text, &format.read_text(text), format);
                        }
                        (None, Ok(number)) => assumed.see_number(number, format.numbers),
                        (None, Err(_)) => {}
                    }
                }
            }
            Values::Flag(_) => {}
        }
        Some(Self {
            column,
            format,
            texts,
            assumed,
        })
    }

    /// How its values are to be read.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn name(&self) -> &str {
        &self.column.name
    }

    /// The first text that is an interval between two dates.
    pub(super) fn first_interval(&self) -> Option<&str> {
        self.assumed.interval.as_deref()
    }

    /// What was assumed for the column that no single value says.
    pub(super) fn notes(&self) -> Vec<Diagnostic> {
        self.assumed.notes(self.name(), self.format)
    }

    pub(super) fn value(&self, row: RowId) -> Value {
        match &self.column.values {
            Values::Text(text) => text
                .code(row)
                .and_then(|code| self.texts.get(code))
                .cloned()
                .unwrap_or(Value::Missing),
            _ => self.format.read_cell(self.column.cell(row)),
        }
    }
}

impl Format {
    fn decide(column: &Column) -> Self {
        match &column.values {
            Values::Text(text) => Self {
                order: ColumnFormat::decide(text.dictionary()),
                numbers: NumberFormat::decide(
                    text.dictionary().iter().filter_map(|text| number_in(text)),
                ),
            },
            Values::Json(values) => {
                let texts = || values.iter().flatten().filter_map(|json| unquoted(json));
                let numbers = values.iter().flatten().filter_map(|json| {
                    let text = unquoted(json);
                    text.map_or_else(|| json.parse().ok(), number_in)
                });
                Self {
                    order: ColumnFormat::decide(texts()),
                    numbers: NumberFormat::decide(numbers),
                }
            }
            Values::Number { values, .. } => Self {
                numbers: NumberFormat::decide(values.iter().copied()),
                ..Self::default()
            },
            Values::Flag(_) => Self::default(),
        }
    }

    pub(super) fn read_cell(self, cell: Cell<'_>) -> Value {
        match cell {
            Cell::Missing => Value::Missing,
            Cell::Text(text) => self.read_text(text),
            Cell::Number(number, _) => self.numbers.read(number),
            Cell::Flag(_) => Value::Unreadable("Yes and no are no dates.".to_owned()),
            Cell::Json(json) => match (unquoted(json), json.parse::<f64>()) {
                (Some(text), _) => self.read_text(text),
                (None, Ok(number)) => self.numbers.read(number),
                (None, Err(_)) => Value::from_error(&NotationError::Unreadable(shown(json))),
            },
        }
    }

    /// Reads a text. A row of digits is first what it is anywhere (2016, 20160521), then what the
    /// other numbers of the column are.
    fn read_text(self, text: &str) -> Value {
        let text = text.trim();
        if text.is_empty() {
            return Value::Missing;
        }
        let Some(number) = number_in(text) else {
            return Value::from(self.order.read(text));
        };
        let alone = if text.contains('.') {
            None
        } else {
            Some(self.order.read(text))
        };
        match (alone, self.numbers) {
            (Some(Ok(reading)), _) => Value::Reading(reading),
            (Some(Err(error)), NumberFormat::Unknown | NumberFormat::Years { .. })
                if text.len() > 2 && !matches!(self.numbers.read(number), Value::Reading(_)) =>
            {
                Value::from_error(&error)
            }
            (_, numbers) => numbers.read(number),
        }
    }
}

/// The number that a text is, if it is written in digits: a fraction only after a count since
/// 1970, because `2016.05` may be a month.
pub(super) fn number_in(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) if whole.len() >= 9 => (whole, fraction),
        Some(_) => return None,
        None => (digits, "0"),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = all_digits(whole) && all_digits(fraction);
    number.then(|| text.parse().ok()).flatten()
}

impl Value {
    pub(super) fn from_error(error: &NotationError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<Result<Reading, NotationError>> for Value {
    fn from(outcome: Result<Reading, NotationError>) -> Self {
        match outcome {
            Ok(reading) => Self::Reading(reading),
            Err(error) => Self::from_error(&error),
        }
    }
}

/// The text of a JSON string without escapes; dates need none.
fn unquoted(json: &str) -> Option<&str> {
    let text = json.strip_prefix('"')?.strip_suffix('"')?;
    (!text.contains('\\')).then_some(text)
}

fn shown(json: &str) -> String {
    json.chars().take(40).collect()
}
