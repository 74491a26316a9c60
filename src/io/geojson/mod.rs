//! Anybody's GeoJSON to rows and findings.
//!
//! [`read`] first finds the features by their brackets and quotes (`document`, `scan`), then
//! reads each slice by itself (`feature`, `shape`), so that one bad feature is one finding and
//! the rest is read. Text that is nearly JSON is mended where it can be (`mend`).
//! [`guess_roles`] says which property seems to play which part.

mod date_shape;
mod document;
mod feature;
mod infer;
mod mend;
mod names;
mod read;
mod rows;
mod scan;
mod shape;

use std::borrow::Cow;

pub use infer::guess_roles;
pub use read::{Read, Tally, read};

/// A name from a file, short enough for a sentence.
fn short(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()).into(),
        None => name.into(),
    }
}
