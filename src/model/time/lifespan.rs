//! How long a record was there, as far as its dates say, and what may be said of it at a moment.
//!
//! Beginning and end are ranges. How far each has come at an instant are two small answers
//! ([`Beginning`], [`Ending`]); a [`State`] follows from the two, whichever question is asked.

use super::{Instant, Span, after};

/// When a record was there, as far as its dates say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Lifespan {
    /// The beginning.
    pub start: Start,
    /// The end: it was over at some instant of this range; `None` runs on. `start` of the span is
    /// the earliest instant at which it may be over, `end` the instant from which it is over.
    pub end: Option<Span>,
    /// A reported order or announcement of closure: *possibly over* from the end of this span on.
    pub closure: Option<Span>,
}

/// What is known of a beginning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Start {
    /// Nothing.
    #[default]
    Undated,
    /// It began within this span.
    Within(Span),
    /// It existed by the end of this span; when it began is not known.
    KnownBy(Span),
}

/// How far a beginning has come at a moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Beginning {
    /// It has no usable date.
    Undated,
    /// It had not begun.
    Before,
    /// It was first documented later; whether it existed yet is not known.
    DocumentedLater,
    /// It may have begun.
    Possibly,
    /// It had begun, or was documented.
    Certain,
}

/// How far an end has come at a moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ending {
    /// Nothing says that it was over.
    Lasting,
    /// Its end is a range that had begun.
    Possibly,
    /// An order or announcement of closure had been reported.
    Reported,
    /// It was over.
    Over,
}

/// What may be said of a record under a clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// It has no usable date.
    Undated,
    /// It had not begun.
    Before,
    /// It was first documented later; whether it existed yet is not known.
    DocumentedLater,
    /// It had begun before the window, where the question is what began in it.
    Earlier,
    /// Its beginning may already have been.
    Possibly,
    /// It was there.
    There,
    /// It may have been over: its end is a range.
    PossiblyOver,
    /// It may have been over: an order or announcement of closure was reported.
    ReportedClosed,
    /// It was over.
    Over,
}

impl State {
    /// All states, in order; a state is its own index here.
    pub const ALL: [Self; 9] = [
        Self::Undated,
        Self::Before,
        Self::DocumentedLater,
        Self::Earlier,
        Self::Possibly,
        Self::There,
        Self::PossiblyOver,
        Self::ReportedClosed,
        Self::Over,
    ];

    /// What follows from how far beginning and end have come.
    #[must_use]
    pub fn of(beginning: Beginning, ending: Ending) -> Self {
        match (beginning, ending) {
            (Beginning::Undated, _) => Self::Undated,
            (Beginning::Before, _) => Self::Before,
            (Beginning::DocumentedLater, _) => Self::DocumentedLater,
            (_, Ending::Over) => Self::Over,
            (Beginning::Possibly, _) => Self::Possibly,
            (Beginning::Certain, Ending::Lasting) => Self::There,
            (Beginning::Certain, Ending::Possibly) => Self::PossiblyOver,
            (Beginning::Certain, Ending::Reported) => Self::ReportedClosed,
        }
    }

    /// What may be said of a beginning inside a window, from how far it had come where the window
    /// begins and where it ends. What was documented in the window may have begun before it.
    #[must_use]
    pub fn of_start(at_start: Beginning, at_end: Beginning) -> Self {
        match (at_start, at_end) {
            (_, Beginning::Undated) => Self::Undated,
            (_, Beginning::Before) => Self::Before,
            (_, Beginning::DocumentedLater) => Self::DocumentedLater,
            (Beginning::Certain, _) => Self::Earlier,
            (Beginning::Before, Beginning::Certain) => Self::There,
            (_, Beginning::Possibly | Beginning::Certain) => Self::Possibly,
        }
    }

    /// Whether it may have been over without being so for certain.
    #[must_use]
    pub fn is_possibly_over(self) -> bool {
        matches!(self, Self::PossiblyOver | Self::ReportedClosed)
    }
}

impl Lifespan {
    /// How far the beginning has come at `at`, which is the end of a tick and itself outside it.
    #[must_use]
    pub fn beginning(&self, at: Instant) -> Beginning {
        match self.start {
            Start::Undated => Beginning::Undated,
            Start::Within(span) if at >= span.end => Beginning::Certain,
            Start::Within(span) if at > span.start => Beginning::Possibly,
            Start::Within(_) => Beginning::Before,
            Start::KnownBy(span) if at >= span.end => Beginning::Certain,
            Start::KnownBy(_) => Beginning::DocumentedLater,
        }
    }

    /// How far the end has come at `at`, which is the end of a tick and itself outside it.
    #[must_use]
    pub fn ending(&self, at: Instant) -> Ending {
        if self.end.is_some_and(|end| at > end.end) {
            Ending::Over
        } else if self.closure.is_some_and(|closure| at >= closure.end) {
            Ending::Reported
        } else if self.end.is_some_and(|end| at > end.start) {
            Ending::Possibly
        } else {
            Ending::Lasting
        }
    }

    /// What may be said at `at`, which is the end of the clock's tick and itself outside it.
    #[must_use]
    pub fn state_at(&self, at: Instant) -> State {
        State::of(self.beginning(at), self.ending(at))
    }

