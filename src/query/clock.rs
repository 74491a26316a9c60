//! Time as a question: which mode, at which tick, and what each row's answer is.

use crate::model::time::tick::Step;
use crate::model::{Instant, Lifespan, Span, State};

/// Which question the clock asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// Everything that had started by the end of the tick.
    UpTo,
    /// What existed at the end of the tick.
    At,
    /// What existed in the window.
    During,
    /// Everything.
    AllTime,
}

impl Mode {
    /// In the order of the keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::UpTo, Self::At, Self::During, Self::AllTime];

    /// The mode's name in an atlas file.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::UpTo => "up-to",
            Self::At => "at",
            Self::During => "during",
            Self::AllTime => "all",
        }
    }
}

/// The clock of an atlas.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Clock {
    /// Which question.
    pub mode: Mode,
    /// How long a tick is.
    pub step: Step,
    /// The tick that the playhead stands on.
    pub tick: Span,
    /// Where the window begins (mode *During*); it ends with the tick.
    pub window_start: Instant,
}

impl Clock {
    /// The window of the mode *During*.
    #[must_use]
    pub fn window(&self) -> Span {
        Span {
            start: self.window_start.min(self.tick.start),
            end: self.tick.end,
        }
    }

    /// The instant at which the clock asks: the end of its tick, or of all time.
    #[must_use]
    pub fn at(&self) -> Instant {
        match self.mode {
            Mode::AllTime => Instant(i64::MAX),
            _ => self.tick.end,
        }
    }

    /// What may be said of a record under this clock.
    #[must_use]
    pub fn state(&self, life: &Lifespan) -> State {
        match self.mode {
            Mode::UpTo | Mode::At => life.state_at(self.tick.end),
            Mode::During => life.state_during(self.window()),
            Mode::AllTime if life.dated().is_none() => State::Undated,
            Mode::AllTime => life.state_at(self.at()),
        }
    }

    /// Whether a record in this state is drawn: *At* and *During* leave out what was over.
    #[must_use]
    pub fn draws(&self, state: State) -> bool {
        match self.mode {
            Mode::UpTo | Mode::AllTime => state.has_begun(),
            Mode::At | Mode::During => state.has_begun() && state != State::Over,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::Start;

    fn clock(mode: Mode, tick: (i64, i64), window_start: i64) -> Clock {
        Clock {
            mode,
            step: Step::Month,
            tick: Span {
                start: Instant(tick.0),
                end: Instant(tick.1),
            },
            window_start: Instant(window_start),
        }
    }

    fn life(start: i64, end: Option<i64>) -> Lifespan {
        let span = |a: i64| Span {
            start: Instant(a),
            end: Instant(a + 1),
        };
        Lifespan {
            start: Start::Within(span(start)),
            end: end.map(span),
            closure: None,
        }
    }

    #[test]
    fn up_to_keeps_what_is_over_and_at_does_not() {
        let ended = life(10, Some(20));
        for (mode, drawn) in [(Mode::UpTo, true), (Mode::At, false), (Mode::AllTime, true)] {
            let clock = clock(mode, (30, 40), 0);
            assert_eq!(clock.draws(clock.state(&ended)), drawn, "{mode:?}");
        }
    }

    #[test]
    fn a_tick_includes_what_starts_inside_it() {
        let clock = clock(Mode::UpTo, (30, 40), 0);
        assert!(clock.draws(clock.state(&life(39, None))));
        assert!(!clock.draws(clock.state(&life(40, None))));
    }

    #[test]
    fn during_leaves_out_what_was_over_before_the_window() {
        let clock = clock(Mode::During, (30, 40), 25);
        assert!(!clock.draws(clock.state(&life(10, Some(20)))));
        assert!(clock.draws(clock.state(&life(10, Some(26)))));
        assert!(clock.draws(clock.state(&life(35, None))));
        assert!(!clock.draws(clock.state(&life(45, None))));
    }
}
