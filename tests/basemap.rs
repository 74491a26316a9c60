//! The bundled map: read, drawn and named as it should be, in any view.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use egui::{Color32, ColorImage, Rect, vec2};
use geo::Area as _;
use proptest::prelude::*;
use station_atlas::assets;
use station_atlas::scene::basemap::{Basemap, BasemapError, Palette, Triangles};
use station_atlas::scene::labels::{self, Area, LabelKind, LabelTables, Language, PlacedLabel};
use station_atlas::scene::mercator::{Viewport, World};
use station_atlas::scene::style::Rgb;
use station_atlas::scene::text::BundledFonts;
use station_atlas::view::map::basemap::{BasemapPainter, Detail};
use station_atlas::view::{fonts, offscreen};

static MAP: LazyLock<Arc<Basemap>> = LazyLock::new(|| Arc::new(Basemap::load()));
static TABLES: LazyLock<LabelTables> = LazyLock::new(|| LabelTables::load(&MAP));
static FONTS: LazyLock<BundledFonts> = LazyLock::new(BundledFonts::new);

fn view(lon: f64, lat: f64, zoom: f64) -> Viewport {
    Viewport {
        center: World::from_lon_lat(lon, lat),
        zoom,
        width: 1280.0,
        height: 800.0,
    }
    .clamped()
}

fn names(view: &Viewport, obstacles: &[Area], language: Language) -> Vec<PlacedLabel> {
    let land = Some(MAP.land_mask());
    labels::place(view, &TABLES, &*FONTS, land, obstacles, language)
}

#[test]
fn the_bundled_map_and_its_names_are_whole() {
    let map = Basemap::decode(assets::BASEMAP).expect("the bundled map is sound");
    assert!(map.countries().count() > 240);
    assert!(TABLES.countries.len() > 230);
    assert!(TABLES.cities.len() > 7000);
    assert!(TABLES.provinces.len() > 250);
    assert!(TABLES.seas.len() > 30);
}

#[test]
fn countries_are_found_by_place() {
    for (lon, lat, iso) in [
        (12.5, 41.9, "IT"),
        (-3.7, 40.4, "ES"),
        (5.3, 52.1, "NL"),
        (120.67, 28.0, "CN"),
        (-79.4, 43.7, "CA"),
        (179.0, 68.0, "RU"),
        (-179.0, 68.0, "RU"),
    ] {
        let found = MAP.country_at(lon, lat).map(|country| country.iso());
        assert_eq!(found, Some(iso), "{lon} {lat}");
    }
    assert!(MAP.country_at(-40.0, 30.0).is_none());
}

#[test]
fn country_polygons_are_in_degrees() {
    let italy = MAP.country_at(12.5, 43.0).expect("Italy").polygons();
    // Its 301,000 square kilometres lie around 43 degrees north: 33 square degrees.
    let area = italy.unsigned_area();
    assert!((30.0..36.0).contains(&area), "{area}");
}

#[test]
fn a_damaged_map_is_an_error_in_words() {
    let not_a_map = Basemap::decode(b"GIF89a").expect_err("not a map");
    assert_eq!(not_a_map, BasemapError::NotABasemap);
    for length in [5, 9, 12, 100, 5000, assets::BASEMAP.len() / 2] {
        let cut = Basemap::decode(&assets::BASEMAP[..length]).expect_err("cut short");
        assert!(cut.to_string().starts_with("the base map is damaged"));
    }
}

/// A map of one section as it stands, to reach the reader behind the packing.
fn packed(sections: &[&[u8]]) -> Vec<u8> {
    use std::io::Write;
    let mut file = b"BMAP1".to_vec();
    for section in sections {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(section).expect("memory");
        let packed = packer.finish().expect("memory");
        file.extend((packed.len() as u32).to_le_bytes());
        file.extend((section.len() as u32).to_le_bytes());
        file.extend(packed);
    }
    file
}

