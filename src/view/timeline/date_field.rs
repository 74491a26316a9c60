//! The clock's date as a field: it shows where the clock stands and takes a date, or two for a window.
//!
//! What is being typed is the field's own until Enter, Esc or Tab: a clock that moves meanwhile
//! takes nothing away.

mod typed;

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align2, Area, CornerRadius, Frame, Id, Key, Margin, Order, Rect, Response, RichText, Stroke,
    StrokeKind, TextEdit, Ui, WidgetInfo, accesskit, vec2,
};

use crate::query::Mode;
use crate::session::Command;
use crate::session::command::TimeCommand;
use crate::view::actions::{ActionId, action};
use crate::view::theme::{self, RADIUS};
use crate::view::{Theme, ViewCtx};

use typed::{Typed, tick_text, typed, window_text};

/// How wide the sentence about what cannot be read gets, in points.
const SENTENCE_WIDTH: f32 = 206.0;

/// The field, for giving it the focus.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("date field")
}

/// What is half-typed.
#[derive(Clone, Debug, Default)]
pub struct DateField {
    /// While it is being typed; otherwise the field shows the clock.
    draft: Option<Draft>,
}

#[derive(Clone, Debug)]
struct Draft {
    text: String,
    /// What stood there at first: going there again would be no wish.
    first: String,
    /// Why what was typed is no date.
    problem: Option<String>,
}

/// Shows the field over `rect`.
pub(super) fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut DateField, rect: Rect) {
    let clock = &ctx.session.document.clock;
    let has_focus = ui.memory(|m| m.has_focus(field_id()));
    let begins = has_focus && state.draft.is_none();
    if begins {
        let text = window_text(clock);
        state.draft = Some(Draft {
            first: text.clone(),
            text,
            problem: None,
        });
    }
    let mut shown = shown_text(ctx);
    let (text, is_wrong) = match &mut state.draft {
        Some(draft) => (&mut draft.text, draft.problem.is_some()),
        None => (&mut shown, false),
    };
    let response = field(ui, ctx.theme, rect, text, is_wrong, begins);
    if let Some(draft) = &mut state.draft {
        if response.changed() {
            draft.problem = None;
        }
        if response.lost_focus() {
            let stays = ui.input(|i| i.key_pressed(Key::Enter)) && !go(ctx, draft);
            if stays {
                response.request_focus();
            }
        }
        if !response.has_focus() {
            state.draft = None;
        }
    }
    if let Some(problem) = state.draft.as_ref().and_then(|d| d.problem.as_deref()) {
        sentence_ui(ui, ctx.theme, rect, problem);
    }
    response.on_hover_text(action(ActionId::GoToDate).tip());
}

/// What stands in the field while nobody types: without any date the clock stands nowhere.
fn shown_text(ctx: &ViewCtx<'_>) -> String {
    if ctx.session.play_span().is_none() {
        return String::new();
    }
    tick_text(&ctx.session.document.clock)
}

fn field(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    text: &mut String,
    is_wrong: bool,
    begins: bool,
) -> Response {
    let before = text.clone();
    let edit = TextEdit::singleline(text)
        .id(field_id())
        .font(theme::medium(12.5))
        .align(Align2::LEFT_CENTER)
        .frame(Frame::new().inner_margin(Margin::symmetric(8, 0)))
        .min_size(rect.size())
        .desired_width(rect.width());
    let radius = CornerRadius::same(RADIUS);
    ui.painter().rect_filled(rect, radius, theme.sunk);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let mut output = edit.show(&mut inside);
    let response = output.response.response;
    // By the keyboard all of it is chosen, so that typing replaces it; a click sets the cursor.
    if begins && !response.is_pointer_button_down_on() {
        let all = CCursorRange::two(CCursor::default(), CCursor::new(before.chars().count()));
        output.state.cursor.set_char_range(Some(all));
        output.state.store(ui.ctx(), response.id);
    }
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(ui.is_enabled(), &before, &*text, "");
        info.label = Some("Date".to_owned());
        info
    });
    let stroke = match (is_wrong, response.has_focus(), response.hovered()) {
        (true, ..) => Stroke::new(1.5, theme.error),
        (_, true, _) => Stroke::new(1.5, theme.accent),
        (_, _, true) => Stroke::new(1.0, theme.ink_ghost),
        _ => Stroke::new(1.0, theme.line),
    };
    ui.painter()
        .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    response
}

/// What is wrong, above the field: the playhead and the map's words stay free.
fn sentence_ui(ui: &Ui, theme: &Theme, field: Rect, problem: &str) {
    let window = ui.ctx().content_rect().shrink(8.0);
    Area::new(Id::unique("date problem"))
        .order(Order::Foreground)
        .interactable(false)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(field.right_top() - vec2(0.0, 6.0))
        .constrain_to(window)
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style())
                .fill(theme.panel)
                .stroke(Stroke::new(1.0, theme.error))
                .inner_margin(Margin::symmetric(10, 7))
                .show(ui, |ui| {
                    ui.set_width(SENTENCE_WIDTH.min(window.width() - 24.0));
                    let words = RichText::new(problem)
                        .font(theme::regular(12.0))
                        .color(theme.error);
                    let label = ui.add(egui::Label::new(words).wrap());
                    ui.ctx().accesskit_node_builder(label.id, |node| {
                        node.set_live(accesskit::Live::Assertive);
                    });
                });
        });
}

/// Goes where the text says. Answers whether it says where.
fn go(ctx: &ViewCtx<'_>, draft: &mut Draft) -> bool {
    if draft.text.trim() == draft.first {
        return true;
    }
    let clock = &ctx.session.document.clock;
    let time = |command| ctx.push(Command::Time(command));
    match typed(&draft.text, ctx.session) {
        Ok(Typed::Date(span)) => {
            // A date is no question for all time.
            if clock.mode == Mode::AllTime {
                time(TimeCommand::Mode(Mode::UpTo));
            }
            time(TimeCommand::Go(span));
        }
        Ok(Typed::Window(span)) => time(TimeCommand::Window(span)),
        Err(problem) => {
            draft.problem = Some(problem.to_string());
            return false;
        }
    }
    true
}
