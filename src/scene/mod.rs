//! Rows become things to draw, as numbers: marks, names, land, bars. No egui here, so that all of it
//! is tested as plain functions and drawn alike on screen and in a still.

pub mod area;
pub mod basemap;
pub mod gazetteer;
pub mod labels;
pub mod map;
pub mod mercator;
pub mod record_labels;
pub mod scale;
pub mod shapes;
pub mod style;
pub mod text;
pub mod timeline;
