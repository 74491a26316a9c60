//! The command line, in clap's words.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::session::ThemeChoice;

/// A map and timeline explorer that is honest about dates and places and needs no network.
///
/// Without a file it opens the atlas that comes with it.
#[derive(Parser, Clone, PartialEq, Debug, Default)]
#[command(name = "station-atlas", version, max_term_width = 100)]
pub struct Options {
    /// Atlas or `GeoJSON` files to open
    #[arg(value_name = "FILES")]
    pub files: Vec<PathBuf>,

    /// Colours of this start; without it, the ones last chosen
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArg>,

    /// How the window is drawn
    #[arg(long, value_enum, default_value_t)]
    pub renderer: RendererArg,

    /// Size of the window in points
    #[arg(long, value_name = "WxH", value_parser = parse_size)]
    pub size: Option<(f32, f32)>,

    /// Measure frames, and print what they took when the window closes
    #[arg(long)]
    pub frame_stats: bool,
}

/// A choice of colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ThemeArg {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// As the desktop has it
    System,
}

impl From<ThemeArg> for ThemeChoice {
    fn from(arg: ThemeArg) -> Self {
        match arg {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
            ThemeArg::System => Self::System,
        }
    }
}

/// A choice of renderer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum RendererArg {
    /// The graphics card through wgpu, else OpenGL
    #[default]
    Auto,
    /// wgpu only, software drivers included
    Wgpu,
    /// OpenGL only
    Glow,
}

/// Reads `1280x800`. Below the smallest size the panels would not fit.
fn parse_size(text: &str) -> Result<(f32, f32), String> {
    let sizes = text.split_once(['x', 'X', '×']);
    let parsed = sizes.and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    let Some((width, height)) = parsed.map(|(w, h): (u16, u16)| (f32::from(w), f32::from(h)))
    else {
        return Err("write it like 1280x800".to_owned());
    };
    let (least_w, least_h) = super::layout::MIN_SIZE;
    if width < least_w || height < least_h {
        return Err(format!("the window needs at least {least_w}x{least_h}"));
    }
    Ok((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_refused_in_words() {
        assert_eq!(parse_size("1280x800"), Ok((1280.0, 800.0)));
        assert_eq!(parse_size("3840X2160"), Ok((3840.0, 2160.0)));
        for text in ["", "1280", "x", "1280x", "-5x900", "1e9x3"] {
            assert_eq!(parse_size(text), Err("write it like 1280x800".to_owned()));
        }
        assert!(parse_size("100x100").is_err_and(|e| e.contains("900x600")));
    }

    #[test]
    fn the_definition_is_sound_and_files_and_options_mix() {
        <Options as clap::CommandFactory>::command().debug_assert();
        let options =
            Options::parse_from(["station-atlas", "--theme", "dark", "a.geojson", "b.json"]);
        assert_eq!(options.theme, Some(ThemeArg::Dark));
        assert_eq!(
            options.files,
            [PathBuf::from("a.geojson"), PathBuf::from("b.json")]
        );
        assert_eq!(options.renderer, RendererArg::Auto);
    }
}
