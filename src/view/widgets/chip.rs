//! A pill: a category with its mark, or an active filter that a click takes away.

use egui::{
    Color32, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::button::focus_ring;
use super::elided;
use super::icon::{self, Icon};
use super::mark::Mark;
use crate::view::theme::{self, Theme};

/// The height of a chip in points.
const HEIGHT: f32 = 24.0;

/// A pill under construction.
pub struct Chip<'a> {
    words: &'a str,
    mark: Option<Mark>,
    close: Option<&'a str>,
    tip: &'a str,
    max_width: f32,
}

impl<'a> Chip<'a> {
    /// A pill with these words.
    #[must_use]
    pub fn new(words: &'a str) -> Self {
        Self {
            words,
            mark: None,
            close: None,
            tip: "",
            max_width: f32::INFINITY,
        }
    }

    /// With a record's mark before the words.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// With a cross; `name` says what a click takes away.
    #[must_use]
    pub fn close(mut self, name: &'a str) -> Self {
        self.close = Some(name);
        self
    }

    /// With words for the pointer.
    #[must_use]
    pub fn tip(mut self, tip: &'a str) -> Self {
        self.tip = tip;
        self
    }

    /// Never wider than this many points.
    #[must_use]
    pub fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }

    /// Shows it; a chip with a cross answers clicks.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let before = if self.mark.is_some() { 26.0 } else { 10.0 };
        let after = if self.close.is_some() { 24.0 } else { 10.0 };
        let room = self.max_width.min(ui.max_rect().width()) - before - after;
        let galley = elided(
            ui.painter(),
            self.words,
            theme::regular(12.0),
            theme.ink,
            room,
        );
        let was_elided = galley.elided;
        let size = vec2(before + galley.size().x + after, HEIGHT);
        let sense = if self.close.is_some() {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| match self.close {
            Some(name) => WidgetInfo::labeled(Role::Button, true, name),
            None => WidgetInfo::labeled(Role::Label, true, self.words),
        });
        let lit = self.close.is_some() && response.hovered();
        let fill = if lit { theme.line } else { theme.panel };
        let radius = CornerRadius::same(12);
        let stroke = Stroke::new(1.0, theme.line);
        ui.painter()
            .rect(rect, radius, fill, stroke, StrokeKind::Inside);
        focus_ring(ui, theme, &response, radius);
        if let Some(mark) = self.mark {
            let center = pos2(rect.left() + 15.0, rect.center().y);
            mark.paint(ui.painter(), center, 5.0, theme);
        }
        let at = pos2(
            rect.left() + before,
            rect.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, Color32::PLACEHOLDER);
        if self.close.is_some() {
            let cross = egui::Rect::from_center_size(
                pos2(rect.right() - 13.0, rect.center().y),
                vec2(11.0, 11.0),
            );
            let ink = if lit { theme.ink } else { theme.ink_soft };
            icon::paint(ui.painter(), cross, Icon::Close, ink);
        }
        match (self.tip, was_elided) {
            ("", false) => response,
            ("", true) => response.on_hover_text(self.words),
            (tip, _) => response.on_hover_text(tip),
        }
    }
}
