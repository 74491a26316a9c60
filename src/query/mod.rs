//! Pure questions to a table. No egui, no files, no clock.
pub mod lifespans;
