//! The map widget.
pub mod basemap;
