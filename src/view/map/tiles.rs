//! Raster tiles under the records, where the user asks for them: from a server, or from a
//! `PMTiles` file of the user's own. Without them nothing here opens a file or a connection.
//!
//! walkers' own reader of `PMTiles` goes blank past the last zoom of an archive, so there is one
//! here; its reader of servers is used, and made only when the user turns it on.

mod archive;
mod online;

use std::path::PathBuf;

use egui::Context;
use walkers::{TileId, Tiles};

use crate::session::Ground;

use archive::Archive;
use online::Online;

/// The tiles that the user has chosen, kept between frames.
pub struct GroundTiles {
    cache: Option<PathBuf>,
    ground: Ground,
    source: Source,
}

enum Source {
    None,
    Online(Box<Online>),
    Archive(Box<Archive>),
    Trouble(String),
}

impl GroundTiles {
    /// No tiles yet. What servers send is kept in `cache`, for as long as they allow, or not at all.
    #[must_use]
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self {
            cache,
            ground: Ground::Bundled,
            source: Source::None,
        }
    }

    /// Makes the session's choice the one that is drawn. To be called once a frame.
    pub fn follow(&mut self, ground: &Ground, ctx: &Context) {
        if self.ground != *ground {
            self.ground = ground.clone();
            self.source = self.opened(ctx);
        }
        let pixels_per_point = ctx.pixels_per_point();
        match &mut self.source {
            Source::Online(online) => online.begin_frame(pixels_per_point),
            Source::Archive(archive) => archive.begin_frame(pixels_per_point),
            Source::None | Source::Trouble(_) => {}
        }
    }

    /// The tiles, for walkers' map; `None` when only the bundled map is wanted.
    #[must_use]
    pub fn tiles(&mut self) -> Option<&mut dyn Tiles> {
        match &mut self.source {
            Source::Online(online) => Some(online.as_mut()),
            Source::Archive(archive) => Some(archive.as_mut()),
            Source::None | Source::Trouble(_) => None,
        }
    }

    /// Why the chosen tiles cannot be shown, as a sentence.
    #[must_use]
    pub fn trouble(&self) -> Option<&str> {
        match &self.source {
            Source::Trouble(why) => Some(why),
            _ => None,
        }
    }

    fn opened(&self, ctx: &Context) -> Source {
        let opened = match &self.ground {
            Ground::Bundled => return Source::None,
            Ground::Online { template, .. } => Online::new(template, self.cache.clone(), ctx)
                .map(|online| Source::Online(Box::new(online))),
            Ground::File(path) => {
                Archive::open(path, ctx).map(|archive| Source::Archive(Box::new(archive)))
            }
        };
        opened.unwrap_or_else(Source::Trouble)
    }
}

/// Whether a tile exists; walkers asks for others when the map's centre is outside the world.
fn is_in_world(id: TileId) -> bool {
    let side = 1_u64 << u32::from(id.zoom).min(32);
    u64::from(id.x) < side && u64::from(id.y) < side
}

/// The size in points at which a tile of so many pixels is sharp: the nearest power of two, because
/// walkers counts zoom levels by it.
fn size_points(pixels: u32, pixels_per_point: f32) -> u32 {
    let points = pixels.max(1) as f32 / pixels_per_point.max(0.1);
    let level = points.log2().round().clamp(5.0, 10.0);
    1 << level as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_are_drawn_at_the_pixels_of_the_screen() {
        for (pixels, scale, points) in [
            (256, 1.0, 256),
            (256, 2.0, 128),
            (512, 2.0, 256),
            (512, 1.0, 512),
            (256, 1.25, 256),
            (0, 1.0, 32),
        ] {
            assert_eq!(size_points(pixels, scale), points, "{pixels} px at {scale}");
        }
    }

    #[test]
    fn tiles_outside_the_world_are_none() {
        let id = |x, y, zoom| TileId { x, y, zoom };
        assert!(is_in_world(id(0, 0, 0)) && is_in_world(id(3, 3, 2)));
        assert!(!is_in_world(id(1, 0, 0)) && !is_in_world(id(0, 4, 2)));
        assert!(is_in_world(id(u32::MAX, 0, 32)));
    }

    #[test]
    fn a_choice_that_fails_is_a_sentence_and_the_bundled_map_needs_none() {
        let ctx = Context::default();
        let mut tiles = GroundTiles::new(None);
        tiles.follow(&Ground::File("/nowhere/at-all.pmtiles".into()), &ctx);
        assert!(
            tiles
                .trouble()
                .is_some_and(|why| why.contains("at-all.pmtiles"))
        );
        assert!(tiles.tiles().is_none());
        tiles.follow(&Ground::Bundled, &ctx);
        assert!(tiles.trouble().is_none() && tiles.tiles().is_none());
    }
}
