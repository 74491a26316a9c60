//! Cards for what happened that the user should read, in the lower right corner of the map: the
//! words on top of it stay readable.

use egui::{
    Align2, Area, CornerRadius, Frame, Id, Margin, Order, Rect, RichText, ScrollArea, Stroke, Ui,
    vec2,
};

use crate::session::command::FileCommand;
use crate::session::{Command, Notice};
use crate::view::ViewCtx;
use crate::view::theme::{self, RADIUS, UNIT};
use crate::view::widgets::{Icon, icon, plain_button};

/// The widest a card gets, in points.
const WIDTH: f32 = 360.0;
/// What stays free around the cards, and below them for the line that says who made the map.
const MARGIN: f32 = 16.0;
const CREDITS: f32 = 32.0;

/// Shows every notice, the newest first, over `map`: above all panels, below what is modal.
pub fn show(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect) {
    if ctx.session.notices.is_empty() {
        return;
    }
    let width = (map.width() - 2.0 * MARGIN).clamp(0.0, WIDTH);
    let room = (map.height() - MARGIN - CREDITS).max(0.0);
    let area = Area::new(Id::unique("notices"))
        .order(Order::Middle)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(map.right_bottom() - vec2(MARGIN, CREDITS));
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
