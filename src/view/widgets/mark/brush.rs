//! The strokes of a mark.

use egui::epaint::PathShape;
use egui::{Color32, Painter, Pos2, Shape as Paint, Stroke, pos2, vec2};

use super::{MarkKind, ghost_outline_of, mixed, outline_of, pale_outline_of};
use crate::scene::style::Shape;
use crate::view::theme::Theme;

/// Paints a mark of `radius` points (that of a disc of the same area) around `center`.
pub fn paint_mark(
    painter: &Painter,
    center: Pos2,
    radius: f32,
    shape: Shape,
    color: Color32,
    kind: MarkKind,
    theme: &Theme,
) {
    let outline = outline_of(color, theme);
    let line = (radius * 0.2).clamp(1.0, 2.0);
    let brush = Brush {
        painter,
        center,
        radius,
        theme,
    };
    match kind {
        MarkKind::Filled => brush.solid(shape, color, Stroke::new(line, outline)),
        MarkKind::Faded => {
            let pale = mixed(color, theme.panel, 0.62);
            brush.solid(shape, pale, Stroke::new(line, outline));
        }
        MarkKind::Ring => brush.ring(shape, outline, theme.panel),
        MarkKind::FadedRing => brush.ring(shape, outline, mixed(color, theme.panel, 0.72)),
        MarkKind::Hollow => brush.dashed(shape, outline),
        MarkKind::Over => {
            let edge = Stroke::new(
                (radius * 0.14).clamp(1.0, 1.4),
                pale_outline_of(color, theme),
            );
            brush.polygon(shape, radius - edge.width / 2.0, Color32::TRANSPARENT, edge);
        }
        MarkKind::Ghost => {
            let small = Brush {
                radius: radius * 0.8,
                ..brush
            };
            small.ghost(shape, ghost_outline_of(color, theme));
        }
        MarkKind::Arrow => brush.arrow(outline, false),
        MarkKind::DoubleArrow => brush.arrow(outline, true),
        MarkKind::Flag => brush.flag(outline),
        MarkKind::Milestone => {
            let small = Brush {
                radius: radius * 0.85,
                ..brush
            };
            small.solid(Shape::Diamond, outline, Stroke::NONE);
        }
    }
}

struct Brush<'a> {
    painter: &'a Painter,
    center: Pos2,
    radius: f32,
    theme: &'a Theme,
}

impl Brush<'_> {
    /// The corners on the screen; a disc gets enough of them to look round.
    fn corners(&self, shape: Shape, radius: f32) -> Vec<Pos2> {
        let corners = shape.corners();
        if corners.is_empty() {
            let n: u16 = if radius > 12.0 { 40 } else { 24 };
            return (0..n)
                .map(|i| {
                    let angle = std::f32::consts::TAU * f32::from(i) / f32::from(n);
                    self.center + radius * vec2(angle.cos(), angle.sin())
                })
                .collect();
        }
        let corners = corners.into_iter();
        corners
            .map(|(x, y)| self.center + radius * vec2(x, y))
            .collect()
    }

    fn polygon(&self, shape: Shape, radius: f32, fill: Color32, stroke: Stroke) {
        if shape == Shape::Circle {
            self.painter.circle(self.center, radius, fill, stroke);
            return;
        }
        let points = self.corners(shape, radius);
        self.painter
            .add(PathShape::convex_polygon(points, fill, stroke));
    }

    fn halo(&self, shape: Shape) {
        self.polygon(shape, self.radius + 1.2, self.theme.panel, Stroke::NONE);
    }

    fn solid(&self, shape: Shape, fill: Color32, stroke: Stroke) {
        self.halo(shape);
        self.polygon(shape, self.radius - stroke.width / 2.0, fill, stroke);
    }

    fn ring(&self, shape: Shape, edge: Color32, fill: Color32) {
        let stroke = Stroke::new((self.radius * 0.38).clamp(1.6, 3.0), edge);
        self.solid(shape, fill, stroke);
    }

    fn dashed(&self, shape: Shape, edge: Color32) {
        self.halo(shape);
        let mut points = self.corners(shape, self.radius - 0.6);
        if let Some(first) = points.first().copied() {
            points.push(first);
        }
        let length = self.radius * 0.5;
        let stroke = Stroke::new(1.4, edge);
        self.painter
            .extend(Paint::dashed_line(&points, stroke, length, length * 0.7));
    }

    /// Translucent, with an edge of dots.
    fn ghost(&self, shape: Shape, edge: Color32) {
        self.polygon(shape, self.radius, edge.gamma_multiply(0.22), Stroke::NONE);
        let mut points = self.corners(shape, self.radius);
        if let Some(first) = points.first().copied() {
            points.push(first);
        }
        let dot = (self.radius * 0.14).clamp(0.7, 1.1);
        self.painter
            .extend(Paint::dotted_line(&points, edge, dot * 3.2, dot));
    }

    /// Strokes twice: the halo, then the line.
    fn lines(&self, lines: &[Vec<Pos2>], color: Color32) {
        let width = (self.radius * 0.32).clamp(1.4, 2.4);
        for (width, color) in [(width + 2.4, self.theme.panel), (width, color)] {
            for points in lines {
                self.painter
                    .add(Paint::line(points.clone(), Stroke::new(width, color)));
            }
        }
    }

    fn arrow(&self, color: Color32, both_ways: bool) {
        let (c, r) = (self.center, self.radius * 1.15);
        let head = |x: f32, way: f32| {
            let tip = pos2(c.x + x, c.y);
            let back = x - way * r * 0.62;
            vec![c + vec2(back, -r * 0.62), tip, c + vec2(back, r * 0.62)]
        };
        let mut lines = vec![vec![c - vec2(r, 0.0), c + vec2(r, 0.0)], head(r, 1.0)];
        if both_ways {
            lines.push(head(-r, -1.0));
        }
        self.lines(&lines, color);
    }

    fn flag(&self, color: Color32) {
        let (c, r) = (self.center, self.radius * 1.1);
        let cloth = vec![
            c + vec2(-r * 0.7, -r),
            c + vec2(r, -r * 0.4),
            c + vec2(-r * 0.7, r * 0.2),
        ];
        let halo = Stroke::new(2.4, self.theme.panel);
        self.painter.add(PathShape::convex_polygon(
            cloth.clone(),
            self.theme.panel,
            halo,
        ));
        let pole = vec![c + vec2(-r * 0.7, r), c + vec2(-r * 0.7, -r)];
        self.lines(&[pole], color);
        self.painter
            .add(PathShape::convex_polygon(cloth, color, Stroke::NONE));
    }
}
