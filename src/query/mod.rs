//! Pure questions to a dataset: which rows, how many, when. Knows no file format and no screen.

pub mod aggregate;
pub mod clock;
pub mod evaluate;
pub mod filter;
pub mod lifespans;
pub mod standing;
pub mod transitions;

pub use clock::{Clock, Mode, Undated, Within};
pub use filter::{FacetKey, Filters};
pub use standing::{Changed, Standing, Timed};
pub use transitions::Transitions;
