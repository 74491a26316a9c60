//! The only mutator: one file for each group of commands; this one only routes.

mod file;
mod filter;
mod navigate;
mod show;
mod time;

use super::{Command, Effect, Session};

/// Carries out one command.
pub(super) fn route(session: &mut Session, command: Command) -> Vec<Effect> {
    match command {
        Command::File(command) => return file::apply(session, command),
        Command::Filter(command) => filter::apply(session, command),
        Command::Time(command) => time::apply(session, command),
        Command::Select(command) => navigate::select(session, command),
        Command::Navigate(command) => navigate::apply(session, command),
        Command::Play(command) => time::play(session, command),
        Command::Show(command) => show::apply(session, command),
    }
    Vec::new()
}
