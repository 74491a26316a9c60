//! The axis: gestures and keys become commands.
//!
//! A press on empty axis scrubs at once; on a mark it waits, so that a click can choose the mark and
//! a drag still scrubs. A drag keeps the scale and the clock of the moment of the press, so every
//! command that it sends is absolute.

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, PointerButton, Pos2, Rect, Response};
use egui::{Role, Sense, Ui, WidgetInfo, accesskit};

use crate::model::time::tick::Step;
use crate::model::{Instant, Span};
use crate::query::Clock;
use crate::scene::scale::TimeScale;
use crate::scene::timeline::{ClockMarks, Grip, Hit};
use crate::session::command::{Direction, PlayCommand, SelectCommand, TimeCommand};
use crate::session::{Command, RecordRef};
use crate::view::{ViewCtx, theme};

use super::{Cached, paint, tooltip};

/// How fast the wheel zooms, in powers of e for each point of scrolling.
const ZOOM_PER_POINT: f64 = 0.005;

/// A press on a mark that moves no further than this, in points, does not scrub.
const MOST_OF_A_CLICK: f32 = 4.0;

/// A drag under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    grip: Grip,
    button: PointerButton,
    /// Where it began, on the screen.
    from: Pos2,
    scale: TimeScale,
    clock: Clock,
    /// Whether it began on a mark and has not moved since.
    waits: bool,
}

/// Draws the axis in `rect` and asks for what the user wants of it.
pub(super) fn show(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    cached: &Cached,
    rect: Rect,
    drag: &mut Option<Drag>,
    hovered: &mut Option<RecordRef>,
) {
    let response = ui.interact(
        rect,
        ui.scope_id().with("timeline"),
        Sense::click_and_drag(),
    );
    let clock = &ctx.session.document.clock;
    let chip_width = &mut |text: &str| paint::width_of(ui, text, theme::semibold(paint::CHIP_SIZE));
    let marks = ClockMarks::new(&cached.scene, clock, chip_width);
    describe(ui, &response, clock);
    if response.has_focus() {
        keys(ui, ctx, &response);
    }
    wheel(ui, ctx, cached, &response);
    drags(ui, ctx, cached, &marks, &response, drag);
    let pointer = response
        .hover_pos()
        .filter(|_| drag.is_none_or(|drag| drag.waits));
    let hit = pointer.map(|at| {
        cached
            .scene
            .pick(&marks, at.x - rect.left(), at.y - rect.top())
    });
    hover(ctx, cached, hit.as_ref(), hovered);
    paint::paint(ui, ctx, cached, &marks, &response, hit.as_ref());
    if let (Some(hit), Some(at)) = (&hit, pointer) {
        clicks(ctx, cached, hit, &response);
        let grip = cached
            .scene
            .grip(&marks, at.x - rect.left(), at.y - rect.top());
        ui.set_cursor_icon(cursor(hit, grip));
        tooltip::tooltip_ui(ui, ctx, cached, hit);
    }
}

fn cursor(hit: &Hit, grip: Grip) -> CursorIcon {
    match hit {
        Hit::Record { .. } | Hit::Bar { .. } | Hit::Range { .. } => CursorIcon::PointingHand,
        Hit::Playhead | Hit::WindowStart | Hit::WindowEnd => CursorIcon::ResizeHorizontal,
        Hit::WindowMiddle => CursorIcon::Grab,
        Hit::Axis if grip == Grip::Pan => CursorIcon::Grab,
        Hit::Axis => CursorIcon::Default,
    }
}

/// A name and a value for screen readers, and the actions that they offer for a slider.
fn describe(ui: &Ui, response: &Response, clock: &Clock) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, true, "Timeline");
        info.current_text_value = Some(clock.step().label(clock.tick()));
        info
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(accesskit::Action::Increment);
        node.add_action(accesskit::Action::Decrement);
    });
}

fn keys(ui: &Ui, ctx: &ViewCtx<'_>, response: &Response) {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    for command in key_commands(ui, ctx, response.id) {
        ctx.push(command);
    }
}

fn key_commands(ui: &Ui, ctx: &ViewCtx<'_>, id: Id) -> Vec<Command> {
    use TimeCommand::{At, Forward, ToEnd, ToRecord};
    let clock = &ctx.session.document.clock;
    let year_on = |n: i64| At(Step::Month.shift(clock.tick(), 12 * n).start);
    let table = [
        (
            Modifiers::COMMAND,
            Key::ArrowLeft,
            ToRecord(Direction::Back),
        ),
        (
            Modifiers::COMMAND,
            Key::ArrowRight,
            ToRecord(Direction::Forward),
        ),
        (Modifiers::SHIFT, Key::ArrowLeft, Forward(-10)),
        (Modifiers::SHIFT, Key::ArrowRight, Forward(10)),
        (Modifiers::NONE, Key::ArrowLeft, Forward(-1)),
        (Modifiers::NONE, Key::ArrowRight, Forward(1)),
        (Modifiers::NONE, Key::Home, ToEnd(Direction::Back)),
        (Modifiers::NONE, Key::End, ToEnd(Direction::Forward)),
        (Modifiers::NONE, Key::PageUp, year_on(-1)),
        (Modifiers::NONE, Key::PageDown, year_on(1)),
    ];
    ui.input_mut(|input| {
        let mut commands = Vec::new();
        for (modifiers, key, command) in table {
            let times = input.count_and_consume_key(modifiers, key);
            commands.extend((0..times).map(|_| Command::Time(command)));
        }
        for (action, n) in [
            (accesskit::Action::Increment, 1),
            (accesskit::Action::Decrement, -1),
        ] {
            let times = input.num_accesskit_action_requests(id, action);
            commands.extend((0..times).map(|_| Command::Time(Forward(n))));
        }
        if input.consume_key(Modifiers::NONE, Key::Space) {
            let run = PlayCommand::Run(!ctx.session.playback.running);
            commands.push(Command::Play(run));
        }
        commands
    })
}

