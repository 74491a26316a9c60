//! Colours, sizes and type, light and dark: the one home of every token.

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Visuals};

use crate::scene::style::Rgb;

/// The tokens of one theme.
#[derive(Clone, PartialEq, Debug)]
pub struct Theme {
    /// Whether the ground is dark.
    pub is_dark: bool,
    /// Behind panels.
    pub panel: Color32,
    /// Behind fields and buttons.
    pub sunk: Color32,
    /// Between things.
    pub line: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of lesser weight; 4.5:1 on panel and sunk.
    pub ink_soft: Color32,
    /// Small headings and hints; 4.5:1 on the panel.
    pub ink_faint: Color32,
    /// Decoration without words.
    pub ink_ghost: Color32,
    /// The one accent.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The accent as a wash behind the chosen part of the axis.
    pub accent_wash: Color32,
    /// Words about a failure.
    pub error: Color32,
    /// The sea of the map, for halos and contrast.
    pub sea: Color32,
    /// The land of the map, for halos and contrast.
    pub land: Color32,
    /// Shade under floating things.
    pub shadow: Color32,
}

/// Corner radius of buttons, fields and cards, in points.
pub const RADIUS: u8 = 7;
/// The grid of spacing, in points.
pub const UNIT: f32 = 4.0;

impl Theme {
    /// The light theme.
    #[must_use]
    pub fn light() -> Self {
        Self {
            is_dark: false,
            panel: hex(0xff_ff_ff),
            sunk: hex(0xf4_f5_f7),
            line: hex(0xe1_e4_e8),
            ink: hex(0x1b_24_30),
            ink_soft: hex(0x5a_66_75),
            ink_faint: hex(0x67_71_7e),
            ink_ghost: hex(0x8a_94_a1),
            accent: hex(0x0b_6b_cb),
            on_accent: hex(0xff_ff_ff),
            accent_wash: hex(0xea_f2_fb),
            error: hex(0xb4_23_18),
            sea: hex(0xdd_e5_ec),
            land: hex(0xf5_f3_ee),
            shadow: Color32::from_black_alpha(28),
        }
    }

    /// The dark theme.
    #[must_use]
    pub fn dark() -> Self {
        Self {
            is_dark: true,
            panel: hex(0x15_1c_23),
            sunk: hex(0x1b_23_2b),
            line: hex(0x2a_34_3e),
            ink: hex(0xe8_ed_f2),
            ink_soft: hex(0xa5_b1_bd),
            ink_faint: hex(0x87_94_a1),
            ink_ghost: hex(0x6f_7c_89),
            accent: hex(0x4d_a3_ff),
            on_accent: hex(0x0c_16_20),
            accent_wash: hex(0x18_29_35),
            error: hex(0xff_8a_80),
            sea: hex(0x0f_15_1b),
            land: hex(0x1c_24_2c),
            shadow: Color32::from_black_alpha(110),
        }
    }

    /// A colour of the data.
    #[must_use]
    pub fn color(rgb: Rgb) -> Color32 {
        let [r, g, b] = rgb.0;
        Color32::from_rgb(r, g, b)
    }

    /// egui's own widgets in these colours.
    #[must_use]
    pub fn visuals(&self) -> Visuals {
        let mut v = if self.is_dark {
            Visuals::dark()
        } else {
            Visuals::light()
        };
        v.override_text_color = Some(self.ink);
        v.panel_fill = self.panel;
        v.window_fill = self.panel;
        v.window_stroke = Stroke::new(1.0, self.line);
        v.window_corner_radius = CornerRadius::same(RADIUS + 3);
        v.menu_corner_radius = CornerRadius::same(RADIUS);
        v.extreme_bg_color = self.sunk;
        v.faint_bg_color = self.sunk;
        v.hyperlink_color = self.accent;
        v.selection.bg_fill = self.accent.gamma_multiply(0.35);
        v.selection.stroke = Stroke::new(1.0, self.accent);
        v.window_shadow.color = self.shadow;
        v.popup_shadow.color = self.shadow;
        let radius = CornerRadius::same(RADIUS);
        let widgets = &mut v.widgets;
        for (state, fill, edge) in [
            (&mut widgets.noninteractive, self.panel, self.line),
            (&mut widgets.inactive, self.sunk, self.line),
            (&mut widgets.hovered, self.line, self.ink_ghost),
            (&mut widgets.active, self.line, self.accent),
            (&mut widgets.open, self.sunk, self.line),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, edge);
            state.fg_stroke = Stroke::new(1.0, self.ink);
            state.corner_radius = radius;
            state.expansion = 0.0;
        }
        v
    }

    /// Puts colours, spacing and type into egui.
    pub fn install(&self, ctx: &egui::Context) {
        let theme = if self.is_dark {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        ctx.set_theme(theme);
        ctx.style_mut_of(theme, |style| {
            style.visuals = self.visuals();
            style.spacing.item_spacing = egui::vec2(2.0 * UNIT, UNIT);
            style.spacing.button_padding = egui::vec2(2.5 * UNIT, 1.5 * UNIT);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.scroll = egui::style::ScrollStyle::thin();
            style.animation_time = 0.12;
            style.interaction.selectable_labels = false;
            for (text_style, size) in [
                (egui::TextStyle::Small, 11.0),
                (egui::TextStyle::Body, 13.0),
                (egui::TextStyle::Button, 13.0),
                (egui::TextStyle::Heading, 20.0),
                (egui::TextStyle::Monospace, 12.0),
            ] {
                style
                    .text_styles
                    .insert(text_style, FontId::new(size, FontFamily::Proportional));
            }
        });
    }
}

/// Inter Regular at a size in points.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Inter Medium.
#[must_use]
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("medium".into()))
}

/// Inter `SemiBold`.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semibold".into()))
}

/// Inter Bold.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(color: Color32) -> Rgb {
        Rgb([color.r(), color.g(), color.b()])
    }

    #[test]
    fn small_text_reaches_4_5_to_1_on_every_surface_it_stands_on() {
        for theme in [Theme::light(), Theme::dark()] {
            let Theme {
                panel,
                sunk,
                ink,
                ink_soft,
                ink_faint,
                accent,
                on_accent,
                error,
                ..
            } = theme;
            for (text, ground) in [
                (ink, panel),
                (ink, sunk),
                (ink_soft, panel),
                (ink_soft, sunk),
                (ink_faint, panel),
                (ink_faint, sunk),
                (accent, panel),
                (on_accent, accent),
                (error, panel),
            ] {
                let contrast = rgb(text).contrast(rgb(ground));
                assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast:.2}");
            }
        }
    }
}
