//! The rules by kind of name: from which zoom, how large, and which places are tried.

mod cities;
mod countries;

use super::block::Block;
use super::space::Space;
use super::{Dot, LabelKind, Language, PlacedLabel, ProvinceName, SeaName};
use crate::scene::area::Area;
use crate::scene::basemap::{LandMask, ramp};
use crate::scene::mercator::{Screen, Viewport, World};
use crate::scene::text::{Measure, TextStyle, Weight};

/// Names anchored this far outside the view still take part, so that what is seen near the edges
/// does not change as they come in. In points.
const BEYOND: f32 = 200.0;

/// Names of one table come in two turns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// Larger countries, capitals and great cities.
    Early,
    /// The others.
    Late,
}

/// The work of placing the names of one view.
pub struct Placer<'a> {
    view: Viewport,
    copies: Vec<f64>,
    measure: &'a dyn Measure,
    land: Option<&'a LandMask>,
    language: Language,
    obstacles: Space,
    taken: Space,
    /// Where great cities would like to be: countries give way where they can.
    wanted: Space,
    /// Obstacles that carry a city's name: each takes one.
    named: Vec<Area>,
    placed: Vec<PlacedLabel>,
}

impl<'a> Placer<'a> {
    pub fn new(
        view: &Viewport,
        measure: &'a dyn Measure,
        land: Option<&'a LandMask>,
        obstacles: &[Area],
        language: Language,
    ) -> Self {
        let space = || Space::new(view.width, view.height);
        let (mut hidden, mut taken) = (space(), space());
        for area in obstacles {
            hidden.take(*area);
            taken.take(*area);
        }
        Self {
            view: *view,
            copies: view.copies().collect(),
            measure,
            land,
            language,
            obstacles: hidden,
            taken,
            wanted: space(),
            named: Vec::new(),
            placed: Vec::new(),
        }
    }

    /// The labels that are seen whole: half a name says nothing.
    pub fn finish(mut self) -> Vec<PlacedLabel> {
        let mut placed = std::mem::take(&mut self.placed);
        placed.retain(|label| self.is_in_view(&label.area));
        placed
    }

    /// Where a place is on screen, once for each copy of the world that is near the view.
    fn seen(&self, at: World) -> impl Iterator<Item = Screen> + use<> {
        let view = self.view;
        // The copies beyond both edges matter to names that reach in from there.
        let first = self.copies.first().map_or(0.0, |c| c - 1.0);
        let n_copies = self.copies.len() + 2;
        (0..n_copies as u32)
            .map(move |n| {
                view.screen_from_world(World {
                    x: at.x + first + f64::from(n),
                    y: at.y,
                })
            })
            .filter(move |s| {
                (-BEYOND..=view.width + BEYOND).contains(&s.x)
                    && (-BEYOND..=view.height + BEYOND).contains(&s.y)
            })
    }

    fn is_free(&self, area: &Area) -> bool {
        self.taken.is_free(area)
    }

    fn put(&mut self, label: PlacedLabel) {
        self.taken.take(label.area);
        if let Some(dot) = &label.dot {
            self.taken.take(dot_area(dot));
        }
        self.placed.push(label);
    }

    // Seas

    /// Oceans come first far out, where nothing else fills them.
    pub fn oceans(&mut self, seas: &[SeaName]) {
        if self.view.zoom < 4.0 {
            for sea in seas.iter().filter(|sea| sea.rank <= 1) {
                self.sea(sea);
            }
        }
    }

    /// The other seas.
    pub fn seas(&mut self, seas: &[SeaName]) {
        for sea in seas {
            if sea.rank > 1 || self.view.zoom >= 4.0 {
                self.sea(sea);
            }
        }
    }

