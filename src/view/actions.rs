//! The one table of actions: it feeds keys, tooltips and the sheet of keys.
//!
//! Characters that need a modifier on some keyboards (`<`, `?`, `+`, the digits …) come from text
//! input and have a second binding. Keys never fire while a text field has the focus; arrows, space and the
//! like belong to a focused widget before they belong to the clock.

mod binding;
mod table;

use egui::Context;

use super::ViewCtx;
use super::panels::top_bar;
use crate::session::{Command, Session};

pub use binding::Binding;
pub use table::{ACTIONS, SPEEDS};

/// One thing that the user can do.
pub struct Action {
    /// Its name in code.
    pub id: ActionId,
    /// Its name for people.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// Where it stands on the sheet of keys.
    pub group: Group,
    /// What triggers it.
    pub keys: &'static [Binding],
    /// Whether it can be done now.
    pub enabled: fn(&Session) -> bool,
    does: Does,
}

/// The actions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ActionId {
    /// Run or stop the clock.
    Play,
    /// One tick on.
    StepForward,
    /// One tick back.
    StepBack,
    /// Ten ticks on.
    LeapForward,
    /// Ten ticks back.
    LeapBack,
    /// To the next record.
    NextRecord,
    /// To the record before.
    PreviousRecord,
    /// To the first tick.
    First,
    /// To the last tick.
    Last,
    /// The window begins here.
    WindowStart,
    /// The window ends here.
    WindowEnd,
    /// Play more slowly.
    Slower,
    /// Play faster.
    Faster,
    /// Mode *Up to*.
    UpTo,
    /// Mode *At*.
    At,
    /// Mode *During*.
    During,
    /// Mode *All time*.
    AllTime,
    /// Nearer.
    ZoomIn,
    /// Farther.
    ZoomOut,
    /// The whole map: the opening camera.
    Home,
    /// To the selection.
    Focus,
    /// Fold or open the filters.
    Filters,
    /// Fold or open the details.
    Details,
    /// Open a file.
    Open,
    /// To the search field.
    Search,
    /// Leave one level.
    Escape,
    /// The sheet of keys.
    Keys,
    /// Full screen.
    FullScreen,
}

/// A part of the sheet of keys.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// The clock.
    Time,
    /// The map.
    Map,
    /// The rest.
    Program,
}

impl Group {
    /// In the order of the sheet.
    pub const ALL: [Self; 3] = [Self::Time, Self::Map, Self::Program];

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Time => "Time",
            Self::Map => "Map",
            Self::Program => "Program",
        }
    }
}

/// What an action comes down to.
#[derive(Clone, Copy)]
enum Does {
    Push(fn(&Session) -> Command),
    FocusSearch,
    FullScreen,
}

impl Action {
    /// The command that carries it out; `None` for what concerns the window only.
    #[must_use]
    pub fn command(&self, session: &Session) -> Option<Command> {
        match self.does {
            Does::Push(command) => Some(command(session)),
            Does::FocusSearch | Does::FullScreen => None,
        }
    }

    /// Does it now, if it can be done now.
    pub fn run(&self, egui: &Context, ctx: &ViewCtx<'_>) {
        if !(self.enabled)(ctx.session) {
            return;
        }
        match self.does {
            Does::Push(command) => ctx.push(command(ctx.session)),
            Does::FocusSearch => egui.memory_mut(|m| m.request_focus(top_bar::search_id())),
            Does::FullScreen => {
                let is_full = egui.input(|i| i.viewport().fullscreen.unwrap_or(false));
                egui.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!is_full));
            }
        }
    }

    /// Title and first key, for a tooltip: "Play or pause (Space)".
    #[must_use]
    pub fn hint(&self) -> String {
        match self.keys.first() {
            Some(key) => format!("{} ({})", self.title, key.words()),
            None => self.title.to_owned(),
        }
    }

    /// What it does and its first key, for the tooltip of a button that has a name already.
    #[must_use]
    pub fn tip(&self) -> String {
        let words = self.tooltip.trim_end_matches('.');
        match self.keys.first() {
            Some(key) => format!("{words} ({})", key.words()),
            None => words.to_owned(),
        }
    }
}

/// The row of an action; a test finds every id in the table.
#[must_use]
pub fn action(id: ActionId) -> &'static Action {
    ACTIONS
        .iter()
        .find(|action| action.id == id)
        .unwrap_or(&ACTIONS[0])
}

/// Does what the keys of this frame ask for. Call it once a frame, before or after the panels.
pub fn handle_keys(egui: &Context, ctx: &ViewCtx<'_>) {
    // A text field loses the focus at the start of the frame in which Esc is pressed; that Esc
    // was for the field, so the frame after a field had the focus is still its own.
    let last = egui::Id::unique("typing in the frame before");
    let types = egui.text_edit_focused();
    let typed = egui.data_mut(|d| std::mem::replace(d.get_temp_mut_or(last, types), types));
    if types || typed || egui::Popup::is_any_open(egui) {
        return;
    }
    let has_focus = egui.memory(|m| m.focused().is_some());
    let settings = &ctx.session.settings;
    let is_covered = settings.about_open || settings.keys_open || settings.path_open;
    for action in ACTIONS {
        let stays = matches!(
            action.id,
            ActionId::Escape | ActionId::Keys | ActionId::FullScreen
        );
        if is_covered && !stays {
            continue;
        }
        let keys = action.keys.iter();
        let keys: Vec<&Binding> = keys
            .filter(|key| !(has_focus && key.belongs_to_focus()))
            .collect();
        let presses = egui.input_mut(|input| {
            // One press may come as a key and as a character: it counts once.
            let count = |key: &&Binding| input.events.iter().filter(|e| key.matches(e)).count();
            let presses = keys.iter().map(count).max().unwrap_or(0);
            // Taken out, so that "/" does not end up in the field that it leads to.
            input
                .events
                .retain(|event| !keys.iter().any(|key| key.matches(event)));
            presses
        });
        for _ in 0..presses {
            action.run(egui, ctx);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_does_two_things() {
        let mut seen = HashSet::new();
        let mut ids = HashSet::new();
        for action in ACTIONS {
            assert!(
                ids.insert(action.id),
                "{:?} stands twice in the table",
                action.id
            );
            assert!(std::ptr::eq(super::action(action.id), action));
            for binding in action.keys {
                assert!(seen.insert(*binding), "{} is bound twice", binding.words());
            }
        }
    }

    #[test]
    fn a_character_that_a_keyboard_may_hide_has_a_second_binding() {
        for action in ACTIONS {
            if action
                .keys
                .iter()
                .any(|key| matches!(key, Binding::Text(_)))
            {
                assert!(action.keys.len() > 1, "{}", action.title);
            }
        }
    }

    #[test]
    fn keys_are_named_in_words() {
        assert_eq!(action(ActionId::LeapBack).keys[0].words(), "Shift+Left");
        assert_eq!(action(ActionId::Search).keys[0].words(), "/");
        assert_eq!(action(ActionId::Play).hint(), "Play or pause (Space)");
    }
}
