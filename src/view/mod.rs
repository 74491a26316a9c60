//! The screen, in egui: reads a [`Session`], pushes [`Command`]s, changes nothing itself.
//!
//! Every panel is a function of a [`ViewCtx`] and, where it has half-typed text or the like, its
//! own small `&mut` struct. What is on screen cannot change while it is being drawn.

pub mod actions;
pub mod fonts;
pub mod map;
pub mod offscreen;
pub mod panels;
pub mod text;
pub mod theme;
pub mod timeline;
pub mod undated;
pub mod widgets;

use std::cell::RefCell;

use crate::session::{Command, Session};

pub use theme::Theme;

/// What every view may see, and the one thing that it may do.
#[derive(Clone, Copy)]
pub struct ViewCtx<'a> {
    /// The truth.
    pub session: &'a Session,
    /// Colours and sizes.
    pub theme: &'a Theme,
    /// Where wishes go.
    pub commands: &'a CommandQueue,
}

impl ViewCtx<'_> {
    /// Asks for a command to be carried out after this frame.
    pub fn push(&self, command: Command) {
        self.commands.0.borrow_mut().push(command);
    }
}

/// The commands of one frame. The only place with interior mutability.
#[derive(Debug, Default)]
pub struct CommandQueue(RefCell<Vec<Command>>);

impl CommandQueue {
    /// Adds a command.
    pub fn push(&self, command: Command) {
        self.0.borrow_mut().push(command);
    }

    /// Takes all commands, in the order in which they came.
    #[must_use]
    pub fn take(&self) -> Vec<Command> {
        std::mem::take(&mut self.0.borrow_mut())
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}
