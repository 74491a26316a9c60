//! The marks of the records: laid out when filters change, asked of the clock when drawn.

use std::sync::Arc;

use egui::{Mesh, Painter, Pos2, Rect, pos2, vec2};

use crate::model::{Role, RowId, State};
use crate::scene::map::{MapScene, Mark, MarkFamily, Placed, Record, Shown, Spot};
use crate::scene::mercator::{Screen, Viewport, World};
use crate::scene::style::{ColorPair, Marks, OTHER, Shape};
use crate::session::layer::PlacePrecision;
use crate::session::{Layer, LayerData, LayerId, RecordRef, Session};
use crate::view::theme::{Theme, semibold};
use crate::view::widgets::mark::{MarkKind, kind_of, paint_mark, pale_outline_of};

/// More marks than this in one view are drawn as plain small squares.
pub const MOST_SHAPED: usize = 4_000;

/// The marks of everything that passes the filters.
#[must_use]
pub fn scene(session: &Session) -> MapScene {
    MapScene::new(session.layers().flat_map(|(layer, data)| {
        let shown = session.derived.layer(layer.id).filter(|s| s.visible);
        shown
            .into_iter()
            .flat_map(|s| s.passing.iter())
            .filter_map(|row| placed(session, layer, data, row))
            .collect::<Vec<_>>()
    }))
}

fn placed(session: &Session, layer: &Layer, data: &LayerData, row: RowId) -> Option<Placed> {
    let at = data.world(row)?;
    let precision = data.precision(row);
    if precision == PlacePrecision::JurisdictionSeat {
        return None;
    }
    let family = match (layer.marks, precision) {
        (Marks::None, _) => return None,
        (Marks::Operations, _) if data.category_of(row) == Some("handover") => MarkFamily::Handover,
        (Marks::Operations, _) => MarkFamily::Operation,
        (Marks::Responses, _) => MarkFamily::Response,
        (_, PlacePrecision::Country) => MarkFamily::Badge,
        (_, _) => MarkFamily::Dot,
    };
    let (color, shape) = appearance(session, layer, data, row);
    let names = family == MarkFamily::Dot;
    Some(Placed {
        record: (layer.id.0, row),
        at,
        family,
        color,
        shape,
        name: names
            .then(|| data.role_text(&layer.schema, Role::Label, row))
            .flatten(),
        weight: data.weight(row),
    })
}

/// The colours and shape of a record: of its category's value, else of the layer's only colour.
#[must_use]
pub fn appearance(
    session: &Session,
    layer: &Layer,
    data: &LayerData,
    row: RowId,
) -> (ColorPair, Shape) {
    let single = crate::scene::style::TOL[0];
    let Some(property) = layer.schema.property(Role::Category) else {
        return (single, Shape::Circle);
    };
    data.category_of(row)
        .and_then(|value| session.document.category(property, value))
        .map_or((OTHER, Shape::Circle), |c| (c.color, c.shape))
}

/// What the session's clock says of one record, if it is drawn.
#[must_use]
pub fn ask(session: &Session, record: Record) -> Option<(State, bool, u32)> {
    let id = LayerId(record.0);
    let shown = session.derived.layer(id)?;
    if !shown.drawn.contains(record.1) {
        return None;
    }
    let data = session.data.get(&id)?;
    let state = shown.states.get(record.1.index()).copied()?;
    let known_by = data.lifespan(record.1).is_known_by();
    Some((state, known_by, data.weight(record.1)))
}

/// What is drawn of a mark under the session's clock.
#[must_use]
pub fn shown(session: &Session, mark: &Mark) -> Option<Shown> {
    mark.shown(|record| ask(session, record))
}

/// The radius of a dot at a zoom, in points: small on the world, larger on a city.
#[must_use]
pub fn radius(zoom: f64) -> f32 {
    (3.4 + 0.55 * (zoom as f32 - 1.0)).clamp(4.0, 7.0)
}

/// How far apart the middles of fanned marks stand, in points.
#[must_use]
pub fn spacing(zoom: f64) -> f32 {
    2.0 * radius(zoom) + 1.0
}

