//! The bundled base map: land, coasts, borders, rivers and lakes, as numbers ready to be drawn.
//!
//! Nine levels of detail are built from one file, each when first asked for and then kept; a view
//! gets the part of a level that it shows. Nothing here draws, and nothing knows the names of
//! places: those are in `scene::labels`.

mod countries;
mod decode;
mod level;
mod mask;
mod style;
mod visible;

pub use countries::Country;
pub use decode::BasemapError;
pub use mask::LandMask;
pub(crate) use style::ramp;
pub use style::{LineClass, Palette};
pub use visible::{BaseGeometry, LineSet, Run, Triangles};

use crate::scene::mercator::Viewport;
use level::Level;
use std::sync::OnceLock;

/// Levels of detail, from the coarsest.
pub const LEVELS: usize = decode::FINEST as usize + 1;

/// The base map. Shared between threads behind an `Arc`: levels may be built on any of them.
#[derive(Default, Debug)]
pub struct Basemap {
    source: decode::Source,
    levels: [OnceLock<Level>; LEVELS],
    countries: OnceLock<Vec<countries::Outline>>,
    mask: OnceLock<LandMask>,
}

impl Basemap {
    /// The bundled map. Decoding takes some 30 ms; levels come later.
    #[must_use]
    pub fn load() -> Self {
        Self::decode(crate::assets::BASEMAP).unwrap_or_else(|error| {
            // A test decodes the bundled bytes; should they be damaged after all, the records are
            // still worth showing on an empty sea.
            log::error!("{error}");
            Self::default()
        })
    }

    /// A map from the bytes of a `BMAP1` file.
    pub fn decode(bytes: &[u8]) -> Result<Self, BasemapError> {
        Ok(Self {
            source: decode::Source::decode(bytes)?,
            ..Self::default()
        })
    }

    /// The level that suits a zoom: its simplification stays below half a pixel. A screen of twice
    /// the density needs one level more.
    #[must_use]
    pub fn level_for(zoom: f64, pixels_per_point: f32) -> usize {
        let density = f64::from(pixels_per_point).max(0.25).log2();
        // Level k is made for zoom k + 1.
        ((zoom + density - 1.0).ceil().max(0.0) as usize).min(LEVELS - 1)
    }

    /// Builds a level, and what every view needs besides, unless they are there; a number beyond the
    /// finest means the finest. This takes some tens of milliseconds: it may run on any thread.
    pub fn prepare(&self, level: usize) {
        self.level(level);
        self.land_mask();
    }

    /// The level nearest to the wanted one that is already built, finer ones first.
    #[must_use]
    pub fn nearest_ready(&self, level: usize) -> Option<usize> {
        let ready = |k: &usize| self.levels[*k].get().is_some();
        let level = level.min(LEVELS - 1);
        (0..LEVELS)
            .filter(ready)
            .min_by_key(|k| (k.abs_diff(level), *k < level))
    }

    /// What a view shows at the level that suits it, which is built if need be.
    #[must_use]
    pub fn visible(&self, view: &Viewport, pixels_per_point: f32) -> BaseGeometry {
        self.visible_at(view, Self::level_for(view.zoom, pixels_per_point))
    }

    /// What a view shows at a given level, which is built if need be.
    #[must_use]
    pub fn visible_at(&self, view: &Viewport, level: usize) -> BaseGeometry {
        BaseGeometry::new(self.level(level), view)
    }

    /// Where land is, in coarse cells: for placing the names of seas.
    pub fn land_mask(&self) -> &LandMask {
        self.mask
            .get_or_init(|| LandMask::new(&self.level(LandMask::LEVEL).land))
    }

    /// The land mask, if something has prepared it.
    #[must_use]
    pub fn ready_land_mask(&self) -> Option<&LandMask> {
        self.mask.get()
    }

    /// Every country of the map.
    pub fn countries(&self) -> impl Iterator<Item = Country<'_>> {
        self.outlines().iter().map(|outline| Country {
            source: &self.source,
            outline,
        })
    }

    /// The country at a place, by the border drawn; `None` at sea.
    #[must_use]
    pub fn country_at(&self, lon: f64, lat: f64) -> Option<Country<'_>> {
        self.countries().find(|country| country.contains(lon, lat))
    }

    /// How wide a country is, in world units: of its polygons the one that a place in degrees lies
    /// in, or else the widest.
    pub(crate) fn width_of(&self, iso: &str, lon: f64, lat: f64) -> Option<f64> {
        let [x0, _, x1, _] = self.bounds_of(iso, lon, lat)?;
        Some(x1 - x0)
    }

    /// The edges of that polygon: x0, y0, x1, y1 in world units.
    pub(crate) fn bounds_of(&self, iso: &str, lon: f64, lat: f64) -> Option<[f64; 4]> {
        let country = self.countries().find(|country| country.iso() == iso)?;
        country.bounds_at(lon, lat)
    }

    fn outlines(&self) -> &[countries::Outline] {
        self.countries
            .get_or_init(|| countries::Outline::all(&self.source))
    }

    fn level(&self, level: usize) -> &Level {
        let level = level.min(LEVELS - 1);
        self.levels[level].get_or_init(|| Level::build(&self.source, level as u8))
    }
}
