//! Coverage, clipping, blending, and what must not panic; textures and whole UIs in their own files.

mod textures;
mod whole_ui;

use egui::epaint::{ImageDelta, PaintCallback, Vertex};
use egui::{TextureOptions, vec2};

use super::*;

const SIDE: usize = 16;
const WHITE: TextureId = TextureId::Managed(0);
/// White at half strength: one blend over black gives 128, a second one 192.
const HALF: Color32 = Color32::from_rgba_premultiplied(128, 128, 128, 128);

fn upload(rasteriser: &mut Rasteriser, id: TextureId, delta: ImageDelta) {
    let mut textures = TexturesDelta::default();
    textures.push(id, delta);
    rasteriser.apply_textures(&mut textures);
}

fn rasteriser() -> Rasteriser {
    let mut rasteriser = Rasteriser::default();
    let white = ColorImage::filled([1, 1], Color32::WHITE);
    upload(
        &mut rasteriser,
        WHITE,
        ImageDelta::full(white, TextureOptions::LINEAR),
    );
    rasteriser
}

fn clipped(clip_rect: Rect, mesh: Mesh) -> ClippedPrimitive {
    ClippedPrimitive {
        clip_rect,
        primitive: Primitive::Mesh(mesh),
    }
}

/// One triangle per three points.
fn triangles(points: &[(f32, f32)], color: Color32) -> Mesh {
    Mesh {
        indices: (0..u32::try_from(points.len()).unwrap()).collect(),
        vertices: points
            .iter()
            .map(|&(x, y)| Vertex::untextured(pos2(x, y), color))
            .collect(),
        texture_id: WHITE,
    }
}

fn rect_mesh(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    mesh
}

/// One row of grey texels.
fn greys(values: &[u8]) -> ColorImage {
    let pixels = values.iter().map(|&v| Color32::from_gray(v)).collect();
    ColorImage::new([values.len(), 1], pixels)
}

fn draw(mesh: Mesh, clear: Color32) -> ColorImage {
    let primitives = [clipped(Rect::EVERYTHING, mesh)];
    rasteriser()
        .draw(&primitives, [SIDE, SIDE], 1.0, clear)
        .image
}

/// Columns and rows of the pixels that are not black.
fn lit(image: &ColorImage) -> Vec<(usize, usize)> {
    let is_lit = |&(_, color): &(usize, &Color32)| *color != Color32::BLACK;
    let place = |(i, _)| (i % image.size[0], i / image.size[0]);
    image
        .pixels
        .iter()
        .enumerate()
        .filter(is_lit)
        .map(place)
        .collect()
}

