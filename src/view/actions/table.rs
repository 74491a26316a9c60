//! The rows of the table of actions.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::choices::{
    always, has_place, has_time, has_undated_choice, is_during, next_repeat, next_undated, other,
    seconds_after, window_end,
};
use super::{Action, ActionId, Binding, Does, Group};
use crate::query::Mode;
use crate::session::command::{
    Direction, FileCommand, FilterCommand, NavigateCommand, PlayCommand, SelectCommand,
    ShowCommand, TimeCommand,
};
use crate::session::{Command, Session};
use crate::view::panels::top_bar;
use crate::view::timeline::{date_field, tray};
use crate::view::undated;

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
        ActionId::Repeat,
        "Once, loop or bounce",
        "What playing does at the end: stop, begin again or run back.",
        &[key(Key::P)],
        |s| Command::Play(PlayCommand::Repeat(next_repeat(s.playback.repeat))),
    ),
    time(
        ActionId::SkipGaps,
        "Skip empty times",
        "Let playing pass long times in which nothing happens quickly, or at their own length.",
        &[shift(Key::P)],
        |s| Command::Play(PlayCommand::SkipGaps(!s.playback.skip_gaps)),
    ),
    Action {
        id: ActionId::GoToDate,
        title: "Go to a date",
        tooltip: "Type a date (2019, Mar 2019, 20 March 2019), or two with a dash between for a window.",
        group: Group::Time,
        keys: &[key(Key::G)],
        enabled: has_time,
        does: Does::Focus(date_field::field_id),
    },
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
        "What existed, or started, in the window.",
        &[key(Key::Num3), Binding::Text("3")],
        |_| Command::Time(TimeCommand::Mode(Mode::During)),
    ),
    Action {
        enabled: is_during,
        ..time(
            ActionId::Within,
            "Existing or starting",
            "In the mode During: what existed in the window, or what started in it.",
            &[key(Key::W)],
            |s| Command::Time(TimeCommand::Within(other(s.document.clock.within))),
        )
    },
    time(
        ActionId::AllTime,
        "Mode: All time",
        "Everything, whatever its date.",
        &[key(Key::Num4), Binding::Text("4")],
        |_| Command::Time(TimeCommand::Mode(Mode::AllTime)),
    ),
    Action {
        enabled: has_undated_choice,
        ..time(
            ActionId::Undated,
            "Hide, ghost, show undated",
            "How records without a date are drawn: not at all, as ghosts, or like the others.",
            &[key(Key::U)],
            |s| Command::Filter(FilterCommand::Undated(next_undated(s.document.undated))),
        )
    },
    Action {
        id: ActionId::UndatedList,
        title: "List of undated",
        tooltip: "Open or close the list of the records without a date.",
        group: Group::Time,
        keys: &[shift(Key::U)],
        enabled: undated::is_any,
        does: Does::Toggle(tray::popup_id),
    },
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
        Does::Focus(top_bar::search_id),
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
