//! Milestones and their names. Names never touch each other or another milestone's mark; the most
//! important come first. A milestone whose name finds no room stands nameless in the strip below,
//! which shows density where there are too many.

use crate::model::{Instant, Span};
use crate::scene::scale::TimeScale;

use super::{Area, ClockMarks, Input, Record, Rows, begun_at, inside};

/// Half of a named milestone's diamond, in points.
pub const DIAMOND: f32 = 4.0;
/// Half of a nameless one's.
pub const SMALL_DIAMOND: f32 = 2.5;
/// Between a diamond and its name.
const GAP: f32 = 5.0;
/// Between a name and the next mark.
const APART: f32 = 8.0;
/// Longer names are cut.
const MOST_WIDTH: f32 = 160.0;
/// No more names are tried than this, however many milestones there are.
const MOST_TRIED: usize = 600;
/// More milestones than this on the axis are drawn as density.
const MOST_DRAWN: usize = 400;
/// Half of the height of their density.
const HALF_STRIP: f32 = 3.0;
/// Between a name and the edge of its part of the panel.
const EDGE: f32 = 4.0;

/// A milestone on the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Milestone {
    /// Which record.
    pub record: Record,
    /// The last instant of its date.
    pub begun: Instant,
    /// The middle of its mark.
    pub x: f32,
    /// The middle of its mark.
    pub y: f32,
    /// Where its date lies: from, to.
    pub dated: (f32, f32),
    /// Its name, where there is room.
    pub name: Option<Name>,
}

/// A name that has found its place.
#[derive(Clone, PartialEq, Debug)]
pub struct Name {
    /// The text, cut where it was too long.
    pub text: String,
    /// Where the text stands.
    pub area: Area,
}

impl Milestone {
    /// Where the mark is.
    #[must_use]
    pub fn mark(&self) -> Area {
        let half = if self.name.is_some() {
            DIAMOND
        } else {
            SMALL_DIAMOND
        };
        Area {
            x0: self.x - half,
            y0: self.y - half,
            x1: self.x + half,
            y1: self.y + half,
        }
    }

    /// The name, unless the playhead's chip covers it.
    #[must_use]
    pub fn name_beside(&self, marks: &ClockMarks) -> Option<&Name> {
        let covered = |name: &&Name| marks.chip.is_some_and(|chip| name.area.overlaps(&chip));
        self.name.as_ref().filter(|name| !covered(name))
    }
}

/// The milestones on the axis, from the left, and whether there are so many that those without a
/// name are left to density.
pub(super) fn milestones(
    input: &Input<'_>,
    scale: &TimeScale,
    rows: &Rows,
    measure: &mut dyn FnMut(&str) -> f32,
) -> (Vec<Milestone>, bool) {
    let few = input.index.milestones_in(scale.span, MOST_DRAWN);
    let is_crowded = few.is_none();
    let found = few.unwrap_or_else(|| spread(input, scale));
    let mut taken: Vec<Area> = Vec::new();
    let milestones = found.into_iter().map(|(record, dated)| {
        let mut milestone = nameless(record, dated, scale, rows);
        let text = input
            .layers
            .get(record.layer)
            .and_then(|layer| (layer.label)(record.row));
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            let (text, width) = cut(&text, measure);
            let edges = (scale.x0 - EDGE, input.width - EDGE);
            name(&mut milestone, (text, width), edges, rows, &mut taken);
        }
        milestone
    });
    let drawn = milestones.filter(|m| m.name.is_some() || !is_crowded);
    let mut milestones: Vec<Milestone> = drawn.collect();
    milestones.sort_by(|a, b| a.x.total_cmp(&b.x));
    (milestones, is_crowded)
}

/// Milestones on the axis from all over it, where there are too many to try every name: each second
/// one comes after all others, of these again each second, and so on, whatever the axis shows.
fn spread(input: &Input<'_>, scale: &TimeScale) -> Vec<(Record, Span)> {
    let all = &input.index.milestones;
    let last = all.len().max(1).ilog2();
    let rounds = (0..=last).rev().map(|round| 1_usize << round);
    let order = rounds.flat_map(|stride| (stride..all.len()).step_by(2 * stride));
    let found = [0].into_iter().chain(order);
    let found = found.filter_map(|i| all.get(i).copied());
    let on_axis = found.filter(|(_, dated)| dated.overlaps(scale.span));
    on_axis.take(MOST_TRIED).collect()
}

/// Where milestones lie that are drawn as density.
pub(super) fn strip(scale: &TimeScale, rows: &Rows) -> Area {
    Area {
        x0: scale.x0,
        y0: rows.strip - HALF_STRIP,
        x1: scale.x1,
        y1: rows.strip + HALF_STRIP,
    }
}

fn nameless(record: Record, dated: Span, scale: &TimeScale, rows: &Rows) -> Milestone {
    let (from, to) = inside(scale, dated);
    Milestone {
        record,
        begun: begun_at(dated),
        x: f32::midpoint(from, to),
        y: rows.strip,
        dated: (from, to),
        name: None,
    }
}

/// Gives the milestone a place in the upper row or the lower, if there is one: right of its mark,
/// or left of it where the panel ends.
fn name(
    milestone: &mut Milestone,
    (text, width): (String, f32),
    (left_edge, right_edge): (f32, f32),
    rows: &Rows,
    taken: &mut Vec<Area>,
) {
    let x = milestone.x;
    let after = x + DIAMOND + GAP;
    let before = x - DIAMOND - GAP - width;
    let x0 = if after + width <= right_edge {
        after
    } else {
        before
    };
    if x0 < left_edge {
        return;
    }
    for y0 in rows.names {
        let (x1, y1) = (x0 + width, y0 + rows.name_height);
        let whole = Area {
            x0: x0.min(x - DIAMOND) - APART / 2.0,
            y0,
            x1: x1.max(x + DIAMOND) + APART / 2.0,
            y1,
        };
        if !taken.iter().any(|other| whole.overlaps(other)) {
            taken.push(whole);
            milestone.y = f32::midpoint(y0, y1);
            let area = Area { x0, y0, x1, y1 };
            milestone.name = Some(Name { text, area });
            return;
        }
    }
}

/// The text, cut at a word to [`MOST_WIDTH`], and its width.
fn cut(text: &str, measure: &mut dyn FnMut(&str) -> f32) -> (String, f32) {
    let text = text.trim();
    let width = measure(text);
    if width <= MOST_WIDTH {
        return (text.to_owned(), width);
    }
    let share = f64::from(MOST_WIDTH / width).clamp(0.0, 1.0);
    let mut n_chars = (text.chars().count() as f64 * share) as usize;
    loop {
        let short = shortened(text, n_chars);
        let width = measure(&short);
        if width <= MOST_WIDTH || n_chars == 0 {
            return (short, width);
        }
        n_chars -= 1;
    }
}

/// The first letters of a text, up to a word's end unless that costs more than a third of them.
fn shortened(text: &str, n_chars: usize) -> String {
    let short: String = text.chars().take(n_chars).collect();
    let at_word = short.rfind(' ').filter(|at| at * 3 > short.len() * 2);
    let short = at_word.and_then(|at| short.get(..at)).unwrap_or(&short);
    format!("{}…", short.trim_end_matches([' ', ',', ':', '(', '-']))
}