#[test]
fn a_country_cannot_name_a_line_that_is_not_there() {
    // One country, no name, no code, one polygon of one ring of one step: line 0 of none.
    let file = packed(&[&[0], &[1, 0, 0, 1, 1, 1, 0], &[0], &[0], &[0], &[0]]);
    let error = Basemap::decode(&file).expect_err("refused");
    assert_eq!(
        error.to_string(),
        "the base map is damaged: its section \"countries\" names a line that is not there"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(sections in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 6)) {
        let sections: Vec<&[u8]> = sections.iter().map(Vec::as_slice).collect();
        if let Ok(map) = Basemap::decode(&packed(&sections)) {
            let shown = map.visible(&view(0.0, 0.0, 3.0), 1.0);
            prop_assert!(is_sound(&shown.land));
        }
    }
}

fn is_sound(triangles: &Triangles) -> bool {
    let n_points = triangles.points.len() as u32;
    triangles.indices.len().is_multiple_of(3) && triangles.indices.iter().all(|i| *i < n_points)
}

fn area(triangles: &Triangles) -> f64 {
    let corner = |i: u32| triangles.points[i as usize].map(f64::from);
    let twice = triangles.indices.chunks_exact(3).map(|t| {
        let [a, b, c] = [t[0], t[1], t[2]].map(corner);
        ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs()
    });
    twice.sum::<f64>() / 2.0
}

#[test]
fn the_fills_cover_what_the_rings_enclose() {
    let whole = Viewport {
        center: World { x: 0.5, y: 0.5 },
        zoom: 2.0,
        width: 1024.0,
        height: 1024.0,
    };
    // The countries' areas by their rings, on the same square.
    let rings: f64 = MAP
        .countries()
        .map(|country| {
            let on_screen = |at: geo::Coord| {
                let World { x, y } = World::from_lon_lat(at.x.clamp(-180.0, 180.0), at.y);
                geo::Coord {
                    x: x * 1024.0,
                    y: y * 1024.0,
                }
            };
            let polygons = geo::MapCoords::map_coords(&country.polygons(), on_screen);
            polygons.unsigned_area()
        })
        .sum();
    for level in [0, 3, 8] {
        let shown = MAP.visible_at(&whole, level);
        assert!(is_sound(&shown.land) && is_sound(&shown.lakes));
        let covered = area(&shown.land);
        // Simplified coasts, and islands left out, make little difference.
        assert!(
            (covered / rings - 1.0).abs() < 0.01,
            "level {level}: {covered} of {rings}"
        );
    }
}

#[test]
fn far_in_everything_drawn_lies_near_the_view() {
    // A coast, a border, the middle of a country, the dateline.
    for (lon, lat) in [
        (12.3155, 45.4387),
        (8.99, 45.83),
        (100.0, 60.0),
        (180.0, 67.0),
    ] {
        for zoom in [7.0, 13.0, 20.0] {
            let shown = MAP.visible(&view(lon, lat, zoom), 1.0);
            assert!(is_sound(&shown.land));
            let lines = shown.lines.iter().flat_map(|set| &set.points);
            for [x, y] in lines {
                assert!((-40.0..1330.0).contains(x) && (-40.0..850.0).contains(y));
            }
            if zoom > 12.0 {
                for [x, y] in &shown.land.points {
                    assert!((-4200.0..5500.0).contains(x) && (-4200.0..5500.0).contains(y));
                }
            }
        }
    }
    // Inland the whole view is land.
    let inland = MAP.visible(&view(100.0, 60.5, 20.0), 1.0);
    assert!(area(&inland.land) >= 1280.0 * 800.0);
}

#[test]
fn a_turn_round_the_world_shows_the_same() {
    for zoom in [2.4, 7.0] {
        let here = view(170.0, 60.0, zoom);
        let mut there = here;
        there.center.x += 1.0;
        let (a, b) = (MAP.visible(&here, 1.0), MAP.visible(&there, 1.0));
        assert!((area(&a.land) - area(&b.land)).abs() < 1.0);
        let count = |g: &station_atlas::scene::basemap::BaseGeometry| -> usize {
            g.lines.iter().map(|set| set.points.len()).sum()
        };
        assert_eq!(count(&a), count(&b));
    }
}

