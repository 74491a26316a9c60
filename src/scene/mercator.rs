//! Web Mercator in f64, and the view onto it.
//!
//! *World* coordinates are the Mercator unit square: x grows east from the antimeridian (0 to 1),
//! y grows south from 85.05 degrees north (0 to 1). x may leave 0..1: the map is endless east and
//! west. At zoom z one world is 256 * 2^z points wide, as in every slippy map.

/// The latitude at which the Mercator square ends, in degrees.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;
/// The widest useful zoom out; a view never shows less than one world across.
pub const MIN_ZOOM: f64 = 0.0;
/// The closest zoom.
pub const MAX_ZOOM: f64 = 20.0;
/// Mean circumference used by scale bars, in metres (WGS 84 equator).
pub const EQUATOR_M: f64 = 40_075_016.685_578_49;

/// A position in the Mercator unit square.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct World {
    /// East from the antimeridian; one turn is 1.
    pub x: f64,
    /// South from the top of the square.
    pub y: f64,
}

/// A position on the map widget, in points from its top left corner.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Screen {
    /// Rightwards.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

impl World {
    /// From longitude and latitude in degrees; latitudes beyond the square are clamped to its edge.
    #[must_use]
    pub fn from_lon_lat(lon: f64, lat: f64) -> Self {
        let lat = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
        Self {
            x: (lon + 180.0) / 360.0,
            y: 0.5 - lat.tan().asinh() / std::f64::consts::TAU,
        }
    }

    /// Longitude in -180..=180 and latitude, in degrees.
    #[must_use]
    pub fn to_lon_lat(self) -> (f64, f64) {
        let lon = self.x.rem_euclid(1.0) * 360.0 - 180.0;
        let lat = ((0.5 - self.y) * std::f64::consts::TAU).sinh().atan();
        (lon, lat.to_degrees())
    }
}

/// What part of the world is seen, and how large.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Viewport {
    /// The world position in the middle of the view.
    pub center: World,
    /// log2 of (world width in points / 256).
    pub zoom: f64,
    /// Width of the view in points.
    pub width: f32,
    /// Height of the view in points.
    pub height: f32,
}

impl Viewport {
    /// Points per world at this zoom.
    #[must_use]
    pub fn scale(&self) -> f64 {
        256.0 * self.zoom.exp2()
    }

    /// Where a world position is on screen; not wrapped, may be far outside.
    #[must_use]
    pub fn screen_from_world(&self, at: World) -> Screen {
        let scale = self.scale();
        Screen {
            x: ((at.x - self.center.x) * scale) as f32 + self.width / 2.0,
            y: ((at.y - self.center.y) * scale) as f32 + self.height / 2.0,
        }
    }

    /// The world position under a point of the screen.
    #[must_use]
    pub fn world_from_screen(&self, at: Screen) -> World {
        let scale = self.scale();
        World {
            x: self.center.x + f64::from(at.x - self.width / 2.0) / scale,
            y: self.center.y + f64::from(at.y - self.height / 2.0) / scale,
        }
    }

    /// The world x at the left and right edge, and y at the top and bottom: (x0, y0, x1, y1).
    #[must_use]
    pub fn world_bounds(&self) -> [f64; 4] {
        let a = self.world_from_screen(Screen { x: 0.0, y: 0.0 });
        let b = self.world_from_screen(Screen {
            x: self.width,
            y: self.height,
        });
        [a.x, a.y, b.x, b.y]
    }

    /// The whole turns by which something at x in 0..1 must be moved to be seen: one for each copy
    /// of the world in view.
    pub fn copies(&self) -> impl Iterator<Item = f64> + use<> {
        let [x0, _, x1, _] = self.world_bounds();
        // A degenerate view (zero size, NaN) shows one copy at most.
        let (first, last) = (x0.floor(), (x1.ceil() - 1.0).min(x0.floor() + 8.0));
        (0..=((last - first).max(0.0) as i32)).map(move |i| first + f64::from(i))
    }

    /// Zoom at which one world fills the width (or the height, where that needs more).
    #[must_use]
    pub fn min_zoom(width: f32, height: f32) -> f64 {
        (f64::from(width.max(height)).max(64.0) / 256.0)
            .log2()
            .clamp(MIN_ZOOM, MAX_ZOOM)
    }

