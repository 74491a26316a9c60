//! Sampling, updating and freeing textures.

use super::*;

/// Draws a rectangle with `image`, from `uv_min` to `uv_max`, over black.
fn draw_textured(image: ColorImage, options: TextureOptions, rect: Rect, uv: Rect) -> ColorImage {
    let mut rasteriser = rasteriser();
    let id = TextureId::Managed(1);
    upload(&mut rasteriser, id, ImageDelta::full(image, options));
    let mut mesh = Mesh::with_texture(id);
    mesh.add_rect_with_uv(rect, uv, Color32::WHITE);
    let primitives = [clipped(Rect::EVERYTHING, mesh)];
    rasteriser
        .draw(&primitives, [SIDE, SIDE], 1.0, Color32::BLACK)
        .image
}

fn first_row(image: &ColorImage, n: usize) -> Vec<u8> {
    image.pixels[..n].iter().map(Color32::r).collect()
}

#[test]
fn textures_are_sampled_as_their_options_ask() {
    let unit = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    let three = Rect::from_min_max(pos2(-1.0, 0.0), pos2(2.0, 1.0));
    let check = |options, width: f32, uv, expected: &[u8]| {
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 1.0));
        let image = draw_textured(greys(&[0, 200]), options, rect, uv);
        assert_eq!(first_row(&image, expected.len()), expected, "{options:?}");
    };
    check(TextureOptions::NEAREST, 4.0, unit, &[0, 0, 200, 200, 0]);
    check(TextureOptions::LINEAR, 4.0, unit, &[0, 50, 150, 200, 0]);
    check(
        TextureOptions::NEAREST,
        6.0,
        three,
        &[0, 0, 0, 200, 200, 200, 0],
    );
    check(
        TextureOptions::NEAREST_REPEAT,
        6.0,
        three,
        &[0, 200, 0, 200, 0, 200, 0],
    );
    check(
        TextureOptions::NEAREST_MIRRORED_REPEAT,
        6.0,
        three,
        &[200, 0, 0, 200, 200, 0, 0],
    );
    // Shrunk to one pixel, the middle lies between both texels; enlarged, they stay sharp.
    let mixed = TextureOptions {
        minification: egui::TextureFilter::Linear,
        ..TextureOptions::NEAREST
    };
    check(mixed, 1.0, unit, &[100, 0]);
    check(mixed, 4.0, unit, &[0, 0, 200, 200, 0]);
}

#[test]
fn an_image_at_its_own_size_is_copied() {
    let mut image = ColorImage::filled([SIDE, SIDE], Color32::BLACK);
    for (i, pixel) in image.pixels.iter_mut().enumerate() {
        *pixel = Color32::from_rgb(u8::try_from(i).unwrap(), 7, 200);
    }
    let side = 16.0;
    let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(side, side));
    let uv = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    for options in [TextureOptions::NEAREST, TextureOptions::LINEAR] {
        assert_eq!(
            draw_textured(image.clone(), options, rect, uv).pixels,
            image.pixels
        );
    }
}

#[test]
fn textures_are_patched_and_outlive_the_frame_that_frees_them() {
    let mut rasteriser = rasteriser();
    let id = TextureId::Managed(1);
    let patch = |pos, image| ImageDelta::partial(pos, image, TextureOptions::NEAREST);
    upload(
        &mut rasteriser,
        id,
        ImageDelta::full(greys(&[1, 2, 3, 4]), TextureOptions::NEAREST),
    );
    upload(&mut rasteriser, id, patch([1, 0], greys(&[20, 30])));
    upload(&mut rasteriser, id, patch([3, 0], greys(&[40, 50, 60]))); // too wide
    upload(&mut rasteriser, id, patch([4, 0], greys(&[70]))); // outside
    upload(&mut rasteriser, id, patch([0, 1], greys(&[70]))); // outside
    let mut delta = TexturesDelta::default();
    delta.free(id);
    rasteriser.apply_textures(&mut delta);

    let mut mesh = Mesh::with_texture(id);
    let unit = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    mesh.add_rect_with_uv(
        Rect::from_min_size(pos2(0.0, 0.0), vec2(4.0, 1.0)),
        unit,
        Color32::WHITE,
    );
    let primitives = [clipped(Rect::EVERYTHING, mesh)];
    let drawing = rasteriser.draw(&primitives, [SIDE, SIDE], 1.0, Color32::BLACK);
    assert_eq!(first_row(&drawing.image, 5), [1, 20, 30, 40, 0]);

    rasteriser.apply_textures(&mut TexturesDelta::default());
    let drawing = rasteriser.draw(&primitives, [SIDE, SIDE], 1.0, Color32::BLACK);
    assert_eq!(drawing.missing_textures, 1);
    assert_eq!(lit(&drawing.image), []);
}
