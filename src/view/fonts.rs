//! The bundled fonts as egui wants them.

use crate::assets;
use crate::scene::text::{TextStyle, Weight};
use egui::{FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// Inter Medium, as a family of its own: egui knows no weights.
pub const MEDIUM: &str = "medium";
/// Inter Semi Bold.
pub const SEMI_BOLD: &str = "semibold";
/// Inter Bold.
pub const BOLD: &str = "bold";
/// Inter Italic.
pub const ITALIC: &str = "italic";

const CHINESE: &str = "Noto Sans SC";

/// Inter for the interface, its weights as named families, Noto Sans SC behind each; egui's own
/// fonts stay as the last resort and for code.
#[must_use]
pub fn font_definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add("Inter", assets::INTER_REGULAR);
    add(MEDIUM, assets::INTER_MEDIUM);
    add(SEMI_BOLD, assets::INTER_SEMI_BOLD);
    add(BOLD, assets::INTER_BOLD);
    add(ITALIC, assets::INTER_ITALIC);
    add(CHINESE, assets::NOTO_SANS_SC);

    let proportional = fonts.families.entry(FontFamily::Proportional).or_default();
    let last_resort = std::mem::take(proportional);
    let family = |first: &str| -> Vec<String> {
        let ours = [first, CHINESE].map(str::to_owned);
        ours.into_iter()
            .chain(last_resort.iter().cloned())
            .collect()
    };
    *proportional = family("Inter");
    for name in [MEDIUM, SEMI_BOLD, BOLD, ITALIC] {
        fonts
            .families
            .insert(FontFamily::Name(name.into()), family(name));
    }
    if let Some(code) = fonts.families.get_mut(&FontFamily::Monospace) {
        code.push(CHINESE.to_owned());
    }
    fonts
}

/// egui's font for a text of the scene.
#[must_use]
pub fn font_id(style: TextStyle) -> FontId {
    let family = match style.weight {
        _ if style.italic => FontFamily::Name(ITALIC.into()),
        Weight::Regular => FontFamily::Proportional,
        Weight::Medium => FontFamily::Name(MEDIUM.into()),
        Weight::SemiBold => FontFamily::Name(SEMI_BOLD.into()),
        Weight::Bold => FontFamily::Name(BOLD.into()),
    };
    FontId::new(style.size, family)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::text::{BundledFonts, Measure};
    use egui::text::{LayoutJob, TextFormat};

    /// The labels are placed by the scene's widths and drawn by egui.
    #[test]
    fn egui_sets_a_text_as_wide_as_the_scene_measures() {
        let ctx = egui::Context::default();
        ctx.set_fonts(font_definitions());
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        let measure = BundledFonts::new();
        for (text, weight, italic, spacing) in [
            ("NETHERLANDS", Weight::Medium, false, 1.5),
            ("Côte d'Ivoire", Weight::Regular, false, 0.0),
            ("Mediterranean", Weight::Regular, true, 1.2),
            ("Bold 2019", Weight::Bold, false, 0.0),
            ("Zürich", Weight::SemiBold, false, 0.0),
            ("马德里", Weight::Regular, false, 0.0),
        ] {
            let style = TextStyle {
                size: 14.0,
                weight,
                italic,
                letter_spacing: spacing,
            };
            let format = TextFormat {
                font_id: font_id(style),
                extra_letter_spacing: spacing,
                ..TextFormat::default()
            };
            let job = LayoutJob::single_section(text.to_owned(), format);
            let drawn = ctx.fonts_mut(|fonts| fonts.layout_job(job)).rect.width();
            let measured = measure.width(text, style);
            assert!(
                (drawn - measured).abs() <= 0.02 * measured + 1.0,
                "{text}: drawn {drawn}, measured {measured}"
            );
        }
    }
}
