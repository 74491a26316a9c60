//! The transport's icons as shapes: no font has to have them, and they are crisp at any scale.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

/// A triangle that points right.
pub(super) fn play(painter: &Painter, rect: Rect, color: Color32) {
    triangle(painter, rect.center() + vec2(1.0, 0.0), 6.0, 1.0, color);
}

/// Two bars.
pub(super) fn pause(painter: &Painter, rect: Rect, color: Color32) {
    for x in [-3.5, 3.5] {
        bar(
            painter,
            rect.center() + vec2(x, 0.0),
            vec2(3.5, 12.0),
            color,
        );
    }
}

/// A triangle that points left, and a bar.
pub(super) fn step_back(painter: &Painter, rect: Rect, color: Color32) {
    bar(
        painter,
        rect.center() + vec2(-5.0, 0.0),
        vec2(2.0, 10.0),
        color,
    );
    triangle(painter, rect.center() + vec2(1.0, 0.0), 5.0, -1.0, color);
}

/// A triangle that points right, and a bar.
pub(super) fn step_forward(painter: &Painter, rect: Rect, color: Color32) {
    triangle(painter, rect.center() + vec2(-1.0, 0.0), 5.0, 1.0, color);
    bar(
        painter,
        rect.center() + vec2(5.0, 0.0),
        vec2(2.0, 10.0),
        color,
    );
}

/// A round arrow.
pub(super) fn repeat(painter: &Painter, rect: Rect, color: Color32) {
    const RADIUS: f32 = 5.0;
    let center = rect.center();
    let at = |degrees: f32| center + RADIUS * egui::Vec2::angled(degrees.to_radians());
    let arc: Vec<Pos2> = (0_u8..=27)
        .map(|i| at(-30.0 + f32::from(i) * 10.0))
        .collect();
    let head = at(-30.0);
    painter.add(Shape::line(arc, Stroke::new(1.6, color)));
    painter.add(Shape::convex_polygon(
        vec![
            head + vec2(1.8, 2.2),
            head + vec2(-4.0, 1.4),
            head + vec2(1.4, -4.0),
        ],
        color,
        Stroke::NONE,
    ));
}

/// A small chevron that points down, around a point.
pub(super) fn chevron(painter: &Painter, center: Pos2, color: Color32) {
    let points = [vec2(-3.5, -1.75), vec2(0.0, 1.75), vec2(3.5, -1.75)];
    painter.add(Shape::line(
        points.map(|v| center + v).to_vec(),
        Stroke::new(1.4, color),
    ));
}

fn bar(painter: &Painter, center: Pos2, size: egui::Vec2, color: Color32) {
    painter.rect_filled(Rect::from_center_size(center, size), 1.0, color);
}

/// A triangle of half height `size` that points right (`way` 1) or left (-1).
fn triangle(painter: &Painter, center: Pos2, size: f32, way: f32, color: Color32) {
    let back = center.x - way * size * 0.7;
    let points = vec![
        pos2(back, center.y - size),
        pos2(center.x + way * size, center.y),
        pos2(back, center.y + size),
    ];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}
