//! How wide a text is, from the bundled font files: so that labels are placed without egui, and the
//! same on screen and in an export.

use crate::assets;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The thickness of letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Weight {
    /// 400.
    Regular,
    /// 500.
    Medium,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TextStyle {
    /// Size of the em in points.
    pub size: f32,
    /// The thickness; italics come in `Regular` only.
    pub weight: Weight,
    /// Whether it is slanted.
    pub italic: bool,
    /// Added between letters, in points.
    pub letter_spacing: f32,
}

/// Knows how wide texts are.
pub trait Measure {
    /// The width of one line of text, in points.
    fn width(&self, text: &str, style: TextStyle) -> f32;
}

/// Code points whose widths are kept in a table: Latin, its supplement and first extensions.
const TABLE: usize = 0x250;

/// The advance widths of a font, in ems.
struct Face {
    font: Option<FontRef<'static>>,
    table: Vec<Option<f32>>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let mut face = Self {
            font: FontRef::new(bytes).ok(),
            table: Vec::new(),
        };
        let latin = (0..TABLE as u32).map(|c| char::from_u32(c).and_then(|c| face.look_up(c)));
        face.table = latin.collect();
        face
    }

    /// The width of a letter; `None` where the font lacks it.
    fn advance(&self, letter: char) -> Option<f32> {
        match self.table.get(letter as usize) {
            Some(width) => *width,
            None => self.look_up(letter),
        }
    }

    fn look_up(&self, letter: char) -> Option<f32> {
        let font = self.font.as_ref()?;
        let glyph = font.charmap().map(letter)?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        metrics.advance_width(glyph)
    }
}

/// Measures with the bundled fonts, Chinese glyphs included. Kerning is left out: a text may come
/// out narrower by some hundredths.
pub struct BundledFonts {
    upright: [Face; 4],
    italic: Face,
    chinese: Face,
}

impl BundledFonts {
    /// Reads the metrics of the bundled fonts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            upright: [
                assets::INTER_REGULAR,
                assets::INTER_MEDIUM,
                assets::INTER_SEMI_BOLD,
                assets::INTER_BOLD,
            ]
            .map(Face::new),
            italic: Face::new(assets::INTER_ITALIC),
            chinese: Face::new(assets::NOTO_SANS_SC),
        }
    }
}

impl Default for BundledFonts {
    fn default() -> Self {
        Self::new()
    }
}

impl Measure for BundledFonts {
    fn width(&self, text: &str, style: TextStyle) -> f32 {
        let [regular, medium, semi_bold, bold] = &self.upright;
        let face = match style.weight {
            _ if style.italic => &self.italic,
            Weight::Regular => regular,
            Weight::Medium => medium,
            Weight::SemiBold => semi_bold,
            Weight::Bold => bold,
        };
        let mut ems = 0.0;
        let mut n_letters = 0_u32;
        for letter in text.chars() {
            let width = face
                .advance(letter)
                .or_else(|| self.chinese.advance(letter));
            // Letters of neither font become a box of about half an em.
            ems += width.unwrap_or(0.5);
            n_letters += 1;
        }
        ems * style.size + n_letters.saturating_sub(1) as f32 * style.letter_spacing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str, size: f32, letter_spacing: f32) -> f32 {
        let style = TextStyle {
            size,
            weight: Weight::Medium,
            italic: false,
            letter_spacing,
        };
        BundledFonts::new().width(text, style)
    }

    #[test]
    fn widths_grow_with_size_and_spacing() {
        let plain = width("Madrid", 10.0, 0.0);
        assert!((25.0..45.0).contains(&plain), "{plain}");
        assert!((width("Madrid", 20.0, 0.0) - 2.0 * plain).abs() < 0.01);
        assert!((width("Madrid", 10.0, 2.0) - plain - 10.0).abs() < 0.01);
        assert!(width("", 10.0, 2.0).abs() < f32::EPSILON);
    }

    #[test]
    fn chinese_letters_are_an_em_wide() {
        assert!((width("中国", 10.0, 0.0) - 20.0).abs() < 0.5);
    }
}
