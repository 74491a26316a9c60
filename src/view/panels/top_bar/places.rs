//! The list under the search field: how many records match, and places to fly to.
//!
//! The field keeps the focus: arrows choose from the list, Enter flies, Esc closes the list.

use std::sync::{Arc, OnceLock};

use egui::{
    Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, RichText, Role,
    Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::scene::gazetteer::{Gazetteer, Place};
use crate::session::words::kept_sentence;
use crate::view::ViewCtx;
use crate::view::text::number;
use crate::view::theme::{self, RADIUS, Theme};
use crate::view::widgets::{Icon, elided, icon};

/// The most places of the list.
const MOST: usize = 6;
/// The height of a place in points.
const ROW: f32 = 30.0;
/// The list is as wide as the field, and at least so wide where the window allows it.
const LEAST_WIDTH: f32 = 340.0;
/// Between the list and the edges of the window.
const EDGE: f32 = 8.0;

/// What the list remembers.
#[derive(Clone, Debug, Default)]
pub struct PlacesState {
    gazetteer: Arc<OnceLock<Gazetteer>>,
    use_: Use,
    /// What was looked for, and whether there were names to look in.
    looked_for: (String, bool),
    found: Vec<Place>,
    chosen: Option<usize>,
    /// Closed by the user until the text changes.
    is_closed: bool,
    is_open: bool,
    /// A click on the list takes the focus from the field before it is a click.
    is_under_pointer: bool,
}

/// How far the names of places are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Use {
    #[default]
    Never,
    Wanted,
    Asked,
}

impl PlacesState {
    /// See [`super::TopBarState::wanted_places`].
    pub fn wanted(&mut self) -> Option<Arc<OnceLock<Gazetteer>>> {
        (self.use_ == Use::Wanted).then(|| {
            self.use_ = Use::Asked;
            Arc::clone(&self.gazetteer)
        })
    }

    /// Whether the list is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Takes the keys that are for the list before the field sees them. Answers the place that
    /// Enter chose.
    pub fn take_keys(&mut self, ui: &Ui, has_focus: bool, text: &str) -> Option<Place> {
        if has_focus && self.use_ == Use::Never {
            self.use_ = Use::Wanted;
        }
        self.settle(has_focus, text);
        if !(has_focus && self.is_open) {
            return None;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.is_closed = true;
            self.settle(has_focus, text);
            return None;
        }
        if pressed(Key::ArrowDown) {
            let next = self.chosen.map_or(0, |chosen| chosen + 1);
            self.chosen = self.found.len().checked_sub(1).map(|last| next.min(last));
        }
        if pressed(Key::ArrowUp) {
            self.chosen = self.chosen.and_then(|chosen| chosen.checked_sub(1));
        }
        let place = self.found.get(self.chosen?)?;
        pressed(Key::Enter).then(|| place.clone())
    }

    fn settle(&mut self, has_focus: bool, text: &str) {
        let is_used = has_focus || self.is_under_pointer;
        self.is_open = is_used && !self.is_closed && !text.trim().is_empty();
    }

    /// Looks for what is in the field, when that or the table of names is new.
    fn look_for(&mut self, text: &str) {
        let gazetteer = self.gazetteer.get();
        let (last_text, had_names) = &self.looked_for;
        if last_text == text && *had_names == gazetteer.is_some() {
            return;
        }
        if last_text != text {
            self.is_closed = false;
        }
        self.chosen = None;
        self.found = gazetteer.map_or_else(Vec::new, |names| names.search(text, MOST));
        self.looked_for = (text.to_owned(), gazetteer.is_some());
    }
}

