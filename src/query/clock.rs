//! Time as a question: which mode, at which tick, and what each row's answer is.
//!
//! A [`Clock`] keeps the instants that were asked for and works out the tick around them, so that
//! a coarser step and back again leaves it where it stood.

use crate::model::time::after;
use crate::model::time::tick::Step;
use crate::model::{Instant, Lifespan, Span, State};

/// Which question the clock asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Mode {
    /// Everything that had started by the end of the tick.
    UpTo,
    /// What existed at the end of the tick.
    At,
    /// What existed, or started, in the window.
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

/// What *During* asks of a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Within {
    /// Whether it existed at some time in the window.
    #[default]
    Existing,
    /// Whether it started in the window.
    Starting,
}

/// Whether records without a date are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Undated {
    /// Not at all.
    #[default]
    Hide,
    /// As ghosts, told from everything that is dated.
    Ghost,
    /// Like everything else.
    Show,
}

impl Undated {
    /// Whether they are drawn at all.
    #[must_use]
    pub fn draws(self) -> bool {
        self != Self::Hide
    }
}

/// The clock of an atlas.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Clock {
    /// Which question.
    pub mode: Mode,
    /// What *During* asks.
    pub within: Within,
    step: Step,
    /// What was asked for last, inside the tick.
    stands: Instant,
    /// What was asked for as the beginning of the window, if anything was.
    opens: Option<Instant>,
}

/// A window that nobody has chosen has so many ticks: a year of months.
const TICKS_OF_WINDOW: i64 = 12;

/// What a clock asks each record: its beginning at one instant and, at another, its end or its
/// beginning again. Both are ends of ticks and themselves outside them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Where the beginning is asked for.
    pub at: Instant,
    /// What else is asked.
    pub other: Other,
}

/// The second half of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Other {
    /// How far the end had come.
    Ending(Instant),
    /// How far the beginning had come.
    Beginning(Instant),
}

impl Asked {
    /// The answer for one record.
    #[must_use]
    pub fn state(self, life: &Lifespan) -> State {
        let beginning = life.beginning(self.at);
        match self.other {
            Other::Ending(at) => State::of(beginning, life.ending(at)),
            Other::Beginning(at) => State::of_start(life.beginning(at), beginning),
        }
    }
}

impl Clock {
    /// A clock on the tick that contains `at`, without a chosen window.
    #[must_use]
    pub fn new(mode: Mode, step: Step, at: Instant) -> Self {
        Self {
            mode,
            within: Within::default(),
            step,
            stands: step.tick_containing(at).last(),
            opens: None,
        }
    }

    /// The same clock with another question for *During*.
    #[must_use]
    pub fn asking(self, within: Within) -> Self {
        Self { within, ..self }
    }

