//! The bar on top: what is open, search, open, map, about, theme, keys.
//!
//! The search field filters the records and, in a list below it, finds countries and cities to fly
//! to. The map menu is the one place where the program is told to ask a server for anything.

mod ground;
mod look;
mod places;

use std::sync::{Arc, OnceLock};

use egui::{
    Align, Button, CornerRadius, EventFilter, Id, Key, Layout, Rect, Response, RichText, Role,
    TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::actions::{ActionId, action};
use super::super::text;
use crate::scene::gazetteer::Gazetteer;
use crate::scene::mercator::World;
use crate::session::command::{FileCommand, FilterCommand, NavigateCommand, ShowCommand};
use crate::session::{Command, Ground};
use crate::view::ViewCtx;
use crate::view::theme::{self, Theme, UNIT};
use crate::view::widgets::{Icon, elided, icon, icon_button, plain_button};

pub use ground::{OSM_ATTRIBUTION, OSM_TEMPLATE, online_mark};

/// The height of the bar in points.
pub const HEIGHT: f32 = 44.0;
/// The widest search field in points.
const SEARCH_WIDTH: f32 = 380.0;
/// Below this the field gives way.
const SEARCH_LEAST: f32 = 90.0;
/// The widest mark of an online map in points.
const ONLINE_WIDTH: f32 = 230.0;
const MARGIN: f32 = 14.0;
const GAP: f32 = 8.0;

/// What is half-typed in the bar.
#[derive(Clone, Debug)]
pub struct TopBarState {
    search: String,
    places: places::PlacesState,
    ground: ground::GroundDraft,
    /// How wide the buttons were in the last frame: what is left of them is laid out first, so that
    /// the Tab key goes from left to right.
    buttons_width: f32,
}

impl Default for TopBarState {
    fn default() -> Self {
        Self {
            search: String::new(),
            places: places::PlacesState::default(),
            ground: ground::GroundDraft::default(),
            buttons_width: 266.0,
        }
    }
}

impl TopBarState {
    /// Where the search field waits for the names of places: once, when it is first used. Until
    /// something fills it no place is found.
    pub fn wanted_places(&mut self) -> Option<Arc<OnceLock<Gazetteer>>> {
        self.places.wanted()
    }
}

/// The search field, for giving it the focus.
#[must_use]
pub fn search_id() -> Id {
    Id::unique("search field")
}

/// Shows the bar over the width of `ui`, [`HEIGHT`] points high.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TopBarState) {
    let size = vec2(ui.available_width(), HEIGHT);
    let (bar, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let inside = bar.shrink2(vec2(MARGIN, 0.0));
    let right = inside.right() - state.buttons_width;
    let is_online = ctx.session.settings.ground != Ground::Bundled;
    let room = right - inside.left();
    let left = title(
        ui,
        ctx,
        inside,
        (room * 0.45).max(0.0),
        !is_online || bar.width() > 1150.0,
    );
    let space = (right - left - 2.0 * GAP).max(0.0);
    if space >= SEARCH_LEAST {
        let width = space.min(SEARCH_WIDTH);
        // In the middle of the bar where that leaves the title free, else between the two.
        let middle = bar.center().x - width / 2.0;
        let at = middle.clamp(left + GAP, (right - GAP - width).max(left + GAP));
        let field = Rect::from_min_size(pos2(at, bar.center().y - 15.0), vec2(width, 30.0));
        search(ui, ctx, state, field);
    }
    let room = Rect::from_min_max(pos2(right, inside.top()), inside.max);
    let width = buttons(ui, ctx, state, room);
    if (width - state.buttons_width).abs() > 0.5 {
        state.buttons_width = width;
        ui.ctx()
            .request_discard("the buttons of the top bar take another width");
    }
}

/// The title and, where there is room, the subtitle; answers where they end.
fn title(ui: &Ui, ctx: &ViewCtx<'_>, bar: Rect, room: f32, with_subtitle: bool) -> f32 {
    let document = &ctx.session.document;
    let name = if document.title.is_empty() {
        text::PROGRAM
    } else {
        &document.title
    };
    let galley = elided(ui.painter(), name, theme::bold(15.0), ctx.theme.ink, room);
    let width = galley.size().x;
    let rect = Rect::from_min_size(
        pos2(bar.left(), bar.center().y - galley.size().y / 2.0),
        galley.size(),
    );
    let response = ui.interact(rect, ui.scope_id().with("title"), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    if galley.elided {
        response.on_hover_text(name);
    }
    ui.painter().galley(rect.min, galley, ctx.theme.ink);
    let mut end = bar.left() + width;
    if with_subtitle && !document.subtitle.is_empty() {
        let room = room - width - 10.0;
        let subtitle = elided(
            ui.painter(),
            &document.subtitle,
            theme::regular(13.0),
            ctx.theme.ink_soft,
            room,
        );
        // Half a word says nothing.
        if !subtitle.elided {
            let at = pos2(end + 10.0, bar.center().y - subtitle.size().y / 2.0);
            end = at.x + subtitle.size().x;
            ui.painter().galley(at, subtitle, ctx.theme.ink_soft);
        }
    }
    end
}

/// The buttons on the right, from left to right as the Tab key goes; answers how wide they are.
fn buttons(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TopBarState, room: Rect) -> f32 {
    let mut row = ui.new_child(
        UiBuilder::new()
            .max_rect(room)
            .layout(Layout::left_to_right(Align::Center)),
    );
    let ui = &mut row;
    ui.spacing_mut().item_spacing.x = GAP;
    if matches!(ctx.session.settings.ground, Ground::Online { .. }) {
        online_mark(ui, ctx, ONLINE_WIDTH);
    }
    if button(ui, "Open…", &action(ActionId::Open).hint()).clicked() {
        ctx.push(Command::File(FileCommand::Ask));
    }
    ground::menu(ui, ctx, &mut state.ground);
    if button(ui, "About", "What the data are and are not").clicked() {
        ctx.push(Command::Show(ShowCommand::About(true)));
    }
    look::menu(ui, ctx);
    if icon_button(ui, ctx.theme, Icon::Help, &action(ActionId::Keys).hint()).clicked() {
        let open = !ctx.session.settings.keys_open;
        ctx.push(Command::Show(ShowCommand::Keys(open)));
    }
    ui.min_rect().width()
}

fn button(ui: &mut Ui, words: &str, tip: &str) -> Response {
    let words = RichText::new(words).font(theme::medium(13.0));
    ui.add(Button::new(words).min_size(vec2(0.0, 30.0)))
        .on_hover_text(tip)
}

/// The field, and the list under it. What it finds on the map costs no filter.
fn search(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TopBarState, rect: Rect) {
    let current = &ctx.session.document.filters.search;
    let has_focus = ui.memory(|m| m.has_focus(search_id()));
    if !has_focus && state.search != *current {
        state.search.clone_from(current);
    }
    let by_key = state.places.take_keys(ui, has_focus, &state.search);
    let response = field(ui, state, rect);
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape)) {
        state.search.clear();
    }
    ornaments(ui, ctx.theme, state, rect, response.has_focus());
    let by_click = places::list(ui, ctx, &mut state.places, &response, &state.search);
    if let Some(place) = by_key.or(by_click) {
        let at = World::from_lon_lat(place.lon, place.lat);
        ctx.push(Command::Navigate(NavigateCommand::FlyTo(at, place.zoom)));
        // What led to a place must not stay behind as a filter.
        state.search.clear();
        response.surrender_focus();
    }
    if state.search != *current {
        ctx.push(Command::Filter(FilterCommand::Search(state.search.clone())));
    }
}

