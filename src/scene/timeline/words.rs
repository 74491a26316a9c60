//! What stands below the axis: labels of ticks, what all of the axis has in common, and that times
//! are in UTC. No label touches another.

use crate::scene::scale::{Tick, TimeScale};

use super::{Area, Rows};

/// Labels of the axis are at least so far apart, in points.
const TICK_GAP: f32 = 62.0;
/// Between a tick and its label.
const INDENT: f32 = 4.0;
/// Between one label and the next.
const APART: f32 = 6.0;
/// Between a label and the edge of the panel.
const EDGE: f32 = 4.0;
/// Between what the axis has in common and the axis.
const BEFORE_AXIS: f32 = 8.0;
const HEIGHT: f32 = 15.0;
/// Between the line of the axis and the labels.
const BELOW: f32 = 3.0;

/// A word below the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct AxisWord {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub area: Area,
    /// Whether it says more than its neighbours: the year among months.
    pub strong: bool,
}

/// The words below the axis.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct AxisWords {
    /// The year, month or day that all of the axis has in common.
    pub context: Option<AxisWord>,
    /// "UTC", where ticks name times of day.
    pub zone: Option<AxisWord>,
    /// Beside the ticks.
    pub ticks: Vec<AxisWord>,
}

/// The ticks that are worth a label.
pub(super) fn ticks(scale: &TimeScale) -> Vec<Tick> {
    scale.ticks(TICK_GAP)
}

impl AxisWords {
    pub(super) fn new(
        ticks: &[Tick],
        scale: &TimeScale,
        rows: &Rows,
        panel_width: f32,
        measure: &mut dyn FnMut(&str) -> f32,
    ) -> Self {
        let y0 = rows.axis + BELOW;
        let mut word = |text: String, x0: &dyn Fn(f32) -> f32, strong| {
            let width = measure(&text);
            let x0 = x0(width);
            let area = Area {
                x0,
                y0,
                x1: x0 + width,
                y1: y0 + HEIGHT,
            };
            AxisWord { text, area, strong }
        };
        let fits = |word: &AxisWord| word.area.x0 >= 0.0 && word.area.x1 <= panel_width;
        let before = |width: f32| (scale.x0 - BEFORE_AXIS - width).max(EDGE);
        let context = scale.context().map(|text| word(text, &before, true));
        let context = context.filter(fits);
        let at_end = |width: f32| panel_width - EDGE - width;
        let zone = scale.names_times(TICK_GAP);
        let zone = zone
            .then(|| word("UTC".to_owned(), &at_end, false))
            .filter(fits);
        let mut free = context.as_ref().map_or(0.0, |word| word.area.x1 + APART);
        let end = zone
            .as_ref()
            .map_or(panel_width - EDGE / 2.0, |word| word.area.x0 - APART);
        let mut labels = Vec::new();
        for tick in ticks {
            // Decades are no more than other years; the year among its months is.
            let is_year = tick.label.bytes().all(|b| b.is_ascii_digit());
            let strong = tick.major && !is_year;
            let label = word(tick.label.clone(), &|_| tick.x + INDENT, strong);
            if label.area.x0 >= free && label.area.x1 <= end {
                free = label.area.x1 + APART;
                labels.push(label);
            }
        }
        Self {
            context,
            zone: zone.filter(|word| free <= word.area.x0 + APART),
            ticks: labels,
        }
    }
}
