//! What the user sees.

pub mod offscreen;
