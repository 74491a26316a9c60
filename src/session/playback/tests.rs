//! Whole runs, frame by frame.

use super::*;
use crate::model::time::tick::Step;
use crate::model::{Instant, Span};
use crate::query::Mode;

/// A hundred months from 2014 on.
fn whole() -> Span {
    let first = Step::Month.tick_containing(Instant(1_388_534_400_000));
    Span {
        start: first.start,
        end: Step::Month.shift(first, 99).end,
    }
}

struct Desk {
    play: Playback,
    clock: Clock,
    seconds: f64,
    gaps: Vec<Span>,
}

impl Desk {
    fn new(repeat: Repeat) -> Self {
        Self {
            play: Playback {
                repeat,
                ..Playback::default()
            },
            clock: Clock::new(Mode::UpTo, Step::Month, whole().start),
            seconds: 10.0,
            gaps: Vec::new(),
        }
    }

    fn schedule(&self) -> Schedule {
        Schedule::new(whole(), self.clock.step(), self.seconds, &self.gaps)
    }

    fn start(&mut self) {
        let schedule = self.schedule();
        self.play.start(&mut self.clock, schedule);
    }

    fn pass(&mut self, seconds: f32) -> bool {
        let mut runs = self.play.running;
        // Frames of a fiftieth of a second.
        for _ in 0..(seconds * 50.0).round() as usize {
            let schedule = self.schedule();
            runs = self.play.advance(0.02, &mut self.clock, schedule);
        }
        runs
    }

    /// How many months after the first one.
    fn month(&self) -> i64 {
        let first = Step::Month.tick_containing(whole().start);
        Step::Month.between(first, self.clock.tick())
    }
}

#[test]
fn the_whole_span_takes_the_chosen_seconds_and_the_last_frame_stays() {
    let gap = Span {
        start: Step::Month.shift(whole(), 20).start,
        end: Step::Month.shift(whole(), 79).end,
    };
    for (gaps, slack) in [(vec![], 1), (vec![gap], 4)] {
        let mut desk = Desk::new(Repeat::Once);
        desk.gaps = gaps;
        desk.start();
        assert_eq!(desk.month(), 0, "the first frame comes first");
        assert!(desk.pass(4.98));
        assert!((desk.month() - 49).abs() <= slack, "{}", desk.month());
        assert!(desk.pass(4.96));
        assert_eq!(desk.month(), 99);
        assert!(!desk.pass(0.1));
        assert_eq!(desk.month(), 99, "the last frame is held");
    }
}

#[test]
fn starting_at_the_end_or_outside_begins_with_the_first_tick() {
    for at in [99, 150, -3] {
        let mut desk = Desk::new(Repeat::Bounce);
        let at = Step::Month.shift(whole(), at).start;
        desk.clock.move_to(at);
        desk.start();
        assert_eq!(desk.month(), 0);
        desk.pass(0.06);
        assert_eq!(desk.month(), 0);
        desk.pass(0.06);
        assert_eq!(desk.month(), 1);
    }
}

#[test]
fn a_loop_holds_the_last_frame_and_begins_again() {
    let mut desk = Desk::new(Repeat::Loop);
    desk.start();
    desk.pass(10.2);
    assert_eq!(desk.month(), 99);
    assert!(desk.pass(1.2));
    assert_eq!(desk.month(), 99);
    assert!(desk.pass(0.3));
    assert!(desk.month() <= 2, "{}", desk.month());
}

#[test]
fn a_bounce_runs_back_and_on_again_and_holds_both_ends() {
    let mut desk = Desk::new(Repeat::Bounce);
    desk.start();
    desk.pass(11.4);
    assert_eq!(desk.month(), 99);
    desk.pass(5.1);
    assert!((desk.month() - 50).abs() <= 1, "{}", desk.month());
    desk.pass(5.1);
    assert_eq!(desk.month(), 0);
    desk.pass(1.2);
    assert_eq!(desk.month(), 0);
    assert!(desk.pass(5.2));
    assert!((desk.month() - 50).abs() <= 2, "{}", desk.month());
}

#[test]
fn what_changes_on_the_way_leaves_the_clock_where_it_is() {
    let changes: [fn(&mut Desk); 6] = [
        |desk| desk.seconds = 60.0,
        |desk| desk.play.set_repeat(Repeat::Loop),
        |desk| desk.play.set_repeat(Repeat::Once),
        |desk| desk.clock.mode = Mode::During,
        |desk| {
            desk.gaps = vec![Span {
                start: whole().start,
                end: Step::Month.shift(whole(), 20).end,
            }];
        },
        |desk| desk.gaps.clear(),
    ];
    let mut desk = Desk::new(Repeat::Bounce);
    desk.start();
    desk.pass(5.06);
    for (i, change) in changes.into_iter().enumerate() {
        let before = desk.month();
        change(&mut desk);
        assert!(desk.pass(0.02));
        assert!((desk.month() - before).abs() <= 1, "{i}");
    }
    assert!(desk.pass(0.4));
    assert!(desk.month() > 50, "and it runs on");
}

#[test]
fn another_step_on_the_way_keeps_the_place() {
    let mut desk = Desk::new(Repeat::Once);
    desk.start();
    desk.pass(5.06);
    let month = desk.clock.tick();
    for step in [
        Step::Year,
        Step::Day,
        Step::Quarter,
        Step::Second,
        Step::Decade,
    ] {
        desk.clock.set_step(step);
        assert!(desk.pass(0.02), "{step:?}");
        let tick = desk.clock.tick();
        let (year, other) = (
            Step::Year.tick_containing(tick.start),
            Step::Year.tick_containing(month.start),
        );
        assert!(
            year == other || tick.contains(month.start),
            "{step:?}: {}",
            step.label(tick)
        );
    }
}

#[test]
fn steps_that_are_shorter_than_a_frame_are_passed_evenly() {
    let mut desk = Desk::new(Repeat::Once);
    desk.clock.set_step(Step::Day);
    desk.start();
    let mut moves = Vec::new();
    for _ in 0..400 {
        let before = desk.clock.tick();
        desk.pass(0.02);
        moves.push(Step::Day.between(before, desk.clock.tick()));
    }
    // 3,044 days in ten seconds.
    let (least, most) = (moves.iter().min(), moves.iter().max());
    assert!(least >= Some(&6) && most <= Some(&7), "{least:?} {most:?}");
}

#[test]
fn a_frame_that_stalls_does_not_jump() {
    let mut desk = Desk::new(Repeat::Once);
    desk.start();
    let schedule = desk.schedule();
    desk.play.advance(30.0, &mut desk.clock, schedule);
    assert!(desk.month() <= 3, "{}", desk.month());
}

#[test]
fn a_window_moves_along_and_keeps_its_length() {
    let mut desk = Desk::new(Repeat::Once);
    desk.clock.mode = Mode::During;
    desk.clock.open_window(Step::Month.shift(whole(), -5).start);
    desk.start();
    desk.pass(5.0);
    let window = desk.clock.window();
    let n = Step::Month.between(Step::Month.tick_containing(window.start), desk.clock.tick());
    assert_eq!(n, 5);
    assert!(desk.month() > 40);
}
