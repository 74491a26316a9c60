//! The running clock: whole ticks, paced so that the whole span takes so many seconds.

use crate::model::{Instant, Span};
use crate::query::Clock;

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
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playback {
    /// Whether it runs.
    pub running: bool,
    /// Seconds for the whole span.
    pub seconds: f32,
    /// What happens at the end.
    pub repeat: Repeat,
    /// Whether long times in which nothing happens pass quickly.
    pub skip_gaps: bool,
    carry_ticks: f32,
    hold_s: f32,
}

/// How long the last frame is held before a loop begins again, in seconds.
const HOLD_S: f32 = 1.5;

impl Default for Playback {
    fn default() -> Self {
        Self {
            running: false,
            seconds: 30.0,
            repeat: Repeat::Once,
            skip_gaps: true,
            carry_ticks: 0.0,
            hold_s: 0.0,
        }
    }
}

impl Playback {
    /// Starts or stops. Starting on or after the last tick begins at the first.
    pub fn run(&mut self, running: bool, clock: &mut Clock, span: Span) {
        self.running = running;
        self.carry_ticks = 0.0;
        self.hold_s = 0.0;
        if running && clock.tick().end >= span.end {
            clock.move_to(span.start);
        }
    }

    /// Lets `dt_s` seconds pass. Answers whether the clock runs on.
    pub fn advance(&mut self, dt_s: f32, clock: &mut Clock, span: Span) -> bool {
        if !self.running {
            return false;
        }
        if clock.tick().end >= span.end {
            return self.at_end(dt_s, clock, span);
        }
        let n_ticks = span.duration_ms() as f64 / clock.tick().duration_ms().max(1) as f64;
        // A long frame (a stalled machine) moves the clock by a tenth of the span at most.
        let share = f64::from((dt_s / self.seconds.max(1.0)).clamp(0.0, 0.1));
        self.carry_ticks += (share * n_ticks) as f32;
        let whole = self.carry_ticks.floor();
        self.carry_ticks -= whole;
        if whole >= 1.0 {
            let target = clock.step().shift(clock.tick(), whole as i64);
            let last = clock.step().tick_containing(Instant(span.end.0 - 1));
            clock.move_to(target.start.min(last.start));
        }
        true
    }

    fn at_end(&mut self, dt_s: f32, clock: &mut Clock, span: Span) -> bool {
        match self.repeat {
            Repeat::Once => self.running = false,
            Repeat::Loop | Repeat::Bounce => {
                self.hold_s += dt_s;
                if self.hold_s >= HOLD_S {
                    self.run(true, clock, span);
                }
            }
        }
        self.running
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::tick::Step;
    use crate::query::Mode;

    fn setup() -> (Playback, Clock, Span) {
        let first = Step::Month.tick_containing(Instant(1_388_534_400_000));
        let last = Step::Month.shift(first, 99);
        let clock = Clock::new(Mode::UpTo, Step::Month, first.start);
        let span = Span {
            start: first.start,
            end: last.end,
        };
        (Playback::default(), clock, span)
    }

    #[test]
    fn the_whole_span_takes_the_chosen_seconds_and_the_last_frame_stays() {
        let (mut play, mut clock, span) = setup();
        play.seconds = 10.0;
        play.run(true, &mut clock, span);
        assert_eq!(
            clock.tick().start,
            span.start,
            "the first frame comes first"
        );
        let mut elapsed = 0.0;
        while play.advance(0.02, &mut clock, span) {
            elapsed += 0.02;
            assert!(elapsed < 20.0, "playing must end");
        }
        assert!((9.0..=11.0).contains(&elapsed), "{elapsed}");
        assert_eq!(clock.tick().end, span.end);
    }

    #[test]
    fn a_loop_holds_the_last_frame_and_begins_again() {
        let (mut play, mut clock, span) = setup();
        play.repeat = Repeat::Loop;
        clock.move_to(Instant(span.end.0 - 1));
        play.running = true;
        assert!(play.advance(1.0, &mut clock, span));
        assert_eq!(clock.tick().end, span.end);
        assert!(play.advance(1.0, &mut clock, span));
        assert_eq!(clock.tick().start, span.start);
    }
}
