//! What the rows of the table ask of the session: whether something can be done, and what comes next.

use crate::query::{Mode, Undated, Within};
use crate::session::command::TimeCommand;
use crate::session::playback::Repeat;
use crate::session::{Command, Session};
use crate::view::undated;

/// The lengths of playing that are offered, in seconds for the whole span.
pub const SPEEDS: [f32; 6] = [5.0, 10.0, 20.0, 30.0, 60.0, 120.0];

pub(super) fn always(_: &Session) -> bool {
    true
}

pub(super) fn has_time(session: &Session) -> bool {
    session.play_span().is_some()
}

pub(super) fn has_place(session: &Session) -> bool {
    session.selection.is_some_and(|record| {
        let data = session.data.get(&record.layer);
        data.and_then(|data| data.world(record.row)).is_some()
    })
}

pub(super) fn window_end(session: &Session) -> Command {
    let clock = &session.document.clock;
    Command::Time(match clock.mode {
        Mode::During => TimeCommand::WindowEnd(clock.tick().end),
        Mode::UpTo | Mode::At | Mode::AllTime => TimeCommand::Mode(Mode::During),
    })
}

/// What playing does at the end, in the order of its menu.
pub const REPEATS: [Repeat; 3] = [Repeat::Once, Repeat::Loop, Repeat::Bounce];

/// The one after it, and the first after the last.
pub(super) fn next_repeat(now: Repeat) -> Repeat {
    match now {
        Repeat::Once => Repeat::Loop,
        Repeat::Loop => Repeat::Bounce,
        Repeat::Bounce => Repeat::Once,
    }
}

/// The other question of *During*.
pub(super) fn other(within: Within) -> Within {
    match within {
        Within::Existing => Within::Starting,
        Within::Starting => Within::Existing,
    }
}

/// From hidden to ghosts to shown, and back to hidden.
pub(super) fn next_undated(now: Undated) -> Undated {
    match now {
        Undated::Hide => Undated::Ghost,
        Undated::Ghost => Undated::Show,
        Undated::Show => Undated::Hide,
    }
}

pub(super) fn is_during(session: &Session) -> bool {
    session.document.clock.mode == Mode::During
}

pub(super) fn has_undated_choice(session: &Session) -> bool {
    undated::has_choice(session)
}

/// The next of [`SPEEDS`].
pub(super) fn seconds_after(now: f32, faster: bool) -> f32 {
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