/// Shows the list under the field while that is used. Answers the place that was clicked.
pub fn list(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut PlacesState,
    field: &Response,
    text: &str,
) -> Option<Place> {
    state.look_for(text);
    if field.gained_focus() {
        state.is_closed = false;
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        state.is_closed = true;
    }
    state.settle(field.has_focus(), text);
    if !state.is_open {
        state.is_under_pointer = false;
        return None;
    }
    let window = ui.ctx().content_rect().shrink(EDGE);
    let width = field.rect.width().max(LEAST_WIDTH).min(window.width());
    let left = field.rect.left().min(window.right() - width);
    let shown = Area::new(Id::unique("places found"))
        .order(Order::Foreground)
        .fixed_pos(pos2(left, field.rect.bottom() + 4.0))
        .constrain_to(window)
        .show(ui.ctx(), |ui| {
            let frame = Frame::popup(ui.style())
                .fill(ctx.theme.panel)
                .inner_margin(Margin::same(6));
            frame
                .show(ui, |ui| {
                    ui.set_width(width - 12.0 - 2.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    content(ui, ctx, state)
                })
                .inner
        });
    state.is_under_pointer = shown.response.contains_pointer();
    let named = || WidgetInfo::labeled(Role::ListBox, true, "Found");
    shown.response.widget_info(named);
    shown.inner.and_then(|i| state.found.get(i).cloned())
}

fn content(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &PlacesState) -> Option<usize> {
    if let Some(sentence) = kept_sentence(ctx.session) {
        let words = RichText::new(sentence)
            .font(theme::medium(12.0))
            .color(ctx.theme.ink_soft);
        Frame::new()
            .inner_margin(Margin::symmetric(8, 5))
            .show(ui, |ui| ui.add(egui::Label::new(words).truncate()));
    }
    let mut clicked = None;
    for (i, place) in state.found.iter().enumerate() {
        if row(ui, ctx.theme, place, state.chosen == Some(i)) {
            clicked = Some(i);
        }
    }
    clicked
}

/// A place. Answers whether it was clicked.
fn row(ui: &mut Ui, theme: &Theme, place: &Place, is_chosen: bool) -> bool {
    // Not by Tab: the field keeps the focus, and its arrows choose.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let title = place.title();
    response.widget_info(|| {
        let name = format!("Fly to {title}");
        WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name)
    });
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => theme.accent_wash,
        (false, true) => theme.sunk,
        (false, false) => theme.panel,
    };
    let radius = CornerRadius::same(RADIUS - 2);
    ui.painter().rect_filled(rect, radius, fill);
    let pin = Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(15.0, 15.0));
    let ink = if is_chosen {
        theme.accent
    } else {
        theme.ink_faint
    };
    icon::paint(ui.painter(), pin, Icon::Pin, ink);
    let is_cut = words(ui, theme, place, rect);
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(title);
    }
    clicked
}

/// Name and country from the left, the inhabitants on the right. Answers whether something was cut.
fn words(ui: &Ui, theme: &Theme, place: &Place, row: Rect) -> bool {
    let aside = match place.population {
        Some(n) => number(n),
        None if place.detail.is_empty() => "country or territory".to_owned(),
        None => String::new(),
    };
    let painter = ui.painter();
    let lay = |text: &str, font, ink, room| elided(painter, text, font, ink, room);
    let put = |x: f32, galley: Arc<egui::Galley>| {
        let y = row.center().y - galley.size().y / 2.0;
        painter.galley(pos2(x, y), galley, theme.ink);
    };
    let aside = lay(&aside, theme::regular(11.5), theme.ink_soft, 130.0);
    let right = row.right() - 8.0 - aside.size().x;
    let left = row.left() + 32.0;
    let room = right - 10.0 - left;
    let name = lay(&place.name, theme::medium(13.0), theme.ink, room);
    let used = name.size().x + 8.0;
    let detail = lay(
        &place.detail,
        theme::regular(12.0),
        theme.ink_soft,
        room - used,
    );
    let is_cut = name.elided || detail.elided;
    // Of a country no letter fits: a lonely "…" says nothing.
    if room - used > 20.0 {
        put(left + used, detail);
    }
    put(left, name);
    put(right, aside);
    is_cut
}
