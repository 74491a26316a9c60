//! The immutable table behind a layer: rows in file order, one column a property.

use std::collections::HashMap;
use std::sync::Arc;

use geo_types::Geometry;

use super::column::{Cell, Column, TextColumn, Values};
use super::geometry::GeometryColumn;
use super::{Place, RowId};

/// A table of records. Cheap to share: put it in an [`Arc`].
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    columns: Vec<Column>,
    by_name: HashMap<Arc<str>, usize>,
    geometry: GeometryColumn,
    ids: Vec<Option<Box<str>>>,
    places: Vec<Place>,
}

impl Dataset {
    /// How many rows there are.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.places.len()
    }

    /// All rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = RowId> + use<> {
        (0..self.n_rows()).map(RowId::from_index)
    }

    /// The properties, in order of first appearance in the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The property with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.by_name
            .get(name)
            .and_then(|index| self.columns.get(*index))
    }

    /// One value; missing when there is no such property.
    #[must_use]
    pub fn cell(&self, row: RowId, name: &str) -> Cell<'_> {
        self.column(name).map_or(Cell::Missing, |c| c.cell(row))
    }

    /// Where the rows are.
    #[must_use]
    pub fn geometry(&self) -> &GeometryColumn {
        &self.geometry
    }

    /// The feature's `id` as JSON text (`"a"` or `7`), where it has one.
    #[must_use]
    pub fn feature_id(&self, row: RowId) -> Option<&str> {
        self.ids.get(row.index())?.as_deref()
    }

    /// Where in the file the row came from.
    #[must_use]
    pub fn place(&self, row: RowId) -> Place {
        self.places.get(row.index()).copied().unwrap_or_default()
    }
}

/// One value on its way into a [`DatasetBuilder`].
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number and the text it was written with.
    Number(f64, String),
    /// A boolean.
    Flag(bool),
    /// An array or object, as JSON text.
    Json(String),
}

