//! Tiles from a server, by an address template. Made only when the user turns it on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use egui::Context;
use walkers::sources::{Attribution, TileSource};
use walkers::{HeaderValue, HttpOptions, HttpTiles, Stats, TileId, TilePiece, Tiles};

use super::{is_in_world, size_points};

/// What servers are told of us; theirs is the right to know.
const USER_AGENT: &str = concat!(
    env!("CARGO_PKG_NAME"),
    "/",
    env!("CARGO_PKG_VERSION"),
    " (desktop map)"
);

/// Servers send tiles of this many pixels.
const TILE_PIXELS: u32 = 256;
/// The last zoom level that is asked for; nearer than that the last tiles are enlarged.
const LAST_ZOOM: u8 = 19;

/// Tiles from a server.
pub struct Online {
    tiles: HttpTiles,
    size_points: u32,
}

impl Online {
    /// Prepares to fetch tiles; nothing is fetched before one is drawn. An error is a sentence.
    pub fn new(template: &str, cache: Option<PathBuf>, ctx: &Context) -> Result<Self, String> {
        let template = Template::new(template)?;
        // An error says that a provider is there already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let options = HttpOptions {
            cache: cache.map(|folder| folder.join("tiles")),
            user_agent: Some(HeaderValue::from_static(USER_AGENT)),
            ..HttpOptions::default()
        };
        // walkers panics where a client cannot be made, such as on a machine without certificates.
        let made = catch_unwind(AssertUnwindSafe(|| {
            HttpTiles::with_options(template, options, ctx.clone())
        }));
        let tiles = made.map_err(|_| {
            "Tiles cannot be fetched: this machine has no certificates to check a server by \
             (Debian, Ubuntu: apt install ca-certificates)."
                .to_owned()
        })?;
        Ok(Self {
            tiles,
            size_points: TILE_PIXELS,
        })
    }

    /// A frame begins on a screen of this scale.
    pub fn begin_frame(&mut self, pixels_per_point: f32) {
        self.size_points = size_points(TILE_PIXELS, pixels_per_point);
    }
}

impl Tiles for Online {
    fn at(&mut self, id: TileId) -> Option<TilePiece> {
        is_in_world(id).then(|| self.tiles.at(id)).flatten()
    }

    /// The session holds the words, which the map draws; walkers' are fixed at compile time.
    fn attribution(&self) -> Attribution {
        self.tiles.attribution()
    }

    fn tile_size(&self) -> u32 {
        self.size_points
    }

    fn stats(&self) -> Stats {
        self.tiles.stats()
    }
}

/// An address with `{z}`, `{x}` and `{y}` in it, and `{s}` where a server has several names.
#[derive(Debug)]
struct Template(String);

impl Template {
    fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let missing = ["{z}", "{x}", "{y}"]
            .into_iter()
            .find(|part| !text.contains(part));
        if let Some(part) = missing {
            return Err(format!(
                "The address of the tiles has no {part} in it; write it like \
                 https://tile.openstreetmap.org/{{z}}/{{x}}/{{y}}.png."
            ));
        }
        if !text.starts_with("https://") && !text.starts_with("http://") {
            return Err("The address of the tiles must begin with https:// or http://.".to_owned());
        }
        Ok(Self(text.to_owned()))
    }
}

impl TileSource for Template {
    fn tile_url(&self, id: TileId) -> String {
        const SERVERS: [&str; 3] = ["a", "b", "c"];
        // The same tile always from the same server, so that caches on the way can help.
        let server = SERVERS[(id.x as usize + id.y as usize) % SERVERS.len()];
        self.0
            .replace("{z}", &id.zoom.to_string())
            .replace("{x}", &id.x.to_string())
            .replace("{y}", &id.y.to_string())
            .replace("{s}", server)
    }

    fn attribution(&self) -> Attribution {
        Attribution {
            text: "",
            url: "",
            logo_light: None,
            logo_dark: None,
        }
    }

    fn max_zoom(&self) -> u8 {
        LAST_ZOOM
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_in_or_refused_in_words() {
        let template = Template::new(" https://{s}.tiles.test/{z}/{x}/{y}.png?k={z} ").unwrap();
        let url = template.tile_url(TileId {
            x: 5,
            y: 2,
            zoom: 3,
        });
        assert_eq!(url, "https://b.tiles.test/3/5/2.png?k=3");
        for (bad, words) in [
            ("https://tiles.test/{z}/{x}.png", "{y}"),
            ("file:///etc/{z}/{x}/{y}", "https://"),
            ("", "{z}"),
        ] {
            let why = Template::new(bad).unwrap_err();
            assert!(why.contains(words), "{bad}: {why}");
        }
    }

    #[test]
    fn switching_on_without_a_network_neither_panics_nor_waits() {
        // Port 9 of this machine discards; nothing leaves it.
        let ctx = Context::default();
        match Online::new("https://127.0.0.1:9/{z}/{x}/{y}.png", None, &ctx) {
            Ok(mut online) => {
                online.begin_frame(2.0);
                assert_eq!(online.tile_size(), 128);
                assert!(
                    online
                        .at(TileId {
                            x: 0,
                            y: 0,
                            zoom: 0
                        })
                        .is_none()
                );
                assert!(
                    online
                        .at(TileId {
                            x: 9,
                            y: 0,
                            zoom: 0
                        })
                        .is_none()
                );
            }
            // A machine without certificates gets the sentence.
            Err(why) => assert!(why.contains("ca-certificates"), "{why}"),
        }
    }
}
