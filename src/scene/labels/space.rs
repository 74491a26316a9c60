//! Which parts of the view are taken.

use crate::scene::area::Area;

/// Side of a cell in points: about the size of a label.
const CELL: f32 = 64.0;
/// How far around the view boxes are told apart by cell.
const BORDER: f32 = 256.0;

/// Boxes sorted into the cells of a grid. What lies outside the grid belongs to the cells at its rim.
pub struct Space {
    n_columns: usize,
    n_rows: usize,
    cells: Vec<Vec<Area>>,
}

impl Space {
    /// Nothing taken yet in a view of a size in points.
    #[must_use]
    pub fn new(width: f32, height: f32) -> Self {
        let count = |v: f32| ((v.clamp(0.0, 32768.0) + 2.0 * BORDER) / CELL).ceil() as usize;
        let (n_columns, n_rows) = (count(width), count(height));
        Self {
            n_columns,
            n_rows,
            cells: vec![Vec::new(); n_columns * n_rows],
        }
    }

    /// Takes a box.
    pub fn take(&mut self, area: Area) {
        for cell in self.cells_of(&area) {
            self.cells[cell].push(area);
        }
    }

    /// Whether none of a box is taken.
    #[must_use]
    pub fn is_free(&self, area: &Area) -> bool {
        self.hit(area).is_none()
    }

    /// A taken box that overlaps.
    #[must_use]
    pub fn hit(&self, area: &Area) -> Option<Area> {
        let mut taken = self.cells_of(area).flat_map(|cell| &self.cells[cell]);
        taken.find(|other| other.overlaps(area)).copied()
    }

    fn cells_of(&self, area: &Area) -> impl Iterator<Item = usize> + use<> {
        let cell = |v: f32, n: usize| (((v + BORDER) / CELL).max(0.0) as usize).min(n - 1);
        let (x0, x1) = (cell(area.x0, self.n_columns), cell(area.x1, self.n_columns));
        let (y0, y1) = (cell(area.y0, self.n_rows), cell(area.y1, self.n_rows));
        let n_columns = self.n_columns;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * n_columns + x))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn areas(n: usize) -> impl Strategy<Value = Vec<Area>> {
        let area = (
            -900.0f32..900.0,
            -900.0f32..900.0,
            1.0f32..300.0,
            1.0f32..300.0,
        )
            .prop_map(|(x, y, w, h)| Area::around(x, y, w, h));
        prop::collection::vec(area, 1..n)
    }

    proptest! {
        #[test]
        fn the_grid_agrees_with_looking_at_every_box(taken in areas(40), asked in areas(40)) {
            let mut space = Space::new(500.0, 300.0);
            for area in &taken {
                space.take(*area);
            }
            for area in asked {
                prop_assert_eq!(space.is_free(&area), !taken.iter().any(|t| t.overlaps(&area)));
            }
        }
    }
}