fn all_in(columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> Vec<(usize, usize)> {
    rows.flat_map(|y| columns.clone().map(move |x| (x, y)))
        .collect()
}

#[test]
fn half_transparent_red_over_white_is_pink() {
    let red = Color32::from_rgba_unmultiplied(255, 0, 0, 128);
    let image = draw(rect_mesh(Rect::EVERYTHING, red), Color32::WHITE);
    assert_eq!(
        image.pixels[0],
        Color32::WHITE,
        "an infinite rectangle is no triangle"
    );
    let everywhere = Rect::from_min_max(pos2(-1e6, -1e6), pos2(1e6, 1e6));
    let image = draw(rect_mesh(everywhere, red), Color32::WHITE);
    assert_eq!(
        image.pixels,
        [Color32::from_rgb(255, 127, 127); SIDE * SIDE]
    );
}

#[test]
fn a_rectangle_covers_the_pixels_whose_centres_it_holds() {
    let check = |rect: [f32; 4], columns, rows| {
        let [left, top, right, bottom] = rect;
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let image = draw(rect_mesh(rect, Color32::WHITE), Color32::BLACK);
        assert_eq!(lit(&image), all_in(columns, rows), "{rect:?}");
    };
    check([1.0, 2.0, 4.0, 3.0], 1..4, 2..3);
    check([1.5, 1.5, 3.5, 3.5], 1..3, 1..3); // centres on the left and top edges only
    check([1.51, 1.49, 3.51, 3.49], 2..4, 1..3);
    check([-50.0, 14.0, 50.0, 50.0], 0..SIDE, 14..SIDE);
    check([2.6, 2.6, 3.4, 3.4], 0..0, 0..0); // between two centres
    check([16.0, 0.0, 20.0, 16.0], 0..0, 0..0);
}

#[test]
fn points_become_pixels() {
    let rect = Rect::from_min_max(pos2(1.0, 1.0), pos2(3.0, 2.0));
    let primitives = [clipped(
        Rect::from_min_max(pos2(0.0, 0.0), pos2(2.0, 9.0)),
        rect_mesh(rect, Color32::WHITE),
    )];
    let drawing = rasteriser().draw(&primitives, [SIDE, SIDE], 2.0, Color32::BLACK);
    assert_eq!(lit(&drawing.image), all_in(2..4, 2..4));
}

/// A fan around a centre, with both windings, whose outer ends lie `radius` away.
fn fan(center: (f32, f32), radius: f32) -> Mesh {
    let n = 23_u8;
    let spoke = |i: u8| {
        let angle = f32::from(i % n) / f32::from(n) * std::f32::consts::TAU;
        (
            center.0 + radius * angle.cos(),
            center.1 + radius * angle.sin(),
        )
    };
    let points: Vec<_> = (0..n)
        .flat_map(|i| {
            if i % 2 == 0 {
                [center, spoke(i), spoke(i + 1)]
            } else {
                [center, spoke(i + 1), spoke(i)]
            }
        })
        .collect();
    triangles(&points, HALF)
}

#[test]
fn shared_edges_are_blended_once() {
    let once = Color32::from_rgb(128, 128, 128);
    for center in [(8.0, 8.0), (7.5, 8.5), (3.37, 9.99), (15.9, 0.1)] {
        for radius in [60.0, 1e5, 3e6, 1e9, 1e30] {
            let image = draw(fan(center, radius), Color32::BLACK);
            let wrong = image.pixels.iter().filter(|&&c| c != once).count();
            assert_eq!(wrong, 0, "fan at {center:?} with radius {radius}");
        }
    }
}

#[test]
fn giant_triangles_keep_their_colours() {
    // Red grows from left to right, from far outside the picture to far outside.
    let mesh = |reach: f32| {
        let mut mesh = triangles(
            &[(-reach, -reach), (reach, -reach), (-reach, reach)],
            Color32::BLACK,
        );
        mesh.vertices[1].color = Color32::from_rgb(255, 0, 0);
        mesh
    };
    for reach in [1e4, 1e6, 1e7, 1e9] {
        let image = draw(mesh(reach), Color32::WHITE);
        // It ends at x + y = 0, the picture's first corner.
        assert_eq!(image.pixels[SIDE * SIDE - 1], Color32::WHITE, "{reach}");
        let mut shifted = mesh(reach);
        for vertex in &mut shifted.vertices {
            vertex.pos.x += reach / 2.0;
        }
        let red = draw(shifted, Color32::WHITE).pixels[5].r();
        // The picture is a quarter of the way along.
        assert!((63..=65).contains(&red), "{reach}: {red}");
    }
}

#[test]
fn coverage_agrees_with_a_slow_truth() {
    let mut state = 7_u64;
    let mut coordinate = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let unit = f64::from(u32::try_from(state >> 40).unwrap()) / f64::from(1 << 24);
        #[expect(clippy::cast_possible_truncation, reason = "a multiple of 1/64, exact")]
        let value = ((unit * 40.0 - 12.0) * 64.0).round() as f32 / 64.0;
        value
    };
    for _ in 0..2_000 {
        let p: [(f32, f32); 3] = std::array::from_fn(|_| (coordinate(), coordinate()));
        let found = lit(&draw(triangles(&p, Color32::WHITE), Color32::BLACK));
        let [a, b, c] = p.map(|(x, y)| (f64::from(x), f64::from(y)));
        let side = |p: (f64, f64), q: (f64, f64), x: f64, y: f64| {
            (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0)
        };
        for (x, y) in all_in(0..SIDE, 0..SIDE) {
            let center = |i: usize| f64::from(u8::try_from(i).unwrap()) + 0.5;
            let sides = [
                side(a, b, center(x), center(y)),
                side(b, c, center(x), center(y)),
                side(c, a, center(x), center(y)),
            ];
            let inside = sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0);
            let on_edge = sides.contains(&0.0);
            assert!(
                on_edge || inside == found.contains(&(x, y)),
                "{p:?} at {x}, {y}"
            );
        }
    }
}

#[test]
fn clip_rectangles_are_rounded_to_pixels() {
    let everywhere = Rect::from_min_max(pos2(-9.0, -9.0), pos2(99.0, 99.0));
    let check = |min: (f32, f32), max: (f32, f32), columns, rows| {
        let clip_rect = Rect::from_min_max(pos2(min.0, min.1), pos2(max.0, max.1));
        let primitives = [clipped(clip_rect, rect_mesh(everywhere, Color32::WHITE))];
        let drawing = rasteriser().draw(&primitives, [SIDE, SIDE], 1.0, Color32::BLACK);
        assert_eq!(lit(&drawing.image), all_in(columns, rows), "{clip_rect:?}");
    };
    check((2.4, 2.6), (4.4, 4.6), 2..4, 3..5);
    check((-1e30, -f32::INFINITY), (2.0, 3.0), 0..2, 0..3);
    check((14.0, 15.0), (1e30, f32::INFINITY), 14..16, 15..16);
    check((5.0, 5.0), (5.0, 9.0), 0..0, 0..0);
    check((9.0, 9.0), (5.0, 5.0), 0..0, 0..0);
    check((f32::NAN, 0.0), (9.0, 9.0), 0..0, 0..0);
}

