//! The legend: what the marks on the map mean.

use std::sync::Arc;

use egui::{Align2, Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::scene::style::Shape;
use crate::view::ViewCtx;
use crate::view::theme::{RADIUS, Theme, regular, semibold};
use crate::view::widgets::mark::{MarkKind, paint_mark};

use super::kinds::Kinds;
use super::overlay::MARGIN;

/// One line of the legend.
struct Entry {
    words: String,
    art: Art,
}

enum Art {
    Mark(Shape, egui::Color32, MarkKind),
    Badge,
}

/// The legend, laid out: what marks mean; the categories, too, while the filters (which show them)
/// are folded.
pub struct LegendArt {
    entries: Vec<(Entry, Arc<Galley>)>,
    /// Whether the map is too small to show it always.
    is_folded: bool,
    is_button: bool,
    /// Where it stands.
    pub rect: Rect,
}

impl LegendArt {
    /// Lays the legend out above the scale bar; on a small map it folds into a button.
    #[must_use]
    pub fn new(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect, kinds: Kinds) -> Self {
        let entries: Vec<(Entry, Arc<Galley>)> = entries(ctx, kinds)
            .into_iter()
            .map(|e| {
                let words = e.words.clone();
                let galley = ui
                    .painter()
                    .layout_no_wrap(words, regular(11.0), ctx.theme.ink_soft);
                (e, galley)
            })
            .collect();
        let is_folded = map.width() < ROOM.x || map.height() < ROOM.y;
        let is_unfolded = ui.data(|d| d.get_temp(unfolded_id()).unwrap_or(false));
        let widest = entries.iter().map(|(_, g)| g.size().x).fold(0.0, f32::max);
        let full = vec2(widest + 42.0, LEGEND_ROW * entries.len() as f32 + 12.0);
        let standing = |size: Vec2| {
            // Clear of the button at the edge that folds the filters.
            let at = pos2(map.left() + MARGIN + 6.0, map.bottom() - 44.0 - size.y);
            Rect::from_min_size(at, size)
        };
        let is_button = is_folded && !is_unfolded;
        Self {
            rect: standing(if is_button { BUTTON } else { full }),
            is_folded,
            is_button,
            entries,
        }
    }

    /// Paints it on a card. While the details explain the marks, it would say the same twice.
    pub fn paint(self, ui: &mut Ui, ctx: &ViewCtx<'_>) {
        let theme = ctx.theme;
        let settings = &ctx.session.settings;
        if self.entries.is_empty() || settings.details_open && ctx.session.selection.is_none() {
            return;
        }
        if self.is_folded {
            self.fold(ui, theme);
        }
        if self.is_button {
            return;
        }
        let (card, painter) = (self.rect, ui.painter());
        let line = egui::Stroke::new(1.0, theme.line);
        let fill = theme.panel.gamma_multiply(0.92);
        painter.rect(card, RADIUS, fill, line, egui::StrokeKind::Inside);
        for (i, (entry, galley)) in self.entries.into_iter().enumerate() {
            let y = card.top() + 6.0 + LEGEND_ROW * (i as f32 + 0.5);
            let at = pos2(card.left() + 16.0, y);
            entry.art.paint(painter, at, theme);
            let words = pos2(card.left() + 30.0, y - galley.size().y / 2.0);
            painter.galley(words, galley, theme.ink_soft);
        }
    }

    /// The button that unfolds it; a click on the card folds it again.
    fn fold(&self, ui: &mut Ui, theme: &Theme) {
        let id = ui.scope_id().with("legend");
        let response = ui.interact(self.rect, id, egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Legend"));
        if response.clicked() {
            let unfold = self.is_button;
            ui.data_mut(|d| d.insert_temp(unfolded_id(), unfold));
        }
        if self.is_button {
            let line = egui::Stroke::new(1.0, theme.line);
            let fill = if response.hovered() {
                theme.line
            } else {
                theme.panel
            };
            let painter = ui.painter();
            painter.rect(self.rect, RADIUS, fill, line, egui::StrokeKind::Inside);
            let middle = self.rect.center();
            painter.text(
                middle,
                Align2::CENTER_CENTER,
                "Legend",
                regular(12.0),
                theme.ink,
            );
        }
    }
}

fn unfolded_id() -> egui::Id {
    egui::Id::unique("legend-unfolded")
}

/// A map smaller than this folds the legend, in points: on it the card would lie on records.
const ROOM: Vec2 = Vec2::new(860.0, 640.0);
/// The size of the folded legend, in points.
const BUTTON: Vec2 = Vec2::new(64.0, 26.0);
/// Height of a line of the legend, in points.
const LEGEND_ROW: f32 = 17.0;

impl Art {
    fn paint(&self, painter: &egui::Painter, at: Pos2, theme: &Theme) {
        match self {
            Self::Mark(shape, color, kind) => {
                paint_mark(painter, at, 4.5, *shape, *color, *kind, theme);
            }
            Self::Badge => badge(painter, at, theme),
        }
    }
}

/// What a badge says.
pub const BADGE_WORDS: &str = "In this country, city not given";

/// Paints the badge of a country as a sample.
pub fn badge(painter: &egui::Painter, at: Pos2, theme: &Theme) {
    for (grow, alpha) in [(4.0, 0.15), (2.5, 0.25), (1.0, 0.35)] {
        painter.circle_filled(at, 4.0 + grow, theme.ink_ghost.gamma_multiply(alpha));
    }
    painter.circle_filled(at, 4.5, theme.panel);
    painter.text(at, Align2::CENTER_CENTER, "2", semibold(8.5), theme.ink);
}

fn entries(ctx: &ViewCtx<'_>, kinds: Kinds) -> Vec<Entry> {
    let document = &ctx.session.document;
    let theme = ctx.theme;
    let mut entries = Vec::new();
    // The filters show colours and shapes, too, where they are open and list the property.
    let listed =
        |property: &str| ctx.session.settings.filters_open && document.facet(property).is_some();
    for category in document
        .categories
        .iter()
        .filter(|c| !listed(&c.property))
        .take(6)
    {
        let color = Theme::color(category.color.pick(theme.is_dark));
        entries.push(Entry {
            words: category.label.to_string(),
            art: Art::Mark(category.shape, color, MarkKind::Filled),
        });
    }
    let (shown, badges): (Vec<_>, _) = (kinds.shown(document), kinds.in_country);
    entries.extend(shown.into_iter().map(|(kind, words)| Entry {
        words: words.to_owned(),
        art: Art::Mark(Shape::Circle, theme.ink_ghost, kind),
    }));
    entries.extend(badges.then(|| Entry {
        words: BADGE_WORDS.to_owned(),
        art: Art::Badge,
    }));
    entries
}
