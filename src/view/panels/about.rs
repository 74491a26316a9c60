//! What the data are and are not, by whom they are, and what the program is made of.

use egui::{RichText, ScrollArea, Ui};

use super::{SCROLL_MARGIN, card, card_title, paragraph, soft};
use crate::session::Command;
use crate::session::command::ShowCommand;
use crate::view::ViewCtx;
use crate::view::text::PROGRAM;
use crate::view::theme::{self, UNIT};
use crate::view::widgets::heading::{Aside, heading};

/// What the program brings along, and under which terms.
const LICENCES: [(&str, &str); 5] = [
    ("Map", "Natural Earth, public domain"),
    ("Places", "GeoNames, CC BY 4.0"),
    ("Type", "Inter, SIL Open Font License 1.1"),
    ("Chinese type", "Noto Sans SC, SIL Open Font License 1.1"),
    ("Program", "MIT or Apache-2.0, at your choice"),
];

/// Shows the panel while it is open.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if !ctx.session.settings.about_open {
        return;
    }
    let mut closed = false;
    let beside = card(ui, ctx.theme, "about", 600.0, |ui| {
        let title = &ctx.session.document.title;
        closed = card_title(
            ui,
            ctx.theme,
            if title.is_empty() { PROGRAM } else { title },
        );
        let room = (ui.ctx().content_rect().height() - 160.0).max(80.0);
        let scroll = ScrollArea::vertical()
            .max_height(room)
            .content_margin(SCROLL_MARGIN);
        scroll.show(ui, |ui| content(ui, ctx));
    });
    if closed || beside {
        ctx.push(Command::Show(ShowCommand::About(false)));
    }
}

fn content(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let document = &ctx.session.document;
    let about = &document.about;
    if !document.subtitle.is_empty() {
        soft(ui, ctx.theme, &document.subtitle);
        ui.add_space(2.0 * UNIT);
    }
    if !about.statement.is_empty() {
        let words = RichText::new(&about.statement)
            .font(theme::semibold(14.0))
            .color(ctx.theme.ink);
        ui.add(egui::Label::new(words).wrap());
        ui.add_space(2.0 * UNIT);
    }
    for words in about
        .text
        .split("\n\n")
        .filter(|words| !words.trim().is_empty())
    {
        paragraph(ui, ctx.theme, words.trim());
        ui.add_space(2.0 * UNIT);
    }
    if !document.credits.is_empty() {
        heading(ui, ctx.theme, "Credits", Aside::None);
        for credit in &document.credits {
            paragraph(ui, ctx.theme, credit);
        }
    }
    heading(ui, ctx.theme, "Licences", Aside::None);
    for (what, terms) in LICENCES {
        pair(ui, ctx, what, terms);
    }
    heading(ui, ctx.theme, "Versions", Aside::None);
    if !about.data_version.is_empty() {
        pair(ui, ctx, "Data", &about.data_version);
    }
    pair(
        ui,
        ctx,
        "Program",
        &format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION")),
    );
}

fn pair(ui: &mut Ui, ctx: &ViewCtx<'_>, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        let label = RichText::new(name)
            .font(theme::regular(13.0))
            .color(ctx.theme.ink_faint);
        let size = egui::vec2(100.0, 18.0);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Min), |ui| {
            ui.set_min_width(size.x);
            ui.label(label);
        });
        paragraph(ui, ctx.theme, words);
    });
}
