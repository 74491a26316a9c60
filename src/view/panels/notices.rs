//! Cards for what happened that the user should read.

use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use crate::session::command::FileCommand;
use crate::session::{Command, Notice};
use crate::view::ViewCtx;
use crate::view::theme::{self, RADIUS, UNIT};
use crate::view::widgets::{Icon, icon, plain_button};

/// Shows every notice, the newest first, over the width of `ui`.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ctx.session.notices.is_empty() {
        return;
    }
    let room = (ui.ctx().content_rect().height() * 0.6).max(60.0);
    ScrollArea::vertical().max_height(room).show(ui, |ui| {
        for (index, notice) in ctx.session.notices.iter().enumerate().rev() {
            ui.push_id(index, |ui| card(ui, ctx, index, notice));
            ui.add_space(UNIT);
        }
    });
}

fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, index: usize, notice: &Notice) {
    let theme = ctx.theme;
    let ink = if notice.is_error {
        theme.error
    } else {
        theme.accent
    };
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(
            1.0,
            if notice.is_error {
                theme.error
            } else {
                theme.line
            },
        ))
        .corner_radius(CornerRadius::same(RADIUS))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(18.0), egui::Sense::hover());
            let sign = if notice.is_error {
                Icon::Warning
            } else {
                Icon::Info
            };
            icon::paint(ui.painter(), rect, sign, ink);
            let width = (ui.available_width() - 30.0).max(0.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                let title = RichText::new(&notice.title)
                    .font(theme::semibold(13.0))
                    .color(ink);
                ui.add(egui::Label::new(title).wrap());
                if !notice.text.is_empty() {
                    super::paragraph(ui, theme, &notice.text);
                }
            });
            let name = format!("Dismiss: {}", notice.title);
            if plain_button(ui, theme, Icon::Close, &name, 20.0).clicked() {
                ctx.push(Command::File(FileCommand::Dismiss(index)));
            }
        });
    });
}
