//! The map: base map, records, names, and what lies over them.
//!
//! walkers gives the widget, its dragging and (when the user turns them on) raster tiles; the
//! picture is our own scene. This module lays out and reads gestures; what stands where is decided
//! in `scene`.

pub mod basemap;
pub mod camera;
pub mod caption;
pub mod kinds;
pub mod legend;
pub mod names;
pub mod overlay;
pub mod pulse;
pub mod records;
pub mod scale_bar;
pub mod shapes;
pub mod tiles;
mod tooltip;

use std::sync::Arc;

use egui::{Rect, Response, Ui, vec2};
use walkers::{Map, MapMemory, Tiles};

use crate::scene::labels::PlacedLabel;
use crate::scene::map::MapScene;
use crate::scene::mercator::{Screen, Viewport};
use crate::session::command::{FileCommand, NavigateCommand, SelectCommand};
use crate::session::words::{coordinates, headline_sentence};
use crate::session::{Command, LayerId, RecordRef, Session};
use crate::view::ViewCtx;
use crate::view::panels::filters::{chips, nothing_left};

use crate::scene::basemap::Palette;
use basemap::BasemapPainter;
use caption::CaptionArt;
use kinds::Kinds;
use legend::LegendArt;
use names::{Names, Pen};
use overlay::HeadlineArt;

/// How near the pointer must come to a mark, in points beyond its edge.
const REACH: f32 = 4.0;

/// What the map keeps between frames.
pub struct MapState {
    memory: MapMemory,
    base: BasemapPainter,
    scene: MapScene,
    scene_revision: u64,
    names: Names,
    hovered: Option<RecordRef>,
    dots: Option<(records::DotsKey, Arc<egui::Mesh>)>,
}

impl MapState {
    /// A map over the decoded base map.
    #[must_use]
    pub fn new(base: BasemapPainter) -> Self {
        Self {
            memory: MapMemory::default(),
            base,
            scene: MapScene::default(),
            scene_revision: u64::MAX,
            names: Names::default(),
            hovered: None,
            dots: None,
        }
    }

    fn follow_filters(&mut self, session: &Session) {
        if self.scene_revision != session.derived.filter_revision {
            self.scene = records::scene(session);
            self.scene_revision = session.derived.filter_revision;
        }
    }
}

/// Shows the map in all the room there is. `tiles` are raster tiles that the user has turned on.
///
/// Answers a level of detail of the bundled map that should be built and then drawn.
pub fn show(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut MapState,
    tiles: Option<&mut dyn Tiles>,
) -> Option<usize> {
    let rect = ui.available_rect_before_wrap();
    let mut view = ctx.session.viewport;
    if (view.width - rect.width()).abs() > 0.5 || (view.height - rect.height()).abs() > 0.5 {
        ctx.push(Command::Navigate(NavigateCommand::Size(
            rect.width(),
            rect.height(),
        )));
        view = Viewport {
            width: rect.width(),
            height: rect.height(),
            ..view
        }
        .clamped();
    }
    camera::sync(&mut state.memory, &view);
    // Raster tiles are painted by walkers, before anything of ours.
    let on_tiles = tiles.is_some();
    let home = camera::position(view.center);
    let response = Map::new(tiles, &mut state.memory, home)
        .zoom_gesture(false)
        .panning(false)
        .double_click_to_zoom(false)
        .show(ui, |_, response, _, _| response.clone())
        .inner;
    let moved = camera::dragged(&state.memory, &view);
    if (response.dragged() || state.memory.animating()) && moved != view {
        ctx.push(Command::Navigate(NavigateCommand::Viewport(moved)));
        view = moved;
    }
    camera::gestures(ui, ctx, &response, &view);
    describe(ctx, &response);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("map"));
    inner.set_clip_rect(rect);
    paint(&mut inner, ctx, state, &response, &view, on_tiles)
}

fn describe(ctx: &ViewCtx<'_>, response: &Response) {
    let words = format!("Map. {}", headline_sentence(ctx.session));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, &words));
}

