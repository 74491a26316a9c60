//! The panels around the map: each reads a [`ViewCtx`](super::ViewCtx) and pushes commands.

pub mod about;
pub mod details;
pub mod filters;
pub mod focus;
pub mod fold;
pub mod keys;
pub mod notices;
pub mod path;
pub mod top_bar;

use egui::{Frame, Margin, Modal, Response, RichText, Ui};

use super::theme::{self, Theme};

/// Keeps what scrolls clear of its scroll bar.
const SCROLL_MARGIN: Margin = Margin {
    left: 0,
    right: 10,
    top: 0,
    bottom: 4,
};

/// A line of body text that wraps.
fn paragraph(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.add(
        egui::Label::new(
            RichText::new(text)
                .font(theme::regular(13.0))
                .color(theme.ink),
        )
        .wrap(),
    )
}

/// A line of lesser weight that wraps.
fn soft(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let text = RichText::new(text)
        .font(theme::regular(12.0))
        .color(theme.ink_soft);
    ui.add(egui::Label::new(text).wrap())
}

/// A card over everything, `width` points wide where the window allows it. Answers whether the
/// user clicked beside it.
fn card(ui: &Ui, theme: &Theme, name: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let screen = ui.ctx().content_rect();
    let frame = Frame::popup(ui.style())
        .fill(theme.panel)
        .inner_margin(Margin::same(20));
    let shown = Modal::new(egui::Id::unique(("card", name)))
        .frame(frame)
        .show(ui.ctx(), |ui| {
            ui.set_width(width.min(screen.width() - 88.0).max(0.0));
            ui.set_max_height((screen.height() - 88.0).max(0.0));
            content(ui);
        });
    shown.backdrop_response.clicked()
}

/// The first line of a card: its title, and a cross. Answers whether the cross was clicked.
fn card_title(ui: &mut Ui, theme: &Theme, title: &str) -> bool {
    let closed = ui.horizontal(|ui| {
        let room = (ui.available_width() - 36.0).max(0.0);
        let text = RichText::new(title)
            .font(theme::bold(20.0))
            .color(theme.ink);
        let size = egui::vec2(room, 28.0);
        ui.allocate_ui_with_layout(
            size,
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_width(room);
                ui.add(egui::Label::new(text).truncate());
            },
        );
        super::widgets::plain_button(ui, theme, super::widgets::Icon::Close, "Close", 26.0)
            .clicked()
    });
    ui.add_space(theme::UNIT);
    closed.inner
}
