//! The slim buttons at the edges of the map that fold the side panels away and bring them back.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::session::Command;
use crate::session::command::ShowCommand;
use crate::view::ViewCtx;
use crate::view::actions::{ActionId, action};
use crate::view::theme::RADIUS;
use crate::view::widgets::button::focus_ring;
use crate::view::widgets::{Icon, icon};

/// The size of a button in points.
const WIDTH: f32 = 16.0;
const HEIGHT: f32 = 48.0;

/// Shows one button for each side panel, half way up the edges of `map`. They stand there whether
/// the panels are open or folded, so that the same place undoes what it did.
pub fn handles(ui: &Ui, ctx: &ViewCtx<'_>, map: Rect) {
    let settings = &ctx.session.settings;
    let size = vec2(WIDTH, HEIGHT);
    let left = Rect::from_min_size(map.left_center() - vec2(0.0, HEIGHT / 2.0), size);
    let right = Rect::from_min_size(map.right_center() - vec2(WIDTH, HEIGHT / 2.0), size);
    let at_left = CornerRadius {
        ne: RADIUS,
        se: RADIUS,
        ..CornerRadius::ZERO
    };
    let at_right = CornerRadius {
        nw: RADIUS,
        sw: RADIUS,
        ..CornerRadius::ZERO
    };
    let sign = |left: bool| {
        if left {
            Icon::ChevronLeft
        } else {
            Icon::ChevronRight
        }
    };
    let is_open = settings.filters_open;
    let name = name(is_open, "filters");
    if handle(
        ui,
        ctx,
        (left, at_left),
        sign(is_open),
        (&name, ActionId::Filters),
    ) {
        ctx.push(Command::Show(ShowCommand::Filters(!is_open)));
    }
    let is_open = settings.details_open;
    let name = self::name(is_open, "details");
    if handle(
        ui,
        ctx,
        (right, at_right),
        sign(!is_open),
        (&name, ActionId::Details),
    ) {
        ctx.push(Command::Show(ShowCommand::Details(!is_open)));
    }
}

fn name(is_open: bool, panel: &str) -> String {
    let verb = if is_open { "Hide" } else { "Show" };
    format!("{verb} the {panel}")
}

/// One button. Answers the click.
fn handle(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    (rect, radius): (Rect, CornerRadius),
    sign: Icon,
    (name, id): (&str, ActionId),
) -> bool {
    let theme = ctx.theme;
    let response = ui.interact(rect, ui.scope_id().with(("fold", id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let lit = response.hovered() || response.has_focus();
    let (fill, ink) = if lit {
        (theme.line, theme.ink)
    } else {
        (theme.panel, theme.ink_soft)
    };
    let stroke = Stroke::new(1.0, theme.line);
    ui.painter()
        .rect(rect, radius, fill, stroke, StrokeKind::Inside);
    let square = Rect::from_center_size(rect.center(), vec2(12.0, 12.0));
    icon::paint(ui.painter(), square, sign, ink);
    focus_ring(ui, theme, &response, radius);
    let key = action(id).keys.first().map(|key| key.words());
    let tip = key.map_or(name.to_owned(), |key| format!("{name} ({key})"));
    response.on_hover_text(tip).clicked()
}
