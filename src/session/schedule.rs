//! How playing passes through time: every tick of a span in a given number of seconds, long empty
//! gaps in a short share of them. A pure mapping between seconds and ticks, so that what is played
//! and what is written frame by frame are the same.

use crate::model::time::tick::Step;
use crate::model::{Instant, Span};

/// A gap is passed in this share of all seconds: quickly, and still over a few frames.
const GAP_SHARE: f64 = 0.03;
/// A time without any change is a gap where it is longer than this share of the span.
pub const LONG_SHARE: f64 = 0.06;
/// A gap has at least so many ticks: shorter ones are soon over anyway.
const FEWEST_TICKS: i64 = 3;
/// What two ways to the same position may differ by, in ticks.
const SLACK: f64 = 1e-4;

/// The whole ticks inside the quiet parts of a span, where they are long enough to be gaps.
#[must_use]
pub fn gaps(quiet: &[Span], span: Span, step: Step) -> Vec<Span> {
    let within = |part: &Span| {
        // The tick that holds a change is no part of the gap beside it; the ends of the span are.
        let before = step.tick_containing(Instant(part.start.0.saturating_sub(1)));
        let after = step.tick_containing(part.end);
        let first = if part.start <= span.start {
            step.tick_containing(span.start)
        } else {
            step.next(before)
        };
        let last = if part.end >= span.end {
            last_tick(span, step)
        } else {
            step.previous(after)
        };
        let n_ticks = step.between(first, last) + 1;
        (n_ticks >= FEWEST_TICKS).then_some(Span {
            start: first.start,
            end: last.end,
        })
    };
    quiet.iter().filter_map(within).collect()
}

/// The tick in which a span ends.
fn last_tick(span: Span, step: Step) -> Span {
    step.tick_containing(span.last())
}

/// Seconds to ticks and back.
#[derive(Clone, PartialEq, Debug)]
pub struct Schedule {
    step: Step,
    seconds: f64,
    /// In order, without holes; at least one.
    pieces: Vec<Piece>,
}

/// Ticks that pass at one pace.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Piece {
    from_s: f64,
    until_s: f64,
    first: Span,
    n_ticks: i64,
}

impl Piece {
    fn seconds_per_tick(&self) -> f64 {
        (self.until_s - self.from_s) / self.n_ticks as f64
    }
}

impl Schedule {
    /// All ticks that `span` touches, in so many seconds. `gaps` are whole ticks, in order and apart
    /// from each other; without them every tick takes equally long.
    #[must_use]
    pub fn new(span: Span, step: Step, seconds: f64, gaps: &[Span]) -> Self {
        let runs = runs(span, step, gaps);
        let n_gaps = runs.iter().filter(|run| run.is_gap).count();
        let n_outside: i64 = runs.iter().filter(|r| !r.is_gap).map(|r| r.n_ticks).sum();
        // Where everything is one gap there is nothing to hurry to.
        let gap_s = if n_outside > 0 {
            seconds * GAP_SHARE
        } else {
            seconds
        };
        let tick_s = (seconds - gap_s * n_gaps as f64) / n_outside.max(1) as f64;
        let mut from_s = 0.0;
        let pieces = runs.into_iter().map(|run| {
            let length_s = if run.is_gap {
                gap_s
            } else {
                tick_s * run.n_ticks as f64
            };
            let piece = Piece {
                from_s,
                until_s: from_s + length_s,
                first: run.first,
                n_ticks: run.n_ticks,
            };
            from_s = piece.until_s;
            piece
        });
        Self {
            step,
            seconds,
            pieces: pieces.collect(),
        }
    }

    /// How long the whole takes, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// The first tick.
    #[must_use]
    pub fn first(&self) -> Span {
        self.tick_at(0.0)
    }

    /// The last tick.
    #[must_use]
    pub fn last(&self) -> Span {
        self.tick_at(f64::INFINITY)
    }

    /// The tick that is on the screen after so many seconds: the first one before them all, the last
    /// one after them.
    #[must_use]
    pub fn tick_at(&self, seconds: f64) -> Span {
        let (piece, index, _) = self.place_at(seconds);
        self.step.shift(piece.first, index)
    }

