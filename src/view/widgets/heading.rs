//! The small letter-spaced heading of a section, with room for one word on the right.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align, Layout, Response, Role, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, vec2};

use super::button::text_button;
use crate::view::theme::{self, Theme, UNIT};

/// What stands on the right of a heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aside<'a> {
    /// Nothing.
    None,
    /// A faint word or number.
    Words(&'a str),
    /// A button: its words, and its full name.
    Button(&'a str, &'a str),
}

/// Shows a heading over the whole width; answers the button, if there is one.
pub fn heading(ui: &mut Ui, theme: &Theme, words: &str, aside: Aside<'_>) -> Option<Response> {
    ui.add_space(3.0 * UNIT);
    let width = ui.available_width();
    let room = (width - aside_width(ui, aside)).max(0.0);
    let galley = ui.painter().layout_job(job(words, theme, room));
    let elided = galley.elided;
    let size = vec2(width, (galley.size().y + UNIT).max(5.0 * UNIT));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let button = match aside {
        Aside::None => None,
        Aside::Words(words) => {
            right.label(
                egui::RichText::new(words)
                    .font(theme::regular(12.0))
                    .color(theme.ink_faint),
            );
            None
        }
        Aside::Button(words, name) => Some(text_button(&mut right, theme, words, name)),
    };
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink_faint);
    if elided {
        response.on_hover_text(words);
    }
    ui.add_space(UNIT / 2.0);
    button
}

/// What the aside takes of the width, with its distance from the words.
fn aside_width(ui: &Ui, aside: Aside<'_>) -> f32 {
    let (words, font) = match aside {
        Aside::None => return 0.0,
        Aside::Words(words) => (words, theme::regular(12.0)),
        Aside::Button(words, _) => (words, theme::medium(12.0)),
    };
    let words = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER);
    words.size().x + 2.0 * UNIT
}

/// The words in at most two lines: a long one must be readable in a narrow panel.
fn job(words: &str, theme: &Theme, room: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let format = TextFormat {
        extra_letter_spacing: 0.6,
        ..TextFormat::simple(theme::semibold(11.0), theme.ink_faint)
    };
    job.append(&words.to_uppercase(), 0.0, format);
    job.wrap = TextWrapping {
        max_rows: 2,
        break_anywhere: false,
        ..TextWrapping::truncate_at_width(room)
    };
    job
}
