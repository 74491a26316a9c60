//! When it is, and whether the clock runs.

use crate::model::time::calendar;
use crate::model::{Instant, Span};
use crate::query::Mode;
use crate::session::caption::{Arrivals, Caption, Said};
use crate::session::command::{Direction, PlayCommand, TimeCommand};
use crate::session::{Session, moments, standing};

pub(super) fn apply(session: &mut Session, command: TimeCommand) {
    if moves_the_clock(command) {
        // A hand on the clock stops it.
        session.playback.running = false;
        leave_all_time(session);
    }
    let clock = &mut session.document.clock;
    match command {
        TimeCommand::Mode(mode) => ask(session, mode),
        TimeCommand::Within(within) => clock.within = within,
        TimeCommand::Step(step) => clock.set_step(step),
        TimeCommand::Restore(before) => *clock = before,
        TimeCommand::At(at) => clock.move_to(at),
        TimeCommand::Forward(n) => {
            let at = clock.step().shift(clock.tick(), n).start;
            clock.move_to(at);
        }
        TimeCommand::Go(span) if clock.mode == Mode::During => clock.set_window(span),
        TimeCommand::Go(span) => clock.move_to(span.last()),
        TimeCommand::Window(span) => {
            clock.mode = Mode::During;
            clock.set_window(span);
        }
        TimeCommand::ToRecord(direction) => to_record(session, direction),
        TimeCommand::ToShow(record) => standing::show(session, record),
        TimeCommand::Back => standing::go_back(session),
        TimeCommand::ToEnd(direction) => to_end(session, direction),
        TimeCommand::WindowStart(at) => clock.open_window(at),
        TimeCommand::WindowEnd(at) => clock.close_window(at),
        TimeCommand::Axis(span) => session.axis = within_reach(session, span),
        TimeCommand::AxisHome => {
            if let Some(home) = session.play_span() {
                session.axis = home;
            }
        }
    }
    keep_playhead_in_view(session, command);
}

/// Whether the command says where the clock stands. Another question or another step leaves it
/// there, and a clock that runs runs on.
fn moves_the_clock(command: TimeCommand) -> bool {
    !matches!(
        command,
        TimeCommand::Axis(_)
            | TimeCommand::AxisHome
            | TimeCommand::Mode(_)
            | TimeCommand::Within(_)
            | TimeCommand::Step(_)
            | TimeCommand::Restore(_)
    )
}

/// *All time* stands nowhere: who names a time then asks for what had started up to it.
fn leave_all_time(session: &mut Session) {
    if session.document.clock.mode == Mode::AllTime && session.play_span().is_some() {
        session.document.clock.mode = Mode::UpTo;
    }
}

fn ask(session: &mut Session, mode: Mode) {
    session.document.clock.mode = mode;
    if mode == Mode::AllTime {
        session.playback.running = false;
    }
}

pub(super) fn play(session: &mut Session, command: PlayCommand) {
    match command {
        PlayCommand::Run(true) if !session.playback.running => start(session),
        PlayCommand::Run(running) => session.playback.running &= running,
        PlayCommand::Seconds(seconds) if seconds.is_nan() => {}
        PlayCommand::Seconds(seconds) => session.playback.seconds = seconds.clamp(2.0, 600.0),
        PlayCommand::Repeat(repeat) => session.playback.set_repeat(repeat),
        PlayCommand::SkipGaps(skip) => session.playback.skip_gaps = skip,
    }
}

fn start(session: &mut Session) {
    let Some(schedule) = session.schedule() else {
        return say(session, Said::NothingDated);
    };
    if schedule.first() == schedule.last() {
        session.document.clock.move_to(schedule.first().start);
        return say(session, Said::OneTick);
    }
    let clock = &mut session.document.clock;
    let was_all_time = clock.mode == Mode::AllTime;
    if was_all_time {
        clock.mode = Mode::UpTo;
        clock.move_to(schedule.first().start);
    }
    session.playback.start(clock, schedule);
    if was_all_time {
        say(session, Said::PlaysUpTo);
    }
    bring_into_view(session);
}

fn say(session: &mut Session, said: Said) {
    session.caption = Some(Caption::new(session, said));
}

fn to_record(session: &mut Session, direction: Direction) {
    if session.play_span().is_none() {
        return say(session, Said::NothingDated);
    }
    let tick = session.document.clock.tick();
    let next = match direction {
        Direction::Forward => moments::next_beginning(session, tick.end),
        Direction::Back => moments::previous_beginning(session, tick.start),
    };
    let Some(at) = next else {
        return say(session, Said::NothingMore(direction));
    };
    session.document.clock.move_to(at);
    let tick = session.document.clock.tick();
    let arrivals = Arrivals::on(session, tick, direction);
    say(session, Said::Arrived(arrivals));
}

fn to_end(session: &mut Session, direction: Direction) {
    let Some(span) = session.play_span() else {
        return say(session, Said::NothingDated);
    };
    let at = match direction {
        Direction::Back => span.start,
        Direction::Forward => span.last(),
    };
    session.document.clock.move_to(at);
}

fn keep_playhead_in_view(session: &mut Session, command: TimeCommand) {
    let leaves_the_axis = matches!(
        command,
        TimeCommand::Axis(_) | TimeCommand::AxisHome | TimeCommand::Mode(_)
    );
    if !leaves_the_axis {
        bring_into_view(session);
    }
}

/// The span, or as much of it as shows all dates with as much time again on either side: beyond
/// that there is nothing to see, and no way back to find.
fn within_reach(session: &Session, span: Span) -> Span {
    let tick = session.document.clock.tick();
    let all = session.all_time().map_or(tick, |all| all.union(tick));
    let length = all.duration_ms();
    let reach = Span {
        start: calendar::clamp(Instant(all.start.0.saturating_sub(length))),
        end: calendar::clamp(Instant(all.end.0.saturating_add(length))),
    };
    if span.duration_ms() >= reach.duration_ms() {
        return reach;
    }
    let shift = reach.start.0.saturating_sub(span.start.0).max(0)
        - span.end.0.saturating_sub(reach.end.0).max(0);
    Span {
        start: Instant(span.start.0.saturating_add(shift)),
        end: Instant(span.end.0.saturating_add(shift)),
    }
}

/// Moves the axis, without changing its length, so that the playhead can be seen.
fn bring_into_view(session: &mut Session) {
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
