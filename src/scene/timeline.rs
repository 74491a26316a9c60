//! The timeline as numbers: bars of the histogram, lanes of marks, ticks, and what lies where.
//!
//! A [`TimelineScene`] depends on the rows, the filters, the axis and the size, but not on the
//! clock, so scrubbing makes none; where the clock stands is a [`ClockMarks`], which is cheap.
//! From the top: names of milestones in two rows (the playhead's chip shares the first), a strip
//! for milestones without room for a name, figures as bars over their span, one lane of ticks a
//! layer, the histogram, below its base the dates that no single bin holds, the line of the axis
//! with its labels, and the overview of all time. What is too much for marks of its own is density.
//! Nothing here knows egui; text is measured by the caller.

mod bars;
mod bins;
mod clock;
mod heat;
mod index;
mod lanes;
mod names;
mod overview;
mod pick;
mod words;

#[cfg(test)]
mod tests;

use crate::model::{Instant, RowId, Span};
use crate::query::aggregate::{Histogram, Profile};
use crate::scene::scale::{Tick, TimeScale};
use crate::scene::style::Lane;

pub use super::area::Area;
pub use bars::{Bar, RangeBar, Segment};
pub use clock::{ClockMarks, chip_label};
pub use heat::{Heat, HeatCell};
pub use index::{Index, LayerOrder, LayerRows};
pub use lanes::{Figure, TickLane, TickMark};
pub use names::{Milestone, Name};
pub use overview::{Column, FrameGrip, Overview};
pub use pick::{Grip, Hit};
pub use words::{AxisWord, AxisWords};

/// What a visible layer is called.
#[derive(Clone, Copy)]
pub struct LayerInput<'a> {
    /// What a person calls the layer.
    pub title: &'a str,
    /// What to call a row.
    pub label: &'a dyn Fn(RowId) -> Option<String>,
}

/// All that a scene is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The part of time on the axis.
    pub axis: Span,
    /// All time that the overview shows.
    pub extent: Span,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// The rows of the visible layers.
    pub index: &'a Index,
    /// The same layers in words.
    pub layers: &'a [LayerInput<'a>],
    /// Long empty times that playing passes quickly.
    pub gaps: &'a [Span],
    /// The overview of a scene of the same index, which may still be right.
    pub known: Option<&'a Overview>,
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
    /// Where the axis with its labels ends; below is the overview, if there is one.
    pub bottom: f32,
}

/// A long empty time on the line of the axis.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Gap {
    /// When nothing happens.
    pub span: Span,
    /// Where its mark is.
    pub area: Area,
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
    /// Where ticks stand that are worth a label.
    pub ticks: Vec<Tick>,
    /// Where ticks without a label stand.
    pub minor_ticks: Vec<f32>,
    /// The words below the axis.
    pub words: AxisWords,
    /// Long empty times.
    pub gaps: Vec<Gap>,
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
    /// Strips of density, where there are too many records for marks.
    pub heats: Vec<Heat>,
    /// All time; `None` where the panel is low and the axis shows it all.
    pub overview: Option<Overview>,
    /// How much of the histogram passes the filters and has no date.
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
const LANE_HEIGHT: f32 = 13.0;
/// From the line of the axis to the overview below its labels.
const LABELS_HEIGHT: f32 = 21.0;
const OVERVIEW_HEIGHT: f32 = 15.0;
/// Below the overview.
const BELOW_OVERVIEW: f32 = 4.0;
/// A lower panel has an overview only while the axis does not show all time.
const HEIGHT_WITH_OVERVIEW: f32 = 180.0;
/// A mark of a gap is at least so wide.
const LEAST_GAP_WIDTH: f32 = 14.0;
/// How far above and below the line of the axis the mark of a gap answers.
const GAP_REACH: f32 = 4.0;
/// Ticks without a label are at least so far apart.
const MINOR_GAP: f32 = 11.0;

