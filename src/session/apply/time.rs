//! When it is, and whether the clock runs.

use crate::model::{Instant, Span};
use crate::query::Mode;
use crate::session::Session;
use crate::session::command::{Direction, PlayCommand, TimeCommand};

pub(super) fn apply(session: &mut Session, command: TimeCommand) {
    if !matches!(command, TimeCommand::Axis(_) | TimeCommand::AxisHome) {
        // A hand on the clock stops it.
        session.playback.running = false;
    }
    let clock = &mut session.document.clock;
    match command {
        TimeCommand::Mode(mode) => clock.mode = mode,
        TimeCommand::Within(within) => clock.within = within,
        TimeCommand::Step(step) => clock.set_step(step),
        TimeCommand::At(at) => clock.move_to(at),
        TimeCommand::Forward(n) => {
            let at = clock.step().shift(clock.tick(), n).start;
            clock.move_to(at);
        }
        TimeCommand::Go(span) if clock.mode == Mode::During => clock.set_window(span),
        TimeCommand::Go(span) => clock.move_to(Instant(span.end.0.saturating_sub(1))),
        TimeCommand::Window(span) => {
            clock.mode = Mode::During;
            clock.set_window(span);
        }
        TimeCommand::ToRecord(direction) => to_record(session, direction),
        TimeCommand::ToEnd(direction) => to_end(session, direction),
        TimeCommand::WindowStart(at) => clock.open_window(at),
        TimeCommand::WindowEnd(at) => clock.close_window(at),
        TimeCommand::Axis(span) => session.axis = span,
        TimeCommand::AxisHome => {
            if let Some(home) = session.play_span() {
                session.axis = home;
            }
        }
    }
    keep_playhead_in_view(session, command);
}

pub(super) fn play(session: &mut Session, command: PlayCommand) {
    match command {
        PlayCommand::Run(running) => {
            if let Some(span) = session.play_span() {
                session
                    .playback
                    .run(running, &mut session.document.clock, span);
            }
        }
        PlayCommand::Seconds(seconds) => session.playback.seconds = seconds.clamp(2.0, 600.0),
        PlayCommand::Repeat(repeat) => session.playback.repeat = repeat,
        PlayCommand::SkipGaps(skip) => session.playback.skip_gaps = skip,
    }
}

/// The dates at which something appears, of all visible layers' kept rows, ascending.
fn record_dates(session: &Session) -> Vec<Instant> {
    let mut dates = Vec::new();
    for shown in &session.derived.layers {
        let Some(data) = session.data.get(&shown.id).filter(|_| shown.visible) else {
            continue;
        };
        dates.extend(
            shown
                .passing
                .iter()
                .filter_map(|row| data.lifespan(row).dated())
                .map(|span| Instant(span.end.0.saturating_sub(1))),
        );
    }
    dates.sort_unstable();
    dates
}

fn to_record(session: &mut Session, direction: Direction) {
    let dates = record_dates(session);
    let tick = session.document.clock.tick();
    let next = match direction {
        Direction::Forward => dates.iter().find(|at| **at >= tick.end),
        Direction::Back => dates.iter().rev().find(|at| **at < tick.start),
    };
    if let Some(at) = next {
        session.document.clock.move_to(*at);
    }
}

fn to_end(session: &mut Session, direction: Direction) {
    let Some(span) = session.play_span() else {
        return;
    };
    let at = match direction {
        Direction::Back => span.start,
        Direction::Forward => Instant(span.end.0.saturating_sub(1)),
    };
    session.document.clock.move_to(at);
}

/// Moves the axis, without changing its length, so that the playhead can be seen.
fn keep_playhead_in_view(session: &mut Session, command: TimeCommand) {
    if matches!(
        command,
        TimeCommand::Axis(_) | TimeCommand::AxisHome | TimeCommand::Mode(_)
    ) {
        return;
    }
    let (axis, tick) = (session.axis, session.document.clock.tick());
    let shift = if tick.end > axis.end {
        tick.end.0.saturating_sub(axis.end.0)
    } else if tick.start < axis.start {
        tick.start.0.saturating_sub(axis.start.0)
    } else {
        return;
    };
    session.axis = Span {
        start: Instant(axis.start.0.saturating_add(shift)),
        end: Instant(axis.end.0.saturating_add(shift)),
    };
}
