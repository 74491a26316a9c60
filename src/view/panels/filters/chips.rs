//! The active filters as chips that a click takes away, and what the map says when all is gone.

use egui::{RichText, Ui};

use super::is_on_map;
use crate::session::command::FilterCommand;
use crate::session::derived::FacetCounts;
use crate::session::{Command, Facet, Session};
use crate::view::ViewCtx;
use crate::view::text::{self, RESET_FILTERS};
use crate::view::theme::{self, UNIT};
use crate::view::widgets::{Chip, text_button};

/// The widest chip in points.
const CHIP_WIDTH: f32 = 280.0;

/// Whether anything is left out by a choice of the user.
#[must_use]
pub fn is_active(session: &Session) -> bool {
    session.document.filters.is_active() || session.document.layers.iter().any(|l| !l.visible)
}

/// A chip for each active filter and one reset; nothing where nothing is left out.
pub fn chips(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if !is_active(ctx.session) {
        return;
    }
    let document = &ctx.session.document;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(UNIT, UNIT);
        if !document.filters.search.trim().is_empty() {
            let words = format!("“{}”", document.filters.search.trim());
            let name = format!("Clear the search {words}");
            chip(
                ui,
                ctx,
                &words,
                &name,
                "",
                FilterCommand::Search(String::new()),
            );
        }
        for counts in &ctx.session.derived.facets {
            let Some(facet) = document.facet(&counts.property) else {
                continue;
            };
            if let Some(words) = facet_words(facet, counts) {
                let name = format!("Keep all: {}", facet.title);
                let tip = acts_on(ctx.session, facet);
                let command = FilterCommand::KeepAll(facet.property.clone());
                chip(ui, ctx, &words, &name, &tip, command);
            }
        }
        for layer in document.layers.iter().filter(|layer| !layer.visible) {
            let words = format!("{} hidden", layer.title);
            let name = format!("Show the layer {}", layer.title);
            chip(
                ui,
                ctx,
                &words,
                &name,
                "",
                FilterCommand::Layer(layer.id, true),
            );
        }
        if text_button(ui, ctx.theme, "Reset", RESET_FILTERS).clicked() {
            ctx.push(Command::Filter(FilterCommand::Reset));
        }
    });
}

fn chip(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    words: &str,
    name: &str,
    tip: &str,
    command: FilterCommand,
) {
    let chip = Chip::new(words).close(name).tip(tip).max_width(CHIP_WIDTH);
    if chip.show(ui, ctx.theme).clicked() {
        ctx.push(Command::Filter(command));
    }
}

/// What is kept where that is the shorter list, else what is left out; `None` if all is kept.
fn facet_words(facet: &Facet, counts: &FacetCounts) -> Option<String> {
    let names = |kept: bool| -> Vec<&str> {
        let values = counts.values.iter().filter(|value| value.kept == kept);
        values.map(|value| value.label.as_str()).collect()
    };
    let (kept, left_out) = (names(true), names(false));
    if left_out.is_empty() {
        return None;
    }
    Some(match kept.as_slice() {
        [] => format!("{}: none", facet.title),
        kept if kept.len() <= left_out.len() => {
            format!("{}: {}", facet.title, text::list(kept, 2))
        }
        _ => format!("{}: not {}", facet.title, text::list(&left_out, 2)),
    })
}

/// Which layers a filter acts on, where that is not all of them.
fn acts_on(session: &Session, facet: &Facet) -> String {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (layer, data) in session.layers() {
        let has = data.facets.contains_key(&facet.property);
        if has { &mut with } else { &mut without }.push(&*layer.title);
    }
    if without.is_empty() {
        return String::new();
    }
    format!(
        "Acts on {}. {} have no such field and stay.",
        with.join(", "),
        without.join(", ")
    )
}

/// What the map says when it has nothing to show, and why; nothing where it shows something.
pub fn nothing_left(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let session = ctx.session;
    let on_map = || {
        session
            .derived
            .layers
            .iter()
            .filter(|shown| is_on_map(session, shown))
    };
    if on_map().next().is_none() || on_map().any(|shown| !shown.drawn.is_empty()) {
        return;
    }
    let filters_take_all = on_map().all(|shown| !shown.visible || shown.passing.is_empty());
    let (words, resets) = if filters_take_all && is_active(session) {
        ("No record on the map passes the filters.", true)
    } else if is_active(session) {
        (
            "At this date no record on the map passes the filters.",
            true,
        )
    } else {
        ("Nothing on the map is dated so far.", false)
    };
    let frame = egui::Frame::popup(ui.style())
        .fill(ctx.theme.panel)
        .inner_margin(egui::Margin::symmetric(16, 12));
    frame.show(ui, |ui| {
        let words = RichText::new(words)
            .font(theme::regular(14.0))
            .color(ctx.theme.ink);
        ui.add(egui::Label::new(words).wrap());
        if resets {
            ui.add_space(UNIT);
            if ui.button(RESET_FILTERS).clicked() {
                ctx.push(Command::Filter(FilterCommand::Reset));
            }
        }
    });
}