impl Value {
    /// The value as JSON text.
    #[must_use]
    pub fn into_json(self) -> String {
        match self {
            Self::Text(text) => json_string(&text),
            Self::Number(_, text) | Self::Json(text) => text,
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// Collects rows and settles each column's type at the end.
#[derive(Debug, Default)]
pub struct DatasetBuilder {
    names: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, usize>,
    /// The present cells of each column with their row, so that rare properties cost little.
    cells: Vec<Vec<(usize, Value)>>,
    geometry: GeometryColumn,
    ids: Vec<Option<Box<str>>>,
    places: Vec<Place>,
}

impl DatasetBuilder {
    /// Appends a row. A property given twice keeps its last value, as JSON parsers do.
    pub fn push(
        &mut self,
        place: Place,
        id: Option<String>,
        shape: Option<Geometry<f64>>,
        properties: impl IntoIterator<Item = (String, Option<Value>)>,
    ) {
        let row = self.places.len();
        for (name, value) in properties {
            let column = self.column_index(&name);
            let cells = &mut self.cells[column];
            cells.pop_if(|(last, _)| *last == row);
            cells.extend(value.map(|value| (row, value)));
        }
        self.geometry.push(shape);
        self.ids.push(id.map(String::into_boxed_str));
        self.places.push(place);
    }

    /// The finished table.
    #[must_use]
    pub fn finish(self) -> Dataset {
        let n_rows = self.places.len();
        let columns = self
            .names
            .into_iter()
            .zip(self.cells)
            .map(|(name, present)| {
                let mut cells = vec![None; n_rows];
                for (row, value) in present {
                    cells[row] = Some(value);
                }
                Column {
                    name,
                    values: settle(cells),
                }
            })
            .collect();
        Dataset {
            columns,
            by_name: self.by_name,
            geometry: self.geometry,
            ids: self.ids,
            places: self.places,
        }
    }

    fn column_index(&mut self, name: &str) -> usize {
        if let Some(index) = self.by_name.get(name) {
            return *index;
        }
        let name: Arc<str> = name.into();
        self.names.push(name.clone());
        self.cells.push(Vec::new());
        self.by_name.insert(name, self.names.len() - 1);
        self.names.len() - 1
    }
}

/// Chooses the narrowest type that every present value has.
fn settle(cells: Vec<Option<Value>>) -> Values {
    let every = |test: fn(&Value) -> bool| cells.iter().flatten().all(test);
    if every(|v| matches!(v, Value::Text(_))) {
        return Values::Text(TextColumn::from_values(cells.into_iter().map(
            |c| match c {
                Some(Value::Text(text)) => Some(text),
                _ => None,
            },
        )));
    }
    if every(|v| matches!(v, Value::Number(..))) {
        return settle_numbers(cells);
    }
    if every(|v| matches!(v, Value::Flag(_))) {
        let flag = |c| match c {
            Some(Value::Flag(flag)) => Some(flag),
            _ => None,
        };
        return Values::Flag(cells.into_iter().map(flag).collect());
    }
    let json = |c: Option<Value>| c.map(|v| v.into_json().into());
    Values::Json(cells.into_iter().map(json).collect())
}

fn settle_numbers(cells: Vec<Option<Value>>) -> Values {
    let mut exact = HashMap::new();
    let mut values = Vec::with_capacity(cells.len());
    for (index, cell) in cells.into_iter().enumerate() {
        let Some(Value::Number(value, text)) = cell else {
            values.push(f64::NAN);
            continue;
        };
        if value.to_string() != text {
            exact.insert(RowId::from_index(index).0, text.into_boxed_str());
        }
        values.push(value);
    }
    Values::Number { values, exact }
}

/// `text` as a JSON string (RFC 8259, section 7).
fn json_string(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Vec<(&str, Option<Value>)>>) -> Dataset {
        let mut builder = DatasetBuilder::default();
        for row in rows {
            let cells = row.into_iter().map(|(n, v)| (n.to_owned(), v));
            builder.push(Place::default(), None, None, cells);
        }
        builder.finish()
    }

    #[test]
    fn missing_stays_missing_in_every_type() {
        let text = |t: &str| Some(Value::Text(t.into()));
        let data = table(vec![
            vec![("a", text("x")), ("b", Some(Value::Flag(true)))],
            vec![("c", Some(Value::Number(1.5, "1.50".into())))],
            vec![("a", None)],
        ]);
        assert_eq!(data.cell(RowId(0), "a"), Cell::Text("x"));
        assert_eq!(data.cell(RowId(1), "a"), Cell::Missing);
        assert_eq!(data.cell(RowId(2), "a"), Cell::Missing);
        assert_eq!(data.cell(RowId(0), "c"), Cell::Missing);
        assert_eq!(data.cell(RowId(1), "c"), Cell::Number(1.5, Some("1.50")));
        assert_eq!(data.cell(RowId(2), "b"), Cell::Missing);
        assert_eq!(data.cell(RowId(0), "none such"), Cell::Missing);
    }

    #[test]
    fn a_column_of_mixed_types_keeps_each_value_as_json() {
        let data = table(vec![
            vec![("a", Some(Value::Text("say \"hi\"\n".into())))],
            vec![("a", Some(Value::Number(7.0, "7".into())))],
        ]);
        assert_eq!(data.cell(RowId(0), "a"), Cell::Json(r#""say \"hi\"\n""#));
        assert_eq!(data.cell(RowId(1), "a"), Cell::Json("7"));
    }

    #[test]
    fn a_repeated_property_keeps_its_last_value() {
        let number = |n: f64| Some(Value::Number(n, n.to_string()));
        let data = table(vec![vec![("a", number(1.0)), ("a", number(2.0))]]);
        assert_eq!(data.cell(RowId(0), "a"), Cell::Number(2.0, None));
    }
}
