//! Bytes to model and back.
//!
//! Reading never fails on a feature: it answers with what it could read and with findings that
//! name feature and line. [`Unreadable`] is for a file of which nothing can be used. This layer
//! knows bytes only: no paths, no threads, no clock.

pub mod atlas;
pub mod geojson;
mod text;
mod unreadable;

pub use unreadable::Unreadable;
