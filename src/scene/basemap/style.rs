//! What the parts of the base map look like: kinds of line with their widths, dashes and the zoom
//! from which they are drawn, and the colours of a theme.

use crate::scene::style::Rgb;

/// A kind of line. The order is the order of drawing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LineClass {
    /// A river.
    River,
    /// The shore of a lake.
    Shore,
    /// The coast of the sea.
    Coast,
    /// A border between provinces.
    Province,
    /// A line that somebody claims, away from the border drawn.
    Claim,
    /// A border of a special area: a base, a buffer zone.
    Minor,
    /// A border, ceasefire line or line of control that is contested.
    Disputed,
    /// A border between countries.
    International,
}

impl LineClass {
    /// Every kind, in the order of drawing.
    pub const ALL: [Self; 8] = [
        Self::River,
        Self::Shore,
        Self::Coast,
        Self::Province,
        Self::Claim,
        Self::Minor,
        Self::Disputed,
        Self::International,
    ];

    /// The kind of a coast or border in the file; `None` for edges that are not drawn.
    pub(super) fn of_arc(class: u8) -> Option<Self> {
        match class {
            0 => Some(Self::Coast),
            1 => Some(Self::International),
            2 => Some(Self::Disputed),
            3 => Some(Self::Minor),
            _ => None,
        }
    }

    /// The kind of a contested line that is not a border of two drawn countries.
    pub(super) fn of_claim(class: u8) -> Self {
        if class == 2 {
            Self::Disputed
        } else {
            Self::Claim
        }
    }

    /// The zoom from which a line of this kind and rank (in the file) is drawn.
    pub(super) fn min_zoom(self, rank: u8) -> f32 {
        let rank = f32::from(rank);
        match self {
            Self::River => (rank / 1.45 + 1.0).max(2.6),
            Self::Shore => (rank / 1.6 + 0.5).max(0.0),
            Self::Province => (rank - 1.6).max(3.6),
            Self::Claim => 4.0,
            Self::Minor => 7.0,
            Self::Coast | Self::Disputed | Self::International => 0.0,
        }
    }

    /// Its width in points at a zoom.
    #[must_use]
    pub fn width(self, zoom: f64) -> f32 {
        match self {
            Self::River => ramp(zoom, &[(2.5, 0.4), (5.0, 0.8), (8.0, 1.4)]),
            Self::Shore => ramp(zoom, &[(2.0, 0.4), (5.0, 0.6), (8.0, 0.8)]),
            Self::Coast => ramp(zoom, &[(1.0, 0.6), (3.0, 0.7), (6.0, 0.95), (9.0, 1.2)]),
            Self::Province => ramp(zoom, &[(3.6, 0.45), (5.0, 0.65), (8.0, 1.0)]),
            Self::Claim => border_width(zoom) * 0.75,
            Self::Minor => border_width(zoom) * 0.8,
            Self::Disputed => border_width(zoom) * 0.95,
            Self::International => border_width(zoom),
        }
    }

    /// Length of dash and gap in points; `None` for a drawn-through line.
    #[must_use]
    pub fn dash(self) -> Option<(f32, f32)> {
        match self {
            Self::Disputed => Some((4.0, 3.0)),
            Self::Claim => Some((1.5, 3.0)),
            Self::Province => Some((3.0, 2.5)),
            _ => None,
        }
    }
}

fn border_width(zoom: f64) -> f32 {
    ramp(
        zoom,
        &[(1.0, 0.55), (2.5, 0.7), (4.5, 0.95), (7.0, 1.3), (9.0, 1.5)],
    )
}

/// Piecewise linear between (zoom, value) stops, level before the first and after the last.
pub(crate) fn ramp(zoom: f64, stops: &[(f64, f32)]) -> f32 {
    let mut before = None;
    for &(at, value) in stops {
        if zoom < at {
            return match before {
                None => value,
                Some((from, start)) => {
                    let t = ((zoom - from) / (at - from)) as f32;
                    start + (value - start) * t
                }
            };
        }
        before = Some((at, value));
    }
    before.map_or(0.0, |(_, value)| value)
}

