//! What is left out: one section for each property that one filters by, then the layers.
//!
//! The counts of a value are *shown / total*; those of a section ignore its own choice, so that
//! they say what a click would bring.

mod chips;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Frame, Margin, Popup, ScrollArea, Sense, TextEdit, Ui, vec2};

use crate::model::State;
use crate::query::evaluate::fold;
use crate::scene::style::Marks;
use crate::session::command::FilterCommand;
use crate::session::derived::{FacetCounts, FacetValue, LayerShown};
use crate::session::{Command, Facet, LayerId, Session};
use crate::view::actions::{ActionId, action};
use crate::view::text::{RESET_FILTERS, number};
use crate::view::theme::{self, UNIT};
use crate::view::timeline::tray;
use crate::view::widgets::check_row::CheckRowAnswer;
use crate::view::widgets::heading::{Aside, heading};
use crate::view::widgets::{CheckRow, Mark, MarkKind, segmented, text_button};
use crate::view::{ViewCtx, undated};

pub use chips::{chips, is_active, nothing_left};

/// The width for which the panel is made, in points.
pub const WIDTH: f32 = 250.0;
/// Longer lists get a field to search in.
const SEARCH_FROM: usize = 12;
/// So many values are shown of a long list.
const FOLDED: usize = 8;

/// What is half-typed and unfolded.
#[derive(Clone, Debug, Default)]
pub struct FiltersState {
    /// The layers that all this is about.
    layers: Vec<LayerId>,
    words: BTreeMap<Arc<str>, String>,
    unfolded: BTreeSet<Arc<str>>,
}

impl FiltersState {
    /// Forgets what was typed for other layers: a property of the same name is not the same list.
    fn follow(&mut self, session: &Session) {
        let layers = session.document.layers.iter().map(|layer| layer.id);
        if !layers.clone().eq(self.layers.iter().copied()) {
            *self = Self {
                layers: layers.collect(),
                ..Self::default()
            };
        }
    }
}

/// Shows the filters over the whole of `ui`.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut FiltersState) {
    state.follow(ctx.session);
    ScrollArea::vertical()
        .id_salt("filters")
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = Margin {
                left: 14,
                right: 14,
                top: 4,
                bottom: 16,
            };
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for counts in &ctx.session.derived.facets {
                    if let Some(facet) = ctx.session.document.facet(&counts.property) {
                        ui.push_id(&counts.property, |ui| {
                            section(ui, ctx, state, facet, counts);
                        });
                    }
                }
                layers(ui, ctx);
                without_date(ui, ctx);
                if is_active(ctx.session) {
                    ui.add_space(4.0 * UNIT);
                    if ui.button(RESET_FILTERS).clicked() {
                        ctx.push(Command::Filter(FilterCommand::Reset));
                    }
                }
            });
        });
}

fn section(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut FiltersState,
    facet: &Facet,
    counts: &FacetCounts,
) {
    let n = counts.values.len();
    let all_kept = counts.values.iter().all(|value| value.kept);
    let (number, all) = (n.to_string(), format!("Keep all: {}", facet.title));
    let aside = match (all_kept, n > SEARCH_FROM) {
        (false, _) => Aside::Button("All", &all),
        (true, true) => Aside::Words(&number),
        (true, false) => Aside::None,
    };
    if heading(ui, ctx.theme, &facet.title, aside).is_some_and(|all| all.clicked()) {
        ctx.push(Command::Filter(FilterCommand::KeepAll(
            facet.property.clone(),
        )));
    }
    // A list may become short while words stand in its field: hidden words must leave nothing out.
    let words = if n > SEARCH_FROM {
        find(ui, state, facet)
    } else {
        String::new()
    };
    let found: Vec<&FacetValue> = counts
        .values
        .iter()
        .filter(|value| words.is_empty() || fold(&value.label).contains(&words))
        .collect();
    let folds = words.is_empty() && n > SEARCH_FROM && !state.unfolded.contains(&facet.property);
    let most = counts
        .values
        .iter()
        .map(|value| value.total)
        .max()
        .unwrap_or(0);
    let limit = if folds { FOLDED } else { found.len() };
    for value in found.iter().take(limit) {
        row(ui, ctx, facet, value, most);
    }
    if found.is_empty() {
        super::soft(ui, ctx.theme, "No value with these words");
    }
    if words.is_empty() && n > SEARCH_FROM {
        unfold(ui, ctx, state, facet, n);
    }
}

