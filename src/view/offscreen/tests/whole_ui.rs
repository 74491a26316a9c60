//! `render`: a UI runs until it rests, and its picture is always the same.

use egui::Ui;

use super::*;

/// A disc, and text in a window (which egui lays out unseen in the first pass).
fn small_ui(ui: &mut Ui) {
    let corner = ui.max_rect().right_bottom();
    let center = corner - vec2(30.0, 30.0);
    ui.painter().circle_filled(center, 20.0, Color32::DARK_RED);
    egui::Window::new("Window").show(ui.ctx(), |ui| {
        ui.label("Hello 123");
        ui.checkbox(&mut true, "ticked");
    });
}

fn n_pixels(image: &ColorImage, is_it: impl Fn(Color32) -> bool) -> usize {
    image.pixels.iter().filter(|&&color| is_it(color)).count()
}

#[test]
fn a_small_ui_is_drawn_with_its_text() {
    let ctx = Context::default();
    ctx.set_theme(egui::Theme::Light);
    let image = render(&ctx, vec2(400.0, 200.0), 1.5, small_ui);
    assert_eq!(image.size, [600, 300]);
    assert_eq!(
        image.pixels[600 * 300 - 1],
        ctx.global_style().visuals.panel_fill
    );
    assert!(
        n_pixels(&image, |c| c == Color32::DARK_RED) > 1_000,
        "the circle"
    );
    let dark = |c: Color32| c.r() < 100 && c.g() < 100 && c.b() < 100;
    assert!(n_pixels(&image, dark) > 200, "the text");
    assert_eq!(n_pixels(&image, |c| c.a() != 255), 0, "see-through pixels");
}

#[test]
fn the_same_calls_give_the_same_bytes() {
    let twice = || {
        let ctx = Context::default();
        let first = render(&ctx, vec2(400.0, 200.0), 1.0, small_ui);
        // The glyphs are not uploaded a second time.
        let second = render(&ctx, vec2(400.0, 200.0), 1.0, small_ui);
        assert!(first == second);
        first
    };
    assert!(twice() == twice());
}

#[test]
fn a_ui_that_never_rests_is_drawn_after_eight_frames() {
    let ctx = Context::default();
    let mut n_calls = 0;
    let image = render(&ctx, vec2(9.0, 9.0), 1.0, |ui| {
        n_calls += 1;
        ui.ctx().request_repaint();
    });
    assert_eq!(n_calls, MAX_FRAMES);
    assert_eq!(image.size, [9, 9]);
}
