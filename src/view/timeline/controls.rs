//! The few controls of the transport, each with a name for screen readers and a tooltip.

use egui::{Align2, Color32, CornerRadius, Painter, Popup, Rect, Response, Role, Sense};
use egui::{Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::view::theme::{self, RADIUS, Theme};
use crate::view::widgets::button::focus_ring;
use crate::view::widgets::{Icon, icon};

/// The side of an icon, in points.
const ICON: f32 = 15.0;

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

/// A button with an icon.
pub(super) fn icon_button(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    words: Words<'_>,
    look: Look,
    sign: Icon,
) -> Response {
    button(ui, rect, theme, words, look, |painter, rect, ink| {
        let square = Rect::from_center_size(rect.center(), vec2(ICON, ICON));
        icon::paint(painter, square, sign, ink);
    })
}

/// A button with a painted face.
fn button(
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
    focus_ring(ui, theme, &response, CornerRadius::same(RADIUS));
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
        let at = rect.right_center() - vec2(12.0, 0.0);
        let square = Rect::from_center_size(at, vec2(11.0, 11.0));
        icon::paint(painter, square, Icon::ChevronDown, theme.ink_soft);
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