    /// The instant that playing has come to after so many seconds.
    #[must_use]
    pub fn instant_at(&self, seconds: f64) -> Instant {
        let (piece, index, share) = self.place_at(seconds);
        let tick = self.step.shift(piece.first, index);
        let into = (tick.duration_ms() as f64 * share) as i64;
        Instant(tick.start.0.saturating_add(into))
    }

    /// After how many seconds playing comes to an instant; the nearest end for one outside.
    #[must_use]
    pub fn seconds_at(&self, at: Instant) -> f64 {
        let tick = self.step.tick_containing(at);
        let into = at.0.saturating_sub(tick.start.0) as f64 / tick.duration_ms().max(1) as f64;
        let before = |piece: &&Piece| piece.first.start <= tick.start;
        let Some(piece) = self.pieces.iter().rev().find(before) else {
            return 0.0;
        };
        let index = self.step.between(piece.first, tick);
        let seconds = piece.from_s + (index as f64 + into) * piece.seconds_per_tick();
        seconds.clamp(piece.from_s, piece.until_s)
    }

    /// The piece at so many seconds, the number of its tick, and how much of that has passed.
    fn place_at(&self, seconds: f64) -> (Piece, i64, f64) {
        let reached = |piece: &&Piece| piece.from_s <= seconds + SLACK * piece.seconds_per_tick();
        let found = self.pieces.iter().rev().find(reached);
        let Some(piece) = found.or(self.pieces.first()).copied() else {
            // A schedule has a piece; without one it would stand still.
            return (Piece::still(self.step), 0, 0.0);
        };
        let ticks = (seconds - piece.from_s) / piece.seconds_per_tick();
        let index = ((ticks + SLACK).floor() as i64).clamp(0, piece.n_ticks - 1);
        (piece, index, (ticks - index as f64).clamp(0.0, 1.0))
    }
}

impl Piece {
    fn still(step: Step) -> Self {
        Self {
            from_s: 0.0,
            until_s: 1.0,
            first: step.tick_containing(Instant(0)),
            n_ticks: 1,
        }
    }
}

/// Ticks between two edges of gaps.
struct Run {
    first: Span,
    n_ticks: i64,
    is_gap: bool,
}