/// The colours of the base map in a theme.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Palette {
    /// Seas and lakes.
    pub ocean: Rgb,
    /// Land.
    pub land: Rgb,
    /// Coast of the sea and shores of lakes.
    pub coast: Rgb,
    /// Rivers.
    pub river: Rgb,
    /// Province borders.
    pub province: Rgb,
    /// Country borders, contested ones as well.
    pub border: Rgb,
    /// Claimed lines.
    pub claim: Rgb,
    /// Names of countries.
    pub country_text: Rgb,
    /// Names and dots of cities.
    pub city_text: Rgb,
    /// Names of provinces.
    pub province_text: Rgb,
    /// Names of seas.
    pub sea_text: Rgb,
    /// Around the names on land.
    pub halo: Rgb,
}

impl Palette {
    /// For the light theme.
    pub const LIGHT: Self = Self {
        ocean: Rgb([0xdd, 0xe5, 0xec]),
        land: Rgb([0xf5, 0xf3, 0xee]),
        coast: Rgb([0xb4, 0xc4, 0xcf]),
        river: Rgb([0xc6, 0xd6, 0xe0]),
        province: Rgb([0xdb, 0xd5, 0xcb]),
        border: Rgb([0xb3, 0xa9, 0x9c]),
        claim: Rgb([0xc6, 0xbe, 0xb3]),
        country_text: Rgb([0x45, 0x4b, 0x54]),
        city_text: Rgb([0x55, 0x5b, 0x63]),
        province_text: Rgb([0x6c, 0x69, 0x62]),
        sea_text: Rgb([0x4b, 0x67, 0x7d]),
        halo: Rgb([0xf8, 0xf6, 0xf2]),
    };
    /// For the dark theme.
    pub const DARK: Self = Self {
        ocean: Rgb([0x0f, 0x15, 0x1b]),
        land: Rgb([0x1c, 0x24, 0x2c]),
        coast: Rgb([0x34, 0x40, 0x4b]),
        river: Rgb([0x26, 0x35, 0x42]),
        province: Rgb([0x30, 0x39, 0x42]),
        border: Rgb([0x4d, 0x58, 0x63]),
        claim: Rgb([0x41, 0x4b, 0x55]),
        country_text: Rgb([0xc4, 0xcb, 0xd2]),
        city_text: Rgb([0xa9, 0xb2, 0xbb]),
        province_text: Rgb([0x84, 0x8e, 0x98]),
        sea_text: Rgb([0x74, 0x8c, 0xa1]),
        halo: Rgb([0x19, 0x20, 0x27]),
    };

    /// The colour of a kind of line.
    #[must_use]
    pub fn line(&self, class: LineClass) -> Rgb {
        match class {
            LineClass::River => self.river,
            LineClass::Shore | LineClass::Coast => self.coast,
            LineClass::Province => self.province,
            LineClass::Claim => self.claim,
            LineClass::Minor | LineClass::Disputed | LineClass::International => self.border,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast ratio of WCAG 2.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let luminance = |c: Rgb| {
            let [r, g, b] = c.0.map(|v| {
                let v = f64::from(v) / 255.0;
                if v <= 0.040_45 {
                    v / 12.92
                } else {
                    ((v + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * r + 0.7152 * g + 0.0722 * b
        };
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn names_can_be_read_on_land_and_sea() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for text in [
                palette.country_text,
                palette.city_text,
                palette.province_text,
            ] {
                assert!(contrast(text, palette.land) >= 4.5, "{text:?}");
                assert!(contrast(text, palette.halo) >= 4.5, "{text:?}");
            }
            for text in [palette.country_text, palette.city_text, palette.sea_text] {
                assert!(contrast(text, palette.ocean) >= 4.5, "{text:?}");
            }
        }
    }

    #[test]
    fn a_ramp_is_level_outside_its_stops() {
        let stops = [(1.0, 2.0), (3.0, 4.0)];
        for (zoom, value) in [(0.0, 2.0), (2.0, 3.0), (9.0, 4.0)] {
            assert!((ramp(zoom, &stops) - value).abs() < 1e-6);
        }
    }

    #[test]
    fn lines_stay_thin() {
        for class in LineClass::ALL {
            for zoom in 0..20 {
                let width = class.width(f64::from(zoom));
                assert!((0.4..=1.5).contains(&width), "{class:?} {width}");
            }
        }
    }
}
