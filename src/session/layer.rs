//! The rows behind a layer, with what is worked out once when they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Cell, Dataset, Diagnostic, Lifespan, Place, Role, RowId, Schema, Severity, Span, TextColumn,
};
use crate::query::Transitions;
use crate::query::evaluate::facet_column;
use crate::query::lifespans::{Dates, Formats, lifespans};
use crate::scene::mercator::World;
use crate::scene::shapes::{Outline, Outlines};

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
    /// When the answer for each row turns into another.
    pub transitions: Transitions,
    /// How many things each row stands for.
    pub weights: Vec<u32>,
    /// Where each row is on the map; `None` without a place.
    pub places: Vec<Option<World>>,
    /// How exact each place is.
    pub precisions: Vec<PlacePrecision>,
    /// The lines and areas of the rows whose place is exact.
    pub outlines: Vec<Outline>,
    /// The category of each row.
    pub category: Option<TextColumn>,
    /// The host country of each row.
    pub country: Option<TextColumn>,
    /// The values of each property that one filters by.
    pub facets: BTreeMap<Arc<str>, TextColumn>,
    /// How the date columns are to be read.
    pub formats: Formats,
    /// From the first to the last dated instant.
    pub extent: Option<Span>,
    /// What reading found.
    pub findings: Vec<Diagnostic>,
}

impl LayerData {
    /// Works out everything from a table, the roles of its properties, and the columns of the
    /// properties that one filters by.
    #[must_use]
    pub fn new(
        dataset: Dataset,
        schema: &Schema,
        facets: BTreeMap<Arc<str>, TextColumn>,
        mut findings: Vec<Diagnostic>,
    ) -> Self {
        let dated = lifespans(&dataset, schema);
        findings.extend(dated.findings);
        let role = |role| {
            let name = schema.property(role)?;
            let known = facets.get(name).cloned();
            known.or_else(|| facet_column(&dataset, name))
        };
        let extent = dated
            .lifespans
            .iter()
            .filter_map(Lifespan::extent)
            .reduce(Span::union);
        let precisions = precisions(&dataset, schema);
        Self {
            weights: weights(&dataset, schema, &mut findings),
            places: places(&dataset),
            outlines: outlines(&dataset, &precisions, &mut findings),
            precisions,
            category: role(Role::Category),
            country: role(Role::Country),
            facets,
            formats: dated.formats,
            transitions: Transitions::new(&dated.lifespans),
            lifespans: dated.lifespans,
            extent,
            findings,
            dataset: dataset.into(),
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

    /// The table with all that its dates are read by.
    #[must_use]
    pub fn dates<'a>(&'a self, schema: &'a Schema) -> Dates<'a> {
        Dates {
            data: &self.dataset,
            schema,
            formats: &self.formats,
        }
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
            let World { x, y } = World::from_lon_lat(lon, lat);
            // Files count longitudes from 0 to 360, too, and past the antimeridian.
            let x = x.rem_euclid(1.0);
            Some(World { x, y })
        })
        .collect()
}

/// The stable name of a count that is none.
pub const COUNT_UNREADABLE: &str = "count-unreadable";
/// The stable name of the counts that are none and not listed.
pub const COUNTS_MORE: &str = "counts-more";

/// What each row counts as: one, where nothing or no whole number is written.
fn weights(dataset: &Dataset, schema: &Schema, findings: &mut Vec<Diagnostic>) -> Vec<u32> {
    const MOST_FINDINGS: usize = 100;
    let column = schema.property(Role::Count).and_then(|n| dataset.column(n));
    let Some(column) = column else {
        return vec![1; dataset.n_rows()];
    };
    let mut warn = |code, place, message| {
        findings.push(Diagnostic {
            severity: Severity::Warning,
            code,
            place,
            message,
        });
    };
    let mut n_unreadable = 0;
    let weights = dataset.rows().map(|row| {
        let cell = column.cell(row);
        if matches!(cell, Cell::Missing) || matches!(cell, Cell::Text(t) if t.trim().is_empty()) {
            return 1;
        }
        cell.whole_number().unwrap_or_else(|| {
            n_unreadable += 1;
            if n_unreadable <= MOST_FINDINGS {
                let text: String = cell
                    .to_text()
                    .unwrap_or_default()
                    .chars()
                    .take(40)
                    .collect();
                let name = &column.name;
                let message =
                    format!("{name}: “{text}” is no whole number from 0 on; it counts as 1.");
                warn(COUNT_UNREADABLE, dataset.place(row), message);
            }
            1
        })
    });
    let weights = weights.collect();
    if n_unreadable > MOST_FINDINGS {
        let more = n_unreadable - MOST_FINDINGS;
        let message = format!("{more} more counts could not be read and count as 1.");
        warn(COUNTS_MORE, Place::default(), message);
    }
    weights
}

fn outlines(
    dataset: &Dataset,
    precisions: &[PlacePrecision],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Outline> {
    const MOST_FINDINGS: usize = 100;
    // The shape of a country, or of the seat of an authority, is not where the record is.
    let is_exact = |row: RowId| precisions.get(row.index()) == Some(&PlacePrecision::Located);
    let outlines = Outlines::of(dataset, is_exact);
    let unfilled = outlines.unfilled.iter().take(MOST_FINDINGS);
    findings.extend(unfilled.map(|row| {
        Diagnostic {
            severity: Severity::Note,
            code: "area-not-filled",
            place: dataset.place(*row),
            message:
                "The area is drawn as its outline only: its rings do not lie inside each other, \
                  or it has too many corners."
                    .to_owned(),
        }
    }));
    outlines.all
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
