//! Play, step, speed, what happens at the end; the mode of the clock, its step and its date.
//!
//! Every control has its place whatever the mode: the last row holds the choice that belongs to
//! *During*, or else a word of help.

use egui::text::LayoutJob;
use egui::{Rect, Response, Role, TextFormat, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::model::Span;
use crate::model::time::tick::Step;
use crate::query::{Mode, Within};
use crate::session::command::{PlayCommand, TimeCommand};
use crate::session::playback::Repeat;
use crate::session::{Command, Session, words};
use crate::view::actions::{ActionId, REPEATS, SPEEDS, action};
use crate::view::widgets::segmented::HEIGHT as ROW_HEIGHT;
use crate::view::widgets::{Icon, Segment, icon, segmented};
use crate::view::{ViewCtx, theme};

use super::controls::{Face, Look, Words, icon_button, menu, menu_of};
use super::date_field::{self, DateField};

/// Around the block: left and right, top.
const MARGIN: (f32, f32) = (14.0, 12.0);
const GAP: f32 = 5.0;
const BUTTON_HEIGHT: f32 = 34.0;
/// Step back, play, step forward, speed, repeat. With the gaps: 222, the block less its margins.
const WIDTHS: [f32; 5] = [31.0, 46.0, 31.0, 54.0, 40.0];
/// The menu of the step; the date takes the rest of its row.
const STEP_WIDTH: f32 = 78.0;

/// The modes: what stands on the segment, its name, its action.
const MODES: [(Mode, &str, &str, ActionId); 4] = [
    (Mode::UpTo, "Up to", "Up to", ActionId::UpTo),
    (Mode::At, "At", "At", ActionId::At),
    (Mode::During, "During", "During", ActionId::During),
    (Mode::AllTime, "All", "All time", ActionId::AllTime),
];

/// What *During* asks: what stands on the segment, its name, its tooltip.
const WITHIN: [(Within, &str, &str, &str); 2] = [
    (
        Within::Existing,
        "existing",
        "Existing in the window",
        "What existed at some time in the window",
    ),
    (
        Within::Starting,
        "starting",
        "Starting in the window",
        "What started in the window",
    ),
];

pub(super) fn transport_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, block: Rect, date: &mut DateField) {
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(block).id_salt("transport"));
    if ctx.session.play_span().is_none() {
        // Without a single date there is nothing that a clock could ask.
        ui.disable();
    }
    let corner = block.min + vec2(MARGIN.0, MARGIN.1);
    let width = block.width() - 2.0 * MARGIN.0;
    let row =
        |top: f32, height: f32| Rect::from_min_size(corner + vec2(0.0, top), vec2(width, height));
    buttons_ui(ui, ctx, row(0.0, BUTTON_HEIGHT));
    modes_ui(ui, ctx, row(42.0, ROW_HEIGHT));
    let (step, field) = row(78.0, ROW_HEIGHT).split_left_right_at_x(corner.x + STEP_WIDTH);
    step_ui(ui, ctx, step);
    date_field::show(ui, ctx, date, field.with_min_x(field.left() + GAP));
    let last = row(114.0, ROW_HEIGHT);
    if ctx.session.document.clock.mode == Mode::During {
        within_ui(ui, ctx, last);
    } else {
        help_ui(ui, ctx, last);
    }
}

fn buttons_ui(ui: &Ui, ctx: &ViewCtx<'_>, row: Rect) {
    let mut left = row.left();
    let [back, play, forward, speed, repeat] = WIDTHS.map(|width| {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left += width + GAP;
        rect
    });
    let step = |rect, id, name, act, sign, by| {
        let tip = action(act).tip();
        let words = words_of(id, name, &tip);
        if icon_button(ui, rect, ctx.theme, words, Look::Plain, sign).clicked() {
            ctx.push(Command::Time(TimeCommand::Forward(by)));
        }
    };
    let (on, before) = (ActionId::StepForward, ActionId::StepBack);
    step(back, "back", "Step back", before, Icon::StepBack, -1);
    play_ui(ui, ctx, play);
    step(forward, "forward", "Step forward", on, Icon::StepForward, 1);
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

fn within_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let key = action(ActionId::Within).keys.first();
    let key = key.map_or_else(String::new, |key| format!(" ({})", key.words()));
    let tips = WITHIN.map(|(_, _, _, tip)| format!("{tip}{key}"));
    let segments: Vec<Segment<'_>> = WITHIN
        .iter()
        .zip(&tips)
        .map(|((_, words, name, _), tip)| Segment { words, name, tip })
        .collect();
    let now = ctx.session.document.clock.within;
    let chosen = WITHIN.iter().position(|(within, ..)| *within == now);
    let made = segmented(ui, ctx.theme, rect, &segments, chosen.unwrap_or_default());
    if let Some((within, ..)) = made.and_then(|index| WITHIN.get(index)) {
        ctx.push(Command::Time(TimeCommand::Within(*within)));
    }
}

