//! Rows become things to draw, as numbers. No egui here.
pub mod basemap;
pub mod labels;
pub mod mercator;
pub mod text;
