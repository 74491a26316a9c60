//! The running clock: how far playing has come, which way it runs, and what happens at the ends.

use crate::query::Clock;

use super::schedule::Schedule;

/// What happens at the end of the span.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Repeat {
    /// Stop on the last frame.
    #[default]
    Once,
    /// Begin again.
    Loop,
    /// Run back to the first frame, then on again.
    Bounce,
}

/// Whether and how the clock runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Playback {
    /// Whether it runs.
    pub running: bool,
    /// Seconds for the whole span.
    pub seconds: f32,
    /// What happens at the end.
    pub repeat: Repeat,
    /// Whether long times in which nothing happens pass quickly.
    pub skip_gaps: bool,
    leg: Leg,
    /// Seconds of the schedule that lie before the position.
    at_s: f64,
    /// What `at_s` was counted in.
    schedule: Option<Schedule>,
}

/// What playing is about.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Leg {
    /// It runs on.
    Forward,
    /// It runs back.
    Back,
    /// It stands at one of the ends, for so many seconds by now.
    Held(f64),
}

/// How long an end is held before the clock runs again, in seconds.
const HOLD_S: f64 = 1.5;
/// A longer frame (a stalled machine) counts as one of so many seconds: it does not jump.
const LONGEST_FRAME_S: f64 = 0.25;

impl Default for Playback {
    fn default() -> Self {
        Self {
            running: false,
            seconds: 30.0,
            repeat: Repeat::Once,
            skip_gaps: true,
            leg: Leg::Forward,
            at_s: 0.0,
            schedule: None,
        }
    }
}

impl Playback {
    /// Begins to run from where the clock stands; from the first tick where it stands on the last
    /// one or outside.
    pub fn start(&mut self, clock: &mut Clock, schedule: Schedule) {
        let tick = clock.tick();
        let is_inside = schedule.first().start <= tick.start && tick.start < schedule.last().start;
        if !is_inside {
            clock.move_to(schedule.first().start);
        }
        self.running = true;
        self.leg = Leg::Forward;
        self.at_s = schedule.seconds_at(clock.tick().start);
        self.schedule = Some(schedule);
    }

    /// Changes what happens at the end. From where it is the clock runs on.
    pub fn set_repeat(&mut self, repeat: Repeat) {
        if repeat != self.repeat && self.leg == Leg::Back {
            self.leg = Leg::Forward;
        }
        self.repeat = repeat;
    }

    /// Lets `dt_s` seconds pass. Answers whether the clock runs on.
    pub fn advance(&mut self, dt_s: f32, clock: &mut Clock, schedule: Schedule) -> bool {
        if !self.running {
            return false;
        }
        self.keep_place(clock, &schedule);
        let dt_s = f64::from(dt_s).clamp(0.0, LONGEST_FRAME_S);
        let end_s = schedule.seconds();
        match self.leg {
            Leg::Forward => self.at_s = (self.at_s + dt_s).min(end_s),
            Leg::Back => self.at_s = (self.at_s - dt_s).max(0.0),
            Leg::Held(_) => {}
        }
        self.turn(dt_s, end_s);
        let tick = schedule.tick_at(self.at_s);
        if tick != clock.tick() {
            clock.move_to(tick.start);
        }
        self.schedule = Some(schedule);
        self.running
    }

    /// What comes next at the ends.
    fn turn(&mut self, dt_s: f64, end_s: f64) {
        let is_at_end = self.at_s >= end_s;
        match (self.leg, self.repeat) {
            (Leg::Forward, Repeat::Once) if is_at_end => self.running = false,
            (Leg::Held(_), Repeat::Once) => self.running = false,
            (Leg::Forward, _) if is_at_end => self.leg = Leg::Held(0.0),
            (Leg::Back, _) if self.at_s <= 0.0 => self.leg = Leg::Held(0.0),
            (Leg::Held(held_s), _) if held_s + dt_s < HOLD_S => {
                self.leg = Leg::Held(held_s + dt_s);
            }
            (Leg::Held(_), Repeat::Bounce) if is_at_end => self.leg = Leg::Back,
            (Leg::Held(_), _) => {
                self.leg = Leg::Forward;
                self.at_s = 0.0;
            }
            (Leg::Forward | Leg::Back, _) => {}
        }
    }

    /// Counts the position anew where speed, step or gaps have changed: the clock stays where it is,
    /// to the part of a tick where the ticks are the same.
    fn keep_place(&mut self, clock: &Clock, schedule: &Schedule) {
        if let Some(old) = self.schedule.as_ref().filter(|old| *old != schedule) {
            let is_at_end = self.at_s >= old.seconds();
            self.at_s = if is_at_end {
                schedule.seconds()
            } else {
                schedule.seconds_at(old.instant_at(self.at_s))
            };
        }
        if schedule.tick_at(self.at_s) != clock.tick() {
            self.at_s = schedule.seconds_at(clock.tick().start);
        }
    }
}

#[cfg(test)]
mod tests;
