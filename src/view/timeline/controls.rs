//! The few controls of the transport, each with a name for screen readers and a tooltip.

use egui::{Align2, Color32, CornerRadius, Painter, Popup, Rect, Response, Role, Sense};
use egui::{Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::view::theme::{self, RADIUS, Theme};

use super::icons;

/// How a button looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Like its neighbours.
    Plain,
    /// The one that matters.
    Accent,
    /// A switch that is on.
    On,
}

/// What a control is called.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// What tells it from others; never changes.
    pub(super) id: &'static str,
    /// What a screen reader says.
    pub(super) name: &'a str,
    /// What the tooltip says.
    pub(super) tip: &'a str,
}

/// A button with a painted face.
pub(super) fn button(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    Words { id, name, tip }: Words<'_>,
    look: Look,
    face: impl FnOnce(&Painter, Rect, Color32),
) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(id), Sense::click());
    response.widget_info(|| match look {
        Look::On => WidgetInfo::selected(Role::Button, true, true, name),
        _ => WidgetInfo::labeled(Role::Button, true, name),
    });
    let hot = response.hovered() || response.is_pointer_button_down_on();
    let (fill, ink, edge) = match look {
        Look::Accent => {
            let fill = if hot {
                theme.accent.lerp_to_gamma(theme.ink, 0.12)
            } else {
                theme.accent
            };
            (fill, theme.on_accent, fill)
        }
        Look::On => (theme.accent_wash, theme.accent, theme.accent),
        Look::Plain if hot => (theme.line, theme.ink, theme.ink_ghost),
        Look::Plain => (theme.sunk, theme.ink, theme.line),
    };
    let stroke = Stroke::new(1.0, edge);
    ui.painter().rect(
        rect,
        CornerRadius::same(RADIUS),
        fill,
        stroke,
        StrokeKind::Inside,
    );
    face(ui.painter(), rect, ink);
    focus_ring(ui, &response, theme);
    response.on_hover_text(tip)
}

/// A button with a word and a menu of choices; answers the one that was made.
pub(super) fn menu<T: Copy + PartialEq>(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    words: Words<'_>,
    current: &str,
    choices: &[(T, String)],
    chosen: T,
) -> Option<T> {
    let response = button(ui, rect, theme, words, Look::Plain, |painter, rect, ink| {
        let left = rect.left_center() + vec2(10.0, 0.0);
        painter.text(left, Align2::LEFT_CENTER, current, theme::medium(12.5), ink);
        icons::chevron(
            painter,
            rect.right_center() - vec2(12.0, 0.0),
            theme.ink_soft,
        );
    });
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, words.name);
        info.current_text_value = Some(current.to_owned());
        info
    });
    let inner = Popup::menu(&response).show(|ui| {
        ui.set_min_width(rect.width());
        let mut made = None;
        for (value, label) in choices {
            if ui.selectable_label(*value == chosen, label).clicked() {
                made = Some(*value);
                ui.close();
            }
        }
        made
    });
    inner
        .and_then(|inner| inner.inner)
        .filter(|made| *made != chosen)
}

/// One choice out of a few, side by side; answers the one that was made.
pub(super) fn segments<T: Copy + PartialEq>(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    choices: &[(T, &str, &str, &str)],
    chosen: T,
) -> Option<T> {
    let radius = CornerRadius::same(RADIUS);
    let edge = Stroke::new(1.0, theme.line);
    ui.painter()
        .rect(rect, radius, theme.sunk, edge, StrokeKind::Inside);
    let width = rect.width() / choices.len().max(1) as f32;
    let mut made = None;
    for (i, (value, word, name, tip)) in choices.iter().enumerate() {
        let left = rect.left() + i as f32 * width;
        let part = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(width, rect.height()));
        let response = ui.interact(part, ui.scope_id().with(("mode", *name)), Sense::click());
        let is_chosen = *value == chosen;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, *name));
        let ink = if is_chosen {
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
        ui.painter()
            .text(part.center(), Align2::CENTER_CENTER, *word, font, ink);
        focus_ring(ui, &response, theme);
        if response.on_hover_text(*tip).clicked() && !is_chosen {
            made = Some(*value);
        }
    }
    made
}

/// A ring just inside of what the keyboard speaks to, for what fills a panel.
pub(super) fn inner_focus_ring(ui: &Ui, response: &Response, theme: &Theme) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.accent);
        let ring = response.rect.shrink(2.0);
        ui.painter()
            .rect_stroke(ring, CornerRadius::same(RADIUS), stroke, StrokeKind::Inside);
    }
}

/// A ring around what the keyboard speaks to.
pub(super) fn focus_ring(ui: &Ui, response: &Response, theme: &Theme) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.accent);
        let ring = response.rect.expand(2.0);
        ui.painter().rect_stroke(
            ring,
            CornerRadius::same(RADIUS + 2),
            stroke,
            StrokeKind::Inside,
        );
    }
}
