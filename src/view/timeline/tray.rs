//! The undated tray: how much has no usable date, how it is drawn, and the list of it with the reason.
//!
//! It stands at the end of the axis whenever there is something in it. The list keeps the rows of
//! one state of the filters and lays out only those that are seen.

use std::collections::HashMap;

use egui::{
    EventFilter, Frame, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Rect, RectAlign,
    Response, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::model::{Place, Role as Part};
use crate::query::Undated;
use crate::scene::timeline::TimelineScene;
use crate::session::command::{SelectCommand, ShowCommand};
use crate::session::words::{number, record_title};
use crate::session::{Command, LayerId, RecordRef, Session};
use crate::view::panels::details;
use crate::view::theme::{self, UNIT};
use crate::view::undated::{self, Share};
use crate::view::widgets::button::focus_ring;
use crate::view::widgets::{Mark, elided, segmented};
use crate::view::{Theme, ViewCtx};

use super::controls::{Look, Words, button};

/// The size of the button, in points.
const BUTTON: egui::Vec2 = vec2(68.0, 34.0);
/// Between the button and the edges of the timeline.
const EDGE: f32 = 5.0;
const WIDTH: f32 = 330.0;
/// Inside the popup, in points.
const PADDING: i8 = 10;
/// The height of a record in the list, in points.
const ROW: f32 = 38.0;
/// The list is no higher than so many records.
const MOST_ROWS: usize = 6;

/// The popup, for opening it.
#[must_use]
pub fn popup_id() -> Id {
    Id::unique("undated tray")
}

/// What the tray keeps while it is open.
#[derive(Debug, Default)]
pub struct TrayState {
    list: Option<List>,
    /// The record that Enter chooses.
    cursor: usize,
    /// The keyboard has moved the cursor: it must be seen.
    follows: bool,
    /// Esc is about to close the tray: the focus goes back to the button.
    is_left_by_key: bool,
}

#[derive(Debug)]
struct List {
    filter_revision: u64,
    rows: Vec<RecordRef>,
    /// Which finding of its layer is about the date of what stands at a place of the file.
    findings: HashMap<(LayerId, Place), usize>,
}

impl List {
    fn new(session: &Session) -> Self {
        let mut rows = Vec::new();
        let mut findings = HashMap::new();
        for share in undated::shares(session) {
            let id = share.layer.id;
            let (Some(data), Some(shown)) = (session.data.get(&id), session.derived.layer(id))
            else {
                continue;
            };
            let passing = shown.passing.iter();
            let undated = passing.filter(|row| data.lifespan(*row).dated().is_none());
            rows.extend(undated.map(|row| RecordRef { layer: id, row }));
            for (index, finding) in data.findings.iter().enumerate() {
                let is_of_row = finding.place != Place::default();
                if is_of_row && finding.code.starts_with("date-") {
                    findings.entry((id, finding.place)).or_insert(index);
                }
            }
        }
        Self {
            filter_revision: session.derived.filter_revision,
            rows,
            findings,
        }
    }

    /// Why a record has no date.
    fn reason(&self, session: &Session, record: RecordRef) -> String {
        let Some((layer, data)) = session.layer(record.layer) else {
            return String::new();
        };
        let place = data.dataset.place(record.row);
        let finding = self.findings.get(&(record.layer, place));
        if let Some(finding) = finding.and_then(|index| data.findings.get(*index)) {
            return finding.message.clone();
        }
        let parts = [Part::Start, Part::KnownBy, Part::End];
        let written = parts.into_iter().find_map(|part| {
            let text = data.role_text(&layer.schema, part, record.row)?;
            (!text.trim().is_empty()).then(|| text.trim().chars().take(40).collect::<String>())
        });
        match written {
            Some(text) => format!("“{text}” could not be used as a date."),
            None => "No date in the file.".to_owned(),
        }
    }
}

/// Shows the button at the end of the axis in `rect`, and the popup while that is open.
pub(super) fn show(
    ui: &Ui,
    ctx: &ViewCtx<'_>,
    state: &mut TrayState,
    scene: &TimelineScene,
    rect: Rect,
) {
    let n = undated::total(ctx.session);
    if n == 0 || rect.width() < BUTTON.x + 2.0 * EDGE {
        *state = TrayState::default();
        return;
    }
    let bottom = (rect.top() + scene.rows.base).max(rect.top() + BUTTON.y + EDGE);
    let corner = pos2(rect.right() - EDGE, bottom) - BUTTON;
    let response = button_ui(ui, ctx, Rect::from_min_size(corner, BUTTON), n);
    let was_open = state.list.is_some();
    // Beside the details, so that what is chosen here can be read there.
    let right = if ctx.session.settings.details_open {
        ui.ctx().content_rect().right() - details::WIDTH
    } else {
        rect.right()
    };
    let anchor = Rect::from_min_max(
        pos2(right - EDGE - WIDTH, rect.top()),
        pos2(right - EDGE, response.rect.bottom()),
    );
    let shown = Popup::from_toggle_button_response(&response)
        .id(popup_id())
        .anchor(anchor)
        .align(RectAlign::TOP_END)
        .align_alternatives(&[])
        .frame(Frame::popup(ui.style()).inner_margin(Margin::same(PADDING)))
        .width(WIDTH)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name("Records without a date")
        .show(|ui| content(ui, ctx, state, was_open));
    if shown.is_none() {
        if state.is_left_by_key {
            response.request_focus();
        }
        *state = TrayState::default();
    }
}

fn button_ui(ui: &Ui, ctx: &ViewCtx<'_>, rect: Rect, n: u64) -> Response {
    let undated = ctx.session.document.undated;
    let drawn = undated.draws() || !undated::has_choice(ctx.session);
    let name = format!("{} undated", number(n));
    let says = if drawn && undated != Undated::Ghost {
        "shown"
    } else {
        undated::in_a_word(undated)
    };
    let tip = format!("{name}, {says}: how they are drawn, and the list of them (Shift+U)");
    let look = if drawn { Look::On } else { Look::Plain };
    let words = Words {
        id: "undated tray",
        name: &name,
        tip: &tip,
    };
    let response = button(ui, rect, ctx.theme, words, look, |painter, rect, ink| {
        let lines = [
            (-7.0, number(n), theme::semibold(12.0)),
            (7.0, "undated".to_owned(), theme::regular(11.0)),
        ];
        for (dy, text, font) in lines {
            let galley = elided(painter, &text, font, ink, rect.width() - 6.0);
            let at = rect.center() + vec2(0.0, dy) - galley.size() / 2.0;
            painter.galley(at, galley, ink);
        }
    });
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name);
        info.current_text_value = Some(says.to_owned());
        info
    });
    response
}

