//! The names of places with records, written where there is room.
//!
//! Room is kept for every place that passes the filters, whatever the clock says, so that no name
//! jumps while time runs.

use super::labels::{Area, Space};
use super::map::{MapScene, Mark};
use super::mercator::{Viewport, World};
use super::text::{Measure, TextStyle, Weight};

/// How the names are set.
pub const STYLE: TextStyle = TextStyle {
    size: 12.0,
    weight: Weight::Medium,
    italic: false,
    letter_spacing: 0.0,
};

/// Height of a line, in points.
const LINE: f32 = 15.0;
/// More spots than this get no names.
pub const MOST_SPOTS: usize = 2_000;

/// One written name.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordLabel {
    /// Which spot of the scene it names.
    pub spot: usize,
    /// The name.
    pub text: String,
    /// Left edge, in points.
    pub x: f32,
    /// Middle of the line, in points.
    pub y: f32,
    /// What it takes.
    pub area: Area,
}

/// What the layout answers: the names, and what all marks take (obstacles for the base map's names).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct RecordLabels {
    /// The names.
    pub labels: Vec<RecordLabel>,
    /// The boxes of the marks.
    pub marks: Vec<Area>,
}

/// Places the names of a view; `reach` is the radius of a mark and `step` the distance between
/// fanned ones, in points. Heavier spots come first.
#[must_use]
pub fn place(
    view: &Viewport,
    scene: &MapScene,
    measure: &dyn Measure,
    (reach, step): (f32, f32),
    obstacles: &[Area],
) -> RecordLabels {
    let mut space = Space::new(view.width, view.height);
    for area in obstacles {
        space.take(*area);
    }
    let mut seen = spots_in_view(view, scene, reach, step);
    if seen.len() > MOST_SPOTS {
        // A cloud of dots: names of cities and countries stand on it rather than nowhere.
        return RecordLabels::default();
    }
    for (_, area) in &seen {
        space.take(*area);
    }
    let marks = seen.iter().map(|(_, area)| *area).collect();
    by_weight(&mut seen, scene);
    let labels = name_all(seen, scene, measure, view, &mut space);
    RecordLabels { labels, marks }
}

/// Heavier spots first; those of one weight in the order of the scene.
fn by_weight(seen: &mut [(usize, Area)], scene: &MapScene) {
    seen.sort_by_key(|(index, _)| {
        let weight = scene.spots.get(*index).map_or(0, |s| s.weight);
        (std::cmp::Reverse(weight), *index)
    });
}

/// Writes what finds room, in the order given.
fn name_all(
    seen: Vec<(usize, Area)>,
    scene: &MapScene,
    measure: &dyn Measure,
    view: &Viewport,
    space: &mut Space,
) -> Vec<RecordLabel> {
    let mut labels = Vec::new();
    for (spot, around) in seen {
        let Some(text) = scene.spots.get(spot).and_then(|s| s.name.clone()) else {
            continue;
        };
        let width = measure.width(&text, STYLE);
        if let Some((x, y, area)) = first_free(space, around, width, view) {
            space.take(area);
            labels.push(RecordLabel {
                spot,
                text,
                x,
                y,
                area,
            });
        }
    }
    labels
}

/// Names for spots that are drawn now and have no place kept for them: written where the other names
/// and the marks that are drawn leave room. `taken` are the boxes of everything else.
#[must_use]
pub fn place_more(
    view: &Viewport,
    scene: &MapScene,
    measure: &dyn Measure,
    (reach, step): (f32, f32),
    taken: impl IntoIterator<Item = Area>,
    is_wanted: impl Fn(usize) -> bool,
) -> Vec<RecordLabel> {
    let mut space = Space::new(view.width, view.height);
    for area in taken {
        space.take(area);
    }
    let mut seen = spots_in_view(view, scene, reach, step);
    seen.retain(|(index, _)| is_wanted(*index));
    if seen.len() > MOST_SPOTS {
        return Vec::new();
    }
    by_weight(&mut seen, scene);
    name_all(seen, scene, measure, view, &mut space)
}

