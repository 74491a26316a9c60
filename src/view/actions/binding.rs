//! A key or a character, and its name on the sheet of keys.

use egui::{Event, Key, KeyboardShortcut};

/// What triggers an action.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Binding {
    /// A key with exactly these modifiers.
    Key(KeyboardShortcut),
    /// A character, however the keyboard makes it.
    Text(&'static str),
}

impl Binding {
    /// As the sheet of keys shows it: "Ctrl+O", "Shift+Left", "[".
    #[must_use]
    pub fn words(self) -> String {
        let Self::Key(KeyboardShortcut {
            modifiers,
            logical_key,
        }) = self
        else {
            let Self::Text(text) = self else {
                return String::new();
            };
            return text.to_owned();
        };
        let mut words = String::new();
        for (held, name) in [
            (modifiers.command || modifiers.ctrl, command_key()),
            (modifiers.alt, "Alt+"),
            (modifiers.shift, "Shift+"),
        ] {
            if held {
                words.push_str(name);
            }
        }
        words.push_str(match logical_key {
            Key::ArrowLeft => "Left",
            Key::ArrowRight => "Right",
            Key::ArrowUp => "Up",
            Key::ArrowDown => "Down",
            Key::Escape => "Esc",
            key => key.name(),
        });
        words
    }

    /// Whether the event is this key or character.
    pub(super) fn matches(self, event: &Event) -> bool {
        match (self, event) {
            (Self::Text(wanted), Event::Text(text)) => wanted == text,
            (
                Self::Key(shortcut),
                Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                },
            ) => *key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers),
            _ => false,
        }
    }

    /// Whether a focused widget uses the key itself.
    pub(super) fn belongs_to_focus(self) -> bool {
        let Self::Key(KeyboardShortcut { logical_key, .. }) = self else {
            return false;
        };
        matches!(
            logical_key,
            Key::ArrowLeft
                | Key::ArrowRight
                | Key::ArrowUp
                | Key::ArrowDown
                | Key::Space
                | Key::Enter
                | Key::Home
                | Key::End
                | Key::PageUp
                | Key::PageDown
        )
    }
}

fn command_key() -> &'static str {
    if cfg!(target_os = "macos") {
        "Cmd+"
    } else {
        "Ctrl+"
    }
}
