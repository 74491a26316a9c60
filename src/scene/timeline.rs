//! The timeline as numbers: bars of the histogram, lanes of marks, ticks, and what lies where.
//!
//! A [`TimelineScene`] depends on the rows, the filters, the axis and the size, but not on the
//! clock, so scrubbing makes none; where the clock stands is a [`ClockMarks`], which is cheap.
//! From the top: names of milestones in two rows (the playhead's chip shares the first), a strip
//! for milestones without room for a name, figures as bars over their span, one lane of ticks a
//! layer, the histogram, and below its base the dates that no single bin holds.
//! Nothing here knows egui; text is measured by the caller.

mod bars;
mod bins;
mod clock;
mod lanes;
mod names;
mod pick;

#[cfg(test)]
mod tests;

use crate::model::{Instant, Lifespan, RowId, RowSet, Span, TextColumn};
use crate::query::aggregate::Histogram;
use crate::scene::scale::{Tick, TimeScale};
use crate::scene::style::Lane;

pub use super::area::Area;
pub use bars::{Bar, RangeBar, Segment};
pub use clock::{ClockMarks, chip_label};
pub use lanes::{Figure, TickLane, TickMark};
pub use names::{Milestone, Name};
pub use pick::{Grip, Hit};

/// The rows of a visible layer.
#[derive(Clone, Copy)]
pub struct LayerInput<'a> {
    /// What a person calls the layer.
    pub title: &'a str,
    /// Where its rows go.
    pub lane: Lane,
    /// When each row was there.
    pub lifespans: &'a [Lifespan],
    /// How many things each row stands for.
    pub weights: &'a [u32],
    /// The rows that pass the filters.
    pub passing: &'a RowSet,
    /// Which series of the histogram a row belongs to.
    pub series_of: &'a dyn Fn(RowId) -> usize,
    /// What kind of thing each row is.
    pub kind: Option<&'a TextColumn>,
    /// What to call a row.
    pub label: &'a dyn Fn(RowId) -> Option<String>,
}

/// All that a scene is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The part of time on the axis.
    pub axis: Span,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The visible layers.
    pub layers: &'a [LayerInput<'a>],
    /// How many series the histogram stacks.
    pub n_series: usize,
}

/// One record on the timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Record {
    /// The layer, as an index into [`Input::layers`].
    pub layer: usize,
    /// The row.
    pub row: RowId,
}

/// The vertical order of the timeline, in points from the top.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rows {
    /// The top of each row of names; the first holds the playhead's chip as well.
    pub names: [f32; 2],
    /// How high a row of names is.
    pub name_height: f32,
    /// The middle of the strip of milestones without names.
    pub strip: f32,
    /// The top of the figures.
    pub figures: f32,
    /// The top of the first lane of ticks.
    pub lanes: f32,
    /// The top of the histogram.
    pub top: f32,
    /// Where the histogram stands.
    pub base: f32,
    /// The line of the axis, below the dates wider than a bin.
    pub axis: f32,
}

/// What the timeline shows, whatever the clock says.
#[derive(Clone, PartialEq, Debug)]
pub struct TimelineScene {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Time along x.
    pub scale: TimeScale,
    /// What lies at which height.
    pub rows: Rows,
    /// Labelled ticks.
    pub ticks: Vec<Tick>,
    /// Where ticks without a label stand.
    pub minor_ticks: Vec<f32>,
    /// The year or month that all of the axis has in common.
    pub context: Option<String>,
    /// The counts behind [`bars`](Self::bars) and [`ranges`](Self::ranges).
    pub histogram: Histogram,
    /// The count of the highest bar; 0 if there is none.
    pub highest: u64,
    /// The bars of the histogram.
    pub bars: Vec<Bar>,
    /// Dates wider than a bin.
    pub ranges: Vec<RangeBar>,
    /// Milestones, named where there is room.
    pub milestones: Vec<Milestone>,
    /// Figures over their span.
    pub figures: Vec<Figure>,
    /// Lanes of ticks.
    pub lanes: Vec<TickLane>,
    /// Rows of the histogram's layers that pass the filters and have no date.
    pub undated: u64,
    /// Titles of the rows, with the y of their middle; empty where the gutter is too narrow.
    pub titles: Vec<(f32, String)>,
}

