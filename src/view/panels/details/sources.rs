//! Every source of a record: who, what, when; a link, and the citation for the clipboard.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Layout, Rect, RichText, Role as UiRole, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::Subject;
use crate::model::Role;
use crate::model::time::notation;
use crate::model::time::words;
use crate::session::Command;
use crate::session::citations::{Citation, citations};
use crate::session::command::FileCommand;
use crate::view::ViewCtx;
use crate::view::theme::{self, UNIT};
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{Icon, icon, plain_button};

/// Shows the section; nothing where the layer names no sources.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, subject: Subject<'_>) {
    let Some(property) = subject.layer.schema.property(Role::Source) else {
        return;
    };
    let list = citations(subject.data.dataset.cell(subject.record.row, property));
    if list.is_empty() {
        heading(ui, ctx.theme, "Sources", Aside::None);
        super::super::soft(ui, ctx.theme, "None is named for this record.");
        return;
    }
    heading(
        ui,
        ctx.theme,
        &format!("Sources · {}", list.len()),
        Aside::None,
    );
    for (index, citation) in list.iter().enumerate() {
        ui.push_id(index, |ui| source(ui, ctx, citation));
        ui.add_space(2.0 * UNIT);
    }
}

fn source(ui: &mut Ui, ctx: &ViewCtx<'_>, citation: &Citation) {
    let width = (ui.available_width() - 28.0).max(0.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = UNIT;
        let left = vec2(width, 0.0);
        ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            let faint = |words: &str| {
                RichText::new(words)
                    .font(theme::regular(12.0))
                    .color(ctx.theme.ink_soft)
            };
            if let Some(publisher) = citation.byline() {
                ui.add(egui::Label::new(faint(publisher)).wrap());
            }
            title(ui, ctx, citation);
            if let Some(date) = &citation.date {
                ui.add(egui::Label::new(faint(&date_words(date))).wrap());
            }
        });
        let name = format!("Copy citation: {}", citation.heading());
        if plain_button(ui, ctx.theme, Icon::Copy, &name, 22.0).clicked() {
            ctx.push(Command::File(FileCommand::Copy(citation.text())));
        }
    });
}

/// The title; in the accent colour with an arrow where it opens.
fn title(ui: &mut Ui, ctx: &ViewCtx<'_>, citation: &Citation) {
    let Some(link) = citation.link() else {
        super::super::paragraph(ui, ctx.theme, citation.heading());
        return;
    };
    let ink = ctx.theme.accent;
    let mut job = LayoutJob::default();
    job.append(
        citation.heading(),
        0.0,
        TextFormat::simple(theme::regular(13.0), ink),
    );
    // Long addresses have no spaces to break at.
    job.wrap.break_anywhere = citation.title.is_none();
    job.wrap.max_width = ui.available_width() - 16.0;
    let galley = ui.painter().layout_job(job);
    let size = galley.size() + vec2(16.0, 0.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(UiRole::Link, true, citation.heading()));
    let last = galley
        .rows
        .last()
        .map(egui::epaint::text::PlacedRow::rect_without_leading_space);
    let end = last.map_or(rect.left_top(), |row| {
        rect.min + row.right_center().to_vec2()
    });
    if response.hovered() || response.has_focus() {
        for row in &galley.rows {
            let line = row
                .rect_without_leading_space()
                .translate(rect.min.to_vec2());
            let stroke = Stroke::new(1.0, ink);
            ui.painter()
                .hline(line.x_range(), line.bottom() - 1.5, stroke);
        }
    }
    ui.painter().galley(rect.min, galley, ink);
    let sign = Rect::from_center_size(pos2(end.x + 8.0, end.y), vec2(13.0, 13.0));
    icon::paint(ui.painter(), sign, Icon::ExternalLink, ink);
    let response = response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(link);
    if response.clicked() {
        ctx.push(Command::File(FileCommand::OpenUrl(link.to_owned())));
    }
}

/// The date in words where it can be read, else as written.
fn date_words(date: &str) -> String {
    notation::read(date).map_or_else(|_| date.to_owned(), |reading| words::reading(&reading))
}
