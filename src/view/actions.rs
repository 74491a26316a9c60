//! The one table of actions: it feeds keys, tooltips and the sheet of keys.
//!
//! Characters that need a modifier on some keyboards (`<`, `?`, `+`, the digits …) come from text
//! input and have a second binding. Keys never fire while a text field has the focus; arrows, space and the
//! like belong to a focused widget before they belong to the clock.

mod binding;
mod choices;
mod keyboard;
mod table;

use egui::{Context, Id, Popup};

use super::ViewCtx;
use crate::session::{Command, Session};

pub use binding::Binding;
pub use choices::{REPEATS, SPEEDS};
pub use keyboard::handle_keys;
pub use table::ACTIONS;

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
    /// The next choice of what happens at the end.
    Repeat,
    /// Pass empty times quickly, or not.
    SkipGaps,
    /// To the field of the date.
    GoToDate,
    /// Mode *Up to*.
    UpTo,
    /// Mode *At*.
    At,
    /// Mode *During*.
    During,
    /// The other question of *During*.
    Within,
    /// Mode *All time*.
    AllTime,
    /// The next choice of how what has no date is drawn.
    Undated,
    /// The list of what has no date.
    UndatedList,
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
    /// Gives the focus to a text field.
    Focus(fn() -> Id),
    /// Opens a popup, or closes it.
    Toggle(fn() -> Id),
    FullScreen,
}

impl Action {
    /// The command that carries it out; `None` for what concerns the window only.
    #[must_use]
    pub fn command(&self, session: &Session) -> Option<Command> {
        match self.does {
            Does::Push(command) => Some(command(session)),
            Does::Focus(_) | Does::Toggle(_) | Does::FullScreen => None,
        }
    }

    /// Does it now, if it can be done now.
    pub fn run(&self, egui: &Context, ctx: &ViewCtx<'_>) {
        if !(self.enabled)(ctx.session) {
            return;
        }
        match self.does {
            Does::Push(command) => ctx.push(command(ctx.session)),
            Does::Focus(field) => egui.memory_mut(|m| m.request_focus(field())),
            Does::Toggle(popup) => Popup::toggle_id(egui, popup()),
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
