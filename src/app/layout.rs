//! Where the panels stand: the bar above, the timeline below, filters left, details right, the map
//! between them. From 900x600 points on, the side panels give way to the map.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::scene::basemap::Basemap;
use crate::scene::gazetteer::Gazetteer;
use crate::session::command::{FileCommand, ShowCommand};
use crate::session::{Command, Ground, Notice};
use crate::view::actions::handle_keys;
use crate::view::fonts::font_definitions;
use crate::view::map::basemap::{BasemapPainter, Detail};
use crate::view::map::tiles::GroundTiles;
use crate::view::map::{self, MapState};
use crate::view::panels::details::{self, DetailsState};
use crate::view::panels::filters::{self, FiltersState};
use crate::view::panels::focus::FocusReturn;
use crate::view::panels::path::{self, PathState};
use crate::view::panels::top_bar::{self, TopBarState};
use crate::view::panels::{about, fold, keys, notices};
use crate::view::timeline::{self, TimelineState};
use crate::view::{Theme, ViewCtx};

/// The smallest size of the window, in points.
pub const MIN_SIZE: (f32, f32) = (900.0, 600.0);

/// The level of detail of the bundled atlas in the first window, on a screen of usual density.
const FIRST_LEVEL: usize = 1;
/// Below this width of the window the side panels are narrower.
const NARROW: f32 = 1100.0;
const NARROW_SHARE: f32 = 0.8;

/// The bundled map and what paints it. Making it takes a good part of a start and needs no window.
pub struct Prepared {
    basemap: Arc<Basemap>,
    painter: BasemapPainter,
}

impl Prepared {
    /// With [`Detail::AtHand`] the map never waits for a finer level of detail: see [`show`].
    #[must_use]
    pub fn new(detail: Detail) -> Self {
        let basemap = Arc::new(Basemap::load());
        let painter = BasemapPainter::new(Arc::clone(&basemap), detail);
        Self { basemap, painter }
    }

    /// For the window: with the level of detail that its first frame most likely shows.
    #[must_use]
    pub fn for_window() -> Self {
        let prepared = Self::new(Detail::AtHand);
        prepared.basemap.prepare(FIRST_LEVEL);
        prepared
    }
}

/// What the panels keep for themselves: half-typed text and the like.
pub struct Panels {
    /// Raster tiles under the map, where the user wants them.
    pub ground: GroundTiles,
    /// The bundled map.
    pub basemap: Arc<Basemap>,
    map: MapState,
    timeline: TimelineState,
    top_bar: TopBarState,
    filters: FiltersState,
    details: DetailsState,
    path: PathState,
    focus: FocusReturn,
}

impl Panels {
    /// Fresh panels; online tiles are kept in `cache`, or not at all.
    #[must_use]
    pub fn new(cache: Option<PathBuf>, prepared: Prepared) -> Self {
        Self {
            ground: GroundTiles::new(cache),
            map: MapState::new(prepared.painter),
            basemap: prepared.basemap,
            timeline: TimelineState::default(),
            top_bar: TopBarState::default(),
            filters: FiltersState::default(),
            details: DetailsState::default(),
            path: PathState::default(),
            focus: FocusReturn::default(),
        }
    }

    /// Where the search field waits for the names of places: once, when it is first used.
    pub fn wanted_places(&mut self) -> Option<Arc<OnceLock<Gazetteer>>> {
        self.top_bar.wanted_places()
    }
}

/// Puts fonts and theme into egui, once at the start.
pub fn install(ctx: &egui::Context, theme: &Theme) {
    ctx.set_fonts(font_definitions());
    theme.install(ctx);
}

/// Draws the whole window. Answers a level of detail of the map that should be built.
pub fn show(ui: &mut Ui, view: &ViewCtx<'_>, panels: &mut Panels) -> Option<usize> {
    let settings = &view.session.settings;
    let is_covered = settings.about_open || settings.keys_open || settings.path_open;
    panels.focus.follow(ui.ctx(), is_covered);
    take_drops(ui, view);
    handle_keys(ui.ctx(), view);
    let narrow = ui.available_width() < NARROW;
    let share = if narrow { NARROW_SHARE } else { 1.0 };
    let frame = Frame::new().fill(view.theme.panel);
    Panel::top("top-bar")
        .exact_size(top_bar::HEIGHT)
        .frame(frame)
        .show(ui, |ui| {
            top_bar::show(ui, view, &mut panels.top_bar);
        });
    Panel::bottom("timeline")
        .exact_size(timeline::height(ui.ctx().content_rect().height()))
        .frame(frame)
        .show(ui, |ui| {
            timeline::show(ui, view, &mut panels.timeline);
        });
    if settings.filters_open {
        let panel = Panel::left("filters")
            .resizable(false)
            .exact_size(filters::WIDTH * share);
        panel
            .frame(frame)
            .show(ui, |ui| filters::show(ui, view, &mut panels.filters));
    }
    if settings.details_open {
        let panel = Panel::right("details")
            .resizable(false)
            .exact_size(details::WIDTH * share);
        panel
            .frame(frame)
            .show(ui, |ui| details::show(ui, view, &mut panels.details));
    }
    let central = CentralPanel::default()
        .frame(Frame::new().fill(view.theme.sea))
        .show(ui, |ui| {
            panels.ground.follow(&settings.ground, ui.ctx());
            if let Some(text) = panels.ground.trouble() {
                tell_trouble(view, text);
            }
            let tiles = panels.ground.tiles();
            let missing = map::show(ui, view, &mut panels.map, tiles);
            let map = ui.max_rect();
            fold::handles(ui, view, map);
            (missing, map)
        });
    let (missing, map) = central.inner;
    notices::show(ui, view, map);
    about::show(ui, view);
    keys::show(ui, view);
    path::show(ui, view, &mut panels.path);
    drop_hint(ui, view);
    missing
}

/// Says once what is wrong with the chosen tiles, and goes back to the bundled map.
fn tell_trouble(view: &ViewCtx<'_>, text: &str) {
    let notice = Notice {
        title: "These map tiles cannot be shown".to_owned(),
        text: text.to_owned(),
        is_error: true,
    };
    if !view.session.notices.contains(&notice) {
        view.push(Command::File(FileCommand::Tell(notice)));
    }
    // Whatever was told before: what cannot be shown must not stay chosen.
    view.push(Command::Show(ShowCommand::Ground(Ground::Bundled)));
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
