//! The CPU rasteriser as the renderer of `egui_kittest`: a click must show in the picture.

#[path = "support/soft.rs"]
mod soft;

use egui_kittest::{Harness, kittest::Queryable};

#[test]
fn a_harness_is_drawn_without_a_driver() {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(120.0, 40.0))
        .with_pixels_per_point(2.0)
        .renderer(soft::Soft::default())
        .build_ui_state(|ui, ticked| drop(ui.checkbox(ticked, "Ticked")), false);
    harness.run();
    let before = harness.render().unwrap();
    assert_eq!(before.dimensions(), (240, 80));
    assert_eq!(before, harness.render().unwrap());

    harness.get_by_label("Ticked").click();
    harness.run();
    assert_ne!(before, harness.render().unwrap());
}
