//! The mark of a record, one painter for map, legend, filters and details.
//!
//! Colour never stands alone: a category has a shape, a kind of evidence has a filling. Every mark
//! has an outline of its own hue that reaches 3:1 on land, sea and panel, and a halo outside it
//! that keeps neighbours apart.

use egui::epaint::PathShape;
use egui::{Color32, Painter, Pos2, Shape as Paint, Stroke, pos2, vec2};

use crate::model::State;
use crate::scene::style::{CategoryStyle, Marks, OTHER, Rgb, Shape};
use crate::session::{Layer, LayerData, RecordRef, Session};
use crate::view::theme::Theme;

/// What the filling of a mark says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MarkKind {
    /// There: a reported beginning.
    #[default]
    Filled,
    /// Known by its date; the beginning itself is not known.
    Ring,
    /// As filled, since reported closed.
    Faded,
    /// As ring, since reported closed.
    FadedRing,
    /// Possibly begun: the clock stands inside the range for its beginning.
    Hollow,
    /// An operation.
    Arrow,
    /// A handover from one side to the other.
    DoubleArrow,
    /// What a government did or said.
    Flag,
    /// A milestone: on the timeline only.
    Milestone,
}

/// A mark without its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Mark {
    /// The category.
    pub shape: Shape,
    /// The category again.
    pub color: Color32,
    /// The evidence, or the family of the layer.
    pub kind: MarkKind,
}

impl Mark {
    /// The mark of a value of a category, as filters and legend show it.
    #[must_use]
    pub fn of_category(style: &CategoryStyle, theme: &Theme) -> Self {
        Self {
            shape: style.shape,
            color: Theme::color(style.color.pick(theme.is_dark)),
            kind: MarkKind::Filled,
        }
    }

    /// A mark that is about its kind only: a grey disc, ring, arrow, flag…
    #[must_use]
    pub fn sample(kind: MarkKind, theme: &Theme) -> Self {
        Self {
            shape: Shape::Circle,
            color: theme.ink_soft,
            kind,
        }
    }

    /// The mark of a layer as a whole.
    #[must_use]
    pub fn of_layer(layer: &Layer, theme: &Theme) -> Self {
        let kind = match layer.marks {
            Marks::Stations | Marks::Records => MarkKind::Filled,
            Marks::Operations => MarkKind::Arrow,
            Marks::Responses => MarkKind::Flag,
            Marks::None => MarkKind::Milestone,
        };
        Self::sample(kind, theme)
    }

    /// The mark of a record under the clock. `None` where there is no such record.
    #[must_use]
    pub fn of_record(session: &Session, theme: &Theme, record: RecordRef) -> Option<Self> {
        let (layer, data) = session.layer(record.layer)?;
        let style = style_of(session, layer, data, record);
        let family = Self::of_layer(layer, theme);
        let plain = match layer.marks {
            Marks::Stations | Marks::Records => OTHER.pick(theme.is_dark),
            _ => Rgb([theme.ink_soft.r(), theme.ink_soft.g(), theme.ink_soft.b()]),
        };
        let state = session
            .derived
            .layer(record.layer)
            .and_then(|shown| shown.states.get(record.row.index()).copied());
        let kind = match family.kind {
            MarkKind::Filled => kind_of(
                state.unwrap_or(State::Undated),
                data.lifespan(record.row).is_known_by(),
            ),
            MarkKind::Arrow if data.category_of(record.row) == Some("handover") => {
                MarkKind::DoubleArrow
            }
            kind => kind,
        };
        Some(Self {
            shape: style.map_or(Shape::Circle, |s| s.shape),
            color: Theme::color(style.map_or(plain, |s| s.color.pick(theme.is_dark))),
            kind,
        })
    }

    /// Paints it.
    pub fn paint(self, painter: &Painter, center: Pos2, radius: f32, theme: &Theme) {
        paint_mark(
            painter, center, radius, self.shape, self.color, self.kind, theme,
        );
    }
}

/// How what may be said of a record is drawn.
#[must_use]
pub fn kind_of(state: State, is_known_by: bool) -> MarkKind {
    match (state, is_known_by) {
        (State::Possibly, _) => MarkKind::Hollow,
        (State::PossiblyOver | State::ReportedClosed | State::Over, false) => MarkKind::Faded,
        (State::PossiblyOver | State::ReportedClosed | State::Over, true) => MarkKind::FadedRing,
        (_, true) => MarkKind::Ring,
        (_, false) => MarkKind::Filled,
    }
}

/// The style of the category, else of the origin: an operation has the colour of who ran it.
fn style_of<'a>(
    session: &'a Session,
    layer: &Layer,
    data: &LayerData,
    record: RecordRef,
) -> Option<&'a CategoryStyle> {
    use crate::model::Role;
    [Role::Category, Role::Origin].into_iter().find_map(|role| {
        let property = layer.schema.property(role)?;
        let value = data.dataset.cell(record.row, property).to_text()?;
        session.document.category(property, &value)
    })
}

/// `color` moved towards black (or white, on dark) until it stands out from land, sea and panel.
#[must_use]
pub fn outline_of(color: Color32, theme: &Theme) -> Color32 {
    let rgb = |c: Color32| Rgb([c.r(), c.g(), c.b()]);
    let end = if theme.is_dark {
        Rgb([255; 3])
    } else {
        Rgb([0; 3])
    };
    let grounds = [theme.land, theme.sea, theme.panel].map(rgb);
    let outline = (0..=20_u8)
        .map(|step| rgb(color).mixed(end, f32::from(step) / 20.0))
        .find(|c| grounds.iter().all(|ground| c.contrast(*ground) >= 3.0))
        .unwrap_or(end);
    Theme::color(outline)
}

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

fn mixed(a: Color32, b: Color32, share: f32) -> Color32 {
    let rgb = |c: Color32| Rgb([c.r(), c.g(), c.b()]);
    Theme::color(rgb(a).mixed(rgb(b), share))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::style::TOL;

    #[test]
    fn every_outline_reaches_3_to_1_on_land_sea_and_panel() {
        let bundled = [
            "#EE7733", "#0077BB", "#009988", "#EE3377", "#9AA3AC", "#FF9250", "#1DBFA6",
        ];
        let bundled = bundled.map(|hex| Rgb::from_hex(hex).unwrap());
        for theme in [Theme::light(), Theme::dark()] {
            let tol = TOL.map(|pair| pair.pick(theme.is_dark));
            for color in bundled.into_iter().chain(tol) {
                let outline = outline_of(Theme::color(color), &theme);
                let outline = Rgb([outline.r(), outline.g(), outline.b()]);
                for ground in [theme.land, theme.sea, theme.panel] {
                    let ground = Rgb([ground.r(), ground.g(), ground.b()]);
                    assert!(outline.contrast(ground) >= 3.0, "{color:?} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn the_filling_follows_the_state() {
        assert_eq!(kind_of(State::There, false), MarkKind::Filled);
        assert_eq!(kind_of(State::There, true), MarkKind::Ring);
        assert_eq!(kind_of(State::Possibly, false), MarkKind::Hollow);
        assert_eq!(kind_of(State::PossiblyOver, true), MarkKind::FadedRing);
    }
}
