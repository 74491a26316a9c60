//! The strip of all time: where the axis is in it, and a hand on that.

use egui::{CursorIcon, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Stroke};
use egui::{StrokeKind, Ui, WidgetInfo, accesskit, pos2, vec2};

use crate::model::Span;
use crate::model::time::calendar;
use crate::query::Mode;
use crate::scene::timeline::{FrameGrip, Overview};
use crate::session::Command;
use crate::session::command::TimeCommand;
use crate::view::ViewCtx;
use crate::view::theme::Theme;
use crate::view::widgets::button::focus_ring;

use super::drag::set_axis;
use super::keys;
use super::tooltip::span_words;

/// What a screen reader calls it.
const NAME: &str = "Overview of all time";
const RADIUS: u8 = 4;
/// How much of the axis an arrow pans, in parts of its width.
const ARROW: f32 = 0.1;

/// A drag of the frame under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct FrameDrag {
    grip: FrameGrip,
    from: Pos2,
    axis: Span,
}

/// Draws the overview and asks for what the user wants of it; `panel` is what its points count from.
pub(super) fn show(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    overview: &Overview,
    panel: Rect,
    drag: &mut Option<FrameDrag>,
) {
    let area = overview.area;
    let rect = Rect::from_min_max(pos2(area.x0, area.y0), pos2(area.x1, area.y1));
    let rect = rect.translate(panel.min.to_vec2());
    let id = ui.scope_id().with("overview");
    let response = ui.interact(rect, id, Sense::click_and_drag());
    describe(ui, ctx, &response);
    if response.has_focus() {
        arrows(ui, ctx, overview, &response);
    }
    drags(ui, ctx, overview, panel.left(), &response, drag);
    if response.double_clicked() {
        ctx.push(Command::Time(TimeCommand::AxisHome));
    }
    let hot = drag.is_some() || response.hovered();
    paint(ui.painter(), ctx, overview, panel, hot);
    focus_ring(ui, ctx.theme, &response, RADIUS.into());
    if drag.is_none() {
        let words = format!(
            "All time, {}. Drag the frame to move the axis, its ends to zoom; double-click for all.",
            span_words(overview.scale.span)
        );
        response.on_hover_text(words);
    }
}

fn describe(ui: &Ui, ctx: &ViewCtx<'_>, response: &Response) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Slider, true, NAME);
        info.current_text_value = Some(span_words(ctx.session.axis));
        info
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.add_action(accesskit::Action::Increment);
        node.add_action(accesskit::Action::Decrement);
    });
}

/// Left and right pan the axis, up and down zoom it in its middle.
fn arrows(ui: &Ui, ctx: &ViewCtx<'_>, overview: &Overview, response: &Response) {
    keys::keep_arrows(ui, response);
    let scale =
        crate::scene::scale::TimeScale::new(ctx.session.axis, overview.scale.x0, overview.scale.x1);
    let n = ui.input_mut(|input| {
        let n = |input: &mut egui::InputState, key, action| {
            let keys = input.count_and_consume_key(Modifiers::NONE, key);
            (keys + input.num_accesskit_action_requests(response.id, action)) as f32
        };
        n(input, Key::ArrowLeft, accesskit::Action::Decrement)
            - n(input, Key::ArrowRight, accesskit::Action::Increment)
    });
    let panned = scale.panned(n * ARROW * (scale.x1 - scale.x0));
    let middle = f32::midpoint(scale.x0, scale.x1);
    let after = keys::axis_after(ui, &panned, middle);
    set_axis(
        ctx,
        after.unwrap_or(if n == 0.0 {
            ctx.session.axis
        } else {
            panned.span
        }),
    );
}

