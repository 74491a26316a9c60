//! The rows of the table of actions.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::{Action, ActionId, Binding, Does, Group};
use crate::query::Mode;
use crate::session::command::{
    Direction, FileCommand, NavigateCommand, PlayCommand, SelectCommand, ShowCommand, TimeCommand,
};
use crate::session::{Command, Session};

/// The lengths of playing that are offered, in seconds for the whole span.
pub const SPEEDS: [f32; 6] = [5.0, 10.0, 20.0, 30.0, 60.0, 120.0];

/// Every action, in the order of the sheet of keys.
pub static ACTIONS: &[Action] = &[
    time(
        ActionId::Play,
        "Play or pause",
        "Let the clock run, or stop it.",
        &[key(Key::Space)],
        |s| Command::Play(PlayCommand::Run(!s.playback.running)),
    ),
    time(
        ActionId::StepForward,
        "One step on",
        "Move the clock to the next tick.",
        &[key(Key::ArrowRight)],
        |_| Command::Time(TimeCommand::Forward(1)),
    ),
    time(
        ActionId::StepBack,
        "One step back",
        "Move the clock to the tick before.",
        &[key(Key::ArrowLeft)],
        |_| Command::Time(TimeCommand::Forward(-1)),
    ),
    time(
        ActionId::LeapForward,
        "Ten steps on",
        "Move the clock by ten ticks.",
        &[shift(Key::ArrowRight)],
        |_| Command::Time(TimeCommand::Forward(10)),
    ),
    time(
        ActionId::LeapBack,
        "Ten steps back",
        "Move the clock back by ten ticks.",
        &[shift(Key::ArrowLeft)],
        |_| Command::Time(TimeCommand::Forward(-10)),
    ),
    time(
        ActionId::NextRecord,
        "Next record",
        "Move the clock to the date at which something appears next.",
        &[ctrl(Key::ArrowRight)],
        |_| Command::Time(TimeCommand::ToRecord(Direction::Forward)),
    ),
    time(
        ActionId::PreviousRecord,
        "Previous record",
        "Move the clock to the date before at which something appeared.",
        &[ctrl(Key::ArrowLeft)],
        |_| Command::Time(TimeCommand::ToRecord(Direction::Back)),
    ),
    time(
        ActionId::First,
        "To the beginning",
        "Move the clock to its first tick.",
        &[key(Key::Home)],
        |_| Command::Time(TimeCommand::ToEnd(Direction::Back)),
    ),
    time(
        ActionId::Last,
        "To the end",
        "Move the clock to its last tick.",
        &[key(Key::End)],
        |_| Command::Time(TimeCommand::ToEnd(Direction::Forward)),
    ),
    time(
        ActionId::WindowStart,
        "Window starts here",
        "The window of During starts at the playhead.",
        &[Binding::Text("["), shift(Key::Home)],
        |s| Command::Time(TimeCommand::WindowStart(s.document.clock.tick().start)),
    ),
    time(
        ActionId::WindowEnd,
        "Window ends here",
        "Show the window up to the playhead; in During it grows by a step.",
        &[Binding::Text("]"), shift(Key::End)],
        window_end,
    ),
    time(
        ActionId::Slower,
        "Slower",
        "The whole span takes longer.",
        &[Binding::Text("<"), shift(Key::ArrowDown)],
        |s| {
            Command::Play(PlayCommand::Seconds(seconds_after(
                s.playback.seconds,
                false,
            )))
        },
    ),
    time(
        ActionId::Faster,
        "Faster",
        "The whole span takes less long.",
        &[Binding::Text(">"), shift(Key::ArrowUp)],
        |s| {
            Command::Play(PlayCommand::Seconds(seconds_after(
                s.playback.seconds,
                true,
            )))
        },
    ),
    time(
        ActionId::UpTo,
        "Mode: Up to",
        "Everything that had started.",
        &[key(Key::Num1), Binding::Text("1")],
        |_| Command::Time(TimeCommand::Mode(Mode::UpTo)),
    ),
    time(
        ActionId::At,
        "Mode: At",
        "What existed at the playhead.",
        &[key(Key::Num2), Binding::Text("2")],
        |_| Command::Time(TimeCommand::Mode(Mode::At)),
    ),
    time(
        ActionId::During,
        "Mode: During",
        "What existed in the window.",
        &[key(Key::Num3), Binding::Text("3")],
        |_| Command::Time(TimeCommand::Mode(Mode::During)),
    ),
    time(
        ActionId::AllTime,
        "Mode: All time",
        "Everything, whatever its date.",
        &[key(Key::Num4), Binding::Text("4")],
        |_| Command::Time(TimeCommand::Mode(Mode::AllTime)),
    ),
    map(
        ActionId::ZoomIn,
        "Zoom in",
        "Bring the middle of the map nearer.",
        &[Binding::Text("+"), Binding::Text("=")],
        |_| Command::Navigate(NavigateCommand::Zoom(1.0, None)),
    ),
    map(
        ActionId::ZoomOut,
        "Zoom out",
        "Show more of the world.",
        &[Binding::Text("-"), Binding::Text("_")],
        |_| Command::Navigate(NavigateCommand::Zoom(-1.0, None)),
    ),
    map(
        ActionId::Home,
        "Whole map",
        "Fly back to where the atlas opened.",
        &[key(Key::H), key(Key::Num0), Binding::Text("0")],
        |_| Command::Navigate(NavigateCommand::Home),
    ),
    Action {
        enabled: has_place,
        ..map(
            ActionId::Focus,
            "Show the selection",
            "Fly to the selected record.",
            &[key(Key::F)],
            |_| Command::Select(SelectCommand::Focus),
        )
    },
    program(
        ActionId::Filters,
        "Filters",
        "Fold the filters away, or bring them back.",
        &[key(Key::L)],
        Does::Push(|s| Command::Show(ShowCommand::Filters(!s.settings.filters_open))),
    ),
    program(
        ActionId::Details,
        "Details",
        "Fold the details away, or bring them back.",
        &[key(Key::I)],
        Does::Push(|s| Command::Show(ShowCommand::Details(!s.settings.details_open))),
    ),
    program(
        ActionId::Open,
        "Open a file",
        "Open a GeoJSON file or an atlas.",
        &[ctrl(Key::O)],
        Does::Push(|_| Command::File(FileCommand::Ask)),
    ),
    program(
        ActionId::Search,
        "Search",
        "Type words to find in all text, or a place to fly to.",
        &[Binding::Text("/"), ctrl(Key::F)],
        Does::FocusSearch,
    ),
    program(
        ActionId::Escape,
        "Leave one level",
        "Close what is open, then let go of the selection.",
        &[key(Key::Escape)],
        Does::Push(|_| Command::Select(SelectCommand::Escape)),
    ),
    program(
        ActionId::Keys,
        "Keys",
        "Show or hide the keys.",
        &[Binding::Text("?"), key(Key::F1)],
        Does::Push(|s| Command::Show(ShowCommand::Keys(!s.settings.keys_open))),
    ),
    program(
        ActionId::FullScreen,
        "Full screen",
        "Fill the screen, or leave it.",
        &[key(Key::F11)],
        Does::FullScreen,
    ),
];

