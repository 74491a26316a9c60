//! Drags and the wheel on the axis.
//!
//! A press on empty axis scrubs at once; on a mark, or where a drag would brush a window, it waits,
//! so that a click can choose the mark. A drag keeps the scale and the clock of the moment of the
//! press, so every command that it sends is absolute and Escape can undo it.

use egui::{CursorIcon, Key, PointerButton, Pos2, Response, Ui, Vec2};

use crate::model::{Instant, Span};
use crate::query::{Clock, Mode};
use crate::scene::scale::TimeScale;
use crate::scene::timeline::{ClockMarks, Grip, Hit, TimelineScene};
use crate::session::command::{SelectCommand, TimeCommand};
use crate::session::{Command, RecordRef};
use crate::view::ViewCtx;

use super::Cached;

/// How fast the wheel zooms, in powers of e for each point of scrolling.
const ZOOM_PER_POINT: f64 = 0.005;

/// A press that waits and moves no further than this, in points, is a click.
const MOST_OF_A_CLICK: f32 = 4.0;

/// A drag under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    grip: Grip,
    button: PointerButton,
    /// Where it began, on the screen.
    from: Pos2,
    /// From there to the playhead or handle that was taken, so that it does not jump; `None` where
    /// none was.
    to_handle: Option<f32>,
    scale: TimeScale,
    clock: Clock,
    selection: Option<RecordRef>,
    waits: bool,
}

impl Drag {
    /// Whether it has not moved since it began, and does nothing before.
    pub(super) fn waits(&self) -> bool {
        self.waits
    }
}

/// What a drag from a point would move; with Shift it brushes a window.
pub(super) fn grip_at(scene: &TimelineScene, marks: &ClockMarks, at: Vec2, shift: bool) -> Grip {
    match scene.grip(marks, at.x, at.y) {
        Grip::Pan => Grip::Pan,
        _ if shift => Grip::Brush,
        grip => grip,
    }
}

/// Zooms at the pointer, and pans where the wheel goes sideways.
pub(super) fn wheel(ui: &Ui, ctx: &ViewCtx<'_>, scale: &TimeScale, response: &Response) {
    let Some(at) = response.hover_pos() else {
        return;
    };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let factor = f64::from(zoom) * (f64::from(scroll.y) * ZOOM_PER_POINT).exp();
    let x = at.x - response.rect.left();
    let scale = scale.zoomed_at(x, factor).panned(scroll.x);
    if zoom.to_bits() != 1.0_f32.to_bits() || scroll != Vec2::ZERO {
        set_axis(ctx, scale.span);
    }
}

/// Asks for another part of time on the axis.
pub(super) fn set_axis(ctx: &ViewCtx<'_>, span: Span) {
    if span != ctx.session.axis {
        ctx.push(Command::Time(TimeCommand::Axis(span)));
    }
}

/// Moves the axis, without changing how much it shows, so that the clock stands in its middle.
pub(super) fn to_clock(ctx: &ViewCtx<'_>) {
    let (axis, end) = (ctx.session.axis, ctx.session.document.clock.tick().end);
    let half = axis.duration_ms() / 2;
    let start = Instant(end.0.saturating_sub(half));
    let span = Span {
        start,
        end: Instant(start.0.saturating_add(axis.duration_ms())),
    };
    set_axis(ctx, span);
}

/// Begins, continues and ends drags.
pub(super) fn drags(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    cached: &Cached,
    marks: &ClockMarks,
    response: &Response,
    drag: &mut Option<Drag>,
) {
    let left = response.rect.left();
    if let Some((button, at)) = pressed(ui, response) {
        let there = at - response.rect.min;
        let hit = cached.scene.pick(marks, there.x, there.y);
        if marks.beyond != 0 && hit == Hit::Playhead {
            to_clock(ctx);
            return;
        }
        let shift = ui.input(|input| input.modifiers.shift);
        let grip = match button {
            PointerButton::Primary => grip_at(&cached.scene, marks, there, shift),
            _ => Grip::Pan,
        };
        *drag = Some(Drag {
            grip,
            button,
            from: at,
            to_handle: handle(grip, &hit, marks).map(|handle| handle - there.x),
            scale: cached.scene.scale,
            clock: ctx.session.document.clock,
            selection: ctx.session.selection,
            waits: grip == Grip::Brush || is_mark(&hit),
        });
    }
    let Some(current) = drag else {
        return;
    };
    let (is_down, at, escape) = ui.input(|input| {
        (
            input.pointer.button_down(current.button),
            input.pointer.latest_pos(),
            input.key_down(Key::Escape),
        )
    });
    if escape {
        give_back(ctx, current);
        *drag = None;
        return;
    }
    current.waits &= at.is_none_or(|at| at.distance(current.from) < MOST_OF_A_CLICK);
    if let (true, false, Some(at)) = (is_down || response.drag_stopped(), current.waits, at) {
        let (x, dx) = (at.x - left, at.x - current.from.x);
        moved(ctx, current, &cached.scene.scale, (x, dx));
        ui.set_cursor_icon(match current.grip {
            Grip::Pan | Grip::Window => CursorIcon::Grabbing,
            Grip::Brush => CursorIcon::Crosshair,
            Grip::Playhead | Grip::WindowStart | Grip::WindowEnd => CursorIcon::ResizeHorizontal,
        });
    }
    if !is_down {
        *drag = None;
    }
}