    fn sea(&mut self, sea: &SeaName) {
        let (zoom, rank) = (self.view.zoom, f64::from(sea.rank));
        if zoom < rank - 0.5 || zoom > rank + 4.5 {
            return;
        }
        let name = sea.name.get(self.language);
        let size = ramp(zoom - rank * 0.6, &[(0.5, 10.5), (3.5, 14.5)]);
        let blocks: Vec<Block> = [1.0, 0.88]
            .iter()
            .flat_map(|share| {
                let style = TextStyle {
                    size: size * share,
                    weight: Weight::Regular,
                    italic: true,
                    letter_spacing: size * 0.09,
                };
                let wrapped = Block::wrapped(name, style, self.measure);
                wrapped
                    .into_iter()
                    .chain([Block::line(name, style, self.measure)])
            })
            .collect();
        // An ocean's name may stand far from its anchor; that of a gulf would lie elsewhere.
        let reach = if sea.rank <= 1 { 1.0 } else { 0.45 };
        for at in self.seen(sea.at) {
            if self.is_near_its_like(name, at) {
                continue;
            }
            if let Some((block, x, y)) = blocks.iter().find_map(|b| self.water(b, at, reach)) {
                let label = block.clone().placed(name, LabelKind::Sea, (x, y), None);
                self.put(label);
            }
        }
    }

    /// Whether the same name stands clearly less than a world away.
    fn is_near_its_like(&self, name: &str, at: Screen) -> bool {
        let apart = (self.view.scale() * 0.95) as f32;
        self.placed.iter().any(|label| {
            let middle = f32::midpoint(label.area.x0, label.area.x1);
            label.kind == LabelKind::Sea && label.name == name && (middle - at.x).abs() < apart
        })
    }

    /// A free place for a block near a point, in view as a whole, with no land under it.
    fn water<'b>(&self, block: &'b Block, at: Screen, reach: f32) -> Option<(&'b Block, f32, f32)> {
        let (w, h) = (block.width * reach, block.height * reach);
        let columns = [0.0, -0.25, 0.25, -0.5, 0.5, -0.8, 0.8];
        let rows = [0.0, -0.6, 0.6, -1.2, 1.2, -2.0, 2.0];
        let offsets = rows
            .iter()
            .flat_map(|dy| columns.iter().map(move |dx| (dx * w, dy * h)));
        offsets
            .map(|(dx, dy)| (block, at.x + dx, at.y + dy))
            .find(|(block, x, y)| {
                let area = block.area(*x, *y);
                self.is_in_view(&area) && self.is_free(&area) && self.is_water(&area)
            })
    }

    fn is_in_view(&self, area: &Area) -> bool {
        let Viewport { width, height, .. } = self.view;
        area.x0 >= 0.0 && area.y0 >= 0.0 && area.x1 <= width && area.y1 <= height
    }

    fn is_water(&self, area: &Area) -> bool {
        let Some(land) = self.land else {
            return true;
        };
        let corner = |x, y| self.view.world_from_screen(Screen { x, y });
        let (a, b) = (corner(area.x0, area.y0), corner(area.x1, area.y1));
        !land.any_land(a.x, a.y, b.x, b.y)
    }

    // Provinces

    /// The names of provinces, where they fit into them.
    pub fn provinces(&mut self, provinces: &[ProvinceName]) {
        let zoom = self.view.zoom;
        if !(5.3..11.0).contains(&zoom) {
            return;
        }
        let style = TextStyle {
            size: ramp(zoom, &[(5.0, 8.5), (8.0, 10.5)]),
            weight: Weight::Regular,
            italic: false,
            letter_spacing: 1.1,
        };
        for province in provinces {
            let width = province.width * self.view.scale();
            if width < 72.0 {
                // Sorted by width: the others are smaller still.
                break;
            }
            for at in self.seen(province.at) {
                let name = province.name.get(self.language);
                let block = Block::line(&name.to_uppercase(), style, self.measure);
                let area = block.area(at.x, at.y).grown(3.0, 3.0);
                if f64::from(block.width) <= width * 1.1 && self.is_free(&area) {
                    self.put(block.placed(name, LabelKind::Province, (at.x, at.y), None));
                }
            }
        }
    }
}

/// What a dot takes, its halo included.
fn dot_area(dot: &Dot) -> Area {
    let side = 2.0 * dot.radius + 2.0;
    Area::around(dot.x, dot.y, side, side)
}
