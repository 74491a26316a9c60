//! Tiles from a raster `PMTiles` file, read as they are drawn. Past the archive's last zoom, and
//! where it has holes, the nearest tile above is enlarged.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use egui::{Context, Rect, pos2};
use pmtiles::{AsyncPmTilesReader, MmapBackend, TileCoord, TileType};
use tokio::runtime::Runtime;
use walkers::sources::Attribution;
use walkers::{Style, Tile, TileId, TilePiece, Tiles};

use super::{is_in_world, size_points};

/// Tiles that are decoded in one frame; each takes a millisecond or two.
const DECODED_PER_FRAME: usize = 6;
/// Tiles that are kept: a 4K screen of 256 pixel tiles, twice.
const MOST_KEPT: usize = 512;
/// What a tile measures until one has been seen.
const USUAL_PIXELS: u32 = 256;

const HEADER_BYTES: usize = 127;
/// The root directory must end within this many bytes, says the specification.
const ROOT_END: u64 = 16_384;

/// A raster archive.
pub struct Archive {
    reader: AsyncPmTilesReader<MmapBackend>,
    /// The reader is asynchronous in form; on a mapped file it never waits.
    runtime: Runtime,
    ctx: Context,
    max_zoom: u8,
    kept: HashMap<TileId, Kept>,
    frame: u64,
    budget: usize,
    tile_pixels: u32,
    size_points: u32,
}

/// A tile, or that there is none, and the last frame that asked.
struct Kept {
    tile: Option<Tile>,
    frame: u64,
}

impl Archive {
    /// Opens an archive. An error is a sentence.
    pub fn open(path: &Path, ctx: &Context) -> Result<Self, String> {
        let fails = |why: &str| format!("{} cannot be shown: {why}", path.display());
        check_header(path).map_err(|why| fails(&why))?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(|error| fails(&format!("{error}.")))?;
        let opened = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(AsyncPmTilesReader::new_with_path(path))
        }));
        let reader = match opened {
            Ok(Ok(reader)) => reader,
            Ok(Err(error)) => return Err(fails(&format!("{error}."))),
            Err(_) => return Err(fails("its directory makes no sense.")),
        };
        let header = reader.get_header();
        let kind = match header.tile_type {
            TileType::Png | TileType::Jpeg => None,
            TileType::Mvt | TileType::Mlt => Some("vector tiles"),
            TileType::Webp => Some("WebP pictures"),
            TileType::Avif => Some("AVIF pictures"),
            TileType::Unknown => Some("tiles of a kind that it does not name"),
        };
        if let Some(kind) = kind {
            let why = format!("it holds {kind}. Use an archive of PNG or JPEG tiles.");
            return Err(fails(&why));
        }
        Ok(Self {
            max_zoom: header.max_zoom.min(pmtiles::MAX_ZOOM),
            reader,
            runtime,
            ctx: ctx.clone(),
            kept: HashMap::new(),
            frame: 0,
            budget: DECODED_PER_FRAME,
            tile_pixels: USUAL_PIXELS,
            size_points: USUAL_PIXELS,
        })
    }

    /// A frame begins on a screen of this scale.
    pub fn begin_frame(&mut self, pixels_per_point: f32) {
        self.frame += 1;
        self.budget = DECODED_PER_FRAME;
        self.size_points = size_points(self.tile_pixels, pixels_per_point);
        if self.kept.len() > MOST_KEPT {
            let newest = self.frame.saturating_sub(2);
            self.kept.retain(|_, kept| kept.frame >= newest);
        }
    }

    /// The tile itself: kept, or read now if this frame has time for it.
    fn exact(&mut self, id: TileId) -> Option<Tile> {
        if let Some(kept) = self.kept.get_mut(&id) {
            kept.frame = self.frame;
            return kept.tile.clone();
        }
        if self.budget == 0 {
            self.ctx.request_repaint();
            return None;
        }
        let tile = self.read(id);
        if let Some(Tile::Raster(texture)) = &tile {
            self.budget -= 1;
            self.tile_pixels = texture.size()[0] as u32;
        }
        let kept = Kept {
            tile: tile.clone(),
            frame: self.frame,
        };
        self.kept.insert(id, kept);
        tile
    }

    fn read(&self, id: TileId) -> Option<Tile> {
        // The reader and the decoder trust an archive's numbers more than one should.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let at = TileCoord::new(id.zoom, id.x, id.y).ok()?;
            let bytes = self.runtime.block_on(self.reader.get_tile_decompressed(at));
            let bytes = bytes
                .inspect_err(|error| log::error!("{id:?}: {error}"))
                .ok()??;
            Tile::new(&bytes, &Style, id.zoom, self.tile_pixels, &self.ctx)
                .inspect_err(|error| log::error!("{id:?}: {error}"))
                .ok()
        }));
        read.ok().flatten()
    }
}

impl Tiles for Archive {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        if !is_in_world(id) {
            return None;
        }
        (0..=id.zoom.min(self.max_zoom)).rev().find_map(|zoom| {
            let (above, uv) = ancestor(id, zoom);
            Some(TilePiece::new(self.exact(above)?, uv))
        })
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: "",
            url: "",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn tile_size(&self) -> u32 {
        self.size_points
    }
}

/// The tile at a zoom level no deeper than the tile's own that covers it, and the part that does.
fn ancestor(id: TileId, zoom: u8) -> (TileId, Rect) {
    let levels = u32::from(id.zoom.saturating_sub(zoom)).min(31);
    let part = f64::from(1_u32 << levels).recip();
    let inside = |at: u32| f64::from(at & ((1 << levels) - 1)) * part;
    let (u, v) = (inside(id.x), inside(id.y));
    let above = TileId {
        x: id.x >> levels,
        y: id.y >> levels,
        zoom,
    };
    let min = pos2(u as f32, v as f32);
    let max = pos2((u + part) as f32, (v + part) as f32);
    (above, Rect::from_min_max(min, max))
}

/// Holds the offsets of the header to the file before the reader slices by them.
fn check_header(path: &Path) -> Result<(), String> {
    let mut file = File::open(path).map_err(|error| format!("{error}."))?;
    let meta = file.metadata().map_err(|error| format!("{error}."))?;
    let mut header = [0; HEADER_BYTES];
    let read = file.read_exact(&mut header);
    if !meta.is_file() || read.is_err() || !header.starts_with(b"PMTiles") {
        return Err("it is not a PMTiles file.".to_owned());
    }
    let number = |at: usize| {
        let bytes = header
            .get(at..at + 8)
            .and_then(|bytes| bytes.try_into().ok());
        u64::from_le_bytes(bytes.unwrap_or_default())
    };
    let ends_by = |at: usize, limit: u64| {
        number(at)
            .checked_add(number(at + 8))
            .is_some_and(|end| end <= limit)
    };
    let [root, metadata, leaves, data] = [8, 24, 40, 56];
    let len = meta.len();
    let is_sound = number(root) >= HEADER_BYTES as u64
        && ends_by(root, len.min(ROOT_END))
        && [metadata, leaves, data]
            .into_iter()
            .all(|at| ends_by(at, len));
    if is_sound {
        Ok(())
    } else {
        Err("it is cut off or damaged.".to_owned())
    }
}

#[cfg(test)]
mod tests;