    /// What may be said of existing in the window, which is half-open: that it had begun by its
    /// end, and how far the end had come in its first instant.
    #[must_use]
    pub fn state_during(&self, window: Span) -> State {
        let ending = self.ending(after(window.start));
        State::of(self.beginning(window.end), ending)
    }

    /// What may be said of beginning in the window, which is half-open.
    #[must_use]
    pub fn state_starting(&self, window: Span) -> State {
        State::of_start(self.beginning(window.start), self.beginning(window.end))
    }

    /// The date of the record as a span: of its start, or the latest possible one.
    #[must_use]
    pub fn dated(&self) -> Option<Span> {
        match self.start {
            Start::Undated => None,
            Start::Within(span) | Start::KnownBy(span) => Some(span),
        }
    }

    /// Everything from the first possible to the last reported instant.
    #[must_use]
    pub fn extent(&self) -> Option<Span> {
        let dated = self.dated()?;
        Some(self.end.map_or(dated, |end| dated.union(end)))
    }

    /// Whether only a latest possible beginning is known.
    #[must_use]
    pub fn is_known_by(&self) -> bool {
        matches!(self.start, Start::KnownBy(_))
    }
}

#[cfg(test)]
mod tests {
    use super::State::{Before, Earlier, Over, Possibly, PossiblyOver, ReportedClosed, There};
    use super::*;
    use crate::model::time::DAY_MS;

    const fn span(start: i64, end: i64) -> Span {
        Span {
            start: Instant(start),
            end: Instant(end),
        }
    }

    #[test]
    fn a_start_range_is_possibly_until_its_end() {
        let life = Lifespan {
            start: Start::Within(span(10, 20)),
            ..Lifespan::default()
        };
        let states = [5, 10, 11, 19, 20, 99].map(|t| life.state_at(Instant(t)));
        assert_eq!(states, [Before, Before, Possibly, Possibly, There, There]);
    }

    #[test]
    fn known_by_is_not_there_before_its_date() {
        let life = Lifespan {
            start: Start::KnownBy(span(10, 20)),
            ..Lifespan::default()
        };
        assert_eq!(life.state_at(Instant(19)), State::DocumentedLater);
        assert_eq!(life.state_at(Instant(20)), State::There);
    }

    #[test]
    fn a_reported_closure_never_makes_it_over() {
        let life = Lifespan {
            start: Start::Within(span(0, 10)),
            end: None,
            closure: Some(span(50, 60)),
        };
        assert_eq!(life.state_at(Instant(59)), State::There);
        assert_eq!(life.state_at(Instant(60)), ReportedClosed);
        assert_eq!(life.state_at(Instant(i64::MAX)), ReportedClosed);
    }

    #[test]
    fn an_end_range_is_possibly_over_in_between() {
        let life = Lifespan {
            start: Start::Within(span(0, 1)),
            end: Some(span(50, 60)),
            closure: None,
        };
        let states = [50, 51, 60, 61].map(|t| life.state_at(Instant(t)));
        assert_eq!(states, [There, PossiblyOver, PossiblyOver, Over]);
    }

    #[test]
    fn what_starts_and_ends_on_one_day_is_there_on_that_day() {
        let day = Lifespan {
            start: Start::Within(span(0, DAY_MS)),
            end: Some(span(DAY_MS, DAY_MS)),
            closure: None,
        };
        assert_eq!(day.state_at(Instant(0)), State::Before);
        assert_eq!(day.state_at(Instant(DAY_MS)), State::There);
        assert_eq!(day.state_at(Instant(2 * DAY_MS)), State::Over);
    }

    #[test]
    fn during_asks_for_the_window_not_the_moment() {
        let life = Lifespan {
            start: Start::Within(span(10, 11)),
            end: Some(span(20, 21)),
            closure: None,
        };
        assert_eq!(life.state_during(span(0, 10)), State::Before);
        assert_eq!(life.state_during(span(15, 99)), State::There);
        assert_eq!(life.state_during(span(21, 99)), State::Over);
    }

    #[test]
    fn a_window_asks_how_far_the_end_had_come_in_its_first_instant() {
        let life = Lifespan {
            start: Start::Within(span(0, 1)),
            end: Some(span(20, 40)),
            closure: Some(span(29, 30)),
        };
        let windows = [19, 20, 28, 29, 39, 40].map(|start| span(start, 99));
        let states = windows.map(|window| life.state_during(window));
        let expected = [
            There,
            PossiblyOver,
            PossiblyOver,
            ReportedClosed,
            ReportedClosed,
            Over,
        ];
        assert_eq!(states, expected);
    }

    #[test]
    fn starting_in_a_window_is_another_question() {
        let within = |a, b| Lifespan {
            start: Start::Within(span(a, b)),
            ..Lifespan::default()
        };
        let known = |a, b| Lifespan {
            start: Start::KnownBy(span(a, b)),
            ..Lifespan::default()
        };
        let window = span(10, 20);
        for (life, expected) in [
            (within(0, 10), Earlier),
            (within(10, 20), There),
            (within(12, 13), There),
            (within(9, 12), Possibly),
            (within(19, 21), Possibly),
            (within(0, 99), Possibly),
            (within(20, 21), Before),
            (known(5, 10), Earlier),
            (known(5, 11), Possibly),
            (known(15, 21), State::DocumentedLater),
            (Lifespan::default(), State::Undated),
        ] {
            assert_eq!(life.state_starting(window), expected, "{life:?}");
        }
    }
}
