//! Without a selection: what the atlas is, how to read the marks, and who must be named.

use egui::{Label, Painter, Pos2, RichText, Sense, Ui, vec2};

use crate::session::Command;
use crate::session::command::ShowCommand;
use crate::view::ViewCtx;
use crate::view::map::kinds::Kinds;
use crate::view::map::legend;
use crate::view::theme::{self, UNIT};
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{Mark, text_button};

/// Shows the summary.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let document = &ctx.session.document;
    let title = if document.subtitle.is_empty() {
        &document.title
    } else {
        &document.subtitle
    };
    if !title.is_empty() {
        let words = RichText::new(title)
            .font(theme::bold(16.0))
            .color(ctx.theme.ink);
        ui.add(Label::new(words).wrap());
        ui.add_space(UNIT);
    }
    if !document.about.statement.is_empty() {
        super::super::paragraph(ui, ctx.theme, &document.about.statement);
    }
    let about = text_button(ui, ctx.theme, "More about the data", "More about the data");
    if about.clicked() {
        ctx.push(Command::Show(ShowCommand::About(true)));
    }
    if document.layers.is_empty() {
        return;
    }
    ui.add_space(UNIT);
    super::super::soft(
        ui,
        ctx.theme,
        "Select a mark to see its date, its note and every source.",
    );
    marks(ui, ctx);
    if !document.credits.is_empty() {
        heading(ui, ctx.theme, "Credits", Aside::None);
        for credit in &document.credits {
            super::super::soft(ui, ctx.theme, credit);
        }
    }
}

fn marks(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let kinds = Kinds::kept(ui.ctx(), ctx.session);
    let shown = kinds.shown(&ctx.session.document);
    if shown.is_empty() {
        return;
    }
    heading(ui, ctx.theme, "How to read the marks", Aside::None);
    for (kind, words) in shown {
        let mark = Mark::sample(kind, ctx.theme);
        row(ui, ctx, words, |painter, at| {
            mark.paint(painter, at, 6.0, ctx.theme);
        });
    }
    if kinds.in_country {
        row(ui, ctx, legend::BADGE_WORDS, |painter, at| {
            legend::badge(painter, at, ctx.theme);
        });
    }
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, words: &str, art: impl FnOnce(&Painter, Pos2)) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
        art(ui.painter(), rect.center());
        super::super::paragraph(ui, ctx.theme, words);
    });
}
