//! The bundled bytes: the base map, its names, the gazetteer, the fonts. A leaf: it knows what the
//! files are, not what is in them.

/// The geometry of the base map, in the `BMAP1` format read by `scene::basemap`.
pub const BASEMAP: &[u8] = include_bytes!("../assets/basemap.bin");
/// The names of countries, cities, provinces and seas, read by `scene::labels`.
pub const LABELS: &str = include_str!("../assets/labels.json");

/// Places with at least 15,000 inhabitants, read by `scene::gazetteer`.
pub const GAZETTEER: &[u8] = include_bytes!("../assets/gazetteer.tsv.gz");

/// Inter Regular.
pub const INTER_REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.ttf");
/// Inter Medium.
pub const INTER_MEDIUM: &[u8] = include_bytes!("../assets/fonts/Inter-Medium.ttf");
/// Inter Semi Bold.
pub const INTER_SEMI_BOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.ttf");
/// Inter Bold.
pub const INTER_BOLD: &[u8] = include_bytes!("../assets/fonts/Inter-Bold.ttf");
/// Inter Italic.
pub const INTER_ITALIC: &[u8] = include_bytes!("../assets/fonts/Inter-Italic.ttf");
/// The Chinese glyphs that the names need, from Noto Sans SC.
pub const NOTO_SANS_SC: &[u8] = include_bytes!("../assets/fonts/NotoSansSC-subset.otf");
