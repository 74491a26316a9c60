//! Station Atlas.
pub mod io;
pub mod model;
pub mod scene;
