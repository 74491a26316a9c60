//! Where the keyboard goes back to when a card over the window is closed.

use egui::{Context, Id};

/// Remembers what had the focus before a card took it.
#[derive(Clone, Copy, Debug, Default)]
pub struct FocusReturn {
    before: Option<Id>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
enum State {
    #[default]
    Free,
    Covered,
    /// The card is gone, and egui still keeps the focus from what lay under it.
    Closing,
}

impl FocusReturn {
    /// Call it once a frame, before the panels. `is_covered`: whether a card lies over the window.
    pub fn follow(&mut self, egui: &Context, is_covered: bool) {
        self.state = match (is_covered, self.state) {
            (true, _) => State::Covered,
            (false, State::Covered) => {
                egui.request_repaint();
                State::Closing
            }
            (false, State::Closing) => {
                // Of a widget that has gone meanwhile egui lets go by itself.
                if let Some(id) = self.before.take() {
                    egui.memory_mut(|memory| memory.request_focus(id));
                }
                State::Free
            }
            (false, State::Free) => {
                self.before = egui.memory(egui::Memory::focused);
                State::Free
            }
        };
    }
}
