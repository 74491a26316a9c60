//! The names on the base map, and where each is written.
//!
//! Names are placed one after the other, the important ones first; each takes the first of its
//! places that is free. What comes out depends only on what goes in, so a map looks the same each
//! time it is drawn, on screen and in an export.

mod block;
mod placer;
mod space;
mod table;

pub use super::area::Area;
pub use space::Space;
pub use table::{CityName, CountryName, LabelTables, Language, Name, ProvinceName, SeaName};

use crate::scene::basemap::LandMask;
use crate::scene::mercator::Viewport;
use crate::scene::text::{Measure, TextStyle};

/// What a name belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LabelKind {
    /// An ocean, a sea, a gulf.
    Sea,
    /// A country or territory.
    Country,
    /// A city, with a dot.
    City,
    /// A part of a country.
    Province,
}

/// One line of a name.
#[derive(Clone, PartialEq, Debug)]
pub struct LabelLine {
    /// The letters as they are written.
    pub text: String,
    /// The left edge in points.
    pub x: f32,
    /// The middle of the line in points.
    pub y: f32,
    /// How wide it is in points.
    pub width: f32,
}

/// The mark of a city.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dot {
    /// The middle, in points.
    pub x: f32,
    /// The middle, in points.
    pub y: f32,
    /// Of the whole mark, in points.
    pub radius: f32,
    /// A capital: a dot in a ring.
    pub is_ring: bool,
}

/// A name and its place in the view.
#[derive(Clone, PartialEq, Debug)]
pub struct PlacedLabel {
    /// The name, as in the table.
    pub name: String,
    /// What it names.
    pub kind: LabelKind,
    /// How it is set.
    pub style: TextStyle,
    /// Its lines, the upper one first.
    pub lines: Vec<LabelLine>,
    /// What the letters take.
    pub area: Area,
    /// A city's mark. A city under an obstacle has none: a record stands there.
    pub dot: Option<Dot>,
}

/// Places the names of a view.
///
/// No two of the areas and dots overlap, and none overlaps an obstacle. Names of seas keep off the
/// land where `land` is given.
#[must_use]
pub fn place(
    view: &Viewport,
    tables: &LabelTables,
    measure: &dyn Measure,
    land: Option<&LandMask>,
    obstacles: &[Area],
    language: Language,
) -> Vec<PlacedLabel> {
    let mut placer = placer::Placer::new(view, measure, land, obstacles, language);
    placer.oceans(&tables.seas);
    placer.reserve_capitals(&tables.cities);
    placer.countries(&tables.countries, placer::Turn::Early);
    placer.cities(&tables.cities, placer::Turn::Early);
    placer.countries(&tables.countries, placer::Turn::Late);
    placer.seas(&tables.seas);
    placer.cities(&tables.cities, placer::Turn::Late);
    placer.provinces(&tables.provinces);
    placer.finish()
}
