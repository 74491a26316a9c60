//! Draws the base map: its ground as one mesh, kept while the camera stands still, and its names.
//!
//! The two are painted apart, so that records can lie between them, and the names keep off the
//! records.

mod stroke;

use crate::scene::basemap::{BaseGeometry, Basemap, Palette, Triangles};
use crate::scene::labels::{self, Area, Dot, LabelKind, LabelTables, Language, PlacedLabel};
use crate::scene::mercator::Viewport;
use crate::scene::style::Rgb;
use crate::scene::text::BundledFonts;
use crate::view::fonts::font_id;
use egui::epaint::{CircleShape, Mesh, TextShape, Vertex, WHITE_UV};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};
use std::sync::Arc;
use stroke::Pen;

/// What to draw when the level of detail that suits a view is not built yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// Build it now: stills, films and tests.
    Exact,
    /// The nearest that is built, for this frame: the window. The level that is missing is named in
    /// the answer of [`BasemapPainter::paint_ground`]; until the first one is there, the map is
    /// empty and has no names.
    AtHand,
}

/// What the drawn ground depends on.
#[derive(Clone, Copy, PartialEq)]
struct GroundKey {
    view: Viewport,
    origin: Pos2,
    pixels_per_point: f32,
    palette: Palette,
    level: usize,
}

/// What the placed names depend on.
#[derive(Clone, PartialEq)]
struct NamesKey {
    view: Viewport,
    origin: Pos2,
    language: Language,
    obstacles: Vec<Rect>,
}

/// Paints the base map and remembers what it drew.
///
/// Its texts are set in the families of [`crate::view::fonts::font_definitions`]: egui must have
/// been given those.
pub struct BasemapPainter {
    basemap: Arc<Basemap>,
    tables: LabelTables,
    fonts: BundledFonts,
    detail: Detail,
    /// What the names are written in.
    pub language: Language,
    ground: Option<(GroundKey, Arc<Mesh>)>,
    names: Option<(NamesKey, Vec<PlacedLabel>)>,
}

impl BasemapPainter {
    /// A painter of a map.
    #[must_use]
    pub fn new(basemap: Arc<Basemap>, detail: Detail) -> Self {
        Self {
            tables: LabelTables::load(&basemap),
            basemap,
            fonts: BundledFonts::new(),
            detail,
            language: Language::English,
            ground: None,
            names: None,
        }
    }

    /// Ground and names, with nothing between them. See [`Self::paint_ground`].
    pub fn paint(
        &mut self,
        painter: &Painter,
        rect: Rect,
        view: &Viewport,
        palette: &Palette,
        obstacles: &[Rect],
    ) -> Option<usize> {
        let missing = self.paint_ground(painter, rect, view, palette);
        self.paint_labels(painter, rect, view, palette, obstacles, &|_| false);
        missing
    }

    /// The sea, the land and the lines. `view` is as large as `rect`.
    ///
    /// Answers a level of detail that should be built (`Basemap::prepare`, on any thread) and the
    /// map painted again; never one with [`Detail::Exact`].
    pub fn paint_ground(
        &mut self,
        painter: &Painter,
        rect: Rect,
        view: &Viewport,
        palette: &Palette,
    ) -> Option<usize> {
        let pixels_per_point = painter.pixels_per_point();
        let wanted = Basemap::level_for(view.zoom, pixels_per_point);
        let at_hand = match self.detail {
            Detail::Exact => Some(wanted),
            Detail::AtHand => self.basemap.nearest_ready(wanted),
        };
        let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        painter.rect_filled(rect, 0.0, color(palette.ocean));
        if let Some(level) = at_hand {
            let key = GroundKey {
                view: *view,
                origin: rect.min,
                pixels_per_point,
                palette: *palette,
                level,
            };
            painter.add(Shape::Mesh(self.ground_mesh(key)));
        }
        (at_hand != Some(wanted)).then_some(wanted)
    }

