//! Keys on the focused axis. They belong to it before they belong to the clock; most are the same.

use egui::{EventFilter, Id, Key, Modifiers, Response, Ui, accesskit};

use crate::model::Span;
use crate::scene::scale::TimeScale;
use crate::session::Command;
use crate::session::command::{Direction, PlayCommand, TimeCommand};
use crate::view::ViewCtx;

use super::drag::{set_axis, to_clock};

/// How much a key zooms.
const ZOOM: f64 = 1.5;
/// How much of the axis a key pans.
const PAGE: f32 = 0.75;

/// Lets an axis keep the arrows while it has the focus.
pub(super) fn keep_arrows(ui: &Ui, response: &Response) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
}

/// The axis after Up or Down (zooming at `x`), Page Up or Page Down; `None` if none was pressed.
pub(super) fn axis_after(ui: &Ui, scale: &TimeScale, x: f32) -> Option<Span> {
    let n = |key| {
        ui.input_mut(|input| {
            // With a modifier these keys mean something else.
            let free = input.modifiers.is_none();
            free.then(|| input.count_and_consume_key(Modifiers::NONE, key))
        })
        .unwrap_or(0) as f32
    };
    let zoom = n(Key::ArrowUp) - n(Key::ArrowDown);
    let pages = n(Key::PageUp) - n(Key::PageDown);
    let page = (scale.x1 - scale.x0) * PAGE;
    let after = scale
        .zoomed_at(x.clamp(scale.x0, scale.x1), ZOOM.powf(f64::from(zoom)))
        .panned(pages * page);
    (after.span != scale.span).then_some(after.span)
}

/// Does what the keys of this frame ask of the axis.
pub(super) fn handle(ui: &Ui, ctx: &ViewCtx<'_>, scale: &TimeScale, response: &Response) {
    keep_arrows(ui, response);
    for command in commands(ui, ctx, response.id) {
        ctx.push(command);
    }
    let playhead = scale.x_from_time(ctx.session.document.clock.tick().end);
    let is_seen = (scale.x0..=scale.x1).contains(&playhead);
    let x = if is_seen {
        playhead
    } else {
        f32::midpoint(scale.x0, scale.x1)
    };
    if let Some(axis) = axis_after(ui, scale, x) {
        set_axis(ctx, axis);
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        to_clock(ctx);
    }
}

fn commands(ui: &Ui, ctx: &ViewCtx<'_>, id: Id) -> Vec<Command> {
    use TimeCommand::{Forward, ToEnd, ToRecord};
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