impl TimelineScene {
    /// Lays out everything. `measure` gives the width of a milestone's name in points.
    #[must_use]
    pub fn new(input: &Input<'_>, measure: &mut dyn FnMut(&str) -> f32) -> Self {
        let index = input.index;
        let undated = bars::undated(index);
        let scale = scale(input, undated > 0);
        let histogram = bars::count(index, &scale);
        let figures = lanes::figures(index, &scale);
        let rows = Rows::new(input, &scale, &histogram, figures.as_deref());
        let (bars, highest) = bars::bars(&histogram, &scale, &rows);
        let (milestones, crowded) = names::milestones(input, &scale, &rows, measure);
        let (lanes, mut heats) = lanes::tick_lanes(input, &scale, &rows);
        let strips = [
            crowded.then(|| (names::strip(&scale, &rows), false)),
            (figures.is_none()).then(|| (lanes::figure_strip(&scale, &rows), true)),
        ];
        heats.extend(
            strips
                .into_iter()
                .flatten()
                .filter_map(|(area, figures)| milestone_heat(index, &scale, area, figures)),
        );
        if let Some((layer, _)) = index.of_lane(Lane::Histogram).next()
            && bars::is_crowded(&histogram)
        {
            let area = bars::range_strip(&scale, &rows);
            heats.push(heat::of_ranges(layer, &histogram, &scale, area));
        }
        let ticks = words::ticks(&scale);
        let mut scene = Self {
            width: input.width,
            height: input.height,
            words: AxisWords::new(&ticks, &scale, &rows, input.width, measure),
            ticks,
            minor_ticks: scale.ticks(MINOR_GAP).into_iter().map(|t| t.x).collect(),
            gaps: gaps(input.gaps, &scale, &rows),
            ranges: bars::ranges(&histogram, &scale, &rows),
            histogram,
            highest,
            bars,
            milestones,
            figures: lanes::placed(figures.unwrap_or_default(), &rows),
            lanes,
            heats,
            overview: overview(input, &scale, &rows),
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
    fn new(
        input: &Input<'_>,
        scale: &TimeScale,
        histogram: &Histogram,
        figures: Option<&[lanes::Figure]>,
    ) -> Self {
        let has_names = input.index.of_lane(Lane::Milestones).next().is_some();
        let n_lanes = input.index.of_lane(Lane::Ticks).count();
        let figures = figures.map_or(lanes::HEAT_ROWS, |figures| {
            figures.iter().map(|f| f.row + 1).max().unwrap_or(0)
        });
        let second = TOP + NAME_HEIGHT;
        let below_names = if has_names {
            second + NAME_HEIGHT
        } else {
            second + 2.0
        };
        let strip_height = if has_names { STRIP_HEIGHT } else { 0.0 };
        let figures_top = below_names + strip_height;
        let lanes_top = figures_top + figures as f32 * lanes::FIGURE_PITCH + 2.0;
        let top = lanes_top + n_lanes as f32 * LANE_HEIGHT + 2.0;
        let (axis, bottom) = if has_overview(input, scale) {
            let bottom = input.height - OVERVIEW_HEIGHT - BELOW_OVERVIEW;
            (bottom - LABELS_HEIGHT, bottom)
        } else {
            (input.height - AXIS_HEIGHT, input.height)
        };
        let n_ranges = bars::n_range_rows(histogram, scale);
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
            bottom,
        }
    }
}

fn has_overview(input: &Input<'_>, scale: &TimeScale) -> bool {
    let (all, axis) = (input.extent, scale.span);
    let shows_all = axis.start <= all.start && all.end <= axis.end;
    input.height >= HEIGHT_WITH_OVERVIEW || !shows_all
}

fn overview(input: &Input<'_>, scale: &TimeScale, rows: &Rows) -> Option<Overview> {
    let area = Area {
        x0: scale.x0,
        y0: rows.bottom,
        x1: scale.x1,
        y1: rows.bottom + OVERVIEW_HEIGHT,
    };
    has_overview(input, scale).then(|| Overview::new(input, (scale.x0, scale.x1), area))
}

/// The density of the milestones, or of the figures among them.
fn milestone_heat(index: &Index, scale: &TimeScale, area: Area, figures: bool) -> Option<Heat> {
    let (layer, _) = index.of_lane(Lane::Milestones).next()?;
    let layers = index.of_lane(Lane::Milestones);
    let profiles = layers.map(|(_, l)| if figures { &l.figures } else { &l.dated });
    let profiles: Vec<&Profile> = profiles.collect();
    Some(heat::heat(layer, &profiles, scale, area))
}

fn gaps(gaps: &[Span], scale: &TimeScale, rows: &Rows) -> Vec<Gap> {
    let marks = gaps.iter().map(|span| {
        let (x0, x1) = inside(scale, *span);
        let (y0, y1) = (rows.axis - GAP_REACH, rows.axis + GAP_REACH);
        let area = Area { x0, y0, x1, y1 };
        Gap { span: *span, area }
    });
    marks
        .filter(|gap| gap.area.width() >= LEAST_GAP_WIDTH)
        .collect()
}

/// The part of a span that is on the axis.
fn inside(scale: &TimeScale, span: Span) -> (f32, f32) {
    let x = |at| scale.x_from_time(at).clamp(scale.x0, scale.x1);
    (x(span.start), x(span.end))
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
        let (layer, _) = input.index.of_lane(lane).next()?;
        input.layers.get(layer).map(|layer| layer.title)
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
    if let Some(overview) = &scene.overview {
        let middle = f32::midpoint(overview.area.y0, overview.area.y1);
        titles.push((middle, "All time".to_owned()));
    }
    titles
}

/// The instant from which a record may be drawn as begun: the last one of its date.
fn begun_at(dated: Span) -> Instant {
    dated.last()
}