#[test]
fn a_denser_screen_gets_a_finer_level() {
    assert_eq!(Basemap::level_for(1.0, 1.0), 0);
    assert_eq!(Basemap::level_for(5.0, 1.0), 4);
    assert_eq!(Basemap::level_for(5.0, 2.0), 5);
    assert_eq!(Basemap::level_for(20.0, 3.0), 8);
}

/// No two boxes of a picture overlap, and none an obstacle.
fn check_apart(placed: &[PlacedLabel], obstacles: &[Area]) {
    let dots = placed.iter().filter_map(|label| label.dot);
    let dots = dots.map(|d| Area::around(d.x, d.y, 2.0 * d.radius, 2.0 * d.radius));
    let boxes: Vec<Area> = placed.iter().map(|label| label.area).chain(dots).collect();
    for (n, a) in boxes.iter().enumerate() {
        for b in boxes[n + 1..].iter().chain(obstacles) {
            assert!(!a.overlaps(b), "{a:?} {b:?}");
        }
    }
    for label in placed {
        for line in &label.lines {
            assert!(line.x >= label.area.x0 && line.x + line.width <= label.area.x1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn names_never_overlap(
        lon in -180.0f64..180.0,
        lat in -70.0f64..75.0,
        zoom in 1.0f64..10.0,
        chinese in any::<bool>(),
        spots in prop::collection::vec((0.0f32..1280.0, 0.0f32..800.0, 8.0f32..160.0), 0..30),
    ) {
        let obstacles: Vec<Area> = spots.iter().map(|(x, y, s)| Area::around(*x, *y, *s, *s)).collect();
        let language = if chinese { Language::Chinese } else { Language::English };
        check_apart(&names(&view(lon, lat, zoom), &obstacles, language), &obstacles);
    }
}

fn has(placed: &[PlacedLabel], kind: LabelKind, name: &str) -> bool {
    placed.iter().any(|l| l.kind == kind && l.name == name)
}

#[test]
fn europe_has_its_countries_and_capitals() {
    let placed = names(&view(6.0, 46.0, 5.0), &[], Language::English);
    for country in [
        "Netherlands",
        "Spain",
        "Italy",
        "Germany",
        "France",
        "Portugal",
    ] {
        assert!(has(&placed, LabelKind::Country, country), "{country}");
    }
    for city in ["Madrid", "Rome", "Paris", "London", "Amsterdam", "Lisbon"] {
        assert!(has(&placed, LabelKind::City, city), "{city}");
    }
    assert!(has(&placed, LabelKind::Sea, "Bay of Biscay"));
    // Too small for this zoom.
    for late in ["Vatican", "Monaco", "San Marino"] {
        assert!(!has(&placed, LabelKind::Country, late), "{late}");
    }
    let chinese = names(&view(6.0, 46.0, 5.0), &[], Language::Chinese);
    assert!(has(&chinese, LabelKind::Country, "意大利"));
}

#[test]
fn the_world_has_its_large_countries_and_each_ocean_once() {
    let world = Viewport {
        center: World { x: 0.5, y: 0.5 },
        zoom: 1.0,
        width: 512.0,
        height: 512.0,
    };
    let placed = names(&world, &[], Language::English);
    for country in ["Russia", "Canada", "China", "Brazil", "Australia"] {
        assert!(has(&placed, LabelKind::Country, country), "{country}");
    }
    let mut count: HashMap<&str, usize> = HashMap::new();
    for label in &placed {
        *count.entry(&label.name).or_default() += 1;
    }
    for ocean in ["Pacific Ocean", "Atlantic Ocean", "Indian Ocean"] {
        assert_eq!(count.get(ocean), Some(&1), "{ocean}");
    }
    assert!(count.values().all(|n| *n == 1), "{count:?}");
}

#[test]
fn a_name_stands_beside_the_record_on_its_city() {
    let europe = view(6.0, 46.0, 5.0);
    let alone = names(&europe, &[], Language::English);
    let madrid = |placed: &[PlacedLabel]| placed.iter().find(|l| l.name == "Madrid").cloned();
    let dot = madrid(&alone).and_then(|l| l.dot).expect("a dot");
    let record = Area::around(dot.x, dot.y, 16.0, 16.0);
    let beside = names(&europe, &[record], Language::English);
    let label = madrid(&beside).expect("still named");
    assert!(label.dot.is_none() && !label.area.overlaps(&record));
}

#[test]
fn far_out_only_cities_with_records_are_named() {
    let world = view(10.0, 30.0, 2.35);
    let alone = names(&world, &[], Language::English);
    assert!(alone.iter().all(|l| l.kind != LabelKind::City));
    let tokyo = world.screen_from_world(World::from_lon_lat(139.75, 35.69));
    let record = Area::around(tokyo.x, tokyo.y, 14.0, 14.0);
    let placed = names(&world, &[record], Language::English);
    assert!(has(&placed, LabelKind::City, "Tokyo"));
    check_apart(&placed, &[record]);
}

fn picture(painter: &mut BasemapPainter, view: &Viewport, palette: &Palette) -> ColorImage {
    let ctx = egui::Context::default();
    ctx.set_fonts(fonts::font_definitions());
    let size = vec2(view.width, view.height);
    offscreen::render(&ctx, size, 1.0, |ui| {
        let background = ui.ctx().layer_painter(egui::LayerId::background());
        let rect = Rect::from_min_size(egui::Pos2::ZERO, size);
        painter.paint(&background, rect, view, palette, &[]);
    })
}

#[test]
fn land_and_sea_have_their_colours() {
    let mut painter = BasemapPainter::new(MAP.clone(), Detail::Exact);
    for palette in [Palette::LIGHT, Palette::DARK] {
        for zoom in [5.0, 9.5] {
            // Open sea west of Portugal, and the middle of Spain.
            for (lon, lat, expected) in [(-15.2, 41.3, palette.ocean), (-2.2, 41.35, palette.land)]
            {
                let image = picture(&mut painter, &view(lon, lat, zoom), &palette);
                let Rgb([r, g, b]) = expected;
                let around = (620..660).flat_map(|x| (380..420).map(move |y| (x, y)));
                let n_alike = around
                    .filter(|at| image[*at] == Color32::from_rgb(r, g, b))
                    .count();
                // Lines and names take some of it.
                assert!(n_alike > 1200, "{lon} {zoom}: {n_alike} of 1600");
            }
        }
    }
}

#[test]
fn no_seam_shows_at_the_dateline() {
    let mut painter = BasemapPainter::new(MAP.clone(), Detail::Exact);
    for zoom in [3.0, 5.0, 7.3] {
        let image = picture(&mut painter, &view(180.0, 67.9, zoom), &Palette::LIGHT);
        let Rgb([r, g, b]) = Palette::LIGHT.land;
        for x in 637..644 {
            assert_eq!(image[(x, 400)], Color32::from_rgb(r, g, b), "{zoom} {x}");
        }
    }
}

#[test]
fn a_window_draws_what_is_at_hand_and_names_what_is_missing() {
    let map = Arc::new(Basemap::load());
    let mut painter = BasemapPainter::new(map.clone(), Detail::AtHand);
    let view = view(6.0, 46.0, 5.0);
    let missing = |painter: &mut BasemapPainter| {
        let ctx = egui::Context::default();
        let mut answer = None;
        offscreen::render(&ctx, vec2(64.0, 64.0), 1.0, |ui| {
            let screen = ui.ctx().content_rect();
            answer = painter.paint_ground(ui.painter(), screen, &view, &Palette::LIGHT);
        });
        answer
    };
    assert_eq!(missing(&mut painter), Some(4));
    map.prepare(2);
    assert_eq!(missing(&mut painter), Some(4));
    map.prepare(4);
    assert_eq!(missing(&mut painter), None);
}
