//! The window as pictures, drawn by the CPU rasteriser: no display, no driver. The light one is the
//! picture in the README. `UPDATE_SNAPSHOTS=1 cargo test --test pictures` draws them again.

#[path = "support/soft.rs"]
mod soft;

use clap::Parser;
use egui_kittest::{Harness, SnapshotOptions};
use station_atlas::app::App;
use station_atlas::app::cli::Options;

fn window(theme: &str, width: f32, height: f32) -> Harness<'static, App> {
    let options = Options::parse_from(["station-atlas", "--theme", theme]);
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, height))
        .with_theme(if theme == "dark" {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        })
        .with_max_steps(40)
        .renderer(soft::Soft::default())
        .build_eframe(move |cc| App::with_preferences(&cc.egui_ctx, &options, None));
    harness.run();
    harness
}

/// A few pixels may differ where a compiler rounds otherwise; a moved or missing thing is more.
fn options() -> SnapshotOptions {
    SnapshotOptions::new().threshold(0.8).max_failed_pixels(200)
}

#[test]
fn the_window_in_light() {
    window("light", 1440.0, 900.0).snapshot_options("atlas_light", &options());
}

#[test]
fn the_window_in_dark() {
    window("dark", 1280.0, 720.0).snapshot_options("atlas_dark", &options());
}

#[test]
fn the_smallest_window() {
    window("light", 900.0, 600.0).snapshot_options("atlas_small", &options());
}