fn field(ui: &mut Ui, state: &mut TopBarState, rect: Rect) -> Response {
    let before = state.search.clone();
    let field = TextEdit::singleline(&mut state.search)
        .id(search_id())
        .hint_text(text::SEARCH_HINT)
        .font(theme::regular(13.0))
        .align(egui::Align2::LEFT_CENTER)
        .margin(egui::Margin {
            left: 30,
            right: 30,
            top: 0,
            bottom: 0,
        })
        .event_filter(EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            // The first Esc closes the list, the next one leaves the field.
            escape: state.places.is_open(),
        })
        .min_size(rect.size())
        .desired_width(rect.width());
    let response = ui.put(rect, field);
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, &before, &state.search, text::SEARCH_HINT);
        info.label = Some("Search".to_owned());
        info
    });
    response
}

/// The glass on the left; the key, or a cross that clears, on the right.
fn ornaments(ui: &mut Ui, theme: &Theme, state: &mut TopBarState, rect: Rect, has_focus: bool) {
    let square =
        |x: f32, side: f32| Rect::from_center_size(pos2(x, rect.center().y), vec2(side, side));
    icon::paint(
        ui.painter(),
        square(rect.left() + 16.0, 14.0),
        Icon::Search,
        theme.ink_faint,
    );
    if !state.search.is_empty() {
        let cross = square(rect.right() - 16.0, 20.0);
        let mut corner = ui.new_child(UiBuilder::new().max_rect(cross).id_salt("clear search"));
        if plain_button(&mut corner, theme, Icon::Close, "Clear the search", 20.0).clicked() {
            state.search.clear();
        }
    } else if !has_focus {
        let cap = square(rect.right() - 16.0, 18.0);
        ui.painter().rect_stroke(
            cap,
            CornerRadius::same(4),
            egui::Stroke::new(1.0, theme.line),
            egui::StrokeKind::Inside,
        );
        let key = elided(
            ui.painter(),
            "/",
            theme::regular(12.0),
            theme.ink_faint,
            UNIT * 4.0,
        );
        ui.painter()
            .galley(cap.center() - key.size() / 2.0, key, theme.ink_faint);
    }
}
