//! Figures as thin bars over their span, and lanes of ticks.

use std::collections::BTreeMap;

use crate::model::time::Start;
use crate::model::{Instant, Lifespan, RowId, Span};
use crate::scene::scale::TimeScale;
use crate::scene::style::Lane;

use super::{Area, Input, LANE_HEIGHT, LayerInput, Record, Rows, begun_at};

/// From one row of figures to the next, in points.
pub(super) const FIGURE_PITCH: f32 = 4.0;
const FIGURE_HEIGHT: f32 = 2.5;
const MOST_FIGURE_ROWS: usize = 4;
/// A figure is never shorter than this, in points, so that it can be seen and hit.
const LEAST_WIDTH: f32 = 4.0;
/// A tick's width in points, and the grid on which ticks gather.
const COLUMN: f32 = 2.0;
/// A date wider than this many points is drawn over its span, not as a tick.
const WIDE: f32 = 9.0;
/// Bars in one row keep this distance, in points.
const PACK_GAP: f32 = 2.0;

/// The kinds of milestone that come first when names are placed.
const EVENTS: [&str; 4] = ["milestone", "program", "agreement", "publication"];

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

/// Whether a row of a milestone layer is a figure: a statistic, or something with an end that is
/// not an event.
pub(super) fn is_figure(layer: &LayerInput<'_>, row: RowId, life: &Lifespan) -> bool {
    match layer.kind.and_then(|kind| kind.get(row)) {
        Some("statistic") => true,
        Some(kind) if EVENTS.contains(&kind) => false,
        _ => life.end.is_some(),
    }
}

/// 0 for a kind of event that is named first, else 1.
pub(super) fn rank(layer: &LayerInput<'_>, row: RowId) -> u8 {
    let kind = layer.kind.and_then(|kind| kind.get(row));
    u8::from(!kind.is_some_and(|kind| EVENTS.contains(&kind)))
}

/// The rows of the milestone layers that pass and are dated.
pub(super) fn milestone_rows<'a>(
    input: &'a Input<'a>,
) -> impl Iterator<Item = (Record, &'a LayerInput<'a>, &'a Lifespan)> {
    input.layers.iter().enumerate().flat_map(|(index, layer)| {
        let is_lane = layer.lane == Lane::Milestones;
        layer
            .passing
            .iter()
            .filter(move |_| is_lane)
            .filter_map(move |row| {
                let life = layer.lifespans.get(row.index())?;
                life.dated()?;
                Some((Record { layer: index, row }, layer, life))
            })
    })
}

/// The figures on the axis with their rows; heights come with [`placed`].
pub(super) fn figures(input: &Input<'_>, scale: &TimeScale) -> Vec<Figure> {
    let mut figures: Vec<Figure> = milestone_rows(input)
        .filter(|(record, layer, life)| is_figure(layer, record.row, life))
        .filter_map(|(record, _, life)| {
            let span = life.extent().filter(|span| span.overlaps(scale.span))?;
            let x0 = scale.x_from_time(span.start).max(scale.x0);
            let x1 = scale.x_from_time(span.end).min(scale.x1);
            let x1 = x1.max(x0 + LEAST_WIDTH).min(scale.x1);
            let area = Area {
                x0: x0.min(x1 - LEAST_WIDTH).max(scale.x0),
                x1,
                ..Area::default()
            };
            Some(Figure {
                record,
                span,
                area,
                row: 0,
            })
        })
        .collect();
    figures.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.record));
    let rows = pack(
        figures.iter().map(|f| (f.area.x0, f.area.x1)),
        MOST_FIGURE_ROWS,
    );
    for (figure, row) in figures.iter_mut().zip(rows) {
        figure.row = row;
    }
    figures
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

pub(super) fn tick_lanes(input: &Input<'_>, scale: &TimeScale, rows: &Rows) -> Vec<TickLane> {
    let layers = input.layers.iter().enumerate();
    layers
        .filter(|(_, layer)| layer.lane == Lane::Ticks)
        .enumerate()
        .map(|(lane, (index, layer))| {
            let y0 = rows.lanes + lane as f32 * LANE_HEIGHT;
            let area = Area {
                x0: scale.x0,
                y0,
                x1: scale.x1,
                y1: y0 + LANE_HEIGHT - 2.0,
            };
            TickLane {
                title: layer.title.to_owned(),
                area,
                marks: marks(index, layer, scale, area),
            }
        })
        .collect()
}

/// Ticks gather in columns, wide dates with their like; ranges come first, under the ticks.
fn marks(index: usize, layer: &LayerInput<'_>, scale: &TimeScale, lane: Area) -> Vec<TickMark> {
    let mut places: BTreeMap<(bool, i64, i64), TickMark> = BTreeMap::new();
    for row in layer.passing.iter() {
        let Some(life) = layer.lifespans.get(row.index()) else {
            continue;
        };
        let Some(dated) = life.dated() else {
            continue;
        };
        let (left, right) = (scale.x_from_time(dated.start), scale.x_from_time(dated.end));
        let known_by = matches!(life.start, Start::KnownBy(_));
        let is_range = right - left > WIDE && !known_by;
        let middle = if known_by {
            right
        } else {
            f32::midpoint(left, right)
        };
        let column = ((middle - scale.x0) / COLUMN).floor();
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
        mark.records.push(Record { layer: index, row });
    }
    places.into_values().collect()
}
