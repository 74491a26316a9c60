//! egui's tessellated output -> pixels on the CPU: for stills, films and snapshot tests.
//!
//! Needs no display, no GPU and no driver, and gives the same bytes on every machine: coverage is
//! integer arithmetic on 1/256 pixel, colours are plain `f32` sums, and every pixel is computed
//! alone, so the number of threads cannot show. The rules are those of egui's own renderers
//! (clip rectangles rounded to whole pixels, premultiplied blending in gamma space), without
//! their dithering and without mipmaps.
//!
//! It knows nothing of maps or time. Paint callbacks belong to a GPU and are counted, not drawn.

mod triangle;

mod paint;
mod texture;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use egui::epaint::{ImageData, Primitive, textures::TexturesDelta};
use egui::mutex::Mutex;
use egui::{ClippedPrimitive, Color32, ColorImage, Context, Id, Mesh, RawInput, Rect, Vec2};
use egui::{FullOutput, TextureId, ViewportId, pos2};

use texture::Texture;
use triangle::{Band, Corner, PixelRect};

/// More threads than this gain little: each one reads every triangle again.
const MAX_THREADS: usize = 2;

/// Below this many pixels a second thread costs more than it saves.
const PIXELS_WORTH_A_THREAD: usize = 200 * 200;

/// Longest side of an image or a texture, in pixels: what large GPUs offer too.
const MAX_SIDE: usize = 16_384;

/// A `ui` that asks for another frame at once is run at most this often for one picture.
const MAX_FRAMES: usize = 8;

/// Time between two of these frames, in seconds: longer than egui's animations, which are thus
/// over in the picture.
const FRAME_STEP_SECONDS: f64 = 0.25;

/// Keeps egui's textures and draws clipped primitives into an image.
#[derive(Default)]
pub struct Rasteriser {
    textures: HashMap<TextureId, Texture>,
    /// Freed by the last delta, but the frame that came with it may still show them.
    dying: Vec<TextureId>,
}

/// A finished picture, and what is missing in it.
pub struct Drawing {
    /// Premultiplied, in gamma space; opaque wherever the clear colour was.
    pub image: ColorImage,
    /// Paint callbacks, which only a GPU can draw.
    pub skipped_callbacks: usize,
    /// Meshes whose texture was never uploaded to this rasteriser, or is empty.
    pub missing_textures: usize,
}

impl Rasteriser {
    /// Takes over what `delta` uploads and frees, and leaves it empty.
    ///
    /// Call it with the deltas of every frame, in order, before that frame is drawn.
    pub fn apply_textures(&mut self, delta: &mut TexturesDelta) {
        for id in self.dying.drain(..) {
            self.textures.remove(&id);
        }
        for (id, images) in delta.set.drain() {
            for update in images {
                let ImageData::Color(image) = update.image;
                match update.pos {
                    Some(corner) => {
                        if let Some(texture) = self.textures.get_mut(&id) {
                            texture.patch(corner, &image);
                        }
                    }
                    None => match Texture::new(image, update.options) {
                        Some(texture) => drop(self.textures.insert(id, texture)),
                        None => drop(self.textures.remove(&id)),
                    },
                }
            }
        }
        self.dying.extend(delta.free.drain());
    }

    /// Draws `primitives`, in their order, over an image of `clear`.
    ///
    /// `size_px` is width and height in pixels; the primitives are in points. Nothing in them can
    /// make this panic: what cannot be drawn (not a number, no such vertex) is left out.
    #[must_use]
    pub fn draw(
        &self,
        primitives: &[ClippedPrimitive],
        size_px: [usize; 2],
        pixels_per_point: f32,
        clear: Color32,
    ) -> Drawing {
        let mut drawing = Drawing {
            image: ColorImage::filled(size_px, clear),
            skipped_callbacks: 0,
            missing_textures: 0,
        };
        for clipped in primitives {
            match &clipped.primitive {
                Primitive::Callback(_) => drawing.skipped_callbacks += 1,
                Primitive::Mesh(mesh) if !self.textures.contains_key(&mesh.texture_id) => {
                    drawing.missing_textures += 1;
                }
                Primitive::Mesh(_) => {}
            }
        }
        let threads = if drawing.image.pixels.len() < PIXELS_WORTH_A_THREAD {
            1
        } else {
            thread::available_parallelism().map_or(1, |n| n.get().min(MAX_THREADS))
        };
        self.draw_in_bands(
            primitives,
            pixels_per_point,
            &mut drawing.image.pixels,
            size_px,
            threads,
        );
        drawing
    }

    /// Each thread draws everything, clipped to its own band of rows.
    fn draw_in_bands(
        &self,
        primitives: &[ClippedPrimitive],
        pixels_per_point: f32,
        pixels: &mut [Color32],
        [width, height]: [usize; 2],
        threads: usize,
    ) {
        let rows = height.div_ceil(threads.max(1));
        if width == 0 || rows == 0 {
            return;
        }
        thread::scope(|scope| {
            let mut bands = pixels
                .chunks_mut(rows * width)
                .enumerate()
                .map(|(i, pixels)| Band::new(pixels, width, i * rows));
            let own = bands.next();
            for mut band in bands {
                scope.spawn(move || self.draw_band(primitives, pixels_per_point, &mut band));
            }
            if let Some(mut band) = own {
                self.draw_band(primitives, pixels_per_point, &mut band);
            }
        });
    }

