//! The axis: what the pointer over it means, and its name for screen readers.

use egui::{CursorIcon, PointerButton, Rect, Response, Role, Sense, Ui, WidgetInfo, accesskit};

use crate::model::Span;
use crate::query::{Clock, Mode};
use crate::scene::timeline::{ClockMarks, Grip, Hit};
use crate::session::command::{SelectCommand, TimeCommand};
use crate::session::{Command, RecordRef};
use crate::view::{ViewCtx, theme};

use super::drag::{Drag, drags, grip_at, time_on_axis, wheel};
use super::{Cached, keys, paint, tooltip};

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
        keys::handle(ui, ctx, &cached.scene.scale, &response);
    }
    wheel(ui, ctx, &cached.scene.scale, &response);
    drags(ui, ctx, cached, &marks, &response, drag);
    let pointer = response
        .hover_pos()
        .filter(|_| drag.is_none_or(|drag| drag.waits()));
    let pointer = pointer.map(|at| at - rect.min);
    let hit = pointer.map(|at| cached.scene.pick(&marks, at.x, at.y));
    hover(ctx, cached, hit.as_ref(), hovered);
    paint::paint(ui, ctx, cached, &marks, &response, hit.as_ref());
    if let (Some(hit), Some(at)) = (&hit, pointer) {
        let shift = ui.input(|input| input.modifiers.shift);
        clicks(ctx, cached, hit, (at.x, shift), &response);
        let grip = grip_at(&cached.scene, &marks, at, shift);
        ui.set_cursor_icon(cursor(hit, grip, shift));
        tooltip::tooltip_ui(ui, ctx, cached, hit);
    }
}

/// What a press would do, as the pointer's shape.
fn cursor(hit: &Hit, grip: Grip, shift: bool) -> CursorIcon {
    match hit {
        _ if shift && grip == Grip::Brush => CursorIcon::Crosshair,
        Hit::Record { .. } | Hit::Bar { .. } | Hit::Range { .. } | Hit::Heat { .. } => {
            CursorIcon::PointingHand
        }
        Hit::Playhead | Hit::WindowStart | Hit::WindowEnd => CursorIcon::ResizeHorizontal,
        Hit::WindowMiddle => CursorIcon::Grab,
        Hit::Axis | Hit::Gap(_) => match grip {
            Grip::Pan | Grip::Window => CursorIcon::Grab,
            Grip::Brush => CursorIcon::Crosshair,
            Grip::WindowStart | Grip::WindowEnd => CursorIcon::ResizeHorizontal,
            Grip::Playhead => CursorIcon::Default,
        },
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

fn clicks(
    ctx: &ViewCtx<'_>,
    cached: &Cached,
    hit: &Hit,
    (x, shift): (f32, bool),
    response: &Response,
) {
    if response.double_clicked() {
        ctx.push(Command::Time(TimeCommand::AxisHome));
        return;
    }
    // Enter and Space count as clicks for egui; here they would hit whatever the pointer is over.
    if !response.clicked_by(PointerButton::Primary) {
        return;
    }
    let is_window = ctx.session.document.clock.mode == Mode::During;
    match hit {
        Hit::Record { record, .. } => {
            let record = cached.record_ref(*record);
            ctx.push(Command::Select(SelectCommand::Record(record)));
        }
        Hit::Bar { span, .. } | Hit::Range { span, .. } => to_span(ctx, *span),
        Hit::Heat { heat, cell } => {
            let heat = cached.scene.heats.get(*heat);
            if let Some(cell) = heat.and_then(|heat| heat.cells.get(*cell)) {
                to_span(ctx, cell.span);
            }
        }
        // A press here waits for a brush, so the click still has to go where it was.
        Hit::Axis | Hit::Gap(_) if is_window && !shift => {
            let at = time_on_axis(&cached.scene.scale, x);
            ctx.push(Command::Time(TimeCommand::At(at)));
        }
        _ => {}
    }
}

/// To the end of a bin; in *During* the bin becomes the window.
fn to_span(ctx: &ViewCtx<'_>, span: Span) {
    let last = span.last();
    ctx.push(Command::Time(match ctx.session.document.clock.mode {
        Mode::During => TimeCommand::Window(span),
        Mode::UpTo | Mode::At | Mode::AllTime => TimeCommand::At(last),
    }));
}
