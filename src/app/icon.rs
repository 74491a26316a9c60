//! The window's icon, drawn from numbers: a ring and a dot in the accent colour.

use egui::IconData;

const SIDE: u32 = 64;
const ACCENT: [u8; 3] = [0x0b, 0x6b, 0xcb];

/// The icon.
#[must_use]
pub fn icon() -> IconData {
    let middle = SIDE as f32 / 2.0 - 0.5;
    let pixel = |i: u32| {
        let (x, y) = ((i % SIDE) as f32 - middle, (i / SIDE) as f32 - middle);
        let r = x.hypot(y);
        // Each edge is a pixel wide: distance to the edge is the share that is covered.
        let dot = (12.5 - r).clamp(0.0, 1.0);
        let ring = (3.5 - (r - 25.0).abs()).clamp(0.0, 1.0);
        let [red, green, blue] = ACCENT;
        [red, green, blue, (dot.max(ring) * 255.0) as u8]
    };
    IconData {
        rgba: (0..SIDE * SIDE).flat_map(pixel).collect(),
        width: SIDE,
        height: SIDE,
    }
}