    fn draw_band(
        &self,
        primitives: &[ClippedPrimitive],
        pixels_per_point: f32,
        band: &mut Band<'_>,
    ) {
        for clipped in primitives {
            let Primitive::Mesh(mesh) = &clipped.primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = pixels_of_clip_rect(clipped.clip_rect, pixels_per_point);
            let clip = clip.intersect(band.rect());
            if !clip.is_empty() {
                draw_mesh(band, clip, mesh, texture, pixels_per_point);
            }
        }
    }
}

fn draw_mesh(
    band: &mut Band<'_>,
    clip: PixelRect,
    mesh: &Mesh,
    texture: &Texture,
    pixels_per_point: f32,
) {
    let corner = |index: u32| {
        let vertex = mesh.vertices.get(usize::try_from(index).ok()?)?;
        Some(Corner::new(vertex, pixels_per_point))
    };
    for indices in mesh.indices.chunks_exact(3) {
        if let [Some(a), Some(b), Some(c)] =
            [corner(indices[0]), corner(indices[1]), corner(indices[2])]
        {
            triangle::draw(band, clip, texture, [a, b, c]);
        }
    }
}

/// Rounds as egui's renderers do; a rectangle with a NaN comes out empty.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and turns NaN into 0"
)]
fn pixels_of_clip_rect(rect: Rect, pixels_per_point: f32) -> PixelRect {
    let px = |points: f32| (points * pixels_per_point).round() as i64;
    if rect.any_nan() {
        return PixelRect::default();
    }
    PixelRect {
        left: px(rect.min.x),
        top: px(rect.min.y),
        right: px(rect.max.x),
        bottom: px(rect.max.y),
    }
}

/// Runs `ui` off screen until it has settled, and draws it over the theme's panel colour.
///
/// `size_points` is the size of the picture in points, `pixels_per_point` (positive) its
/// sharpness; the image has the product of both, rounded, and at most 16,384 pixels a side.
/// egui lays some things out by what it saw one frame earlier, so `ui` is called several times:
/// until it asks for no further frame, or eight times if it never stops. egui's clock advances by
/// a quarter of a second between frames, never by the real time: the same calls on a new
/// context give the same bytes.
///
/// A context uploads its glyphs and images once. They are kept inside `ctx`, so that it can be
/// rendered again, but it must not also be drawn by a window.
pub fn render(
    ctx: &Context,
    size_points: Vec2,
    pixels_per_point: f32,
    mut ui: impl FnMut(&mut egui::Ui),
) -> ColorImage {
    let rasteriser = ctx.data_mut(|data| {
        data.get_temp_mut_or_default::<Arc<Mutex<Rasteriser>>>(Id::unique("offscreen textures"))
            .clone()
    });
    let mut frame = || {
        let mut output = ctx.run_ui(next_input(ctx, size_points, pixels_per_point), &mut ui);
        rasteriser.lock().apply_textures(&mut output.textures_delta);
        output
    };
    let mut output = frame();
    for _ in 1..MAX_FRAMES {
        if !wants_another_frame(&output) {
            break;
        }
        output = frame();
    }

    let primitives = ctx.tessellate(output.shapes, output.pixels_per_point);
    let size_px = [size_points.x, size_points.y].map(|side| side_px(side, pixels_per_point));
    let clear = ctx.global_style().visuals.panel_fill;
    let drawing = rasteriser
        .lock()
        .draw(&primitives, size_px, output.pixels_per_point, clear);
    if drawing.skipped_callbacks + drawing.missing_textures > 0 {
        log::warn!(
            "off-screen picture lacks {} paint callbacks and {} textured meshes",
            drawing.skipped_callbacks,
            drawing.missing_textures
        );
    }
    drawing.image
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and turns NaN into 0"
)]
fn side_px(side_points: f32, pixels_per_point: f32) -> usize {
    ((side_points * pixels_per_point).round() as usize).min(MAX_SIDE)
}

fn next_input(ctx: &Context, size_points: Vec2, pixels_per_point: f32) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size_points)),
        max_texture_side: Some(MAX_SIDE),
        time: Some(ctx.input(|i| i.time) + FRAME_STEP_SECONDS),
        ..RawInput::default()
    };
    // egui multiplies this with the context's own zoom factor.
    let native = pixels_per_point / ctx.zoom_factor();
    input
        .viewports
        .entry(ViewportId::ROOT)
        .or_default()
        .native_pixels_per_point = Some(native);
    input
}

fn wants_another_frame(output: &FullOutput) -> bool {
    output
        .viewport_output
        .get(&ViewportId::ROOT)
        .is_some_and(|viewport| viewport.repaint_delay == Duration::ZERO)
}
