//! Names of countries.

use super::{Placer, Turn};
use crate::scene::basemap::ramp;
use crate::scene::labels::block::Block;
use crate::scene::labels::{CountryName, LabelKind, Language};
use crate::scene::mercator::Screen;
use crate::scene::text::{TextStyle, Weight};

/// Country names are left out past this zoom: their places have become arbitrary.
const LAST_COUNTRY_ZOOM: f64 = 8.5;
/// How much wider than its country a name may be, by zoom: far out the map is crowded.
const OVERHANG: [(f64, f32); 2] = [(2.0, 1.15), (5.0, 1.5)];

impl Placer<'_> {
    /// The names of countries; the very small ones come late.
    pub fn countries(&mut self, countries: &[CountryName], turn: Turn) {
        if self.view.zoom > LAST_COUNTRY_ZOOM {
            return;
        }
        for country in countries {
            if is_late(country) == (turn == Turn::Late) {
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
        let by_rank = (f32::from(country.rank) - 2.0) * 1.05;
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
        let overhang = f64::from(ramp(zoom, &OVERHANG));
        let room = country.width * self.view.scale() * overhang;
        let patience = if is_late(country) { 2.2 } else { 1.2 };
        if zoom < country.min_zoom + patience {
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
}

/// The very small countries, whose names would hide their neighbours.
fn is_late(country: &CountryName) -> bool {
    country.rank >= 6 && country.min_zoom >= 5.0
}
