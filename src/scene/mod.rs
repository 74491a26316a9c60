//! Rows become things to draw, as numbers. No egui here.
pub mod basemap;
pub mod labels;
pub mod map;
pub mod mercator;
pub mod style;
pub mod text;
