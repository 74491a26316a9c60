//! One property of every row. Missing is explicit; text is dictionary-coded; a number keeps the
//! text it was written with where printing the value would not give it back.

use std::collections::HashMap;
use std::sync::Arc;

use super::RowId;

/// A named property over all rows.
#[derive(Clone, Debug)]
pub struct Column {
    /// The property's name in the file.
    pub name: Arc<str>,
    /// Its value in every row.
    pub values: Values,
}

/// The values of a column, by the type that all of them share.
#[derive(Clone, Debug)]
pub enum Values {
    /// Strings.
    Text(TextColumn),
    /// JSON numbers: the nearest `f64` (NaN where missing), and the exact text where it differs.
    Number {
        /// One value a row.
        values: Vec<f64>,
        /// The text as written, for rows whose `f64` prints otherwise.
        exact: HashMap<u32, Box<str>>,
    },
    /// Booleans.
    Flag(Vec<Option<bool>>),
    /// Anything else, and columns that mix types: JSON text.
    Json(Vec<Option<Arc<str>>>),
}

/// Dictionary-coded text.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    codes: Vec<u32>,
    dictionary: Vec<Arc<str>>,
}

impl TextColumn {
    const MISSING: u32 = u32::MAX;

    /// Codes the given strings; `None` is missing.
    pub fn from_values<S: AsRef<str>>(values: impl IntoIterator<Item = Option<S>>) -> Self {
        let mut column = Self::default();
        let mut known: HashMap<Arc<str>, u32> = HashMap::new();
        for value in values {
            let code = value.map_or(Self::MISSING, |text| {
                let text = text.as_ref();
                known.get(text).copied().unwrap_or_else(|| {
                    let code = u32::try_from(column.dictionary.len()).unwrap_or(Self::MISSING);
                    let shared: Arc<str> = text.into();
                    column.dictionary.push(shared.clone());
                    known.insert(shared, code);
                    code
                })
            });
            column.codes.push(code);
        }
        column
    }

    /// The code of a row: an index into [`dictionary`](Self::dictionary), or `None` if missing.
    #[must_use]
    pub fn code(&self, row: RowId) -> Option<usize> {
        let code = *self.codes.get(row.index())?;
        (code != Self::MISSING).then_some(code as usize)
    }

    /// The text of a row.
    #[must_use]
    pub fn get(&self, row: RowId) -> Option<&str> {
        self.code(row)
            .and_then(|code| self.dictionary.get(code))
            .map(AsRef::as_ref)
    }

    /// The distinct strings, in order of first appearance.
    #[must_use]
    pub fn dictionary(&self) -> &[Arc<str>] {
        &self.dictionary
    }
}

/// One value of one row, borrowed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Cell<'a> {
    /// Absent or null.
    Missing,
    /// A string.
    Text(&'a str),
    /// A number and, where printing it would give another text, the text as written.
    Number(f64, Option<&'a str>),
    /// A boolean.
    Flag(bool),
    /// An array, an object, or a value of a mixed column, as JSON text.
    Json(&'a str),
}

impl Cell<'_> {
    /// The value as a whole number from 0 on, also where it is written as text; `None` where it is
    /// none, or missing.
    #[must_use]
    pub fn whole_number(self) -> Option<u32> {
        let whole = |value: f64| {
            let fits = value.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&value);
            fits.then_some(value as u32)
        };
        match self {
            Self::Missing | Self::Flag(_) => None,
            Self::Number(value, _) => whole(value),
            Self::Text(text) | Self::Json(text) => {
                whole(text.trim_matches('"').trim().parse().ok()?)
            }
        }
    }

    /// The value as a person would read it; `None` when missing.
    #[must_use]
    pub fn to_text(self) -> Option<String> {
        match self {
            Self::Missing => None,
            Self::Text(text) | Self::Json(text) => Some(text.to_owned()),
            Self::Number(_, Some(exact)) => Some(exact.to_owned()),
            Self::Number(value, None) => Some(value.to_string()),
            Self::Flag(flag) => Some(if flag { "yes" } else { "no" }.to_owned()),
        }
    }
}

impl Column {
    /// The value of a row.
    #[must_use]
    pub fn cell(&self, row: RowId) -> Cell<'_> {
        let index = row.index();
        match &self.values {
            Values::Text(text) => text.get(row).map_or(Cell::Missing, Cell::Text),
            Values::Number { values, exact } => match values.get(index) {
                Some(value) if !value.is_nan() => {
                    Cell::Number(*value, exact.get(&row.0).map(AsRef::as_ref))
                }
                _ => Cell::Missing,
            },
            Values::Flag(flags) => flags
                .get(index)
                .copied()
                .flatten()
                .map_or(Cell::Missing, Cell::Flag),
            Values::Json(values) => values
                .get(index)
                .and_then(Option::as_deref)
                .map_or(Cell::Missing, Cell::Json),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_however_they_are_written() {
        for cell in [
            Cell::Number(3.0, Some("3.0")),
            Cell::Text(" 3 "),
            Cell::Json("3"),
            Cell::Json("\"3\""),
        ] {
            assert_eq!(cell.whole_number(), Some(3), "{cell:?}");
        }
        for cell in [
            Cell::Missing,
            Cell::Flag(true),
            Cell::Number(2.5, None),
            Cell::Number(-1.0, None),
            Cell::Number(5e9, None),
            Cell::Text("three"),
            Cell::Text("NaN"),
            Cell::Json("[3]"),
        ] {
            assert_eq!(cell.whole_number(), None, "{cell:?}");
        }
    }
}
