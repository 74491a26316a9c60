//! Station Atlas: records with a place and a time, on a world map beside a timeline.
//!
//! The layers, from the ground up; each may import those above it in this list that its line names,
//! and `tests/architecture.rs` holds that:
//!
//! - [`model`]: what the data is. Plain values; no serde, no files, no screen, no clock.
//! - [`io`] (model): bytes to model and back. Reading never fails on a record, and never panics.
//! - [`query`] (model): pure questions to a table of records.
//! - [`assets`]: the bundled map, names and fonts, as bytes.
//! - [`scene`] (model, query, assets): records become things to draw, as numbers; no egui.
//! - [`session`] (model, query, scene): the one mutable truth, changed by `Session::apply` only; no
//!   egui, no files, no clock.
//! - [`view`] (all of these but io): egui; reads the session and pushes commands, nothing else.
//! - [`app`] (all): the window, files, dialogs, threads and the clock.
//!
//! Coordinates are longitude, latitude in degrees (WGS 84) in `model` and `io`, the Mercator unit
//! square in f64 in `scene`, and points in f32 on the screen. Time is milliseconds in an i64.

pub mod app;
pub mod assets;
pub mod io;
pub mod model;
pub mod query;
pub mod scene;
pub mod session;
pub mod view;
