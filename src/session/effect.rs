//! What a session asks of the world outside, as data.

use std::path::PathBuf;

/// One request to the shell of the program.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Show a file dialog.
    AskForFile,
    /// Read these files and answer with `FileCommand`s.
    Read(Vec<PathBuf>),
    /// Open a link in the browser.
    OpenUrl(String),
    /// Put text on the clipboard.
    Copy(String),
}
