//! What the data *is*: plain values on `std`, `geo-types` and `jiff`.
//!
//! A [`Dataset`] is an immutable columnar table; a [`Schema`] says which of its properties play
//! which [`Role`]; a [`Lifespan`] says when a row was there, as honestly as its dates allow.
//! This layer knows no file format, no serde, no screen and no clock.

pub mod column;
pub mod dataset;
pub mod diagnostic;
pub mod geometry;
pub mod rows;
pub mod schema;
pub mod time;

pub use column::{Cell, Column, TextColumn, Values};
pub use dataset::{Dataset, DatasetBuilder, Value};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use geometry::{Bounds, GeometryColumn};
pub use rows::{RowId, RowSet};
pub use schema::{Role, Schema};
pub use time::{Beginning, Ending, Instant, Lifespan, Precision, Span, State};
