//! Lines and areas of opened files, drawn in the layer's colours under the marks.

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};

use crate::scene::mercator::{Viewport, World};
use crate::scene::shapes::Outline;
use crate::scene::style::Marks;
use crate::session::Session;
use crate::view::theme::Theme;

use super::records::{appearance, ask};

/// Paints what is drawn under the clock and in view.
pub fn paint(session: &Session, theme: &Theme, painter: &Painter, rect: Rect, view: &Viewport) {
    for (layer, data) in session.layers() {
        if layer.marks == Marks::None {
            continue;
        }
        for outline in &data.outlines {
            let mut turns = outline.turns(view).peekable();
            if turns.peek().is_none() || ask(session, (layer.id.0, outline.row)).is_none() {
                continue;
            }
            let (color, _) = appearance(session, layer, data, outline.row);
            let color = Theme::color(color.pick(theme.is_dark));
            for turn in turns {
                paint_outline(outline, color, painter, |w| {
                    let at = view.screen_from_world(World {
                        x: w.x + turn,
                        y: w.y,
                    });
                    rect.min + vec2(at.x, at.y)
                });
            }
        }
    }
}

fn paint_outline(
    outline: &Outline,
    color: Color32,
    painter: &Painter,
    place: impl Fn(&World) -> Pos2,
) {
    if !outline.triangles.is_empty() {
        let vertex = |w: &World| Vertex {
            pos: place(w),
            uv: WHITE_UV,
            color: color.gamma_multiply(0.25),
        };
        painter.add(Shape::mesh(Mesh {
            indices: outline.triangles.as_flattened().to_vec(),
            vertices: outline.corners.iter().map(vertex).collect(),
            ..Mesh::default()
        }));
    }
    for line in &outline.lines {
        painter.line(line.iter().map(&place).collect(), Stroke::new(1.5, color));
    }
}
