//! The names of places with records, and how they share the map with the base map's names.
//!
//! A place is kept for every record that passes the filters, so that nothing moves while the clock
//! runs; what is written there depends on the clock. Records that found no such place are named
//! where the ones drawn now leave room.

use egui::{Painter, Rect, vec2};

use crate::scene::labels::{Area, LabelKind, PlacedLabel};
use crate::scene::map::MapScene;
use crate::scene::mercator::{Viewport, World};
use crate::scene::record_labels::{self, MOST_SPOTS, RecordLabel, RecordLabels};
use crate::scene::text::BundledFonts;
use crate::session::Session;
use crate::view::theme::{Theme, medium, regular};

use super::records::{self, shown};

/// From this zoom on a place whose records are not drawn now is named as any other city.
const CITIES_FROM: f64 = 4.5;

/// The names of a map and what they were placed for.
#[derive(Default)]
pub struct Names {
    fonts: BundledFonts,
    kept: RecordLabels,
    kept_for: Option<(Viewport, u64, Vec<Rect>)>,
    more: Vec<RecordLabel>,
    more_for: Option<(Viewport, u64)>,
}

fn sizes(view: &Viewport) -> (f32, f32) {
    (records::radius(view.zoom), records::spacing(view.zoom))
}

/// Whether any record of a spot is drawn now.
fn is_drawn(session: &Session, scene: &MapScene, spot: usize) -> bool {
    let marks = scene.spots.get(spot).map_or(&[][..], |s| &s.marks);
    marks.iter().any(|mark| shown(session, mark).is_some())
}

impl Names {
    /// Keeps a place for every record that passes the filters, clear of what lies `over` the map.
    pub fn keep(
        &mut self,
        session: &Session,
        scene: &MapScene,
        view: &Viewport,
        rect: Rect,
        over: &[Rect],
    ) {
        let key = (*view, session.derived.filter_revision, over.to_vec());
        if self.kept_for.as_ref() == Some(&key) {
            return;
        }
        let obstacles: Vec<Area> = over.iter().map(|r| area(rect, *r)).collect();
        self.kept = record_labels::place(view, scene, &self.fonts, sizes(view), &obstacles);
        self.kept_for = Some(key);
        self.more_for = None;
    }

    /// What the base map's names must keep clear of: what lies over the map, every mark, every name.
    #[must_use]
    pub fn obstacles(&self, rect: Rect, over: &[Rect]) -> Vec<Rect> {
        let labels = self.kept.labels.iter().map(|l| &l.area);
        let areas = self.kept.marks.iter().chain(labels);
        let areas = areas.map(|a| on_screen(rect, a));
        over.iter().copied().chain(areas).collect()
    }

    /// Whether a city of the base map has its name from a record that stands there.
    #[must_use]
    pub fn has(&self, label: &PlacedLabel) -> bool {
        const NEAR: f32 = 160.0;
        let same = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
        let mut all = self.kept.labels.iter().chain(&self.more);
        label.kind == LabelKind::City
            && all.any(|record| {
                let near = (record.area.x0 - label.area.x0).abs() < NEAR
                    && (record.area.y0 - label.area.y0).abs() < NEAR / 2.0;
                near && same(&record.text, &label.name)
            })
    }

    /// Names the records that are drawn now and have no place kept, around `base`, the base map's
    /// names.
    pub fn add(
        &mut self,
        session: &Session,
        scene: &MapScene,
        view: &Viewport,
        rect: Rect,
        over: &[Rect],
        base: &[PlacedLabel],
    ) {
        let key = (*view, session.derived.revision);
        if self.more_for.as_ref() == Some(&key) {
            return;
        }
        self.more_for = Some(key);
        if scene.spots.len() > MOST_SPOTS {
            self.more = Vec::new();
            return;
        }
        let kept = &self.kept.labels;
        let written = kept.iter().filter(|l| is_drawn(session, scene, l.spot));
        let marks = record_labels::mark_boxes(view, scene, sizes(view), |mark| {
            shown(session, mark).is_some()
        });
        let taken = over
            .iter()
            .map(|r| area(rect, *r))
            .chain(written.map(|l| l.area))
            .chain(base.iter().map(|l| l.area))
            .chain(marks);
        let is_wanted =
            |spot: usize| !kept.iter().any(|l| l.spot == spot) && is_drawn(session, scene, spot);
        let (fonts, sizes) = (&self.fonts, sizes(view));
        self.more = record_labels::place_more(view, scene, fonts, sizes, taken, is_wanted);
    }

    /// Writes the names.
    pub fn paint(&self, pen: &Pen<'_>, session: &Session, scene: &MapScene) {
        for label in self.kept.labels.iter().chain(&self.more) {
            if is_drawn(session, scene, label.spot) {
                pen.write(label, medium(record_labels::STYLE.size), pen.theme.ink);
            } else if pen.view.zoom >= CITIES_FROM {
                pen.quiet(scene, label);
            }
        }
    }
}

/// Where and in what colours names are written.
pub struct Pen<'a> {
    /// Where to paint.
    pub painter: &'a Painter,
    /// The map on the screen.
    pub rect: Rect,
    /// What is seen.
    pub view: Viewport,
    /// Colours.
    pub theme: &'a Theme,
}

impl Pen<'_> {
    /// A city without a record, as the base map has them: a dot and a quiet name.
    fn quiet(&self, scene: &MapScene, label: &RecordLabel) {
        let Some(spot) = scene.spots.get(label.spot) else {
            return;
        };
        // Of the copies of the world, the one that the name stands beside.
        let place = |turn| {
            self.view.screen_from_world(World {
                x: spot.at.x + turn,
                y: spot.at.y,
            })
        };
        let apart = |x: f32| (x - label.x).abs();
        let copies = self.view.copies().map(place);
        if let Some(at) = copies.min_by(|a, b| apart(a.x).total_cmp(&apart(b.x))) {
            let dot = self.rect.min + vec2(at.x, at.y);
            self.painter.circle_filled(dot, 1.8, self.theme.ink_soft);
        }
        self.write(label, regular(11.0), self.theme.ink_soft);
    }

    fn write(&self, label: &RecordLabel, font: egui::FontId, color: egui::Color32) {
        let painter = self.painter;
        let galley = painter.layout_no_wrap(label.text.clone(), font, color);
        let at = self.rect.min + vec2(label.x, label.y - galley.size().y / 2.0);
        let halo = self.theme.land.gamma_multiply(0.9);
        for (dx, dy) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
            painter.galley_with_override_text_color(at + vec2(dx, dy), galley.clone(), halo);
        }
        painter.galley(at, galley, color);
    }
}

fn area(map: Rect, rect: Rect) -> Area {
    Area {
        x0: rect.left() - map.left(),
        y0: rect.top() - map.top(),
        x1: rect.right() - map.left(),
        y1: rect.bottom() - map.top(),
    }
}

fn on_screen(map: Rect, area: &Area) -> Rect {
    Rect::from_min_max(
        map.min + vec2(area.x0, area.y0),
        map.min + vec2(area.x1, area.y1),
    )
}