fn content(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TrayState, was_open: bool) {
    let session = ctx.session;
    state.is_left_by_key = ui.input(|i| i.key_pressed(Key::Escape));
    ui.set_width(WIDTH - 2.0 * f32::from(PADDING));
    ui.spacing_mut().item_spacing.y = UNIT;
    let title = RichText::new("Without a date")
        .font(theme::semibold(14.0))
        .color(ctx.theme.ink);
    ui.add(egui::Label::new(title).truncate());
    let has_choice = undated::has_choice(session);
    for share in undated::shares(session) {
        soft(ui, ctx.theme, &share_words(session, share));
    }
    if has_choice {
        let size = vec2(ui.available_width(), segmented::HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        undated::choice_ui(ui, ctx, rect);
        soft(ui, ctx.theme, choice_words(session.document.undated));
    }
    ui.add_space(UNIT);
    let revision = session.derived.filter_revision;
    let kept = state.list.take().filter(|l| l.filter_revision == revision);
    let list = kept.unwrap_or_else(|| List::new(session));
    state.cursor = state.cursor.min(list.rows.len().saturating_sub(1));
    list_ui(ui, ctx, state, &list, !was_open);
    state.list = Some(list);
}

fn soft(ui: &mut Ui, theme: &Theme, words: &str) {
    let words = RichText::new(words)
        .font(theme::regular(12.0))
        .color(theme.ink_soft);
    ui.add(egui::Label::new(words).wrap());
}

/// How much of a layer is undated: "Stations: 12 of 110".
fn share_words(session: &Session, share: Share<'_>) -> String {
    let Share { layer, n, kept } = share;
    if !share.is_all() {
        return format!("{}: {} of {}", layer.title, number(n), number(kept));
    }
    let of = if session.document.layers.len() > 1 {
        format!("No record of {} has a date", layer.title)
    } else if session
        .derived
        .layer(layer.id)
        .is_some_and(|s| s.total > kept)
    {
        "No record that passes the filters has a date".to_owned()
    } else {
        "No record of this file has a date".to_owned()
    };
    let drawn = session.derived.layer(layer.id).map_or(0, |s| s.drawn.len());
    match (drawn, session.document.undated) {
        (0, _) => format!("{of}: none of the {} is drawn.", number(kept)),
        (_, Undated::Ghost) if undated::has_choice(session) => {
            format!("{of}: all {} are ghosts.", number(kept))
        }
        _ => format!("{of}: all {} are shown.", number(kept)),
    }
}

fn choice_words(undated: Undated) -> &'static str {
    match undated {
        Undated::Hide => "Counted and listed, and not drawn.",
        Undated::Ghost => "Drawn small and grey, whatever the clock says.",
        Undated::Show => "Drawn like the others, whatever the clock says.",
    }
}

