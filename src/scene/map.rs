//! Records become marks on the map: where each stands, in what shape, and which is under the pointer.
//!
//! The layout depends on the filters and on nothing else: a mark never moves when the clock does,
//! and records on one spot stand in a fixed order, so that nobody mistakes a shift on the screen
//! for a place on the earth. What the clock says of a mark is asked anew each time it is drawn.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::model::{RowId, State};

use super::mercator::{Screen, Viewport, World};
use super::style::{ColorPair, Shape};

/// One record: the layer's number in the session, and the row.
pub type Record = (u32, RowId);

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkFamily {
    /// A record at its place.
    Dot,
    /// Records somewhere in a country, drawn as a soft badge with their number.
    Badge,
    /// A reported operation.
    Operation,
    /// A declared handover.
    Handover,
    /// What a government did or said.
    Response,
}

/// One record on its way to the map.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Which record.
    pub record: Record,
    /// Where it is.
    pub at: World,
    /// What it is drawn as.
    pub family: MarkFamily,
    /// Its colours.
    pub color: ColorPair,
    /// Its shape.
    pub shape: Shape,
    /// What its place is called, for labels.
    pub name: Option<String>,
    /// How many things it stands for.
    pub weight: u32,
}

/// One mark: a record, or several that share a spot and a family.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The records, in file order.
    pub records: Vec<Record>,
    /// What it is drawn as.
    pub family: MarkFamily,
    /// Its colours: of the first record.
    pub color: ColorPair,
    /// Its shape: of the first record.
    pub shape: Shape,
    /// Where it stands in the fan, in steps of a mark's width from the spot.
    pub fan: (f32, f32),
}

/// All marks of one place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The place.
    pub at: World,
    /// What it is called.
    pub name: Option<String>,
    /// How many things are here, filters applied, whatever the clock says.
    pub weight: u32,
    /// The marks, in their fixed order.
    pub marks: Vec<Mark>,
}

/// The marks of a map.
#[derive(Clone, Debug, Default)]
pub struct MapScene {
    /// Spots from north to south, so that lower ones overlap upper ones, as on paper maps.
    pub spots: Vec<Spot>,
}

/// More records than this on one spot share one mark with a number.
const MOST_FANNED: usize = 12;

impl MapScene {
    /// Lays out records. Records at the same coordinates share a spot.
    #[must_use]
    pub fn new(placed: impl IntoIterator<Item = Placed>) -> Self {
        let mut by_place: HashMap<(i64, i64), Vec<Placed>> = HashMap::new();
        for item in placed {
            by_place.entry(key(item.at)).or_default().push(item);
        }
        let mut spots: Vec<Spot> = by_place.into_values().map(spot).collect();
        spots.sort_by(|a, b| (a.at.y.total_cmp(&b.at.y)).then(a.at.x.total_cmp(&b.at.x)));
        Self { spots }
    }

    /// The mark nearest to `at` whose middle is within `reach` points; `shows` tells which marks
    /// are drawn. Copies of the world are looked at, too.
    #[must_use]
    pub fn pick(
        &self,
        view: &Viewport,
        at: Screen,
        reach: f32,
        spacing: f32,
        shows: impl Fn(&Mark) -> bool,
    ) -> Option<(&Spot, &Mark)> {
        let mut best: Option<(f32, &Spot, &Mark)> = None;
        for turn in view.copies() {
            for spot in &self.spots {
                let middle = view.screen_from_world(World {
                    x: spot.at.x + turn,
                    y: spot.at.y,
                });
                if (middle.x - at.x).abs() > reach + 60.0 || (middle.y - at.y).abs() > reach + 60.0
                {
                    continue;
                }
                for mark in &spot.marks {
                    let (x, y) = (
                        middle.x + mark.fan.0 * spacing,
                        middle.y + mark.fan.1 * spacing,
                    );
                    let distance = (x - at.x).hypot(y - at.y);
                    let nearer = best.is_none_or(|(d, ..)| distance <= d);
                    if distance <= reach && nearer && shows(mark) {
                        best = Some((distance, spot, mark));
                    }
                }
            }
        }
        best.map(|(_, spot, mark)| (spot, mark))
    }
}

