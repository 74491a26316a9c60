//! What colour, shape and mark stand for. Colours are plain RGB; which of a pair is used is the
//! theme's choice.

use std::sync::Arc;

/// An opaque sRGB colour.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// Reads `#RRGGBB`.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.is_ascii() {
            return None;
        }
        let part = |i: usize| u8::from_str_radix(digits.get(i..i + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Relative luminance (WCAG 2.2), 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio (WCAG 2.2), 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `self` moved towards `other` by `share` (0 to 1).
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        let mix =
            |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        let [r, g, b] = self.0;
        let [r2, g2, b2] = other.0;
        Self([mix(r, r2), mix(g, g2), mix(b, b2)])
    }
}

/// The colour of one thing on light and on dark ground.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ColorPair {
    /// On the light theme.
    pub light: Rgb,
    /// On the dark theme.
    pub dark: Rgb,
}

impl ColorPair {
    /// The one for the theme.
    #[must_use]
    pub fn pick(self, dark: bool) -> Rgb {
        if dark { self.dark } else { self.light }
    }
}

/// The outline of a mark. Colour never stands alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Shape {
    /// A disc.
    #[default]
    Circle,
    /// An upright square.
    Square,
    /// A triangle, point up.
    Triangle,
    /// A square on its corner.
    Diamond,
    /// A pentagon, point up.
    Pentagon,
    /// A hexagon.
    Hexagon,
}

impl Shape {
    /// The shapes in the order in which categories get them.
    pub const ALL: [Self; 6] = [
        Self::Circle,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Pentagon,
        Self::Hexagon,
    ];

    /// The shape's name in an atlas file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Circle => "circle",
            Self::Square => "square",
            Self::Triangle => "triangle",
            Self::Diamond => "diamond",
            Self::Pentagon => "pentagon",
            Self::Hexagon => "hexagon",
        }
    }

    /// The corners of the shape around (0, 0) with the area of a disc of radius 1; none for a disc.
    #[must_use]
    pub fn corners(self) -> Vec<(f32, f32)> {
        let (n, turn) = match self {
            Self::Circle => return Vec::new(),
            Self::Square => (4, 0.5),
            Self::Triangle => (3, 0.0),
            Self::Diamond => (4, 0.0),
            Self::Pentagon => (5, 0.0),
            Self::Hexagon => (6, 0.5),
        };
        let sides = n as f32;
        let step = std::f32::consts::TAU / sides;
        // Equal area: a regular n-gon of circumradius R covers n/2 R^2 sin(2 pi / n).
        let radius = (std::f32::consts::PI / (sides / 2.0 * step.sin())).sqrt();
        (0..n)
            .map(|i| {
                let angle = (i as f32 + turn) * step - std::f32::consts::FRAC_PI_2;
                (radius * angle.cos(), radius * angle.sin())
            })
            .collect()
    }
}

/// How one value of a category is drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryStyle {
    /// The property.
    pub property: Arc<str>,
    /// Its value.
    pub value: Arc<str>,
    /// What a legend calls it.
    pub label: Arc<str>,
    /// Its colour.
    pub color: ColorPair,
    /// Its shape.
    pub shape: Shape,
}

/// The family of marks that a layer puts on the map.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Marks {
    /// Discs in the category's colour and shape; rings for "known by"; badges for country-level rows,
    /// at the row's own point (in the bundled files the country's label point).
    Stations,
    /// Small arrows; a row whose category is `handover` gets a double arrow.
    Operations,
    /// Small flags: what a government did or said.
    Responses,
    /// As stations, for any opened file.
    #[default]
    Records,
    /// Not on the map.
    None,
}

/// What a layer puts on the timeline.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Lane {
    /// The stacked histogram behind the axis.
    #[default]
    Histogram,
    /// A lane of ticks.
    Ticks,
    /// A lane of named diamonds, and bars for rows with a span.
    Milestones,
    /// Nothing.
    None,
}

/// Paul Tol's *bright* and *muted* qualitative schemes, safe for colour-blind readers, then grey:
/// for files that bring no colours.
/// Source: P. Tol, "Colour Schemes", SRON/EPS/TN/09-002, issue 3.2 (2021).
pub const TOL: [ColorPair; 10] = [
    pair(0x44_77_aa, 0x77_aa_dd),
    pair(0xee_66_77, 0xff_8a_98),
    pair(0x22_88_33, 0x4f_bd_60),
    pair(0xaa_8a_20, 0xdd_cc_77),
    pair(0x33_99_bb, 0x66_cc_ee),
    pair(0xaa_33_77, 0xd8_6a_a8),
    pair(0x88_22_55, 0xc8_6a_98),
    pair(0x33_22_88, 0x8e_84_d8),
    pair(0x99_99_33, 0xc4_c4_60),
    pair(0x11_77_33, 0x44_aa_77),
];

/// Values without a colour of their own.
pub const OTHER: ColorPair = pair(0x8a_93_9c, 0x9a_a3_ac);

const fn pair(light: u32, dark: u32) -> ColorPair {
    ColorPair {
        light: rgb(light),
        dark: rgb(dark),
    }
}

const fn rgb(hex: u32) -> Rgb {
    Rgb([(hex >> 16) as u8, (hex >> 8) as u8, hex as u8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_colours_are_read_or_refused() {
        assert_eq!(Rgb::from_hex("#EE7733"), Some(Rgb([0xee, 0x77, 0x33])));
        for bad in ["EE7733", "#EE77", "#GGGGGG", "", "#éé77"] {
            assert_eq!(Rgb::from_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_shape_covers_the_area_of_the_disc() {
        for shape in Shape::ALL {
            let corners = shape.corners();
            if corners.is_empty() {
                continue;
            }
            let area: f32 = (0..corners.len())
                .map(|i| {
                    let ((x, y), (x2, y2)) = (corners[i], corners[(i + 1) % corners.len()]);
                    (x * y2 - x2 * y) / 2.0
                })
                .sum();
            assert!(
                (area - std::f32::consts::PI).abs() < 1e-4,
                "{shape:?} {area}"
            );
        }
    }
}
