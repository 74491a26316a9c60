//! One date column: what its texts or numbers mean, decided from the column as a whole.

use std::sync::Arc;

use crate::model::time::notation::{
    self, ColumnFormat, Edge, EpochUnit, NotationError, Reading, read_epoch, read_year,
};
use crate::model::{Cell, Column, Dataset, RowId, Values};

/// Numbers are judged by a sample of at most this many values, evenly spread.
const SAMPLE: usize = 4096;

/// From here on a count is taken as milliseconds: as seconds it would be the year 5138.
const LEAST_MILLISECONDS: f64 = 1e11;

/// A column that plays a part in time.
pub(super) struct DateColumn<'a> {
    column: &'a Column,
    kind: Kind,
    /// The first text that is an interval between two dates.
    interval: Option<String>,
}

enum Kind {
    /// Every distinct text, read, by its code in the column's dictionary.
    Texts(Vec<Value>),
    Numbers(NumberFormat),
    /// Values of several types, or of none that can be a date.
    Mixed(ColumnFormat),
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
        let format = decide(column);
        let (kind, interval) = match &column.values {
            Values::Text(text) => {
                let read = |text: &Arc<str>| read_text(text, format);
                let values: Vec<Value> = text.dictionary().iter().map(read).collect();
                let texts = text.dictionary().iter().map(AsRef::as_ref);
                let interval = first_interval(texts.zip(values.iter().cloned()));
                (Kind::Texts(values), interval)
            }
            Values::Number { values, .. } => (Kind::Numbers(NumberFormat::decide(values)), None),
            Values::Json(values) => {
                let texts = values.iter().flatten().filter_map(|json| unquoted(json));
                let interval = first_interval(texts.map(|text| (text, read_text(text, format))));
                (Kind::Mixed(format), interval)
            }
            Values::Flag(_) => (Kind::Mixed(format), None),
        };
        Some(Self {
            column,
            kind,
            interval,
        })
    }

    pub(super) fn name(&self) -> &str {
        &self.column.name
    }

    /// The first text that is an interval between two dates.
    pub(super) fn first_interval(&self) -> Option<&str> {
        self.interval.as_deref()
    }

    pub(super) fn value(&self, row: RowId) -> Value {
        match (&self.kind, &self.column.values) {
            (Kind::Texts(values), Values::Text(text)) => text
                .code(row)
                .and_then(|code| values.get(code))
                .cloned()
                .unwrap_or(Value::Missing),
            (Kind::Numbers(numbers), _) => {
                read_cell(self.column.cell(row), ColumnFormat::default(), *numbers)
            }
            (Kind::Mixed(format), _) => {
                read_cell(self.column.cell(row), *format, NumberFormat::Each)
            }
            (Kind::Texts(_), _) => Value::Missing,
        }
    }
}

/// Reads one cell without preparing its whole column, looking at the rest only where the cell
/// alone does not tell.
pub(super) fn read_one(column: &Column, row: RowId) -> Value {
    let cell = column.cell(row);
    let text = match cell {
        Cell::Text(text) => Some(text),
        Cell::Json(json) => unquoted(json),
        _ => None,
    };
    let format = match text {
        Some(text) if ColumnFormat::matters_for(text) => decide(column),
        _ => ColumnFormat::default(),
    };
    let numbers = match &column.values {
        Values::Number { values, .. } => NumberFormat::decide(values),
        _ => NumberFormat::Each,
    };
    read_cell(cell, format, numbers)
}

/// The order of day and month, from all the texts of a column.
fn decide(column: &Column) -> ColumnFormat {
    match &column.values {
        Values::Text(text) => ColumnFormat::decide(text.dictionary()),
        Values::Json(values) => {
            ColumnFormat::decide(values.iter().flatten().filter_map(|json| unquoted(json)))
        }
        Values::Number { .. } | Values::Flag(_) => ColumnFormat::default(),
    }
}

fn first_interval<'t>(mut values: impl Iterator<Item = (&'t str, Value)>) -> Option<String> {
    values.find_map(|(text, value)| match value {
        Value::Reading(Reading::Interval {
            start: Edge::Date(_),
            end: Edge::Date(_),
        }) => Some(text.to_owned()),
        _ => None,
    })
}

