//! Lines and areas of opened files, drawn in the layer's colours under the marks.

use std::collections::HashMap;

use egui::epaint::{Mesh, Vertex, WHITE_UV};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, vec2};
use geo::TriangulateEarcut;
use geo_types::{Geometry, LineString, Polygon};

use crate::model::RowId;
use crate::scene::mercator::{Viewport, World};
use crate::session::{LayerData, LayerId, Session};
use crate::view::theme::Theme;

use super::records::{appearance, ask};

/// The lines and areas of one row, in world coordinates.
struct Outline {
    row: RowId,
    lines: Vec<Vec<World>>,
    triangles: Vec<[World; 3]>,
    west: f64,
    east: f64,
    north: f64,
    south: f64,
}

/// The outlines of every layer, worked out once for each layer that is opened.
#[derive(Default)]
pub struct Shapes {
    by_layer: HashMap<LayerId, Vec<Outline>>,
}

impl Shapes {
    /// Paints what is drawn under the clock and in view.
    pub fn paint(
        &mut self,
        session: &Session,
        theme: &Theme,
        painter: &Painter,
        rect: Rect,
        view: &Viewport,
    ) {
        self.by_layer.retain(|id, _| session.data.contains_key(id));
        for (layer, data) in session.layers() {
            let outlines = self
                .by_layer
                .entry(layer.id)
                .or_insert_with(|| outlines(data));
            for outline in outlines.iter() {
                if ask(session, (layer.id.0, outline.row)).is_none() {
                    continue;
                }
                let (color, _) = appearance(session, layer, data, outline.row);
                let color = Theme::color(color.pick(theme.is_dark));
                paint_outline(outline, color, painter, rect, view);
            }
        }
    }
}

fn outlines(data: &LayerData) -> Vec<Outline> {
    data.dataset
        .rows()
        .filter_map(|row| outline(row, data.dataset.geometry().shape(row)?))
        .collect()
}

fn outline(row: RowId, shape: &Geometry<f64>) -> Option<Outline> {
    let mut lines = Vec::new();
    let mut triangles = Vec::new();
    collect(shape, &mut lines, &mut triangles);
    let points = || lines.iter().flatten();
    let fold = |start: f64, pick: fn(&World) -> f64, best: fn(f64, f64) -> f64| {
        points().map(pick).fold(start, best)
    };
    (!lines.is_empty()).then(|| Outline {
        row,
        west: fold(f64::INFINITY, |w| w.x, f64::min),
        east: fold(f64::NEG_INFINITY, |w| w.x, f64::max),
        north: fold(f64::INFINITY, |w| w.y, f64::min),
        south: fold(f64::NEG_INFINITY, |w| w.y, f64::max),
        lines: lines.clone(),
        triangles,
    })
}

fn collect(shape: &Geometry<f64>, lines: &mut Vec<Vec<World>>, triangles: &mut Vec<[World; 3]>) {
    match shape {
        Geometry::LineString(line) => lines.push(world_line(line)),
        Geometry::MultiLineString(many) => lines.extend(many.iter().map(world_line)),
        Geometry::Polygon(polygon) => area(polygon, lines, triangles),
        Geometry::MultiPolygon(many) => many.iter().for_each(|p| area(p, lines, triangles)),
        Geometry::GeometryCollection(many) => {
            many.iter().for_each(|g| collect(g, lines, triangles));
        }
        _ => {}
    }
}

fn world_line(line: &LineString<f64>) -> Vec<World> {
    line.coords()
        .map(|c| World::from_lon_lat(c.x, c.y))
        .collect()
}

fn area(polygon: &Polygon<f64>, lines: &mut Vec<Vec<World>>, triangles: &mut Vec<[World; 3]>) {
    lines.push(world_line(polygon.exterior()));
    lines.extend(polygon.interiors().iter().map(world_line));
    let corner = |c: geo_types::Coord<f64>| World::from_lon_lat(c.x, c.y);
    triangles.extend(
        polygon
            .earcut_triangles_iter()
            .map(|t| t.to_array().map(corner)),
    );
}

fn paint_outline(
    outline: &Outline,
    color: Color32,
    painter: &Painter,
    rect: Rect,
    view: &Viewport,
) {
    let [x0, y0, x1, y1] = view.world_bounds();
    for turn in view.copies() {
        let seen = outline.west + turn <= x1
            && outline.east + turn >= x0
            && outline.north <= y1
            && outline.south >= y0;
        if !seen {
            continue;
        }
        let place = |w: &World| -> Pos2 {
            let at = view.screen_from_world(World {
                x: w.x + turn,
                y: w.y,
            });
            rect.min + vec2(at.x, at.y)
        };
        let mut mesh = Mesh::default();
        for triangle in &outline.triangles {
            let first = mesh.vertices.len() as u32;
            mesh.vertices.extend(triangle.iter().map(|w| Vertex {
                pos: place(w),
                uv: WHITE_UV,
                color: color.gamma_multiply(0.25),
            }));
            mesh.indices.extend([first, first + 1, first + 2]);
        }
        painter.add(Shape::mesh(mesh));
        for line in &outline.lines {
            painter.line(line.iter().map(place).collect(), Stroke::new(1.5, color));
        }
    }
}
