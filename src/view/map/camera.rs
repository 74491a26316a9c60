//! The camera under the hand: walkers gives dragging and its inertia, wheel and keys are ours.
//!
//! The session's viewport is the truth. Before walkers runs, its memory is set from it where the
//! two differ; what the hand did is read back and becomes a command.

use egui::{Key, Response, Ui};
use walkers::{MapMemory, Position, lon_lat};

use crate::scene::mercator::{Screen, Viewport, World};
use crate::session::Command;
use crate::session::command::NavigateCommand;
use crate::view::ViewCtx;

/// Wheel points that zoom by one level.
const WHEEL_POINTS_PER_LEVEL: f32 = 120.0;
/// How far an arrow key moves the map, as a share of its height.
const ARROW_SHARE: f32 = 0.15;

/// Sets walkers' memory to the session's view, where the two differ by more than rounding. A
/// running inertia is left alone as long as they agree.
pub fn sync(memory: &mut MapMemory, view: &Viewport) {
    if (memory.zoom() - view.zoom).abs() > 1e-9 && memory.set_zoom(view.zoom).is_err() {
        log::debug!("walkers refuses zoom {}", view.zoom);
    }
    let agrees = memory.detached().is_some_and(|at| {
        let world = World::from_lon_lat(at.x(), at.y());
        let turn = (world.x - view.center.x).rem_euclid(1.0);
        let tolerance = 0.01 / view.scale();
        turn.min(1.0 - turn) < tolerance && (world.y - view.center.y).abs() < tolerance
    });
    if !agrees {
        memory.center_at(position(view.center));
    }
}

/// A world position as walkers has it.
#[must_use]
pub fn position(world: World) -> Position {
    let (lon, lat) = world.to_lon_lat();
    lon_lat(lon, lat)
}

/// The view after walkers has seen the hand.
#[must_use]
pub fn dragged(memory: &MapMemory, view: &Viewport) -> Viewport {
    memory.detached().map_or(*view, |at| {
        let center = World::from_lon_lat(at.x(), at.y());
        Viewport { center, ..*view }.clamped()
    })
}

/// Sends what wheel, pinch, double click and keys ask of the camera.
pub fn gestures(ui: &Ui, ctx: &ViewCtx<'_>, response: &Response, view: &Viewport) {
    let screen = |pos: egui::Pos2| Screen {
        x: pos.x - response.rect.left(),
        y: pos.y - response.rect.top(),
    };
    if response.contains_pointer()
        && let Some(at) = ui.input(|i| i.pointer.hover_pos())
    {
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta.y, i.zoom_delta()));
        let levels = scroll / WHEEL_POINTS_PER_LEVEL + pinch.max(0.01).log2();
        if levels.abs() > 1e-4 {
            let next = view.zoomed_at(screen(at), view.zoom + f64::from(levels));
            ctx.push(Command::Navigate(NavigateCommand::Viewport(next)));
        }
    }
    if response.double_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let by = if ui.input(|i| i.modifiers.shift) {
            -1.0
        } else {
            1.0
        };
        ctx.push(Command::Navigate(NavigateCommand::Zoom(
            by,
            Some(screen(at)),
        )));
    }
    if response.has_focus() {
        arrows(ui, ctx, response, view);
    }
}

/// Arrow keys move the map while it has the focus.
fn arrows(ui: &Ui, ctx: &ViewCtx<'_>, response: &Response, view: &Viewport) {
    ui.memory_mut(|m| {
        m.set_focus_lock_filter(
            response.id,
            egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..Default::default()
            },
        );
    });
    let (mut dx, mut dy) = (0.0_f64, 0.0_f64);
    ui.input_mut(|i| {
        let none = egui::Modifiers::NONE;
        dx += f64::from(u8::from(i.consume_key(none, Key::ArrowRight)));
        dx -= f64::from(u8::from(i.consume_key(none, Key::ArrowLeft)));
        dy += f64::from(u8::from(i.consume_key(none, Key::ArrowDown)));
        dy -= f64::from(u8::from(i.consume_key(none, Key::ArrowUp)));
    });
    if dx != 0.0 || dy != 0.0 {
        let step = f64::from(view.height * ARROW_SHARE) / view.scale();
        let center = World {
            x: view.center.x + dx * step,
            y: view.center.y + dy * step,
        };
        let next = Viewport { center, ..*view }.clamped();
        ctx.push(Command::Navigate(NavigateCommand::FlyTo(
            next.center,
            next.zoom,
        )));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(x: f64) -> Viewport {
        Viewport {
            center: World { x, y: 0.4 },
            zoom: 4.0,
            width: 800.0,
            height: 600.0,
        }
    }

    #[test]
    fn walkers_and_the_session_agree_after_a_sync() {
        let mut memory = MapMemory::default();
        for x in [0.01, 0.5, 0.99] {
            sync(&mut memory, &view(x));
            let back = dragged(&memory, &view(0.3));
            assert!((back.center.x - x).abs() < 1e-9 && (back.center.y - 0.4).abs() < 1e-9);
            assert!((memory.zoom() - 4.0).abs() < 1e-12);
        }
    }
}
