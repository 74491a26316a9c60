//! Buttons: an icon with a name, plain text, and text in the accent colour.

use egui::{
    Color32, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::icon::{self, Icon};
use crate::view::theme::{self, RADIUS, Theme};

/// The side of an icon button with a frame, in points.
pub const ICON_BUTTON: f32 = 30.0;

/// A framed square button; `name` is its tooltip and what a screen reader says.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str) -> Response {
    sized_icon_button(ui, theme, icon, name, ICON_BUTTON, true)
}

/// A small button without a frame, for rows: `side` points wide and high.
pub fn plain_button(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str, side: f32) -> Response {
    sized_icon_button(ui, theme, icon, name, side, false)
}

fn sized_icon_button(
    ui: &mut Ui,
    theme: &Theme,
    icon: Icon,
    name: &str,
    side: f32,
    framed: bool,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let lit = response.hovered() || response.has_focus();
    let radius = CornerRadius::same(if framed { RADIUS } else { RADIUS - 2 });
    if framed {
        let fill = if lit { theme.line } else { theme.sunk };
        let stroke = Stroke::new(1.0, theme.line);
        ui.painter()
            .rect(rect, radius, fill, stroke, StrokeKind::Inside);
    } else if lit {
        ui.painter().rect_filled(rect, radius, theme.line);
    }
    focus_ring(ui, theme, &response, radius);
    let ink = match (ui.is_enabled(), lit || framed) {
        (false, _) => theme.ink_ghost,
        (true, true) => theme.ink,
        (true, false) => theme.ink_soft,
    };
    let inside = rect.shrink(if framed { 7.0 } else { side * 0.18 });
    icon::paint(ui.painter(), inside, icon, ink);
    response.on_hover_text(name)
}

/// A button that is only its words, in the accent colour.
pub fn text_button(ui: &mut Ui, theme: &Theme, words: &str, name: &str) -> Response {
    let font = theme::medium(12.0);
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER);
    // The words stand in line with the text around them; the wash reaches beyond.
    let size = galley.size() + vec2(0.0, 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let radius = CornerRadius::same(RADIUS - 3);
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(4.0, 0.0)), radius, theme.accent_wash);
    }
    focus_ring(ui, theme, &response, radius);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, theme.accent);
    if words == name {
        response
    } else {
        response.on_hover_text(name)
    }
}

/// The line around what the keyboard acts on: outside of it, so that it shows on the accent, too.
pub fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, radius: CornerRadius) {
    ring(ui, theme, response, 2.0, radius + CornerRadius::same(2));
}

/// The same just inside, for what fills a panel.
pub fn inner_focus_ring(ui: &Ui, theme: &Theme, response: &Response) {
    ring(ui, theme, response, -2.0, CornerRadius::same(RADIUS));
}

fn ring(ui: &Ui, theme: &Theme, response: &Response, beyond: f32, radius: CornerRadius) {
    if response.has_focus() {
        let (rect, stroke) = (response.rect.expand(beyond), Stroke::new(2.0, theme.accent));
        ui.painter()
            .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }
}
