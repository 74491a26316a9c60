//! The rows behind a layer, with what is worked out once when they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Cell, Dataset, Diagnostic, Lifespan, Role, RowId, Schema, Span, TextColumn, Values,
};
use crate::query::evaluate::facet_column;
use crate::query::lifespans::lifespans;
use crate::scene::mercator::World;

use super::LayerId;

/// One record of one layer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RecordRef {
    /// The layer.
    pub layer: LayerId,
    /// The row.
    pub row: RowId,
}

/// How exact a place is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlacePrecision {
    /// A point, a city or a region: drawn where it is.
    Located,
    /// Somewhere in the country: drawn as a badge at the country's name.
    Country,
    /// The seat of the authority behind it, not a host place: not on the map.
    JurisdictionSeat,
}

/// The rows of a layer and what follows from them and the schema alone.
#[derive(Debug)]
pub struct LayerData {
    /// The table.
    pub dataset: Arc<Dataset>,
    /// When each row was there.
    pub lifespans: Vec<Lifespan>,
    /// How many things each row stands for.
    pub weights: Vec<u32>,
    /// Where each row is on the map; `None` without a place.
    pub places: Vec<Option<World>>,
    /// How exact each place is.
    pub precisions: Vec<PlacePrecision>,
    /// The category of each row.
    pub category: Option<TextColumn>,
    /// The host country of each row.
    pub country: Option<TextColumn>,
    /// The values of each property that one filters by.
    pub facets: BTreeMap<Arc<str>, TextColumn>,
    /// From the first to the last dated instant.
    pub extent: Option<Span>,
    /// What reading found.
    pub findings: Vec<Diagnostic>,
}

impl LayerData {
    /// Works out everything from a table and the roles of its properties.
    #[must_use]
    pub fn new<'a>(
        dataset: Arc<Dataset>,
        schema: &Schema,
        facets: impl IntoIterator<Item = &'a Arc<str>>,
        mut findings: Vec<Diagnostic>,
    ) -> Self {
        let dated = lifespans(&dataset, schema);
        findings.extend(dated.findings);
        let role = |role| {
            schema
                .property(role)
                .and_then(|name| facet_column(&dataset, name))
        };
        let extent = dated
            .lifespans
            .iter()
            .filter_map(Lifespan::extent)
            .reduce(Span::union);
        Self {
            weights: weights(&dataset, schema),
            places: places(&dataset),
            precisions: precisions(&dataset, schema),
            category: role(Role::Category),
            country: role(Role::Country),
            facets: facets
                .into_iter()
                .filter_map(|name| Some((Arc::clone(name), facet_column(&dataset, name)?)))
                .collect(),
            lifespans: dated.lifespans,
            extent,
            findings,
            dataset,
        }
    }

    /// How many things a row stands for.
    #[must_use]
    pub fn weight(&self, row: RowId) -> u32 {
        self.weights.get(row.index()).copied().unwrap_or(1)
    }

    /// When a row was there.
    #[must_use]
    pub fn lifespan(&self, row: RowId) -> Lifespan {
        self.lifespans.get(row.index()).copied().unwrap_or_default()
    }

    /// Where a row is on the map.
    #[must_use]
    pub fn world(&self, row: RowId) -> Option<World> {
        self.places.get(row.index()).copied().flatten()
    }

    /// How exact the place of a row is.
    #[must_use]
    pub fn precision(&self, row: RowId) -> PlacePrecision {
        self.precisions
            .get(row.index())
            .copied()
            .unwrap_or(PlacePrecision::Located)
    }

    /// The category of a row.
    #[must_use]
    pub fn category_of(&self, row: RowId) -> Option<&str> {
        self.category.as_ref()?.get(row)
    }

    /// The host country of a row.
    #[must_use]
    pub fn country_of(&self, row: RowId) -> Option<&str> {
        self.country.as_ref()?.get(row)
    }

    /// The text of the property that plays `role` in a row.
    #[must_use]
    pub fn role_text(&self, schema: &Schema, role: Role, row: RowId) -> Option<String> {
        self.dataset.cell(row, schema.property(role)?).to_text()
    }

    /// Whether any row has a date.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.extent.is_some()
    }
}

fn places(dataset: &Dataset) -> Vec<Option<World>> {
    dataset
        .rows()
        .map(|row| {
            let (lon, lat) = dataset.geometry().anchor(row)?;
            Some(World::from_lon_lat(lon, lat))
        })
        .collect()
}

fn weights(dataset: &Dataset, schema: &Schema) -> Vec<u32> {
    let column = schema.property(Role::Count).and_then(|n| dataset.column(n));
    let Some(Values::Number { values, .. }) = column.map(|c| &c.values) else {
        return vec![1; dataset.n_rows()];
    };
    let whole = |v: &f64| {
        if *v >= 0.0 && *v <= f64::from(u32::MAX) {
            v.round() as u32
        } else {
            1
        }
    };
    values.iter().map(whole).collect()
}

fn precisions(dataset: &Dataset, schema: &Schema) -> Vec<PlacePrecision> {
    let property = schema.property(Role::PlacePrecision);
    dataset
        .rows()
        .map(|row| match property.map(|name| dataset.cell(row, name)) {
            Some(Cell::Text("country")) => PlacePrecision::Country,
            Some(Cell::Text("jurisdiction-seat")) => PlacePrecision::JurisdictionSeat,
            _ => PlacePrecision::Located,
        })
        .collect()
}