/// Space for titles on the left of the axis.
const GUTTER: f32 = 134.0;
/// Space around the axis where there are no titles.
const MARGIN: f32 = 22.0;
/// Narrower timelines have no titles.
const WIDTH_WITH_TITLES: f32 = 800.0;
/// Space on the right for "123 undated".
const UNDATED_WIDTH: f32 = 78.0;
const AXIS_HEIGHT: f32 = 24.0;
const NAME_HEIGHT: f32 = 17.0;
const TOP: f32 = 4.0;
const STRIP_HEIGHT: f32 = 8.0;
const LANE_HEIGHT: f32 = 11.0;
/// Labels of the axis are at least so far apart, in points.
const TICK_GAP: f32 = 62.0;
/// Ticks without a label are at least so far apart.
const MINOR_GAP: f32 = 11.0;

impl TimelineScene {
    /// Lays out everything. `measure` gives the width of a milestone's name in points.
    #[must_use]
    pub fn new(input: &Input<'_>, measure: &mut dyn FnMut(&str) -> f32) -> Self {
        let has_undated = bars::undated(input) > 0;
        let scale = scale(input, has_undated);
        let histogram = bars::count(input, &scale);
        let undated = histogram.undated.n_kept();
        let figures = lanes::figures(input, &scale);
        let n_lanes = input
            .layers
            .iter()
            .filter(|l| l.lane == Lane::Ticks)
            .count();
        let n_ranges = bars::n_range_rows(&histogram, &scale);
        let figure_rows = figures.iter().map(|f| f.row + 1).max().unwrap_or(0);
        let has_names = input.layers.iter().any(|l| l.lane == Lane::Milestones);
        let rows = Rows::new(input.height, has_names, figure_rows, n_lanes, n_ranges);
        let (bars, highest) = bars::bars(&histogram, &scale, &rows);
        let minor_ticks = scale.ticks(MINOR_GAP).into_iter().map(|t| t.x).collect();
        let mut scene = Self {
            width: input.width,
            height: input.height,
            ticks: scale.ticks(TICK_GAP),
            minor_ticks,
            context: scale.context(),
            ranges: bars::ranges(&histogram, &scale, &rows),
            histogram,
            highest,
            bars,
            milestones: names::milestones(input, &scale, &rows, measure),
            figures: lanes::placed(figures, &rows),
            lanes: lanes::tick_lanes(input, &scale, &rows),
            undated,
            titles: Vec::new(),
            scale,
            rows,
        };
        if input.width >= WIDTH_WITH_TITLES {
            scene.titles = titles(input, &scene);
        }
        scene
    }
}

impl Rows {
    fn new(height: f32, names: bool, figures: usize, n_lanes: usize, n_ranges: usize) -> Self {
        let second = TOP + NAME_HEIGHT;
        let below_names = if names {
            second + NAME_HEIGHT
        } else {
            second + 2.0
        };
        let strip_height = if names { STRIP_HEIGHT } else { 0.0 };
        let figures_top = below_names + strip_height;
        let lanes_top = figures_top + figures as f32 * lanes::FIGURE_PITCH + 2.0;
        let top = lanes_top + n_lanes as f32 * LANE_HEIGHT + 2.0;
        let axis = height - AXIS_HEIGHT;
        let base = axis - n_ranges as f32 * bars::RANGE_PITCH - 1.0;
        Self {
            names: [TOP, second],
            name_height: NAME_HEIGHT,
            strip: below_names + strip_height / 2.0,
            figures: figures_top,
            lanes: lanes_top,
            top: top.min(base),
            base,
            axis,
        }
    }
}

fn scale(input: &Input<'_>, has_undated: bool) -> TimeScale {
    let x0 = if input.width >= WIDTH_WITH_TITLES {
        GUTTER
    } else {
        MARGIN
    };
    let right = if has_undated { UNDATED_WIDTH } else { MARGIN };
    TimeScale::new(input.axis, x0, (input.width - right).max(x0 + 1.0))
}

fn titles(input: &Input<'_>, scene: &TimelineScene) -> Vec<(f32, String)> {
    let rows = &scene.rows;
    let mut titles = Vec::new();
    let title_of = |lane: Lane| {
        input
            .layers
            .iter()
            .find(|l| l.lane == lane)
            .map(|l| l.title)
    };
    if let Some(title) = title_of(Lane::Milestones) {
        titles.push((rows.names[1] + NAME_HEIGHT / 2.0, title.to_owned()));
    }
    for lane in &scene.lanes {
        titles.push((
            f32::midpoint(lane.area.y0, lane.area.y1),
            lane.title.clone(),
        ));
    }
    if let Some(title) = title_of(Lane::Histogram) {
        titles.push((rows.base - 6.0, title.to_owned()));
    }
    titles
}

/// The instant from which a record may be drawn as begun: the last one of its date.
fn begun_at(dated: Span) -> Instant {
    Instant(dated.end.0.saturating_sub(1)).max(dated.start)
}
