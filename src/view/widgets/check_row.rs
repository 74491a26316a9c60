//! One value of a filter: a tick, its mark, its name and how many of it are shown.
//!
//! Under the pointer the count gives way to *only*. That button is there for the keyboard and for
//! screen readers all the time.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::button::focus_ring;
use super::elided;
use super::icon::{self, Icon};
use super::mark::Mark;
use crate::view::text::number;
use crate::view::theme::{self, RADIUS, Theme};

/// The height of a row in points.
pub const ROW: f32 = 25.0;
const BOX: f32 = 15.0;
const INDENT: f32 = BOX + 7.0;

/// A row under construction.
pub struct CheckRow<'a> {
    name: &'a str,
    checked: bool,
    mark: Option<Mark>,
    counts: Option<(u64, u64)>,
    bar: Option<Bar>,
    has_only: bool,
}

/// The line under a name: all of its values in a pale tone, the shown ones in the full one.
#[derive(Clone, Copy, Debug)]
struct Bar {
    color: Color32,
    most: u64,
}

/// What the user asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CheckRowAnswer {
    /// Nothing.
    #[default]
    None,
    /// Tick or untick.
    Toggle,
    /// This one and no other.
    Only,
}

impl<'a> CheckRow<'a> {
    /// A row with this name.
    #[must_use]
    pub fn new(name: &'a str, checked: bool) -> Self {
        Self {
            name,
            checked,
            mark: None,
            counts: None,
            bar: None,
            has_only: false,
        }
    }

    /// With the mark that the map draws.
    #[must_use]
    pub fn mark(mut self, mark: Option<Mark>) -> Self {
        self.mark = mark;
        self
    }

    /// With `shown / total` on the right.
    #[must_use]
    pub fn counts(mut self, shown: u64, total: u64) -> Self {
        self.counts = Some((shown, total));
        self
    }

    /// With a line under the name, as long as the total is beside `most`.
    #[must_use]
    pub fn bar(mut self, color: Color32, most: u64) -> Self {
        self.bar = Some(Bar { color, most });
        self
    }

    /// With a button that leaves out all the others.
    #[must_use]
    pub fn with_only(mut self) -> Self {
        self.has_only = true;
        self
    }

    /// Shows it over the whole width.
    pub fn show(self, ui: &mut Ui, theme: &Theme) -> CheckRowAnswer {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), self.checked, self.spoken())
        });
        if !ui.is_rect_visible(rect) {
            return CheckRowAnswer::None;
        }
        let only = self.has_only.then(|| self.only(ui, theme, rect, &response));
        let only_is_lit = only.as_ref().is_some_and(|(_, lit)| *lit);
        self.paint_box(ui, theme, rect, &response);
        let right = match &only {
            Some((button, true)) => button.rect.left(),
            _ => self.paint_counts(ui, theme, rect),
        };
        let elided = self.paint_name(ui, theme, rect, right);
        focus_ring(ui, theme, &response, CornerRadius::same(RADIUS - 3));
        let toggled = response.clicked();
        if elided && !only_is_lit {
            response.on_hover_text(self.name);
        }
        match only {
            Some((button, _)) if button.clicked() => CheckRowAnswer::Only,
            _ if toggled => CheckRowAnswer::Toggle,
            _ => CheckRowAnswer::None,
        }
    }

    fn spoken(&self) -> String {
        match self.counts {
            Some((shown, total)) => format!("{}: {shown} of {total}", self.name),
            None => self.name.to_owned(),
        }
    }

    /// The button, and whether it can be seen.
    fn only(&self, ui: &Ui, theme: &Theme, row: Rect, response: &Response) -> (Response, bool) {
        let galley =
            ui.painter()
                .layout_no_wrap("only".to_owned(), theme::medium(12.0), theme.accent);
        let size = vec2(galley.size().x + 12.0, ROW - 5.0);
        let center = pos2(row.right() - size.x / 2.0, row.center().y);
        let rect = Rect::from_center_size(center, size);
        let button = ui.interact(rect, response.id.with("only"), Sense::click());
        let name = format!("Only {}", self.name);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
        let lit = response.hovered() || button.hovered() || button.has_focus();
        if lit {
            let radius = CornerRadius::same(RADIUS - 2);
            let fill = if button.hovered() {
                theme.accent_wash
            } else {
                theme.sunk
            };
            ui.painter().rect_filled(rect, radius, fill);
            focus_ring(ui, theme, &button, radius);
            let at = rect.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, theme.accent);
        }
        (button, lit)
    }

    fn paint_box(&self, ui: &Ui, theme: &Theme, row: Rect, response: &Response) {
        let center = pos2(row.left() + BOX / 2.0, row.center().y);
        let rect = Rect::from_center_size(center, vec2(BOX, BOX));
        let radius = CornerRadius::same(4);
        if self.checked {
            ui.painter().rect_filled(rect, radius, theme.accent);
            icon::paint(ui.painter(), rect.shrink(2.0), Icon::Check, theme.on_accent);
        } else {
            let edge = if response.hovered() {
                theme.accent
            } else {
                theme.ink_ghost
            };
            let stroke = Stroke::new(1.0, edge);
            ui.painter()
                .rect(rect, radius, theme.sunk, stroke, StrokeKind::Inside);
        }
    }

    /// Answers where the counts begin.
    fn paint_counts(&self, ui: &Ui, theme: &Theme, row: Rect) -> f32 {
        let Some((shown, total)) = self.counts else {
            return row.right();
        };
        let mut job = egui::text::LayoutJob::default();
        let part = |ink| egui::TextFormat::simple(theme::regular(11.5), ink);
        let ink = if shown == 0 {
            theme.ink_faint
        } else {
            theme.ink_soft
        };
        job.append(&number(shown), 0.0, part(ink));
        job.append(&format!(" / {}", number(total)), 0.0, part(theme.ink_faint));
        let galley = ui.painter().layout_job(job);
        let at = pos2(
            row.right() - galley.size().x,
            row.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, theme.ink_soft);
        at.x
    }

    /// Answers whether the name had to be cut.
    fn paint_name(&self, ui: &Ui, theme: &Theme, row: Rect, right: f32) -> bool {
        let mut left = row.left() + INDENT;
        if let Some(mark) = self.mark {
            mark.paint(ui.painter(), pos2(left + 6.0, row.center().y), 5.5, theme);
            left += 18.0;
        }
        let ink = if self.checked {
            theme.ink
        } else {
            theme.ink_faint
        };
        let room = right - left - 5.0;
        let galley = elided(ui.painter(), self.name, theme::regular(13.0), ink, room);
        let lift = if self.bar.is_some() { 1.0 } else { 0.0 };
        let at = pos2(left, row.center().y - galley.size().y / 2.0 - lift);
        let was_elided = galley.elided;
        ui.painter().galley(at, galley, ink);
        if let Some(bar) = self.bar {
            self.paint_bar(ui, bar, row, left);
        }
        was_elided
    }

    fn paint_bar(&self, ui: &Ui, bar: Bar, row: Rect, left: f32) {
        let (shown, total) = self.counts.unwrap_or_default();
        let room = (row.right() - left - 28.0).max(0.0);
        let length = |n: u64| room * (n as f32 / bar.most.max(1) as f32).min(1.0);
        for (n, color) in [(total, bar.color.gamma_multiply(0.28)), (shown, bar.color)] {
            let line = Rect::from_min_size(pos2(left, row.bottom() - 3.0), vec2(length(n), 2.0));
            ui.painter().rect_filled(line, CornerRadius::same(1), color);
        }
    }
}
