//! Where the panels stand: the bar above, the timeline below, filters left, details right, the map
//! between them. From 900x600 points on, the side panels give way to the map.

use std::path::PathBuf;

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::session::Command;
use crate::session::command::FileCommand;
use crate::view::map::tiles::GroundTiles;
use crate::view::{Theme, ViewCtx};

/// The smallest size of the window, in points.
pub const MIN_SIZE: (f32, f32) = (900.0, 600.0);

const TOP_BAR_HEIGHT: f32 = 44.0;
const TIMELINE_HEIGHT: f32 = 168.0;
const FILTERS_WIDTH: f32 = 250.0;
const DETAILS_WIDTH: f32 = 310.0;
/// Below this width of the window the side panels are narrower.
const NARROW: f32 = 1100.0;
const NARROW_SHARE: f32 = 0.8;

/// What the panels keep for themselves: half-typed text and the like.
pub struct Panels {
    /// Raster tiles under the map, where the user wants them.
    pub ground: GroundTiles,
}

impl Panels {
    /// Fresh panels; online tiles are kept in `cache`, or not at all.
    #[must_use]
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self {
            ground: GroundTiles::new(cache),
        }
    }
}

/// Puts fonts and theme into egui, once at the start.
pub fn install(ctx: &egui::Context, theme: &Theme) {
    theme.install(ctx);
}

/// Draws the whole window.
pub fn show(ui: &mut Ui, view: &ViewCtx, panels: &mut Panels) {
    take_drops(ui, view);
    stand_in::keys(ui, view);
    let share = if ui.available_width() < NARROW {
        NARROW_SHARE
    } else {
        1.0
    };
    let frame = Frame::new().fill(view.theme.panel);
    let settings = &view.session.settings;
    Panel::top("top-bar")
        .exact_size(TOP_BAR_HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            stand_in::top_bar(ui, view);
        });
    Panel::bottom("timeline")
        .exact_size(TIMELINE_HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            stand_in::timeline(ui, view);
        });
    if settings.filters_open {
        let panel = Panel::left("filters")
            .resizable(false)
            .exact_size(FILTERS_WIDTH * share);
        panel
            .frame(frame)
            .show(ui, |ui| stand_in::side(ui, view, "Filters"));
    }
    if settings.details_open {
        let panel = Panel::right("details")
            .resizable(false)
            .exact_size(DETAILS_WIDTH * share);
        panel
            .frame(frame)
            .show(ui, |ui| stand_in::side(ui, view, "Details"));
    }
    CentralPanel::default()
        .frame(Frame::new().fill(view.theme.sea))
        .show(ui, |ui| {
            stand_in::map(ui, view, panels);
        });
    stand_in::notices(ui, view);
    drop_hint(ui, view);
}

/// Files dropped on the window are opened.
fn take_drops(ui: &Ui, view: &ViewCtx) {
    let paths: Vec<PathBuf> = ui.input(|input| {
        input
            .raw
            .dropped_files
            .iter()
            .map(|file| file.path().to_owned())
            .collect()
    });
    if !paths.is_empty() {
        view.push(Command::File(FileCommand::Open(paths)));
    }
}

/// Says what letting go would do while a file hovers over the window.
fn drop_hint(ui: &Ui, view: &ViewCtx) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop-hint"));
    let painter = ui.ctx().layer_painter(layer);
    let (rect, theme) = (ui.ctx().content_rect(), view.theme);
    painter.rect_filled(rect, 0.0, theme.panel.gamma_multiply(0.85));
    let font = crate::view::theme::regular(20.0);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        "Drop to open",
        font,
        theme.ink,
    );
}

/// Plain panels until the real ones take their place.
mod stand_in {
    use egui::Ui;

    use super::Panels;
    use crate::session::command::{PlayCommand, TimeCommand};
    use crate::session::{Command, words};
    use crate::view::ViewCtx;

    pub fn keys(ui: &Ui, view: &ViewCtx) {
        ui.input(|input| {
            if input.key_pressed(egui::Key::Space) {
                let running = !view.session.playback.running;
                view.push(Command::Play(PlayCommand::Run(running)));
            }
            for (key, n) in [(egui::Key::ArrowLeft, -1), (egui::Key::ArrowRight, 1)] {
                if input.key_pressed(key) {
                    view.push(Command::Time(TimeCommand::Forward(n)));
                }
            }
        });
    }

    pub fn top_bar(ui: &mut Ui, view: &ViewCtx) {
        ui.heading(&view.session.document.title);
    }

    pub fn timeline(ui: &mut Ui, view: &ViewCtx) {
        ui.label(
            view.session
                .document
                .clock
                .step
                .label(view.session.document.clock.tick),
        );
    }

    pub fn side(ui: &mut Ui, _: &ViewCtx, title: &str) {
        ui.label(title);
    }

    pub fn map(ui: &mut Ui, view: &ViewCtx, panels: &mut Panels) {
        panels
            .ground
            .follow(&view.session.settings.ground, ui.ctx());
        let headline = words::headline(view.session);
        ui.heading(headline.date);
        for (number, words) in headline.counts {
            ui.label(format!("{number} {words}"));
        }
    }

    pub fn notices(ui: &mut Ui, view: &ViewCtx) {
        for notice in &view.session.notices {
            ui.label(format!("{}: {}", notice.title, notice.text));
        }
    }
}
