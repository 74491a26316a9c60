//! Why a record is not drawn at the time shown, where it would be, and the way back.

use crate::model::{Instant, Lifespan, State};
use crate::query::{Clock, Mode, Within};

use super::{RecordRef, Session, moments, words};

/// Why the clock leaves a record out, and what would show it.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// It has no usable date, and records without one are hidden.
    Undated,
    /// The clock stands elsewhere.
    Elsewhere {
        /// A sentence.
        reason: &'static str,
        /// What to do about it: "Go to March 2019".
        offer: String,
    },
}

/// Where the clock stood before it went to a record.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct WayBack {
    record: RecordRef,
    from: Clock,
    to: Clock,
}

impl Session {
    /// Why the clock leaves this record out; `None` where it does not.
    #[must_use]
    pub fn standing(&self, record: RecordRef) -> Option<Standing> {
        let (state, life) = asked(self, record)?;
        let clock = &self.document.clock;
        if self.document.draws(state) {
            return None;
        }
        let reason = match state {
            State::Undated => return Some(Standing::Undated),
            State::Before if clock.mode == Mode::During => "This begins after the window.",
            State::Before => "This had not begun at the time shown.",
            State::Earlier => "This had begun before the window.",
            State::DocumentedLater => "This was first documented later than the time shown.",
            _ if clock.mode == Mode::During => "This was over before the window.",
            _ => "This was over at the time shown.",
        };
        let to = place(&life, *clock)?;
        let date = words::date_asked(&to);
        let offer = match to.mode {
            mode if mode == clock.mode => format!("Go to {date}"),
            Mode::During => format!("Show within {date}"),
            _ => "Show all time".to_owned(),
        };
        Some(Standing::Elsewhere { reason, offer })
    }

    /// Where the clock stood before it went to the selected record, as long as it stands there.
    #[must_use]
    pub fn way_back(&self) -> Option<&Clock> {
        let back = self.way_back.as_ref()?;
        let holds = back.to == self.document.clock && self.selection == Some(back.record);
        holds.then_some(&back.from)
    }

    /// "Back to December 2022", while there is a way back.
    #[must_use]
    pub fn way_back_words(&self) -> Option<String> {
        let from = self.way_back()?;
        let date = words::date_asked(from);
        Some(match (from.mode, self.document.clock.mode) {
            (Mode::At, Mode::During) => format!("Back to the end of {date}"),
            _ => format!("Back to {date}"),
        })
    }
}

/// Puts the clock where the record is drawn.
pub(super) fn show(session: &mut Session, record: RecordRef) {
    let Some((state, life)) = asked(session, record) else {
        return;
    };
    let from = session.document.clock;
    if from.draws(state) {
        return;
    }
    if let Some(to) = place(&life, from) {
        session.document.clock = to;
        session.way_back = Some(WayBack { record, from, to });
    }
}

/// Puts the clock where it stood before [`show`].
pub(super) fn go_back(session: &mut Session) {
    if let Some(from) = session.way_back().copied() {
        session.document.clock = from;
    }
}

fn asked(session: &Session, record: RecordRef) -> Option<(State, Lifespan)> {
    let (_, data) = session.layer(record.layer)?;
    if record.row.index() >= data.dataset.n_rows() {
        return None;
    }
    let life = data.lifespan(record.row);
    // A layer without any date is not part of time: what it has is there, always.
    let state = if data.is_dated() {
        session.document.clock.asked().state(&life)
    } else {
        State::There
    };
    Some((state, life))
}

/// A clock that draws a dated record: with the same question if that can be, at the first tick at
/// which it had begun for certain, or at the last one at which it was there if it is over now.
fn place(life: &Lifespan, clock: Clock) -> Option<Clock> {
    let moved = |at: Instant| {
        let mut moved = clock;
        moved.move_to(at);
        moved
    };
    let mut window = clock.asking(Within::Existing);
    window.mode = Mode::During;
    window.set_window(life.dated()?);
    let mut always = clock;
    always.mode = Mode::AllTime;
    let draws = |clock: &Clock| clock.draws(clock.asked().state(life));

    let begun = moments::begins(life).map(moved);
    let last = last_there(life, clock).map(moved);
    let is_over = clock.asked().state(life) == State::Over;
    let (first, second) = if is_over {
        (last, begun)
    } else {
        (begun, last)
    };
    let mut all = first.into_iter().chain(second).chain([window, always]);
    all.find(draws)
}

/// An instant of the last tick at whose end the record was not over.
fn last_there(life: &Lifespan, clock: Clock) -> Option<Instant> {
    let over = life.end?.end;
    let tick = clock.step().tick_containing(over);
    let is_whole = tick.end <= over;
    let last = if is_whole {
        tick
    } else {
        clock.step().previous(tick)
    };
    Some(last.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::model::time::Start;
    use crate::model::time::testing::span;
    use crate::model::time::tick::Step;
    use proptest::prelude::*;

    fn life(start: &str, end: Option<&str>) -> Lifespan {
        let after = |text: &str| span(text).end;
        Lifespan {
            start: Start::Within(span(start)),
            end: end.map(|end| Span {
                start: after(end),
                end: after(end),
            }),
            closure: None,
        }
    }

    fn check(mode: Mode, tick: &str, life: &Lifespan, expected: (Mode, &str)) {
        let clock = Clock::new(mode, Step::Month, span(tick).start);
        let to = place(life, clock).unwrap();
        assert!(to.draws(to.asked().state(life)));
        assert_eq!((to.mode, words::date_asked(&to).as_str()), expected);
    }

    #[test]
    fn each_way_leads_to_where_the_record_is_drawn() {
        let long = life("2018-01-05", Some("2018-06-20"));
        check(Mode::At, "2019-03", &long, (Mode::At, "May 2018"));
        check(Mode::At, "2017-03", &long, (Mode::At, "January 2018"));
        check(Mode::UpTo, "2017-03", &long, (Mode::UpTo, "January 2018"));
        let to_the_end = life("2018-01-05", Some("2018-06-30"));
        check(Mode::At, "2019-03", &to_the_end, (Mode::At, "June 2018"));
        // What is over within its month is there at the end of none.
        let short = life("2018-01-05", Some("2018-01-07"));
        check(Mode::At, "2019-03", &short, (Mode::During, "January 2018"));
        check(
            Mode::During,
            "2020-03",
            &short,
            (Mode::During, "February 2017 – January 2018"),
        );
    }

    proptest! {
        #[test]
        fn there_is_a_way_to_every_dated_record(
            start in -9_000..9_000_i64, length in 1..900_i64, lasts in prop::option::of((0..900_i64, 0..900_i64)),
            known in any::<bool>(), at in -12_000..12_000_i64, step in 0..9_usize, mode in 0..4_usize, starting in any::<bool>(),
        ) {
            let day = crate::model::time::DAY_MS;
            let dated = Span { start: Instant(start * day), end: Instant((start + length) * day) };
            let life = Lifespan {
                start: if known { Start::KnownBy(dated) } else { Start::Within(dated) },
                end: lasts.map(|(from, more)| {
                    let from = dated.end.0 + from * day;
                    Span { start: Instant(from), end: Instant(from + more * day) }
                }),
                closure: None,
            };
            let within = if starting { Within::Starting } else { Within::Existing };
            let clock = Clock::new(Mode::ALL[mode], Step::ALL[step], Instant(at * day)).asking(within);
            let to = place(&life, clock).unwrap();
            prop_assert!(to.draws(to.asked().state(&life)));
            prop_assert_eq!(to.step(), clock.step());
        }
    }
}