fn read_cell(cell: Cell<'_>, format: ColumnFormat, numbers: NumberFormat) -> Value {
    match cell {
        Cell::Missing => Value::Missing,
        Cell::Text(text) => read_text(text, format),
        Cell::Number(number, _) => numbers.read(number),
        Cell::Flag(_) => Value::Unreadable("Yes and no are no dates.".to_owned()),
        Cell::Json(json) => match (unquoted(json), json.parse::<f64>()) {
            (Some(text), _) => read_text(text, format),
            (None, Ok(number)) => numbers.read(number),
            (None, Err(_)) => Value::from_error(&NotationError::Unreadable(shown(json))),
        },
    }
}

/// Reads a text; a long row of digits is an epoch time.
fn read_text(text: &str, format: ColumnFormat) -> Value {
    let text = text.trim();
    if text.is_empty() {
        return Value::Missing;
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() >= 9
        && digits.bytes().all(|b| b.is_ascii_digit())
        && let Ok(number) = text.parse::<f64>()
    {
        return NumberFormat::epoch(number).read(number);
    }
    Value::from(format.read(text))
}

impl Value {
    fn from_error(error: &NotationError) -> Self {
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

/// What the numbers of a column are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NumberFormat {
    /// 2016.
    Years,
    /// 20160521.
    BasicDates,
    Epoch(EpochUnit),
    /// Each number is judged on its own.
    Each,
}

impl NumberFormat {
    /// What most of the values can be; their median decides between seconds and milliseconds.
    fn decide(values: &[f64]) -> Self {
        let stride = values.len().div_ceil(SAMPLE).max(1);
        let spread = values.iter().copied().step_by(stride);
        let mut sample: Vec<f64> = spread.filter(|value| value.is_finite()).collect();
        if sample.is_empty() {
            // The few values of a sparse column lie between the strides.
            let present = values.iter().copied().filter(|value| value.is_finite());
            sample = present.take(SAMPLE).collect();
        }
        let most = |test: fn(f64) -> bool| {
            let n_true = sample.iter().filter(|value| test(**value)).count();
            2 * n_true > sample.len()
        };
        if most(is_likely_year) {
            return Self::Years;
        }
        if most(|value| value < 30_000_000.0 && basic_date(value).is_some()) {
            return Self::BasicDates;
        }
        if most(|value| value.abs() <= 9999.0) {
            return Self::Years;
        }
        sample.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        let median = sample.get(sample.len() / 2).copied().unwrap_or_default();
        Self::epoch(median)
    }

    fn epoch(like: f64) -> Self {
        if like.abs() >= LEAST_MILLISECONDS {
            Self::Epoch(EpochUnit::Milliseconds)
        } else {
            Self::Epoch(EpochUnit::Seconds)
        }
    }

    fn read(self, number: f64) -> Value {
        match self {
            Self::Years if number.fract() == 0.0 => {
                // `as` saturates, and what saturates is beyond the calendar.
                Value::from(read_year(number as i64).map(Reading::Date))
            }
            Self::Years => Value::Unreadable(format!("{number} is not a whole year.")),
            Self::BasicDates => basic_date(number).map_or_else(
                || Value::Unreadable(format!("{number} is not a day written like 20160521.")),
                Value::Reading,
            ),
            Self::Epoch(unit) => epoch(number, unit),
            Self::Each if number.abs() <= 9999.0 => Self::Years.read(number),
            Self::Each => Self::epoch(number).read(number),
        }
    }
}

/// Whether a number is a year that files commonly speak of.
fn is_likely_year(value: f64) -> bool {
    value.fract() == 0.0 && (1000.0..=3000.0).contains(&value)
}

fn basic_date(number: f64) -> Option<Reading> {
    let whole = number.fract() == 0.0 && (10_000_000.0..100_000_000.0).contains(&number);
    let reading = whole.then(|| notation::read(&format!("{number}")));
    reading?.ok()
}

fn epoch(number: f64, unit: EpochUnit) -> Value {
    let whole = number.fract() == 0.0;
    let (count, unit) = match unit {
        EpochUnit::Seconds if !whole => (number * 1000.0, EpochUnit::Milliseconds),
        unit => (number, unit),
    };
    // `as` saturates, and what saturates is beyond the calendar.
    Value::from(read_epoch(count.round() as i64, unit).map(Reading::Date))
}