    /// The nearest view that keeps to the rules: zoom in range, and the square always covering the
    /// height of the view.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let least = Self::min_zoom(self.width, self.height);
        self.zoom = if self.zoom.is_finite() {
            self.zoom.clamp(least, MAX_ZOOM)
        } else {
            least
        };
        let half = f64::from(self.height) / 2.0 / self.scale();
        self.center.y = if self.center.y.is_finite() && half < 0.5 {
            self.center.y.clamp(half, 1.0 - half)
        } else {
            0.5
        };
        self.center.x = if self.center.x.is_finite() {
            self.center.x.rem_euclid(1.0)
        } else {
            0.5
        };
        self
    }

    /// This view with another zoom, keeping the world position under `at` where it is.
    #[must_use]
    pub fn zoomed_at(self, at: Screen, zoom: f64) -> Self {
        let fixed = self.world_from_screen(at);
        let mut next = Self { zoom, ..self }.clamped_zoom();
        let moved = next.world_from_screen(at);
        next.center.x += fixed.x - moved.x;
        next.center.y += fixed.y - moved.y;
        next.clamped()
    }

    fn clamped_zoom(mut self) -> Self {
        let least = Self::min_zoom(self.width, self.height);
        self.zoom = self.zoom.clamp(least, MAX_ZOOM);
        self
    }

    /// Metres per point at the middle of the view.
    #[must_use]
    pub fn metres_per_point(&self) -> f64 {
        let (_, lat) = self.center.to_lon_lat();
        EQUATOR_M * lat.to_radians().cos() / self.scale()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn view(x: f64, y: f64, zoom: f64) -> Viewport {
        Viewport {
            center: World { x, y },
            zoom,
            width: 800.0,
            height: 600.0,
        }
        .clamped()
    }

    proptest! {
        #[test]
        fn lon_lat_survives_the_round_trip(lon in -179.9..179.9, lat in -85.0..85.0) {
            let (lon2, lat2) = World::from_lon_lat(lon, lat).to_lon_lat();
            prop_assert!((lon - lon2).abs() < 1e-9 && (lat - lat2).abs() < 1e-9);
        }

        #[test]
        fn screen_survives_the_round_trip(x in 0.0..1.0, y in 0.0..1.0, zoom in 0.0..20.0, sx in 0.0f32..800.0, sy in 0.0f32..600.0) {
            let view = view(x, y, zoom);
            let back = view.screen_from_world(view.world_from_screen(Screen { x: sx, y: sy }));
            prop_assert!((back.x - sx).abs() < 0.01 && (back.y - sy).abs() < 0.01);
        }

        #[test]
        fn zooming_keeps_what_is_under_the_pointer(x in 0.0..1.0, zoom in 3.0..15.0, to in 3.0..18.0, sx in 0.0f32..800.0, sy in 250.0f32..350.0) {
            let at = Screen { x: sx, y: sy };
            let before = view(x, 0.45, zoom);
            let after = before.zoomed_at(at, to);
            let (a, b) = (before.world_from_screen(at), after.world_from_screen(at));
            let turn = (a.x - b.x).rem_euclid(1.0);
            prop_assert!(turn.min(1.0 - turn) < 1e-9 && (a.y - b.y).abs() < 1e-9);
        }
    }

    #[test]
    fn every_copy_of_the_world_in_view_is_named_once() {
        let wide = Viewport {
            center: World { x: 0.0, y: 0.5 },
            zoom: 1.0,
            width: 512.0,
            height: 300.0,
        };
        assert_eq!(wide.copies().collect::<Vec<_>>(), vec![-1.0, 0.0]);
        let close = Viewport {
            center: World { x: 0.5, y: 0.5 },
            zoom: 5.0,
            width: 512.0,
            height: 300.0,
        };
        assert_eq!(close.copies().collect::<Vec<_>>(), vec![0.0]);
    }

    #[test]
    fn a_broken_view_is_mended() {
        let broken = Viewport {
            center: World {
                x: f64::NAN,
                y: 9.0,
            },
            zoom: f64::INFINITY,
            width: 0.0,
            height: 0.0,
        };
        let mended = broken.clamped();
        assert!(
            mended.center.x.is_finite() && mended.center.y.is_finite() && mended.zoom.is_finite()
        );
    }
}
