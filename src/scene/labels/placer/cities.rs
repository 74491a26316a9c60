//! Names and dots of cities.

use super::{Placer, Turn, dot_area};
use crate::scene::area::Area;
use crate::scene::basemap::ramp;
use crate::scene::labels::block::Block;
use crate::scene::labels::{CityName, Dot, LabelKind};
use crate::scene::mercator::Screen;
use crate::scene::text::{TextStyle, Weight};

/// An obstacle larger than this, in points, hides the cities under it; smaller ones are records,
/// and the city's name is written beside them.
const LARGE_OBSTACLE: f32 = 48.0;
/// The rank up to which a city is placed before small countries and seas.
const MAJOR_RANK: u8 = 2;
/// The zoom from which cities with a record are named.
const EARLY_ZOOM: f64 = 2.0;

impl Placer<'_> {
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
            if is_major(city) != (turn == Turn::Early) {
                continue;
            }
            let shows = self.shows(city);
            if !shows && !self.may_show_early(city) {
                continue;
            }
            for at in self.seen(city.at) {
                if shows || self.has_record(city, at) {
                    self.city(city, at);
                }
            }
        }
    }

    /// A known city with a record is named from further out than others: it says where that is.
    fn may_show_early(&self, city: &CityName) -> bool {
        self.view.zoom >= EARLY_ZOOM && f64::from(city.rank) <= self.view.zoom
    }

    fn has_record(&self, city: &CityName, at: Screen) -> bool {
        let mark = dot_area(&self.dot(city, at));
        let obstacle = self.obstacles.hit(&mark);
        obstacle.is_some_and(|o| o.width().max(o.height()) <= LARGE_OBSTACLE)
    }

    fn city(&mut self, city: &CityName, at: Screen) {
        let dot = self.dot(city, at);
        let mut mark = dot_area(&dot);
        let mut shown = Some(dot);
        let obstacle = self.obstacles.hit(&mark);
        if let Some(obstacle) = obstacle {
            let is_large = obstacle.width().max(obstacle.height()) > LARGE_OBSTACLE;
            if is_large || self.named.contains(&obstacle) {
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
            self.named.extend(obstacle);
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
}

fn is_major(city: &CityName) -> bool {
    city.rank <= MAJOR_RANK && city.is_capital || city.rank <= 1
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
