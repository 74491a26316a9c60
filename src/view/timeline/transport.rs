//! Play, step, speed, loop; the mode of the clock and the length of its step.

use egui::{Align2, Color32, Painter, Rect, Ui, pos2, vec2};

use crate::model::time::tick::Step;
use crate::query::Mode;
use crate::session::Command;
use crate::session::command::{PlayCommand, TimeCommand};
use crate::session::playback::Repeat;
use crate::view::{ViewCtx, theme};

use super::controls::{Look, Words, button, menu, segments};
use super::icons;

const MARGIN: f32 = 14.0;
const GAP: f32 = 5.0;
const BUTTON_HEIGHT: f32 = 34.0;
const ROW_HEIGHT: f32 = 28.0;
/// Step back, play, step forward, speed, loop. With the gaps: 222, the block less its margins.
const WIDTHS: [f32; 5] = [32.0, 42.0, 32.0, 62.0, 34.0];
/// The whole span in so many seconds.
const SPEEDS: [f32; 5] = [10.0, 20.0, 30.0, 60.0, 120.0];

/// The modes: what stands on the segment, its name, its tooltip.
const MODES: [(Mode, &str, &str, &str); 4] = [
    (
        Mode::UpTo,
        "Up to",
        "Up to",
        "Everything that had started by the date (1)",
    ),
    (Mode::At, "At", "At", "What existed at the date (2)"),
    (
        Mode::During,
        "During",
        "During",
        "What existed in a window of time (3)",
    ),
    (
        Mode::AllTime,
        "All",
        "All time",
        "Everything, whatever its date (4)",
    ),
];

pub(super) fn transport_ui(ui: &Ui, ctx: &ViewCtx<'_>, block: Rect) {
    let corner = block.min + vec2(MARGIN, MARGIN);
    let width = block.width() - 2.0 * MARGIN;
    let row =
        |top: f32, height: f32| Rect::from_min_size(corner + vec2(0.0, top), vec2(width, height));
    buttons_ui(ui, ctx, row(0.0, BUTTON_HEIGHT));
    let clock = &ctx.session.document.clock;
    let mode = segments(ui, row(44.0, ROW_HEIGHT), ctx.theme, &MODES, clock.mode);
    if let Some(mode) = mode {
        ctx.push(Command::Time(TimeCommand::Mode(mode)));
    }
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
    let step = |rect, name, face: fn(&Painter, Rect, Color32), n| {
        if button(ui, rect, ctx.theme, name, Look::Plain, face).clicked() {
            ctx.push(Command::Time(TimeCommand::Forward(n)));
        }
    };
    let tip = "Step back (Left arrow; with Shift, ten steps)";
    step(back, words("back", "Step back", tip), icons::step_back, -1);
    play_ui(ui, ctx, play);
    let tip = "Step forward (Right arrow; with Shift, ten steps)";
    step(
        forward,
        words("forward", "Step forward", tip),
        icons::step_forward,
        1,
    );
    let name = words(
        "speed",
        "Speed",
        "The whole span in so many seconds (< and >)",
    );
    let choices = SPEEDS.map(|s| (s, format!("{s} seconds")));
    let seconds = ctx.session.playback.seconds;
    let current = format!("{seconds:.0} s");
    if let Some(s) = menu(ui, speed, ctx.theme, name, &current, &choices, seconds) {
        ctx.push(Command::Play(PlayCommand::Seconds(s)));
    }
    repeat_ui(ui, ctx, repeat);
}

fn play_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let running = ctx.session.playback.running;
    let (name, face): (_, fn(&Painter, Rect, Color32)) = if running {
        (words("play", "Pause", "Pause (Space)"), icons::pause)
    } else {
        (words("play", "Play", "Play (Space)"), icons::play)
    };
    if button(ui, rect, ctx.theme, name, Look::Accent, face).clicked() {
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
    if button(ui, rect, ctx.theme, name, look, icons::repeat).clicked() {
        ctx.push(Command::Play(PlayCommand::Repeat(other)));
    }
}

fn step_ui(ui: &Ui, ctx: &ViewCtx<'_>, row: Rect) {
    let step = ctx.session.document.clock.step;
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