    fn ground_mesh(&mut self, key: GroundKey) -> Arc<Mesh> {
        if let Some((kept, mesh)) = &self.ground
            && *kept == key
        {
            return mesh.clone();
        }
        let geometry = self.basemap.visible_at(&key.view, key.level);
        let mesh = Arc::new(mesh(&geometry, &key));
        self.ground = Some((key, mesh.clone()));
        mesh
    }

    /// The names. They keep off the obstacles, which are in the same coordinates as `rect`; a name
    /// that is `written` already is left out.
    pub fn paint_labels(
        &mut self,
        painter: &Painter,
        rect: Rect,
        view: &Viewport,
        palette: &Palette,
        obstacles: &[Rect],
        written: &dyn Fn(&PlacedLabel) -> bool,
    ) {
        let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        let placed = self.place(rect, view, obstacles);
        for label in placed.iter().filter(|label| !written(label)) {
            paint_label(&painter, rect.min.to_vec2(), label, palette);
        }
    }

    /// The names in a view and where they stand, in points from the corner of `rect`.
    pub fn place(&mut self, rect: Rect, view: &Viewport, obstacles: &[Rect]) -> &[PlacedLabel] {
        let is_same = self.names.as_ref().is_some_and(|(key, _)| {
            key.view == *view
                && key.origin == rect.min
                && key.language == self.language
                && key.obstacles == obstacles
        });
        if !is_same {
            self.names = None;
        }
        let Self {
            basemap,
            tables,
            fonts,
            detail,
            language,
            names,
            ..
        } = self;
        let land = match detail {
            Detail::Exact => basemap.land_mask(),
            Detail::AtHand => match basemap.ready_land_mask() {
                Some(land) => land,
                None => return &[],
            },
        };
        let (_, placed) = names.get_or_insert_with(|| {
            let areas: Vec<Area> = obstacles
                .iter()
                .map(|o| o.translate(-rect.min.to_vec2()))
                .map(|o| Area {
                    x0: o.min.x,
                    y0: o.min.y,
                    x1: o.max.x,
                    y1: o.max.y,
                })
                .collect();
            let placed = labels::place(view, tables, fonts, Some(land), &areas, *language);
            let key = NamesKey {
                view: *view,
                origin: rect.min,
                language: *language,
                obstacles: obstacles.to_vec(),
            };
            (key, placed)
        });
        placed
    }
}

