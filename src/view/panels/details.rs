//! What is known of the selected record, and who says so; without a selection, how to read the map.

mod empty;
mod facts;
mod here;
mod raw;
mod sources;

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui};

use crate::model::Role;
use crate::query::Undated;
use crate::session::command::{FilterCommand, SelectCommand, TimeCommand};
use crate::session::layer::PlacePrecision;
use crate::session::standing::Standing;
use crate::session::words::record_title;
use crate::session::{Command, Layer, LayerData, RecordRef};
use crate::view::ViewCtx;
use crate::view::actions::{ActionId, action};
use crate::view::text::RESET_FILTERS;
use crate::view::theme::{self, UNIT};
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{Chip, Icon, Mark, plain_button, text_button};

/// The width for which the panel is made, in points.
pub const WIDTH: f32 = 310.0;

/// What is unfolded, and the list of records at the same place, kept until the selection changes.
#[derive(Clone, Debug, Default)]
pub struct DetailsState {
    here: here::Here,
    shows_all_here: bool,
}

/// The selected record with all that belongs to it.
#[derive(Clone, Copy)]
struct Subject<'a> {
    record: RecordRef,
    layer: &'a Layer,
    data: &'a LayerData,
}

impl Subject<'_> {
    fn text(&self, role: Role) -> Option<String> {
        let text = self
            .data
            .role_text(&self.layer.schema, role, self.record.row)?;
        (!text.trim().is_empty()).then_some(text)
    }
}

/// Shows the details over the whole of `ui`.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut DetailsState) {
    let subject = ctx.session.selection.and_then(|record| {
        let (layer, data) = ctx.session.layer(record.layer)?;
        (record.row.index() < data.dataset.n_rows()).then_some(Subject {
            record,
            layer,
            data,
        })
    });
    ScrollArea::vertical()
        .id_salt(("details", ctx.session.selection))
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = Margin {
                left: 16,
                right: 16,
                top: 12,
                bottom: 16,
            };
            Frame::new()
                .inner_margin(margin)
                .show(ui, |ui| match subject {
                    Some(subject) => details(ui, ctx, state, subject),
                    None => empty::show(ui, ctx),
                });
        });
}

fn details(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut DetailsState, subject: Subject<'_>) {
    if state.here.refresh(ctx.session, subject) {
        state.shows_all_here = false;
    }
    top(ui, ctx, state, subject);
    ui.add_space(UNIT);
    let title = record_title(ctx.session, subject.record);
    let words = RichText::new(title)
        .font(theme::bold(20.0))
        .color(ctx.theme.ink);
    ui.add(egui::Label::new(words).wrap());
    super::soft(ui, ctx.theme, &subject.layer.title);
    standing(ui, ctx, subject);
    ui.add_space(2.0 * UNIT);
    facts::show(ui, ctx, subject);
    let row = subject.record.row;
    let is_on_map = subject.data.precision(row) != PlacePrecision::JurisdictionSeat;
    if is_on_map && subject.data.world(row).is_some() {
        ui.add_space(2.0 * UNIT);
        let hint = action(ActionId::Focus).hint();
        if ui.button("Show on map").on_hover_text(hint).clicked() {
            ctx.push(Command::Select(SelectCommand::Focus));
        }
    }
    if let Some(note) = subject.text(Role::Note) {
        heading(ui, ctx.theme, "Note", Aside::None);
        super::paragraph(ui, ctx.theme, &note);
    }
    sources::show(ui, ctx, subject);
    here::show(ui, ctx, &state.here, &mut state.shows_all_here, subject);
    raw::show(ui, ctx, subject);
}

/// The category as a pill, and a step through what is at the same place.
fn top(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &DetailsState, subject: Subject<'_>) {
    let category = facts::category(ctx.session, subject);
    let words = category.unwrap_or_else(|| subject.layer.title.to_string());
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        let width = ui.available_width();
        let steps = state.here.step();
        let mut chip = Chip::new(&words).max_width(if steps.is_some() {
            width - 124.0
        } else {
            width
        });
        if let Some(mark) = Mark::of_record(ctx.session, ctx.theme, subject.record) {
            chip = chip.mark(mark);
        }
        chip.show(ui, ctx.theme);
        let Some(steps) = steps else { return };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let go = |record| ctx.push(Command::Select(SelectCommand::Record(Some(record))));
            if plain_button(ui, ctx.theme, Icon::ChevronRight, "Next record here", 20.0).clicked() {
                go(steps.next);
            }
            if plain_button(
                ui,
                ctx.theme,
                Icon::ChevronLeft,
                "Previous record here",
                20.0,
            )
            .clicked()
            {
                go(steps.previous);
            }
            let words = format!("{} of {} here", steps.number, steps.total);
            let words = RichText::new(words)
                .font(theme::regular(12.0))
                .color(ctx.theme.ink_soft);
            ui.label(words);
        });
    });
}

/// A line for a record that the map does not show now, and the way to it; and the way back.
fn standing(ui: &mut Ui, ctx: &ViewCtx<'_>, subject: Subject<'_>) {
    let RecordRef { layer, row } = subject.record;
    let Some(shown) = ctx.session.derived.layer(layer) else {
        return;
    };
    if !shown.visible || !shown.passing.contains(row) {
        let words = "Left out by the filters.";
        if offer(ui, ctx, words, RESET_FILTERS) {
            ctx.push(Command::Filter(FilterCommand::Reset));
        }
    }
    match ctx.session.standing(subject.record) {
        Some(Standing::Undated) => {
            if offer(ui, ctx, "Without a usable date.", "Show undated records") {
                ctx.push(Command::Filter(FilterCommand::Undated(Undated::Show)));
            }
        }
        Some(Standing::Elsewhere { reason, offer: way }) => {
            if offer(ui, ctx, reason, &way) {
                ctx.push(Command::Time(TimeCommand::ToShow(subject.record)));
            }
        }
        None => {
            if let Some(back) = ctx.session.way_back_words() {
                ui.add_space(UNIT);
                if text_button(ui, ctx.theme, &back, &back).clicked() {
                    ctx.push(Command::Time(TimeCommand::Back));
                }
            }
        }
    }
}

/// A sentence and what to do about it, on the accent's wash. Answers the click.
fn offer(ui: &mut Ui, ctx: &ViewCtx<'_>, words: &str, button: &str) -> bool {
    ui.add_space(2.0 * UNIT);
    let frame = Frame::new()
        .fill(ctx.theme.accent_wash)
        .corner_radius(egui::CornerRadius::same(theme::RADIUS))
        .inner_margin(Margin::symmetric(10, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        super::paragraph(ui, ctx.theme, words);
        text_button(ui, ctx.theme, button, button).clicked()
    });
    shown.inner
}
