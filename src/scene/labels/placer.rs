//! The rules by kind of name: from which zoom, how large, and which places are tried.

use super::block::Block;
use super::space::{Area, Space};
use super::{CityName, CountryName, Dot, LabelKind, Language, PlacedLabel, ProvinceName, SeaName};
use crate::scene::basemap::{LandMask, ramp};
use crate::scene::mercator::{Screen, Viewport, World};
use crate::scene::text::{Measure, TextStyle, Weight};

/// Names anchored this far outside the view still take part, so that what is seen near the edges
/// does not change as they come in. In points.
const BEYOND: f32 = 200.0;
/// Country names are left out past this zoom: their places have become arbitrary.
const LAST_COUNTRY_ZOOM: f64 = 8.5;
/// A country's name may be this much wider than the country.
const OVERHANG: f64 = 1.5;
/// An obstacle larger than this, in points, hides the cities under it; smaller ones are records,
/// and the city's name is written beside them.
const LARGE_OBSTACLE: f32 = 48.0;
/// The rank up to which a city is placed before small countries and seas.
const MAJOR_RANK: u8 = 2;

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
            placed: Vec::new(),
        }
    }

    /// The labels that are seen.
    pub fn finish(self) -> Vec<PlacedLabel> {
        let view = Area {
            x0: 0.0,
            y0: 0.0,
            x1: self.view.width,
            y1: self.view.height,
        };
        let mut placed = self.placed;
        placed.retain(|label| label.area.overlaps(&view));
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
        for at in self.seen(sea.at) {
            if self.is_near_its_like(name, at) {
                continue;
            }
            if let Some((block, x, y)) = blocks.iter().find_map(|b| self.water(b, at)) {
                let label = block.clone().placed(name, LabelKind::Sea, (x, y), None);
                self.put(label);
            }
        }
    }

    /// Whether the same name stands less than a world away.
    fn is_near_its_like(&self, name: &str, at: Screen) -> bool {
        let apart = (self.view.scale() * 0.75) as f32;
        self.placed.iter().any(|label| {
            let middle = f32::midpoint(label.area.x0, label.area.x1);
            label.kind == LabelKind::Sea && label.name == name && (middle - at.x).abs() < apart
        })
    }

    /// A free place for a block near a point, with no land under it.
    fn water<'b>(&self, block: &'b Block, at: Screen) -> Option<(&'b Block, f32, f32)> {
        let (w, h) = (block.width, block.height);
        let steps = [0.0, -0.25, 0.25, -0.5, 0.5, -0.8, 0.8];
        let rows = [0.0, -0.6, 0.6, -1.2, 1.2, -2.0, 2.0];
        let offsets = rows
            .iter()
            .flat_map(|dy| steps.iter().map(move |dx| (dx * w, dy * h)));
        offsets
            .map(|(dx, dy)| (block, at.x + dx, at.y + dy))
            .find(|(block, x, y)| {
                let area = block.area(*x, *y);
                self.is_free(&area) && self.is_water(&area)
            })
    }

    fn is_water(&self, area: &Area) -> bool {
        let Some(land) = self.land else {
            return true;
        };
        let corner = |x, y| self.view.world_from_screen(Screen { x, y });
        let (a, b) = (corner(area.x0, area.y0), corner(area.x1, area.y1));
        !land.any_land(a.x, a.y, b.x, b.y)
    }

    // Countries

    /// The names of countries; the very small ones come late.
    pub fn countries(&mut self, countries: &[CountryName], turn: Turn) {
        if self.view.zoom > LAST_COUNTRY_ZOOM {
            return;
        }
        for country in countries {
            let is_late = country.rank >= 6 && country.min_zoom >= 5.0;
            if is_late == (turn == Turn::Late) {
                self.country(country);
            }
        }
    }

    fn country(&mut self, country: &CountryName) {
        let zoom = self.view.zoom;
        if zoom + 0.9 < country.min_zoom {
            return;
        }
        let seen: Vec<Screen> = self.seen(country.at).collect();
        if seen.is_empty() {
            return;
        }
        let name = country.name.get(self.language);
        let by_rank = (f32::from(country.rank) - 2.0) * 0.9;
        let size = ramp(zoom, &[(1.0, 9.5), (3.0, 12.5), (5.0, 15.5), (7.0, 18.0)]) - by_rank;
        let size = size.max(9.0);
        let style = TextStyle {
            size,
            weight: Weight::Medium,
            italic: false,
            letter_spacing: size * 0.11,
        };
        let text = match self.language {
            Language::English => name.to_uppercase(),
            Language::Chinese => name.to_owned(),
        };
        let mut blocks: Vec<Block> = Block::wrapped(&text, style, self.measure)
            .into_iter()
            .collect();
        blocks.push(Block::line(&text, style, self.measure));
        // Far out, only names that their country has room for.
        let room = country.width * self.view.scale() * OVERHANG;
        if zoom < country.min_zoom + 1.2 {
            blocks.retain(|block| f64::from(block.width) <= room);
        }
        for at in seen {
            let place = self
                .country_place(&blocks, at, true)
                .or_else(|| self.country_place(&blocks, at, false));
            if let Some((block, x, y)) = place {
                let label = block.clone().placed(name, LabelKind::Country, (x, y), None);
                self.put(label);
            }
        }
    }

    /// A free place for a country's name, if wished one that leaves the great cities theirs.
    fn country_place<'b>(
        &self,
        blocks: &'b [Block],
        at: Screen,
        gives_way: bool,
    ) -> Option<(&'b Block, f32, f32)> {
        let offsets = [
            (0.0, 0.0),
            (0.0, -0.6),
            (0.0, 0.6),
            (-0.2, 0.0),
            (0.2, 0.0),
            (0.0, -1.1),
            (0.0, 1.1),
            (-0.2, -1.0),
            (0.2, -1.0),
            (-0.2, 1.0),
            (0.2, 1.0),
            (-0.4, 0.0),
            (0.4, 0.0),
            (0.0, -1.8),
            (0.0, 1.8),
        ];
        let places = blocks.iter().flat_map(|block| {
            // The step down is that of one line, whatever the number of lines.
            offsets.map(|(dx, dy)| {
                let line = block.height.min(24.0);
                (block, at.x + dx * block.width, at.y + dy * line)
            })
        });
        let mut places = places.map(|(block, x, y)| (block, x, y, block.area(x, y)));
        places
            .find(|(.., area)| self.is_free(area) && (!gives_way || self.wanted.is_free(area)))
            .map(|(block, x, y, _)| (block, x, y))
    }

    // Cities

    /// Marks where the dots and names of the great cities would go.
    pub fn reserve_capitals(&mut self, cities: &[CityName]) {
        for city in cities {
            if !is_major(city) || !self.shows(city) {
                continue;
            }
            for at in self.seen(city.at) {
                let dot = self.dot(city, at);
                let block = self.city_block(city);
                self.wanted.take(dot_area(&dot));
                let (x, y) = city_places(&block, &dot_area(&dot))[0];
                self.wanted.take(block.area(x, y));
            }
        }
    }

    /// The names of cities.
    pub fn cities(&mut self, cities: &[CityName], turn: Turn) {
        for city in cities {
            if is_major(city) != (turn == Turn::Early) || !self.shows(city) {
                continue;
            }
            for at in self.seen(city.at) {
                self.city(city, at);
            }
        }
    }

    fn city(&mut self, city: &CityName, at: Screen) {
        let dot = self.dot(city, at);
        let mut mark = dot_area(&dot);
        let mut shown = Some(dot);
        if let Some(obstacle) = self.obstacles.hit(&mark) {
            if obstacle.width().max(obstacle.height()) > LARGE_OBSTACLE {
                return;
            }
            // A record stands on the city: its symbol takes the place of the dot.
            mark = mark.union(&obstacle);
            shown = None;
        } else if !self.is_free(&mark) {
            return;
        }
        let block = self.city_block(city);
        let places = city_places(&block, &mark);
        let mut free = places
            .into_iter()
            .filter(|(x, y)| self.is_free(&block.area(*x, *y)));
        if let Some(place) = free.next() {
            let name = city.name.get(self.language);
            self.put(block.placed(name, LabelKind::City, place, shown));
        }
    }

    fn shows(&self, city: &CityName) -> bool {
        let zoom = self.view.zoom;
        let most = ramp(
            zoom,
            &[
                (2.4, -1.0),
                (2.9, 0.0),
                (3.6, 1.0),
                (4.3, 2.0),
                (5.0, 3.3),
                (5.8, 5.0),
                (6.6, 6.3),
                (7.4, 8.0),
                (8.5, 9.0),
            ],
        );
        let rank = f32::from(city.rank);
        rank <= most || (city.is_capital && zoom > 3.6 + f64::from(rank) * 0.25)
    }

    fn city_block(&self, city: &CityName) -> Block {
        let rank = f32::from(city.rank.min(6));
        let grown = ramp(
            self.view.zoom,
            &[(2.5, 10.5), (4.0, 11.2), (6.0, 12.5), (8.0, 13.5)],
        );
        let style = TextStyle {
            size: (grown - rank * 0.3).max(9.5),
            weight: Weight::Regular,
            italic: false,
            letter_spacing: 0.0,
        };
        Block::line(city.name.get(self.language), style, self.measure)
    }

    fn dot(&self, city: &CityName, at: Screen) -> Dot {
        let radius = match city.rank {
            0 | 1 => 2.3,
            2 | 3 => 2.0,
            _ => 1.7,
        };
        let is_ring = city.is_capital && self.view.zoom > 3.5;
        Dot {
            x: at.x,
            y: at.y,
            radius: if is_ring { radius + 1.2 } else { radius },
            is_ring,
        }
    }

    // Provinces

    /// The names of provinces, where they fit into them.
    pub fn provinces(&mut self, provinces: &[ProvinceName]) {
        let zoom = self.view.zoom;
        if !(4.8..11.0).contains(&zoom) {
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
            if width < 64.0 {
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

fn is_major(city: &CityName) -> bool {
    city.rank <= MAJOR_RANK && city.is_capital || city.rank <= 1
}

/// What a dot takes, its halo included.
fn dot_area(dot: &Dot) -> Area {
    let side = 2.0 * dot.radius + 2.0;
    Area::around(dot.x, dot.y, side, side)
}

/// Where the middle of a city's name may be, around its mark: right, left, above, below, and the
/// corners.
fn city_places(block: &Block, mark: &Area) -> [(f32, f32); 8] {
    let (x, y) = (
        f32::midpoint(mark.x0, mark.x1),
        f32::midpoint(mark.y0, mark.y1),
    );
    // Letters stand a little above the middle of what a line takes; this evens it out.
    let level = y - 0.5;
    let own = block.area(0.0, 0.0);
    let (w, h) = (own.width() / 2.0, own.height() / 2.0);
    let (right, left) = (mark.x1 + w, mark.x0 - w);
    let (above, below) = (mark.y0 - h, mark.y1 + h);
    [
        (right, level),
        (left, level),
        (x, above),
        (x, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ]
}
