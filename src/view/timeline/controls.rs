//! The few controls of the transport, each with a name for screen readers and a tooltip.

use egui::{Align2, Color32, CornerRadius, Painter, Popup, PopupCloseBehavior, Rect, Response};
use egui::{Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

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
        Look::On => WidgetInfo::selected(Role::Button, ui.is_enabled(), true, name),
        _ => WidgetInfo::labeled(Role::Button, ui.is_enabled(), name),
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

/// A button that opens a menu: its face is a word, or an icon.
#[derive(Clone, Copy)]
pub(super) enum Face<'a> {
    /// A word.
    Word(&'a str),
    /// An icon; the word is said only.
    Icon(Icon, &'a str),
}

/// A button with a menu of choices; answers the one that was made.
pub(super) fn menu<T: Copy + PartialEq>(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    words: Words<'_>,
    current: &str,
    choices: &[(T, String)],
    chosen: T,
) -> Option<T> {
    let made = menu_of(
        ui,
        rect,
        theme,
        words,
        Face::Word(current),
        |ui, takes_focus| {
            let mut made = None;
            for (value, label) in choices {
                let choice = ui.selectable_label(*value == chosen, label);
                choice.widget_info(|| {
                    WidgetInfo::selected(Role::RadioButton, true, *value == chosen, label)
                });
                if takes_focus && *value == chosen {
                    choice.request_focus();
                }
                if choice.clicked() {
                    made = Some(*value);
                    ui.close();
                }
            }
            made
        },
    );
    made.flatten().filter(|made| *made != chosen)
}

/// A button with a menu of anything; answers what the menu does while it is open. The content is
/// told whether the choice that holds should take the focus.
pub(super) fn menu_of<T>(
    ui: &Ui,
    rect: Rect,
    theme: &Theme,
    words: Words<'_>,
    face: Face<'_>,
    content: impl FnOnce(&mut Ui, bool) -> T,
) -> Option<T> {
    let response = button(ui, rect, theme, words, Look::Plain, |painter, rect, ink| {
        face_ui(painter, rect, theme, ink, face);
    });
    let (Face::Word(current) | Face::Icon(_, current)) = face;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), words.name);
        info.current_text_value = Some(current.to_owned());
        info
    });
    // Opened by the keyboard, the menu takes the focus, and gives it back when it closes.
    let by_keys = response.id.with("opened by keys");
    let popup = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let takes_focus = response.has_focus();
    let shown = popup.show(|ui| {
        ui.set_min_width(rect.width());
        if takes_focus {
            ui.data_mut(|d| d.insert_temp(by_keys, true));
        }
        content(ui, takes_focus)
    });
    if shown.is_none() && ui.data_mut(|d| d.remove_temp::<bool>(by_keys)).is_some() {
        response.request_focus();
    }
    shown.map(|shown| shown.inner)
}

fn face_ui(painter: &Painter, rect: Rect, theme: &Theme, ink: Color32, face: Face<'_>) {
    let square =
        |x: f32, side: f32| Rect::from_center_size(pos2(x, rect.center().y), vec2(side, side));
    match face {
        Face::Word(word) => {
            let left = rect.left_center() + vec2(9.0, 0.0);
            let font = theme::medium(12.5);
            painter.text(left, Align2::LEFT_CENTER, word, font, ink);
        }
        Face::Icon(sign, _) => icon::paint(painter, square(rect.left() + 15.0, ICON), sign, ink),
    }
    let at = rect.right()
        - if matches!(face, Face::Word(_)) {
            12.0
        } else {
            10.0
        };
    icon::paint(painter, square(at, 10.0), Icon::ChevronDown, theme.ink_soft);
}
