//! Station Atlas.
pub mod model;
pub mod scene;
