//! The colours of one triangle's pixels: interpolated, multiplied by the texture, blended.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "`as` to a colour byte is meant to saturate, and only values that are exactly equal \
              may take a short cut"
)]

use egui::Color32;
use egui::epaint::textures::TextureFilter;

use super::texture::{Rgba, Texture};
use super::triangle::Corner;

/// How much of each corner a pixel takes; the three sum up to 1.
type Weights = [f32; 3];

/// How one triangle is coloured.
pub(super) struct Paint<'a> {
    kind: Kind<'a>,
    /// How the weights change from one pixel to the next in a row.
    growth: Weights,
}

/// The cheapest way that is right.
enum Kind<'a> {
    /// One opaque colour.
    Opaque(Color32),
    /// One colour to blend.
    Flat(Rgba),
    /// One texel, and colours (already multiplied by it) that differ between corners.
    Gradient([Rgba; 3]),
    Textured(&'a Texture, TextureFilter),
}

impl<'a> Paint<'a> {
    /// `growth` is how the weights change from pixel to pixel, along x and along y.
    pub(super) fn new(texture: &'a Texture, corners: &[Corner; 3], growth: [Weights; 2]) -> Self {
        let uvs = corners.map(|corner| corner.uv);
        let shrunk = texture.filters_differ()
            && growth
                .iter()
                .any(|along| squared_texels(texture, blend_corners(&uvs, *along)) > 1.0);
        let filter = texture.filter(shrunk);
        let kind = if uvs[0] == uvs[1] && uvs[1] == uvs[2] {
            let texel = texture.sample(uvs[0], filter);
            Kind::untextured(corners.map(|corner| multiply(corner.color, texel)))
        } else {
            Kind::Textured(texture, filter)
        };
        Self {
            kind,
            growth: growth[0],
        }
    }

    /// Colours a run of pixels in a row; `weights` are those of the first of them.
    #[inline]
    pub(super) fn fill(&self, row: &mut [Color32], corners: &[Corner; 3], weights: Weights) {
        match &self.kind {
            Kind::Opaque(color) => row.fill(*color),
            Kind::Flat(color) => {
                if *color != [0.0; 4] {
                    for pixel in row {
                        blend(pixel, *color);
                    }
                }
            }
            Kind::Gradient(colors) => {
                let color = Ramp::new(colors, weights, self.growth);
                for (i, pixel) in row.iter_mut().enumerate() {
                    blend(pixel, color.at(i));
                }
            }
            Kind::Textured(texture, filter) => {
                let color = Ramp::new(&corners.map(|c| c.color), weights, self.growth);
                let uv = Ramp::new(&corners.map(|c| c.uv), weights, self.growth);
                for (i, pixel) in row.iter_mut().enumerate() {
                    let texel = texture.sample(uv.at(i), *filter);
                    if texel != [0.0; 4] {
                        blend(pixel, multiply(texel, color.at(i)));
                    }
                }
            }
        }
    }
}

impl Kind<'_> {
    fn untextured(colors: [Rgba; 3]) -> Self {
        let [color, ..] = colors;
        if colors.iter().any(|other| *other != color) {
            Self::Gradient(colors)
        } else if color[3] >= 255.0 {
            let mut opaque = Color32::TRANSPARENT;
            blend(&mut opaque, color);
            Self::Opaque(opaque)
        } else {
            Self::Flat(color)
        }
    }
}

/// A value that grows evenly from pixel to pixel.
struct Ramp<const N: usize> {
    first: [f32; N],
    step: [f32; N],
}

impl<const N: usize> Ramp<N> {
    #[inline]
    fn new(corners: &[[f32; N]; 3], weights: Weights, growth: Weights) -> Self {
        Self {
            first: blend_corners(corners, weights),
            step: blend_corners(corners, growth),
        }
    }

    #[inline]
    fn at(&self, i: usize) -> [f32; N] {
        let i = i as f32;
        std::array::from_fn(|n| self.first[n] + self.step[n] * i)
    }
}

#[inline]
fn blend_corners<const N: usize>([a, b, c]: &[[f32; N]; 3], weights: Weights) -> [f32; N] {
    std::array::from_fn(|i| a[i] * weights[0] + b[i] * weights[1] + c[i] * weights[2])
}

/// The squared length of a step in texture coordinates, in texels.
fn squared_texels(texture: &Texture, [u, v]: [f32; 2]) -> f32 {
    let [width, height] = texture.size();
    let [x, y] = [u * width, v * height];
    x * x + y * y
}

#[inline]
fn multiply(a: Rgba, b: Rgba) -> Rgba {
    std::array::from_fn(|i| a[i] * b[i] * (1.0 / 255.0))
}

/// `src` over `dst`, both premultiplied, in gamma space.
#[inline]
fn blend(dst: &mut Color32, src: Rgba) {
    let keep = 1.0 - src[3] * (1.0 / 255.0);
    let below = dst.to_array();
    let [r, g, b, a] = std::array::from_fn(|i| (src[i] + f32::from(below[i]) * keep + 0.5) as u8);
    *dst = Color32::from_rgba_premultiplied(r, g, b, a);
}
