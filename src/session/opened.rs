//! What was read, made ready to be shown: rows with all that follows from them, and a document
//! around a file that brings none. All of it may take time, and none of it needs a session.

mod step;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Column, Dataset, Diagnostic, Role, Schema, Span, TextColumn, Values};
use crate::query::evaluate::facet_column;
use crate::query::{Clock, Mode, Undated};
use crate::scene::mercator::World;
use crate::scene::style::{CategoryStyle, Lane, Marks, Shape, TOL};

use super::command::{OpenedAtlas, OpenedLayer};
use super::document::{About, Document, Facet, Layer, LayerId};
use super::layer::LayerData;
use super::words::{number, title_from_name};
use step::step_for;

impl OpenedAtlas {
    /// An atlas of a document and the tables of its layers, each with what reading it found.
    #[must_use]
    pub fn new(
        document: Document,
        tables: impl IntoIterator<Item = (Dataset, Vec<Diagnostic>)>,
        camera: Option<(World, f64)>,
    ) -> Self {
        let data = document
            .layers
            .iter()
            .zip(tables)
            .map(|(layer, (dataset, findings))| {
                let facets = facet_columns(&document, &dataset);
                LayerData::new(dataset, &layer.schema, facets, findings).into()
            })
            .collect();
        Self {
            document,
            data,
            camera,
        }
    }

    /// Adds a layer and its rows.
    pub fn push(&mut self, layer: Layer, dataset: Dataset, findings: Vec<Diagnostic>) {
        let facets = facet_columns(&self.document, &dataset);
        let data = LayerData::new(dataset, &layer.schema, facets, findings);
        self.document.layers.push(layer);
        self.data.push(data.into());
    }

    /// Puts a clock that was not saved on the last tick of what is dated, which is also the axis
    /// where none was saved. `step` is how long a tick is; left out, it follows from the dates.
    pub fn stand_at_last(&mut self, step: Option<crate::model::time::tick::Step>) {
        let extents = self.data.iter().filter_map(|data| data.extent);
        let document = &mut self.document;
        let Some(extent) = extents.reduce(Span::union) else {
            // Nothing is dated: the clock has nothing to ask, so everything is shown.
            document.clock.mode = Mode::AllTime;
            document.undated = Undated::Show;
            return;
        };
        let step = step.unwrap_or_else(|| {
            let lives = self.data.iter().flat_map(|data| &data.lifespans);
            step_for(extent, lives)
        });
        let last = step.tick_containing(extent.last());
        let first = step.tick_containing(extent.start);
        let Clock { mode, within, .. } = document.clock;
        document.clock = Clock::new(mode, step, last.start).asking(within);
        document.axis_home.get_or_insert(Span {
            start: first.start,
            end: last.end,
        });
    }
}

impl OpenedLayer {
    /// A file of its own, with facets from its columns and colours from its category.
    #[must_use]
    pub fn new(name: String, dataset: Dataset, schema: Schema, findings: Vec<Diagnostic>) -> Self {
        let columns = few_valued(&dataset, &schema);
        let facets = columns.iter().map(|(name, _)| facet(name)).collect();
        let data = LayerData::new(dataset, &schema, columns.into_iter().collect(), findings);
        let categories = schema
            .property(Role::Category)
            .zip(data.category.as_ref())
            .map_or_else(Vec::new, |(property, column)| {
                categories(&data.dataset, property, column)
            });
        Self {
            name,
            schema,
            data: data.into(),
            facets,
            categories,
        }
    }
}

impl From<OpenedLayer> for OpenedAtlas {
    fn from(opened: OpenedLayer) -> Self {
        let OpenedLayer {
            name,
            schema,
            data,
            facets,
            categories,
        } = opened;
        let layer = Layer {
            id: LayerId(0),
            key: "records".into(),
            title: name.as_str().into(),
            schema,
            marks: Marks::Records,
            lane: Lane::Histogram,
            visible: true,
        };
        let document = Document {
            about: About {
                statement: read_words(&data, &name),
                ..About::default()
            },
            title: name,
            facets,
            categories,
            layers: vec![layer],
            ..Document::default()
        };
        let mut atlas = Self {
            document,
            data: vec![data],
            camera: None,
        };
        atlas.stand_at_last(None);
        atlas
    }
}

