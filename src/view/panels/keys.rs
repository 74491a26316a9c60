//! The sheet of keys, made from the table of actions.

use egui::{Align, CornerRadius, Layout, RichText, ScrollArea, Stroke, StrokeKind, Ui, vec2};

use super::{SCROLL_MARGIN, card, card_title};
use crate::session::Command;
use crate::session::command::ShowCommand;
use crate::view::ViewCtx;
use crate::view::actions::{ACTIONS, Action, Group};
use crate::view::theme;
use crate::view::widgets::heading::{Aside, heading};

/// Shows the sheet while it is open.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if !ctx.session.settings.keys_open {
        return;
    }
    let mut closed = false;
    let beside = card(ui, ctx.theme, "keys", 460.0, |ui| {
        closed = card_title(ui, ctx.theme, "Keys");
        let room = (ui.ctx().content_rect().height() - 160.0).max(80.0);
        let scroll = ScrollArea::vertical()
            .max_height(room)
            .content_margin(SCROLL_MARGIN);
        scroll.show(ui, |ui| {
            for group in Group::ALL {
                heading(ui, ctx.theme, group.title(), Aside::None);
                for action in ACTIONS.iter().filter(|action| action.group == group) {
                    row(ui, ctx, action);
                }
            }
            heading(ui, ctx.theme, "In the search field", Aside::None);
            super::soft(
                ui,
                ctx.theme,
                "Down and Up choose a place, Enter flies there. Without a place Enter keeps the \
                 filter. Esc closes the list, then empties the field.",
            );
            heading(ui, ctx.theme, "Size of the interface", Aside::None);
            super::soft(
                ui,
                ctx.theme,
                "Ctrl with + and - makes everything larger or smaller, Ctrl+0 as it was.",
            );
        });
    });
    if closed || beside {
        ctx.push(Command::Show(ShowCommand::Keys(false)));
    }
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, action: &Action) {
    let size = vec2(ui.available_width(), 26.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(size.y);
        ui.spacing_mut().item_spacing.x = theme::UNIT;
        // A digit is bound as a key and as a character, and is one cap.
        let mut caps: Vec<String> = action.keys.iter().map(|key| key.words()).collect();
        caps.dedup();
        for words in caps.iter().rev() {
            cap(ui, ctx, words);
        }
        let words = RichText::new(action.title)
            .font(theme::regular(13.0))
            .color(ctx.theme.ink);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(egui::Label::new(words).truncate())
                .on_hover_text(action.tooltip);
        });
    });
}

/// A key as it looks on a keyboard.
fn cap(ui: &mut Ui, ctx: &ViewCtx<'_>, words: &str) {
    let text = ui
        .painter()
        .layout_no_wrap(words.to_owned(), theme::medium(12.0), ctx.theme.ink);
    let size = vec2((text.size().x + 12.0).max(22.0), 20.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    let stroke = Stroke::new(1.0, ctx.theme.line);
    ui.painter().rect(
        rect,
        CornerRadius::same(4),
        ctx.theme.sunk,
        stroke,
        StrokeKind::Inside,
    );
    let at = rect.center() - text.size() / 2.0;
    ui.painter().galley(at, text, ctx.theme.ink);
}
