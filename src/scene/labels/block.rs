//! A name broken into lines and measured, before it has a place.

use super::{Dot, LabelKind, LabelLine, PlacedLabel};
use crate::scene::area::Area;
use crate::scene::text::{Measure, TextStyle};

/// Distance of two lines of a name, in ems.
const LINE_DISTANCE: f32 = 1.16;
/// What one line takes, in ems: from above the capitals to below the descenders.
const LINE_HEIGHT: f32 = 1.04;
/// A name with more letters is written in two lines where it has a space.
const LONG: usize = 11;

/// A measured name.
#[derive(Clone, Debug)]
pub struct Block {
    lines: Vec<(String, f32)>,
    style: TextStyle,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
}

impl Block {
    /// One line.
    pub fn line(text: &str, style: TextStyle, measure: &dyn Measure) -> Self {
        Self::of(vec![text.to_owned()], style, measure)
    }

    /// Two lines, as even as its spaces allow; `None` for a short name, or one without a space.
    pub fn wrapped(text: &str, style: TextStyle, measure: &dyn Measure) -> Option<Self> {
        if text.chars().count() <= LONG {
            return None;
        }
        let breaks = text.match_indices(' ').map(|(at, _)| at);
        let at = breaks.min_by_key(|at| (2 * at).abs_diff(text.len()))?;
        let (upper, lower) = text.split_at(at);
        let lines = vec![upper.to_owned(), lower.trim_start().to_owned()];
        Some(Self::of(lines, style, measure))
    }

    fn of(lines: Vec<String>, style: TextStyle, measure: &dyn Measure) -> Self {
        let measured = lines.into_iter().map(|line| {
            let width = measure.width(&line, style);
            (line, width)
        });
        let lines: Vec<(String, f32)> = measured.collect();
        let width = lines.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        let between = (lines.len().max(1) - 1) as f32 * LINE_DISTANCE;
        Self {
            lines,
            style,
            width,
            height: (between + LINE_HEIGHT) * style.size,
        }
    }

    /// What it takes with its middle at a point, a little room around it included.
    pub fn area(&self, x: f32, y: f32) -> Area {
        Area::around(x, y, self.width, self.height).grown(3.0, 1.0)
    }

    /// The label with the middle of the block at a point.
    pub fn placed(
        self,
        name: &str,
        kind: LabelKind,
        (x, y): (f32, f32),
        dot: Option<Dot>,
    ) -> PlacedLabel {
        let area = self.area(x, y);
        let step = LINE_DISTANCE * self.style.size;
        let first = y - step * (self.lines.len().max(1) - 1) as f32 / 2.0;
        let lines = self.lines.into_iter().zip(0_u8..);
        PlacedLabel {
            name: name.to_owned(),
            kind,
            style: self.style,
            lines: lines
                .map(|((text, width), n)| LabelLine {
                    text,
                    x: x - width / 2.0,
                    y: first + step * f32::from(n),
                    width,
                })
                .collect(),
            area,
            dot,
        }
    }
}
