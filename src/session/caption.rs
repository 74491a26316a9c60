//! What has just been done to the clock and is said over the map: what appeared at the record that
//! one stepped to, or why nothing happened. It stays until the clock moves otherwise.

use crate::model::Span;
use crate::query::Clock;

use super::command::Direction;
use super::{RecordRef, Session, moments};

/// Something to say of the clock.
#[derive(Clone, PartialEq, Debug)]
pub struct Caption {
    /// What.
    pub said: Said,
    clock: Clock,
    filter_revision: u64,
    age_s: f32,
}

/// What is said.
#[derive(Clone, PartialEq, Debug)]
pub enum Said {
    /// The clock stands on the tick of these records.
    Arrived(Arrivals),
    /// There is no record to step to on this side.
    NothingMore(Direction),
    /// Nothing that is open has a date.
    NothingDated,
    /// All of time is one tick: there is nothing to play.
    OneTick,
    /// All time has no position: what is played is *Up to*.
    PlaysUpTo,
}

/// What begins on a tick.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrivals {
    /// From where the clock came.
    pub direction: Direction,
    /// What has begun by its end and had not before, in the order of layers and files.
    pub begun: Vec<RecordRef>,
    /// What may have begun for the first time.
    pub possible: Vec<RecordRef>,
}

/// How long the marks of what appeared pulse, in seconds.
const PULSE_S: f32 = 0.25;
/// How long a word about playing stays while the clock runs, in seconds.
const WORD_S: f32 = 4.0;

/// The rings around what appeared.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Pulse {
    /// They grow and fade: the share of their time that has passed, from 0 to 1.
    Growing(f32),
    /// They stand still, for as long as the caption stands.
    Still,
}

impl Caption {
    pub(super) fn new(session: &Session, said: Said) -> Self {
        Self {
            said,
            clock: session.document.clock,
            filter_revision: session.derived.filter_revision,
            age_s: 0.0,
        }
    }

    /// Whether it still speaks of what is on the screen.
    pub(super) fn holds(&self, session: &Session) -> bool {
        match &self.said {
            Said::PlaysUpTo => session.playback.running && self.age_s < WORD_S,
            _ => {
                self.clock == session.document.clock
                    && self.filter_revision == session.derived.filter_revision
            }
        }
    }

    /// Lets time pass. Answers whether something on the screen still moves with it.
    pub(super) fn advance(&mut self, dt_s: f32, reduced_motion: bool) -> bool {
        let was_pulsing = self.pulse(reduced_motion).is_some() && !reduced_motion;
        self.age_s += dt_s.clamp(0.0, WORD_S);
        was_pulsing
    }

    pub(super) fn pulse(&self, reduced_motion: bool) -> Option<Pulse> {
        let Said::Arrived(_) = &self.said else {
            return None;
        };
        if reduced_motion {
            return Some(Pulse::Still);
        }
        (self.age_s < PULSE_S).then(|| Pulse::Growing(self.age_s / PULSE_S))
    }
}

impl Arrivals {
    /// What begins on `tick`.
    pub(super) fn on(session: &Session, tick: Span, direction: Direction) -> Self {
        let (begun, possible) = moments::beginnings_in(session, tick);
        Self {
            direction,
            begun,
            possible,
        }
    }
}

impl Session {
    /// What is said of the clock now.
    #[must_use]
    pub fn caption(&self) -> Option<&Caption> {
        self.caption.as_ref().filter(|caption| caption.holds(self))
    }

    /// The records that have just appeared, and how their marks pulse.
    #[must_use]
    pub fn pulse(&self) -> Option<(&[RecordRef], Pulse)> {
        let caption = self.caption()?;
        let Said::Arrived(arrivals) = &caption.said else {
            return None;
        };
        let pulse = caption.pulse(self.settings.reduced_motion)?;
        Some((&arrivals.begun, pulse))
    }
}
