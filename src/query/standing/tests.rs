//! A clock is walked over made-up rows, and after each move everything is asked anew, row by row.

use proptest::prelude::*;

use super::*;
use crate::model::time::Start;
use crate::model::time::tick::Step;
use crate::model::{Instant, Span};
use crate::query::{Clock, Mode, Within};

const DAY: i64 = crate::model::time::DAY_MS;

/// Mostly whole days of some years, so that turns of many rows fall together; also neighbouring
/// milliseconds, and the ends of time.
fn instant() -> impl Strategy<Value = Instant> {
    prop_oneof![
        8 => (0..900_i64).prop_map(|day| Instant(day * DAY)),
        2 => (0..900_i64, -2..3_i64).prop_map(|(day, ms)| Instant(day * DAY + ms)),
        1 => prop_oneof![Just(Instant(i64::MIN)), Just(Instant(i64::MAX))],
    ]
}

/// Spans of all shapes, empty and reversed ones, too.
fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => (instant(), 0..500_i64).prop_map(|(start, days)| Span {
            start,
            end: Instant(start.0.saturating_add(days * DAY)),
        }),
        1 => (instant(), instant()).prop_map(|(start, end)| Span { start, end }),
    ]
}

fn life() -> impl Strategy<Value = Lifespan> {
    let start = prop_oneof![
        1 => Just(Start::Undated),
        5 => span().prop_map(Start::Within),
        2 => span().prop_map(Start::KnownBy),
    ];
    let maybe = || proptest::option::of(span());
    (start, maybe(), maybe()).prop_map(|(start, end, closure)| Lifespan {
        start,
        end,
        closure,
    })
}

/// A question of each mode, at any instant.
fn asked() -> impl Strategy<Value = Asked> {
    let ending = (instant(), instant()).prop_map(|(at, other)| Asked {
        at,
        other: Other::Ending(other),
    });
    let beginning = (instant(), instant()).prop_map(|(at, other)| Asked {
        at,
        other: Other::Beginning(other),
    });
    let clock = (0..4_usize, any::<bool>(), 0..9_usize, 0..900_i64, 1..40_i64);
    let of_clock = clock.prop_map(|(mode, starting, step, day, n)| {
        let step = Step::ALL[step];
        let mut clock = Clock::new(Mode::ALL[mode], step, Instant(day * DAY));
        clock.open_window(step.shift(clock.tick(), -n).start);
        let within = [Within::Existing, Within::Starting][usize::from(starting)];
        clock.asking(within).asked()
    });
    prop_oneof![1 => ending, 1 => beginning, 6 => of_clock]
}

proptest! {
    #[test]
    fn a_moved_standing_says_what_every_row_would_say(
        lives in proptest::collection::vec(life(), 0..60),
        walk in proptest::collection::vec(asked(), 1..12),
    ) {
        let transitions = Transitions::new(&lives);
        let rows = Timed { lifespans: &lives, transitions: &transitions };
        let naive = |asked: Asked| lives.iter().map(|l| asked.state(l)).collect::<Vec<_>>();
        let (mut standing, mut states) = Standing::new(&lives, walk[0]);
        prop_assert_eq!(&states, &naive(walk[0]));
        let mut replayed = standing.clone();
        for asked in walk {
            let before = states.clone();
            let mut told = before.clone();
            let mut changes = Vec::new();
            standing.ask(rows, asked, &mut states, |some| changes.extend_from_slice(some));
            prop_assert_eq!(&states, &naive(asked));
            for Changed { row, old, new } in &changes {
                prop_assert_eq!(told[row.index()], *old);
                prop_assert_ne!(old, new);
                told[row.index()] = *new;
            }
            prop_assert_eq!(&told, &states, "the changes are all that is needed to follow");
            let mut rows_told: Vec<RowId> = changes.iter().map(|change| change.row).collect();
            rows_told.sort_unstable();
            let n_told = rows_told.len();
            rows_told.dedup();
            prop_assert_eq!(rows_told.len(), n_told, "each row is told of once");
            // However many turns lie between, making them leads to the same place.
            let mut of_replay = before;
            replay(&mut replayed, rows, asked, &mut of_replay);
            prop_assert_eq!(&of_replay, &states);
            prop_assert_eq!(&replayed.phases, &standing.phases);
        }
    }

    #[test]
    fn certain_rows_come_in_the_order_of_their_dates(
        lives in proptest::collection::vec(life(), 0..60),
        at in instant(),
    ) {
        let transitions = Transitions::new(&lives);
        let ends = |keep: &dyn Fn(Instant) -> bool| {
            let dated = lives.iter().enumerate().filter_map(|(i, l)| Some((l.dated()?.end, i)));
            // What ends with the first of all instants was never uncertain.
            let kept = dated.filter(|(end, _)| *end > Instant(i64::MIN) && keep(*end));
            let mut kept: Vec<_> = kept.map(|(end, i)| (end, RowId::from_index(i))).collect();
            kept.sort_unstable();
            kept
        };
        let after: Vec<_> = transitions.certain_after(at).collect();
        prop_assert_eq!(after, ends(&|end| end > at));
        let before: Vec<_> = transitions.certain_before(at).collect();
        prop_assert!(before.is_sorted_by(|a, b| a.0 >= b.0));
        let mut before = before;
        before.sort_unstable();
        prop_assert_eq!(before, ends(&|end| end <= at));
    }
}

/// Makes all turns on the way, however many.
fn replay(standing: &mut Standing, rows: Timed<'_>, asked: Asked, states: &mut [State]) {
    let was = std::mem::replace(&mut standing.asked, asked);
    let Transitions {
        beginnings,
        endings,
    } = rows.transitions;
    let second = match (was.other, asked.other) {
        (Other::Ending(from), Other::Ending(to)) => endings.between(from, to),
        (Other::Beginning(from), Other::Beginning(to)) => beginnings.between(from, to),
        (_, other) => {
            standing.answers = answers(other);
            return standing.ask_all(rows.lifespans, states, &mut |_| {});
        }
    };
    let first = beginnings.between(was.at, asked.at);
    standing.replay([first, second], states, &mut |_| {});
}