/// Whether a click there means the mark.
fn is_mark(hit: &Hit) -> bool {
    matches!(
        hit,
        Hit::Record { .. } | Hit::Bar { .. } | Hit::Range { .. } | Hit::Heat { .. }
    )
}

/// Where the playhead or handle is that a drag takes along.
fn handle(grip: Grip, hit: &Hit, marks: &ClockMarks) -> Option<f32> {
    match grip {
        Grip::WindowStart => marks.window.map(|(start, _)| start),
        Grip::WindowEnd => Some(marks.playhead_x),
        Grip::Playhead if *hit == Hit::Playhead => Some(marks.playhead_x),
        _ => None,
    }
}

fn pressed(ui: &Ui, response: &Response) -> Option<(PointerButton, Pos2)> {
    if !response.is_pointer_button_down_on() {
        return None;
    }
    ui.input(|input| {
        let buttons = [
            PointerButton::Primary,
            PointerButton::Secondary,
            PointerButton::Middle,
        ];
        let button = buttons
            .into_iter()
            .find(|b| input.pointer.button_pressed(*b))?;
        Some((button, input.pointer.interact_pos()?))
    })
}

fn moved(ctx: &ViewCtx<'_>, drag: &Drag, scale: &TimeScale, (x, dx): (f32, f32)) {
    let clock = &ctx.session.document.clock;
    let at = match drag.to_handle {
        Some(to_handle) => near_edge(drag.grip, clock, scale, x + to_handle),
        None => time_on_axis(scale, x),
    };
    let tick = clock.step().tick_containing(at);
    let time = |command| ctx.push(Command::Time(command));
    match drag.grip {
        Grip::Playhead if tick != clock.tick() || ctx.session.playback.running => {
            time(TimeCommand::At(at));
        }
        Grip::WindowEnd if tick != clock.tick() => time(TimeCommand::WindowEnd(at)),
        Grip::WindowStart if tick.start.min(clock.tick().start) != clock.window().start => {
            time(TimeCommand::WindowStart(at));
        }
        Grip::Window => {
            let by = f64::from(dx) * drag.scale.ms_per_point();
            let middle = f64::midpoint(
                drag.clock.tick().start.0 as f64,
                drag.clock.tick().end.0 as f64,
            );
            let at = Instant((middle + by) as i64);
            if clock.step().tick_containing(at) != clock.tick() {
                time(TimeCommand::At(at));
            }
        }
        Grip::Brush => brushed(ctx, time_on_axis(&drag.scale, x - dx), at),
        Grip::Pan => set_axis(ctx, drag.scale.panned(dx).span),
        Grip::Playhead | Grip::WindowEnd | Grip::WindowStart => {}
    }
}

/// Asks for the window of whole ticks between two instants.
fn brushed(ctx: &ViewCtx<'_>, one: Instant, other: Instant) {
    let clock = &ctx.session.document.clock;
    let (first, last) = (one.min(other), one.max(other));
    let step = clock.step();
    let span = Span {
        start: step.tick_containing(first).start,
        end: step.tick_containing(last).end,
    };
    if clock.mode != Mode::During || clock.window() != span {
        ctx.push(Command::Time(TimeCommand::Window(span)));
    }
}

/// An instant of the tick whose edge is nearest to `x`: its start for the window's beginning, else
/// its end.
fn near_edge(grip: Grip, clock: &Clock, scale: &TimeScale, x: f32) -> Instant {
    let at = scale.time_from_x(x.clamp(scale.x0, scale.x1));
    let half = clock.step().tick_containing(at).duration_ms() / 2;
    match grip {
        Grip::WindowStart => Instant(at.0.saturating_add(half)),
        _ => Instant(at.0.saturating_sub(half.max(1))),
    }
}

/// The instant at `x`, or at the end of the axis that is nearer.
pub(super) fn time_on_axis(scale: &TimeScale, x: f32) -> Instant {
    let at = scale.time_from_x(x.clamp(scale.x0, scale.x1));
    at.min(Instant(scale.span.end.0 - 1)).max(scale.span.start)
}

/// Everything as it was when the drag began.
fn give_back(ctx: &ViewCtx<'_>, drag: &Drag) {
    let (now, before) = (ctx.session.document.clock, drag.clock);
    let time = |command| ctx.push(Command::Time(command));
    if now != before {
        time(TimeCommand::Restore(before));
    }
    // Last, because the clock takes the axis along.
    ctx.push(Command::Time(TimeCommand::Axis(drag.scale.span)));
    ctx.push(Command::Select(SelectCommand::Record(drag.selection)));
}
