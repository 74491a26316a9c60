use std::io::Cursor;
use std::path::PathBuf;

use super::*;

const RASTER: u8 = 2;

fn png(side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbaImage::from_pixel(side, side, image::Rgba([200, 30, 30, 255]));
    picture
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    bytes
}

/// An archive, nothing in it packed, with the tile of zoom 0 and the one at 1/0/0.
fn archive(tile_type: u8, tile: &[u8]) -> Vec<u8> {
    // Number of entries; differences of ids; run lengths; lengths; offsets + 1.
    let length = u16::try_from(tile.len()).unwrap();
    let varint = [(length & 0x7f) as u8 | 0x80, (length >> 7) as u8];
    let mut root = vec![2, 0, 1, 1, 1];
    root.extend([varint, varint].concat());
    root.extend([1, 1]);
    let metadata = b"{}";
    let mut header = b"PMTiles\x03".to_vec();
    let root_at = 127_u64;
    let metadata_at = root_at + root.len() as u64;
    let data_at = metadata_at + metadata.len() as u64;
    let sections = [
        (root_at, root.len()),
        (metadata_at, metadata.len()),
        (data_at, 0),
        (data_at, tile.len()),
    ];
    for (at, len) in sections {
        header.extend(at.to_le_bytes());
        header.extend((len as u64).to_le_bytes());
    }
    for count in [2_u64, 2, 1] {
        header.extend(count.to_le_bytes());
    }
    let (clustered, packing, min_zoom, max_zoom) = (1, 1, 0, 1);
    header.extend([clustered, packing, packing, tile_type, min_zoom, max_zoom]);
    header.resize(127, 0);
    [header, root, metadata.to_vec(), tile.to_vec()].concat()
}

fn open(bytes: &[u8]) -> Result<Archive, String> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("own.pmtiles");
    std::fs::write(&path, bytes).unwrap();
    let archive = Archive::open(&path, &Context::default());
    drop(folder);
    archive
}

fn uv_at(archive: &mut Archive, x: u32, y: u32, zoom: u8) -> Option<Rect> {
    archive.at(TileId { x, y, zoom }).map(|piece| piece.uv)
}

#[test]
fn the_nearest_tile_above_is_enlarged() {
    let mut archive = open(&archive(RASTER, &png(256))).unwrap();
    let part =
        |x: f32, y: f32, side: f32| Some(Rect::from_min_size(pos2(x, y), egui::vec2(side, side)));
    assert_eq!(uv_at(&mut archive, 0, 0, 0), part(0.0, 0.0, 1.0));
    assert_eq!(
        uv_at(&mut archive, 0, 0, 1),
        part(0.0, 0.0, 1.0),
        "the archive has it"
    );
    assert_eq!(
        uv_at(&mut archive, 1, 1, 1),
        part(0.5, 0.5, 0.5),
        "a hole in the archive"
    );
    assert_eq!(
        uv_at(&mut archive, 1, 0, 2),
        part(0.5, 0.0, 0.5),
        "past its last zoom"
    );
    assert!(uv_at(&mut archive, 524_288, 0, 20).is_some(), "far past it");
    assert_eq!(uv_at(&mut archive, 1, 0, 0), None, "outside the world");
}

#[test]
fn a_frame_decodes_a_few_tiles_and_the_next_ones_the_rest() {
    let mut archive = open(&archive(RASTER, &png(512))).unwrap();
    archive.budget = 1;
    assert!(uv_at(&mut archive, 0, 0, 1).is_some());
    assert_eq!(
        uv_at(&mut archive, 0, 0, 0),
        None,
        "no time left in this frame"
    );
    archive.begin_frame(2.0);
    assert!(uv_at(&mut archive, 0, 0, 0).is_some());
    assert_eq!(
        archive.tile_size(),
        256,
        "tiles of 512 pixels at two pixels a point"
    );
}

#[test]
fn what_cannot_be_shown_is_a_sentence() {
    let good = archive(RASTER, &png(8));
    let damaged = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    for (bytes, words) in [
        (archive(1, b"mvt"), "vector tiles"),
        (archive(4, b"webp"), "WebP"),
        (b"PK\x03\x04".to_vec(), "not a PMTiles file"),
        (Vec::new(), "not a PMTiles file"),
        (good[..140].to_vec(), "cut off"),
        (damaged(8, 3), "damaged"),
        (damaged(63, 0xff), "damaged"),
    ] {
        let why = open(&bytes).err().unwrap_or_default();
        assert!(why.contains(words), "{words}: {why:?}");
    }
}

#[test]
fn a_damaged_tile_is_a_hole_and_not_an_end() {
    let mut archive = open(&archive(RASTER, b"\x89PNG\r\n\x1a\nnot really")).unwrap();
    assert_eq!(uv_at(&mut archive, 0, 0, 0), None);
    // Every byte of the directory, changed to something large.
    let good = self::archive(RASTER, &png(8));
    for at in 127..140 {
        let mut bytes = good.clone();
        bytes[at] = 0xfe;
        if let Ok(mut archive) = open(&bytes) {
            uv_at(&mut archive, 0, 0, 3);
        }
    }
}
