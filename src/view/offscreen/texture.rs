//! One uploaded texture and how it is sampled. Colours are premultiplied, in gamma space, 0 to 255.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "texture coordinates become texel indices; `as` saturates and `wrap` brings them inside"
)]

use std::sync::Arc;

use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode};
use egui::{Color32, ColorImage};

/// Red, green, blue, alpha: premultiplied, in gamma space, 0 to 255.
pub(super) type Rgba = [f32; 4];

pub(super) struct Texture {
    /// Never empty, and as many pixels as its size says.
    image: Arc<ColorImage>,
    options: TextureOptions,
}

impl Texture {
    /// `None` if the image has no pixels, or not as many as its size says.
    pub(super) fn new(image: Arc<ColorImage>, options: TextureOptions) -> Option<Self> {
        let [width, height] = image.size;
        let n_pixels = width.checked_mul(height)?;
        let fits =
            n_pixels > 0 && n_pixels == image.pixels.len() && i32::try_from(n_pixels).is_ok();
        fits.then_some(Self { image, options })
    }

    /// Replaces the part at `corner` (column, row); what lies outside is dropped.
    pub(super) fn patch(&mut self, corner: [usize; 2], part: &ColorImage) {
        let [left, top] = corner;
        let image = Arc::make_mut(&mut self.image);
        let [width, height] = image.size;
        if left >= width || top >= height || part.size[0] == 0 {
            return;
        }
        let n_columns = part.size[0].min(width - left);
        let to = image.pixels.chunks_exact_mut(width).skip(top);
        for (to, from) in to.zip(part.pixels.chunks_exact(part.size[0])) {
            to[left..left + n_columns].copy_from_slice(&from[..n_columns]);
        }
    }

    /// Width and height in texels.
    pub(super) fn size(&self) -> [f32; 2] {
        self.image.size.map(|side| side as f32)
    }

    /// Whether the two filters differ, so that the scale of a triangle matters.
    pub(super) fn filters_differ(&self) -> bool {
        self.options.magnification != self.options.minification
    }

    /// How to sample; `shrunk` where a pixel is larger than a texel.
    pub(super) fn filter(&self, shrunk: bool) -> TextureFilter {
        if shrunk {
            self.options.minification
        } else {
            self.options.magnification
        }
    }

    /// The colour at `uv`, where (0, 0) is the top left corner and (1, 1) the bottom right one.
    #[inline]
    pub(super) fn sample(&self, uv: [f32; 2], filter: TextureFilter) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (uv[0] * width as f32, uv[1] * height as f32);
        match filter {
            TextureFilter::Nearest => rgba(self.texel(self.column(floor(x)), self.row(floor(y)))),
            TextureFilter::Linear => {
                let (x, y) = (x - 0.5, y - 0.5);
                let (x0, y0) = (floor(x), floor(y));
                let (left, right) = (self.column(x0), self.column(x0.saturating_add(1)));
                let (top, bottom) = (self.row(y0), self.row(y0.saturating_add(1)));
                let (tx, ty) = (x - x0 as f32, y - y0 as f32);
                let above = mix(self.texel(left, top), self.texel(right, top), tx);
                let below = mix(self.texel(left, bottom), self.texel(right, bottom), tx);
                std::array::from_fn(|i| above[i] + (below[i] - above[i]) * ty)
            }
        }
    }

    #[inline]
    fn column(&self, x: i32) -> usize {
        wrap(x, self.image.size[0], self.options.wrap_mode)
    }

    #[inline]
    fn row(&self, y: i32) -> usize {
        wrap(y, self.image.size[1], self.options.wrap_mode)
    }

    #[inline]
    fn texel(&self, column: usize, row: usize) -> Color32 {
        self.image.pixels[row * self.image.size[0] + column]
    }
}

/// Brings an index into 0..n; `Texture::new` sees to it that n fits.
#[inline]
fn wrap(index: i32, n: usize, mode: TextureWrapMode) -> usize {
    match mode {
        TextureWrapMode::ClampToEdge => index.clamp(0, n as i32 - 1) as usize,
        TextureWrapMode::Repeat => i64::from(index).rem_euclid(n as i64) as usize,
        TextureWrapMode::MirroredRepeat => {
            let phase = i64::from(index).rem_euclid(2 * n as i64) as usize;
            phase.min(2 * n - 1 - phase)
        }
    }
}

/// `f32::floor` is a call into a library on processors without SSE 4.1, and slow here.
#[inline]
fn floor(x: f32) -> i32 {
    let truncated = x as i32;
    truncated.saturating_sub(i32::from(x < truncated as f32))
}

#[inline]
pub(super) fn rgba(color: Color32) -> Rgba {
    color.to_array().map(f32::from)
}

#[inline]
fn mix(a: Color32, b: Color32, t: f32) -> Rgba {
    let (a, b) = (rgba(a), rgba(b));
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * t)
}