fn wheel(ui: &Ui, ctx: &ViewCtx<'_>, cached: &Cached, response: &Response) {
    let Some(at) = response.hover_pos() else {
        return;
    };
    let (zoom, scroll) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
    let factor = f64::from(zoom) * (f64::from(scroll.y) * ZOOM_PER_POINT).exp();
    let x = at.x - response.rect.left();
    let scale = cached.scene.scale.zoomed_at(x, factor).panned(scroll.x);
    if zoom.to_bits() != 1.0_f32.to_bits() || scroll != egui::Vec2::ZERO {
        set_axis(ctx, scale.span);
    }
}

fn set_axis(ctx: &ViewCtx<'_>, span: Span) {
    if span != ctx.session.axis {
        ctx.push(Command::Time(TimeCommand::Axis(span)));
    }
}

/// Moves the axis, without changing how much it shows, so that the clock stands in its middle.
fn to_clock(ctx: &ViewCtx<'_>) {
    let (axis, end) = (ctx.session.axis, ctx.session.document.clock.tick().end);
    let half = axis.duration_ms() / 2;
    let start = Instant(end.0.saturating_sub(half));
    let span = Span {
        start,
        end: Instant(start.0.saturating_add(axis.duration_ms())),
    };
    ctx.push(Command::Time(TimeCommand::Axis(span)));
}

fn drags(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    cached: &Cached,
    marks: &ClockMarks,
    response: &Response,
    drag: &mut Option<Drag>,
) {
    let left = response.rect.left();
    if let Some((button, at)) = pressed(ui, response) {
        let (x, y) = (at.x - left, at.y - response.rect.top());
        let is_pan = button != PointerButton::Primary || ui.input(|i| i.modifiers.shift);
        let grip = if is_pan {
            Grip::Pan
        } else {
            cached.scene.grip(marks, x, y)
        };
        let hit = cached.scene.pick(marks, x, y);
        if marks.beyond != 0 && hit == Hit::Playhead {
            to_clock(ctx);
            return;
        }
        *drag = Some(Drag {
            grip,
            button,
            from: at,
            scale: cached.scene.scale,
            clock: ctx.session.document.clock,
            waits: matches!(
                hit,
                Hit::Record { .. } | Hit::Bar { .. } | Hit::Range { .. }
            ),
        });
    }
    let Some(current) = drag else {
        return;
    };
    let (is_down, at) = ui.input(|i| {
        (
            i.pointer.button_down(current.button),
            i.pointer.latest_pos(),
        )
    });
    current.waits &= at.is_none_or(|at| at.distance(current.from) < MOST_OF_A_CLICK);
    if let (true, false, Some(at)) = (is_down || response.drag_stopped(), current.waits, at) {
        moved(
            ui,
            ctx,
            current,
            &cached.scene.scale,
            (at.x - left, at.x - current.from.x),
        );
    }
    if !is_down {
        *drag = None;
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

fn moved(ui: &Ui, ctx: &ViewCtx<'_>, drag: &Drag, scale: &TimeScale, (x, dx): (f32, f32)) {
    let clock = &ctx.session.document.clock;
    let at = time_on_axis(scale, x);
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
        Grip::Pan => {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            set_axis(ctx, drag.scale.panned(dx).span);
        }
        Grip::Playhead | Grip::WindowEnd | Grip::WindowStart => {}
    }
}

/// The instant at `x`, or at the end of the axis that is nearer.
fn time_on_axis(scale: &TimeScale, x: f32) -> Instant {
    let at = scale.time_from_x(x.clamp(scale.x0, scale.x1));
    at.min(Instant(scale.span.end.0 - 1)).max(scale.span.start)
}

/// Tells the session which record is under the pointer, when that has changed.
fn hover(ctx: &ViewCtx<'_>, cached: &Cached, hit: Option<&Hit>, hovered: &mut Option<RecordRef>) {
    let now = match hit {
        Some(Hit::Record { record, .. }) => cached.record_ref(*record),
        _ => None,
    };
    if now != *hovered {
        *hovered = now;
        ctx.push(Command::Select(SelectCommand::Hover(now)));
    }
}

fn clicks(ctx: &ViewCtx<'_>, cached: &Cached, hit: &Hit, response: &Response) {
    if response.double_clicked() {
        ctx.push(Command::Time(TimeCommand::AxisHome));
        return;
    }
    // Enter and Space count as clicks for egui; here they would hit whatever the pointer is over.
    if !response.clicked_by(PointerButton::Primary) {
        return;
    }
    match hit {
        Hit::Record { record, .. } => {
            let record = cached.record_ref(*record);
            ctx.push(Command::Select(SelectCommand::Record(record)));
        }
        Hit::Bar { span, .. } | Hit::Range { span, .. } => {
            let last = Instant(span.end.0.saturating_sub(1));
            ctx.push(Command::Time(TimeCommand::At(last)));
        }
        _ => {}
    }
}
