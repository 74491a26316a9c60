//! Time along a line: where an instant lies on the axis, what lies under the pointer, and which
//! ticks are worth a label.
//!
//! Instants are `i64` and the arithmetic `f64`, because a century in milliseconds has more digits
//! than an `f32`; only what leaves for the screen is `f32`.

mod ticks;

#[cfg(test)]
mod tests;

use crate::model::time::tick::Step;
use crate::model::time::{Instant, Span, calendar};

use ticks::Unit;

/// The axis never shows less than ten seconds.
pub const LEAST_MS: i64 = 10_000;

/// Ticks nearer than this many points are never made, whatever is asked.
const LEAST_GAP: f32 = 8.0;

/// A span of time laid from `x0` to `x1`, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimeScale {
    /// What the axis shows.
    pub span: Span,
    /// Where the span starts, in points.
    pub x0: f32,
    /// Where it ends; greater than `x0`.
    pub x1: f32,
}

/// A mark on the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// When.
    pub at: Instant,
    /// Where, in points.
    pub x: f32,
    /// In words, as fine as the axis: "2019", "Mar", "20 Mar", "14:00", "14:00:15".
    pub label: String,
    /// Whether something coarser begins here, too: a year among months, midnight among hours.
    pub major: bool,
}

impl TimeScale {
    /// A scale over `span`, moved into the calendar and made at least [`LEAST_MS`] long.
    #[must_use]
    pub fn new(span: Span, x0: f32, x1: f32) -> Self {
        let length = span.duration_ms().max(1) as f64;
        let middle = span.start.0 as f64 + span.duration_ms() as f64 / 2.0;
        let start = if span.duration_ms() < LEAST_MS {
            middle - length / 2.0
        } else {
            span.start.0 as f64
        };
        Self {
            span: fitted(start, length, 0.5),
            x0,
            x1,
        }
    }

    /// Where an instant lies; outside `x0..x1` when it is not shown.
    #[must_use]
    pub fn x_from_time(&self, at: Instant) -> f32 {
        let since = at.0 as f64 - self.span.start.0 as f64;
        (f64::from(self.x0) + since / self.ms_per_point()) as f32
    }

    /// The instant at `x`, inside the calendar.
    #[must_use]
    pub fn time_from_x(&self, x: f32) -> Instant {
        let since = (f64::from(x) - f64::from(self.x0)) * self.ms_per_point();
        calendar::clamp(Instant((self.span.start.0 as f64 + since).round() as i64))
    }

    /// How much time a point stands for, in milliseconds.
    #[must_use]
    pub fn ms_per_point(&self) -> f64 {
        let width = f64::from(self.x1) - f64::from(self.x0);
        self.span.duration_ms().max(1) as f64 / if width > 0.0 { width } else { 1.0 }
    }

    /// Zoomed in by `factor` (out, if less than 1); the instant at `x` stays there where it can.
    #[must_use]
    pub fn zoomed_at(&self, x: f32, factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let width = f64::from(self.x1) - f64::from(self.x0);
        let share = if width > 0.0 {
            (f64::from(x) - f64::from(self.x0)) / width
        } else {
            0.5
        };
        let length = self.span.duration_ms() as f64;
        let length = (length / factor).clamp(LEAST_MS as f64, calendar::ALL.duration_ms() as f64);
        let fixed = self.span.start.0 as f64 + share * self.span.duration_ms() as f64;
        Self {
            span: fitted(fixed - share * length, length, share),
            ..*self
        }
    }

    /// Moved with the hand: `dx` points to the right shows earlier times.
    #[must_use]
    pub fn panned(&self, dx: f32) -> Self {
        if !dx.is_finite() {
            return *self;
        }
        let start = self.span.start.0 as f64 - f64::from(dx) * self.ms_per_point();
        Self {
            span: fitted(start, self.span.duration_ms() as f64, 0.5),
            ..*self
        }
    }

    /// The marks inside the axis, each at least `min_gap_points` from the next.
    #[must_use]
    pub fn ticks(&self, min_gap_points: f32) -> Vec<Tick> {
        if !(self.x0.is_finite() && self.x1.is_finite() && self.x1 > self.x0) {
            return Vec::new();
        }
        let Some(unit) = self.unit(min_gap_points) else {
            return Vec::new();
        };
        unit.starts_in(self.span)
            .into_iter()
            .map(|at| Tick {
                at,
                x: self.x_from_time(at),
                label: unit.label(at),
                major: unit.is_major(at),
            })
            .collect()
    }

    fn unit(&self, min_gap_points: f32) -> Option<Unit> {
        let gap = f64::from(min_gap_points.max(LEAST_GAP)) * self.ms_per_point();
        Unit::LADDER.into_iter().find(|unit| unit.least_ms() >= gap)
    }

    /// Whether the marks that are so far apart name times of day, which are in UTC.
    #[must_use]
    pub fn names_times(&self, min_gap_points: f32) -> bool {
        self.unit(min_gap_points).is_some_and(Unit::is_of_day)
    }

    /// What all of the axis has in common, for a label beside ticks that no longer say it: "2019"
    /// when only months of it show, "20 March 2019" when only hours do; `None` across years.
    #[must_use]
    pub fn context(&self) -> Option<String> {
        [Step::Day, Step::Month, Step::Year]
            .into_iter()
            .find_map(|step| {
                let tick = step.tick_containing(self.span.start);
                (self.span.end <= tick.end).then(|| step.label(tick))
            })
    }
}

/// A span of `length` milliseconds inside the calendar, from `start` or as near as it can be.
/// Where it must grow to [`LEAST_MS`], `share` of it stays before the same instant.
fn fitted(start: f64, length: f64, share: f64) -> Span {
    let longest = calendar::ALL.duration_ms();
    let wanted = (length.round() as i64).clamp(LEAST_MS, longest);
    let start = start - share * (wanted as f64 - length).max(0.0);
    let start = (start.round() as i64).clamp(calendar::ALL.start.0, calendar::ALL.end.0 - wanted);
    Span {
        start: Instant(start),
        end: Instant(start + wanted),
    }
}
