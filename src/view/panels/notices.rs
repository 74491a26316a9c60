//! Cards for what happened that the user should read, in the upper right corner of the map.

use egui::{
    Area, CornerRadius, Frame, Id, Margin, Order, Rect, RichText, ScrollArea, Stroke, Ui, pos2,
};

use crate::session::command::FileCommand;
use crate::session::{Command, Notice};
use crate::view::ViewCtx;
use crate::view::theme::{self, RADIUS, UNIT};
use crate::view::widgets::{Icon, icon, plain_button};

/// The widest a card gets, in points.
const WIDTH: f32 = 360.0;
/// What stays free on the right for the buttons of the map, and around the cards.
const BUTTONS: f32 = 56.0;
const MARGIN: f32 = 16.0;

/// Shows every notice, the newest first, over `map`: above all panels, below what is modal.
pub fn show(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect) {
    if ctx.session.notices.is_empty() {
        return;
    }
    let width = (map.width() - BUTTONS - 2.0 * MARGIN).clamp(0.0, WIDTH);
    let room = (map.height() - 2.0 * MARGIN).max(0.0);
    let corner = pos2(map.right() - BUTTONS - width, map.top() + MARGIN);
    let area = Area::new(Id::unique("notices"))
        .order(Order::Middle)
        .fixed_pos(corner);
    area.show(ui.ctx(), |ui| {
        ui.set_width(width);
        ScrollArea::vertical().max_height(room).show(ui, |ui| {
            for (index, notice) in ctx.session.notices.iter().enumerate().rev() {
                ui.push_id(index, |ui| card(ui, ctx, index, notice));
                ui.add_space(UNIT);
            }
        });
    });
}

fn card(ui: &mut Ui, ctx: &ViewCtx<'_>, index: usize, notice: &Notice) {
    let theme = ctx.theme;
    let ink = if notice.is_error {
        theme.error
    } else {
        theme.accent
    };
    let frame = Frame::popup(ui.style())
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