/// The field that searches in a long list. Answers its words, folded for comparing.
fn find(ui: &mut Ui, state: &mut FiltersState, facet: &Facet) -> String {
    let words = state.words.entry(facet.property.clone()).or_default();
    let hint = format!("Find in {}", facet.title.to_lowercase());
    let field = TextEdit::singleline(words)
        .id_salt("find")
        .hint_text(hint.clone())
        .font(theme::regular(12.0))
        .margin(egui::vec2(8.0, 4.0))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &*words, &*words, &*hint);
        info.label = Some(hint.clone());
        info
    });
    ui.add_space(UNIT);
    fold(words.trim())
}

fn unfold(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut FiltersState, facet: &Facet, n: usize) {
    let is_unfolded = state.unfolded.contains(&facet.property);
    let words = if is_unfolded {
        "Show fewer".to_owned()
    } else {
        format!("Show all {n}")
    };
    let name = format!("{words}: {}", facet.title);
    ui.add_space(UNIT / 2.0);
    if text_button(ui, ctx.theme, &words, &name).clicked() {
        if is_unfolded {
            state.unfolded.remove(&facet.property);
        } else {
            state.unfolded.insert(facet.property.clone());
        }
    }
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, facet: &Facet, value: &FacetValue, most: u64) {
    let key = value.key.as_deref();
    let style = key.and_then(|key| ctx.session.document.category(&facet.property, key));
    let mark = style.map(|style| Mark::of_category(style, ctx.theme));
    let mut row = CheckRow::new(&value.label, value.kept)
        .mark(mark.or_else(|| evidence_mark(ctx, key)))
        .counts(value.shown, value.total)
        .with_only();
    if let Some(mark) = mark {
        row = row.bar(mark.color, most);
    }
    let property = facet.property.clone();
    let command = match row.show(ui, ctx.theme) {
        CheckRowAnswer::None => return,
        CheckRowAnswer::Only => FilterCommand::Only {
            property,
            value: value.key.clone(),
        },
        CheckRowAnswer::Toggle => FilterCommand::Keep {
            property,
            value: value.key.clone(),
            kept: !value.kept,
        },
    };
    ctx.push(Command::Filter(command));
}

/// The ring and the disc, for the kinds of evidence that the map draws differently.
fn evidence_mark(ctx: &ViewCtx<'_>, value: Option<&str>) -> Option<Mark> {
    let kind = match value? {
        "reported-open" => MarkKind::Filled,
        "programme-date" => MarkKind::Hollow,
        "reported-by" => MarkKind::Ring,
        _ => return None,
    };
    Some(Mark::sample(kind, ctx.theme))
}

fn layers(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if ctx.session.document.layers.len() < 2 {
        return;
    }
    heading(ui, ctx.theme, "Layers", Aside::None);
    for layer in &ctx.session.document.layers {
        let Some(shown) = ctx.session.derived.layer(layer.id) else {
            continue;
        };
        let row = CheckRow::new(&layer.title, layer.visible)
            .mark(Some(Mark::of_layer(layer, ctx.theme)))
            .counts(drawn(ctx.session, shown), shown.total);
        if row.show(ui, ctx.theme) == CheckRowAnswer::Toggle {
            ctx.push(Command::Filter(FilterCommand::Layer(
                layer.id,
                !layer.visible,
            )));
        }
    }
}

/// How many things of a layer are drawn now; the counts know, so no row is visited.
fn drawn(session: &Session, shown: &LayerShown) -> u64 {
    if !shown.visible {
        return 0;
    }
    let document = &session.document;
    let drawn = State::ALL.iter().filter(|state| document.draws(**state));
    drawn.map(|state| shown.counts.of(*state)).sum()
}

/// What has no date: the same choice as in the tray of the timeline, and the way to the list there.
fn without_date(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    let n = undated::total(ctx.session);
    if n == 0 {
        return;
    }
    heading(ui, ctx.theme, "Without a date", Aside::Words(&number(n)));
    if undated::has_choice(ctx.session) {
        let size = vec2(ui.available_width(), segmented::HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        undated::choice_ui(ui, ctx, rect);
    }
    ui.add_space(UNIT);
    let tip = action(ActionId::UndatedList).tip();
    if text_button(ui, ctx.theme, "List of undated records", &tip).clicked() {
        Popup::open_id(ui.ctx(), tray::popup_id());
    }
}

/// Whether a layer has marks on the map.
fn is_on_map(session: &Session, shown: &LayerShown) -> bool {
    let layer = session
        .document
        .layers
        .iter()
        .find(|layer| layer.id == shown.id);
    layer.is_some_and(|layer| layer.marks != Marks::None)
}
