//! One line about the mark under the pointer.

use egui::Response;

use crate::model::Role;
use crate::query::lifespans::start_words;
use crate::session::RecordRef;
use crate::session::words::record_title;
use crate::view::ViewCtx;
use crate::view::theme::{regular, semibold};

/// Shows the title, the category and the date of a record.
pub fn show(ctx: &ViewCtx<'_>, response: &Response, record: RecordRef) {
    let Some((layer, data)) = ctx.session.layer(record.layer) else {
        return;
    };
    let category = layer.schema.property(Role::Category).and_then(|property| {
        let value = data.category_of(record.row)?;
        Some(ctx.session.document.value_label(property, value))
    });
    let date = start_words(data.dates(&layer.schema), record.row);
    let parts: Vec<String> = [category, date].into_iter().flatten().collect();
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(340.0);
        ui.label(egui::RichText::new(record_title(ctx.session, record)).font(semibold(13.0)));
        if !parts.is_empty() {
            let soft = egui::RichText::new(parts.join(" · ")).font(regular(12.0));
            ui.label(soft.color(ctx.theme.ink_soft));
        }
    });
}
