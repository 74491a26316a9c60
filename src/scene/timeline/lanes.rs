//! Figures as thin bars over their span, and lanes of ticks.

use std::collections::BTreeMap;

use crate::model::{Instant, RowId, Span};
use crate::scene::scale::TimeScale;
use crate::scene::style::Lane;

use super::heat::{Heat, heat};
use super::{Area, Index, Input, LANE_HEIGHT, Record, Rows, begun_at, inside};

/// From one row of figures to the next, in points.
pub(super) const FIGURE_PITCH: f32 = 4.0;
const FIGURE_HEIGHT: f32 = 2.5;
const MOST_FIGURE_ROWS: usize = 4;
/// More figures than this on the axis are drawn as density.
const MOST_FIGURES: usize = 250;
/// As many rows of figures are as high as their density.
pub(super) const HEAT_ROWS: usize = 2;
/// More ticks than this in a lane are drawn as density.
const MOST_TICKS: usize = 1500;
/// A figure is never shorter than this, in points, so that it can be seen and hit.
const LEAST_WIDTH: f32 = 4.0;
/// A tick's width in points, and the grid on which ticks gather.
const COLUMN: f32 = 2.0;
/// A date wider than this many points is drawn over its span, not as a tick.
const WIDE: f32 = 9.0;
/// Bars in one row keep this distance, in points.
const PACK_GAP: f32 = 2.0;

/// A figure, or anything else that holds over a span.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Which record.
    pub record: Record,
    /// From the first to the last instant that it speaks of.
    pub span: Span,
    /// Where.
    pub area: Area,
    /// In which row of figures, from the top.
    pub row: usize,
}

/// A lane of ticks.
#[derive(Clone, PartialEq, Debug)]
pub struct TickLane {
    /// Its layer's title.
    pub title: String,
    /// Where.
    pub area: Area,
    /// The ticks, from the left.
    pub marks: Vec<TickMark>,
}

/// Records in one place of a lane.
#[derive(Clone, PartialEq, Debug)]
pub struct TickMark {
    /// Where; wide for dates that are.
    pub area: Area,
    /// The last instant of their dates.
    pub begun: Instant,
    /// Whether the mark is the span of a date rather than a tick.
    pub is_range: bool,
    /// The records, in file order; never empty.
    pub records: Vec<Record>,
}

/// The figures on the axis with their rows; heights come with [`placed`]. `None` where there are too
/// many to be told apart.
pub(super) fn figures(index: &Index, scale: &TimeScale) -> Option<Vec<Figure>> {
    let mut figures = Vec::new();
    for (layer, rows) in index.of_lane(Lane::Milestones) {
        for (row, span) in rows.figures.kept_in(scale.span) {
            if figures.len() == MOST_FIGURES {
                return None;
            }
            figures.push(figure(Record { layer, row }, span, scale));
        }
    }
    figures.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.record));
    let rows = pack(
        figures.iter().map(|f| (f.area.x0, f.area.x1)),
        MOST_FIGURE_ROWS,
    );
    for (figure, row) in figures.iter_mut().zip(rows) {
        figure.row = row;
    }
    Some(figures)
}

fn figure(record: Record, span: Span, scale: &TimeScale) -> Figure {
    let (x0, x1) = inside(scale, span);
    let x1 = x1.max(x0 + LEAST_WIDTH).min(scale.x1);
    let area = Area {
        x0: x0.min(x1 - LEAST_WIDTH).max(scale.x0),
        x1,
        ..Area::default()
    };
    Figure {
        record,
        span,
        area,
        row: 0,
    }
}

/// Where figures lie that are drawn as density.
pub(super) fn figure_strip(scale: &TimeScale, rows: &Rows) -> Area {
    Area {
        x0: scale.x0,
        y0: rows.figures,
        x1: scale.x1,
        y1: rows.figures + HEAT_ROWS as f32 * FIGURE_PITCH - 1.0,
    }
}

pub(super) fn placed(mut figures: Vec<Figure>, rows: &Rows) -> Vec<Figure> {
    for figure in &mut figures {
        figure.area.y0 = rows.figures + figure.row as f32 * FIGURE_PITCH;
        figure.area.y1 = figure.area.y0 + FIGURE_HEIGHT;
    }
    figures
}

/// A row for each of some ranges, which come from the left: the first where it is free, else the
/// one that is free soonest, where it lies over what is there.
pub(super) fn pack(edges: impl Iterator<Item = (f32, f32)>, most_rows: usize) -> Vec<usize> {
    let mut ends: Vec<f32> = Vec::new();
    edges
        .map(|(x0, x1)| {
            let free = ends.iter().position(|end| end + PACK_GAP <= x0);
            let row = free.unwrap_or_else(|| {
                if ends.len() < most_rows {
                    ends.push(f32::NEG_INFINITY);
                    return ends.len() - 1;
                }
                let soonest = ends.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1));
                soonest.map_or(0, |(row, _)| row)
            });
            if let Some(end) = ends.get_mut(row) {
                *end = end.max(x1);
            }
            row
        })
        .collect()
}

/// The lanes of ticks, and the density of those with too many of them.
pub(super) fn tick_lanes(
    input: &Input<'_>,
    scale: &TimeScale,
    rows: &Rows,
) -> (Vec<TickLane>, Vec<Heat>) {
    let (mut lanes, mut heats) = (Vec::new(), Vec::new());
    for (lane, (layer, rows_of)) in input.index.of_lane(Lane::Ticks).enumerate() {
        let y0 = rows.lanes + lane as f32 * LANE_HEIGHT;
        let area = Area {
            x0: scale.x0,
            y0,
            x1: scale.x1,
            y1: y0 + LANE_HEIGHT - 2.0,
        };
        let dated = &rows_of.dated;
        let mut found: Vec<(RowId, Span)> =
            dated.kept_in(scale.span).take(MOST_TICKS + 1).collect();
        if found.len() > MOST_TICKS {
            found.clear();
            heats.push(heat(layer, &[dated], scale, area));
        }
        found.sort_unstable_by_key(|(row, _)| *row);
        let title = input.layers.get(layer).map_or("", |layer| layer.title);
        lanes.push(TickLane {
            title: title.to_owned(),
            area,
            marks: marks(layer, &found, scale, area),
        });
    }
    (lanes, heats)
}

/// Ticks gather in columns, wide dates with their like; ranges come first, under the ticks.
fn marks(layer: usize, rows: &[(RowId, Span)], scale: &TimeScale, lane: Area) -> Vec<TickMark> {
    let mut places: BTreeMap<(bool, i64, i64), TickMark> = BTreeMap::new();
    for (row, dated) in rows.iter().copied() {
        let (left, right) = (scale.x_from_time(dated.start), scale.x_from_time(dated.end));
        let is_range = right - left > WIDE;
        let column = ((f32::midpoint(left, right) - scale.x0) / COLUMN).floor();
        let (key, x0, x1) = if is_range {
            let key = (false, dated.start.0, dated.end.0);
            (key, left.max(scale.x0), right.min(scale.x1))
        } else {
            let x0 = scale.x0 + column * COLUMN;
            ((true, column as i64, 0), x0, x0 + COLUMN)
        };
        if x1 <= scale.x0 || x0 >= scale.x1 {
            continue;
        }
        let begun = begun_at(dated);
        let mark = places.entry(key).or_insert_with(|| TickMark {
            area: Area { x0, x1, ..lane },
            begun,
            is_range,
            records: Vec::new(),
        });
        mark.begun = mark.begun.min(begun);
        mark.records.push(Record { layer, row });
    }
    places.into_values().collect()
}