/// Coordinates equal to a ten-millionth of the world (some metres) are one spot.
fn key(at: World) -> (i64, i64) {
    let part = |v: f64| (v * 1e7).round() as i64;
    (part(at.x), part(at.y))
}

fn spot(mut items: Vec<Placed>) -> Spot {
    items.sort_by_key(|item| (item.family, item.record));
    let n_dots = items.iter().filter(|i| i.family == MarkFamily::Dot).count();
    let mut marks: Vec<Mark> = Vec::new();
    for item in &items {
        let own_mark = item.family == MarkFamily::Dot && n_dots <= MOST_FANNED;
        let shared = marks
            .iter_mut()
            .find(|m| !own_mark && m.family == item.family);
        match shared {
            Some(mark) => mark.records.push(item.record),
            None => marks.push(Mark {
                records: vec![item.record],
                family: item.family,
                color: item.color,
                shape: item.shape,
                fan: (0.0, 0.0),
            }),
        }
    }
    let places = fan_out(marks.len());
    for (mark, fan) in marks.iter_mut().zip(places) {
        mark.fan = fan;
    }
    Spot {
        at: items.first().map_or(World { x: 0.5, y: 0.5 }, |i| i.at),
        name: items.iter().find_map(|i| i.name.clone()),
        weight: items.iter().map(|i| i.weight).fold(0, u32::saturating_add),
        marks,
    }
}

/// Places for `n` marks around a spot, in steps of one mark's width: alone, side by side, a ring of
/// up to six, then a hexagonal spiral. The same `n` always gives the same places.
#[must_use]
pub fn fan_out(n: usize) -> Vec<(f32, f32)> {
    match n {
        0 => Vec::new(),
        1 => vec![(0.0, 0.0)],
        2..=6 => {
            let turn = std::f32::consts::TAU / n as f32;
            let radius = 0.5 / (turn / 2.0).sin();
            // Two stand side by side; more begin at the top.
            let first = if n == 2 {
                std::f32::consts::PI
            } else {
                -std::f32::consts::FRAC_PI_2
            };
            (0..n)
                .map(|i| {
                    let angle = first + turn * i as f32;
                    (radius * angle.cos(), radius * angle.sin())
                })
                .collect()
        }
        _ => hexagonal_spiral(n),
    }
}

fn hexagonal_spiral(n: usize) -> Vec<(f32, f32)> {
    let corner = |ring: f32, side: usize| {
        let angle = std::f32::consts::TAU * side as f32 / 6.0 - std::f32::consts::FRAC_PI_2;
        (ring * angle.cos(), ring * angle.sin())
    };
    let mut places = vec![(0.0, 0.0)];
    let mut ring = 1_usize;
    while places.len() < n {
        for side in 0..6 {
            let (a, b) = (corner(ring as f32, side), corner(ring as f32, side + 1));
            for i in 0..ring {
                let t = i as f32 / ring as f32;
                places.push((a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t));
            }
        }
        ring += 1;
    }
    places.truncate(n);
    places
}

/// What the clock says of a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown {
    /// The first record that is drawn.
    pub first: Record,
    /// How many things the drawn records stand for.
    pub n: u64,
    /// The strongest thing that may be said of any of them.
    pub state: State,
    /// Whether all of those of which it may be said are only known by a date.
    pub known_by: bool,
}

impl Mark {
    /// What is drawn of this mark; `ask` answers for a record: (drawn, state, known by, weight).
    pub fn shown(&self, ask: impl Fn(Record) -> Option<(State, bool, u32)>) -> Option<Shown> {
        let mut shown: Option<Shown> = None;
        for record in &self.records {
            let Some((state, known_by, weight)) = ask(*record) else {
                continue;
            };
            let so_far = shown.get_or_insert(Shown {
                first: *record,
                n: 0,
                state,
                known_by,
            });
            so_far.n += u64::from(weight);
            match claim(state).cmp(&claim(so_far.state)) {
                Ordering::Greater => (so_far.state, so_far.known_by) = (state, known_by),
                Ordering::Equal => so_far.known_by &= known_by,
                Ordering::Less => {}
            }
        }
        shown
    }
}

