//! A row of choices of which one holds.

use egui::{Color32, CornerRadius, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use super::elided;
use crate::view::theme::{self, RADIUS, Theme};

/// The height of the control in points.
const HEIGHT: f32 = 28.0;

/// Shows `choices` (words, tooltip) side by side over `width` points, the one at `chosen` lit.
/// Answers the index of a choice that was clicked and does not hold yet.
pub fn segmented(
    ui: &mut Ui,
    theme: &Theme,
    width: f32,
    choices: &[(&str, &str)],
    chosen: usize,
) -> Option<usize> {
    let (frame, outer) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let radius = CornerRadius::same(RADIUS);
    let stroke = Stroke::new(1.0, theme.line);
    ui.painter()
        .rect(frame, radius, theme.sunk, stroke, StrokeKind::Inside);
    let part = frame.width() / choices.len().max(1) as f32;
    let mut clicked = None;
    for (index, (words, tip)) in choices.iter().enumerate() {
        let left = frame.left() + part * index as f32;
        let rect = egui::Rect::from_min_size(pos2(left, frame.top()), vec2(part, HEIGHT));
        let response = ui.interact(rect, outer.id.with(index), Sense::click());
        let is_chosen = index == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, *words));
        let inside = rect.shrink(1.0);
        let ink: Color32 = if is_chosen {
            ui.painter()
                .rect_filled(inside, CornerRadius::same(RADIUS - 1), theme.accent);
            theme.on_accent
        } else {
            if response.hovered() {
                ui.painter()
                    .rect_filled(inside, CornerRadius::same(RADIUS - 1), theme.line);
            }
            theme.ink
        };
        let font = if is_chosen {
            theme::medium(12.0)
        } else {
            theme::regular(12.0)
        };
        let galley = elided(ui.painter(), words, font, ink, part - 8.0);
        ui.painter()
            .galley(rect.center() - galley.size() / 2.0, galley, ink);
        focus_ring(ui, theme, &response, radius);
        if response.clicked() && !is_chosen {
            clicked = Some(index);
        }
        if !tip.is_empty() {
            response.on_hover_text(*tip);
        }
    }
    clicked
}
