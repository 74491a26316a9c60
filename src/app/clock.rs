//! The one place that asks what time it is. Everything else gets time as a value.

use std::time::Instant;

/// Now, on a clock that only goes forward.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one clock of the program"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since an earlier moment.
#[must_use]
pub fn ms_since(start: Instant) -> f32 {
    now().duration_since(start).as_secs_f32() * 1000.0
}