    /// How long a tick is.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step
    }

    /// The tick that the playhead stands on.
    #[must_use]
    pub fn tick(&self) -> Span {
        self.step.tick_containing(self.stands)
    }

    /// The window of the mode *During*: whole ticks, the last of which is that of the playhead.
    /// Where its beginning was not chosen it has twelve of them.
    #[must_use]
    pub fn window(&self) -> Span {
        let tick = self.tick();
        let first = match self.chosen_window_start() {
            Some(opens) => self.step.tick_containing(opens),
            None => self.step.shift(tick, 1 - TICKS_OF_WINDOW),
        };
        Span {
            start: first.start.min(tick.start),
            end: tick.end,
        }
    }

    /// Where the window was asked to begin, if it was and the playhead has not been moved before it
    /// since.
    #[must_use]
    pub fn chosen_window_start(&self) -> Option<Instant> {
        self.opens.filter(|opens| *opens < self.tick().end)
    }

    /// Changes the length of a tick. What was asked for stays, so the tick around it does.
    pub fn set_step(&mut self, step: Step) {
        self.step = step;
    }

    /// Puts the playhead on the tick that contains `at`. In *During* the window comes along and
    /// keeps its length in ticks; in the other modes its beginning stays where it was chosen.
    pub fn move_to(&mut self, at: Instant) {
        let (from, to) = (self.tick(), self.step.tick_containing(at));
        if let (Mode::During, Some(opens)) = (self.mode, self.chosen_window_start()) {
            let first = self.step.tick_containing(opens);
            let by = self.step.between(from, to);
            self.opens = Some(self.step.shift(first, by).start);
        }
        self.stands = to.last();
    }

    /// Lets the window begin with the tick that contains `at`, but not after the playhead's.
    pub fn open_window(&mut self, at: Instant) {
        let start = self.step.tick_containing(at).start;
        self.opens = Some(start.min(self.tick().start));
    }

    /// Lets the window end with the tick that contains `at`, but not before it begins.
    pub fn close_window(&mut self, at: Instant) {
        let first = self.window().start;
        self.opens = Some(first);
        self.stands = self.step.tick_containing(at.max(first)).last();
    }

    /// The window is the ticks that `span` touches.
    pub fn set_window(&mut self, span: Span) {
        self.stands = self.step.tick_containing(span.last()).last();
        self.opens = Some(self.step.tick_containing(span.start).start);
    }

    /// The instant at which the clock asks: the end of its tick, or of all time.
    #[must_use]
    pub fn at(&self) -> Instant {
        match self.mode {
            Mode::AllTime => Instant(i64::MAX),
            _ => self.tick().end,
        }
    }

    /// What the clock asks each record.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let at = self.at();
        let other = match (self.mode, self.within) {
            (Mode::During, Within::Existing) => Other::Ending(after(self.window().start)),
            (Mode::During, Within::Starting) => Other::Beginning(self.window().start),
            _ => Other::Ending(at),
        };
        Asked { at, other }
    }

    /// Whether a record in this state is what the clock asks for, and certainly so. What had started
    /// once has; what may be over does not certainly exist.
    #[must_use]
    pub fn is_certain(&self, state: State) -> bool {
        match self.mode {
            Mode::UpTo | Mode::AllTime => self.draws(state) && state != State::Possibly,
            Mode::At | Mode::During => state == State::There,
        }
    }

    /// Whether a dated record in this state is drawn: *At* and *During* leave out what was over.
    #[must_use]
    pub fn draws(&self, state: State) -> bool {
        match state {
            State::Undated | State::Before | State::DocumentedLater | State::Earlier => false,
            State::Possibly | State::There | State::PossiblyOver | State::ReportedClosed => true,
            State::Over => matches!(self.mode, Mode::UpTo | Mode::AllTime),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::testing::span;
    use crate::model::time::{Start, calendar};
    use proptest::prelude::*;

    fn life(start: &str, end: Option<&str>) -> Lifespan {
        Lifespan {
            start: Start::Within(span(start)),
            end: end.map(|end| Span {
                start: span(end).end,
                end: span(end).end,
            }),
            closure: None,
        }
    }

    fn drawn(clock: Clock, life: &Lifespan) -> bool {
        clock.draws(clock.asked().state(life))
    }

    fn clock(mode: Mode, tick: &str) -> Clock {
        Clock::new(mode, Step::Month, span(tick).start)
    }

    #[test]
    fn up_to_keeps_what_is_over_and_at_does_not() {
        let ended = life("2018-01-05", Some("2018-03-02"));
        for (mode, expected) in [(Mode::UpTo, true), (Mode::At, false), (Mode::AllTime, true)] {
            assert_eq!(drawn(clock(mode, "2018-05"), &ended), expected, "{mode:?}");
        }
    }

    #[test]
    fn a_tick_includes_what_starts_inside_it() {
        let march = clock(Mode::UpTo, "2019-03");
        assert!(drawn(march, &life("2019-03-31", None)));
        assert!(!drawn(march, &life("2019-04-01", None)));
    }

    #[test]
    fn during_asks_for_existing_or_for_starting() {
        let mut clock = clock(Mode::During, "2019-03");
        clock.open_window(span("2019-02").start);
        let (old, new) = (life("2018", None), life("2019-02-10", None));
        let over = life("2018-01", Some("2019-01-31"));
        assert!(drawn(clock, &old) && drawn(clock, &new) && !drawn(clock, &over));
        clock.within = Within::Starting;
        assert_eq!(clock.asked().state(&old), State::Earlier);
        assert!(!drawn(clock, &old) && drawn(clock, &new));
    }

    #[test]
    fn a_coarser_step_and_back_leaves_the_clock_where_it_was() {
        let mut clock = clock(Mode::During, "2019-03");
        clock.set_window(Span {
            start: span("2018-05").start,
            end: span("2019-03").end,
        });
        let before = clock;
        for step in Step::ALL {
            clock.set_step(step);
            assert!(clock.tick().contains(Instant(span("2019-03").end.0 - 1)));
        }
        clock.set_step(Step::Month);
        assert_eq!(clock, before);
    }

    #[test]
    fn a_window_without_a_chosen_beginning_is_a_year_of_months() {
        let clock = clock(Mode::During, "2019-03");
        assert_eq!(clock.window().start, span("2018-04").start);
    }

    proptest! {
        #[test]
        fn a_window_keeps_its_length_and_comes_back(at in -400_000..400_000_i64, n in 1..60_i64, by in -300..300_i64, step in 0..9_usize) {
            let step = Step::ALL[step];
            // So few that the calendar does not end on the way.
            let (n, by) = if step >= Step::Decade { (n % 20 + 1, by % 40) } else { (n, by) };
            let at = calendar::clamp(Instant(at * 7_777_777));
            let mut clock = Clock::new(Mode::During, step, at);
            let tick = clock.tick();
            clock.open_window(step.shift(tick, -n).start);
            let before = clock;
            clock.move_to(step.shift(tick, by).start);
            let window = clock.window();
            prop_assert_eq!(step.between(step.tick_containing(window.start), clock.tick()), n);
            clock.move_to(tick.start);
            prop_assert_eq!(clock, before);
        }
    }
}
