//! Rows become things to draw, as numbers. No egui here.
pub mod map;
pub mod mercator;
pub mod scale;
pub mod style;
pub mod timeline;
