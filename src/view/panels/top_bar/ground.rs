//! The map menu: the bundled map, tiles from a server, or a raster file of the user's own.

use std::path::PathBuf;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::style::StyleModifier;
use egui::{
    Align, Button, CornerRadius, Frame, Layout, PopupCloseBehavior, RichText, Role, Sense, Stroke,
    StrokeKind, TextEdit, Ui, WidgetInfo, vec2,
};

use crate::session::command::ShowCommand;
use crate::session::{Command, Ground};
use crate::view::ViewCtx;
use crate::view::panels::soft;
use crate::view::text::ONLINE;
use crate::view::theme::{self, UNIT};
use crate::view::widgets::elided;
use crate::view::widgets::heading::{Aside, heading};

/// Where `OpenStreetMap` serves its own style.
pub const OSM_TEMPLATE: &str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
/// What it wants to have said.
pub const OSM_ATTRIBUTION: &str = "© OpenStreetMap contributors";

/// What is half-typed in the menu.
#[derive(Clone, Debug, Default)]
pub struct GroundDraft {
    template: String,
    attribution: String,
    file: String,
}

/// The button and its menu.
pub(super) fn menu(ui: &mut Ui, ctx: &ViewCtx<'_>, draft: &mut GroundDraft) {
    let words = RichText::new("Map").font(theme::medium(13.0));
    let button = Button::new(words).min_size(vec2(0.0, 30.0));
    // It holds fields, so a click inside must not close it, and they look as fields do elsewhere.
    let config = MenuConfig::new()
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .style(StyleModifier::default());
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        let layout = Layout::top_down(Align::Min);
        ui.with_layout(layout, |ui| {
            Frame::new()
                .inner_margin(8)
                .show(ui, |ui| content(ui, ctx, draft))
        });
    });
    response.on_hover_text("What lies under the records");
}

/// The mark that stands as long as requests leave the machine, at most `room` points wide.
pub fn online_mark(ui: &mut Ui, ctx: &ViewCtx<'_>, room: f32) {
    let ink = ctx.theme.error;
    let galley = elided(ui.painter(), ONLINE, theme::medium(12.0), ink, room - 20.0);
    let size = galley.size() + vec2(20.0, 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, ONLINE));
    let stroke = Stroke::new(1.0, ink);
    let radius = CornerRadius::same(12);
    ui.painter()
        .rect(rect, radius, ctx.theme.panel, stroke, StrokeKind::Inside);
    ui.painter()
        .galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.on_hover_text(ONLINE);
}

fn content(ui: &mut Ui, ctx: &ViewCtx<'_>, draft: &mut GroundDraft) {
    ui.set_width(300.0);
    let preset = presets(ui, ctx);
    let tiles = tiles(ui, ctx, draft);
    let file = file(ui, ctx, draft);
    ui.add_space(UNIT);
    if let Some(ground) = preset.or(tiles).or(file) {
        ctx.push(Command::Show(ShowCommand::Ground(ground)));
        ui.close();
    }
}

/// The choices that need nothing typed.
fn presets(ui: &mut Ui, ctx: &ViewCtx<'_>) -> Option<Ground> {
    let ground = &ctx.session.settings.ground;
    let osm = Ground::Online {
        template: OSM_TEMPLATE.to_owned(),
        attribution: OSM_ATTRIBUTION.to_owned(),
    };
    let choices = [
        (
            Ground::Bundled,
            "Bundled map",
            "No request leaves the machine",
        ),
        (osm, "OpenStreetMap", OSM_TEMPLATE),
    ];
    let mut choice = None;
    for (preset, name, tip) in choices {
        if ui
            .radio(*ground == preset, name)
            .on_hover_text(tip)
            .clicked()
        {
            choice = Some(preset);
        }
    }
    soft(
        ui,
        ctx.theme,
        "Tiles from a server show it which part of the map you look at.",
    );
    choice
}

/// A server of the user's own choice.
fn tiles(ui: &mut Ui, ctx: &ViewCtx<'_>, draft: &mut GroundDraft) -> Option<Ground> {
    heading(ui, ctx.theme, "Other online tiles", Aside::None);
    let hint = "https://…/{z}/{x}/{y}.png";
    field(ui, &mut draft.template, hint, "Address of the tiles");
    let name = "Attribution of the tiles";
    field(ui, &mut draft.attribution, "Attribution", name);
    let is_ready = is_template(&draft.template);
    let missing = "An address with {z}, {x} and {y} is needed";
    use_button(ui, is_ready, "Use these tiles", missing).then(|| Ground::Online {
        template: draft.template.trim().to_owned(),
        attribution: draft.attribution.trim().to_owned(),
    })
}

/// A file of the user's own.
fn file(ui: &mut Ui, ctx: &ViewCtx<'_>, draft: &mut GroundDraft) -> Option<Ground> {
    heading(ui, ctx.theme, "Raster PMTiles file", Aside::None);
    field(
        ui,
        &mut draft.file,
        "/home/me/map.pmtiles",
        "Path of the map file",
    );
    let path = draft.file.trim();
    let missing = "The path of a .pmtiles file is needed";
    use_button(ui, !path.is_empty(), "Use this file", missing)
        .then(|| Ground::File(PathBuf::from(path)))
}

fn field(ui: &mut Ui, text: &mut String, hint: &str, name: &str) {
    let field = TextEdit::singleline(text)
        .hint_text(hint.to_owned())
        .font(theme::regular(13.0))
        .margin(vec2(8.0, 5.0))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &*text, &*text, hint);
        info.label = Some(name.to_owned());
        info
    });
}

fn use_button(ui: &mut Ui, is_ready: bool, words: &str, missing: &str) -> bool {
    ui.add_enabled(is_ready, Button::new(words))
        .on_disabled_hover_text(missing)
        .clicked()
}

/// Whether the address is one of tiles: http or https, with all three numbers in it.
fn is_template(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://"))
        && ["{z}", "{x}", "{y}"].iter().all(|part| text.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_needs_its_three_numbers() {
        assert!(is_template(OSM_TEMPLATE));
        assert!(is_template(" http://a/{z}/{y}/{x} "));
        for text in ["", "https://a/{z}/{x}.png", "ftp://a/{z}/{x}/{y}"] {
            assert!(!is_template(text), "{text}");
        }
    }
}