fn paint(
    ui: &mut Ui,
    ctx: &ViewCtx<'_>,
    state: &mut MapState,
    response: &Response,
    view: &Viewport,
    on_tiles: bool,
) -> Option<usize> {
    let rect = response.rect;
    let theme = ctx.theme;
    let palette = [Palette::LIGHT, Palette::DARK][usize::from(theme.is_dark)];
    let painter = ui.painter().clone();
    let missing = if on_tiles {
        None
    } else {
        state.base.paint_ground(&painter, rect, view, &palette)
    };
    state.follow_filters(ctx.session);
    shapes::paint(ctx.session, theme, &painter, rect, view);
    let headline = HeadlineArt::new(ui, ctx, rect);
    let pointer = response
        .hover_pos()
        .map(|at| coordinates(view.world_from_screen(screen(rect, at))));
    // Laid out first, so that names keep clear, and painted last.
    let legend = LegendArt::new(ui, ctx, rect, Kinds::kept(ui.ctx(), ctx.session));
    let over = overlay::reserved(rect, legend.rect);
    let session = ctx.session;
    state.names.keep(session, &state.scene, view, rect, &over);
    let obstacles = state.names.obstacles(rect, &over);
    let base: &[PlacedLabel] = if on_tiles {
        &[]
    } else {
        state.base.place(rect, view, &obstacles)
    };
    state
        .names
        .add(session, &state.scene, view, rect, &over, base);
    if !on_tiles {
        let names = &state.names;
        let has = |label: &PlacedLabel| names.has(label);
        state
            .base
            .paint_labels(&painter, rect, view, &palette, &obstacles, &has);
    }
    let pen = Pen {
        painter: &painter,
        rect,
        view: *view,
        theme,
    };
    state.names.paint(&pen, session, &state.scene);
    records::MarkPainter {
        session: ctx.session,
        theme,
        painter: &painter,
        rect,
        view: *view,
    }
    .paint(&state.scene, &mut state.dots);
    pulse::paint(session, theme, &state.scene, &painter, rect, view);
    point(ui, ctx, state, response, view);
    words(ui, ctx, rect, headline);
    overlay::buttons(ui, ctx, rect);
    legend.paint(ui, ctx);
    overlay::detail_note(ui, ctx, rect, view);
    let scale = overlay::scale_and_coordinates(ui, ctx, rect, view, pointer);
    overlay::attribution(ui, ctx, rect, scale.right());
    missing
}

/// The date and counts, what appeared beside them, the chips of active filters below, and a word
/// when nothing is left.
fn words(ui: &mut Ui, ctx: &ViewCtx<'_>, rect: Rect, headline: HeadlineArt) {
    let caption = CaptionArt::new(ui, ctx, &headline, rect);
    let room = headline.rect();
    let room = caption.as_ref().map_or(room, |c| room.union(c.rect()));
    headline.paint(ui, ctx.theme, room);
    if let Some(caption) = caption {
        caption.paint(ui, ctx);
    }
    let top = (room.bottom() + 2.0 - rect.top()).max(84.0);
    let room = Rect::from_min_max(
        rect.min + vec2(overlay::MARGIN, top),
        rect.max - vec2(64.0, 60.0),
    );
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("chips"));
    chips(&mut child, ctx);
    nothing_left(&mut child, ctx);
}

fn screen(rect: Rect, at: egui::Pos2) -> Screen {
    Screen {
        x: at.x - rect.left(),
        y: at.y - rect.top(),
    }
}

/// Hover tells, click selects, the other button offers the coordinates.
fn point(ui: &Ui, ctx: &ViewCtx<'_>, state: &mut MapState, response: &Response, view: &Viewport) {
    let at = response.hover_pos().map(|pos| screen(response.rect, pos));
    let hit = at
        .filter(|_| !response.dragged())
        .and_then(|at| pick(ctx, state, view, at));
    // What the timeline has set is not the map's to undo: it speaks when its own answer changes.
    if hit != state.hovered {
        state.hovered = hit;
        ctx.push(Command::Select(SelectCommand::Hover(hit)));
    }
    if let Some(record) = hit {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        tooltip::show(ctx, response, record);
    }
    // A click leaves the arrows and Space to the clock; the Tab key gives the map the focus.
    if response.clicked_by(egui::PointerButton::Primary) && hit != ctx.session.selection {
        ctx.push(Command::Select(SelectCommand::Record(hit)));
    }
    context_menu(ctx, response, view);
}

fn pick(ctx: &ViewCtx<'_>, state: &MapState, view: &Viewport, at: Screen) -> Option<RecordRef> {
    let reach = records::radius(view.zoom) + REACH;
    let shows = |mark: &crate::scene::map::Mark| records::shown(ctx.session, mark).is_some();
    let (_, mark) = state
        .scene
        .pick(view, at, reach, records::spacing(view.zoom), shows)?;
    let (layer, row) = records::shown(ctx.session, mark)?.first;
    Some(RecordRef {
        layer: LayerId(layer),
        row,
    })
}

fn context_menu(ctx: &ViewCtx<'_>, response: &Response, view: &Viewport) {
    let id = response.id.with("menu place");
    response.context_menu(|ui| {
        // The place under the first click, not under the pointer that moves through the menu.
        let at = ui.ctx().data_mut(|d| {
            *d.get_temp_mut_or_insert_with(id, || {
                let pos = response.interact_pointer_pos().or(response.hover_pos());
                pos.map(|pos| {
                    let s = screen(response.rect, pos);
                    (s.x, s.y)
                })
            })
        });
        let Some((x, y)) = at else {
            return;
        };
        let world = view.world_from_screen(Screen { x, y });
        let (lon, lat) = world.to_lon_lat();
        if ui.button(format!("Copy {}", coordinates(world))).clicked() {
            ctx.push(Command::File(FileCommand::Copy(format!(
                "{lat:.5}, {lon:.5}"
            ))));
            ui.close();
        }
        if ui.button("Zoom in here").clicked() {
            let by = NavigateCommand::Zoom(2.0, Some(Screen { x, y }));
            ctx.push(Command::Navigate(by));
            ui.close();
        }
    });
    if !response.context_menu_opened() {
        response
            .ctx
            .data_mut(|d| d.remove::<Option<(f32, f32)>>(id));
    }
}
