//! A smooth move of the camera: straight in the plane, out and in again over long distances.

use crate::scene::mercator::{Viewport, World};

/// Seconds that a flight takes.
const DURATION_S: f32 = 0.25;

/// A flight under way.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Flight {
    from: Viewport,
    to_center: World,
    to_zoom: f64,
    elapsed_s: f32,
}

impl Flight {
    /// From one view to another, the short way around the world.
    #[must_use]
    pub fn new(from: Viewport, to_center: World, to_zoom: f64) -> Self {
        let turns = (from.center.x - to_center.x).round();
        Self {
            from,
            to_center: World {
                x: to_center.x + turns,
                y: to_center.y,
            },
            to_zoom,
            elapsed_s: 0.0,
        }
    }

    /// Lets time pass; `now` gives the size of the map, which may change on the way.
    pub fn advance(&mut self, dt_s: f32, now: Viewport) -> Viewport {
        self.elapsed_s += dt_s.clamp(0.0, 0.1);
        let t = f64::from((self.elapsed_s / DURATION_S).clamp(0.0, 1.0));
        let eased = t * t * (3.0 - 2.0 * t);
        let zoom = self.from.zoom + (self.to_zoom - self.from.zoom) * eased;
        // Moving in proportion to the scale keeps the target from racing past while zooming in.
        let (a, b) = (self.from.zoom.exp2(), self.to_zoom.exp2());
        let along = if (a - b).abs() < 1e-9 {
            eased
        } else {
            (1.0 / zoom.exp2() - 1.0 / a) / (1.0 / b - 1.0 / a)
        };
        Viewport {
            center: World {
                x: self.from.center.x + (self.to_center.x - self.from.center.x) * along,
                y: self.from.center.y + (self.to_center.y - self.from.center.y) * along,
            },
            zoom,
            ..now
        }
        .clamped()
    }

    /// Whether it has arrived.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.elapsed_s >= DURATION_S
    }

    /// Where it ends.
    #[must_use]
    pub fn destination(&self, now: Viewport) -> Viewport {
        Viewport {
            center: self.to_center,
            zoom: self.to_zoom,
            ..now
        }
        .clamped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(x: f64, zoom: f64) -> Viewport {
        Viewport {
            center: World { x, y: 0.4 },
            zoom,
            width: 800.0,
            height: 500.0,
        }
    }

    #[test]
    fn a_flight_ends_exactly_at_its_destination() {
        for (x, zoom) in [(0.3, 6.0), (0.9, 3.0), (0.5, 2.0)] {
            let mut flight = Flight::new(view(0.1, 3.0), World { x, y: 0.4 }, zoom);
            let mut now = view(0.1, 3.0);
            while !flight.is_over() {
                now = flight.advance(0.016, now);
            }
            assert!(
                (now.center.x - x).abs() < 1e-9 && (now.zoom - zoom).abs() < 1e-9,
                "{now:?}"
            );
        }
    }

    #[test]
    fn a_flight_takes_the_short_way_across_the_dateline() {
        let flight = Flight::new(view(0.95, 3.0), World { x: 0.05, y: 0.4 }, 3.0);
        assert!((flight.to_center.x - 1.05).abs() < 1e-12);
    }
}
