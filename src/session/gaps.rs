//! The long empty times that playing passes quickly, kept until what they follow from changes.

use crate::model::Span;
use crate::model::time::tick::Step;

use super::schedule::{LONG_SHARE, Schedule, gaps};
use super::{Session, moments};

/// The gaps, and what they were worked out for.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    made_for: Option<(u64, Option<Span>, Step)>,
    quiet_for: Option<(u64, Option<Span>)>,
    quiet: Vec<Span>,
    ticks: Vec<Span>,
}

impl Gaps {
    /// The gaps of the session as it is now; `self` where nothing has changed.
    pub(super) fn refreshed(mut self, session: &Session) -> Self {
        let (revision, span) = (session.derived.filter_revision, session.play_span());
        let step = session.document.clock.step();
        let key = Some((revision, span, step));
        if self.made_for == key {
            return self;
        }
        self.made_for = key;
        let Some(span) = span else {
            self.ticks.clear();
            return self;
        };
        if self.quiet_for != Some((revision, Some(span))) {
            self.quiet = moments::quiet(session, span, LONG_SHARE);
            self.quiet_for = Some((revision, Some(span)));
        }
        self.ticks = gaps(&self.quiet, span, step);
        self
    }
}

impl Session {
    /// The long times in which nothing that is shown begins or ends, as whole ticks of the clock:
    /// playing passes them quickly. None where it does not.
    #[must_use]
    pub fn gaps(&self) -> &[Span] {
        if self.playback.skip_gaps {
            &self.gaps.ticks
        } else {
            &[]
        }
    }

    /// The gap that playing passes right now.
    #[must_use]
    pub fn passing(&self) -> Option<Span> {
        let at = self.document.clock.tick().start;
        let gaps = self.gaps().iter().filter(|_| self.playback.running);
        gaps.copied().find(|gap| gap.contains(at))
    }

    /// How playing passes through time, as it is set; `None` where nothing has a date.
    #[must_use]
    pub fn schedule(&self) -> Option<Schedule> {
        let span = self.play_span()?;
        let seconds = f64::from(self.playback.seconds);
        let step = self.document.clock.step();
        Some(Schedule::new(span, step, seconds, self.gaps()))
    }
}