#[test]
fn nothing_in_a_mesh_can_make_it_panic() {
    let odd = [
        0.0,
        7.3,
        -1e9,
        1e9,
        f32::MAX,
        f32::MIN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::NAN,
        f32::MIN_POSITIVE,
    ];
    let mut mesh = Mesh::with_texture(TextureId::Managed(1));
    for (i, &x) in odd.iter().enumerate() {
        for (j, &y) in odd.iter().enumerate() {
            let color = Color32::from_rgba_premultiplied(255, 9, 0, 3);
            let uv = pos2(odd[(i + 2 * j) % odd.len()], odd[(3 * i + j) % odd.len()]);
            mesh.vertices.push(Vertex {
                pos: pos2(x, y),
                uv,
                color,
            });
        }
    }
    let n = u32::try_from(mesh.vertices.len()).unwrap();
    for i in 0..n {
        for step in [1, 7, 13, 29] {
            mesh.indices.extend([i, (i + step) % n, (i + 3 * step) % n]);
        }
    }
    mesh.indices.extend([0, 1, u32::MAX, 0, 1]);
    for options in [
        TextureOptions::LINEAR,
        TextureOptions::NEAREST,
        TextureOptions::LINEAR_REPEAT,
        TextureOptions::NEAREST_MIRRORED_REPEAT,
    ] {
        let mut rasteriser = rasteriser();
        let id = TextureId::Managed(1);
        upload(
            &mut rasteriser,
            id,
            ImageDelta::full(greys(&[1, 2, 3]), options),
        );
        let primitives = [clipped(Rect::EVERYTHING, mesh.clone())];
        for pixels_per_point in [1.0, 1e30, 0.0, -1.0, f32::NAN] {
            let _ = rasteriser.draw(&primitives, [40, 30], pixels_per_point, Color32::BLACK);
        }
        for size_px in [[0, 0], [0, 5], [5, 0], [1, 1]] {
            let drawing = rasteriser.draw(&primitives, size_px, 1.0, Color32::BLACK);
            assert_eq!(drawing.image.size, size_px);
        }
    }
}

#[test]
fn what_cannot_be_drawn_is_counted() {
    let mut rasteriser = rasteriser();
    let empty = ColorImage::filled([0, 3], Color32::WHITE);
    upload(
        &mut rasteriser,
        TextureId::Managed(1),
        ImageDelta::full(empty, TextureOptions::LINEAR),
    );
    let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(9.0, 9.0));
    let with_texture = |texture_id| {
        let mut mesh = rect_mesh(rect, Color32::WHITE);
        mesh.texture_id = texture_id;
        clipped(Rect::EVERYTHING, mesh)
    };
    let callback = ClippedPrimitive {
        clip_rect: Rect::EVERYTHING,
        primitive: Primitive::Callback(PaintCallback {
            rect,
            callback: Arc::new(()),
        }),
    };
    let primitives = [
        with_texture(TextureId::Managed(1)),
        callback,
        with_texture(TextureId::User(5)),
    ];
    let drawing = rasteriser.draw(&primitives, [SIDE, SIDE], 1.0, Color32::BLACK);
    assert_eq!(drawing.skipped_callbacks, 1);
    assert_eq!(drawing.missing_textures, 2);
    assert_eq!(lit(&drawing.image), []);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let rasteriser = rasteriser();
    let mut mesh = fan((33.3, 20.1), 40.0);
    for (i, vertex) in (0_u8..).zip(&mut mesh.vertices) {
        vertex.color = Color32::from_rgba_unmultiplied(i * 3, 255 - i, 99, 200);
    }
    let primitives = [clipped(Rect::EVERYTHING, mesh)];
    let size_px = [61, 47];
    let image = |threads| {
        let mut pixels = vec![Color32::WHITE; size_px[0] * size_px[1]];
        rasteriser.draw_in_bands(&primitives, 1.0, &mut pixels, size_px, threads);
        pixels
    };
    let one = image(1);
    assert_ne!(one[0], one[size_px[0] * 20 + 33]);
    for threads in [2, 3, 7, 47, 100] {
        assert!(image(threads) == one, "{threads} threads");
    }
}