fn color(Rgb([r, g, b]): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Fills and lines, in the order of drawing.
fn mesh(geometry: &BaseGeometry, key: &GroundKey) -> Mesh {
    let mut mesh = Mesh::default();
    let n_points: usize = geometry.lines.iter().map(|set| set.points.len()).sum();
    let n_corners = geometry.land.points.len() + geometry.lakes.points.len();
    mesh.vertices.reserve(n_corners + 4 * n_points);
    let n_fill = geometry.land.indices.len() + geometry.lakes.indices.len();
    mesh.indices.reserve(n_fill + 18 * n_points);

    let offset = key.origin.to_vec2();
    fill(&mut mesh, &geometry.land, offset, color(key.palette.land));
    fill(&mut mesh, &geometry.lakes, offset, color(key.palette.ocean));
    let feather = 1.0 / key.pixels_per_point;
    for set in &geometry.lines {
        let width = set.class.width(key.view.zoom);
        let color = color(key.palette.line(set.class));
        let mut pen = Pen::new(&mut mesh, offset, width, feather, color);
        for run in &set.runs {
            let points = &set.points[run.points.clone()];
            match set.class.dash() {
                Some(dash) => pen.dashed(points, run.distance, dash),
                None => pen.line(points),
            }
        }
    }
    mesh
}

fn fill(mesh: &mut Mesh, triangles: &Triangles, offset: Vec2, color: Color32) {
    let base = mesh.vertices.len() as u32;
    let corners = triangles.points.iter().map(|&[x, y]| Vertex {
        pos: pos2(x, y) + offset,
        uv: WHITE_UV,
        color,
    });
    mesh.vertices.extend(corners);
    let indices = triangles.indices.iter().map(|i| base + i);
    mesh.indices.extend(indices);
}

fn paint_label(painter: &Painter, offset: Vec2, label: &PlacedLabel, palette: &Palette) {
    let (text, halo) = match label.kind {
        LabelKind::Sea => (palette.sea_text, None),
        LabelKind::Country => (palette.country_text, Some(palette.halo)),
        LabelKind::City => (palette.city_text, Some(palette.halo)),
        LabelKind::Province => (palette.province_text, Some(palette.halo)),
    };
    if let Some(dot) = &label.dot {
        paint_dot(painter, offset, *dot, color(text), color(palette.halo));
    }
    for line in &label.lines {
        let format = TextFormat {
            font_id: font_id(label.style),
            extra_letter_spacing: label.style.letter_spacing,
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        let galley = painter.layout_job(LayoutJob::single_section(line.text.clone(), format));
        let slack = line.width - galley.rect.width();
        let at = pos2(line.x + slack / 2.0, line.y - galley.rect.height() / 2.0) + offset;
        let stamp = |at: Pos2, rgb: Rgb| {
            let shape = TextShape::new(at, galley.clone(), Color32::PLACEHOLDER);
            painter.add(shape.with_override_text_color(color(rgb)));
        };
        if let Some(halo) = halo {
            for (x, y) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
                stamp(at + vec2(x, y), halo);
            }
        }
        stamp(at, text);
    }
}

fn paint_dot(painter: &Painter, offset: Vec2, dot: Dot, text: Color32, halo: Color32) {
    let center = pos2(dot.x, dot.y) + offset;
    painter.circle_filled(center, dot.radius + 1.0, halo);
    if dot.is_ring {
        painter.add(CircleShape::stroke(
            center,
            dot.radius - 0.5,
            Stroke::new(1.0, text),
        ));
        painter.circle_filled(center, dot.radius - 2.0, text);
    } else {
        painter.circle_filled(center, dot.radius, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::mercator::World;

    fn key(zoom: f64) -> GroundKey {
        let view = Viewport {
            center: World::from_lon_lat(10.0, 45.0),
            zoom,
            width: 800.0,
            height: 500.0,
        };
        GroundKey {
            view: view.clamped(),
            origin: pos2(240.0, 40.0),
            pixels_per_point: 1.0,
            palette: Palette::LIGHT,
            level: 2,
        }
    }

    #[test]
    fn the_ground_is_kept_until_something_changes() {
        let mut painter = BasemapPainter::new(Arc::new(Basemap::load()), Detail::Exact);
        let first = painter.ground_mesh(key(3.0));
        assert!(first.is_valid() && first.vertices.len() > 1000);
        assert!(Arc::ptr_eq(&first, &painter.ground_mesh(key(3.0))));
        let dark = GroundKey {
            palette: Palette::DARK,
            ..key(3.0)
        };
        assert!(!Arc::ptr_eq(&first, &painter.ground_mesh(dark)));
        assert!(!Arc::ptr_eq(&first, &painter.ground_mesh(key(3.1))));
    }

    #[test]
    fn names_are_placed_within_the_map_wherever_it_lies() {
        let mut painter = BasemapPainter::new(Arc::new(Basemap::load()), Detail::Exact);
        let view = key(4.0).view;
        let at_corner = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 500.0));
        let obstacle = Rect::from_min_size(pos2(300.0, 200.0), vec2(200.0, 100.0));
        let here = painter.place(at_corner, &view, &[obstacle]).to_vec();
        let shift = vec2(240.0, 40.0);
        let there = painter.place(
            at_corner.translate(shift),
            &view,
            &[obstacle.translate(shift)],
        );
        assert_eq!(here, there);
        assert!(!here.is_empty());
    }
}