fn list_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut TrayState, list: &List, opens: bool) {
    let n = list.rows.len();
    let height = ROW * n.min(MOST_ROWS) as f32;
    let room = (ui.ctx().content_rect().height() - 380.0).max(2.0 * ROW);
    let height = height.min(room);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    let id = Id::unique("undated list");
    let frame = ui.interact(area, id, Sense::focusable_noninteractive());
    frame.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ListBox, true, "Undated records");
        let record = list.rows.get(state.cursor);
        info.current_text_value = record.map(|record| record_title(ctx.session, *record));
        info
    });
    if opens {
        frame.request_focus();
    }
    let chosen = if frame.has_focus() {
        keys(ui, state, n, id)
    } else {
        None
    };
    let mut scroll = ScrollArea::vertical()
        .id_salt("undated")
        .max_height(height)
        .auto_shrink(false);
    if std::mem::take(&mut state.follows) {
        let kept = ui.data(|d| d.get_temp::<f32>(id)).unwrap_or(0.0);
        let top = state.cursor as f32 * ROW;
        scroll = scroll.vertical_scroll_offset(kept.clamp(top + ROW - height, top));
    }
    let mut clicked = None;
    let has_focus = frame.has_focus();
    let output = scroll.show_rows(ui, ROW, n, |ui, range| {
        for index in range {
            if let Some(record) = list.rows.get(index).copied() {
                let is_cursor = has_focus && index == state.cursor;
                if row(ui, ctx, list, record, is_cursor) {
                    clicked = Some(index);
                }
            }
        }
    });
    ui.data_mut(|d| d.insert_temp(id, output.state.clamped_offset().y));
    focus_ring(
        ui,
        ctx.theme,
        &frame,
        egui::CornerRadius::same(theme::RADIUS),
    );
    if let Some(index) = clicked {
        state.cursor = index;
        frame.request_focus();
    }
    if let Some(record) = clicked.or(chosen).and_then(|index| list.rows.get(index)) {
        ctx.push(Command::Select(SelectCommand::Record(Some(*record))));
        if !ctx.session.settings.details_open {
            ctx.push(Command::Show(ShowCommand::Details(true)));
        }
    }
}

/// Moves the cursor; answers the record that Enter chose.
fn keys(ui: &Ui, state: &mut TrayState, n: usize, id: Id) -> Option<usize> {
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = n.checked_sub(1)?;
    ui.input_mut(|input| {
        let mut pressed = |key| input.count_and_consume_key(Modifiers::NONE, key);
        let before = state.cursor;
        let down = pressed(Key::ArrowDown) + MOST_ROWS * pressed(Key::PageDown);
        let up = pressed(Key::ArrowUp) + MOST_ROWS * pressed(Key::PageUp);
        state.cursor = (state.cursor + down).saturating_sub(up).min(last);
        if pressed(Key::Home) > 0 {
            state.cursor = 0;
        }
        if pressed(Key::End) > 0 {
            state.cursor = last;
        }
        state.follows |= state.cursor != before;
        (pressed(Key::Enter) > 0).then_some(state.cursor)
    })
}

/// A record of the list. Answers whether it was clicked.
fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, list: &List, record: RecordRef, is_cursor: bool) -> bool {
    // Not by Tab: the list has the focus, and its arrows choose.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let (session, theme) = (ctx.session, ctx.theme);
    let title = record_title(session, record);
    let reason = list.reason(session, record);
    let is_chosen = session.selection == Some(record);
    response.widget_info(|| {
        let name = format!("{title}: {reason}");
        WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, name)
    });
    let fill = match (is_chosen, is_cursor || response.hovered()) {
        (true, _) => theme.accent_wash,
        (false, true) => theme.sunk,
        (false, false) => theme.panel,
    };
    ui.painter()
        .rect_filled(rect.shrink2(vec2(2.0, 1.0)), theme::RADIUS - 2, fill);
    if is_cursor {
        let bar = Rect::from_min_size(rect.min + vec2(2.0, 8.0), vec2(2.5, ROW - 16.0));
        ui.painter().rect_filled(bar, 1.0, theme.accent);
    }
    if let Some(mark) = Mark::of_record(session, theme, record) {
        mark.paint(
            ui.painter(),
            pos2(rect.left() + 17.0, rect.center().y),
            6.0,
            theme,
        );
    }
    let left = rect.left() + 32.0;
    let room = rect.right() - left - 14.0;
    let mut is_cut = false;
    let mut put = |dy: f32, text: &str, font, ink| {
        let galley = elided(ui.painter(), text, font, ink, room);
        is_cut |= galley.elided;
        let at = pos2(left, rect.center().y + dy - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    };
    put(-8.0, &title, theme::medium(13.0), theme.ink);
    put(8.0, &reason, theme::regular(11.0), theme.ink_soft);
    let clicked = response.clicked();
    if is_cut {
        response.on_hover_text(format!("{title}\n{reason}"));
    }
    clicked
}