const fn key(logical_key: Key) -> Binding {
    Binding::Key(KeyboardShortcut::new(Modifiers::NONE, logical_key))
}

const fn shift(logical_key: Key) -> Binding {
    Binding::Key(KeyboardShortcut::new(Modifiers::SHIFT, logical_key))
}

const fn ctrl(logical_key: Key) -> Binding {
    Binding::Key(KeyboardShortcut::new(Modifiers::COMMAND, logical_key))
}

const fn time(
    id: ActionId,
    title: &'static str,
    tooltip: &'static str,
    keys: &'static [Binding],
    command: fn(&Session) -> Command,
) -> Action {
    Action {
        id,
        title,
        tooltip,
        group: Group::Time,
        keys,
        enabled: has_time,
        does: Does::Push(command),
    }
}

const fn map(
    id: ActionId,
    title: &'static str,
    tooltip: &'static str,
    keys: &'static [Binding],
    command: fn(&Session) -> Command,
) -> Action {
    Action {
        id,
        title,
        tooltip,
        group: Group::Map,
        keys,
        enabled: always,
        does: Does::Push(command),
    }
}

const fn program(
    id: ActionId,
    title: &'static str,
    tooltip: &'static str,
    keys: &'static [Binding],
    does: Does,
) -> Action {
    Action {
        id,
        title,
        tooltip,
        group: Group::Program,
        keys,
        enabled: always,
        does,
    }
}

fn always(_: &Session) -> bool {
    true
}

fn has_time(session: &Session) -> bool {
    session.play_span().is_some()
}

fn has_place(session: &Session) -> bool {
    session.selection.is_some_and(|record| {
        let data = session.data.get(&record.layer);
        data.and_then(|data| data.world(record.row)).is_some()
    })
}

fn window_end(session: &Session) -> Command {
    let clock = &session.document.clock;
    Command::Time(match clock.mode {
        Mode::During => TimeCommand::WindowEnd(clock.tick().end),
        Mode::UpTo | Mode::At | Mode::AllTime => TimeCommand::Mode(Mode::During),
    })
}

/// The next of [`SPEEDS`].
fn seconds_after(now: f32, faster: bool) -> f32 {
    let next = if faster {
        SPEEDS.iter().rev().find(|s| **s < now)
    } else {
        SPEEDS.iter().find(|s| **s > now)
    };
    next.copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::seconds_after;

    #[test]
    fn speed_has_ends() {
        assert!(seconds_after(30.0, true) < 30.0);
        assert!(seconds_after(30.0, false) > 30.0);
        assert!((seconds_after(5.0, true) - 5.0).abs() < f32::EPSILON);
        assert!((seconds_after(120.0, false) - 120.0).abs() < f32::EPSILON);
    }
}
