//! Snapshot tests without a driver: `egui_kittest`'s renderer on top of the CPU rasteriser.
//!
//! `Harness::builder().renderer(Soft::default())`, then `harness.snapshot("name")`.

use egui::{Color32, Context, FullOutput, TexturesDelta};
use station_atlas::view::offscreen::Rasteriser;

/// Draws a harness over the panel colour of its theme.
#[derive(Default)]
pub struct Soft(Rasteriser);

impl egui_kittest::TestRenderer for Soft {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.apply_textures(delta);
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a harness has a small, positive size"
    )]
    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<image::RgbaImage, String> {
        let pixels_per_point = ctx.pixels_per_point();
        let size = (ctx.content_rect().size() * pixels_per_point).round();
        let [width, height] = [size.x as u32, size.y as u32];
        let primitives = ctx.tessellate(output.shapes.clone(), pixels_per_point);
        let drawing = self.0.draw(
            &primitives,
            [width as usize, height as usize],
            pixels_per_point,
            ctx.global_style().visuals.panel_fill,
        );
        if drawing.skipped_callbacks + drawing.missing_textures > 0 {
            return Err(format!(
                "{} paint callbacks and {} textured meshes could not be drawn",
                drawing.skipped_callbacks, drawing.missing_textures
            ));
        }
        let bytes = drawing.image.pixels.iter().flat_map(Color32::to_array);
        image::RgbaImage::from_raw(width, height, bytes.collect())
            .ok_or_else(|| "the picture has the wrong size".to_owned())
    }
}
