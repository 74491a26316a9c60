//! Milestones and their names. Names never touch each other or another milestone's mark: events
//! come first, and of each kind the first, then the second, and so on, so that no kind crowds out
//! another. A milestone whose name finds no room stands nameless in the strip below.

use std::collections::HashMap;

use crate::model::{Instant, Span};
use crate::scene::scale::TimeScale;

use super::lanes::{is_figure, milestone_rows, rank};
use super::{Area, ClockMarks, Input, Record, Rows, begun_at};

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

pub(super) fn milestones(
    input: &Input<'_>,
    scale: &TimeScale,
    rows: &Rows,
    measure: &mut dyn FnMut(&str) -> f32,
) -> Vec<Milestone> {
    let found = in_order(input)
        .into_iter()
        .filter(|m| m.1.overlaps(scale.span));
    let mut taken: Vec<Area> = Vec::new();
    let mut milestones: Vec<Milestone> = found
        .enumerate()
        .map(|(order, (record, dated))| {
            let mut milestone = nameless(record, dated, scale, rows);
            let label = || (input.layers.get(record.layer)?.label)(record.row);
            let text = if order < MOST_TRIED { label() } else { None };
            if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                let (text, width) = cut(&text, measure);
                let edges = (scale.x0 - EDGE, input.width - EDGE);
                name(&mut milestone, (text, width), edges, rows, &mut taken);
            }
            milestone
        })
        .collect();
    milestones.sort_by(|a, b| a.x.total_cmp(&b.x));
    milestones
}

/// The milestones with their dates, the most important first. All rows that pass take part, on the
/// axis or not, so that panning changes no order.
fn in_order(input: &Input<'_>) -> Vec<(Record, Span)> {
    let mut found: Vec<(Record, Span)> = milestone_rows(input)
        .filter(|(record, layer, life)| !is_figure(layer, record.row, life))
        .filter_map(|(record, _, life)| Some((record, life.dated()?)))
        .collect();
    found.sort_by_key(|(record, dated)| (dated.start, *record));
    let mut n_before: HashMap<(usize, Option<usize>), usize> = HashMap::new();
    let mut ranked: Vec<((u8, usize), (Record, Span))> = found
        .into_iter()
        .filter_map(|(record, dated)| {
            let layer = input.layers.get(record.layer)?;
            let kind = layer.kind.and_then(|kind| kind.code(record.row));
            let n = n_before.entry((record.layer, kind)).or_default();
            *n += 1;
            Some(((rank(layer, record.row), *n), (record, dated)))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, milestone)| milestone).collect()
}

fn nameless(record: Record, dated: Span, scale: &TimeScale, rows: &Rows) -> Milestone {
    let x = |at| scale.x_from_time(at).clamp(scale.x0, scale.x1);
    let (from, to) = (x(dated.start), x(dated.end));
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
