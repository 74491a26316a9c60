//! A row of choices of which one holds.

use egui::{Color32, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};
use egui::{pos2, vec2};

use super::button::focus_ring;
use super::elided;
use crate::view::theme::{self, RADIUS, Theme};

/// The height of the control in points.
pub const HEIGHT: f32 = 28.0;

/// One of the choices.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// What stands on it.
    pub words: &'a str,
    /// What a screen reader says.
    pub name: &'a str,
    /// What the tooltip says.
    pub tip: &'a str,
}

/// Shows the choices side by side over `rect`, the one at `chosen` lit. Answers the index of a
/// choice that was clicked and does not hold yet.
#[must_use]
pub fn segmented(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    segments: &[Segment<'_>],
    chosen: usize,
) -> Option<usize> {
    let radius = CornerRadius::same(RADIUS);
    let stroke = Stroke::new(1.0, theme.line);
    ui.painter()
        .rect(rect, radius, theme.sunk, stroke, StrokeKind::Inside);
    let width = rect.width() / segments.len().max(1) as f32;
    let mut clicked = None;
    for (index, segment) in segments.iter().enumerate() {
        let left = rect.left() + width * index as f32;
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let is_chosen = index == chosen;
        let id = ui.scope_id().with(("segment", segment.name));
        let response = ui.interact(part, id, Sense::click());
        let name = segment.name;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
        let ink: Color32 = if is_chosen {
            ui.painter().rect_filled(part, radius, theme.accent);
            theme.on_accent
        } else if response.hovered() {
            theme.ink
        } else {
            theme.ink_soft
        };
        let font = if is_chosen {
            theme::medium(12.5)
        } else {
            theme::regular(12.5)
        };
        let words = elided(ui.painter(), segment.words, font, ink, width - 4.0);
        ui.painter()
            .galley(part.center() - words.size() / 2.0, words, ink);
        focus_ring(ui, theme, &response, radius);
        if response.on_hover_text(segment.tip).clicked() && !is_chosen {
            clicked = Some(index);
        }
    }
    clicked
}
