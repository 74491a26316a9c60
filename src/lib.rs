//! Station Atlas.
pub mod assets;
pub mod model;
pub mod query;
pub mod scene;
pub mod session;
pub mod view;
