//! From the keys of a frame to actions, in the order in which they were typed.

use std::collections::VecDeque;

use egui::{Context, Event, Id, Popup};

use super::{ACTIONS, Action, ActionId, Binding, Does, action};
use crate::session::Session;
use crate::view::ViewCtx;

/// Does what the keys of this frame ask for. Call it once a frame, before or after the panels.
///
/// An action whose command depends on the session waits for the next frame when something else was
/// typed before it in this one: only then has the session changed.
pub fn handle_keys(egui: &Context, ctx: &ViewCtx<'_>) {
    // A text field loses the focus at the start of the frame in which Esc is pressed; that Esc
    // was for the field, so the frame after a field had the focus is still its own.
    let last = Id::unique("typing in the frame before");
    let types = egui.text_edit_focused();
    let typed = egui.data_mut(|d| std::mem::replace(d.get_temp_mut_or(last, types), types));
    if types || typed || Popup::is_any_open(egui) {
        return;
    }
    let waiting = Id::unique("actions that wait for the next frame");
    let mut wanted: VecDeque<ActionId> = egui
        .data_mut(|d| d.remove_temp(waiting))
        .unwrap_or_default();
    take_typed(egui, ctx.session, &mut wanted);
    let mut has_run = false;
    while let Some(next) = wanted.front().copied() {
        if has_run && reads_session(next) {
            break;
        }
        wanted.pop_front();
        action(next).run(egui, ctx);
        has_run = true;
    }
    if !wanted.is_empty() {
        egui.data_mut(|d| d.insert_temp(waiting, wanted));
        egui.request_repaint();
    }
}

/// Takes the presses out of the input, so that "/" does not end up in the field that it leads to.
/// What follows a press that leads into a field or a popup is for that.
fn take_typed(egui: &Context, session: &Session, wanted: &mut VecDeque<ActionId>) {
    let has_focus = egui.memory(|m| m.focused().is_some());
    let settings = &session.settings;
    let is_covered = settings.about_open || settings.keys_open || settings.path_open;
    let can = |action: &Action| !is_covered || stays(action.id);
    let uses = |key: &Binding| !(has_focus && key.belongs_to_focus());
    let (mut is_led_away, mut was_key) = (false, false);
    egui.input_mut(|input| {
        input.events.retain(|event| {
            // One press may come as a key and, right after it, as a character: it counts once.
            let same_press = std::mem::take(&mut was_key) && matches!(event, Event::Text(_));
            if same_press || is_led_away {
                return !same_press;
            }
            let hit = |key: &&Binding| uses(key) && key.matches(event);
            let found = ACTIONS
                .iter()
                .find(|action| can(action) && action.keys.iter().any(|key| hit(&key)));
            let Some(action) = found else {
                return true;
            };
            was_key = matches!(event, Event::Key { .. });
            is_led_away = matches!(action.does, Does::Focus(_) | Does::Toggle(_))
                && (action.enabled)(session);
            wanted.push_back(action.id);
            false
        });
    });
}

/// What can be done while a card lies over the window.
fn stays(id: ActionId) -> bool {
    matches!(id, ActionId::Escape | ActionId::Keys | ActionId::FullScreen)
}

/// Whether what an action does, or whether it can be done, depends on what was done before it.
fn reads_session(id: ActionId) -> bool {
    use ActionId as Id;
    matches!(
        id,
        Id::Play
            | Id::WindowStart
            | Id::WindowEnd
            | Id::Slower
            | Id::Faster
            | Id::Repeat
            | Id::SkipGaps
            | Id::Within
            | Id::Undated
            | Id::UndatedList
            | Id::Focus
            | Id::Filters
            | Id::Details
            | Id::Keys
    )
}
