//! When something begins or ends, of the rows that pass the filters in visible layers: the only
//! place where stepping from record to record and the gaps of playing ask for it.
//!
//! An answer is an instant in the tick that shows the change, whatever the step: what has begun by
//! the end of a day is shown by the tick that holds that day's last instant.

use crate::model::time::Start;
use crate::model::{Instant, Lifespan, Span};

use super::derived::LayerShown;
use super::{LayerData, RecordRef, Session};

/// The visible layers with their rows.
fn shown(session: &Session) -> impl Iterator<Item = (&LayerShown, &LayerData)> {
    let shown = session.derived.layers.iter().filter(|shown| shown.visible);
    shown.filter_map(|shown| Some((shown, &**session.data.get(&shown.id)?)))
}

/// The rows that pass, of visible layers, with their lifespans.
fn lives(session: &Session) -> impl Iterator<Item = (RecordRef, Lifespan)> {
    shown(session).flat_map(|(shown, data)| {
        let layer = shown.id;
        let rows = shown.passing.iter();
        rows.map(move |row| (RecordRef { layer, row }, data.lifespan(row)))
    })
}

/// The instant whose tick is the first at whose end the record had begun for certain, or was
/// documented.
#[must_use]
pub fn begins(life: &Lifespan) -> Option<Instant> {
    life.dated().map(Span::last)
}

/// The instant whose tick is the first at whose end the record may have begun, where that comes
/// before it had.
#[must_use]
pub fn may_begin(life: &Lifespan) -> Option<Instant> {
    match life.start {
        Start::Within(span) => Some(span.start),
        Start::Undated | Start::KnownBy(_) => None,
    }
}

/// The instants whose ticks show that the record begins or ends, possibly or for certain.
fn changes(life: &Lifespan) -> impl Iterator<Item = Instant> + use<> {
    let end = life.end.map(|end| [end.start, end.end]);
    let closure = life.closure.map(Span::last);
    let start = [may_begin(life), begins(life), closure];
    let of_dated = life.dated().is_some();
    let all = start.into_iter().flatten().chain(end.into_iter().flatten());
    all.filter(move |_| of_dated)
}

/// The first instant from `at` on at which something begins.
#[must_use]
pub fn next_beginning(session: &Session, at: Instant) -> Option<Instant> {
    let next = shown(session).filter_map(|(shown, data)| {
        let mut after = data.transitions.certain_after(at);
        after.find(|(_, row)| shown.passing.contains(*row))
    });
    next.map(|(certain, _)| before(certain)).min()
}

/// The last instant before `at` at which something begins.
#[must_use]
pub fn previous_beginning(session: &Session, at: Instant) -> Option<Instant> {
    let previous = shown(session).filter_map(|(shown, data)| {
        let mut before = data.transitions.certain_before(at);
        before.find(|(_, row)| shown.passing.contains(*row))
    });
    previous.map(|(certain, _)| before(certain)).max()
}

/// The last instant of the tick that ends with `end`.
fn before(end: Instant) -> Instant {
    Instant(end.0.saturating_sub(1))
}

/// What begins in `tick`, for certain and (second) only possibly, in the order of the layers and of
/// the files.
#[must_use]
pub fn beginnings_in(session: &Session, tick: Span) -> (Vec<RecordRef>, Vec<RecordRef>) {
    let (mut certain, mut possible) = (Vec::new(), Vec::new());
    for (record, life) in lives(session) {
        if begins(&life).is_some_and(|at| tick.contains(at)) {
            certain.push(record);
        } else if may_begin(&life).is_some_and(|at| tick.contains(at)) {
            possible.push(record);
        }
    }
    (certain, possible)
}

/// The parts of `span` in which nothing begins or ends and which are longer than `share` of it. A
/// part begins just after one change and ends with the instant of the next.
#[must_use]
pub fn quiet(session: &Session, span: Span, share: f64) -> Vec<Span> {
    let all = lives(session).flat_map(|(_, life)| changes(&life));
    quiet_between(all, span, share)
}

/// How finely the changes are told apart; what is shorter than a bin is never a gap.
const BINS: usize = 1024;

/// One pass without sorting: each bin of the span keeps its first and last change.
fn quiet_between(changes: impl Iterator<Item = Instant>, span: Span, share: f64) -> Vec<Span> {
    let length = span.duration_ms() as f64;
    let mut bins: Vec<Option<(Instant, Instant)>> = vec![None; BINS];
    for at in changes.filter(|at| span.contains(*at)) {
        let place = at.0.saturating_sub(span.start.0) as f64 / length;
        let index = ((place * BINS as f64) as usize).min(BINS - 1);
        if let Some(bin) = bins.get_mut(index) {
            let (first, last) = bin.unwrap_or((at, at));
            *bin = Some((first.min(at), last.max(at)));
        }
    }
    let mut quiet = Vec::new();
    let mut from = span.start;
    let end = (span.end, span.end);
    for (first, last) in bins.into_iter().flatten().chain([end]) {
        let gap = Span {
            start: from,
            end: first,
        };
        if gap.duration_ms() as f64 > share * length {
            quiet.push(gap);
        }
        from = Instant(last.0.saturating_add(1));
    }
    quiet
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SPAN: Span = Span {
        start: Instant(1_000),
        end: Instant(2_000),
    };

    fn quiet_of(changes: &[i64]) -> Vec<(i64, i64)> {
        let changes = changes.iter().map(|at| Instant(*at));
        let quiet = quiet_between(changes, SPAN, 0.06);
        quiet.iter().map(|s| (s.start.0, s.end.0)).collect()
    }

    #[test]
    fn long_times_without_a_change_are_quiet() {
        assert_eq!(quiet_of(&[]), [(1_000, 2_000)]);
        assert_eq!(
            quiet_of(&[1_500, 1_500, 1_550, 900, 2_000]),
            [(1_000, 1_500), (1_551, 2_000)]
        );
        let often: Vec<i64> = (1_000..2_000).step_by(40).collect();
        assert_eq!(quiet_of(&often), []);
    }

    proptest! {
        #[test]
        fn no_change_lies_in_a_quiet_part_and_every_long_one_is_found(
            mut changes in prop::collection::vec(1_000..2_000_i64, 0..40)
        ) {
            let quiet = quiet_of(&changes);
            prop_assert!(quiet.iter().all(|(a, b)| !changes.iter().any(|c| (a..b).contains(&c))));
            changes.extend([999, 2_000]);
            changes.sort_unstable();
            let long: Vec<(i64, i64)> = changes
                .windows(2)
                .map(|pair| (pair[0] + 1, pair[1]))
                .filter(|(a, b)| b - a > 60)
                .collect();
            prop_assert_eq!(quiet, long);
        }
    }
}
