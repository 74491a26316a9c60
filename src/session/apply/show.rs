//! How the program looks.

use crate::session::Session;
use crate::session::command::ShowCommand;

pub(super) fn apply(session: &mut Session, command: ShowCommand) {
    let settings = &mut session.settings;
    match command {
        ShowCommand::Theme(theme) => settings.theme = theme,
        ShowCommand::Filters(open) => settings.filters_open = open,
        ShowCommand::Details(open) => settings.details_open = open,
        ShowCommand::About(open) => settings.about_open = open,
        ShowCommand::Keys(open) => settings.keys_open = open,
        ShowCommand::Path(open) => settings.path_open = open,
        ShowCommand::ReducedMotion(on) => settings.reduced_motion = on,
        ShowCommand::Ground(ground) => settings.ground = ground,
    }
}