/// Where a mark stands on the screen.
#[must_use]
pub fn mark_position(view: &Viewport, at: World, turn: f64, mark: &Mark) -> Screen {
    let middle = view.screen_from_world(World {
        x: at.x + turn,
        y: at.y,
    });
    let step = spacing(view.zoom);
    Screen {
        x: middle.x + mark.fan.0 * step,
        y: middle.y + mark.fan.1 * step,
    }
}

/// Numbers on located marks from this zoom on; farther out they would cover the neighbours.
const NUMBERS_FROM: f64 = 3.0;
/// Operations and responses are smaller than stations, which the map is about.
const LESSER: f32 = 0.82;

/// What the kept dots were drawn for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DotsKey {
    view: Viewport,
    origin: Pos2,
    revision: u64,
    is_dark: bool,
}

/// What painting the marks needs to know.
pub struct MarkPainter<'a> {
    /// The truth.
    pub session: &'a Session,
    /// Colours.
    pub theme: &'a Theme,
    /// Where to paint.
    pub painter: &'a Painter,
    /// The map on the screen.
    pub rect: Rect,
    /// What is seen.
    pub view: Viewport,
}

impl MarkPainter<'_> {
    /// Paints every mark that is drawn and in view: badges first, then operations and responses, then
    /// located records, and the hovered and the chosen one last. Where there are too many for shapes
    /// all of them are plain dots, kept in `dots` until the view, the clock or the theme changes.
    pub fn paint(&self, scene: &MapScene, dots: &mut Option<(DotsKey, Arc<Mesh>)>) {
        if self.n_in_view(scene) > MOST_SHAPED {
            self.dots(scene, dots);
            let marked = self.seen(scene, |mark| self.is_marked(mark));
            self.shaped(marked);
        } else {
            *dots = None;
            self.shaped(self.seen(scene, |_| true));
        }
    }

    fn shaped(&self, mut seen: Vec<(Pos2, &Mark, Shown)>) {
        seen.sort_by_key(|(_, mark, _)| (self.is_marked(mark), layer_of(mark.family)));
        let r = radius(self.view.zoom);
        for (pos, mark, shown) in seen {
            if self.is_chosen(mark) {
                let ring = egui::Stroke::new(2.0, self.theme.accent);
                let fill = self.theme.panel.gamma_multiply(0.6);
                self.painter.circle(pos, r + 5.0, fill, ring);
            }
            let grow = if self.is_marked(mark) { 1.0 } else { 0.0 };
            self.mark(pos, mark, shown, r + grow);
        }
    }

    fn dots(&self, scene: &MapScene, dots: &mut Option<(DotsKey, Arc<Mesh>)>) {
        let key = DotsKey {
            view: self.view,
            origin: self.rect.min,
            revision: self.session.derived.revision,
            is_dark: self.theme.is_dark,
        };
        let mesh = match dots.take() {
            Some((kept, mesh)) if kept == key => mesh,
            _ => Arc::new(self.mesh(scene)),
        };
        self.painter.add(egui::Shape::Mesh(Arc::clone(&mesh)));
        *dots = Some((key, mesh));
    }

    fn mesh(&self, scene: &MapScene) -> Mesh {
        let seen = self.seen(scene, |_| true);
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(4 * seen.len());
        mesh.reserve_triangles(2 * seen.len());
        for (pos, mark, shown) in seen {
            let color = Theme::color(mark.color.pick(self.theme.is_dark));
            // No room for a filling: what is less than there is fainter.
            let color = color.gamma_multiply(self.kind(shown).strength());
            mesh.add_colored_rect(Rect::from_center_size(pos, vec2(3.0, 3.0)), color);
        }
        mesh
    }

    fn n_in_view(&self, scene: &MapScene) -> usize {
        let [x0, y0, x1, y1] = self.view.world_bounds();
        let count = |turn: f64| {
            let inside = |spot: &&Spot| {
                let x = spot.at.x + turn;
                x >= x0 && x <= x1 && spot.at.y >= y0 && spot.at.y <= y1
            };
            let spots = scene.spots.iter().filter(inside);
            spots.map(|spot| spot.marks.len()).sum::<usize>()
        };
        self.view.copies().map(count).sum()
    }

    /// The marks that are drawn and in view, copies of the world included.
    fn seen<'s>(
        &self,
        scene: &'s MapScene,
        is_wanted: impl Fn(&Mark) -> bool,
    ) -> Vec<(Pos2, &'s Mark, Shown)> {
        let room = self.rect.expand(24.0);
        let mut seen = Vec::new();
        for turn in self.view.copies() {
            for spot in &scene.spots {
                for mark in &spot.marks {
                    let at = mark_position(&self.view, spot.at, turn, mark);
                    let pos = self.rect.min + vec2(at.x, at.y);
                    if room.contains(pos)
                        && is_wanted(mark)
                        && let Some(shown) = shown(self.session, mark)
                    {
                        seen.push((pos, mark, shown));
                    }
                }
            }
        }
        seen
    }

    fn is_chosen(&self, mark: &Mark) -> bool {
        self.session.selection.is_some_and(|s| holds(mark, s))
    }

    fn is_marked(&self, mark: &Mark) -> bool {
        self.is_chosen(mark) || self.session.hover.is_some_and(|h| holds(mark, h))
    }

    fn mark(&self, pos: Pos2, mark: &Mark, shown: Shown, r: f32) {
        let color = Theme::color(mark.color.pick(self.theme.is_dark));
        let state = self.kind(shown);
        let draw = |kind| paint_mark(self.painter, pos, r, mark.shape, color, kind, self.theme);
        let lesser = |kind| {
            let pale = if state.strength() < 1.0 {
                pale_outline_of(color, self.theme)
            } else {
                color
            };
            let (r, shape) = (r * LESSER, mark.shape);
            paint_mark(self.painter, pos, r, shape, pale, kind, self.theme);
        };
        match mark.family {
            MarkFamily::Dot => {
                draw(state);
                if shown.n > 1 && self.view.zoom >= NUMBERS_FROM {
                    self.corner_number(pos + vec2(r, -r), shown.n);
                }
            }
            MarkFamily::Badge => {
                self.badge(pos, shown.n, color.gamma_multiply(state.strength()), r);
            }
            MarkFamily::Operation => lesser(MarkKind::Arrow),
            MarkFamily::Handover => lesser(MarkKind::DoubleArrow),
            MarkFamily::Response => lesser(MarkKind::Flag),
        }
    }

    /// How what the clock says of a mark is drawn.
    fn kind(&self, shown: Shown) -> MarkKind {
        kind_of(shown.state, shown.known_by, self.session.document.undated)
    }

    /// A soft-edged disc with its number: somewhere in this country, not here.
    fn badge(&self, pos: Pos2, n: u64, color: egui::Color32, r: f32) {
        for (grow, alpha) in [(7.0, 0.10), (5.0, 0.14), (3.0, 0.2), (1.5, 0.3)] {
            self.painter
                .circle_filled(pos, r + grow, color.gamma_multiply(alpha));
        }
        self.painter
            .circle_filled(pos, r + 1.0, self.theme.panel.gamma_multiply(0.85));
        self.number(pos, n, r + 1.0);
    }

    /// How many things a mark stands for, at its upper right corner.
    fn corner_number(&self, at: Pos2, n: u64) {
        let galley = self
            .painter
            .layout_no_wrap(n.to_string(), semibold(9.5), self.theme.ink);
        let corner = at - vec2(galley.size().x / 2.0, galley.size().y / 2.0);
        let halo = self.theme.panel;
        for (dx, dy) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
            let at = corner + vec2(dx, dy);
            self.painter
                .galley_with_override_text_color(at, galley.clone(), halo);
        }
        self.painter.galley(corner, galley, self.theme.ink);
    }

    fn number(&self, pos: Pos2, n: u64, r: f32) {
        let size = (r * 1.7).clamp(8.5, 11.0);
        let at = pos2(pos.x, pos.y);
        self.painter.text(
            at,
            egui::Align2::CENTER_CENTER,
            n,
            semibold(size),
            self.theme.ink,
        );
    }
}

/// What lies over what: located records over what governments did, over what is only somewhere in a
/// country.
fn layer_of(family: MarkFamily) -> u8 {
    match family {
        MarkFamily::Badge => 0,
        MarkFamily::Operation | MarkFamily::Handover | MarkFamily::Response => 1,
        MarkFamily::Dot => 2,
    }
}

fn holds(mark: &Mark, record: RecordRef) -> bool {
    mark.records.contains(&(record.layer.0, record.row))
}
