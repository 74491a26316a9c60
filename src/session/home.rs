//! Where the atlas opens, on a map of any size.

use crate::model::Bounds;
use crate::scene::mercator::{Viewport, World};

use super::Session;

/// The size of the map, in points, for which an atlas file gives its zoom: that of the first window.
const REFERENCE: (f32, f32) = (880.0, 690.0);

/// The view that shows, on a map of this size, what the atlas opens with: its camera, scaled so that
/// the same part of the world is seen; else every record.
#[must_use]
pub fn home_view(session: &Session) -> Viewport {
    let now = session.viewport;
    let Some((center, zoom)) = session.opening else {
        return fitted(session).clamped();
    };
    let share = (now.width / REFERENCE.0).min(now.height / REFERENCE.1);
    Viewport {
        center,
        zoom: zoom + f64::from(share.max(0.05)).log2(),
        ..now
    }
    .clamped()
}

fn fitted(session: &Session) -> Viewport {
    let now = session.viewport;
    let bounds = session
        .data
        .values()
        .filter_map(|data| data.dataset.geometry().bounds())
        .reduce(Bounds::union);
    let Some(bounds) = bounds else {
        return now;
    };
    let a = World::from_lon_lat(bounds.west, bounds.north);
    let b = World::from_lon_lat(bounds.east, bounds.south);
    let fits = |points: f32, world: f64| (f64::from(points) * 0.8 / world.max(1e-9) / 256.0).log2();
    Viewport {
        center: World {
            x: f64::midpoint(a.x, b.x),
            y: f64::midpoint(a.y, b.y),
        },
        zoom: fits(now.width, b.x - a.x)
            .min(fits(now.height, b.y - a.y))
            .min(10.0),
        ..now
    }
}
