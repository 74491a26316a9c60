//! The bottom panel: the transport on the left, the axis with its histogram and lanes on the right.
//!
//! What is drawn is a [`TimelineScene`], kept until the filters, the axis or the size change; the
//! clock's own marks are made anew each frame. Gestures become absolute commands in `axis`.

mod axis;
mod controls;
pub mod date_field;
mod input;
mod paint;
mod tooltip;
mod transport;
pub mod tray;

use egui::{Rect, Ui, pos2};

use crate::model::Span;
use crate::scene::timeline::{Record, TimelineScene};
use crate::session::{LayerId, RecordRef, Session};

use super::panels::filters;
use super::{ViewCtx, theme};
use input::SeriesTable;

/// Width of the transport, in points: that of the filters above it.
pub const TRANSPORT_WIDTH: f32 = filters::WIDTH;
/// The height for which the panel is made, in points.
pub const HEIGHT: f32 = 168.0;
/// How much higher it is where the window has room: all of it goes to the histogram.
const MORE_HEIGHT: f32 = 32.0;
/// The height of a window with room, in points.
const TALL_WINDOW: f32 = 780.0;

/// The height of the panel in a window of this height, both in points.
#[must_use]
pub fn height(window: f32) -> f32 {
    if window >= TALL_WINDOW {
        HEIGHT + MORE_HEIGHT
    } else {
        HEIGHT
    }
}

/// What the timeline keeps between frames.
#[derive(Debug, Default)]
pub struct TimelineState {
    cached: Option<Cached>,
    drag: Option<axis::Drag>,
    hovered: Option<RecordRef>,
    date: date_field::DateField,
    tray: tray::TrayState,
}

#[derive(Debug)]
struct Cached {
    key: Key,
    scene: TimelineScene,
    series: SeriesTable,
    layers: Vec<LayerId>,
}

/// All that a scene depends on.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Key {
    filter_revision: u64,
    axis: Span,
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
    fn record_ref(&self, record: Record) -> Option<RecordRef> {
        Some(RecordRef {
            layer: *self.layers.get(record.layer)?,
            row: record.row,
        })
    }

    fn record(&self, at: RecordRef) -> Option<Record> {
        let layer = self.layers.iter().position(|id| *id == at.layer)?;
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
        axis: ctx.session.axis,
        width: rect.width(),
        height: rect.height(),
        pixels_per_point: ui.pixels_per_point(),
    };
    let TimelineState {
        cached,
        drag,
        hovered,
        tray,
        ..
    } = state;
    let kept = cached.take().filter(|cached| cached.key == key);
    let cached: &Cached = cached.insert(kept.unwrap_or_else(|| build(ui, ctx.session, key)));
    axis::show(ui, ctx, cached, rect, drag, hovered);
    tray::show(ui, ctx, tray, &cached.scene, rect);
}

fn build(ui: &Ui, session: &Session, key: Key) -> Cached {
    let mut measure = |text: &str| paint::width_of(ui, text, theme::medium(paint::NAME_SIZE));
    let series = SeriesTable::new(session);
    let (scene, layers) = input::scene(session, &series, key, &mut measure);
    Cached {
        key,
        scene,
        series,
        layers,
    }
}
