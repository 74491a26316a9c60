//! A coarse picture of where land is, one bit to a cell.

use super::level::Fill;

/// Cells along each side of the Mercator square.
const SIDE: usize = 2048;

/// Where land is. A cell is 1/2048 of the world: a point of the map at zoom 3.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LandMask {
    rows: Vec<[u64; SIDE / 64]>,
}

impl LandMask {
    /// The level of detail that the mask is drawn from: it is made for zoom 3.
    pub(super) const LEVEL: usize = 2;

    pub(super) fn new(land: &Fill) -> Self {
        let mut mask = Self {
            rows: vec![[0; SIDE / 64]; SIDE],
        };
        for chunk in &land.chunks {
            let points = &land.points[chunk.points.clone()];
            for t in land.indices[chunk.indices.clone()].chunks_exact(3) {
                let corner = |i: u16| points[usize::from(i)].map(|v| f64::from(v) * SIDE as f64);
                mask.draw([corner(t[0]), corner(t[1]), corner(t[2])]);
            }
        }
        mask
    }

    /// Whether there is land in a box of world coordinates; x may be on any copy of the world.
    #[must_use]
    pub fn any_land(&self, x0: f64, y0: f64, x1: f64, y1: f64) -> bool {
        let cell = |v: f64| (v * SIDE as f64).floor();
        let last = SIDE as f64 - 1.0;
        let rows = cell(y0).clamp(0.0, last) as usize..=cell(y1).clamp(0.0, last) as usize;
        let (first, last) = (cell(x0) as i64, cell(x1) as i64);
        let turn = i64::from(SIDE as u32);
        // More than one turn is one turn.
        let last = last.min(first.saturating_add(turn - 1));
        self.rows[rows].iter().any(|row| {
            (first..=last).any(|x| {
                let x = x.rem_euclid(turn) as usize;
                row[x / 64] >> (x % 64) & 1 == 1
            })
        })
    }

    /// Marks the cells whose middle row a triangle crosses.
    fn draw(&mut self, corners: [[f64; 2]; 3]) {
        let low = corners.iter().map(|p| p[1]).fold(f64::MAX, f64::min);
        let high = corners.iter().map(|p| p[1]).fold(f64::MIN, f64::max);
        let limit = SIDE as f64 - 1.0;
        let rows = (low - 0.5).ceil().clamp(0.0, limit) as usize
            ..=(high - 0.5).floor().clamp(0.0, limit) as usize;
        for y in rows {
            let middle = y as f64 + 0.5;
            let (mut from, mut to) = (f64::MAX, f64::MIN);
            for i in 0..3 {
                let (a, b) = (corners[i], corners[(i + 1) % 3]);
                if (a[1] > middle) != (b[1] > middle) {
                    let x = a[0] + (middle - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                    (from, to) = (from.min(x), to.max(x));
                }
            }
            if from <= to {
                let cells = from.clamp(0.0, limit) as usize..=to.clamp(0.0, limit) as usize;
                for x in cells {
                    self.rows[y][x / 64] |= 1 << (x % 64);
                }
            }
        }
    }
}