fn drags(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    overview: &Overview,
    left: f32,
    response: &Response,
    drag: &mut Option<FrameDrag>,
) {
    let axis = ctx.session.axis;
    let (pressed, is_down, at, escape) = ui.input(|input| {
        (
            input.pointer.primary_pressed(),
            input.pointer.primary_down(),
            input.pointer.latest_pos(),
            input.key_down(Key::Escape),
        )
    });
    let grip = |at: Pos2| overview.grip(axis, at.x - left);
    if let (true, true, Some(from)) = (pressed, response.is_pointer_button_down_on(), at) {
        let mut begun = FrameDrag {
            grip: grip(from),
            from,
            axis,
        };
        if begun.grip == FrameGrip::Outside {
            begun.grip = FrameGrip::Middle;
            begun.axis = overview.centred(axis, from.x - left);
            set_axis(ctx, begun.axis);
        }
        *drag = Some(begun);
    }
    if let (Some(current), Some(at)) = (*drag, at) {
        let dx = at.x - current.from.x;
        if escape {
            set_axis(ctx, current.axis);
            *drag = None;
        } else if is_down && dx != 0.0 {
            set_axis(ctx, overview.dragged(current.grip, current.axis, dx));
        }
    }
    if !is_down {
        *drag = None;
    }
    let grip = drag
        .map(|drag| drag.grip)
        .or(response.hover_pos().map(grip));
    if let Some(grip) = grip {
        ui.set_cursor_icon(match grip {
            FrameGrip::Start | FrameGrip::End => CursorIcon::ResizeHorizontal,
            FrameGrip::Middle if drag.is_some() => CursorIcon::Grabbing,
            FrameGrip::Middle => CursorIcon::Grab,
            FrameGrip::Outside => CursorIcon::PointingHand,
        });
    }
}

fn paint(painter: &Painter, ctx: &ViewCtx<'_>, overview: &Overview, panel: Rect, hot: bool) {
    let (theme, area) = (ctx.theme, overview.area);
    let origin = panel.min.to_vec2();
    let rect = |x0: f32, y0: f32, x1: f32, y1: f32| {
        Rect::from_min_max(pos2(x0, y0), pos2(x1, y1)).translate(origin)
    };
    let strip = rect(area.x0, area.y0, area.x1, area.y1);
    painter.rect_filled(strip, RADIUS, theme.sunk);
    let (x0, x1) = overview.frame(ctx.session.axis);
    let frame = rect(x0, area.y0, x1, area.y1);
    painter.rect_filled(frame, RADIUS, theme.accent_wash);
    let clipped = painter.with_clip_rect(strip);
    let left_out = left_out_color(theme);
    for column in &overview.columns {
        let inside = column.x1 > x0 && column.x0 < x1;
        let kept = if inside {
            theme.ink_soft
        } else {
            theme.ink_soft.lerp_to_gamma(theme.sunk, 0.55)
        };
        let (a, b) = (column.x0, column.x1);
        clipped.rect_filled(rect(a, column.all_y, b, column.kept_y), 0.0, left_out);
        clipped.rect_filled(rect(a, column.kept_y, b, area.y1), 0.0, kept);
    }
    let clock = &ctx.session.document.clock;
    if clock.mode != Mode::AllTime {
        let x = overview
            .scale
            .x_from_time(calendar::clamp(clock.tick().end));
        let x = x.clamp(area.x0 + 0.5, area.x1 - 0.5) + origin.x;
        painter.vline(x, strip.y_range(), (1.0, theme.accent));
    }
    let edge = if hot {
        theme.accent
    } else {
        theme.accent.lerp_to_gamma(theme.panel, 0.35)
    };
    painter.rect_stroke(frame, RADIUS, Stroke::new(1.0, edge), StrokeKind::Inside);
    for x in [frame.left() + 1.0, frame.right() - 1.0] {
        let grip = Rect::from_center_size(pos2(x, frame.center().y), vec2(3.0, 9.0));
        let ground = Stroke::new(1.0, theme.panel);
        painter.rect(grip, 1.5, edge, ground, StrokeKind::Outside);
    }
}

/// The grey of what the filters leave out.
fn left_out_color(theme: &Theme) -> egui::Color32 {
    theme.line.lerp_to_gamma(theme.ink_ghost, 0.25)
}
