//! egui: what a scene looks like.
pub mod fonts;
pub mod map;