/// The boxes of the marks that are drawn, copies of the world included.
#[must_use]
pub fn mark_boxes(
    view: &Viewport,
    scene: &MapScene,
    (reach, step): (f32, f32),
    is_drawn: impl Fn(&Mark) -> bool,
) -> Vec<Area> {
    let mut boxes = Vec::new();
    for turn in view.copies() {
        for spot in &scene.spots {
            let at = view.screen_from_world(World {
                x: spot.at.x + turn,
                y: spot.at.y,
            });
            let drawn = spot.marks.iter().filter(|mark| is_drawn(mark));
            boxes.extend(drawn.map(|mark| mark_box((at.x, at.y), mark, reach, step)));
        }
    }
    boxes
}

fn mark_box((x, y): (f32, f32), mark: &Mark, reach: f32, step: f32) -> Area {
    let side = 2.0 * reach + 2.0;
    Area::around(x + mark.fan.0 * step, y + mark.fan.1 * step, side, side)
}

/// The spots in view, copies of the world included, each with the box that its marks take.
fn spots_in_view(view: &Viewport, scene: &MapScene, reach: f32, step: f32) -> Vec<(usize, Area)> {
    let mut seen = Vec::new();
    for turn in view.copies() {
        for (index, spot) in scene.spots.iter().enumerate() {
            let at = view.screen_from_world(World {
                x: spot.at.x + turn,
                y: spot.at.y,
            });
            let inside = (-60.0..view.width + 60.0).contains(&at.x)
                && (-60.0..view.height + 60.0).contains(&at.y);
            if !inside {
                continue;
            }
            let area = spot
                .marks
                .iter()
                .map(|mark| mark_box((at.x, at.y), mark, reach, step))
                .reduce(|a, b| a.union(&b));
            if let Some(area) = area {
                seen.push((index, area));
            }
        }
    }
    seen
}

/// The first free place beside the marks: right, left, above, below.
fn first_free(
    space: &Space,
    around: Area,
    width: f32,
    view: &Viewport,
) -> Option<(f32, f32, Area)> {
    let (cx, cy) = (
        f32::midpoint(around.x0, around.x1),
        f32::midpoint(around.y0, around.y1),
    );
    let gap = 3.0;
    [
        (around.x1 + gap, cy),
        (around.x0 - gap - width, cy),
        (cx - width / 2.0, around.y0 - LINE / 2.0),
        (cx - width / 2.0, around.y1 + LINE / 2.0),
    ]
    .into_iter()
    .map(|(x, y)| {
        let area = Area {
            x0: x - 1.0,
            y0: y - LINE / 2.0,
            x1: x + width + 1.0,
            y1: y + LINE / 2.0,
        };
        (x, y, area)
    })
    .find(|(.., area)| {
        area.x0 > 0.0
            && area.x1 < view.width
            && area.y0 > 0.0
            && area.y1 < view.height
            && space.is_free(area)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RowId;
    use crate::scene::map::{MarkFamily, Placed};
    use crate::scene::style::{OTHER, Shape};
    use proptest::prelude::*;

    struct Fixed;
    impl Measure for Fixed {
        fn width(&self, text: &str, style: TextStyle) -> f32 {
            text.chars().count() as f32 * style.size * 0.6
        }
    }

    proptest! {
        #[test]
        fn no_name_covers_a_mark_or_another_name(
            places in prop::collection::vec((-30.0_f64..60.0, 30.0_f64..65.0), 1..60),
            zoom in 2.0_f64..7.0,
        ) {
            let scene = MapScene::new(places.iter().enumerate().map(|(i, (lon, lat))| Placed {
                record: (0, RowId::from_index(i)),
                at: World::from_lon_lat(*lon, *lat),
                family: MarkFamily::Dot,
                color: OTHER,
                shape: Shape::Circle,
                name: Some(format!("Place {i}")),
                weight: 1,
            }));
            let view = Viewport { center: World::from_lon_lat(10.0, 48.0), zoom, width: 900.0, height: 600.0 };
            let out = place(&view, &scene, &Fixed, (5.0, 11.0), &[]);
            for (i, label) in out.labels.iter().enumerate() {
                for mark in &out.marks {
                    prop_assert!(!label.area.overlaps(mark));
                }
                for other in &out.labels[..i] {
                    prop_assert!(!label.area.overlaps(&other.area));
                }
            }
        }
    }
}
