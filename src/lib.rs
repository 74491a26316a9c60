//! Station Atlas.

pub mod view;
