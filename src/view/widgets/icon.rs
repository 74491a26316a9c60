//! Icons as strokes, so that they are sharp at any scale and need no glyph.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

/// A picture of a few strokes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Icon {
    /// More, nearer.
    Plus,
    /// Less, farther.
    Minus,
    /// Where one began.
    Home,
    /// Find.
    Search,
    /// The light theme.
    Sun,
    /// The dark theme.
    Moon,
    /// Away with it.
    Close,
    /// Back.
    ChevronLeft,
    /// On.
    ChevronRight,
    /// More below.
    ChevronDown,
    /// Leads out of the program.
    ExternalLink,
    /// To the clipboard.
    Copy,
    /// About.
    Info,
    /// Map and layers.
    Layers,
    /// Ticked.
    Check,
    /// Run.
    Play,
    /// Stand.
    Pause,
    /// One tick back.
    StepBack,
    /// One tick on.
    StepForward,
    /// To the end, and stand there.
    Once,
    /// Again from the start.
    Loop,
    /// To the end and back.
    Bounce,
    /// Where a record is.
    Target,
    /// A place on the map.
    Pin,
    /// Keys.
    Help,
    /// Something failed.
    Warning,
}

/// The side of the square that the strokes below are measured in.
const GRID: f32 = 16.0;

/// Paints `icon` into the largest square in the middle of `rect`.
pub fn paint(painter: &Painter, rect: Rect, icon: Icon, color: Color32) {
    let side = rect.width().min(rect.height());
    let pen = Pen {
        painter,
        origin: rect.center() - Vec2::splat(side / 2.0),
        scale: side / GRID,
        color,
    };
    match icon {
        Icon::Sun | Icon::Moon => pen.sky(icon),
        Icon::Play | Icon::Pause | Icon::StepBack | Icon::StepForward => pen.transport(icon),
        Icon::Once | Icon::Loop | Icon::Bounce => pen.repeat(icon),
        Icon::ExternalLink | Icon::Copy | Icon::Info | Icon::Layers | Icon::Help => {
            pen.object(icon);
        }
        Icon::Home | Icon::Search | Icon::Target | Icon::Pin | Icon::Warning => {
            pen.place(icon);
        }
        _ => pen.sign(icon),
    }
}

struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    scale: f32,
    color: Color32,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    fn stroke(&self) -> Stroke {
        Stroke::new((1.5 * self.scale).max(1.0), self.color)
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|p| self.at(*p)).collect();
        self.painter.add(Shape::line(points, self.stroke()));
    }

    fn closed(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|p| self.at(*p)).collect();
        self.painter.add(Shape::closed_line(points, self.stroke()));
    }

    fn filled(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|p| self.at(*p)).collect();
        self.painter
            .add(Shape::convex_polygon(points, self.color, Stroke::NONE));
    }

    fn ring(&self, center: (f32, f32), radius: f32) {
        self.painter
            .circle_stroke(self.at(center), radius * self.scale, self.stroke());
    }

    fn disc(&self, center: (f32, f32), radius: f32) {
        self.painter
            .circle_filled(self.at(center), radius * self.scale, self.color);
    }

    fn arc(&self, center: (f32, f32), radius: f32, from_deg: f32, to_deg: f32) {
        const STEPS: u8 = 24;
        let points: Vec<(f32, f32)> = (0..=STEPS)
            .map(|i| {
                let share = f32::from(i) / f32::from(STEPS);
                let angle = (from_deg + (to_deg - from_deg) * share).to_radians();
                (
                    center.0 + radius * angle.cos(),
                    center.1 + radius * angle.sin(),
                )
            })
            .collect();
        self.line(&points);
    }

    fn sign(&self, icon: Icon) {
        match icon {
            Icon::Plus => {
                self.line(&[(8.0, 3.0), (8.0, 13.0)]);
                self.line(&[(3.0, 8.0), (13.0, 8.0)]);
            }
            Icon::Close => {
                self.line(&[(4.0, 4.0), (12.0, 12.0)]);
                self.line(&[(12.0, 4.0), (4.0, 12.0)]);
            }
            Icon::ChevronLeft => self.line(&[(10.0, 3.5), (5.5, 8.0), (10.0, 12.5)]),
            Icon::ChevronRight => self.line(&[(6.0, 3.5), (10.5, 8.0), (6.0, 12.5)]),
            Icon::ChevronDown => self.line(&[(3.5, 6.0), (8.0, 10.5), (12.5, 6.0)]),
            Icon::Check => self.line(&[(3.5, 8.5), (6.5, 11.5), (12.5, 4.5)]),
            _ => self.line(&[(3.0, 8.0), (13.0, 8.0)]),
        }
    }

    fn place(&self, icon: Icon) {
        match icon {
            Icon::Home => {
                self.line(&[(2.0, 8.5), (8.0, 3.0), (14.0, 8.5)]);
                self.line(&[(4.0, 7.5), (4.0, 13.0), (12.0, 13.0), (12.0, 7.5)]);
            }
            Icon::Search => {
                self.ring((7.0, 7.0), 4.2);
                self.line(&[(10.2, 10.2), (13.5, 13.5)]);
            }
            Icon::Pin => {
                self.arc((8.0, 6.4), 4.6, 150.0, 390.0);
                self.line(&[(4.0, 8.7), (8.0, 14.5), (12.0, 8.7)]);
                self.disc((8.0, 6.4), 1.6);
            }
            Icon::Warning => {
                self.closed(&[(8.0, 2.5), (14.5, 13.5), (1.5, 13.5)]);
                self.line(&[(8.0, 6.5), (8.0, 9.8)]);
                self.disc((8.0, 11.6), 0.9);
            }
            _ => {
                self.ring((8.0, 8.0), 4.0);
                self.disc((8.0, 8.0), 1.3);
                for (a, b) in [((8.0, 1.5), (8.0, 4.0)), ((8.0, 12.0), (8.0, 14.5))] {
                    self.line(&[a, b]);
                    self.line(&[(a.1, a.0), (b.1, b.0)]);
                }
            }
        }
    }

    fn object(&self, icon: Icon) {
        match icon {
            Icon::ExternalLink => {
                self.line(&[(4.5, 11.5), (11.5, 4.5)]);
                self.line(&[(5.5, 4.5), (11.5, 4.5), (11.5, 10.5)]);
            }
            Icon::Copy => {
                self.closed(&[(6.0, 6.0), (13.5, 6.0), (13.5, 13.5), (6.0, 13.5)]);
                self.line(&[
                    (3.5, 10.0),
                    (2.5, 10.0),
                    (2.5, 2.5),
                    (10.0, 2.5),
                    (10.0, 3.5),
                ]);
            }
            Icon::Layers => {
                self.closed(&[(8.0, 2.5), (14.0, 6.0), (8.0, 9.5), (2.0, 6.0)]);
                self.line(&[(2.0, 9.8), (8.0, 13.3), (14.0, 9.8)]);
            }
            Icon::Help => {
                self.arc((8.0, 6.2), 2.6, 180.0, 390.0);
                self.line(&[(10.2, 7.5), (8.0, 9.0), (8.0, 10.4)]);
                self.disc((8.0, 12.8), 1.0);
            }
            _ => {
                self.ring((8.0, 8.0), 6.0);
                self.line(&[(8.0, 7.2), (8.0, 11.2)]);
                self.disc((8.0, 5.0), 1.0);
            }
        }
    }

    fn sky(&self, icon: Icon) {
        if icon == Icon::Sun {
            self.ring((8.0, 8.0), 3.0);
            for i in 0..8_u8 {
                let (sin, cos) = (f32::from(i) * std::f32::consts::FRAC_PI_4).sin_cos();
                let ray = |r: f32| (8.0 + r * cos, 8.0 + r * sin);
                self.line(&[ray(5.2), ray(6.8)]);
            }
            return;
        }
        // The outer arc of the moon, then the inner one back to its first point.
        self.arc((8.0, 8.0), 5.5, -60.0, -330.0);
        self.arc((12.0, 5.1), 4.4, 183.0, 78.0);
    }

    fn transport(&self, icon: Icon) {
        match icon {
            Icon::Play => self.filled(&[(4.5, 2.5), (13.5, 8.0), (4.5, 13.5)]),
            Icon::Pause => {
                self.filled(&[(4.0, 3.0), (6.8, 3.0), (6.8, 13.0), (4.0, 13.0)]);
                self.filled(&[(9.2, 3.0), (12.0, 3.0), (12.0, 13.0), (9.2, 13.0)]);
            }
            Icon::StepBack => {
                self.filled(&[(12.0, 3.0), (12.0, 13.0), (5.5, 8.0)]);
                self.line(&[(4.0, 3.0), (4.0, 13.0)]);
            }
            _ => {
                self.filled(&[(4.0, 3.0), (10.5, 8.0), (4.0, 13.0)]);
                self.line(&[(12.0, 3.0), (12.0, 13.0)]);
            }
        }
    }

    fn repeat(&self, icon: Icon) {
        match icon {
            Icon::Once => {
                self.line(&[(2.0, 8.0), (11.0, 8.0)]);
                self.line(&[(7.5, 4.5), (11.0, 8.0), (7.5, 11.5)]);
                self.line(&[(14.0, 3.5), (14.0, 12.5)]);
            }
            Icon::Bounce => {
                self.line(&[(2.0, 5.5), (13.5, 5.5)]);
                self.line(&[(10.5, 2.5), (13.5, 5.5), (10.5, 8.5)]);
                self.line(&[(14.0, 11.0), (2.5, 11.0)]);
                self.line(&[(5.5, 8.5), (2.5, 11.0), (5.5, 13.8)]);
            }
            _ => {
                self.arc((8.0, 8.0), 5.0, -40.0, 250.0);
                let tip = pos2(8.0 + 5.0 * 0.766, 8.0 - 5.0 * 0.643);
                self.filled(&[
                    (tip.x + 1.9, tip.y + 0.9),
                    (tip.x - 2.3, tip.y + 0.6),
                    (tip.x + 1.0, tip.y - 2.6),
                ]);
            }
        }
    }
}
