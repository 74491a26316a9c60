//! Station Atlas.
pub mod model;
pub mod query;
pub mod scene;
pub mod session;
pub mod view;
