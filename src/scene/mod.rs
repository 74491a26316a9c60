//! Rows become things to draw, as numbers. No egui here.
pub mod mercator;
pub mod scale;
