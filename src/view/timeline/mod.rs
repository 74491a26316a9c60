//! The bottom panel: the transport on the left, the axis with its histogram and lanes on the right.
//!
//! Dates are sorted once, counted when the filters change, and laid out as a [`TimelineScene`], kept
//! until the filters, the axis or the size change; the clock's own marks are made anew each frame.
//! Gestures become absolute commands in `axis`, `drag` and `overview`.

mod axis;
mod controls;
pub mod date_field;
mod drag;
mod input;
mod keys;
mod overview;
mod paint;
mod tooltip;
mod transport;
pub mod tray;

use egui::{Rect, Ui, pos2, vec2};

use crate::model::Span;
use crate::model::time::tick::Step;
use crate::scene::timeline::{Record, TimelineScene};
use crate::session::{LayerId, RecordRef, Session};

use super::panels::filters;
use super::{ViewCtx, theme};
use input::{Orders, Prepared};

/// Width of the transport, in points: that of the filters above it.
pub const TRANSPORT_WIDTH: f32 = filters::WIDTH;
/// The least height of the panel, in points.
pub const HEIGHT: f32 = 168.0;
/// How much higher it is in windows of a height: room for the overview first, then for the histogram.
const MORE_HEIGHT: [(f32, f32); 2] = [(780.0, 48.0), (700.0, 16.0)];

/// The height of the panel in a window of this height, both in points.
#[must_use]
pub fn height(window: f32) -> f32 {
    let more = MORE_HEIGHT.into_iter().find(|(least, _)| window >= *least);
    HEIGHT + more.map_or(0.0, |(_, more)| more)
}

/// What the timeline keeps between frames.
#[derive(Debug, Default)]
pub struct TimelineState {
    orders: Orders,
    cached: Option<Cached>,
    drag: Option<drag::Drag>,
    frame_drag: Option<overview::FrameDrag>,
    hovered: Option<RecordRef>,
    date: date_field::DateField,
    tray: tray::TrayState,
}

#[derive(Debug)]
struct Cached {
    key: Key,
    scene: TimelineScene,
    prepared: Prepared,
}

/// All that a scene depends on.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Key {
    filter_revision: u64,
    /// Whether playing passes gaps quickly, and what counts as one.
    skips: (bool, Step),
    axis: Span,
    extent: Span,
    width: f32,
    height: f32,
    pixels_per_point: f32,
}

impl TimelineState {
    /// The scene on screen, once the timeline has been shown.
    #[must_use]
    pub fn scene(&self) -> Option<&TimelineScene> {
        self.cached.as_ref().map(|cached| &cached.scene)
    }
}

impl Cached {
    /// The layer at a position of the scene's input.
    fn layer(&self, position: usize) -> Option<LayerId> {
        self.prepared.layers.get(position).copied()
    }

    fn record_ref(&self, record: Record) -> Option<RecordRef> {
        Some(RecordRef {
            layer: self.layer(record.layer)?,
            row: record.row,
        })
    }

    fn record(&self, at: RecordRef) -> Option<Record> {
        let layer = self.prepared.layers.iter().position(|id| *id == at.layer)?;
        Some(Record { layer, row: at.row })
    }
}

/// Fills the panel.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TimelineState) {
    let whole = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(whole);
    let divider = whole.left() + TRANSPORT_WIDTH.min(whole.width());
    let left = Rect::from_min_max(whole.min, pos2(divider, whole.bottom()));
    let right = Rect::from_min_max(pos2(divider, whole.top()), whole.max);
    transport::transport_ui(ui, ctx, left, &mut state.date);
    ui.painter()
        .vline(divider, whole.y_range(), (1.0, ctx.theme.line));
    if right.width() >= 1.0 && right.height() >= 1.0 {
        axis_ui(ui, ctx, state, right);
    }
}

fn axis_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TimelineState, rect: Rect) {
    let key = Key {
        filter_revision: ctx.session.derived.filter_revision,
        skips: (
            ctx.session.playback.skip_gaps,
            ctx.session.document.clock.step(),
        ),
        axis: ctx.session.axis,
        extent: ctx.session.all_time().unwrap_or(ctx.session.axis),
        width: rect.width(),
        height: rect.height(),
        pixels_per_point: ui.pixels_per_point(),
    };
    let TimelineState {
        orders,
        cached,
        drag,
        frame_drag,
        hovered,
        tray,
        ..
    } = state;
    let kept = match cached.take() {
        Some(cached) if cached.key == key => cached,
        other => build(ui, ctx.session, key, orders, other),
    };
    let cached: &Cached = cached.insert(kept);
    let bottom = rect.top() + cached.scene.rows.bottom.clamp(0.0, rect.height());
    let above = Rect::from_min_max(rect.min, pos2(rect.right(), bottom));
    if ctx.session.play_span().is_none() {
        timeless_ui(ui, ctx, rect);
        tray::show(ui, ctx, tray, &cached.scene, rect);
        return;
    }
    axis::show(ui, ctx, cached, above, drag, hovered);
    if let Some(overview) = &cached.scene.overview {
        overview::show(ui, ctx, overview, rect, frame_drag);
    }
    tray::show(ui, ctx, tray, &cached.scene, rect);
}

/// What stands in place of an axis where nothing has a date.
fn timeless_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    if ctx.session.data.is_empty() {
        return;
    }
    let words = "Nothing here has a date, so there is no time to show.";
    let text = egui::RichText::new(words).font(theme::regular(12.5));
    let label = egui::Label::new(text.color(ctx.theme.ink_faint)).selectable(false);
    let row = Rect::from_center_size(rect.center(), vec2(rect.width(), 18.0));
    ui.put(row, label);
}

fn build(ui: &Ui, session: &Session, key: Key, orders: &mut Orders, old: Option<Cached>) -> Cached {
    let mut measure = |text: &str| paint::width_of(ui, text, theme::medium(paint::NAME_SIZE));
    let old = old.filter(|old| old.prepared.filter_revision == key.filter_revision);
    let (prepared, known) = match old {
        Some(old) => (old.prepared, old.scene.overview),
        None => (Prepared::new(session, orders), None),
    };
    Cached {
        key,
        scene: prepared.scene(session, key, known.as_ref(), &mut measure),
        prepared,
    }
}
