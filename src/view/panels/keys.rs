//! The sheet of keys, made from the table of actions.

use egui::{Align, CornerRadius, Layout, RichText, ScrollArea, Stroke, StrokeKind, Ui, vec2};

use super::{SCROLL_MARGIN, card, card_title};
use crate::session::Command;
use crate::session::command::ShowCommand;
use crate::view::ViewCtx;
use crate::view::actions::{ACTIONS, Action, Group};
use crate::view::theme;
use crate::view::widgets::heading::{Aside, heading};

/// The widest sheet, in points.
const WIDTH: f32 = 1060.0;
/// A column is at least so wide, in points.
const COLUMN: f32 = 250.0;
const COLUMN_GAP: f32 = 20.0;
/// The heights of what stands in a column, in points, as laid out below.
const ROW: f32 = 21.0;
const HEADING: f32 = 38.0;
const NOTE: f32 = 62.0;

/// What stands on the sheet, from the top of the first column to the end of the last.
#[derive(Clone, Copy)]
enum Item {
    Heading(&'static str),
    Key(&'static Action),
    Note(&'static str),
}

impl Item {
    fn height(self) -> f32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::Key(_) => ROW,
            Self::Note(_) => NOTE,
        }
    }
}

const SEARCH: &str = "Down and Up choose a place, Enter flies there. Without a place Enter keeps \
                      the filter. Esc closes the list, then empties the field.";
const SIZE: &str = "Ctrl with + and - makes everything larger or smaller, Ctrl+0 as it was.";

fn items() -> Vec<Item> {
    let mut items = Vec::new();
    for group in Group::ALL {
        items.push(Item::Heading(group.title()));
        let keys = ACTIONS.iter().filter(|action| action.group == group);
        items.extend(keys.map(Item::Key));
    }
    items.push(Item::Heading("In the search field"));
    items.push(Item::Note(SEARCH));
    items.push(Item::Heading("Size of the interface"));
    items.push(Item::Note(SIZE));
    items
}

/// Fills `n` columns of about the same height, in order; a heading never ends a column.
fn columns(items: Vec<Item>, n: usize) -> Vec<Vec<Item>> {
    let total: f32 = items.iter().map(|item| item.height()).sum();
    let share = total / n.max(1) as f32;
    let mut columns: Vec<Vec<Item>> = vec![Vec::new()];
    let mut filled = 0.0;
    for item in items {
        let middle = filled + item.height() / 2.0;
        if middle > share * columns.len() as f32 && columns.len() < n {
            let last = columns.last_mut();
            let heading =
                last.and_then(|column| column.pop_if(|last| matches!(last, Item::Heading(_))));
            // A group that goes on in the next column is named there again.
            let goes_on = match item {
                Item::Key(action) => Some(Item::Heading(action.group.title())),
                Item::Heading(_) | Item::Note(_) => None,
            };
            columns.push(heading.or(goes_on).into_iter().collect());
        }
        filled += item.height();
        if let Some(column) = columns.last_mut() {
            column.push(item);
        }
    }
    columns
}

/// Shows the sheet while it is open.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>) {
    if !ctx.session.settings.keys_open {
        return;
    }
    let mut closed = false;
    let beside = card(ui, ctx.theme, "keys", WIDTH, |ui| {
        closed = card_title(ui, ctx.theme, "Keys");
        let room = (ui.ctx().content_rect().height() - 140.0).max(80.0);
        let scroll = ScrollArea::vertical()
            .max_height(room)
            .content_margin(SCROLL_MARGIN);
        scroll.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(COLUMN_GAP, 0.0);
            let n = ((ui.available_width() + COLUMN_GAP) / (COLUMN + COLUMN_GAP)) as usize;
            let columns = columns(items(), n.clamp(1, 3));
            ui.columns(columns.len(), |uis| {
                for (ui, column) in uis.iter_mut().zip(columns) {
                    for item in column {
                        match item {
                            Item::Heading(title) => {
                                heading(ui, ctx.theme, title, Aside::None);
                            }
                            Item::Key(action) => row(ui, ctx, action),
                            Item::Note(words) => {
                                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                                    super::soft(ui, ctx.theme, words);
                                });
                            }
                        }
                    }
                }
            });
        });
    });
    if closed || beside {
        ctx.push(Command::Show(ShowCommand::Keys(false)));
    }
}

fn row(ui: &mut Ui, ctx: &ViewCtx<'_>, action: &Action) {
    let size = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_min_height(size.y);
        ui.spacing_mut().item_spacing.x = theme::UNIT;
        // A digit is bound as a key and as a character, and is one cap.
        let mut caps: Vec<String> = action.keys.iter().map(|key| key.words()).collect();
        caps.dedup();
        for words in caps.iter().rev() {
            cap(ui, ctx, words);
        }
        let words = RichText::new(action.title)
            .font(theme::regular(12.5))
            .color(ctx.theme.ink);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(egui::Label::new(words).truncate())
                .on_hover_text(action.tooltip);
        });
    });
}

/// A key as it looks on a keyboard.
fn cap(ui: &mut Ui, ctx: &ViewCtx<'_>, words: &str) {
    let text = ui
        .painter()
        .layout_no_wrap(words.to_owned(), theme::medium(11.5), ctx.theme.ink);
    let size = vec2((text.size().x + 10.0).max(20.0), 18.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    let stroke = Stroke::new(1.0, ctx.theme.line);
    ui.painter().rect(
        rect,
        CornerRadius::same(4),
        ctx.theme.sunk,
        stroke,
        StrokeKind::Inside,
    );
    let at = rect.center() - text.size() / 2.0;
    ui.painter().galley(at, text, ctx.theme.ink);
}