/// How much a state claims: *there* more than *possibly over*, that more than *possibly*.
fn claim(state: State) -> u8 {
    match state {
        State::There => 6,
        State::PossiblyOver => 5,
        State::ReportedClosed => 4,
        State::Possibly => 3,
        State::Over => 2,
        State::DocumentedLater | State::Before | State::Earlier => 1,
        State::Undated => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::style::OTHER;
    use proptest::prelude::*;

    fn placed(row: u32, lon: f64, lat: f64, family: MarkFamily) -> Placed {
        Placed {
            record: (0, RowId(row)),
            at: World::from_lon_lat(lon, lat),
            family,
            color: OTHER,
            shape: Shape::Circle,
            name: None,
            weight: 1,
        }
    }

    proptest! {
        #[test]
        fn no_mark_of_a_fan_stands_on_another(n in 1_usize..60) {
            let places = fan_out(n);
            prop_assert_eq!(places.len(), n);
            for (i, a) in places.iter().enumerate() {
                for b in &places[..i] {
                    prop_assert!((a.0 - b.0).hypot(a.1 - b.1) > 0.99);
                }
            }
        }

        #[test]
        fn no_record_is_lost_or_doubled(rows in prop::collection::vec((0_u8..4, 0_u8..3), 0..80)) {
            let families = [MarkFamily::Dot, MarkFamily::Badge, MarkFamily::Response];
            let scene = MapScene::new(rows.iter().enumerate().map(|(i, (place, family))| {
                placed(u32::try_from(i).unwrap(), f64::from(*place), 45.0, families[usize::from(*family)])
            }));
            let mut seen: Vec<u32> = scene.spots.iter().flat_map(|s| &s.marks).flat_map(|m| &m.records).map(|r| r.1.0).collect();
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..u32::try_from(rows.len()).unwrap()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_order_on_a_spot_does_not_depend_on_the_order_of_reading() {
        let items = |order: [u32; 3]| {
            MapScene::new(order.map(|row| placed(row, 9.0, 45.0, MarkFamily::Dot)))
        };
        let fans = |scene: &MapScene| -> Vec<(u32, (f32, f32))> {
            scene.spots[0]
                .marks
                .iter()
                .map(|m| (m.records[0].1.0, m.fan))
                .collect()
        };
        assert_eq!(fans(&items([0, 1, 2])), fans(&items([2, 0, 1])));
    }

    #[test]
    fn a_shared_mark_claims_no_more_than_its_strongest_record() {
        let mark = Mark {
            records: (0..4).map(|row| (0, RowId(row))).collect(),
            family: MarkFamily::Dot,
            color: OTHER,
            shape: Shape::Circle,
            fan: (0.0, 0.0),
        };
        let shown = |states: [Option<(State, bool)>; 4]| {
            let ask = |record: Record| states[record.1.index()].map(|(s, known)| (s, known, 2));
            mark.shown(ask)
                .map(|shown| (shown.state, shown.known_by, shown.n))
        };
        assert_eq!(shown([None; 4]), None);
        let (there, possibly, over) = (State::There, State::Possibly, State::Over);
        // The one that is there is only known by a date; that others are not says nothing of it.
        let mixed = [
            Some((over, false)),
            Some((there, true)),
            None,
            Some((possibly, false)),
        ];
        assert_eq!(shown(mixed), Some((there, true, 6)));
        let both = [Some((there, true)), Some((there, false)), None, None];
        assert_eq!(shown(both), Some((there, false, 4)));
        let ghost = [
            Some((State::Undated, false)),
            Some((over, false)),
            None,
            None,
        ];
        assert_eq!(shown(ghost), Some((over, false, 4)));
    }

    #[test]
    fn picking_finds_a_record_on_any_copy_of_the_world() {
        let scene = MapScene::new([placed(7, 179.0, 0.0, MarkFamily::Dot)]);
        let view = Viewport {
            center: World::from_lon_lat(-179.0, 0.0),
            zoom: 5.0,
            width: 800.0,
            height: 600.0,
        };
        let at = view.screen_from_world(World {
            x: World::from_lon_lat(179.0, 0.0).x - 1.0,
            y: 0.5,
        });
        let hit = scene.pick(&view, at, 6.0, 10.0, |_| true);
        assert_eq!(hit.map(|(_, mark)| mark.records[0].1), Some(RowId(7)));
        assert!(scene.pick(&view, at, 6.0, 10.0, |_| false).is_none());
    }
}