/// "12 records read from a.geojson, 2 of them without a place."
fn read_words(data: &LayerData, name: &str) -> String {
    let n_rows = data.dataset.n_rows();
    let records = if n_rows == 1 { "record" } else { "records" };
    let n_unplaced = data.places.iter().filter(|place| place.is_none()).count();
    let unplaced = match n_unplaced {
        0 => String::new(),
        n => format!(", {} of them without a place", number(n as u64)),
    };
    let n_rows = number(n_rows as u64);
    format!("{n_rows} {records} read from {name}{unplaced}.")
}

/// The columns of the properties that a document filters by.
fn facet_columns(document: &Document, dataset: &Dataset) -> BTreeMap<Arc<str>, TextColumn> {
    let facets = document.facets.iter();
    let column = |f: &Facet| Some((f.property.clone(), facet_column(dataset, &f.property)?));
    facets.filter_map(column).collect()
}

/// The columns with few enough values to choose among: the category first, and never what names,
/// dates or describes a record.
fn few_valued(dataset: &Dataset, schema: &Schema) -> Vec<(Arc<str>, TextColumn)> {
    const MOST_VALUES: usize = 60;
    const MOST_FACETS: usize = 8;
    let category = schema.property(Role::Category);
    let is_category = |column: &Column| Some(&*column.name) == category;
    let few = |column: &Column, values: &TextColumn| {
        let n = values.dictionary().len();
        let repeats = n * 2 <= dataset.n_rows().max(4);
        (2..=MOST_VALUES).contains(&n) && (repeats || is_category(column))
    };
    let mut columns: Vec<&Column> = dataset.columns().iter().collect();
    columns.retain(|column| {
        !NO_FACET
            .iter()
            .any(|r| schema.property(*r) == Some(&*column.name))
    });
    columns.sort_by_key(|column| !is_category(column));
    columns
        .into_iter()
        // Text is already coded as a facet is: it need not be copied to be counted.
        .filter(|column| !matches!(&column.values, Values::Text(text) if !few(column, text)))
        .filter_map(|column| Some((column, facet_column(dataset, &column.name)?)))
        .filter(|(column, values)| few(column, values))
        .map(|(column, values)| (column.name.clone(), values))
        .take(MOST_FACETS)
        .collect()
}

/// Roles whose property says something of one record alone.
const NO_FACET: [Role; 9] = [
    Role::Start,
    Role::End,
    Role::KnownBy,
    Role::Closure,
    Role::Label,
    Role::Source,
    Role::Count,
    Role::Note,
    Role::Value,
];

fn facet(property: &Arc<str>) -> Facet {
    Facet {
        property: property.clone(),
        title: title_from_name(property).into(),
        labels: BTreeMap::new(),
        order: Vec::new(),
    }
}

/// Colours and shapes in order of frequency.
fn categories(dataset: &Dataset, property: &str, column: &TextColumn) -> Vec<CategoryStyle> {
    let mut counts = vec![0_usize; column.dictionary().len()];
    for row in dataset.rows() {
        if let Some(count) = column.code(row).and_then(|code| counts.get_mut(code)) {
            *count += 1;
        }
    }
    let mut order: Vec<(usize, &Arc<str>)> = counts.into_iter().zip(column.dictionary()).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    order
        .into_iter()
        .zip(TOL)
        .enumerate()
        .map(|(i, ((_, value), color))| CategoryStyle {
            property: property.into(),
            value: value.clone(),
            label: value.clone(),
            color,
            shape: Shape::ALL.get(i).copied().unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests;
