//! A field for a path, for platforms without a file dialog.

use std::path::PathBuf;

use egui::{Key, TextEdit, Ui};

use super::{card, card_title, soft};
use crate::session::Command;
use crate::session::command::{FileCommand, ShowCommand};
use crate::view::ViewCtx;
use crate::view::theme::{self, UNIT};

/// What is typed so far.
#[derive(Clone, Debug, Default)]
pub struct PathState {
    text: String,
    had_focus: bool,
}

/// Shows the field while it is open.
pub fn show(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut PathState) {
    if !ctx.session.settings.path_open {
        state.had_focus = false;
        return;
    }
    let mut wants_close = false;
    let mut opens = false;
    let beside = card(ui, ctx.theme, "path", 520.0, |ui| {
        wants_close = card_title(ui, ctx.theme, "Open a file");
        soft(ui, ctx.theme, "The path of a GeoJSON file or of an atlas.");
        ui.add_space(UNIT);
        let field = TextEdit::singleline(&mut state.text)
            .hint_text("/home/me/stations.geojson")
            .font(theme::regular(13.0))
            .margin(egui::vec2(10.0, 7.0))
            .desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &state.text, &state.text, "");
            info.label = Some("Path".to_owned());
            info
        });
        if !state.had_focus {
            response.request_focus();
            state.had_focus = true;
        }
        if response.lost_focus() {
            opens = ui.input(|i| i.key_pressed(Key::Enter));
            wants_close |= ui.input(|i| i.key_pressed(Key::Escape));
        }
        ui.add_space(2.0 * UNIT);
        let is_ready = !cleaned(&state.text).is_empty();
        opens |= ui
            .add_enabled(is_ready, egui::Button::new("Open"))
            .clicked();
    });
    let path = cleaned(&state.text);
    if opens && !path.is_empty() {
        ctx.push(Command::File(FileCommand::Open(vec![PathBuf::from(path)])));
        ctx.push(Command::Show(ShowCommand::Path(false)));
        state.text.clear();
    } else if wants_close || beside {
        ctx.push(Command::Show(ShowCommand::Path(false)));
    }
}

/// A path as pasted: without space around it and the quotes that file managers add.
fn cleaned(text: &str) -> &str {
    let text = text.trim();
    let bare = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    bare('"').or_else(|| bare('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn pasted_quotes_and_spaces_are_taken_off() {
        for (text, path) in [
            (" /a b.geojson ", "/a b.geojson"),
            ("'/a.geojson'", "/a.geojson"),
            ("\"C:\\a.json\"", "C:\\a.json"),
            ("\"", "\""),
            ("", ""),
        ] {
            assert_eq!(cleaned(text), path);
        }
    }
}
