//! Play, step, speed, loop; the mode of the clock and the length of its step.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::model::time::tick::Step;
use crate::query::Mode;
use crate::session::Command;
use crate::session::command::{PlayCommand, TimeCommand};
use crate::session::playback::Repeat;
use crate::view::actions::{ActionId, SPEEDS, action};
use crate::view::widgets::segmented::HEIGHT as ROW_HEIGHT;
use crate::view::widgets::{Icon, Segment, segmented};
use crate::view::{ViewCtx, theme};

use super::controls::{Look, Words, icon_button, menu};

const MARGIN: f32 = 14.0;
const GAP: f32 = 5.0;
const BUTTON_HEIGHT: f32 = 34.0;
/// Step back, play, step forward, speed, loop. With the gaps: 222, the block less its margins.
const WIDTHS: [f32; 5] = [32.0, 42.0, 32.0, 62.0, 34.0];

/// The modes: what stands on the segment, its name, its action.
const MODES: [(Mode, &str, &str, ActionId); 4] = [
    (Mode::UpTo, "Up to", "Up to", ActionId::UpTo),
    (Mode::At, "At", "At", ActionId::At),
    (Mode::During, "During", "During", ActionId::During),
    (Mode::AllTime, "All", "All time", ActionId::AllTime),
];

pub(super) fn transport_ui(ui: &Ui, ctx: &ViewCtx<'_>, block: Rect) {
    let corner = block.min + vec2(MARGIN, MARGIN);
    let width = block.width() - 2.0 * MARGIN;
    let row =
        |top: f32, height: f32| Rect::from_min_size(corner + vec2(0.0, top), vec2(width, height));
    buttons_ui(ui, ctx, row(0.0, BUTTON_HEIGHT));
    modes_ui(ui, ctx, row(44.0, ROW_HEIGHT));
    step_ui(ui, ctx, row(82.0, ROW_HEIGHT));
    let hint = "Scroll to zoom the axis · drag to scrub";
    let left = pos2(corner.x, corner.y + 128.0);
    let (font, ink) = (theme::regular(11.0), ctx.theme.ink_faint);
    ui.painter()
        .text(left, Align2::LEFT_CENTER, hint, font, ink);
}

fn buttons_ui(ui: &Ui, ctx: &ViewCtx<'_>, row: Rect) {
    let mut left = row.left();
    let [back, play, forward, speed, repeat] = WIDTHS.map(|width| {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left += width + GAP;
        rect
    });
    let tip = action(ActionId::StepBack).tip();
    let step_back = words("back", "Step back", &tip);
    if icon_button(ui, back, ctx.theme, step_back, Look::Plain, Icon::StepBack).clicked() {
        ctx.push(Command::Time(TimeCommand::Forward(-1)));
    }
    play_ui(ui, ctx, play);
    let tip = action(ActionId::StepForward).tip();
    let step_on = words("forward", "Step forward", &tip);
    if icon_button(
        ui,
        forward,
        ctx.theme,
        step_on,
        Look::Plain,
        Icon::StepForward,
    )
    .clicked()
    {
        ctx.push(Command::Time(TimeCommand::Forward(1)));
    }
    speed_ui(ui, ctx, speed);
    repeat_ui(ui, ctx, repeat);
}

fn modes_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let tips = MODES.map(|(_, _, _, id)| action(id).tip());
    let segments: Vec<Segment<'_>> = MODES
        .iter()
        .zip(&tips)
        .map(|((_, words, name, _), tip)| Segment { words, name, tip })
        .collect();
    let now = ctx.session.document.clock.mode;
    let chosen = MODES.iter().position(|(mode, ..)| *mode == now);
    let made = segmented(ui, ctx.theme, rect, &segments, chosen.unwrap_or_default());
    if let Some((mode, ..)) = made.and_then(|index| MODES.get(index)) {
        ctx.push(Command::Time(TimeCommand::Mode(*mode)));
    }
}

fn speed_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let name = words(
        "speed",
        "Speed",
        "The whole span in so many seconds (< and >)",
    );
    let choices = SPEEDS.map(|s| (s, format!("{s} seconds")));
    let seconds = ctx.session.playback.seconds;
    let current = format!("{seconds:.0} s");
    if let Some(s) = menu(ui, rect, ctx.theme, name, &current, &choices, seconds) {
        ctx.push(Command::Play(PlayCommand::Seconds(s)));
    }
}

fn play_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let running = ctx.session.playback.running;
    let tip = action(ActionId::Play).hint();
    let (name, sign) = if running {
        (words("play", "Pause", &tip), Icon::Pause)
    } else {
        (words("play", "Play", &tip), Icon::Play)
    };
    if icon_button(ui, rect, ctx.theme, name, Look::Accent, sign).clicked() {
        ctx.push(Command::Play(PlayCommand::Run(!running)));
    }
}

fn repeat_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let (tip, look, other) = if ctx.session.playback.repeat == Repeat::Loop {
        (
            "Playing begins again at the end; click to play once",
            Look::On,
            Repeat::Once,
        )
    } else {
        (
            "Play once; click to begin again at the end",
            Look::Plain,
            Repeat::Loop,
        )
    };
    let name = words("loop", "Loop", tip);
    if icon_button(ui, rect, ctx.theme, name, look, Icon::Loop).clicked() {
        ctx.push(Command::Play(PlayCommand::Repeat(other)));
    }
}

fn step_ui(ui: &Ui, ctx: &ViewCtx<'_>, row: Rect) {
    let step = ctx.session.document.clock.step();
    let rect = Rect::from_min_size(row.min, vec2(116.0, row.height()));
    let choices = Step::ALL.map(|step| (step, capital(step.name())));
    let current = format!("By {}", step.name());
    let name = words("step", "Step", "How long one step of the clock is");
    if let Some(step) = menu(ui, rect, ctx.theme, name, &current, &choices, step) {
        ctx.push(Command::Time(TimeCommand::Step(step)));
    }
}

fn capital(word: &str) -> String {
    crate::session::words::title_from_name(word)
}

fn words<'a>(id: &'static str, name: &'a str, tip: &'a str) -> Words<'a> {
    Words { id, name, tip }
}
