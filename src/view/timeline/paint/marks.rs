//! The lanes of marks, the playhead and its chip.

use egui::{Align2, Color32, CornerRadius, Pos2, Shape, Stroke, StrokeKind, pos2};

use crate::scene::timeline::{Area, Hit, Milestone, Record};
use crate::view::theme;

use super::{Brush, CHIP_SIZE, NAME_SIZE};

/// How much one tick covers; more ticks in one place cover more.
const TICK_COVER: f32 = 0.55;
const RANGE_COVER: f32 = 0.28;
/// How much a cell of density with the fewest records covers.
const LEAST_HEAT: f32 = 0.12;

impl Brush<'_> {
    /// The colour of a mark that the clock takes in, or leaves out.
    fn ink(&self, inside: bool) -> Color32 {
        let theme = self.theme;
        if inside {
            theme.ink_soft
        } else {
            theme.ink_soft.lerp_to_gamma(theme.panel, 0.62)
        }
    }

    pub(super) fn lanes(&self) {
        for lane in &self.scene.lanes {
            let middle = self.y(f32::midpoint(lane.area.y0, lane.area.y1));
            let along = self.x(lane.area.x0)..=self.x(lane.area.x1);
            self.painter.hline(along, middle, (1.0, self.theme.line));
            for mark in &lane.marks {
                let ink = self.ink(self.marks.takes_in(mark.begun));
                let mut area = mark.area;
                let cover = if mark.is_range {
                    (area.y0, area.y1) = (area.y0 + 2.5, area.y1 - 2.5);
                    RANGE_COVER
                } else {
                    let n = mark.records.len().min(16) as f32;
                    1.0 - (1.0 - TICK_COVER).powf(n)
                };
                let radius = if mark.is_range { 2.0 } else { 0.0 };
                self.painter
                    .rect_filled(self.rect(area), radius, ink.gamma_multiply(cover));
            }
        }
    }

    /// Density: the stronger, the more there are.
    pub(super) fn heats(&self, hit: Option<&Hit>) {
        for (index, heat) in self.scene.heats.iter().enumerate() {
            for (number, cell) in heat.cells.iter().enumerate() {
                for (piece, inside) in self.pieces(cell.area) {
                    let cover = LEAST_HEAT + (1.0 - LEAST_HEAT) * cell.strength;
                    let ink = self.ink(inside).gamma_multiply(cover);
                    self.painter.rect_filled(self.rect(piece), 0.0, ink);
                }
                let here = Hit::Heat {
                    heat: index,
                    cell: number,
                };
                if hit == Some(&here) {
                    self.frame(cell.area);
                }
            }
        }
    }

    pub(super) fn figures(&self) {
        for figure in &self.scene.figures {
            let begun = figure.span.start;
            let ink = self.ink(self.marks.takes_in(begun)).gamma_multiply(0.6);
            self.painter.rect_filled(self.rect(figure.area), 1.0, ink);
        }
    }

    pub(super) fn milestones(&self) {
        let theme = self.theme;
        for milestone in &self.scene.milestones {
            let inside = self.marks.takes_in(milestone.begun);
            let (from, to) = milestone.dated;
            if to - from > 14.0 {
                let y = self.y(self.scene.rows.strip);
                let ink = self.ink(inside).gamma_multiply(0.35);
                self.painter.hline(self.x(from)..=self.x(to), y, (1.0, ink));
            }
            let mark = milestone.mark();
            let under_chip = self.marks.chip.is_some_and(|chip| chip.overlaps(&mark));
            if !under_chip {
                let center = pos2(self.x(milestone.x), self.y(milestone.y));
                self.diamond(center, (mark.x1 - mark.x0) / 2.0, self.ink(inside));
            }
            if let Some(name) = milestone.name_beside(self.marks) {
                let ink = if inside {
                    theme.ink_soft
                } else {
                    theme.ink_faint
                };
                let area = name.area;
                if self.marks.playhead_x > area.x0 && self.marks.playhead_x < area.x1 {
                    let ground = Area {
                        y0: area.y0 + 2.0,
                        y1: area.y1 - 2.0,
                        ..area
                    };
                    self.painter.rect_filled(
                        self.rect(ground).expand2(egui::vec2(2.0, 0.0)),
                        2.0,
                        theme.panel,
                    );
                }
                let y = f32::midpoint(area.y0, area.y1);
                self.text(
                    area.x0,
                    y,
                    Align2::LEFT_CENTER,
                    &name.text,
                    theme::medium(NAME_SIZE),
                    ink,
                );
            }
        }
    }

    fn diamond(&self, center: Pos2, half: f32, color: Color32) {
        let points = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)];
        let points = points.map(|(x, y)| center + egui::vec2(x, y)).to_vec();
        self.painter
            .add(Shape::convex_polygon(points, color, Stroke::NONE));
    }

    /// The line of the playhead, the tick under it, and the handles of the window.
    pub(super) fn playhead(&self) {
        let (scene, theme, marks) = (self.scene, self.theme, self.marks);
        let Some(chip) = marks.chip else {
            return;
        };
        let on_axis = |x: f32| x >= scene.scale.x0 - 1.0 && x <= scene.scale.x1 + 1.0;
        let base = self.y(scene.rows.base);
        let clamp = |x: f32| x.clamp(scene.scale.x0, scene.scale.x1);
        let tick = Area {
            x0: clamp(marks.tick.0),
            y0: scene.rows.base,
            x1: clamp(marks.tick.1),
            y1: scene.rows.base + 2.0,
        };
        self.painter.rect_filled(self.rect(tick), 0.0, theme.accent);
        if let Some((start, _)) = marks.window.filter(|window| on_axis(window.0)) {
            let top = self.y(scene.rows.lanes - 2.0);
            self.painter
                .vline(self.x(start), top..=base, (1.5, theme.accent));
            self.handle(pos2(self.x(start), f32::midpoint(top, base)));
        }
        if on_axis(marks.playhead_x) {
            let x = self.x(marks.playhead_x);
            self.painter
                .vline(x, self.y(chip.y1)..=base, (2.0, theme.accent));
            if marks.window.is_some() {
                let top = self.y(scene.rows.lanes - 2.0);
                self.handle(pos2(x, f32::midpoint(top, base)));
            }
            self.painter
                .circle(pos2(x, base), 5.0, theme.accent, (1.5, theme.panel));
        }
    }

    fn handle(&self, center: Pos2) {
        let rect = egui::Rect::from_center_size(center, egui::vec2(6.0, 18.0));
        let stroke = Stroke::new(1.5, self.theme.panel);
        self.painter
            .rect(rect, 3.0, self.theme.accent, stroke, StrokeKind::Outside);
    }

    pub(super) fn chip(&self) {
        let Some(chip) = self.marks.chip else {
            return;
        };
        let rect = self.rect(chip);
        let radius = CornerRadius::same((rect.height() / 2.0) as u8);
        // Off the axis it is a flag at the edge, not a playhead: an outline, no line under it.
        let (fill, ink) = if self.marks.beyond == 0 {
            (self.theme.accent, self.theme.on_accent)
        } else {
            (self.theme.panel, self.theme.accent)
        };
        let line = Stroke::new(1.5, self.theme.accent);
        self.painter
            .rect(rect, radius, fill, line, StrokeKind::Inside);
        let font = theme::semibold(CHIP_SIZE);
        self.painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            &self.marks.label,
            font,
            ink,
        );
    }

    /// A frame around the mark of a record.
    pub(super) fn outline(&self, record: Record) {
        let scene = self.scene;
        let milestones = scene
            .milestones
            .iter()
            .filter(|m| m.record == record)
            .map(Milestone::mark);
        let figures = scene
            .figures
            .iter()
            .filter(|f| f.record == record)
            .map(|f| f.area);
        let ticks = scene.lanes.iter().flat_map(|lane| &lane.marks);
        let ticks = ticks
            .filter(|t| t.records.contains(&record))
            .map(|t| t.area);
        for area in milestones.chain(figures).chain(ticks) {
            self.frame(area);
        }
    }

    pub(super) fn frame(&self, area: Area) {
        let rect = self.rect(area).expand(1.5);
        let stroke = Stroke::new(1.5, self.theme.accent);
        self.painter
            .rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
    }
}
