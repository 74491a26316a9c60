//! Where the clock stands on a timeline.

use crate::model::time::tick::Step;
use crate::model::time::{calendar, words};
use crate::model::{Instant, Span};
use crate::query::{Clock, Mode};

use super::{Area, TimelineScene};

const CHIP_HEIGHT: f32 = 18.0;
/// Between the text of the chip and its edge.
const CHIP_PADDING: f32 = 9.0;
/// Between the chip and the edge of the panel.
const EDGE: f32 = 3.0;

/// The marks of a clock. All x are in points and may lie outside the axis, but for the chip's.
#[derive(Clone, PartialEq, Debug)]
pub struct ClockMarks {
    /// The end of the tick, at which the clock asks.
    pub playhead_x: f32,
    /// The tick: from, to.
    pub tick: (f32, f32),
    /// The window of *During*: from, to.
    pub window: Option<(f32, f32)>,
    /// The part of the axis that the clock takes in: from, to.
    pub chosen: (f32, f32),
    /// The chip with the playhead's date; `None` when the clock asks for all time.
    pub chip: Option<Area>,
    /// The chip's text; off the axis it points to where the clock is.
    pub label: String,
    /// Whether the clock is before (-1) or after (1) what the axis shows, or on it (0).
    pub beyond: i8,
    reach: Span,
}

impl ClockMarks {
    /// The marks of `clock`; `measure` gives the width of the chip's text.
    #[must_use]
    pub fn new(scene: &TimelineScene, clock: &Clock, measure: &mut dyn FnMut(&str) -> f32) -> Self {
        let x = |at| scene.scale.x_from_time(at);
        let tick = (x(clock.tick().start), x(clock.tick().end));
        let beginning = calendar::ALL.start;
        let reach = match clock.mode {
            Mode::UpTo | Mode::At => Span {
                start: beginning,
                end: clock.tick().end,
            },
            Mode::During => clock.window(),
            Mode::AllTime => calendar::ALL,
        };
        let on_axis = |x: f32| x.clamp(scene.scale.x0, scene.scale.x1);
        let beyond =
            i8::from(tick.1 > scene.scale.x1 + 1.0) - i8::from(tick.1 < scene.scale.x0 - 1.0);
        let label = chip_label(clock.step(), clock.tick());
        let label = match beyond {
            -1 => format!("‹ {label}"),
            1 => format!("{label} ›"),
            _ => label,
        };
        let chip = (clock.mode != Mode::AllTime).then(|| {
            let width = measure(&label) + 2.0 * CHIP_PADDING;
            let left = on_axis(tick.1) - width / 2.0;
            let left = left.min(scene.width - EDGE - width).max(EDGE);
            let y0 = scene.rows.names[0] - 1.0;
            Area {
                x0: left,
                y0,
                x1: left + width,
                y1: y0 + CHIP_HEIGHT,
            }
        });
        Self {
            playhead_x: tick.1,
            tick,
            window: (clock.mode == Mode::During).then(|| (x(reach.start), x(reach.end))),
            chosen: (on_axis(x(reach.start)), on_axis(x(reach.end))),
            chip,
            label,
            beyond,
            reach,
        }
    }

    /// Whether an instant is in what the clock takes in.
    #[must_use]
    pub fn takes_in(&self, at: Instant) -> bool {
        self.reach.contains(at)
    }
}

/// The tick in few letters: "20 Mar 2019", "Mar 2019", "Q1 2019", "2019"; times of day in UTC.
#[must_use]
pub fn chip_label(step: Step, tick: Span) -> String {
    let date = calendar::date_at(tick.start);
    let year = words::year(date.year());
    match step {
        Step::Day => format!("{} {} {year}", date.day(), words::short_month(date)),
        Step::Month => format!("{} {year}", words::short_month(date)),
        _ => step.label(tick),
    }
}