/// A word of help: what the field takes while it is used, else what the mouse does on the axis.
fn help_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let types = ui.memory(|m| m.has_focus(date_field::field_id()));
    let words = if !ui.is_enabled() {
        "Nothing that is open has a date."
    } else if types {
        "2019, Mar 2019, 20 March 2019, 2019-Q1, or Mar 2018 - Mar 2019 for a window"
    } else {
        "Drag to scrub · Shift+drag for a window · scroll to zoom"
    };
    let format = TextFormat::simple(theme::regular(11.0), ctx.theme.ink_faint);
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = rect.width();
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ctx.theme.ink_faint);
}

fn speed_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let tip = "The whole span in so many seconds (< and >)";
    let choices = SPEEDS.map(|s| (s, format!("{s} seconds")));
    let seconds = ctx.session.playback.seconds;
    let current = format!("{seconds:.0} s");
    let name = words_of("speed", "Speed", tip);
    if let Some(s) = menu(ui, rect, ctx.theme, name, &current, &choices, seconds) {
        ctx.push(Command::Play(PlayCommand::Seconds(s)));
    }
}

fn play_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let running = ctx.session.playback.running;
    let tip = action(ActionId::Play).hint();
    let (name, sign) = if running {
        (words_of("play", "Pause", &tip), Icon::Pause)
    } else {
        (words_of("play", "Play", &tip), Icon::Play)
    };
    if icon_button(ui, rect, ctx.theme, name, Look::Accent, sign).clicked() {
        ctx.push(Command::Play(PlayCommand::Run(!running)));
    }
}

/// What playing does at the end: its icon, its name, its sentence.
fn of_repeat(repeat: Repeat) -> (Icon, &'static str, &'static str) {
    match repeat {
        Repeat::Once => (Icon::Once, "Once", "stop at the end"),
        Repeat::Loop => (Icon::Loop, "Loop", "begin again at the end"),
        Repeat::Bounce => (Icon::Bounce, "Bounce", "run back from the end"),
    }
}

fn repeat_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let playback = &ctx.session.playback;
    let tip = action(ActionId::Repeat).tip();
    let (sign, word, _) = of_repeat(playback.repeat);
    let name = words_of("repeat", "At the end", &tip);
    menu_of(
        ui,
        rect,
        ctx.theme,
        name,
        Face::Icon(sign, word),
        |ui, takes_focus| {
            ui.set_min_width(190.0);
            for repeat in REPEATS {
                let is_chosen = repeat == playback.repeat;
                let choice = repeat_choice(ui, ctx, repeat, is_chosen);
                if takes_focus && is_chosen {
                    choice.request_focus();
                }
                if choice.clicked() && !is_chosen {
                    ctx.push(Command::Play(PlayCommand::Repeat(repeat)));
                    ui.close();
                }
            }
            ui.separator();
            let mut skips = playback.skip_gaps;
            let tip = action(ActionId::SkipGaps).tip();
            if ui
                .checkbox(&mut skips, "Skip empty times")
                .on_hover_text(tip)
                .clicked()
            {
                ctx.push(Command::Play(PlayCommand::SkipGaps(skips)));
            }
        },
    );
}

fn repeat_choice(ui: &mut Ui, ctx: &ViewCtx<'_>, repeat: Repeat, is_chosen: bool) -> Response {
    let (sign, word, sentence) = of_repeat(repeat);
    // The spaces before the words leave room for the icon.
    let label = format!("       {word}: {sentence}");
    let response = ui.selectable_label(is_chosen, label);
    let left = pos2(response.rect.left() + 17.0, response.rect.center().y);
    let square = Rect::from_center_size(left, vec2(14.0, 14.0));
    icon::paint(ui.painter(), square, sign, ctx.theme.ink);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, word));
    response
}

fn step_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect) {
    let step = ctx.session.document.clock.step();
    let choices: Vec<(Step, String)> = steps_of_use(ctx.session)
        .into_iter()
        .map(|step| (step, words::title_from_name(step.name())))
        .collect();
    let current = words::title_from_name(step.name());
    let name = words_of("step", "Step", "How long one step of the clock is");
    if let Some(step) = menu(ui, rect, ctx.theme, name, &current, &choices, step) {
        ctx.push(Command::Time(TimeCommand::Step(step)));
    }
}

/// The steps that cut the open data into a useful number of ticks, and the one in use.
fn steps_of_use(session: &Session) -> Vec<Step> {
    let used = session.document.clock.step();
    let span = session.play_span();
    let is_of_use = |step: Step| span.is_some_and(|span| USEFUL.contains(&n_ticks(step, span)));
    let steps = Step::ALL.into_iter();
    steps.filter(|s| *s == used || is_of_use(*s)).collect()
}

/// So many ticks are worth stepping through.
const USEFUL: std::ops::RangeInclusive<i64> = 2..=100_000;

fn n_ticks(step: Step, span: Span) -> i64 {
    // A span of ten years and a day is no more than ten ticks of a year.
    span.duration_ms() / step.mean_ms()
}

fn words_of<'a>(id: &'static str, name: &'a str, tip: &'a str) -> Words<'a> {
    Words { id, name, tip }
}