fn runs(span: Span, step: Step, gaps: &[Span]) -> Vec<Run> {
    let end = step.next(last_tick(span, step));
    let is_at_end_of_time = end == last_tick(span, step);
    let mut runs = Vec::new();
    let mut first = step.tick_containing(span.start);
    let mut push = |first: Span, n_ticks: i64, is_gap| {
        if n_ticks > 0 {
            runs.push(Run {
                first,
                n_ticks,
                is_gap,
            });
        }
    };
    for gap in gaps {
        let from = step.tick_containing(gap.start);
        push(first, step.between(first, from), false);
        let n_ticks = step.between(from, last_tick(*gap, step)) + 1;
        push(from, n_ticks, true);
        first = step.shift(from, n_ticks);
    }
    // The last tick of the calendar has none after it.
    let rest = step.between(first, end) + i64::from(is_at_end_of_time);
    let is_done = gaps
        .last()
        .is_some_and(|gap| gap.end >= last_tick(span, step).end);
    push(first, if is_done { 0 } else { rest }, false);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::calendar;
    use crate::model::time::testing::span;
    use proptest::prelude::*;

    fn from_to(first: &str, last: &str) -> Span {
        Span {
            start: span(first).start,
            end: span(last).end,
        }
    }

    fn labels(schedule: &Schedule, step: Step, at: &[f64]) -> Vec<String> {
        let label = |s: &f64| step.notation(schedule.tick_at(*s));
        at.iter().map(label).collect()
    }

    #[test]
    fn each_tick_has_its_share_of_the_seconds() {
        let schedule = Schedule::new(from_to("2019-01", "2019-10"), Step::Month, 10.0, &[]);
        assert_eq!(
            labels(
                &schedule,
                Step::Month,
                &[-1.0, 0.0, 0.99, 1.0, 9.0, 9.99, 10.0, 99.0]
            ),
            [
                "2019-01", "2019-01", "2019-01", "2019-02", "2019-10", "2019-10", "2019-10",
                "2019-10"
            ]
        );
    }

    #[test]
    fn a_gap_passes_quickly_and_the_whole_still_takes_its_seconds() {
        let whole = from_to("2000", "2019");
        let gaps = [from_to("2002", "2011")];
        let schedule = Schedule::new(whole, Step::Year, 100.0, &gaps);
        // Ten years in 3 seconds, ten in 97.
        assert_eq!(
            labels(
                &schedule,
                Step::Year,
                &[0.0, 9.8, 19.5, 19.9, 22.3, 22.5, 99.9]
            ),
            ["2000", "2001", "2002", "2003", "2011", "2012", "2019"]
        );
        assert!((schedule.seconds_at(span("2012").start) - 22.4).abs() < 1e-9);
        assert_eq!(schedule.last(), span("2019"));
    }

    #[test]
    fn gaps_leave_the_ticks_of_the_changes_out() {
        let whole = from_to("2010", "2019");
        let quiet = [
            Span {
                start: whole.start,
                end: span("2013-05").start,
            },
            Span {
                start: span("2015-06-01").start,
                end: span("2016-01").start,
            },
            Span {
                start: span("2016-03-02").start,
                end: whole.end,
            },
        ];
        assert_eq!(
            gaps(&quiet, whole, Step::Year),
            [from_to("2010", "2012"), from_to("2017", "2019")],
            "what has fewer than three ticks is no gap"
        );
        assert_eq!(
            gaps(&quiet, whole, Step::Month),
            [
                from_to("2010-01", "2013-04"),
                from_to("2015-06", "2015-12"),
                from_to("2016-04", "2019-12"),
            ]
        );
    }

    #[test]
    fn one_gap_and_nothing_else_is_passed_evenly() {
        let whole = from_to("2010", "2019");
        let schedule = Schedule::new(whole, Step::Year, 10.0, &[whole]);
        assert_eq!(
            labels(&schedule, Step::Year, &[0.5, 5.5, 9.5]),
            ["2010", "2015", "2019"]
        );
    }

    #[test]
    fn the_ends_of_the_calendar_are_played_too() {
        for step in Step::ALL {
            let schedule = Schedule::new(calendar::ALL, step, 30.0, &[]);
            assert_eq!(schedule.first().start, calendar::ALL.start, "{step:?}");
            assert_eq!(schedule.last().end, calendar::ALL.end, "{step:?}");
        }
    }

    proptest! {
        #[test]
        fn seconds_to_tick_and_back(
            from in -20_000..20_000_i64,
            days in 0..9_000_i64,
            step in 0..9_usize,
            cuts in prop::collection::btree_set(1..99_i64, 0..7),
            share in 0.0..1.0_f64,
            seconds in 2.0..600.0_f64,
        ) {
            let step = Step::ALL[step];
            let day = crate::model::time::DAY_MS;
            let whole = Span { start: Instant(from * day), end: Instant((from + days + 1) * day) };
            let cuts: Vec<i64> = cuts.into_iter().collect();
            let at = |percent: i64| Instant(whole.start.0 + whole.duration_ms() / 100 * percent);
            let quiet: Vec<Span> = cuts
                .chunks_exact(2)
                .map(|pair| Span { start: at(pair[0]), end: at(pair[1]) })
                .collect();
            let schedule = Schedule::new(whole, step, seconds, &gaps(&quiet, whole, step));
            prop_assert_eq!(schedule.first(), step.tick_containing(whole.start));
            prop_assert_eq!(schedule.last(), last_tick(whole, step));
            let (tick, here) = (schedule.tick_at(share * seconds), schedule.instant_at(share * seconds));
            prop_assert!(tick.contains(here) || here == tick.end);
            prop_assert_eq!(schedule.tick_at(schedule.seconds_at(tick.start)), tick);
            let back = schedule.seconds_at(Instant(here.0.min(tick.end.0 - 1)));
            prop_assert!((back - share * seconds).abs() <= seconds * 1e-3, "{} {}", back, share * seconds);
            let next = schedule.tick_at((share + 0.01) * seconds);
            prop_assert!(next.start >= tick.start, "time runs on");
        }
    }
}
