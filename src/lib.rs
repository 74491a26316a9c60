//! Station Atlas.
pub mod assets;
pub mod model;
pub mod scene;
pub mod view;
