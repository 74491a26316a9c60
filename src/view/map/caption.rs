//! What appeared, or what is being passed, in words beside the date. It has a place of its own, so
//! that nothing moves when it comes and goes.

use std::sync::Arc;

use egui::accesskit::Live;
use egui::text::LayoutJob;
use egui::{Align, Galley, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::session::words::caption_words;
use crate::view::ViewCtx;
use crate::view::theme::semibold;

use super::overlay::{DATE_ROW, HeadlineArt, MARGIN, with_halo};

/// Between the date and the caption, in points.
const GAP: f32 = 20.0;
/// The zoom buttons on the right, in points.
const BUTTONS: f32 = 56.0;
/// In less room than this the caption stands below the headline, in points.
const LEAST_ROOM: f32 = 170.0;

/// The caption, laid out.
pub struct CaptionArt {
    words: String,
    galley: Arc<Galley>,
    rect: Rect,
}

impl CaptionArt {
    /// Lays out what is said now, if anything, on the row of the date or below the headline.
    #[must_use]
    pub fn new(ui: &Ui, ctx: &ViewCtx<'_>, headline: &HeadlineArt, map: Rect) -> Option<Self> {
        let words = caption_words(ctx.session)?;
        let row = headline.date_row();
        let right = map.right() - MARGIN - BUTTONS;
        let is_beside = right - (row.right() + GAP) >= LEAST_ROOM;
        let left = if is_beside {
            row.right() + GAP
        } else {
            row.left()
        };
        let mut job = LayoutJob::simple(
            words.clone(),
            semibold(14.0),
            ctx.theme.accent,
            (right - left).max(80.0),
        );
        job.wrap.max_rows = 2;
        job.halign = Align::LEFT;
        let galley = ui.painter().layout_job(job);
        let top = if is_beside {
            row.top() + ((DATE_ROW - galley.size().y) / 2.0).max(0.0)
        } else {
            headline.rect().bottom() + 4.0
        };
        let rect = Rect::from_min_size(egui::pos2(left, top), galley.size());
        Some(Self {
            words,
            galley,
            rect,
        })
    }

    /// What it takes of the screen.
    #[must_use]
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// Paints it over the veil of the headline, and says it to whom listens.
    pub fn paint(self, ui: &Ui, ctx: &ViewCtx<'_>) {
        with_halo(ui.painter(), self.rect.min, &self.galley, ctx.theme);
        let room = self.rect.expand2(vec2(2.0, 2.0));
        let response = ui.interact(room, ui.scope_id().with("caption"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.words));
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        if self.galley.elided {
            response.on_hover_text(&self.words);
        }
    }
}
