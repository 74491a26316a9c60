//! The base map while the camera moves: every frame another view, nothing kept from the last.
//! The goal is 3 ms for ground and names at 1440 x 900.

use std::sync::Arc;

use criterion::{Criterion, criterion_main};
use egui::{Context, Pos2, RawInput, Rect, vec2};
use station_atlas::scene::basemap::{Basemap, Palette};
use station_atlas::scene::mercator::{Viewport, World};
use station_atlas::view::fonts::font_definitions;
use station_atlas::view::map::basemap::{BasemapPainter, Detail};

fn moving_camera(c: &mut Criterion) {
    let basemap = Arc::new(Basemap::load());
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0));
    for zoom in [2.5, 5.0, 8.0] {
        let ctx = Context::default();
        ctx.set_fonts(font_definitions());
        let mut painter = BasemapPainter::new(basemap.clone(), Detail::Exact);
        let mut lon = 5.0;
        let mut frame = || {
            lon += 0.01;
            let view = Viewport {
                center: World::from_lon_lat(lon, 46.0),
                zoom,
                width: rect.width(),
                height: rect.height(),
            };
            let input = RawInput {
                screen_rect: Some(rect),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |ui| {
                painter.paint(ui.painter(), rect, &view.clamped(), &Palette::LIGHT, &[]);
            });
            output.textures_delta.clear();
            output.shapes.len()
        };
        frame();
        c.bench_function(&format!("moving camera, zoom {zoom}"), |b| {
            b.iter(&mut frame);
        });
    }
}

fn levels(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("decode", |b| b.iter(Basemap::load));
    for level in [2, 8] {
        group.bench_function(format!("level {level}"), |b| {
            b.iter_batched(
                Basemap::load,
                |map| map.prepare(level),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// `criterion_group!` would make a public function without a doc comment.
fn benches() {
    let mut criterion = Criterion::default().configure_from_args();
    moving_camera(&mut criterion);
    levels(&mut criterion);
}

criterion_main!(benches);
