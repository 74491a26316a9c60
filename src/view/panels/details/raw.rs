//! The properties of a record as they stand in the file.

use egui::{CollapsingHeader, RichText, Ui};

use super::Subject;
use crate::view::ViewCtx;
use crate::view::theme::{self, UNIT};

/// So many characters of one value are shown; the rest stays in the file.
const MOST_CHARS: usize = 2000;

/// Shows the folded section.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, subject: Subject<'_>) {
    ui.add_space(3.0 * UNIT);
    let title = RichText::new("All properties")
        .font(theme::medium(12.0))
        .color(ctx.theme.ink_soft);
    CollapsingHeader::new(title).id_salt("raw").show(ui, |ui| {
        let data = &subject.data.dataset;
        if let Some(id) = data.feature_id(subject.record.row) {
            property(ui, ctx, "id of the feature", id);
        }
        for column in data.columns() {
            let text = column.cell(subject.record.row).to_text();
            property(ui, ctx, &column.name, text.as_deref().unwrap_or("–"));
        }
    });
}

fn property(ui: &mut Ui, ctx: &ViewCtx<'_>, name: &str, value: &str) {
    let name = RichText::new(name)
        .font(theme::regular(11.0))
        .color(ctx.theme.ink_faint);
    ui.add(egui::Label::new(name).wrap());
    let cut = value.char_indices().nth(MOST_CHARS).map(|(end, _)| end);
    let text = match cut.and_then(|end| value.get(..end)) {
        Some(start) => format!("{start}…"),
        None => value.to_owned(),
    };
    let text = RichText::new(text)
        .font(theme::regular(12.0))
        .color(ctx.theme.ink);
    // Selectable, so that a value can be copied.
    ui.add(egui::Label::new(text).wrap().selectable(true));
    ui.add_space(UNIT / 2.0);
}
